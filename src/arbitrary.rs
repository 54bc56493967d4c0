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

use std::borrow::Cow;

use arbitrary::{Arbitrary, Result, Unstructured};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::{
    Action, Constraint, ErrorCode, ErrorResponse, Fault, KeyCase, ListResourceTags,
    OperationResult, OtherRequest, Params, Reply, Request, RequestErrorKind, Resource,
    ResourceType, Response, Tag, TagPage, TagResource, UntagResource, VERSION,
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
            0 => "CreateUser".to_owned(),
            1 => "ListUsers".to_owned(),
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
            Request::Other(_) => return Err(arbitrary::Error::IncorrectFormat),
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
        let action = request.action().map_or("", |action| action.resource_type().parameter());
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

/// `tagListType`, `tagKeyListType`
const MAX_LIST: usize = 50;

/// `maxItemsType`
const MAX_ITEMS: std::ops::RangeInclusive<i32> = 1..=1000;

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

/// Letters with a case, and some whose other case is surprising: U+0130, U+017F, U+212A, sigmas.
const TAG_CHARACTERS: &str = "aAkKsSwWDept 019_.:/=+-@éÉßẞıİſ\u{212A}Σσςǅ東京あ٣Ⅻ²ªʰ\
    \u{A0}\u{1680}\u{2028}\u{2029}\u{3000}𝐀𠀀";

/// Characters that a tag may not have.
const NOT_IN_TAGS: &str = "!\"#$%&'()*,;<>?[\\]^`{|}~\t\r\n\0\u{7F}\u{85}€😀\u{301}\u{200B}\u{FEFF}\
    \u{E000}\u{FFFD}\u{FFFE}";

const TAG_KEY: Texts = Texts { min: 1, max: 128, sample: TAG_CHARACTERS, holds: is_tag };
const TAG_VALUE: Texts = Texts { min: 0, max: 256, sample: TAG_CHARACTERS, holds: is_tag };

const MARKER: Texts = Texts {
    min: 1,
    max: 320,
    sample: "aA0 +/=~\u{20}\u{7E}\u{7F}\u{80}\u{9F}\u{A0}éÿ",
    holds: |c| matches!(c, '\u{20}'..='\u{FF}'),
};

const NAME: Texts =
    Texts { min: 1, max: 128, sample: "aAkKzZ09_+=,.@-", holds: |c| is_word(c, "+=,.@-") };

const SERIAL: Texts =
    Texts { min: 9, max: 256, sample: "aAzZ09_+=/:,.@-", holds: |c| is_word(c, "+=/:,.@-") };

/// Markup, line ends, and the borders of what XML 1.0 can carry.
const XML_TEXT: Texts = Texts {
    min: 0,
    max: 300,
    sample: "aZ0 <>&;'\"]-/\t\n\r\u{7F}\u{85}\u{A0}é東\u{2028}\u{D7FF}\u{E000}\u{FEFF}\u{FFFD}\u{10000}\
        \u{10FFFF}",
    holds: |c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..),
};

const ANY_TEXT: Texts =
    Texts { min: 0, max: 300, sample: "aZ0 %+&=;.#é東\0\u{FFFF}\u{10FFFF}", holds: |_| true };

/// Texts of a length in code points, of certain characters.
struct Texts {
    min: usize,
    max: usize,
    /// The characters that are likely.
    sample: &'static str,
    /// All characters that are possible.
    holds: fn(char) -> bool,
}

impl Texts {
    /// A text of any length, mostly a short one; the greatest length is not rare.
    fn draw(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let len = match u.int_in_range(0..=15)? {
            15 => self.max,
            14 => self.min,
            _ => u.int_in_range(self.min..=self.max.min(self.min + 15))?,
        };
        self.of_len(u, len)
    }

    /// A long text repeats a short one, since the bytes of a fuzzer are few.
    fn of_len(&self, u: &mut Unstructured<'_>, len: usize) -> Result<String> {
        let piece = (0..len.min(16)).map(|_| self.character(u)).collect::<Result<Vec<_>>>()?;
        Ok(piece.into_iter().cycle().take(len).collect())
    }

