//! [`Request`]: a form body ⇄ a typed request.
//!
//! Decoding is one pass: each pair goes to the member that its name says. Judged is in AWS's order:
//! unreadable escapes, then routing, then the first parameter that cannot be read, then all violations
//! together, then what the semantics of tags forbid.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::VERSION;
use crate::constraint::Problems;
use crate::error::{Part, Place, RequestError, RequestErrorKind};
use crate::form;
use crate::member::{Member, split_name};
use crate::operations::{ListResourceTags, Operation, TagResource, UntagResource};
use crate::params::Params;
use crate::resource::{self, Action, KeyCase, ResourceType, Verb};
use crate::source::{Cursor, Source};
use crate::structures::Tag;

/// A request of the Query protocol.
///
/// ```
/// use iam_codec::{Request, Resource, Tag};
///
/// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&\
///     Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";
///
/// let Request::TagResource(request) = Request::decode(body)? else { unreachable!() };
/// assert_eq!(request.resource, Resource::User("anika".into()));
/// assert_eq!(request.tags, [Tag::new("Dept", "Accounting")]);
/// assert_eq!(Request::from(request).encode().as_bytes(), body);
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Request<'a> {
    /// `TagUser`, `TagRole`, …
    TagResource(TagResource<'a>),
    /// `UntagUser`, `UntagRole`, …
    UntagResource(UntagResource<'a>),
    /// `ListUserTags`, `ListRoleTags`, …
    ListResourceTags(ListResourceTags<'a>),
    /// An action that this crate does not know, of any version.
    Other(OtherRequest<'a>),
}

impl<'a> Request<'a> {
    /// Reads a request from a body, as strictly as AWS.
    ///
    /// Texts borrow from the body unless an escape forces a copy. Takes time linear in the body, plus
    /// the sorting of list members that do not come in order.
    ///
    /// # Errors
    ///
    /// Everything that AWS refuses without knowing the account:
    /// [`to_response`](RequestError::to_response) is its answer.
    pub fn decode(body: &'a [u8]) -> Result<Self, RequestError> {
        Request::read(body, true)
    }

    /// Reads a request from a body without holding values against their constraints, for proxies and
    /// tests. Required members are required.
    ///
    /// # Errors
    ///
    /// The body is unreadable or not routable, or lacks a required member.
    pub fn decode_unchecked(body: &'a [u8]) -> Result<Self, RequestError> {
        Request::read(body, false)
    }

    /// Makes a request of parameters, as strictly as AWS: for a query string, or one and a body
    /// ([`Params::parse_parts`]).
    ///
    /// # Errors
    ///
    /// As for [`decode`](Request::decode).
    pub fn from_params(params: Params<'a>) -> Result<Self, RequestError> {
        Request::read_params(params, true)
    }

    /// Makes a request of parameters without holding values against their constraints.
    ///
    /// # Errors
    ///
    /// As for [`decode_unchecked`](Request::decode_unchecked).
    pub fn from_params_unchecked(params: Params<'a>) -> Result<Self, RequestError> {
        Request::read_params(params, false)
    }

    fn read(body: &'a [u8], checked: bool) -> Result<Self, RequestError> {
        let cursor = std::str::from_utf8(body).ok().and_then(Cursor::routed);
        let Some((action, mut cursor)) = cursor else {
            return Request::read_params(Params::parse(body)?, checked);
        };
        read_action(action, &mut cursor, checked).map_err(|error| {
            let place = |offset| Place::new(Part::Body, offset);
            let names = form::pairs(body).map(|pair| (pair.lossy_name(), place(pair.offset())));
            error.locate(names, place(body.len()))
        })
    }

    fn read_params(mut params: Params<'a>, checked: bool) -> Result<Self, RequestError> {
        let Some(name) = params.get("Action") else {
            let error = RequestError::new(RequestErrorKind::MissingAction);
            return Err(error.at("Action", Some(params.end())));
        };
        let Ok(action) = name.parse() else {
            let request = OtherRequest { params };
            // No operation has the empty name.
            return match request.action() {
                "" => Err(request.invalid_action()),
                _ => Ok(Request::Other(request)),
            };
        };
        read_action(action, &mut params.drain(), checked).map_err(|error| {
            let names = params.iter().map(|param| (Cow::Borrowed(param.name()), param.place()));
            error.locate(names, params.end())
        })
    }

    /// Holds the request against everything that [`decode`](Request::decode) checks. An unknown
    /// request is always valid.
    ///
    /// # Errors
    ///
    /// As for [`decode`](Request::decode), without offsets.
    pub fn validate(&self) -> Result<(), RequestError> {
        let mut problems = Problems::new(true);
        match self {
            Request::TagResource(request) => request.check(&mut problems),
            Request::UntagResource(request) => request.check(&mut problems),
            Request::ListResourceTags(request) => request.check(&mut problems),
            Request::Other(_) => {}
        }
        problems.none_of(Some(()))?;
        self.forbidden().map_or(Ok(()), Err)
    }

    /// What is wrong with a request that breaks no constraint.
    fn forbidden(&self) -> Option<RequestError> {
        let (resource, tags) = match self {
            Request::TagResource(request) => (&request.resource, &request.tags[..]),
            Request::UntagResource(request) => (&request.resource, &[][..]),
            Request::ListResourceTags(request) => (&request.resource, &[][..]),
            Request::Other(_) => return None,
        };
        let resource_type = resource.resource_type();
        if let Some(sentence) = resource.refusal() {
            let error = RequestError::new(RequestErrorKind::InvalidIdentifier(sentence));
            return Some(error.at(resource_type.parameter(), None));
        }
        let error = |kind, i: usize, field| {
            RequestError::new(kind).at(format!("Tags.member.{}.{field}", i + 1), None)
        };
        if let Some(i) = duplicate_key(tags, resource_type) {
            let kind = RequestErrorKind::DuplicateTagKeys(resource_type.key_case());
            return Some(error(kind, i, "Key"));
        }
        let i = tags.iter().position(|tag| is_reserved(&tag.key) || is_reserved(&tag.value))?;
        let field = if is_reserved(&tags[i].key) { "Key" } else { "Value" };
        Some(error(RequestErrorKind::ReservedTag, i, field))
    }

    /// The body: `Action`, `Version`, then the members in the operation's order, as the SDKs for Rust
    /// and JavaScript send it, byte for byte.
    pub fn encode(&self) -> String {
        let mut body = String::new();
        self.encode_into(&mut body);
        body
    }

    /// Appends the body to a buffer, which saves its allocation.
    pub fn encode_into(&self, body: &mut String) {
        match self {
            Request::TagResource(request) => encode(request.action(), request, body),
            Request::UntagResource(request) => encode(request.action(), request, body),
            Request::ListResourceTags(request) => encode(request.action(), request, body),
            Request::Other(request) => request.params.encode_into(body),
        }
    }

    /// The action; `None` if this crate does not know it.
    pub fn action(&self) -> Option<Action> {
        match self {
            Request::TagResource(request) => Some(request.action()),
            Request::UntagResource(request) => Some(request.action()),
            Request::ListResourceTags(request) => Some(request.action()),
            Request::Other(_) => None,
        }
    }

    /// The action as it is sent.
    pub fn action_name(&self) -> &str {
        match self {
            Request::Other(request) => request.action(),
            known => known.action().map_or("", Action::as_str),
        }
    }

    /// Detaches the request from the body it was decoded from.
    pub fn into_owned(self) -> Request<'static> {
        match self {
            Request::TagResource(request) => Request::TagResource(request.into_owned()),
            Request::UntagResource(request) => Request::UntagResource(request.into_owned()),
            Request::ListResourceTags(request) => Request::ListResourceTags(request.into_owned()),
            Request::Other(request) => Request::Other(request.into_owned()),
        }
    }
}

/// A request for an action that this crate does not know, with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRequest<'a> {
    /// Has an `Action`, which is not empty and not known.
    params: Params<'a>,
}

impl<'a> OtherRequest<'a> {
    /// A request with these parameters. `None` if they have no `Action`, an empty one, or one that this
    /// crate knows.
    pub fn new(params: Params<'a>) -> Option<Self> {
        let action = params.get("Action").filter(|action| !action.is_empty())?;
        let known = action.parse::<Action>().is_ok();
        (!known).then_some(OtherRequest { params })
    }

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
        let place = self.params.iter().find(|param| param.name() == "Action").map(|p| p.place());
        RequestError::new(RequestErrorKind::InvalidAction {
            action: self.action().to_owned(),
            version: self.params.get("Version").map(str::to_owned),
        })
        .at("Action", place)
    }

    /// Detaches the request from the body it was decoded from.
    pub fn into_owned(self) -> OtherRequest<'static> {
        OtherRequest { params: self.params.into_owned() }
    }
}

