//! Users, groups, roles and instance profiles, and what depends on what.

use iam_codec::ResourceType;

use super::{Emulator, Refusal, TRUST as TRUST_POLICY, encoded, error, refusal, shown};

const TRUST: &str = "&AssumeRolePolicyDocument=$TRUST";

impl Emulator {
    /// Performs steps that all succeed: an action and its parameters, one a line.
    pub(super) fn perform(&self, steps: &str) {
        for step in steps.lines() {
            let (action, parameters) = step.trim().split_once(' ').unwrap_or((step.trim(), ""));
            let answer = self.call(action, parameters);
            assert_eq!(answer.status, 200, "{step}: {}", answer.body);
        }
    }

    /// The refusal of a request. Whatever a test is about, it changes nothing, not even which ids come next.
    pub(super) fn refused(&self, action: &str, parameters: &str) -> Refusal {
        let before = self.0.state();
        let refused = error(&self.call(action, parameters));
        assert!(self.0.state() == before, "{action} {parameters}");
        refused
    }

    /// What is in the elements of this name in the action's answer.
    pub(super) fn texts(&self, name: &str, action: &str, parameters: &str) -> Vec<String> {
        let answer = self.call(action, parameters);
        assert_eq!(answer.status, 200, "{action}: {}", answer.body);
        let open = format!("<{name}>");
        let texts = answer.body.split(&open[..]).skip(1);
        texts.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_user_is_renamed_with_all_that_is_the_users() {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=anika
         CreateUser &UserName=zoe
         CreateGroup &GroupName=admins
         AddUserToGroup &UserName=anika&GroupName=admins
         CreateAccessKey &UserName=anika
         CreateLoginProfile &UserName=anika&Password=correct+horse
         CreateVirtualMFADevice &VirtualMFADeviceName=phone
         EnableMFADevice &UserName=anika&SerialNumber=arn:aws:iam::123456789012:mfa/phone&AuthenticationCode1=123456&AuthenticationCode2=654321
         UpdateUser &UserName=anika&NewUserName=nika&NewPath=/a/",
    );
    let message = "The user with name anika cannot be found.";
    let missing = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("GetUser", "&UserName=anika"), missing);
    let message = "User with name zoe already exists.";
    let taken = refusal(409, "EntityAlreadyExists", message);
    assert_eq!(emulator.refused("UpdateUser", "&UserName=nika&NewUserName=zoe"), taken);
    let arn = "arn:aws:iam::123456789012:user/a/nika";
    assert_eq!(emulator.texts("Arn", "GetUser", "&UserName=nika"), [arn]);
    assert_eq!(emulator.texts("UserName", "GetGroup", "&GroupName=admins"), ["nika"]);
    for action in ["ListAccessKeys", "GetLoginProfile", "ListMFADevices"] {
        assert_eq!(emulator.texts("UserName", action, "&UserName=nika"), ["nika"], "{action}");
    }
    assert_eq!(emulator.texts("Arn", "ListVirtualMFADevices", ""), [arn]);
}

#[test]
fn names_that_differ_by_case_do_not_exist_side_by_side() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika\nCreateGroup &GroupName=admins");
    let message = "User with name Anika already exists.";
    let taken = refusal(409, "EntityAlreadyExists", message);
    assert_eq!(emulator.refused("CreateUser", "&UserName=Anika"), taken);
    let message = "Group with name ADMINS already exists.";
    let taken = refusal(409, "EntityAlreadyExists", message);
    assert_eq!(emulator.refused("CreateGroup", "&GroupName=ADMINS"), taken);
    emulator.perform("UpdateUser &UserName=anika&NewUserName=ANIKA");
    assert_eq!(emulator.texts("UserName", "ListUsers", ""), ["ANIKA"]);
}

