//! The crate's tables say what AWS's model says: `testdata/model/iam.json` is an excerpt of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use iam_codec::{
    Action, ErrorCode, ErrorResponse, Fault, Request, Response, Tag, TagPage, VERSION,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Model {
    api_version: String,
    xml_namespace: String,
    operations: BTreeMap<String, Operation>,
    shapes: BTreeMap<String, Shape>,
    errors: BTreeMap<String, ErrorShape>,
}

#[derive(Deserialize)]
struct Operation {
    input: Vec<Member>,
    output: Option<Output>,
    errors: Vec<String>,
}

#[derive(Deserialize)]
struct Output {
    wrapper: String,
    members: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    name: String,
    shape: String,
    required: bool,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Shape {
    String(StringShape),
    Integer { min: i64, max: i64 },
    Boolean,
    List { member: String, max: usize },
    Structure { members: Vec<Member> },
}

#[derive(Deserialize)]
struct StringShape {
    min: Option<usize>,
    max: Option<usize>,
    pattern: Option<String>,
}

#[derive(Deserialize)]
struct ErrorShape {
    status: u16,
    fault: String,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../testdata/model/iam.json")).expect("the model is readable")
});

/// Identifiers that IAM reads as more than text: a valid one up to its last name, and the refusal of all others.
const ARNS: [(&str, &str, &str); 3] = [
    ("PolicyArn", "arn:aws:iam::123456789012:policy/", "ARN {} is not valid."),
    ("OpenIDConnectProviderArn", "arn:aws:iam::123456789012:oidc-provider/", "Invalid ARN: {}"),
    ("SAMLProviderArn", "arn:aws:iam::123456789012:saml-provider/", "ARN {} is not valid."),
];

/// Names whose pattern IAM words in a sentence of its own.
const NAMES: [&str; 4] = ["UserName", "RoleName", "InstanceProfileName", "ServerCertificateName"];

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

#[test]
fn every_operation_is_an_action() {
    let actions: BTreeSet<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    let operations: BTreeSet<_> = MODEL.operations.keys().map(String::as_str).collect();
    assert_eq!(actions, operations);
    assert_eq!(actions.len(), Action::ALL.len());
    assert_eq!(VERSION, MODEL.api_version);
    for operation in operations {
        let action: Action = operation.parse().expect(operation);
        assert_eq!(action.to_string(), operation);
    }
}

#[test]
fn members_have_the_models_names_and_order() {
    for (action, operation) in &MODEL.operations {
        let body = body(action, &members(operation));
        let backwards: Vec<_> = body.split('&').rev().collect();
        let request = decode(&backwards.join("&")).expect(action);
        assert_eq!(request.encode(), body);
    }
}

#[test]
fn required_members_cannot_be_left_out() {
    for (action, operation) in &MODEL.operations {
        let all = members(operation);
        for member in &operation.input {
            let rest = without(&all, &member.name);
            assert_eq!(
                answer(action, &rest),
                if member.required { missing(&lowered(&member.name)) } else { accepted() },
                "{action} without {}",
                member.name
            );
            let Shape::List { member: element, .. } = shape(&member.shape) else { continue };
            let Shape::Structure { members } = shape(element) else { continue };
            for field in members {
                let rest = without(&all, &format!("{}.member.2.{}", member.name, field.name));
                let path = format!("{}.2.member.{}", lowered(&member.name), lowered(&field.name));
                assert_eq!(
                    answer(action, &rest),
                    if field.required { missing(&path) } else { accepted() },
                    "{action} without {path}"
                );
            }
        }
    }
}

#[test]
fn lengths_are_counted_in_code_points() {
    for_each_string(|action, all, text| {
        let least = text.shape.min.unwrap_or(0);
        let most = text.shape.max.expect("every string of a request has a greatest length");
        for length in [least.saturating_sub(1), least, least + 1, most - 1, most, most + 1] {
            for filler in ['a', 'é', '東', '\u{1d49c}'] {
                let sample = text.sample(length, filler);
                assert_eq!(sample.chars().count(), length);
                assert_eq!(
                    answer(action, &with(all, &text.name, &sample)),
                    text.expected(&sample),
                    "{action}: {length} times {filler} in {}",
                    text.name
                );
            }
        }
    });
}

