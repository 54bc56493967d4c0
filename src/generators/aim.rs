//! [`Aim`]: the way that is left to a fault, and how AWS and a body name the place.

use super::site::Step;
use crate::{Constraint, RequestErrorKind};

/// The way that is left to a fault.
#[derive(Clone)]
pub(super) struct Aim<'s> {
    steps: &'s [Step],
    /// `tags.1.member.key`
    pub(super) path: String,
    /// `Tags.member.1.Key`
    parameter: String,
    /// The list or map that AWS names instead, and all that it says of its parts.
    whole: Option<(String, Constraint)>,
}

/// What is wrong with a request, as the decoder must put it.
pub(super) enum Broken {
    Violation { path: String, parameter: String, constraint: Constraint },
    Refused(RequestErrorKind),
}

impl<'s> Aim<'s> {
    pub(super) fn new(steps: &'s [Step]) -> Self {
        Aim { steps, path: String::new(), parameter: String::new(), whole: None }
    }

    /// The way on from here with a step, if that is the next one.
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

    /// The `n`th member of a list of which AWS says `each` if one is bad.
    pub(super) fn item(&self, n: usize, each: &'static [Constraint]) -> Option<Self> {
        let item = self.step(Step::Item, format!("{n}.member"), format!("member.{n}"))?;
        Some(item.of(&self.path, each, Constraint::Each(each)))
    }

    pub(super) fn key(&self, n: usize, each: &'static [Constraint]) -> Option<Self> {
        let key = self.step(Step::Key, format!("{n}.key"), format!("entry.{n}.key"))?;
        Some(key.of(&self.path, each, Constraint::EachKey(each)))
    }

    /// AWS names a value by its key.
    pub(super) fn value(&self, n: usize, key: &str, each: &'static [Constraint]) -> Option<Self> {
        let value = self.step(Step::Value, format!("{key}.member"), format!("entry.{n}.value"))?;
        Some(value.of(&self.path, each, Constraint::EachValue(each)))
    }

    fn of(mut self, whole: &str, each: &[Constraint], constraint: Constraint) -> Self {
        if !each.is_empty() {
            self.whole = Some((whole.to_owned(), constraint));
        }
        self
    }

    /// Whether the fault is to be here.
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

    /// Of a list with too many members, the first that is too many is to blame.
    pub(super) fn too_many(&self, most: usize) -> Broken {
        Broken::Violation {
            path: self.path.clone(),
            parameter: format!("{}.member.{}", self.parameter, most + 1),
            constraint: Constraint::MaxLength(most),
        }
    }
}