#[test]
fn a_user_is_deleted_when_nothing_depends_on_it() {
    let emulator = Emulator::new();
    let serial = "&UserName=anika&SerialNumber=arn:aws:iam::123456789012:mfa/phone";
    emulator.perform(&format!(
        "CreateUser &UserName=anika
         CreateGroup &GroupName=admins
         CreateVirtualMFADevice &VirtualMFADeviceName=phone
         AttachUserPolicy &UserName=anika&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess
         PutUserPolicy &UserName=anika&PolicyName=p&PolicyDocument=$POLICY
         CreateLoginProfile &UserName=anika&Password=correct+horse
         AddUserToGroup &UserName=anika&GroupName=admins
         EnableMFADevice {serial}&AuthenticationCode1=123456&AuthenticationCode2=654321",
    ));
    let key = emulator.texts("AccessKeyId", "CreateAccessKey", "&UserName=anika").remove(0);
    let in_use = "MFA VirtualDevice in use. Must deactivate first.";
    let refused = emulator
        .refused("DeleteVirtualMFADevice", "&SerialNumber=arn:aws:iam::123456789012:mfa/phone");
    assert_eq!(refused, refusal(409, "DeleteConflict", in_use));
    let steps = [
        (
            "detach all policies",
            "DetachUserPolicy &UserName=anika&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess",
        ),
        ("delete policies", "DeleteUserPolicy &UserName=anika&PolicyName=p"),
        ("remove tokens from principal", &format!("DeactivateMFADevice {serial}")),
        ("delete access keys", &format!("DeleteAccessKey &UserName=anika&AccessKeyId={key}")),
        ("delete login profile", "DeleteLoginProfile &UserName=anika"),
        ("remove users from group", "RemoveUserFromGroup &UserName=anika&GroupName=admins"),
    ];
    for (deed, step) in steps {
        let message = format!("Cannot delete entity, must {deed} first.");
        let refused = emulator.refused("DeleteUser", "&UserName=anika");
        assert_eq!(refused, refusal(409, "DeleteConflict", &message));
        emulator.perform(step);
    }
    emulator.perform("DeleteUser &UserName=anika");
}

#[test]
fn a_group_is_deleted_when_it_is_empty() {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=anika
         CreateGroup &GroupName=admins&Path=/a/
         AddUserToGroup &UserName=anika&GroupName=admins
         AddUserToGroup &UserName=anika&GroupName=admins
         PutGroupPolicy &GroupName=admins&PolicyName=p&PolicyDocument=$POLICY",
    );
    assert_eq!(emulator.texts("UserName", "GetGroup", "&GroupName=admins"), ["anika"]);
    assert_eq!(emulator.texts("GroupName", "ListGroupsForUser", "&UserName=anika"), ["admins"]);
    for (deed, step) in [
        ("remove users from group", "RemoveUserFromGroup &UserName=anika&GroupName=admins"),
        ("delete policies", "DeleteGroupPolicy &GroupName=admins&PolicyName=p"),
    ] {
        let message = format!("Cannot delete entity, must {deed} first.");
        let refused = emulator.refused("DeleteGroup", "&GroupName=admins");
        assert_eq!(refused, refusal(409, "DeleteConflict", &message));
        emulator.perform(step);
    }
    emulator.perform("DeleteGroup &GroupName=admins");
    let message = "The group with name admins cannot be found.";
    let missing = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("GetGroup", "&GroupName=admins"), missing);
}

#[test]
fn a_missing_user_is_named_before_a_missing_group() {
    let emulator = Emulator::new();
    let both = "&UserName=nobody&GroupName=none";
    let user = refusal(404, "NoSuchEntity", "The user with name nobody cannot be found.");
    assert_eq!(emulator.refused("RemoveUserFromGroup", both), user);
    assert_eq!(emulator.refused("AddUserToGroup", both), user);
}

