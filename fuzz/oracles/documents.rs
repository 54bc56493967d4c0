//! Responses and errors, against a reader of any XML.

use iam_codec::{Reply, Response, ResponseErrorKind};
use roxmltree::{Document, Node};

use super::constraints::order;
use super::errors::assert_is_told;
use super::results::read_reply;
use crate::inputs::{Dice, respell};
use crate::properties::respelled_reply;

/// `roxmltree`, which reads the whole document into a tree, finds the same in it.
///
/// Differing on purpose: the codec refuses elements that nest more than 64 deep, references to characters
/// that do not exist, which `roxmltree` reads as U+FFFD, and what [`LENIENT`] lists. Ends of lines are
/// made line feeds first: `roxmltree` leaves a carriage return if a reference to a line feed follows.
pub fn diff_xml(document: &[u8]) {
    let ours = Reply::decode(document);
    let Ok(text) = str::from_utf8(document) else {
        assert!(ours.is_err());
        return;
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match Document::parse(&text) {
        Ok(tree) => match (ours, read_reply(tree.root_element())) {
            (Ok(ours), theirs) => assert_eq!(Some(serde_json::to_value(ours).unwrap()), theirs),
            (Err(e), Some(_)) => assert!(is_read_by_roxmltree_alone(e.kind()), "{e}"),
            (Err(_), None) => {}
        },
        Err(e) => assert!(ours.is_err(), "{e}: {ours:?}"),
    }
}

/// What `roxmltree` does not look at, though the grammar forbids it, in the words of the codec: the name and
/// the end of the target of a processing instruction, what a declaration says, prefixes that are empty.
const LENIENT: [&str; 6] = [
    "processing instruction called xml",
    "malformed processing instruction",
    "malformed XML declaration",
    "XML declaration of another encoding than UTF-8",
    "malformed name",
    "malformed start tag",
];

fn is_read_by_roxmltree_alone(kind: &ResponseErrorKind) -> bool {
    match kind {
        ResponseErrorKind::TooDeep => true,
        ResponseErrorKind::UnknownReference(name) => name.starts_with('#'),
        ResponseErrorKind::NotXml(reason) => {
            // Of two declarations of one namespace it takes the last, and `</:a>` ends `<a>`.
            LENIENT.contains(&&**reason)
                || reason.starts_with("repeated attribute xmlns")
                || reason.contains("but `</:")
        }
        _ => false,
    }
}

/// Any response or error, written by the codec or in any other way, is found in its document by
/// `roxmltree`. Members are written in AWS's order. An error has the status and the fault of its code. With a
/// value in another form, or with one letter changed, `roxmltree` finds the same, or nothing.
///
/// Differing on purpose: nothing.
pub fn diff_written_xml(data: &[u8]) {
    let Ok((reply, document)) = respelled_reply(data) else {
        return;
    };
    if let Reply::Error(error) = &reply {
        assert_is_told(error);
    }
    let value = serde_json::to_value(&reply).unwrap();
    let written = reply.encode().unwrap();
    for document in [&document, &written] {
        let tree = Document::parse(document).unwrap_or_else(|e| panic!("{e}: {document}"));
        assert_eq!(read_reply(tree.root_element()).as_ref(), Some(&value), "{document}");
    }
    let mut dice = Dice::of(data);
    let mut respelled = written.clone().into_bytes();
    respell(&mut respelled, &mut dice);
    diff_xml(&respelled);
    diff_xml(&misspelled(&written, &mut dice));

    if let Reply::Response(Response { result, .. }) = &reply {
        if result.action().is_some() {
            let tree = Document::parse(&written).expect("the document was read before");
            assert_is_in_order(tree.root_element().first_element_child().unwrap());
        }
    }
}

/// The document with one byte of a text changed by a bit, half the time the last that does not fill a text up.
fn misspelled(document: &str, dice: &mut Dice) -> Vec<u8> {
    let ends = document.match_indices("</").map(|(end, _)| end);
    let start = |end| document[..end].rfind('>').map_or(0, |start| start + 1);
    let texts: Vec<_> = ends.map(|end| start(end)..end).filter(|text| !text.is_empty()).collect();
    let mut bytes = document.as_bytes().to_vec();
    let text = &mut bytes[texts[dice.below(texts.len())].clone()];
    let last = text.iter().rposition(|byte| *byte != b'=').unwrap_or_default();
    let at = if dice.below(2) == 0 { last } else { dice.below(text.len()) };
    text[at] ^= 1;
    bytes
}

/// The members of all structures are in AWS's order.
fn assert_is_in_order(element: Node<'_, '_>) {
    let names = element.children().filter(Node::is_element).map(|child| child.tag_name().name());
    let is_part = |name| ["member", "entry", "key", "value"].contains(&name);
    let names: Vec<_> = names.filter(|name| !is_part(*name)).collect();
    assert!(names.is_sorted_by_key(|name| order(name)), "{names:?}");
    element.children().for_each(assert_is_in_order);
}
