//! Runs in an account, tried at the emulator: throttling, reads that lag behind, keys that expire, recordings, and
//! the removal of what a crash left.
#[path = "support/emulator.rs"]
mod endpoint;
#[path = "support/http.rs"]
mod http;

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use endpoint::Emulator;
use http::serve;
use iam_parity::{
    Answer, Call, Endpoint, Http, Keys, Level, Options, Outcome, Pace, Paced, Recorder, Report,
    Suite, Verdict, clean_up, run,
};

const CASES: &[&str] = &["operations/24.1", "operations/46.1", "tags/1.1.1", "effects/20.1"];

#[track_caller]
fn suite(filters: &[&str]) -> Suite {
    let mut suite = Suite::built_in();
    suite.retain(filters).unwrap();
    suite
}

fn error(status: u16, code: &str) -> Answer {
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code></Error></ErrorResponse>"
    );
    Answer { status, headers: Vec::new(), body: body.into() }
}

#[track_caller]
fn all_the_same(report: &Report) {
    let failures: String = report.failures(Level::Layout).map(Outcome::text).collect();
    assert_eq!(failures, "");
    assert_eq!(report.count(Verdict::Same), report.outcomes.len(), "{}", report.text());
}

#[test]
fn throttled_calls_are_repeated_and_never_taken_for_answers() {
    let emulator = Emulator::new();
    let mut calls = 0;
    let mut busy = |call: &Call| {
        calls += 1;
        Ok(if calls % 3 == 0 { error(400, "Throttling") } else { emulator.answer(call) })
    };
    let pace =
        Pace { interval: Duration::ZERO, pause: Duration::from_millis(1), ..Pace::default() };
    let mut paced = Paced::new(&mut busy, pace);
    let report = run(&suite(CASES), &mut paced, &Options::default(), &mut |_, _| {}).unwrap();
    all_the_same(&report);
    assert!(calls > report.calls, "{calls}");
}

#[test]
fn a_call_is_repeated_six_times_at_most_and_the_cap_counts_repeated_calls() {
    let mut calls = 0;
    let mut always = |_: &Call| {
        calls += 1;
        Ok(error(400, "Throttling"))
    };
    let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), Vec::new());
    let pace =
        Pace { interval: Duration::ZERO, pause: Duration::ZERO, most_calls: 10, ..Pace::default() };
    let mut paced = Paced::new(&mut always, pace);
    assert_eq!(paced.send(&call).unwrap().status, 400);
    assert_eq!(paced.send(&call), Err("the cap of 10 calls is reached".to_owned()));
    assert_eq!(calls, 10);
}

/// An endpoint whose reads show an old state twice after each write.
fn lagging(emulator: &Emulator) -> impl FnMut(&Call) -> Result<Answer, String> + '_ {
    let mut reads: HashMap<Vec<u8>, (usize, Answer)> = HashMap::new();
    move |call: &Call| {
        let body = String::from_utf8_lossy(&call.body);
        if !body.starts_with("Action=Get") && !body.starts_with("Action=List") {
            reads.values_mut().for_each(|(tries, _)| *tries = 0);
            return Ok(emulator.answer(call));
        }
        let unknown = (0, error(404, "NoSuchEntity"));
        let (tries, old) = reads.entry(call.body.clone()).or_insert(unknown);
        *tries += 1;
        if *tries > 2 {
            *old = emulator.answer(call);
        }
        Ok(old.clone())
    }
}

#[test]
fn reads_that_lag_behind_agree_after_a_while_and_are_told_apart() {
    let emulator = Emulator::new();
    let options = Options { patience: Duration::from_secs(5), ..Options::default() };
    let report = run(&suite(CASES), &mut lagging(&emulator), &options, &mut |_, _| {}).unwrap();
    all_the_same(&report);
    assert!(
        report.outcomes[0].note.starts_with("agreed only after 0."),
        "{:?}",
        report.outcomes[0]
    );

    let emulator = Emulator::new();
    let report =
        run(&suite(CASES), &mut lagging(&emulator), &Options::default(), &mut |_, _| {}).unwrap();
    assert!(report.failures(Level::State).count() >= 3, "{}", report.text());
}

#[test]
fn patience_ends_and_a_difference_stays_one() {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| {
        if !call.text().contains("Action=TagUser") {
            return Ok(emulator.answer(call));
        }
        // Succeeds, and stores nothing.
        let answer = emulator.answer_body(
            call,
            "Action=UntagUser&Version=2010-05-08&UserName=parity-0-3&TagKeys.member.1=none",
        );
        Ok(Answer { body: answer.text().replace("UntagUser", "TagUser").into(), ..answer })
    };
    let options = Options { patience: Duration::from_millis(350), ..Options::default() };
    let report = run(&suite(&["tags/1.7.1"]), &mut endpoint, &options, &mut |_, _| {}).unwrap();
    assert!(report.outcomes[0].level() >= Some(Level::State), "{:?}", report.outcomes[0].lines());
    assert!(report.outcomes[0].note.starts_with("waited for 0.3 s"), "{}", report.outcomes[0].note);
}

