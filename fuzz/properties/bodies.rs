//! Claims about form bodies.

use std::collections::{BTreeSet, HashMap, HashSet};

use iam_codec::form::{self, FormErrorKind};
use iam_codec::{
    Constraint, Editor, MalformedInput, Params, Part, Place, Request, RequestError,
    RequestErrorKind, Tag, Violation, Violations,
};

use super::asserts::{
    assert_is_answerable, assert_lies_inside, assert_same, is_same, listed, outcome, words,
};
use super::members::assert_has_members_of_input;
use super::spelling::{in_any_order, in_order};
use super::typed::assert_is_read_by_type;
use crate::inputs::{Dice, canonical};

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
        assert_eq!(&body[pair.value_span()], pair.raw_value().unwrap_or_default());
        assert_eq!((pair.span().start, pair.value_span().end), (pair.offset(), pair_end));
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

/// Decoding never panics. What it accepts encodes and decodes to the same value. What the checked
/// decoder accepts, the unchecked one accepts with the same value; what only the unchecked one accepts is
/// refused by `validate` in the same words. Errors lie inside the body and can be answered. The input of one
/// operation is read alike by its own type.
pub fn decode_request(body: &[u8]) {
    let checked = Request::decode(body);
    let unchecked = Request::decoder().unchecked().body(body);
    assert_is_read_by_type(body, &checked);
    if let Err(e) = &checked {
        assert_is_answerable(e);
        assert_lies_inside(e, body);
    }
    match (&checked, &unchecked) {
        (Ok(request), _) => {
            assert_eq!(checked, unchecked);
            assert_eq!(request.validate(), Ok(()));
            assert_has_members_of_input(request, body);
            assert_is_not_implemented(request);
            assert_survives(request, body, |body| Request::decode(body));
        }
        (Err(e), Ok(request)) => {
            let without_place = request.validate().unwrap_err();
            assert_eq!(words(&without_place), words(e));
            let place = e.to_string().strip_prefix(&without_place.to_string()).map(str::to_owned);
            assert!(
                place.is_some_and(|place| place.starts_with(" at byte ")),
                "{without_place}: {e}"
            );
            assert_survives(request, body, |body| Request::decoder().unchecked().body(body));
        }
        (Err(e), Err(unchecked)) if e.violations().is_empty() => assert_eq!(e, unchecked),
        // Of more than are listed, other ones may be.
        (Err(e), Err(_)) if e.violations().len() == Violations::LISTED => {}
        // Members that are missing are, and lists in which some are left out.
        (Err(e), Err(unchecked)) => {
            let (all, found) = (e.violations(), unchecked.violations());
            let is_missing = |v: &&Violation| v.constraint() == Constraint::NotNull;
            assert!(all.iter().filter(is_missing).all(|missing| found.contains(missing)));
            let is_null =
                |v: &Violation| matches!(v.constraint(), Constraint::NotNull | Constraint::Each(_));
            assert!(found.iter().all(|v| is_null(v) && all.contains(v)), "{unchecked}: {e}");
        }
    }
    if let Ok(request) = unchecked {
        assert_same(&request.clone().into_owned(), &request);
        assert_borrows(&request, body);
    }
}

/// A server that does not serve the operation says so, with its name.
fn assert_is_not_implemented(request: &Request<'_>) {
    let failure = request.not_implemented();
    let action = request.action_name();
    assert_eq!(
        failure.to_string(),
        format!("NotImplemented: This server does not serve {action}.")
    );
    let response = failure.to_response("id");
    assert_eq!((response.status(), response.message), (501, failure.message));
}

