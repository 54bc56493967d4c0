//! All calls of a removal, in their order, and each way in which it fails.

use super::*;
use crate::exchange::call::Answer;

/// The lists of an account, and the one entry of each: a path, the part that names the entry, and its text.
const LISTS: [(&str, &str, &str, &str); 21] = [
    ("ListUsers", "Users", "UserName", "parity-7-1"),
    ("ListAccessKeys", "AccessKeyMetadata", "AccessKeyId", "AKIA"),
    ("ListSigningCertificates", "Certificates", "CertificateId", "C1"),
    ("ListSSHPublicKeys", "SSHPublicKeys", "SSHPublicKeyId", "APKA"),
    (
        "ListServiceSpecificCredentials",
        "ServiceSpecificCredentials",
        "ServiceSpecificCredentialId",
        "ACCA",
    ),
    ("ListMFADevices", "MFADevices", "SerialNumber", "device"),
    ("ListUserPolicies", "PolicyNames", "", "inline"),
    ("ListAttachedUserPolicies", "AttachedPolicies", "PolicyArn", "arn"),
    ("ListGroupsForUser", "Groups", "GroupName", "friends"),
    ("ListGroups", "Groups", "GroupName", "parity-7-2"),
    ("ListGroupPolicies", "PolicyNames", "", "inline"),
    ("ListAttachedGroupPolicies", "AttachedPolicies", "PolicyArn", "arn"),
    ("ListInstanceProfiles", "InstanceProfiles", "InstanceProfileName", "parity-7-3"),
    ("GetInstanceProfile", "InstanceProfile/Roles", "RoleName", "guest"),
    ("ListRoles", "Roles", "RoleName", "parity-7-4"),
    ("ListRolePolicies", "PolicyNames", "", "inline"),
    ("ListAttachedRolePolicies", "AttachedPolicies", "PolicyArn", "arn"),
    ("ListPolicies", "Policies", "Arn", "arn:aws:iam::1:policy/parity-7-5"),
    ("ListPolicyVersions", "Versions", "VersionId", "v2"),
    (
        "ListServerCertificates",
        "ServerCertificateMetadataList",
        "ServerCertificateName",
        "parity-7-6",
    ),
    ("ListVirtualMFADevices", "VirtualMFADevices", "SerialNumber", "arn:aws:iam::1:mfa/parity-7-9"),
];

/// Lists whose entries are named by their ARNs alone.
const PROVIDERS: [(&str, &str, &str); 2] = [
    ("ListOpenIDConnectProviders", "OpenIDConnectProviderList", "arn:oidc/parity-7-7"),
    ("ListSAMLProviders", "SAMLProviderList", "arn:saml/parity-7-8"),
];

/// The result of a list with one entry.
fn result(action: &str) -> String {
    let all = LISTS.into_iter().chain(PROVIDERS.map(|(of, path, arn)| (of, path, "Arn", arn)));
    let row = all.into_iter().find(|(of, ..)| *of == action);
    let Some((_, path, key, text)) = row else { return String::new() };
    let entry = if key.is_empty() { text.to_owned() } else { format!("<{key}>{text}</{key}>") };
    let within = |inner: String, name: &str| format!("<{name}>{inner}</{name}>");
    path.rsplit('/').fold(format!("<member>{entry}</member>"), within)
}

fn success(action: &str, result: &str) -> Answer {
    let body =
        format!("<{action}Response><{action}Result>{result}</{action}Result></{action}Response>");
    Answer { status: 200, headers: Vec::new(), body: body.into() }
}

fn error(status: u16) -> Answer {
    let body = "<ErrorResponse><Error><Code>E</Code><Message>no</Message></Error></ErrorResponse>";
    Answer { status, headers: Vec::new(), body: body.into() }
}

/// The call without its version: `DeleteUser UserName=a`.
fn told(call: &Call) -> String {
    let body = String::from_utf8_lossy(&call.body).into_owned();
    let rest = body.strip_prefix("Action=").unwrap();
    rest.replacen("&Version=2010-05-08", "", 1).replace('&', " ")
}

/// The removed things and all calls, where each is answered by its action.
fn cleaned(
    seed: u64,
    answer: impl Fn(&str, &Call) -> Answer,
) -> (Result<Vec<String>, String>, Vec<String>) {
    let mut calls = Vec::new();
    let mut endpoint = |call: &Call| {
        calls.push(told(call));
        let action = calls.last().unwrap().split(' ').next().unwrap().to_owned();
        Ok(answer(&action, call))
    };
    (clean_up(&mut endpoint, seed), calls)
}

