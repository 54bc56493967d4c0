//! TABLE: the taggable resource types, one row each. Three files make something of each row:
//! `operations/tags.rs` the blocks of its operations, `table.rs` its type, and `view.rs` the three verbs
//! over all types.

/// Gives the rows to a macro:
///
/// ```text
/// /// A user, by name.
/// User("a user", CreateUser) {
///     user_name = "UserName": EXISTING_USER_NAME,
///     keys: Insensitive,
///     not_found: "The user with name {} cannot be found.",
///     already_exists: "User with name {} already exists.",
///     TagUser = "TagUser": [NO_SUCH_ENTITY, …],
///     UntagUser = "UntagUser": [NO_SUCH_ENTITY, …],
///     ListUserTags = "ListUserTags": [NO_SUCH_ENTITY, …] -> ListUserTagsResult
/// }
/// ```
///
/// A row has the operation that creates such a resource, the member that identifies it, the rule by which
/// two tag keys are equal, what IAM says when there is no such resource and when there is one already, and
/// the three tag operations with the errors that the service's model declares for each.
macro_rules! resources {
    ($make:ident) => {
        $make! {
            /// A user, by name.
            User("a user", CreateUser) {
                user_name = "UserName": EXISTING_USER_NAME,
                keys: Insensitive,
                not_found: "The user with name {} cannot be found.",
                already_exists: "User with name {} already exists.",
                TagUser = "TagUser": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagUser = "UntagUser": [NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListUserTags = "ListUserTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListUserTagsResult
            }
            /// A role, by name.
            Role("a role", CreateRole) {
                role_name = "RoleName": ROLE_NAME,
                keys: Insensitive,
                not_found: "The role with name {} cannot be found.",
                already_exists: "Role with name {} already exists.",
                TagRole = "TagRole": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagRole = "UntagRole": [NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListRoleTags = "ListRoleTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListRoleTagsResult
            }
            /// A customer managed policy, by ARN.
            Policy("a customer managed policy", CreatePolicy) {
                policy_arn = "PolicyArn": POLICY_ARN,
                keys: Sensitive,
                not_found: "Policy {} was not found.",
                already_exists: "A policy called {} already exists. Duplicate names are not allowed.",
                TagPolicy = "TagPolicy": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagPolicy = "UntagPolicy": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListPolicyTags = "ListPolicyTags": [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT] -> ListPolicyTagsResult
            }
            /// An instance profile, by name.
            InstanceProfile("an instance profile", CreateInstanceProfile) {
                instance_profile_name = "InstanceProfileName": INSTANCE_PROFILE_NAME,
                keys: Sensitive,
                not_found: "Instance Profile {} cannot be found.",
                already_exists: "Instance Profile {} already exists.",
                TagInstanceProfile = "TagInstanceProfile": [NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagInstanceProfile = "UntagInstanceProfile": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListInstanceProfileTags = "ListInstanceProfileTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListInstanceProfileTagsResult
            }
            /// An OpenID Connect identity provider, by ARN.
            OpenIdConnectProvider("an OpenID Connect provider", CreateOpenIdConnectProvider) {
                open_id_connect_provider_arn = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
                keys: Sensitive,
                not_found: "OpenId connect Provider {} cannot be found.",
                already_exists: "Provider with url {} already exists.",
                TagOpenIdConnectProvider = "TagOpenIDConnectProvider": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagOpenIdConnectProvider = "UntagOpenIDConnectProvider": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListOpenIdConnectProviderTags = "ListOpenIDConnectProviderTags": [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT] -> ListOpenIdConnectProviderTagsResult
            }
            /// A SAML identity provider, by ARN.
            SamlProvider("a SAML provider", CreateSamlProvider) {
                saml_provider_arn = "SAMLProviderArn": SAML_PROVIDER_ARN,
                keys: Sensitive,
                not_found: "Manifest not found for arn {}",
                already_exists: "Provider with name {} already exists.",
                TagSamlProvider = "TagSAMLProvider": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagSamlProvider = "UntagSAMLProvider": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListSamlProviderTags = "ListSAMLProviderTags": [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT] -> ListSamlProviderTagsResult
            }
            /// A server certificate, by name.
            ServerCertificate("a server certificate", UploadServerCertificate) {
                server_certificate_name = "ServerCertificateName": SERVER_CERTIFICATE_NAME,
                keys: Sensitive,
                not_found: "The Server Certificate with name {} cannot be found.",
                already_exists: "The Server Certificate with name {} already exists.",
                TagServerCertificate = "TagServerCertificate": [NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagServerCertificate = "UntagServerCertificate": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListServerCertificateTags = "ListServerCertificateTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListServerCertificateTagsResult
            }
            /// A virtual MFA device, by serial number.
            MfaDevice("a virtual MFA device", CreateVirtualMfaDevice) {
                serial_number = "SerialNumber": SERIAL_NUMBER,
                keys: Sensitive,
                not_found: "MFA Device with serial number {} does not exist.",
                already_exists: "MFA device already exists.",
                TagMfaDevice = "TagMFADevice": [INVALID_INPUT, NO_SUCH_ENTITY, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                UntagMfaDevice = "UntagMFADevice": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
                ListMfaDeviceTags = "ListMFADeviceTags": [NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE] -> ListMfaDeviceTagsResult
            }
        }
    };
}
pub(crate) use resources;
