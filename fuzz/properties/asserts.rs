//! What claims have in common.

use iam_codec::{
    Constraint, ErrorResponse, MalformedInput, Params, Request, RequestError, RequestErrorKind,
    form,
};

use crate::inputs::canonical;

pub(super) fn decoded(body: &str) -> Request<'_> {
    Request::decode(body.as_bytes()).unwrap_or_else(|e| panic!("{e}: {body}"))
}

/// An unknown request is the same if its parameters are: where they were does not matter.
pub(super) fn is_same(one: &Request<'_>, other: &Request<'_>) -> bool {
    match (one, other) {
        (Request::Other(one), Request::Other(other)) => {
            listed(one.params()) == listed(other.params())
        }
        _ => one == other,
    }
}

#[track_caller]
pub(super) fn assert_same(one: &Request<'_>, other: &Request<'_>) {
    assert!(is_same(one, other), "{one:?} is not {other:?}");
}

pub(super) fn listed<'p>(params: &'p Params<'_>) -> Vec<(&'p str, &'p str)> {
    params.iter().map(|param| (param.name(), param.value())).collect()
}

/// What is wrong, without the place.
pub(super) fn words(error: &RequestError) -> (String, Vec<&str>) {
    let parameters = error.violations().iter().map(|violation| violation.parameter());
    (error.kind().to_string(), parameters.chain(error.parameter()).collect())
}

#[track_caller]
pub(super) fn assert_violates(
    error: &RequestError,
    path: &str,
    parameter: &str,
    constraint: Constraint,
) {
    let found: Vec<_> =
        error.violations().iter().map(|v| (v.path(), v.parameter(), v.constraint())).collect();
    assert_eq!(found, [(path, parameter, constraint)], "{error}");
}

/// Every place is that of a pair, inside one, or the end of the body.
#[track_caller]
pub(super) fn assert_lies_inside(error: &RequestError, body: &[u8]) {
    let places = error.violations().iter().map(|violation| violation.place());
    for violation in error.violations() {
        // Of several pairs of one name the first counts, so it is to blame. A list that is too long is
        // refused at any pair of the first member too many.
        let parameter = violation.parameter();
        let is_of_list = parameter.ends_with(|c: char| c.is_ascii_digit())
            && !violation.path().ends_with(".member");
        let below = format!("{}.", canonical(parameter));
        let is_below = |name: &str| is_of_list && canonical(name).starts_with(&below);
        let is_blamed = |pair: &form::Pair<'_>| {
            pair.name().is_ok_and(|name| name == parameter || is_below(&name))
        };
        if let Some(blamed) = form::pairs(body).find(is_blamed) {
            assert_eq!(violation.place().map(|place| place.offset), Some(blamed.offset()));
        }
    }
    for place in places.chain([error.place()]) {
        let offset = place.expect("errors of decoding have a place").offset;
        let is_inside = |pair: form::Pair<'_>| {
            offset == pair.offset()
                || (pair.offset()..pair.offset() + pair.raw().len()).contains(&offset)
        };
        assert!(offset == body.len() || form::pairs(body).any(is_inside), "{error}");
    }
    assert_is_at_its_parameter(error, body);
    let place = format!(" at byte {}", error.offset().unwrap());
    assert!(error.to_string().contains(&place), "{error}");
}

/// What cannot be read is a pair of the parameter that the error names, or is below it.
#[track_caller]
fn assert_is_at_its_parameter(error: &RequestError, body: &[u8]) {
    let parameter = canonical(error.parameter().expect("a parameter"));
    let RequestErrorKind::MalformedInput(malformed) = error.kind() else { return };
    if matches!(malformed, MalformedInput::InvalidEscape | MalformedInput::InvalidUtf8) {
        return;
    }
    let blamed = form::pairs(body).find(|pair| Some(pair.offset()) == error.offset());
    let name = blamed.and_then(|pair| pair.name().ok()).expect("a pair that can be decoded");
    let rest = canonical(&name).strip_prefix(&parameter).map(str::to_owned);
    assert!(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')), "{error}: {name}");
}

/// The answer is a document that says the same.
pub(super) fn assert_is_answerable(error: &RequestError) {
    let answer = error.to_response("id");
    let body = answer.encode();
    assert_is_xml_text(&body);
    let again = ErrorResponse::decode(body.as_bytes()).unwrap();
    assert_eq!((again.fault, &again.code), (answer.fault, &answer.code));
    assert_eq!(again.request_id, "id");
    let replaced = |c| if is_xml_char(c) { c } else { char::REPLACEMENT_CHARACTER };
    let message = answer.message.map(|message| message.chars().map(replaced).collect::<String>());
    assert_eq!(again.message.map(String::from), message);
}

/// Characters of XML 1.0, no reference but the five that stand for what must be escaped, and no `]]>`.
#[track_caller]
pub(super) fn assert_is_xml_text(document: &str) {
    assert!(document.chars().all(|c| is_xml_char(c) && c != '\r'), "{document:?}");
    assert!(!document.contains("]]>"), "{document:?}");
    for reference in document.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#13;"];
        assert!(known.iter().any(|name| reference.starts_with(name)), "{document:?}");
    }
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// What a body comes to, apart from the places in it.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    Known(Box<Request<'static>>),
    Other(Vec<(String, String)>),
    Unreadable(String),
    Refused(String),
}

impl Outcome {
    /// Which of several unreadable parameters comes first is chance if their order is.
    pub(super) fn of_any_order(self) -> Self {
        match self {
            Outcome::Unreadable(_) => Outcome::Unreadable(String::new()),
            outcome => outcome,
        }
    }
}

pub(super) fn outcome(request: Result<Request<'_>, RequestError>) -> Outcome {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    match request {
        Ok(Request::Other(request)) => {
            Outcome::Other(listed(request.params()).into_iter().map(owned).collect())
        }
        Ok(request) => Outcome::Known(Box::new(request.into_owned())),
        Err(e) => match e.kind() {
            RequestErrorKind::MalformedInput(malformed) => {
                Outcome::Unreadable(malformed.to_string())
            }
            kind => Outcome::Refused(kind.to_string()),
        },
    }
}
