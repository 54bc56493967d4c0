//! The exit status of `parity`: known differences before × differences now, and levels × `--fail-on`.
#[path = "../../parity/tests/support/http.rs"]
mod http;
#[path = "../../parity/tests/support/levels.rs"]
mod levels;
#[path = "../../parity/tests/support/server.rs"]
mod server;

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};

use http::serve;
use iam_parity::{Answer, Call, Level};
use server::Server;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .arg("parity")
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

/// A file that no other test has.
fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parity-status");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// The case whose differences are known or new. Another case, which is always the same, comes before it.
const CASE: &str = "tags/4.1.1";
const SAME: &str = "routing/1.1";

/// Differences of the case by letters: `s` of the status, `c` of the code, `m` of the message; `-` if it is skipped.
fn line(letter: char) -> &'static str {
    match letter {
        's' => "answer status: 400, not 404",
        'c' => "answer code: NoSuchUser, not NoSuchEntity",
        'm' => {
            "message: The user with name <id> is gone., not The user with name <id> cannot be found."
        }
        _ => "skipped: TagUser is not implemented",
    }
}

/// The file of known differences.
fn known(letters: &str) -> String {
    let lines: Vec<_> = letters.chars().map(line).collect();
    let cases =
        if lines.is_empty() { serde_json::json!({}) } else { serde_json::json!({ CASE: lines }) };
    cases.to_string()
}

/// An answer with these differences.
fn spoiled(answer: Answer, letters: &str) -> Answer {
    let mut spoiled = answer;
    for letter in letters.chars().filter(|_| spoiled.status == 404) {
        let text = spoiled.text();
        let text = match letter {
            'c' => text.replace("NoSuchEntity", "NoSuchUser"),
            'm' => text.replace("cannot be found", "is gone"),
            _ => text,
        };
        spoiled.body = text.into();
    }
    match letters {
        "-" if spoiled.status == 404 => Answer { status: 501, ..Answer::default() },
        _ if letters.contains('s') => Answer { status: spoiled.status.min(400), ..spoiled },
        _ => spoiled,
    }
}

/// What happens to the run.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Now {
    /// The case has these differences.
    Has(&'static str),
    /// The run is stopped before it.
    Stopped,
}
use Now::{Has, Stopped};

