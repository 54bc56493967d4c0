//! Constraints on members, and the violations of them in AWS's words.
//!
//! AWS reports all violations of a request together, in the order of [`wire_order`](crate::wire::order). The
//! sentences are the ones recorded in 2025 and 2026. IAM no longer quotes the offending value: `Value at
//! 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128`.
//! STS does: `Value '' at 'tags.1.member.key' failed …`.

use std::cmp::Ordering;
use std::fmt;

use crate::error::path::Path;
use crate::error::place::Place;
use crate::wire::order::{bucket, enum_order};

/// What a member must satisfy.
///
/// ```
/// use iam_codec::Constraint;
///
/// assert_eq!(
///     Constraint::MaxLength(128).to_string(),
///     "Member must have length less than or equal to 128",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constraint {
    /// The member is required.
    NotNull,
    /// At least this many code points, or members of a list.
    MinLength(usize),
    /// At most this many code points, or members of a list.
    MaxLength(usize),
    /// The complete text matches this regular expression, as the service's model spells it.
    Pattern(&'static str),
    /// One of these texts, which the service's model lists. AWS names them in an order of its own; empty
    /// where it names none.
    EnumValue(&'static [&'static str]),
    /// An integer of at least this.
    MinValue(i32),
    /// An integer of at most this.
    MaxValue(i32),
    /// Every member of the list satisfies all of these. AWS names them all, broken or not.
    Each(&'static [Constraint]),
    /// The same for the keys of a map.
    EachKey(&'static [Constraint]),
    /// The same for the values of a map.
    EachValue(&'static [Constraint]),
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotNull => f.write_str("Member must not be null"),
            Self::MinLength(min) => {
                write!(f, "Member must have length greater than or equal to {min}")
            }
            Self::MaxLength(max) => {
                write!(f, "Member must have length less than or equal to {max}")
            }
            Self::Pattern(pattern) => {
                write!(f, "Member must satisfy regular expression pattern: {pattern}")
            }
            Self::EnumValue([]) => f.write_str("Member must satisfy enum value set"),
            Self::EnumValue(texts) => {
                let texts = enum_order(texts).join(", ");
                write!(f, "Member must satisfy enum value set: [{texts}]")
            }
            Self::MinValue(min) => {
                write!(f, "Member must have value greater than or equal to {min}")
            }
            Self::MaxValue(max) => write!(f, "Member must have value less than or equal to {max}"),
            Self::Each(constraints) => write_each(f, "Member", constraints),
            Self::EachKey(constraints) => write_each(f, "Map keys", constraints),
            Self::EachValue(constraints) => write_each(f, "Map value", constraints),
        }
    }
}

/// What every part of `whole` must satisfy, in brackets.
fn write_each(f: &mut fmt::Formatter<'_>, whole: &str, constraints: &[Constraint]) -> fmt::Result {
    write!(f, "{whole} must satisfy constraint: [")?;
    for (i, constraint) in constraints.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        write!(f, "{comma}{constraint}")?;
    }
    f.write_str("]")
}

/// A member, where it is, and the constraint it breaks. Prints as AWS words it.
///
/// ```
/// use iam_codec::{Constraint, Request};
///
/// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.1.Key=Dept";
/// let error = Request::decode(body).unwrap_err();
///
/// let violation = &error.violations()[0];
/// assert_eq!(violation.path(), "tags.1.member.value");
/// assert_eq!(violation.parameter(), "Tags.member.1.Value");
/// assert_eq!(violation.constraint(), Constraint::NotNull);
/// assert_eq!(violation.place().unwrap().offset, 49);
/// assert_eq!(
///     violation.to_string(),
///     "Value at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    parameter: String,
    constraint: Constraint,
    pub(crate) place: Option<Place>,
    quote: Quote,
}

/// The offending value as AWS quotes it, if it does. `Debug` does not print it: it may be a secret.
#[derive(Clone, Default, PartialEq, Eq)]
struct Quote(Option<Box<str>>);

impl fmt::Debug for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "…" } else { "None" })
    }
}

impl Violation {
    /// AWS names the member at `path`, and the parameter at `culprit` is to blame.
    pub(crate) fn new(path: &Path<'_>, culprit: &Path<'_>, constraint: Constraint) -> Self {
        let (path, parameter) = (path.in_messages(), culprit.in_body());
        Violation { path, parameter, constraint, place: None, quote: Quote(None) }
    }

    /// The same violation as a service words it that quotes this value.
    pub(crate) fn quoting(&mut self, constraint: Constraint, value: Option<String>) {
        self.constraint = constraint;
        self.quote = Quote(value.map(String::into_boxed_str));
    }

