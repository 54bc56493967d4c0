//! Lists of more than one page and of more than a hundred items: page by page they give everything once.

use super::Emulator;

/// A list: what it is called, its parameters, the element that names an item, and how many there are.
type List = (&'static str, &'static str, &'static str, usize);

/// As many of each as a list may have by default, and some more.
const MANY: usize = 123;

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
];

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
    emulator
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
    let emulator = full();
    for list in LISTS {
        let (action, _, _, count) = *list;
        let (all, _) = emulator.walk(list, Some(1000));
        let mut different = all.clone();
        different.sort();
        different.dedup();
        assert_eq!((all.len(), different.len()), (count, count), "{action}: {all:?}");
        for size in [3, 50] {
            let (walked, sizes) = emulator.walk(list, Some(size));
            assert_eq!(walked, all, "{action}");
            assert_eq!(sizes.len(), count.div_ceil(size), "{action}");
        }
    }
}

#[test]
fn a_page_has_a_hundred_items_by_default() {
    let emulator = full();
    for list in LISTS.iter().filter(|list| list.3 > 100) {
        assert_eq!(emulator.walk(list, None).1, [100, list.3 - 100], "{}", list.0);
    }
}