impl<'a> From<TagResource<'a>> for Request<'a> {
    fn from(request: TagResource<'a>) -> Self {
        Request::TagResource(request)
    }
}

impl<'a> From<UntagResource<'a>> for Request<'a> {
    fn from(request: UntagResource<'a>) -> Self {
        Request::UntagResource(request)
    }
}

impl<'a> From<ListResourceTags<'a>> for Request<'a> {
    fn from(request: ListResourceTags<'a>) -> Self {
        Request::ListResourceTags(request)
    }
}

fn encode<'a>(action: Action, operation: &impl Operation<'a>, body: &mut String) {
    body.reserve(64 + operation.put_len() * 9 / 8);
    for piece in ["Action=", action.as_str(), "&Version=", VERSION] {
        body.push_str(piece);
    }
    operation.put(body);
}

fn read_action<'a>(
    action: Action,
    source: &mut impl Source<'a>,
    checked: bool,
) -> Result<Request<'a>, RequestError> {
    let request: Request<'a> = match action.verb() {
        Verb::Tag => read_operation::<TagResource<'a>>(action, source, checked)?.into(),
        Verb::Untag => read_operation::<UntagResource<'a>>(action, source, checked)?.into(),
        Verb::List => read_operation::<ListResourceTags<'a>>(action, source, checked)?.into(),
    };
    match checked.then(|| request.forbidden()).flatten() {
        Some(error) => Err(error),
        None => Ok(request),
    }
}