#[test]
fn who_signs_is_the_user_of_requests_that_name_none() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika");
    let key = emulator.texts("AccessKeyId", "CreateAccessKey", "&UserName=anika").remove(0);
    assert_eq!((key.len(), &key[..4]), (20, "AKIA"));
    for action in ["GetUser", "ListAccessKeys", "CreateAccessKey"] {
        let body = format!("Action={action}&Version=2010-05-08");
        let answer = emulator.post_as(&key, &body);
        assert!(answer.body.contains("<UserName>anika</UserName>"), "{}", answer.body);
    }
    let message = "Cannot exceed quota for AccessKeysPerUser: 2";
    let refused = refusal(409, "LimitExceeded", message);
    assert_eq!(emulator.refused("CreateAccessKey", "&UserName=anika"), refused);
}

#[test]
fn access_keys_are_switched_off_and_on() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika");
    let key = emulator.texts("AccessKeyId", "CreateAccessKey", "&UserName=anika").remove(0);
    for status in ["Inactive", "Active"] {
        emulator
            .perform(&format!("UpdateAccessKey &UserName=anika&AccessKeyId={key}&Status={status}"));
        assert_eq!(emulator.texts("Status", "ListAccessKeys", "&UserName=anika"), [status]);
    }
    let refused = refusal(400, "InvalidInput", "Operation does not support status Expired");
    let expired = format!("&UserName=anika&AccessKeyId={key}&Status=Expired");
    assert_eq!(emulator.refused("UpdateAccessKey", &expired), refused);
    assert_eq!(emulator.texts("Status", "ListAccessKeys", "&UserName=anika"), ["Active"]);
    let last_used = format!("&AccessKeyId={key}");
    assert_eq!(emulator.texts("ServiceName", "GetAccessKeyLastUsed", &last_used), ["N/A"]);
    let message = "The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.";
    let unknown = "&UserName=anika&AccessKeyId=AKIAIOSFODNN7EXAMPLE";
    let missing = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("DeleteAccessKey", unknown), missing);
}

#[test]
fn a_user_has_one_password() {
    let emulator = Emulator::new();
    let password = "&UserName=anika&Password=correct+horse";
    emulator.perform(&format!("CreateUser &UserName=anika\nCreateLoginProfile {password}"));
    let reset = |emulator: &Emulator| {
        emulator.texts("PasswordResetRequired", "GetLoginProfile", "&UserName=anika")
    };
    assert_eq!(reset(&emulator), ["false"]);
    emulator.perform("UpdateLoginProfile &UserName=anika&PasswordResetRequired=true");
    assert_eq!(reset(&emulator), ["true"]);
    let message = "Login Profile for user anika already exists.";
    let exists = refusal(409, "EntityAlreadyExists", message);
    assert_eq!(emulator.refused("CreateLoginProfile", password), exists);
    emulator.perform("DeleteLoginProfile &UserName=anika");
    let message = "Login Profile for User anika cannot be found.";
    let missing = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("DeleteLoginProfile", "&UserName=anika"), missing);
}

#[test]
fn a_role_is_updated() {
    let emulator = Emulator::new();
    emulator.perform(&format!("CreateRole &RoleName=app&Description=one{TRUST}"));
    emulator.perform("UpdateRole &RoleName=app&MaxSessionDuration=7200&Description=two");
    emulator.perform("UpdateRole &RoleName=app");
    assert_eq!(emulator.texts("MaxSessionDuration", "GetRole", "&RoleName=app"), ["7200"]);
    assert_eq!(emulator.texts("Description", "GetRole", "&RoleName=app"), ["two"]);
    let three = "&RoleName=app&Description=three";
    assert_eq!(emulator.texts("Description", "UpdateRoleDescription", three), ["three"]);
    let new = TRUST_POLICY.replace("ec2", "lambda");
    let trust = format!("&RoleName=app&PolicyDocument={}", encoded(&new));
    emulator.perform(&format!("UpdateAssumeRolePolicy {trust}"));
    let document = emulator.texts("AssumeRolePolicyDocument", "GetRole", "&RoleName=app");
    assert_eq!(document, [shown(&new)]);
    let malformed = refusal(400, "MalformedPolicyDocument", "This policy contains invalid Json");
    let broken = "&RoleName=app&PolicyDocument=%7B";
    assert_eq!(emulator.refused("UpdateAssumeRolePolicy", broken), malformed);
}

