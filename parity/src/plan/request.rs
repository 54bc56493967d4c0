//! Parameters of a case → a call.

use crate::cases::case::Raw;
use crate::exchange::call::{Call, KEY_HEADERS, Keys};
use crate::exchange::service;
use crate::plan::bindings::placeholder;
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
        keys: None,
    })
}

/// The call, signed by the keys that answers have given under this name.
pub(crate) fn signed_by(mut call: Call, by: Option<&str>, scope: &Scope) -> Call {
    let Some(by) = by else { return call };
    let variable = |part: &str| placeholder(&format!("{by} {part}"));
    let token = scope.get(&format!("{by} token")).map(|_| variable("token"));
    let keys = Keys { id: variable("key"), secret: variable("secret"), token };
    let authorization = service::authorization(&keys.id, call.service());
    let values = [Some(authorization), keys.token.clone()];
    let named = KEY_HEADERS.into_iter().zip(values);
    call.headers.extend(named.filter_map(|(name, value)| Some((name.to_owned(), value?))));
    call.keys = Some(keys);
    call
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
    let action = get(&send, "Action").and_then(Value::as_text);
    if let (Some(action), None) = (action, get(&send, "Version")) {
        let version = service::of_action(action).version();
        send.insert(1, ("Version".to_owned(), Value::text(version)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::bindings::Bindings;

    #[test]
    fn keys_that_an_answer_has_given_sign_the_call_and_are_not_shown() {
        let mut scope = Scope::default();
        for part in ["key", "secret", "token"] {
            scope.set(format!("session {part}"), placeholder(&format!("session {part}")));
        }
        let body = b"Action=GetCallerIdentity&Version=2011-06-15".to_vec();
        let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), body);
        let call = signed_by(call, Some("session"), &scope);
        let mut bindings = Bindings::default();
        bindings.set("session key", "ASIAEXAMPLE");
        bindings.set("session secret", "se/cret");
        let missing = bindings.call(&call).unwrap_err();
        assert_eq!(missing, "no answer has given ${session token}");
        bindings.set("session token", "to+ken");
        let filled = bindings.call(&call).unwrap();
        let keys = filled.keys.clone().unwrap();
        assert_eq!((&*keys.secret, keys.token.as_deref()), ("se/cret", Some("to+ken")));
        assert_eq!(filled.headers[1], ("X-Amz-Security-Token".to_owned(), "to+ken".to_owned()));
        let scope = "AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20260101/us-east-1/sts/aws4_request, ";
        assert!(filled.headers[0].1.starts_with(scope), "{:?}", filled.headers[0]);
        let shown = filled.text() + &filled.curl("http://h") + &format!("{keys:?}");
        assert!(!shown.contains("se/cret") && !shown.contains("to+ken"), "{shown}");
        assert!(
            shown.contains(
                "--aws-sigv4 aws:amz:us-east-1:sts -u KEY:SECRET -H 'X-Amz-Security-Token: TOKEN'"
            ),
            "{shown}"
        );
    }

    #[test]
    fn a_form_is_named_as_one_unless_the_case_says_something_else() {
        let form = ("Content-Type", CONTENT_TYPE);
        for (method, given, sent) in [
            (None, &[][..], &[form][..]),
            (None, &[("X-A", "b")], &[form, ("X-A", "b")]),
            (None, &[("Content-Type", "text/plain")], &[("Content-Type", "text/plain")]),
            (None, &[("Content-Type", "")], &[]),
            (None, &[("X-A", "")], &[form]),
            // Who says the method says all.
            (Some("GET"), &[], &[]),
            (Some("POST"), &[], &[]),
            (Some("POST"), &[form], &[form]),
        ] {
            let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            let raw = Raw {
                method: method.map(str::to_owned),
                headers: given.iter().map(owned).collect(),
                ..Raw::default()
            };
            let call = request(None, &raw, &Scope::default()).unwrap();
            let sent: Vec<_> = sent.iter().map(owned).collect();
            assert_eq!(call.headers, sent, "{method:?} {given:?}");
            assert_eq!(call.method, method.unwrap_or("POST"));
        }
    }

    #[test]
    fn the_version_is_that_of_the_service() {
        let body = |action: &str| {
            let send = vec![("Action".to_owned(), Value::text(action))];
            String::from_utf8(of_params(&send, &Scope::default()).unwrap().body).unwrap()
        };
        assert_eq!(body("GetUser"), "Action=GetUser&Version=2010-05-08");
        assert_eq!(body("AssumeRole"), "Action=AssumeRole&Version=2011-06-15");
        assert_eq!(body(UNKNOWN), "Action=NoSuchOperation&Version=2010-05-08");
    }
}
