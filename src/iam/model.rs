//! The tables say what the service's model says.
//!
//! `testdata/model/iam.json` is the whole model, as botocore has it, without the prose. [`differences`]
//! holds every table against it and names what differs; [`planted`] shows that it finds a wrong row of
//! each kind. [`patterns`] holds what the rows do against the model's regular expressions, and
//! [`requests`] what the crate answers to bodies made of the model.

mod bodies;
mod operations;
mod patterns;
mod planted;
mod requests;
mod shapes;
mod structures;

use std::sync::LazyLock;

use shapes::{Model, Shape};

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut model = serde_json::from_str(include_str!("../../testdata/model/iam.json"))
        .expect("the model is readable");
    correct(&mut model);
    model
});

/// Members of results that the model requires and that IAM leaves out: of the root user, recorded in 2013
/// (botocore, `tests/unit/response_parsing/xml/responses/iam-get-user.xml`), and of jobs that are not done,
/// recorded in 2026 (radkawar/stackd).
const RECORDED_WITHOUT: [(&str, &str); 6] = [
    ("User", "Path"),
    ("User", "UserName"),
    ("GetServiceLastAccessedDetailsResponse", "ServicesLastAccessed"),
    ("GetServiceLastAccessedDetailsResponse", "JobCompletionDate"),
    ("GetServiceLastAccessedDetailsWithEntitiesResponse", "JobCompletionDate"),
    ("GetServiceLastAccessedDetailsWithEntitiesResponse", "EntityDetailsList"),
];

/// Texts of enumerations that the model lacks: recorded from LocalStack's tests against AWS in 2025, and in
/// 2026 (radkawar/stackd).
const RECORDED_VALUES: [(&str, &str); 4] = [
    ("PermissionsBoundaryAttachmentType", "Policy"),
    ("PolicySourceType", "IAM Policy"),
    ("PolicySourceType", "Resource Policy"),
    ("PolicySourceType", "Permissions Boundary Policy"),
];

/// The wire wins over the model: changes the model where something else was recorded.
fn correct(model: &mut Model) {
    for (shape, member) in RECORDED_WITHOUT {
        change(model, shape).required.retain(|required| required != member);
    }
    for (shape, value) in RECORDED_VALUES {
        change(model, shape).values.get_or_insert_default().push(value.to_owned());
    }
    // `*` and `?` in the names of excluded inline policies, recorded in 2026.
    change(model, "AttachmentName").pattern = None;
    let mut excluded = model.shape("policyNameType").clone();
    excluded.pattern = None;
    model.shapes.insert("excludedPolicyName".to_owned(), excluded);
    let members = &mut change(model, "InlinePolicyIdentifierType").members.0;
    let name = members.iter_mut().find(|(name, _)| name == "PolicyName");
    name.expect("the model has the member").1.shape = "excludedPolicyName".to_owned();
    // The pattern that IAM names for simulated policies, recorded in 2026.
    let mut simulated = model.shape("policyDocumentType").clone();
    simulated.pattern = Some(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+".to_owned());
    model.shapes.insert("simulatedPolicy".to_owned(), simulated);
    let list = change(model, "SimulationPolicyListType").member.as_mut();
    list.expect("the model has a list").shape = "simulatedPolicy".to_owned();
}

fn change<'m>(model: &'m mut Model, shape: &str) -> &'m mut Shape {
    model.shapes.get_mut(shape).unwrap_or_else(|| panic!("the model has the shape {shape}"))
}

/// What the tables say otherwise than the model, in words: place, what, and both values.
fn differences(model: &Model) -> Vec<String> {
    let mut differences = Differences::default();
    operations::compare(model, &mut differences);
    differences.0
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

#[test]
fn the_tables_say_what_the_model_says() {
    assert_eq!(differences(&MODEL), [""; 0]);
}
