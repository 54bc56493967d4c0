//! How far a run is.

use std::io::{self, IsTerminal};
use std::time::Instant;

use iam_parity::{Outcome, Verdict};

use super::print;
use crate::visible;

/// Failing cases as they come; on a terminal, a line with counts and time below them.
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

    /// Known differences are not shown: only what is new counts.
    pub(super) fn show(&mut self, outcome: &Outcome, total: usize, quiet: bool) {
        self.done += 1;
        self.differ += usize::from(outcome.verdict == Verdict::Differs);
        if !quiet && outcome.verdict == Verdict::Differs {
            self.clear();
            // An output that is full is met again, and told, at the end.
            let _ = print(&outcome.text());
        }
        if self.on_terminal {
            let seconds = self.begun.elapsed().as_secs_f64();
            let (done, differ) = (self.done, self.differ);
            let number = visible::message(&outcome.number);
            eprint!("\r\x1b[K{done}/{total} {number}  {differ} differ  {seconds:.1} s");
        }
    }

    pub(super) fn clear(&self) {
        if self.on_terminal {
            eprint!("\r\x1b[K");
        }
    }
}
