//! A form body ⇄ a typed request, for any service.
//!
//! AWS judges in this order: unreadable escapes, then routing, then the first parameter that cannot be
//! read, then all violations together, then the service's [rules](crate::message::service::Rules).

use std::borrow::Cow;
use std::str;

use crate::engine::check;
use crate::engine::cursor::{Cursor, Source};
use crate::engine::{input, quote};
use crate::error::problems::Problems;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::message::other::OtherRequest;
use crate::message::params::Params;
use crate::message::parts::readable;
use crate::message::service::{Actions, Requests};
use crate::schema::structure::{Structure, StructureMut};
use crate::wire::form::{Allocations, Memory};
use crate::wire::service::Service;

/// Reads a request from a query string and a body as one input.
#[inline]
pub(crate) fn decode<'a, R: Requests<'a>>(
    query: &'a [u8],
    body: &'a [u8],
    memory: &mut impl Memory<'a>,
    checked: bool,
) -> Result<R, RequestError> {
    let parts = match query {
        b"" => str::from_utf8(body).ok().map(|body| ["", body]),
        _ => str::from_utf8(query).ok().zip(str::from_utf8(body).ok()).map(<[_; 2]>::from),
    };
    match parts.and_then(|parts| route::<R::Action>(parts, Cursor::expected)) {
        Some((action, cursor)) => read_routed(action, cursor, memory, checked),
        None => read_unrouted([query, body], parts, checked),
    }
}

