//! [`Request`]: a form body ⇄ a typed request.
//!
//! AWS judges in this order: unreadable escapes, then routing, then the first parameter that cannot be
//! read, then all violations together, then what [`rules`](crate::iam::rules) say.

use std::borrow::Cow;
use std::str;

use crate::VERSION;
use crate::engine::check;
use crate::engine::cursor::{Cursor, Source};
use crate::engine::input;
use crate::error::place::{Part, Place};
use crate::error::problems::Problems;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::iam::operations::{Action, Request};
use crate::iam::rules;
use crate::iam::tagging::quick;
use crate::iam::tagging::resource::ResourceType;
use crate::message::other::OtherRequest;
use crate::message::params::{Params, end, readable};
use crate::schema::structure::{Structure, StructureMut};
use crate::types::tag::Tag;
use crate::wire::form;

impl<'a> Request<'a> {
    /// Reads a request from a body, as strictly as AWS.
    ///
    /// Texts borrow from the body unless an escape forces a copy. Takes time linear in the body, plus
    /// the sorting of list members that do not come in order.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let Request::CreateRole(request) = Request::decode(
    ///     b"Action=CreateRole&Version=2010-05-08&RoleName=app&AssumeRolePolicyDocument=%7B%7D",
    /// )?
    /// else {
    ///     unreachable!()
    /// };
    /// assert_eq!(request.role_name, "app");
    /// assert_eq!(request.assume_role_policy_document, "{}");
    ///
    /// let error = Request::decode(b"Action=GetRole&Version=2010-05-08&RoleName=a%20b").unwrap_err();
    /// assert_eq!(error.to_response("id").code.as_str(), "ValidationError");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that AWS refuses without knowing the account:
    /// [`to_response`](RequestError::to_response) is its answer.
    pub fn decode(body: &'a [u8]) -> Result<Self, RequestError> {
        Request::read(b"", body, true)
    }

    /// Reads a request from a body without holding values against their constraints, for proxies and
    /// tests. Required members are required.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let body = b"Action=GetRole&Version=2010-05-08&RoleName=a%20b";
    /// assert!(Request::decode(body).is_err());
    /// assert_eq!(Request::decode_unchecked(body)?.action_name(), "GetRole");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body is unreadable or not routable, or lacks a required member.
    pub fn decode_unchecked(body: &'a [u8]) -> Result<Self, RequestError> {
        Request::read(b"", body, false)
    }

