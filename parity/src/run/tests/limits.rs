//! How often something is sent at most: one time fewer, this often, and one more.

use std::time::Duration;

use super::support::{action, case, cases, error, report, success};
use crate::cases::level::Level;
use crate::exchange::call::Call;
use crate::judge::result::tags_text;
use crate::report::outcome::Verdict;
use crate::run::{Options, run};
use crate::{Answer, Suite};

const LISTS: &str = "send = { Action = \"ListUsers\" }";

#[test]
fn a_run_ends_after_twenty_answers_if_all_of_them_are_refusals() {
    let refusal = "403 AccessDenied";
    for (count, odd, done, refused) in [
        (19, None, 19, None),
        (20, None, 20, Some(refusal)),
        (21, None, 20, Some(refusal)),
        (40, None, 20, Some(refusal)),
        // One other answer is enough to go on, whenever it comes.
        (25, Some(1), 25, None),
        (25, Some(20), 25, None),
        (25, Some(21), 20, Some(refusal)),
    ] {
        let mut calls = 0;
        let report = report(&cases(count, LISTS), &Options::default(), |_, _| {
            calls += 1;
            let is_odd = odd == Some(calls);
            Ok(if is_odd { error(400, "Other") } else { error(403, "AccessDenied") })
        });
        let told = (report.outcomes.len(), report.refused.as_deref());
        assert_eq!(told, (done, refused), "{count} {odd:?}");
    }
}

#[test]
fn a_refusal_has_the_status_401_or_403_and_the_first_one_is_told() {
    for (status, is_refusal) in
        [(200, false), (400, false), (401, true), (402, false), (403, true), (404, false)]
    {
        let mut calls = 0;
        let report = report(&cases(21, LISTS), &Options::default(), |_, _| {
            calls += 1;
            Ok(error(status, if calls == 1 { "First" } else { "Later" }))
        });
        let told = is_refusal.then(|| format!("{status} First"));
        assert_eq!(report.refused, told);
    }
}

/// The tags that are read of a list of this many pages, one on each.
fn pages(count: usize) -> (usize, String) {
    let suite = case(
        "types = [\"user\"]\nsend = { Action = \"TagUser\", UserName = \"${id}\" }\nstored = {}",
    );
    let mut lists = 0;
    let report = report(&suite, &Options::default(), |call, action| {
        if action != "ListUserTags" {
            return Ok(success(action, if action == "TagUser" { "" } else { "<User/>" }));
        }
        lists += 1;
        let marker = if lists == 1 { String::new() } else { format!("&Marker=m%2F{lists}") };
        assert!(call.text().ends_with(&format!("&UserName=parity-0-3{marker}")), "{call:?}");
        let next = match lists < count {
            true => format!("<IsTruncated>true</IsTruncated><Marker>m/{}</Marker>", lists + 1),
            false => "<IsTruncated>false</IsTruncated><Marker>m</Marker>".to_owned(),
        };
        let tag = format!("<member><Key>{lists}</Key><Value/></member>");
        Ok(success(action, &format!("{next}<Tags>{tag}</Tags>")))
    });
    (lists, report.outcomes[0].differences[0].actual.clone())
}

#[test]
fn sixty_pages_of_tags_are_read() {
    assert_eq!(pages(1), (1, "{1=}".to_owned()));
    assert_eq!(pages(2), (2, "{1=, 2=}".to_owned()));
    for (count, read) in [(59, 59), (60, 60), (61, 60), (200, 60)] {
        let (lists, tags) = pages(count);
        assert_eq!(lists, read);
        assert!(tags.ends_with(&format!(", 10=, … {read} in all}}")), "{tags}");
    }
}

#[test]
fn ten_tags_are_shown() {
    let shown = |count: usize| {
        let tags: Vec<_> = (1..=count).map(|n| (format!("k{n}"), n.to_string())).collect();
        tags_text(&tags)
    };
    assert_eq!(shown(0), "{}");
    assert_eq!(shown(1), "{k1=1}");
    let nine = "k1=1, k2=2, k3=3, k4=4, k5=5, k6=6, k7=7, k8=8, k9=9";
    assert_eq!(shown(9), format!("{{{nine}}}"));
    assert_eq!(shown(10), format!("{{{nine}, k10=10}}"));
    assert_eq!(shown(11), format!("{{{nine}, k10=10, … 11 in all}}"));
}

