//! Managed policies and their versions.
//!
//! AWS manages more than a thousand policies of its own. Here each exists from when it is first named,
//! and says nothing.

use iam_codec::operations::*;
use iam_codec::structures::{Policy, PolicyScope, PolicyUsage, PolicyVersion};
use iam_codec::{Entity, ErrorCode, Resource, ResourceType, Tag, Timestamp};

use crate::answer::{Outcome, Serve, failure};
use crate::pages::page;
use crate::store::{Store, Text, arn, check_policy, conflict_if, is_below, path_or_root};
use crate::tags::{Tags, if_any, stored};

const AWS: &str = "arn:aws:iam::aws:policy";

/// A policy with its versions, the newest first.
pub(crate) struct PolicyState {
    /// As `GetPolicy` has it.
    pub(crate) policy: Policy<'static>,
    versions: Vec<PolicyVersion<'static>>,
    newest: u32,
}

impl PolicyState {
    fn arn(&self) -> &str {
        self.policy.arn.as_deref().unwrap_or_default()
    }

    fn is_of_aws(&self) -> bool {
        self.arn().starts_with(AWS)
    }

    fn position(&self, version_id: &str) -> Outcome<usize> {
        let is_meant =
            |version: &PolicyVersion<'_>| version.version_id.as_deref() == Some(version_id);
        let missing = || Entity::PolicyVersion(self.arn(), version_id).not_found();
        self.versions.iter().position(is_meant).ok_or_else(missing)
    }

    /// Puts a version in force.
    fn set_default(&mut self, at: usize) {
        for (i, version) in self.versions.iter_mut().enumerate() {
            version.is_default_version = Some(i == at);
        }
        self.policy.default_version_id = self.versions[at].version_id.clone();
    }

    /// Adds a version that is not in force.
    fn add_version(&mut self, document: Text, now: Timestamp) {
        self.newest += 1;
        let version = PolicyVersion {
            document: Some(document.into()),
            version_id: Some(format!("v{}", self.newest).into()),
            is_default_version: Some(false),
            create_date: Some(now),
            ..Default::default()
        };
        self.versions.insert(0, version);
        self.policy.update_date = Some(now);
    }
}

