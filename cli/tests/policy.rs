//! `iam-codec policy`: what it prints, and how it exits.

use std::io::Write;
use std::process::{Command, Stdio};

use iam_codec::policy::Kind;

/// What the command prints on standard error, and its status. On standard output it prints nothing.
fn policy(args: &[&str], stdin: &str) -> (String, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .arg("policy")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // A command that reads files alone may have ended by now.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.stdout, b"");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    (stderr, output.status.code().expect("an exit status"))
}

const TAKEN: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}"#;

const TRUST: &str =
    r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}"#;

#[test]
fn says_nothing_of_a_document_that_iam_takes() {
    for kind in ["inline", "managed", "context-keys", "session"] {
        assert_eq!(policy(&["--kind", kind], TAKEN), (String::new(), 0));
    }
    assert_eq!(policy(&["--kind", "trust"], TRUST), (String::new(), 0));
    assert_eq!(policy(&["-"], &format!("{TAKEN}\r\n")), (String::new(), 0));
}

#[test]
fn tells_code_sentence_and_place() {
    let document = "{\n  \"Statement\": [{\"Effect\": \"Allow\", \"Resource\": \"*\", \"Action\": \"a\"}]\n}\n";
    let report = concat!(
        "error: MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.\n",
        " --> <stdin>:2:64 (byte 65)\n",
        "  |   \"Statement\": [{\"Effect\": \"Allow\", \"Resource\": \"*\", \"Action\": \"a\"}]\n",
        "  |                                                                ^\n",
    );
    assert_eq!(policy(&["--kind", "inline"], document), (report.to_owned(), 1));
}

#[test]
fn takes_a_document_for_a_managed_policy_by_default() {
    let report = concat!(
        "error: MalformedPolicyDocument: Policy document must be version 2012-10-17 or greater.\n",
        " --> <stdin>:1:1 (byte 0)\n",
        "  | {\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"...\n",
        "  | ^\n",
    );
    assert_eq!(policy(&[], TRUST), (report.to_owned(), 1));
}

#[test]
fn says_what_is_wrong_where_no_sentence_is_known() {
    for (document, column) in [("{\"a\":1}", 2), ("[]", 1)] {
        let report = format!(
            "error: InvalidInput: not the syntax of a policy document\n \
             --> <stdin>:1:{column} (byte {})\n  | {document}\n  | {:>column$}\n",
            column - 1,
            "^",
        );
        assert_eq!(policy(&["--kind", "context-keys"], document), (report, 1));
    }
}

