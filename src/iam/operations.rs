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
// with their variants, and the way from one to the other. The inputs and results stand in one file per
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
mod users;

use std::fmt;
use std::str::FromStr;

use crate::iam::tagging::resource::{ResourceType, Verb};
use crate::iam::tagging::tag_page::TagPage;
use crate::message::error_code::ErrorCode;
use crate::message::other::{OtherRequest, OtherResult};
use crate::schema::structure::{Member, Structure, StructureMut, readable};

pub use crate::iam::tagging::operations::*;
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
pub use users::*;

/// The name of what a variant holds, if it holds a `$Result`.
macro_rules! payload {
    ($name:ident, $Result:ident) => {
        $name
    };
}

/// What an operation gives: a structure, or nothing but its success.
macro_rules! result_of {
    () => {
        ()
    };
    ($Result:ty) => {
        $Result
    };
}

/// The members of a result, if it is a structure.
macro_rules! result_members {
    ($result:ident) => {
        None
    };
    ($result:ident, $Result:ident) => {
        Some(MembersMut($result))
    };
}

/// Makes all of it of the rows:
///
/// ```text
/// operations {
///     CreateRole = "CreateRole" -> CreateRoleResult,
///     DeleteRole = "DeleteRole",
/// }
/// tag_operations {
///     TagUser = "TagUser": Tag(User),
/// }
/// ```
///
/// The operations are in alphabetical order of the names on the wire.
macro_rules! operations {
    (
        operations { $($Op:ident = $op:literal $(-> $Result:ident)?,)* }
        tag_operations { $($Tag:ident = $tag:literal: $verb:ident($Type:ident),)* }
    ) => {
        /// An operation's name as it is sent in `Action`.
        ///
        /// Prints and parses the wire's spelling; another case is another name.
        ///
        /// ```
        /// use iam_codec::Action;
        ///
        /// assert_eq!(Action::ALL.len(), 181);
        /// assert_eq!(Action::TagMfaDevice.as_str(), "TagMFADevice");
        /// assert_eq!("ListUserTags".parse(), Ok(Action::ListUserTags));
        /// assert!("listusertags".parse::<Action>().is_err());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Action {
            $(#[doc = concat!("[`", stringify!($Op), "`](crate::iam::operations::", stringify!($Op), ")")]
            $Op,)*
            $(#[doc = concat!("The tag operation `", $tag, "`.")]
            $Tag,)*
        }

        /// The operations that are not tag operations, in alphabetical order.
        const OPERATIONS: &[(&str, Action)] = &[$(($op, Action::$Op),)*];

        impl Action {
            /// All actions: those of the table first that are no tag operations.
            pub const ALL: &'static [Action] = &[$(Action::$Op,)* $(Action::$Tag,)*];

            /// The name as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Action::$Op => $op,)*
                    $(Action::$Tag => $tag,)*
                }
            }

            /// The tag operation of this name. A match takes half as long as a search.
            #[inline]
            fn tag_operation_of(name: &str) -> Option<Action> {
                match name {
                    $($tag => Some(Action::$Tag),)*
                    _ => None,
                }
            }

            /// The errors that the service's model declares, in its order. AWS sends others too:
            /// `ValidationError`, `AccessDenied`, `Throttling`, …
            ///
            /// ```
            /// use iam_codec::{Action, ErrorCode};
            ///
            /// assert_eq!(
            ///     Action::ListUserTags.errors(),
            ///     [ErrorCode::NO_SUCH_ENTITY, ErrorCode::SERVICE_FAILURE],
            /// );
            /// ```
            pub const fn errors(self) -> &'static [ErrorCode<'static>] {
                match self {
                    $(Action::$Op => $Op::ERRORS,)*
                    $(Action::$Tag => ResourceType::$Type.errors(Verb::$verb),)*
                }
            }

            /// What a tag operation does, and to resources of what type.
            pub(crate) const fn tag_operation(self) -> Option<(Verb, ResourceType)> {
                match self {
                    $(Action::$Tag => Some((Verb::$verb, ResourceType::$Type)),)*
                    _ => None,
                }
            }

            /// The tag operation that does this to resources of this type.
            pub(crate) const fn of_tags(verb: Verb, resource_type: ResourceType) -> Action {
                match (verb, resource_type) {
                    $((Verb::$verb, ResourceType::$Type) => Action::$Tag,)*
                }
            }
        }

        /// A request of the Query protocol, of whatever operation.
        ///
        /// [`decode`](Request::decode) reads it from a body, [`encode`](Request::encode) writes it. The 24 tag
        /// operations are the first three variants. Every other operation has a variant of its own with
        /// the struct of its input; `From` makes a request of each.
        ///
        /// ```
        /// use iam_codec::{Request, Resource, Tag};
        ///
        /// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&\
        ///     Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";
        ///
        /// let Request::TagResource(request) = Request::decode(body)? else { unreachable!() };
        /// assert_eq!(request.resource, Resource::User("anika".into()));
        /// assert_eq!(request.tags, [Tag::new("Dept", "Accounting")]);
        /// assert_eq!(Request::from(request).encode().as_bytes(), body);
        /// # Ok::<(), iam_codec::RequestError>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Request<'a> {
            /// `TagUser`, `TagRole`, …
            TagResource(TagResource<'a>),
            /// `UntagUser`, `UntagRole`, …
            UntagResource(UntagResource<'a>),
            /// `ListUserTags`, `ListRoleTags`, …
            ListResourceTags(ListResourceTags<'a>),
            $(#[doc = concat!("`", $op, "`")]
            $Op($Op<'a>),)*
            /// An action that this crate does not know, of any version.
            Other(OtherRequest<'a>),
        }

        impl<'a> Request<'a> {
            /// The input of this operation with nothing in it.
            pub(crate) fn empty(action: Action) -> Self {
                match action {
                    $(Action::$Op => Request::$Op($Op::default()),)*
                    $(Action::$Tag => Request::empty_of_tags(Verb::$verb, ResourceType::$Type),)*
                }
            }

            /// The members, if this crate knows the action.
            pub(crate) fn structure(&self) -> Option<&dyn Structure> {
                match self {
                    Request::TagResource(request) => Some(readable(request)),
                    Request::UntagResource(request) => Some(readable(request)),
                    Request::ListResourceTags(request) => Some(readable(request)),
                    $(Request::$Op(request) => Some(readable(request)),)*
                    Request::Other(_) => None,
                }
            }

            /// The members, to be filled.
            pub(crate) fn structure_mut(&mut self) -> Option<&mut dyn StructureMut<'a>> {
                match self {
                    Request::TagResource(request) => Some(request),
                    Request::UntagResource(request) => Some(request),
                    Request::ListResourceTags(request) => Some(request),
                    $(Request::$Op(request) => Some(request),)*
                    Request::Other(_) => None,
                }
            }

            /// The action; `None` if this crate does not know it.
            pub fn action(&self) -> Option<Action> {
                match self {
                    Request::TagResource(request) => Some(request.action()),
                    Request::UntagResource(request) => Some(request.action()),
                    Request::ListResourceTags(request) => Some(request.action()),
                    $(Request::$Op(_) => Some(Action::$Op),)*
                    Request::Other(_) => None,
                }
            }

            /// Detaches the request from the body it was decoded from.
            ///
            /// ```
            /// use iam_codec::{Action, Request};
            ///
            /// let request = {
            ///     let body = b"Action=GetUser&Version=2010-05-08&UserName=anika".to_vec();
            ///     Request::decode(&body)?.into_owned()
            /// };
            /// assert_eq!(request.action(), Some(Action::GetUser));
            /// # Ok::<(), iam_codec::RequestError>(())
            /// ```
            #[inline]
            pub fn into_owned(self) -> Request<'static> {
                match self {
                    Request::TagResource(request) => Request::TagResource(request.into_owned()),
                    Request::UntagResource(request) => Request::UntagResource(request.into_owned()),
                    Request::ListResourceTags(request) => {
                        Request::ListResourceTags(request.into_owned())
                    }
                    $(Request::$Op(request) => Request::$Op(request.into_owned()),)*
                    Request::Other(request) => Request::Other(request.into_owned()),
                }
            }
        }

        /// The result of an operation, of whatever it is. An operation that gives nothing but its success
        /// has a variant without fields.
        ///
        /// ```
        /// use iam_codec::{Action, OperationResult, Response};
        ///
        /// let body = b"<ListUserTagsResponse><ListUserTagsResult><Tags/></ListUserTagsResult>\
        ///     <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></ListUserTagsResponse>";
        /// let response = Response::decode(body)?;
        /// assert_eq!(response.action(), Some(Action::ListUserTags));
        /// match response.result {
        ///     OperationResult::ListResourceTags(_, page) => assert_eq!(page.tags, []),
        ///     OperationResult::CreateUser(result) => println!("{:?}", result.user),
        ///     OperationResult::DeleteUser => println!("gone"),
        ///     _ => unreachable!(),
        /// }
        /// # Ok::<(), iam_codec::ResponseError>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum OperationResult<'a> {
            /// `TagUserResponse`, `TagRoleResponse`, …
            TagResource(ResourceType),
            /// `UntagUserResponse`, `UntagRoleResponse`, …
            UntagResource(ResourceType),
            /// `ListUserTagsResponse`, `ListRoleTagsResponse`, …
            ListResourceTags(ResourceType, TagPage<'a>),
            $(#[doc = concat!("`", $op, "Response`")]
            $Op $(($Result<'a>))?,)*
            /// The response of an operation that this crate does not know.
            Other(OtherResult<'a>),
        }

        impl<'a> OperationResult<'a> {
            /// The result of this operation with nothing in it.
            pub(crate) fn empty(action: Action) -> Self {
                match action {
                    $(Action::$Op => OperationResult::$Op $(($Result::default()))?,)*
                    $(Action::$Tag => OperationResult::empty_of_tags(Verb::$verb, ResourceType::$Type),)*
                }
            }

            /// The action that is answered; `None` if this crate does not know it.
            pub fn action(&self) -> Option<Action> {
                match self {
                    OperationResult::TagResource(of) => Some(Action::of_tags(Verb::Tag, *of)),
                    OperationResult::UntagResource(of) => Some(Action::of_tags(Verb::Untag, *of)),
                    OperationResult::ListResourceTags(of, _) => {
                        Some(Action::of_tags(Verb::List, *of))
                    }
                    $(OperationResult::$Op { .. } => Some(Action::$Op),)*
                    OperationResult::Other(_) => None,
                }
            }

            /// The members of the Result element, if there is one.
            pub(crate) fn structure(&self) -> Option<&dyn Structure> {
                match self {
                    OperationResult::ListResourceTags(_, page) => Some(readable(page)),
                    $($(OperationResult::$Op(payload!(result, $Result)) => Some(readable(result)),)?)*
                    _ => None,
                }
            }

            /// The members of the Result element, to be filled.
            pub(crate) fn structure_mut(&mut self) -> Option<&mut dyn StructureMut<'a>> {
                match self {
                    OperationResult::ListResourceTags(_, page) => Some(page),
                    $($(OperationResult::$Op(payload!(result, $Result)) => Some(result),)?)*
                    _ => None,
                }
            }

            /// Detaches the result from the body it was decoded from.
            #[inline]
            pub fn into_owned(self) -> OperationResult<'static> {
                match self {
                    OperationResult::TagResource(of) => OperationResult::TagResource(of),
                    OperationResult::UntagResource(of) => OperationResult::UntagResource(of),
                    OperationResult::ListResourceTags(of, page) => {
                        OperationResult::ListResourceTags(of, page.into_owned())
                    }
                    $(OperationResult::$Op $((payload!(result, $Result)))? => {
                        OperationResult::$Op $((payload!(result, $Result).into_owned()))?
                    })*
                    OperationResult::Other(other) => OperationResult::Other(other.into_owned()),
                }
            }
        }

        $(
            impl<'a> From<$Op<'a>> for Request<'a> {
                fn from(request: $Op<'a>) -> Self {
                    Request::$Op(request)
                }
            }

            impl sealed::Sealed for $Op<'_> {}

            impl<'a> Declared<'a> for $Op<'a> {
                const ACTION: Action = Action::$Op;
                const ERRORS: &'static [ErrorCode<'static>] = $Op::ERRORS;
                type Result<'r> = result_of!($($Result<'r>)?);

                fn members(&self) -> Members<'_> {
                    Members(readable(self))
                }

                fn members_mut(&mut self) -> MembersMut<'_, 'a> {
                    MembersMut(self)
                }

                fn result_mut<'s, 'r>(
                    _result: &'s mut Self::Result<'r>,
                ) -> Option<MembersMut<'s, 'r>> {
                    result_members!(_result $(, $Result)?)
                }

                fn into_result<'r>(_result: Self::Result<'r>) -> OperationResult<'r> {
                    OperationResult::$Op $((payload!(_result, $Result)))?
                }
            }
        )*
    };
}

