//! What an endpoint sends instead of a right answer, as bytes say.

use super::right::{C_AND_A, RIGHT, Right};
use super::tree::{Spelling, Tree};

/// What comes back.
#[derive(Clone)]
pub(crate) enum Body {
    /// Nothing: the connection ends.
    NoAnswer,
    Empty,
    /// No XML.
    IllFormed(Vec<u8>),
    /// This tree, in this text.
    Document(Tree, Vec<u8>),
}

/// Each byte makes one choice. When no bytes are left, the first of the choices is made.
pub(crate) struct Choices<'b>(pub(crate) &'b [u8]);

impl Choices<'_> {
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % count.max(1)
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// The body in the place of a right answer's, and the namespace of its root.
pub(crate) fn body(right: &Right, choices: &mut Choices<'_>) -> (Body, Option<&'static str>) {
    let way = choices.below(16);
    let tree = match way {
        1 => return (Body::NoAnswer, None),
        2 => return (Body::Empty, None),
        3 => choices.of(&RIGHT.map(|right| right.answer)),
        4 => choices.of(&OTHERS),
        _ => right.answer,
    };
    let mut tree = Tree::read(tree);
    (0..choices.below(4)).for_each(|_| change(&mut tree, choices));
    let namespace = choices.of(&[right.namespace, None, Some("urn:other")]);
    let spelling = choices.of(&[Spelling::Escaped, Spelling::Section, Spelling::Numbers]);
    let document = tree.write(namespace, spelling);
    if way == 5 {
        return (Body::IllFormed(damaged(document, choices)), namespace);
    }
    let (place, text) = choices.of(&MARKS);
    (Body::Document(tree, inserted(document, place, text.as_bytes())), namespace)
}

/// Answers that no case expects: errors where other services have them, and a page.
const OTHERS: [&str; 4] = [
    "<Response><Errors><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no a</Message></Error></Errors></Response>",
    "<Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no a</Message></Error>",
    "<html><body></body></html>",
    "<GetThingResponse></GetThingResponse>",
];

const NAMES: [&str; 18] = [
    "Path",
    "Name",
    "member",
    "Tags",
    "Key",
    "Value",
    "Code",
    "Extra",
    "Error",
    "RequestId",
    "Note",
    "Id",
    "Names",
    "Thing",
    "Message",
    "ResponseMetadata",
    "GetThingResult",
    "OtherResult",
];

const TEXTS: [&str; 22] = [
    "/",
    "a & b",
    "x",
    "",
    "false",
    "NoSuchEntity",
    "no a",
    "Ünïcode <",
    "a%20b",
    "%7B%7D",
    "2011-12-19T23:16:46Z",
    "2011-12-19T23:16:46",
    "2011-12-19",
    "AIDADBQP57FF2AEXAMPLE",
    "AROADBQP57FF2AEXAMPLE",
    "AIDA",
    C_AND_A,
    "1 validation error detected: ",
    "none",
    "1",
    "NEARLY",
    "TOO LATE",
];

/// Changes something in a tree.
fn change(tree: &mut Tree, choices: &mut Choices<'_>) {
    let count = tree.children.len();
    if count > 0 && choices.below(4) > 0 {
        let index = choices.below(count);
        return change(&mut tree.children[index], choices);
    }
    let (index, other) = (choices.below(count), choices.below(count));
    match choices.below(7) {
        0 if count > 0 => drop(tree.children.remove(index)),
        1 if count > 0 => tree.children.insert(other, tree.children[index].clone()),
        2 if count > 0 => tree.children.swap(index, other),
        3 if count > 0 => tree.children[index].name = choices.of(&NAMES).to_owned(),
        4 => {
            let (name, text) = (choices.of(&NAMES), choices.of(&TEXTS));
            tree.children.push(Tree { name: name.into(), text: text.into(), children: Vec::new() });
        }
        5 if count > 0 => tree.children.reverse(),
        _ if count == 0 => tree.text = choices.of(&TEXTS).to_owned(),
        _ => {}
    }
}

/// Where something is put into a document.
#[derive(Clone, Copy)]
enum Place {
    Front,
    /// Into the first tag.
    Tag,
    /// Behind the first tag.
    Root,
    End,
}

/// What says nothing, wherever it is.
const MARKS: [(Place, &str); 10] = [
    (Place::Front, ""),
    (Place::Front, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
    (Place::Front, "\u{FEFF}"),
    (Place::Front, "\n<!-- a -->"),
    (Place::Tag, " a='1'"),
    (Place::Root, "\n  "),
    (Place::Root, "<!-- <a> -->"),
    (Place::Root, "<?a b?>"),
    (Place::Root, "&#32;"),
    (Place::End, "<!-- a -->\n"),
];

/// What no XML has in such a place.
const DAMAGES: [(Place, &[u8]); 18] = [
    (Place::Front, b"a"),
    (Place::Front, b"<a/>"),
    (Place::Tag, b" a='1' a='2'"),
    (Place::Tag, b" a=1"),
    (Place::Tag, b" a='<'"),
    (Place::Tag, b" a='&b;'"),
    (Place::Root, b"<a>"),
    (Place::Root, b"</a>"),
    (Place::Root, b"<b:a/>"),
    (Place::Root, b"&b;"),
    (Place::Root, b"&#1;"),
    (Place::Root, b"\x01"),
    (Place::Root, b"\xFF"),
    (Place::Root, b"]]>"),
    (Place::Root, b"<!-- -- -->"),
    (Place::Root, b"<?xml version='1.0'?>"),
    (Place::Root, b"<!DOCTYPE a>"),
    (Place::End, b"</a>"),
];

/// A document that is not well-formed: something is put into it, or its end is missing.
fn damaged(mut document: Vec<u8>, choices: &mut Choices<'_>) -> Vec<u8> {
    match choices.below(DAMAGES.len() + 1).checked_sub(1) {
        Some(damage) => inserted(document, DAMAGES[damage].0, DAMAGES[damage].1),
        None => {
            document.truncate(document.len() / 2);
            document
        }
    }
}

fn inserted(mut document: Vec<u8>, place: Place, text: &[u8]) -> Vec<u8> {
    let tag_end = document.iter().position(|byte| *byte == b'>').expect("a tag");
    let at = match place {
        Place::Front => 0,
        Place::Tag => tag_end,
        Place::Root => tag_end + 1,
        Place::End => document.len(),
    };
    document.splice(at..at, text.iter().copied());
    document
}
