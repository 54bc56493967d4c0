//! How many things a format lists: one fewer, this many, and one more.

use super::sample::{differs, message, noted, of};
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::report::Report;
use crate::report::outcome::{Exchange, Outcome, Verdict};
use crate::text::normalize::Normalizer;

/// This many cases, each with a cause of its own.
fn causes(count: usize) -> Report {
    let outcome = |number| {
        let place = format!("result/{}", name(number));
        let found = Difference::new(DifferenceKind::Element, place, "1", "2");
        differs(&format!("a/{number}"), "GetUser", &[found])
    };
    of((1..=count).map(outcome).collect())
}

#[test]
fn no_text_of_an_outcome_that_is_kept_and_compared_has_a_name_of_the_run() {
    let name = "a parity-7-12 b";
    let difference = Difference::new(DifferenceKind::Element, name, name, name);
    let texts = || (name.to_owned(), name.to_owned(), name.to_owned());
    let (request, expected, actual) = texts();
    let mut outcome = Outcome {
        note: name.to_owned(),
        exchange: Some(Exchange { request, expected, actual }),
        repeat: Vec::new(),
        ..differs("a/1", "GetUser", &[difference.clone(), difference])
    };
    outcome.normalize(&Normalizer { prefix: "parity-7-".to_owned() });
    let json = serde_json::to_string(&outcome).unwrap();
    assert_eq!((json.matches("parity-7").count(), json.matches("a <id> b").count()), (0, 10));
}

/// A name without digits, which causes do not tell apart.
fn name(number: usize) -> String {
    [number / 26, number % 26].map(|n| char::from(b'a' + u8::try_from(n).unwrap())).iter().collect()
}

fn lines_with(text: &str, part: &str) -> usize {
    text.lines().filter(|line| line.contains(part)).count()
}

#[test]
fn twelve_causes_fit_on_a_screen() {
    for (count, shown, rest) in [
        (11, 11, None),
        (12, 12, None),
        (13, 12, Some("      1 cause more: --verbose shows all, and every case\n")),
        (14, 12, Some("      2 causes more: --verbose shows all, and every case\n")),
    ] {
        let text = causes(count).text();
        assert_eq!(lines_with(&text, "answer result/"), shown, "{text}");
        assert_eq!(text.contains(" more: "), rest.is_some(), "{text}");
        assert!(text.ends_with(rest.unwrap_or(")\n")), "{text}");
        let all = causes(count).verbose_text();
        assert_eq!(lines_with(&all, "    1 answer result/"), count, "{all}");
        assert!(!all.contains(" more: "), "{all}");
    }
}

#[test]
fn a_hundred_causes_and_cases_are_listed_in_markdown() {
    for (count, shown, rest) in
        [(99, 99, None), (100, 100, None), (101, 100, Some(1)), (102, 100, Some(2))]
    {
        let text = causes(count).markdown("a");
        assert_eq!(lines_with(&text, "| 1 | answer result/"), shown, "{count}");
        assert_eq!(lines_with(&text, " | GetUser | works | answer result/"), shown, "{count}");
        let told =
            rest.map_or(0, |rest| lines_with(&text, &format!("{rest} more are not listed.")));
        assert_eq!(told, if rest.is_some() { 2 } else { 0 }, "{count}");
    }
}

/// Skipped cases: for the first reason one, for the second one two, and so on.
fn reasons(count: usize) -> Report {
    let of_reason = |number| {
        let note = format!("reason {}", name(number));
        (0..number).map(move |_| noted("a/1", "", Verdict::Skipped, &note))
    };
    of((1..=count).flat_map(of_reason).collect())
}

#[test]
fn four_reasons_for_skipped_cases_fit_on_a_screen_the_most_frequent_first() {
    for (count, shown, last) in [
        (3, 3, "not compared: reason ab (1 case)\n"),
        (4, 4, "not compared: reason ab (1 case)\n"),
        (5, 4, "not compared: 1 reason more (1 case)\n"),
        (6, 4, "not compared: 2 reasons more (3 cases)\n"),
    ] {
        let text = reasons(count).text();
        let all = format!("\nnot compared: reason {} ({count} cases)\n", name(count));
        assert!(text.contains(&all) && text.ends_with(last), "{text}");
        assert_eq!(lines_with(&text, "not compared: reason "), shown, "{text}");
        let verbose = reasons(count).verbose_text();
        assert_eq!(lines_with(&verbose, "not compared: reason "), count, "{verbose}");
        assert!(!verbose.contains(" more "), "{verbose}");
    }
}

/// One fault in this many forms.
fn forms(count: usize) -> Report {
    let outcome = |number| {
        let words = format!("constraint: {}", name(number));
        let expected = format!("400 ValidationError: failed to satisfy {words}");
        let found = Difference::new(DifferenceKind::Accepted, "answer", expected, "200");
        differs("a/1", "GetUser", &[found])
    };
    of((1..=count).map(outcome).collect())
}

#[test]
fn three_forms_of_a_fault_are_told() {
    let told = |count| {
        let causes = forms(count).causes();
        assert_eq!(causes.len(), 1, "{causes:?}");
        causes[0].text.clone()
    };
    let fault = "accepts answer: no ValidationError: ";
    assert_eq!(told(1), format!("{fault}ab"));
    assert_eq!(told(2), format!("{fault}ab (1), ac (1)"));
    assert_eq!(told(3), format!("{fault}ab (1), ac (1), ad (1)"));
    assert_eq!(told(4), format!("{fault}ab (1), ac (1), ad (1), 1 more"));
    assert_eq!(told(5), format!("{fault}ab (1), ac (1), ad (1), 2 more"));
}

/// The longest line of a text.
fn longest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn a_cause_is_cut_at_160_characters_and_on_a_screen_at_150() {
    let of_message = |length: usize| {
        let found = Difference::new(DifferenceKind::Message, "message", "", "é".repeat(length));
        of(vec![differs("a/1", "", &[found])])
    };
    // `message: `, the words, and `, not `.
    for (length, whole) in [(159, true), (160, true), (161, false)] {
        let cause = &of_message(length).causes()[0];
        let words = length.min(160) + usize::from(!whole);
        assert_eq!(cause.text.chars().count(), "message: ".len() + words + ", not ".len());
        assert_eq!(cause.text.contains('…'), !whole, "{length}");
    }
    let frame = "      ".len() + " (a/1)".len();
    for (length, shown) in [(134, 149), (135, 150), (136, 151), (140, 151)] {
        assert_eq!(longest(&of_message(length).text()), frame + shown, "{length}");
    }
}

#[test]
fn a_run_is_impossible_if_each_of_its_cases_was_skipped() {
    let skipped = || noted("a/1", "", Verdict::Skipped, "why");
    let other = |verdict| Outcome { verdict, ..skipped() };
    for (outcomes, is_impossible) in [
        (vec![], false),
        (vec![skipped()], true),
        (vec![skipped(), skipped()], true),
        (vec![skipped(), other(Verdict::Same)], false),
        (vec![skipped(), other(Verdict::Unsettled)], false),
        (vec![skipped(), differs("a/1", "", &[message()])], false),
        (vec![other(Verdict::Unsettled)], false),
    ] {
        assert_eq!(of(outcomes.clone()).is_impossible(), is_impossible, "{outcomes:?}");
    }
}
