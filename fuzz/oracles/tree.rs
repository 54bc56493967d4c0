//! The parameters of a request as a tree of the parts of their names.

use std::collections::BTreeMap;

use super::refusal::Refusal;

/// The first value of a name, and what stands below it.
#[derive(Default)]
pub(super) struct Tree {
    value: Option<String>,
    parts: BTreeMap<String, Tree>,
}

impl Tree {
    pub(super) fn insert(&mut self, name: &str, value: &str) {
        let node =
            name.split('.').fold(self, |node, part| node.parts.entry(part.to_owned()).or_default());
        // Of two parameters with one name the first counts.
        node.value.get_or_insert_with(|| value.to_owned());
    }

    pub(super) fn part(&self, name: &str) -> Option<&Tree> {
        self.parts.get(name)
    }

    /// The text, if that is all there is.
    pub(super) fn text(&self) -> Result<&str, Refusal> {
        match &self.value {
            Some(text) if self.parts.is_empty() => Ok(text),
            _ => Err(Refusal::Unreadable),
        }
    }

    /// Fails where a text stands instead of parts.
    pub(super) fn no_text(&self) -> Result<(), Refusal> {
        if self.value.is_some() { Err(Refusal::Unreadable) } else { Ok(()) }
    }

    /// The members of a list or the entries of a map, which stand below `word` and a number.
    pub(super) fn numbered(&self, word: &str) -> Result<Vec<&Tree>, Refusal> {
        if self.value.as_deref() == Some("") && self.parts.is_empty() {
            return Ok(Vec::new());
        }
        self.no_text()?;
        let members = self.part(word).filter(|_| self.parts.len() == 1);
        let members = members.ok_or(Refusal::Unreadable)?;
        members.no_text()?;
        let mut numbered = BTreeMap::new();
        for (number, member) in &members.parts {
            let index = number.parse::<u32>().map_err(|_| Refusal::Unreadable)?;
            if index.to_string() != *number {
                return Err(Refusal::Unreadable);
            }
            numbered.insert(index, member);
        }
        // A gap, or index zero.
        if !numbered.keys().copied().eq(1..=numbered.len() as u32) {
            return Err(Refusal::Unreadable);
        }
        Ok(numbered.into_values().collect())
    }
}
