//! A wrong row of each kind, planted into a copy of the model: the check names it, and nothing else.

use super::{MODEL, subject};
use crate::message::model::shapes::{ErrorTrait, Model, Operation, Output, Reference, Shape};

#[track_caller]
fn finds(expected: &[&str], plant: impl FnOnce(&mut Model)) {
    let mut model = MODEL.clone();
    plant(&mut model);
    assert_eq!(subject(model).differences(), expected);
}

#[test]
fn finds_the_version_and_the_namespace() {
    finds(&[r#"service: version is "2010-05-08", in the model "2027-01-01""#], |model| {
        model.metadata.api_version = "2027-01-01".to_owned();
    });
    let namespace = "https://iam.amazonaws.com/doc/2010-05-08/";
    finds(&[&format!("service: namespace is {namespace:?}, in the model \"\"")], |model| {
        model.metadata.xml_namespace.clear();
    });
}

#[test]
fn finds_an_operation_more_and_an_operation_less() {
    let expect = |model: Model| {
        let [difference] = &subject(model).differences()[..] else { panic!("one difference") };
        assert!(difference.starts_with(r#"service: operations is ["AcceptDelegationRequest", "#));
    };
    let mut model = MODEL.clone();
    model.operations.insert("RestoreUser".to_owned(), model.operations["DeleteUser"].clone());
    expect(model);
    let mut model = MODEL.clone();
    model.operations.remove("DeleteUser");
    expect(model);
}

#[test]
fn finds_a_name() {
    finds(&[r#"GetUser: order of members is ["UserName"], in the model ["Username"]"#], |model| {
        model.member("GetUserRequest", 0).0 = "Username".to_owned();
    });
    finds(&[r#"GetUserResult: order of members is ["User"], in the model ["user"]"#], |model| {
        model.member("GetUserResponse", 0).0 = "user".to_owned();
    });
}

#[test]
fn finds_an_order_at_any_depth() {
    let ours = r#"["PolicyName", "PolicyDocument"]"#;
    let theirs = r#"["PolicyDocument", "PolicyName"]"#;
    let difference = |list: &str| {
        format!(
            "GetAccountAuthorizationDetailsResult.{list}: order of members is {ours}, in the model {theirs}"
        )
    };
    let lists = [
        "UserDetailList.member.UserPolicyList.member",
        "GroupDetailList.member.GroupPolicyList.member",
        "RoleDetailList.member.RolePolicyList.member",
    ];
    let expected = lists.map(difference);
    finds(&expected.each_ref().map(|difference| &**difference), |model| {
        model.shape_mut("PolicyDetail").members.0.reverse();
    });
}

#[test]
fn finds_a_member_more_and_a_member_less() {
    let ours = r#"order of members is ["UserName"]"#;
    finds(&[&format!(r#"GetUser: {ours}, in the model ["UserName", "Path"]"#)], |model| {
        model
            .shape_mut("GetUserRequest")
            .members
            .0
            .push(("Path".to_owned(), Reference::to("pathType")));
    });
    finds(&[&format!("GetUser: {ours}, in the model []")], |model| {
        model.shape_mut("GetUserRequest").members.0.clear();
    });
}

#[test]
fn finds_what_is_required() {
    finds(&["GetUser.UserName: required is false, in the model true"], |model| {
        model.shape_mut("GetUserRequest").required.push("UserName".to_owned());
    });
    finds(&["DeleteUser.UserName: required is true, in the model false"], |model| {
        model.shape_mut("DeleteUserRequest").required.clear();
    });
}

#[test]
fn finds_a_type() {
    finds(
        &[
            r#"GetUser.UserName: type is "text", in the model "timestamp""#,
            "GetUser.UserName: least is Some(1), in the model None",
            "GetUser.UserName: greatest is Some(128), in the model None",
            r#"GetUser.UserName: pattern is Some("[\\w+=,.@-]+"), in the model None"#,
        ],
        |model| model.member("GetUserRequest", 0).1 = Reference::to("dateType"),
    );
    finds(
        &[r#"GetAccountSummaryResult.SummaryMap.value: type is "integer", in the model "text""#],
        |model| model.shape_mut("summaryMapType").value = Some(Reference::to("stringType")),
    );
}

#[test]
fn finds_a_secret_and_an_open_text() {
    let place = "CreateAccessKeyResult.AccessKey.SecretAccessKey";
    finds(&[&format!(r#"{place}: type is "secret", in the model "text""#)], |model| {
        model.shape_mut("accessKeySecretType").sensitive = false;
    });
    let place = "GetServiceLinkedRoleDeletionStatus.DeletionTaskId";
    let result = "DeleteServiceLinkedRoleResult.DeletionTaskId";
    let difference = |place| format!(r#"{place}: type is "text", in the model "secret""#);
    finds(&[&difference(result), &difference(place)], |model| {
        model.shape_mut("DeletionTaskIdType").sensitive = true;
    });
}

#[test]
fn finds_a_policy_that_is_none() {
    let difference = r#"GetUserPolicyResult.PolicyDocument: type is "policy", in the model "text""#;
    finds(&[difference], |model| {
        model.member("GetUserPolicyResponse", 2).1 = Reference::to("stringType")
    });
}

#[test]
fn finds_a_least_and_a_greatest_length() {
    let place = "GetServiceLinkedRoleDeletionStatus.DeletionTaskId";
    finds(&[&format!("{place}: least is Some(1), in the model Some(2)")], |model| {
        model.shape_mut("DeletionTaskIdType").min = Some(2);
    });
    finds(&[&format!("{place}: greatest is Some(1000), in the model None")], |model| {
        model.shape_mut("DeletionTaskIdType").max = None;
    });
}

#[test]
fn finds_a_least_and_a_greatest_number() {
    let place = "UpdateAccountPasswordPolicy.MinimumPasswordLength";
    finds(&[&format!("{place}: least is Some(6), in the model Some(5)")], |model| {
        model.shape_mut("minimumPasswordLengthType").min = Some(5);
    });
    finds(&[&format!("{place}: greatest is Some(128), in the model Some(129)")], |model| {
        model.shape_mut("minimumPasswordLengthType").max = Some(129);
    });
}

#[test]
fn finds_a_pattern() {
    let pattern = r#""[\\w+=,.@-]+""#;
    let difference = format!(
        "CreateServiceLinkedRole.CustomSuffix: pattern is Some({pattern}), in the model Some(\"\")"
    );
    finds(&[&difference], |model| {
        model.shape_mut("customSuffixType").pattern = Some(String::new());
    });
}

#[test]
fn finds_a_value_of_an_enum() {
    let place = "SetSecurityTokenServicePreferences.GlobalEndpointTokenVersion";
    let ours = r#"values is ["v1Token", "v2Token"]"#;
    finds(&[&format!(r#"{place}: {ours}, in the model ["v1Token"]"#)], |model| {
        model.shape_mut("globalEndpointTokenVersion").values.as_mut().map(Vec::pop);
    });
}

#[test]
fn finds_a_limit_of_a_list() {
    let place = "AcquireRole.ReplacementValues.value.Values";
    finds(&[&format!("{place}: least is Some(1), in the model None")], |model| {
        model.shape_mut("replacementValueListType").min = Some(0);
    });
    finds(&[&format!("{place}: greatest is Some(20), in the model Some(21)")], |model| {
        model.shape_mut("replacementValueListType").max = Some(21);
    });
}

#[test]
fn finds_a_constraint_of_each_member_of_a_list() {
    let each = "Member must have length less than or equal to";
    let least = "Member must have length greater than or equal to 1";
    let place = "ListPoliciesGrantingServiceAccess.ServiceNamespaces";
    let pattern = r#""Member must satisfy regular expression pattern: [\\w-]*""#;
    let of_each = |max: u8| format!("[\"{each} {max}\", \"{least}\", {pattern}]");
    finds(
        &[
            "GetServiceLastAccessedDetailsWithEntities.ServiceNamespace: greatest is Some(64), in the model Some(65)",
            &format!(
                "{place}: constraints of each member is {}, in the model {}",
                of_each(64),
                of_each(65)
            ),
            &format!("{place}.member: greatest is Some(64), in the model Some(65)"),
        ],
        |model| model.shape_mut("serviceNamespaceType").max = Some(65),
    );
}

#[test]
fn finds_a_limit_of_a_map() {
    finds(&["AcquireRole.ReplacementValues: greatest is Some(30), in the model None"], |model| {
        model.shape_mut("mapStringReplacementValueEntry").max = None;
    });
}

#[test]
fn finds_a_constraint_of_each_key_and_value_of_a_map() {
    let place = "PutAccountProperties.Properties";
    let words = "Member must have length less than or equal to";
    let least = "Member must have length greater than or equal to 1";
    let of_each = |max: u16| format!("[\"{words} {max}\", \"{least}\"]");
    finds(
        &[
            &format!(
                "{place}: constraints of each value is {}, in the model {}",
                of_each(1024),
                of_each(9)
            ),
            &format!("{place}.value: greatest is Some(1024), in the model Some(9)"),
        ],
        |model| model.shape_mut("accountPropertyValueType").max = Some(9),
    );
}

#[test]
fn finds_a_result_where_there_is_none_and_the_other_way_round() {
    finds(&[r#"UpdateRole: result is Some("UpdateRoleResult"), in the model None"#], |model| {
        model.operation_mut("UpdateRole").output = None;
    });
    finds(&[r#"DeleteUser: result is None, in the model Some("DeleteUserResult")"#], |model| {
        let (shape, wrapper) = ("UpdateRoleResponse".to_owned(), "DeleteUserResult".to_owned());
        model.operation_mut("DeleteUser").output = Some(Output { shape, wrapper });
    });
}

#[test]
fn finds_an_error_of_an_operation() {
    let ours = r#"ListUserTags: errors is ["NoSuchEntity", "ServiceFailure"]"#;
    let theirs = r#"["ServiceFailure", "NoSuchEntity"]"#;
    finds(&[&format!("{ours}, in the model {theirs}")], |model| {
        model.operation_mut("ListUserTags").errors.reverse();
    });
    finds(&[r#"ListUsers: errors is ["ServiceFailure"], in the model []"#], |model| {
        model.operation_mut("ListUsers").errors.clear();
    });
}

#[test]
fn finds_the_code_status_and_fault_of_an_error() {
    finds(
        &[
            r#"EnableOutboundWebIdentityFederation: errors is ["FeatureEnabled"], in the model ["Enabled"]"#,
            "Enabled: presence among all codes is false, in the model true",
            "Enabled: status is None, in the model Some(409)",
            "Enabled: fault is None, in the model Some(Sender)",
        ],
        |model| model.error_mut("FeatureEnabledException").code = "Enabled".to_owned(),
    );
    finds(&["RoleModified: status is Some(409), in the model Some(410)"], |model| {
        model.error_mut("RoleModifiedException").http_status_code = 410;
    });
    finds(&["ServiceFailure: fault is Some(Receiver), in the model Some(Sender)"], |model| {
        model.error_mut("ServiceFailureException").sender_fault = true;
    });
}

impl Model {
    fn operation_mut(&mut self, name: &str) -> &mut Operation {
        self.operations.get_mut(name).expect("the model has the operation")
    }

    fn shape_mut(&mut self, name: &str) -> &mut Shape {
        self.shapes.get_mut(name).expect("the model has the shape")
    }

    fn member(&mut self, shape: &str, member: usize) -> &mut (String, Reference) {
        &mut self.shape_mut(shape).members.0[member]
    }

    fn error_mut(&mut self, shape: &str) -> &mut ErrorTrait {
        self.shape_mut(shape).error.as_mut().expect("an error")
    }
}
