//! What each filter of a list leaves.

use iam_codec::Action;

use super::Emulator;

const ARN: &str = "&PolicyArn=arn:aws:iam::123456789012:policy";

/// Things `a` below `/a/` and `b` below `/b/x/`; the policies `c`, which nobody has, and `d`, which is a boundary alone.
fn emulator() -> Emulator {
    let emulator = Emulator::new();
    for (name, path) in [("a", "/a/"), ("b", "/b/x/")] {
        emulator.perform(&format!(
            "CreateUser &UserName={name}&Path={path}
             CreateGroup &GroupName={name}&Path={path}
             CreateRole &RoleName={name}&Path={path}&AssumeRolePolicyDocument=$TRUST
             CreatePolicy &PolicyName={name}&Path={path}&PolicyDocument=$POLICY
             CreateInstanceProfile &InstanceProfileName={name}&Path={path}
             UploadServerCertificate &ServerCertificateName={name}&Path={path}&PrivateKey=k&CertificateBody=-----BEGIN%20CERTIFICATE-----
             CreateVirtualMFADevice &VirtualMFADeviceName={name}
             AttachUserPolicy &UserName=a{ARN}{path}{name}
             AttachGroupPolicy &GroupName=a{ARN}{path}{name}
             AttachRolePolicy &RoleName=a{ARN}{path}{name}"
        ));
    }
    let boundary = "&PermissionsBoundary=arn:aws:iam::123456789012:policy";
    let codes = "&AuthenticationCode1=123456&AuthenticationCode2=654321";
    emulator.perform(&format!(
        "CreatePolicy &PolicyName=c&Path=/c/&PolicyDocument=$POLICY
         CreatePolicy &PolicyName=d&Path=/d/&PolicyDocument=$POLICY
         PutUserPermissionsBoundary &UserName=b{boundary}/a/a
         PutRolePermissionsBoundary &RoleName=b{boundary}/a/a
         PutRolePermissionsBoundary &RoleName=a{boundary}/d/d
         AttachGroupPolicy &GroupName=b&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess
         EnableMFADevice &UserName=a&SerialNumber=arn:aws:iam::123456789012:mfa/a{codes}
         CreateServiceSpecificCredential &UserName=a&ServiceName=codecommit.amazonaws.com
         CreateServiceSpecificCredential &UserName=b&ServiceName=cassandra.amazonaws.com
         CreateServiceSpecificCredential &UserName=b&ServiceName=codecommit.amazonaws.com"
    ));
    emulator
}

/// The lists that have a path prefix: parameters beside it, and the element that names an item.
const BY_PATH: [(&str, &str, &str); 10] = [
    ("ListAttachedGroupPolicies", "&GroupName=a", "PolicyName"),
    ("ListAttachedRolePolicies", "&RoleName=a", "PolicyName"),
    ("ListAttachedUserPolicies", "&UserName=a", "PolicyName"),
    ("ListEntitiesForPolicy", "@/a/a", "UserName"),
    ("ListGroups", "", "GroupName"),
    ("ListInstanceProfiles", "", "InstanceProfileName"),
    (
        "ListPolicies",
        "&OnlyAttached=true&PolicyUsageFilter=PermissionsPolicy&Scope=Local",
        "PolicyName",
    ),
    ("ListRoles", "", "RoleName"),
    ("ListServerCertificates", "", "ServerCertificateName"),
    ("ListUsers", "", "UserName"),
];

#[test]
fn a_path_prefix_leaves_what_is_below_it_in_every_list_that_has_one() {
    let has_prefix =
        |action: &&Action| action.input().iter().any(|member| member.name() == "PathPrefix");
    let mut all: Vec<_> = Action::ALL.iter().filter(has_prefix).map(|a| a.as_str()).collect();
    all.sort_unstable();
    assert_eq!(all, BY_PATH.map(|(action, ..)| action));
    let emulator = emulator();
    for (action, parameters, element) in BY_PATH {
        for (prefix, names) in [
            ("", "ab"),
            ("&PathPrefix=/", "ab"),
            ("&PathPrefix=/a/", "a"),
            ("&PathPrefix=/b/", "b"),
            ("&PathPrefix=/b/x/", "b"),
            ("&PathPrefix=/b/x/y/", ""),
            ("&PathPrefix=/x/", ""),
        ] {
            let parameters = format!("{}{prefix}", parameters.replace('@', ARN));
            let found = emulator.texts(element, action, &parameters);
            assert_eq!(found.concat(), names, "{action} {parameters}");
        }
    }
}

