//! The inputs and results of all operations.
//!
//! An operation has a struct for its input, which has the name of the action, and a struct for its result,
//! if there is one. The trait [`Operation`](crate::Operation) decodes and encodes both. [`Request`] holds
//! the input of any operation, [`OperationResult`] the result.
//!
//! ```
//! use iam_codec::operations::{CreateRole, CreateRoleResult};
//! use iam_codec::structures::Role;
//! use iam_codec::{ErrorCode, Operation, Reply, Tag};
//!
//! // A client makes a request …
//! let request = CreateRole {
//!     role_name: "app".into(),
//!     assume_role_policy_document: "{}".into(),
//!     tags: Some(vec![Tag::new("Dept", "Legal")]),
//!     ..Default::default()
//! };
//! let body = request.encode();
//! assert_eq!(
//!     body,
//!     "Action=CreateRole&Version=2010-05-08&RoleName=app&AssumeRolePolicyDocument=%7B%7D\
//!      &Tags.member.1.Key=Dept&Tags.member.1.Value=Legal",
//! );
//!
//! // … a server reads it and answers …
//! let request = CreateRole::decode(body.as_bytes())?;
//! let role = Role {
//!     path: "/".into(),
//!     role_name: request.role_name.clone(),
//!     role_id: "AROADBQP57FF2AEXAMPLE".into(),
//!     arn: format!("arn:aws:iam::123456789012:role/{}", request.role_name).into(),
//!     create_date: "2026-11-26T00:00:00Z".parse()?,
//!     assume_role_policy_document: Some("{}".into()),
//!     tags: request.tags.clone(),
//!     ..Default::default()
//! };
//! let response = request.respond(CreateRoleResult { role, ..Default::default() }, "id");
//! let body = response.encode()?;
//! assert!(body.contains("    <AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument>\n"));
//!
//! // … and the client reads the answer.
//! match CreateRole::decode_reply(body.as_bytes())? {
//!     Reply::Response(response) => assert_eq!(response.result.role.role_name, "app"),
//!     Reply::Error(error) => println!("{}", error.code),
//! }
//!
//! assert!(CreateRole::ERRORS.contains(&ErrorCode::ENTITY_ALREADY_EXISTS));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// TABLE: one row per operation, and what follows from a row: `Action`, `Request` and `OperationResult`
// with their variants, and the way from one to the other. The inputs and results are in one file per
// family, one block per operation.

mod access_keys;
mod access_reports;
mod account;
mod attachments;
mod credentials;
mod delegation;
mod groups;
mod inline_policies;
mod instance_profiles;
mod mfa_devices;
mod open_id_connect;
mod organizations;
mod passwords;
mod policies;
mod role_templates;
mod roles;
mod saml;
mod server_certificates;
mod service_linked_roles;
mod simulation;
mod tags;
mod users;

use crate::message::list::service;

pub use access_keys::*;
pub use access_reports::*;
pub use account::*;
pub use attachments::*;
pub use credentials::*;
pub use delegation::*;
pub use groups::*;
pub use inline_policies::*;
pub use instance_profiles::*;
pub use mfa_devices::*;
pub use open_id_connect::*;
pub use organizations::*;
pub use passwords::*;
pub use policies::*;
pub use role_templates::*;
pub use roles::*;
pub use saml::*;
pub use server_certificates::*;
pub use service_linked_roles::*;
pub use simulation::*;
pub use tags::*;
pub use users::*;

