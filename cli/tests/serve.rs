//! The command `serve`: what it prints, what it keeps, and how it ends.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use iam_emulator::{Emulator, State, server};

const CREATE: &str = "Action=CreateUser&Version=2010-05-08&UserName=anika";
const GET: &str = "Action=GetUser&Version=2010-05-08&UserName=anika";

/// A command that serves, which is killed at the end of the test.
struct Served {
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        Served::of(command(arguments))
    }

    /// What a command serves that prints where it listens.
    fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").expect("the first line");
        Served { address: address.to_owned(), child }
    }

    /// The whole answer to a request line and a body.
    fn send(&self, line: &str, body: &str) -> String {
        let mut client = TcpStream::connect(&self.address).unwrap();
        write!(
            client,
            "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
            body.len(),
        )
        .unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends a signal.
    fn ask(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Sends a signal, and gives the exit status that follows.
    fn signal(mut self, name: &str) -> Option<i32> {
        self.ask(name);
        self.child.wait().unwrap().code()
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iam-codec"));
    command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
    command
}

/// A file that does not exist and that no other test has.
fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("serve").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.join("state.json")
}

#[test]
fn keeps_its_state_in_a_file_and_ends_cleanly() {
    let file = file("keeps");
    let state = ["--state", file.to_str().unwrap()];
    for signal in ["TERM", "INT"] {
        let served = Served::start(&state);
        served.send("POST /_reset", "");
        assert!(served.send("POST /", CREATE).starts_with("HTTP/1.1 200 "));
        assert_eq!(served.signal(signal), Some(0));
        let served = Served::start(&state);
        assert!(served.send("POST /", GET).contains("<UserName>anika</UserName>"));
    }
    let names =
        fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["state.json"]);
}

#[test]
fn what_was_saved_stays_when_the_process_is_killed() {
    let file = file("killed");
    let state = ["--state", file.to_str().unwrap()];
    let served = Served::start(&state);
    served.send("POST /", CREATE);
    served.signal("TERM");
    let saved = fs::read(&file).unwrap();

    let served = Served::start(&state);
    served.send("POST /_reset", "");
    assert_eq!(served.signal("KILL"), None);
    assert_eq!(fs::read(&file).unwrap(), saved);
}

/// Users with tags, as many as take a while to be written.
fn large_state() -> Vec<u8> {
    let emulator = Emulator::new();
    let tags: String = (1..=50)
        .map(|n| format!("&Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value={}", "x".repeat(200)))
        .collect();
    for number in 0..400 {
        let body = format!("Action=CreateUser&Version=2010-05-08&UserName=user{number}{tags}");
        let request = http::Request::post("/")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
            .unwrap();
        assert_eq!(emulator.answer(&request).status(), 200);
    }
    let mut state = serde_json::to_vec(&emulator.state()).unwrap();
    state.push(b'\n');
    state
}

/// How many files are in a folder.
fn files(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_kill_while_the_state_is_written_loses_nothing_that_was_there_before() {
    let file = file("interrupted");
    let folder = file.parent().unwrap();
    let before = large_state();
    let mut interrupted = 0;
    for round in 0..12 {
        fs::write(&file, &before).unwrap();
        let mut served = Served::start(&["--state", file.to_str().unwrap()]);
        served.send("POST /", CREATE);
        served.ask("TERM");
        // The new file is there, but not yet whole: that takes some milliseconds.
        let begun = Instant::now();
        while files(folder) == 1 && begun.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_micros(100));
        }
        thread::sleep(Duration::from_micros(500 * round));
        served.child.kill().unwrap();
        served.child.wait().unwrap();

        let found = fs::read(&file).unwrap();
        serde_json::from_slice::<State>(&found).expect("a whole state");
        if files(folder) > 1 {
            assert!(
                found == before,
                "round {round}: an unfinished file took the place of the old one"
            );
            interrupted += 1;
        } else {
            assert!(found != before, "round {round}: nothing was written");
        }
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path != file {
                fs::remove_file(path).unwrap();
            }
        }
    }
    assert!(interrupted >= 3, "only {interrupted} of 12 were killed while they wrote");
}

/// The address of a port that nobody listens on. All other tests are at 127.0.0.1, so none takes it before its
/// server does.
#[cfg(target_os = "linux")]
fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.2:0").unwrap().local_addr().unwrap().to_string()
}

/// A server at an address, when it answers.
#[cfg(target_os = "linux")]
fn started(mut child: Child, address: String) -> Served {
    let begun = Instant::now();
    while TcpStream::connect(&address).is_err() {
        assert_eq!(child.try_wait().unwrap(), None, "it has ended");
        assert!(begun.elapsed() < Duration::from_secs(30));
        thread::sleep(Duration::from_millis(10));
    }
    Served { child, address }
}

