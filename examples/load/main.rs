//! A load: how long small good requests take while other clients send bodies that are dear to judge, and how
//! much memory a server needs for them.
//!
//! ```text
//! cargo run --release --example load -- --endpoint 127.0.0.1:4577 --process 4711
//! ```
//!
//! It prints a row for each kind of body. It fails if a good request does, if their median more than doubles beside
//! bodies that are refused, or if the memory exceeds what was said. `tests/load/run` does all this with the emulator and
//! the proxy, on loopback.

mod bodies;
mod client;

use std::fs;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;

use bodies::{Kind, good, kinds};
use client::Client;

/// Measures small good requests while other clients send long bodies
#[derive(Parser)]
#[command(name = "load")]
struct Arguments {
    /// Where requests go: host and port, over plain HTTP
    #[arg(long, value_name = "HOST:PORT")]
    endpoint: String,
    /// The process whose memory is measured (on Linux)
    #[arg(long, value_name = "PID")]
    process: u32,
    /// How long each kind of body is sent, and how long good requests are sent before it
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How many clients send long bodies
    #[arg(long, default_value_t = 4)]
    hostile: usize,
    /// Only the kinds of bodies whose name has this in it
    #[arg(long, default_value = "")]
    only: String,
    /// How much longer the median of good requests may be
    #[arg(long, default_value_t = 2.0)]
    times: f64,
    /// The most memory that the process may need, in megabytes
    #[arg(long, default_value_t = 160)]
    megabytes: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    println!(
        "| {} hostile clients send | their requests | good, without: p50, p99 | with: p50, p99 | peak memory |",
        arguments.hostile
    );
    println!("|---|--:|--:|--:|--:|");
    let mut kinds = kinds();
    kinds.retain(|kind| kind.name.contains(&arguments.only));
    let rows: Vec<bool> = kinds.iter().map(|kind| measure(&arguments, kind)).collect();
    if rows.into_iter().all(|holds| holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures one kind of body, prints the row, and says whether the bounds hold.
fn measure(arguments: &Arguments, kind: &Kind) -> bool {
    let time = Duration::from_secs(arguments.seconds);
    let mut without = Times::of(&arguments.endpoint, time / 2);
    let (is_over, sent, most) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let with = thread::scope(|scope| {
        for _ in 0..arguments.hostile {
            scope.spawn(|| attack(&arguments.endpoint, kind, &is_over, &sent));
        }
        scope.spawn(|| watch(arguments.process, &is_over, &most));
        let with = Times::of(&arguments.endpoint, time);
        is_over.store(true, Ordering::Relaxed);
        with
    });
    // Half before and half behind, since what else the machine does changes, too.
    without = without.and(Times::of(&arguments.endpoint, time / 2));
    let megabytes = most.into_inner().div_ceil(1024);
    let sent = sent.into_inner();
    println!("| {} | {sent} | {without} | {with} | {megabytes} MB |", kind.name);
    // An upstream that is busy is not the server's fault.
    let is_fast = kind.passes || with.median() <= without.median() * arguments.times;
    let has_failed = without.failed + with.failed > 0;
    !has_failed && is_fast && megabytes <= arguments.megabytes
}

/// Sends one body after the other.
fn attack(endpoint: &str, kind: &Kind, is_over: &AtomicBool, sent: &AtomicU64) {
    let mut client = Client::new(endpoint);
    while !is_over.load(Ordering::Relaxed) {
        // What becomes of it does not matter.
        let _ = client.post(&kind.body);
        sent.fetch_add(1, Ordering::Relaxed);
    }
}

/// Looks at the memory of a process until it is over, in kB.
fn watch(process: u32, is_over: &AtomicBool, most: &AtomicU64) {
    while !is_over.load(Ordering::Relaxed) {
        most.fetch_max(resident(process).unwrap_or_default(), Ordering::Relaxed);
        thread::sleep(Duration::from_millis(5));
    }
}

/// The line `VmRSS:    14044 kB`; none if the process is gone.
fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    size.trim().strip_suffix(" kB")?.parse().ok()
}

/// How long good requests took, in milliseconds, sorted, and how many failed.
#[derive(Default)]
struct Times {
    all: Vec<f64>,
    failed: usize,
}

impl Times {
    /// Sends good requests one after the other.
    fn of(endpoint: &str, time: Duration) -> Self {
        let (mut client, begin) = (Client::new(endpoint), Instant::now());
        let mut times = Times::default();
        while begin.elapsed() < time {
            let sent = Instant::now();
            match client.post(good().as_bytes()) {
                Ok(200) => times.all.push(sent.elapsed().as_secs_f64() * 1000.0),
                other => {
                    if times.failed == 0 {
                        eprintln!("a good request was answered with {other:?}");
                    }
                    times.failed += 1;
                }
            }
        }
        times.all.sort_by(f64::total_cmp);
        times
    }

    fn and(self, other: Self) -> Self {
        let mut all = [self.all, other.all].concat();
        all.sort_by(f64::total_cmp);
        Times { all, failed: self.failed + other.failed }
    }

    fn median(&self) -> f64 {
        self.at(0.5)
    }

    fn at(&self, part: f64) -> f64 {
        let last = self.all.len().saturating_sub(1);
        self.all.get((last as f64 * part) as usize).copied().unwrap_or(f64::INFINITY)
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2}, {:.2} ms", self.median(), self.at(0.99))
    }
}
