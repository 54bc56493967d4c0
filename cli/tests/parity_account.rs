//! The options of `parity` for accounts and slow servers: what they print, write and refuse.
#[path = "../../parity/tests/support/http.rs"]
mod http;
#[path = "../../parity/tests/support/server.rs"]
mod server;
mod support;

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::serve;
use iam_parity::Answer;
use server::Server;
use support::{Ran, run, run_with};

const NOBODY: &str = "http://127.0.0.1:1";

fn parity(arguments: &[&str]) -> Ran {
    run([&["parity"], arguments].concat(), "")
}

fn faithful() -> String {
    let mut server = Server::default();
    serve(move |call| server.answer(call))
}

/// A path that no other test has.
fn path(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parity-account");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[track_caller]
fn fails(ran: &Ran, status: i32, stderr: &str) {
    assert_eq!((&*ran.stderr, &*ran.stdout, ran.status), (stderr, "", status));
}

#[test]
fn a_dry_run_shows_every_call_in_its_order_and_needs_no_endpoint() {
    let of = |action: &str, rest: &str| {
        format!("tags/1.1.1 Action={action}&Version=2010-05-08&UserName=parity-tags-1-1-1{rest}\n")
    };
    let tags = "&Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";
    let calls = of("CreateUser", "")
        + &of("TagUser", tags)
        + &of("ListUserTags", "")
        + &of("DeleteUser", "")
        + "4 calls\n";
    parity(&["--dry-run", "tags/1.1.1"]).prints(&calls);
    // A run in an account shows them too, unless they are asked for.
    parity(&["--endpoint", NOBODY, "--aws", "tags/1.1.1"]).prints(&calls);
    parity(&["--endpoint", NOBODY, "--aws", "--yes", "--dry-run", "tags/1.1.1"]).prints(&calls);
}

#[test]
fn a_run_in_an_account_leaves_out_what_is_not_its_own_unless_it_is_named() {
    let theme = parity(&["--dry-run", "--aws", "operations"]).stdout;
    assert!(!theme.contains("Action=CreateAccountAlias&"), "{theme}");
    let all = parity(&["--dry-run", "operations"]).stdout;
    assert!(all.contains("Action=CreateAccountAlias&") && all.len() > theme.len());
    let named = parity(&["--dry-run", "--aws", "operations/12.1"]).stdout;
    assert!(named.contains("Action=CreateAccountAlias&"), "{named}");
}

#[cfg(not(feature = "aws"))]
#[test]
fn without_the_feature_there_are_no_keys() {
    let error = "error: this command was built without the feature aws: cargo install iam-codec-cli --features aws\n";
    for more in [&["--yes"][..], &["--cleanup", "7"]] {
        let arguments = [&["--endpoint", NOBODY, "--aws"], more].concat();
        fails(&parity(&arguments), 2, error);
    }
}

#[test]
fn a_removal_tells_what_it_removed() {
    let url = serve(|call| {
        let body = call.text();
        let is_list = body.contains("Action=ListUsers&");
        let users = "<ListUsersResponse><ListUsersResult><Users><member><UserName>parity-7-1</UserName></member>\
                     </Users></ListUsersResult></ListUsersResponse>";
        match body.contains("Action=DeleteUser&") {
            _ if is_list => Answer { status: 200, headers: Vec::new(), body: users.into() },
            true => Answer { status: 200, ..Answer::default() },
            false => Answer { status: 404, ..Answer::default() },
        }
    });
    let removed = "DeleteUser parity-7-1\n1 removed\n";
    parity(&["--endpoint", &url, "--cleanup", "7"]).prints(removed);
    parity(&["--endpoint", &url, "--cleanup", "7", "--pace", "100000"]).prints(removed);
    parity(&["--endpoint", &url, "--cleanup", "8"]).prints("0 removed\n");

    let refusing = serve(|_| Answer { status: 403, ..Answer::default() });
    let error = format!("error: {refusing}: ListUsers: 403 without a document\n");
    fails(&parity(&["--endpoint", &refusing, "--cleanup", "7"]), 3, &error);
    let error = "error: http://127.0.0.1:1: io: Connection refused (os error 111)\n";
    let nobody = ["--endpoint", "http://127.0.0.1:1", "--cleanup", "7", "--retries", "0"];
    fails(&parity(&nobody), 3, error);
}

#[test]
fn a_recording_is_written_and_told() {
    let folder = path("recording");
    let _ = fs::remove_dir_all(&folder);
    let name = folder.to_str().unwrap();
    let url = faithful();
    let ran = parity(&["--endpoint", &url, "--seed", "1", "--record", name, "tags/1.1.1"]);
    assert!(
        ran.stdout.starts_with("11 files recorded\n1 case, 4 requests: 1 the same"),
        "{}",
        ran.stdout
    );
    assert_eq!((&*ran.stderr, ran.status), ("", 0));
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "0001-NoSuchOperation.form",
            "0001-NoSuchOperation.xml",
            "0002-CreateUser.form",
            "0002-CreateUser.xml",
            "0003-TagUser.form",
            "0003-TagUser.xml",
            "0004-ListUserTags.form",
            "0004-ListUserTags.xml",
            "0005-DeleteUser.form",
            "0005-DeleteUser.xml",
            "exchanges.json",
        ]
    );
    // What the run has not made is left out, and what is not settled is told.
    let url = serve(|_| Answer {
        status: 400,
        headers: Vec::new(),
        body: "<ErrorResponse><Error><Code>A</Code></Error><Host>ours</Host></ErrorResponse>"
            .into(),
    });
    let ran = parity(&["--endpoint", &url, "--record", name, "parsing/1.12.1"]);
    let left_out = "left out: 0001-NoSuchOperation: an unknown text in Host\n";
    assert!(ran.stdout.starts_with(left_out), "{}", ran.stdout);
}

