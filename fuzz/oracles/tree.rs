//! The parameters of a request as a tree of the parts of their names.

use std::collections::BTreeMap;

use super::refusal::Refusal;

/// The values of a name, and what is below it.
#[derive(Default)]
pub(super) struct Tree {
    /// The first value.
    value: Option<String>,
    /// Whether any value is not empty.
    has_text: bool,
    /// How often the name was given, and whether an index in it had leading zeros.
    given: usize,
    is_respelled: bool,
    parts: BTreeMap<String, Tree>,
}

/// The greatest index.
const LAST: u64 = 214_748_369;

impl Tree {
    /// Numbers are parts without leading zeros, however they are spelt.
    pub(super) fn insert(&mut self, name: &str, value: &str) {
        let mut is_respelled = false;
        let node = name.split('.').enumerate().fold(self, |node, (i, part)| {
            let is_zero = i > 0 && part.starts_with('0') && is_number(part);
            is_respelled |= is_zero;
            let part = match part.trim_start_matches('0') {
                "" if is_zero => "0",
                digits if is_zero => digits,
                _ => part,
            };
            node.parts.entry(part.to_owned()).or_default()
        });
        node.given += 1;
        node.is_respelled |= is_respelled;
        node.has_text |= !value.is_empty();
        // Of two parameters with one name the first counts.
        node.value.get_or_insert_with(|| value.to_owned());
    }

    pub(super) fn part(&self, name: &str) -> Option<&Tree> {
        self.parts.get(name)
    }

    /// The text, if that is all there is, and if it is given in one spelling.
    pub(super) fn text(&self) -> Result<&str, Refusal> {
        match &self.value {
            Some(text) if self.parts.is_empty() && !(self.is_respelled && self.given > 1) => {
                Ok(text)
            }
            _ => Err(Refusal::Unreadable),
        }
    }

    /// Fails on a text in the place of parts; an empty one is a structure without members.
    pub(super) fn no_text(&self) -> Result<(), Refusal> {
        if self.has_text { Err(Refusal::Unreadable) } else { Ok(()) }
    }

    /// Whether this is a structure that is given as null.
    pub(super) fn is_null(&self) -> bool {
        self.value.is_some() && !self.has_text && self.parts.is_empty()
    }

    /// Fails on anything beside the parts.
    pub(super) fn no_value(&self) -> Result<(), Refusal> {
        if self.value.is_some() { Err(Refusal::Unreadable) } else { Ok(()) }
    }

    /// The members of a list or the entries of a map, which are below `word` and a number; none for each
    /// that is left out. In a list of structures a name stands for one member that has nothing.
    pub(super) fn numbered(
        &self,
        word: &str,
        of_structures: bool,
    ) -> Result<Vec<Option<&Tree>>, Refusal> {
        if self.value.as_deref() == Some("") && self.parts.is_empty() {
            return Ok(Vec::new());
        }
        self.no_value()?;
        let members = self.part(word).filter(|_| self.parts.len() == 1);
        let members = members.ok_or(Refusal::Unreadable)?;
        members.no_value()?;
        let (mut numbered, mut names) = (BTreeMap::new(), 0);
        for (number, member) in &members.parts {
            if !is_number(number) {
                if number.starts_with('-') || !of_structures {
                    return Err(Refusal::Unreadable);
                }
                names += 1;
                continue;
            }
            let index = number.parse::<u64>().ok().filter(|index| (1..=LAST).contains(index));
            numbered.insert(index.ok_or(Refusal::Unreadable)?, member);
            if member.parts.keys().any(|part| is_number(part)) {
                return Err(Refusal::Unreadable);
            }
        }
        match (names, numbered.is_empty()) {
            (0, _) => {}
            (_, true) => return Ok(vec![None]),
            (_, false) => return Err(Refusal::Unreadable),
        }
        let mut all = Vec::new();
        for (index, member) in numbered {
            let last = all.len() as u64;
            if index - last.max(1) > 10 {
                return Err(Refusal::Unreadable);
            }
            all.extend((last + 1..index).map(|_| None));
            all.push(Some(member));
        }
        Ok(all)
    }
}

pub(super) fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}
