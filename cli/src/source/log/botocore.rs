//! The debug log of botocore, which boto3 and the AWS CLI print: a request as a dictionary of Python, a
//! reply as the bytes of its body.

use std::collections::HashMap;
use std::rc::Rc;

use iam_codec::Params;

use super::super::found::{Found, Headers};
use super::super::plain;
use super::literal::{self, Members};
use crate::input::Input;

const REQUEST: &str = "Making request for ";
const PARAMS: &str = "with params: ";
const HEADERS: &str = "Response headers: ";
/// Written so since 2013, with a capital B before 1.14.
const BODY: &str = "Response body:";

pub(super) fn read(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let mut log = Log { input, exchanges: Vec::new(), of_thread: HashMap::new() };
    let mut rest = text;
    let mut number = 0;
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        number += 1;
        let len = log.line(number, line, behind);
        number += behind[..len].matches('\n').count();
        rest = &behind[len..];
    }
    log.exchanges.into_iter().flat_map(|exchange| exchange.found).collect()
}

/// A body that was cut out of a log: `b'…'` alone.
pub(super) fn literal(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let text = text.trim();
    match literal::read(text) {
        Some((bytes, len)) if text.starts_with('b') && len == text.len() => {
            plain::read(&input.inner("bytes", bytes)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

struct Log<'i> {
    input: &'i Rc<Input>,
    exchanges: Vec<Exchange>,
    /// The last exchange of each thread: their lines may alternate.
    of_thread: HashMap<String, usize>,
}

#[derive(Default)]
struct Exchange {
    found: Vec<Found>,
    headers: Headers,
    /// The last body. Where a client looks at a reply twice, the log has it twice.
    body: Vec<u8>,
}

impl Log<'_> {
    /// Reads a line, and says how many bytes behind it belong to it.
    fn line(&mut self, number: usize, line: &str, behind: &str) -> usize {
        let params = line.split_once(REQUEST).and_then(|(_, rest)| rest.split_once(PARAMS));
        if let Some((_, params)) = params {
            self.request(number, thread(line), &literal::dictionary(params));
        } else if let Some((_, headers)) = line.split_once(HEADERS) {
            let headers = headers_of(&literal::dictionary(headers));
            self.exchange(thread(line)).headers = headers;
        } else if let Some(at) = line.to_ascii_lowercase().find(&BODY.to_ascii_lowercase()) {
            let own = line[at + BODY.len()..].trim_start();
            let (text, is_own) = if own.is_empty() { (behind, false) } else { (own, true) };
            if let Some((body, len)) = body(text) {
                self.reply(number + usize::from(!is_own), thread(line), body);
                return if is_own { 0 } else { len };
            }
        }
        0
    }

    fn exchange(&mut self, thread: &str) -> &mut Exchange {
        let index = *self.of_thread.entry(thread.to_owned()).or_insert(self.exchanges.len());
        if index == self.exchanges.len() {
            self.exchanges.push(Exchange::default());
        }
        &mut self.exchanges[index]
    }

    fn request(&mut self, number: usize, thread: &str, params: &Members) {
        let mut form = Params::default();
        for (name, value) in params.members("body").iter().flat_map(|body| body.iter()) {
            form.push(name, String::from_utf8_lossy(value.text()));
        }
        let body = match form.iter().len() {
            0 => params.text("body").to_vec(),
            _ => form.encode().into_bytes(),
        };
        let url = self.input.inner(format!("line {number}, URL"), params.text("url"));
        let body = self.input.inner(format!("line {number}"), body);
        let headers = params.members("headers").map(headers_of).unwrap_or_default();
        let method = String::from_utf8_lossy(params.text("method"));
        let request = Found::request(&method, &url, headers, body);
        self.of_thread.remove(thread);
        self.exchange(thread).found.push(request);
    }

    fn reply(&mut self, number: usize, thread: &str, body: Vec<u8>) {
        let input = Rc::clone(self.input);
        let exchange = self.exchange(thread);
        if !body.is_empty() && exchange.body == body {
            return;
        }
        exchange.body.clone_from(&body);
        let headers = std::mem::take(&mut exchange.headers);
        let body = input.inner(format!("line {number}"), body);
        exchange.found.push(Found::reply(None, headers, body));
    }
}

/// A body as bytes of Python, or, by Python 2, as it is.
fn body(text: &str) -> Option<(Vec<u8>, usize)> {
    literal::read(text).or_else(|| {
        let blank = text.len() - text.trim_start().len();
        let is_markup = text[blank..].starts_with('<');
        let len = is_markup.then(|| plain::root_end(text.as_bytes(), blank))?;
        Some((text.as_bytes()[..len].to_vec(), len))
    })
}

/// The thread, where the log names it: `DATE TIME,MS - THREAD - LOGGER - LEVEL - …`
fn thread(line: &str) -> &str {
    let mut parts = line.split(" - ");
    let (_, thread, logger) = (parts.next(), parts.next(), parts.next());
    match (thread, logger) {
        (Some(thread), Some(logger)) if logger.starts_with("botocore.") => thread,
        _ => "",
    }
}

fn headers_of(members: &Members) -> Headers {
    let mut headers = Headers::default();
    members.iter().for_each(|(name, value)| headers.push(name, value.text()));
    headers
}