    fn character(&self, u: &mut Unstructured<'_>) -> Result<char> {
        if u.ratio(1, 8)? {
            let any = u.arbitrary()?;
            if (self.holds)(any) {
                return Ok(any);
            }
        }
        pick(u, self.sample)
    }
}

fn is_word(c: char, others: &str) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || others.contains(c)
}

fn is_tag(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Separator};
    "_.:/=+-@".contains(c) || matches!(c.general_category_group(), Letter | Number | Separator)
}

fn pick(u: &mut Unstructured<'_>, sample: &str) -> Result<char> {
    let nth = u.choose_index(sample.chars().count())?;
    sample.chars().nth(nth).ok_or(arbitrary::Error::IncorrectFormat)
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
        let mut n = tags.len();
        while tags.iter().any(|other| resource_type.same_key(&other.key, &tag.key)) {
            tag.key = format!("k{n}").into();
            n += 1;
        }
        tags.push(tag);
    }
    Ok(tags)
}

/// The same text, or if its prefix is reserved, one that is as long and begins otherwise.
fn unreserved(text: String) -> String {
    match text.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("aws:") => text.replacen(':', "_", 1),
        _ => text,
    }
}

/// The length and the characters of what identifies a resource.
fn identifiers(resource_type: ResourceType) -> Texts {
    match resource_type {
        ResourceType::User | ResourceType::InstanceProfile | ResourceType::ServerCertificate => {
            NAME
        }
        ResourceType::Role => Texts { max: 64, ..NAME },
        ResourceType::MfaDevice => SERIAL,
        ResourceType::Policy | ResourceType::OpenIdConnectProvider | ResourceType::SamlProvider => {
            Texts { min: 20, max: 2048, ..SERIAL }
        }
    }
}

/// How IAM calls a resource of this type in an ARN, if an ARN is what identifies it.
fn arn_type(resource_type: ResourceType) -> Option<&'static str> {
    match resource_type {
        ResourceType::Policy => Some("policy"),
        ResourceType::OpenIdConnectProvider => Some("oidc-provider"),
        ResourceType::SamlProvider => Some("saml-provider"),
        _ => None,
    }
}

fn arn(u: &mut Unstructured<'_>, arn_type: &str, max: usize) -> Result<String> {
    let partition = u.choose(&["aws", "aws-cn", "aws-us-gov"])?;
    let account = u.choose(&["123456789012", "000000000000", "aws"])?;
    let start = format!("arn:{partition}:iam::{account}:{arn_type}/");
    let name = Texts { min: 1, max: max - start.len(), ..SERIAL }.draw(u)?;
    Ok(start + &name)
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
    let name = Texts { min: 1, max: 100, ..SERIAL }.draw(u)?;
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

/// A text of a response; some have the one end that XML gives a meaning.
fn xml_text(u: &mut Unstructured<'_>) -> Result<String> {
    let end = if u.ratio(1, 8)? { "]]>" } else { "" };
    Ok(XML_TEXT.draw(u)? + end)
}

/// A `RequestId`: a UUID as AWS sends it, or any other text.
fn request_id<'a>(u: &mut Unstructured<'_>) -> Result<Cow<'a, str>> {
    Ok(match u.arbitrary()? {
        true => Cow::Owned(xml_text(u)?),
        false => Cow::Borrowed("358299bb-b7f8-11e2-8d39-e3a125f625ee"),
    })
}

