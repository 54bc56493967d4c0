//! The emulator as an endpoint, without a socket.

use http::Request;
use iam_parity::{Answer, Call};

/// An emulator that answers calls.
#[derive(Default)]
pub(crate) struct Emulator(pub(crate) iam_emulator::Emulator);

impl Emulator {
    pub(crate) fn new() -> Self {
        Emulator::default()
    }

    pub(crate) fn answer(&self, call: &Call) -> Answer {
        let mut request = Request::builder().method(&*call.method).uri(call.target());
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        let request = request.body(&*call.body).expect("a request of HTTP");
        let (head, body) = self.0.answer(&request).into_parts();
        let headers = head.headers.iter().map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Answer { status: head.status.as_u16(), headers: headers.collect(), body: body.into() }
    }

    /// Answers another body in place of the call's.
    pub(crate) fn answer_body(&self, call: &Call, body: &str) -> Answer {
        let mut call = call.clone();
        call.body = body.into();
        self.answer(&call)
    }
}
