//! The codec against other readers and writers: what they make of the same input must be the same.
//!
//! Where they may differ is said here, each time with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use aws_smithy_query::QueryWriter;
use aws_smithy_types::Number;
use iam_codec::form::FormErrorKind;
use iam_codec::{
    Action, ErrorCode, ErrorResponse, Fault, ListResourceTags, MalformedInput, OperationResult,
    Params, Reply, Request, RequestErrorKind, Resource, ResourceType, Response, ResponseErrorKind,
    Tag, TagPage, TagResource, UntagResource, VERSION, form,
};
use regex::Regex;
use roxmltree::{Document, Node};

use crate::properties::{Property, encode_reply, respelled_reply};

/// The claims about form bodies.
pub const OF_BODIES: &[(&str, Property)] =
    &[("diff_pairs", diff_pairs), ("diff_request", diff_request)];

/// The claims about XML documents.
pub const OF_DOCUMENTS: &[(&str, Property)] = &[("diff_xml", diff_xml)];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] =
    &[("diff_query_writer", diff_query_writer), ("diff_written_xml", diff_written_xml)];

/// `form_urlencoded`, which implements the URL Standard, reads the same pairs.
///
/// Differing on purpose: it cannot fail. Where it leaves a broken escape as it stands, or puts U+FFFD
/// in the place of invalid UTF-8, the codec refuses.
pub fn diff_pairs(body: &[u8]) {
    let theirs: Vec<_> = form_urlencoded::parse(body).collect();
    let ours: Vec<_> = form::pairs(body).filter(|pair| !pair.raw().is_empty()).collect();
    assert_eq!(ours.len(), theirs.len());
    for (ours, (name, value)) in ours.iter().zip(&theirs) {
        for (ours, theirs) in [(ours.name(), name), (ours.value(), value)] {
            match ours.map_err(|e| e.kind()) {
                Ok(text) => assert_eq!(&text, theirs),
                Err(FormErrorKind::InvalidEscape) => assert!(theirs.contains('%')),
                Err(_) => assert!(theirs.contains(char::REPLACEMENT_CHARACTER)),
            }
        }
    }
    let readable = ours.iter().all(|pair| pair.name().is_ok() && pair.value().is_ok());
    assert_eq!(readable, is_readable(body));
    match Params::parse(body) {
        Ok(params) => {
            let params = params.iter().map(|param| (param.name(), param.value()));
            assert!(params.eq(theirs.iter().map(|(name, value)| (&name[..], &value[..]))));
        }
        Err(_) => assert!(!readable),
    }
}

/// A decoder that is written to be right and not to be fast makes the same of every body: the value, or
/// the violations in their order, or the kind of refusal.
///
/// Differing on purpose: nothing. Skipped are characters without a category in the older Unicode
/// version of the oracle's patterns, and which of several unreadable parameters is named.
pub fn diff_request(body: &[u8]) {
    let ours = Request::decode(body);
    let ours = match &ours {
        Ok(Request::Other(request)) => {
            let owned = |param: &iam_codec::Param<'_>| (param.name().into(), param.value().into());
            Ok(Decoded::Other(request.params().iter().map(owned).collect()))
        }
        Ok(request) => Ok(Decoded::Known(request.clone())),
        Err(e) => Err(match e.kind() {
            RequestErrorKind::MissingAction => Refusal::MissingAction,
            RequestErrorKind::InvalidAction { .. } => Refusal::InvalidAction,
            RequestErrorKind::MalformedInput(MalformedInput::Ambiguous) => unreachable!(),
            RequestErrorKind::MalformedInput(_) => Refusal::Unreadable,
            RequestErrorKind::ValidationError(violations) => {
                Refusal::Violations(violations.iter().map(ToString::to_string).collect())
            }
            RequestErrorKind::InvalidIdentifier(_) => Refusal::Identifier,
            RequestErrorKind::DuplicateTagKeys(_) => Refusal::DuplicateTagKeys,
            RequestErrorKind::ReservedTag => Refusal::ReservedTag,
            other => panic!("{other:?}"),
        }),
    };
    static UNASSIGNED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Cn}").unwrap());
    let texts = form_urlencoded::parse(body);
    if texts.into_iter().any(|(_, value)| UNASSIGNED.is_match(&value)) {
        return;
    }
    assert_eq!(ours, decode_by_the_book(body));
}

