//! The front end: which requests of HTTP reach the service, and what the others are told.
//!
//! | request | answer |
//! |---|---|
//! | `GET` or `POST` to `/` with an action | the operation's |
//! | `HEAD` to `/` with an action | the status and headers of a `GET`, which changes nothing |
//! | to `/` without an action | 302 to `https://aws.amazon.com/iam` |
//! | another method to `/` with an action | 405 |
//! | another path without an action | 404, `<UnknownOperationException/>` |
//! | another path with an action | 403 `SignatureDoesNotMatch` |
//!
//! All but the second and the fourth row were recorded, of STS, which has the same front end.

use http::header::LOCATION;
use http::response::Builder;
use http::{Method, Request, Response, StatusCode};
use iam_codec::{ErrorCode, ErrorResponse, Params};

use crate::answer::{self, Answer, finish};
use crate::caller::Credential;
use crate::emulator::Emulator;

const WRONG_SIGNATURE: &str = "The request signature we calculated does not match the signature you provided. \
     Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

impl Emulator {
    /// Answers a request, which has all of its body. `Host` and the signature are not looked at, but
    /// the access key of the signature says whose request it is.
    pub fn answer<B: AsRef<[u8]>>(&self, request: &http::Request<B>) -> http::Response<String> {
        answer(self, request)
    }
}

/// Answers a request.
fn answer<B: AsRef<[u8]>>(emulator: &Emulator, request: &Request<B>) -> Answer {
    let id = emulator.new_request_id();
    let params = match Params::from_http(request) {
        Ok(params) => params,
        Err(refusal) => return answer::of_error(&refusal.to_response(&*id)),
    };
    let has_action = params.get("Action").is_some();
    let perform = |emulator: &Emulator, params| {
        let credential = Credential::of(request).unwrap_or_default();
        answer::perform(emulator, params, &credential, &id)
    };
    match (request.uri().path() == "/", has_action, request.method()) {
        (true, true, &Method::GET | &Method::POST) => perform(emulator, params),
        (true, true, &Method::HEAD) => perform(&emulator.scratch(), params).map(|_| String::new()),
        (true, true, _) => {
            refuse(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "Use GET or POST.", &id)
        }
        (true, false, _) => redirect(request, &id),
        (false, true, _) => {
            let code = ErrorCode::SIGNATURE_DOES_NOT_MATCH;
            refuse(StatusCode::FORBIDDEN, code, WRONG_SIGNATURE, &id)
        }
        (false, false, _) => unknown_operation(&id),
    }
}

/// An error of the front end, with a status that its code alone does not give.
pub(crate) fn refuse(
    status: StatusCode,
    code: impl Into<ErrorCode<'static>>,
    message: &str,
    id: &str,
) -> Answer {
    let code: ErrorCode<'_> = code.into();
    let mut answer = answer::of_error(&ErrorResponse::new(code, id).with_message(message));
    *answer.status_mut() = status;
    answer
}

/// Sends whoever comes without an action to the page about IAM. The query stays on a `GET`.
fn redirect<B>(request: &Request<B>, id: &str) -> Answer {
    let query = request.uri().query().filter(|_| request.method() == Method::GET);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("https://aws.amazon.com/iam{query}");
    finish(with_id(StatusCode::FOUND, id).header(LOCATION, location), String::new())
}

fn unknown_operation(id: &str) -> Answer {
    finish(with_id(StatusCode::NOT_FOUND, id), "<UnknownOperationException/>\n".to_owned())
}

fn with_id(status: StatusCode, id: &str) -> Builder {
    Response::builder().status(status).header("x-amzn-RequestId", id)
}
