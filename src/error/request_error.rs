//! What can be wrong with a request, where it is, and what AWS would answer.
//!
//! | kind | code | recorded |
//! |---|---|---|
//! | not routable | `MissingAction`, `InvalidAction` | STS, same front end |
//! | unreadable, the first found | `MalformedInput` | STS, SQS, CloudFormation, CloudSearch |
//! | readable but wrong, all violations together | `ValidationError` | IAM, 2025 and 2026 |
//! | forbidden by the semantics of tags | `InvalidInput` | IAM, 2026 |
//! | unable to come back in an answer | `InvalidInput` | no |

use std::borrow::Cow;
use std::fmt;

use crate::error::constraint::{Violation, Violations};
use crate::error::path;
use crate::error::place::{MalformedInput, Part, Place};
use crate::types::tag_key::KeyCase;
use crate::wire::form::FormError;
use crate::wire::service::Service;

/// Why a request was refused. It names the place and gives AWS's answer.
///
/// ```
/// use iam_codec::Request;
///
/// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.0.Key=Dept";
/// let error = Request::decode(body).unwrap_err();
///
/// assert_eq!(error.offset(), Some(49));
/// assert_eq!(error.parameter(), Some("Tags.member.0.Key"));
/// assert_eq!(
///     error.to_string(),
///     "0 is not a valid index: parameter Tags.member.0.Key at byte 49",
/// );
///
/// let answer = error.to_response("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
/// assert_eq!(answer.code.as_str(), "MalformedInput");
/// assert_eq!(answer.status(), 400);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError(Box<Details>);

#[derive(Clone, Debug)]
struct Details {
    kind: RequestErrorKind,
    parameter: Option<String>,
    place: Option<Place>,
    /// The service that refuses, where it is known: bare parameters do not name one.
    service: Option<&'static Service>,
}

/// Two errors are equal if the same is wrong at the same place, whichever reader found it: the reader of
/// bare parameters does not know the service.
impl PartialEq for Details {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.parameter == other.parameter && self.place == other.place
    }
}

impl Eq for Details {}

