//! Values that fit a shape of the tables, and values that break it in one way.

use arbitrary::{Result, Unstructured};

use super::arn::Arn;
use super::samples::{POLICY_PATH, Sampled};
use super::texts::{Characters, GRAPHIC, NAME, WRITABLE, len, replace_one};
use crate::error::constraint::Constraint;
use crate::schema::shape::{self, Named, Shape, TextShape};

/// A text of a length in code points and of a form.
#[derive(Clone, Copy)]
pub(super) struct Text {
    min: usize,
    max: usize,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Free,
    Of(Class),
    Sampled(&'static Sampled),
    // IAM judges these after all violations, with messages of their own.
    Name,
    Path,
    PathPrefix,
    PolicyPathPrefix(&'static Sampled),
    Arn(Arn),
}

/// A set of characters, and the pattern that allows it.
#[derive(Clone, Copy)]
struct Class(&'static Characters, &'static str);

/// One way to break a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    TooShort,
    TooLong,
    Mismatched,
    Unlisted,
    TooSmall,
    TooLarge,
    TooFew,
    TooMany,
    /// Left out, though it is required.
    Missing,
    /// Of the right length and the wrong form, which IAM refuses with a message of its own.
    Misformed,
    /// Tags, two with the same key.
    Repeated,
    /// Tags, one that only AWS may set.
    Reserved,
}

/// A greater length than this is not exceeded, since such texts take too long.
const LONGEST: usize = 131_072;

/// The ways to break a shape that give exactly one violation. Where AWS blames a whole list or map
/// (`as_a_whole`), every way does.
pub(super) fn faults(shape: &Shape, as_a_whole: bool) -> Vec<Fault> {
    match shape {
        Shape::Any | Shape::Unnamed => Vec::new(),
        Shape::Text(text) => Text::of(text).faults(as_a_whole),
        Shape::Integer(_) => vec![Fault::TooSmall, Fault::TooLarge],
        Shape::List(list) => {
            let few = (list.min > 0).then_some(Fault::TooFew);
            few.into_iter().chain((list.max < usize::MAX).then_some(Fault::TooMany)).collect()
        }
        Shape::Map(map) => (map.max < usize::MAX).then_some(Fault::TooMany).into_iter().collect(),
    }
}

impl Text {
    /// What the row of a table says of a text.
    pub(super) fn of(shape: &TextShape) -> Self {
        let form = match shape.form {
            shape::Form::Any => Form::Free,
            shape::Form::Some(pattern, class) | shape::Form::Many(pattern, class) => {
                Form::Of(Class(Characters::of(class), pattern))
            }
            shape::Form::Pattern(pattern, _) => Form::Sampled(Sampled::of(pattern)),
            shape::Form::Named(Named::Name) => Form::Name,
            shape::Form::Named(Named::Path) => Form::Path,
            shape::Form::Named(Named::PathPrefix) => Form::PathPrefix,
            shape::Form::Named(Named::PolicyPathPrefix) => {
                Form::PolicyPathPrefix(Sampled::of(POLICY_PATH))
            }
            shape::Form::Named(Named::BoundaryArn) => Form::Arn(Arn::Boundary),
            shape::Form::Named(Named::Arn("saml-provider")) => Form::Arn(Arn::SamlProvider),
            shape::Form::Named(Named::Arn(_)) => Form::Arn(Arn::Policy),
            shape::Form::Named(Named::OpenIdConnectProviderArn) => {
                Form::Arn(Arn::OpenIdConnectProvider)
            }
        };
        Text { min: shape.min, max: shape.max, form }
    }

    /// A text of this length, like these.
    pub(super) fn sampled(shape: &TextShape, sampled: &'static Sampled) -> Self {
        Text { min: shape.min, max: shape.max, form: Form::Sampled(sampled) }
    }

    fn faults(&self, as_a_whole: bool) -> Vec<Fault> {
        let mut faults = Vec::new();
        let is_plain = match self.form {
            // The empty text breaks `[…]+` as well.
            Form::Of(_) => self.min > 1 || self.may_be_empty(),
            // What is too short breaks these patterns.
            Form::Sampled(_) => false,
            _ => true,
        };
        if self.min > 0 && (is_plain || as_a_whole) {
            faults.push(Fault::TooShort);
        }
        let stretches = match self.form {
            Form::Sampled(sampled) => sampled.good.iter().any(|good| good.contains('*')),
            _ => true,
        };
        if self.max <= LONGEST && stretches {
            faults.push(Fault::TooLong);
        }
        faults.extend(match self.form {
            Form::Of(_) | Form::Sampled(_) => Some(Fault::Mismatched),
            _ => Some(Fault::Misformed),
        });
        faults
    }

    pub(super) fn is_boundary(&self) -> bool {
        matches!(self.form, Form::Arn(Arn::Boundary))
    }

    /// Whether the pattern lets the empty text through.
    fn may_be_empty(&self) -> bool {
        matches!(self.form, Form::Of(Class(_, pattern)) if pattern.ends_with('*'))
    }