#[test]
fn patterns_are_the_models() {
    let ascii = (0..128).map(char::from);
    let beyond = "\u{80}\u{85}\u{a0}\u{ad}²ªµ·½ßéÿĀ\u{301}ǅʰ\u{903}\u{20dd}٣Ⅷ༳א東\u{1680}\u{180e}\u{200b}\u{200d}\u{2028}\u{2029}\
                  \u{202f}\u{205f}\u{3000}\u{2060}“€∑™—‿⁀\u{e000}\u{feff}\u{fffd}\u{ffff}\u{10000}\u{1d49c}\u{1d7d8}\u{1f600}\u{20000}\u{e0100}\u{10ffff}";
    let characters: Vec<char> = ascii.chain(beyond.chars()).collect();
    for_each_string(|action, all, text| {
        if text.shape.pattern.is_none() {
            return;
        }
        let least = text.shape.min.unwrap_or(0);
        for character in &characters {
            let filler = "a".repeat(least);
            for sample in [format!("{filler}{character}"), format!("{character}{filler}")] {
                assert_eq!(
                    answer(action, &with(all, &text.name, &sample)),
                    text.expected(&sample),
                    "{action}: {sample:?} in {}",
                    text.name
                );
            }
        }
    });
}

/// All of Unicode as far as both the crate's tables and this test's know it.
#[test]
fn tag_values_take_the_models_characters() {
    let Shape::String(StringShape { pattern: Some(pattern), .. }) = shape("tagValueType") else {
        panic!("tag values have a pattern");
    };
    let permitted = regex(pattern);
    let assigned_early = Regex::new(r"^\p{Age=15.0}$").expect("a known age");
    let characters: Vec<char> = ('\0'..=char::MAX)
        .filter(|character| assigned_early.is_match(character.encode_utf8(&mut [0; 4])))
        .collect();
    for characters in characters.chunks(50) {
        let mut pairs = vec![("UserName".to_owned(), "anika".to_owned())];
        let mut violations = Vec::new();
        for (index, character) in (1..).zip(characters) {
            pairs.push((format!("Tags.member.{index}.Key"), format!("k{index}")));
            pairs.push((format!("Tags.member.{index}.Value"), character.to_string()));
            if !permitted.is_match(&character.to_string()) {
                let path = format!("tags.{index}.member.value");
                violations.push(violation(&path, &satisfies(pattern)));
            }
        }
        assert_eq!(answer("TagUser", &pairs), refused(&violations), "{characters:?}");
    }
}

#[test]
fn integers_have_the_models_range() {
    for (action, operation) in &MODEL.operations {
        let all = members(operation);
        for member in &operation.input {
            let Shape::Integer { min, max } = *shape(&member.shape) else { continue };
            let path = lowered(&member.name);
            let value =
                |number: i64| answer(action, &with(&all, &member.name, &number.to_string()));
            let least = format!("Member must have value greater than or equal to {min}");
            let most = format!("Member must have value less than or equal to {max}");
            for number in [i32::MIN.into(), min - 1] {
                assert_eq!(value(number), refused(&[violation(&path, &least)]), "{action}");
            }
            for number in [min, max] {
                assert_eq!(value(number), accepted(), "{action}");
            }
            for number in [max + 1, i32::MAX.into()] {
                assert_eq!(value(number), refused(&[violation(&path, &most)]), "{action}");
            }
        }
    }
}

#[test]
fn lists_have_the_models_greatest_length() {
    for (action, operation) in &MODEL.operations {
        let all = members(operation);
        for member in &operation.input {
            let Shape::List { max, .. } = *shape(&member.shape) else { continue };
            let list = |length| {
                let mut pairs = without(&all, &member.name);
                put_list(&mut pairs, member, length);
                answer(action, &pairs)
            };
            let most = format!("Member must have length less than or equal to {max}");
            let too_long = violation(&lowered(&member.name), &most);
            for length in [0, 1, max] {
                assert_eq!(list(length), accepted(), "{action}: {length} members");
            }
            assert_eq!(list(max + 1), refused(&[too_long]), "{action}: {} members", max + 1);
        }
    }
}

#[test]
fn responses_have_the_models_wrapper_and_members() {
    for (action, operation) in &MODEL.operations {
        let body = body(action, &members(operation));
        let page = TagPage {
            tags: vec![Tag::new("Dept", "Accounting")],
            is_truncated: true,
            marker: Some("AAEAAdmZ".into()),
        };
        let response: Response<'_> = match decode(&body).expect(action) {
            Request::TagResource(request) => request.respond(REQUEST_ID),
            Request::UntagResource(request) => request.respond(REQUEST_ID),
            Request::ListResourceTags(request) => request.respond(page, REQUEST_ID),
            request => panic!("{action} is no operation on tags: {request:?}"),
        };
        let document = response.encode().expect(action);
        let root = format!("<{action}Response xmlns=\"{}\">\n", MODEL.xml_namespace);
        assert!(document.starts_with(&root), "{document}");
        let Some(Output { wrapper, members }) = &operation.output else {
            assert!(!document.contains("Result"), "{document}");
            continue;
        };
        let result = between(&document, &format!("  <{wrapper}>\n"), &format!("  </{wrapper}>\n"));
        let written: BTreeSet<_> = result
            .lines()
            .filter_map(|line| line.strip_prefix("    <"))
            .filter_map(|line| line.split('>').next().filter(|name| !name.starts_with('/')))
            .collect();
        let named: BTreeSet<_> = members.iter().map(|member| &*member.name).collect();
        assert_eq!(written, named, "{document}");
    }
}

