//! Parameters of a case → a call.

use iam_codec::VERSION;

use crate::cases::case::Raw;
use crate::exchange::call::Call;
use crate::text::scope::Scope;
use crate::text::value::{Map, Value, get, params};

const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// The call with these parameters, as SDKs send them. `Version` is added if it is not there.
///
/// # Errors
///
/// A placeholder has no value.
pub(crate) fn of_params(send: &Map, scope: &Scope) -> Result<Call, String> {
    request(Some(send), &Raw::default(), scope)
}

/// The call with these parameters, followed by what is sent as it is.
///
/// # Errors
///
/// A placeholder has no value.
pub(crate) fn request(send: Option<&Map>, raw: &Raw, scope: &Scope) -> Result<Call, String> {
    let mut body = match send {
        Some(send) => encode(scope.fill_map(send)?).into_bytes(),
        None => Vec::new(),
    };
    if let Some(text) = &raw.body {
        body.extend(scope.fill_raw(text)?);
    }
    let query = scope.fill_raw(raw.query.as_deref().unwrap_or_default())?;
    Ok(Call {
        method: raw.method.clone().unwrap_or_else(|| "POST".to_owned()),
        path: raw.path.clone().unwrap_or_else(|| "/".to_owned()),
        query: String::from_utf8_lossy(&query).into_owned(),
        headers: headers(raw),
        body,
    })
}

fn headers(raw: &Raw) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    if raw.method.is_none() && !raw.headers.contains_key("Content-Type") {
        headers.push(("Content-Type".to_owned(), CONTENT_TYPE.to_owned()));
    }
    let given = raw.headers.iter().filter(|(_, value)| !value.is_empty());
    headers.extend(given.map(|(name, value)| (name.clone(), value.clone())));
    headers
}

fn encode(mut send: Map) -> String {
    if get(&send, "Version").is_none() && get(&send, "Action").is_some() {
        send.insert(1, ("Version".to_owned(), Value::Text(VERSION.to_owned())));
    }
    params(&send).encode()
}

/// An operation that nobody has.
pub(crate) const UNKNOWN: &str = "NoSuchOperation";

/// The call of an operation that nobody has: its answer tells how an endpoint answers those that it lacks.
pub(crate) fn unknown_call() -> Call {
    let send = vec![("Action".to_owned(), Value::text(UNKNOWN))];
    of_params(&send, &Scope::default()).expect("there are no placeholders")
}

/// The operation of a call.
pub(crate) fn action(send: &Map, scope: &Scope) -> String {
    let action = get(send, "Action").and_then(Value::as_text);
    scope.fill(action.unwrap_or_default()).unwrap_or_default()
}
