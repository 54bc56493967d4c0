//! Constraints on members, and the violations of them in AWS's words.
//!
//! AWS reports all violations of a request together. The sentences are the ones recorded from IAM in
//! 2025 and 2026, which no longer quote the offending value: `Value at 'tags.1.member.key' failed to
//! satisfy constraint: Member must have length less than or equal to 128`.

use std::fmt;

use crate::error::{MalformedInput, Place, RequestError, RequestErrorKind};

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
    /// At least so many code points.
    MinLength(usize),
    /// At most so many code points, or members of a list.
    MaxLength(usize),
    /// The complete text matches this regular expression, as the service's model spells it.
    Pattern(&'static str),
    /// An integer of at least this.
    MinValue(i32),
    /// An integer of at most this.
    MaxValue(i32),
    /// Every member of the list satisfies all of these. AWS names them all, broken or not.
    Each(&'static [Constraint]),
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
            Self::MinValue(min) => {
                write!(f, "Member must have value greater than or equal to {min}")
            }
            Self::MaxValue(max) => write!(f, "Member must have value less than or equal to {max}"),
            Self::Each(constraints) => {
                f.write_str("Member must satisfy constraint: [")?;
                for (i, constraint) in constraints.iter().enumerate() {
                    let comma = if i == 0 { "" } else { ", " };
                    write!(f, "{comma}{constraint}")?;
                }
                f.write_str("]")
            }
        }
    }
}

/// A member, where it is, and the constraint it breaks. Prints as AWS words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    parameter: String,
    constraint: Constraint,
    pub(crate) place: Option<Place>,
}

impl Violation {
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

    /// Where the parameter's pair begins; for a missing one, where its structure begins or else the
    /// end of the input. `None` if the request was not decoded but [validated](crate::Request::validate).
    pub fn place(&self) -> Option<Place> {
        self.place
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value at '{}' failed to satisfy constraint: {}", self.path, self.constraint)
    }
}

/// Where a member stands in a request, as a list on the stack: nothing is allocated unless
/// something is wrong.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Member(Option<&'p Path<'p>>, &'p str),
    Index(&'p Path<'p>, u32),
}

impl<'p> Path<'p> {
    pub(crate) fn new(name: &'p str) -> Self {
        Path::Member(None, name)
    }

    pub(crate) fn member(&'p self, name: &'p str) -> Self {
        Path::Member(Some(self), name)
    }

    pub(crate) fn index(&'p self, index: u32) -> Self {
        Path::Index(self, index)
    }

    /// `tags.1.member.key`: member names begin with a small letter (recorded: `clientIDList`).
    pub(crate) fn in_messages(&self) -> String {
        match self {
            Path::Member(parent, name) => {
                let mut path = parent.map_or_else(String::new, |p| p.in_messages() + ".");
                path.extend(name.chars().take(1).map(|first| first.to_ascii_lowercase()));
                path.extend(name.chars().skip(1));
                path
            }
            Path::Index(list, index) => format!("{}.{index}.member", list.in_messages()),
        }
    }

    /// `Tags.member.1.Key`
    fn in_body(&self) -> String {
        match self {
            Path::Member(None, name) => (*name).to_owned(),
            Path::Member(Some(parent), name) => format!("{}.{name}", parent.in_body()),
            Path::Index(list, index) => format!("{}.member.{index}", list.in_body()),
        }
    }
}

/// What is wrong with a request, gathered while its members are judged.
#[derive(Default)]
pub(crate) struct Problems {
    /// Whether values are held against their constraints, or only their presence matters.
    pub(crate) checked: bool,
    pub(crate) violations: Vec<Violation>,
    /// The first unreadable parameter, and where it is if that is known.
    pub(crate) malformed: Option<(MalformedInput, String, Option<Place>)>,
}

impl Problems {
    pub(crate) fn new(checked: bool) -> Self {
        Problems { checked, ..Problems::default() }
    }

    /// Notes that the member at `path` breaks `constraint`.
    #[cold]
    pub(crate) fn violation(&mut self, path: &Path<'_>, constraint: Constraint) {
        self.violation_by(path, path, constraint);
    }

    /// The same where AWS names `path` and the parameter at `culprit` is to blame.
    #[cold]
    pub(crate) fn violation_by(
        &mut self,
        path: &Path<'_>,
        culprit: &Path<'_>,
        constraint: Constraint,
    ) {
        self.violations.push(Violation {
            path: path.in_messages(),
            parameter: culprit.in_body(),
            constraint,
            place: None,
        });
    }

    /// Notes that the parameter at `path` cannot be read.
    #[cold]
    pub(crate) fn malformed(&mut self, path: &Path<'_>, kind: MalformedInput) {
        self.malformed.get_or_insert_with(|| (kind, path.in_body(), None));
    }

    /// The same of a parameter that is at hand.
    #[cold]
    pub(crate) fn malformed_at(&mut self, kind: MalformedInput, parameter: String, place: Place) {
        self.malformed.get_or_insert((kind, parameter, Some(place)));
    }

    /// `made` if nothing is wrong. What could not be made has left a problem.
    #[inline]
    pub(crate) fn none_of<T>(self, made: Option<T>) -> Result<T, RequestError> {
        match made {
            Some(made) if self.malformed.is_none() && self.violations.is_empty() => Ok(made),
            _ => Err(self.into_error()),
        }
    }

    /// AWS reports what cannot be read alone, and all violations together.
    #[cold]
    fn into_error(self) -> RequestError {
        match self.malformed {
            Some((kind, parameter, place)) => {
                RequestError::new(RequestErrorKind::MalformedInput(kind)).at(parameter, place)
            }
            None => RequestError::new(RequestErrorKind::ValidationError(self.violations)),
        }
    }
}