const ALL: &str = "\
ListUsers
DeleteLoginProfile UserName=parity-7-1
DeleteUserPermissionsBoundary UserName=parity-7-1
ListAccessKeys UserName=parity-7-1
DeleteAccessKey UserName=parity-7-1 AccessKeyId=AKIA
ListSigningCertificates UserName=parity-7-1
DeleteSigningCertificate UserName=parity-7-1 CertificateId=C1
ListSSHPublicKeys UserName=parity-7-1
DeleteSSHPublicKey UserName=parity-7-1 SSHPublicKeyId=APKA
ListServiceSpecificCredentials UserName=parity-7-1
DeleteServiceSpecificCredential UserName=parity-7-1 ServiceSpecificCredentialId=ACCA
ListMFADevices UserName=parity-7-1
DeactivateMFADevice UserName=parity-7-1 SerialNumber=device
ListUserPolicies UserName=parity-7-1
DeleteUserPolicy UserName=parity-7-1 PolicyName=inline
ListAttachedUserPolicies UserName=parity-7-1
DetachUserPolicy UserName=parity-7-1 PolicyArn=arn
ListGroupsForUser UserName=parity-7-1
RemoveUserFromGroup UserName=parity-7-1 GroupName=friends
DeleteUser UserName=parity-7-1
ListGroups
ListGroupPolicies GroupName=parity-7-2
DeleteGroupPolicy GroupName=parity-7-2 PolicyName=inline
ListAttachedGroupPolicies GroupName=parity-7-2
DetachGroupPolicy GroupName=parity-7-2 PolicyArn=arn
DeleteGroup GroupName=parity-7-2
ListInstanceProfiles
GetInstanceProfile InstanceProfileName=parity-7-3
RemoveRoleFromInstanceProfile InstanceProfileName=parity-7-3 RoleName=guest
DeleteInstanceProfile InstanceProfileName=parity-7-3
ListRoles
DeleteRolePermissionsBoundary RoleName=parity-7-4
ListRolePolicies RoleName=parity-7-4
DeleteRolePolicy RoleName=parity-7-4 PolicyName=inline
ListAttachedRolePolicies RoleName=parity-7-4
DetachRolePolicy RoleName=parity-7-4 PolicyArn=arn
DeleteRole RoleName=parity-7-4
ListPolicies Scope=Local
ListPolicyVersions PolicyArn=arn%3Aaws%3Aiam%3A%3A1%3Apolicy%2Fparity-7-5
DeletePolicyVersion PolicyArn=arn%3Aaws%3Aiam%3A%3A1%3Apolicy%2Fparity-7-5 VersionId=v2
DeletePolicy PolicyArn=arn%3Aaws%3Aiam%3A%3A1%3Apolicy%2Fparity-7-5
ListServerCertificates
DeleteServerCertificate ServerCertificateName=parity-7-6
ListOpenIDConnectProviders
DeleteOpenIDConnectProvider OpenIDConnectProviderArn=arn%3Aoidc%2Fparity-7-7
ListSAMLProviders
DeleteSAMLProvider SAMLProviderArn=arn%3Asaml%2Fparity-7-8
ListVirtualMFADevices
DeleteVirtualMFADevice SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fparity-7-9";

#[test]
fn each_type_is_removed_after_all_that_hangs_on_it() {
    let (removed, calls) = cleaned(7, |action, _| success(action, &result(action)));
    assert_eq!(calls.join("\n"), ALL);
    let reads = |call: &&String| call.starts_with("List") || call.starts_with("Get");
    let deleted = calls.iter().filter(|call| !reads(call)).map(|call| {
        let last = call.rsplit('=').next().unwrap().replace("%3A", ":").replace("%2F", "/");
        format!("{} {last}", call.split(' ').next().unwrap())
    });
    assert_eq!(removed.unwrap(), deleted.collect::<Vec<_>>());
}

#[test]
fn calls_are_forms_of_the_service() {
    cleaned(7, |action, call| {
        let Call { method, path, query, headers, body, keys } = call.clone();
        assert_eq!((&*method, &*path, &*query, keys), ("POST", "/", "", None));
        let form = "application/x-www-form-urlencoded".to_owned();
        assert_eq!(headers, [("Content-Type".to_owned(), form)]);
        let start = format!("Action={action}&Version=2010-05-08");
        assert!(body.starts_with(start.as_bytes()), "{call:?}");
        success(action, "")
    })
    .0
    .unwrap();
}

