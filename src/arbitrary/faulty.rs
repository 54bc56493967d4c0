//! Requests that are wrong in one way, and know which.

use std::borrow::Cow;

use arbitrary::{Arbitrary, Result, Unstructured};

use super::distinct_tags;
use super::texts::{
    MARKER, MAX_ITEMS, MAX_LIST, NOT_IN_TAGS, SERIAL, TAG_KEY, TAG_VALUE, Texts, arn_type,
    identifiers, replace_one, unreserved,
};
use crate::{
    Constraint, KeyCase, ListResourceTags, Request, RequestErrorKind, Resource, ResourceType, Tag,
    TagResource, UntagResource,
};

/// All constraints of `tagKeyType`, in AWS's order.
const EACH_TAG_KEY: &[Constraint] = &[
    Constraint::MaxLength(128),
    Constraint::MinLength(1),
    Constraint::Pattern(TAG_KEY_PATTERN),
    Constraint::NotNull,
];

const TAG_KEY_PATTERN: &str = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+";
const TAG_VALUE_PATTERN: &str = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*";
const SERIAL_PATTERN: &str = r"[\w+=/:,.@-]+";
const MARKER_PATTERN: &str = r"[\u0020-\u00FF]+";

/// A request that breaks one constraint, with the one violation that
/// [`validate`](Request::validate) must report of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violating<'a> {
    /// The request.
    pub request: Request<'a>,
    /// The violation's [path](crate::Violation::path).
    pub path: String,
    /// The violation's [parameter](crate::Violation::parameter).
    pub parameter: String,
    /// The violation's [constraint](crate::Violation::constraint).
    pub constraint: Constraint,
}

impl<'u> Arbitrary<'u> for Violating<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let of_resource = u.ratio(1, 3)?;
        let mut request = match u.int_in_range(0..=2)? {
            0 => TagResource::arbitrary(u)?.into(),
            1 => UntagResource::arbitrary(u)?.into(),
            _ => ListResourceTags::arbitrary(u)?.into(),
        };
        let (parameter, constraint) = match &mut request {
            Request::TagResource(TagResource { resource, .. })
            | Request::UntagResource(UntagResource { resource, .. })
            | Request::ListResourceTags(ListResourceTags { resource, .. })
                if of_resource =>
            {
                break_identifier(u, resource)?
            }
            Request::TagResource(request) => break_tags(u, request)?,
            Request::UntagResource(request) => break_tag_keys(u, &mut request.tag_keys)?,
            Request::ListResourceTags(request) => break_page(u, request)?,
            _ => return Err(arbitrary::Error::IncorrectFormat),
        };
        let path = match constraint {
            // AWS names the list.
            Constraint::Each(_) => "tagKeys".to_owned(),
            Constraint::MaxLength(MAX_LIST) => in_messages(&parameter.replace(".member.51", "")),
            _ => in_messages(&parameter),
        };
        Ok(Violating { request, path, parameter, constraint })
    }
}

/// The body of a request that lacks one required member, with the one violation that
/// [`decode`](Request::decode) and [`decode_unchecked`](Request::decode_unchecked) must report of it:
/// the member must not be [null](Constraint::NotNull).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// The body.
    pub body: String,
    /// The violation's [path](crate::Violation::path).
    pub path: String,
    /// The violation's [parameter](crate::Violation::parameter): the one that is missing.
    pub parameter: String,
}

impl<'u> Arbitrary<'u> for Incomplete {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let (request, list, count) = if u.ratio(3, 4)? {
            let request = TagResource::arbitrary(u)?;
            let count = request.tags.len();
            (Request::from(request), "Tags", count)
        } else {
            (UntagResource::arbitrary(u)?.into(), "TagKeys", 0)
        };
        let action = request
            .action()
            .and_then(|action| Some(action.resource_type()?.parameter()))
            .unwrap_or_default();
        let missing = match u.int_in_range(0..=3)? {
            0 => action.to_owned(),
            1..=2 if count > 0 => {
                let field = u.choose(&["Key", "Value"])?;
                format!("Tags.member.{}.{field}", u.int_in_range(1..=count)?)
            }
            _ => list.to_owned(),
        };
        let is_kept = |pair: &&str| match pair.strip_prefix(&missing[..]) {
            Some(rest) => !rest.starts_with(['=', '.']),
            None => true,
        };
        let body = request.encode().split('&').filter(is_kept).collect::<Vec<_>>().join("&");
        Ok(Incomplete { body, path: in_messages(&missing), parameter: missing })
    }
}

/// A request that breaks no constraint and is refused all the same, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forbidden<'a> {
    /// The request.
    pub request: Request<'a>,
    /// What [`validate`](Request::validate) must say: an identifier that is none, two equal keys, or a
    /// reserved prefix.
    pub kind: RequestErrorKind,
}

