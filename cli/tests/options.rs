//! Options, help and exit status.
mod support;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use support::{REQUEST_ID, ROOT, run, run_with};

const TAG_USER: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&\
    Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";

const TAG_USER_JSON: &str =
    r#"{"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}"#;

#[cfg(target_os = "linux")]
#[test]
fn full_and_closed_outputs_are_no_panic() {
    let command = |out: Stdio, err: Stdio| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
            .args(["decode", "-", "testdata/rejected/index-zero.form"])
            .current_dir(ROOT)
            .stdin(Stdio::piped())
            .stdout(out)
            .stderr(err)
            .spawn()
            .expect("the command runs");
        drop(child.stdout.take());
        child.stdin.take().expect("a pipe").write_all(TAG_USER.as_bytes()).expect("read");
        let output = child.wait_with_output().expect("the command ends");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let full = || Stdio::from(fs::File::create("/dev/full").expect("a full device"));
    assert_eq!(command(Stdio::null(), full()), (Some(1), String::new()));
    assert_eq!(command(full(), full()), (Some(2), String::new()));
    assert_eq!(
        command(full(), Stdio::piped()),
        (Some(2), "error: cannot write: No space left on device (os error 28)\n".to_owned()),
    );
    assert_eq!(command(Stdio::piped(), Stdio::piped()), (Some(0), String::new()));
}

#[test]
fn goes_on_after_an_input_that_fails_and_exits_with_the_highest_status() {
    let ran = run(["decode", "testdata/none.form", "-"], TAG_USER);
    assert_eq!(ran.stdout, format!("{TAG_USER_JSON}\n"));
    assert!(ran.stderr.starts_with("error: cannot read testdata/none.form: "), "{}", ran.stderr);
    assert_eq!(ran.status, 2);

    let ran = run(["decode", "testdata/rejected/index-zero.form", "-"], TAG_USER);
    assert!(ran.stdout.ends_with(&format!("</ErrorResponse>\n{TAG_USER_JSON}\n")));
    assert_eq!(ran.status, 1);
}

#[test]
fn usage_errors_exit_with_2() {
    for args in [&[][..], &["recode"], &["decode", "--strict"]] {
        let ran = run(args, "");
        assert_eq!((&ran.stdout[..], ran.status), ("", 2), "{args:?}");
        assert!(ran.stderr.contains("Usage: iam-codec"), "{args:?}");
    }
}

#[test]
fn help_names_the_request_id_and_the_exit_status() {
    for args in [&["--help"][..], &["decode", "--help"], &["encode", "-h"]] {
        let ran = run(args, "");
        assert!(ran.stdout.contains(REQUEST_ID), "{args:?}");
        assert!(
            ran.stdout.contains("Exit status: 0 if all is well, also with warnings"),
            "{args:?}"
        );
        assert_eq!(ran.status, 0, "{args:?}");
    }
}

const VIOLATION: &str = "Action=GetUser&Version=2010-05-08&UserName=a%2Fb&Foo=1";

#[test]
fn json_says_on_a_line_what_is_wrong_and_where() {
    let ran =
        run(["decode", "--json"], format!("{VIOLATION}\nAction=ListUsers&Version=2010-05-08&a=b"));
    assert_eq!(
        ran.stdout,
        "{\"Error\":{\"Type\":\"Sender\",\"Code\":\"ValidationError\",\"Message\":\"The specified value for userName is \
         invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-\"},\
         \"RequestId\":\"00000000-0000-0000-0000-000000000000\"}\n{\"Action\":\"ListUsers\"}\n"
    );
    assert_eq!(
        ran.stderr,
        "{\"level\":\"error\",\"code\":\"ValidationError\",\"message\":\"The specified value for userName is invalid. It \
         must contain only alphanumeric characters and/or the following: +=,.@_-\",\"parameter\":\"UserName\",\
         \"element\":null,\"file\":\"<stdin>\",\"part\":null,\"line\":1,\"column\":35,\"byte\":34,\
         \"help\":\"--unchecked accepts values that break a constraint\"}\n\
         {\"level\":\"warning\",\"code\":null,\"message\":\"ignored: unknown to ListUsers\",\"parameter\":\"a\",\
         \"element\":null,\"file\":\"<stdin>\",\"part\":null,\"line\":2,\"column\":37,\"byte\":91,\"help\":null}\n"
    );
    assert_eq!(ran.status, 1);
}

