//! Which pauses a paced endpoint makes, and how often it sends a call: nothing here waits.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

fn error(status: u16, code: &str) -> Answer {
    let body = format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>");
    Answer { status, headers: Vec::new(), body: body.into() }
}

/// What is answered to this many calls, and the pauses, in whole seconds; a started one counts.
fn paced(
    pace: Pace,
    calls: usize,
    mut answer: impl FnMut(&Call) -> Result<Answer, String>,
) -> (Vec<Result<u16, String>>, Vec<u64>) {
    let pauses = Rc::new(RefCell::new(Vec::new()));
    let kept = Rc::clone(&pauses);
    let mut paced = Paced::new(&mut answer, pace);
    paced.sleep =
        Box::new(move |pause| kept.borrow_mut().push(pause.as_millis().div_ceil(1000) as u64));
    let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), Vec::new());
    let answers: Vec<_> =
        (0..calls).map(|_| paced.send(&call).map(|answer| answer.status)).collect();
    let pauses = pauses.borrow().clone();
    (answers, pauses)
}

#[test]
fn calls_begin_an_interval_apart() {
    let pace = Pace { interval: Duration::from_secs(100), ..Pace::default() };
    let fine = |_: &Call| Ok(error(404, "NoSuchEntity"));
    assert_eq!(paced(pace, 1, fine), (vec![Ok(404)], vec![]));
    assert_eq!(paced(pace, 3, fine), (vec![Ok(404); 3], vec![100, 100]));
}

#[test]
fn the_usual_pace_is_five_calls_a_second_and_pauses_that_double() {
    let Pace { interval, pause, repeats, most_calls } = Pace::default();
    assert_eq!((interval, pause), (Duration::from_millis(200), Duration::from_secs(1)));
    assert_eq!((repeats, most_calls), (6, 20_000));
    // Between the pauses are the intervals.
    let (answers, pauses) = paced(Pace::default(), 1, |_| Ok(error(400, "Throttling")));
    assert_eq!(answers, [Ok(400)]);
    assert_eq!(pauses, [1, 1, 2, 1, 4, 1, 8, 1, 16, 1, 32, 1]);
}

#[test]
fn a_throttled_call_is_repeated_this_often() {
    for (repeats, sent) in [(0, 1), (1, 2), (2, 3), (6, 7)] {
        let mut calls = 0;
        let pace = Pace { repeats, ..Pace::default() };
        paced(pace, 1, |_| {
            calls += 1;
            Ok(error(429, ""))
        });
        assert_eq!(calls, sent);
    }
}

#[test]
fn the_cap_counts_all_calls() {
    let cap = || Err("the cap of 3 calls is reached".to_owned());
    let pace = Pace { most_calls: 3, ..Pace::default() };
    let (answers, _) = paced(pace, 5, |_| Ok(error(404, "")));
    assert_eq!(answers, [Ok(404), Ok(404), Ok(404), cap(), cap()]);
    let (answers, _) = paced(pace, 1, |_| Ok(error(400, "Throttling")));
    assert_eq!(answers, [cap()]);
    let none = Pace { most_calls: 0, ..pace };
    let (answers, pauses) = paced(none, 1, |_| Ok(error(404, "")));
    assert_eq!((answers.len(), answers[0].is_err(), pauses.len()), (1, true, 0));
}

#[test]
fn a_call_that_is_not_answered_is_not_repeated() {
    let mut calls = 0;
    let (answers, pauses) = paced(Pace::default(), 1, |_| {
        calls += 1;
        Err("reset".to_owned())
    });
    assert_eq!((answers, pauses.len(), calls), (vec![Err("reset".to_owned())], 0, 1));
}

#[test]
fn only_these_answers_say_that_there_were_too_many_calls() {
    for (answer, is_such) in [
        (error(400, "Throttling"), true),
        (error(400, "ThrottlingException"), true),
        (error(503, "RequestLimitExceeded"), true),
        (error(400, "TooManyRequestsException"), true),
        (error(429, "Other"), true),
        (Answer { status: 429, ..Answer::default() }, true),
        (error(428, "Other"), false),
        (error(430, "Other"), false),
        (error(400, "Throttled"), false),
        (error(400, "LimitExceeded"), false),
        (error(503, "ServiceUnavailable"), false),
        (Answer { status: 200, ..Answer::default() }, false),
    ] {
        assert_eq!(is_throttled(&answer), is_such, "{answer:?}");
    }
}