#[test]
fn an_instance_profile_holds_one_role() {
    let emulator = Emulator::new();
    let both = "&InstanceProfileName=web&RoleName=app";
    emulator.perform(&format!(
        "CreateRole &RoleName=app{TRUST}
         CreateRole &RoleName=other{TRUST}
         CreateInstanceProfile &InstanceProfileName=web&Path=/a/
         AddRoleToInstanceProfile {both}
         TagInstanceProfile &InstanceProfileName=web&Tags.member.1.Key=k&Tags.member.1.Value=v"
    ));
    let web = "&InstanceProfileName=web";
    assert_eq!(emulator.texts("RoleName", "GetInstanceProfile", web), ["app"]);
    assert_eq!(emulator.texts("RoleName", "ListInstanceProfiles", "&PathPrefix=/a"), ["app"]);
    assert_eq!(emulator.texts("Key", "ListInstanceProfiles", ""), [""; 0]);
    let profiles =
        |role| emulator.texts("InstanceProfileName", "ListInstanceProfilesForRole", role);
    assert_eq!(profiles("&RoleName=app"), ["web"]);
    assert_eq!(profiles("&RoleName=other"), [""; 0]);

    let message = "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1";
    let other = "&InstanceProfileName=web&RoleName=other";
    let refused = refusal(409, "LimitExceeded", message);
    assert_eq!(emulator.refused("AddRoleToInstanceProfile", other), refused);
    let message = "Role other in Instance Profile web cannot be found.";
    let refused = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("RemoveRoleFromInstanceProfile", other), refused);
    let message = "Cannot delete entity, must remove roles from instance profile first.";
    let refused = refusal(409, "DeleteConflict", message);
    assert_eq!(emulator.refused("DeleteInstanceProfile", web), refused);
    assert_eq!(emulator.refused("DeleteRole", "&RoleName=app"), refused);
    emulator.perform(&format!(
        "RemoveRoleFromInstanceProfile {both}
         DeleteInstanceProfile {web}
         DeleteRole &RoleName=app"
    ));
}

#[test]
fn lists_come_in_pages_below_a_path_and_without_tags() {
    let emulator = Emulator::new();
    let tag = "&Tags.member.1.Key=k&Tags.member.1.Value=v";
    for (name, path) in [("c", "/x/"), ("a", "/x/y/"), ("d", "/z/"), ("b", "/x/")] {
        emulator.perform(&format!(
            "CreateUser &UserName={name}&Path={path}{tag}
             CreateGroup &GroupName={name}&Path={path}
             CreateRole &RoleName={name}&Path={path}{TRUST}{tag}
             CreatePolicy &PolicyName={name}&Path={path}&PolicyDocument=$POLICY{tag}
             CreateInstanceProfile &InstanceProfileName={name}&Path={path}{tag}"
        ));
    }
    let lists = [
        ("ListUsers", "UserName", ["a", "b", "c"]),
        ("ListGroups", "GroupName", ["a", "b", "c"]),
        ("ListRoles", "RoleName", ["a", "b", "c"]),
        ("ListPolicies", "PolicyName", ["b", "c", "a"]),
        ("ListInstanceProfiles", "InstanceProfileName", ["a", "b", "c"]),
    ];
    for (action, name, expected) in lists {
        let first = emulator.call(action, "&PathPrefix=/x/&MaxItems=2").body;
        assert!(first.contains("<IsTruncated>true</IsTruncated>"), "{first}");
        assert!(!first.contains("<Tags"), "{first}");
        let marker = first.split("<Marker>").nth(1).unwrap().split('<').next().unwrap();
        let names = emulator.texts(name, action, "&PathPrefix=/x/&MaxItems=2");
        assert_eq!(names, expected[..2], "{action}");
        let rest = format!("&PathPrefix=/x/&MaxItems=2&Marker={marker}");
        assert_eq!(emulator.texts(name, action, &rest), expected[2..], "{action}");
        assert_eq!(emulator.texts("Marker", action, &rest), [""; 0], "{action}");
        // Another list has other markers.
        let refused = refusal(400, "ValidationError", "Invalid Marker.");
        assert_eq!(emulator.refused(action, &format!("&Marker={marker}")), refused, "{action}");
    }
}

