//! A codec around an existing server: what AWS refuses is refused before it, and what it answers is
//! written anew behind it.

use crate::error::request_error::RequestErrorKind;
use crate::message::error_response::ErrorResponse;
use crate::message::failure::Failure;
use crate::message::params::Params;
use crate::message::reply::Reply;
use crate::message::request::decode;
use crate::message::response::Payload;
use crate::message::service::{Actions, Requests, Results};
use crate::message::tolerant::decode_reply_tolerantly;
use crate::wire::form::Allocations;

/// AWS's refusal of a request, if it is one to this service and AWS would refuse it without knowing the
/// account, or what else `judge` refuses. A request that names another version is for another service.
pub(crate) fn refuse<'a, R: Requests<'a>>(
    query: &'a [u8],
    body: &'a [u8],
    request_id: &str,
    judge: impl FnOnce(&R) -> Result<(), Failure<'static>>,
) -> Option<ErrorResponse<'static>> {
    let service = R::Action::SERVICE;
    let error = match decode::<R>(query, body, &mut Allocations, true) {
        Ok(request) => match request.as_other() {
            Some(other) => other.invalid_action(),
            None => {
                let failure = judge(&request).err()?;
                return Some(failure.to_response_of(service, request_id.to_owned()));
            }
        },
        Err(error) => error,
    };
    if let RequestErrorKind::InvalidAction { version: Some(version), .. } = error.kind() {
        if !version.is_empty() && version != service.version() {
            return None;
        }
    }
    Some(Failure::from(&error).to_response_of(service, request_id.to_owned()))
}

/// Answers a request by a handler that knows nothing of this crate: status and body.
pub(crate) fn wrap<'a, R, A>(
    query: &'a [u8],
    body: &'a [u8],
    request_id: &str,
    handler: impl FnOnce(Params<'a>) -> (u16, Vec<u8>),
) -> (u16, Vec<u8>)
where
    R: Requests<'a>,
    A: for<'r> AnyResults<'r>,
{
    if let Some(error) = refuse::<R>(query, body, request_id, |_| Ok(())) {
        return (error.status(), error.encode().into_bytes());
    }
    // A request that cannot be read was refused above.
    let params = Params::parse_parts(query, body).unwrap_or_default();
    let (status, answer) = handler(params);
    match <A as AnyResults<'_>>::rewritten(status, &answer, request_id) {
        Some(rewritten) => rewritten,
        None => (status, answer),
    }
}

/// The results of a service, whatever they borrow from.
pub(crate) trait AnyResults<'r> {
    /// An answer in AWS's layout, with this request id. `None` if it is neither a response nor an error
    /// of the service, or if its status says the opposite of its body.
    fn rewritten(status: u16, answer: &'r [u8], request_id: &'r str) -> Option<(u16, Vec<u8>)>;
}

pub(crate) fn rewritten<'r, A: Results<'r> + Payload>(
    status: u16,
    answer: &'r [u8],
    request_id: &'r str,
) -> Option<(u16, Vec<u8>)> {
    let is_success = (200..300).contains(&status);
    match decode_reply_tolerantly::<A>(answer).ok()?.0 {
        Reply::Response(mut response) if is_success && response.result.as_other().is_none() => {
            response.request_id = request_id.into();
            Some((response.status(), response.encode().ok()?.into_bytes()))
        }
        Reply::Error(mut error) if !is_success && !error.code.as_str().is_empty() => {
            error.request_id = request_id.into();
            // A code that AWS does not have keeps the status that it came with.
            Some((error.code.status().unwrap_or(status), error.encode().into_bytes()))
        }
        _ => None,
    }
}
