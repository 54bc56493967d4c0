//! From a request to its operation.

use iam_codec::{Operation, Request, Response};

use super::{Failure, Iam, Outcome, Serve, failure};

/// Makes the way from a request to its operation.
macro_rules! serve {
    ($($Operation:ident)*) => {
        /// Serves a request, whose response gets this id.
        pub(crate) fn serve<'r>(
            request: &Request<'_>,
            iam: &mut Iam<'_>,
            id: &'r str,
        ) -> Result<Response<'r>, Failure> {
            Ok(match request {
                $(Request::$Operation(request) => request.respond(request.serve(iam)?, id),)*
                Request::TagResource(request) => {
                    iam.tag(request)?;
                    request.respond(id)
                }
                Request::UntagResource(request) => {
                    iam.untag(request)?;
                    request.respond(id)
                }
                Request::ListResourceTags(request) => request.respond(iam.list_tags(request)?, id),
                Request::Other(request) => return Err(request.invalid_action().to_response("")),
                request => return not_implemented(request),
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
    AddClientIDToOpenIdConnectProvider RemoveClientIDFromOpenIdConnectProvider
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

/// What IAM has and the emulator does not: a fault of the emulator, not of the sender.
fn not_implemented<T>(request: &Request<'_>) -> Outcome<T> {
    let action = request.action().map_or("this operation", |action| action.as_str());
    let message = format!("IAM has the operation {action}, and this emulator does not serve it.");
    failure("NotImplemented".into(), message)
}
