//! A row of the table: one kind of work, who does it, and what is asked of the codec.

use std::{fmt, io};

use quick_xml::Writer;

use crate::measure::{Contender, Measured, measure};

/// What is asked of the codec beside a peer.
#[derive(Clone, Copy)]
pub enum Goal {
    /// To be at least this many times as fast.
    Faster(f64),
    /// To take at most this many times the time.
    AtMost(f64),
    None,
}

impl Goal {
    pub fn faster(factor: Option<f64>) -> Self {
        factor.map_or(Goal::None, Goal::Faster)
    }

    /// The ratio as the goal puts it, and whether it will do, if the peer takes `times` the codec's time.
    fn judge(self, times: f64) -> (f64, Option<bool>) {
        match self {
            Goal::Faster(least) => (times, Some(times >= least)),
            Goal::AtMost(most) => (1.0 / times, Some(1.0 / times <= most)),
            Goal::None => (times, None),
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Goal::Faster(least) => write!(f, "≥ {least}"),
            Goal::AtMost(most) => write!(f, "≤ {most}"),
            Goal::None => Ok(()),
        }
    }
}

/// One kind of work on the same inputs; the codec comes first.
pub struct Row<'w, I> {
    name: String,
    inputs: &'w [I],
    peers: Vec<(&'static str, Goal)>,
    contenders: Vec<Contender<'w>>,
}

impl<'w, I> Row<'w, I> {
    pub fn new(name: impl Into<String>, inputs: &'w [I]) -> Self {
        Row { name: name.into(), inputs, peers: Vec::new(), contenders: Vec::new() }
    }

    /// Adds a contender, whose results must be right.
    pub fn add<T>(
        &mut self,
        peer: &'static str,
        goal: Goal,
        work: impl Fn(&'w I) -> T + 'w,
        is_right: impl Fn(usize, T) -> bool,
    ) {
        for (i, input) in self.inputs.iter().enumerate() {
            assert!(is_right(i, work(input)), "{}: {peer} errs on input {i}", self.name);
        }
        self.peers.push((peer, goal));
        self.contenders.push(Contender::new(self.inputs, work));
    }

    /// Adds quick-xml's writer with an empty buffer, with one of `len` bytes, and indenting as AWS does.
    /// Layouts differ, so what is the same is what the documents decode to.
    pub fn add_writers(
        &mut self,
        goal: Goal,
        len: usize,
        write: impl Fn(&I, Writer<Vec<u8>>) -> io::Result<Vec<u8>> + Copy + 'w,
        is_right: impl Fn(&[u8]) -> bool,
    ) {
        let is_right = |_, body: io::Result<Vec<u8>>| body.is_ok_and(|body| is_right(&body));
        let plain = move |input: &I| write(input, Writer::new(Vec::new()));
        let presized = move |input: &I| write(input, Writer::new(Vec::with_capacity(len)));
        let indented = move |input: &I| write(input, Writer::new_with_indent(Vec::new(), b' ', 2));
        self.add("quick-xml Writer", goal, plain, is_right);
        self.add("quick-xml Writer, presized", Goal::None, presized, is_right);
        self.add("quick-xml Writer, indented", Goal::None, indented, is_right);
    }

    /// Measures and prints, if the name contains what the command line asks for. Whether all goals are
    /// met: what a neighbour spoils is measured again, at most three times in all.
    pub fn print(mut self) -> bool {
        if !self.name.contains(&std::env::args().nth(1).unwrap_or_default()) {
            return true;
        }
        let is_missed = |(measured, (_, goal)): (&Measured, &(_, Goal))| {
            goal.judge(measured.ratio).1 == Some(false)
        };
        let mut tries = 0;
        let (measured, are_met) = loop {
            let measured = measure(&mut self.contenders);
            let are_met = !measured.iter().zip(&self.peers).any(is_missed);
            tries += 1;
            if are_met || tries == 3 {
                break (measured, are_met);
            }
        };
        let time = |i: usize| measured[i].time / self.inputs.len() as f64;
        for (i, (peer, goal)) in self.peers.iter().enumerate().skip(1) {
            let (ratio, is_met) = goal.judge(measured[i].ratio);
            let verdict = is_met.map_or("", |is_met| if is_met { "met" } else { "**missed**" });
            let (name, own, its) = (&self.name, time(0), time(i));
            println!("| {name} | {own:.0} | {peer} | {its:.0} | {ratio:.2} | {goal} | {verdict} |");
        }
        are_met
    }
}
