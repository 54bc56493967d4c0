//! [`Subject`]: the service whose tables are compared.

use crate::error::path::Path;
use crate::error::request_error::RequestError;
use crate::message::error_code::ErrorCode;
use crate::message::service::{Actions, Requests, Results};
use crate::schema::shape::Named;
use crate::schema::structure::Table;
use crate::wire::service::Service;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::oddity::{Oddity, OddityKind};

use super::regexes::Regexes;
use super::shapes::Model;

/// A service: its model, its tables, and what it says in words of its own.
pub(crate) struct Subject {
    pub(crate) model: Model,
    pub(super) service: &'static Service,
    pub(super) operations: Vec<Tables>,
    /// Reads a body, and writes the request again.
    pub(super) rewrite: fn(&[u8]) -> Result<String, RequestError>,
    /// Reads a document, and says what is missing.
    pub(super) missing: fn(&[u8]) -> Missing,
    pub(super) words: Words,
    regexes: Regexes,
}

/// The tables of an operation.
pub(super) struct Tables {
    pub(super) name: &'static str,
    pub(super) input: &'static Table,
    pub(super) output: Option<&'static Table>,
    pub(super) errors: &'static [ErrorCode<'static>],
    /// Whether its name, its request and its result are of one action.
    pub(super) agree: bool,
}

/// The elements that the strict reader and the tolerant one miss in a document.
pub(crate) type Missing = [Vec<String>; 2];

/// The elements that an error and oddities call missing. They must be about nothing else.
pub(crate) fn missing(error: Option<&ResponseError>, oddities: &[Oddity]) -> Missing {
    let strict = error.map(|error| {
        assert_eq!(*error.kind(), ResponseErrorKind::Missing, "{error}");
        error.element().to_owned()
    });
    let tolerant = oddities.iter().map(|oddity| {
        assert_eq!(*oddity.kind(), OddityKind::Missing, "{oddity}");
        oddity.element().to_owned()
    });
    [strict.into_iter().collect(), tolerant.collect()]
}

/// What an operation says of the names and values of its parameters, beside their constraints.
pub(crate) type Rule = fn(&str, &[(&str, &str)]) -> Option<String>;

/// What a service says and its model does not.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    /// The members whose ARN must be of one type. A model knows one type of ARN.
    pub(crate) arns: &'static [(&'static str, &'static str)],
    /// The shapes of texts that the model does not mark as secrets, and that are.
    pub(crate) secrets: &'static [&'static str],
    /// The shapes of policy documents.
    pub(crate) policies: &'static [&'static str],
    /// A valid text of this shape in the member of this name, where the number of its place is not one.
    pub(crate) sample: fn(&str, &str, usize) -> Option<String>,
    /// What is said of a text in a form that the service calls by name.
    pub(crate) refusal: fn(Named, &Path<'_>, &str) -> Option<String>,
    /// The rule in a sentence of the service's own for a pattern at a path.
    pub(crate) sentence: fn(&str, &str) -> Option<&'static str>,
    /// Whether the operation's enumerations are not named in violations.
    pub(crate) is_unnamed: fn(&str) -> bool,
    /// What is said of a request that breaks no constraint, with one changed text and its pairs.
    pub(crate) rule: Rule,
}

impl Subject {
    pub(crate) fn new<R, O>(
        model: Model,
        actions: &[R::Action],
        rewrite: fn(&[u8]) -> Result<String, RequestError>,
        missing: fn(&[u8]) -> Missing,
        words: Words,
    ) -> Self
    where
        R: Requests<'static>,
        O: Results<'static, Action = R::Action>,
    {
        let operations = actions.iter().map(|action| tables::<R, O>(*action)).collect();
        let (service, regexes) = (R::Action::SERVICE, Regexes::default());
        Subject { model, service, operations, rewrite, missing, words, regexes }
    }

    /// Whether a text is what the model's pattern says.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        self.regexes.matches(&self.model, pattern, text)
    }
}

fn tables<R, O>(action: R::Action) -> Tables
where
    R: Requests<'static>,
    O: Results<'static, Action = R::Action>,
{
    let (request, result) = (R::empty(action), O::empty(action));
    let (known, input) = request.known().expect("an operation of the service");
    let agree = known == action
        && result.operation() == Some(action)
        && R::Action::find(action.name()) == Some(action);
    Tables {
        name: action.name(),
        input: input.table(),
        output: result.output().map(|output| output.table()),
        errors: action.errors(),
        agree,
    }
}
