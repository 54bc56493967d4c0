//! Answers as trees: what is told, without what no model can foretell.

use std::collections::BTreeMap;

use super::elements::Element;

/// The texts of an answer by their names. Parts that are empty are left out, and lists are in an order of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tree {
    Text(String),
    Parts(BTreeMap<String, Tree>),
    List(Vec<Tree>),
}

/// Secrets, and what pages have.
const UNTOLD: &[&str] = &[
    "Base32StringSeed",
    "IsTruncated",
    "Marker",
    "PackedPolicySize",
    "QRCodePNG",
    "SecretAccessKey",
    "ServicePassword",
    "SessionToken",
];

impl Tree {
    /// What an element tells.
    pub(super) fn of(element: &Element) -> Tree {
        let children = &element.children;
        if children.is_empty() {
            return Tree::from(&element.text);
        }
        if children.iter().all(|child| matches!(&*child.name, "member" | "entry")) {
            return Tree::from(children.iter().map(Tree::of).collect::<Vec<_>>());
        }
        let told = children.iter().filter(|child| !UNTOLD.contains(&&*child.name));
        parts(told.map(|child| (&*child.name, Tree::of(child))))
    }

    /// The members of all lists of an element that are in no other list.
    pub(super) fn items(element: &Element) -> Vec<Tree> {
        let items = element.children.iter().flat_map(|child| match &*child.name {
            "member" => vec![Tree::of(child)],
            _ => Tree::items(child),
        });
        items.collect()
    }

    /// With one part more.
    pub(super) fn with(mut self, name: &str, part: impl Into<Tree>) -> Tree {
        if let Tree::Parts(parts) = &mut self {
            parts.insert(name.to_owned(), part.into());
            parts.retain(|_, part| !part.is_empty());
        }
        self
    }

    fn is_empty(&self) -> bool {
        match self {
            Tree::Text(text) => text.is_empty(),
            Tree::Parts(parts) => parts.is_empty(),
            Tree::List(items) => items.is_empty(),
        }
    }
}

/// What has these parts.
pub(super) fn told<const N: usize>(named: [(&str, Tree); N]) -> Tree {
    parts(named.into_iter())
}

fn parts<'n>(named: impl Iterator<Item = (&'n str, Tree)>) -> Tree {
    let named = named.filter(|(_, part)| !part.is_empty());
    Tree::Parts(named.map(|(name, part)| (name.to_owned(), part)).collect())
}

impl From<&str> for Tree {
    fn from(text: &str) -> Tree {
        Tree::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Tree {
        Tree::Text(text)
    }
}

impl From<&String> for Tree {
    fn from(text: &String) -> Tree {
        Tree::Text(text.clone())
    }
}

impl From<usize> for Tree {
    fn from(number: usize) -> Tree {
        Tree::Text(number.to_string())
    }
}

impl From<bool> for Tree {
    fn from(is_so: bool) -> Tree {
        Tree::Text(is_so.to_string())
    }
}

impl From<Option<&String>> for Tree {
    fn from(text: Option<&String>) -> Tree {
        Tree::Text(text.cloned().unwrap_or_default())
    }
}

impl From<Vec<Tree>> for Tree {
    fn from(mut items: Vec<Tree>) -> Tree {
        items.sort();
        Tree::List(items)
    }
}
