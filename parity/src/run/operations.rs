//! Which operations an endpoint has. Some servers answer an unknown operation as they answer a failure of
//! their own, so one answer alone does not tell.

use crate::exchange::call::{Answer, Call};
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::service::is_of_sts;
use crate::plan;
use crate::plan::bindings::Bindings;
use crate::plan::request::of_params;
use crate::run::known::trait_of;
use crate::run::runner::Runner;
use crate::text::value::{Map, Value};

impl Runner<'_> {
    /// As [`knows`](Runner::knows); an operation that was not answered at all may be known.
    pub(crate) fn knows_answered(
        &mut self,
        action: &str,
        answer: &Result<(Answer, ParsedAnswer), String>,
    ) -> bool {
        answer.as_ref().map_or(true, |(answer, parsed)| self.knows(action, answer, parsed))
    }

    /// Whether the endpoint knows the operation that it has just answered.
    pub(crate) fn knows(&mut self, action: &str, answer: &Answer, parsed: &ParsedAnswer) -> bool {
        if self.suite.operation(action).is_none() && !is_of_sts(action) {
            return true;
        }
        // Whoever is refused learns nothing of the operation.
        if matches!(parsed.status, 401 | 403) {
            return true;
        }
        let code = parsed.error.as_ref().and_then(|error| error.code.as_deref());
        if parsed.status == 501 || matches!(code, Some("InvalidAction" | "NotImplemented")) {
            return false;
        }
        if self.known.operations.get(action) == Some(&true) {
            return true;
        }
        let is_like_unknown = trait_of(action, answer) == self.known.unknown;
        let knows = !is_like_unknown || (parsed.status == 500 && self.answers_otherwise(action));
        self.known.operations.insert(action.to_owned(), knows);
        knows
    }

    /// Whether a request for something absent is answered in another way than an unknown operation.
    fn answers_otherwise(&mut self, action: &str) -> bool {
        let Some(absent) = self.suite.operation(action).and_then(|row| row.absent.clone()) else {
            return false;
        };
        let Some(call) = self.plan_absent(action, absent) else {
            return false;
        };
        self.send(&call).is_ok_and(|(answer, _)| trait_of(action, &answer) != self.known.unknown)
    }

    fn plan_absent(&mut self, action: &str, absent: Map) -> Option<Call> {
        let name = ("Action".to_owned(), Value::text(action));
        let send: Map = std::iter::once(name).chain(absent).collect();
        let prefix = self.normalizer.prefix.clone();
        let scope = plan::scope(self.suite, &prefix, &mut || self.new_name());
        let call = of_params(&send, &scope).ok()?;
        self.bound(&call, &mut Bindings::default()).ok()
    }
}
