//! Values for fuzzing and property tests, made with the crate [`arbitrary`](https://docs.rs/arbitrary).
//!
//! Requests are valid: AWS accepts them. They are of all operations, with texts in many scripts, lengths at
//! the limits, and lists of up to 1,001 members where AWS sets no limit. Responses hold whatever XML 1.0
//! can carry. Three more types are requests that are wrong in one way, with the error that must be
//! reported: [`Violating`], [`Incomplete`] and [`Forbidden`].
//!
//! ```
//! use arbitrary::{Arbitrary, Unstructured};
//! use iam_codec::Request;
//! use iam_codec::generators::Violating;
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
//! Of STS there are requests, valid ones alone, and replies: [`Request`](crate::sts::Request) and
//! [`Reply`](crate::sts::Reply) of the module [`sts`](crate::sts).
//!
//! The limits are those of the crate's own tables, so these types show that the decoder does what its
//! tables say. Whether the tables say what the service's model says is for the tests of the model, and for
//! the oracles in `fuzz/`, which read the model themselves. Valid texts reach limits of up to 4,096
//! characters, and texts that are too long exceed limits of up to 131,072.

mod aim;
mod arn;
mod faulty;
mod fill;
mod leaves;
mod limit;
mod samples;
mod site;
mod sts;
mod tags;
mod taken;
mod texts;
mod walk;

use std::borrow::Cow;

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::message::service::{Requests, Results};
use crate::{
    Action, Content, Element, ErrorCode, ErrorResponse, Fault, KeyCase, OperationResult,
    OtherRequest, OtherResult, Params, Reply, Request, Resource, ResourceType, Response, Tag,
    TagPage, VERSION,
};

pub use faulty::{Forbidden, Incomplete, Violating};
use fill::{fill_request, fill_result};
use taken::key_case;
use texts::{ANY, xml_text};

impl<'u> Arbitrary<'u> for Request<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        match u.ratio(1, 16)? {
            true => Ok(Request::Other(OtherRequest::arbitrary(u)?)),
            false => {
                let action = Action::arbitrary(u)?;
                request_of(action, u)
            }
        }
    }
}

/// A valid request of this operation.
///
/// ```
/// use arbitrary::Unstructured;
/// use iam_codec::Action;
/// use iam_codec::generators::request_of;
///
/// let request = request_of(Action::GetRole, &mut Unstructured::new(b"any bytes"))?;
/// assert_eq!(request.action(), Some(Action::GetRole));
/// assert_eq!(request.validate(), Ok(()));
/// # Ok::<(), arbitrary::Error>(())
/// ```
///
/// # Errors
///
/// The bytes do not suffice.
pub fn request_of<'a>(action: Action, u: &mut Unstructured<'_>) -> Result<Request<'a>> {
    let mut request = Request::empty(action);
    if let Some(structure) = request.input_mut() {
        fill_request(structure, key_case(action), None, u)?;
    }
    Ok(request)
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
                _ => ANY.draw(u, 0, 300)?,
            };
            params.push(name, ANY.draw(u, 0, 300)?);
        }
        Ok(params)
    }
}

impl<'u> Arbitrary<'u> for Tag<'_> {
    /// A tag that any resource may have.
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut tag = Tag::default();
        fill_request(&mut tag, KeyCase::Sensitive, None, u)?;
        Ok(tag)
    }
}

impl<'u> Arbitrary<'u> for Resource<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut tagging = Action::ALL.iter().filter(|action| action.resource_type().is_some());
        let nth = u.choose_index(3 * ResourceType::ALL.len())?;
        let action = *tagging.nth(nth).ok_or(arbitrary::Error::IncorrectFormat)?;
        let request = request_of(action, u)?;
        let tagging = request.tagging().ok_or(arbitrary::Error::IncorrectFormat)?;
        Ok(tagging.resource.into_owned())
    }
}

/// Implements `Arbitrary` for types whose values are all listed.
macro_rules! listed {
    ($($Type:ty: $all:expr;)*) => {$(
        impl<'u> Arbitrary<'u> for $Type {
            fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
                u.choose($all).copied()
            }
        }
    )*};
}

listed! {
    ResourceType: ResourceType::ALL;
    Action: Action::ALL;
    KeyCase: &[KeyCase::Sensitive, KeyCase::Insensitive];
    Fault: &[Fault::Sender, Fault::Receiver];
}

impl<'u> Arbitrary<'u> for Reply<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        Ok(if u.ratio(3, 4)? {
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
        if u.ratio(1, 16)? {
            return Ok(OperationResult::Other(OtherResult::arbitrary(u)?));
        }
        let mut result = OperationResult::empty(Action::arbitrary(u)?);
        if let Some(structure) = result.output_mut() {
            fill_result(structure, u)?;
        }
        Ok(result)
    }
}

impl<'u> Arbitrary<'u> for OtherResult<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let action = *u.choose(&["TagCat", "AssumeRole", "taguser"])?;
        let len = u.int_in_range(0..=2)?;
        let elements = (0..len).map(|_| Element::arbitrary(u)).collect::<Result<_>>()?;
        Ok(OtherResult::new(action, elements))
    }
}

impl<'u> Arbitrary<'u> for Element<'_> {
    /// A few nest deeper than any answer of AWS does.
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let element = element(u, 4)?;
        let levels = if u.ratio(1, 4)? { u.int_in_range(10..=40)? } else { 0 };
        let around = |inner, _| Element::new("Moods", Content::Elements(vec![inner]));
        Ok((0..levels).fold(element, around))
    }
}

/// An element that nests at most `levels` deep.
fn element<'a>(u: &mut Unstructured<'_>, levels: usize) -> Result<Element<'a>> {
    let name = *u.choose(&["TagCatResult", "member", "Tags", "RequestId", "Key", "key", "Ä-1."])?;
    let len = if levels > 1 { u.int_in_range(0..=3)? } else { 0 };
    let content = match len {
        0 => Content::Text(xml_text(u)?.into()),
        _ => Content::Elements((0..len).map(|_| element(u, levels - 1)).collect::<Result<_>>()?),
    };
    Ok(Element::new(name, content))
}

impl<'u> Arbitrary<'u> for TagPage<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut result = OperationResult::empty(Action::ListUserTags);
        if let Some(structure) = result.output_mut() {
            fill_result(structure, u)?;
        }
        let page = result.into_tag_page().ok_or(arbitrary::Error::IncorrectFormat)?;
        Ok(page.1)
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

/// A `RequestId`: a UUID as AWS sends it, or any other text.
fn request_id<'a>(u: &mut Unstructured<'_>) -> Result<Cow<'a, str>> {
    Ok(match u.arbitrary()? {
        true => Cow::Owned(xml_text(u)?),
        false => Cow::Borrowed("358299bb-b7f8-11e2-8d39-e3a125f625ee"),
    })
}