#[test]
fn keys_that_have_expired_are_renewed_once_and_the_token_is_sent() {
    let url = serve(|call: &Call| {
        let token =
            call.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-amz-security-token"));
        match token.map(|(_, token)| token.as_str()) {
            Some("2") => Answer { status: 200, ..Answer::default() },
            Some("1") => error(403, "ExpiredToken"),
            _ => error(403, "InvalidClientTokenId"),
        }
    });
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    let keys = move || {
        count.set(count.get() + 1);
        let token = Some(count.get().to_string());
        Ok(Keys { id: "ASIAEXAMPLE".into(), secret: "secret".into(), token })
    };
    let endpoint = Http::new(&url, Duration::from_secs(10), 0).unwrap();
    let mut endpoint = endpoint.with_keys(Box::new(keys)).unwrap();
    let call = Call::received(
        "POST".into(),
        "/".into(),
        "".into(),
        Vec::new(),
        b"Action=ListUsers".to_vec(),
    );
    assert_eq!(endpoint.send(&call).unwrap().status, 200);
    assert_eq!(asked.get(), 2);
    assert!(!format!("{endpoint:?}").contains("secret"));
}

#[test]
fn what_a_crash_has_left_is_removed_with_what_hangs_on_it_and_nothing_else() {
    let emulator = Emulator::new();
    let form = vec![("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    let send = |body: &str| {
        let body = body.replace('^', "&Version=2010-05-08&").into_bytes();
        let call = Call::received("POST".into(), "/".into(), "".into(), form.clone(), body);
        let answer = emulator.answer(&call);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    };
    let document = "PolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
    let arn = "PolicyArn=arn:aws:iam::123456789012:policy/parity-7-2";
    for body in [
        "Action=CreateUser^UserName=parity-7-1".to_owned(),
        "Action=CreateUser^UserName=parity-70-1".to_owned(),
        "Action=CreateUser^UserName=anika".to_owned(),
        format!("Action=CreatePolicy^PolicyName=parity-7-2&{document}"),
        "Action=CreateAccessKey^UserName=parity-7-1".to_owned(),
        format!("Action=PutUserPolicy^UserName=parity-7-1&PolicyName=a&{document}"),
        format!("Action=AttachUserPolicy^UserName=parity-7-1&{arn}"),
        "Action=CreateGroup^GroupName=parity-7-3".to_owned(),
        "Action=AddUserToGroup^GroupName=parity-7-3&UserName=parity-7-1".to_owned(),
    ] {
        send(&body);
    }
    let removed = clean_up(&mut |call: &Call| Ok(emulator.answer(call)), 7).unwrap();
    for line in ["DeleteUser parity-7-1", "DeleteGroup parity-7-3", "DeleteUserPolicy a"] {
        assert!(removed.contains(&line.to_owned()), "{removed:?}");
    }
    let users = send("Action=ListUsers^");
    assert!(
        !users.contains("parity-7-1") && users.contains("parity-70-1") && users.contains("anika")
    );
    assert!(!send("Action=ListPolicies^Scope=Local").contains("parity-7-2"));
    assert_eq!(clean_up(&mut |call: &Call| Ok(emulator.answer(call)), 7).unwrap(), [""; 0]);
}

#[test]
fn recordings_hold_nothing_of_the_account_and_are_consistent() {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| {
        let answer = emulator.answer(call);
        Ok(Answer { body: answer.text().replace("123456789012", "987654321098").into(), ..answer })
    };
    let mut recorder = Recorder::new(&mut endpoint);
    run(
        &suite(&["operations/11.1", "operations/24.1"]),
        &mut recorder,
        &Options::default(),
        &mut |_, _| {},
    )
    .unwrap();
    let files = recorder.files(&[]).unwrap();
    let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
    assert!(!all.contains("987654321098") && all.contains("arn:aws:iam::123456789012:user/"));
    assert!(all.contains("<SecretAccessKey>EXAMPLE</SecretAccessKey>"), "{all}");
    let key = |text: &str| Some(text.split("<AccessKeyId>").nth(1)?.split('<').next()?.to_owned());
    let keys: Vec<_> = files.iter().filter_map(|(_, text)| key(text)).collect();
    assert!(keys.len() >= 2 && keys.iter().all(|other| *other == keys[0]), "{keys:?}");
    let refused = recorder.files(&["UserName"]).unwrap_err();
    assert!(refused.ends_with(" would hold something of the account"), "{refused}");
}

#[test]
fn a_run_in_an_account_touches_nothing_but_its_own_resources() {
    let mut own = Suite::built_in();
    let left_out = own.retain_own_resources().unwrap();
    for number in ["operations/12.1", "operations/164.1", "operations/130.1", "operations/59.1"] {
        assert!(left_out.contains(&number.to_owned()), "{number}");
    }
    assert!(own.cases().len() > 1200, "{}", own.cases().len());
    for (number, body) in own.calls().unwrap() {
        let action = body.split(['=', '&']).nth(1).unwrap_or_default();
        let changes = ["Create", "Delete", "Put", "Update", "Attach", "Detach", "Set"];
        if changes.iter().any(|verb| action.starts_with(verb)) {
            assert!(body.contains("parity-") || body.contains("%24%7B"), "{number}: {body}");
        }
    }
}
