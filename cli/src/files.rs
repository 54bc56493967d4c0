//! What `decode` and `encode` have in common: files in, lines out, and an exit status.

use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use clap::Args;

use crate::input::{Input, MEGABYTE, is_stdin};
use crate::report::{Problem, Reporter};

#[derive(Args)]
pub(crate) struct Files {
    /// Files to read; without any, or for `-`, standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Writes faults as JSON, a line each; decode and encode AWS's answers too
    #[arg(long)]
    pub(crate) json: bool,

    /// Refuses an input of more megabytes
    #[arg(long, value_name = "MB", default_value_t = 256)]
    max_size: u64,
}

pub(crate) const NOTES: &str = "\
A request that AWS would refuse gives AWS's answer on standard output, with the request id \
00000000-0000-0000-0000-000000000000, and on standard error its faults and their places. With --json, each line on standard \
error has level, code, message, parameter, element, file, part, line, column, byte and help; an unknown one is null.

Exit status: 0 if all is well, also with warnings, such as that of an action which the service does not have; 1 if a \
message cannot be read as a request, response or error, or AWS would refuse it for anything else; 2 for a wrong use, a \
file that cannot be read, or an input of encode that is not JSON of this shape.";

/// What a message gives: on standard output, on standard error, and as exit status.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) output: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) status: u8,
}

impl Outcome {
    pub(crate) fn done(output: String) -> Self {
        Outcome { output, ..Outcome::default() }
    }

    /// A problem alone: 1 for an error, 0 for a warning.
    pub(crate) fn told(problem: Problem) -> Self {
        let status = u8::from(problem.is_error());
        Outcome { problems: vec![problem], status, ..Outcome::default() }
    }

    pub(crate) fn failed(problem: Problem) -> Self {
        Outcome { status: 2, ..Outcome::told(problem) }
    }
}

/// Writes outcomes as they come, and keeps the highest status.
pub(crate) struct Output {
    reporter: Reporter,
    status: u8,
}

impl Output {
    pub(crate) fn add(&mut self, outcome: Outcome) -> io::Result<()> {
        self.status = self.status.max(outcome.status);
        if !outcome.output.is_empty() {
            let mut stdout = io::stdout();
            stdout.write_all(outcome.output.as_bytes())?;
            // The faults of a message come behind its output.
            stdout.flush()?;
        }
        outcome.problems.iter().for_each(|problem| self.reporter.tell(problem));
        Ok(())
    }
}

impl Files {
    /// Reads one file after the other, and gives the exit status.
    pub(crate) fn run(mut self, each: impl Fn(&Rc<Input>, &mut Output) -> io::Result<()>) -> u8 {
        if self.files.is_empty() {
            self.files.push("-".into());
        }
        let reporter = Reporter { json: self.json };
        let mut output = Output { reporter, status: 0 };
        let most = self.max_size.saturating_mul(MEGABYTE);
        for (index, file) in self.files.iter().enumerate() {
            let read = match is_stdin(file) && self.files[..index].iter().any(|f| is_stdin(f)) {
                true => Err(io::Error::other("standard input was read before")),
                false => Input::read(file, most),
            };
            let written = match read {
                Ok(input) => each(&input, &mut output),
                Err(e) => {
                    let what = format!("cannot read {}: {e}", file.display());
                    output.add(Outcome::failed(Problem::error(what)))
                }
            };
            match written {
                // The reader has read enough.
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return output.status,
                Err(e) => {
                    reporter.tell(&Problem::error(format!("cannot write: {e}")));
                    return 2;
                }
                Ok(()) => {}
            }
        }
        output.status
    }
}
