//! What `iam-codec parity` prints and writes.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Instant;

use iam_parity::{Outcome, Report, Verdict};

use super::arguments::Arguments;
use super::status::{Failure, USAGE, about};

/// Writes the files that the options name, as many as can be. `json` makes the JSON.
pub(super) fn write_reports(
    arguments: &Arguments,
    report: &Report,
    url: &str,
    json: &dyn Fn() -> String,
) -> Result<(), Failure> {
    let written = [
        write(&arguments.json, json),
        write(&arguments.junit, &|| report.junit(arguments.fail_on)),
        write(&arguments.html, &|| report.html(url)),
        add(&arguments.summary, &|| report.markdown(url)),
        write(&arguments.write_expect, &|| report.known().json()),
    ];
    written.into_iter().collect()
}

/// Writes a file, if there is one to write.
fn write(file: &Option<PathBuf>, make: &dyn Fn() -> String) -> Result<(), Failure> {
    let Some(file) = file else { return Ok(()) };
    fs::write(file, make()).map_err(about(file))
}

/// Adds to a file, if there is one.
fn add(file: &Option<PathBuf>, make: &dyn Fn() -> String) -> Result<(), Failure> {
    let Some(file) = file else { return Ok(()) };
    let opened = File::options().append(true).create(true).open(file);
    opened.and_then(|mut opened| opened.write_all(make().as_bytes())).map_err(about(file))
}

pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        // The reader has read enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|e| (USAGE, format!("cannot write: {e}"))),
    }
}

/// Makes the line of a terminal empty.
const CLEAR: &str = "\r\x1b[K";

/// A run ends in order, which may take a while.
pub(super) fn tell_of_interrupt() {
    let clear = if io::stderr().is_terminal() { CLEAR } else { "" };
    let text = "interrupted: what was made is removed first\n";
    // If writing fails, there is nobody to tell.
    let _ = io::stderr().write_all(format!("{clear}{text}").as_bytes());
}

/// On a terminal, a line with counts and time.
pub(super) struct Progress {
    on_terminal: bool,
    begun: Instant,
    done: usize,
    differ: usize,
}

impl Progress {
    pub(super) fn new() -> Progress {
        let on_terminal = io::stderr().is_terminal();
        Progress { on_terminal, begun: Instant::now(), done: 0, differ: 0 }
    }

    pub(super) fn show(&mut self, outcome: &Outcome, total: usize) {
        self.done += 1;
        self.differ += usize::from(outcome.verdict == Verdict::Differs);
        if self.on_terminal {
            let seconds = self.begun.elapsed().as_secs_f64();
            let (done, differ) = (self.done, self.differ);
            eprint!("{CLEAR}{done}/{total} {}  {differ} differ  {seconds:.1} s", outcome.number);
        }
    }

    pub(super) fn clear(&self) {
        if self.on_terminal {
            eprint!("{CLEAR}");
        }
    }
}
