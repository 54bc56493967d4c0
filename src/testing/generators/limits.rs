//! TABLE: the limits of the members of requests, taken from the service's model (`2010-05-08`) a second
//! time. They go by the name of the member, and by operation or structure where one name means several
//! things. A member that is not listed has no limit.

use super::limit::Limit::{self, Any, Integer, List, Map, Unnamed};
use super::limit::Sampled;
use super::limit::{Arn, Class, Form, Form::*, text};
use super::texts::*;
use crate::Constraint::{EnumValue, MaxLength, MinLength, NotNull, Pattern};
use crate::structures::EntityType;

const NAMED: Form = Name;
const IN_WORDS: Form = Of(Class(&WORD, r"[\w]+"));
const IN_LATIN: Form = Of(Class(&LATIN, r"[\u0020-\u00FF]+"));
const IN_LATIN_LINES: Form = Of(Class(&LATIN_LINES, r"[\u0009\u000A\u000D\u0020-\u00FF]+"));
const IN_PRINTABLE_ASCII: Form = Of(Class(&PRINTABLE, r"[ -~]+"));
const IN_PRINTABLE_LATIN: Form =
    Of(Class(&PRINTABLE_LATIN_LINES, r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*"));
const IN_TAG_KEYS: Form = Of(Class(&TAG, TAG_KEY_PATTERN));

const TAG_KEY_PATTERN: &str = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+";
const PROPERTY_KEY_PATTERN: &str = r"^[A-Za-z][A-Za-z0-9/_-]*$";
/// Of simulated policies; the model has another one.
const POLICIES_PATTERN: &str = r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+";

/// No greatest length.
const UNLIMITED: usize = usize::MAX;

/// What a member of an operation's input or of a structure in it may hold.
#[rustfmt::skip]
pub(super) fn of(structure: &str, member: &str) -> Limit {
    match (member, structure) {
        // Names, whose characters IAM judges after all violations.
        ("UserName", "AttachUserPolicy" | "CreateLoginProfile" | "CreateServiceSpecificCredential"
            | "CreateUser" | "DeleteLoginProfile" | "DeleteSshPublicKey" | "DeleteServiceSpecificCredential"
            | "DeleteUserPermissionsBoundary" | "DetachUserPolicy" | "GetLoginProfile" | "GetMfaDevice"
            | "GetSshPublicKey" | "ListAttachedUserPolicies" | "ListSshPublicKeys"
            | "ListServiceSpecificCredentials" | "PutUserPermissionsBoundary" | "ResetServiceSpecificCredential"
            | "UpdateLoginProfile" | "UpdateSshPublicKey" | "UpdateServiceSpecificCredential"
            | "UploadSshPublicKey") => text(1, 64, NAMED),
        ("UserName", _) => text(1, 128, NAMED),
        // The service judges these, with `*` and `?`.
        ("PolicyName", "InlinePolicyIdentifier") | ("AttachmentName", _) => text(1, 128, Free),
        ("NewUserName" | "RoleName" | "CustomSuffix", _) => text(1, 64, NAMED),
        ("AWSServiceName" | "GroupName" | "InstanceProfileName" | "NewGroupName" | "NewServerCertificateName"
            | "PolicyName" | "ServerCertificateName", _) => text(1, 128, NAMED),
        ("VirtualMFADeviceName", _) => text(1, UNLIMITED, NAMED),
        ("Path", "CreatePolicy") => text(1, 512, Sampled(&POLICY_PATH)),
        ("PathPrefix", "ListAttachedGroupPolicies" | "ListAttachedRolePolicies" | "ListAttachedUserPolicies"
            | "ListPolicies") => text(1, 512, PolicyPathPrefix(&POLICY_PATH)),
        ("Path" | "NewPath", _) | ("PathPrefix", "ListEntitiesForPolicy") => text(1, 512, Path),
        ("PathPrefix", _) => text(1, 512, PathPrefix),
        // ARNs, which IAM also judges after all violations.
        ("PolicyArn", _) => text(20, 2048, Form::Arn(Arn::Policy)),
        ("PermissionsBoundary", _) => text(20, 2048, Form::Arn(Arn::Boundary)),
        ("OpenIDConnectProviderArn", _) => text(20, 2048, Form::Arn(Arn::OpenIdConnectProvider)),
        ("SAMLProviderArn", _) => text(20, 2048, Form::Arn(Arn::SamlProvider)),
        // Texts.
        ("Arn" | "EntityArn" | "PolicySourceArn" | "PolicyTemplateArn" | "TemplateArn", _) => text(20, 2048, Free),
        ("AccessKeyId", _) => text(16, 128, IN_WORDS),
        ("AccountAlias", _) => text(3, 63, Sampled(&ACCOUNT_ALIAS)),
        ("AddPrivateKey" | "PrivateKey" | "CertificateBody" | "SSHPublicKeyBody", _) => text(1, 16384, IN_LATIN_LINES),
        ("AssumeRolePolicyDocument" | "PolicyDocument" | "ResourcePolicy", _) => text(1, 131_072, IN_LATIN_LINES),
        ("AuthenticationCode1" | "AuthenticationCode2", _) => text(6, 6, Of(Class(&DIGIT, r"[\d]+"))),
        ("CallerArn" | "ResourceOwner", _) => text(1, 2048, Free),
        ("CertificateChain", _) => text(1, 2_097_152, IN_LATIN_LINES),
        ("CertificateId", _) => text(24, 128, IN_WORDS),
        ("ClientID" | "Url", _) => text(1, 255, Free),
        ("ContextKeyName", _) => text(5, 256, Free),
        ("DelegationRequestId", _) => text(16, 128, Of(Class(&WORD_DASH, r"[\w-]+"))),
        ("DeletionTaskId", _) => text(1, 1000, Free),
        ("Description", "CreatePolicy") => text(0, 1000, Free),
        ("Description", _) => text(0, 1000, IN_PRINTABLE_LATIN),
        ("EntityPath", _) => text(19, 427, Sampled(&ENTITY_PATH)),
        ("IdentityCenterInstanceArn", _) => text(1, 1224, Free),
        ("JobId", _) => text(36, 36, Free),
        ("Key", "Tag") => text(1, 128, IN_TAG_KEYS),
        ("Locale", _) => text(2, 12, Free),
        ("Marker", _) => text(1, 320, IN_LATIN),
        ("Name", "CreateSamlProvider") => text(1, 128, Of(Class(&WORD_DOT_DASH, r"[\w._-]+"))),
        ("Name", "PolicyParameter") => text(5, 256, IN_PRINTABLE_ASCII),
        ("NewPassword" | "OldPassword" | "Password", _) => text(1, 128, IN_LATIN_LINES),
        ("Notes", _) => text(0, 500, IN_PRINTABLE_LATIN),
        ("NotificationChannel", _) => text(2, 400, Of(Class(&CHANNEL, r"^[a-zA-Z0-9:_.-]+$"))),
        ("OrganizationsPolicyId", _) => text(0, UNLIMITED, Sampled(&ORGANIZATIONS_POLICY_ID)),
        ("OwnerAccountId", _) => text(0, UNLIMITED, Sampled(&ACCOUNT_ID)),
        ("OwnerId", _) => text(20, 2048, Of(Class(&SERIAL, r"^[a-zA-Z0-9:/+=,.@_-]+$"))),
        ("RedirectUrl", _) => text(1, 255, Sampled(&REDIRECT_URL)),
        ("RemovePrivateKey", _) => text(22, 64, Of(Class(&UPPER_OR_DIGIT, r"[A-Z0-9]+"))),
        ("RequestMessage", _) => text(0, 200, IN_PRINTABLE_LATIN),
        ("RequestorWorkflowId", _) =>
            text(5, 400, Of(Class(&PRINTABLE_LATIN_LINES, r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+"))),
        ("ResourceHandlingOption", _) => text(1, 64, Free),
        ("SAMLMetadataDocument", _) => text(1000, 10_000_000, Free),
        ("SSHPublicKeyId" | "ServiceSpecificCredentialId", _) => text(20, 128, IN_WORDS),
        ("SerialNumber", _) => text(9, 256, Of(Class(&SERIAL, r"[\w+=/:,.@-]+"))),
        ("ServiceNamespace", _) => SERVICE_NAMESPACE,
        ("SourceKey" | "SubjectSourceKey" | "SubjectTypeSourceKey" | "TargetKey", _) => text(1, 128, Free),
        ("SubjectTypeValue", _) => text(0, 128, Free),
        ("Value", "Tag") => text(0, 256, Of(Class(&TAG, r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"))),
        ("VersionId", _) => text(0, UNLIMITED, Sampled(&POLICY_VERSION_ID)),
        // Integers.
        ("CredentialAgeDays", _) => Integer(1, 36_600),
        ("MaxItems", _) => Integer(1, 1000),
        ("MaxPasswordAge", _) => Integer(1, 1095),
        ("MaxSessionDuration", _) => Integer(3600, 43_200),
        ("MaxSigninSessionDuration", _) => Integer(3600, 7_776_000),
        ("MinimumPasswordLength", _) => Integer(6, 128),
        ("PasswordReusePrevention", _) => Integer(1, 24),
        ("SessionDuration", _) => Integer(300, 43_200),
        ("Status", "UpdateServiceSpecificCredential") => Unnamed,
        // Lists; behind the member all that AWS says of a bad one, in its order.
        ("ActionNames", _) => List(0, UNLIMITED, const { &text(3, 128, Free) }, &[MaxLength(128), MinLength(3)]),
        ("ClientIDList", _) => List(0, UNLIMITED, const { &text(1, 255, Free) }, &[MaxLength(255), MinLength(1)]),
        ("Filter", _) => List(0, UNLIMITED, &Any, &[EnumValue(EntityType::TEXTS)]),
        ("KeyDefinitionList", _) => List(0, 10, &Any, &[]),
        ("OrderedOrganizationPolicyInputList", _) => List(0, 7, &Any, &[]),
        ("Parameters", _) => List(0, 50, &Any, &[]),
        ("PermissionsBoundaryPolicyInputList" | "PolicyInputList" | "ServiceControlPolicyInputList", _) =>
            List(0, UNLIMITED, const { &text(1, 131_072, Of(Class(&PRINTABLE_LATIN_LINES, POLICIES_PATTERN))) },
                &[MaxLength(131_072), MinLength(1), Pattern(POLICIES_PATTERN)]),
        ("PolicyExclusionList", _) => List(0, 256, &Any, &[]),
        ("ResourceArns", _) => List(0, UNLIMITED, const { &text(1, 2048, Free) }, &[MaxLength(2048), MinLength(1)]),
        ("ServiceNamespaces", _) => List(1, 200, &SERVICE_NAMESPACE,
            &[MaxLength(64), MinLength(1), Pattern(r"[\w-]*")]),
        ("TagKeys", _) => List(0, 50, const { &text(1, 128, IN_TAG_KEYS) },
            &[MaxLength(128), MinLength(1), Pattern(TAG_KEY_PATTERN), NotNull]),
        ("Tags", _) => List(0, 50, &Any, &[]),
        ("ThumbprintList", _) => List(0, UNLIMITED, const { &text(40, 40, Free) }, &[MaxLength(40), MinLength(40)]),
        ("Values", "PolicyParameter") => List(0, UNLIMITED, const { &text(0, UNLIMITED, IN_PRINTABLE_ASCII) }, &[Pattern(r"[ -~]+")]),
        ("Values", "ReplacementValueEntry") => List(1, 20, &Any, &[]),
        // Maps; behind the key and the value all that AWS says of a bad one.
        ("Properties", _) => Map(UNLIMITED,
            const { &text(1, 50, Sampled(&PROPERTY_KEY)) }, &[MaxLength(50), MinLength(1), Pattern(PROPERTY_KEY_PATTERN)],
            const { &text(1, 1024, Free) }, &[MaxLength(1024), MinLength(1)]),
        ("ReplacementValues", _) => Map(30, &Any, &[], &Any, &[]),
        _ => Any,
    }
}

const SERVICE_NAMESPACE: Limit = text(1, 64, Of(Class(&WORD_DASH, r"[\w-]*")));

static ACCOUNT_ALIAS: Sampled = Sampled {
    pattern: r"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
    good: &["a-1", "000", "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa"],
    bad: &["-ab", "ab-", "a--b", "Abc", "a_b", "a b", "äbc", "abc\n"],
};

static ACCOUNT_ID: Sampled = Sampled {
    pattern: r"\d{12}",
    good: &["123456789012", "000000000000"],
    bad: &["12345678901", "1234567890123", "12345678901a", "", "١٢٣٤٥٦٧٨٩٠١٢", " 12345678901"],
};

static ENTITY_PATH: Sampled = Sampled {
    pattern: r"^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z-\/]*",
    good: &[
        "o-a1b2c3d4e5/r-f6g7",
        "o-a1b2c3d4e5/r-f6g7/ou-f6g7-a*",
        "o-abcdefghijabcdefghijabcdefghijab/r-abcd",
    ],
    bad: &[
        "o-a1b2c3d4e/r-f6g7h",
        "o-abcdefghijabcdefghijabcdefghijabc/r-abcd",
        "o-a1b2c3d4e5/r-f6g/",
        "a1b2c3d4e5f6/r-f6g7",
        "o-a1b2c3d4e5/f6g7h8i",
        "o-a1b2c3d4e5/r-f6g7/A",
        "O-a1b2c3d4e5/r-f6g7",
    ],
};

static ORGANIZATIONS_POLICY_ID: Sampled = Sampled {
    pattern: r"^p-[0-9a-zA-Z_]{8,128}$",
    good: &["p-abcdefg1", "p-A_______9"],
    bad: &["p-abcdefg", "abcdefgh", "p-abcdefg-", "P-abcdefgh", "", "p-abcdefghé"],
};

static POLICY_PATH: Sampled = Sampled {
    pattern: r"((/[A-Za-z0-9\.,\+@=_-]+)*)/",
    good: &["/", "/a*/", "/a/B.,+@=_-9*/c/"],
    bad: &["a", "/a", "a/", "//", "/a//b/", "/a b/", "/é/", "/a:b/"],
};

static POLICY_VERSION_ID: Sampled = Sampled {
    pattern: r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?",
    good: &["v1", "v10", "v2.", "v3.a*-Z9"],
    bad: &["", "v", "v0", "v01", "1", "V1", "v1a", "v1.a.b", "v1._", "v1 "],
};

static PROPERTY_KEY: Sampled = Sampled {
    pattern: PROPERTY_KEY_PATTERN,
    good: &["a*", "Z/_-9*", "b"],
    bad: &["", "1", "_a", "a.b", "a b", "é", "a\n"],
};

static REDIRECT_URL: Sampled = Sampled {
    pattern: r"^http(s?)://[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$",
    good: &["https://a.example/a*", "http://", "https://a_-.9/?b=c&d._-#e/._-*", "http://a#"],
    bad: &[
        "ftp://a",
        "https:/a",
        "http://a:80/",
        "http://a?b/c",
        "http://a#b?c",
        "http://a#b#c",
        "http://a b",
    ],
};
