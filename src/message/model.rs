//! Compares the tables of a service against its model, for the unit tests of each service.
//!
//! A model is a file of botocore without the prose, in `testdata/model`. [`Subject::differences`] names
//! what the tables say otherwise; [`patterns`] compares what the rows do with the model's regular
//! expressions, and [`requests`] what the crate answers to bodies made of the model.

mod bodies;
mod operations;
pub(crate) mod patterns;
pub(crate) mod requests;
pub(crate) mod shapes;
mod structures;

use crate::error::path::Path;
use crate::error::request_error::RequestError;
use crate::message::error_code::ErrorCode;
use crate::message::service::{Actions, Requests, Results};
use crate::schema::shape::Named;
use crate::schema::structure::Table;
use crate::wire::service::Service;
use patterns::Regexes;
use shapes::Model;

/// A service: its model, its tables, and what it says in words of its own.
pub(crate) struct Subject {
    pub(crate) model: Model,
    service: &'static Service,
    operations: Vec<Tables>,
    /// Reads a body, and writes the request again.
    rewrite: fn(&[u8]) -> Result<String, RequestError>,
    words: Words,
    regexes: Regexes,
}

/// The tables of an operation.
struct Tables {
    name: &'static str,
    input: &'static Table,
    output: Option<&'static Table>,
    errors: &'static [ErrorCode<'static>],
    /// Whether its name, its request and its result are of one action.
    agree: bool,
}

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
    pub(crate) rule: fn(&str, &[(&str, &str)]) -> Option<String>,
}

impl Subject {
    pub(crate) fn new<R, O>(
        model: Model,
        actions: &[R::Action],
        rewrite: fn(&[u8]) -> Result<String, RequestError>,
        words: Words,
    ) -> Self
    where
        R: Requests<'static>,
        O: Results<'static, Action = R::Action>,
    {
        let operations = actions.iter().map(|action| tables::<R, O>(*action)).collect();
        let (service, regexes) = (R::Action::SERVICE, Regexes::default());
        Subject { model, service, operations, rewrite, words, regexes }
    }

    /// What the tables say otherwise than the model, in words: place, what, and both values.
    pub(crate) fn differences(&self) -> Vec<String> {
        let mut differences = Differences::default();
        operations::compare(self, &mut differences);
        differences.0
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

#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    /// Notes that two values are not the same.
    fn hold<T: PartialEq + std::fmt::Debug>(
        &mut self,
        place: &str,
        what: &str,
        ours: T,
        theirs: T,
    ) {
        if ours != theirs {
            self.0.push(format!("{place}: {what} is {ours:?}, in the model {theirs:?}"));
        }
    }
}

/// Makes a test of each check, for the subject `SUBJECT` of the module.
macro_rules! checks {
    ($($module:ident::$check:ident)*) => {$(
        #[test]
        fn $check() {
            $crate::message::model::$module::$check(&SUBJECT);
        }
    )*};
}
pub(crate) use checks;
