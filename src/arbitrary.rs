//! Values for fuzzing and property tests, by way of the crate [`arbitrary`](https://docs.rs/arbitrary).
//!
//! Requests are ones that AWS accepts, with texts in many scripts, lengths at the limits and lists of
//! up to fifty. Responses hold whatever XML 1.0 can carry. Three more types are wrong in one way, and
//! know which: [`Violating`], [`Incomplete`] and [`Forbidden`].
//!
//! ```
//! use arbitrary::{Arbitrary, Unstructured};
//! use iam_codec::Request;
//! use iam_codec::arbitrary::Violating;
//!
//! let mut bytes = Unstructured::new(b"as many bytes as a fuzzer likes to give");
//! let request = Request::arbitrary(&mut bytes)?;
//! assert_eq!(request.validate(), Ok(()));
//!
//! let wrong = Violating::arbitrary(&mut bytes)?;
//! let error = wrong.request.validate().unwrap_err();
//! assert_eq!(error.violations().len(), 1);
//! assert_eq!(error.violations()[0].path(), wrong.path);
//! # Ok::<(), arbitrary::Error>(())
//! ```
//!
//! The limits of the service's model stand here a second time, and not by way of the crate's tables: a
//! wrong row in a table makes a property fail.

mod faulty;
mod texts;

use std::borrow::Cow;

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::{
    Action, ErrorCode, ErrorResponse, Fault, KeyCase, ListResourceTags, OperationResult,
    OtherRequest, Params, Reply, Request, Resource, ResourceType, Response, Tag, TagPage,
    TagResource, UntagResource, VERSION,
};

pub use faulty::{Forbidden, Incomplete, Violating};
use texts::{
    ANY_TEXT, MARKER, MAX_ITEMS, MAX_LIST, TAG_KEY, TAG_VALUE, arn, arn_type, identifiers,
    unreserved, xml_text,
};

impl<'u> Arbitrary<'u> for Request<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        Ok(match u.int_in_range(0..=7)? {
            0..=3 => TagResource::arbitrary(u)?.into(),
            4..=5 => UntagResource::arbitrary(u)?.into(),
            6 => ListResourceTags::arbitrary(u)?.into(),
            _ => Request::Other(OtherRequest::arbitrary(u)?),
        })
    }
}

impl<'u> Arbitrary<'u> for TagResource<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let resource = Resource::arbitrary(u)?;
        let count = list_len(u)?;
        let tags = distinct_tags(u, resource.resource_type(), count)?;
        Ok(TagResource { resource, tags })
    }
}

impl<'u> Arbitrary<'u> for UntagResource<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let resource = Resource::arbitrary(u)?;
        let tag_keys = (0..list_len(u)?).map(|_| TAG_KEY.draw(u).map(Cow::Owned));
        Ok(UntagResource { resource, tag_keys: tag_keys.collect::<Result<_>>()? })
    }
}

impl<'u> Arbitrary<'u> for ListResourceTags<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let resource = Resource::arbitrary(u)?;
        let marker = if u.arbitrary()? { Some(MARKER.draw(u)?.into()) } else { None };
        let max_items = if u.arbitrary()? { Some(u.int_in_range(MAX_ITEMS)?) } else { None };
        Ok(ListResourceTags { resource, marker, max_items })
    }
}

impl<'u> Arbitrary<'u> for OtherRequest<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let action = match u.int_in_range(0..=2)? {
            0 => "TagCat".to_owned(),
            1 => "AssumeRole".to_owned(),
            // Another case is another action.
            _ => u.choose(Action::ALL)?.as_str().to_ascii_lowercase(),
        };
        let mut params = Params::default();
        params.push("Action", action);
        params.push("Version", VERSION);
        for param in &Params::arbitrary(u)? {
            params.push(param.name().to_owned(), param.value().to_owned());
        }
        OtherRequest::new(params).ok_or(arbitrary::Error::IncorrectFormat)
    }
}

impl<'u> Arbitrary<'u> for Params<'_> {
    /// Names that mean something, and names that do not; in any order, any number of times.
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut params = Params::default();
        for _ in 0..u.int_in_range(0..=12)? {
            let name = match u.int_in_range(0..=4)? {
                0 => u.choose(ResourceType::ALL)?.parameter().to_owned(),
                1 => format!("Tags.member.{}.Key", u.int_in_range(1..=11)?),
                2 => format!("Tags.member.{}.Value", u.int_in_range(1..=11)?),
                3 => format!("TagKeys.member.{}", u.int_in_range(1..=11)?),
                _ => ANY_TEXT.draw(u)?,
            };
            params.push(name, ANY_TEXT.draw(u)?);
        }
        Ok(params)
    }
}

