//! Managed policies with their versions, attachments and boundaries, and inline policies.

use super::{Emulator, OTHER, refusal, shown};

const OWN: &str = "&PolicyArn=arn:aws:iam::123456789012:policy/p";
const OF_AWS: &str = "&PolicyArn=arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole";

/// An emulator with a policy, and a user, a group and a role that could have it.
fn emulator() -> Emulator {
    let emulator = Emulator::new();
    emulator.perform(
        "CreatePolicy &PolicyName=p&PolicyDocument=$POLICY&Description=d
         CreateUser &UserName=anika
         CreateGroup &GroupName=admins
         CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST",
    );
    emulator
}

const HOLDERS: [(&str, &str); 3] =
    [("User", "&UserName=anika"), ("Group", "&GroupName=admins"), ("Role", "&RoleName=app")];

#[test]
fn a_description_is_read_and_not_listed() {
    let emulator = emulator();
    assert_eq!(emulator.texts("Description", "GetPolicy", OWN), ["d"]);
    assert_eq!(emulator.texts("Description", "ListPolicies", ""), [""; 0]);
}

#[test]
fn versions_are_listed_newest_first_and_five_is_the_most() {
    let emulator = emulator();
    let document = format!("{OWN}&PolicyDocument=$OTHER");
    emulator.perform(&format!("CreatePolicyVersion {document}&SetAsDefault=true"));
    for _ in 3..=5 {
        emulator.perform(&format!("CreatePolicyVersion {document}"));
    }
    let message = "A managed policy can have up to 5 versions. Before you create a new version, you \
                   must delete an existing version.";
    let refused = refusal(409, "LimitExceeded", message);
    assert_eq!(emulator.refused("CreatePolicyVersion", &document), refused);
    let versions = emulator.texts("VersionId", "ListPolicyVersions", OWN);
    assert_eq!(versions, ["v5", "v4", "v3", "v2", "v1"]);
    assert_eq!(emulator.texts("DefaultVersionId", "GetPolicy", OWN), ["v2"]);
    let second = format!("{OWN}&VersionId=v2");
    let read = emulator.texts("Document", "GetPolicyVersion", &second);
    assert_eq!(read, [shown(OTHER)]);
    assert_eq!(emulator.texts("Document", "ListPolicyVersions", OWN), [""; 0]);

    let message = "Cannot delete the default version of a policy.";
    let refused = refusal(409, "DeleteConflict", message);
    assert_eq!(emulator.refused("DeletePolicyVersion", &second), refused);
    emulator.perform(&format!(
        "SetDefaultPolicyVersion {OWN}&VersionId=v5
         DeletePolicyVersion {second}
         CreatePolicyVersion {document}"
    ));
    let versions = emulator.texts("VersionId", "ListPolicyVersions", OWN);
    assert_eq!(versions, ["v6", "v5", "v4", "v3", "v1"]);
    let message = "Policy arn:aws:iam::123456789012:policy/p version v2 does not exist or is not \
                   attachable.";
    let missing = refusal(404, "NoSuchEntity", message);
    for action in ["GetPolicyVersion", "DeletePolicyVersion", "SetDefaultPolicyVersion"] {
        assert_eq!(emulator.refused(action, &second), missing);
    }
}

#[test]
fn a_policy_is_attached_counted_and_detached() {
    for (holder, name) in HOLDERS {
        let emulator = emulator();
        let attach = format!("Attach{holder}Policy");
        let detach = format!("Detach{holder}Policy");
        let list = format!("ListAttached{holder}Policies");
        for _ in 0..2 {
            emulator.perform(&format!("{attach} {name}{OWN}"));
        }
        emulator.perform(&format!("{attach} {name}{OF_AWS}"));
        assert_eq!(emulator.texts("PolicyName", &list, name), ["p", "AWSBatchServiceRole"]);
        let below = format!("{name}&PathPrefix=/service-role/");
        assert_eq!(emulator.texts("PolicyName", &list, &below), ["AWSBatchServiceRole"]);
        assert_eq!(emulator.texts("AttachmentCount", "GetPolicy", OWN), ["1"]);
        let entity = format!("{holder}Name");
        let entities = emulator.texts(&entity, "ListEntitiesForPolicy", OWN);
        assert_eq!(entities, [name.split_once('=').unwrap().1]);
        let message = "Cannot delete a policy attached to entities.";
        let refused = refusal(409, "DeleteConflict", message);
        assert_eq!(emulator.refused("DeletePolicy", OWN), refused);

        emulator.perform(&format!("{detach} {name}{OWN}"));
        let message = "Policy arn:aws:iam::123456789012:policy/p was not found.";
        let missing = refusal(404, "NoSuchEntity", message);
        assert_eq!(emulator.refused(&detach, &format!("{name}{OWN}")), missing);
        assert_eq!(emulator.texts("AttachmentCount", "GetPolicy", OWN), ["0"]);
        emulator.perform(&format!("DeletePolicy {OWN}"));
        let message =
            "Policy arn:aws:iam::123456789012:policy/p does not exist or is not attachable.";
        let missing = refusal(404, "NoSuchEntity", message);
        assert_eq!(emulator.refused(&attach, &format!("{name}{OWN}")), missing);
        assert_eq!(emulator.refused("ListEntitiesForPolicy", OWN), missing);
    }
}

