//! Which times move with which requests, while the clock goes on.

use super::borders::with_clock;

/// A request that makes something, a read with a time of it, the requests that move the time, and those that do not.
struct Row {
    made: &'static str,
    read: &'static str,
    element: &'static str,
    moves: &'static [&'static str],
    stays: &'static [&'static str],
}

const USER: &str = "CreateUser &UserName=a";
const ROLE: &str = "CreateRole &RoleName=a&AssumeRolePolicyDocument=$TRUST";
const POLICY: &str = "CreatePolicy &PolicyName=a&PolicyDocument=$POLICY";
const OF_POLICY: &str = "&PolicyArn=arn:aws:iam::123456789012:policy/a";
const OF_SAML: &str = "&SAMLProviderArn=arn:aws:iam::123456789012:saml-provider/a";
const OF_OIDC: &str = "&OpenIDConnectProviderArn=arn:aws:iam::123456789012:oidc-provider/a.example";
const OF_DEVICE: &str =
    "&UserName=a&SerialNumber=GAHT12345678&AuthenticationCode1=123456&AuthenticationCode2=654321";
const TAG: &str = "&Tags.member.1.Key=k&Tags.member.1.Value=v";

const ROWS: &[Row] = &[
    Row {
        made: USER,
        read: "GetUser &UserName=a",
        element: "CreateDate",
        moves: &[],
        stays: &[
            "UpdateUser &UserName=a&NewPath=/b/",
            "TagUser &UserName=a@TAG",
            "CreateAccessKey &UserName=a",
            "PutUserPolicy &UserName=a&PolicyName=p&PolicyDocument=$POLICY",
        ],
    },
    Row {
        made: "CreateGroup &GroupName=a",
        read: "GetGroup &GroupName=a",
        element: "CreateDate",
        moves: &[],
        stays: &["UpdateGroup &GroupName=a&NewPath=/b/"],
    },
    Row {
        made: ROLE,
        read: "GetRole &RoleName=a",
        element: "CreateDate",
        moves: &[],
        stays: &[
            "UpdateRole &RoleName=a&Description=d",
            "UpdateAssumeRolePolicy &RoleName=a&PolicyDocument=$TRUST",
            "TagRole &RoleName=a@TAG",
        ],
    },
    Row {
        made: POLICY,
        read: "GetPolicy @POLICY",
        element: "CreateDate",
        moves: &[],
        stays: &["CreatePolicyVersion @POLICY&PolicyDocument=$OTHER&SetAsDefault=true"],
    },
    // Documented: when the newest version was created.
    Row {
        made: POLICY,
        read: "GetPolicy @POLICY",
        element: "UpdateDate",
        moves: &[
            "CreatePolicyVersion @POLICY&PolicyDocument=$OTHER",
            "CreatePolicyVersion @POLICY&PolicyDocument=$OTHER&SetAsDefault=true",
        ],
        stays: &["TagPolicy @POLICY@TAG", "SetDefaultPolicyVersion @POLICY&VersionId=v1"],
    },
    Row {
        made: "CreateInstanceProfile &InstanceProfileName=a\nCreateGroup &GroupName=g",
        read: "GetInstanceProfile &InstanceProfileName=a",
        element: "CreateDate",
        moves: &[],
        stays: &["TagInstanceProfile &InstanceProfileName=a@TAG"],
    },
    Row {
        made: "CreateSAMLProvider &Name=a&SAMLMetadataDocument=@METADATA",
        read: "GetSAMLProvider @SAML",
        element: "ValidUntil",
        moves: &["UpdateSAMLProvider @SAML&SAMLMetadataDocument=@METADATA"],
        stays: &[
            "TagSAMLProvider @SAML@TAG",
            "UpdateSAMLProvider @SAML&AssertionEncryptionMode=Allowed",
        ],
    },
    Row {
        made: "CreateSAMLProvider &Name=a&SAMLMetadataDocument=@METADATA",
        read: "GetSAMLProvider @SAML",
        element: "CreateDate",
        moves: &[],
        stays: &["UpdateSAMLProvider @SAML&SAMLMetadataDocument=@METADATA"],
    },
    Row {
        made: "CreateOpenIDConnectProvider &Url=https://a.example",
        read: "GetOpenIDConnectProvider @OIDC",
        element: "CreateDate",
        moves: &[],
        stays: &["AddClientIDToOpenIDConnectProvider @OIDC&ClientID=c"],
    },
    Row {
        made: "CreateUser &UserName=a\nCreateLoginProfile &UserName=a&Password=p",
        read: "GetLoginProfile &UserName=a",
        element: "CreateDate",
        moves: &[],
        stays: &["UpdateLoginProfile &UserName=a&Password=q"],
    },
    Row {
        made: "CreateUser &UserName=a\nEnableMFADevice @DEVICE",
        read: "ListMFADevices &UserName=a",
        element: "EnableDate",
        moves: &[
            "DeactivateMFADevice &UserName=a&SerialNumber=GAHT12345678\nEnableMFADevice @DEVICE",
        ],
        stays: &["ResyncMFADevice @DEVICE"],
    },
    // A virtual device that nobody has was enabled at no time.
    Row {
        made: "CreateUser &UserName=a\nCreateVirtualMFADevice &VirtualMFADeviceName=a",
        read: "ListVirtualMFADevices ",
        element: "EnableDate",
        moves: &["EnableMFADevice @VIRTUAL", "DeactivateMFADevice @VIRTUAL"],
        stays: &["TagMFADevice &SerialNumber=arn:aws:iam::123456789012:mfa/a@TAG"],
    },
];

fn filled(step: &str) -> String {
    let virtual_device = OF_DEVICE.replace("GAHT12345678", "arn:aws:iam::123456789012:mfa/a");
    [
        ("@TAG", TAG),
        ("@POLICY", OF_POLICY),
        ("@SAML", OF_SAML),
        ("@OIDC", OF_OIDC),
        ("@DEVICE", OF_DEVICE),
        ("@VIRTUAL", &virtual_device),
        ("@METADATA", &"x".repeat(1000)),
    ]
    .iter()
    .fold(step.to_owned(), |step, (name, value)| step.replace(name, value))
}

#[test]
fn a_time_moves_with_what_it_is_about_and_with_nothing_else() {
    for row in ROWS {
        let (emulator, set) = with_clock();
        let read = filled(row.read);
        let (action, parameters) = read.split_once(' ').unwrap();
        let times = || emulator.texts(row.element, action, parameters);
        emulator.perform(&filled(row.made));
        let mut last = times();
        let all = [(row.stays, false), (row.moves, true), (row.stays, false)];
        let steps = all.iter().flat_map(|(steps, moves)| steps.iter().map(|step| (*step, *moves)));
        for ((step, moves), minute) in steps.zip(1..) {
            set(minute * 60);
            emulator.perform(&filled(step));
            let now = times();
            assert_eq!(now != last, moves, "{} of {action} at {step}: {now:?}", row.element);
            last = now;
        }
    }
}
