//! The oracles and the costs, which need more crates than the codec's own tests have. The properties
//! without them are tested by `tests/properties.rs` of the main package.

use iam_codec_fuzz::{
    borders, emulator, inputs, json, kit, linear, messages, oracles, policies, with_other_crates,
};

#[test]
fn golden_files_agree_with_the_oracles() {
    for (properties, inputs) in
        [(oracles::OF_BODIES, inputs::bodies()), (oracles::OF_DOCUMENTS, inputs::documents())]
    {
        for (name, property) in properties {
            inputs.iter().for_each(|input| inputs::check(name, *property, input));
        }
    }
}

#[test]
fn what_once_failed_agrees_with_the_oracles() {
    for (name, property) in with_other_crates() {
        inputs::regressions(name).iter().for_each(|input| inputs::check(name, property, input));
    }
}

#[test]
fn mutated_bodies_agree_with_the_oracles() {
    for body in inputs::mutated_bodies(4000) {
        for (name, property) in oracles::OF_BODIES {
            inputs::check(name, *property, &body);
        }
    }
}

#[test]
fn mutated_documents_agree_with_the_oracles() {
    for document in inputs::mutated_documents(4000) {
        for (name, property) in oracles::OF_DOCUMENTS {
            inputs::check(name, *property, &document);
        }
    }
}

#[test]
fn costs_of_mutated_inputs_are_linear() {
    for body in inputs::mutated_bodies(100) {
        linear::OF_BODIES.iter().for_each(|(name, claim)| inputs::check(name, *claim, &body));
    }
    for document in inputs::mutated_documents(100) {
        linear::OF_DOCUMENTS
            .iter()
            .for_each(|(name, claim)| inputs::check(name, *claim, &document));
    }
    for meaning in inputs::meanings().into_iter().step_by(5) {
        linear::OF_JSON.iter().for_each(|(name, claim)| inputs::check(name, *claim, &meaning));
    }
}

#[test]
fn values_agree_with_the_oracles() {
    for data in inputs::bytes(2000) {
        for (name, property) in [oracles::OF_VALUES, json::OF_VALUES, messages::OF_VALUES].concat()
        {
            inputs::check(name, property, &data);
        }
    }
}

#[test]
fn policies_get_the_verdicts_of_the_oracle() {
    for text in policies::texts::golden().into_iter().chain(policies::texts::mutated(6000)) {
        for (name, property) in policies::OF_TEXTS {
            inputs::check(name, *property, text.as_bytes());
        }
    }
    for data in inputs::bytes(6000) {
        policies::OF_VALUES
            .iter()
            .for_each(|(name, property)| inputs::check(name, *property, &data));
    }
}

#[test]
fn the_emulator_does_what_its_model_does_and_both_judges_agree() {
    for data in inputs::bytes(6000) {
        for (name, property) in [emulator::OF_VALUES, kit::OF_VALUES].concat() {
            inputs::check(name, property, &data);
        }
    }
}

#[test]
fn texts_at_the_borders_of_the_model_agree_with_the_oracles() {
    let bodies = borders::bodies();
    assert!(bodies.len() > 10_000, "{} bodies", bodies.len());
    for body in bodies {
        for (name, property) in oracles::OF_BODIES {
            inputs::check(name, *property, &body);
        }
    }
}
