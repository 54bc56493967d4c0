//! How long campaigns and replays last, and how often each cause was met.

use super::*;
use crate::cases::level::Level;
use crate::exchange::call::{Answer, Call};

/// An endpoint that knows every operation, refuses each request in the same way, and has no header.
fn refusing(call: &Call) -> Result<Answer, String> {
    if call.text().contains("NoSuchOperation") {
        return Ok(Answer { status: 501, ..Answer::default() });
    }
    let body = "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code>\
                <Message>no</Message></Error></ErrorResponse>";
    Ok(Answer { status: 404, headers: Vec::new(), body: body.into() })
}

const CAUSE: &str = "every answer: layout there is a header x-amzn-RequestId";

fn limits(sequences: usize, time: Duration) -> CampaignLimits {
    CampaignLimits { time, sequences }
}

const LONG: Duration = Duration::from_secs(600);

fn campaign_of(sequences: usize, options: &Options) -> Findings {
    let limits = limits(sequences, LONG);
    campaign(&mut refusing, None, limits, options, &mut |_| {}).unwrap()
}

fn count_of(findings: &Findings, cause: &str) -> usize {
    findings.findings.iter().filter(|found| found.cause == cause).map(|found| found.count).sum()
}

#[test]
fn a_cause_that_each_sequence_has_is_one_finding_and_is_counted_once_for_each() {
    for sequences in [1, 2, 5] {
        let found = campaign_of(sequences, &Options::default());
        assert_eq!((found.sequences, count_of(&found, CAUSE)), (sequences, sequences));
        let of_cause = found.findings.iter().filter(|found| found.cause == CAUSE);
        assert_eq!(of_cause.count(), 1);
        assert!(found.findings.iter().all(|found| found.minimal && found.count <= sequences * 10));
    }
    let none = campaign_of(0, &Options::default());
    assert_eq!((none.sequences, none.findings.len(), none.calls), (0, 0, 0));
}

#[test]
fn findings_are_told_as_they_are_made_small_and_given_the_worst_first() {
    let mut told = Vec::new();
    let mut tell = |found: &Finding| told.push((found.level, found.cause.clone()));
    let options = Options { seed: 3, url: "http://h".to_owned(), ..Options::default() };
    let found = campaign(&mut refusing, None, limits(4, LONG), &options, &mut tell).unwrap();
    let given: Vec<_> = found.findings.iter().map(|f| (f.level, f.cause.clone())).collect();
    assert_eq!(told, given);
    assert!(given.len() > 3 && given.windows(2).all(|pair| pair[0].0 >= pair[1].0), "{given:?}");
    assert!(
        found
            .findings
            .iter()
            .all(|found| found.repeat.iter().all(|call| call.contains("'http://h/'")))
    );
    assert_eq!((found.info.seed, found.interrupted), (3, false));
}

#[test]
fn without_time_nothing_is_played() {
    let found =
        campaign(&mut refusing, None, limits(9, Duration::ZERO), &Options::default(), &mut |_| {});
    assert_eq!(found.unwrap().sequences, 0);
}

#[test]
fn a_campaign_that_is_stopped_makes_nothing_smaller() {
    let options = Options::default();
    let mut told = 0;
    let mut tell = |_: &Finding| {
        told += 1;
        options.stop.store(true, Ordering::Relaxed);
    };
    let found = campaign(&mut refusing, None, limits(3, LONG), &options, &mut tell).unwrap();
    assert!(found.interrupted && found.findings.len() == told && told > 2);
    let minimal: Vec<_> = found.findings.iter().map(|found| found.minimal).collect();
    assert_eq!(minimal.iter().filter(|minimal| **minimal).count(), 1, "{minimal:?}");

    let mut calls = 0;
    let options = Options::default();
    let mut stopping = |call: &Call| {
        calls += 1;
        options.stop.store(true, Ordering::Relaxed);
        refusing(call)
    };
    let found = campaign(&mut stopping, None, limits(9, LONG), &options, &mut |_| {}).unwrap();
    assert_eq!((found.sequences, found.interrupted), (0, true));
}

#[test]
fn a_replay_plays_each_sequence_once_and_counts() {
    let found = campaign_of(1, &Options::default());
    let one = Findings::sequences_of(&found.json()).unwrap();
    let sequences = [&one[..1], &one[..1], &one[..1]].concat();
    let again = replay(&sequences, &mut refusing, None, &Options::default()).unwrap();
    assert_eq!((again.sequences, again.interrupted), (3, false));
    assert_eq!(count_of(&again, CAUSE), 3);
    // A replay makes nothing smaller.
    assert!(again.findings.iter().all(|found| !found.minimal));
    let first = &again.findings[0];
    assert!(first.level > Level::Layout, "{}", first.text());
}

#[test]
fn an_endpoint_or_a_reference_that_does_not_answer_is_named() {
    let silent = || |_: &Call| Err("reset".to_owned());
    let limits = limits(1, LONG);
    let ends = |endpoint: &mut dyn Endpoint, against: Option<&mut dyn Endpoint>| {
        campaign(endpoint, against, limits, &Options::default(), &mut |_| {}).unwrap_err()
    };
    assert_eq!(ends(&mut silent(), None), "the endpoint does not answer: reset");
    let reference = ends(&mut refusing, Some(&mut silent()));
    assert_eq!(reference, "the reference does not answer: reset");
    let replayed = replay(&[], &mut silent(), None, &Options::default()).unwrap_err();
    assert_eq!(replayed, "the endpoint does not answer: reset");
}

#[test]
fn the_first_half_of_the_time_is_for_new_sequences_and_the_rest_in_equal_shares_for_findings() {
    let seconds = Duration::from_secs;
    for (time, elapsed, is_new) in
        [(10, 0, true), (10, 4, true), (10, 5, false), (10, 11, false), (0, 0, false)]
    {
        assert_eq!(is_for_new(seconds(time), seconds(elapsed)), is_new, "{time} {elapsed}");
    }
    for (time, elapsed, left, part) in
        [(10, 4, 1, 6), (10, 4, 3, 2), (10, 10, 1, 0), (10, 12, 1, 0), (12, 0, 4, 3)]
    {
        assert_eq!(share(seconds(time), seconds(elapsed), left), seconds(part), "{time} {elapsed}");
    }
    assert_eq!(share(Duration::MAX, Duration::ZERO, 1), Duration::MAX);
}
