//! What must hold of every input, each claim once. A property panics where it does not hold.
//!
//! The fuzz targets run the properties on what the fuzzer comes up with. Stable `cargo test` runs them
//! on the golden files, on every input that ever failed, and on some thousands of others.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::arbitrary::{Forbidden, Incomplete, Violating};
use iam_codec::form::{self, FormErrorKind};
use iam_codec::{
    Constraint, ErrorResponse, MalformedInput, OperationResult, Params, Reply, Request,
    RequestError, RequestErrorKind, Response, ResponseErrorKind, Tag, TagPage,
};

use crate::inputs::Dice;

/// A claim about every input.
pub type Property = fn(&[u8]);

/// The claims about form bodies.
pub const OF_BODIES: &[(&str, Property)] = &[
    ("pairs", pairs),
    ("decode_request", decode_request),
    ("params", params),
    ("respelled_body", respelled_body),
];

/// The claims about XML documents.
pub const OF_DOCUMENTS: &[(&str, Property)] = &[("decode_response", decode_response)];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[
    ("request_round_trip", request_round_trip),
    ("respelled_request", respelled_request),
    ("violating", violating),
    ("response_round_trip", response_round_trip),
    ("respelled_response", respelled_response),
];

/// Pairs tile the body: joined again they are the body, byte for byte. A text is unreadable where the
/// error says, and a readable one survives being escaped and read again.
pub fn pairs(body: &[u8]) {
    let mut end = None;
    let mut raw = Vec::new();
    for pair in form::pairs(body) {
        assert_eq!(pair.offset(), end.map_or(0, |end: usize| end + 1));
        let pair_end = pair.offset() + pair.raw().len();
        assert_eq!(pair.raw(), &body[pair.offset()..pair_end]);
        let value = pair.raw_value().map(|value| [b"=", value].concat()).unwrap_or_default();
        assert_eq!([pair.raw_name(), &value].concat(), pair.raw());
        assert!(!pair.raw().contains(&b'&') && !pair.raw_name().contains(&b'='));
        for text in [pair.name(), pair.value()] {
            match text {
                Ok(text) => {
                    let mut escaped = String::new();
                    form::encode_text(&text, &mut escaped);
                    let again = form::pairs(escaped.as_bytes()).next().map(|pair| pair.name());
                    assert_eq!(again.unwrap_or(Ok("".into())), Ok(text));
                }
                Err(e) => {
                    assert!((pair.offset()..pair_end).contains(&e.offset()));
                    assert_eq!(e.to_string(), format!("{} at byte {}", e.kind(), e.offset()));
                    let rest = &body[e.offset()..pair_end];
                    let is_escape = is_escape(rest);
                    match e.kind() {
                        FormErrorKind::InvalidEscape => assert!(rest[0] == b'%' && !is_escape),
                        _ => assert!(is_escape || !rest[0].is_ascii()),
                    }
                }
            }
        }
        end = Some(pair_end);
        raw.push(pair.raw());
    }
    assert_eq!(end.unwrap_or(0), body.len());
    assert_eq!(raw.join(&b'&'), body);
}

/// Decoding never panics. What it accepts encodes and decodes to the same value. What the checked road
/// accepts, the unchecked one accepts with the same value; what only the unchecked one accepts is
/// refused by `validate` in the same words. Errors lie inside the body and can be answered.
pub fn decode_request(body: &[u8]) {
    let checked = Request::decode(body);
    let unchecked = Request::decode_unchecked(body);
    if let Err(e) = &checked {
        assert_is_answerable(e);
        assert_lies_inside(e, body);
    }
    match (&checked, &unchecked) {
        (Ok(request), _) => {
            assert_eq!(checked, unchecked);
            assert_eq!(request.validate(), Ok(()));
            let encoded = request.encode();
            assert_same(&decoded(&encoded), request);
            assert_eq!(decoded(&encoded).encode(), encoded);
        }
        (Err(e), Ok(request)) => {
            assert_eq!(words(&request.validate().unwrap_err()), words(e));
            let encoded = request.encode();
            assert_same(&Request::decode_unchecked(encoded.as_bytes()).unwrap(), request);
        }
        (Err(e), Err(unchecked)) if e.violations().is_empty() => assert_eq!(e, unchecked),
        (Err(e), Err(unchecked)) => {
            let violations = e.violations().iter().cloned();
            let missing = violations.filter(|v| v.constraint() == Constraint::NotNull);
            assert_eq!(missing.collect::<Vec<_>>(), unchecked.violations());
        }
    }
    if let Ok(request) = unchecked {
        assert_same(&request.clone().into_owned(), &request);
    }
}

