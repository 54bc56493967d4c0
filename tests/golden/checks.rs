//! What the folders claim.

use iam_codec::{Dialect, ErrorResponse, Reply, Request, RequestError, RequestErrorKind, Response};
use libtest_mimic::Failed;

use crate::pair::{Pair, same};

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

/// The first line is the reply, each of the others an oddity.
pub(crate) fn reply_is_read_tolerantly(pair: &Pair) -> Result<(), Failed> {
    let (reply, oddities) = Reply::decode_tolerantly(&pair.input)?;
    let mut read = serde_json::to_string(&reply)? + "\n";
    for oddity in oddities {
        read += &format!("{:?}: {oddity}\n", oddity.severity());
    }
    same(&read, &pair.expected)
}

/// The SDK for Rust leaves out the names of a union's members and adds a `member`, which no model has.
/// What remains are empty structures, and these leave no trace.
const WITHOUT_UNION: &str = "aws-sdk-rust-SimulatePrincipalPolicy.exclusions";

pub(crate) fn request_is_canonical(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        let request = request?;
        pair.expects(&serde_json::to_string(&request)?)?;
        same(&request.encode(), pair.text()?)?;
        pair.expects(&serde_json::to_string(&request.into_owned())?)?;
    }
    same(&serde_json::from_str::<Request<'_>>(pair.expected())?.encode(), pair.text()?)
}

pub(crate) fn request_is_readable(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        let request = request?;
        pair.expects_value(&request)?;
        let body = request.encode();
        pair.expects(&serde_json::to_string(&Request::decode(body.as_bytes())?)?)?;
    }
    Ok(())
}

pub(crate) fn request_is_of_client(pair: &Pair) -> Result<(), Failed> {
    if pair.name == WITHOUT_UNION {
        return pair.decode().into_iter().try_for_each(|request| pair.expects_value(&request?));
    }
    request_is_readable(pair)?;
    pair.decode().into_iter().try_for_each(|request| is_written_as_sent(pair, &request?))
}

pub(crate) fn request_is_readable_unchecked(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        match request.as_ref().map_err(RequestError::kind) {
            Ok(_) => return Err("decode must refuse a value".into()),
            Err(
                RequestErrorKind::ValidationError(_)
                | RequestErrorKind::InvalidIdentifier(_)
                | RequestErrorKind::EmptyTags(_),
            ) => {}
            Err(_) => request.map(drop)?,
        }
    }
    for request in pair.decode_unchecked() {
        let request = request?;
        pair.expects_value(&request)?;
        is_written_as_sent(pair, &request)?;
    }
    Ok(())
}

/// The crate writes a request as the SDKs for Rust and JavaScript sent it, byte for byte.
fn is_written_as_sent(pair: &Pair, request: &Request<'_>) -> Result<(), Failed> {
    let Some((_, body)) = pair.query_and_body() else { return Ok(()) };
    let sent = std::str::from_utf8(body)?;
    if pair.name.starts_with("aws-sdk-rust-") {
        same(&request.encode(), sent)
    } else if pair.name.starts_with("aws-sdk-js-v3-") {
        same(&request.encode_as(Dialect::JavaScriptV3), sent)
    } else {
        Ok(())
    }
}

pub(crate) fn request_is_rejected(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        let error = match request {
            Err(error) => error,
            Ok(Request::Other(request)) => request.invalid_action(),
            Ok(request) => return Err(format!("must be refused: {request:?}").into()),
        };
        let response = error.to_response(REQUEST_ID);
        same(&response.encode(), &pair.expected)?;
        same(&response.status().to_string(), "400")?;
    }
    // What can be read all the same is refused by its values.
    for request in pair.decode_unchecked().into_iter().flatten() {
        if let Err(error) = request.validate() {
            same(&error.to_response(REQUEST_ID).encode(), &pair.expected)?;
        } else if !matches!(request, Request::Other(_)) {
            return Err(format!("must not be valid: {request:?}").into());
        }
    }
    Ok(())
}

pub(crate) fn response_is_canonical(pair: &Pair) -> Result<(), Failed> {
    response_is_readable(pair)?;
    same(&Response::decode(&pair.input)?.encode()?, pair.text()?)?;
    same(&serde_json::from_str::<Response<'_>>(pair.expected())?.encode()?, pair.text()?)
}

pub(crate) fn response_is_readable(pair: &Pair) -> Result<(), Failed> {
    pair.expects(&serde_json::to_string(&Response::decode(&pair.input)?)?)?;
    let reply = Reply::decode(&pair.input)?;
    pair.expects(&serde_json::to_string(&reply)?)?;
    match reply.into_owned() {
        Reply::Response(response) => pair.expects(&serde_json::to_string(&response)?),
        reply => Err(format!("must be a response: {reply:?}").into()),
    }
}

pub(crate) fn error_is_canonical(pair: &Pair) -> Result<(), Failed> {
    error_is_readable(pair)?;
    same(&ErrorResponse::decode(&pair.input)?.encode(), pair.text()?)?;
    same(&serde_json::from_str::<ErrorResponse<'_>>(pair.expected())?.encode(), pair.text()?)
}

pub(crate) fn error_is_readable(pair: &Pair) -> Result<(), Failed> {
    pair.expects(&serde_json::to_string(&ErrorResponse::decode(&pair.input)?)?)?;
    match Reply::decode(&pair.input)? {
        Reply::Error(error) => pair.expects(&serde_json::to_string(&error)?),
        reply => Err(format!("must be an error: {reply:?}").into()),
    }
}