/// Reads a request of an action that the service does not have, or whose action is not found by a cursor.
#[inline(never)]
fn read_unrouted<'a, R: Requests<'a>>(
    parts: [&'a [u8]; 2],
    texts: Option<[&'a str; 2]>,
    checked: bool,
) -> Result<R, RequestError> {
    let params = match texts {
        Some(texts) => Params::read(parts, texts.map(Some)),
        None => Params::parse_parts(parts[0], parts[1]),
    };
    read_params(params.map_err(|error| error.of(R::Action::SERVICE))?, checked)
}

/// The action that `find` finds, if the service has it.
#[inline]
fn route<'a, A: Actions>(
    parts: [&'a str; 2],
    find: impl FnOnce([&'a str; 2]) -> Option<(Cow<'a, str>, Cursor<'a>)>,
) -> Option<(A, Cursor<'a>)> {
    let (name, cursor) = find(parts)?;
    Some((A::find(&name)?, cursor))
}

#[inline]
fn read_routed<'a, R: Requests<'a>>(
    action: R::Action,
    cursor: Cursor<'a>,
    memory: &mut impl Memory<'a>,
    checked: bool,
) -> Result<R, RequestError> {
    let parts = cursor.parts();
    if let Some(request) = R::read_fast(action, &cursor, memory) {
        if checked {
            judge(&request).map_err(|error| error.in_plain_parts(parts))?;
        }
        return Ok(request);
    }
    read_walking(action, cursor, memory, checked)
}

/// Reads a request of any operation, member by member.
#[inline(never)]
fn read_walking<'a, R: Requests<'a>>(
    action: R::Action,
    mut cursor: Cursor<'a>,
    memory: &mut impl Memory<'a>,
    checked: bool,
) -> Result<R, RequestError> {
    let parts = cursor.parts();
    let mut request = R::empty(action);
    let Some(structure) = request.input_mut() else { return Ok(request) };
    let Some(judged) = read_plain(action, structure, &cursor, memory, checked) else {
        return match cursor.is_sure() {
            true => {
                read_action(action, &mut cursor, checked).map_err(|error| error.in_parts(parts))
            }
            false => read_closely(parts, checked),
        };
    };
    // Moved once: to copy a request takes as long as to read a name.
    // Bench row: decode_unchecked, GetUser.
    match judged {
        Ok(()) => Ok(request),
        Err(error) => Err(error.in_plain_parts(parts)),
    }
}

/// Reads a request if it is not known whether its parts can be read, and which action is the first.
#[cold]
fn read_closely<'a, R: Requests<'a>>(
    parts: [&'a str; 2],
    checked: bool,
) -> Result<R, RequestError> {
    let [query, body] = parts.map(str::as_bytes);
    let parts = if query.is_empty() { Some(parts) } else { readable(query, body) };
    let routed = parts.and_then(|parts| route(parts, Cursor::routed));
    let Some((action, mut cursor)) = routed else {
        return read_unrouted([query, body], None, checked);
    };
    read_action(action, &mut cursor, checked).map_err(|error| error.in_parts(cursor.parts()))
}

/// The same as [`validate`], with a shortcut for requests that were read on the fast path.
#[inline]
fn judge<'a, R: Requests<'a>>(request: &R) -> Result<(), RequestError> {
    match request.known() {
        Some((action, input)) if request.fits_fast() => rules(action, input),
        _ => validate(request),
    }
}

/// Makes a request of parameters.
pub(crate) fn decode_params<'a, R: Requests<'a>>(
    params: Params<'a>,
    checked: bool,
) -> Result<R, RequestError> {
    match params.parts().and_then(|parts| route::<R::Action>(parts, Cursor::routed)) {
        Some((action, cursor)) => read_walking(action, cursor, &mut Allocations, checked),
        None => read_params(params, checked),
    }
}

/// The same for parameters that no cursor can read, or of an unknown action.
fn read_params<'a, R: Requests<'a>>(
    mut params: Params<'a>,
    checked: bool,
) -> Result<R, RequestError> {
    let Some(name) = params.get("Action") else {
        return Err(missing_action(&params).of(R::Action::SERVICE));
    };
    let Some(action) = R::Action::find(name) else {
        // No operation has the empty name.
        let is_empty = name.is_empty();
        let request = OtherRequest { params, service: R::Action::SERVICE };
        return if is_empty { Err(request.invalid_action()) } else { Ok(R::other(request)) };
    };
    read_action(action, &mut params.drain(), checked).map_err(|error| error.in_params(&params))
}

fn read_action<'a, R: Requests<'a>>(
    action: R::Action,
    source: &mut dyn Source<'a>,
    checked: bool,
) -> Result<R, RequestError> {
    let mut request = R::empty(action);
    if let Some(structure) = request.input_mut() {
        read_members(action, structure, source, checked)?;
    }
    Ok(request)
}

/// Checks everything that decoding checks.
pub(crate) fn validate<'a, R: Requests<'a>>(request: &R) -> Result<(), RequestError> {
    request.known().map_or(Ok(()), |(action, input)| validate_members(action, input))
}

pub(crate) fn action_name<'r, 'a: 'r, R: Requests<'a>>(request: &'r R) -> &'r str {
    match request.as_other() {
        Some(other) => other.action(),
        None => request.known().map_or("", |(action, _)| action.name()),
    }
}

/// Appends the body.
pub(crate) fn encode_into<'a, R: Requests<'a>>(request: &R, body: &mut String) {
    if let Some(other) = request.as_other() {
        other.params.encode_into(body);
    } else if !request.put_fast(body) {
        if let Some((action, input)) = request.known() {
            put_members(action, input, body);
        }
    }
}

/// The error of parameters without an action.
pub(crate) fn missing_action(params: &Params<'_>) -> RequestError {
    RequestError::new(RequestErrorKind::MissingAction).at("Action", params.end())
}

/// Fills an operation's input, if the request is as SDKs send it. `None` leaves it half filled.
#[inline]
pub(crate) fn read_plain<'a, A: Actions>(
    action: A,
    structure: &mut dyn StructureMut<'a>,
    cursor: &Cursor<'a>,
    memory: &mut impl Memory<'a>,
    checked: bool,
) -> Option<Result<(), RequestError>> {
    input::plain::read(structure, A::SERVICE.version(), cursor, memory)?;
    Some(if checked { validate_members(action, structure) } else { Ok(()) })
}

/// Fills an operation's input from the pairs of `source`.
pub(crate) fn read_members<'a, A: Actions>(
    action: A,
    structure: &mut dyn StructureMut<'a>,
    source: &mut dyn Source<'a>,
    checked: bool,
) -> Result<(), RequestError> {
    let mut problems = Problems::default();
    let filled = fill((A::SERVICE, action.name()), structure, source, checked, &mut problems);
    in_words_of::<A>(filled, structure, &problems).map_err(|error| error.of(A::SERVICE))?;
    if checked { rules(action, structure) } else { Ok(()) }
}

fn fill<'a>(
    (service, action): (&'static Service, &str),
    structure: &mut dyn StructureMut<'a>,
    source: &mut dyn Source<'a>,
    checked: bool,
    problems: &mut Problems,
) -> Result<(), RequestError> {
    let version = input::read(structure, source, problems)?;
    if version.as_deref() != Some(service.version()) {
        let (action, version) = (action.to_owned(), version.map(Cow::into_owned));
        let error = RequestError::new(RequestErrorKind::InvalidAction { action, version });
        return Err(error.at("Version", None));
    }
    if checked && !problems.is_malformed() {
        check::structure(structure, problems);
    }
    problems.take_result()
}

/// Checks an operation's input as decoding does.
pub(crate) fn validate_members<A: Actions>(
    action: A,
    input: &dyn Structure,
) -> Result<(), RequestError> {
    let mut problems = Problems::default();
    check::structure(input, &mut problems);
    let result = in_words_of::<A>(problems.take_result(), input, &problems);
    result.map_err(|error| error.of(A::SERVICE))?;
    rules(action, input)
}

/// The same result with the offending values, if the service quotes them.
#[inline]
fn in_words_of<A: Actions>(
    result: Result<(), RequestError>,
    input: &dyn Structure,
    problems: &Problems,
) -> Result<(), RequestError> {
    // A constant, so that the programs of services that do not quote hold nothing of this.
    match (const { A::SERVICE.quotes() }, result) {
        (Some(though_secret), Err(error)) => quoted(error, input, problems, though_secret),
        (_, result) => result,
    }
}

#[cold]
fn quoted(
    mut error: RequestError,
    input: &dyn Structure,
    problems: &Problems,
    though_secret: &[&str],
) -> Result<(), RequestError> {
    let Some(violations) = error.violations_mut() else { return Err(error) };
    quote::quote(violations, input, problems, though_secret);
    if violations.is_empty() { Ok(()) } else { Err(error) }
}

#[inline]
fn rules<A: Actions>(action: A, input: &dyn Structure) -> Result<(), RequestError> {
    let judged = action.judge(input).and_then(|()| action.judge_authorized(input));
    judged.map_err(|error| error.of(A::SERVICE))
}

/// Appends the body of an operation's input.
pub(crate) fn put_members<A: Actions>(action: A, input: &dyn Structure, body: &mut String) {
    put_head(A::SERVICE, action.name(), body);
    input::put(input, body);
}

/// Appends what comes before all members.
pub(crate) fn put_head(service: &Service, action: &str, body: &mut String) {
    body.reserve(256);
    for piece in ["Action=", action, "&Version=", service.version()] {
        body.push_str(piece);
    }
}

impl RequestError {
    /// The same error with the place among these parameters.
    #[cold]
    pub(crate) fn in_params(self, params: &Params<'_>) -> Self {
        let names = params.iter().map(|param| (Cow::Borrowed(param.name()), param.place()));
        self.locate(names, params.end(), true)
    }
}

impl<'a> OtherRequest<'a> {
    /// The action as it is sent.
    pub fn action(&self) -> &str {
        self.params.get("Action").unwrap_or_default()
    }

    /// All parameters, `Action` and `Version` among them.
    pub fn params(&self) -> &Params<'a> {
        &self.params
    }

    /// What AWS answers to an action that does not exist.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let Request::Other(request) = Request::decode(b"Action=TagCat&Version=2010-05-08")? else {
    ///     unreachable!()
    /// };
    /// assert_eq!(
    ///     request.invalid_action().kind().to_string(),
    ///     "Could not find operation TagCat for version 2010-05-08",
    /// );
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn invalid_action(&self) -> RequestError {
        let place =
            self.params.iter().find(|param| param.name() == "Action").and_then(|p| p.place());
        RequestError::new(RequestErrorKind::InvalidAction {
            action: self.action().to_owned(),
            version: self.params.get("Version").map(str::to_owned),
        })
        .of(self.service)
        .at("Action", place)
    }
}
