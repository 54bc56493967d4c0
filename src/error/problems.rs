//! [`Problems`]: what is wrong with a request, gathered while its members are read and judged.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::constraint::{Constraint, Violation, Violations};
use crate::error::path::Path;
use crate::error::place::{MalformedInput, Place};
use crate::error::request_error::{RequestError, RequestErrorKind};

/// What is wrong with a request so far.
#[derive(Default)]
pub(crate) struct Problems {
    violations: Violations,
    /// The parameters of members that are null, so that nobody judges what their types begin with.
    nulls: BTreeSet<String>,
    /// The numbers of entries that are left out, for each map: nothing more is said of these.
    left_out: BTreeMap<String, Vec<u32>>,
    malformed: Option<Malformed>,
}

/// An unreadable parameter.
struct Malformed {
    kind: MalformedInput,
    /// The number of the pair that shows it; none for what only the end of the request shows.
    pair: Option<usize>,
    parameter: String,
    place: Option<Place>,
}

impl Problems {
    /// Notes that the member at `path` is null and must not be.
    #[cold]
    pub(crate) fn null(&mut self, path: &Path<'_>) {
        self.violation(path, Constraint::NotNull);
        self.nulls.insert(path.in_body());
    }

    /// Notes that the member of this number is null in the list at `path`; AWS names all constraints of such
    /// members, once.
    #[cold]
    pub(crate) fn null_member(&mut self, path: &Path<'_>, index: u32, constraint: Constraint) {
        let member = path.index(index);
        self.nulls.insert(member.in_body());
        if self.nulls.insert(path.in_body()) {
            self.violation_by(path, &member, constraint);
        }
    }

    /// Notes that the entry of this number is null in the map at `path`, and that nothing more is said of it.
    /// Numbers come in order. A set of paths would add half to what such a body takes.
    #[cold]
    pub(crate) fn left_out(&mut self, path: &Path<'_>, number: u32) {
        self.left_out.entry(path.in_body()).or_default().push(number);
    }

    /// The numbers of these entries.
    #[inline]
    pub(crate) fn take_left_out(&mut self, path: &Path<'_>) -> Vec<u32> {
        if self.left_out.is_empty() {
            return Vec::new();
        }
        self.left_out.remove(&path.in_body()).unwrap_or_default()
    }

    /// Whether the member at `path` is null, or a list with null members: then all is said of it.
    #[inline]
    pub(crate) fn is_null(&self, path: &Path<'_>) -> bool {
        !self.nulls.is_empty() && self.nulls.contains(&path.in_body())
    }

    /// Whether a parameter cannot be read: then violations do not matter.
    #[inline]
    pub(crate) fn is_malformed(&self) -> bool {
        self.malformed.is_some()
    }

    /// Whether nothing is wrong so far.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.violations.is_empty() && self.malformed.is_none()
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
        self.violations.push(Violation::new(path, culprit, constraint));
    }

    /// Notes that the pair of this number cannot be read. The first such pair counts.
    #[cold]
    pub(crate) fn malformed(&mut self, kind: MalformedInput, pair: usize) {
        let is_first = |known: &Malformed| known.pair.is_none_or(|known| pair < known);
        if self.malformed.as_ref().is_none_or(is_first) {
            let (parameter, place) = (String::new(), None);
            self.malformed = Some(Malformed { kind, pair: Some(pair), parameter, place });
        }
    }

    /// The same for a fault that only the end of the request shows.
    #[cold]
    pub(crate) fn malformed_at_end(&mut self, kind: MalformedInput, path: &Path<'_>) {
        self.malformed.get_or_insert_with(|| Malformed {
            kind,
            pair: None,
            parameter: path.in_body(),
            place: None,
        });
    }

    /// Looks up the pair that cannot be read.
    #[inline]
    pub(crate) fn name_pair(&mut self, pair: impl FnOnce(usize) -> (String, Option<Place>)) {
        if let Some(malformed) = &mut self.malformed {
            if let Some(number) = malformed.pair {
                let (parameter, place) = pair(number);
                malformed.parameter = parameter;
                malformed.place = place;
            }
        }
    }

    /// Passes if nothing is wrong. AWS reports what cannot be read alone, and all violations together.
    #[inline]
    pub(crate) fn take_result(&mut self) -> Result<(), RequestError> {
        if self.is_empty() { Ok(()) } else { Err(self.take_error()) }
    }

    #[cold]
    fn take_error(&mut self) -> RequestError {
        let violations = std::mem::take(&mut self.violations);
        match self.malformed.take() {
            Some(Malformed { kind, parameter, place, .. }) => {
                RequestError::new(RequestErrorKind::MalformedInput(kind)).at(parameter, place)
            }
            None => RequestError::new(RequestErrorKind::ValidationError(violations.sorted())),
        }
    }
}
