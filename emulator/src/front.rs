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
//! All but the second and the fourth row were recorded, of STS; IAM has the same front end.
//!
//! Both services have one address: the scope of the signature says which one is meant, or else the version, or
//! else the action.

use std::borrow::Cow;

use http::header::{ACCEPT, HeaderValue, LOCATION};
use http::response::Builder;
use http::{Method, Request, Response, StatusCode};
use iam_codec::sts::{self, EXTENDED_REQUEST_ID, ExtendedRequestId};
use iam_codec::{CredentialScope, ErrorCode, ErrorResponse, Params, SERVICE, Service};

use crate::answer::{self, Answer, Form, finish};
use crate::caller::Credential;
use crate::emulator::Emulator;
use crate::outcome::Failure;

const WRONG_SIGNATURE: &str = "The request signature we calculated does not match the signature you provided. \
     Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

impl Emulator {
    /// Answers a request, which has all of its body. `Host` and the signature are not looked at, but
    /// the access key of the signature says whose request it is.
    pub fn answer<B: AsRef<[u8]>>(&self, request: &http::Request<B>) -> http::Response<String> {
        answer(self, request)
    }
}

/// Answers a request, for the service that it is for.
fn answer<B: AsRef<[u8]>>(emulator: &Emulator, request: &Request<B>) -> Answer {
    let id = emulator.new_request_id();
    let query = request.uri().query().unwrap_or_default();
    let scope = CredentialScope::of(request.headers(), query);
    let signed = scope.as_ref().and_then(CredentialScope::service);
    let (service, answer) = match Params::from_http(request) {
        Ok(params) => {
            let service = signed.or_else(|| Service::of(&params)).unwrap_or(&SERVICE);
            (service, route(emulator, request, service, params, &id))
        }
        Err(refusal) => {
            let service = signed.unwrap_or(&SERVICE);
            let failure = Failure::from(refusal).of(service);
            (service, answer::of_error(&failure.to_response(&*id)))
        }
    };
    let region = scope.and_then(|scope| scope.region);
    if *service == sts::SERVICE { with_extended_id(emulator, answer, region, &id) } else { answer }
}

/// Answers a request, as its path, its method and its parameters say.
fn route<B>(
    emulator: &Emulator,
    request: &Request<B>,
    service: &'static Service,
    params: Params<'_>,
    id: &str,
) -> Answer {
    let has_action = params.get("Action").is_some();
    let perform = |emulator: &Emulator, params| {
        let credential = Credential::of(request, &params).unwrap_or_default();
        match *service == sts::SERVICE {
            true => answer::of_sts(emulator, params, &credential, id, form(request)),
            false => answer::of_iam(emulator, params, &credential, id),
        }
    };
    match (request.uri().path() == "/", has_action, request.method()) {
        (true, true, &Method::GET | &Method::POST) => perform(emulator, params),
        (true, true, &Method::HEAD) => perform(&emulator.scratch(), params).map(|_| String::new()),
        (true, true, _) => {
            refuse(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "Use GET or POST.", id)
        }
        (true, false, _) => redirect(request, id),
        (false, true, _) => {
            let failure = ErrorCode::SIGNATURE_DOES_NOT_MATCH.with_message(WRONG_SIGNATURE);
            answer::of_error(&failure.of(service).to_response(id))
        }
        (false, false, _) => unknown_operation(id),
    }
}

/// JSON for those who accept it and nothing else. What STS does with several types was not recorded.
fn form<B>(request: &Request<B>) -> Form {
    let mut accepted = request.headers().get_all(ACCEPT).iter();
    match (accepted.next().and_then(|value| value.to_str().ok()), accepted.next()) {
        (Some(value), None) if value.trim().eq_ignore_ascii_case("application/json") => Form::Json,
        _ => Form::Xml,
    }
}

/// Every answer of STS has a second id: region, time and eight letters or digits (recorded).
fn with_extended_id(
    emulator: &Emulator,
    mut answer: Answer,
    region: Option<Cow<'_, str>>,
    id: &str,
) -> Answer {
    let region = region.unwrap_or(Cow::Borrowed("us-east-1"));
    let random = id.split('-').next().unwrap_or_default();
    let extended = ExtendedRequestId::new(region, emulator.now().as_millis(), random);
    if let Ok(value) = HeaderValue::from_str(&extended.to_string()) {
        answer.headers_mut().insert(EXTENDED_REQUEST_ID, value);
    }
    answer
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