/// Both roads agree: the one pass over a body, and the one by way of `Params`. So do a body, and its
/// two halves as query string and body, unless a name stands in both.
pub fn params(body: &[u8]) {
    let params = Params::parse(body);
    assert_eq!(Request::decode(body), params.clone().and_then(Request::from_params));
    let unchecked = params.clone().and_then(Request::from_params_unchecked);
    assert_eq!(Request::decode_unchecked(body), unchecked);

    if let Ok(params) = &params {
        let encoded = params.encode();
        assert_eq!(listed(&Params::parse(encoded.as_bytes()).unwrap()), listed(params));
        let raw: Vec<_> = params.iter().filter_map(|param| param.raw()).collect();
        let given = form::pairs(body).map(|pair| pair.raw()).filter(|raw| !raw.is_empty());
        assert!(given.eq(raw));
        ["Tags", "TagKeys"].iter().for_each(|list| assert_lists(params, list));
    }

    let ends: Vec<_> = form::pairs(body).map(|pair| pair.offset() + pair.raw().len()).collect();
    let end = ends.get(ends.len() / 2).copied().unwrap_or_default();
    let (query, rest) = (&body[..end], body.get(end + 1..).unwrap_or_default());
    let parts = Params::parse_parts(query, rest);
    let names = |part| {
        let params = Params::parse(part).unwrap_or_default();
        params.iter().map(|param| param.name().to_owned()).collect::<HashSet<_>>()
    };
    match (params, parts) {
        (Ok(whole), Ok(parts)) => {
            assert_eq!(listed(&whole), listed(&parts));
            assert!(names(query).is_disjoint(&names(rest)));
            assert_eq!(outcome(Request::from_params(parts)), outcome(Request::from_params(whole)));
        }
        (Ok(_), Err(e)) => {
            assert_eq!(e.kind(), &RequestErrorKind::MalformedInput(MalformedInput::Ambiguous));
            assert!(!names(query).is_disjoint(&names(rest)));
        }
        (whole, parts) => assert_eq!(whole.unwrap_err().kind(), parts.unwrap_err().kind()),
    }
}

/// The outcome does not change when pairs of different names change places, when hex digits change their
/// case, when a bare character is escaped, when pairs are separated twice, or when there is one more
/// parameter that no operation knows.
///
/// Skipped: unreadable bodies, where an escape more would make another error of it; of what cannot be
/// read, the first is reported, so that all that cannot be read counts as equal.
pub fn respelled_body(body: &[u8]) {
    let Ok(params) = Params::parse(body) else {
        return;
    };
    let mut dice = Dice::of(body);
    let spelled = respell(&params, &mut dice);
    let (checked, unchecked) = (Request::decode(body), Request::decode_unchecked(body));
    assert_eq!(outcome(Request::decode(&spelled)), outcome(checked.clone()));
    assert_eq!(outcome(Request::decode_unchecked(&spelled)), outcome(unchecked.clone()));
    if matches!(unchecked, Ok(Request::Other(_))) {
        // Here all parameters and their order are the value.
        return;
    }
    let spelled = respell(&permuted(&params, &mut dice), &mut dice);
    let outcome = |request| outcome(request).of_any_order();
    assert_eq!(outcome(Request::decode(&spelled)), outcome(checked));
    assert_eq!(outcome(Request::decode_unchecked(&spelled)), outcome(unchecked));
}

