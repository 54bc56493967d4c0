//! Tags of requests: no two with the same key, and none reserved, unless that is the fault.

use arbitrary::Result;

use super::aim::{Aim, Broken};
use super::limit::Fault;
use super::taken::Bad;
use super::texts::pick;
use super::walk::Walk;
use crate::error::request_error::RequestErrorKind;
use crate::schema::shape::Shape;
use crate::types::tag_key::KeyCase;

/// Letters that have the same lower case, beyond the pairs of ASCII.
const SAME_LETTERS: &[&str] = &[
    "kK\u{212A}",
    "åÅ\u{212B}",
    "ω\u{3A9}\u{2126}",
    "σΣ",
    "ßẞ",
    "éÉ",
    "ǆǅǄ",
    "\u{AB70}\u{13A0}",
    "\u{10428}\u{10400}",
];

impl Walk<'_, '_> {
    /// Makes the next tag the one that is refused.
    pub(super) fn make_next_tag_bad(&mut self, fault: Fault) {
        let (bad, kind) = match fault {
            Fault::Repeated => {
                (Bad::Repeated, RequestErrorKind::DuplicateTagKeys(self.tags.key_case))
            }
            _ => (Bad::Reserved, RequestErrorKind::ReservedTag),
        };
        self.tags.bad = Some(bad);
        self.broken = Some(Broken::Refused(kind));
    }

    /// A tag's key or value.
    pub(super) fn tag_text(
        &mut self,
        member: &str,
        shape: &Shape,
        aim: Option<Aim<'_>>,
    ) -> Result<String> {
        match (self.tags.bad, member) {
            (Some(Bad::Repeated), "Key") => {
                self.tags.bad = None;
                return self.repeated_key();
            }
            (Some(Bad::Reserved), "Key") => {
                self.tags.bad = None;
                return Ok(format!("{}a", self.u.choose(&["aws:", "AWS:", "aWs:"])?));
            }
            _ => {}
        }
        let is_bad = self.fault(&aim).is_some_and(|fault| fault != Fault::Missing);
        if member == "Value" {
            // IAM reserves a prefix of keys, not of values.
            let is_reserved = !is_bad && !self.u.ratio(15, 16)?;
            return if is_reserved { Ok("aws:a".to_owned()) } else { self.text(shape, aim) };
        }
        if is_bad {
            return Ok(unreserved(self.text(shape, aim)?));
        }
        // So few that tags often want the same one. The end of a word makes a difference to a sigma.
        const KEYS: &[&str] = &[
            "Dept",
            "dept",
            "DEPT",
            "k",
            "K",
            "\u{212A}",
            "s",
            "ſ",
            "οσ",
            "ΟΣ",
            "a-long-name-in-ascii-but-for-é-in-the-middle",
        ];
        let key = match self.u.ratio(1, 4)? {
            true => (*self.u.choose(KEYS)?).to_owned(),
            false => unreserved(self.text(shape, None)?),
        };
        Ok(self.tags.distinct(key))
    }

    /// The key of an earlier tag; sometimes in upper case, if case does not matter.
    fn repeated_key(&mut self) -> Result<String> {
        let key = self.u.choose(&self.tags.keys)?;
        if self.tags.key_case == KeyCase::Sensitive || self.u.arbitrary()? {
            return Ok(key.clone());
        }
        let other_case = |c: char| match SAME_LETTERS.iter().find(|letters| letters.contains(c)) {
            Some(letters) => pick(self.u, letters),
            None => Ok(c.to_ascii_uppercase()),
        };
        key.chars().map(other_case).collect()
    }
}

/// The text without the reserved prefix `aws:`. It keeps its length: the colon becomes `_`.
pub(super) fn unreserved(text: String) -> String {
    match text.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("aws:") => text.replacen(':', "_", 1),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn same_letters_have_the_same_lower_case() {
        for letters in SAME_LETTERS {
            let lower: BTreeSet<_> =
                letters.chars().map(|c| c.to_lowercase().to_string()).collect();
            assert_eq!(lower.len(), 1, "{letters}");
        }
    }

    #[test]
    fn takes_the_reserved_prefix_away() {
        for (text, unreserved_text) in [
            ("aws:", "aws_"),
            ("AwS:a:b", "AwS_a:b"),
            ("aws", "aws"),
            ("xaws:", "xaws:"),
            ("é:::", "é:::"),
        ] {
            assert_eq!(unreserved(text.to_owned()), unreserved_text);
        }
    }
}
