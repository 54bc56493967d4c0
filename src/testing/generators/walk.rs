//! [`Walk`]: what is known on the way through a request or result that is being made.

use arbitrary::Unstructured;

use super::aim::{Aim, Broken};
use super::limit::Fault;
use super::samples::Sampled;
use super::taken::Tags;
use crate::error::constraint::Constraint;

/// A walk: the bytes that it draws from, the fault that it makes, and the error that the fault must give.
pub(super) struct Walk<'w, 'u> {
    pub(super) u: &'w mut Unstructured<'u>,
    /// Whether values keep to the limits of requests; those of results may be any that XML can carry.
    pub(super) in_request: bool,
    pub(super) fault: Option<Fault>,
    /// The texts for members whose service asks more than their limits say.
    pub(super) samples: Samples,
    /// Whether the lists of the structure must not be empty: IAM refuses to tag or untag with nothing, but
    /// not with every type.
    pub(super) has_filled_lists: bool,
    pub(super) tags: Tags,
    /// What the decoder must report, once the fault is made.
    pub(super) broken: Option<Broken>,
}

/// The texts for a member of a structure, by the names of both, where its limits do not say enough.
pub(super) type Samples = fn(&str, &str) -> Option<&'static Sampled>;

impl Walk<'_, '_> {
    /// The fault, if this is its place.
    pub(super) fn fault(&self, aim: &Option<Aim<'_>>) -> Option<Fault> {
        self.fault.filter(|_| aim.as_ref().is_some_and(Aim::is_there))
    }

    pub(super) fn violate(&mut self, aim: &Option<Aim<'_>>, constraint: Constraint) {
        self.broken = aim.as_ref().map(|aim| aim.violation(constraint));
    }
}
