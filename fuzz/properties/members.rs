//! Claims about what operations say of their members, beside requests and documents.

use iam_codec::{Action, Element, Member, Request, Response, form};

/// A body that is accepted has each member that its operation requires; and the body that is written for it
/// has no parameters but members, whatever is above them.
pub(super) fn assert_has_members_of_input(request: &Request<'_>, body: &[u8]) {
    let Some(action) = request.action() else { return };
    let given = names(body);
    for member in action.input().iter().filter(|member| member.is_required()) {
        let below = format!("{}.", member.name());
        let is_given = |name: &String| name == member.name() || name.starts_with(&below);
        assert!(given.iter().any(is_given), "{action} without {member:?}");
    }
    for name in names(request.encode().as_bytes()) {
        let is_of_head = ["Action", "Version"].contains(&&*name);
        assert!(is_of_head || leads(action.input(), &name), "{name} of {action}");
    }
}

fn names(body: &[u8]) -> Vec<String> {
    form::pairs(body).filter_map(|pair| Some(pair.name().ok()?.into_owned())).collect()
}

/// Whether a parameter is one of the members, or below one.
fn leads(members: &[Member], name: &str) -> bool {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let Some(member) = members.iter().find(|member| member.name() == first) else { return false };
    match rest.strip_prefix("member.") {
        _ if rest.is_empty() => true,
        Some(rest) if member.is_list() => {
            let below = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            below.is_empty() || is_below(member, below.trim_start_matches('.'))
        }
        _ => !member.is_list() && is_below(member, rest),
    }
}

/// Maps have entries and no members.
fn is_below(member: &Member, rest: &str) -> bool {
    match member.members() {
        [] => rest.starts_with("entry."),
        members => leads(members, rest),
    }
}

/// The document of a response has the members of its operation and no others, those that are required, lists of
/// what must be in them, and percent escapes where the operation says that there are some.
pub(super) fn assert_has_members_of_output(response: &Response<'_>, document: &str) {
    let Some(action) = response.action() else { return };
    let (root, oddities) = Element::decode_tolerantly(document.as_bytes()).unwrap();
    assert_eq!(oddities, [], "{document}");
    match (root.child(&format!("{action}Result")), action.output()) {
        (None, []) => {}
        (Some(result), members) => assert_has(members, result, action),
        differing => panic!("{differing:?}: {document}"),
    }
}

fn assert_has(members: &[Member], element: &Element<'_>, action: Action) {
    let is_one = |name: &str| members.iter().any(|member| member.name() == name);
    let others: Vec<_> = element.children().iter().filter(|child| !is_one(&child.name)).collect();
    assert!(others.is_empty(), "{others:?} of {action}");
    for member in members {
        match element.child(member.name()) {
            None => assert!(!member.is_required(), "{action} without {member:?}"),
            Some(child) if member.is_list() => {
                assert!(child.children().iter().all(|part| part.name == "member"), "{child:?}");
                child.children().iter().for_each(|part| assert_is(member, part, action));
            }
            Some(child) => assert_is(member, child, action),
        }
    }
}

fn assert_is(member: &Member, element: &Element<'_>, action: Action) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
    if member.is_policy() {
        assert!(element.text().bytes().all(is_plain), "{action} {member:?} {element:?}");
    }
    if !member.members().is_empty() {
        assert_has(member.members(), element, action);
    }
}