#[test]
fn ids_have_the_prefix_of_their_type() {
    let emulator = Emulator::new();
    emulator.perform(&format!(
        "CreateUser &UserName=a
         CreateGroup &GroupName=a
         CreateRole &RoleName=a{TRUST}
         CreatePolicy &PolicyName=a&PolicyDocument=$POLICY
         CreateInstanceProfile &InstanceProfileName=a"
    ));
    emulator.create(ResourceType::ServerCertificate, None).unwrap();
    for (action, name, prefix) in [
        ("ListUsers", "UserId", "AIDA"),
        ("ListGroups", "GroupId", "AGPA"),
        ("ListRoles", "RoleId", "AROA"),
        ("ListPolicies", "PolicyId", "ANPA"),
        ("ListInstanceProfiles", "InstanceProfileId", "AIPA"),
        ("ListServerCertificates", "ServerCertificateId", "ASCA"),
    ] {
        let id = emulator.texts(name, action, "").remove(0);
        assert_eq!((id.len(), &id[..4]), (21, prefix));
    }
}

#[test]
fn mfa_devices_are_listed_with_their_users() {
    let emulator = Emulator::new();
    let serial = "arn:aws:iam::123456789012:mfa/phone";
    emulator.perform(&format!(
        "CreateUser &UserName=anika
         CreateVirtualMFADevice &VirtualMFADeviceName=phone
         CreateVirtualMFADevice &VirtualMFADeviceName=spare
         EnableMFADevice &UserName=anika&SerialNumber={serial}&AuthenticationCode1=123456&AuthenticationCode2=654321"
    ));
    let numbers = |status| emulator.texts("SerialNumber", "ListVirtualMFADevices", status);
    assert_eq!(numbers("&AssignmentStatus=Assigned"), [serial]);
    assert_eq!(numbers("&AssignmentStatus=Unassigned"), ["arn:aws:iam::123456789012:mfa/spare"],);
    assert_eq!(numbers("").len(), 2);
    assert_eq!(emulator.texts("SerialNumber", "ListMFADevices", "&UserName=anika"), [serial]);
    emulator.perform(&format!("DeactivateMFADevice &UserName=anika&SerialNumber={serial}"));
    assert_eq!(emulator.texts("SerialNumber", "ListMFADevices", "&UserName=anika"), [""; 0]);
}

/// As recorded from IAM in September 2026 (radkawar/stackd, testdata/aws/iam/mfa.json).
#[test]
fn an_mfa_device_has_one_user() {
    let emulator = Emulator::new();
    let serial = "&SerialNumber=arn:aws:iam::123456789012:mfa/phone";
    let codes = format!("{serial}&AuthenticationCode1=123456&AuthenticationCode2=654321");
    emulator.perform(&format!(
        "CreateUser &UserName=anika
         CreateUser &UserName=zoe
         CreateVirtualMFADevice &VirtualMFADeviceName=phone
         EnableMFADevice &UserName=anika{codes}"
    ));
    for (user, message) in [
        ("anika", "MFA Device for user anika already exists."),
        ("zoe", "MFA Device is already in use."),
    ] {
        let refused = emulator.refused("EnableMFADevice", &format!("&UserName={user}{codes}"));
        assert_eq!(refused, refusal(409, "EntityAlreadyExists", message));
    }
    let invalid = refusal(404, "NoSuchEntity", "MFA Device invalid for user.");
    let deactivate = |user| format!("&UserName={user}{serial}");
    assert_eq!(emulator.refused("DeactivateMFADevice", &deactivate("zoe")), invalid);
    emulator.perform(&format!("DeactivateMFADevice {}", deactivate("anika")));
    assert_eq!(emulator.refused("DeactivateMFADevice", &deactivate("anika")), invalid);
}
