//! The forms of recordings, what each can show, and which parts a file of it has.

use crate::exchange::Exchange;
use crate::files::*;
use crate::logs::*;

/// What a form can show.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Shows {
    /// All of both heads.
    Heads,
    /// The heads, where a name has one value.
    OneValue,
    /// The same, without the status of the reply.
    NoStatus,
    /// The request alone.
    Request,
}

/// Which part of the file a message is in.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// The part of this name.
    Named(&'static str),
    /// The first line that has this text.
    Line(&'static str),
    /// The line behind it.
    Behind(&'static str),
}

/// A form: its name, what it shows, whether a head decides on the length of a body, the parts, and the writer.
pub(crate) struct Form {
    pub(crate) name: &'static str,
    pub(crate) shows: Shows,
    pub(crate) has_lengths: bool,
    pub(crate) request: Part,
    pub(crate) reply: Part,
    pub(crate) write: fn(&Exchange<'_>) -> String,
}

impl Part {
    /// What the report calls the part in this file.
    pub(crate) fn label(self, file: &str) -> String {
        let line = |text: &str| file.lines().position(|line| line.contains(text)).expect("a line");
        match self {
            Part::Named(name) => name.to_owned(),
            Part::Line(text) => format!("line {}", line(text) + 1),
            Part::Behind(text) => format!("line {}", line(text) + 2),
        }
    }
}

const fn form(
    name: &'static str,
    shows: Shows,
    has_lengths: bool,
    parts: [Part; 2],
    write: fn(&Exchange<'_>) -> String,
) -> Form {
    let [request, reply] = parts;
    Form { name, shows, has_lengths, request, reply, write }
}

const ENTRY: [Part; 2] = [Part::Named("entry 1, request"), Part::Named("entry 1, response")];
const INTERACTION: [Part; 2] =
    [Part::Named("interaction 1, request"), Part::Named("interaction 1, response")];
const FLOW: [Part; 2] = [Part::Named("flow 1, request"), Part::Named("flow 1, response")];

/// All forms but HTTP itself and `curl -v`, which does not show the body of a request.
pub(crate) const FORMS: [Form; 19] = [
    form("HAR", Shows::Heads, false, ENTRY, har),
    form("VCR", Shows::Heads, false, INTERACTION, vcr),
    form("betamax", Shows::Heads, false, INTERACTION, betamax),
    form("vcrpy", Shows::Heads, false, INTERACTION, vcrpy),
    form("go-vcr", Shows::Heads, false, INTERACTION, go_vcr),
    form("php-vcr", Shows::OneValue, false, INTERACTION, php_vcr),
    form("mitmproxy", Shows::Heads, false, FLOW, flows),
    form("mitmdump", Shows::Heads, false, lines(": POST http", " << "), mitmdump),
    form("botocore", Shows::NoStatus, false, lines("Making request", "Response body"), botocore),
    form("curl --trace", Shows::Heads, true, lines("=> Send header", "<= Recv header"), trace),
    form("curl --trace-ascii", Shows::Heads, true, lines("=> Send header", "<= Recv"), ascii),
    form(
        "Go 1",
        Shows::Heads,
        false,
        [Part::Behind("[ REQUEST"), Part::Behind("[ RESPONSE")],
        go_1,
    ),
    form(
        "Go 2",
        Shows::Heads,
        false,
        [Part::Behind("G Request"), Part::Behind("G Response")],
        go_2,
    ),
    form("Java", Shows::Heads, true, lines(" >> ", " << "), java),
    form("Ruby", Shows::Heads, true, lines("<- ", "-> "), ruby),
    form("http.client", Shows::Request, true, lines("send: ", "reply: "), python),
    form("amazonka", Shows::Heads, false, lines("[Client Request]", "[Raw Response"), amazonka),
    form("Terraform", Shows::OneValue, false, lines("Sent", "Received"), terraform),
    form("Terraform JSON", Shows::Heads, false, lines("Sent", "Received"), terraform_json),
];

const fn lines(request: &'static str, reply: &'static str) -> [Part; 2] {
    [Part::Line(request), Part::Line(reply)]
}
