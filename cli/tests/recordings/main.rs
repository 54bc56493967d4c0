//! Each form of recording × each header once, repeated, absent or zero: what is printed and told is what the same
//! messages give as HTTP, and names the part of the file that they are in.
#[path = "../support/mod.rs"]
mod support;

mod alike;
mod curl_v;
mod exchange;
mod files;
mod forms;
mod logs;
mod several;
mod threads;

use exchange::Exchange;
use forms::{FORMS, Form, Part, Shows};
use serde_json::Value;
use support::run;

const BODY: &str = "Action=GetUser&Version=2010-05-08&UserName=anika";
const ERROR: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code></Error>\
                     <RequestId>a</RequestId></ErrorResponse>";
const PAGE: &str = "<busy/>";
const UNKNOWN: &str = "<DeleteUserResponse><More/><ResponseMetadata><RequestId>a</RequestId>\
                       </ResponseMetadata></DeleteUserResponse>";

/// The output, and the reports: level, message, parameter, help, and the part of the file.
type Read = (String, Vec<[Value; 5]>);

fn read(file: impl AsRef<[u8]>) -> Read {
    let ran = run(["decode", "--json"], file);
    let told = ran.stderr.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let keys = ["level", "message", "parameter", "help", "part"];
    (ran.stdout, told.map(|line| keys.map(|key| line[key].clone())).collect())
}

/// The request and the reply as HTTP, each in a file of its own, and the body of the reply alone.
struct Expected {
    request: Read,
    reply: Read,
    body: Read,
}

impl Expected {
    fn of(it: &Exchange<'_>) -> Self {
        Expected { request: read(it.request()), reply: read(it.reply()), body: read(it.answer) }
    }

    /// The same with the names of the parts in a form.
    fn within(&self, form: &Form, file: &str) -> Read {
        let named = |(printed, told): &Read, part: Part| {
            let label = Value::from(part.label(file));
            let told = told.iter().cloned().map(|[a, b, c, d, _]| [a, b, c, d, label.clone()]);
            (printed.clone(), told.collect::<Vec<_>>())
        };
        let reply = if form.shows == Shows::NoStatus { &self.body } else { &self.reply };
        let (mut printed, mut told) = named(&self.request, form.request);
        if form.shows != Shows::Request {
            let (reply, of_reply) = named(reply, form.reply);
            printed += &reply;
            told.extend(of_reply);
        }
        (printed, told)
    }
}

/// What two forms say of every file.
const OF_EVERY_FILE: [(&str, &str); 2] = [
    (
        "curl --trace-ascii",
        "curl --trace-ascii shows `.` for what is not printable in ASCII: --trace shows all",
    ),
    ("http.client", "left out: a reply whose body is not shown: http.client does not show replies"),
];

fn differing(it: &Exchange<'_>, expected: &Expected, form: &Form) -> Option<String> {
    let file = (form.write)(it);
    let (mut found, expected) = (read(&file), expected.within(form, &file));
    if let Some((_, message)) = OF_EVERY_FILE.iter().find(|(name, _)| *name == form.name) {
        let at = found.1.iter().position(|line| line[1] == *message).expect("the message");
        found.1.remove(at);
    }
    (found != expected).then(|| format!("{}: {found:#?}\nnot {expected:#?}\nof\n{file}", form.name))
}

/// Whether a line end in a text is a dot.
fn shows_dots(form: &Form) -> bool {
    form.name == "curl --trace-ascii"
}

/// Whether a form can show these headers and this answer.
fn can_show(form: &Form, it: &Exchange<'_>) -> bool {
    if it.answer == LINES && shows_dots(form) {
        return false;
    }
    let names = |headers: &[(&str, &str)]| -> Vec<String> {
        headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect()
    };
    let is_once = |headers: &[(&str, &str)]| {
        let names = names(headers);
        names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1)
    };
    let all = [&it.sent[..], &it.received].concat();
    let has_length = names(&all).iter().any(|name| name.ends_with("-length"));
    let has_lists = matches!(form.shows, Shows::Heads | Shows::Request);
    (form.has_lengths || !has_length) && (has_lists || is_once(&it.sent) && is_once(&it.received))
}

/// Compares all forms that can show an exchange, and says how many there are.
fn compare(it: &Exchange<'_>) -> usize {
    let able: Vec<_> = FORMS.iter().filter(|form| can_show(form, it)).collect();
    let expected = Expected::of(it);
    let differing: Vec<_> = able.iter().filter_map(|form| differing(it, &expected, form)).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
    able.len()
}

