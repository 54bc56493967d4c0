//! Lists of more than one page and of more than two hundred items: page by page they give everything once, also if
//! items come and go meanwhile.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::{Emulator, encoded};

/// A list: what it is called, its parameters, the element that names an item, and how many there are.
type List = (&'static str, &'static str, &'static str, usize);

/// As many of each as a list may have by default, and some more.
const MANY: usize = 250;

const LISTS: &[List] = &[
    ("ListUsers", "", "UserName", MANY),
    ("ListGroups", "", "GroupName", MANY),
    ("ListRoles", "", "RoleName", MANY),
    ("ListPolicies", "&Scope=Local", "PolicyName", MANY),
    ("ListInstanceProfiles", "", "InstanceProfileName", MANY),
    ("ListServerCertificates", "", "ServerCertificateName", MANY),
    ("ListVirtualMFADevices", "", "SerialNumber", MANY),
    ("ListMFADevices", "&UserName=n000", "SerialNumber", MANY),
    ("GetGroup", "&GroupName=n000", "UserName", MANY),
    ("ListUserPolicies", "&UserName=n000", "member", 20),
    ("ListGroupPolicies", "&GroupName=n000", "member", 50),
    ("ListRolePolicies", "&RoleName=n000", "member", 110),
    ("ListInstanceProfilesForRole", "&RoleName=n000", "InstanceProfileName", MANY),
    ("ListServiceSpecificCredentials", "&AllUsers=true", "ServiceSpecificCredentialId", MANY),
    ("ListEntitiesForPolicy", "&PolicyArn=arn:aws:iam::123456789012:policy/n000", "UserName", MANY),
    ("GetAccountAuthorizationDetails", "&Filter.member.1=User", "UserName", MANY),
    ("ListGroupsForUser", "&UserName=n000", "GroupName", 10),
    ("ListAttachedUserPolicies", "&UserName=n000", "PolicyName", 10),
    ("ListAttachedGroupPolicies", "&GroupName=n000", "PolicyName", 10),
    ("ListAttachedRolePolicies", "&RoleName=n000", "PolicyName", 20),
    ("ListPolicyVersions", "&PolicyArn=arn:aws:iam::123456789012:policy/n000", "VersionId", 5),
    ("ListAccessKeys", "&UserName=n000", "AccessKeyId", 2),
    ("ListSigningCertificates", "&UserName=n000", "CertificateId", 2),
    ("ListSSHPublicKeys", "&UserName=n000", "SSHPublicKeyId", 1),
    ("ListAccountAliases", "", "member", 1),
    ("ListUserTags", "&UserName=n000", "Key", 50),
    ("ListRoleTags", "&RoleName=n000", "Key", 50),
    ("ListPolicyTags", "&PolicyArn=arn:aws:iam::123456789012:policy/n000", "Key", 50),
    ("ListInstanceProfileTags", "&InstanceProfileName=n000", "Key", 50),
    ("ListServerCertificateTags", "&ServerCertificateName=n000", "Key", 50),
    ("ListMFADeviceTags", "&SerialNumber=arn:aws:iam::123456789012:mfa/n000", "Key", 50),
    (
        "ListOpenIDConnectProviderTags",
        "&OpenIDConnectProviderArn=arn:aws:iam::123456789012:oidc-provider/n000.example",
        "Key",
        50,
    ),
    (
        "ListSAMLProviderTags",
        "&SAMLProviderArn=arn:aws:iam::123456789012:saml-provider/n000",
        "Key",
        50,
    ),
];

/// Operations with pages that the emulator does not serve.
const UNSERVED: [&str; 6] = [
    "GetOrganizationsAccessReport",
    "GetServiceLastAccessedDetails",
    "GetServiceLastAccessedDetailsWithEntities",
    "ListDelegationRequests",
    "SimulateCustomPolicy",
    "SimulatePrincipalPolicy",
];

/// A list that changes: its action, its parameters, the element that names an item, how an item is added, and how it
/// is taken away; `#` is its name.
type Changing = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CHANGING: &[Changing] = &[
    ("ListUsers", "", "UserName", "CreateUser &UserName=#", "DeleteUser &UserName=#"),
    ("ListGroups", "", "GroupName", "CreateGroup &GroupName=#", "DeleteGroup &GroupName=#"),
    (
        "ListRoles",
        "",
        "RoleName",
        "CreateRole &RoleName=#&AssumeRolePolicyDocument=$TRUST",
        "DeleteRole &RoleName=#",
    ),
    (
        "ListPolicies",
        "&Scope=Local",
        "PolicyName",
        "CreatePolicy &PolicyName=#&PolicyDocument=$POLICY",
        "DeletePolicy &PolicyArn=arn:aws:iam::123456789012:policy/#",
    ),
    (
        "ListInstanceProfiles",
        "",
        "InstanceProfileName",
        "CreateInstanceProfile &InstanceProfileName=#",
        "DeleteInstanceProfile &InstanceProfileName=#",
    ),
    (
        "ListRolePolicies",
        "&RoleName=n000",
        "member",
        "PutRolePolicy &RoleName=n000&PolicyName=#&PolicyDocument=$POLICY",
        "DeleteRolePolicy &RoleName=n000&PolicyName=#",
    ),
    (
        "ListVirtualMFADevices",
        "",
        "SerialNumber",
        "CreateVirtualMFADevice &VirtualMFADeviceName=#",
        "DeleteVirtualMFADevice &SerialNumber=#",
    ),
    (
        "ListUserTags",
        "&UserName=n000",
        "Key",
        "TagUser &UserName=n000&Tags.member.1.Key=#&Tags.member.1.Value=v",
        "UntagUser &UserName=n000&TagKeys.member.1=#",
    ),
    (
        "GetAccountAuthorizationDetails",
        "&Filter.member.1=Group",
        "GroupName",
        "CreateGroup &GroupName=#",
        "DeleteGroup &GroupName=#",
    ),
];

/// Building it takes seconds.
static FULL: LazyLock<Emulator> = LazyLock::new(full);

/// An emulator with everything that the lists list.
fn full() -> Emulator {
    let emulator = Emulator::new();
    for number in 0..MANY {
        let name = format!("n{number:03}");
        let policy = format!("arn:aws:iam::123456789012:policy/{name}");
        let serial = format!("arn:aws:iam::123456789012:mfa/{name}");
        emulator.perform(&format!(
            "CreateUser &UserName={name}
             CreateGroup &GroupName={name}
             CreateRole &RoleName={name}&AssumeRolePolicyDocument=$TRUST
             CreatePolicy &PolicyName={name}&PolicyDocument=$POLICY
             CreateInstanceProfile &InstanceProfileName={name}
             AddRoleToInstanceProfile &InstanceProfileName={name}&RoleName=n000
             UploadServerCertificate &ServerCertificateName={name}&PrivateKey=k&CertificateBody=-----BEGIN+CERTIFICATE-----
             CreateVirtualMFADevice &VirtualMFADeviceName={name}
             EnableMFADevice &UserName=n000&SerialNumber={serial}&AuthenticationCode1=123456&AuthenticationCode2=654321
             AddUserToGroup &UserName={name}&GroupName=n000
             CreateServiceSpecificCredential &UserName={name}&ServiceName=codecommit.amazonaws.com
             AttachUserPolicy &UserName={name}&PolicyArn=arn:aws:iam::123456789012:policy/n000"
        ));
        if (1..10).contains(&number) {
            emulator.perform(&format!(
                "AddUserToGroup &UserName=n000&GroupName={name}
                 AttachUserPolicy &UserName=n000&PolicyArn={policy}"
            ));
        }
        if (1..=10).contains(&number) {
            emulator.perform(&format!("AttachGroupPolicy &GroupName=n000&PolicyArn={policy}"));
        }
        // The sizes of all inline policies together are limited.
        for (limit, put) in [
            (20, "PutUserPolicy &UserName=n000"),
            (50, "PutGroupPolicy &GroupName=n000"),
            (110, "PutRolePolicy &RoleName=n000"),
        ] {
            if number < limit {
                emulator.perform(&format!("{put}&PolicyName={name}&PolicyDocument=$POLICY"));
            }
        }
        if (1..=20).contains(&number) {
            emulator.perform(&format!("AttachRolePolicy &RoleName=n000&PolicyArn={policy}"));
        }
    }
    for _ in 0..4 {
        let policy = "&PolicyArn=arn:aws:iam::123456789012:policy/n000&PolicyDocument=$POLICY";
        emulator.perform(&format!("CreatePolicyVersion {policy}"));
    }
    emulator.perform("CreateAccessKey &UserName=n000\nCreateAccessKey &UserName=n000");
    emulator.perform("CreateAccountAlias &AccountAlias=n000");
    for certificate in [include_str!("../keys/c1.pem"), include_str!("../keys/c2.pem")] {
        let body = encoded(certificate);
        emulator
            .perform(&format!("UploadSigningCertificate &UserName=n000&CertificateBody={body}"));
    }
    let key = encoded(include_str!("../keys/k1.pub"));
    emulator.perform(&format!("UploadSSHPublicKey &UserName=n000&SSHPublicKeyBody={key}"));
    add_tags(&emulator);
    emulator
}

/// Gives fifty tags to one resource of each type.
fn add_tags(emulator: &Emulator) {
    let tag = |n| format!("&Tags.member.{n}.Key=k{n:02}&Tags.member.{n}.Value=v");
    let tags: String = (1..=50).map(tag).collect();
    let metadata = "x".repeat(1000);
    emulator.perform(&format!(
        "CreateOpenIDConnectProvider &Url=https://n000.example
         CreateSAMLProvider &Name=n000&SAMLMetadataDocument={metadata}"
    ));
    for (action, parameters, ..) in LISTS {
        let resource = action.strip_prefix("List").and_then(|rest| rest.strip_suffix("Tags"));
        if let Some(resource) = resource {
            emulator.perform(&format!("Tag{resource} {parameters}{tags}"));
        }
    }
}

impl Emulator {
    /// All that a list has, with pages of this size, and the sizes of the pages.
    fn walk(&self, list: &List, max_items: Option<usize>) -> (Vec<String>, Vec<usize>) {
        let (action, parameters, name, _) = list;
        let size = max_items.map(|size| format!("&MaxItems={size}")).unwrap_or_default();
        let (mut marker, mut items, mut sizes) = (String::new(), Vec::new(), Vec::new());
        loop {
            let page = format!("{parameters}{size}{marker}");
            let mut names = self.texts(name, action, &page);
            // The groups of a policy's entities and the user of a group are named elsewhere too.
            names.dedup();
            sizes.push(names.len());
            items.append(&mut names);
            match self.texts("Marker", action, &page).pop() {
                Some(next) => marker = format!("&Marker={next}"),
                None => return (items, sizes),
            }
        }
    }
}

#[test]
fn pages_give_everything_once() {
    for list in LISTS {
        let (action, _, _, count) = *list;
        let (all, _) = FULL.walk(list, Some(1000));
        let mut different = all.clone();
        different.sort();
        different.dedup();
        assert_eq!((all.len(), different.len()), (count, count), "{action}: {all:?}");
        for size in [7, 50, 249] {
            let (walked, sizes) = FULL.walk(list, Some(size));
            assert_eq!(walked, all, "{action}");
            assert_eq!(sizes.len(), count.div_ceil(size), "{action}");
        }
    }
}

#[test]
fn a_page_has_a_hundred_items_by_default() {
    for list in LISTS.iter().filter(|list| list.3 > 100) {
        let (rest, full) = (list.3 % 100, list.3 / 100);
        let sizes = [vec![100; full], vec![rest]].concat();
        assert_eq!(FULL.walk(list, None).1, sizes, "{}", list.0);
    }
}

#[test]
fn every_operation_with_pages_is_a_list_here() {
    let model = include_str!("../../../testdata/model/iam.json");
    let model: Value = serde_json::from_str(model).unwrap();
    let has_pages = |operation: &Value| {
        let input = operation["input"]["shape"].as_str().unwrap_or_default();
        model["shapes"][input]["members"].get("MaxItems").is_some()
    };
    let operations = model["operations"].as_object().unwrap().iter();
    let paged = operations.filter(|(_, operation)| has_pages(operation)).map(|(name, _)| &**name);
    let known = LISTS.iter().map(|list| list.0).chain(UNSERVED);
    assert_eq!(known.collect::<BTreeSet<_>>(), paged.collect());
}

/// Between two pages an item goes that was given, or the one that comes next, and two items are added.
fn walk_while_it_changes(emulator: &Emulator, list: &Changing) -> (Vec<String>, BTreeSet<String>) {
    let &(action, parameters, name, add, remove) = list;
    let (mut seen, mut gone, mut marker) = (Vec::<String>::new(), BTreeSet::new(), String::new());
    for turn in 0.. {
        let page = format!("{parameters}&MaxItems=2{marker}");
        seen.extend(emulator.texts(name, action, &page));
        let Some(next) = emulator.texts("Marker", action, &page).pop() else { break };
        marker = format!("&Marker={next}");
        let (now, _) = emulator.walk(&(action, parameters, name, 0), Some(1000));
        let place = now.iter().position(|item| Some(item) == seen.last()).unwrap();
        let going = &now[place + usize::from(turn % 2 == 0)];
        emulator.perform(&remove.replace('#', going));
        gone.insert(going.clone());
        emulator.perform(&add.replace('#', &format!("a{turn}")));
        emulator.perform(&add.replace('#', &format!("x{turn}")));
    }
    (seen, gone)
}

#[test]
fn what_stays_is_given_once_whatever_comes_and_goes() {
    for list in CHANGING {
        let (action, parameters, name, add, _) = *list;
        let emulator = Emulator::new();
        emulator.perform(
            "CreateUser &UserName=n000\nCreateRole &RoleName=n000&AssumeRolePolicyDocument=$TRUST",
        );
        for number in 0..12 {
            emulator.perform(&add.replace('#', &format!("i{number:02}")));
        }
        let (before, _) = emulator.walk(&(action, parameters, name, 0), Some(1000));
        let (seen, gone) = walk_while_it_changes(&emulator, list);
        assert!(gone.len() > 3, "{action}: {gone:?}");
        let different: BTreeSet<_> = seen.iter().collect();
        assert_eq!(different.len(), seen.len(), "{action}: {seen:?}");
        for item in before.iter().filter(|item| !gone.contains(*item)) {
            assert!(seen.contains(item), "{action}: {item} is not in {seen:?}");
        }
    }
}
