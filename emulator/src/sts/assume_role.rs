//! AssumeRole. Trust policies are not evaluated: whoever calls may assume every role that exists.

use std::borrow::Cow;

use iam_codec::policy::Kind;
use iam_codec::sts::operations::*;
use iam_codec::{ErrorCode, ResourceType, Tag};

use super::packed::Packed;
use super::roles::access_denied;
use super::sessions::Carried;
use super::{Serve, Sts};
use crate::outcome::{Outcome, check_policy, failure};
use crate::state::Tags;

/// The keys of session tags have no case, as those of roles.
const KEYS: ResourceType = ResourceType::Role;

impl Sts<'_> {
    /// The tags of a new session: those that it is given, and the transitive ones of the calling session,
    /// which nobody can change (recorded).
    fn carried(
        &self,
        tags: Option<&[Tag<'_>]>,
        transitive_tag_keys: Option<&[Cow<'_, str>]>,
        source_identity: Option<String>,
    ) -> Outcome<Carried> {
        let given = tags.unwrap_or_default();
        let mut keys: Vec<_> =
            transitive_tag_keys.unwrap_or_default().iter().map(|key| key.to_string()).collect();
        let Some(caller) = self.calling_role() else {
            let tags = Tags::new(tags);
            return Ok(Carried {
                tags,
                transitive_tag_keys: keys,
                source_identity,
                ..Default::default()
            });
        };
        let inherited = caller.tags.only(&caller.transitive_tag_keys, KEYS);
        if given.iter().any(|tag| inherited.has(&tag.key, KEYS)) {
            let message = "One of the specified transitive tag keys can't be set because it conflicts with \
                           a transitive tag key from the calling session.";
            return failure(ErrorCode::INVALID_PARAMETER_VALUE, message);
        }
        keys.extend(caller.transitive_tag_keys.iter().cloned());
        let tags = inherited.with(given, KEYS);
        Ok(Carried { tags, transitive_tag_keys: keys, source_identity, ..Default::default() })
    }

    /// The source identity of a new session. One that the calling session has stays (recorded).
    fn source_identity(&self, given: Option<&str>) -> Outcome<Option<String>> {
        let inherited = self.calling_role().and_then(|caller| caller.source_identity.clone());
        match (inherited, given) {
            (Some(inherited), Some(given)) if inherited != given => failure(
                ErrorCode::VALIDATION_ERROR,
                "The source identity is already set for this assume role session",
            ),
            (inherited, given) => Ok(inherited.or(given.map(str::to_owned))),
        }
    }
}

impl<'a> Serve<'a> for AssumeRole<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<AssumeRoleResult<'static>> {
        sts.check_device(&self.serial_number, &self.token_code)?;
        let denied = || access_denied(&sts.caller, "sts:AssumeRole", &self.role_arn);
        let role = sts.role(&self.role_arn).ok_or_else(denied)?;
        let seconds = role.seconds(self.duration_seconds, sts.calling_role().is_some())?;
        let source_identity = sts.source_identity(self.source_identity.as_deref())?;
        let keys = self.transitive_tag_keys.as_deref();
        let carried = sts.carried(self.tags.as_deref(), keys, source_identity.clone())?;
        if let Some(policy) = &self.policy {
            check_policy(Kind::Session, policy)?;
        }
        let size = self.minimum_session_token_size;
        let (credentials, assumed_role_user) =
            sts.begin_role(&role, &self.role_session_name, carried, seconds, size);
        let packed = Packed {
            policy: self.policy.as_deref(),
            policy_arns: self.policy_arns.as_deref(),
            tags: self.tags.as_deref(),
        };
        Ok(AssumeRoleResult {
            credentials: Some(credentials),
            assumed_role_user,
            packed_policy_size: packed.size(),
            source_identity: source_identity.map(Into::into),
            ..Default::default()
        })
    }
}
