//! Bodies that mean the same.

use std::collections::{BTreeMap, VecDeque};

use iam_codec::Params;

use super::asserts::listed;
use crate::inputs::Dice;

/// Names and values, as [`Params`] or not.
pub(super) trait Pairs {
    fn pairs(&self) -> Vec<(&str, &str)>;
}

impl Pairs for Params<'_> {
    fn pairs(&self) -> Vec<(&str, &str)> {
        listed(self)
    }
}

impl Pairs for Vec<(String, String)> {
    fn pairs(&self) -> Vec<(&str, &str)> {
        self.iter().map(|(name, value)| (&name[..], &value[..])).collect()
    }
}

/// The same pairs in another order, those of one name excepted, with some that no operation knows.
pub(super) fn permuted(params: &impl Pairs, dice: &mut Dice) -> Vec<(String, String)> {
    let mut values = BTreeMap::<&str, VecDeque<&str>>::new();
    let mut names = Vec::new();
    let given = params.pairs();
    for &(name, value) in &given {
        values.entry(name).or_default().push_back(value);
        names.push(name);
    }
    // A field that no tag has is left out, but where it is there is a tag.
    let has_tag = given.iter().any(|(name, _)| *name == "Tags.member.1.Key");
    let field = if has_tag { "Tags.member.1.Color" } else { "tags.member.1.Key" };
    for unknown in ["X-Amz-Date", "username", field, "Tag.1", ""] {
        if dice.below(4) == 0 {
            values.entry(unknown).or_default().push_back("x");
            names.push(unknown);
        }
    }
    for last in (1..names.len()).rev() {
        names.swap(last, dice.below(last + 1));
    }
    let mut pairs = Vec::new();
    for name in names {
        let value = values.get_mut(name).and_then(VecDeque::pop_front).unwrap_or_default();
        pairs.push((name.to_owned(), value.to_owned()));
    }
    pairs
}

/// A body with the same pairs, spelled otherwise.
pub(super) fn respell(params: &impl Pairs, dice: &mut Dice) -> Vec<u8> {
    let mut body = Vec::new();
    let separate = |body: &mut Vec<u8>, dice: &mut Dice| {
        while dice.below(8) == 0 {
            body.push(b'&');
        }
    };
    for (i, (name, value)) in params.pairs().into_iter().enumerate() {
        if i > 0 {
            body.push(b'&');
        }
        separate(&mut body, dice);
        let frequency = 1 + dice.below(8);
        spell_text(name, frequency, &mut body, dice);
        if !(value.is_empty() && !name.is_empty() && dice.below(2) == 0) {
            body.push(b'=');
            spell_text(value, frequency, &mut body, dice);
        }
    }
    separate(&mut body, dice);
    body
}

/// Escapes what must be, and one in `frequency` of the other characters.
fn spell_text(text: &str, frequency: usize, body: &mut Vec<u8>, dice: &mut Dice) {
    for c in text.chars() {
        let must_be_escaped = matches!(c, '&' | '=' | '%' | '+');
        if !must_be_escaped && dice.below(frequency) > 0 {
            body.extend(if c == ' ' { "+".to_owned() } else { c.to_string() }.bytes());
            continue;
        }
        for byte in c.to_string().bytes() {
            let escape = match dice.below(2) {
                0 => format!("%{byte:02X}"),
                _ => format!("%{byte:02x}"),
            };
            body.extend(escape.bytes());
        }
    }
}