/// A server that takes connections and never answers; with the count of connections.
fn silent() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::Relaxed);
            kept.push(stream);
        }
    });
    (url, count)
}

#[test]
fn a_server_that_is_too_slow_does_not_answer() {
    let (url, count) = silent();
    let ran = parity(&["--endpoint", &url, "--timeout", "0.2", "--retries", "3", "tags/1.1.1"]);
    let start = format!("error: {url} does not answer: timeout");
    assert!(ran.stderr.starts_with(&start), "{}", ran.stderr);
    // The call may have been carried out.
    assert_eq!((ran.status, &*ran.stdout, count.load(Ordering::Relaxed)), (3, "", 1));
}

#[test]
fn numbers_that_are_no_times_or_counts_are_a_wrong_use() {
    let negative = "cannot convert float seconds to Duration: value is negative";
    let infinite = "cannot convert float seconds to Duration: value is either too big or NaN";
    for (option, value, error) in [
        ("--patience", "-0.5", format!("error: --patience -0.5: {negative}\n")),
        ("--patience", "inf", format!("error: --patience inf: {infinite}\n")),
        ("--campaign", "-1", format!("error: --campaign -1: {negative}\n")),
        ("--campaign", "NaN", format!("error: --campaign NaN: {infinite}\n")),
    ] {
        let option = format!("{option}={value}");
        fails(&parity(&["--endpoint", NOBODY, &option]), 2, &error);
    }
    for (option, name) in [("--pace", "N"), ("--timeout", "SECONDS")] {
        for value in ["0", "-2", "NaN", "inf", "x"] {
            let ran = parity(&["--endpoint", NOBODY, &format!("{option}={value}")]);
            let what = format!(
                "error: invalid value '{value}' for '{option} <{name}>': expected a number above 0\n"
            );
            assert!(ran.stderr.starts_with(&what), "{}", ran.stderr);
            assert_eq!((ran.status, &*ran.stdout), (2, ""));
        }
    }
    for option in ["--retries=-1", "--seed=x", "--most-calls=-1", "--cleanup=x", "--timeout=x"] {
        let ran = parity(&["--endpoint", NOBODY, option]);
        assert!(ran.stderr.starts_with("error: invalid value "), "{}", ran.stderr);
        assert_eq!(ran.status, 2, "{option}");
    }
}

