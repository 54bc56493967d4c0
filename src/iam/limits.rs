//! TABLE: what members of requests may hold, one row per shape of the service's model
//! (`2010-05-08`), which is called as in the model.

use crate::error::constraint::Constraint::*;
use crate::iam::enums::EntityType;
use crate::schema::class::*;
use crate::schema::rows::{ANY, UNLIMITED, integers, lists, maps, texts};
use crate::schema::shape::Form::{Any, Many, Named, Pattern as Matching, Some};
use crate::schema::shape::Named::*;
use crate::schema::shape::Shape;
use crate::schema::words::in_words;

pub(crate) use crate::schema::rows::{integer, text};
pub(crate) use crate::schema::tag::{TAG_KEY, TAG_KEYS, TAGS};

/// `statusType` of service-specific credentials: the values are not named (recorded in March 2025; those of
/// other enumerations are, recorded in September 2026).
pub(crate) static CREDENTIAL_STATUS: Shape = Shape::Unnamed;
in_words! { CREDENTIAL_STATUS: "a listed value" }

texts! {
    /// `accessKeyIdType`
    ACCESS_KEY_ID = 16..=128, Some(r"[\w]+", &WORD);
    /// `accountAliasType`
    ACCOUNT_ALIAS = 3..=63, Matching(r"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", is_account_alias);
    /// `accountIdType`
    ACCOUNT_ID = 0..=UNLIMITED, Matching(r"\d{12}", is_account_id);
    /// `accountPropertyKeyType`
    ACCOUNT_PROPERTY_KEY = 1..=50, Matching(r"^[A-Za-z][A-Za-z0-9/_-]*$", is_property_key);
    /// `accountPropertyValueType`
    ACCOUNT_PROPERTY_VALUE = 1..=1024, Any;
    /// `ActionNameType`
    ACTION_NAME = 3..=128, Any;
    /// `arnType`
    ARN = 20..=2048, Any;
    /// `AttachmentName`, in which `*` and `?` select owners (recorded), whatever the model's pattern says
    ATTACHMENT_NAME = 1..=128, Any;
    /// `authenticationCodeType`
    AUTHENTICATION_CODE = 6..=6, Some(r"[\d]+", &DIGIT);
    /// `arnType` of a permissions boundary
    BOUNDARY_ARN = 20..=2048, Named(BoundaryArn);
    /// `certificateBodyType`
    CERTIFICATE_BODY = 1..=16384, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `certificateChainType`
    CERTIFICATE_CHAIN = 1..=2097152, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `certificateIdType`
    CERTIFICATE_ID = 24..=128, Some(r"[\w]+", &WORD);
    /// `clientIDType`
    CLIENT_ID = 1..=255, Any;
    /// `ContextKeyNameType`
    CONTEXT_KEY_NAME = 5..=256, Any;
    /// `contextProviderSourceKeyType`
    CONTEXT_PROVIDER_SOURCE_KEY = 1..=128, Any;
    /// `contextProviderTargetKeyType`
    CONTEXT_PROVIDER_TARGET_KEY = 1..=128, Any;
    /// `customSuffixType`
    CUSTOM_SUFFIX = 1..=64, Named(Name);
    /// `delegationRequestDescriptionType`
    DELEGATION_REQUEST_DESCRIPTION = 0..=1000, Many(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", &PRINTABLE_LATIN_LINES);
    /// `delegationRequestIdType`
    DELEGATION_REQUEST_ID = 16..=128, Some(r"[\w-]+", &WORD_DASH);
    /// `DeletionTaskIdType`
    DELETION_TASK_ID = 1..=1000, Any;
    /// `existingUserNameType`
    EXISTING_USER_NAME = 1..=128, Named(Name);
    /// `groupNameType`
    GROUP_NAME = 1..=128, Named(Name);
    /// `identityCenterInstanceArnType`
    IDENTITY_CENTER_INSTANCE_ARN = 1..=1224, Any;
    /// `instanceProfileNameType`
    INSTANCE_PROFILE_NAME = 1..=128, Named(Name);
    /// `jobIDType`
    JOB_ID = 36..=36, Any;
    /// `localeType`
    LOCALE = 2..=12, Any;
    /// `markerType`
    MARKER = 1..=320, Some(r"[\u0020-\u00FF]+", &LATIN);
    /// `notesType`
    NOTES = 0..=500, Many(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", &PRINTABLE_LATIN_LINES);
    /// `notificationChannelType`
    NOTIFICATION_CHANNEL = 2..=400, Some(r"^[a-zA-Z0-9:_.-]+$", &CHANNEL);
    /// `arnType` of an OpenID Connect provider
    OPEN_ID_CONNECT_PROVIDER_ARN = 20..=2048, Named(OpenIdConnectProviderArn);
    /// `OpenIDConnectProviderUrlType`
    OPEN_ID_CONNECT_PROVIDER_URL = 1..=255, Any;
    /// `organizationsEntityPathType`
    ORGANIZATIONS_ENTITY_PATH = 19..=427, Matching(r"^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z-\/]*", is_entity_path);
    /// `organizationsPolicyIdType`
    ORGANIZATIONS_POLICY_ID = 0..=UNLIMITED, Matching(r"^p-[0-9a-zA-Z_]{8,128}$", is_organizations_policy_id);
    /// `ownerIdType`
    OWNER_ID = 20..=2048, Some(r"^[a-zA-Z0-9:/+=,.@_-]+$", &SERIAL);
    /// `passwordType`
    PASSWORD = 1..=128, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `pathType`
    PATH = 1..=512, Named(Path);
    /// `pathPrefixType`
    PATH_PREFIX = 1..=512, Named(PathPrefix);
    /// `arnType` of a policy
    POLICY_ARN = 20..=2048, Named(Arn("policy"));
    /// `policyDescriptionType`
    POLICY_DESCRIPTION = 0..=1000, Any;
    /// `policyDocumentType`
    POLICY_DOCUMENT = 1..=131072, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `policyNameType` of an inline policy that is excluded. `*` and `?` are for the service to judge
    /// (recorded).
    EXCLUDED_POLICY_NAME = 1..=128, Any;
    /// `policyNameType`
    POLICY_NAME = 1..=128, Named(Name);
    /// `policyParameterNameType`
    POLICY_PARAMETER_NAME = 5..=256, Some(r"[ -~]+", &PRINTABLE_ASCII);
    /// `policyParameterValueType`
    POLICY_PARAMETER_VALUE = 0..=UNLIMITED, Some(r"[ -~]+", &PRINTABLE_ASCII);
    /// `policyPathType` of a prefix
    POLICY_PATH_PREFIX = 1..=512, Named(PolicyPathPrefix);
    /// `policyPathType`
    POLICY_PATH = 1..=512, Matching(r"((/[A-Za-z0-9\.,\+@=_-]+)*)/", is_policy_path);
    /// `policyVersionIdType`
    POLICY_VERSION_ID = 0..=UNLIMITED, Matching(r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", is_policy_version_id);
    /// `policyDocumentType` in a list, with the pattern that IAM names (recorded); the model has another one
    SIMULATED_POLICY = 1..=131072, Some(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+", &PRINTABLE_LATIN_LINES);
    /// `privateKeyType`
    PRIVATE_KEY = 1..=16384, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `privateKeyIdType`
    PRIVATE_KEY_ID = 22..=64, Some(r"[A-Z0-9]+", &UPPER_OR_DIGIT);
    /// `publicKeyIdType`
    PUBLIC_KEY_ID = 20..=128, Some(r"[\w]+", &WORD);
    /// `publicKeyMaterialType`
    PUBLIC_KEY_MATERIAL = 1..=16384, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `redirectUrlType`
    REDIRECT_URL = 1..=255, Matching(r"^http(s?)://[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$", is_redirect_url);
    /// `requestorWorkflowIdType`
    REQUESTOR_WORKFLOW_ID = 5..=400, Some(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+", &PRINTABLE_LATIN_LINES);
    /// `requestMessageType`
    REQUEST_MESSAGE = 0..=200, Many(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", &PRINTABLE_LATIN_LINES);
    /// `ResourceHandlingOptionType`
    RESOURCE_HANDLING_OPTION = 1..=64, Any;
    /// `ResourceNameType`
    RESOURCE_NAME = 1..=2048, Any;
    /// `roleDescriptionType`
    ROLE_DESCRIPTION = 0..=1000, Many(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", &PRINTABLE_LATIN_LINES);
    /// `roleNameType`
    ROLE_NAME = 1..=64, Named(Name);
    /// `SAMLMetadataDocumentType`
    SAML_METADATA_DOCUMENT = 1000..=10000000, Any;
    /// `arnType` of a SAML provider
    SAML_PROVIDER_ARN = 20..=2048, Named(Arn("saml-provider"));
    /// `SAMLProviderNameType`
    SAML_PROVIDER_NAME = 1..=128, Some(r"[\w._-]+", &WORD_DOT_DASH);
    /// `serialNumberType`
    SERIAL_NUMBER = 9..=256, Some(r"[\w+=/:,.@-]+", &SERIAL);
    /// `serverCertificateNameType`
    SERVER_CERTIFICATE_NAME = 1..=128, Named(Name);
    /// `serviceNamespaceType`
    SERVICE_NAMESPACE = 1..=64, Many(r"[\w-]*", &WORD_DASH);
    /// `serviceSpecificCredentialId`
    SERVICE_SPECIFIC_CREDENTIAL_ID = 20..=128, Some(r"[\w]+", &WORD);
    /// `subjectTypeValueType`
    SUBJECT_TYPE_VALUE = 0..=128, Any;
    /// `thumbprintType`
    THUMBPRINT = 40..=40, Any;
    /// `userNameType`
    USER_NAME = 1..=64, Named(Name);
    /// `virtualMFADeviceName`
    VIRTUAL_MFA_DEVICE_NAME = 1..=UNLIMITED, Named(Name);
}

integers! {
    /// `credentialAgeDays`
    CREDENTIAL_AGE_DAYS = 1..=36600;
    /// `maxItemsType`
    MAX_ITEMS = 1..=1000;
    /// `maxPasswordAgeType`
    MAX_PASSWORD_AGE = 1..=1095;
    /// `maxSigninSessionDurationType`
    MAX_SIGNIN_SESSION_DURATION = 3600..=7776000;
    /// `minimumPasswordLengthType`
    MINIMUM_PASSWORD_LENGTH = 6..=128;
    /// `passwordReusePreventionType`
    PASSWORD_REUSE_PREVENTION = 1..=24;
    /// `roleMaxSessionDurationType`
    ROLE_MAX_SESSION_DURATION = 3600..=43200;
    /// `sessionDurationType`
    SESSION_DURATION = 300..=43200;
}

lists! {
    /// `ActionNameListType`
    ACTION_NAME_LIST = 0..=UNLIMITED of ACTION_NAME, each [MaxLength(128), MinLength(3)];
    /// `clientIDListType`
    CLIENT_ID_LIST = 0..=UNLIMITED of CLIENT_ID, each [MaxLength(255), MinLength(1)];
    /// `entityListType`
    ENTITY_LIST = 0..=UNLIMITED of ANY, each [EnumValue(EntityType::TEXTS)];
    /// `keyDefinitionListType`
    KEY_DEFINITION_LIST = 0..=10 of ANY;
    /// `OrganizationPolicyListType`
    ORGANIZATION_POLICY_LIST = 0..=7 of ANY;
    /// `PolicyExclusionsListType`
    POLICY_EXCLUSIONS_LIST = 0..=256 of ANY;
    /// `policyParameterListType`
    POLICY_PARAMETER_LIST = 0..=50 of ANY;
    /// `policyParameterValuesListType`
    POLICY_PARAMETER_VALUES_LIST = 0..=UNLIMITED of POLICY_PARAMETER_VALUE, each [Pattern(r"[ -~]+")];
    /// `replacementValueListType`
    REPLACEMENT_VALUE_LIST = 1..=20 of ANY;
    /// `ResourceNameListType`
    RESOURCE_NAME_LIST = 0..=UNLIMITED of RESOURCE_NAME, each [MaxLength(2048), MinLength(1)];
    /// `serviceNamespaceListType`
    SERVICE_NAMESPACE_LIST = 1..=200 of SERVICE_NAMESPACE, each [MaxLength(64), MinLength(1), Pattern(r"[\w-]*")];
    /// `SimulationPolicyListType`
    SIMULATION_POLICY_LIST = 0..=UNLIMITED of SIMULATED_POLICY, each [MaxLength(131072), MinLength(1), Pattern(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+")];
    /// `thumbprintListType`
    THUMBPRINT_LIST = 0..=UNLIMITED of THUMBPRINT, each [MaxLength(40), MinLength(40)];
}

maps! {
    /// `accountPropertiesMapType`
    ACCOUNT_PROPERTIES = 0..=UNLIMITED of ACCOUNT_PROPERTY_KEY: ACCOUNT_PROPERTY_VALUE, each [MaxLength(50), MinLength(1), Pattern(r"^[A-Za-z][A-Za-z0-9/_-]*$")]: [MaxLength(1024), MinLength(1)];
    /// `mapStringReplacementValueEntry`
    REPLACEMENT_VALUES = 0..=30 of ANY: ANY, each []: [];
}

/// `^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$`
fn is_account_alias(text: &str) -> bool {
    let holds = text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    let ends = text.starts_with('-') || text.ends_with('-');
    (3..=63).contains(&text.len()) && holds && !ends && !text.contains("--")
}

/// `\d{12}`
fn is_account_id(text: &str) -> bool {
    text.len() == 12 && DIGIT.holds_all_of(text)
}

/// `^[A-Za-z][A-Za-z0-9/_-]*$`
fn is_property_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-'))
}

/// `^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z-\/]*`
fn is_entity_path(text: &str) -> bool {
    let is_id = |id: &str| id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'z'));
    let Option::Some((organization, rest)) = text.split_once('/') else { return false };
    let organization = organization.strip_prefix("o-").unwrap_or_default();
    let rest = rest.strip_prefix("r-").unwrap_or_default();
    let root = rest.bytes().take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'z')).count();
    is_id(organization)
        && (10..=32).contains(&organization.len())
        && root >= 4
        && rest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'z' | b'-' | b'/'))
}

/// `^p-[0-9a-zA-Z_]{8,128}$`
fn is_organizations_policy_id(text: &str) -> bool {
    let id = text.strip_prefix("p-").unwrap_or_default();
    (8..=128).contains(&id.len()) && WORD.holds_all_of(id)
}

/// `((/[A-Za-z0-9\.,\+@=_-]+)*)/`
pub(crate) fn is_policy_path(text: &str) -> bool {
    let is_bare = |b: u8| b.is_ascii_alphanumeric() || b".,+@=_-".contains(&b);
    let starts_and_ends = text.starts_with('/') && text.ends_with('/');
    starts_and_ends && !text.contains("//") && text.bytes().all(|b| b == b'/' || is_bare(b))
}

/// `v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`
fn is_policy_version_id(text: &str) -> bool {
    let version = text.strip_prefix('v').unwrap_or_default();
    let (number, suffix) = version.split_once('.').unwrap_or((version, ""));
    number.starts_with(|first: char| matches!(first, '1'..='9'))
        && DIGIT.holds_all_of(number)
        && suffix.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// `^http(s?)://[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$`
fn is_redirect_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Option::Some(rest) = rest else { return false };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let holds = |text: &str, others: &[u8]| {
        text.bytes().all(|b| b.is_ascii_alphanumeric() || others.contains(&b))
    };
    holds(path, b"._/-") && holds(query, b"._=&-") && holds(fragment, b"._/-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_say_their_limits_in_words() {
        for (words, expected) in [
            (ROLE_NAME!(), "1 to 64 characters of letters, digits and `_+=,.@-`"),
            (
                NOTES!(),
                r"at most 500 characters, pattern `[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`",
            ),
            (VIRTUAL_MFA_DEVICE_NAME!(), "at least 1 character of letters, digits and `_+=,.@-`"),
            (POLICY_ARN!(), "20 to 2048 characters, the ARN of a `policy`"),
            (JOB_ID!(), "36 characters"),
            (MAX_ITEMS!(), "1 to 1000"),
            (TAGS!(), "at most 50 members"),
            (THUMBPRINT_LIST!(), "any number of members, each of 40 characters"),
            (
                TAG_KEYS!(),
                r"at most 50 members, each of 1 to 128 characters, pattern `[\p{L}\p{Z}\p{N}_.:/=+\-@]+`",
            ),
            (REPLACEMENT_VALUES!(), "at most 30 entries"),
        ] {
            assert_eq!(words, expected);
        }
    }
}
