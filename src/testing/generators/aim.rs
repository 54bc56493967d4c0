//! [`Aim`]: the steps that are left to the place of a fault, and the names of that place.

use super::site::Step;
use crate::{Constraint, RequestErrorKind};

/// The steps that are left to the place of a fault, and the names of the place so far.
#[derive(Clone)]
pub(super) struct Aim<'s> {
    steps: &'s [Step],
    /// As AWS names it: `tags.1.member.key`.
    pub(super) path: String,
    /// As a body names it: `Tags.member.1.Key`.
    parameter: String,
    /// The path of the list or map that AWS names instead, and all that it says of its parts.
    whole: Option<(String, Constraint)>,
}

/// The error that the decoder must report.
pub(super) enum Broken {
    Violation { path: String, parameter: String, constraint: Constraint },
    Refused(RequestErrorKind),
}

impl<'s> Aim<'s> {
    pub(super) fn new(steps: &'s [Step]) -> Self {
        Aim { steps, path: String::new(), parameter: String::new(), whole: None }
    }

    /// The aim after this step, if it is the next one.
    fn step(&self, step: Step, path: String, parameter: String) -> Option<Self> {
        let steps = self.steps.strip_prefix(&[step])?;
        let join = |start: &str, end: String| match start {
            "" => end,
            _ => format!("{start}.{end}"),
        };
        let path = join(&self.path, path);
        Some(Aim { steps, path, parameter: join(&self.parameter, parameter), whole: None })
    }

    pub(super) fn member(&self, index: usize, name: &str) -> Option<Self> {
        let (first, rest) = name.split_at(1);
        let path = first.to_ascii_lowercase() + rest;
        self.step(Step::Member(index), path, name.to_owned())
    }

    /// The `n`th member of a list. Where AWS blames the list for a bad member, it says `each`.
    pub(super) fn item(&self, n: usize, each: &'static [Constraint]) -> Option<Self> {
        let item = self.step(Step::Item, format!("{n}.member"), format!("member.{n}"))?;
        Some(item.blaming(&self.path, each, Constraint::Each(each)))
    }

    /// The key of the `n`th entry of a map; `each` as for [`item`](Aim::item).
    pub(super) fn key(&self, n: usize, each: &'static [Constraint]) -> Option<Self> {
        let key = self.step(Step::Key, format!("{n}.key"), format!("entry.{n}.key"))?;
        Some(key.blaming(&self.path, each, Constraint::EachKey(each)))
    }

    /// The value of the `n`th entry of a map, which AWS names by its key.
    pub(super) fn value(&self, n: usize, key: &str, each: &'static [Constraint]) -> Option<Self> {
        let value = self.step(Step::Value, format!("{key}.member"), format!("entry.{n}.value"))?;
        Some(value.blaming(&self.path, each, Constraint::EachValue(each)))
    }

    fn blaming(mut self, whole: &str, each: &[Constraint], constraint: Constraint) -> Self {
        if !each.is_empty() {
            self.whole = Some((whole.to_owned(), constraint));
        }
        self
    }

    /// Whether this is the place of the fault.
    pub(super) fn is_there(&self) -> bool {
        self.steps.is_empty()
    }

    pub(super) fn violation(&self, constraint: Constraint) -> Broken {
        let (path, constraint) = match &self.whole {
            Some((whole, each)) => (whole.clone(), *each),
            None => (self.path.clone(), constraint),
        };
        Broken::Violation { path, parameter: self.parameter.clone(), constraint }
    }

    /// A list has more than `most` members; the first one beyond them is to blame.
    pub(super) fn too_many(&self, most: usize) -> Broken {
        Broken::Violation {
            path: self.path.clone(),
            parameter: format!("{}.member.{}", self.parameter, most + 1),
            constraint: Constraint::MaxLength(most),
        }
    }
}
