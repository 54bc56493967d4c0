//! What exists, as the codec's own structures, and what all families need: names, ARNs and ids.

use std::borrow::Cow;
use std::collections::BTreeMap;

use iam_codec::operations::GetSamlProviderResult;
use iam_codec::structures::{InstanceProfile, ServerCertificate, VirtualMfaDevice};
use iam_codec::{ErrorCode, Timestamp};
use uuid::Uuid;

use crate::answer::{Outcome, failure};
use crate::groups::GroupState;
use crate::managed_policies::PolicyState;
use crate::openid_connect_providers::OpenIdConnectProvider;
use crate::roles::RoleState;
use crate::users::UserState;

const ACCOUNT: &str = "123456789012";

/// A text that borrows from nothing.
pub(crate) type Text = Cow<'static, str>;

/// Everything of the account, by name, ARN or serial number. Tags are in the order of the list
/// operations.
#[derive(Default)]
pub(crate) struct Store {
    pub(crate) users: BTreeMap<String, UserState>,
    pub(crate) groups: BTreeMap<String, GroupState>,
    pub(crate) roles: BTreeMap<String, RoleState>,
    pub(crate) policies: BTreeMap<String, PolicyState>,
    pub(crate) instance_profiles: BTreeMap<String, InstanceProfile<'static>>,
    pub(crate) open_id_connect_providers: BTreeMap<String, OpenIdConnectProvider>,
    pub(crate) saml_providers: BTreeMap<String, GetSamlProviderResult<'static>>,
    pub(crate) server_certificates: BTreeMap<String, ServerCertificate<'static>>,
    pub(crate) mfa_devices: BTreeMap<String, VirtualMfaDevice<'static>>,
    /// The time of the request that is served.
    pub(crate) now: Timestamp,
    /// The user who sent it, if its access key is that of a user.
    caller: Option<String>,
    ids: u64,
}

impl Store {
    /// Begins to serve a request.
    pub(crate) fn begin(&mut self, now: Timestamp, access_key: Option<&str>) {
        self.now = now;
        self.caller = access_key.and_then(|key| self.owner_of(key)).map(str::to_owned);
    }

    /// The user that a request names, or else the one who sent it.
    pub(crate) fn user_or_caller(&self, named: &Option<Cow<'_, str>>) -> Outcome<String> {
        match (named, &self.caller) {
            (Some(name), _) => Ok(name.to_string()),
            (None, Some(caller)) => Ok(caller.clone()),
            (None, None) => failure(
                ErrorCode::VALIDATION_ERROR,
                "Must specify userName when calling with non-User credentials",
            ),
        }
    }

    /// A new id with the prefix of its type, such as `AIDA` for users. Each start of the emulator gives
    /// the same ids.
    pub(crate) fn new_id(&mut self, prefix: &str) -> Text {
        const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let digit = |byte: u8| char::from(DIGITS[usize::from(byte % 32)]);
        let id: String = self.new_uuid().into_bytes().into_iter().map(digit).collect();
        format!("{prefix}{id}").into()
    }

    pub(crate) fn new_uuid(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::new_v5(&Uuid::NAMESPACE_OID, &self.ids.to_be_bytes())
    }
}

/// `arn:aws:iam::123456789012:user/division_abc/anika`
pub(crate) fn arn(kind: &str, path: &str, name: &str) -> Text {
    format!("arn:aws:iam::{ACCOUNT}:{kind}{path}{name}").into()
}

/// Where what has no path of its own is.
pub(crate) fn path_or_root(path: Option<Text>) -> Text {
    path.unwrap_or("/".into())
}

/// Whether a path is below a prefix, if one was sent.
pub(crate) fn is_below(path: &str, prefix: &Option<Cow<'_, str>>) -> bool {
    prefix.as_ref().is_none_or(|prefix| path.starts_with(&**prefix))
}

/// Whether a name is in use: two that differ only by case cannot exist side by side.
pub(crate) fn is_taken<T>(names: &BTreeMap<String, T>, name: &str) -> bool {
    names.keys().any(|taken| taken.eq_ignore_ascii_case(name))
}

/// Refuses a policy that is not a JSON object. Its content is not judged here.
pub(crate) fn check_policy(document: &str) -> Outcome<()> {
    match serde_json::from_str(document) {
        Ok(serde_json::Value::Object(_)) => Ok(()),
        _ => failure(ErrorCode::MALFORMED_POLICY_DOCUMENT, "This policy contains invalid Json"),
    }
}

/// Refuses a deletion because something still depends on what is to be deleted.
pub(crate) fn conflict_if(is_needed: bool, message: &str) -> Outcome<()> {
    if is_needed { failure(ErrorCode::DELETE_CONFLICT, message) } else { Ok(()) }
}
