//! Prints how fast the codec is beside its peers, as a Markdown table; with an argument, only the rows
//! whose name contains it. Exits with 1 if a goal is missed.

use std::process::{Command, ExitCode};
use std::{fmt, fs, io, slice};

use iam_codec::{ErrorResponse, Request, Response};
use iam_codec_benches::measure::{Contender, Measured, measure};
use iam_codec_benches::workloads::{self, Requests};
use iam_codec_benches::{requests, responses};
use quick_xml::Writer;

fn main() -> ExitCode {
    println!("{}\n", machine());
    println!("| work | ns | beside | ns | ratio | goal | |");
    println!("|---|---:|---|---:|---:|---:|---|");
    let are_met = [
        decode_requests("decode_unchecked, 1 plain tag", workloads::plain(1), 2.0, Some(6.5)),
        decode_requests("decode_unchecked, 50 plain tags", workloads::plain(50), 6.0, Some(22.0)),
        decode_requests("decode_unchecked, 50 heavy tags", workloads::heavy(50), 2.0, None),
        decode_requests("decode_unchecked, varied", workloads::varied(false), 4.5, None),
        decode_requests("decode_unchecked, varied, escapes", workloads::varied(true), 2.25, None),
        decode_beside_limit("decode_unchecked, 50 plain tags", workloads::plain(50)),
        decode_checked("decode, 50 plain tags", workloads::plain(50), 1.8),
        decode_checked("decode, 50 tags, one umlaut", workloads::umlaut(), 2.0),
        decode_checked("decode, 50 tags, 25 scripts", workloads::scripts(), 2.0),
        encode_requests("encode request, 50 plain tags", workloads::plain(50), 7.0),
        encode_requests("encode request, 50 heavy tags", workloads::heavy(50), 3.5),
        encode_list(
            "encode response, 50 plain tags",
            workloads::plain_page(),
            [4.0, 8.0].map(Some),
        ),
        encode_list("encode response, 50 heavy tags", workloads::heavy_page(), [None; 2]),
        encode_tag_user(workloads::success()),
        encode_error(workloads::error()),
        decode_lists(),
    ];
    ExitCode::from(u8::from(are_met.contains(&false)))
}

fn decode_requests(name: &'static str, work: Requests, tuned: f64, map: Option<f64>) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decode_unchecked(body).ok(), is_right);
    let peer = "form_urlencoded, tuned";
    row.add(peer, Goal::Faster(tuned), |body| requests::tuned(body), is_right);
    let peer = "form_urlencoded, HashMap";
    row.add(peer, Goal::faster(map), |body| requests::hash_map(body), is_right);
    row.print()
}

fn decode_beside_limit(name: &'static str, work: Requests) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decode_unchecked(body).ok(), is_right);
    let separators = |byte: &&u8| b"&=%".contains(byte);
    let counts = |i: usize, n| n == work.bodies[i].iter().filter(separators).count();
    row.add("memchr3 alone", Goal::AtMost(1.25), |body| requests::visit(body), counts);
    row.print()
}

fn decode_checked(name: &'static str, work: Requests, goal: f64) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decode(body).ok(), is_right);
    let goal = Goal::AtMost(goal);
    row.add("decode_unchecked", goal, |body| Request::decode_unchecked(body).ok(), is_right);
    row.print()
}

fn encode_requests(name: &'static str, work: Requests, goal: f64) -> bool {
    let is_right = |i: usize, body: String| body.as_bytes() == work.bodies[i];
    let mut row = Row::new(name, &work.requests);
    row.add("", Goal::None, Request::encode, is_right);
    row.add("aws-smithy-query", Goal::Faster(goal), requests::query_writer, is_right);
    row.print()
}

fn encode_list(
    name: &'static str,
    response: Response<'static>,
    [events, smithy]: [Option<f64>; 2],
) -> bool {
    let is_right = |body: &[u8]| Response::decode(body) == Ok(response.clone());
    let mut row = Row::new(name, slice::from_ref(&response));
    row.add("", Goal::None, encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::faster(events), 8192, responses::write_list_user_tags, is_right);
    let goal = Goal::faster(smithy);
    row.add("aws-smithy-xml", goal, responses::smithy_write, |_, body| is_right(body.as_bytes()));
    row.print()
}

fn encode_tag_user(response: Response<'static>) -> bool {
    let is_right = |body: &[u8]| Response::decode(body) == Ok(response.clone());
    let mut row = Row::new("encode TagUserResponse", slice::from_ref(&response));
    row.add("", Goal::None, encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::Faster(5.0), 256, responses::write_tag_user, is_right);
    row.print()
}

fn encode_error(error: ErrorResponse<'static>) -> bool {
    let is_right = |body: &[u8]| ErrorResponse::decode(body) == Ok(error.clone());
    let mut row = Row::new("encode ErrorResponse", slice::from_ref(&error));
    row.add("", Goal::None, ErrorResponse::encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::Faster(4.0), 512, responses::write_error, is_right);
    row.print()
}

fn encode(response: &Response<'_>) -> String {
    response.encode().unwrap_or_default()
}

fn decode_lists() -> bool {
    let (plain, heavy) = (workloads::plain_page(), workloads::heavy_page());
    let (one, all) = (workloads::page_with_reference(), workloads::page_of_references());
    let document = encode(&plain);
    let declaration = workloads::with_declaration(&document);
    let comment = workloads::with_comment(&document);
    let are_met = [
        decode_list("50 plain tags", &plain, &document, 4.0),
        decode_list("50 plain tags, declaration", &plain, &declaration, 4.0),
        decode_list("50 plain tags, comment", &plain, &comment, 4.0),
        decode_list("50 plain tags, one reference", &one, &encode(&one), 4.0),
        decode_list("50 tags of references", &all, &encode(&all), 2.0),
        decode_list("50 heavy tags", &heavy, &encode(&heavy), 2.5),
    ];
    !are_met.contains(&false)
}

fn decode_list(name: &str, response: &Response<'static>, document: &str, events: f64) -> bool {
    let is_right = |_, decoded| decoded == Some(response.clone());
    let body = document.as_bytes();
    let mut row = Row::new(format!("decode response, {name}"), slice::from_ref(&body));
    row.add("", Goal::None, |body| Response::decode(body).ok(), is_right);
    row.add("quick-xml events", Goal::Faster(events), |body| responses::events(body), is_right);
    row.add(
        "aws-smithy-xml",
        Goal::Faster(1.5 * events),
        |body| responses::smithy_read(body),
        is_right,
    );
    row.add("quick-xml serde", Goal::Faster(1.5 * events), |body| responses::serde(body), is_right);
    row.print()
}

/// What is asked of the codec beside a peer.
#[derive(Clone, Copy)]
enum Goal {
    /// To be so many times as fast.
    Faster(f64),
    /// To take at most so many times the time.
    AtMost(f64),
    None,
}

impl Goal {
    fn faster(factor: Option<f64>) -> Self {
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
struct Row<'w, I> {
    name: String,
    inputs: &'w [I],
    peers: Vec<(&'static str, Goal)>,
    contenders: Vec<Contender<'w>>,
}

impl<'w, I> Row<'w, I> {
    fn new(name: impl Into<String>, inputs: &'w [I]) -> Self {
        Row { name: name.into(), inputs, peers: Vec::new(), contenders: Vec::new() }
    }

    /// Adds a contender, whose results must be right.
    fn add<T>(
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
    fn add_writers(
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
    fn print(mut self) -> bool {
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

/// The processor, the compiler and the day.
fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let output = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
    };
    format!("{model}, {}, {}", output("rustc", "--version"), output("date", "--iso-8601"))
}