/// Any valid request survives its body, and so does its answer.
pub fn request_round_trip(data: &[u8]) {
    let Ok(request) = Request::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    assert_eq!(request.validate(), Ok(()));
    let body = request.encode();
    let again = decoded(&body);
    assert_same(&again, &request);
    assert_same(&again.clone().into_owned(), &request);
    assert_eq!(again.action(), request.action());
    assert_eq!(again.action_name(), request.action_name());
    let mut buffer = String::from("before");
    request.encode_into(&mut buffer);
    assert_eq!(buffer, format!("before{body}"));
    let (resource, answer) = match &request {
        Request::TagResource(request) => (&request.resource, request.respond("id")),
        Request::UntagResource(request) => (&request.resource, request.respond("id")),
        Request::ListResourceTags(request) => {
            (&request.resource, request.respond(TagPage::default(), "id"))
        }
        _ => return,
    };
    let answer = answer.encode().unwrap();
    let answered = Response::decode(answer.as_bytes()).unwrap().action();
    assert_eq!(Some(answered), request.action());
    let not_found = resource.not_found("id").encode();
    assert_eq!(ErrorResponse::decode(not_found.as_bytes()).unwrap().status(), 404);
}

/// Any valid request survives every spelling of its body: see [`respelled_body`].
pub fn respelled_request(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let (Ok(seed), Ok(request)) = (u.arbitrary(), Request::arbitrary(&mut u)) else {
        return;
    };
    let mut dice = Dice(seed);
    let body = request.encode();
    let params = Params::parse(body.as_bytes()).unwrap();
    let spelled = match request {
        Request::Other(_) => respell(&params, &mut dice),
        _ => respell(&permuted(&params, &mut dice), &mut dice),
    };
    match Request::decode(&spelled) {
        Ok(again) => assert_same(&again, &request),
        Err(e) => panic!("{e}: {}", String::from_utf8_lossy(&spelled)),
    }
}

/// A request that breaks one constraint gives that violation and no other, before and after its body.
/// So does a body that lacks one member; and a request that is refused for another reason gives that.
pub fn violating(data: &[u8]) {
    let mut u = Unstructured::new(data);
    match u.int_in_range(0..=3) {
        Ok(0) => {
            let Ok(Forbidden { request, kind }) = Forbidden::arbitrary(&mut u) else { return };
            assert_eq!(request.validate().unwrap_err().kind(), &kind);
            let body = request.encode();
            let error = Request::decode(body.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), &kind);
            assert_lies_inside(&error, body.as_bytes());
            assert_same(&Request::decode_unchecked(body.as_bytes()).unwrap(), &request);
        }
        Ok(1) => {
            let Ok(Incomplete { body, path, parameter }) = Incomplete::arbitrary(&mut u) else {
                return;
            };
            let error = Request::decode(body.as_bytes()).unwrap_err();
            assert_violates(&error, &path, &parameter, Constraint::NotNull);
            assert_eq!(Request::decode_unchecked(body.as_bytes()), Err(error));
        }
        _ => {
            let Ok(wrong) = Violating::arbitrary(&mut u) else { return };
            let Violating { request, path, parameter, constraint } = wrong;
            assert_violates(&request.validate().unwrap_err(), &path, &parameter, constraint);
            let body = request.encode();
            let error = Request::decode(body.as_bytes()).unwrap_err();
            assert_violates(&error, &path, &parameter, constraint);
            assert_lies_inside(&error, body.as_bytes());
            assert_same(&Request::decode_unchecked(body.as_bytes()).unwrap(), &request);
        }
    }
}

/// Reading never panics, and says where it gave up. What it accepts can be written, and is then read as
/// the same value. The three functions that read agree, and so do the reader of plain documents and that
/// of any XML, to which a comment leads.
pub fn decode_response(body: &[u8]) {
    let reply = Reply::decode(body);
    match &reply {
        Ok(reply) => {
            let encoded = encode_reply(reply);
            assert_is_xml_text(&encoded);
            assert_eq!(Reply::decode(encoded.as_bytes()).as_ref(), Ok(reply));
            assert_eq!(&reply.clone().into_owned(), reply);
        }
        Err(e) => {
            assert!(e.offset() <= body.len(), "{e}");
            assert!(!e.to_string().is_empty());
        }
    }
    const COMMENT: &[u8] = b"<!---->";
    if !body.starts_with("\u{FEFF}".as_bytes()) {
        match (&reply, Reply::decode(&[COMMENT, body].concat())) {
            (Ok(reply), commented) => assert_eq!(commented.as_ref(), Ok(reply)),
            (Err(e), commented) => {
                let commented = commented.unwrap_err();
                assert_eq!((commented.kind(), commented.element()), (e.kind(), e.element()));
                assert_eq!(commented.offset(), e.offset() + COMMENT.len());
            }
        }
    }
    match (reply, Response::decode(body), ErrorResponse::decode(body)) {
        (Ok(Reply::Response(reply)), Ok(response), Err(e)) => {
            assert_eq!(reply, response);
            assert!(matches!(e.kind(), ResponseErrorKind::UnexpectedRoot(_)));
        }
        (Ok(Reply::Error(reply)), Err(e), Ok(error)) => {
            assert_eq!(reply, error);
            assert!(matches!(e.kind(), ResponseErrorKind::UnexpectedRoot(_)));
        }
        (Err(reply), Err(response), Err(error)) => {
            assert!(reply == response || reply == error, "{reply}, {response}, {error}");
        }
        differing => panic!("{differing:?}"),
    }
}

