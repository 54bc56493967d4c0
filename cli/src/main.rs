//! The command `iam-codec`: requests, responses and errors ⇄ JSON.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use iam_codec::{HttpReplyError, Part, Place, Reply, Request, RequestError, ResponseError};
use serde::Serialize;

use crate::input::Input;
use crate::message::{Message, Start};

mod input;
mod message;
mod parity;
mod policy;
mod report;
mod serve;
mod visible;

/// Reads and writes the wire protocol of AWS IAM
#[derive(Parser)]
#[command(version, after_help = NOTES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints requests, responses and errors as JSON, one line each
    ///
    /// An input is the form body of a request, a raw HTTP/1.1 request, the XML of a response or an
    /// error, or the same with its head as `curl -i` prints it; its content tells which. The query
    /// string and the body of an HTTP request are one input, and its body is as long as its head says.
    /// Blank lines before a request and one line end behind it are left out: editors add them, clients
    /// do not send them. Control and format characters are printed as escapes, which mean the same.
    #[command(after_help = NOTES)]
    Decode(Inputs),
    /// Makes the bytes of requests, responses and errors from JSON
    ///
    /// An input is a document as `decode` prints it, or several. Without `RequestId` it is a request
    /// and gives a form body; with it, a response or an error, and gives XML. Nothing is added to these
    /// bytes, no line end either; only if an input has several documents, each request gets one.
    #[command(after_help = NOTES)]
    Encode(Inputs),
    /// Tells how far an IAM endpoint is from AWS
    ///
    /// Sends requests whose answers on AWS are known, and compares status, code, message, fault, result,
    /// layout, and what is stored afterwards.
    #[command(after_help = parity::NOTES)]
    Parity(Box<parity::Arguments>),
    /// Judges policy documents as IAM does
    #[command(after_help = policy::NOTES)]
    Policy(policy::Arguments),
    /// Serves an emulator of IAM, in memory
    ///
    /// It checks no signature and no permission.
    Serve(serve::Arguments),
}

#[derive(Args)]
struct Inputs {
    /// Files to read; without any, or for `-`, standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Accepts values that break a constraint
    #[arg(long)]
    unchecked: bool,
}

const NOTES: &str = "\
A request that AWS would refuse gives AWS's answer on standard output, with the request id
00000000-0000-0000-0000-000000000000, and on standard error what is wrong, and where.

Exit status: 0 if all is well; 1 if an input cannot be read as a request, response or error, or AWS
would refuse it; 2 for a wrong use, a file that cannot be read, or an input of encode that is not JSON of
this shape.";

const REQUEST_ID: &str = "00000000-0000-0000-0000-000000000000";

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Decode(inputs) => run(inputs.files, |input| decode(input, inputs.unchecked)),
        Command::Encode(inputs) => run(inputs.files, |input| encode(input, inputs.unchecked)),
        Command::Policy(arguments) => {
            run(arguments.files, |input| policy::judge(input, arguments.kind))
        }
        Command::Parity(arguments) => parity::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
    }
}

/// Reads the files one by one and prints what `outcome` gives for each.
fn run(mut files: Vec<PathBuf>, outcome: impl Fn(&Input) -> Outcome) -> ExitCode {
    if files.is_empty() {
        files.push("-".into());
    }
    let mut status = 0;
    for file in files {
        let outcome = match Input::read(&file) {
            Ok(input) => outcome(&input),
            Err(e) => {
                let file = visible::message(&file.display().to_string());
                Outcome::failed(format!("error: cannot read {file}: {e}\n"))
            }
        };
        status = status.max(outcome.status);
        let mut stdout = io::stdout();
        let written = stdout.write_all(outcome.output.as_bytes());
        match written.and_then(|()| stdout.flush()) {
            // The reader has read enough.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return ExitCode::from(status),
            Err(e) => {
                tell(&format!("error: cannot write: {e}\n"));
                return ExitCode::from(2);
            }
            Ok(()) => tell(&outcome.report),
        }
    }
    ExitCode::from(status)
}

/// Writes to standard error. If that fails, there is nobody to tell.
fn tell(report: &str) {
    let _ = io::stderr().write_all(report.as_bytes());
}

fn decode(input: &Input, unchecked: bool) -> Outcome {
    let message = match Message::of(&input.bytes) {
        Ok(message) => message,
        Err(e) => return Outcome::refused(String::new(), input.report(&e.reason, Some(e.offset))),
    };
    let Some(message) = message else {
        if input.is_xml() {
            return decode_reply(input);
        }
        let form = input.form();
        let offset = |place: Place| form.start + place.offset;
        return decode_request(input, b"", &input.bytes[form.clone()], unchecked, &offset);
    };
    let body = message.body(&input.bytes);
    match &message.start {
        Start::Reply { status, line } => decode_http_reply(input, *status, *line, &message, &body),
        Start::Request { query } => {
            let offset = |place: Place| match place.part {
                Part::Query => query.start + place.offset,
                Part::Body => message.offset(place.offset),
            };
            let query = &input.bytes[query.clone()];
            decode_request(input, query, &body, unchecked, &offset)
        }
    }
}

/// From a place in a request to the byte of the input.
type Offset<'o> = &'o dyn Fn(Place) -> usize;

fn decode_request(
    input: &Input,
    query: &[u8],
    body: &[u8],
    unchecked: bool,
    offset: Offset<'_>,
) -> Outcome {
    let request = match unchecked {
        true => Request::decoder().unchecked().parts(query, body),
        false => Request::decode_parts(query, body),
    };
    match request {
        Ok(request) => Outcome::done(json_line(&request)),
        Err(e) => refuse(input, &e, offset),
    }
}

