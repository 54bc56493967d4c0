//! Draws the table of `docs/speed.md`, which it reads from standard input, as an SVG: a bar for each row that
//! is to be faster than a peer.
//!
//! ```sh
//! cargo run --release -p iam-codec-benches --bin chart <docs/speed.md >docs/speed.svg
//! ```

use std::fmt::Write;
use std::io::{self, Read};

/// In pixels.
const LINE: usize = 18;
const LABELS: usize = 560;
/// Of a ratio of 1; each doubling takes as much again.
const DOUBLING: f64 = 60.0;

fn main() -> io::Result<()> {
    let mut page = String::new();
    io::stdin().read_to_string(&mut page)?;
    print!("{}", chart(&rows(&page)));
    Ok(())
}

/// One row of the table: the work and who else does it, and how many times as fast the codec is.
struct Bar<'p> {
    label: [&'p str; 2],
    ratio: f64,
}

/// The rows with a goal of at least some ratio, in the order of the table.
fn rows(page: &str) -> Vec<Bar<'_>> {
    page.lines().filter_map(bar).collect()
}

fn bar(line: &str) -> Option<Bar<'_>> {
    let cells: Vec<_> = line.strip_prefix("| ")?.split(" | ").map(str::trim).collect();
    let [work, _, peer, _, ratio, goal, ..] = cells[..] else { return None };
    goal.starts_with('≥').then_some(())?;
    Some(Bar { label: [work, peer], ratio: ratio.parse().ok()? })
}

fn chart(bars: &[Bar<'_>]) -> String {
    let (width, height) = (LABELS + 400, (bars.len() + 2) * LINE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"4\" y=\"{LINE}\">Times as fast as a peer; each doubling is one step to the right</text>\n"
    );
    for (i, Bar { label: [work, peer], ratio }) in bars.iter().enumerate() {
        let top = (i + 1) * LINE + LINE / 2;
        let (len, base) = (DOUBLING * (1.0 + ratio.log2()).max(0.0), top + LINE - 5);
        // Writing to a String does not fail.
        _ = writeln!(
            svg,
            "<text x=\"4\" y=\"{base}\">{work} <tspan fill=\"#666\">beside {peer}</tspan></text>\
             <rect x=\"{LABELS}\" y=\"{top}\" width=\"{len:.0}\" height=\"{}\" fill=\"#3572a5\"/>\
             <text x=\"{:.0}\" y=\"{base}\">{ratio}</text>",
            LINE - 3,
            LABELS as f64 + len + 6.0,
        );
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stands_for_each_row_that_is_to_be_faster() {
        let page = "| work | ns | beside | ns | ratio | goal |\n|---|---:|---|---:|---:|---|\n\
            | decode | 75 | form_urlencoded, tuned | 219 | 4.00 | ≥ 2 |\n| checked | 9 | unchecked | 8 | 1.5 | ≤ 2 |\n";
        let bars = rows(page);
        assert_eq!(bars.len(), 1);
        assert_eq!((bars[0].label, bars[0].ratio), (["decode", "form_urlencoded, tuned"], 4.0));
        assert!(chart(&bars).contains("width=\"180\""));
    }

    #[test]
    fn the_chart_in_the_repository_is_that_of_the_table() {
        let page = include_str!("../../docs/speed.md");
        assert!(chart(&rows(page)) == include_str!("../../docs/speed.svg"), "draw it anew");
    }
}