/// The request is the same after its body, unless that lacks what was there: an empty structure and an
/// empty map leave no trace in a body, whoever writes it.
#[track_caller]
fn assert_survives(
    request: &Request<'_>,
    body: &[u8],
    decode: fn(&[u8]) -> Result<Request<'_>, RequestError>,
) {
    let encoded = request.encode();
    if let Ok(again) = decode(encoded.as_bytes()) {
        assert_eq!(again.encode(), encoded);
        if is_same(&again, request) {
            return;
        }
    }
    let left = parents(encoded.as_bytes());
    assert!(!parents(body).is_subset(&left), "{encoded} is not {request:?}");
}

/// What the parameters of a body are in, and what is given as empty.
fn parents(body: &[u8]) -> HashSet<String> {
    let mut parents = HashSet::new();
    for pair in form::pairs(body) {
        let name = pair.name().unwrap_or_default();
        parents.extend(name.match_indices('.').map(|(dot, _)| name[..dot].to_owned()));
        if pair.value().as_deref() == Ok("") {
            parents.insert(name.into_owned());
        }
    }
    parents
}

/// The texts of tags are slices of the body if it has them unescaped.
fn assert_borrows(request: &Request<'_>, body: &[u8]) {
    let is_inside = |text: &str| body.as_ptr_range().contains(&text.as_ptr());
    for (n, tag) in (1..).zip(request.tags().unwrap_or_default()) {
        for (field, text) in [("Key", &tag.key), ("Value", &tag.value)] {
            let name = format!("Tags.member.{n}.{field}");
            let mut pairs = form::pairs(body);
            let pair = pairs.find(|pair| pair.name().as_deref() == Ok(&name));
            if !text.is_empty() && pair.and_then(|pair| pair.raw_value()) == Some(text.as_bytes()) {
                assert!(is_inside(text), "{name} is copied");
            }
        }
    }
}

/// All ways agree: one pass over a body, the same into a buffer that another body has used, and by `Params`. So do
/// a body, and its two halves as query string and body, unless a name is in both; with a name in both, the two parts
/// get the same error in one pass and by `Params`.
pub fn params(body: &[u8]) {
    let mut buffer = b"what another body left".to_vec();
    for decoder in [Request::decoder(), Request::decoder().unchecked()] {
        assert_eq!(decoder.parts_in(&mut buffer, b"", body), decoder.body(body));
    }
    let params = Params::parse(body);
    assert_eq!(
        Request::decode(body),
        params.clone().and_then(|params| Request::decoder().params(params))
    );
    let unchecked = params.clone().and_then(|params| Request::decoder().unchecked().params(params));
    assert_eq!(Request::decoder().unchecked().body(body), unchecked);
    // Errors name the same places when the body is gone.
    let owned = params.clone().map(Params::into_owned);
    assert_eq!(Request::decode(body), owned.and_then(|params| Request::decoder().params(params)));

    if let Ok(params) = &params {
        let encoded = params.encode();
        assert_eq!(listed(&Params::parse(encoded.as_bytes()).unwrap()), listed(params));
        let raw: Vec<_> = params.iter().filter_map(|param| param.raw()).collect();
        let given = form::pairs(body).map(|pair| pair.raw()).filter(|raw| !raw.is_empty());
        assert!(given.eq(raw));
        ["Tags", "TagKeys"].iter().for_each(|list| assert_lists(params, list));
        if let Ok(request) = Request::decode(body) {
            assert_views_agree(body, params, request.tags().unwrap_or_default());
        }
        params.iter().take(8).for_each(|param| assert_is_found(params, param.name()));
        for param in params {
            let is_inside = |text: &str| body.as_ptr_range().contains(&text.as_ptr());
            let raw = param.raw().and_then(|raw| raw.rsplit(|byte| *byte == b'=').next());
            if !param.value().is_empty() && raw == Some(param.value().as_bytes()) {
                assert!(is_inside(param.value()), "{} is copied", param.name());
            }
        }
    }

    let (query, rest) = split_at_a_pair(body);
    assert_places_agree(body, query, rest);
    // The second time with one pair in both parts.
    let pairs: Vec<_> = form::pairs(body).map(|pair| pair.raw()).collect();
    let pair = pairs.get(Dice::of(rest).below(pairs.len().max(1))).copied().unwrap_or_default();
    for (query, body) in [(query, rest), (pair, body)] {
        let by_params =
            Params::parse_parts(query, body).and_then(|params| Request::decoder().params(params));
        assert_eq!(Request::decode_parts(query, body), by_params);
    }
    let parts = Params::parse_parts(query, rest);
    let names = |part| {
        let params = Params::parse(part).unwrap_or_default();
        params.iter().map(|param| canonical(param.name())).collect::<HashSet<_>>()
    };
    match (params, parts) {
        (Ok(whole), Ok(parts)) => {
            assert_eq!(listed(&whole), listed(&parts));
            assert!(names(query).is_disjoint(&names(rest)));
            assert_eq!(
                outcome(Request::decoder().params(parts)),
                outcome(Request::decoder().params(whole))
            );
        }
        (Ok(_), Err(e)) => {
            assert_eq!(e.kind(), &RequestErrorKind::MalformedInput(MalformedInput::Ambiguous));
            assert!(!names(query).is_disjoint(&names(rest)));
        }
        (whole, parts) => assert_eq!(whole.unwrap_err().kind(), parts.unwrap_err().kind()),
    }
}

