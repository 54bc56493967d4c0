//! The command `iam-codec`: requests, responses and errors ⇄ JSON.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use iam_codec::{Params, Place, Reply, Request, RequestError};
use serde::Serialize;

use crate::cli::input::{Input, Parts};

mod cli {
    pub(crate) mod input;
    mod report;
}

/// Reads and writes the wire protocol of AWS IAM.
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
    /// An input is the form body of a request, a raw HTTP/1.1 request, or the XML of a response or an
    /// error; its content tells which. The query string and the body of an HTTP request are one input.
    /// One line end at the end of a request is left out: editors add it, clients do not send it.
    #[command(after_help = NOTES)]
    Decode(Inputs),
    /// Makes the bytes of requests, responses and errors from JSON
    ///
    /// An input is one document as `decode` prints it. Without `RequestId` it is a request and gives a
    /// form body; with it, a response or an error, and gives XML. Nothing is added to these bytes, no
    /// line end either.
    #[command(after_help = NOTES)]
    Encode(Inputs),
}

#[derive(Args)]
struct Inputs {
    /// Files to read; without any, or for `-`, standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Does not hold values against their constraints
    #[arg(long)]
    unchecked: bool,
}

const NOTES: &str = "\
A request that AWS would refuse gives AWS's answer on standard output, with the request id
00000000-0000-0000-0000-000000000000, and on standard error what is wrong, and where.

Exit status: 0 if all is well; 1 if an input cannot be read as a request, response or error, or AWS
would refuse it; 2 if there is no such file, or it is not JSON of this shape.";

const REQUEST_ID: &str = "00000000-0000-0000-0000-000000000000";

fn main() -> ExitCode {
    let (Inputs { mut files, unchecked }, run): (_, fn(&Input, bool) -> Outcome) =
        match Cli::parse().command {
            Command::Decode(inputs) => (inputs, decode),
            Command::Encode(inputs) => (inputs, encode),
        };
    if files.is_empty() {
        files.push("-".into());
    }
    let mut status = 0;
    for file in files {
        let outcome = match Input::read(&file) {
            Ok(input) => run(&input, unchecked),
            Err(e) => Outcome::failed(format!("error: cannot read {}: {e}\n", file.display())),
        };
        let mut stdout = io::stdout();
        let written = stdout.write_all(outcome.output.as_bytes());
        if let Err(e) = written.and_then(|()| stdout.flush()) {
            eprintln!("error: cannot write: {e}");
            return ExitCode::from(2);
        }
        eprint!("{}", outcome.report);
        status = status.max(outcome.status);
    }
    ExitCode::from(status)
}

fn decode(input: &Input, unchecked: bool) -> Outcome {
    if input.is_xml() {
        return match Reply::decode(&input.bytes) {
            Ok(reply) => Outcome::done(json_line(&reply)),
            Err(e) => {
                let element = Some(e.element()).filter(|element| !element.is_empty());
                let message = labelled(e.kind(), "element", element);
                Outcome::refused(String::new(), input.report(&message, Some(e.offset())))
            }
        };
    }
    let parts = Parts::of(&input.bytes);
    let (query, body) = (&input.bytes[parts.query.clone()], &input.bytes[parts.body.clone()]);
    let params = Params::parse_parts(query, body);
    let request = match unchecked {
        true => params.and_then(Request::from_params_unchecked),
        false => params.and_then(Request::from_params),
    };
    match request {
        Ok(request) => Outcome::done(json_line(&request)),
        Err(e) => refuse(input, &parts, &e),
    }
}

fn encode(input: &Input, unchecked: bool) -> Outcome {
    let encoded = match input.is_json_of_reply() {
        Ok(true) => serde_json::from_slice(&input.bytes).map(|reply| encode_reply(input, &reply)),
        Ok(false) => serde_json::from_slice(&input.bytes)
            .map(|request| encode_request(input, &request, unchecked)),
        Err(e) => Err(e),
    };
    encoded.unwrap_or_else(|e| Outcome::failed(input.report_json(&e)))
}

fn encode_request(input: &Input, request: &Request<'_>, unchecked: bool) -> Outcome {
    match request.validate() {
        Err(e) if !unchecked => refuse(input, &Parts::default(), &e),
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

/// AWS's answer, and a report of everything that is wrong.
fn refuse(input: &Input, parts: &Parts, error: &RequestError) -> Outcome {
    let report = |what: &dyn Display, parameter, place: Option<Place>| {
        let offset = place.map(|place| parts.offset(place));
        input.report(&labelled(what, "parameter", parameter), offset)
    };
    let report = match error.violations() {
        [] => report(error.kind(), error.parameter(), error.place()),
        all => all.iter().map(|v| report(v, Some(v.parameter()), v.place())).collect(),
    };
    Outcome::refused(error.to_response(REQUEST_ID).encode(), report)
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
}

/// The full stop of AWS's sentences is left out.
fn labelled(what: &dyn Display, label: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{}: {label} {name}", what.to_string().trim_end_matches('.')),
        None => what.to_string(),
    }
}

fn json_line(document: &impl Serialize) -> String {
    serde_json::to_string(document).expect("the names of members are strings") + "\n"
}