/// Known findings, findings of now, and the report: new, gone, the number of known ones, and the exit status.
type Row = (&'static str, Now, &'static str, &'static str, usize, i32);

const ROWS: [Row; 22] = [
    // Nothing was known.
    ("", Has(""), "", "", 0, 0),
    ("", Has("s"), "s", "", 0, 1),
    ("", Has("sc"), "cs", "", 0, 1),
    ("", Has("-"), "-", "", 0, 1),
    ("", Stopped, "", "", 0, 1),
    // One difference was: the same, fewer, another one, one more.
    ("s", Has("s"), "", "", 1, 0),
    ("s", Has(""), "", "s", 0, 1),
    ("s", Has("c"), "c", "s", 0, 1),
    ("s", Has("sc"), "c", "", 1, 1),
    ("s", Has("-"), "-", "s", 0, 1),
    ("s", Stopped, "", "", 0, 1),
    // Two were.
    ("sc", Has("sc"), "", "", 2, 0),
    ("sc", Has("s"), "", "c", 1, 1),
    ("sc", Has(""), "", "cs", 0, 1),
    ("sc", Has("sm"), "m", "c", 1, 1),
    ("sc", Has("scm"), "m", "", 2, 1),
    ("sc", Has("-"), "-", "cs", 0, 1),
    ("sc", Stopped, "", "", 0, 1),
    // The case was skipped.
    ("-", Has("-"), "", "", 1, 0),
    ("-", Has(""), "", "-", 0, 1),
    ("-", Has("s"), "s", "-", 0, 1),
    ("-", Stopped, "", "", 0, 1),
];

/// What the command says as soon as it knows that it is to end.
const INTERRUPTED: &str = "interrupted: what was made is removed first\n";

/// The half of the server, which stops the command.
struct Stopper {
    command: Receiver<(u32, ChildStderr)>,
    back: Sender<ChildStderr>,
}

/// The half of the test, which starts it.
struct Starter {
    command: Sender<(u32, ChildStderr)>,
    back: Receiver<ChildStderr>,
}

fn halves() -> (Stopper, Starter) {
    let ((command, started), (back, stopped)) = (channel(), channel());
    (Stopper { command: started, back }, Starter { command, back: stopped })
}

impl Stopper {
    /// Presses Ctrl-C, and waits until the command says that it has seen it.
    fn stop(&self) {
        let (id, mut stderr) = self.command.recv().expect("it has started");
        let sent = Command::new("kill").args(["-INT", &id.to_string()]).status();
        assert!(sent.expect("kill runs").success());
        let mut said = vec![0; INTERRUPTED.len()];
        stderr.read_exact(&mut said).expect("a line");
        assert_eq!(String::from_utf8_lossy(&said), INTERRUPTED);
        self.back.send(stderr).expect("the test waits");
    }
}

impl Starter {
    /// Runs the command, which is stopped or not. What it says when it is stopped is left out.
    fn run(self, arguments: &[&str], is_stopped: bool) -> Output {
        let mut child = start(arguments);
        if !is_stopped {
            return child.wait_with_output().expect("the command ends");
        }
        let stderr = child.stderr.take().expect("a pipe");
        self.command.send((child.id(), stderr)).expect("the server waits");
        let mut output = child.wait_with_output().expect("the command ends");
        let mut stderr = self.back.recv().expect("it was stopped");
        stderr.read_to_end(&mut output.stderr).expect("the rest");
        output
    }
}

/// The command on both cases. It is stopped, if at all, while it waits for the answer to the first case.
fn run(known: &str, now: Now, option: &str) -> Output {
    let (mut server, mut calls) = (Server::default(), 0);
    let (stopper, starter) = halves();
    let url = serve(move |call| {
        let answer = server.answer(call);
        calls += 1;
        match now {
            Has(letters) => spoiled(answer, letters),
            Stopped => {
                // The first call learns how unknown operations are answered.
                if calls == 2 {
                    stopper.stop();
                }
                answer
            }
        }
    });
    let arguments = ["--endpoint", &url, "--seed", "1", option, known, SAME, CASE];
    starter.run(&arguments, now == Stopped)
}

#[cfg(unix)]
#[test]
fn known_and_new_differences_decide_on_news_and_status() {
    for (before, now, new, gone, count, expected) in ROWS {
        let file = file("known.json");
        fs::write(&file, known(before)).unwrap();
        let output = run(file.to_str().unwrap(), now, "--expect");
        let stdout = String::from_utf8_lossy(&output.stdout);
        let news = |word: &str, letters: &str| {
            letters
                .chars()
                .map(|letter| format!("{word}: {CASE} {}\n", line(letter)))
                .collect::<String>()
        };
        let (new_count, gone_count) = (new.len(), gone.len());
        let verdict = if new_count + gone_count == 0 { "as expected" } else { "not as expected" };
        let told = news("new", new)
            + &news("gone", gone)
            + &format!("{verdict}: {count} known, {new_count} new, {gone_count} gone\n");
        let at =
            stdout.find("new: ").or(stdout.find("gone: ")).unwrap_or(stdout.find(verdict).unwrap());
        assert_eq!(stdout[at..], told, "{before:?} {now:?}");
        let interrupted = "\ninterrupted: the other cases were not run\n";
        assert_eq!(stdout.contains(interrupted), now == Stopped, "{before:?} {now:?}: {stdout}");
        let told = (status(&output), String::from_utf8_lossy(&output.stderr).into_owned());
        assert_eq!(told, (expected, String::new()), "{before:?} {now:?}");
    }
}

/// The status and the last line of a campaign or replay at a server with which nothing is wrong. It is stopped, if at all,
/// at the second call.
fn campaign(options: &[&str], is_stopped: bool) -> (i32, String) {
    let (mut server, mut calls) = (Server::default(), 0);
    let (stopper, starter) = halves();
    let url = serve(move |call| {
        calls += 1;
        if calls == 2 && is_stopped {
            stopper.stop();
        }
        server.answer(call)
    });
    let arguments = [&["--endpoint", &url, "--seed", "1"], options].concat();
    let output = starter.run(&arguments, is_stopped);
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    (status(&output), stdout.lines().last().unwrap_or_default().to_owned())
}

#[cfg(unix)]
#[test]
fn a_campaign_or_replay_that_is_stopped_is_no_success_though_it_found_nothing() {
    let step = "Action=GetUser&Version=2010-05-08&UserName=parity-0000000000";
    let sequence = serde_json::json!({ "sequence": { "resource": "user", "steps": [step] } });
    let found = file("stopped.json");
    fs::write(&found, serde_json::json!({ "findings": [sequence, sequence] }).to_string()).unwrap();
    let replay = ["--replay", found.to_str().unwrap()];
    let nothing = |count: &str| format!("seed 1: {count}: 0 findings");
    assert_eq!(campaign(&replay, false), (0, nothing("2 sequences, 4 requests")));
    assert_eq!(campaign(&replay, true), (1, nothing("1 sequence, 2 requests")));
    assert_eq!(campaign(&["--campaign", "0"], false), (0, nothing("0 sequences, 0 requests")));
    let (status, last) = campaign(&["--campaign", "600"], true);
    assert!(status == 1 && last.starts_with("seed 1: 1 sequence, "), "{status} {last}");
    assert!(last.ends_with(": 0 findings"), "{last}");
}

#[test]
fn what_is_written_as_known_is_known_afterwards() {
    for letters in ["", "s", "sc", "scm", "-"] {
        let file = file("written.json");
        let name = file.to_str().unwrap();
        assert_eq!(status(&run(name, Has(letters), "--write-expect")), 0, "{letters:?}");
        let (written, wanted) = (fs::read_to_string(&file).unwrap(), known(letters));
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let sorted = |text: &str| {
            let mut lines: Vec<_> = read(text)[CASE].as_array().cloned().unwrap_or_default();
            lines.sort_by_key(ToString::to_string);
            lines
        };
        assert_eq!(sorted(&written), sorted(&wanted), "{letters:?}");
        assert_eq!(status(&run(name, Has(letters), "--expect")), 0, "{letters:?}");
    }
}

#[test]
fn a_difference_fails_at_its_level_and_not_at_the_next_worse_one() {
    for (index, (level, case, answer)) in levels::FAULTS.into_iter().enumerate() {
        let fails = |fail_on: Level| {
            let mut server = Server::default();
            let url = serve(move |call: &Call| answer(&mut server, call));
            let arguments = ["--endpoint", &url, "--fail-on", fail_on.as_str(), case];
            status(&start(&arguments).wait_with_output().expect("the command ends"))
        };
        assert_eq!(fails(level), 1, "{level}");
        if let Some(worse) = Level::ALL.get(index + 1) {
            assert_eq!(fails(*worse), 0, "{level}, fail on {worse}");
        }
    }
}
