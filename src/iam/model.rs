//! The tables say what the service's model says (`testdata/model/iam.json`).
//!
//! [`planted`] shows that the comparison finds a wrong row of each kind.

mod planted;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::iam::operations::{Action, OperationResult, Request};
use crate::iam::rules::refusal;
use crate::message::model::shapes::{Model, Shape};
use crate::message::model::{Missing, Subject, Words, checks, missing};
use crate::message::reply::Reply;
use crate::message::response::Response;

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

static SUBJECT: LazyLock<Subject> = LazyLock::new(|| subject(MODEL.clone()));

fn subject(model: Model) -> Subject {
    let rewrite = |body: &[u8]| Request::decode(body).map(|request| request.encode());
    Subject::new::<Request<'_>, OperationResult<'_>>(model, Action::ALL, rewrite, missing_in, WORDS)
}

fn missing_in(body: &[u8]) -> Missing {
    let strict = Response::decode(body).map(drop);
    let tolerant = Reply::decode_tolerantly(body).expect("a reply");
    missing(strict.as_ref().err(), &tolerant.1)
}

const WORDS: Words = Words {
    arns: &[
        ("PolicyArn", "policy"),
        ("PermissionsBoundary", "policy, as a boundary"),
        ("OpenIDConnectProviderArn", "oidc-provider"),
        ("SAMLProviderArn", "saml-provider"),
    ],
    secrets: &[],
    policies: &["policyDocumentType", "simulatedPolicy"],
    sample,
    refusal,
    sentence,
    // IAM does not name the values here (recorded).
    is_unnamed: |action| action == "UpdateServiceSpecificCredential",
    rule: |text, _| text.contains('\0').then(|| "XML cannot carry U+0000".to_owned()),
};

fn sample(shape: &str, member: &str, index: usize) -> Option<String> {
    let arn = |resource: &str| format!("arn:aws:iam::123456789012:{resource}/{index}");
    Some(match (shape, member) {
        ("arnType", "OpenIDConnectProviderArn") => arn("oidc-provider"),
        ("arnType", "SAMLProviderArn") => arn("saml-provider"),
        ("arnType", _) => arn("policy"),
        ("accountIdType", _) => "123456789012".to_owned(),
        ("accountPropertyKeyType", _) => format!("k{index}"),
        ("accountAliasType", _) => "abc".to_owned(),
        ("organizationsEntityPathType", _) => "o-0123456789/r-abcd".to_owned(),
        ("organizationsPolicyIdType", _) => "p-12345678".to_owned(),
        ("pathType" | "pathPrefixType" | "policyPathType", _) => "/a/".to_owned(),
        ("policyVersionIdType", _) => "v1".to_owned(),
        ("redirectUrlType", _) => "https://a/".to_owned(),
        _ => return None,
    })
}

/// The patterns that IAM words in a sentence of its own.
fn sentence(pattern: &str, path: &str) -> Option<&'static str> {
    match pattern {
        // The same pattern is worded otherwise for whole paths.
        r"((/[A-Za-z0-9\.,\+@=_-]+)*)/" if path != "pathPrefix" => None,
        r"[\w+=,.@-]+" => {
            Some("contain only alphanumeric characters and/or the following: +=,.@_-")
        }
        r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)" => Some(
            "begin and end with / and contain only alphanumeric characters and/or / characters.",
        ),
        r"\u002F[\u0021-\u007F]*" | r"((/[A-Za-z0-9\.,\+@=_-]+)*)/" => Some(
            "begin with the / character and contain only alphanumeric characters and/or / characters.",
        ),
        _ => None,
    }
}

#[test]
fn the_tables_say_what_the_model_says() {
    assert_eq!(SUBJECT.differences(), [""; 0]);
}

checks! {
    patterns::lengths_are_counted_in_code_points
    patterns::patterns_match_the_models_characters
    patterns::patterns_match_the_models_texts_and_not_their_neighbours
    patterns::samples_are_matched_and_refused_by_every_pattern
    patterns::tag_values_take_the_models_characters
    requests::members_have_the_models_names_and_order
    requests::required_members_cannot_be_left_out_at_any_depth
    requests::texts_are_held_against_the_models_constraints_at_any_depth
    requests::integers_are_held_against_the_models_range
    requests::lists_and_maps_have_the_models_length
    results::required_members_of_results_cannot_be_left_out_at_any_depth
}