/// Puts a character of `intruders` in the place of one of the text's, which is not empty.
fn replace_one(u: &mut Unstructured<'_>, text: &mut String, intruders: &str) -> Result<()> {
    let nth = u.choose_index(text.chars().count())?;
    let intruder = pick(u, intruders)?;
    *text = text.chars().enumerate().map(|(i, c)| if i == nth { intruder } else { c }).collect();
    Ok(())
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
        let count = u.int_in_range(MAX_LIST + 1..=MAX_LIST + 3)?;
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
        let count = u.int_in_range(MAX_LIST + 1..=MAX_LIST + 3)?;
        keys.resize_with(count, || "Dept".into());
        return Ok(("TagKeys.member.51".to_owned(), Constraint::MaxLength(MAX_LIST)));
    }
    let at = u.int_in_range(0..=keys.len().min(MAX_LIST - 1))?;
    let bad = match broken {
        0 => too_long(u, &TAG_KEY)?,
        1 => String::new(),
        _ => {
            let mut key = TAG_KEY.draw(u)?;
            replace_one(u, &mut key, NOT_IN_TAGS)?;
            key
        }
    };
    keys.truncate(MAX_LIST - 1);
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
            request.max_items = Some(u.int_in_range(i32::MIN..=MAX_ITEMS.start() - 1)?);
            ("MaxItems", Constraint::MinValue(*MAX_ITEMS.start()))
        }
        _ => {
            request.max_items = Some(u.int_in_range(MAX_ITEMS.end() + 1..=i32::MAX)?);
            ("MaxItems", Constraint::MaxValue(*MAX_ITEMS.end()))
        }
    };
    Ok((parameter.to_owned(), constraint))
}

/// A text that is too long by one code point or a few.
fn too_long(u: &mut Unstructured<'_>, texts: &Texts) -> Result<String> {
    let len = u.int_in_range(texts.max + 1..=texts.max + 3)?;
    texts.of_len(u, len)
}

/// A parameter as AWS's messages print it: `tags.1.member.key` for `Tags.member.1.Key`.
fn in_messages(parameter: &str) -> String {
    let mut segments: Vec<_> = parameter.split('.').map(str::to_owned).collect();
    if segments.len() > 2 {
        segments.swap(1, 2);
    }
    for first in segments.iter_mut().filter_map(|segment| segment.get_mut(..1)) {
        first.make_ascii_lowercase();
    }
    segments.join(".")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Values of many inputs, the same at every run.
    fn values<T: for<'u> Arbitrary<'u>>() -> impl Iterator<Item = T> {
        let mut state = 1_u64;
        let mut byte = move || {
            state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            (state >> 56) as u8
        };
        (0..1500).map(move |n| {
            let bytes: Vec<u8> = (0..n % 1000).map(|_| byte()).collect();
            T::arbitrary(&mut Unstructured::new(&bytes)).unwrap()
        })
    }

    #[test]
    fn makes_requests_of_every_action() {
        let actions: BTreeSet<_> = values::<Request<'_>>().filter_map(|r| r.action()).collect();
        assert!(actions.iter().eq(Action::ALL));
    }

    #[test]
    fn makes_lists_beyond_ten_and_up_to_the_limit() {
        let lens: Vec<_> = values::<TagResource<'_>>().map(|request| request.tags.len()).collect();
        let times = |fits: fn(&usize) -> bool| lens.iter().filter(|len| fits(len)).count();
        assert!(times(|len| *len > 10) > lens.len() / 10);
        assert!(times(|len| *len == 50) > lens.len() / 50);
        assert!(times(|len| *len == 0) > lens.len() / 50);
    }

    #[test]
    fn makes_keys_in_other_scripts() {
        let keys = values::<Tag<'_>>().filter(|tag| !tag.key.is_ascii()).count();
        assert!(keys > 500, "{keys} of 1500");
    }

    #[test]
    fn breaks_every_constraint_of_every_member() {
        let named = |v: Violating<'_>| format!("{} {:?}", without_digits(&v.path), v.constraint);
        let broken: BTreeSet<_> = values().map(named).collect();
        // Two lengths of eight identifiers and the pattern of one; of a key and of a value the length and
        // the pattern; a bad key to remove; of the marker the length and the pattern; two bounds of the
        // integer; the lengths of two lists.
        assert_eq!(broken.len(), 8 * 2 + 1 + 4 + 1 + 2 + 2 + 2, "{broken:#?}");
    }

    #[test]
    fn leaves_out_every_required_member() {
        let named = |incomplete: Incomplete| without_digits(&incomplete.path);
        let missing: BTreeSet<_> = values().map(named).collect();
        assert_eq!(missing.len(), 8 + 4, "{missing:#?}");
    }

    fn without_digits(path: &str) -> String {
        path.replace(|c: char| c.is_ascii_digit(), "")
    }
}