/// Any response or error survives its document, which holds nothing but characters of XML 1.0 and
/// references that need no declaration. With any other character a response is refused, by its element.
pub fn response_round_trip(data: &[u8]) {
    let Ok(reply) = Reply::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    let body = encode_reply(&reply);
    assert_is_xml_text(&body);
    let again = Reply::decode(body.as_bytes()).unwrap();
    assert_eq!(again, reply);
    assert_eq!(again.into_owned(), reply);

    let mut buffer = String::from("before");
    let (id, [(_, kind), (_, sent_id)]) = match &reply {
        Reply::Response(response) => {
            response.encode_into(&mut buffer).unwrap();
            (&response.request_id, response.headers())
        }
        Reply::Error(error) => {
            error.encode_into(&mut buffer);
            (&error.request_id, error.headers())
        }
    };
    assert_eq!(buffer, format!("before{body}"));
    assert_eq!((kind, sent_id), ("text/xml", &**id));

    if let Reply::Response(response) = reply {
        assert_is_refused_with_a_control(response, &mut Dice::of(data));
    }
}

/// A response that holds U+0001 somewhere is refused, and leaves the buffer as it was.
fn assert_is_refused_with_a_control(mut response: Response<'_>, dice: &mut Dice) {
    let mut texts = vec![("RequestId".to_owned(), &mut response.request_id)];
    if let OperationResult::ListResourceTags(_, page) = &mut response.result {
        for (n, tag) in (1..).zip(&mut page.tags) {
            texts.push((format!("Tags.member.{n}.Key"), &mut tag.key));
            texts.push((format!("Tags.member.{n}.Value"), &mut tag.value));
        }
        texts.extend(page.marker.as_mut().map(|marker| ("Marker".to_owned(), marker)));
    }
    let nth = dice.below(texts.len());
    let (element, text) = texts.swap_remove(nth);
    text.to_mut().push('\u{1}');
    let mut buffer = String::from("before");
    let error = response.encode_into(&mut buffer).unwrap_err();
    assert_eq!(buffer, "before");
    assert_eq!((error.element(), error.character()), (&*element, '\u{1}'));
    assert_eq!(error.to_string(), format!("XML cannot carry U+0001: element {element}"));
}

/// Any response or error survives every document that means the same: children in another order,
/// other white space, comments, processing instructions, CDATA, character references, a prefix, a
/// declaration, attributes, unknown elements. With a document type declaration none is read, nor with a
/// known element that stands there twice.
pub fn respelled_response(data: &[u8]) {
    let Ok((reply, document)) = respelled_reply(data) else {
        return;
    };
    assert_eq!(Reply::decode(document.as_bytes()).as_ref(), Ok(&reply), "{document}");

    let end = document.rfind("</").unwrap();
    for declaration in ["<!DOCTYPE x>", "<a><!DOCTYPE x></a>"] {
        let document = [&document[..end], declaration, &document[end..]].concat();
        let error = Reply::decode(document.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), &ResponseErrorKind::DocType, "{document}");
    }

    let (mut root, mut dice) = (Element::of(&reply), Dice::of(data));
    root.repeat_one(&mut dice);
    let document = spell_document(root, &mut dice);
    let error = Reply::decode(document.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), &ResponseErrorKind::Repeated, "{document}");
}

