//! The properties of the fuzz targets on stable `cargo test`: on the golden files, on every input that
//! ever failed, and on some thousands of others.
#![cfg(all(feature = "arbitrary", feature = "mutator"))]

#[path = "../fuzz/edits.rs"]
pub mod edits;
#[path = "../fuzz/inputs.rs"]
pub mod inputs;
#[path = "../fuzz/properties.rs"]
pub mod properties;

use properties::{OF_BODIES, OF_DOCUMENTS, OF_VALUES};

#[test]
fn hold_on_golden_files() {
    for (properties, inputs) in [(OF_BODIES, inputs::bodies()), (OF_DOCUMENTS, inputs::documents())]
    {
        for (name, property) in properties {
            inputs.iter().for_each(|input| inputs::check(name, *property, input));
        }
    }
}

#[test]
fn hold_on_what_once_failed() {
    for (name, property) in [OF_BODIES, OF_DOCUMENTS, OF_VALUES].concat() {
        inputs::regressions(name).iter().for_each(|input| inputs::check(name, property, input));
    }
}

#[test]
fn hold_on_mutated_bodies() {
    for body in inputs::mutated_bodies(4000) {
        OF_BODIES.iter().for_each(|(name, property)| inputs::check(name, *property, &body));
    }
}

#[test]
fn hold_on_mutated_documents() {
    for document in inputs::mutated_documents(4000) {
        OF_DOCUMENTS.iter().for_each(|(name, property)| inputs::check(name, *property, &document));
    }
}

#[test]
fn hold_on_values() {
    for data in inputs::bytes(4000) {
        OF_VALUES.iter().for_each(|(name, property)| inputs::check(name, *property, &data));
    }
}