/// The body cut at one of the `&`.
pub(super) fn split_at_a_pair(body: &[u8]) -> (&[u8], &[u8]) {
    let ends: Vec<_> = form::pairs(body).map(|pair| pair.offset() + pair.raw().len()).collect();
    let nth = Dice::of(body).below(ends.len().max(1));
    let end = ends.get(nth).copied().unwrap_or_default();
    (&body[..end], body.get(end + 1..).unwrap_or_default())
}

/// A fault of a body is a fault of its two parts, at the same byte of one of them.
fn assert_places_agree(body: &[u8], query: &[u8], rest: &[u8]) {
    let (Err(whole), Err(parts)) = (Request::decode(body), Request::decode_parts(query, rest))
    else {
        return;
    };
    let is_ambiguous =
        matches!(parts.kind(), RequestErrorKind::MalformedInput(MalformedInput::Ambiguous));
    // Without a body, the end of the input is that of the query string.
    if is_ambiguous || rest.is_empty() {
        return;
    }
    let offset = |place: Option<Place>| {
        place.map(|place| match place.part {
            Part::Query => place.offset,
            Part::Body => query.len() + 1 + place.offset,
        })
    };
    let in_whole = |place: Option<Place>| place.map(|place| place.offset);
    assert_eq!(words(&parts), words(&whole));
    assert_eq!(offset(parts.place()), in_whole(whole.place()));
    for (part, whole) in parts.violations().iter().zip(whole.violations()) {
        assert_eq!(offset(part.place()), in_whole(whole.place()));
    }
}

/// The outcome does not change in any spelling of the body.
///
/// Skipped: unreadable bodies, where an escape more would make another error of it; of what cannot be
/// read, the first is reported, so that all that cannot be read counts as equal.
pub fn respelled_body(body: &[u8]) {
    if Params::parse(body).is_err() {
        return;
    }
    let mut dice = Dice::of(body);
    let spelled = in_order(body, &mut dice);
    let (checked, unchecked) = (Request::decode(body), Request::decoder().unchecked().body(body));
    assert_eq!(outcome(Request::decode(&spelled)), outcome(checked.clone()));
    assert_eq!(outcome(Request::decoder().unchecked().body(&spelled)), outcome(unchecked.clone()));
    if matches!(unchecked, Ok(Request::Other(_))) {
        // Here all parameters and their order are the value.
        return;
    }
    let spelled = in_any_order(body, &mut dice);
    let outcome = |request| outcome(request).of_any_order();
    assert_eq!(outcome(Request::decode(&spelled)), outcome(checked));
    assert_eq!(outcome(Request::decoder().unchecked().body(&spelled)), outcome(unchecked));
}