    /// Reads a request from a query string and a body as one input, as strictly as AWS: what a server
    /// calls. The same as [`Params::parse_parts`] and [`from_params`](Request::from_params), in less time.
    ///
    /// ```
    /// use iam_codec::{Request, Resource};
    ///
    /// let query = b"Action=ListUserTags&Version=2010-05-08";
    /// let Request::ListResourceTags(request) = Request::decode_parts(query, b"UserName=anika")? else {
    ///     unreachable!()
    /// };
    /// assert_eq!(request.resource, Resource::User("anika".into()));
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode`](Request::decode), and a name that stands in both parts.
    pub fn decode_parts(query: &'a [u8], body: &'a [u8]) -> Result<Self, RequestError> {
        Request::read(query, body, true)
    }

    /// Reads a request from a query string and a body without holding values against their constraints.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let query = b"Action=GetRole&Version=2010-05-08";
    /// assert!(Request::decode_parts_unchecked(query, b"RoleName=a%20b").is_ok());
    /// assert!(Request::decode_parts_unchecked(query, b"Action=GetUser").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode_unchecked`](Request::decode_unchecked), and a name that stands in both parts.
    pub fn decode_parts_unchecked(query: &'a [u8], body: &'a [u8]) -> Result<Self, RequestError> {
        Request::read(query, body, false)
    }

    /// Reads a request from a query string and a body, for a server that authorizes it. AWS authorizes a
    /// request when its constraints are checked and its tags are not: what
    /// [follows the authorization](RequestError::follows_authorization) is left to
    /// [`check_tags`](Request::check_tags), so that who may not tag learns nothing about tags.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let query = b"Action=TagUser&Version=2010-05-08&UserName=anika&Tags=";
    /// assert!(Request::decode_parts(query, b"").is_err());
    ///
    /// let request = Request::decode_before_authorization(query, b"")?;
    /// // Here the server answers `AccessDenied`, or goes on.
    /// let error = request.check_tags().unwrap_err();
    /// assert_eq!(error.kind().to_string(), "Error occurred while validating input. ");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode_parts`](Request::decode_parts), without those that follow the authorization.
    pub fn decode_before_authorization(
        query: &'a [u8],
        body: &'a [u8],
    ) -> Result<Self, RequestError> {
        match Request::decode_parts(query, body) {
            // All else that is checked was found to be right.
            Err(error) if error.follows_authorization() => {
                Request::decode_parts_unchecked(query, body)
            }
            request => request,
        }
    }

    /// Checks the tags of a request, as AWS does when it has authorized it: reserved keys, then keys that
    /// are given twice, then an empty list. [`decode`](Request::decode) has done so.
    ///
    /// # Errors
    ///
    /// The first rule that is broken, without a place.
    pub fn check_tags(&self) -> Result<(), RequestError> {
        self.members().map_or(Ok(()), |(action, structure)| rules::check_tags(action, structure))
    }

    /// Makes a request of parameters, as strictly as AWS.
    ///
    /// ```
    /// use iam_codec::{Params, Request};
    ///
    /// let mut params = Params::parse(b"Action=GetUser&Version=2010-05-08")?;
    /// params.push("UserName", "anika");
    /// let request = Request::from_params(params)?;
    /// assert_eq!(request.encode(), "Action=GetUser&Version=2010-05-08&UserName=anika");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode`](Request::decode).
    pub fn from_params(params: Params<'a>) -> Result<Self, RequestError> {
        Request::read_params(params, true)
    }

    /// Makes a request of parameters without holding values against their constraints.
    ///
    /// ```
    /// use iam_codec::{Params, Request};
    ///
    /// let params = Params::parse(b"Action=GetUser&Version=2010-05-08&UserName=a%20b")?;
    /// assert!(Request::from_params(params.clone()).is_err());
    /// assert!(Request::from_params_unchecked(params).is_ok());
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode_unchecked`](Request::decode_unchecked).
    pub fn from_params_unchecked(params: Params<'a>) -> Result<Self, RequestError> {
        Request::read_params(params, false)
    }

    #[inline(always)]
    fn read(query: &'a [u8], body: &'a [u8], checked: bool) -> Result<Self, RequestError> {
        let parts = match query {
            b"" => str::from_utf8(body).ok().map(|body| ["", body]),
            _ => readable(query, body),
        };
        match parts.and_then(route) {
            Some((action, cursor)) => Request::read_routed(action, cursor, checked),
            None => Request::read_params(Params::parse_parts(query, body)?, checked),
        }
    }

    #[inline(always)]
    fn read_routed(
        action: Action,
        mut cursor: Cursor<'a>,
        checked: bool,
    ) -> Result<Self, RequestError> {
        let parts = cursor.parts();
        if let Some(request) = quick::read(action, &cursor) {
            if checked {
                request.judge().map_err(|error| error.in_parts(parts))?;
            }
            return Ok(request);
        }
        Request::read_action(action, &mut cursor, checked).map_err(|error| error.in_parts(parts))
    }

    fn read_params(mut params: Params<'a>, checked: bool) -> Result<Self, RequestError> {
        if let Some((action, cursor)) = params.parts().and_then(route) {
            return Request::read_routed(action, cursor, checked);
        }
        let Some(name) = params.get("Action") else {
            return Err(missing_action(&params));
        };
        let Ok(action) = name.parse() else {
            let request = OtherRequest { params };
            // No operation has the empty name.
            return match request.action() {
                "" => Err(request.invalid_action()),
                _ => Ok(Request::Other(request)),
            };
        };
        Request::read_action(action, &mut params.drain(), checked)
            .map_err(|error| error.in_params(&params))
    }

    fn read_action(
        action: Action,
        source: &mut dyn Source<'a>,
        checked: bool,
    ) -> Result<Self, RequestError> {
        let mut request = Request::empty(action);
        if let Some(structure) = request.structure_mut() {
            read_members(action, structure, source, checked)?;
        }
        Ok(request)
    }

    /// The same as [`validate`](Request::validate), with a shortcut for requests of the quick road.
    #[inline]
    fn judge(&self) -> Result<(), RequestError> {
        match self.members() {
            Some((action, structure)) if quick::fits(self) => {
                rules::check_texts(structure)?;
                rules::check_tags(action, structure)
            }
            _ => self.validate(),
        }
    }

    /// Holds the request against everything that [`decode`](Request::decode) checks. An unknown
    /// request is always valid.
    ///
    /// ```
    /// use iam_codec::{Request, Resource, UntagResource};
    ///
    /// let request = UntagResource { resource: Resource::User("anika".into()), tag_keys: vec!["".into()] };
    /// let error = Request::from(request).validate().unwrap_err();
    /// assert_eq!(error.parameter(), Some("TagKeys.member.1"));
    /// assert_eq!(error.offset(), None);
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode`](Request::decode), without offsets.
    pub fn validate(&self) -> Result<(), RequestError> {
        let members = self.members();
        members.map_or(Ok(()), |(action, structure)| validate_members(action, structure))
    }

    /// The operation and its input, if this crate knows it.
    #[inline]
    pub(crate) fn members(&self) -> Option<(Action, &dyn Structure)> {
        Some((self.action()?, self.structure()?))
    }

    /// The tags that the request carries: those of `TagUser` and its like, and those of the creates that
    /// take any. `None` if the operation takes none or the request leaves them out.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let body = b"Action=CreateGroup&Version=2010-05-08&GroupName=g";
    /// assert_eq!(Request::decode(body)?.tags(), None);
    ///
    /// let body = b"Action=CreateUser&Version=2010-05-08&UserName=u\
    ///     &Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";
    /// assert_eq!(Request::decode(body)?.tags().unwrap()[0].key, "Dept");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn tags(&self) -> Option<&[Tag<'_>]> {
        rules::tags(self.structure()?)
    }

    /// The type of the resource that the request tags, as it stands or as it creates it.
    ///
    /// ```
    /// use iam_codec::{Request, ResourceType};
    ///
    /// let body = b"Action=CreateUser&Version=2010-05-08&UserName=anika";
    /// assert_eq!(Request::decode(body)?.tagged_type(), Some(ResourceType::User));
    /// let body = b"Action=CreateGroup&Version=2010-05-08&GroupName=admins";
    /// assert_eq!(Request::decode(body)?.tagged_type(), None);
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn tagged_type(&self) -> Option<ResourceType> {
        rules::tagged_type(self.action()?)
    }

    /// The body: `Action`, `Version`, then the members in the operation's order, as the SDK for Rust
    /// sends it, byte for byte.
    pub fn encode(&self) -> String {
        let mut body = String::new();
        self.encode_into(&mut body);
        body
    }

    /// Appends the body to a buffer, which saves its allocation.
    ///
    /// ```
    /// use iam_codec::{ListResourceTags, Request, Resource};
    ///
    /// let mut body = String::new();
    /// for name in ["anika", "bob"] {
    ///     let resource = Resource::User(name.into());
    ///     let request = Request::from(ListResourceTags { resource, marker: None, max_items: None });
    ///     body.clear();
    ///     request.encode_into(&mut body);
    /// }
    /// assert_eq!(body, "Action=ListUserTags&Version=2010-05-08&UserName=bob");
    /// ```
    pub fn encode_into(&self, body: &mut String) {
        match (self, self.members()) {
            (Request::Other(request), _) => request.params.encode_into(body),
            (_, Some((action, structure))) => {
                if !quick::put(self, action, body) {
                    put_members(action, structure, body);
                }
            }
            (_, None) => {}
        }
    }

    /// The action as it is sent.
    pub fn action_name(&self) -> &str {
        match self {
            Request::Other(request) => request.action(),
            known => known.action().map_or("", Action::as_str),
        }
    }
}