impl<'u> Arbitrary<'u> for Forbidden<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut request = TagResource::arbitrary(u)?;
        let resource_type = request.resource.resource_type();
        // Room for one more tag, and one that can be repeated.
        request.tags.truncate(MAX_LIST - 1);
        if request.tags.is_empty() {
            request.tags.push(Tag::new("Dept", ""));
        }
        let kind = match u.int_in_range(0..=2)? {
            0 if resource_type != ResourceType::MfaDevice => {
                let (identifier, sentence) = bad_identifier(u, resource_type)?;
                request.resource = Resource::new(resource_type, identifier);
                RequestErrorKind::InvalidIdentifier(sentence)
            }
            1 => {
                let earlier = u.choose_index(request.tags.len())?;
                let mut key = request.tags[earlier].key.clone().into_owned();
                let key_case = match resource_type {
                    ResourceType::User | ResourceType::Role => KeyCase::Insensitive,
                    _ => KeyCase::Sensitive,
                };
                if key_case == KeyCase::Insensitive && u.arbitrary()? {
                    key.make_ascii_uppercase();
                }
                let later = u.int_in_range(earlier + 1..=request.tags.len())?;
                request.tags.insert(later, Tag::new(key, unreserved(TAG_VALUE.draw(u)?)));
                RequestErrorKind::DuplicateTagKeys(key_case)
            }
            _ => {
                let start = u.choose(&["aws:", "AWS:", "aWs:"])?;
                let tag = match u.arbitrary()? {
                    true => Tag::new("Dept of another kind", format!("{start}a")),
                    false => Tag::new(format!("{start}a"), ""),
                };
                request.tags.retain(|each| !resource_type.same_key(&each.key, &tag.key));
                let at = u.int_in_range(0..=request.tags.len())?;
                request.tags.insert(at, tag);
                RequestErrorKind::ReservedTag
            }
        };
        Ok(Forbidden { request: request.into(), kind })
    }
}

/// Breaks a constraint of the identifier and names the parameter.
fn break_identifier(
    u: &mut Unstructured<'_>,
    resource: &mut Resource<'_>,
) -> Result<(String, Constraint)> {
    let resource_type = resource.resource_type();
    let texts = identifiers(resource_type);
    let (text, constraint) = match u.int_in_range(0..=2)? {
        0 => (too_long(u, &texts)?, Constraint::MaxLength(texts.max)),
        1 if resource_type == ResourceType::MfaDevice => {
            let mut text = texts.draw(u)?;
            replace_one(u, &mut text, " !*é\u{212A}\n\u{10FFFF}")?;
            (text, Constraint::Pattern(SERIAL_PATTERN))
        }
        _ => {
            let len = if texts.min == 1 { 0 } else { u.int_in_range(1..=texts.min - 1)? };
            (texts.of_len(u, len)?, Constraint::MinLength(texts.min))
        }
    };
    *resource = Resource::new(resource_type, text);
    Ok((resource_type.parameter().to_owned(), constraint))
}

/// Breaks a constraint of the tags and names the parameter.
fn break_tags(
    u: &mut Unstructured<'_>,
    request: &mut TagResource<'_>,
) -> Result<(String, Constraint)> {
    let resource_type = request.resource.resource_type();
    let broken = u.int_in_range(0..=5)?;
    if broken == 5 {
        let count = MAX_LIST + 1 + u.int_in_range(0..=2)?;
        request.tags = distinct_tags(u, resource_type, count)?;
        return Ok(("Tags.member.51".to_owned(), Constraint::MaxLength(MAX_LIST)));
    }
    if request.tags.is_empty() {
        request.tags.push(Tag::arbitrary(u)?);
    }
    let at = u.choose_index(request.tags.len())?;
    let tag = &mut request.tags[at];
    let (field, constraint) = match broken {
        0 => {
            tag.key = too_long(u, &TAG_KEY)?.into();
            ("Key", Constraint::MaxLength(TAG_KEY.max))
        }
        1..=2 => {
            replace_one(u, tag.key.to_mut(), NOT_IN_TAGS)?;
            ("Key", Constraint::Pattern(TAG_KEY_PATTERN))
        }
        3 => {
            tag.value = too_long(u, &TAG_VALUE)?.into();
            ("Value", Constraint::MaxLength(TAG_VALUE.max))
        }
        _ => {
            tag.value = Texts { min: 1, ..TAG_VALUE }.draw(u)?.into();
            replace_one(u, tag.value.to_mut(), NOT_IN_TAGS)?;
            ("Value", Constraint::Pattern(TAG_VALUE_PATTERN))
        }
    };
    Ok((format!("Tags.member.{}.{field}", at + 1), constraint))
}