#[test]
fn json_is_the_faults_alone_as_its_help_says() {
    let report = "{\"level\":\"error\",\"code\":\"InvalidInput\",\"message\":\"InvalidInput: not the syntax of a \
                  policy document\",\"parameter\":null,\"element\":null,\"file\":\"<stdin>\",\"part\":null,\
                  \"line\":1,\"column\":1,\"byte\":0,\"help\":null}\n";
    let json = policy(&["--json", "--kind", "context-keys"], "[]");
    assert_eq!(json, (report.to_owned(), 1));
    let help =
        Command::new(env!("CARGO_BIN_EXE_iam-codec")).args(["policy", "-h"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = "Writes faults as JSON, a line each; decode and encode AWS's answers too";
    assert!(help.contains(sentence), "{help}");
}

#[test]
fn tells_the_character_that_no_request_may_have() {
    let report = concat!(
        "error: ValidationError: 1 validation error detected: Value at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+\n",
        " --> <stdin>:1:8 (byte 7)\n",
        "  | {\"Id\":\"\\xe2\\x82\\xac\"}\n",
        "  |        ^\n",
    );
    assert_eq!(policy(&["--kind", "trust"], "{\"Id\":\"€\"}"), (report.to_owned(), 1));
}

/// The kinds but that of sessions, the name of the document in a request, and what each request demands of a text.
#[test]
fn each_kind_demands_the_same_of_characters_and_of_the_length() {
    let pattern =
        r"Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+";
    let longest = "Member must have length less than or equal to 131072";
    let of_list = format!(
        "Member must satisfy constraint: [{longest}, Member must have length greater than or equal to 1, {}]",
        pattern.replace("-\\u00FF", "-\\u007E\\u00A1-\\u00FF")
    );
    for (kind, member, of_character, of_length) in [
        ("inline", "policyDocument", pattern, longest),
        ("managed", "policyDocument", pattern, longest),
        ("trust", "assumeRolePolicyDocument", pattern, longest),
        ("context-keys", "policyInputList", &of_list, &of_list),
    ] {
        let refused = |constraint: &str| {
            format!(
                "error: ValidationError: 1 validation error detected: Value at '{member}' failed to satisfy \
                 constraint: {constraint}\n --> <stdin>"
            )
        };
        let shown = ":1:2 (byte 2)\n  | \\xc3\\xa9\\x07\n  |         ^\n";
        let told = refused(of_character) + shown;
        assert_eq!(policy(&["--kind", kind], "é\u{7}"), (told, 1), "{kind}");
        let told = refused(of_length) + "\n";
        assert_eq!(policy(&["--kind", kind], &" ".repeat(131_073)), (told, 1), "{kind}");
    }
}

#[test]
fn judges_a_session_policy_as_assume_role_does() {
    let pattern = r"[\u0009\u000A\u000D\u0020-\u00FF]+";
    let report = format!(
        "error: ValidationError: 1 validation error detected: Value '{{\"Id\":\"€\"}}' at 'policy' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: {pattern}\n \
         --> <stdin>:1:8 (byte 7)\n  | {{\"Id\":\"\\xe2\\x82\\xac\"}}\n  |        ^\n"
    );
    assert_eq!(policy(&["--kind", "session"], "{\"Id\":\"€\"}"), (report, 1));
    // No other document may be as long.
    let long = format!("{TAKEN}{}", " ".repeat(140_000));
    assert_eq!(policy(&["--kind", "session"], &long), (String::new(), 0));
    let (stderr, status) = policy(&["--kind", "inline"], &long);
    assert!(stderr.contains("Value at 'policyDocument'"), "{stderr}");
    assert_eq!(status, 1);
}

#[test]
fn tells_the_quota_of_a_document_by_its_characters_without_blanks() {
    // Each letter is one more; what IAM counts beside, the codec knows.
    let long = |kind: &str, document: &str, size: usize| {
        let with = |letters: usize| {
            let sid = "a".repeat(letters);
            document.replace("\"Effect\"", &format!("\"Sid\":\"{sid}\",\n \"Effect\""))
        };
        let least = iam_codec::policy::size(Kind::from_name(kind).unwrap(), &with(1));
        with(1 + size - least)
    };
    // The others have a quota together, if any.
    for (kind, document, limit, is_quota) in [
        ("managed", TAKEN, 6144, true),
        ("trust", TRUST, 2048, true),
        ("inline", TAKEN, 20_000, false),
        ("context-keys", TAKEN, 20_000, false),
        ("session", TAKEN, 20_000, false),
    ] {
        let judged = |size| policy(&["--kind", kind], &long(kind, document, size));
        assert_eq!(judged(limit - 1), (String::new(), 0), "{kind}");
        assert_eq!(judged(limit), (String::new(), 0), "{kind}");
        let name = if kind == "trust" { "ACLSizePerRole" } else { "PolicySize" };
        let report = format!(
            "error: LimitExceeded: Cannot exceed quota for {name}: {limit}\n --> <stdin>\n"
        );
        let refused = if is_quota { (report, 1) } else { (String::new(), 0) };
        assert_eq!(judged(limit + 1), refused, "{kind}");
    }
}

#[test]
fn judges_every_file_and_exits_with_the_worst() {
    let folder = std::env::temp_dir().join(format!("iam-codec-policy-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (good, bad) = (file("good.json", TAKEN), file("bad.json", "7"));
    let sentence = "error: MalformedPolicyDocument: Syntax errors in policy.";
    let report = format!("{sentence}\n --> {bad}:1:1 (byte 0)\n  | 7\n  | ^\n");
    assert_eq!(policy(&[&bad, &good], ""), (report, 1));
    let (stderr, status) = policy(&[&good, "no-such-file.json"], "");
    assert_eq!(status, 2);
    assert!(stderr.starts_with("error: cannot read no-such-file.json: "), "{stderr}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn refuses_a_kind_that_does_not_exist() {
    let (stderr, status) = policy(&["--kind", "boundary"], "");
    let names = "[possible values: inline, managed, trust, context-keys, session]";
    assert!(stderr.contains(names), "{stderr}");
    assert_eq!(status, 2);
}