/// A response or error, and a document that means it.
pub fn respelled_reply(data: &[u8]) -> arbitrary::Result<(Reply<'static>, String)> {
    let mut u = Unstructured::new(data);
    let mut dice = Dice(u.arbitrary()?);
    let reply = Reply::arbitrary(&mut u)?;
    let document = spell_document(Element::of(&reply), &mut dice);
    Ok((reply, document))
}

/// The body of a response that XML can carry, or of an error.
pub fn encode_reply(reply: &Reply<'_>) -> String {
    match reply {
        Reply::Response(response) => response.encode().unwrap(),
        Reply::Error(error) => error.encode(),
    }
}

fn decoded(body: &str) -> Request<'_> {
    Request::decode(body.as_bytes()).unwrap_or_else(|e| panic!("{e}: {body}"))
}

/// An unknown request is the same if its parameters are: where they stood does not matter.
#[track_caller]
fn assert_same(one: &Request<'_>, other: &Request<'_>) {
    match (one, other) {
        (Request::Other(one), Request::Other(other)) => {
            assert_eq!(listed(one.params()), listed(other.params()));
        }
        _ => assert_eq!(one, other),
    }
}

fn listed<'p>(params: &'p Params<'_>) -> Vec<(&'p str, &'p str)> {
    params.iter().map(|param| (param.name(), param.value())).collect()
}

/// What is wrong, without the place.
fn words(error: &RequestError) -> (String, Vec<&str>) {
    let parameters = error.violations().iter().map(|violation| violation.parameter());
    (error.kind().to_string(), parameters.chain(error.parameter()).collect())
}

#[track_caller]
fn assert_violates(error: &RequestError, path: &str, parameter: &str, constraint: Constraint) {
    let found: Vec<_> =
        error.violations().iter().map(|v| (v.path(), v.parameter(), v.constraint())).collect();
    assert_eq!(found, [(path, parameter, constraint)], "{error}");
}

/// Every place is that of a pair, inside one, or the end of the body.
#[track_caller]
fn assert_lies_inside(error: &RequestError, body: &[u8]) {
    let places = error.violations().iter().map(|violation| violation.place());
    for violation in error.violations() {
        // Of several pairs of one name the first counts, so it is to blame.
        let is_blamed = |pair: &form::Pair<'_>| pair.name().as_deref() == Ok(violation.parameter());
        if let Some(blamed) = form::pairs(body).find(is_blamed) {
            assert_eq!(violation.place().map(|place| place.offset), Some(blamed.offset()));
        }
    }
    for place in places.chain([error.place()]) {
        let offset = place.expect("errors of decoding have a place").offset;
        let is_inside = |pair: form::Pair<'_>| {
            offset == pair.offset()
                || (pair.offset()..pair.offset() + pair.raw().len()).contains(&offset)
        };
        assert!(offset == body.len() || form::pairs(body).any(is_inside), "{error}");
    }
    assert!(error.parameter().is_some());
    let place = format!(" at byte {}", error.offset().unwrap());
    assert!(error.to_string().contains(&place), "{error}");
}

/// A list is what stands below its name, by number, of equal names the first; if that has one reading.
#[track_caller]
fn assert_lists(params: &Params<'_>, list: &str) {
    let number =
        |index: &str| index.parse::<u32>().ok().filter(|n| *n > 0 && n.to_string() == index);
    let (mut members, mut texts, mut strange) = (Vec::new(), Vec::new(), false);
    let mut names = HashSet::new();
    for param in params.iter().filter(|param| names.insert(param.name())) {
        match param.name().strip_prefix(list) {
            Some("") => texts.push(param.value()),
            Some(rest) if rest.starts_with('.') => {
                let member = rest.strip_prefix(".member.").unwrap_or_default();
                let (index, part) = member.split_once('.').unwrap_or((member, ""));
                let part = if part.is_empty() { &member[index.len()..] } else { part };
                match number(index) {
                    Some(index) => members.push((index, part, param.value())),
                    None => strange = true,
                }
            }
            _ => {}
        }
    }
    members.sort_by_key(|(index, ..)| *index);
    let indices = members.iter().map(|(index, ..)| *index).collect::<BTreeSet<_>>();
    let has_gap = indices.into_iter().ne(1..=members.last().map_or(0, |(last, ..)| *last));
    let has_text = texts.iter().any(|text| !text.is_empty() || !members.is_empty());
    match params.list(list) {
        Ok(listed) => {
            assert!(!strange && !has_gap && !has_text, "{listed:?}");
            let is_given = !texts.is_empty() || !members.is_empty();
            assert_eq!(listed, is_given.then_some(members));
        }
        Err(e) => assert!(strange || has_gap || has_text, "{e}"),
    }
}

