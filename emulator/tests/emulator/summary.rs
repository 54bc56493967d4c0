//! Which counts of the account's summary change with which requests.

use super::Emulator;

/// A request, and the counts that it changes, by so much.
const STEPS: &[(&str, &[(&str, i32)])] = &[
    ("CreateUser &UserName=a", &[("Users", 1)]),
    ("CreateUser &UserName=b", &[("Users", 1)]),
    ("CreateGroup &GroupName=a", &[("Groups", 1)]),
    ("CreateRole &RoleName=a&AssumeRolePolicyDocument=$TRUST", &[("Roles", 1)]),
    ("CreatePolicy &PolicyName=a&PolicyDocument=$POLICY", &[("Policies", 1)]),
    ("CreatePolicy &PolicyName=b&PolicyDocument=$POLICY", &[("Policies", 1)]),
    ("CreateInstanceProfile &InstanceProfileName=a", &[("InstanceProfiles", 1)]),
    (
        "UploadServerCertificate &ServerCertificateName=a&PrivateKey=k&CertificateBody=-----BEGIN%20CERTIFICATE-----",
        &[("ServerCertificates", 1)],
    ),
    ("CreateOpenIDConnectProvider &Url=https://a.example", &[("Providers", 1)]),
    ("CreateSAMLProvider &Name=a&SAMLMetadataDocument=@METADATA", &[("Providers", 1)]),
    ("CreateVirtualMFADevice &VirtualMFADeviceName=a", &[("MFADevices", 1)]),
    ("CreateVirtualMFADevice &VirtualMFADeviceName=b", &[("MFADevices", 1)]),
    (
        "EnableMFADevice &UserName=a&SerialNumber=@ARN:mfa/a&AuthenticationCode1=123456&AuthenticationCode2=654321",
        &[("MFADevicesInUse", 1)],
    ),
    // Only virtual ones count.
    (
        "EnableMFADevice &UserName=b&SerialNumber=GAHT12345678&AuthenticationCode1=123456&AuthenticationCode2=654321",
        &[],
    ),
    ("AttachUserPolicy &UserName=a&PolicyArn=@ARN:policy/a", &[("PolicyVersionsInUse", 1)]),
    ("AttachRolePolicy &RoleName=a&PolicyArn=@ARN:policy/a", &[]),
    ("CreatePolicyVersion &PolicyArn=@ARN:policy/a&PolicyDocument=$OTHER", &[]),
    (
        "AttachGroupPolicy &GroupName=a&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess",
        &[("PolicyVersionsInUse", 1)],
    ),
    ("DetachUserPolicy &UserName=a&PolicyArn=@ARN:policy/a", &[]),
    ("DetachRolePolicy &RoleName=a&PolicyArn=@ARN:policy/a", &[("PolicyVersionsInUse", -1)]),
    ("AddUserToGroup &UserName=a&GroupName=a", &[]),
    ("CreateAccessKey &UserName=a", &[]),
    ("TagUser &UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v", &[]),
    (
        "SetSecurityTokenServicePreferences &GlobalEndpointTokenVersion=v2Token",
        &[("GlobalEndpointTokenVersion", 1)],
    ),
    (
        "SetSecurityTokenServicePreferences &GlobalEndpointTokenVersion=v1Token",
        &[("GlobalEndpointTokenVersion", -1)],
    ),
    ("DeactivateMFADevice &UserName=a&SerialNumber=@ARN:mfa/a", &[("MFADevicesInUse", -1)]),
    ("DeleteVirtualMFADevice &SerialNumber=@ARN:mfa/a", &[("MFADevices", -1)]),
    ("DeletePolicy &PolicyArn=@ARN:policy/b", &[("Policies", -1)]),
    ("DeleteServerCertificate &ServerCertificateName=a", &[("ServerCertificates", -1)]),
    ("DeleteInstanceProfile &InstanceProfileName=a", &[("InstanceProfiles", -1)]),
    ("DeleteSAMLProvider &SAMLProviderArn=@ARN:saml-provider/a", &[("Providers", -1)]),
    ("DeleteRole &RoleName=a", &[("Roles", -1)]),
];

fn summary(emulator: &Emulator) -> Vec<(String, i32)> {
    let texts = |name| emulator.texts(name, "GetAccountSummary", "");
    let values = texts("value").into_iter().map(|value| value.parse().unwrap());
    texts("key").into_iter().zip(values).collect()
}

#[test]
fn a_request_changes_the_counts_that_it_is_about_and_no_others() {
    let emulator = Emulator::new();
    let mut before = summary(&emulator);
    for (step, changes) in STEPS {
        let step = step.replace("@ARN", "arn:aws:iam::123456789012");
        emulator.perform(&step.replace("@METADATA", &"x".repeat(1000)));
        let now = summary(&emulator);
        let changed = before.iter().zip(&now).filter(|(before, now)| before != now);
        let changed: Vec<_> =
            changed.map(|((name, before), (_, now))| (&**name, now - before)).collect();
        assert_eq!(changed, *changes, "{step}");
        before = now;
    }
}