/// The policy as creates and lists have it.
fn brief(policy: &Policy<'static>) -> Policy<'static> {
    Policy { description: None, tags: None, ..policy.clone() }
}

/// The version as lists and creates have it.
fn without_document(version: &PolicyVersion<'static>) -> PolicyVersion<'static> {
    PolicyVersion { document: None, ..version.clone() }
}

impl Store {
    /// The policy of this ARN. One of AWS exists as soon as it is named.
    pub(crate) fn find_policy(&mut self, arn: &str) -> Option<&mut PolicyState> {
        if !self.policies.contains_key(arn) {
            let (path, name) = arn.strip_prefix(AWS)?.rsplit_once('/')?;
            let (path, name) = (format!("{path}/").into(), name.to_owned().into());
            let document = r#"{"Version":"2012-10-17","Statement":[]}"#.into();
            self.add_policy(arn.to_owned().into(), name, path, document, Policy::default());
        }
        self.policies.get_mut(arn)
    }

    fn policy_mut(&mut self, arn: &str) -> Outcome<&mut PolicyState> {
        self.find_policy(arn).ok_or_else(|| Resource::Policy(arn.into()).not_found())
    }

    /// A policy that is not AWS's.
    fn own_policy_mut(&mut self, arn: &str) -> Outcome<&mut PolicyState> {
        let state = self.policy_mut(arn)?;
        if state.is_of_aws() {
            let message = "Cannot update policies outside your own account.";
            return failure(ErrorCode::ACCESS_DENIED, message);
        }
        Ok(state)
    }

    /// A policy that is to have a version, and the place of the version.
    fn version_mut(&mut self, arn: &str, version_id: &str) -> Outcome<(&mut PolicyState, usize)> {
        let missing = || Entity::PolicyVersion(arn, version_id).not_found();
        let state = self.find_policy(arn).ok_or_else(missing)?;
        let at = state.position(version_id)?;
        Ok((state, at))
    }

    pub(crate) fn policy_tags_mut(&mut self, arn: &str) -> Outcome<&mut Vec<Tag<'static>>> {
        Ok(self.own_policy_mut(arn)?.policy.tags.get_or_insert_default())
    }

    fn add_policy(
        &mut self,
        arn: Text,
        name: Text,
        path: Text,
        document: Text,
        rest: Policy<'static>,
    ) {
        let policy = Policy {
            policy_name: Some(name),
            policy_id: Some(self.new_id("ANPA")),
            arn: Some(arn.clone()),
            path: Some(path),
            attachment_count: Some(0),
            permissions_boundary_usage_count: Some(0),
            is_attachable: Some(true),
            create_date: Some(self.now),
            ..rest
        };
        let mut state = PolicyState { policy, versions: Vec::new(), newest: 0 };
        state.add_version(document, self.now);
        state.set_default(0);
        self.policies.insert(arn.into_owned(), state);
    }
}

impl<'a> Serve<'a> for CreatePolicy<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreatePolicyResult<'static>> {
        let CreatePolicy { policy_name, path, policy_document, description, tags, .. } =
            self.clone().into_owned();
        check_policy(&policy_document)?;
        let own = iam.policies.values().filter(|state| !state.is_of_aws());
        let mut names = own.filter_map(|state| state.policy.policy_name.as_deref());
        if names.any(|name| name.eq_ignore_ascii_case(&policy_name)) {
            return Err(Resource::Policy(policy_name).already_exists());
        }
        let path = path_or_root(path);
        let arn = arn("policy", &path, &policy_name);
        let stored = stored(&tags, ResourceType::Policy);
        let rest = Policy { description, tags: stored, ..Default::default() };
        iam.add_policy(arn.clone(), policy_name, path, policy_document, rest);
        let created = brief(&iam.policy_mut(&arn)?.policy);
        let policy = Policy { tags: if_any(tags), ..created };
        Ok(CreatePolicyResult { policy: Some(policy), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetPolicy<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetPolicyResult<'static>> {
        let policy = iam.policy_mut(&self.policy_arn)?.policy.clone();
        let tags: Tags = Some(policy.tags.clone().unwrap_or_default());
        Ok(GetPolicyResult { policy: Some(Policy { tags, ..policy }), ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListPolicies<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListPoliciesResult<'static>> {
        let is_in_scope = |state: &&PolicyState| match self.scope {
            Some(PolicyScope::Aws) => state.is_of_aws(),
            Some(PolicyScope::Local) => !state.is_of_aws(),
            _ => true,
        };
        // Recorded: the filter says which use counts, and without `OnlyAttached` does nothing.
        let is_used = |policy: &&Policy<'_>| {
            let attached = policy.attachment_count > Some(0);
            let bounds = policy.permissions_boundary_usage_count > Some(0);
            match self.policy_usage_filter {
                _ if self.only_attached != Some(true) => true,
                Some(PolicyUsage::PermissionsPolicy) => attached,
                Some(PolicyUsage::PermissionsBoundary) => bounds,
                _ => attached || bounds,
            }
        };
        let policies = iam.policies.values().filter(is_in_scope).map(|state| &state.policy);
        let policies = policies
            .filter(is_used)
            .filter(|policy| is_below(policy.path.as_deref().unwrap_or("/"), &self.path_prefix));
        let page = page(self, policies.map(brief), |policy| policy.arn.as_deref().unwrap_or(""))?;
        Ok(ListPoliciesResult {
            policies: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeletePolicy<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let state = iam.own_policy_mut(&self.policy_arn)?;
        let is_used = state.policy.attachment_count > Some(0)
            || state.policy.permissions_boundary_usage_count > Some(0);
        conflict_if(is_used, "Cannot delete a policy attached to entities.")?;
        let message = "This policy has more than one version. Before you delete a policy, you must delete the \
             policy's versions. The default version is deleted with the policy.";
        conflict_if(state.versions.len() > 1, message)?;
        iam.policies.remove(&*self.policy_arn);
        Ok(())
    }
}

impl<'a> Serve<'a> for CreatePolicyVersion<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreatePolicyVersionResult<'static>> {
        let now = iam.now;
        let state = iam.own_policy_mut(&self.policy_arn)?;
        check_policy(&self.policy_document)?;
        if state.versions.len() >= 5 {
            let message = "A managed policy can have up to 5 versions. Before you create a new \
                           version, you must delete an existing version.";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        state.add_version(self.policy_document.clone().into_owned().into(), now);
        if self.set_as_default == Some(true) {
            state.set_default(0);
        }
        let version = without_document(&state.versions[0]);
        Ok(CreatePolicyVersionResult { policy_version: Some(version), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetPolicyVersion<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetPolicyVersionResult<'static>> {
        let (state, at) = iam.version_mut(&self.policy_arn, &self.version_id)?;
        let version = Some(state.versions[at].clone());
        Ok(GetPolicyVersionResult { policy_version: version, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListPolicyVersions<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListPolicyVersionsResult<'static>> {
        let versions = &iam.policy_mut(&self.policy_arn)?.versions;
        let versions = versions.iter().map(without_document);
        let page = page(self, versions, |version| version.version_id.as_deref().unwrap_or(""))?;
        Ok(ListPolicyVersionsResult {
            versions: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for SetDefaultPolicyVersion<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let (state, at) = iam.version_mut(&self.policy_arn, &self.version_id)?;
        state.set_default(at);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeletePolicyVersion<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let (state, at) = iam.version_mut(&self.policy_arn, &self.version_id)?;
        let is_default = state.versions[at].is_default_version == Some(true);
        conflict_if(is_default, "Cannot delete the default version of a policy.")?;
        state.versions.remove(at);
        Ok(())
    }
}