/// The answer is a document that says the same.
fn assert_is_answerable(error: &RequestError) {
    let answer = error.to_response("id");
    let body = answer.encode();
    assert_is_xml_text(&body);
    let again = ErrorResponse::decode(body.as_bytes()).unwrap();
    assert_eq!((again.fault, &again.code), (answer.fault, &answer.code));
    assert_eq!(again.request_id, "id");
    let replaced = |c| if is_xml_char(c) { c } else { char::REPLACEMENT_CHARACTER };
    let message = answer.message.map(|message| message.chars().map(replaced).collect::<String>());
    assert_eq!(again.message.map(String::from), message);
}

/// Characters of XML 1.0, no reference but the five that stand for what must be escaped, and no `]]>`.
#[track_caller]
fn assert_is_xml_text(document: &str) {
    assert!(document.chars().all(|c| is_xml_char(c) && c != '\r'), "{document:?}");
    assert!(!document.contains("]]>"), "{document:?}");
    for reference in document.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#13;"];
        assert!(known.iter().any(|name| reference.starts_with(name)), "{document:?}");
    }
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// What a body comes to, apart from the places in it.
#[derive(Debug, PartialEq)]
enum Outcome {
    Known(Request<'static>),
    Other(Vec<(String, String)>),
    Unreadable(String),
    Refused(String),
}

impl Outcome {
    /// Which of several unreadable parameters comes first is chance if their order is.
    fn of_any_order(self) -> Self {
        match self {
            Outcome::Unreadable(_) => Outcome::Unreadable(String::new()),
            outcome => outcome,
        }
    }
}

fn outcome(request: Result<Request<'_>, RequestError>) -> Outcome {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    match request {
        Ok(Request::Other(request)) => {
            Outcome::Other(listed(request.params()).into_iter().map(owned).collect())
        }
        Ok(request) => Outcome::Known(request.into_owned()),
        Err(e) => match e.kind() {
            RequestErrorKind::MalformedInput(malformed) => {
                Outcome::Unreadable(malformed.to_string())
            }
            kind => Outcome::Refused(kind.to_string()),
        },
    }
}

/// Names and values, as [`Params`] or not.
trait Pairs {
    fn pairs(&self) -> Vec<(&str, &str)>;
}

impl Pairs for Params<'_> {
    fn pairs(&self) -> Vec<(&str, &str)> {
        listed(self)
    }
}

impl Pairs for Vec<(String, String)> {
    fn pairs(&self) -> Vec<(&str, &str)> {
        self.iter().map(|(name, value)| (&name[..], &value[..])).collect()
    }
}

/// The same pairs in another order, those of one name excepted, with some that no operation knows.
fn permuted(params: &Params<'_>, dice: &mut Dice) -> Vec<(String, String)> {
    let mut values = BTreeMap::<&str, VecDeque<&str>>::new();
    let mut names = Vec::new();
    for (name, value) in listed(params) {
        values.entry(name).or_default().push_back(value);
        names.push(name);
    }
    // A field that no tag has is left out, but where it stands there is a tag.
    let has_tag = params.get("Tags.member.1.Key").is_some();
    let field = if has_tag { "Tags.member.1.Color" } else { "tags.member.1.Key" };
    for unknown in ["X-Amz-Date", "username", field, "Tag.1", ""] {
        if dice.below(4) == 0 {
            values.entry(unknown).or_default().push_back("x");
            names.push(unknown);
        }
    }
    for last in (1..names.len()).rev() {
        names.swap(last, dice.below(last + 1));
    }
    let mut pairs = Vec::new();
    for name in names {
        let value = values.get_mut(name).and_then(VecDeque::pop_front).unwrap_or_default();
        pairs.push((name.to_owned(), value.to_owned()));
    }
    pairs
}

