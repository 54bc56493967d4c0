//! [`Tree`]: an answer's elements.

use std::collections::BTreeMap;

/// An element with its text and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Tree>,
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

    pub(crate) fn write(&self) -> String {
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;");
        let children: String = self.children.iter().map(Tree::write).collect();
        format!("<{0}>{text}{children}</{0}>", self.name)
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