#[test]
fn each_other_filter_leaves_what_it_says() {
    let emulator = emulator();
    let (users, roles) = ("UserName", "RoleName");
    let local = "&Scope=Local";
    let of_boundaries = "&OnlyAttached=true&PolicyUsageFilter=PermissionsBoundary";
    for (action, parameters, element, names) in [
        ("ListEntitiesForPolicy", "@/a/a", users, "a b"),
        ("ListEntitiesForPolicy", "@/a/a&EntityFilter=User", users, "a b"),
        ("ListEntitiesForPolicy", "@/a/a&EntityFilter=User", roles, ""),
        ("ListEntitiesForPolicy", "@/a/a&EntityFilter=Role", users, ""),
        ("ListEntitiesForPolicy", "@/a/a&EntityFilter=Role", roles, "a b"),
        ("ListEntitiesForPolicy", "@/a/a&EntityFilter=Group", "GroupName", "a"),
        ("ListEntitiesForPolicy", "@/a/a&EntityFilter=Group", roles, ""),
        ("ListEntitiesForPolicy", "@/a/a&PolicyUsageFilter=PermissionsPolicy", users, "a"),
        ("ListEntitiesForPolicy", "@/a/a&PolicyUsageFilter=PermissionsBoundary", users, "b"),
        ("ListEntitiesForPolicy", "@/a/a&PolicyUsageFilter=PermissionsBoundary", roles, "b"),
        ("ListEntitiesForPolicy", "@/c/c", users, ""),
        ("ListPolicies", local, "PolicyName", "a b c d"),
        ("ListPolicies", "&Scope=Local&OnlyAttached=false", "PolicyName", "a b c d"),
        ("ListPolicies", "&Scope=Local&OnlyAttached=true", "PolicyName", "a b d"),
        // A filter of uses does nothing alone.
        (
            "ListPolicies",
            "&Scope=Local&PolicyUsageFilter=PermissionsPolicy",
            "PolicyName",
            "a b c d",
        ),
        ("ListPolicies", &format!("{local}{of_boundaries}"), "PolicyName", "a d"),
        ("ListPolicies", of_boundaries, "PolicyName", "a d"),
        ("ListPolicies", "&Scope=AWS&OnlyAttached=true", "PolicyName", "ReadOnlyAccess"),
        ("ListPolicies", "&Scope=All&OnlyAttached=true", "PolicyName", "a b d ReadOnlyAccess"),
        ("ListPolicies", "&OnlyAttached=true", "PolicyName", "a b d ReadOnlyAccess"),
        ("ListVirtualMFADevices", "&AssignmentStatus=Assigned", "SerialNumber", "mfa/a"),
        ("ListVirtualMFADevices", "&AssignmentStatus=Unassigned", "SerialNumber", "mfa/b"),
        ("ListVirtualMFADevices", "&AssignmentStatus=Any", "SerialNumber", "mfa/a mfa/b"),
        ("ListServiceSpecificCredentials", "&AllUsers=true", users, "a b b"),
        (
            "ListServiceSpecificCredentials",
            "&AllUsers=true&ServiceName=codecommit.amazonaws.com",
            users,
            "a b",
        ),
        (
            "ListServiceSpecificCredentials",
            "&UserName=a&ServiceName=cassandra.amazonaws.com",
            users,
            "",
        ),
        ("ListServiceSpecificCredentials", "&UserName=b&AllUsers=false", users, "b b"),
    ] {
        let parameters = parameters.replace('@', ARN);
        let found = emulator.texts(element, action, &parameters);
        let found: Vec<_> =
            found.iter().map(|n| n.trim_start_matches("arn:aws:iam::123456789012:")).collect();
        assert_eq!(found.join(" "), names, "{action} {parameters}: {element}");
    }
}
