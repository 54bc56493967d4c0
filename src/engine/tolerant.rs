//! Structures out of a tree that other servers than AWS wrote: as much as it holds, and what is odd.
//!
//! A name in another case counts if the right one is missing, as some clients read it. Lists are also read
//! from containers that are repeated, whose members have other names, or that lack them.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::engine::notation::{self, Reading};
use crate::schema::structure::{EntriesMut, Kind, ListMut, Slot, StructureMut, Table};
use crate::wire::xml::oddity::{OddityKind, OddityList, Severity};
use crate::wire::xml::tree::Node;

/// Fills `structure` from the children of an element, which begins at byte `start`.
pub(crate) fn read<'a>(
    structure: &mut dyn StructureMut<'a>,
    children: Vec<Node<'a>>,
    start: usize,
    oddities: &mut OddityList,
) {
    let table = structure.table();
    let (mut given, mut next) = (0_u64, 0);
    let mut others = Vec::new();
    for child in children {
        if let Some(index) = table.position_in_order(child.name, &mut next) {
            read_member(structure, index, child, given >> index & 1 == 1, oddities);
            given |= 1 << index;
        } else if let Some(index) = position_in_any_case(table, child.name) {
            others.push((index, child));
        } else {
            unexpected(&child, oddities);
        }
    }
    for (index, child) in others {
        if given >> index & 1 == 1 {
            unexpected(&child, oddities);
            continue;
        }
        oddities.note(OddityKind::OtherName(child.name.to_owned()), child.start);
        read_member(structure, index, child, false, oddities);
        given |= 1 << index;
    }
    let members = (0..).zip(table.members);
    for (_, member) in members.filter(|(i, member)| member.is_required && given >> i & 1 == 0) {
        oddities.note_in(member.name(), OddityKind::Missing, start);
    }
}

/// Lists an element that is left out.
pub(crate) fn unexpected(node: &Node<'_>, oddities: &mut OddityList) {
    oddities.note(OddityKind::UnexpectedElement(node.name.to_owned()), node.start);
}

/// The text of the member `name`, or of another element of the protocol.
pub(crate) fn text<'a>(
    name: &str,
    node: Node<'a>,
    oddities: &mut OddityList,
) -> Option<Cow<'a, str>> {
    let mark = oddities.enter(name);
    let content = leaf(&Kind::Text, node, oddities);
    oddities.leave(mark);
    match content {
        Some(Content::Text(text)) => Some(text),
        _ => None,
    }
}

/// Which of `names` an element of this name stands for: a name in another case counts only where the right one
/// is not given.
pub(crate) fn part<const N: usize>(
    names: &[&str; N],
    is_given: &[bool; N],
    name: &str,
) -> Option<usize> {
    let part = names.iter().position(|part| part.eq_ignore_ascii_case(name))?;
    (name == names[part] || !is_given[part]).then_some(part)
}

/// The SDK for Go compares names without regard to case.
fn position_in_any_case(table: &Table, name: &str) -> Option<usize> {
    table.members.iter().position(|member| member.name().eq_ignore_ascii_case(name))
}

fn read_member<'a>(
    structure: &mut dyn StructureMut<'a>,
    index: usize,
    node: Node<'a>,
    is_repeated: bool,
    oddities: &mut OddityList,
) {
    let member = &structure.table().members[index];
    let mark = oddities.enter(member.name());
    if is_repeated {
        oddities.note(OddityKind::Repeated, node.start);
    }
    let goes_on = matches!(member.kind, Kind::List(_));
    if !is_repeated || goes_on {
        if let Some(content) = content(&member.kind, node, oddities) {
            if let Some(slot) = structure.slot(index) {
                fill(slot, &member.kind, content, oddities);
            }
        }
    }
    oddities.leave(mark);
}

/// What an element holds that can be read.
enum Content<'a> {
    /// A text in AWS's notation.
    Text(Cow<'a, str>),
    /// A policy document as it is.
    Policy(Cow<'a, str>),
    Elements(Node<'a>),
}

/// What can be read of a member: nothing, if it holds a text where elements belong or the reverse, or a
/// text that is invalid.
fn content<'a>(kind: &Kind, node: Node<'a>, oddities: &mut OddityList) -> Option<Content<'a>> {
    match kind {
        Kind::Structure(_) | Kind::List(_) | Kind::Map(..) => {
            node.expect_no_text(oddities);
            (node.is_blank() || !node.children.is_empty()).then_some(Content::Elements(node))
        }
        _ => leaf(kind, node, oddities),
    }
}

fn leaf<'a>(kind: &Kind, node: Node<'a>, oddities: &mut OddityList) -> Option<Content<'a>> {
    for child in &node.children {
        let unexpected = OddityKind::UnexpectedElement(child.name.to_owned());
        oddities.note_as(Severity::Misread, unexpected, child.start);
    }
    if !node.children.is_empty() && node.is_blank() {
        return None;
    }
    let Node { text, start, .. } = node;
    if let Kind::Text | Kind::Secret | Kind::Enum(_) = kind {
        return Some(Content::Text(text));
    }
    match notation::read(kind, text.clone()) {
        Reading::Usual(text) => Some(Content::Text(text)),
        Reading::Other(usual) => {
            let severity = match kind {
                Kind::Boolean => Severity::Misread,
                _ => Severity::Refused,
            };
            oddities.note_as(severity, OddityKind::OtherNotation(text.into_owned()), start);
            Some(Content::Text(usual))
        }
        Reading::Unencoded(policy) => {
            oddities.note(OddityKind::NotPercentEncoded, start);
            Some(Content::Policy(policy))
        }
        Reading::Invalid(text) => {
            oddities.note(OddityKind::InvalidValue(text.into_owned()), start);
            None
        }
    }
}