/// The kinds of [`RequestError`].
///
/// ```
/// use iam_codec::{Request, RequestErrorKind};
///
/// let error = Request::decode(b"Action=GetUser&Version=2011-01-01").unwrap_err();
/// let RequestErrorKind::InvalidAction { action, version } = error.kind() else { unreachable!() };
/// assert_eq!((&**action, version.as_deref()), ("GetUser", Some("2011-01-01")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestErrorKind {
    /// There is no `Action`. AWS redirects such a request to its web site; the documented code is
    /// `MissingAction`.
    MissingAction,
    /// The `Action` is empty, or its `Version` is missing or not [`VERSION`](crate::VERSION).
    InvalidAction {
        /// The action that was asked for.
        action: String,
        /// The version that was asked for.
        version: Option<String>,
    },
    /// A parameter cannot be read; the first one found.
    MalformedInput(MalformedInput),
    /// Members are missing or break constraints.
    ValidationError(Violations),
    /// A name, path or ARN has a permitted length and not the form of one, or a text is not one of those that
    /// the service takes; with its sentence.
    InvalidIdentifier(String),
    /// The permissions boundary is not the ARN of a policy; with IAM's sentence.
    InvalidBoundary(String),
    /// Two tags of the request have the same key.
    DuplicateTagKeys(KeyCase),
    /// A tag's key begins with `aws:`, in whatever case.
    ReservedTag,
    /// The service refuses the tags otherwise; with its sentence.
    InvalidTags(&'static str),
    /// There is no tag to add, or no key to remove; with IAM's sentence.
    EmptyTags(&'static str),
    /// A text holds this character, which XML cannot carry: an answer could not give it back.
    UnwritableText(char),
}

impl RequestError {
    pub(crate) fn new(kind: RequestErrorKind) -> Self {
        RequestError(Box::new(Details { kind, parameter: None, place: None, service: None }))
    }

    pub(crate) fn at(mut self, parameter: impl Into<String>, place: Option<Place>) -> Self {
        self.0.parameter = Some(parameter.into());
        self.0.place = place;
        self
    }

    /// The same error of this service, unless it is known already.
    #[cold]
    pub(crate) fn of(mut self, service: &'static Service) -> Self {
        self.0.service.get_or_insert(service);
        self
    }

    /// The service that refuses the request, where it is known.
    pub(crate) fn service(&self) -> Option<&'static Service> {
        self.0.service
    }

    /// Fills in the places and names that were not known where the error was found.
    ///
    /// `pairs` are the input's names in order, `end` is where something missing would have to be. Names are
    /// compared as they are, unless they had escapes or may have indices with leading zeros.
    #[cold]
    pub(crate) fn locate<'n>(
        mut self,
        pairs: impl Iterator<Item = (Cow<'n, str>, Option<Place>)>,
        end: Option<Place>,
        may_have_zeros: bool,
    ) -> Self {
        let canonical = |pairs| {
            Iterator::map(pairs, move |(name, place)| match name {
                Cow::Borrowed(_) if !may_have_zeros => (name, place),
                _ => (path::into_canonical(name), place),
            })
        };
        let details = &mut *self.0;
        if let RequestErrorKind::ValidationError(violations) = &mut details.kind {
            let listed = violations.listed();
            let found = Places::of(listed.iter().map(Violation::parameter), canonical(pairs));
            let found: Vec<_> = listed.iter().map(|v| found.find(v.parameter(), end)).collect();
            for (violation, place) in violations.listed_mut().iter_mut().zip(found) {
                violation.place = place;
            }
            return self;
        }
        match (&details.parameter, details.place) {
            (None, Some(place)) => {
                let around = pairs.take_while(|(_, start)| *start <= Some(place)).last();
                details.parameter = around.map(|(name, _)| name.into_owned());
            }
            (Some(parameter), None) => {
                details.place = Places::of([&parameter[..]], canonical(pairs)).find(parameter, end);
            }
            _ => {}
        }
        self
    }

    /// The violations, if that is what is wrong.
    pub(crate) fn violations_mut(&mut self) -> Option<&mut Violations> {
        match &mut self.0.kind {
            RequestErrorKind::ValidationError(violations) => Some(violations),
            _ => None,
        }
    }

    /// What is wrong.
    pub fn kind(&self) -> &RequestErrorKind {
        &self.0.kind
    }

    /// Whether AWS finds this error after it has authorized the request: a caller who may not do what it
    /// asks for gets `AccessDenied` instead (recorded). All other errors come before, those of STS too.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&Tags=";
    /// assert!(Request::decode(body).unwrap_err().follows_authorization());
    /// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika";
    /// assert!(!Request::decode(body).unwrap_err().follows_authorization());
    /// ```
    pub fn follows_authorization(&self) -> bool {
        use RequestErrorKind::{DuplicateTagKeys, EmptyTags, ReservedTag};
        let judges_tags_early = self.0.service.is_some_and(|of| of.tag_refusal().is_some());
        matches!(self.0.kind, ReservedTag | DuplicateTagKeys(_) | EmptyTags(_))
            && !judges_tags_early
    }

    /// How many bytes are before what is wrong, in its [part](Place::part) of the input; the first
    /// violation's, if there are several. `None` if the request was not decoded but
    /// [validated](crate::Request::validate).
    pub fn offset(&self) -> Option<usize> {
        self.place().map(|place| place.offset)
    }

    /// The same as [`offset`](RequestError::offset), with the part of the input.
    pub fn place(&self) -> Option<Place> {
        self.violations().first().map_or(self.0.place, Violation::place)
    }

    /// The parameter that is wrong, as it is sent: `Tags.member.3.Key`; the first violation's, if there
    /// are several.
    pub fn parameter(&self) -> Option<&str> {
        self.violations().first().map_or(self.0.parameter.as_deref(), |v| Some(v.parameter()))
    }

    /// The violations, at most [`Violations::LISTED`], in AWS's order; empty unless that is the kind.
    pub fn violations(&self) -> &[Violation] {
        match &self.0.kind {
            RequestErrorKind::ValidationError(violations) => violations.listed(),
            _ => &[],
        }
    }
}

