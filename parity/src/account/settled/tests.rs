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

#[test]
fn a_case_is_of_a_row_by_its_number_or_by_a_further_part_of_it() {
    use super::row_of;
    for (number, row) in [
        ("parsing/2.9", "index 0"),
        ("parsing/2.9.1", "index 0"),
        ("parsing/2.10.3", "index 0"),
        ("parsing/2.91", ""),
        ("parsing/2.1", ""),
        ("parsing/2", ""),
        ("constraints/2.9", ""),
        ("constraints/3.7", "`Tags=` in a Tag operation"),
        ("parsing/1.15.1", "broken escape"),
        ("parsing", ""),
    ] {
        assert_eq!(row_of(number), row, "{number}");
    }
}

#[test]
fn answers_to_unsettled_cases_are_told_by_row_and_those_without_a_row_last() {
    use crate::report::Report;
    use crate::report::outcome::{Outcome, Verdict};

    let suite = crate::Suite::built_in();
    let told = |number: &str, verdict, note: &str| {
        let case = suite.cases.iter().find(|case| case.number() == number).unwrap();
        Outcome::new(case, verdict, note)
    };
    let outcomes = vec![
        told("tags/1.1.1", Verdict::Unsettled, "200"),
        told("parsing/1.12.1", Verdict::Unsettled, "400 Other"),
        told("parsing/1.13.1", Verdict::Unsettled, "400 MalformedInput: no"),
        told("parsing/2.19.1", Verdict::Same, ""),
        told("parsing/2.9.1", Verdict::Unsettled, "400 MalformedInput"),
    ];
    let report = Report { outcomes, ..Report::default() };
    let text = report.settled(&suite);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "settles: broken escape");
    assert!(
        lines[1].starts_with("  parsing/1.12.1 ")
            && lines[1].ends_with(": 400 Other (this crate: 400 MalformedInput)"),
        "{text}"
    );
    assert!(lines[2].ends_with(": 400 MalformedInput: no (as this crate)"), "{text}");
    assert_eq!(lines[3], "settles: index 0");
    assert_eq!(lines[5], "settles: not on the page");
    assert!(
        lines[6].starts_with("  tags/1.1.1 ") && lines[6].ends_with(": 200 (as this crate)"),
        "{text}"
    );
    assert_eq!(lines.len(), 7);
    // Of a case that this suite lacks nothing is known.
    let unknown = report.settled(&crate::Suite::default());
    assert!(unknown.ends_with(": 200 (this crate does not say)\n"), "{unknown}");
}