    /// How AWS orders violations: by member, as it orders members of a response; the list before its
    /// members, these by number. A map's keys come before its values, in whatever order they were sent.
    ///
    /// Entries without keys share a path; they come by number. What AWS does is not known.
    pub(crate) fn wire_cmp(&self, other: &Self) -> Ordering {
        let by_segment = |one: &str, other: &str| {
            one.split('.').map(segment_key).cmp(other.split('.').map(segment_key))
        };
        by_segment(&self.path, &other.path)
            .then_with(|| rank(self.constraint).cmp(&rank(other.constraint)))
            .then_with(|| by_segment(&self.parameter, &other.parameter))
    }

    /// The member as AWS prints it: `tags.1.member.key`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parameter as it is sent: `Tags.member.1.Key`. For a list with too many members, the first
    /// that is too many; for a bad element of `TagKeys`, that element.
    pub fn parameter(&self) -> &str {
        &self.parameter
    }

    /// The constraint that is broken.
    pub fn constraint(&self) -> Constraint {
        self.constraint
    }

    /// The value as AWS quotes it: `'bad/name'`, or `null`. `None` if it does not: IAM quotes nothing, STS
    /// all but secrets.
    pub fn quoted(&self) -> Option<&str> {
        self.quote.0.as_deref()
    }

    /// Where the parameter's pair begins; for a missing one, where the inmost structure or list around it
    /// begins, or else the end of the input. `None` if the request was not decoded but [validated](crate::Request::validate).
    pub fn place(&self) -> Option<Place> {
        self.place
    }
}

/// The words about a list or map itself come first, then those about its members or keys, then those about
/// its values.
fn rank(constraint: Constraint) -> u8 {
    match constraint {
        Constraint::EachValue(_) => 2,
        Constraint::Each(_) | Constraint::EachKey(_) => 1,
        _ => 0,
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = self.quoted();
        for piece in ["Value", if quoted.is_some() { " " } else { "" }, quoted.unwrap_or_default()]
        {
            f.write_str(piece)?;
        }
        write!(f, " at '{}' failed to satisfy constraint: {}", self.path, self.constraint)
    }
}

/// What is wrong with the members of a request. Prints as AWS words it.
///
/// AWS names the first [`Violations::LISTED`] and does not count the others.
///
/// ```
/// use iam_codec::{Request, RequestErrorKind};
///
/// let error = Request::decode(b"Action=CreateRole&Version=2010-05-08").unwrap_err();
/// let RequestErrorKind::ValidationError(violations) = error.kind() else { unreachable!() };
/// assert_eq!(violations.listed().len(), 2);
/// assert_eq!(violations.listed()[0].path(), "assumeRolePolicyDocument");
/// assert_eq!(violations.listed()[1].path(), "roleName");
/// assert!(violations.to_string().starts_with("2 validation errors detected: Value at "));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    listed: Vec<Violation>,
}

impl Violations {
    /// How many violations are named at most (recorded).
    pub const LISTED: usize = 10;

    /// The violations, in AWS's order.
    pub fn listed(&self) -> &[Violation] {
        &self.listed
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Notes another violation. They do not come in AWS's order, so the first ones are chosen again
    /// whenever twice as many have come.
    pub(crate) fn push(&mut self, violation: Violation) {
        self.listed.push(violation);
        if self.listed.len() == 2 * Self::LISTED {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.listed.sort_by(Violation::wire_cmp);
        self.listed.truncate(Self::LISTED);
    }

    pub(crate) fn sorted(mut self) -> Self {
        self.cut();
        self
    }

    pub(crate) fn listed_mut(&mut self) -> &mut [Violation] {
        &mut self.listed
    }

    /// Changes the violations, and forgets those for which `revise` gives `false`.
    pub(crate) fn revise(&mut self, revise: impl FnMut(&mut Violation) -> bool) {
        self.listed.retain_mut(revise);
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.listed.len() == 1 { "" } else { "s" };
        write!(f, "{} validation error{plural} detected: ", self.listed.len())?;
        for (i, violation) in self.listed.iter().enumerate() {
            let separator = if i == 0 { "" } else { "; " };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

/// By what the segments of a path are ordered: numbers by value, names as in [`wire_order`](crate::wire::order).
fn segment_key(segment: &str) -> (u32, u32, &str) {
    match segment.parse() {
        Ok(index) => (0, index, ""),
        Err(_) => (1, bucket(segment), segment),
    }
}
