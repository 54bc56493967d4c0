//! The command `parity`: what it prints and writes, and how it exits.
#[path = "../../parity/tests/support/http.rs"]
mod http;
#[path = "../../parity/tests/support/server.rs"]
mod server;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use http::serve;
use iam_parity::Answer;
use server::Server;

struct Ran {
    stdout: String,
    stderr: String,
    status: i32,
}

fn parity(arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .arg("parity")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the command runs");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        status: output.status.code().expect("an exit status"),
    }
}

fn faithful() -> String {
    let mut server = Server::default();
    serve(move |call| server.answer(call))
}

/// A server that says of absent users that they are gone.
fn other_words() -> String {
    let mut server = Server::default();
    serve(move |call| {
        let answer = server.answer(call);
        Answer { body: answer.text().replace("cannot be found", "is gone").into(), ..answer }
    })
}

/// A server that fails at every operation that IAM has: the first sequence shows it, however slow the machine is.
fn failing() -> String {
    serve(|call| {
        let is_known = !call.text().contains("NoSuchOperation");
        Answer { status: if is_known { 502 } else { 501 }, ..Answer::default() }
    })
}

/// A file that no other test has.
fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parity");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[test]
fn exits_with_0_where_all_is_the_same() {
    let ran = parity(&["--endpoint", &faithful(), "--seed", "1", "tags/1.1.1", "tags/4.1.1"]);
    let (first, rest) = ran.stdout.split_once('\n').unwrap();
    assert_eq!(first, "2 cases, 8 requests: 2 the same, 0 differ, 0 unsettled, 0 skipped");
    assert!(
        rest.starts_with("iam-parity 0.1.0, 20") && rest.contains("Z, seed 1, cases "),
        "{rest}"
    );
    assert_eq!(rest.lines().count(), 1, "{rest}");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
}

#[test]
fn exits_with_1_where_something_differs_and_says_how_to_repeat_it() {
    let url = other_words();
    let ran = parity(&["--endpoint", &url, "--seed", "1", "--verbose", "tags/4.3.1"]);
    let curl = format!(
        "  curl -sS -i --aws-sigv4 aws:amz:us-east-1:iam -u AKIDEXAMPLE:secret '{url}/' \
                        -H 'Content-Type: application/x-www-form-urlencoded' --data-binary "
    );
    let lines: Vec<_> = ran.stdout.split_inclusive('\n').collect();
    let totals = "1 case, 4 requests: 0 the same, 1 differ, 0 unsettled, 0 skipped\n\
                  0 no-answer, 0 state, 0 accepts, 0 refuses, 0 answer, 1 message, 0 layout\n";
    assert_eq!(lines[..2].concat(), totals);
    assert_eq!(
        lines[3..].concat(),
        format!(
            "\n1 cause of the differences\n    \
             1 message of NoSuchEntity: The * with name <id> is gone., not The * with name <id> cannot be found. (tags/4.3.1)\n\n\
             tags/4.3.1 ListUserTags: listing what does not exist (user) [documented]\n  \
             message: The user with name <id> is gone., not The user with name <id> cannot be found.\n\
             {curl}'Action=CreateUser&Version=2010-05-08&UserName=parity-1-3'\n\
             {curl}'Action=ListUserTags&Version=2010-05-08&UserName=parity-1-2'\n"
        )
    );
    assert_eq!((ran.status, &*ran.stderr), (1, ""));
}

#[test]
fn a_long_report_fits_on_a_screen_unless_all_is_asked_for() {
    let url = serve(|_| Answer { status: 502, ..Answer::default() });
    let ran = parity(&["--endpoint", &url, "routing", "parsing"]);
    assert!(ran.stdout.lines().count() <= 24, "{}", ran.stdout);
    let all = parity(&["--endpoint", &url, "--verbose", "routing", "parsing"]);
    assert!(all.stdout.lines().count() > 35, "{}", all.stdout);
    assert_eq!((ran.status, all.status), (1, 1));
}

#[test]
fn an_endpoint_that_refuses_everything_is_said_so() {
    let url = serve(|_| {
        let body = "<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code>\
                    <Message>no</Message></Error></ErrorResponse>";
        Answer { status: 403, headers: Vec::new(), body: body.into() }
    });
    let ran = parity(&["--endpoint", &url]);
    let error = "error: every request was refused: 403 SignatureDoesNotMatch: no\n";
    assert_eq!((ran.status, &*ran.stderr), (4, error));
    assert!(!ran.stdout.contains("is not implemented"), "{}", ran.stdout);
}