impl<'u> Arbitrary<'u> for Tag<'_> {
    /// A tag that any resource may have.
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        Ok(Tag::new(unreserved(TAG_KEY.draw(u)?), unreserved(TAG_VALUE.draw(u)?)))
    }
}

impl<'u> Arbitrary<'u> for Resource<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let resource_type = ResourceType::arbitrary(u)?;
        let texts = identifiers(resource_type);
        let identifier = match (arn_type(resource_type), resource_type) {
            (Some(arn_type), _) => arn(u, arn_type, texts.max)?,
            (None, ResourceType::MfaDevice) if u.arbitrary()? => arn(u, "mfa", texts.max)?,
            _ => texts.draw(u)?,
        };
        Ok(Resource::new(resource_type, identifier))
    }
}

impl<'u> Arbitrary<'u> for ResourceType {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        u.choose(ResourceType::ALL).copied()
    }
}

impl<'u> Arbitrary<'u> for Action {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        u.choose(Action::ALL).copied()
    }
}

impl<'u> Arbitrary<'u> for KeyCase {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        u.choose(&[KeyCase::Sensitive, KeyCase::Insensitive]).copied()
    }
}

impl<'u> Arbitrary<'u> for Reply<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        Ok(if u.arbitrary()? {
            Reply::Response(Response::arbitrary(u)?)
        } else {
            Reply::Error(ErrorResponse::arbitrary(u)?)
        })
    }
}

impl<'u> Arbitrary<'u> for Response<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        Ok(Response { result: OperationResult::arbitrary(u)?, request_id: request_id(u)? })
    }
}

impl<'u> Arbitrary<'u> for OperationResult<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let resource_type = ResourceType::arbitrary(u)?;
        Ok(match u.int_in_range(0..=5)? {
            0 => OperationResult::TagResource(resource_type),
            1 => OperationResult::UntagResource(resource_type),
            _ => OperationResult::ListResourceTags(resource_type, TagPage::arbitrary(u)?),
        })
    }
}

impl<'u> Arbitrary<'u> for TagPage<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let tags = (0..list_len(u)?).map(|_| Ok(Tag::new(xml_text(u)?, xml_text(u)?)));
        let tags = tags.collect::<Result<_>>()?;
        let marker = if u.arbitrary()? { Some(xml_text(u)?.into()) } else { None };
        Ok(TagPage { tags, is_truncated: u.arbitrary()?, marker })
    }
}

impl<'u> Arbitrary<'u> for ErrorResponse<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut error = ErrorResponse::new(ErrorCode::arbitrary(u)?, request_id(u)?);
        if u.ratio(1, 4)? {
            error.fault = Fault::arbitrary(u)?;
        }
        Ok(if u.arbitrary()? { error.with_message(xml_text(u)?) } else { error })
    }
}

impl<'u> Arbitrary<'u> for ErrorCode<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        match u.arbitrary()? {
            true => Ok(xml_text(u)?.into()),
            false => u.choose(ErrorCode::ALL).cloned(),
        }
    }
}

impl<'u> Arbitrary<'u> for Fault {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        u.choose(&[Fault::Sender, Fault::Receiver]).copied()
    }
}

/// How many members a list has. Beyond ten, the order of numbers is not that of their digits.
fn list_len(u: &mut Unstructured<'_>) -> Result<usize> {
    match u.int_in_range(0..=9)? {
        9 => Ok(MAX_LIST),
        8 => u.int_in_range(11..=MAX_LIST),
        7 => Ok(0),
        _ => u.int_in_range(1..=4),
    }
}

/// Tags with keys that are not the same on a resource of this type.
fn distinct_tags<'a>(
    u: &mut Unstructured<'_>,
    resource_type: ResourceType,
    count: usize,
) -> Result<Vec<Tag<'a>>> {
    let mut tags: Vec<Tag<'a>> = Vec::with_capacity(count);
    while tags.len() < count {
        let mut tag = Tag::arbitrary(u)?;
        let is_new = |key: &str| !tags.iter().any(|tag| resource_type.same_key(&tag.key, key));
        if !is_new(&tag.key) {
            let mut keys = (tags.len()..).map(|n| format!("k{n}"));
            tag.key = keys.find(|key| is_new(key)).unwrap_or_default().into();
        }
        tags.push(tag);
    }
    Ok(tags)
}

/// A `RequestId`: a UUID as AWS sends it, or any other text.
fn request_id<'a>(u: &mut Unstructured<'_>) -> Result<Cow<'a, str>> {
    Ok(match u.arbitrary()? {
        true => Cow::Owned(xml_text(u)?),
        false => Cow::Borrowed("358299bb-b7f8-11e2-8d39-e3a125f625ee"),
    })
}
