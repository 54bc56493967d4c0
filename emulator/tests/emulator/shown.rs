//! What lists show of an item: in each element what a read of the item has in it.

use super::borders::with_clock;

/// A read (or a list, where no read suits), a list that has the same item alone, and the elements that both show.
type Row = (&'static str, &'static str, &'static str);

const MADE: &str = "CreateUser &UserName=a&Path=/u/
    CreateGroup &GroupName=a&Path=/g/
    AddUserToGroup &UserName=a&GroupName=a
    CreateRole &RoleName=a&Path=/r/&Description=d&MaxSessionDuration=7200&AssumeRolePolicyDocument=$TRUST
    CreatePolicy &PolicyName=a&Path=/p/&PolicyDocument=$POLICY
    AttachUserPolicy &UserName=a&PolicyArn=arn:aws:iam::123456789012:policy/p/a
    CreateInstanceProfile &InstanceProfileName=a&Path=/i/
    AddRoleToInstanceProfile &InstanceProfileName=a&RoleName=a
    UploadServerCertificate &ServerCertificateName=a&Path=/s/&PrivateKey=k&CertificateBody=-----BEGIN+CERTIFICATE-----
    CreateSAMLProvider &Name=a&SAMLMetadataDocument=@METADATA
    CreateVirtualMFADevice &VirtualMFADeviceName=a
    EnableMFADevice &UserName=a&SerialNumber=arn:aws:iam::123456789012:mfa/a&AuthenticationCode1=123456&AuthenticationCode2=654321";

const USER: &str = "Path UserName UserId Arn CreateDate";
const GROUP: &str = "Path GroupName GroupId Arn CreateDate";
const ROLE: &str = "RoleName RoleId";
const POLICY: &str = "PolicyName PolicyId Arn Path DefaultVersionId AttachmentCount \
    PermissionsBoundaryUsageCount IsAttachable CreateDate UpdateDate";
const PROFILE: &str = "InstanceProfileName InstanceProfileId";
const CERTIFICATE: &str = "Path ServerCertificateName ServerCertificateId Arn UploadDate";

const OF_POLICY: &str = "GetPolicy &PolicyArn=arn:aws:iam::123456789012:policy/p/a";
const OF_SAML: &str = "GetSAMLProvider &SAMLProviderArn=arn:aws:iam::123456789012:saml-provider/a";
const OF_VERSION: &str =
    "GetPolicyVersion &VersionId=v1&PolicyArn=arn:aws:iam::123456789012:policy/p/a";

const ROWS: &[Row] = &[
    ("GetUser &UserName=a", "ListUsers ", USER),
    ("GetUser &UserName=a", "GetAccountAuthorizationDetails &Filter.member.1=User", USER),
    ("ListUsers ", "GetGroup &GroupName=a", "UserName UserId"),
    ("GetGroup &GroupName=a", "ListGroups ", "GroupName GroupId"),
    ("ListGroups ", "ListGroupsForUser &UserName=a", GROUP),
    ("ListGroups ", "GetAccountAuthorizationDetails &Filter.member.1=Group", GROUP),
    (
        "GetRole &RoleName=a",
        "ListRoles ",
        "Path RoleName RoleId Arn CreateDate AssumeRolePolicyDocument Description MaxSessionDuration",
    ),
    ("GetRole &RoleName=a", "ListInstanceProfiles ", ROLE),
    (OF_POLICY, "ListPolicies &Scope=Local", POLICY),
    (OF_POLICY, "GetAccountAuthorizationDetails &Filter.member.1=LocalManagedPolicy", "PolicyId"),
    (
        OF_VERSION,
        "ListPolicyVersions &PolicyArn=arn:aws:iam::123456789012:policy/p/a",
        "VersionId IsDefaultVersion CreateDate",
    ),
    ("GetInstanceProfile &InstanceProfileName=a", "ListInstanceProfiles ", PROFILE),
    (
        "GetInstanceProfile &InstanceProfileName=a",
        "ListInstanceProfilesForRole &RoleName=a",
        PROFILE,
    ),
    ("GetServerCertificate &ServerCertificateName=a", "ListServerCertificates ", CERTIFICATE),
    (OF_SAML, "ListSAMLProviders ", "CreateDate ValidUntil"),
    ("ListMFADevices &UserName=a", "ListVirtualMFADevices ", "UserName SerialNumber EnableDate"),
];

/// Everything once, each made in a minute of its own.
#[test]
fn a_list_shows_of_an_item_what_its_read_shows() {
    let (emulator, set) = with_clock();
    for (step, minute) in MADE.replace("@METADATA", &"x".repeat(1000)).lines().zip(1..) {
        set(minute * 60);
        emulator.perform(step);
    }
    set(3600);
    for (read, list, elements) in ROWS {
        for element in elements.split(' ') {
            let texts = |request: &str| {
                let (action, parameters) = request.split_once(' ').unwrap();
                emulator.texts(element, action, parameters)
            };
            let shown = texts(list);
            assert!(!shown.is_empty(), "{list}: {element}");
            assert_eq!(shown, texts(read), "{list}: {element}");
        }
    }
}