#[test]
fn fails_only_on_the_level_that_is_named_and_worse_ones() {
    let url = other_words();
    assert_eq!(parity(&["--endpoint", &url, "--fail-on", "message", "tags/4.3.1"]).status, 1);
    assert_eq!(parity(&["--endpoint", &url, "--fail-on", "answer", "tags/4.3.1"]).status, 0);
}

#[test]
fn known_differences_are_no_failure_and_new_and_gone_ones_are() {
    let known = file("known.json");
    let known = known.to_str().unwrap();
    let cases = ["tags/4.1.1", "tags/4.3.1"];
    let with = |more: &[&'static str], url: &str, option: &str| {
        let mut arguments = vec!["--endpoint", url, option, known];
        arguments.extend(more);
        parity(&arguments)
    };
    assert_eq!(with(&cases[1..], &other_words(), "--write-expect").status, 0);
    let known_ones = with(&cases[1..], &other_words(), "--expect");
    assert!(known_ones.stdout.ends_with("\nas expected: 1 known, 0 new, 0 gone\n"));
    assert_eq!(known_ones.status, 0);

    let new = with(&cases, &other_words(), "--expect");
    assert!(new.stdout.contains("\nnew: tags/4.1.1 message: "), "{}", new.stdout);
    assert!(new.stdout.ends_with("\nnot as expected: 1 known, 1 new, 0 gone\n"), "{}", new.stdout);
    assert_eq!(new.status, 1);
    let gone = with(&cases[1..], &faithful(), "--expect");
    assert!(gone.stdout.contains("\ngone: tags/4.3.1 message: "), "{}", gone.stdout);
    assert_eq!(gone.status, 1);
}