mod sealed {
    pub trait Sealed {}
}

/// What the tables say of an operation.
pub trait Declared<'a>: sealed::Sealed + Default + Into<Request<'a>> {
    /// The operation.
    const ACTION: Action;

    /// The errors that the service's model declares, in its order.
    const ERRORS: &'static [ErrorCode<'static>];

    /// What the operation gives; `()` if that is nothing but its success.
    type Result<'r>: Default;

    #[doc(hidden)]
    fn members(&self) -> Members<'_>;

    #[doc(hidden)]
    fn members_mut(&mut self) -> MembersMut<'_, 'a>;

    /// The members of the Result element, if there is one.
    #[doc(hidden)]
    fn result_mut<'s, 'r>(result: &'s mut Self::Result<'r>) -> Option<MembersMut<'s, 'r>>;

    #[doc(hidden)]
    fn into_result<'r>(result: Self::Result<'r>) -> OperationResult<'r>;
}

/// The members of a structure, to be read.
pub struct Members<'s>(pub(crate) &'s dyn Structure);

/// The members of a structure, to be filled.
pub struct MembersMut<'s, 'a>(pub(crate) &'s mut dyn StructureMut<'a>);

operations! {
    operations {
        AcceptDelegationRequest = "AcceptDelegationRequest",
        AcquireRole = "AcquireRole" -> AcquireRoleResult,
        AddClientIDToOpenIdConnectProvider = "AddClientIDToOpenIDConnectProvider",
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
        ListInstanceProfiles = "ListInstanceProfiles" -> ListInstanceProfilesResult,
        ListInstanceProfilesForRole = "ListInstanceProfilesForRole" -> ListInstanceProfilesForRoleResult,
        ListMfaDevices = "ListMFADevices" -> ListMfaDevicesResult,
        ListOpenIdConnectProviders = "ListOpenIDConnectProviders" -> ListOpenIdConnectProvidersResult,
        ListOrganizationsFeatures = "ListOrganizationsFeatures" -> ListOrganizationsFeaturesResult,
        ListPolicies = "ListPolicies" -> ListPoliciesResult,
        ListPoliciesGrantingServiceAccess = "ListPoliciesGrantingServiceAccess" -> ListPoliciesGrantingServiceAccessResult,
        ListPolicyVersions = "ListPolicyVersions" -> ListPolicyVersionsResult,
        ListRolePolicies = "ListRolePolicies" -> ListRolePoliciesResult,
        ListRoles = "ListRoles" -> ListRolesResult,
        ListSamlProviders = "ListSAMLProviders" -> ListSamlProvidersResult,
        ListSshPublicKeys = "ListSSHPublicKeys" -> ListSshPublicKeysResult,
        ListServerCertificates = "ListServerCertificates" -> ListServerCertificatesResult,
        ListServiceSpecificCredentials = "ListServiceSpecificCredentials" -> ListServiceSpecificCredentialsResult,
        ListSigningCertificates = "ListSigningCertificates" -> ListSigningCertificatesResult,
        ListUserPolicies = "ListUserPolicies" -> ListUserPoliciesResult,
        ListUsers = "ListUsers" -> ListUsersResult,
        ListVirtualMfaDevices = "ListVirtualMFADevices" -> ListVirtualMfaDevicesResult,
        PutAccountProperties = "PutAccountProperties" -> PutAccountPropertiesResult,
        PutGroupPolicy = "PutGroupPolicy",
        PutRolePermissionsBoundary = "PutRolePermissionsBoundary",
        PutRolePolicy = "PutRolePolicy",
        PutUserPermissionsBoundary = "PutUserPermissionsBoundary",
        PutUserPolicy = "PutUserPolicy",
        RejectDelegationRequest = "RejectDelegationRequest",
        RemoveClientIDFromOpenIdConnectProvider = "RemoveClientIDFromOpenIDConnectProvider",
        RemoveRoleFromInstanceProfile = "RemoveRoleFromInstanceProfile",
        RemoveUserFromGroup = "RemoveUserFromGroup",
        ResetServiceSpecificCredential = "ResetServiceSpecificCredential" -> ResetServiceSpecificCredentialResult,
        ResyncMfaDevice = "ResyncMFADevice",
        SendDelegationToken = "SendDelegationToken",
        SetDefaultPolicyVersion = "SetDefaultPolicyVersion",
        SetSecurityTokenServicePreferences = "SetSecurityTokenServicePreferences",
        SimulateCustomPolicy = "SimulateCustomPolicy" -> SimulateCustomPolicyResult,
        SimulatePrincipalPolicy = "SimulatePrincipalPolicy" -> SimulatePrincipalPolicyResult,
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
    tag_operations {
        ListInstanceProfileTags = "ListInstanceProfileTags": List(InstanceProfile),
        ListMfaDeviceTags = "ListMFADeviceTags": List(MfaDevice),
        ListOpenIdConnectProviderTags = "ListOpenIDConnectProviderTags": List(OpenIdConnectProvider),
        ListPolicyTags = "ListPolicyTags": List(Policy),
        ListRoleTags = "ListRoleTags": List(Role),
        ListSamlProviderTags = "ListSAMLProviderTags": List(SamlProvider),
        ListServerCertificateTags = "ListServerCertificateTags": List(ServerCertificate),
        ListUserTags = "ListUserTags": List(User),
        TagInstanceProfile = "TagInstanceProfile": Tag(InstanceProfile),
        TagMfaDevice = "TagMFADevice": Tag(MfaDevice),
        TagOpenIdConnectProvider = "TagOpenIDConnectProvider": Tag(OpenIdConnectProvider),
        TagPolicy = "TagPolicy": Tag(Policy),
        TagRole = "TagRole": Tag(Role),
        TagSamlProvider = "TagSAMLProvider": Tag(SamlProvider),
        TagServerCertificate = "TagServerCertificate": Tag(ServerCertificate),
        TagUser = "TagUser": Tag(User),
        UntagInstanceProfile = "UntagInstanceProfile": Untag(InstanceProfile),
        UntagMfaDevice = "UntagMFADevice": Untag(MfaDevice),
        UntagOpenIdConnectProvider = "UntagOpenIDConnectProvider": Untag(OpenIdConnectProvider),
        UntagPolicy = "UntagPolicy": Untag(Policy),
        UntagRole = "UntagRole": Untag(Role),
        UntagSamlProvider = "UntagSAMLProvider": Untag(SamlProvider),
        UntagServerCertificate = "UntagServerCertificate": Untag(ServerCertificate),
        UntagUser = "UntagUser": Untag(User),
    }
}

impl<'a> Request<'a> {
    fn empty_of_tags(verb: Verb, resource_type: ResourceType) -> Self {
        match verb {
            Verb::Tag => TagResource::empty(resource_type).into(),
            Verb::Untag => UntagResource::empty(resource_type).into(),
            Verb::List => ListResourceTags::empty(resource_type).into(),
        }
    }
}

impl OperationResult<'_> {
    fn empty_of_tags(verb: Verb, resource_type: ResourceType) -> Self {
        match verb {
            Verb::Tag => OperationResult::TagResource(resource_type),
            Verb::Untag => OperationResult::UntagResource(resource_type),
            Verb::List => OperationResult::ListResourceTags(resource_type, TagPage::default()),
        }
    }
}