#[derive(Debug, PartialEq)]
enum Decoded<'a> {
    Known(Request<'a>),
    Other(Vec<(String, String)>),
}

#[derive(Debug, PartialEq)]
enum Refusal {
    MissingAction,
    InvalidAction,
    Unreadable,
    Violations(Vec<String>),
    Identifier,
    DuplicateTagKeys,
    ReservedTag,
}

/// All names in a map, and then one question after the other.
fn decode_by_the_book(body: &[u8]) -> Result<Decoded<'static>, Refusal> {
    if !is_readable(body) {
        return Err(Refusal::Unreadable);
    }
    let mut params = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        // Of two parameters with one name the first counts.
        params.entry(name.into_owned()).or_insert(value.into_owned());
    }
    let action = params.get("Action").ok_or(Refusal::MissingAction)?;
    let Some(action) = Action::ALL.iter().find(|known| known.as_str() == action) else {
        let all = form_urlencoded::parse(body).into_owned().collect();
        return if action.is_empty() {
            Err(Refusal::InvalidAction)
        } else {
            Ok(Decoded::Other(all))
        };
    };
    if params.get("Version").is_none_or(|version| version != VERSION) {
        return Err(Refusal::InvalidAction);
    }

    let resource_type = action.resource_type();
    let scalar = |name: &str| match below(&params, name).next() {
        None => Ok(params.get(name).cloned()),
        Some(_) => Err(Refusal::Unreadable),
    };
    scalar("Version")?;
    let identifier = scalar(resource_type.parameter())?;
    let mut violations = Vec::new();
    check_identifier(resource_type, identifier.as_deref(), &mut violations);

    let verb = action.as_str();
    let request = if verb.starts_with("Tag") {
        tag_resource(&params, resource_type, &identifier, &mut violations)?
    } else if verb.starts_with("Untag") {
        untag_resource(&params, resource_type, &identifier, &mut violations)?
    } else {
        let (marker, max_items) = (scalar("Marker")?, scalar("MaxItems")?);
        list_resource_tags(resource_type, &identifier, marker, max_items, &mut violations)?
    };
    let (true, Some(request)) = (violations.is_empty(), request) else {
        return Err(Refusal::Violations(violations));
    };
    if is_no_identifier(resource_type, &identifier.unwrap_or_default()) {
        return Err(Refusal::Identifier);
    }
    if let Request::TagResource(request) = &request {
        let folded = |tag: &Tag<'_>| match resource_type {
            ResourceType::User | ResourceType::Role => {
                tag.key.chars().flat_map(char::to_lowercase).collect()
            }
            _ => tag.key.clone().into_owned(),
        };
        if request.tags.iter().map(folded).collect::<BTreeSet<String>>().len() < request.tags.len()
        {
            return Err(Refusal::DuplicateTagKeys);
        }
        let reserved = |text: &str| text.to_ascii_lowercase().starts_with("aws:");
        if request.tags.iter().any(|tag| reserved(&tag.key) || reserved(&tag.value)) {
            return Err(Refusal::ReservedTag);
        }
    }
    Ok(Decoded::Known(request))
}

/// The first value of each name.
type Map = BTreeMap<String, String>;

fn tag_resource(
    params: &Map,
    resource_type: ResourceType,
    identifier: &Option<String>,
    violations: &mut Vec<String>,
) -> Result<Option<Request<'static>>, Refusal> {
    let Some(members) = members(params, "Tags")? else {
        violations.push(violation("tags", "Member must not be null"));
        return Ok(None);
    };
    let mut fields = Vec::new();
    for parts in members.values() {
        let (mut key, mut value) = (None, None);
        for (rest, text) in parts {
            match &rest.split('.').collect::<Vec<_>>()[..] {
                ["", "Key"] => key = Some(*text),
                ["", "Value"] => value = Some(*text),
                // A text instead of a structure, or something below a text.
                [""] | ["", "Key" | "Value", ..] => return Err(Refusal::Unreadable),
                // A field that no tag has.
                ["", ..] => {}
                _ => return Err(Refusal::Unreadable),
            }
        }
        fields.push((key, value));
    }
    check_list("tags", fields.len(), violations);
    for (i, (key, value)) in (1..).zip(&fields) {
        check(&format!("tags.{i}.member.key"), *key, &TAG_KEY, violations);
        check(&format!("tags.{i}.member.value"), *value, &TAG_VALUE, violations);
    }
    let tags = fields.into_iter().map(|(key, value)| Some(Tag::new(key?, value?).into_owned()));
    let Some((tags, identifier)) = tags.collect::<Option<_>>().zip(identifier.clone()) else {
        return Ok(None);
    };
    let resource = Resource::new(resource_type, identifier);
    Ok(Some(TagResource { resource, tags }.into()))
}