#[test]
fn exits_with_2_for_a_wrong_use() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "the following required arguments were not provided"),
        (&["--endpoint", "127.0.0.1:1"], "error: 127.0.0.1:1: "),
        (
            &["--endpoint", "https://127.0.0.1:1"],
            "error: https://127.0.0.1:1: this build speaks no TLS, which the feature https of iam-parity adds, or aws of iam-codec-cli\n",
        ),
        (&["--endpoint", "http://127.0.0.1:1/?a=b"], "expected http://host:port"),
        (
            &["--endpoint", "http://127.0.0.1:1", "--against", "http://127.0.0.1:1"],
            "error: the following required arguments were not provided:\n  \
             <--campaign <SECONDS>|--replay <FILE>>\n",
        ),
        (
            &["--list", "--export", "/no/such/folder"],
            "error: the argument '--list' cannot be used with '--export <DIR>'\n",
        ),
        // Random requests may touch what is not of the run.
        (
            &["--endpoint", "http://127.0.0.1:1", "--aws", "--campaign", "1"],
            "error: the argument '--aws' cannot be used with:\n  --campaign <SECONDS>\n",
        ),
        (
            &["--endpoint", "http://127.0.0.1:1", "tags/99"],
            "no case has the number or operation tags/99",
        ),
        (
            &["--endpoint", "http://127.0.0.1:1", "--fail-on", "x"],
            "expected one of layout, message",
        ),
        (&["--endpoint", "http://127.0.0.1:1", "--expect", "/no/such/file"], "/no/such/file: "),
    ];
    for (arguments, message) in cases {
        let ran = parity(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.stderr.contains(message), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn exits_with_3_where_nobody_answers() {
    let ran = parity(&["--endpoint", "http://127.0.0.1:1", "--retries", "0", "tags/1.1.1"]);
    assert!(
        ran.stderr.starts_with("error: http://127.0.0.1:1 does not answer: "),
        "{}",
        ran.stderr
    );
    assert_eq!((ran.status, &*ran.stdout), (3, ""));
}

#[test]
fn a_campaign_says_which_of_two_endpoints_does_not_answer() {
    let (nobody, somebody) = ("http://127.0.0.1:1".to_owned(), faithful());
    for (endpoint, against, start) in [
        (&nobody, &somebody, "error: the endpoint does not answer: "),
        (&somebody, &nobody, "error: the reference does not answer: "),
    ] {
        let options = ["--retries", "0", "--campaign", "1", "--against", against];
        let ran = parity(&[&["--endpoint", endpoint][..], &options].concat());
        assert!(ran.stderr.starts_with(start), "{}", ran.stderr);
        assert_eq!((ran.status, &*ran.stdout), (3, ""));
    }
}

#[test]
fn exits_with_4_where_no_case_can_be_carried_out() {
    let ran = parity(&["--endpoint", &faithful(), "tags/1.1.2"]);
    assert!(ran.stdout.ends_with("\nnot compared: CreateRole is not implemented (1 case)\n"));
    assert_eq!((ran.status, &*ran.stderr), (4, "error: no case could be carried out\n"));
}

#[test]
fn writes_every_report() {
    let names = ["r.json", "r.xml", "r.html", "r.md"].map(file);
    let [json, junit, html, summary] = names.each_ref().map(|name| name.to_str().unwrap());
    let _ = fs::remove_file(summary);
    let url = other_words();
    parity(&[
        "--endpoint",
        &url,
        "--json",
        json,
        "--junit",
        junit,
        "--html",
        html,
        "--summary",
        summary,
        "tags/4.3.1",
        "tags/1.1.1",
        "parsing/2.11.1",
    ]);
    let read = |name: &str| fs::read_to_string(name).unwrap();
    let report: serde_json::Value = serde_json::from_str(&read(json)).unwrap();
    assert_eq!(report["verdicts"]["differs"], 1);
    assert_eq!(report["levels"]["message"], 1);
    assert_eq!(report["cases"][2]["differences"][0]["actual"], "The user with name <id> is gone.");
    let junit = read(junit);
    assert!(
        junit.contains(r#"<testsuites name="parity" tests="3" failures="1" time=""#),
        "{junit}"
    );
    assert!(junit.contains(r#"<failure type="message" message="message: The user "#), "{junit}");
    let page = read(html);
    assert!(page.contains("The user with name &lt;id&gt; <mark>cannot be found</mark>."), "{page}");
    let links = page.matches("href=").count();
    assert_eq!((page.matches("src=").count(), page.matches("href=\"#").count()), (0, links));
    assert!(page.contains("id=\"tags/4.3.1\"") && page.contains("href=\"#tags/4.3.1\""));
    assert!(junit.contains("<property name=\"seed\""), "{junit}");
    let summary = read(summary);
    assert!(summary.contains("| tags | 2 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 |"), "{summary}");
}

#[test]
fn no_report_has_the_password_of_the_url() {
    let differing = other_words();
    let url = differing.replace("http://", "http://u:hunter2@");
    let files = ["password.json", "password.xml", "password.html", "password.md"].map(file);
    let names = files.each_ref().map(|file| file.to_str().unwrap());
    let [json, junit, html, markdown] = names;
    let reports = ["--json", json, "--junit", junit, "--html", html, "--summary", markdown];
    let ran = parity(&[&["--endpoint", &url, "-v", "tags/4.1.1"][..], &reports].concat());
    let written = names.map(|name| fs::read_to_string(name).unwrap());
    for report in written.iter().chain([&ran.stdout, &ran.stderr]) {
        assert!(!report.contains("hunter2"), "{report}");
    }
    assert!(written.iter().all(|report| report.contains("tags/")), "{}", ran.stderr);
    assert!(written[0].contains(&format!("\"endpoint\": \"{differing}\"")), "{}", written[0]);
    assert!(written[0].contains(&format!("'{differing}/'")), "{}", written[0]);
    let nobody =
        parity(&["--endpoint", "http://u:hunter2@127.0.0.1:1", "--retries", "0", "tags/1.1.1"]);
    assert!(
        nobody.stderr.starts_with("error: http://127.0.0.1:1 does not answer: "),
        "{}",
        nobody.stderr
    );
    assert_eq!(nobody.status, 3);
}

#[test]
fn lists_and_exports_the_cases() {
    let list = parity(&["--list"]);
    assert!(list.stdout.lines().count() > 1000);
    let line = "\ntags/4 Resources that do not exist\n  \
                tags/4.1.1           TagUser                        [documented] tagging what does not exist \
                (user)\n";
    assert!(list.stdout.contains(line));

    let folder = file("export");
    parity(&["--export", folder.to_str().unwrap(), "pages/1.2.3"]);
    let case = fs::read_to_string(folder.join("pages/1.2.3.json")).unwrap();
    let case: serde_json::Value = serde_json::from_str(&case).unwrap();
    assert_eq!(case["setup"][0]["keep"]["id"], "Policy/Arn");
    assert_eq!(case["setup"][2]["keep"]["marker"], "Marker");
    assert_eq!(
        case["request"]["body"],
        "Action=ListPolicyTags&Version=2010-05-08&PolicyArn=%24%7Bid%7D&Marker=%24%7Bmarker%7D"
    );
    let tags = serde_json::json!(["Tags", "tags", [["b", "2"]]]);
    assert!(case["expect"]["checks"].as_array().unwrap().contains(&tags), "{case}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_who_has_read_enough_of_the_list_is_no_error() {
    let child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(["parity", "--list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn runs_further_cases_from_a_file() {
    let cases = file("mine.toml");
    let text = "theme = \"mine\"\n[[case]]\nnumber = \"1.1\"\ntitle = \"users are listed\"\n\
                basis = \"documented\"\nsource = \"IAM API Reference, ListUsers\"\n\
                send = { Action = \"ListUsers\" }\nexpect = { elements = { Users = \"@present\" } }\n";
    fs::write(&cases, text).unwrap();
    let ran = parity(&["--endpoint", &faithful(), "--cases", cases.to_str().unwrap(), "mine/1.1"]);
    assert!(ran.stdout.starts_with("1 case, 1 request: 1 the same"), "{}", ran.stdout);
    fs::write(&cases, text.replace("send", "sent")).unwrap();
    let ran = parity(&["--endpoint", &faithful(), "--cases", cases.to_str().unwrap()]);
    assert!(ran.stderr.contains(": line 7: unknown field `sent`"), "{}", ran.stderr);
    assert_eq!(ran.status, 2);
}

#[test]
fn a_campaign_tells_each_cause_and_a_replay_finds_it_again() {
    let url = failing();
    let found = file("found.json");
    let found = found.to_str().unwrap();
    let options = ["--endpoint", &url, "--seed", "1", "--json", found];
    let ran = parity(&[&options[..], &["--campaign", "5"]].concat());
    assert!(ran.stdout.contains("no-answer answer: 502 without a document"), "{}", ran.stdout);
    assert!(ran.stdout.contains("--data-binary 'Action="), "{}", ran.stdout);
    assert_eq!((ran.status, &*ran.stderr), (1, ""));

    let again = parity(&["--endpoint", &url, "--seed", "2", "--replay", found]);
    assert!(again.stdout.contains("no-answer answer: 502 without a document"), "{}", again.stdout);
    assert_eq!(again.status, 1);
    let fixed = parity(&["--endpoint", &faithful(), "--against", &faithful(), "--replay", found]);
    assert_eq!(fixed.status, 0, "{}", fixed.stdout);
}

#[test]
fn a_campaign_writes_every_report() {
    let url = failing();
    let names = ["c.xml", "c.html", "c.md"].map(file);
    let [junit, html, summary] = names.each_ref().map(|name| name.to_str().unwrap());
    let _ = fs::remove_file(summary);
    let reports = ["--junit", junit, "--html", html, "--summary", summary];
    parity(&[&["--endpoint", &url, "--seed", "1", "--campaign", "4"][..], &reports].concat());
    for name in [junit, html, summary] {
        assert!(fs::read_to_string(name).unwrap().contains("502 without a document"), "{name}");
    }
}

#[test]
fn cases_that_are_wrong_are_refused_with_their_line() {
    let cases = file("wrong.toml");
    let right = "theme = \"mine\"\n\n[[case]]\nnumber = \"1.1\"\ntitle = \"a\"\nbasis = \"inferred\"\n\
                 source = \"b\"\nsend = { Action = \"ListUsers\" }\n";
    for (from, to, message) in [
        ("\"mine\"", "\"../mine\"", "line 3: a theme and a number consist of"),
        ("\"mine\"", "\"/mine\"", "line 3: a theme and a number consist of"),
        ("\"1.1\"", "\"1..1\"", "line 3: a theme and a number consist of"),
        ("\"ListUsers\"", "\"${what}\"", "line 3: mine/1.1: `${what}` is not known"),
        ("\"a\"", "\"a", "line 5: "),
        ("\"inferred\"", "\"\u{202e}\"", "line 6: unknown variant `\\u{202e}`"),
        ("source", "# \u{9b}\u{202e}\n\u{9b}", "line 8: "),
    ] {
        fs::write(&cases, right.replacen(from, to, 1)).unwrap();
        let (export, cases) = (file("wrong"), cases.to_str().unwrap());
        // Before anything is shown, written or sent, whatever is asked for.
        let nobody = "http://127.0.0.1:9";
        for option in [&["--list"][..], &["--dry-run"], &["--endpoint", nobody]] {
            let ran = parity(&[&["--cases", cases][..], option].concat());
            assert_eq!((ran.status, &*ran.stdout), (2, ""), "{to} {option:?}");
            assert!(ran.stderr.contains(message), "{to}: {}", ran.stderr);
        }
        let ran = parity(&["--cases", cases, "--export", export.to_str().unwrap()]);
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{to}");
        assert!(ran.stderr.contains(message), "{to}: {}", ran.stderr);
        let is_hidden = |c: char| c != '\n' && (c.is_control() || "\u{9b}\u{202e}".contains(c));
        assert!(!ran.stderr.contains(is_hidden), "{:?}", ran.stderr);
    }
}

#[test]
fn a_campaign_takes_no_cases() {
    let ran = parity(&["--endpoint", "http://127.0.0.1:1", "--campaign", "1", "tags"]);
    assert!(ran.stderr.contains("cannot be used with"), "{}", ran.stderr);
    assert_eq!(ran.status, 2);
}
