//! Claims about what is refused, and in what order.

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::{Forbidden, Incomplete, Violating};
use iam_codec::{Constraint, MalformedInput, Request, RequestErrorKind, Tag, VERSION};

use super::asserts::{assert_lies_inside, assert_same, assert_violates};
use crate::inputs::Dice;

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
            assert_same(&Request::decoder().unchecked().body(body.as_bytes()).unwrap(), &request);
        }
        Ok(1) => {
            let Ok(Incomplete { body, path, parameter }) = Incomplete::arbitrary(&mut u) else {
                return;
            };
            let error = Request::decode(body.as_bytes()).unwrap_err();
            assert_violates(&error, &path, &parameter, Constraint::NotNull);
            assert_eq!(Request::decoder().unchecked().body(body.as_bytes()), Err(error));
        }
        _ => {
            let Ok(wrong) = Violating::arbitrary(&mut u) else { return };
            let Violating { request, path, parameter, constraint } = wrong;
            assert_violates(&request.validate().unwrap_err(), &path, &parameter, constraint);
            let body = request.encode();
            let error = Request::decode(body.as_bytes()).unwrap_err();
            assert_violates(&error, &path, &parameter, constraint);
            assert_lies_inside(&error, body.as_bytes());
            assert_same(&Request::decoder().unchecked().body(body.as_bytes()).unwrap(), &request);
        }
    }
}

/// Of several things that are wrong AWS reports the first in its order: unreadable escapes, then the
/// version, then the parameter that cannot be read and is first, then all violations, then bad names,
/// then reserved keys, then equal ones.
pub fn first_refusal(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let (Ok(seed), Ok(is_violation)) = (u.arbitrary(), u.arbitrary()) else { return };
    let mut dice = Dice(seed);
    let body = match is_violation {
        true => {
            let Ok(Violating { request, .. }) = Violating::arbitrary(&mut u) else { return };
            request.encode()
        }
        false => {
            let Ok(Forbidden { request, kind }) = Forbidden::arbitrary(&mut u) else { return };
            assert_rules_in_order(&request, &kind);
            request.encode()
        }
    };
    let pairs: Vec<_> = body.split('&').collect();
    // Something below the name of a text, a list or a map, which none of them can have.
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let members = &pairs[2..];
    let bad: Vec<_> = (0..2).map(|_| name(members[dice.below(members.len())]) + ".1=").collect();
    let mut unreadable = pairs.clone();
    for bad in &bad {
        unreadable.insert(2 + dice.below(unreadable.len() - 1), bad);
    }
    let first = unreadable.iter().position(|pair| bad.iter().any(|bad| bad == pair)).unwrap();
    let offset = unreadable[..first].iter().map(|pair| pair.len() + 1).sum();
    let unreadable = unreadable.join("&");
    let error = Request::decode(unreadable.as_bytes()).unwrap_err();
    assert!(matches!(error.kind(), RequestErrorKind::MalformedInput(_)), "{error}: {unreadable}");
    assert_eq!(error.offset(), Some(offset), "{error}: {unreadable}");

    let of_no_version = unreadable.replacen(VERSION, "2010-05-09", 1);
    let error = Request::decode(of_no_version.as_bytes()).unwrap_err();
    assert!(matches!(error.kind(), RequestErrorKind::InvalidAction { .. }), "{error}");

    let broken = of_no_version + "&%4";
    let error = Request::decode(broken.as_bytes()).unwrap_err();
    let escape = RequestErrorKind::MalformedInput(MalformedInput::InvalidEscape);
    assert_eq!((error.kind(), error.offset()), (&escape, Some(broken.len() - 2)));
}

/// A forbidden request with tags that are wrong in other ways as well.
fn assert_rules_in_order(request: &Request<'_>, kind: &RequestErrorKind) {
    let Some(tags) = request.tags().filter(|tags| tags.len() <= 48) else { return };
    let with = |added: &[Tag<'_>]| {
        // A list that is given as empty has no members.
        let body = request.encode().replace("&Tags=", "");
        let members = (tags.len() + 1..).zip(added);
        let more = members.map(|(n, Tag { key, value })| {
            format!("&Tags.member.{n}.Key={key}&Tags.member.{n}.Value={value}")
        });
        body + &more.collect::<String>()
    };
    let equal = [Tag::new("AWS:a", ""), Tag::new("AWS:a", "")];
    let body = with(&equal);
    let error = Request::decode(body.as_bytes()).unwrap_err();
    match kind {
        RequestErrorKind::DuplicateTagKeys(_) => {
            assert_eq!(*error.kind(), RequestErrorKind::ReservedTag, "{error}");
        }
        kind => assert_eq!(error.kind(), kind),
    }
    let body = with(&[Tag::new("aws:", ""), Tag::new("a".repeat(129), "")]);
    let error = Request::decode(body.as_bytes()).unwrap_err();
    assert_eq!(error.violations().len(), 1, "{error}");
    assert_eq!(error.violations()[0].constraint(), Constraint::MaxLength(128));
}