service! {
    /// AWS Identity and Access Management (IAM).
    "iam" "2010-05-08" "https://iam.amazonaws.com/doc/2010-05-08/";
    in "iam_codec", like GetRole: "Action=GetRole&Version=2010-05-08&RoleName=app",
    and not "Action=GetRole&Version=2010-05-08&RoleName=a%20b";
    AcceptDelegationRequest = "AcceptDelegationRequest",
    AcquireRole = "AcquireRole" -> AcquireRoleResult,
    AddClientIdToOpenIdConnectProvider = "AddClientIDToOpenIDConnectProvider",
    AddRoleToInstanceProfile = "AddRoleToInstanceProfile",
    AddUserToGroup = "AddUserToGroup",
    AssociateDelegationRequest = "AssociateDelegationRequest",
    AttachGroupPolicy = "AttachGroupPolicy",
    AttachRolePolicy = "AttachRolePolicy",
    AttachUserPolicy = "AttachUserPolicy",
    ChangePassword = "ChangePassword",
    CreateAccessKey = "CreateAccessKey" -> CreateAccessKeyResult,
    CreateAccountAlias = "CreateAccountAlias",
    CreateDelegationRequest = "CreateDelegationRequest" -> CreateDelegationRequestResult,
    CreateGroup = "CreateGroup" -> CreateGroupResult,
    CreateInstanceProfile = "CreateInstanceProfile" -> CreateInstanceProfileResult,
    CreateLoginProfile = "CreateLoginProfile" -> CreateLoginProfileResult,
    CreateOpenIdConnectProvider = "CreateOpenIDConnectProvider" -> CreateOpenIdConnectProviderResult,
    CreatePolicy = "CreatePolicy" -> CreatePolicyResult,
    CreatePolicyVersion = "CreatePolicyVersion" -> CreatePolicyVersionResult,
    CreateRole = "CreateRole" -> CreateRoleResult,
    CreateSamlProvider = "CreateSAMLProvider" -> CreateSamlProviderResult,
    CreateServiceLinkedRole = "CreateServiceLinkedRole" -> CreateServiceLinkedRoleResult,
    CreateServiceSpecificCredential = "CreateServiceSpecificCredential" -> CreateServiceSpecificCredentialResult,
    CreateUser = "CreateUser" -> CreateUserResult,
    CreateVirtualMfaDevice = "CreateVirtualMFADevice" -> CreateVirtualMfaDeviceResult,
    DeactivateMfaDevice = "DeactivateMFADevice",
    DeleteAccessKey = "DeleteAccessKey",
    DeleteAccountAlias = "DeleteAccountAlias",
    DeleteAccountPasswordPolicy = "DeleteAccountPasswordPolicy",
    DeleteGroup = "DeleteGroup",
    DeleteGroupPolicy = "DeleteGroupPolicy",
    DeleteInstanceProfile = "DeleteInstanceProfile",
    DeleteLoginProfile = "DeleteLoginProfile",
    DeleteOpenIdConnectProvider = "DeleteOpenIDConnectProvider",
    DeletePolicy = "DeletePolicy",
    DeletePolicyVersion = "DeletePolicyVersion",
    DeleteRole = "DeleteRole",
    DeleteRolePermissionsBoundary = "DeleteRolePermissionsBoundary",
    DeleteRolePolicy = "DeleteRolePolicy",
    DeleteSamlProvider = "DeleteSAMLProvider",
    DeleteSshPublicKey = "DeleteSSHPublicKey",
    DeleteServerCertificate = "DeleteServerCertificate",
    DeleteServiceLinkedRole = "DeleteServiceLinkedRole" -> DeleteServiceLinkedRoleResult,
    DeleteServiceSpecificCredential = "DeleteServiceSpecificCredential",
    DeleteSigningCertificate = "DeleteSigningCertificate",
    DeleteUser = "DeleteUser",
    DeleteUserPermissionsBoundary = "DeleteUserPermissionsBoundary",
    DeleteUserPolicy = "DeleteUserPolicy",
    DeleteVirtualMfaDevice = "DeleteVirtualMFADevice",
    DetachGroupPolicy = "DetachGroupPolicy",
    DetachRolePolicy = "DetachRolePolicy",
    DetachUserPolicy = "DetachUserPolicy",
    DisableOrganizationsRootCredentialsManagement = "DisableOrganizationsRootCredentialsManagement" -> DisableOrganizationsRootCredentialsManagementResult,
    DisableOrganizationsRootSessions = "DisableOrganizationsRootSessions" -> DisableOrganizationsRootSessionsResult,
    DisableOutboundWebIdentityFederation = "DisableOutboundWebIdentityFederation",
    EnableMfaDevice = "EnableMFADevice",
    EnableOrganizationsRootCredentialsManagement = "EnableOrganizationsRootCredentialsManagement" -> EnableOrganizationsRootCredentialsManagementResult,
    EnableOrganizationsRootSessions = "EnableOrganizationsRootSessions" -> EnableOrganizationsRootSessionsResult,
    EnableOutboundWebIdentityFederation = "EnableOutboundWebIdentityFederation" -> EnableOutboundWebIdentityFederationResult,
    GenerateCredentialReport = "GenerateCredentialReport" -> GenerateCredentialReportResult,
    GenerateOrganizationsAccessReport = "GenerateOrganizationsAccessReport" -> GenerateOrganizationsAccessReportResult,
    GenerateServiceLastAccessedDetails = "GenerateServiceLastAccessedDetails" -> GenerateServiceLastAccessedDetailsResult,
    GetAccessKeyLastUsed = "GetAccessKeyLastUsed" -> GetAccessKeyLastUsedResult,
    GetAccountAuthorizationDetails = "GetAccountAuthorizationDetails" -> GetAccountAuthorizationDetailsResult,
    GetAccountPasswordPolicy = "GetAccountPasswordPolicy" -> GetAccountPasswordPolicyResult,
    GetAccountProperties = "GetAccountProperties" -> GetAccountPropertiesResult,
    GetAccountSummary = "GetAccountSummary" -> GetAccountSummaryResult,
    GetContextKeysForCustomPolicy = "GetContextKeysForCustomPolicy" -> GetContextKeysForCustomPolicyResult,
    GetContextKeysForPrincipalPolicy = "GetContextKeysForPrincipalPolicy" -> GetContextKeysForPrincipalPolicyResult,
    GetCredentialReport = "GetCredentialReport" -> GetCredentialReportResult,
    GetDelegationRequest = "GetDelegationRequest" -> GetDelegationRequestResult,
    GetGroup = "GetGroup" -> GetGroupResult,
    GetGroupPolicy = "GetGroupPolicy" -> GetGroupPolicyResult,
    GetHumanReadableSummary = "GetHumanReadableSummary" -> GetHumanReadableSummaryResult,
    GetInstanceProfile = "GetInstanceProfile" -> GetInstanceProfileResult,
    GetLoginProfile = "GetLoginProfile" -> GetLoginProfileResult,
    GetMfaDevice = "GetMFADevice" -> GetMfaDeviceResult,
    GetOpenIdConnectProvider = "GetOpenIDConnectProvider" -> GetOpenIdConnectProviderResult,
    GetOrganizationsAccessReport = "GetOrganizationsAccessReport" -> GetOrganizationsAccessReportResult,
    GetOutboundWebIdentityFederationInfo = "GetOutboundWebIdentityFederationInfo" -> GetOutboundWebIdentityFederationInfoResult,
    GetPolicy = "GetPolicy" -> GetPolicyResult,
    GetPolicyVersion = "GetPolicyVersion" -> GetPolicyVersionResult,
    GetRole = "GetRole" -> GetRoleResult,
    GetRolePolicy = "GetRolePolicy" -> GetRolePolicyResult,
    GetRoleTemplateVersion = "GetRoleTemplateVersion" -> GetRoleTemplateVersionResult,
    GetSamlProvider = "GetSAMLProvider" -> GetSamlProviderResult,
    GetSshPublicKey = "GetSSHPublicKey" -> GetSshPublicKeyResult,
    GetServerCertificate = "GetServerCertificate" -> GetServerCertificateResult,
    GetServiceLastAccessedDetails = "GetServiceLastAccessedDetails" -> GetServiceLastAccessedDetailsResult,
    GetServiceLastAccessedDetailsWithEntities = "GetServiceLastAccessedDetailsWithEntities" -> GetServiceLastAccessedDetailsWithEntitiesResult,
    GetServiceLinkedRoleDeletionStatus = "GetServiceLinkedRoleDeletionStatus" -> GetServiceLinkedRoleDeletionStatusResult,
    GetUser = "GetUser" -> GetUserResult,
    GetUserPolicy = "GetUserPolicy" -> GetUserPolicyResult,
    ListAccessKeys = "ListAccessKeys" -> ListAccessKeysResult,
    ListAccountAliases = "ListAccountAliases" -> ListAccountAliasesResult,
    ListAttachedGroupPolicies = "ListAttachedGroupPolicies" -> ListAttachedGroupPoliciesResult,
    ListAttachedRolePolicies = "ListAttachedRolePolicies" -> ListAttachedRolePoliciesResult,
    ListAttachedUserPolicies = "ListAttachedUserPolicies" -> ListAttachedUserPoliciesResult,
    ListDelegationRequests = "ListDelegationRequests" -> ListDelegationRequestsResult,
    ListEntitiesForPolicy = "ListEntitiesForPolicy" -> ListEntitiesForPolicyResult,
    ListGroupPolicies = "ListGroupPolicies" -> ListGroupPoliciesResult,
    ListGroups = "ListGroups" -> ListGroupsResult,
    ListGroupsForUser = "ListGroupsForUser" -> ListGroupsForUserResult,
    ListInstanceProfileTags = "ListInstanceProfileTags" -> ListInstanceProfileTagsResult,
    ListInstanceProfiles = "ListInstanceProfiles" -> ListInstanceProfilesResult,
    ListInstanceProfilesForRole = "ListInstanceProfilesForRole" -> ListInstanceProfilesForRoleResult,
    ListMfaDeviceTags = "ListMFADeviceTags" -> ListMfaDeviceTagsResult,
    ListMfaDevices = "ListMFADevices" -> ListMfaDevicesResult,
    ListOpenIdConnectProviderTags = "ListOpenIDConnectProviderTags" -> ListOpenIdConnectProviderTagsResult,
    ListOpenIdConnectProviders = "ListOpenIDConnectProviders" -> ListOpenIdConnectProvidersResult,
    ListOrganizationsFeatures = "ListOrganizationsFeatures" -> ListOrganizationsFeaturesResult,
    ListPolicies = "ListPolicies" -> ListPoliciesResult,
    ListPoliciesGrantingServiceAccess = "ListPoliciesGrantingServiceAccess" -> ListPoliciesGrantingServiceAccessResult,
    ListPolicyTags = "ListPolicyTags" -> ListPolicyTagsResult,
    ListPolicyVersions = "ListPolicyVersions" -> ListPolicyVersionsResult,
    ListRolePolicies = "ListRolePolicies" -> ListRolePoliciesResult,
    ListRoleTags = "ListRoleTags" -> ListRoleTagsResult,
    ListRoles = "ListRoles" -> ListRolesResult,
    ListSamlProviderTags = "ListSAMLProviderTags" -> ListSamlProviderTagsResult,
    ListSamlProviders = "ListSAMLProviders" -> ListSamlProvidersResult,
    ListSshPublicKeys = "ListSSHPublicKeys" -> ListSshPublicKeysResult,
    ListServerCertificateTags = "ListServerCertificateTags" -> ListServerCertificateTagsResult,
    ListServerCertificates = "ListServerCertificates" -> ListServerCertificatesResult,
    ListServiceSpecificCredentials = "ListServiceSpecificCredentials" -> ListServiceSpecificCredentialsResult,
    ListSigningCertificates = "ListSigningCertificates" -> ListSigningCertificatesResult,
    ListUserPolicies = "ListUserPolicies" -> ListUserPoliciesResult,
    ListUserTags = "ListUserTags" -> ListUserTagsResult,
    ListUsers = "ListUsers" -> ListUsersResult,
    ListVirtualMfaDevices = "ListVirtualMFADevices" -> ListVirtualMfaDevicesResult,
    PutAccountProperties = "PutAccountProperties" -> PutAccountPropertiesResult,
    PutGroupPolicy = "PutGroupPolicy",
    PutRolePermissionsBoundary = "PutRolePermissionsBoundary",
    PutRolePolicy = "PutRolePolicy",
    PutUserPermissionsBoundary = "PutUserPermissionsBoundary",
    PutUserPolicy = "PutUserPolicy",
    RejectDelegationRequest = "RejectDelegationRequest",
    RemoveClientIdFromOpenIdConnectProvider = "RemoveClientIDFromOpenIDConnectProvider",
    RemoveRoleFromInstanceProfile = "RemoveRoleFromInstanceProfile",
    RemoveUserFromGroup = "RemoveUserFromGroup",
    ResetServiceSpecificCredential = "ResetServiceSpecificCredential" -> ResetServiceSpecificCredentialResult,
    ResyncMfaDevice = "ResyncMFADevice",
    SendDelegationToken = "SendDelegationToken",
    SetDefaultPolicyVersion = "SetDefaultPolicyVersion",
    SetSecurityTokenServicePreferences = "SetSecurityTokenServicePreferences",
    SimulateCustomPolicy = "SimulateCustomPolicy" -> SimulateCustomPolicyResult,
    SimulatePrincipalPolicy = "SimulatePrincipalPolicy" -> SimulatePrincipalPolicyResult,
    TagInstanceProfile = "TagInstanceProfile",
    TagMfaDevice = "TagMFADevice",
    TagOpenIdConnectProvider = "TagOpenIDConnectProvider",
    TagPolicy = "TagPolicy",
    TagRole = "TagRole",
    TagSamlProvider = "TagSAMLProvider",
    TagServerCertificate = "TagServerCertificate",
    TagUser = "TagUser",
    UntagInstanceProfile = "UntagInstanceProfile",
    UntagMfaDevice = "UntagMFADevice",
    UntagOpenIdConnectProvider = "UntagOpenIDConnectProvider",
    UntagPolicy = "UntagPolicy",
    UntagRole = "UntagRole",
    UntagSamlProvider = "UntagSAMLProvider",
    UntagServerCertificate = "UntagServerCertificate",
    UntagUser = "UntagUser",
    UpdateAccessKey = "UpdateAccessKey",
    UpdateAccountPasswordPolicy = "UpdateAccountPasswordPolicy",
    UpdateAssumeRolePolicy = "UpdateAssumeRolePolicy",
    UpdateDelegationRequest = "UpdateDelegationRequest",
    UpdateGroup = "UpdateGroup",
    UpdateLoginProfile = "UpdateLoginProfile",
    UpdateOpenIdConnectProvider = "UpdateOpenIDConnectProvider",
    UpdateOpenIdConnectProviderThumbprint = "UpdateOpenIDConnectProviderThumbprint",
    UpdateRole = "UpdateRole" -> UpdateRoleResult,
    UpdateRoleDescription = "UpdateRoleDescription" -> UpdateRoleDescriptionResult,
    UpdateSamlProvider = "UpdateSAMLProvider" -> UpdateSamlProviderResult,
    UpdateSshPublicKey = "UpdateSSHPublicKey",
    UpdateServerCertificate = "UpdateServerCertificate",
    UpdateServiceSpecificCredential = "UpdateServiceSpecificCredential",
    UpdateSigningCertificate = "UpdateSigningCertificate",
    UpdateUser = "UpdateUser",
    UploadSshPublicKey = "UploadSSHPublicKey" -> UploadSshPublicKeyResult,
    UploadServerCertificate = "UploadServerCertificate" -> UploadServerCertificateResult,
    UploadSigningCertificate = "UploadSigningCertificate" -> UploadSigningCertificateResult,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::input::longest_key;
    use crate::message::service::Requests;

    #[test]
    fn every_name_of_a_request_has_a_key() {
        for action in Action::ALL {
            let request = Request::empty(*action);
            let table = request.known().unwrap().1.table();
            assert!(longest_key(table) < u128::BITS, "{action}: the last bit tells the spelling");
            assert!(table.members.len() < 64, "{action}");
        }
    }

    #[test]
    fn the_table_is_in_alphabetical_order() {
        assert!(Action::ALL.is_sorted_by_key(|action| action.as_str()));
    }
}