/// What the typed view accepts, the untyped view shows alike and the editor finds: no spelling of a name is
/// seen by one of them alone.
#[track_caller]
fn assert_views_agree(body: &[u8], params: &Params<'_>, tags: &[Tag<'_>]) {
    if tags.is_empty() {
        return;
    }
    // Names that no tag has are judged too, but the typed view does not look at them.
    let is_unknown = |name: &str| !name.ends_with(".Key") && !name.ends_with(".Value");
    let listed = match params.list("Tags") {
        Err(e) if e.parameter().is_some_and(is_unknown) => return,
        listed => listed.unwrap().unwrap_or_default(),
    };
    for (i, tag) in tags.iter().enumerate().take(3) {
        for (field, value) in [("Key", &*tag.key), ("Value", &*tag.value)] {
            let index = i as u32 + 1;
            let found = listed.iter().find(|param| (param.index, param.field) == (index, field));
            assert_eq!(found.map(|param| param.value), Some(value));
            let name = format!("Tags.member.{index}.{field}");
            assert_eq!((params.get(&name), params.text(&name)), (Some(value), Ok(Some(value))));
            let mut editor = Editor::new(body);
            editor.set(&name, "edited");
            let edited = editor.finish();
            let request = Request::decoder().unchecked().body(&edited).unwrap();
            let Tag { key, value } = &request.tags().unwrap()[i];
            assert_eq!(if field == "Key" { key } else { value }, "edited");
        }
    }
}

/// Of several values of a name the first counts, and a text has nothing below it.
#[track_caller]
fn assert_is_found(params: &Params<'_>, name: &str) {
    let is_named = |given: &(&str, &str)| canonical(given.0) == canonical(name);
    let values: Vec<_> =
        listed(params).into_iter().filter(is_named).map(|(_, value)| value).collect();
    assert!(params.get_all(name).eq(values.iter().copied()));
    assert_eq!(params.get(name), values.first().copied());
    let below = format!("{}.", canonical(name));
    let spelled: Vec<_> =
        params.iter().map(|param| param.name()).filter(|given| is_named(&(given, ""))).collect();
    let is_respelled = spelled.len() > 1 && spelled.iter().any(|name| *name != canonical(name));
    let is_text =
        !is_respelled && !params.iter().any(|param| canonical(param.name()).starts_with(&below));
    assert_eq!(params.text(name).ok(), is_text.then_some(values.first().copied()));
}

/// A list is what is below its name, by number, of equal names the first; if that has one reading.
#[track_caller]
fn assert_lists(params: &Params<'_>, list: &str) {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = |index: &str| {
        let number = index.parse::<u32>().ok().filter(|_| is_number(index));
        number.filter(|n| (1..=214_748_369).contains(n))
    };
    let (mut members, mut texts, mut strange) = (Vec::new(), Vec::new(), false);
    let mut names = HashMap::new();
    for param in params {
        let is_respelled = param.name() != canonical(param.name());
        if let Some(earlier) = names.insert(canonical(param.name()), is_respelled) {
            let is_below = param.name().starts_with(&format!("{list}."));
            strange |= is_below && (earlier || is_respelled);
            continue;
        }
        match param.name().strip_prefix(list) {
            Some("") => texts.push(param.value()),
            Some(rest) if rest.starts_with('.') => {
                let member = rest.strip_prefix(".member.").unwrap_or_default();
                let (index, part) = member.split_once('.').unwrap_or((member, ""));
                let part = if part.is_empty() { &member[index.len()..] } else { part };
                strange |= part.split('.').next().is_some_and(is_number);
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
            let listed =
                listed.map(|list| list.iter().map(|p| (p.index, p.field, p.value)).collect());
            assert_eq!(listed, is_given.then_some(members));
        }
        Err(e) => assert!(strange || has_gap || has_text, "{e}"),
    }
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}
