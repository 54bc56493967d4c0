//! What IAM refuses though it breaks no constraint: names, paths and ARNs that are none, tags with the
//! same key, and tags that only AWS may set. It looks for them after all violations.

use crate::error::path::Path;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::iam::operations::{Action, Request};
use crate::iam::tagging::table::ResourceType;
use crate::iam::tagging::view::Verb;
use crate::message::service::Rules;
use crate::schema::shape::{Form, Named, Shape, TextShape, is_name};
use crate::schema::structure::{Field, Kind, Structure, tags};
use crate::types::tag::Tag;
use crate::types::tag_key::is_reserved;

impl Rules for Action {
    #[inline]
    fn judge(self, input: &dyn Structure) -> Result<(), RequestError> {
        let error =
            malformed_text(input, None).or_else(|| forbidden_tag(tags(input)?, tagged_type(self)?));
        error.map_or(Ok(()), Err)
    }
}

impl Request<'_> {
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

/// The first text of a form that IAM calls by name and that has another one, at any depth.
fn malformed_text(structure: &dyn Structure, parent: Option<&Path<'_>>) -> Option<RequestError> {
    structure.table().members.iter().enumerate().find_map(|(index, member)| {
        let path = parent.map_or(Path::new(member.name), |parent| parent.member(member.name));
        match (member.kind, member.shape) {
            (_, Shape::Text(TextShape { form: Form::Named(named), .. })) => {
                let Field::Text(text) = structure.field(index) else { return None };
                malformed(*named, text, &path)
            }
            (Kind::Structure(_) | Kind::List(Kind::Structure(_)), _) => {
                malformed_part(structure.field(index), &path)
            }
            _ => None,
        }
    })
}

/// The same in a structure or in a list of them. Tags hold no such text.
fn malformed_part(field: Field<'_>, path: &Path<'_>) -> Option<RequestError> {
    match field {
        Field::Structure(structure) => malformed_text(structure, Some(path)),
        Field::List(list) => (0..list.len())
            .find_map(|index| malformed_part(list.get(index), &path.index(index as u32 + 1))),
        _ => None,
    }
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
        Named::PathPrefix => invalid(
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

/// The first tag that has an earlier one's key, or else the first that only AWS may set.
fn forbidden_tag(tags: &[Tag<'_>], resource_type: ResourceType) -> Option<RequestError> {
    let error = |kind, i| RequestError::new(kind).at(format!("Tags.member.{}.Key", i + 1), None);
    if let Some(i) = resource_type.key_case().duplicate(tags) {
        let kind = RequestErrorKind::DuplicateTagKeys(resource_type.key_case());
        return Some(error(kind, i));
    }
    // IAM takes such values (recorded).
    let i = tags.iter().position(|tag| is_reserved(&tag.key))?;
    Some(error(RequestErrorKind::ReservedTag, i))
}