/// The one pass over an operation's pairs.
#[inline]
fn read_operation<'a, O: Operation<'a>>(
    action: Action,
    source: &mut impl Source<'a>,
    checked: bool,
) -> Result<O, RequestError> {
    let resource_type = action.resource_type();
    let parameter = resource_type.parameter();
    let mut problems = Problems::new(checked);
    // SDKs send these two first; with one tag, expecting them saves a fifth of the time.
    let mut version = source.value_of("Version");
    let mut identifier = source.value_of(parameter);
    let mut draft = O::Draft::default();
    loop {
        if O::follow(&mut draft, source) {
            continue;
        }
        let Some((name, value)) = source.next_pair()? else {
            break;
        };
        let (member, rest) = split_name(&name);
        let taken = match member {
            "Version" => Cow::take(&mut version, rest, value),
            _ if member == parameter => Cow::take(&mut identifier, rest, value),
            _ => O::take(&mut draft, member, rest, value),
        };
        if let Err(malformed) = taken {
            let (malformed, name) = (malformed.at_top_level(rest), name.into_owned());
            problems.malformed_at(malformed, name, source.place());
        }
    }
    if version.as_deref() != Some(VERSION) {
        let (action, version) = (action.to_string(), version.map(Cow::into_owned));
        let error = RequestError::new(RequestErrorKind::InvalidAction { action, version });
        return Err(error.at("Version", None));
    }
    let resource = resource_type.finish(identifier, &mut problems);
    let operation = O::finish(resource, draft, &mut problems);
    problems.none_of(operation)
}

/// The first tag whose key an earlier one has.
///
/// The decoder calls it with at most 50 tags. A filter of 1,024 bits keeps the usual case at one pass;
/// what it lets through is compared.
fn duplicate_key(tags: &[Tag<'_>], resource_type: ResourceType) -> Option<usize> {
    let folds = resource_type.key_case() == KeyCase::Insensitive;
    let same = |a: &str, b: &str| if folds { a.eq_ignore_ascii_case(b) } else { a == b };
    let mut seen = [0_u64; 16];
    for (i, tag) in tags.iter().enumerate() {
        let (hash, is_ascii) = key_hash(tag.key.as_bytes());
        if folds && !is_ascii {
            let mut seen = HashSet::new();
            return tags.iter().position(|tag| !seen.insert(resource::folded(&tag.key)));
        }
        let (word, bit) = (hash >> 6, 1 << (hash & 63));
        let may_be_seen = seen[word] & bit != 0;
        seen[word] |= bit;
        if may_be_seen && tags[..i].iter().any(|earlier| same(&earlier.key, &tag.key)) {
            return Some(i);
        }
    }
    None
}

/// Ten bits that keys share which differ only in the case of ASCII letters, and whether the key is ASCII.
#[inline]
fn key_hash(key: &[u8]) -> (usize, bool) {
    const EACH_BYTE: u64 = u64::MAX / 0xFF;
    let (first, last) = match (key.first_chunk(), key.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (key.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)), 0),
    };
    let is_ascii = (first | last) & EACH_BYTE << 7 == 0 && (key.len() <= 16 || key.is_ascii());
    let case = EACH_BYTE * 0x20;
    let folded = (first | case) ^ (last | case).rotate_left(29);
    let hash = (folded ^ key.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
    (hash as usize, is_ascii)
}

/// `aws:`, in whatever case, begins what only AWS may set.
fn is_reserved(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a' | b'A', b'w' | b'W', b's' | b'S', b':', ..])
}
