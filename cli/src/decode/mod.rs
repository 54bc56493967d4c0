//! `iam-codec decode`: from what travels on the wire to JSON.
//!
//! It knows what messages say. It does not know how they are recorded: `source` does.

use std::rc::Rc;

use clap::Args;

use crate::files::{Files, Outcome, Output};
use crate::input::Input;
use crate::report::Problem;
use crate::source::{self, Found};

mod head;
mod ignored;
mod options;
mod reply;
mod request;

use options::Options;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    files: Files,

    /// Accepts values that break a constraint, and requests without Version
    #[arg(long)]
    unchecked: bool,

    /// Reads the answers of other servers as far as it goes, and warns of their faults
    #[arg(long)]
    tolerant: bool,
}

pub(crate) const ABOUT: &str = "\
Prints requests, responses and errors as JSON, one line each

An input holds one message or many: form bodies of requests, a line each; the XML of responses and errors; HTTP/1.1 \
requests and replies with their heads, as `curl -i` prints them; recordings (HAR, the cassettes of VCR, vcr.py, go-vcr \
and betamax, WireMock's mappings, mitmproxy's flows); and debug logs and traces (botocore and the AWS CLI, curl -v and \
--trace, the SDKs for Java, Go, Ruby and Rust, amazonka, Terraform, mitmdump). Its content tells which. The request and the \
reply of one exchange follow each other.

Of an HTTP request, query string and body are one input; its body counts if it is a POST of a form that is not \
compressed, and is as long as its head says. Blank lines before a request and line ends behind it are left out: \
editors add them, clients do not send them. Control and format characters are printed as escapes, which mean the same.

A parameter that is unknown, repeated, or of another case does not change the request and gives a warning. \
So does an element that a reply does not have. A request for an action that the service does not have is printed \
with its parameters and gives a warning: the service would refuse it.";

/// Decodes all files, and gives the exit status.
pub(crate) fn run(arguments: Arguments) -> u8 {
    let Arguments { files, unchecked, tolerant } = arguments;
    let options = Options { unchecked, tolerant, json: files.json };
    files.run(|input, output| decode(input, options, output))
}

fn decode(input: &Rc<Input>, options: Options, output: &mut Output) -> std::io::Result<()> {
    let all = source::read(input);
    let is_read = all.iter().any(|found| match found {
        Found::Problem(problem) => problem.is_error(),
        _ => true,
    });
    for found in all {
        output.add(match found {
            Found::Request(request) => request::decode(&request, options),
            Found::Reply(reply) => reply::decode(&reply, options),
            Found::Problem(problem) => Outcome::told(problem),
        })?;
    }
    if !is_read {
        let nothing = Problem::error("no request, response or error in it that can be read");
        output.add(Outcome::told(nothing.at(input, None)))?;
    }
    Ok(())
}
