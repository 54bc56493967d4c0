//! What is of an account → the same for all accounts.

use std::collections::{BTreeMap, BTreeSet};

use iam_codec::form;

use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::text::normalize::{has_form_of_id, id_length, is_uuid, timestamp_length};

/// The text that takes the place of every account.
pub(super) const ACCOUNT: &str = "123456789012";

/// The numbers of twelve digits in a text, but for those at the end of UUIDs.
pub(super) fn accounts_in(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let parts = words.filter(|word| !is_uuid(word)).flat_map(|word| word.split('-'));
    parts.filter(|part| part.len() == 12 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is what an id or a time was replaced by.
pub(super) fn is_replaced(text: &str) -> bool {
    let is_hex = |text: &str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
    text.strip_prefix(UUID).is_some_and(is_hex)
        || (text.starts_with(DATE) && timestamp_length(text) == text.len())
        || is_replaced_id(text)
}

/// Whether it is what an id of AWS was replaced by: its prefix and a number.
fn is_replaced_id(text: &str) -> bool {
    let number = text.get(4..).unwrap_or_default();
    text.len() >= 16 && number.bytes().all(|b| b.is_ascii_digit())
}

/// How replacements of request ids and times begin.
const UUID: &str = "00000000-0000-4000-8000-";
const DATE: &str = "2026-01-01T";

/// Elements whose texts are replaced wherever they occur: secrets, and markers, in which names may be hidden.
const SECRETS: [&str; 7] = [
    "Base32StringSeed",
    "Marker",
    "QRCodePNG",
    "SecretAccessKey",
    "ServiceCredentialSecret",
    "ServicePassword",
    "SessionToken",
];

/// Texts and their replacements.
pub(super) struct Replacer {
    /// Replaced wherever they occur.
    texts: BTreeMap<String, String>,
    /// Ids and times by what they become.
    known: BTreeMap<String, String>,
}

impl Replacer {
    pub(super) fn new(accounts: &BTreeSet<String>) -> Self {
        let account = |account: &String| (account.clone(), ACCOUNT.to_owned());
        Replacer { texts: accounts.iter().map(account).collect(), known: BTreeMap::new() }
    }

    /// Remembers the secrets of an answer, so that requests that send them again are replaced too.
    pub(super) fn learn(&mut self, answer: &ParsedAnswer) {
        if let Some(root) = answer.root() {
            self.learn_element(root);
        }
    }

    fn learn_element(&mut self, element: &Element) {
        if SECRETS.contains(&&*element.name) && element.text.len() > 3 {
            let number = self.texts.len();
            let replacement = format!("{}-EXAMPLE-{number}", element.name);
            let mut escaped = String::new();
            form::encode_text(&element.text, &mut escaped);
            self.texts.entry(element.text.clone()).or_insert_with(|| replacement.clone());
            self.texts.entry(escaped).or_insert(replacement);
        }
        // An id without digits could be a word, were it not for its element.
        if element.name.ends_with("Id") && has_form_of_id(&element.text) {
            let replacement = self.replacement(&element.text);
            self.texts.insert(element.text.clone(), replacement);
        }
        element.children.iter().for_each(|child| self.learn_element(child));
    }

    /// The bytes with replacements. All replaced texts are ASCII, so that other bytes stay as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut text: String = bytes.iter().copied().map(char::from).collect();
        // The longest first: one may be a part of another.
        let mut longest: Vec<_> = self.texts.iter().collect();
        longest.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        for (from, to) in longest {
            text = text.replace(from.as_str(), to);
        }
        let replaced = self.ids(&text);
        replaced.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
    }

    fn ids(&mut self, text: &str) -> String {
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        let mut at_word = true;
        while let Some(c) = rest.chars().next() {
            let length = match at_word {
                true => id_length(rest).max(timestamp_length(rest)),
                false => 0,
            };
            if length > 0 {
                replaced += &self.replacement(&rest[..length]);
                rest = &rest[length..];
                at_word = false;
                continue;
            }
            replaced.push(c);
            at_word = !c.is_ascii_alphanumeric();
            rest = &rest[c.len_utf8()..];
        }
        replaced
    }

    /// What takes the place of an id or a time: of the same form, and always the same.
    fn replacement(&mut self, found: &str) -> String {
        if is_replaced_id(found) {
            return found.to_owned();
        }
        let number = self.known.len() + 1;
        let made = || match found {
            _ if found.contains('T') && found.contains(':') => {
                let (minute, second) = (number / 60 % 60, number % 60);
                format!("{DATE}{:02}:{minute:02}:{second:02}Z", number / 3600 % 24)
            }
            _ if found.contains('-') => format!("{UUID}{number:012x}"),
            _ => format!("{}{number:0width$}", &found[..4], width = found.len() - 4),
        };
        self.known.entry(found.to_owned()).or_insert_with(made).clone()
    }
}

#[cfg(test)]
mod tests;