    /// A text that fits.
    pub(super) fn draw(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let Text { min, max, form } = *self;
        match form {
            Form::Free => WRITABLE.draw(u, min, max),
            Form::Of(Class(characters, pattern)) => {
                characters.draw(u, min.max(pattern.ends_with(['+', '$']).into()), max)
            }
            Form::Sampled(sampled) | Form::PolicyPathPrefix(sampled) => {
                let good = *u.choose(sampled.good)?;
                let room = max.min(4096).saturating_sub(good.len() - good.matches('*').count());
                let more = len(u, 0, room)?;
                Ok(good.replace('*', &"a".repeat(more)))
            }
            Form::Name => NAME.draw(u, min, max),
            Form::Path if u.arbitrary()? => Ok("/".to_owned()),
            Form::Path => Ok(format!("/{}/", GRAPHIC.draw(u, 1, max - 2)?)),
            Form::PathPrefix => Ok(format!("/{}", GRAPHIC.draw(u, 0, max - 1)?)),
            Form::Arn(arn) => arn.draw(u, max),
        }
    }

    /// A text that does not fit, and the constraint that it breaks.
    pub(super) fn broken(
        &self,
        u: &mut Unstructured<'_>,
        fault: Fault,
    ) -> Result<(String, Constraint)> {
        let Text { min, max, form } = *self;
        Ok(match (fault, form) {
            (Fault::TooShort, _) => {
                let is_class = matches!(form, Form::Of(_)) && !self.may_be_empty() && min > 1;
                let len = u.int_in_range(usize::from(is_class)..=min - 1)?;
                (self.of_len(u, len)?, Constraint::MinLength(min))
            }
            (Fault::TooLong, _) => {
                let len = max + 1 + u.int_in_range(0..=2)?;
                (self.of_len(u, len)?, Constraint::MaxLength(max))
            }
            (_, Form::Of(Class(characters, pattern))) => {
                let text = characters.draw(u, min.max(1), max)?;
                let intruder = characters.other(u)?;
                (replace_one(u, &text, intruder)?, Constraint::Pattern(pattern))
            }
            (_, Form::Sampled(sampled)) => {
                let bad = u.choose(sampled.bad)?.to_string();
                (bad, Constraint::Pattern(sampled.pattern))
            }
            _ => return Err(arbitrary::Error::IncorrectFormat),
        })
    }

    /// A text of this length, of the right characters.
    fn of_len(&self, u: &mut Unstructured<'_>, len: usize) -> Result<String> {
        match self.form {
            _ if len == 0 => Ok(String::new()),
            Form::Free => WRITABLE.of_len(u, len),
            Form::Of(Class(characters, _)) => characters.of_len(u, len),
            Form::Sampled(sampled) => {
                let good = sampled.good.iter().find(|good| good.contains('*')).unwrap_or(&"*");
                Ok(good.replacen('*', &"a".repeat((len + 1).saturating_sub(good.len())), 1))
            }
            _ => NAME.of_len(u, len),
        }
    }

    /// A text of the right length that no answer could give back, and the character that is the reason.
    pub(super) fn unwritable(&self, u: &mut Unstructured<'_>) -> Result<(String, char)> {
        let text = WRITABLE.draw(u, self.min.max(1), self.max)?;
        let intruder = WRITABLE.other(u)?;
        Ok((replace_one(u, &text, intruder)?, intruder))
    }

    pub(super) fn is_free(&self) -> bool {
        matches!(self.form, Form::Free)
    }

    /// A text of the right length and the wrong form, and what IAM says of it.
    pub(super) fn misformed(
        &self,
        u: &mut Unstructured<'_>,
        member: &str,
    ) -> Result<(String, String)> {
        let invalid =
            |must: &str| format!("The specified value for {member} is invalid. It must {must}");
        match self.form {
            Form::Name => {
                let name = NAME.draw(u, self.min, self.max.min(4096))?;
                let intruder = NAME.other(u)?;
                let must = "contain only alphanumeric characters and/or the following: +=,.@_-";
                Ok((replace_one(u, &name, intruder)?, invalid(must)))
            }
            Form::Path => {
                let bad =
                    u.choose(&["a", "/a", "a/", "//", "/a b/", "/é/", "/\u{7F}/", "/a/\n"])?;
                let must = "begin and end with / and contain only alphanumeric characters and/or / \
                    characters.";
                Ok((bad.to_string(), invalid(must)))
            }
            Form::PathPrefix => {
                let bad = u.choose(&["a", "a/", "/a b", "/é", "/\u{80}", "/\t"])?;
                let must = "begin with the / character and contain only alphanumeric characters and/or \
                    / characters.";
                Ok((bad.to_string(), invalid(must)))
            }
            Form::PolicyPathPrefix(sampled) => {
                let bad = u.choose(sampled.bad)?;
                let must = "begin with the / character and contain only alphanumeric characters and/or \
                    / characters.";
                Ok((bad.to_string(), invalid(must)))
            }
            Form::Arn(arn) => arn.misformed(u),
            _ => Err(arbitrary::Error::IncorrectFormat),
        }
    }
}
