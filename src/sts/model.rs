//! The tables say what the service's model says (`testdata/model/sts.json`).

use std::sync::LazyLock;

use crate::message::model::shapes::{Model, Reference};
use crate::message::model::{Missing, Subject, Words, checks, missing};
use crate::sts::answers::{decode_reply_tolerantly, decode_response};
use crate::sts::operations::{Action, OperationResult, Request};

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut model: Model = serde_json::from_str(include_str!("../../testdata/model/sts.json"))
        .expect("the model is readable");
    // The whole context is sensitive, its ARN too, which has the shape of all others.
    let mut arn = model.shape("arnType").clone();
    arn.sensitive = true;
    model.shapes.insert("sensitiveArnType".to_owned(), arn);
    let origin = model.shapes.get_mut("OriginIdentity").expect("a structure");
    let arn = origin.members.0.iter_mut().find(|member| member.0 == "FederatedProviderArn");
    arn.expect("a member").1 = Reference::to("sensitiveArnType");
    model
});

static SUBJECT: LazyLock<Subject> = LazyLock::new(|| subject(MODEL.clone()));

fn subject(model: Model) -> Subject {
    let rewrite = |body: &[u8]| Request::decode(body).map(|request| request.encode());
    Subject::new::<Request<'_>, OperationResult<'_>>(model, Action::ALL, rewrite, missing_in, WORDS)
}

fn missing_in(body: &[u8]) -> Missing {
    let strict = decode_response(body).map(drop);
    let tolerant = decode_reply_tolerantly(body).expect("a reply");
    missing(strict.as_ref().err(), &tolerant.1)
}

const WORDS: Words = Words {
    arns: &[],
    secrets: &["contextAssertionType", "tokenCodeType", "tokenType"],
    policies: &["sessionPolicyDocumentType", "unrestrictedSessionPolicyDocumentType"],
    sample,
    refusal: |_, _, _| None,
    sentence: |_, _| None,
    is_unnamed: |_| false,
    rule: |_, pairs| rule(pairs),
};

fn sample(shape: &str, member: &str, index: usize) -> Option<String> {
    Some(match (shape, member) {
        ("arnType", "arn") => format!("arn:aws:iam::aws:policy/root-task/{index}"),
        ("arnType", _) => format!("arn:aws:iam::123456789012:role/{index}"),
        ("jwtAlgorithmType", _) => "RS256".to_owned(),
        ("TargetPrincipalType", _) => "123456789012".to_owned(),
        _ => return None,
    })
}

/// What STS says of values that break no constraint, the first that it finds.
fn rule(pairs: &[(&str, &str)]) -> Option<String> {
    let value = |name: &str| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1);
    if let Some(arn) = value("RoleArn") {
        if arn.split(':').count() < 6 || !arn.starts_with("arn:") {
            return Some(format!("{arn} is invalid"));
        }
    }
    let list = |start: &'static str, end: &'static str| {
        let pairs = pairs.iter().filter(move |pair| pair.0.starts_with(start));
        pairs.filter(move |pair| pair.0.ends_with(end)).map(|pair| pair.1.to_lowercase())
    };
    let tags: Vec<_> = list("Tags.member.", ".Key").collect();
    if (1..tags.len()).any(|index| tags[..index].contains(&tags[index])) {
        let sentence = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
        return Some(sentence.to_owned());
    }
    if list("TransitiveTagKeys.member.", "").any(|key| !tags.contains(&key)) {
        let sentence = "The specified transitive tag key must be included in the requested tags.";
        return Some(sentence.to_owned());
    }
    if value("SigningAlgorithm").is_some_and(|name| !["RS256", "ES384"].contains(&name)) {
        let sentence = "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken \
                        documentation for supported algorithms";
        return Some(sentence.to_owned());
    }
    let principal = value("TargetPrincipal")?;
    if principal.len() != 12 || !principal.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("Request must contain a valid target principal".to_owned());
    }
    let policy = value("TaskPolicyArn.arn").unwrap_or_default();
    let is_task = policy.starts_with("arn:aws:iam::aws:policy/root-task/");
    (!is_task).then(|| "Request must contain valid AWS managed task policy ARN".to_owned())
}

#[test]
fn the_tables_say_what_the_model_says() {
    assert_eq!(SUBJECT.differences(), [""; 0]);
}

/// IAM has other limits under the same names.
#[test]
fn limits_are_those_of_this_service() {
    let iam: Model = serde_json::from_str(include_str!("../../testdata/model/iam.json"))
        .expect("the model is readable");
    let mut model = MODEL.clone();
    for name in ["arnType", "serialNumberType", "userNameType", "accessKeyIdType"] {
        model.shapes.insert(name.to_owned(), iam.shape(name).clone());
    }
    let differences = subject(model).differences();
    for member in [
        "AssumeRole.RoleArn: pattern",
        "AssumeRole.SerialNumber: pattern",
        "GetFederationToken.Name: greatest",
        "GetAccessKeyInfo.AccessKeyId: pattern",
    ] {
        assert!(differences.iter().any(|found| found.starts_with(member)), "{member}");
    }
}

checks! {
    patterns::lengths_are_counted_in_code_points
    patterns::patterns_match_the_models_characters
    patterns::patterns_match_the_models_texts_and_not_their_neighbours
    patterns::samples_are_matched_and_refused_by_every_pattern
    requests::members_have_the_models_names_and_order
    requests::required_members_cannot_be_left_out_at_any_depth
    requests::texts_are_held_against_the_models_constraints_at_any_depth
    requests::integers_are_held_against_the_models_range
    requests::lists_and_maps_have_the_models_length
    results::required_members_of_results_cannot_be_left_out_at_any_depth
}