fn untag_resource(
    params: &Map,
    resource_type: ResourceType,
    identifier: &Option<String>,
    violations: &mut Vec<String>,
) -> Result<Option<Request<'static>>, Refusal> {
    let Some(members) = members(params, "TagKeys")? else {
        violations.push(violation("tagKeys", "Member must not be null"));
        return Ok(None);
    };
    let mut tag_keys = Vec::new();
    for parts in members.values() {
        match &parts[..] {
            [("", key)] => tag_keys.push((*key).to_owned().into()),
            _ => return Err(Refusal::Unreadable),
        }
    }
    check_list("tagKeys", tag_keys.len(), violations);
    let is_bad = |key: &std::borrow::Cow<'_, str>| {
        let mut own = Vec::new();
        check("", Some(key), &TAG_KEY, &mut own);
        !own.is_empty()
    };
    if tag_keys.iter().any(is_bad) {
        violations.push(violation(
            "tagKeys",
            "Member must satisfy constraint: [Member must have length less than or equal to 128, \
             Member must have length greater than or equal to 1, Member must satisfy regular \
             expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]",
        ));
    }
    let Some(identifier) = identifier.clone() else { return Ok(None) };
    let resource = Resource::new(resource_type, identifier);
    Ok(Some(UntagResource { resource, tag_keys }.into()))
}

fn list_resource_tags(
    resource_type: ResourceType,
    identifier: &Option<String>,
    marker: Option<String>,
    max_items: Option<String>,
    violations: &mut Vec<String>,
) -> Result<Option<Request<'static>>, Refusal> {
    let max_items = max_items.map(|digits| digits.parse::<i32>()).transpose();
    let max_items = max_items.map_err(|_| Refusal::Unreadable)?;
    if marker.is_some() {
        check("marker", marker.as_deref(), &MARKER, violations);
    }
    if max_items.is_some_and(|max| max < 1) {
        violations.push(violation("maxItems", "Member must have value greater than or equal to 1"));
    }
    if max_items.is_some_and(|max| max > 1000) {
        violations.push(violation("maxItems", "Member must have value less than or equal to 1000"));
    }
    let Some(identifier) = identifier.clone() else { return Ok(None) };
    let resource = Resource::new(resource_type, identifier);
    Ok(Some(ListResourceTags { resource, marker: marker.map(Into::into), max_items }.into()))
}

/// The parts of each member of a list: what follows the index in its names, and the values.
type Members<'p> = BTreeMap<u32, Vec<(&'p str, &'p str)>>;

/// The members of a list by number; `None` if there is no list.
fn members<'p>(params: &'p Map, list: &str) -> Result<Option<Members<'p>>, Refusal> {
    let mut members = Members::new();
    for (rest, value) in below(params, list) {
        let member = rest.strip_prefix("member.").ok_or(Refusal::Unreadable)?;
        let end = member.find('.').unwrap_or(member.len());
        let index = member[..end].parse::<u32>().map_err(|_| Refusal::Unreadable)?;
        if index.to_string() != member[..end] {
            return Err(Refusal::Unreadable);
        }
        members.entry(index).or_default().push((&member[end..], value));
    }
    match params.get(list).map(String::as_str) {
        None if members.is_empty() => Ok(None),
        Some("") if members.is_empty() => Ok(Some(members)),
        // A gap, or index zero.
        None if members.keys().copied().ne(1..=members.len() as u32) => Err(Refusal::Unreadable),
        None => Ok(Some(members)),
        // A text, or empty and not empty at once.
        Some(_) => Err(Refusal::Unreadable),
    }
}

/// What follows the dot in the names below a name, and the values.
fn below<'p>(params: &'p Map, name: &str) -> impl Iterator<Item = (&'p str, &'p str)> {
    params.iter().filter_map(move |(full, value)| {
        Some((full.strip_prefix(name)?.strip_prefix('.')?, &value[..]))
    })
}

fn violation(path: &str, constraint: &str) -> String {
    format!("Value at '{path}' failed to satisfy constraint: {constraint}")
}