#[test]
fn errors_have_the_models_status_and_fault() {
    let declared: BTreeSet<_> =
        MODEL.operations.values().flat_map(|operation| &operation.errors).collect();
    assert_eq!(declared, MODEL.errors.keys().collect());
    for (code, error) in &MODEL.errors {
        let response = ErrorResponse::new(ErrorCode::from(&**code), REQUEST_ID);
        assert_eq!(response.code.status(), Some(error.status), "{code}");
        assert_eq!(response.status(), error.status, "{code}");
        let fault = if error.fault == "Sender" { Fault::Sender } else { Fault::Receiver };
        assert_eq!(response.fault, fault, "{code}");
    }
}

/// A string somewhere in a request.
struct Text {
    name: String,
    path: String,
    shape: &'static StringShape,
    pattern: Option<Regex>,
    /// A bad element of a list of strings is reported once, at the list.
    in_list: bool,
}

impl Text {
    fn new(name: String, path: String, shape: &'static StringShape, in_list: bool) -> Self {
        let pattern = shape.pattern.as_deref().map(regex);
        Self { name, path, shape, pattern, in_list }
    }

    /// A text of the given length, valid where that length permits it.
    fn sample(&self, length: usize, filler: char) -> String {
        let start = self.arn().map_or("", |(_, start, _)| start);
        match length.checked_sub(start.len()) {
            Some(rest) if rest > 0 => {
                start.chars().chain(std::iter::repeat_n(filler, rest)).collect()
            }
            _ => std::iter::repeat_n(filler, length).collect(),
        }
    }

    fn arn(&self) -> Option<&'static (&'static str, &'static str, &'static str)> {
        ARNS.iter().find(|(name, ..)| *name == self.name)
    }

    /// The answer to a request that is valid but for this text.
    fn expected(&self, text: &str) -> Result<(), String> {
        let length = text.chars().count();
        let StringShape { min, max, pattern } = self.shape;
        let too_short = min.filter(|&least| length < least).map(at_least);
        let too_long = max.filter(|&most| length > most).map(at_most);
        let astray = self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text));
        let astray = pattern.as_deref().filter(|_| astray).map(satisfies);
        if NAMES.contains(&&*self.name) {
            return match too_short.or(too_long) {
                Some(constraint) => refused(&[violation(&self.path, &constraint)]),
                None if astray.is_some() => Err(format!(
                    "The specified value for {} is invalid. It must contain only alphanumeric characters \
                     and/or the following: +=,.@_-",
                    self.path
                )),
                None => accepted(),
            };
        }
        let broken: Vec<_> = [too_short, too_long, astray].into_iter().flatten().collect();
        if broken.is_empty() {
            return match self.arn() {
                Some((_, start, refusal)) if !text.starts_with(start) => {
                    Err(refusal.replace("{}", text))
                }
                _ => accepted(),
            };
        }
        if self.in_list {
            let all = [max.map(at_most), min.map(at_least), pattern.as_deref().map(satisfies)];
            let all: Vec<_> = all.into_iter().flatten().collect();
            let constraint = format!(
                "Member must satisfy constraint: [{}, Member must not be null]",
                all.join(", ")
            );
            return refused(&[violation(&self.path, &constraint)]);
        }
        let violations: Vec<_> =
            broken.iter().map(|constraint| violation(&self.path, constraint)).collect();
        refused(&violations)
    }
}

type Pairs = Vec<(String, String)>;

/// Calls back with each string of each operation and a request that is valid.
fn for_each_string(check: impl Fn(&str, &Pairs, &Text)) {
    for (action, operation) in &MODEL.operations {
        let all = members(operation);
        for text in operation.input.iter().flat_map(texts) {
            check(action, &all, &text);
        }
    }
}