/// A body with the same pairs, spelled otherwise.
fn respell(params: &impl Pairs, dice: &mut Dice) -> Vec<u8> {
    let mut body = Vec::new();
    let separate = |body: &mut Vec<u8>, dice: &mut Dice| {
        while dice.below(8) == 0 {
            body.push(b'&');
        }
    };
    for (i, (name, value)) in params.pairs().into_iter().enumerate() {
        if i > 0 {
            body.push(b'&');
        }
        separate(&mut body, dice);
        let frequency = 1 + dice.below(8);
        spell_text(name, frequency, &mut body, dice);
        if !(value.is_empty() && !name.is_empty() && dice.below(2) == 0) {
            body.push(b'=');
            spell_text(value, frequency, &mut body, dice);
        }
    }
    separate(&mut body, dice);
    body
}

/// Escapes what must be, and one in `frequency` of the other characters.
fn spell_text(text: &str, frequency: usize, body: &mut Vec<u8>, dice: &mut Dice) {
    for c in text.chars() {
        let must_be_escaped = matches!(c, '&' | '=' | '%' | '+');
        if !must_be_escaped && dice.below(frequency) > 0 {
            body.extend(if c == ' ' { "+".to_owned() } else { c.to_string() }.bytes());
            continue;
        }
        for byte in c.to_string().bytes() {
            let escape = match dice.below(2) {
                0 => format!("%{byte:02X}"),
                _ => format!("%{byte:02x}"),
            };
            body.extend(escape.bytes());
        }
    }
}

/// An element of a response or error, apart from how it is written.
#[derive(Clone)]
struct Element {
    name: String,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Text(String),
    /// In any order, unknown ones among them.
    Children(Vec<Element>),
    /// In this order, and no others.
    List(Vec<Element>),
}

impl Element {
    fn of(reply: &Reply<'_>) -> Self {
        let (root, mut children) = match reply {
            Reply::Response(response) => {
                let id = vec![Element::text("RequestId", &response.request_id)];
                let mut children = vec![Element::children("ResponseMetadata", id)];
                let action = response.action();
                if let OperationResult::ListResourceTags(_, page) = &response.result {
                    let mut result = vec![Element {
                        name: "Tags".to_owned(),
                        content: Content::List(page.tags.iter().map(Element::member).collect()),
                    }];
                    result.push(Element::text("IsTruncated", &page.is_truncated.to_string()));
                    result
                        .extend(page.marker.as_ref().map(|marker| Element::text("Marker", marker)));
                    children.push(Element::children(&format!("{action}Result"), result));
                }
                (format!("{action}Response"), children)
            }
            Reply::Error(error) => {
                let mut parts = vec![
                    Element::text("Type", error.fault.as_str()),
                    Element::text("Code", error.code.as_str()),
                ];
                parts.extend(error.message.as_ref().map(|text| Element::text("Message", text)));
                let id = Element::text("RequestId", &error.request_id);
                ("ErrorResponse".to_owned(), vec![id, Element::children("Error", parts)])
            }
        };
        children.reverse();
        Element::children(&root, children)
    }

    /// Repeats a child or a child's child, and so on; the members of a list may repeat.
    fn repeat_one(&mut self, dice: &mut Dice) {
        let (children, goes_deeper) = match &mut self.content {
            Content::Text(_) => return,
            Content::Children(children) => (children, dice.below(3) > 0),
            Content::List(members) => (members, true),
        };
        let nth = dice.below(children.len());
        let has_children = match &children[nth].content {
            Content::Text(_) => false,
            Content::Children(inner) | Content::List(inner) => !inner.is_empty(),
        };
        if goes_deeper && has_children {
            children[nth].repeat_one(dice);
        } else {
            children.push(children[nth].clone());
        }
    }

    fn text(name: &str, text: &str) -> Self {
        Element { name: name.to_owned(), content: Content::Text(text.to_owned()) }
    }

    fn children(name: &str, children: Vec<Element>) -> Self {
        Element { name: name.to_owned(), content: Content::Children(children) }
    }