/// A string of the service's model: minimum, maximum, and the pattern as messages quote it and as the
/// crate `regex` reads it.
struct Shape(usize, usize, Option<(&'static str, LazyLock<Regex>)>);

macro_rules! pattern {
    ($quoted:literal, $regex:literal) => {
        Some(($quoted, LazyLock::new(|| Regex::new($regex).unwrap())))
    };
}

static TAG_KEY: Shape =
    Shape(1, 128, pattern!(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", r"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]+\z"));
static TAG_VALUE: Shape =
    Shape(0, 256, pattern!(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", r"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z"));
static MARKER: Shape = Shape(1, 320, pattern!(r"[\u0020-\u00FF]+", r"\A[\u0020-\u00FF]+\z"));
static SERIAL_NUMBER: Shape =
    Shape(9, 256, pattern!(r"[\w+=/:,.@-]+", r"\A[A-Za-z0-9_+=/:,.@-]+\z"));
static ARN: Shape = Shape(20, 2048, None);
static NAME_128: Shape = Shape(1, 128, None);
static NAME_64: Shape = Shape(1, 64, None);

fn check(path: &str, text: Option<&str>, shape: &Shape, violations: &mut Vec<String>) {
    let Some(text) = text else {
        return violations.push(violation(path, "Member must not be null"));
    };
    let Shape(min, max, pattern) = shape;
    let len = text.chars().count();
    if len < *min {
        let constraint = format!("Member must have length greater than or equal to {min}");
        violations.push(violation(path, &constraint));
    }
    if len > *max {
        let constraint = format!("Member must have length less than or equal to {max}");
        violations.push(violation(path, &constraint));
    }
    if let Some((quoted, regex)) = pattern {
        if !regex.is_match(text) {
            let constraint = format!("Member must satisfy regular expression pattern: {quoted}");
            violations.push(violation(path, &constraint));
        }
    }
}

fn check_list(path: &str, len: usize, violations: &mut Vec<String>) {
    if len > 50 {
        violations.push(violation(path, "Member must have length less than or equal to 50"));
    }
}

fn check_identifier(resource_type: ResourceType, text: Option<&str>, violations: &mut Vec<String>) {
    let (path, shape) = match resource_type.parameter() {
        "UserName" => ("userName", &NAME_128),
        "RoleName" => ("roleName", &NAME_64),
        "InstanceProfileName" => ("instanceProfileName", &NAME_128),
        "ServerCertificateName" => ("serverCertificateName", &NAME_128),
        "PolicyArn" => ("policyArn", &ARN),
        "OpenIDConnectProviderArn" => ("openIDConnectProviderArn", &ARN),
        "SAMLProviderArn" => ("sAMLProviderArn", &ARN),
        "SerialNumber" => ("serialNumber", &SERIAL_NUMBER),
        other => panic!("{other}"),
    };
    check(path, text, shape, violations);
}

/// Whether an identifier that breaks no constraint is none all the same.
fn is_no_identifier(resource_type: ResourceType, text: &str) -> bool {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\A[A-Za-z0-9_+=,.@-]*\z").unwrap());
    static ARN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)\Aarn:aws(?:-[^:]*)?:iam::(?:aws|[0-9]{12}):([a-z-]+)/.+\z").unwrap()
    });
    let of_type = match resource_type.parameter() {
        "SerialNumber" => return false,
        "PolicyArn" => "policy",
        "OpenIDConnectProviderArn" => "oidc-provider",
        "SAMLProviderArn" => "saml-provider",
        _ => return !NAME.is_match(text),
    };
    let found = ARN.captures(text);
    found.is_none_or(|found| &found[1] != of_type) || text.ends_with(char::is_whitespace)
}

/// Whether every `%` begins an escape and every name and value is UTF-8.
fn is_readable(body: &[u8]) -> bool {
    let is_text = |text: &[u8]| {
        let mut bytes = Vec::new();
        let mut at = 0;
        while at < text.len() {
            if text[at] == b'%' {
                let digits =
                    text.get(at + 1..at + 3).and_then(|digits| str::from_utf8(digits).ok());
                let hex =
                    digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) else {
                    return false;
                };
                bytes.push(byte);
                at += 3;
            } else {
                bytes.push(text[at]);
                at += 1;
            }
        }
        String::from_utf8(bytes).is_ok()
    };
    let mut pairs = body.split(|&byte| byte == b'&');
    pairs.all(|pair| pair.splitn(2, |&byte| byte == b'=').all(is_text))
}

/// The writer of the AWS SDK for Rust puts the same bytes into a body, for any text.
///
/// Differing on purpose: nothing.
pub fn diff_query_writer(data: &[u8]) {
    let Ok(request) = Request::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    let Some(action) = request.action() else {
        return;
    };
    let mut body = String::new();
    let mut writer = QueryWriter::new(&mut body, action.as_str(), VERSION);
    let mut identify = |resource: &Resource<'_>| {
        writer.prefix(resource.resource_type().parameter()).string(resource.identifier());
    };
    match &request {
        Request::TagResource(request) => {
            identify(&request.resource);
            let mut tags = writer.prefix("Tags").start_list(false, None);
            for tag in &request.tags {
                let mut entry = tags.entry();
                entry.prefix("Key").string(&tag.key);
                entry.prefix("Value").string(&tag.value);
            }
            tags.finish();
        }
        Request::UntagResource(request) => {
            identify(&request.resource);
            let mut tag_keys = writer.prefix("TagKeys").start_list(false, None);
            request.tag_keys.iter().for_each(|key| tag_keys.entry().string(key));
            tag_keys.finish();
        }
        Request::ListResourceTags(request) => {
            identify(&request.resource);
            if let Some(marker) = &request.marker {
                writer.prefix("Marker").string(marker);
            }
            if let Some(max_items) = request.max_items {
                writer.prefix("MaxItems").number(Number::NegInt(max_items.into()));
            }
        }
        _ => return,
    }
    writer.finish();
    assert_eq!(request.encode(), body);
}

