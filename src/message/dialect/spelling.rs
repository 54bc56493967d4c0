//! How each dialect spells: the order of its pairs, a few characters, and empty lists.

use super::Dialect;
use crate::wire::form;

/// One row of the table of dialects.
pub(crate) struct Spelling {
    pub(crate) order: Order,
    space: &'static str,
    star: &'static str,
    tilde: &'static str,
    /// An empty list is sent, as `Tags=`.
    pub(crate) sends_empty_lists: bool,
}

/// Where `Action` and `Version` are, and how the others follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// `Action`, `Version`, then the others as they are given.
    HeadFirst,
    /// The others as they are given, then `Action`, `Version`.
    HeadLast,
    /// By name.
    ByName,
    /// `Signature`, then the others by name.
    SignatureFirst,
}

impl Dialect {
    pub(crate) fn spelling(self) -> Spelling {
        use Order::{ByName, HeadFirst, HeadLast, SignatureFirst};
        let row = |order, space, star, tilde, sends_empty_lists| Spelling {
            order,
            space,
            star,
            tilde,
            sends_empty_lists,
        };
        match self {
            Dialect::Botocore => row(HeadFirst, "+", "%2A", "~", true),
            Dialect::JavaScriptV3 => row(HeadFirst, "%20", "%2A", "~", true),
            Dialect::JavaScriptV2 => row(ByName, "%20", "%2A", "~", true),
            Dialect::Go => row(ByName, "+", "%2A", "~", true),
            Dialect::Rusoto => row(ByName, "+", "*", "%7E", false),
            Dialect::JavaV1 => row(HeadFirst, "+", "*", "%7E", false),
            Dialect::JavaScriptV3Until2025 => row(HeadLast, "%20", "%2A", "~", true),
            Dialect::JavaScriptV3Of2020 => row(HeadLast, "%20", "%2a", "~", false),
            Dialect::SignatureV2 => row(SignatureFirst, "%20", "%2A", "~", true),
            Dialect::Php => row(HeadFirst, "+", "%2A", "%7E", false),
        }
    }
}

impl Spelling {
    /// Writes a name or a value. Only what differs from [`form::encode_text`] is looked for.
    pub(crate) fn encode_text(&self, text: &str, body: &mut String) {
        let start = body.len();
        form::encode_text(text, body);
        // In what was written, `%20` is a space and nothing else: `%` itself is `%25`.
        for (written, other) in [("%20", self.space), ("%2A", self.star), ("~", self.tilde)] {
            if written != other && body[start..].contains(written) {
                let spelt = body[start..].replace(written, other);
                body.truncate(start);
                body.push_str(&spelt);
            }
        }
    }

    /// Puts pairs into the order of the dialect. The sort is stable, so that the others stay as they are given.
    pub(crate) fn sort<T>(&self, pairs: &mut [T], name: impl Fn(&T) -> &str) {
        pairs.sort_by(|a, b| self.order.key(name(a)).cmp(&self.order.key(name(b))));
    }

    /// The names without which a client of the dialect sends nothing.
    pub(crate) fn required(&self) -> &'static [&'static str] {
        match self.order {
            Order::HeadFirst | Order::HeadLast => &["Action", "Version"],
            Order::ByName => &[],
            Order::SignatureFirst => &[SIGNATURE],
        }
    }
}

const SIGNATURE: &str = "Signature";

impl Order {
    /// Where a name belongs: first by number, then by name.
    fn key(self, name: &str) -> (usize, &str) {
        let head = ["Action", "Version"].iter().position(|head| *head == name);
        match self {
            Order::HeadFirst => (head.unwrap_or(2), ""),
            Order::HeadLast => (head.map_or(0, |at| at + 1), ""),
            Order::ByName => (0, name),
            Order::SignatureFirst => (usize::from(name != SIGNATURE), name),
        }
    }
}