const FORM_TYPE: (&str, &str) =
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
const XML_TYPE: (&str, &str) = ("Content-Type", "text/xml");

fn exchange<'e>(sent: &[(&'e str, &'e str)], received: &[(&'e str, &'e str)]) -> Exchange<'e> {
    // A recording that has no header at all has left them out.
    let with_host = |headers: &[(&'e str, &'e str)]| [&[("X-Host", "a")], headers].concat();
    Exchange {
        sent: with_host(sent),
        body: BODY,
        status: 404,
        received: with_host(received),
        answer: ERROR,
    }
}

#[test]
fn the_headers_of_a_request_count_alike_in_all_forms() {
    let json = ("Content-Type", "application/json");
    let (gzip, lower) = (("Content-Encoding", "gzip"), ("content-type", FORM_TYPE.1));
    for (sent, forms) in [
        (&[FORM_TYPE][..], 19),
        (&[lower], 19),
        (&[], 19),
        (&[json], 19),
        (&[FORM_TYPE, gzip], 19),
        (&[FORM_TYPE, FORM_TYPE], 16),
        (&[FORM_TYPE, json], 16),
        (&[json, FORM_TYPE], 16),
        (&[json, json], 16),
        (&[FORM_TYPE, ("Content-Encoding", "br"), gzip], 16),
        (&[FORM_TYPE, ("X-Host", "b"), ("x-host", "c")], 16),
    ] {
        assert_eq!(compare(&exchange(sent, &[XML_TYPE])), forms, "{sent:?}");
    }
}

#[test]
fn the_head_of_a_reply_counts_alike_in_all_forms() {
    let (html, plain) = (("Content-Type", "text/html"), ("Content-Type", "text/plain"));
    for (received, forms) in [
        (&[XML_TYPE][..], 19),
        (&[], 19),
        (&[html], 19),
        (&[html, html], 16),
        (&[html, plain], 16),
        (&[plain, html], 16),
        (&[XML_TYPE, html, plain], 16),
    ] {
        for (status, answer) in [(404, ERROR), (503, PAGE), (200, ERROR), (200, UNKNOWN)] {
            let it = Exchange { status, answer, ..exchange(&[FORM_TYPE], received) };
            assert_eq!(compare(&it), forms, "{received:?} {status}");
        }
    }
}

#[test]
fn the_length_of_a_body_counts_alike_in_all_forms_that_show_it() {
    let (right, fewer, more) = (BODY.len(), BODY.len() - 1, BODY.len() + 1);
    for lengths in
        [&[right][..], &[0], &[fewer], &[more], &[right, right], &[right, 0], &[0, right]]
    {
        let lengths: Vec<_> = lengths.iter().map(ToString::to_string).collect();
        let named = lengths.iter().map(|length| ("Content-Length", &**length));
        let sent: Vec<_> = [FORM_TYPE].into_iter().chain(named).collect();
        assert_eq!(compare(&exchange(&sent, &[XML_TYPE])), 5, "{lengths:?}");
    }
}

/// Lines in an answer, also empty ones and such with blanks in front, which are in a text too.
const LINES: &str = "<ErrorResponse>\n  <Error>\n\n    <Type>Sender</Type><Code>NoSuchEntity</Code>\n\
                     <Message>a\n\n  b\n</Message>\n  </Error>\n  <RequestId>a</RequestId>\n</ErrorResponse>\n";

#[test]
fn the_lines_of_an_answer_are_the_same_in_all_forms() {
    let it = Exchange { answer: LINES, ..exchange(&[FORM_TYPE], &[XML_TYPE]) };
    let printed = "{\"Error\":{\"Type\":\"Sender\",\"Code\":\"NoSuchEntity\",\"Message\":\"a\\n\\n  b\\n\"},\"RequestId\":\"a\"}\n";
    assert_eq!(read(it.answer), (printed.to_owned(), Vec::new()));
    assert_eq!(compare(&it), 18);
    // Editors take blanks at the end of lines away.
    for form in &FORMS {
        let file = (form.write)(&it);
        let trimmed: String = file.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
        let is_kept = !shows_dots(form) && form.name != "mitmproxy" && form.name != "http.client";
        assert!(!is_kept || read(&trimmed).0.ends_with(printed), "{}: {trimmed}", form.name);
    }
}
