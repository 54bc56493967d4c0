//! The inputs and results of all operations.
//!
//! An operation has a struct for its input, which has the name of the action, and a struct for its result.
//! The trait [`Operation`](crate::Operation) decodes and encodes both.
//!
//! ```
//! use iam_codec::sts::operations::{AssumeRole, AssumeRoleResult};
//! use iam_codec::sts::structures::{AssumedRoleUser, Credentials};
//! use iam_codec::{Operation, Reply, Tag};
//!
//! let request = AssumeRole {
//!     role_arn: "arn:aws:iam::123456789012:role/demo".into(),
//!     role_session_name: "s1".into(),
//!     tags: Some(vec![Tag::new("Dept", "Legal")]),
//!     ..Default::default()
//! };
//! let body = request.encode();
//! assert_eq!(
//!     body,
//!     "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdemo\
//!      &RoleSessionName=s1&Tags.member.1.Key=Dept&Tags.member.1.Value=Legal",
//! );
//!
//! let request = AssumeRole::decode(body.as_bytes())?;
//! let result = AssumeRoleResult {
//!     credentials: Some(Credentials { access_key_id: "ASIAIOSFODNN7EXAMPLE".into(), ..Default::default() }),
//!     assumed_role_user: Some(AssumedRoleUser {
//!         assumed_role_id: "AROADBQP57FF2AEXAMPLE:s1".into(),
//!         arn: "arn:aws:sts::123456789012:assumed-role/demo/s1".into(),
//!         ..Default::default()
//!     }),
//!     ..Default::default()
//! };
//! let body = request.respond(result, "id").encode()?;
//! let Reply::Response(response) = AssumeRole::decode_reply(body.as_bytes())? else { unreachable!() };
//! assert_eq!(response.result.credentials.unwrap().access_key_id, "ASIAIOSFODNN7EXAMPLE");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// TABLE: one row per operation. The inputs and results are in one file per family, one block per
// operation.

mod identities;
mod sessions;
mod tokens;

use crate::message::list::service;

pub use identities::*;
pub use sessions::*;
pub use tokens::*;

service! {
    /// AWS Security Token Service (STS).
    "sts" "2011-06-15" "https://sts.amazonaws.com/doc/2011-06-15/"
        quoting_values(&["ContextAssertion", "TokenCode"]) refusing_tags("InvalidParameterValue");
    in "iam_codec::sts",
    like GetSessionToken: "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=900",
    and not "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=899";
    AssumeRole = "AssumeRole" -> AssumeRoleResult,
    AssumeRoleWithSaml = "AssumeRoleWithSAML" -> AssumeRoleWithSamlResult,
    AssumeRoleWithWebIdentity = "AssumeRoleWithWebIdentity" -> AssumeRoleWithWebIdentityResult,
    AssumeRoot = "AssumeRoot" -> AssumeRootResult,
    DecodeAuthorizationMessage = "DecodeAuthorizationMessage" -> DecodeAuthorizationMessageResult,
    GetAccessKeyInfo = "GetAccessKeyInfo" -> GetAccessKeyInfoResult,
    GetCallerIdentity = "GetCallerIdentity" -> GetCallerIdentityResult,
    GetDelegatedAccessToken = "GetDelegatedAccessToken" -> GetDelegatedAccessTokenResult,
    GetFederationToken = "GetFederationToken" -> GetFederationTokenResult,
    GetScopedCredentials = "GetScopedCredentials" -> GetScopedCredentialsResult,
    GetSessionToken = "GetSessionToken" -> GetSessionTokenResult,
    GetWebIdentityToken = "GetWebIdentityToken" -> GetWebIdentityTokenResult,
}
