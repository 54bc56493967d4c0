//! XML → elements.

use percent_encoding::percent_decode_str;
use roxmltree::{Document, Node};

/// An element of XML: it has children, or a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The element that a document is.
    pub(super) fn read(document: &str) -> Element {
        let document = Document::parse(document).expect("an answer in XML");
        Element::of(document.root_element())
    }

    /// Policies are escaped in texts.
    fn of(node: Node<'_, '_>) -> Element {
        let text = percent_decode_str(node.text().unwrap_or_default());
        let children = node.children().filter(Node::is_element);
        Element {
            name: node.tag_name().name().to_owned(),
            text: text.decode_utf8_lossy().into_owned(),
            children: children.map(Element::of).collect(),
        }
    }

    /// The first element of this name, here or below.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        let below = || self.children.iter().find_map(|child| child.find(name));
        if self.name == name { Some(self) } else { below() }
    }
}
