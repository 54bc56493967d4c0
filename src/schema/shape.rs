//! [`Shape`]: what a member may hold, and the check that it does.
//!
//! Lengths are in Unicode code points, without normalisation (recorded on STS).

use crate::error::constraint::Constraint;
use crate::error::path::Path;
use crate::error::problems::Problems;
use crate::schema::class::{self, Class};

/// The constraints of a member: a row of a table.
pub(crate) enum Shape {
    /// None.
    Any,
    /// None but those of an enumeration whose values AWS does not name.
    Unnamed,
    Text(TextShape),
    Integer(IntegerShape),
    List(ListShape),
    Map(MapShape),
}

/// How long a text may be and what it may hold.
pub(crate) struct TextShape {
    pub(crate) min: usize,
    pub(crate) max: usize,
    pub(crate) form: Form,
}

/// What a text may hold.
pub(crate) enum Form {
    /// Anything.
    Any,
    /// One or more of a class, or any number of them; breaking the pattern is a violation.
    Some(&'static str, &'static Class),
    Many(&'static str, &'static Class),
    /// A pattern that is not a plain class.
    Pattern(&'static str, fn(&str) -> bool),
    /// What a service refuses with a sentence of its own, after all violations.
    Named(Named),
}

/// A text whose form a service calls by name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// `[\w+=,.@-]+`
    Name,
    /// `/`, or something between two of them.
    Path,
    /// What a path begins with.
    PathPrefix,
    /// What the path of a policy begins with: a whole path.
    PolicyPathPrefix,
    /// The ARN of a resource of this type.
    Arn(&'static str),
    /// The ARN of a policy that is to bound permissions.
    BoundaryArn,
    /// The ARN of an OpenID Connect provider.
    OpenIdConnectProviderArn,
}

/// The bounds of an integer.
pub(crate) struct IntegerShape {
    pub(crate) min: i32,
    pub(crate) max: i32,
}

/// The constraints of a list and of its members.
pub(crate) struct ListShape {
    pub(crate) min: usize,
    pub(crate) max: usize,
    pub(crate) member: &'static Shape,
    /// How AWS words a bad member, if it names the list and all constraints instead of the member.
    pub(crate) each: &'static [Constraint],
}

/// The constraints of a map, its keys and its values.
pub(crate) struct MapShape {
    pub(crate) max: usize,
    pub(crate) key: &'static Shape,
    pub(crate) value: &'static Shape,
    /// How AWS words a bad key or value: it names the map and all constraints.
    pub(crate) each_key: &'static [Constraint],
    pub(crate) each_value: &'static [Constraint],
}

impl Shape {
    /// The constraints of a list's members.
    pub(crate) const fn list(&self) -> &ListShape {
        match self {
            Shape::List(shape) => shape,
            _ => &ListShape { min: 0, max: usize::MAX, member: &Shape::Any, each: &[] },
        }
    }

    /// The constraints of a map's keys and values.
    pub(crate) fn map(&self) -> &MapShape {
        match self {
            Shape::Map(shape) => shape,
            _ => &MapShape {
                max: usize::MAX,
                key: &Shape::Any,
                value: &Shape::Any,
                each_key: &[],
                each_value: &[],
            },
        }
    }

    /// Holds a text against its constraints.
    pub(crate) fn check_text(&self, text: &str, path: &Path<'_>, problems: &mut Problems) {
        if let Shape::Text(shape) = self {
            if !shape.fits(text) {
                shape.report(text, path, problems);
            }
        }
    }

    /// Holds an integer against its bounds.
    pub(crate) fn check_integer(&self, number: i32, path: &Path<'_>, problems: &mut Problems) {
        let Shape::Integer(shape) = self else { return };
        if number < shape.min {
            problems.violation(path, Constraint::MinValue(shape.min));
        }
        if number > shape.max {
            problems.violation(path, Constraint::MaxValue(shape.max));
        }
    }
}

impl TextShape {
    /// Whether nothing is wrong with `text`.
    #[inline]
    pub(crate) fn fits(&self, text: &str) -> bool {
        self.plainly_fits(text) || self.closely_fits(text)
    }

    /// Whether it is plain that nothing is wrong: ASCII, of a length that needs no count.
    #[inline]
    fn plainly_fits(&self, text: &str) -> bool {
        self.form.plainly_holds(text)
            && (self.min..=self.max).contains(&text.len())
            && (!text.is_empty() || !matches!(self.form, Form::Some(..)))
    }

    #[inline(never)]
    fn closely_fits(&self, text: &str) -> bool {
        // A code point has one to four bytes, so that most texts need no count.
        let is_within = text.len() <= self.max && text.len() / 4 >= self.min;
        let fits = || (self.min..=self.max).contains(&text.chars().count());
        (is_within || fits()) && self.form.matches(text)
    }

    #[cold]
    fn report(&self, text: &str, path: &Path<'_>, problems: &mut Problems) {
        let len = text.chars().count();
        if len < self.min {
            problems.violation(path, Constraint::MinLength(self.min));
        }
        if len > self.max {
            problems.violation(path, Constraint::MaxLength(self.max));
        }
        if let Form::Some(pattern, _) | Form::Many(pattern, _) | Form::Pattern(pattern, _) =
            self.form
        {
            let fits = !text.is_empty() && self.form.plainly_holds(text);
            if !fits && !self.form.matches(text) {
                problems.violation(path, Constraint::Pattern(pattern));
            }
        }
    }
}

impl Form {
    /// Whether it is plain that `text`, if it is not empty, matches the pattern: ASCII, and in the class.
    #[inline]
    fn plainly_holds(&self, text: &str) -> bool {
        match self {
            Form::Some(_, class) | Form::Many(_, class) => class.holds_ascii(text),
            Form::Pattern(..) => false,
            Form::Any | Form::Named(_) => text.is_ascii(),
        }
    }

    /// Whether `text` matches the pattern, if there is one.
    fn matches(&self, text: &str) -> bool {
        match self {
            Form::Any | Form::Named(_) => true,
            Form::Some(_, class) => !text.is_empty() && class.holds_all_of(text),
            Form::Many(_, class) => class.holds_all_of(text),
            Form::Pattern(_, matches) => matches(text),
        }
    }
}

impl ListShape {
    /// Holds the number of members against its bounds.
    #[inline]
    pub(crate) fn check_len(&self, len: usize, path: &Path<'_>, problems: &mut Problems) {
        if len < self.min {
            problems.violation(path, Constraint::MinLength(self.min));
        }
        if len > self.max {
            let first_too_many = path.index(self.max as u32 + 1);
            problems.violation_by(path, &first_too_many, Constraint::MaxLength(self.max));
        }
    }
}

/// Whether a name holds only what IAM's names may.
pub(crate) fn is_name(text: &str) -> bool {
    class::NAME.holds_all_of(text)
}
