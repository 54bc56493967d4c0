//! The parity kit: what it finds, what it leaves alone, and what it leaves behind.
#[path = "support/faults.rs"]
mod faults;
#[path = "support/server.rs"]
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use faults::{FAULTS, has, replace};
use iam_parity::{
    Answer, Basis, Call, Known, Level, Options, Outcome, Report, Suite, Verdict, run,
};
use server::Server;

#[track_caller]
fn suite(filters: &[&str]) -> Suite {
    let mut suite = Suite::built_in();
    suite.retain(filters).unwrap();
    suite
}

/// Runs cases against the server; `change` may change an answer.
fn report(suite: &Suite, mut change: impl FnMut(&Call, &mut Server, Answer) -> Answer) -> Report {
    let mut server = Server::default();
    let mut endpoint = |call: &Call| {
        let answer = server.answer(call);
        Ok(change(call, &mut server, answer))
    };
    run(suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap()
}

fn outcome<'r>(report: &'r Report, number: &str) -> &'r Outcome {
    report.outcomes.iter().find(|outcome| outcome.number == number).unwrap()
}

#[test]
fn a_server_that_does_what_aws_does_has_no_difference() {
    let mut server = Server::default();
    let mut endpoint = |call: &Call| Ok(server.answer(call));
    let report =
        run(&Suite::built_in(), &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    assert_eq!(server.users, [].into());
    let failures: String = report.failures(Level::Layout).map(Outcome::text).collect();
    assert_eq!(failures, "");
    assert!(report.count(Verdict::Same) > 120, "{}", report.text());
    assert_eq!(report.leftovers, [""; 0]);
}

#[test]
fn every_case_can_be_written_out() {
    let suite = Suite::built_in();
    assert!(suite.cases().len() > 1000);
    for (name, case) in exported(&suite).into_iter().filter(|(name, _)| name != "suite.json") {
        assert!(case["request"].is_object(), "{name}");
        for part in ["setup", "reads", "cleanup"] {
            let steps = case[part].as_array().unwrap();
            assert!(steps.iter().all(|step| step.is_object()), "{name}: {part}");
        }
    }
    for case in suite.cases() {
        assert!(
            ["operations", "effects"].iter().any(|theme| case.number().starts_with(theme))
                || suite.section(case).is_some(),
            "{}",
            case.number()
        );
        assert_ne!(case.source(), "", "{}", case.number());
    }
}

#[test]
fn resources_of_one_exported_case_have_different_names() {
    let case = "theme = \"mine\"\n[[case]]\nnumber = \"1.1\"\ntitle = \"a\"\nbasis = \"inferred\"\n\
                source = \"b\"\nneeds = [\"user\", \"user as friend\"]\n\
                send = { Action = \"GetUser\", UserName = \"${friend}\" }\n";
    let mut suite = Suite::built_in();
    suite.add(case).unwrap();
    let case = &exported(&suite)["mine/1.1.json"];
    let body = "Action=CreateUser&Version=2010-05-08&UserName=parity-mine-1-1";
    assert_eq!(case["setup"][0]["body"], body);
    assert_eq!(case["setup"][1]["body"], format!("{body}-2"));
    let request = "Action=GetUser&Version=2010-05-08&UserName=parity-mine-1-1-2";
    assert_eq!(case["request"]["body"], request);
}

fn exported(suite: &Suite) -> BTreeMap<String, serde_json::Value> {
    let read =
        |(name, document): (String, String)| (name, serde_json::from_str(&document).unwrap());
    suite.export().unwrap().into_iter().map(read).collect()
}

#[test]
fn an_exported_case_removes_what_its_request_makes() {
    let cases = exported(&suite(&["creates/1.1"]));
    let user = &cases["creates/1.1.1.json"];
    assert_eq!(user["request"]["keep"], serde_json::Value::Null);
    let delete = "Action=DeleteUser&Version=2010-05-08&UserName=parity-creates-1-1-1";
    assert_eq!(user["cleanup"][0]["body"], delete);

    let policy = &cases["creates/1.1.3.json"];
    assert_eq!(policy["request"]["keep"]["id"], "Policy/Arn");
    let delete = "Action=DeletePolicy&Version=2010-05-08&PolicyArn=%24%7Bid%7D";
    assert_eq!(policy["cleanup"][0]["body"], delete);
}

#[test]
fn an_exported_case_says_which_tags_remain_after_a_refusal() {
    let cases = exported(&suite(&["creates/2", "constraints", "tags/2.1.1"]));
    let refused = |number: &str| {
        let case = &cases[&format!("{number}.json")];
        assert_eq!(case["expect"]["status"], 400, "{number}");
        &case["reads"][0]["expect"]
    };
    assert_eq!(refused("constraints/1.1.1")["tags"], serde_json::json!([["kept", "1"]]));
    assert_eq!(refused("creates/2.1.1")["refused"], true);
    let stored = &cases["tags/2.1.1.json"]["reads"][0]["expect"]["tags"];
    assert_eq!(*stored, serde_json::json!([["Somekey", "2"]]));
}

#[test]
fn every_placeholder_of_an_exported_cleanup_is_kept_from_a_result() {
    for (name, case) in
        exported(&Suite::built_in()).into_iter().filter(|(name, _)| name != "suite.json")
    {
        let steps = case["setup"].as_array().unwrap().iter().chain([&case["request"]]);
        let kept: String = steps.map(|step| step["keep"].to_string()).collect();
        for step in case["cleanup"].as_array().unwrap() {
            for rest in step["body"].as_str().unwrap().split("%24%7B").skip(1) {
                let variable = rest.split("%7D").next().unwrap().replace("%20", " ");
                let is_kept = kept.contains(&format!("\"{variable}\":"));
                assert!(is_kept || variable == "account", "{name}: {variable}");
            }
        }
    }
}

#[test]
fn every_planted_fault_is_found() {
    let mut wrong = Vec::new();
    for (name, change, number, line) in FAULTS {
        let report = report(&suite(&[number]), change);
        let outcome = outcome(&report, number);
        assert_eq!(outcome.verdict, Verdict::Differs, "{name}");
        if outcome.lines() != [*line] {
            wrong.push((name, outcome.lines()));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn angle_brackets_in_a_text_are_no_tags() {
    let cases = suite(&["layout", "tags/4.1.1"]);
    let report = report(&cases, |_, _, answer| replace(answer, "cannot be found", "/>/>/>"));
    assert_eq!(outcome(&report, "layout/2.3").verdict, Verdict::Same);
}

#[test]
fn cases_of_a_type_that_does_not_exist_and_filters_of_no_rule_are_refused() {
    let case = "theme = \"mine\"\n[[case]]\nnumber = \"1.1\"\ntitle = \"a\"\nbasis = \"inferred\"\n\
                source = \"b\"\ntypes = [\"user\", \"cat\"]\n";
    let mut suite = Suite::built_in();
    assert_eq!(suite.add(case), Err("line 2: mine/1.1: no type of resource cat".to_owned()));
    assert_eq!(suite.add(&case.replace("cat", "role")), Ok(()));
    let no_rule = suite.retain(&["layout/9.9"]);
    assert_eq!(no_rule, Err("no case has the number or operation layout/9.9".to_owned()));
}

#[test]
fn an_unknown_operation_is_skipped_and_a_failure_of_a_known_one_is_not() {
    let page = |answer: Answer| Answer { status: 500, body: "<html/>".into(), ..answer };
    let cases = suite(&["tags/1.1", "tags/4.1.1"]);
    let unknown = report(&cases, |call, _, answer| {
        match has(call, "Action=TagUser") || has(call, "Action=NoSuch") {
            true => page(answer),
            false => answer,
        }
    });
    let skipped = outcome(&unknown, "tags/1.1.1");
    assert_eq!((skipped.verdict, &*skipped.note), (Verdict::Skipped, "TagUser is not implemented"));
    assert_eq!(outcome(&unknown, "tags/1.1.2").note, "CreateRole is not implemented");

    // The same page answers a request that works elsewhere: TagUser of an absent user is refused.
    let known = report(&cases, |call, _, answer| match answer.status {
        200 if has(call, "Action=TagUser") => page(answer),
        _ if has(call, "Action=NoSuch") => page(answer),
        _ => answer,
    });
    assert_eq!(outcome(&known, "tags/1.1.1").level(), Some(Level::NoAnswer));
}

#[test]
fn what_is_unsettled_is_shown_and_never_fails() {
    let suite = suite(&["parsing/1.12.1"]);
    assert_eq!(suite.cases()[0].basis(), Basis::Unsettled);
    let report = report(&suite, |_, _, answer| answer);
    assert_eq!(report.outcomes[0].verdict, Verdict::Unsettled);
    assert!(report.outcomes[0].note.starts_with("400 MalformedInput"), "{:?}", report.outcomes[0]);
    assert_eq!(report.failures(Level::Layout).count(), 0);
}

#[test]
fn everything_is_removed_also_after_failures_and_when_the_run_is_stopped() {
    let stop = Arc::new(AtomicBool::new(false));
    let mut server = Server::default();
    let mut calls = 0;
    let mut most = 0;
    let mut endpoint = |call: &Call| {
        calls += 1;
        if calls == 100 {
            stop.store(true, Ordering::Relaxed);
        }
        let answer = server.answer(call);
        most = most.max(server.users.len());
        match calls % 7 {
            0 if has(call, "Action=TagUser") => Err("connection reset".to_owned()),
            _ => Ok(answer),
        }
    };
    let options = Options { stop: Arc::clone(&stop), ..Options::default() };
    let cases = suite(&["tags"]);
    let report = run(&cases, &mut endpoint, &options, &mut |_, _| {}).unwrap();
    assert!(report.interrupted);
    assert!(report.outcomes.len() < cases.cases().len());
    assert_eq!((most, server.users.len()), (1, 0));
}

#[test]
fn an_endpoint_that_does_not_answer_is_an_error() {
    let mut endpoint = |_: &Call| Err("connection refused".to_owned());
    let result = run(&suite(&["tags"]), &mut endpoint, &Options::default(), &mut |_, _| {});
    assert_eq!(result.unwrap_err(), "connection refused");
}

#[test]
fn a_long_message_is_kept_in_part() {
    let cases = suite(&["tags/4.1.1"]);
    let long = |_: &Call, _: &mut Server, answer| replace(answer, "user", &"é".repeat(5000));
    let difference = &report(&cases, long).outcomes[0].differences[0];
    let kept = "The ".to_owned() + &"é".repeat(3996) + "…";
    assert_eq!((&*difference.what, &difference.actual), ("message", &kept));
}

#[test]
fn known_differences_are_compared_both_ways() {
    let cases = suite(&["tags/4.1.1", "tags/4.2.1"]);
    let words = |_: &Call, _: &mut Server, answer| replace(answer, "cannot be found", "is gone");
    let first = report(&cases, words);
    let known = first.known();
    assert!(known.compare(&first.outcomes).is_empty());

    let fixed = report(&cases, |_, _, answer| answer);
    let gone = "gone: tags/4.1.1 message: The user with name <id> is gone., not The user with name \
                <id> cannot be found.\n";
    assert!(known.compare(&fixed.outcomes).text().starts_with(gone));
    let new = Known::parse("{}").unwrap().compare(&first.outcomes);
    assert_eq!((new.new.len(), new.gone.len(), new.known), (2, 0, 0));
}

#[test]
fn two_runs_with_other_names_have_the_same_report() {
    let cases = suite(&["tags", "constraints"]);
    let mut lines = Vec::new();
    for seed in [1, 0xFFFF_FFFF] {
        let mut server = Server::default();
        let mut endpoint = |call: &Call| Ok(replace(server.answer(call), "found", "seen"));
        let options = Options { seed, ..Options::default() };
        lines.push(run(&cases, &mut endpoint, &options, &mut |_, _| {}).unwrap().known().json());
    }
    assert_eq!(lines[0], lines[1]);
    assert!(lines[0].contains("cannot be seen"));
}

/// The members that objects of the schema may have.
fn members_of(schema: &serde_json::Value, pointer: &str) -> BTreeSet<String> {
    let properties = schema.pointer(pointer).unwrap()["properties"].as_object().unwrap();
    properties.keys().cloned().collect()
}

#[test]
fn the_schema_of_exports_has_exactly_the_members_that_they_have() {
    let text = include_str!("../cases/export.schema.json");
    let schema: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut add = |of, object: &serde_json::Value| {
        let names = object.as_object().unwrap().keys().cloned();
        found.entry(of).or_default().extend(names);
    };
    let cases = exported(&Suite::built_in());
    assert_eq!(cases["suite.json"]["cases"].as_array().unwrap().len() + 1, cases.len());
    for (_, case) in cases.iter().filter(|(name, _)| *name != "suite.json") {
        add("", case);
        add("/$defs/step", &case["request"]);
        add("/$defs/expect", &case["expect"]);
        for read in case["reads"].as_array().unwrap() {
            add("/$defs/read", read);
            add("/$defs/expect", &read["expect"]);
        }
        case["setup"].as_array().unwrap().iter().for_each(|call| add("/$defs/step", call));
        case["cleanup"].as_array().unwrap().iter().for_each(|call| add("/$defs/call", call));
    }
    for (of, names) in found {
        let allowed = members_of(&schema, of);
        let never = ["/$defs/call", "/$defs/read"].contains(&of);
        assert!(names.is_subset(&allowed), "{of}: {names:?}");
        assert!(never || names == allowed, "{of}: {names:?}, {allowed:?}");
    }
}

#[test]
fn the_runner_in_python_has_at_most_eighty_lines_of_code() {
    // The first line says what it is.
    let code = include_str!("../runner.py").lines().skip(1).filter(|line| !line.is_empty());
    assert!(code.clone().count() <= 80, "{}", code.count());
}