/// The action of a query string and a body, if it is one that this crate knows.
#[inline(always)]
fn route(parts: [&str; 2]) -> Option<(Action, Cursor<'_>)> {
    let (name, cursor) = Cursor::routed(parts)?;
    Some((name.parse().ok()?, cursor))
}

/// The error of parameters without an action.
pub(crate) fn missing_action(params: &Params<'_>) -> RequestError {
    RequestError::new(RequestErrorKind::MissingAction).at("Action", params.end())
}

/// Fills an operation's input from the pairs of `source`.
pub(crate) fn read_members<'a>(
    action: Action,
    structure: &mut dyn StructureMut<'a>,
    source: &mut dyn Source<'a>,
    checked: bool,
) -> Result<(), RequestError> {
    let mut problems = Problems::default();
    let version = input::read(structure, source, &mut problems)?;
    if version.as_deref() != Some(VERSION) {
        let (action, version) = (action.to_string(), version.map(Cow::into_owned));
        let error = RequestError::new(RequestErrorKind::InvalidAction { action, version });
        return Err(error.at("Version", None));
    }
    if checked && !problems.is_malformed() {
        check::structure(structure, &mut problems);
    }
    problems.into_result()?;
    if !checked {
        return Ok(());
    }
    rules::check_texts(structure)?;
    rules::check_tags(action, structure)
}

/// Holds an operation's input against everything that decoding checks.
pub(crate) fn validate_members(
    action: Action,
    structure: &dyn Structure,
) -> Result<(), RequestError> {
    let mut problems = Problems::default();
    check::structure(structure, &mut problems);
    problems.into_result()?;
    rules::check_texts(structure)?;
    rules::check_tags(action, structure)
}

/// Appends the body of an operation's input.
pub(crate) fn put_members(action: Action, structure: &dyn Structure, body: &mut String) {
    put_head(action, body);
    input::put(structure, body);
}

/// Appends what stands before all members.
pub(crate) fn put_head(action: Action, body: &mut String) {
    body.reserve(256);
    for piece in ["Action=", action.as_str(), "&Version=", VERSION] {
        body.push_str(piece);
    }
}

impl RequestError {
    /// The same error with the place in this query string and body.
    #[cold]
    pub(crate) fn in_parts(self, parts: [&str; 2]) -> Self {
        let [query, body] = parts;
        let names = |text, part| {
            form::names(text).map(move |(name, start)| (name, Some(Place::new(part, start))))
        };
        let names = names(query, Part::Query).chain(names(body, Part::Body));
        self.locate(names, Some(end(parts.map(str::len))))
    }

    /// The same error with the place among these parameters.
    #[cold]
    pub(crate) fn in_params(self, params: &Params<'_>) -> Self {
        let names = params.iter().map(|param| (Cow::Borrowed(param.name()), param.place()));
        self.locate(names, params.end())
    }
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
        let place =
            self.params.iter().find(|param| param.name() == "Action").and_then(|p| p.place());
        RequestError::new(RequestErrorKind::InvalidAction {
            action: self.action().to_owned(),
            version: self.params.get("Version").map(str::to_owned),
        })
        .at("Action", place)
    }
}