#[test]
fn only_names_of_the_seed_are_removed() {
    for (seed, name, is_removed) in [
        (7, "parity-7-1", true),
        (7, "parity-70-1", false),
        (7, "parity-7", false),
        (7, "anika", false),
        (7, "PARITY-7-1", false),
        (255, "parity-ff-1", true),
        (255, "parity-255-1", false),
    ] {
        let users = format!("<Users><member><UserName>{name}</UserName></member></Users>");
        let (removed, _) = cleaned(seed, |action, _| {
            success(action, if action == "ListUsers" { &users } else { "" })
        });
        let is_user = |line: &String| *line == format!("DeleteUser {name}");
        assert_eq!(removed.unwrap().iter().any(is_user), is_removed, "{seed} {name}");
    }
}

/// How the removal ends if this call is answered with this status.
fn ends(failing: &str, status: u16) -> Result<usize, String> {
    let (removed, _) = cleaned(7, |action, _| match action == failing {
        true => error(status),
        false => success(action, &result(action)),
    });
    removed.map(|removed| removed.len())
}

#[test]
fn a_list_or_a_removal_that_fails_is_told_unless_nothing_is_there() {
    let all = ends("", 500).unwrap();
    for (failing, status, ended) in [
        // Without the user, all that hangs on it stays.
        ("ListUsers", 404, Ok(all - 11)),
        ("ListUsers", 501, Ok(all - 11)),
        ("ListUsers", 400, Err("ListUsers: 400 E: no")),
        ("ListUsers", 500, Err("ListUsers: 500 E: no")),
        ("ListAccessKeys", 404, Ok(all - 1)),
        ("ListAccessKeys", 403, Err("ListAccessKeys: 403 E: no")),
        ("DeleteLoginProfile", 404, Ok(all - 1)),
        ("DeleteLoginProfile", 501, Err("DeleteLoginProfile parity-7-1: 501 E: no")),
        ("DeleteAccessKey", 404, Ok(all - 1)),
        ("DeleteAccessKey", 409, Err("DeleteAccessKey AKIA: 409 E: no")),
        ("DeleteUser", 409, Err("DeleteUser parity-7-1: 409 E: no")),
        // The default version of a policy goes with the policy.
        ("DeletePolicyVersion", 409, Ok(all - 1)),
        ("DeletePolicy", 409, Err("DeletePolicy arn:aws:iam::1:policy/parity-7-5: 409 E: no")),
    ] {
        assert_eq!(ends(failing, status), ended.map_err(str::to_owned), "{failing} {status}");
    }
}

#[test]
fn each_status_ends_it_but_a_success_and_those_that_say_that_nothing_is_there() {
    let goes_on = |failing: &str, goes_on: &dyn Fn(u16) -> bool| {
        for status in [199, 300, 302, 400, 401, 403, 404, 405, 409, 410, 429, 499, 500, 501, 503] {
            assert_eq!(ends(failing, status).is_ok(), goes_on(status), "{failing} {status}");
        }
    };
    for list in ["ListUsers", "ListAccessKeys", "GetInstanceProfile", "ListVirtualMFADevices"] {
        goes_on(list, &|status| matches!(status, 404 | 501));
    }
    for removal in ["DeleteLoginProfile", "DeleteAccessKey", "DeleteUser", "DeleteSAMLProvider"] {
        goes_on(removal, &|status| status == 404);
    }
    goes_on("DeletePolicyVersion", &|_| true);
}

#[test]
fn an_endpoint_that_does_not_answer_ends_it() {
    let mut silent = |_: &Call| Err("reset".to_owned());
    assert_eq!(clean_up(&mut silent, 7), Err("reset".to_owned()));
}

/// How many pages of users are read if there are this many.
fn pages(count: usize) -> usize {
    let read = std::cell::Cell::new(0);
    cleaned(7, |action, call| {
        if action != "ListUsers" {
            return success(action, "");
        }
        let marker = match read.get() {
            0 => String::new(),
            page => format!("ListUsers Marker=m%2F{page}"),
        };
        assert!(told(call).ends_with(&marker), "{call:?}");
        read.set(read.get() + 1);
        let more = read.get() < count;
        let next = format!("<IsTruncated>{more}</IsTruncated><Marker>m/{}</Marker>", read.get());
        success(action, &next)
    })
    .0
    .unwrap();
    read.get()
}

#[test]
fn a_thousand_pages_of_a_list_are_read() {
    for (count, read) in [(1, 1), (2, 2), (999, 999), (1000, 1000), (1001, 1000)] {
        assert_eq!(pages(count), read);
    }
}

#[test]
fn a_page_without_a_marker_is_the_last_one() {
    let calls = cleaned(7, |action, _| success(action, "<IsTruncated>true</IsTruncated>")).1;
    assert_eq!(calls.iter().filter(|call| *call == "ListUsers").count(), 1);
}