/// Breaks a constraint of the keys and names the parameter.
fn break_tag_keys(
    u: &mut Unstructured<'_>,
    keys: &mut Vec<Cow<'_, str>>,
) -> Result<(String, Constraint)> {
    let broken = u.int_in_range(0..=3)?;
    if broken == 3 {
        let count = MAX_LIST + 1 + u.int_in_range(0..=2)?;
        keys.resize_with(count, || "Dept".into());
        return Ok(("TagKeys.member.51".to_owned(), Constraint::MaxLength(MAX_LIST)));
    }
    // Room for the bad key.
    keys.truncate(MAX_LIST - 1);
    let at = u.choose_index(keys.len() + 1)?;
    let bad = match broken {
        0 => too_long(u, &TAG_KEY)?,
        1 => String::new(),
        _ => {
            let mut key = TAG_KEY.draw(u)?;
            replace_one(u, &mut key, NOT_IN_TAGS)?;
            key
        }
    };
    keys.insert(at, bad.into());
    Ok((format!("TagKeys.member.{}", at + 1), Constraint::Each(EACH_TAG_KEY)))
}

/// Breaks a constraint of `Marker` or `MaxItems` and names the parameter.
fn break_page(
    u: &mut Unstructured<'_>,
    request: &mut ListResourceTags<'_>,
) -> Result<(String, Constraint)> {
    let (parameter, constraint) = match u.int_in_range(0..=3)? {
        0 => {
            request.marker = Some(too_long(u, &MARKER)?.into());
            ("Marker", Constraint::MaxLength(MARKER.max))
        }
        1 => {
            let mut marker = MARKER.draw(u)?;
            replace_one(u, &mut marker, "\t\r\n\0\u{1F}\u{100}東😀")?;
            request.marker = Some(marker.into());
            ("Marker", Constraint::Pattern(MARKER_PATTERN))
        }
        2 => {
            request.max_items = Some(u.int_in_range(i32::MIN..=0)?);
            ("MaxItems", Constraint::MinValue(*MAX_ITEMS.start()))
        }
        _ => {
            request.max_items = Some(u.int_in_range(1001..=i32::MAX)?);
            ("MaxItems", Constraint::MaxValue(*MAX_ITEMS.end()))
        }
    };
    Ok((parameter.to_owned(), constraint))
}

/// A text that is too long by one code point or a few.
fn too_long(u: &mut Unstructured<'_>, texts: &Texts) -> Result<String> {
    let len = texts.max + 1 + u.int_in_range(0..=2)?;
    texts.of_len(u, len)
}

/// An identifier of permitted length that is none, and what IAM says of it.
fn bad_identifier(
    u: &mut Unstructured<'_>,
    resource_type: ResourceType,
) -> Result<(String, String)> {
    let parameter = resource_type.parameter();
    let Some(arn_type) = arn_type(resource_type) else {
        let mut name = identifiers(resource_type).draw(u)?;
        replace_one(u, &mut name, "/ é*:\n\u{212A}")?;
        let sentence = format!(
            "The specified value for {} is invalid. It must contain only alphanumeric characters \
             and/or the following: +=,.@_-",
            in_messages(parameter)
        );
        return Ok((name, sentence));
    };
    let name = SERIAL.draw(u)?;
    let (start, sentence) = *u.choose(&[
        ("urn:aws:iam::123456789012:", "Invalid ARN: "),
        ("arn:azure:iam::123456789012:", "Invalid ARN: "),
        ("arn:aws:iam:eu-west-1:123456789012:", "Invalid ARN: "),
        ("arn:aws:iam:::", "Invalid ARN: "),
        ("arn:aws:s3::123456789012:", "Invalid service in ARN"),
        ("arn:aws:iam::123456789012:x-", "Invalid resource type in ARN"),
    ])?;
    let arn = format!("{start}{arn_type}/{name}");
    let sentence = match resource_type {
        ResourceType::OpenIdConnectProvider if sentence.ends_with(' ') => {
            format!("{sentence}{arn}")
        }
        ResourceType::OpenIdConnectProvider => sentence.to_owned(),
        _ => format!("ARN {arn} is not valid."),
    };
    Ok((arn, sentence))
}

/// A parameter as AWS's messages print it: `tags.1.member.key` for `Tags.member.1.Key`.
fn in_messages(parameter: &str) -> String {
    let mut segments: Vec<_> = parameter.split('.').map(str::to_owned).collect();
    if let [_, member, index, ..] = &mut segments[..] {
        std::mem::swap(member, index);
    }
    for first in segments.iter_mut().filter_map(|segment| segment.get_mut(..1)) {
        first.make_ascii_lowercase();
    }
    segments.join(".")
}