    fn member(tag: &Tag<'_>) -> Self {
        let fields = vec![Element::text("Key", &tag.key), Element::text("Value", &tag.value)];
        Element::children("member", fields)
    }
}

fn spell_document(root: Element, dice: &mut Dice) -> String {
    let mut document = String::new();
    if dice.below(3) == 0 {
        document += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    }
    let prefix = ["", "", "iam:"][dice.below(3)];
    let declared = match prefix {
        "" => " xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"",
        _ => " xmlns:iam='https://iam.amazonaws.com/doc/2010-05-08/'",
    };
    spell_space(&mut document, dice);
    spell_element(root, prefix, declared, &mut document, dice);
    spell_space(&mut document, dice);
    document
}

fn spell_element(
    element: Element,
    prefix: &str,
    attribute: &str,
    document: &mut String,
    dice: &mut Dice,
) {
    let Element { name, content } = element;
    let (space, more) = (["", " ", "\n"][dice.below(3)], ["", "", " a=\"1\""][dice.below(3)]);
    let is_empty = match &content {
        Content::Text(text) => text.is_empty(),
        Content::Children(children) | Content::List(children) => children.is_empty(),
    };
    if is_empty && dice.below(2) == 0 {
        *document += &format!("<{prefix}{name}{attribute}{more}{space}/>");
        return;
    }
    *document += &format!("<{prefix}{name}{attribute}{more}{space}>");
    match content {
        Content::Text(text) => spell_content(&text, document, dice),
        Content::Children(mut children) => {
            for last in (1..children.len()).rev() {
                children.swap(last, dice.below(last + 1));
            }
            for child in children {
                spell_space(document, dice);
                if dice.below(8) == 0 {
                    *document += UNKNOWN_ELEMENTS[dice.below(UNKNOWN_ELEMENTS.len())];
                }
                spell_element(child, prefix, "", document, dice);
            }
            spell_space(document, dice);
        }
        Content::List(members) => {
            for member in members {
                spell_space(document, dice);
                spell_element(member, prefix, "", document, dice);
            }
            spell_space(document, dice);
        }
    }
    *document += &format!("</{prefix}{name}{space}>");
}

const UNKNOWN_ELEMENTS: [&str; 5] = [
    "<Owner/>",
    "<key>a</key>",
    "<Detail a='&lt;'>a &amp; <b>c</b><![CDATA[</Detail>]]>&#x41;</Detail>",
    "<x:Path xmlns:x='urn:x'><!-- </x:Path> --></x:Path >",
    "<Members><member><member/></member></Members>",
];

/// White space between elements, and what may stand among it.
fn spell_space(document: &mut String, dice: &mut Dice) {
    while dice.below(2) == 0 {
        *document += ["\n  ", " ", "\t", "\r\n", "<!-- <Key> & -->", "<?p <Key>?>"][dice.below(6)];
    }
}

/// Escapes what must be, and one in a few of the other characters.
fn spell_content(text: &str, document: &mut String, dice: &mut Dice) {
    let frequency = 1 + dice.below(16);
    for c in text.chars() {
        if dice.below(32) == 0 {
            *document += ["<!---->", "<!-- & -->", "<?p?>", "<![CDATA[]]>"][dice.below(4)];
        }
        let code = u32::from(c);
        *document += &match c {
            '\n' if dice.below(4) == 0 => "\r\n".to_owned(),
            '&' if dice.below(2) == 0 => "&amp;".to_owned(),
            '<' if dice.below(2) == 0 => "&lt;".to_owned(),
            '>' if dice.below(2) == 0 => "&gt;".to_owned(),
            '"' if dice.below(2) == 0 => "&quot;".to_owned(),
            '\'' if dice.below(2) == 0 => "&apos;".to_owned(),
            // A raw CR would be read as LF.
            '\r' => ["&#13;", "&#xD;", "&#x0d;"][dice.below(3)].to_owned(),
            // A bare `>` must not end `]]>`.
            '&' | '<' | '>' => format!("<![CDATA[{c}]]>"),
            _ if dice.below(frequency) > 0 => c.to_string(),
            _ => match dice.below(3) {
                0 => format!("&#{code};"),
                1 => format!("&#x{code:x};"),
                _ => format!("<![CDATA[{c}]]>"),
            },
        };
    }
}
