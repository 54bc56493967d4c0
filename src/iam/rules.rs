//! What IAM refuses though it breaks no constraint: names, paths and ARNs that have another form, tags that
//! only AWS may set, tags with the same key, and empty lists of tags. It looks for them after all violations.
//!
//! IAM judges texts before it authorizes the request, and tags afterwards (recorded: a caller who may not do
//! it gets `AccessDenied` for tags that are forbidden, and `ValidationError` for a violation).

use crate::error::path::Path;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::iam::limits;
use crate::iam::operations::{Action, Request};
use crate::iam::tagging::table::ResourceType;
use crate::iam::tagging::view::Verb;
use crate::message::service::{Requests, Rules};
use crate::schema::shape::{Form, Named, Shape, TextShape, is_name};
use crate::schema::structure::{Field, Kind, Structure, tags};
use crate::types::tag::Tag;
use crate::types::tag_key::{KeyCase, is_reserved};
use crate::wire::xml::writer::unwritable;

impl Rules for Action {
    #[inline]
    fn judge(self, input: &dyn Structure) -> Result<(), RequestError> {
        malformed_text(input, None).map_or(Ok(()), Err)
    }

    #[inline]
    fn judge_authorized(self, input: &dyn Structure) -> Result<(), RequestError> {
        let forbidden = || forbidden_tag(tags(input)?, tagged_type(self)?);
        forbidden().or_else(|| empty_tags(self, input)).map_or(Ok(()), Err)
    }
}

impl<'a> Request<'a> {
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
                Request::decoder().unchecked().parts(query, body)
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
        self.known().map_or(Ok(()), |(action, input)| action.judge_authorized(input))
    }

    /// The type of the resource that the request tags, as it is or as it creates it.
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
        tagged_type(self.action()?)
    }
}

/// The first text of a form that IAM calls by name and that has another one, or that no answer could give
/// back, at any depth.
fn malformed_text(structure: &dyn Structure, parent: Option<&Path<'_>>) -> Option<RequestError> {
    structure.table().members.iter().enumerate().find_map(|(index, member)| {
        // Flags, numbers and classes of characters cannot be wrong: most members are not looked at.
        if may_be_malformed(member.kind, member.shape()) {
            let path =
                parent.map_or(Path::new(member.name()), |parent| parent.member(member.name()));
            malformed_field(structure.field(index), member.shape(), &path)
        } else {
            None
        }
    })
}

#[inline]
fn may_be_malformed(kind: Kind, shape: &Shape) -> bool {
    match (kind, shape) {
        // The classes of characters hold none that XML cannot carry.
        (_, Shape::Text(TextShape { form: Form::Some(..) | Form::Many(..), .. })) => false,
        (Kind::List(kind), _) => may_be_malformed(*kind, shape.list().member),
        (Kind::Integer | Kind::Boolean | Kind::Timestamp | Kind::Blob, _) => false,
        _ => true,
    }
}

fn malformed_field(field: Field<'_>, shape: &Shape, path: &Path<'_>) -> Option<RequestError> {
    match field {
        Field::Text(text) | Field::Secret(text) | Field::Policy(text) | Field::Enum(text, _) => {
            match shape {
                Shape::Text(TextShape { form: Form::Named(named), .. }) => {
                    malformed(*named, text, path).or_else(|| unwritable_text(text, path))
                }
                _ => unwritable_text(text, path),
            }
        }
        Field::Structure(structure) => malformed_text(structure, Some(path)),
        Field::List(list) => (0..list.len()).find_map(|index| {
            let path = path.index(index as u32 + 1);
            malformed_field(list.get(index), shape.list().member, &path)
        }),
        Field::Map(map) => (0..map.len()).find_map(|index| {
            let (key, value) = map.get(index);
            let (index, shape) = (index as u32 + 1, shape.map());
            malformed_field(key, shape.key, &path.entry(index).member("key"))
                .or_else(|| malformed_field(value, shape.value, &path.value(index, "")))
        }),
        _ => None,
    }
}

/// A text that no answer could hold is refused: IAM answers in XML alone.
fn unwritable_text(text: &str, path: &Path<'_>) -> Option<RequestError> {
    let kind = RequestErrorKind::UnwritableText(unwritable(text)?);
    Some(RequestError::new(kind).at(path.in_body(), None))
}

fn malformed(named: Named, text: &str, path: &Path<'_>) -> Option<RequestError> {
    let sentence = refusal(named, path, text)?;
    let kind = match named {
        Named::BoundaryArn => RequestErrorKind::InvalidBoundary(sentence),
        _ => RequestErrorKind::InvalidIdentifier(sentence),
    };
    Some(RequestError::new(kind).at(path.in_body(), None))
}

