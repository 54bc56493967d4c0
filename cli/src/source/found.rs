//! What is found in an input: requests, replies, and what cannot be read.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use crate::input::Input;
use crate::report::Problem;

/// One thing that was found in an input.
pub(crate) enum Found {
    Request(Request),
    Reply(Reply),
    /// A part of the input that cannot be read, or one that the reader may miss.
    Problem(Problem),
}

/// A request, as it was sent.
pub(crate) struct Request {
    /// `None` for a body alone, which then counts.
    pub(crate) head: Option<Head>,
    pub(crate) query: Text,
    pub(crate) body: Text,
}

/// What the head of a request says, and decides on whether its body counts.
pub(crate) struct Head {
    pub(crate) method: String,
    pub(crate) headers: Headers,
}

/// A response or an error, as it was received.
pub(crate) struct Reply {
    /// `None` for a body alone.
    pub(crate) status: Option<Status>,
    pub(crate) headers: Headers,
    pub(crate) body: Text,
}

/// The status of a reply, and where it is.
pub(crate) struct Status {
    pub(crate) code: u16,
    pub(crate) input: Rc<Input>,
    pub(crate) offset: usize,
}

/// Names and values.
#[derive(Default)]
pub(crate) struct Headers(Vec<(String, Vec<u8>)>);

/// Bytes of a message, and where they are.
pub(crate) struct Text {
    pub(crate) input: Rc<Input>,
    /// One piece, or one for each chunk.
    pieces: Vec<Range<usize>>,
}

impl Headers {
    pub(crate) fn push(&mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) {
        self.0.push((name.into(), value.into()));
    }

    /// The values of all headers of this name.
    pub(crate) fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h [u8]> {
        let named = move |(other, _): &&(String, Vec<u8>)| other.eq_ignore_ascii_case(name);
        self.0.iter().filter(named).map(|(_, value)| value.as_slice())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
    }
}

impl Text {
    pub(crate) fn new(input: &Rc<Input>, pieces: Vec<Range<usize>>) -> Self {
        Text { input: Rc::clone(input), pieces }
    }

    /// A part of the input in one piece.
    pub(crate) fn part(input: &Rc<Input>, range: Range<usize>) -> Self {
        Text::new(input, vec![range])
    }

    /// What another input holds.
    pub(crate) fn whole(input: Rc<Input>) -> Self {
        let range = 0..input.bytes.len();
        Text { input, pieces: vec![range] }
    }

    pub(crate) fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.pieces[..] {
            [] => Cow::Borrowed(b""),
            [whole] => Cow::Borrowed(&self.input.bytes[whole.clone()]),
            pieces => {
                let pieces = pieces.iter().flat_map(|piece| &self.input.bytes[piece.clone()]);
                Cow::Owned(pieces.copied().collect())
            }
        }
    }

    /// The byte of the input that is the byte `offset` of the text.
    pub(crate) fn offset(&self, mut offset: usize) -> usize {
        for piece in &self.pieces {
            if offset < piece.len() {
                return piece.start + offset;
            }
            offset -= piece.len();
        }
        self.pieces.last().map_or(0, |last| last.end)
    }
}

impl Found {
    /// A request of a recording: method, URL, headers and body.
    pub(super) fn request(
        method: &str,
        url: &Rc<Input>,
        headers: Headers,
        body: Rc<Input>,
    ) -> Self {
        let mark = url.bytes.iter().position(|&byte| byte == b'?');
        let query = mark.map_or(url.bytes.len(), |mark| mark + 1);
        let end = url.bytes.iter().position(|&byte| byte == b'#').unwrap_or(url.bytes.len());
        // A recording without a head does not say that there was none.
        let is_known = headers.iter().next().is_some() && !method.is_empty();
        let method = method.to_ascii_uppercase();
        Found::Request(Request {
            head: is_known.then_some(Head { method, headers }),
            query: Text::part(url, query..end.max(query)),
            body: Text::whole(body),
        })
    }

    /// A reply of a recording.
    pub(super) fn reply(status: Option<u16>, headers: Headers, body: Rc<Input>) -> Self {
        let status = status.map(|code| Status { code, input: Rc::clone(&body), offset: 0 });
        Found::Reply(Reply { status, headers, body: Text::whole(body) })
    }
}
