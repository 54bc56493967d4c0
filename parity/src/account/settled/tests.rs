//! The guide's page of what is not known says of AWS what the kit's cases say.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::ROWS;

/// What a row's last column says, in the words of the cases.
fn basis(known: &str) -> &'static str {
    let says = |word: &str| known.contains(word);
    match known {
        _ if known.starts_with("recorded") || says("is recorded") => "recorded",
        _ if known.starts_with("same front end") => "inferred",
        _ => "unsettled",
    }
}

/// The rows of the page: what is sent, and whether it is known.
fn page() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("../../../../src/guide/unsettled.md").lines();
    let cells = lines.map(|line| line.split(" | ").collect::<Vec<_>>());
    let rows = cells.filter(|cells| cells.len() == 3 && cells[0].starts_with("| "));
    rows.map(|cells| (&cells[0][2..], cells[2].trim_end_matches(" |"))).collect()
}

/// The basis of each case of a theme, by number.
fn bases(theme: &str) -> BTreeMap<String, String> {
    let text = match theme {
        "parsing" => include_str!("../../../cases/parsing.toml"),
        _ => include_str!("../../../cases/constraints.toml"),
    };
    let cases = text.parse::<Table>().expect("the cases are TOML");
    let cases = cases["case"].as_array().expect("the cases are a list").clone();
    let text = |case: &Value, name: &str| case[name].as_str().unwrap_or_default().to_owned();
    cases.iter().map(|case| (text(case, "number"), text(case, "basis"))).collect()
}

#[test]
fn the_page_and_the_cases_say_the_same() {
    let page = page();
    for (start, theme, cases) in ROWS {
        let mut rows = page.iter().filter(|(input, _)| input.starts_with(start));
        let (_, known) = rows.next().unwrap_or_else(|| panic!("the page has a row: {start}"));
        for number in cases {
            assert_eq!(bases(theme)[*number], basis(known), "{start}: {theme}/{number}");
        }
    }
}

#[test]
fn no_row_says_that_the_crate_differs() {
    let page = page();
    assert!(page.len() > 40, "{}", page.len());
    assert!(page.iter().all(|(_, known)| !known.contains("different")));
}