/// `roxmltree`, which reads the whole document into a tree, finds the same in it.
///
/// Differing on purpose: the codec looks at elements, texts and references. Where `roxmltree` refuses a
/// name, a namespace, an attribute, a comment or a declaration, the codec may read on; likewise behind
/// a bare `]]>`, which can mean nothing else, and in an element that is left out. It refuses elements
/// that nest more than 64 deep, and references to characters that do not exist, which `roxmltree` reads
/// as U+FFFD, and tags with an empty prefix, which `roxmltree` does not see.
pub fn diff_xml(document: &[u8]) {
    let ours = Reply::decode(document);
    let Ok(text) = str::from_utf8(document) else {
        assert!(ours.is_err());
        return;
    };
    match Document::parse(text) {
        Ok(tree) => match (ours, read_reply(tree.root_element())) {
            (Ok(ours), theirs) => assert_eq!(Some(ours), theirs),
            (Err(e), Some(_)) => match e.kind() {
                ResponseErrorKind::TooDeep => {}
                ResponseErrorKind::UnknownReference(name) if name.starts_with('#') => {}
                ResponseErrorKind::NotXml(_) if text.contains("</:") || text.contains("<:") => {}
                _ => panic!("{e}"),
            },
            (Err(_), None) => {}
        },
        Err(e) if ours.is_ok() => assert_is_left_out(&e, text, ours.ok()),
        Err(_) => {}
    }
}

/// What `roxmltree` refuses is nothing that the codec looks at.
fn assert_is_left_out(error: &roxmltree::Error, document: &str, ours: Option<Reply<'_>>) {
    use roxmltree::Error::{
        DtdDetected, MalformedEntityReference, NoRootNode, NonXmlChar, UnclosedRootNode,
        UnexpectedCloseTag, UnexpectedEndOfStream, UnknownEntityReference,
    };
    match error {
        UnexpectedCloseTag(..)
        | NoRootNode
        | UnclosedRootNode
        | DtdDetected
        | UnexpectedEndOfStream => panic!("{error}: {ours:?}"),
        // With something harmless in that place the value is the same.
        NonXmlChar(_, at) | MalformedEntityReference(at) | UnknownEntityReference(_, at) => {
            let mut lines = document.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
            let line = &mut lines[at.row as usize - 1];
            let nth = at.col as usize - 1;
            *line = line.chars().enumerate().map(|(i, c)| if i == nth { 'x' } else { c }).collect();
            assert_eq!(Reply::decode(lines.concat().as_bytes()).ok(), ours, "{error}");
        }
        _ => {}
    }
}

