//! `iam-codec encode`: from JSON to what travels on the wire.

use std::io::{self, IsTerminal};
use std::ops::Range;
use std::rc::Rc;

use clap::Args;
use serde::de::IgnoredAny;

use crate::files::{Files, Outcome, Output};
use crate::input::Input;
use crate::refusal;
use crate::report::Problem;
use crate::service::{Reply, Request};
use crate::visible;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    files: Files,

    /// Accepts values that break a constraint
    #[arg(long)]
    unchecked: bool,
}

pub(crate) const ABOUT: &str = "\
Makes the bytes of requests, responses and errors from JSON

An input is a document as `decode` prints it, or several. Without `RequestId` it is a request and gives a form body; with \
it, a response or an error, and gives XML. Nothing is added to these bytes, no line end either; only if an input has \
several documents, each request gets one. `decode` reads all of this again.";

/// Encodes all files, and gives the exit status.
pub(crate) fn run(arguments: Arguments) -> u8 {
    let Arguments { files, unchecked } = arguments;
    let json = files.json;
    files.run(|input, output| encode(input, unchecked, json, output))
}

fn encode(input: &Rc<Input>, unchecked: bool, json: bool, output: &mut Output) -> io::Result<()> {
    let documents = documents(&input.bytes);
    let several = documents.len() > 1;
    for document in documents {
        let place = several.then(|| start_of(input, &document));
        let mut one = encode_document(input, document, place, unchecked, json);
        if several && !one.output.is_empty() && !one.output.ends_with('\n') {
            one.output.push('\n');
        }
        // XML may hold characters that control a terminal. In a file or a pipe the bytes stay as they are.
        if io::stdout().is_terminal() {
            one.output = visible::xml(&one.output);
        }
        output.add(one)?;
    }
    Ok(())
}

/// Where a document begins, behind the blanks before it. Faults of a value have no other place.
fn start_of(input: &Input, document: &Range<usize>) -> usize {
    let text = &input.bytes[document.clone()];
    document.end - text.trim_ascii_start().len()
}

/// Where the JSON documents are, at least one. From the first that cannot be read, the rest of the input is
/// one document.
fn documents(json: &[u8]) -> Vec<Range<usize>> {
    let mut stream = serde_json::Deserializer::from_slice(json).into_iter::<IgnoredAny>();
    let mut documents = Vec::new();
    loop {
        let start = stream.byte_offset();
        match stream.next() {
            Some(Ok(_)) => documents.push(start..stream.byte_offset()),
            None if !documents.is_empty() => return documents,
            Some(Err(_)) | None => {
                documents.push(start..json.len());
                return documents;
            }
        }
    }
}

fn encode_document(
    input: &Rc<Input>,
    document: Range<usize>,
    place: Option<usize>,
    unchecked: bool,
    json: bool,
) -> Outcome {
    let text = &input.bytes[document.clone()];
    let at = |problem: Problem| problem.at(input, place);
    let encoded = match is_reply(text) {
        Ok(true) => Reply::of_json(text).map(|reply| encode_reply(&reply, at)),
        Ok(false) => {
            Request::of_json(text).map(|request| encode_request(&request, unchecked, json, at))
        }
        Err(e) => Err(e),
    };
    encoded.unwrap_or_else(|e| Outcome::failed(misfit(input, &e, document)))
}

fn is_reply(json: &[u8]) -> serde_json::Result<bool> {
    let document: serde_json::Value = serde_json::from_slice(json)?;
    Ok(document.get("RequestId").is_some() || document.get("Error").is_some())
}

fn encode_request(
    request: &Request<'_>,
    unchecked: bool,
    json: bool,
    at: impl Fn(Problem) -> Problem,
) -> Outcome {
    match request.validate() {
        Err(e) if !unchecked => {
            refusal::outcome(&e, json, refusal::help(true, true), |problem, _| at(problem))
        }
        _ => Outcome::done(request.encode()),
    }
}

fn encode_reply(reply: &Reply<'_>, at: impl Fn(Problem) -> Problem) -> Outcome {
    match reply.encode() {
        Ok(body) => Outcome::done(body),
        Err(e) => Outcome::told(at(Problem::error(e.to_string()))),
    }
}

/// The fault of a JSON document.
fn misfit(input: &Rc<Input>, error: &serde_json::Error, document: Range<usize>) -> Problem {
    let (line, column, message) = (error.line(), error.column(), error.to_string());
    let message = message.strip_suffix(&format!(" at line {line} column {column}"));
    let start = document.start;
    let is_form = input.bytes[document.clone()].trim_ascii_start().starts_with(b"Action=");
    let help = match start {
        0 if input.has_mark() => Some("it begins with a byte order mark, which JSON does not have"),
        _ => is_form.then_some("`decode` reads forms"),
    };
    let lines = input.bytes[document].split_inclusive(|&byte| byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    // Columns count from 1, but nothing was read of an empty document.
    let offset = start + before + column.saturating_sub(1);
    let problem = Problem::error(message.unwrap_or("not JSON")).at(input, offset);
    problem.help(help)
}