#[test]
fn the_entities_of_a_policy_are_filtered_and_come_in_pages() {
    let emulator = emulator();
    for (holder, name) in HOLDERS {
        emulator.perform(&format!("Attach{holder}Policy {name}{OWN}"));
    }
    let texts = |name, filter: &str| {
        emulator.texts(name, "ListEntitiesForPolicy", &format!("{OWN}{filter}"))
    };
    assert_eq!(texts("GroupName", "&EntityFilter=User"), [""; 0]);
    assert_eq!(texts("UserName", "&EntityFilter=User"), ["anika"]);
    assert_eq!(texts("RoleName", "&PolicyUsageFilter=PermissionsBoundary"), [""; 0]);
    let marker = texts("Marker", "&MaxItems=2").remove(0);
    assert_eq!(texts("RoleName", "&MaxItems=2"), [""; 0]);
    assert_eq!(texts("RoleName", &format!("&MaxItems=2&Marker={marker}")), ["app"]);
}

#[test]
fn a_boundary_is_counted_until_it_is_left() {
    let emulator = emulator();
    let boundary = "&PermissionsBoundary=arn:aws:iam::123456789012:policy/p";
    emulator.perform(&format!(
        "CreateUser &UserName=zoe{boundary}
         PutRolePermissionsBoundary &RoleName=app{boundary}"
    ));
    let shown = "PermissionsBoundaryArn";
    let arn = "arn:aws:iam::123456789012:policy/p";
    assert_eq!(emulator.texts(shown, "GetUser", "&UserName=zoe"), [arn]);
    assert_eq!(emulator.texts(shown, "GetRole", "&RoleName=app"), [arn]);
    assert_eq!(emulator.texts(shown, "ListRoles", ""), [""; 0]);
    let count = || emulator.texts("PermissionsBoundaryUsageCount", "GetPolicy", OWN);
    assert_eq!(count(), ["2"]);
    emulator.perform("DeleteUser &UserName=zoe\nDeleteRolePermissionsBoundary &RoleName=app");
    assert_eq!(count(), ["0"]);
    let none = refusal(404, "NoSuchEntity", "");
    assert_eq!(emulator.refused("DeleteRolePermissionsBoundary", "&RoleName=app"), none);
    assert_eq!(emulator.refused("DeleteUserPermissionsBoundary", "&UserName=anika"), none);

    let absent = "&UserName=anika&PermissionsBoundary=arn:aws:iam::123456789012:policy/none";
    let message = "Scope ARN: arn:aws:iam::123456789012:policy/none does not exist or is not \
                   attachable.";
    let missing = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("PutUserPermissionsBoundary", absent), missing);
}

#[test]
fn inline_policies_are_put_read_listed_and_deleted() {
    for (holder, name) in HOLDERS {
        let emulator = emulator();
        let policy = format!("{name}&PolicyName=p");
        let list = format!("List{holder}Policies");
        for document in ["$POLICY", "$OTHER"] {
            emulator.perform(&format!("Put{holder}Policy {policy}&PolicyDocument={document}"));
        }
        let get = format!("Get{holder}Policy");
        let document = emulator.texts("PolicyDocument", &get, &policy);
        assert_eq!(document, [shown(OTHER)]);
        assert_eq!(emulator.texts("member", &list, name), ["p"]);
        emulator.perform(&format!("Delete{holder}Policy {policy}"));
        assert_eq!(emulator.texts("member", &list, name), [""; 0]);
        let lower = holder.to_lowercase();
        let message = format!("The {lower} policy with name p cannot be found.");
        let missing = refusal(404, "NoSuchEntity", &message);
        assert_eq!(emulator.refused(&get, &policy), missing);
        assert_eq!(emulator.refused(&format!("Delete{holder}Policy"), &policy), missing);
        let malformed = refusal(400, "MalformedPolicyDocument", "Syntax errors in policy.");
        let broken = format!("{policy}&PolicyDocument=%5B%5D");
        assert_eq!(emulator.refused(&format!("Put{holder}Policy"), &broken), malformed);
    }
}