/// Any response or error, written by the codec or in any other way, is found in its document by
/// `roxmltree`.
///
/// Differing on purpose: nothing.
pub fn diff_written_xml(data: &[u8]) {
    let Ok((reply, document)) = respelled_reply(data) else {
        return;
    };
    for document in [document, encode_reply(&reply)] {
        let tree = Document::parse(&document).unwrap_or_else(|e| panic!("{e}: {document}"));
        assert_eq!(read_reply(tree.root_element()).as_ref(), Some(&reply), "{document}");
    }
}

/// What a document says, if it is a response or an error.
fn read_reply(root: Node<'_, '_>) -> Option<Reply<'static>> {
    let name = root.tag_name().name();
    if name == "ErrorResponse" {
        let mut fields = children(root, &["Error", "RequestId"])?.into_iter();
        let (error, request_id) = (fields.next()??, fields.next()??);
        let mut fields = children(error, &["Type", "Code", "Message"])?.into_iter();
        let fault = match &text(fields.next()??)?[..] {
            "Sender" => Fault::Sender,
            "Receiver" => Fault::Receiver,
            _ => return None,
        };
        let code = ErrorCode::from(text(fields.next()??)?);
        let message = match fields.next()? {
            Some(message) => Some(text(message)?.into()),
            None => None,
        };
        let request_id = text(request_id)?.into();
        return Some(Reply::Error(ErrorResponse { fault, code, message, request_id }));
    }
    let action: Action = name.strip_suffix("Response")?.parse().ok()?;
    let resource_type = action.resource_type();
    let result_name = format!("{action}Result");
    let is_list = action.as_str().starts_with("List");
    // The result of the others is as unknown as any element.
    let result_name = if is_list { &result_name[..] } else { "" };
    let mut fields = children(root, &["ResponseMetadata", result_name])?.into_iter();
    let (metadata, result) = (fields.next()??, fields.next()?);
    let request_id = text(children(metadata, &["RequestId"])?.pop()??)?.into();
    let result = if action.as_str().starts_with("Tag") {
        OperationResult::TagResource(resource_type)
    } else if action.as_str().starts_with("Untag") {
        OperationResult::UntagResource(resource_type)
    } else {
        OperationResult::ListResourceTags(resource_type, read_page(result?)?)
    };
    Some(Reply::Response(Response { result, request_id }))
}

fn read_page(result: Node<'_, '_>) -> Option<TagPage<'static>> {
    let mut fields = children(result, &["Tags", "IsTruncated", "Marker"])?.into_iter();
    let list = fields.next()??;
    let mut tags = Vec::new();
    for member in children_of_any_name(list)? {
        if member.tag_name().name() != "member" {
            return None;
        }
        let mut fields = children(member, &["Key", "Value"])?.into_iter();
        let (key, value) = (text(fields.next()??)?, text(fields.next()??)?);
        tags.push(Tag::new(key, value));
    }
    let is_truncated = match fields.next()? {
        Some(element) => text(element)?.parse().ok()?,
        // Some servers leave it out.
        None => false,
    };
    let marker = match fields.next()? {
        Some(element) => Some(text(element)?.into()),
        None => None,
    };
    Some(TagPage { tags, is_truncated, marker })
}

/// The child of each name, where there is one; `None` if there are two, or text.
fn children<'d>(parent: Node<'d, 'd>, names: &[&str]) -> Option<Vec<Option<Node<'d, 'd>>>> {
    let children = children_of_any_name(parent)?;
    let mut found = Vec::new();
    for name in names {
        let mut all = children.iter().filter(|child| child.tag_name().name() == *name);
        found.push(all.next().copied());
        if all.next().is_some() {
            return None;
        }
    }
    Some(found)
}

fn children_of_any_name<'d>(parent: Node<'d, 'd>) -> Option<Vec<Node<'d, 'd>>> {
    // A reference to a space is no white space, nor is a space in CDATA.
    let source = |node: Node<'d, 'd>| &node.document().input_text()[node.range()];
    let is_space = |text: &str| text.bytes().all(|byte| b" \t\r\n".contains(&byte));
    if parent.children().any(|node| node.is_text() && !is_space(source(node))) {
        return None;
    }
    Some(parent.children().filter(Node::is_element).collect())
}

/// The text of an element that has no children.
fn text(element: Node<'_, '_>) -> Option<String> {
    if element.children().any(|node| node.is_element()) {
        return None;
    }
    Some(element.children().filter(Node::is_text).filter_map(|node| node.text()).collect())
}
