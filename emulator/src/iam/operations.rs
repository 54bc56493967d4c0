//! From a request to its operation.

use iam_codec::{Operation, Request, Response};

use super::{Iam, Outcome, Serve};

/// Makes the way from a request to its operation.
macro_rules! serve {
    ($($Operation:ident)*) => {
        /// Serves a request, whose response gets this id.
        pub(crate) fn serve<'r>(
            request: &Request<'_>,
            iam: &mut Iam<'_>,
            id: &'r str,
        ) -> Outcome<Response<'r>> {
            if let Some(tagging) = request.tagging() {
                return Ok(tagging.respond(iam.perform(&tagging)?, id));
            }
            Ok(match request {
                $(Request::$Operation(request) => request.respond(request.serve(iam)?, id),)*
                Request::Other(request) => return Err(request.invalid_action().into()),
                request => {
                    iam.check_unserved(request)?;
                    return Err(request.not_implemented());
                }
            })
        }
    };
}

serve! {
    CreateUser GetUser ListUsers UpdateUser DeleteUser
    PutUserPermissionsBoundary DeleteUserPermissionsBoundary
    CreateLoginProfile GetLoginProfile UpdateLoginProfile DeleteLoginProfile ChangePassword
    CreateAccessKey ListAccessKeys UpdateAccessKey DeleteAccessKey GetAccessKeyLastUsed
    UploadSshPublicKey GetSshPublicKey ListSshPublicKeys UpdateSshPublicKey DeleteSshPublicKey
    UploadSigningCertificate ListSigningCertificates UpdateSigningCertificate
    DeleteSigningCertificate
    CreateServiceSpecificCredential ListServiceSpecificCredentials UpdateServiceSpecificCredential
    ResetServiceSpecificCredential DeleteServiceSpecificCredential

    CreateGroup GetGroup ListGroups UpdateGroup DeleteGroup
    AddUserToGroup RemoveUserFromGroup ListGroupsForUser

    CreateRole GetRole ListRoles UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy DeleteRole
    PutRolePermissionsBoundary DeleteRolePermissionsBoundary
    CreateServiceLinkedRole DeleteServiceLinkedRole GetServiceLinkedRoleDeletionStatus

    CreatePolicy GetPolicy ListPolicies DeletePolicy
    CreatePolicyVersion GetPolicyVersion ListPolicyVersions SetDefaultPolicyVersion
    DeletePolicyVersion
    AttachUserPolicy AttachGroupPolicy AttachRolePolicy
    DetachUserPolicy DetachGroupPolicy DetachRolePolicy
    ListAttachedUserPolicies ListAttachedGroupPolicies ListAttachedRolePolicies
    ListEntitiesForPolicy

    PutUserPolicy GetUserPolicy ListUserPolicies DeleteUserPolicy
    PutGroupPolicy GetGroupPolicy ListGroupPolicies DeleteGroupPolicy
    PutRolePolicy GetRolePolicy ListRolePolicies DeleteRolePolicy

    CreateInstanceProfile GetInstanceProfile ListInstanceProfiles DeleteInstanceProfile
    AddRoleToInstanceProfile RemoveRoleFromInstanceProfile ListInstanceProfilesForRole

    CreateOpenIdConnectProvider GetOpenIdConnectProvider ListOpenIdConnectProviders
    AddClientIdToOpenIdConnectProvider RemoveClientIdFromOpenIdConnectProvider
    UpdateOpenIdConnectProviderThumbprint DeleteOpenIdConnectProvider
    CreateSamlProvider GetSamlProvider ListSamlProviders UpdateSamlProvider DeleteSamlProvider

    UploadServerCertificate GetServerCertificate ListServerCertificates UpdateServerCertificate
    DeleteServerCertificate

    CreateVirtualMfaDevice ListVirtualMfaDevices DeleteVirtualMfaDevice
    EnableMfaDevice ResyncMfaDevice DeactivateMfaDevice GetMfaDevice ListMfaDevices

    CreateAccountAlias DeleteAccountAlias ListAccountAliases
    UpdateAccountPasswordPolicy GetAccountPasswordPolicy DeleteAccountPasswordPolicy
    GetAccountSummary GetAccountAuthorizationDetails GetAccountProperties PutAccountProperties
    GenerateCredentialReport GetCredentialReport SetSecurityTokenServicePreferences
    GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy
    EnableOrganizationsRootCredentialsManagement DisableOrganizationsRootCredentialsManagement
    EnableOrganizationsRootSessions DisableOrganizationsRootSessions ListOrganizationsFeatures
    EnableOutboundWebIdentityFederation DisableOutboundWebIdentityFederation
    GetOutboundWebIdentityFederationInfo
}
