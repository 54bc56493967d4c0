//! [`FormError`]: what cannot be read in a body.

use std::fmt;

/// What makes a text of a body unreadable, and where.
///
/// ```
/// use iam_codec::form::{FormErrorKind, pairs};
///
/// let pair = pairs(b"Path=%2F&UserName=100%").last().unwrap();
/// let error = pair.value().unwrap_err();
/// assert_eq!((error.kind(), error.offset()), (FormErrorKind::InvalidEscape, 21));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormError {
    pub(super) kind: FormErrorKind,
    pub(super) offset: usize,
}

/// The kinds of [`FormError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormErrorKind {
    /// A `%` that two hex digits do not follow: `100%`, `%4`, `%zz`.
    InvalidEscape,
    /// Bytes that are not UTF-8, raw or after decoding the escapes: `%FF`.
    InvalidUtf8,
}

impl FormError {
    /// What is wrong.
    pub fn kind(&self) -> FormErrorKind {
        self.kind
    }

    /// The byte of the body at which the unreadable part begins.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The same error, counted from `len` bytes further to the front.
    pub(crate) fn after(mut self, len: usize) -> Self {
        self.offset += len;
        self
    }
}

impl fmt::Display for FormErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidEscape => "invalid percent escape",
            Self::InvalidUtf8 => "invalid UTF-8",
        })
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind, self.offset)
    }
}

impl std::error::Error for FormError {}