fn decode_reply(input: &Input) -> Outcome {
    match Reply::decode(&input.bytes) {
        Ok(reply) => Outcome::done(json_line(&reply)),
        Err(_) if input.is_html() => Outcome::refused(
            String::new(),
            input.report("an HTML page, which is not a reply", Some(0)),
        ),
        Err(e) => Outcome::refused(String::new(), input.report(&sentence(&e), Some(e.offset()))),
    }
}

/// A reply with its head. If the two contradict each other, the reply is still printed.
fn decode_http_reply(
    input: &Input,
    status: u16,
    line: usize,
    message: &Message,
    body: &[u8],
) -> Outcome {
    let builder = http::Response::builder().status(status);
    let builder = match &message.content_type {
        Some(content_type) => builder.header(http::header::CONTENT_TYPE, content_type.trim()),
        None => builder,
    };
    let response = match builder.body(body) {
        Ok(response) => response,
        Err(e) => return Outcome::refused(String::new(), input.report(&e.to_string(), Some(line))),
    };
    let error = match Reply::from_http(&response) {
        Ok(reply) => return Outcome::done(json_line(&reply)),
        Err(error) => error,
    };
    if let HttpReplyError::Unreadable { error, .. } = &error {
        let sentence = format!("status {status}: {}", sentence(error));
        let offset = message.offset(error.offset());
        return Outcome::refused(String::new(), input.report(&sentence, Some(offset)));
    }
    let reply = Reply::decode(body).map_or(String::new(), |reply| json_line(&reply));
    Outcome::refused(reply, input.report(&error.to_string(), Some(line)))
}

fn sentence(error: &ResponseError) -> String {
    let element = Some(error.element()).filter(|element| !element.is_empty());
    labelled(error.kind(), "element", element)
}

fn encode(input: &Input, unchecked: bool) -> Outcome {
    let documents = input.documents();
    let several = documents.len() > 1;
    let mut all = Outcome::default();
    for document in documents {
        let mut one = encode_document(input, document, unchecked);
        if several && !one.output.is_empty() && !one.output.ends_with('\n') {
            one.output.push('\n');
        }
        all.add(one);
    }
    // XML may hold characters that control a terminal. In a file or a pipe the bytes stay as they are.
    if io::stdout().is_terminal() {
        all.output = visible::xml(&all.output);
    }
    all
}

fn encode_document(input: &Input, document: Range<usize>, unchecked: bool) -> Outcome {
    let json = &input.bytes[document.clone()];
    let encoded = match is_reply(json) {
        Ok(true) => serde_json::from_slice(json).map(|reply| encode_reply(input, &reply)),
        Ok(false) => {
            serde_json::from_slice(json).map(|request| encode_request(input, &request, unchecked))
        }
        Err(e) => Err(e),
    };
    encoded.unwrap_or_else(|e| Outcome::failed(input.report_json(&e, document)))
}

fn is_reply(json: &[u8]) -> serde_json::Result<bool> {
    let document: serde_json::Value = serde_json::from_slice(json)?;
    Ok(document.get("RequestId").is_some() || document.get("Error").is_some())
}

fn encode_request(input: &Input, request: &Request<'_>, unchecked: bool) -> Outcome {
    match request.validate() {
        Err(e) if !unchecked => refuse(input, &e, &|place| place.offset),
        _ => Outcome::done(request.encode()),
    }
}

fn encode_reply(input: &Input, reply: &Reply<'_>) -> Outcome {
    let encoded = match reply {
        Reply::Response(response) => response.encode(),
        Reply::Error(error) => Ok(error.encode()),
    };
    match encoded {
        Ok(body) => Outcome::done(body),
        Err(e) => Outcome::refused(String::new(), input.report(&e.to_string(), None)),
    }
}

/// The most violations that are reported with their places. The answer has them all.
const REPORTS: usize = 128;

/// AWS's answer, and a report of all that is wrong.
fn refuse(input: &Input, error: &RequestError, offset: Offset<'_>) -> Outcome {
    let report = |what: &dyn Display, parameter, place: Option<Place>| {
        input.report(&labelled(what, "parameter", parameter), place.map(offset))
    };
    let report = match error.violations() {
        [] => report(error.kind(), error.parameter(), error.place()),
        all => {
            let mut reports: String = all
                .iter()
                .take(REPORTS)
                .map(|v| report(v, Some(v.parameter()), v.place()))
                .collect();
            if all.len() > REPORTS {
                reports += &format!("error: and {} more\n", all.len() - REPORTS);
            }
            reports
        }
    };
    let mut answer = error.to_response(REQUEST_ID);
    answer.message = answer.message.map(|message| visible::answer(&message).into());
    Outcome::refused(visible::xml(&answer.encode()), report)
}

/// What an input gives: on standard output, on standard error, and as exit status.
#[derive(Default)]
struct Outcome {
    output: String,
    report: String,
    status: u8,
}

impl Outcome {
    fn done(output: String) -> Self {
        Outcome { output, ..Outcome::default() }
    }

    fn refused(output: String, report: String) -> Self {
        Outcome { output, report, status: 1 }
    }

    fn failed(report: String) -> Self {
        Outcome { report, status: 2, ..Outcome::default() }
    }

    fn add(&mut self, other: Outcome) {
        self.output += &other.output;
        self.report += &other.report;
        self.status = self.status.max(other.status);
    }
}

/// The full stop of AWS's sentences is left out.
fn labelled(what: &dyn Display, label: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{}: {label} {name}", what.to_string().trim_end_matches('.')),
        None => what.to_string(),
    }
}

fn json_line(document: &impl Serialize) -> String {
    let json = serde_json::to_string(document).expect("the names of members are strings");
    visible::json(&json) + "\n"
}
