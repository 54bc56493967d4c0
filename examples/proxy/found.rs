//! What any reader might find in a part of a request. It looks in more ways than the codec reads, so that
//! nothing is missed: servers ignore the case of names, trim texts, split at `;` too, or read bodies of
//! any type.

use std::sync::LazyLock;

use iam_codec::{Action, CredentialScope, Member, SERVICE, sts};

/// The operations that carry tags: those of IAM, then those of STS.
pub(crate) static CARRIERS: LazyLock<Vec<&str>> = LazyLock::new(|| with_list("Tags"));

/// The operations that take tags away.
pub(crate) static REMOVERS: LazyLock<Vec<&str>> = LazyLock::new(|| with_list("TagKeys"));

/// The operations whose input has this list.
fn with_list(list: &str) -> Vec<&'static str> {
    let of_iam = Action::ALL.iter().map(|action| (action.as_str(), action.input()));
    let of_sts = sts::Action::ALL.iter().map(|action| (action.as_str(), action.input()));
    let has_list = |members: &[Member]| members.iter().any(|member| member.name() == list);
    of_iam.chain(of_sts).filter(|(_, input)| has_list(input)).map(|(name, _)| name).collect()
}

/// The parameters that say what a request is.
const NAMES: [&str; 3] = ["Action", "Version", "X-Amz-Credential"];

/// Whether the rule is about an action.
pub(crate) fn is_ruled(action: &str) -> bool {
    CARRIERS.iter().chain(&*REMOVERS).any(|ruled| is_same(action, ruled))
}

/// Whether a reader might take a text for a word: one that ignores case, blanks, controls, and what it
/// cannot decode.
fn is_same(text: &str, word: &str) -> bool {
    let graphic = text.chars().filter(char::is_ascii_graphic);
    graphic.map(|c| c.to_ascii_lowercase()).eq(word.chars().map(|c| c.to_ascii_lowercase()))
}

/// What some reader might find in a query string or a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// An action that the rule is about.
    pub(crate) ruled: bool,
    /// An action that is not a word of letters and digits.
    pub(crate) odd_action: bool,
    /// The version of IAM or STS.
    pub(crate) our_version: bool,
    /// The version of another service: another day.
    pub(crate) other_version: bool,
    /// A version that is not a day, or that some readers do not find.
    pub(crate) odd_version: bool,
    /// The scope of a signature that is for another service than IAM and STS.
    pub(crate) other_scope: bool,
    /// A scope that is for IAM or STS, or that some readers do not find.
    pub(crate) our_scope: bool,
}

impl Found {
    /// Looks through a query string or a body.
    pub(crate) fn of(part: &[u8]) -> Self {
        let mut found = Found::default();
        for pair in part.split(|byte| *byte == b'&') {
            for piece in pair.split(|byte| *byte == b';') {
                let raw_name = piece.split(|byte| *byte == b'=').next().unwrap_or_default();
                let names = form_urlencoded::parse(raw_name).map(|(name, _)| name);
                // Most values are not looked at, and need not be decoded.
                if names.into_iter().any(|name| NAMES.iter().any(|known| is_same(&name, known))) {
                    let is_whole = piece.len() == pair.len();
                    form_urlencoded::parse(piece).for_each(|(n, v)| found.note(&n, &v, is_whole));
                }
            }
        }
        found
    }

    /// Suspicion is broad: whatever a reader might take for a name. What clears a request is narrow: what
    /// every reader takes for it.
    fn note(&mut self, name: &str, value: &str, is_whole: bool) {
        let is_plain = |plain: &str| is_whole && name == plain;
        if is_same(name, "Action") {
            self.ruled |= is_ruled(value);
            self.odd_action |= !value.bytes().all(|byte| byte.is_ascii_alphanumeric());
        } else if is_same(name, "Version") {
            match [SERVICE.version(), sts::SERVICE.version()].iter().any(|v| is_same(value, v)) {
                true => self.our_version = true,
                false if is_plain("Version") && is_day(value) => self.other_version = true,
                false => self.odd_version = true,
            }
        } else if is_same(name, "X-Amz-Credential") {
            match CredentialScope::parse(value) {
                Some(_) if is_plain("X-Amz-Credential") && !names_us(value) => {
                    self.other_scope = true;
                }
                _ => self.our_scope = true,
            }
        }
    }

    /// Whether a reader of this part alone might find an action that the rule is about, and not the version of
    /// another service.
    pub(crate) fn is_suspect(&self) -> bool {
        self.ruled && (self.odd_version || !self.other_version)
    }

    /// What either of two parts has.
    pub(crate) fn or(self, other: Self) -> Self {
        Found {
            ruled: self.ruled | other.ruled,
            odd_action: self.odd_action | other.odd_action,
            our_version: self.our_version | other.our_version,
            other_version: self.other_version | other.other_version,
            odd_version: self.odd_version | other.odd_version,
            other_scope: self.other_scope | other.other_scope,
            our_scope: self.our_scope | other.our_scope,
        }
    }
}

/// Whether a text has the name of IAM or STS as a word, wherever: readers differ in where they look.
pub(crate) fn names_us(text: &str) -> bool {
    let ours = [SERVICE.name(), sts::SERVICE.name()];
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| ours.iter().any(|name| name.eq_ignore_ascii_case(word)))
}

/// Whether a text looks like `2010-05-08`.
fn is_day(text: &str) -> bool {
    let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<_> = text.splitn(4, '-').collect();
    matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}
