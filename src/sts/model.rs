//! The tables say what the service's model says (`testdata/model/sts.json`).

use std::sync::LazyLock;

use crate::iam::model::differences_of;
use crate::iam::model::shapes::{Model, Reference};
use crate::sts::operations::{Action, OperationResult, Request};

/// Texts that the model does not mark as secrets, and that are.
const SECRETS: [&str; 3] = ["contextAssertionType", "tokenCodeType", "tokenType"];

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut model: Model = serde_json::from_str(include_str!("../../testdata/model/sts.json"))
        .expect("the model is readable");
    for name in SECRETS {
        model.shapes.get_mut(name).expect(name).sensitive = true;
    }
    // The whole context is sensitive, its ARN too, which has the shape of all others.
    let mut arn = model.shape("arnType").clone();
    arn.sensitive = true;
    model.shapes.insert("sensitiveArnType".to_owned(), arn);
    let origin = model.shapes.get_mut("OriginIdentity").expect("a structure");
    let arn = origin.members.0.iter_mut().find(|member| member.0 == "FederatedProviderArn");
    arn.expect("a member").1 = Reference::to("sensitiveArnType");
    model
});

fn differences(model: &Model) -> Vec<String> {
    differences_of::<Request<'_>, OperationResult<'_>>(model, Action::ALL)
}

#[test]
fn the_tables_say_what_the_model_says() {
    assert_eq!(differences(&MODEL), [""; 0]);
}

#[test]
fn limits_are_those_of_this_service() {
    let mut model = MODEL.clone();
    let iam: Model = serde_json::from_str(include_str!("../../testdata/model/iam.json"))
        .expect("the model is readable");
    for name in ["arnType", "serialNumberType", "userNameType", "accessKeyIdType"] {
        model.shapes.insert(name.to_owned(), iam.shape(name).clone());
    }
    let differences = differences(&model);
    for member in [
        "AssumeRole.RoleArn: pattern",
        "AssumeRole.SerialNumber: pattern",
        "GetFederationToken.Name: greatest",
        "GetAccessKeyInfo.AccessKeyId: pattern",
    ] {
        assert!(differences.iter().any(|found| found.starts_with(member)), "{member}");
    }
}
