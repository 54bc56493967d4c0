//! The emulator as an endpoint: its HTTP side without a socket.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::Request;
use iam_parity::{Answer, Call};
use tokio::runtime::{Builder, Runtime};

use iam_emulator::{Service, respond};

/// An emulator that answers calls.
pub(crate) struct Emulator {
    pub(crate) service: Service,
    runtime: Runtime,
}

impl Emulator {
    pub(crate) fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");
        Emulator { service: Service::default(), runtime }
    }

    pub(crate) fn answer(&self, call: &Call) -> Answer {
        let mut request = Request::builder().method(&*call.method).uri(call.target());
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(call.body.clone())).expect("a request of HTTP");
        self.runtime.block_on(async {
            let (head, body) = respond(State(self.service.clone()), request).await.into_parts();
            let headers = head.headers.iter().map(|(name, value)| {
                (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            });
            Answer {
                status: head.status.as_u16(),
                headers: headers.collect(),
                body: to_bytes(body, usize::MAX).await.expect("a body in memory").into(),
            }
        })
    }

    /// Answers another body in place of the call's.
    pub(crate) fn answer_body(&self, call: &Call, body: &str) -> Answer {
        let mut call = call.clone();
        call.body = body.into();
        self.answer(&call)
    }
}
