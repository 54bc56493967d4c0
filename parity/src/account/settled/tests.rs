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
    let told = |(number, verdict, note): (&str, Verdict, &str)| {
        let case = suite.cases.iter().find(|case| case.number() == number).unwrap();
        Outcome::new(case, verdict, note)
    };
    let outcomes = [
        ("tags/1.1.1", Verdict::Unsettled, "200"),
        ("parsing/1.12.1", Verdict::Unsettled, "400 Other"),
        ("parsing/1.13.1", Verdict::Unsettled, "400 MalformedInput: no"),
        ("parsing/2.18.1", Verdict::Unsettled, "200"),
        ("parsing/2.19.1", Verdict::Same, ""),
        ("parsing/2.9.1", Verdict::Unsettled, "400 MalformedInput"),
        ("parsing/2.20.1", Verdict::Unsettled, "500"),
        ("tags/1.2.1", Verdict::Unsettled, "200"),
    ];
    let report = Report { outcomes: outcomes.map(told).into(), ..Report::default() };
    let text = report.settled(&suite);
    // The number of a case and what is said behind its title.
    let shown = text.lines().map(|line| match line.strip_prefix("  ") {
        Some(case) => {
            let (number, rest) = case.split_once(' ').unwrap();
            let end = outcomes.iter().find(|(of, ..)| *of == number).unwrap().2;
            format!("{number}{}", &rest[rest.rfind(&format!(": {end} (")).unwrap()..])
        }
        None => line.to_owned(),
    });
    let expected = [
        "settles: index 0",
        "parsing/2.9.1: 400 MalformedInput (as this crate)",
        "settles: `Tags=x`, `Tags.member.1=x`",
        "parsing/2.18.1: 200 (this crate: 400 MalformedInput)",
        "parsing/2.20.1: 500 (this crate: 400 MalformedInput)",
        "settles: broken escape",
        "parsing/1.12.1: 400 Other (this crate: 400 MalformedInput)",
        "parsing/1.13.1: 400 MalformedInput: no (as this crate)",
        "settles: not on the page",
        "tags/1.1.1: 200 (as this crate)",
        "tags/1.2.1: 200 (as this crate)",
    ];
    assert_eq!(shown.collect::<Vec<_>>(), expected);
    // Of a case that this suite lacks nothing is known.
    let unknown = report.settled(&crate::Suite::default());
    assert!(unknown.ends_with(": 200 (this crate does not say)\n"), "{unknown}");
}
