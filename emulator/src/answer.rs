//! From a form to an answer: the codec reads the request, the store serves it, the codec writes what
//! came of it. The store is locked only in between.

use std::sync::{Arc, Mutex, PoisonError};

use iam_codec::{ErrorCode, ErrorResponse, Operation, Params, Request, Response, Timestamp};
use uuid::Uuid;

use crate::store::Store;

/// What an operation comes to.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// Why an operation failed.
pub(crate) type Failure = iam_codec::Failure<'static>;

/// An operation that the emulator serves.
pub(crate) trait Serve<'a>: Operation<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<impl Into<Self::Result<'static>>>;
}

/// An error of this code and message.
pub(crate) fn failure<T>(code: ErrorCode<'static>, message: impl Into<String>) -> Outcome<T> {
    Err(code.with_message(message.into()))
}

pub(crate) fn new_request_id() -> String {
    Uuid::new_v4().to_string()
}

/// The answer to a request.
#[derive(Debug)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The headers that AWS sends.
    pub headers: [(&'static str, String); 2],
    /// The XML.
    pub body: String,
}

impl Answer {
    fn new(status: u16, headers: [(&'static str, &str); 2], body: String) -> Self {
        Answer { status, headers: headers.map(|(name, value)| (name, value.to_owned())), body }
    }
}

impl From<ErrorResponse<'_>> for Answer {
    fn from(error: ErrorResponse<'_>) -> Self {
        Answer::new(error.status(), error.headers(), error.encode())
    }
}

/// The service, shared by all connections.
#[derive(Clone)]
pub struct Service {
    pub(crate) store: Arc<Mutex<Store>>,
    clock: fn() -> Timestamp,
}

impl Default for Service {
    fn default() -> Self {
        Service::new(Timestamp::now)
    }
}

impl Service {
    /// A service without resources, whose times come from a clock.
    pub fn new(clock: fn() -> Timestamp) -> Self {
        Service { store: Arc::default(), clock }
    }

    /// Answers the request that stands in a query string and a body, signed by an access key.
    pub fn answer(
        &self,
        query: &[u8],
        body: &[u8],
        access_key: Option<&str>,
        request_id: &str,
    ) -> Answer {
        let params = Params::parse_parts(query, body);
        let unwritable = params.as_ref().ok().and_then(unwritable);
        let response =
            match (params.and_then(|params| Request::decoder().params(params)), unwritable) {
                (Ok(request), Some(refusal)) if request.action().is_some() => Err(refusal),
                (Ok(request), _) => self.perform(&request, access_key, request_id),
                (Err(refusal), _) => Err(refusal.into()),
            };
        let written = response.and_then(|response| match response.encode() {
            Ok(body) => Ok(Answer::new(response.status(), response.headers(), body)),
            Err(error) => failure(ErrorCode::SERVICE_FAILURE, error.to_string()),
        });
        written.unwrap_or_else(|failure| failure.to_response(request_id).into())
    }

    fn perform<'r>(
        &self,
        request: &Request<'_>,
        access_key: Option<&str>,
        request_id: &'r str,
    ) -> Outcome<Response<'r>> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        store.begin((self.clock)(), access_key);
        perform(request, &mut store, request_id)
    }
}

/// Refuses a value that no answer could show. What IAM says to it was not recorded.
fn unwritable(params: &Params<'_>) -> Option<Failure> {
    let can_carry = |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    let param = params.iter().find(|param| !param.value().chars().all(can_carry))?;
    let message = format!("The value of {} holds a character that XML cannot carry.", param.name());
    Some(Failure::new("InvalidInput").with_message(message))
}

/// Makes the way from a request to its operation.
macro_rules! serve {
    ($($Operation:ident)*) => {
        fn perform<'r>(
            request: &Request<'_>,
            store: &mut Store,
            request_id: &'r str,
        ) -> Outcome<Response<'r>> {
            if let Some(tagging) = request.tagging() {
                return Ok(tagging.respond(store.perform(&tagging)?, request_id));
            }
            Ok(match request {
                $(Request::$Operation(request) => {
                    request.respond(request.serve(store)?, request_id)
                })*
                Request::Other(request) => {
                    return Err(request.invalid_action().into());
                }
                request => return Err(request.not_implemented()),
            })
        }
    };
}

serve! {
    CreateUser GetUser ListUsers UpdateUser DeleteUser
    PutUserPermissionsBoundary DeleteUserPermissionsBoundary
    CreateLoginProfile GetLoginProfile UpdateLoginProfile DeleteLoginProfile
    CreateAccessKey ListAccessKeys UpdateAccessKey DeleteAccessKey GetAccessKeyLastUsed
    ListSshPublicKeys ListSigningCertificates ListServiceSpecificCredentials

    CreateGroup GetGroup ListGroups UpdateGroup DeleteGroup
    AddUserToGroup RemoveUserFromGroup ListGroupsForUser

    CreateRole GetRole ListRoles UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy DeleteRole
    PutRolePermissionsBoundary DeleteRolePermissionsBoundary

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
    EnableMfaDevice DeactivateMfaDevice ListMfaDevices
}