#[test]
#[cfg(target_os = "linux")]
fn serves_also_if_nobody_can_read_where_it_listens() {
    let (address, full) = (free_address(), fs::File::options().write(true).open("/dev/full"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_iam-codec"));
    command.args(["serve", "--listen", &address]).stdout(full.unwrap());
    let served = started(command.spawn().unwrap(), address);
    assert!(served.send("POST /", CREATE).starts_with("HTTP/1.1 200 "));
}

/// A thread keeps the memory of its largest request, and the allocator parts the memory of threads: with one for
/// every client, the emulator needed three times as much and more every minute.
#[test]
#[cfg(target_os = "linux")]
fn its_threads_do_not_grow_with_its_clients() {
    let served = Served::start(&[]);
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| (0..20).for_each(|_| drop(served.send("POST /", GET))));
        }
    });
    let status = fs::read_to_string(format!("/proc/{}/status", served.child.id())).unwrap();
    let threads = status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap();
    let cores = thread::available_parallelism().unwrap().get();
    assert!(threads.trim().parse::<usize>().unwrap() <= 1 + cores + server::THREADS, "{threads}");
}

#[test]
fn more_connections_than_the_system_allows_do_not_end_it() {
    let serve = "ulimit -n 32 && exec \"$0\" serve --listen 127.0.0.1:0";
    let mut command = Command::new("sh");
    command.args(["-c", serve, env!("CARGO_BIN_EXE_iam-codec")]);
    let served = Served::of(command);
    let idle: Vec<_> = (0..100).map(|_| TcpStream::connect(&served.address).unwrap()).collect();
    // Those that the system has no room for wait.
    thread::sleep(Duration::from_millis(300));
    drop(idle);
    assert!(served.send("POST /", CREATE).starts_with("HTTP/1.1 200 "));
}

#[test]
fn the_seed_decides_about_the_ids() {
    let id = |seed: &str| {
        let answer = Served::start(&["--seed", seed]).send("POST /", CREATE);
        answer.split("UserId>").nth(1).unwrap().to_owned()
    };
    assert_eq!(id("1"), id("1"));
    assert_ne!(id("1"), id("2"));
}

#[test]
fn tells_its_health_and_its_state() {
    let served = Served::start(&[]);
    assert!(served.send("GET /_health", "").ends_with(r#"{"status":"ok"}"#));
    assert!(served.send("GET /_state", "").ends_with(r#"{"accounts":{},"ids":0}"#));
}

/// The kit signs with the keys that the emulator gave, and leaves a presigned request as it is.
#[test]
fn agrees_with_the_parity_kit_about_callers() {
    let served = Served::start(&[]);
    let endpoint = format!("http://{}", served.address);
    let output = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(["parity", "--endpoint", &endpoint, "sts-identities", "sts-routing"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(": 27 the same, 0 differ, 0 unsettled, 0 skipped"), "{text}");
}

#[test]
fn refuses_a_file_that_does_not_hold_a_state() {
    let file = file("refused");
    fs::write(&file, r#"{"accounts":{},"ids":0,"more":1}"#).unwrap();
    let output = command(&["--state", file.to_str().unwrap()]).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        error,
        format!(
            "error: {}: unknown field `more`, expected `accounts` or `ids` at line 1 column 29\n",
            file.display()
        )
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn refuses_an_address_that_is_none() {
    let output = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(["serve", "--listen", "nowhere"])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: invalid value 'nowhere' for '--listen <HOST:PORT>': expected HOST:PORT, such as 127.0.0.1:4566\n\n\
         For more information, try '--help'.\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn refuses_an_address_that_is_taken() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(["serve", "--listen", &address])
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    let start = format!("error: --listen {address}: Address already in use");
    assert!(error.starts_with(&start), "{error}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn refuses_a_state_that_is_there_and_cannot_be_read() {
    let folder = file("unread").parent().unwrap().to_owned();
    let output = command(&["--state", folder.to_str().unwrap()]).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    let start = format!("error: {}: Is a directory", folder.display());
    assert!(error.starts_with(&start), "{error}");
    assert_eq!((&*output.stdout, output.status.code()), (&b""[..], Some(1)));
}

#[test]
fn refuses_at_the_start_a_state_that_it_could_not_save_at_the_end() {
    let folder = file("nowhere").parent().unwrap().join("none");
    let state = folder.join("x");
    let output = command(&["--state", state.to_str().unwrap()]).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    let start = format!("error: cannot save to {}: No such file or directory", state.display());
    assert!(error.starts_with(&start), "{error}");
    assert_eq!((&*output.stdout, output.status.code()), (&b""[..], Some(1)));
    // Nothing is left behind by the attempt.
    let file = file("attempt");
    drop(Served::start(&["--state", file.to_str().unwrap()]));
    assert_eq!(files(file.parent().unwrap()), 0);
}
