//! [`Play`]: one play of a sequence, as far as it has come.

use std::collections::{BTreeMap, BTreeSet};

use super::sequence::{Sequence, Step};
use crate::exchange::call::Call;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::difference::Difference;
use crate::plan::bindings::Bindings;

/// One play of a sequence.
pub(crate) struct Play<'s> {
    pub(crate) sequence: &'s Sequence,
    /// The name in the place of the sequence's.
    pub(crate) name: String,
    /// The endpoint's and the reference's.
    pub(crate) sides: [Side; 2],
    /// The calls so far, as they were sent.
    pub(crate) calls: Vec<Call>,
    pub(crate) found: Vec<Found>,
    /// Whether the play has set the account's password policy.
    pub(crate) sets_policy: bool,
    /// The rules for all answers that were found to be broken.
    pub(crate) broken: BTreeSet<usize>,
}

/// A step of a sequence at which the endpoint differs.
pub(crate) struct Found {
    /// The number of the step, from 0.
    pub(crate) step: usize,
    /// What the codec says of the request, and how the endpoint reacts.
    pub(crate) cause: String,
    pub(crate) difference: Difference,
    /// The calls up to this step, as they were sent.
    pub(crate) calls: Vec<Call>,
}

/// What a play keeps of one endpoint.
#[derive(Default)]
pub(crate) struct Side {
    /// The requests that remove what was made, the first made first.
    pub(crate) undos: Vec<Step>,
    bindings: Bindings,
}

impl<'s> Play<'s> {
    pub(crate) fn new(sequence: &'s Sequence, name: String) -> Play<'s> {
        Play {
            sequence,
            name,
            sides: Default::default(),
            calls: Vec::new(),
            found: Vec::new(),
            sets_policy: false,
            broken: BTreeSet::new(),
        }
    }

    /// Keeps a difference at the last call.
    pub(crate) fn tell(&mut self, cause: String, difference: Difference) {
        let (step, calls) = (self.calls.len() - 1, self.calls.clone());
        self.found.push(Found { step, cause, difference, calls });
    }
}

impl Side {
    /// The call with the values that earlier answers have given. What none has given stays.
    pub(crate) fn bound(&self, call: Call) -> Call {
        self.bindings.call(&call).unwrap_or(call)
    }

    pub(crate) fn keep(&mut self, keep: &BTreeMap<String, String>, parsed: &ParsedAnswer) {
        for (variable, path) in keep {
            if let Some(value) = parsed.in_result(path) {
                self.bindings.set(variable, value);
            }
        }
    }
}