#[test]
fn the_name_of_an_inline_policy_is_found_in_any_case() {
    for (holder, name) in HOLDERS {
        let emulator = emulator();
        let put = format!("Put{holder}Policy");
        emulator.perform(&format!(
            "{put} {name}&PolicyName=Mixed&PolicyDocument=$POLICY
             {put} {name}&PolicyName=mixed&PolicyDocument=$OTHER"
        ));
        let list = format!("List{holder}Policies");
        assert_eq!(emulator.texts("member", &list, name), ["Mixed"]);
        let get = format!("Get{holder}Policy");
        let upper = format!("{name}&PolicyName=MIXED");
        assert_eq!(emulator.texts("PolicyName", &get, &upper), ["MIXED"]);
        let document = emulator.texts("PolicyDocument", &get, &upper);
        assert_eq!(document, [shown(OTHER)]);
        emulator.perform(&format!("Delete{holder}Policy {name}&PolicyName=mIXED"));
        assert_eq!(emulator.texts("member", &list, name), [""; 0]);
    }
}

/// As recorded from IAM in September 2026 (radkawar/stackd, testdata/aws/iam/policy_management.json).
#[test]
fn policies_are_listed_by_their_use_only_with_only_attached() {
    let emulator = emulator();
    let arn = |name: &str| format!("arn:aws:iam::123456789012:policy/{name}");
    for name in ["attached", "both", "boundary", "unused"] {
        emulator.perform(&format!("CreatePolicy &PolicyName={name}&PolicyDocument=$POLICY"));
    }
    emulator.perform(&format!(
        "DeletePolicy {OWN}
         AttachUserPolicy &UserName=anika&PolicyArn={}
         AttachGroupPolicy &GroupName=admins&PolicyArn={}
         PutUserPermissionsBoundary &UserName=anika&PermissionsBoundary={}
         PutRolePermissionsBoundary &RoleName=app&PermissionsBoundary={}",
        arn("attached"),
        arn("both"),
        arn("boundary"),
        arn("both"),
    ));
    let all: &[_] = &["attached", "both", "boundary", "unused"];
    let used: &[_] = &["attached", "both", "boundary"];
    for (filter, expected) in [
        ("", all),
        ("&PolicyUsageFilter=PermissionsPolicy", all),
        ("&PolicyUsageFilter=PermissionsBoundary", all),
        ("&OnlyAttached=false&PolicyUsageFilter=PermissionsBoundary", all),
        ("&OnlyAttached=true", used),
        ("&OnlyAttached=true&PolicyUsageFilter=PermissionsPolicy", &["attached", "both"]),
        ("&OnlyAttached=true&PolicyUsageFilter=PermissionsBoundary", &["both", "boundary"]),
    ] {
        assert_eq!(
            emulator.texts("PolicyName", "ListPolicies", &format!("&Scope=Local{filter}")),
            expected,
            "{filter}"
        );
    }
}

#[test]
fn policies_of_aws_exist_and_belong_to_aws() {
    let emulator = emulator();
    assert_eq!(emulator.texts("Path", "GetPolicy", OF_AWS), ["/service-role/"]);
    let all = emulator.texts("PolicyName", "ListPolicies", "&Scope=AWS&MaxItems=1000");
    assert_eq!(all.len(), 1000);
    assert!(!all.contains(&"p".to_owned()));
    assert_eq!(emulator.texts("PolicyName", "ListPolicies", "&Scope=Local"), ["p"]);
    assert_eq!(emulator.texts("PolicyName", "ListPolicies", "&OnlyAttached=true"), [""; 0]);
    let message = "Cannot update policies outside your own account.";
    let refused = refusal(403, "AccessDenied", message);
    assert_eq!(emulator.refused("DeletePolicy", OF_AWS), refused);
}

#[test]
fn a_name_is_not_attached_instead_of_an_arn() {
    // The sentence is of 2026; localstack/localstack's snapshots of 2025 have `Invalid ARN:  Could not be parsed!`.
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika");
    let message = "ARN longpolicynamebutnoarn is not valid.";
    let name = "&UserName=anika&PolicyArn=longpolicynamebutnoarn";
    let refused = emulator.refused("AttachUserPolicy", name);
    assert_eq!(refused, refusal(400, "ValidationError", message));
}