fn fill<'a>(slot: Slot<'_, 'a>, kind: &Kind, content: Content<'a>, oddities: &mut OddityList) {
    match (slot, content) {
        (Slot::Structure(structure), Content::Elements(node)) => {
            read(structure, node.children, node.start, oddities);
        }
        (Slot::List(list), Content::Elements(node)) => {
            if let Kind::List(member) = kind {
                read_list(list, member, node, oddities);
            }
        }
        (Slot::Map(map), Content::Elements(node)) => {
            if let Kind::Map(key, value) = kind {
                read_map(map, [key, value], node, oddities);
            }
        }
        (Slot::Policy(slot), Content::Policy(text)) => *slot = text,
        (leaf, Content::Text(text)) => {
            // The text is one that the slot reads.
            _ = leaf.read_element(text);
        }
        (_, Content::Policy(_) | Content::Elements(_)) => {}
    }
}

fn read_list<'a>(
    list: &mut dyn ListMut<'a>,
    kind: &Kind,
    node: Node<'a>,
    oddities: &mut OddityList,
) {
    let belongs_inside = |name: &str| match kind {
        Kind::Structure(table) => position_in_any_case(table, name).is_some(),
        _ => false,
    };
    for (nth, member) in (1..).zip(members(node, "member", belongs_inside, oddities)) {
        let mark = oddities.enter_nth("member", nth);
        if let Some(content) = content(kind, member, oddities) {
            fill(list.push(), kind, content, oddities);
        }
        oddities.leave(mark);
    }
}

/// The members of a list, or the entries of a map, whatever they are called. Elements that belong inside a
/// member, and are not, make members together: a new one begins where a name comes again.
fn members<'a>(
    node: Node<'a>,
    name: &str,
    belongs_inside: impl Fn(&str) -> bool,
    oddities: &mut OddityList,
) -> Vec<Node<'a>> {
    let mut members: Vec<Node<'a>> = Vec::new();
    let mut is_open = false;
    // A name may be there in another case too. More spellings of it are names that come again: or a member
    // would have as many children as there are spellings.
    let has = |member: &Node<'_>, name: &str| {
        let same = member.children.iter().filter(|child| child.name.eq_ignore_ascii_case(name));
        member.child(name).is_some() || same.count() == 2
    };
    for child in node.children {
        if child.name == name || !belongs_inside(child.name) {
            if child.name != name {
                oddities.note(OddityKind::OtherName(child.name.to_owned()), child.start);
            }
            is_open = false;
            members.push(child);
            continue;
        }
        match members.last_mut() {
            Some(last) if is_open && !has(last, child.name) => last.children.push(child),
            _ => {
                oddities.note_in(name, OddityKind::Missing, child.start);
                is_open = true;
                let (start, text) = (child.start, Cow::Borrowed(""));
                members.push(Node { name: "", start, text, children: vec![child] });
            }
        }
    }
    members
}

const ENTRY_PARTS: [&str; 2] = ["key", "value"];

fn read_map<'a>(
    map: &mut dyn EntriesMut<'a>,
    kinds: [&Kind; 2],
    node: Node<'a>,
    oddities: &mut OddityList,
) {
    let mut keys = HashSet::new();
    let is_part = |name: &str| part(&ENTRY_PARTS, &[false; 2], name).is_some();
    let entries = members(node, "entry", is_part, oddities);
    for (nth, entry) in (1..).zip(entries) {
        let mark = oddities.enter_nth("entry", nth);
        let start = entry.start;
        if let [Some(key), Some(value)] = entry_contents(entry, kinds, oddities) {
            match &key {
                Content::Text(text) if !keys.insert(text.clone().into_owned()) => {
                    oddities.note_in("key", OddityKind::Repeated, start);
                }
                _ => {
                    let slots = map.push();
                    fill(slots.0, kinds[0], key, oddities);
                    fill(slots.1, kinds[1], value, oddities);
                }
            }
        }
        oddities.leave(mark);
    }
}

/// What can be read of the key and the value of an entry.
fn entry_contents<'a>(
    entry: Node<'a>,
    kinds: [&Kind; 2],
    oddities: &mut OddityList,
) -> [Option<Content<'a>>; 2] {
    let mut parts = [None, None];
    let is_given = ENTRY_PARTS.map(|part| entry.child(part).is_some());
    entry.expect_no_text(oddities);
    for child in entry.children {
        let Some(index) = part(&ENTRY_PARTS, &is_given, child.name) else {
            unexpected(&child, oddities);
            continue;
        };
        let name = ENTRY_PARTS[index];
        if parts[index].is_some() {
            oddities.note_in(name, OddityKind::Repeated, child.start);
            continue;
        }
        if child.name != name {
            oddities.note(OddityKind::OtherName(child.name.to_owned()), child.start);
        }
        parts[index] = Some(child);
    }
    let [key, value] = parts;
    let mut content_of = |index: usize, node: Option<Node<'a>>| {
        let mark = oddities.enter(ENTRY_PARTS[index]);
        let content = match node {
            Some(node) => content(kinds[index], node, oddities),
            None => {
                oddities.note(OddityKind::Missing, entry.start);
                None
            }
        };
        oddities.leave(mark);
        content
    };
    [content_of(0, key), content_of(1, value)]
}
