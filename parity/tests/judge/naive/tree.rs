//! [`Tree`]: an answer's elements.

use std::borrow::Cow;
use std::collections::BTreeMap;

use iam_codec::Timestamp;

/// An element with its text and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Tree>,
}

/// How texts are written.
#[derive(Clone, Copy)]
pub(crate) enum Spelling {
    Escaped,
    /// As a section of characters.
    Section,
    /// Each character as its number.
    Numbers,
}

impl Spelling {
    fn of(self, text: &str) -> String {
        let text = real(text);
        match self {
            Spelling::Section if !text.is_empty() => format!("<![CDATA[{text}]]>"),
            Spelling::Numbers => text.chars().map(|c| format!("&#{};", u32::from(c))).collect(),
            _ => text.replace('&', "&amp;").replace('<', "&lt;"),
        }
    }
}

/// Texts that stand for a time, and the seconds from now until then.
const TIMES: [(&str, u64); 3] =
    [("IN AN HOUR", 3600), ("NEARLY", 3600 + 500), ("TOO LATE", 3600 + 700)];

pub(crate) fn is_time(text: &str) -> bool {
    TIMES.iter().any(|(name, _)| *name == text)
}

/// What is sent for a text.
fn real(text: &str) -> Cow<'_, str> {
    match TIMES.iter().find(|(name, _)| *name == text) {
        Some((_, seconds)) => {
            let time = Timestamp::from_unix(Timestamp::now().as_unix() + seconds);
            Cow::Owned(time.expect("a year of four digits").to_string())
        }
        None => Cow::Borrowed(text),
    }
}

impl Tree {
    pub(crate) fn read(text: &str) -> Tree {
        let document = roxmltree::Document::parse(text).expect("written by this file");
        Tree::of(document.root_element())
    }

    fn of(node: roxmltree::Node<'_, '_>) -> Tree {
        let texts = node.children().filter(roxmltree::Node::is_text);
        Tree {
            name: node.tag_name().name().to_owned(),
            text: texts.filter_map(|text| text.text()).collect(),
            children: node.children().filter(roxmltree::Node::is_element).map(Tree::of).collect(),
        }
    }

    /// The document, whose root has this namespace.
    pub(crate) fn write(&self, namespace: Option<&str>, spelling: Spelling) -> Vec<u8> {
        let attribute = namespace.map_or_else(String::new, |name| format!(" xmlns='{name}'"));
        self.written(&attribute, spelling).into_bytes()
    }

    fn written(&self, attribute: &str, spelling: Spelling) -> String {
        let (name, text) = (&self.name, spelling.of(&self.text));
        let children = self.children.iter().map(|child| child.written("", spelling));
        format!("<{name}{attribute}>{text}{}</{name}>", children.collect::<String>())
    }

    /// Children by name: the order of different names says nothing, that of equal ones does.
    pub(crate) fn by_name(&self) -> BTreeMap<&str, Vec<&Tree>> {
        let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
        self.children.iter().for_each(|child| names.entry(&*child.name).or_default().push(child));
        names
    }

    /// Takes out the elements that the last step of a path leads to.
    pub(crate) fn take(&mut self, path: &str) -> Vec<Tree> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        if !rest.is_empty() {
            let child = self.children.iter_mut().find(|child| child.name == first);
            return child.map_or_else(Vec::new, |child| child.take(rest));
        }
        let (taken, kept) =
            std::mem::take(&mut self.children).into_iter().partition(|it| it.name == first);
        self.children = kept;
        taken
    }

    /// The tags in the first list of this name: texts of the first key and the first value of each.
    pub(crate) fn tags<'t>(&'t self) -> Vec<[Option<&'t str>; 2]> {
        let parts = |tag: &'t Tree| {
            ["Key", "Value"].map(|name| tag.child(name).map(|part| part.text.as_str()))
        };
        let list = self.child("Tags");
        let mut tags: Vec<_> = list.iter().flat_map(|list| &list.children).map(parts).collect();
        tags.sort_unstable();
        tags
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Tree> {
        self.children.iter().find(|child| child.name == name)
    }

    fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| &child.text)
    }

    /// Gives all tags the same order.
    pub(crate) fn sort_tags(&mut self) {
        if self.name == "Tags" {
            let parts =
                |tag: &Tree| (tag.text_of("Key").to_owned(), tag.text_of("Value").to_owned());
            self.children.sort_by_key(parts);
        }
        self.children.iter_mut().for_each(Tree::sort_tags);
    }
}

/// Whether two trees say the same. White space and text beside elements are of no matter.
pub(crate) fn same(expected: &Tree, actual: &Tree) -> bool {
    let (ours, theirs) = (expected.by_name(), actual.by_name());
    let is_leaf = expected.children.is_empty();
    (!is_leaf || expected.text == actual.text || expected.name == "Tags")
        && ours.keys().eq(theirs.keys())
        && ours.iter().zip(&theirs).all(|((_, ours), (_, theirs))| {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        })
}