/// How often a read is sent, and its verdict, if it agrees at this time.
fn tries(agrees_at: usize, patience: Duration, text: &str) -> (usize, Verdict, String) {
    let mut calls = 0;
    let options = Options { patience, ..Options::default() };
    let report = report(&case(text), &options, |_, action| {
        calls += 1;
        Ok(match calls < agrees_at {
            true => error(404, "NoSuchEntity"),
            false => success(action, "<Users/><IsTruncated>false</IsTruncated>"),
        })
    });
    let outcome = &report.outcomes[0];
    (calls, outcome.verdict, outcome.note.clone())
}

#[test]
fn what_does_not_agree_is_asked_for_again_until_it_does_or_patience_is_over() {
    let text =
        "send = { Action = \"ListUsers\" }\nexpect = { elements = { Users = \"@present\" } }";
    let (none, some) = (Duration::ZERO, Duration::from_secs(60));
    assert_eq!(tries(1, some, text), (1, Verdict::Same, String::new()));
    assert_eq!(tries(2, none, text), (1, Verdict::Differs, String::new()));
    // The first pause would end after it.
    assert_eq!(tries(2, Duration::from_millis(99), text), (1, Verdict::Differs, String::new()));
    let (calls, verdict, note) = tries(3, some, text);
    assert_eq!((calls, verdict), (3, Verdict::Same));
    assert!(note.starts_with("agreed only after 0."), "{note}");
}

#[test]
fn a_request_that_changes_something_is_sent_again_only_if_it_comes_too_early() {
    let some = Duration::from_secs(60);
    let tag = "send = { Action = \"TagUser\", UserName = \"a\" }";
    assert_eq!(tries(2, some, tag).0, 2);
    // A refusal that is expected agrees at once.
    let refused = format!("{tag}\nexpect = {{ error = \"404 NoSuchEntity\" }}");
    assert_eq!(tries(2, some, &refused).0, 1);
}

#[test]
fn a_stopped_run_ends_before_the_next_case() {
    let options = Options::default();
    let mut suite = cases(3, LISTS);
    // Rules are judged by whole runs.
    suite.add(include_str!("../../../cases/layout.toml")).unwrap();
    let report = report(&suite, &options, |_, action| {
        options.stop.store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(success(action, "<Users/>"))
    });
    assert_eq!((report.outcomes.len(), report.interrupted, report.calls), (1, true, 1));
}

#[test]
fn whoever_watches_a_run_is_told_each_outcome_and_how_many_there_will_be() {
    let mut suite = cases(2, LISTS);
    suite.add(include_str!("../../../cases/layout.toml")).unwrap();
    let rules = suite.checks.len();
    let mut told = Vec::new();
    let mut endpoint = |call: &Call| Ok(success(&action(call), "<Users/>"));
    let mut observe = |outcome: &crate::Outcome, total| told.push((outcome.number.clone(), total));
    let report = run(&suite, &mut endpoint, &Options::default(), &mut observe).unwrap();
    let numbers: Vec<_> = report.outcomes.iter().map(|o| (o.number.clone(), 2 + rules)).collect();
    assert_eq!(told, numbers);
    assert_eq!((numbers.len(), &*numbers[2].0), (2 + rules, "layout/1.1"));
}

#[test]
fn the_url_of_the_options_is_that_of_the_commands() {
    let options = Options { url: "http://h:1".to_owned(), ..Options::default() };
    let silent = |_: &Call, _: &str| Err("no".to_owned());
    let report = report(&case(LISTS), &options, silent);
    assert_eq!(report.outcomes[0].level(), Some(Level::NoAnswer));
    assert!(report.outcomes[0].repeat[0].contains(" 'http://h:1/' "));
    let _ = (Suite::default(), Answer::default());
}

#[test]
fn pauses_double_up_to_five_seconds() {
    let pauses = std::iter::successors(Some(Duration::from_millis(100)), |pause| {
        Some(crate::run::case::longer(*pause))
    });
    let pauses: Vec<_> = pauses.map(|pause| pause.as_millis()).take(9).collect();
    assert_eq!(pauses, [100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
}