#[test]
fn json_is_also_what_is_wrong_with_replies_files_and_documents() {
    let reply = "<TagUserResponse><ResponseMetadata/></TagUserResponse>";
    let ran = run(["decode", "--json", "none.form", "-"], reply);
    let lines: Vec<_> = ran.stderr.lines().collect();
    assert!(
        lines[0].starts_with(
            "{\"level\":\"error\",\"code\":null,\"message\":\"cannot read none.form: "
        )
    );
    assert_eq!(
        lines[1],
        "{\"level\":\"error\",\"code\":null,\"message\":\"missing element\",\"parameter\":null,\
         \"element\":\"ResponseMetadata.RequestId\",\"file\":\"<stdin>\",\"part\":null,\"line\":1,\"column\":37,\
         \"byte\":36,\"help\":\"--tolerant reads it as far as it goes\"}"
    );
    assert_eq!((lines.len(), &*ran.stdout, ran.status), (2, "", 2));
    let ran = run(["encode", "--json"], "Action=GetUser");
    assert!(ran.stderr.contains("\"help\":\"`decode` reads forms\""), "{}", ran.stderr);
}

#[test]
fn tolerant_prints_what_it_can_read_and_warns_of_the_rest() {
    let reply = "HTTP/1.1 200 OK\n\n\
                 <ErrorResponse><Error><Code>ServiceFailure</Code></Error></ErrorResponse>";
    let ran = run(["decode", "--tolerant"], reply);
    assert!(ran.stdout.contains("\"Code\":\"ServiceFailure\""), "{}", ran.stdout);
    let missing = "warning: missing element (some clients misread it): element RequestId\n";
    assert!(ran.stderr.contains(missing), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("warning: status 200 with the body of an error\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.status, 0);
    run(["decode", "--tolerant"], "<a>").fails(
        1,
        "error: unexpected end of document\n --> <stdin>:1:4 (byte 3)\n  | <a>\n  |    ^\n",
    );
}

#[test]
fn unchecked_reads_requests_without_a_version() {
    let query = "POST /?Action=ListAccessKeys HTTP/1.1\nHost: localhost\n\n";
    run(["decode", "--unchecked"], query).prints("{\"Action\":\"ListAccessKeys\"}\n");
    let ran = run(["decode"], query);
    assert!(ran.stdout.contains("NO_VERSION_SPECIFIED"), "{}", ran.stdout);
    let help = "\nhelp: --unchecked reads a request without Version\n";
    assert!(ran.stderr.ends_with(help), "{}", ran.stderr);
    // Another version is another matter.
    let other = run(["decode", "--unchecked"], "Action=GetUser&Version=2030-01-01");
    assert!(other.stdout.contains("for version 2030-01-01"), "{}", other.stdout);
}

#[test]
fn refuses_more_than_the_greatest_size() {
    let body = vec![b'a'; 1_000_001];
    run(["decode", "--max-size", "1"], &body[1..]).fails(
        1,
        &format!(
            "error: not a form, an HTTP message or XML: looks like text\n \
             --> <stdin>:1:1 (byte 0)\n  | {}...\n  | ^\n",
            "a".repeat(80)
        ),
    );
    run(["decode", "--max-size", "1"], &body)
        .fails(2, "error: cannot read -: more than 1 MB; --max-size allows more\n");
    run(["encode", "--max-size", "0"], "{}")
        .fails(2, "error: cannot read -: more than 0 MB; --max-size allows more\n");
}

#[test]
fn colours_go_to_a_terminal_that_wants_them() {
    let red = "\u{1B}[1m\u{1B}[31merror\u{1B}[0m: ";
    let forced = run_with(&[("CLICOLOR_FORCE", "1")], ["decode"], VIOLATION).stderr;
    assert!(forced.starts_with(red), "{forced:?}");
    for environment in [&[][..], &[("NO_COLOR", "1")]] {
        let plain = run_with(environment, ["decode"], VIOLATION).stderr;
        assert!(plain.starts_with("error: "), "{plain:?}");
    }
}

#[test]
fn help_fits_eighty_columns() {
    let commands = ["decode", "encode", "parity", "serve", "completions", "man"];
    let all = commands.iter().flat_map(|name| [vec![*name, "--help"], vec![*name, "-h"]]);
    for args in all.chain([vec!["--help"], vec!["-h"], vec!["help"]]) {
        let ran = run(&args, "");
        let longest = ran.stdout.lines().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= 80), "{args:?}: {longest:?}");
        assert_eq!(ran.status, 0, "{args:?}");
    }
}

#[test]
fn prints_completions_and_manual_pages() {
    for (shell, text) in [("bash", "complete -F _iam__codec"), ("zsh", "#compdef iam-codec")] {
        let ran = run(["completions", shell], "");
        assert!(ran.stdout.contains(text) && ran.stdout.contains("--tolerant"), "{shell}");
        assert_eq!((ran.status, &*ran.stderr), (0, ""));
    }
    for (args, title) in
        [(&["man"][..], ".TH iam-codec 1 "), (&["man", "decode"], ".TH iam-codec-decode 1 ")]
    {
        let ran = run(args, "");
        assert!(ran.stdout.contains(title), "{args:?}: {}", ran.stdout);
        assert_eq!((ran.status, &*ran.stderr), (0, ""));
    }
    let ran = run(["man", "recode"], "");
    assert!(ran.stderr.starts_with("error: no subcommand recode\n"), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), ("", 2));
}