/// The strings in a member, in a list those of its first element.
fn texts(member: &Member) -> Vec<Text> {
    let text = |name: String, path: String, shape_name: &str, in_list| match shape(shape_name) {
        Shape::String(shape) => Some(Text::new(name, path, shape, in_list)),
        _ => None,
    };
    let name = &member.name;
    let path = lowered(name);
    let Shape::List { member: element, .. } = shape(&member.shape) else {
        return text(name.clone(), path, &member.shape, false).into_iter().collect();
    };
    let Shape::Structure { members } = shape(element) else {
        return text(format!("{name}.member.1"), path, element, true).into_iter().collect();
    };
    let field = |field: &Member| {
        let name = format!("{name}.member.1.{}", field.name);
        let path = format!("{path}.1.member.{}", lowered(&field.name));
        text(name, path, &field.shape, false)
    };
    members.iter().filter_map(field).collect()
}

/// All members of an operation, with valid values.
fn members(operation: &Operation) -> Pairs {
    let mut pairs = Pairs::new();
    for member in &operation.input {
        let value = match shape(&member.shape) {
            Shape::String(shape) => {
                Text::new(member.name.clone(), String::new(), shape, false).sample(60, 'a')
            }
            Shape::Integer { min, .. } => min.to_string(),
            Shape::Boolean => true.to_string(),
            Shape::List { .. } => {
                put_list(&mut pairs, member, 3);
                continue;
            }
            Shape::Structure { .. } => unimplemented!("structures outside lists"),
        };
        pairs.push((member.name.clone(), value));
    }
    pairs
}

fn put_list(pairs: &mut Pairs, list: &Member, length: usize) {
    let Shape::List { member: element, .. } = shape(&list.shape) else {
        panic!("{} is no list", list.name);
    };
    if length == 0 {
        pairs.push((list.name.clone(), String::new()));
    }
    for index in 1..=length {
        let name = format!("{}.member.{index}", list.name);
        match shape(element) {
            Shape::Structure { members } => pairs.extend(
                members
                    .iter()
                    .map(|member| (format!("{name}.{}", member.name), format!("key{index}"))),
            ),
            _ => pairs.push((name, format!("key{index}"))),
        }
    }
}

fn without(pairs: &Pairs, member: &str) -> Pairs {
    let belongs = |name: &str| {
        name.strip_prefix(member).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    pairs.iter().filter(|(name, _)| !belongs(name)).cloned().collect()
}

fn with(pairs: &Pairs, member: &str, value: &str) -> Pairs {
    let mut pairs = pairs.clone();
    let pair = pairs.iter_mut().find(|(name, _)| name == member).expect(member);
    pair.1 = value.to_owned();
    pairs
}

fn body(action: &str, pairs: &Pairs) -> String {
    const ESCAPED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    let mut body = format!("Action={action}&Version={VERSION}");
    for (name, value) in pairs {
        body.push_str(&format!("&{name}={}", utf8_percent_encode(value, ESCAPED)));
    }
    body
}

/// The error's message, where there is one.
fn answer(action: &str, pairs: &Pairs) -> Result<(), String> {
    decode(&body(action, pairs)).map(drop)
}

fn decode(body: &str) -> Result<Request<'static>, String> {
    match Request::decode(body.as_bytes()) {
        Ok(request) => Ok(request.into_owned()),
        Err(error) => Err(error.to_response(REQUEST_ID).message.unwrap_or_default().into_owned()),
    }
}

fn accepted() -> Result<(), String> {
    Ok(())
}

fn missing(path: &str) -> Result<(), String> {
    refused(&[violation(path, "Member must not be null")])
}

fn refused(violations: &[String]) -> Result<(), String> {
    let plural = match violations.len() {
        0 => return accepted(),
        1 => "",
        _ => "s",
    };
    let list = violations.join("; ");
    Err(format!("{} validation error{plural} detected: {list}", violations.len()))
}

fn violation(path: &str, constraint: &str) -> String {
    format!("Value at '{path}' failed to satisfy constraint: {constraint}")
}

fn at_least(length: usize) -> String {
    format!("Member must have length greater than or equal to {length}")
}

fn at_most(length: usize) -> String {
    format!("Member must have length less than or equal to {length}")
}

fn satisfies(pattern: &str) -> String {
    format!("Member must satisfy regular expression pattern: {pattern}")
}

/// The pattern as AWS matches it: the whole text, and `\w` in ASCII.
fn regex(pattern: &str) -> Regex {
    let pattern = pattern.replace(r"\w", "0-9A-Za-z_");
    Regex::new(&format!("^(?:{pattern})$")).expect("a pattern of the model")
}

fn shape(name: &str) -> &'static Shape {
    &MODEL.shapes[name]
}

fn lowered(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}
