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
    Answer, Call, Endpoint, Http, Keys, Level, Options, Outcome, Pace, Paced, Recorder, Recording,
    Report, Suite, Verdict, clean_up, run,
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

/// What is recorded of these cases at an endpoint.
fn recording(filters: &[&str], endpoint: &mut dyn Endpoint) -> Recording {
    let mut recorder = Recorder::new(endpoint, 0);
    run(&suite(filters), &mut recorder, &Options::default(), &mut |_, _| {}).unwrap();
    recorder.recording(&["a-private-key"])
}

fn text(recording: &Recording) -> String {
    recording.files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect()
}

#[test]
fn recordings_hold_nothing_of_the_account_and_are_consistent() {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| {
        let answer = emulator.answer(call);
        Ok(Answer { body: answer.text().replace("123456789012", "987654321098").into(), ..answer })
    };
    let recorded = recording(&["operations/11.1", "operations/24.1"], &mut endpoint);
    assert_eq!(recorded.left_out, []);
    let all = text(&recorded);
    assert!(!all.contains("987654321098") && all.contains("arn:aws:iam::123456789012:user/"));
    assert!(all.contains("<SecretAccessKey>SecretAccessKey-EXAMPLE-"), "{all}");
    let key = |text: &str| Some(text.split("<AccessKeyId>").nth(1)?.split('<').next()?.to_owned());
    let texts = recorded.files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let keys: Vec<_> = texts.filter_map(|text| key(&text)).collect();
    assert!(keys.len() >= 2 && keys.iter().all(|other| *other == keys[0]), "{keys:?}");
    assert!(all.contains(&format!("&AccessKeyId={}", keys[0])), "{all}");
    let lines = String::from_utf8_lossy(&recorded.files.last().unwrap().1).into_owned();
    let lines: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(lines[1]["case"], "0002-CreateUser");
    assert_eq!((&lines[1]["code"], &lines[1]["status"]), (&"Success".into(), &200.into()));
}

/// What an answer of the account may hold, and the word that tells why it is left out.
const LEAKS: [(&str, &str); 9] = [
    ("<UserName>anika</UserName>", "an unknown text in UserName"),
    ("<GroupName>PRODADMINISTRATORS</GroupName>", "an unknown text in GroupName"),
    ("<Arn>arn:aws:iam::123456789012:user/parity-1-1</Arn>", "an unknown text in Arn"),
    ("<Path>/people/</Path>", "an unknown text in Path"),
    ("<AccountAlias>our-company</AccountAlias>", "an unknown text in AccountAlias"),
    (
        "<Message>User: arn:aws:iam::1:user/anika is not authorized</Message>",
        "an unknown text in Message",
    ),
    ("<Description>see https://wiki.example.com</Description>", "an unknown text in Description"),
    (
        "<PolicyDocument>%7B%22AWS%22%3A%22arn:aws:iam::1:root%22%7D</PolicyDocument>",
        "an unknown text in PolicyDocument",
    ),
    ("<SSHPublicKeyBody>a-private-key</SSHPublicKeyBody>", "a private text"),
];

#[test]
fn an_exchange_that_would_tell_of_the_account_is_left_out() {
    for (leak, why) in LEAKS {
        let emulator = Emulator::new();
        let mut endpoint = |call: &Call| {
            let answer = emulator.answer(call);
            let body = answer.text().replace("<User>", &format!("<User>{leak}"));
            Ok(Answer { body: body.into(), ..answer })
        };
        let recorded = recording(&["reads/3.2.1"], &mut endpoint);
        let reasons: Vec<_> = recorded.left_out.iter().map(|(_, why)| why.as_str()).collect();
        assert!(
            !reasons.is_empty() && reasons.iter().all(|found| *found == why),
            "{leak} {reasons:?}"
        );
        assert!(!text(&recorded).contains(leak), "{leak}");
    }
}

#[test]
fn recorded_bodies_keep_every_byte() {
    let mut endpoint = |_: &Call| Ok(error(400, "MalformedInput"));
    let mut recorder = Recorder::new(&mut endpoint, 0);
    let body = b"Action=GetUser&UserName=\xff%zz\x00".to_vec();
    let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), body.clone());
    recorder.send(&call).unwrap();
    assert_eq!(recorder.recording(&[]).files[0], ("0001-request.form".to_owned(), body));
}

