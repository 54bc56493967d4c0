//! How often each public function allocates, exactly, for one unit of an input, for ten and for fifty. What allocates
//! once more, copies what it could borrow, or does for each pair what it could do once, changes a row of a table.
//!
//! A row of a file holds the function, the three counts and the unit. Less is better: then the row changes, too.

mod answers;
#[cfg(feature = "serde")]
mod json;
mod policies;
mod requests;

use allocation_counter::measure;

/// The function, a unit, the input around many of them, and the work.
type Row = (&'static str, &'static str, fn(&str) -> String, fn(&str));

/// So many units, with the numbers from 1 in the place of `{n}`.
fn repeated(unit: &str, count: usize) -> String {
    (1..=count).map(|n| unit.replace("{n}", &n.to_string())).collect()
}

fn counted((name, unit, input, work): &Row) -> String {
    let counts = [1, 10, 50].map(|count| {
        let input = input(&repeated(unit, count));
        // The first run makes what later ones share.
        work(&input);
        measure(|| work(&input)).count_total.to_string()
    });
    format!("{name}: {} | {unit}", counts.join(" "))
}

/// Compares the counts with those of a file.
#[track_caller]
fn check(rows: &[Row], file: &str) {
    let found: Vec<_> = rows.iter().map(counted).collect();
    let is_same = file.lines().eq(found.iter().map(String::as_str));
    assert!(is_same, "not as in the file:\n\n{}\n", found.join("\n"));
}
