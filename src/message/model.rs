//! Compares the tables of a service against its model, for the unit tests of each service.
//!
//! A model is a file of botocore without the prose, in `testdata/model`. [`Subject::differences`] names
//! what the tables say otherwise; [`patterns`] compares what the rows do with the model's regular
//! expressions, [`requests`] what the crate answers to bodies made of the model, and
//! [`results`] what it misses in documents.

mod bodies;
mod differences;
mod operations;
pub(crate) mod patterns;
mod regexes;
pub(crate) mod requests;
pub(crate) mod results;
pub(crate) mod shapes;
mod structures;
mod subject;

pub(crate) use subject::{Missing, Subject, Words, missing};

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
