//! What `parity --replay` prints: all that it found, and nothing twice.
#[path = "../../parity/tests/support/http.rs"]
mod http;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use http::serve;
use iam_parity::{Answer, Call};

/// A server that fails at each operation with a status of its own.
fn failing() -> String {
    serve(|call: &Call| {
        let text = call.text();
        let status = OPERATIONS.iter().zip(502..).find(|(name, _)| text.contains(*name));
        Answer { status: status.map_or(501, |(_, status)| status), ..Answer::default() }
    })
}

const OPERATIONS: [&str; 5] =
    ["GetUser", "ListUserTags", "ListGroups", "ListRoles", "ListPolicies"];

fn step(operation: &str) -> String {
    let user = if operation.contains("User") { "&UserName=parity-0000000000" } else { "" };
    format!("Action={operation}&Version=2010-05-08{user}")
}

/// Plays a sequence of one request for each of these operations again.
fn replay(url: &str, operations: &[&str]) -> Output {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parity-replay");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{}.json", operations.len()));
    let sequence = |name: &&str| serde_json::json!({ "resource": "user", "steps": [step(name)] });
    let findings: Vec<_> =
        operations.iter().map(|name| serde_json::json!({ "sequence": sequence(name) })).collect();
    fs::write(&file, serde_json::json!({ "findings": findings }).to_string()).unwrap();
    Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(["parity", "--endpoint", url, "--seed", "1", "--replay", file.to_str().unwrap()])
        .output()
        .unwrap()
}

/// The printed finding of an operation that fails, whose sequence has this number in the file.
fn finding(url: &str, number: usize, operation: &str) -> String {
    let (status, body) = (501 + number, step(operation));
    let body = body.replace("parity-0000000000", &format!("parity-000001{number:04}"));
    format!(
        "a valid {operation}: no-answer answer: {status} without a document\n  \
         no-answer answer: {status} without a document, not an answer\n  \
         fewer requests may show it too\n  \
         curl -sS -i --aws-sigv4 aws:amz:us-east-1:iam -u AKIDEXAMPLE:secret '{url}/' \
         -H 'Content-Type: application/x-www-form-urlencoded' --data-binary '{body}'\n"
    )
}

#[test]
fn a_replay_prints_each_of_its_findings() {
    for (count, told) in [
        (0, "0 sequences, 0 requests: 0 findings"),
        (1, "1 sequence, 2 requests: 1 finding (1 no-answer)"),
        (2, "2 sequences, 4 requests: 2 findings (2 no-answer)"),
        (5, "5 sequences, 10 requests: 5 findings (5 no-answer)"),
    ] {
        let (url, operations) = (failing(), &OPERATIONS[..count]);
        let output = replay(&url, operations);
        let mut expected: Vec<_> =
            operations.iter().zip(1..).map(|(name, number)| finding(&url, number, name)).collect();
        expected.sort();
        expected.push(format!("seed 1: {told}\n"));
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected.concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(i32::from(count > 0)), "{count}");
    }
}

#[test]
fn a_finding_of_several_sequences_is_printed_once() {
    let url = failing();
    let output = replay(&url, &["GetUser"; 3]);
    let expected =
        finding(&url, 1, "GetUser") + "seed 1: 3 sequences, 6 requests: 1 finding (1 no-answer)\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}