#[test]
fn a_paced_run_has_a_cap() {
    // A server of its own for each run: the names of two runs in one second are the same.
    let of = |most: &str| {
        let url = faithful();
        parity(&[
            "--endpoint",
            &url,
            "--pace",
            "100000",
            "--most-calls",
            most,
            "tags/4.1.1",
            "tags/4.3.1",
        ])
    };
    // One call learns what is unknown, and four are of each case.
    for (most, told, status) in [
        ("9", "2 cases, 8 requests: 2 the same".to_owned(), 0),
        ("8", "\nnot removed: Action=DeleteUser&".to_owned(), 0),
        ("7", "\n0 no-answer, 1 state, ".to_owned(), 1),
        ("6", "no-answer answer: the cap of N calls is reached".to_owned(), 1),
        ("5", "\nnot compared: the cap of 5 calls is reached (1 case)\n".to_owned(), 0),
    ] {
        let ran = of(most);
        assert!(ran.stdout.contains(&told), "{most}: {}", ran.stdout);
        assert_eq!((ran.status, &*ran.stderr), (status, ""), "{most}: {}", ran.stdout);
    }
    // The cap is for runs with a pace. Others call as often as they need.
    let unpaced = parity(&["--endpoint", &faithful(), "--most-calls", "1", "tags/4.1.1"]);
    assert_eq!((unpaced.status, &*unpaced.stderr), (0, ""));
}

#[test]
fn files_that_cannot_be_written_or_read_are_a_wrong_use() {
    let url = faithful();
    // The findings are not lost with the file, nor are the other files.
    let found = parity(&["--endpoint", &url, "tags/1.1.1"]).stdout;
    // The second line has the time.
    let found = found.lines().next().expect("a line");
    let html = path("kept.html");
    for option in ["--json", "--junit", "--summary", "--write-expect"] {
        let _ = fs::remove_file(&html);
        let files = [option, "/no/such/file", "--html", html.to_str().unwrap()];
        let ran = parity(&[&["--endpoint", &url, "tags/1.1.1"], &files[..]].concat());
        let error = "error: /no/such/file: No such file or directory (os error 2)\n";
        assert_eq!((ran.status, &*ran.stderr), (2, error), "{option}");
        assert!(ran.stdout.starts_with(found), "{option}: {}", ran.stdout);
        assert!(html.is_file(), "{option}");
    }
    // A folder that cannot be there is told before anything is sent.
    let (unused, calls) = silent();
    let folder = html.join("inside");
    let folder = folder.to_str().unwrap();
    let error = format!("error: {folder}: Not a directory (os error 20)\n");
    fails(&parity(&["--endpoint", &unused, "--record", folder, "tags/1.1.1"]), 2, &error);
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    let broken = path("broken.json");
    fs::write(&broken, "{").unwrap();
    let broken = broken.to_str().unwrap();
    for option in ["--expect", "--replay"] {
        let ran = parity(&["--endpoint", &url, option, broken]);
        let error = format!("error: {broken}: EOF while parsing an object at line 1 column 1\n");
        fails(&ran, 2, &error);
    }
    for options in [["--expect", "a", "--write-expect", "b"], ["--expect", "a", "--replay", "b"]] {
        let ran = parity(&[&["--endpoint", &url][..], &options].concat());
        assert!(ran.stderr.contains("cannot be used with"), "{}", ran.stderr);
        assert_eq!(ran.status, 2);
    }
}

#[test]
fn summaries_are_added_to_a_file() {
    let file = path("summary.md");
    fs::write(&file, "before\n").unwrap();
    let (url, name) = (faithful(), file.to_str().unwrap());
    for count in 1..=2 {
        parity(&["--endpoint", &url, "--summary", name, "tags/1.1.1"]);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("before\n## Parity of "), "{text}");
        assert_eq!(text.matches("## Parity of ").count(), count);
    }
}

#[test]
fn proxies_of_the_environment_are_not_used() {
    let url = faithful();
    let names =
        ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "HTTPS_PROXY"];
    let ran = run_with(
        &names.map(|name| (name, NOBODY)),
        ["parity", "--endpoint", &url, "tags/1.1.1"],
        "",
    );
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "{}", ran.stdout);
}