#[test]
fn a_run_tells_which_rows_of_the_page_it_settles() {
    let emulator = Emulator::new();
    let suite = suite(&["parsing/2.19", "parsing/1.12.1", "constraints/3.9"]);
    let mut endpoint = |call: &Call| Ok(emulator.answer(call));
    let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    let settled = report.settled(&suite);
    assert!(settled.contains("settles: `Tags=` beside members\n  parsing/2.19"), "{settled}");
    assert!(settled.contains("settles: broken escape\n  parsing/1.12.1"), "{settled}");
    assert!(
        settled
            .lines()
            .filter(|line| line.starts_with("  "))
            .all(|line| line.ends_with("(as this crate)")),
        "{settled}"
    );

    let mut other = |call: &Call| {
        let answer = emulator.answer(call);
        Ok(Answer {
            body: answer.text().replace(">MalformedInput<", ">MalformedQueryString<").into(),
            ..answer
        })
    };
    let report = run(&suite, &mut other, &Options::default(), &mut |_, _| {}).unwrap();
    assert!(
        report.settled(&suite).contains("(this crate: 400 MalformedInput)"),
        "{}",
        report.settled(&suite)
    );
}

#[test]
fn calls_of_sts_go_to_its_own_url() {
    let named = |name: &'static str| {
        serve(move |_: &Call| Answer { status: 200, headers: Vec::new(), body: name.into() })
    };
    let (iam, sts) = (named("iam"), named("sts"));
    let endpoint = Http::new(&iam, Duration::from_secs(10), 0).unwrap();
    let mut endpoint = endpoint.with_sts(&sts).unwrap();
    for (body, service) in [
        ("Action=GetCallerIdentity&Version=2011-06-15", "sts"),
        ("Action=NoSuchOperation&Version=2011-06-15", "sts"),
        ("Action=GetUser&Version=2010-05-08", "iam"),
        ("Action=NoSuchOperation&Version=2010-05-08", "iam"),
    ] {
        let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), body.into());
        assert_eq!(endpoint.send(&call).unwrap().text(), service, "{body}");
    }
}

#[test]
fn keys_and_roles_that_are_not_known_yet_are_tried_again() {
    let cases = ["sts-identities/1.1", "sts-identities/2.1", "sts-sessions/1.1"];
    let emulator = Emulator::new();
    let mut early: HashMap<String, usize> = HashMap::new();
    let mut endpoint = |call: &Call| {
        let key = call.headers.iter().find(|(name, _)| name == "Authorization");
        let body = String::from_utf8_lossy(&call.body).into_owned();
        let is_new =
            body.contains("Action=AssumeRole") || key.is_some_and(|(_, key)| key.contains("=A"));
        let tries = early.entry(format!("{key:?}{body}")).or_default();
        *tries += 1;
        match (is_new && *tries <= 2, body.contains("Action=AssumeRole")) {
            (true, true) => Ok(error(403, "AccessDenied")),
            (true, false) if key.is_some_and(|(_, key)| !key.contains("AKIDEXAMPLE")) => {
                Ok(error(403, "InvalidClientTokenId"))
            }
            _ => Ok(emulator.answer(call)),
        }
    };
    let options = Options { patience: Duration::from_secs(5), ..Options::default() };
    all_the_same(&run(&suite(&cases), &mut endpoint, &options, &mut |_, _| {}).unwrap());
}

#[test]
fn what_a_crash_has_left_is_removed_although_calls_are_throttled() {
    let emulator = Emulator::new();
    let form = vec![("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    let body = b"Action=CreateUser&Version=2010-05-08&UserName=parity-7-1".to_vec();
    emulator.answer(&Call::received("POST".into(), "/".into(), "".into(), form, body));
    let mut calls = 0;
    let mut busy = |call: &Call| {
        calls += 1;
        Ok(if calls % 2 == 0 { error(400, "Throttling") } else { emulator.answer(call) })
    };
    let pace = Pace { interval: Duration::ZERO, pause: Duration::ZERO, ..Pace::default() };
    let removed = clean_up(&mut Paced::new(&mut busy, pace), 7).unwrap();
    assert_eq!(removed, ["DeleteUser parity-7-1"]);
}

#[test]
fn a_setting_of_the_account_is_touched_only_if_its_case_is_named() {
    let kept = |named: &[&str]| {
        let mut suite = suite(&["operations"]);
        suite.retain_own_resources(named).unwrap();
        suite
            .cases()
            .iter()
            .any(|case| case.operation() == "CreateAccountAlias" && case.number().ends_with(".1"))
    };
    assert!(!kept(&[]) && !kept(&["operations"]));
    assert!(kept(&["operations/12.1"]) && kept(&["CreateAccountAlias"]));
}

#[test]
fn a_run_in_an_account_touches_nothing_but_its_own_resources() {
    let mut own = Suite::built_in();
    let left_out = own.retain_own_resources::<&str>(&[]).unwrap();
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
