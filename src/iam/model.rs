//! The tables say what the service's model says.
//!
//! `testdata/model/iam.json` is the whole model, as botocore has it, without the prose. [`differences`]
//! compares every table with it and names what differs; [`planted`] shows that it finds a wrong row of
//! each kind. [`patterns`] compares the rows with the model's regular expressions, and
//! [`requests`] what the crate answers to bodies made of the model.

mod bodies;
mod differences;
mod operations;
mod patterns;
mod planted;
mod requests;
mod shapes;
mod structures;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use differences::Differences;
use shapes::{Model, Shape};

/// The wire wins over the model: `recorded.json` has the shapes that were recorded otherwise.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut model: Model = serde_json::from_str(include_str!("../../testdata/model/iam.json"))
        .expect("the model is readable");
    let recorded: BTreeMap<String, Shape> =
        serde_json::from_str(include_str!("../../testdata/model/recorded.json"))
            .expect("the recorded shapes are readable");
    model.shapes.extend(recorded);
    model
});

/// What the tables say otherwise than the model, in words: place, what, and both values.
fn differences(model: &Model) -> Vec<String> {
    let mut differences = Differences::default();
    operations::compare(model, &mut differences);
    differences.found
}

#[test]
fn the_tables_say_what_the_model_says() {
    assert_eq!(differences(&MODEL), [""; 0]);
}