impl fmt::Display for RequestErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingAction => {
                f.write_str("The request is missing an action or a required parameter.")
            }
            Self::InvalidAction { action, version } => {
                let version = version.as_deref().unwrap_or("NO_VERSION_SPECIFIED");
                write!(f, "Could not find operation {action} for version {version}")
            }
            Self::MalformedInput(malformed) => malformed.fmt(f),
            Self::ValidationError(violations) => violations.fmt(f),
            Self::InvalidIdentifier(sentence) | Self::InvalidBoundary(sentence) => {
                f.write_str(sentence)
            }
            Self::DuplicateTagKeys(KeyCase::Insensitive) => f.write_str(
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ),
            Self::DuplicateTagKeys(KeyCase::Sensitive) => f.write_str("Duplicate tag keys found."),
            Self::InvalidTags(sentence) => f.write_str(sentence),
            Self::ReservedTag => {
                f.write_str("Tag keys beginning with aws: are reserved for system use.")
            }
            Self::EmptyTags(sentence) => f.write_str(sentence),
            Self::UnwritableText(character) => {
                write!(f, "XML cannot carry U+{:04X}", u32::from(*character))
            }
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = self.0.kind.to_string();
        f.write_str(sentence.strip_suffix('.').unwrap_or(&sentence))?;
        if let Some(parameter) = self.parameter() {
            write!(f, ": parameter {parameter}")?;
        }
        match self.place() {
            Some(place) => write!(f, " at {place}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for RequestError {}

impl From<FormError> for RequestError {
    /// The error of a body; `locate` finds its parameter.
    #[cold]
    fn from(error: FormError) -> Self {
        let mut unreadable =
            RequestError::new(RequestErrorKind::MalformedInput(error.kind().into()));
        unreadable.0.place = Some(Place::new(Part::Body, error.offset()));
        unreadable
    }
}

/// Where the parameters begin that errors are about, and the structures and lists that they are in. A
/// parameter that is there may be in no input.
struct Places<'p>(Vec<(&'p str, Option<Option<Place>>)>);

impl<'p> Places<'p> {
    /// Looks for `parameters`, which are few, in one pass.
    fn of<'n>(
        parameters: impl IntoIterator<Item = &'p str>,
        pairs: impl Iterator<Item = (Cow<'n, str>, Option<Place>)>,
    ) -> Self {
        let mut names: Vec<_> = parameters.into_iter().flat_map(with_parents).collect();
        names.sort_unstable();
        names.dedup();
        let mut places = Places(names.into_iter().map(|name| (name, None)).collect());
        for (name, place) in pairs {
            places.note(&name, place);
            if places.0.iter().all(|(_, found)| found.is_some()) {
                break;
            }
        }
        places
    }

    /// Notes the first place of a name and of those above it.
    fn note(&mut self, name: &str, place: Option<Place>) {
        for (wanted, found) in self.0.iter_mut().filter(|(_, found)| found.is_none()) {
            let is_whole = matches!(name.as_bytes().get(wanted.len()), None | Some(b'.'));
            if is_whole && name.starts_with(*wanted) {
                *found = Some(place);
            }
        }
    }

    /// The place of a parameter, or else of the inmost structure or list around it that is there.
    fn find(&self, parameter: &str, end: Option<Place>) -> Option<Place> {
        let place = |name: &str| {
            let index = self.0.binary_search_by_key(&name, |(name, _)| name).ok()?;
            self.0[index].1
        };
        with_parents(parameter).find_map(place).unwrap_or(end)
    }
}

/// A parameter, and the structures and lists that it is in, inmost first.
fn with_parents(parameter: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parameter), |name| Some(name.rsplit_once('.')?.0))
}