/// What IAM says of a text that has the right length and not the right form.
pub(crate) fn refusal(named: Named, path: &Path<'_>, text: &str) -> Option<String> {
    let invalid = |rule: &str| {
        let path = path.in_messages();
        Some(format!("The specified value for {path} is invalid. It must {rule}"))
    };
    match named {
        Named::Name if is_name(text) => None,
        Named::Name => {
            invalid("contain only alphanumeric characters and/or the following: +=,.@_-")
        }
        Named::Path if is_path(text) => None,
        Named::Path => invalid(
            "begin and end with / and contain only alphanumeric characters and/or / characters.",
        ),
        Named::PathPrefix if text.starts_with('/') && is_graphic(text) => None,
        Named::PolicyPathPrefix if limits::is_policy_path(text) => None,
        Named::PathPrefix | Named::PolicyPathPrefix => invalid(
            "begin with the / character and contain only alphanumeric characters and/or / characters.",
        ),
        Named::Arn(resource_type) => not_valid(text, resource_type),
        Named::BoundaryArn => not_valid(text, "policy"),
        Named::OpenIdConnectProviderArn => match arn(text, "oidc-provider") {
            Ok(()) => None,
            Err(ArnError::Syntax) => Some(format!("Invalid ARN: {text}")),
            Err(ArnError::Service) => Some("Invalid service in ARN".to_owned()),
            Err(ArnError::Resource) => Some("Invalid resource type in ARN".to_owned()),
        },
    }
}

fn not_valid(text: &str, resource_type: &str) -> Option<String> {
    (arn(text, resource_type) != Ok(())).then(|| format!("ARN {text} is not valid."))
}

/// `(\u002F)|(\u002F[\u0021-\u007E]+\u002F)`, and a prefix up to U+007F.
fn is_path(text: &str) -> bool {
    let is_ended = text.starts_with('/') && text.ends_with('/');
    // Of two slashes there is nothing between.
    is_ended && text.len() != 2 && is_graphic(text) && !text.contains('\u{7F}')
}

fn is_graphic(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'!'..=0x7F))
}

#[derive(PartialEq)]
enum ArnError {
    Syntax,
    Service,
    Resource,
}

/// `arn:aws…:iam::account:type/…`. IAM refuses a wrong partition or service, a region, another type
/// and trailing blanks.
fn arn(text: &str, resource_type: &str) -> Result<(), ArnError> {
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let &["arn", partition, service, "", account, resource] = &parts[..] else {
        return Err(ArnError::Syntax);
    };
    let name = resource.strip_prefix(resource_type).and_then(|rest| rest.strip_prefix('/'));
    let is_partition = partition == "aws" || partition.starts_with("aws-");
    // The policies that AWS manages are of the account `aws`.
    let is_account = account == "aws"
        || account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit());
    if !is_partition || !is_account || text.ends_with(char::is_whitespace) {
        Err(ArnError::Syntax)
    } else if service != "iam" {
        Err(ArnError::Service)
    } else if name.is_none_or(str::is_empty) {
        Err(ArnError::Resource)
    } else {
        Ok(())
    }
}

/// The type of the resource that gets the tags of the operation's input.
pub(crate) fn tagged_type(action: Action) -> Option<ResourceType> {
    match action.tagging() {
        Some((Verb::Tag, resource_type)) => Some(resource_type),
        Some(_) => None,
        None => ResourceType::ALL.iter().copied().find(|of| of.row().create == action),
    }
}

/// The first tag that only AWS may set, or else the first that has an earlier one's key (recorded order).
fn forbidden_tag(tags: &[Tag<'_>], resource_type: ResourceType) -> Option<RequestError> {
    let error = |kind, i| RequestError::new(kind).at(format!("Tags.member.{}.Key", i + 1), None);
    // IAM takes such values (recorded).
    if let Some(i) = tags.iter().position(|tag| is_reserved(&tag.key)) {
        return Some(error(RequestErrorKind::ReservedTag, i));
    }
    let i = resource_type.key_case().duplicate(tags)?;
    Some(error(RequestErrorKind::DuplicateTagKeys(resource_type.key_case()), i))
}

/// An empty list of tags to add or of keys to remove, where IAM refuses one.
fn empty_tags(action: Action, structure: &dyn Structure) -> Option<RequestError> {
    let (verb, resource_type) = action.tagging()?;
    let members = structure.table().members.iter().enumerate();
    let (_, list) = members.into_iter().find(|(index, _)| match structure.field(*index) {
        Field::Tags(tags) => tags.is_empty(),
        Field::List(keys) => keys.len() == 0,
        _ => false,
    })?;
    let kind = RequestErrorKind::EmptyTags(refusal_of_empty(resource_type, verb)?);
    Some(RequestError::new(kind).at(list.name(), None))
}

/// What IAM says of an empty list. Users and roles take one of keys.
///
/// Recorded of users, server certificates and providers, of these without the sentences. The others follow
/// the model, which declares `InvalidInput` for the operations that refuse.
fn refusal_of_empty(resource_type: ResourceType, verb: Verb) -> Option<&'static str> {
    match (resource_type.key_case(), verb) {
        (KeyCase::Insensitive, Verb::Tag) => Some("Error occurred while validating input. "),
        (KeyCase::Sensitive, Verb::Tag) => Some("The provided tag map must not be null/empty."),
        (KeyCase::Sensitive, Verb::Untag) => Some("The provided tag keys must not be null/empty."),
        _ => None,
    }
}