/// Makes what each tag operation has of its verb.
macro_rules! tag_operations {
    ($($Operation:ident: $verb:ident;)*) => {$(
        impl $Operation<'_> {
            /// The action, which follows from the resource's type.
            pub fn action(&self) -> Action {
                Action::of_tags(Verb::$verb, self.resource.resource_type())
            }
        }

        impl<'a> From<$Operation<'a>> for Request<'a> {
            fn from(request: $Operation<'a>) -> Self {
                Request::$Operation(request)
            }
        }
    )*};
}

tag_operations! {
    TagResource: Tag;
    UntagResource: Untag;
    ListResourceTags: List;
}

impl Action {
    /// The members of the operation's input, in the order of the service's model.
    pub fn input(self) -> &'static [Member] {
        Request::empty(self).structure().map_or(&[], |structure| structure.table().members)
    }

    /// The members of the operation's result, in the order of the service's model.
    ///
    /// ```
    /// use iam_codec::Action;
    ///
    /// let members = Action::GetUser.output();
    /// assert_eq!(members[0].name(), "User");
    /// assert!(members[0].members().iter().any(|member| member.name() == "Arn"));
    /// ```
    pub fn output(self) -> &'static [Member] {
        OperationResult::empty(self).structure().map_or(&[], |structure| structure.table().members)
    }

    /// The type of the resources whose tags a tag operation is about.
    ///
    /// ```
    /// use iam_codec::{Action, ResourceType};
    ///
    /// assert_eq!(Action::UntagRole.resource_type(), Some(ResourceType::Role));
    /// assert_eq!(Action::CreateRole.resource_type(), None);
    /// ```
    pub const fn resource_type(self) -> Option<ResourceType> {
        match self.tag_operation() {
            Some((_, resource_type)) => Some(resource_type),
            None => None,
        }
    }
}

/// The error of parsing an [`Action`] that this crate does not know.
///
/// ```
/// use iam_codec::{Action, UnknownAction};
///
/// assert_eq!("TagCat".parse::<Action>(), Err(UnknownAction));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAction;

impl fmt::Display for UnknownAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown action")
    }
}

impl std::error::Error for UnknownAction {}

impl FromStr for Action {
    type Err = UnknownAction;

    #[inline]
    fn from_str(name: &str) -> Result<Self, UnknownAction> {
        if let Some(action) = Action::tag_operation_of(name) {
            return Ok(action);
        }
        let found = OPERATIONS.binary_search_by_key(&name, |(name, _)| name);
        found.map(|at| OPERATIONS[at].1).map_err(|_| UnknownAction)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::input::longest_key;

    #[test]
    fn every_name_of_a_request_has_a_key() {
        for action in Action::ALL {
            let request = Request::empty(*action);
            let table = request.structure().unwrap().table();
            assert!(longest_key(table) <= u128::BITS, "{action}");
            assert!(table.members.len() < 64, "{action}");
        }
    }

    #[test]
    fn the_table_is_in_alphabetical_order() {
        assert!(OPERATIONS.is_sorted_by_key(|(name, _)| name));
    }
}
