//! TABLE: what IAM says when it refuses a request for what the account holds or the request means, other than
//! that something is missing or there already ([`Entity`](crate::Entity), [`Resource`](crate::Resource)).
//!
//! The sentences were recorded from IAM in 2025 and 2026 (radkawar/stackd, LocalStack's tests against AWS).

use crate::iam::operations::SERVICE;
use crate::message::error_code::ErrorCode;
use crate::message::failure::Failure;

/// Makes an enumeration of rows: a refusal, what its sentence names, its code and its sentence.
macro_rules! refusals {
    ($(
        $(#[$doc:meta])*
        $Refusal:ident $(($($name:ident),+))? { $CODE:ident, $message:literal }
    )*) => {
        /// Why IAM refuses what only the service can judge, in IAM's words.
        ///
        /// ```
        /// use iam_codec::{Failure, Refusal};
        ///
        /// let failure = Failure::from(Refusal::InvalidTaskId);
        /// assert_eq!(failure.code.as_str(), "InvalidInput");
        /// assert_eq!(failure.message.unwrap(), "Invalid task id");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Refusal<'a> {
            $($(#[$doc])* $Refusal $(($(refusals!(@text $name 'a)),+))?,)*
        }

        impl From<Refusal<'_>> for Failure<'static> {
            fn from(refusal: Refusal<'_>) -> Self {
                let (code, message) = match refusal {
                    $(Refusal::$Refusal $(($($name),+))? => (ErrorCode::$CODE, format!($message)),)*
                };
                code.with_message(message).of(&SERVICE)
            }
        }
    };
    (@text $name:ident $a:lifetime) => { &$a str };
}

refusals! {
    /// A server certificate's tags: a key to remove that is not there, and others.
    TagCriteria { INVALID_INPUT, "Input tag parameters does not meet the acceptance criteria. For example, the provided tag keys/values must be unicode letters, digits, white space, and any of the following symbols: _ . : / = + - @." }
    /// A signing certificate that another user has.
    DuplicateCertificate { DUPLICATE_CERTIFICATE, "Duplicate certificate uploaded." }
    /// A user's third signing certificate.
    CertificateQuota { LIMIT_EXCEEDED, "Cannot exceed quota for CertificatesPerUser: 2" }
    /// A user's third credential of one service.
    ServiceCredentialQuota { LIMIT_EXCEEDED, "Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: 2" }
    /// A user who still has signing certificates.
    CertificatesLeft { DELETE_CONFLICT, "Cannot delete entity, must delete certificates first." }
    /// A user who still has MFA devices.
    TokensLeft { DELETE_CONFLICT, "Cannot delete entity, must remove tokens from principal first." }
    /// A user who still has service-specific credentials.
    ReferencesLeft { DELETE_CONFLICT, "Cannot delete entity, must remove referenced objects first." }
    /// A public key that is too short, or none.
    InvalidPublicKey { INVALID_PUBLIC_KEY, "Invalid body for public key" }
    /// A public key that the user has.
    DuplicateSshPublicKey { DUPLICATE_SSH_PUBLIC_KEY, "Duplicate SSH public key uploaded." }
    /// A server certificate with another's private key.
    KeyPairMismatch { KEY_PAIR_MISMATCH, "The private key did not match the public key provided. Please verify the key material and try again." }
    /// A certificate that has run out.
    CertificateExpired { MALFORMED_CERTIFICATE, "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed." }
    /// A chain with an invalid certificate at this index; `-1` for a chain of something else.
    CertificateChain(index) { MALFORMED_CERTIFICATE, "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: {index}" }
    /// A service-specific credential that another user has: the user's name and the credential's ID.
    CredentialOfAnotherUser(user, id) { VALIDATION_ERROR, "User {user} does not have a service specific credential with id {id}" }
    /// A suffix for a service that takes none.
    CustomSuffix(service) { INVALID_INPUT, "Custom suffix is not allowed for {service}" }
    /// A service-linked role that is there already.
    ServiceRoleNameTaken(role) { INVALID_INPUT, "Service role name {role} has been taken in this account, please try a different suffix." }
    /// The session duration of a service-linked role.
    ServiceLinkedRole(role) { UNMODIFIABLE_ENTITY, "{role} is an AWS service linked role, max session duration cannot be changed." }
    /// A deletion task's ID of another form.
    InvalidTaskId { INVALID_INPUT, "Invalid task id" }
    /// An account property without `Enabled`.
    PropertyRequired(namespace) { INVALID_INPUT, "{namespace} namespace requires Enabled property" }
    /// An account property of a namespace that there is not.
    UnsupportedNamespace(namespace) { INVALID_INPUT, "Unsupported namespace: {namespace}" }
    /// Account properties of two namespaces.
    MixedNamespaces { INVALID_INPUT, "All properties must belong to the same namespace" }
    /// An account property `Enabled` of another value.
    PropertyNotBoolean { INVALID_INPUT, "Enabled must be 'true' or 'false'" }
    /// A role that was changed since it was made of a template.
    RoleModified(role) { ROLE_MODIFIED, "Role {role} has been modified since it was created and is no longer managed." }
    /// A template's parameter that the request does not give.
    TemplateParameterMissing(name) { INVALID_INPUT, "Failed to render template: Parameter '{name}' not found." }
    /// A parameter that the template does not have.
    TemplateParameterUnknown(name) { INVALID_INPUT, "Failed to render template: Unrecognized parameter: {name}" }
    /// A template's parameter with this many values.
    TemplateParameterValues(name, count) { VALIDATION_ERROR, "{name} replacement value must contain exactly one value, got {count}" }
    /// Codes of an MFA device that are wrong, equal, reversed or used.
    AuthenticationCode { INVALID_AUTHENTICATION_CODE, "Authentication code for device is not valid." }
    /// A virtual MFA device where a hardware key is asked for.
    UnsupportedMfaDevice { VALIDATION_ERROR, "The MFA device serial number sent in the request is invalid or not supported by this API. Currently, only hardware FIDO security keys are supported. Please use the compatible device or API." }
    /// A user with a device who did not authenticate with it.
    MfaRequired { ACCESS_DENIED, "To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user." }
    /// A simulation's context entry without a name.
    ContextKeyName { INVALID_INPUT, "ContextKeyName cannot be null or empty." }
    /// A context entry without a type.
    ContextKeyType(key) { INVALID_INPUT, "Context key {key} has invalid type null." }
    /// A context entry without values.
    ContextKeyValues(key) { INVALID_INPUT, "Context values for context key {key} cannot be null or empty." }
    /// A value that is not of the entry's type; the format is `numeric format`, `DateTime format`,
    /// `IP address` or `base-64 encoded binary format`.
    ContextValue(key, format) { INVALID_INPUT, "Invalid context value for key {key}: expected {format}." }
    /// Several values of an entry whose type takes one: type and count.
    ContextValueCount(type_name, count) { INVALID_INPUT, "Context key {type_name} expected a single value, but received {count}." }
    /// Two context entries whose names differ in case alone; the second spelling.
    DuplicateContextKey(key) { INVALID_INPUT, "Duplicate context key: {key}." }
    /// Actions of several kinds with resources: both lists, with commas.
    ActionsOfSeveralKinds(some, others) { INVALID_INPUT, "Invalid Input Actions: [{some}] and [{others}] require different authorization information. " }
    /// A simulated resource that is not an ARN.
    ResourceArn(arn) { INVALID_INPUT, "ResourceNames are not in a valid ARN format: {arn}." }
    /// A simulated action without a colon.
    ActionName { INVALID_INPUT, "The action is invalid since it is missing names" }
    /// Two simulated permissions boundaries.
    BoundaryCount { INVALID_INPUT, "The list of Permissions Boundary policies cannot exceed 1 items." }
    /// A simulated policy that is not one: its number.
    PolicyInput(number) { INVALID_INPUT, "Policy input list item {number} has invalid content" }
    /// A simulated level of an organization without policies: its number.
    OrganizationPolicy(number) { INVALID_INPUT, "Organization policy at index {number} must contain at least one service control policy" }
    /// An excluded inline policy with `*` or `?` where they do not belong.
    InlinePolicyExclusion { INVALID_INPUT, "Invalid inline policy exclusion: policyName, attachmentType, and attachmentName are required" }
    /// A simulation's marker.
    SimulationMarker { INVALID_INPUT, "Invalid marker for pagination." }
    /// A resource handling option with an action that takes none.
    ResourceHandlingOption(action) { INVALID_INPUT, "Invalid input resource handling options. Action does not support resource handling options: {action}. Please refer to the documentation for more details: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html" }
    /// The source of a simulation is the root user, a session, or no ARN.
    PolicySourceArn(arn) { INVALID_INPUT, "Invalid ARN provided in the request: {arn}" }
    /// The source of a simulation is of another account: the caller's and the source's.
    PolicySourceAccount(caller, source) { INVALID_INPUT, "Invalid Policy Source Arn: caller's account {caller} does not have access to policies in account {source}." }
    /// A marker of `GetAccountAuthorizationDetails` that was made with another filter.
    MarkerAndFilter { VALIDATION_ERROR, "Marker and Filter do not match" }
    /// A marker that IAM did not give.
    InvalidMarker { VALIDATION_ERROR, "Invalid Marker." }
    /// An organization that does not trust IAM.
    TrustedAccess(account) { SERVICE_ACCESS_NOT_ENABLED_EXCEPTION, "Trusted Access for IAM not enabled by organization of input account {account}." }
    /// Outbound identity federation is off.
    OutboundFederation(account) { FEATURE_DISABLED, "Outbound identity federation is disabled for account {account}" }
    /// An update of a SAML provider without members.
    SamlNoUpdate { VALIDATION_ERROR, "Unable to update identity provider. No updates are defined for metadata or encryption assertion." }
    /// A private key to add and another to remove.
    SamlKeysInOneRequest { VALIDATION_ERROR, "Unable to add and remove private keys in the same request. Set a value for only one of the two parameters." }
    /// A SAML provider that is to be made to require encryption, without a key.
    SamlKeyNotProvided { VALIDATION_ERROR, "Unable to set assertion encryption mode to Required because no private key is provided." }
    /// A SAML provider that is to require encryption and has no key.
    SamlKeyNotPresent { INVALID_INPUT, "Failed to set assertion encryption mode to Required because no private key is present." }
    /// The last private key of a SAML provider that requires encryption.
    SamlKeyNeeded { INVALID_INPUT, "Failed to remove private key." }
    /// A third private key of a SAML provider.
    SamlKeyQuota { LIMIT_EXCEEDED, "Private key limit of 2 is reached." }
    /// Metadata of a SAML provider that cannot be read.
    SamlMetadata { INVALID_INPUT, "Could not parse metadata" }
    /// Metadata without an issuer.
    SamlIssuer { INVALID_INPUT, "SAML Providers must reference at least one SAML assertion issuer." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_what_they_are_about() {
        for (refusal, code, message) in [
            (
                Refusal::CertificateChain("-1"),
                "MalformedCertificate",
                " invalid certificate is: -1",
            ),
            (
                Refusal::CredentialOfAnotherUser("anika", "ACCA1"),
                "ValidationError",
                "User anika does not have a service specific credential with id ACCA1",
            ),
            (
                Refusal::ContextValue("aws:a", "IP address"),
                "InvalidInput",
                "Invalid context value for key aws:a: expected IP address.",
            ),
            (
                Refusal::ActionsOfSeveralKinds("a,b", "c,d"),
                "InvalidInput",
                "Invalid Input Actions: [a,b] and [c,d] require different authorization information. ",
            ),
        ] {
            let failure = Failure::from(refusal);
            assert_eq!(failure.code.as_str(), code);
            assert!(failure.message.unwrap().ends_with(message));
        }
    }
}
