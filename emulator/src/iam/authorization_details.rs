//! The account's users, groups, roles and policies at once.

use std::collections::BTreeMap;

use iam_codec::operations::*;
use iam_codec::structures::{
    AttachedPolicy, EntityType, GroupDetail, ManagedPolicyDetail, PolicyDetail, RoleDetail,
    RoleLastUsed, UserDetail,
};
use iam_codec::{ErrorCode, Pages, ResourceType, structures};

use super::attachments::attached_policy;
use super::managed_policies::Managed;
use super::{Iam, Outcome, Serve, boundaries, failure};
use crate::state::{Account, Group, Policies, Role, User, uses};

/// Something that the details list, with the key of its place in the list.
enum Item<'s> {
    User(&'s User),
    Role(&'s Role),
    Group(&'s Group),
    Policy(Managed<'s>, [i32; 2]),
}

/// Recorded: pages go through the kinds in this order, whatever the order of the filter.
const KINDS: [EntityType<'static>; 5] = [
    EntityType::User,
    EntityType::Role,
    EntityType::Group,
    EntityType::LocalManagedPolicy,
    EntityType::AwsManagedPolicy,
];

impl Policies {
    fn details(&self) -> Vec<PolicyDetail<'static>> {
        let detail = |policy: &crate::state::InlinePolicy| PolicyDetail {
            policy_name: Some(policy.name.clone().into()),
            policy_document: Some(policy.document.clone().into()),
            ..Default::default()
        };
        self.inline.values().map(detail).collect()
    }

    fn attached_details(&self) -> Vec<AttachedPolicy<'static>> {
        self.attached.iter().map(|arn| attached_policy(arn)).collect()
    }
}

impl Account {
    /// Everything of one kind. Of AWS's policies only those that somebody has (recorded).
    fn items(&self, kind: &EntityType<'_>) -> Vec<(String, Item<'_>)> {
        let uses: BTreeMap<_, _> = uses(self.holders());
        let policy = |arn: &str, policy| {
            let count = uses.get(arn).copied().unwrap_or_default();
            (arn.to_owned(), Item::Policy(policy, count))
        };
        match kind {
            EntityType::User => {
                self.users.values().map(|user| (user.id.clone(), Item::User(user))).collect()
            }
            EntityType::Role => {
                self.roles.values().map(|role| (role.id.clone(), Item::Role(role))).collect()
            }
            EntityType::Group => {
                self.groups.values().map(|group| (group.id.clone(), Item::Group(group))).collect()
            }
            EntityType::LocalManagedPolicy => {
                self.policies.iter().map(|(arn, own)| policy(arn, Managed::Own(own))).collect()
            }
            _ => {
                let used = uses.keys().filter_map(|arn| match self.managed_policy(arn) {
                    Some(aws @ Managed::Aws(_)) => Some(policy(arn, aws)),
                    _ => None,
                });
                used.collect()
            }
        }
    }

    fn user_detail(&self, user: &User) -> UserDetail<'static> {
        let groups = self.groups_of(&user.name).map(|group| group.name.clone().into());
        let policies = user.policies.details();
        let structures::User { path, user_name, user_id, arn, create_date, .. } =
            self.listed_user(user);
        UserDetail {
            path,
            user_name,
            user_id: Some(user_id),
            arn: Some(arn),
            create_date: Some(create_date),
            // Recorded: of users alone, a list without policies is left out.
            user_policy_list: Some(policies).filter(|policies| !policies.is_empty()),
            group_list: Some(groups.collect()),
            attached_managed_policies: Some(user.policies.attached_details()),
            permissions_boundary: boundaries::attached(user.boundary.as_deref()),
            tags: Some(user.tags.listed(ResourceType::User)),
            ..Default::default()
        }
    }

    fn role_detail(&self, role: &Role) -> RoleDetail<'static> {
        let profiles = self.instance_profiles_of(&role.name);
        let brief = self.brief_role(role);
        RoleDetail {
            path: Some(brief.path),
            role_name: Some(brief.role_name),
            role_id: Some(brief.role_id),
            arn: Some(brief.arn),
            create_date: Some(brief.create_date),
            assume_role_policy_document: brief.assume_role_policy_document,
            instance_profile_list: Some(
                profiles.map(|profile| self.listed_profile(profile)).collect(),
            ),
            role_policy_list: Some(role.policies.details()),
            attached_managed_policies: Some(role.policies.attached_details()),
            permissions_boundary: boundaries::attached(role.boundary.as_deref()),
            tags: Some(role.tags.listed(ResourceType::Role)),
            role_last_used: Some(RoleLastUsed::default()),
            ..Default::default()
        }
    }

    fn group_detail(&self, group: &Group) -> GroupDetail<'static> {
        let listed = self.listed_group(group);
        GroupDetail {
            path: Some(listed.path),
            group_name: Some(listed.group_name),
            group_id: Some(listed.group_id),
            arn: Some(listed.arn),
            create_date: Some(listed.create_date),
            group_policy_list: Some(group.policies.details()),
            attached_managed_policies: Some(group.policies.attached_details()),
            ..Default::default()
        }
    }

    fn policy_detail(&self, policy: Managed<'_>, count: [i32; 2]) -> ManagedPolicyDetail<'static> {
        let brief = policy.brief(self, count);
        ManagedPolicyDetail {
            policy_name: brief.policy_name,
            policy_id: brief.policy_id,
            arn: brief.arn,
            path: brief.path,
            default_version_id: brief.default_version_id,
            attachment_count: brief.attachment_count,
            permissions_boundary_usage_count: brief.permissions_boundary_usage_count,
            is_attachable: brief.is_attachable,
            create_date: brief.create_date,
            update_date: brief.update_date,
            policy_version_list: Some(policy.versions()),
            ..Default::default()
        }
    }
}

/// The kinds that a filter selects. None at all and all kinds are the same list (recorded).
fn kinds(filter: &[EntityType<'_>]) -> Vec<EntityType<'static>> {
    let mut kinds = KINDS.to_vec();
    kinds.retain(|kind| filter.is_empty() || filter.contains(kind));
    kinds
}

impl<'a> Serve<'a> for GetAccountAuthorizationDetails<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetAccountAuthorizationDetailsResult<'static>> {
        let filter = self.filter.as_deref().unwrap_or_default();
        let account = &*iam.account;
        let page = |filter| {
            let kinds = kinds(filter);
            let items: Vec<_> = kinds.iter().flat_map(|kind| account.items(kind)).collect();
            let list = GetAccountAuthorizationDetails { filter: Some(kinds), ..self.clone() };
            list.page(items, |(key, _)| key)
        };
        let found = page(filter).or_else(|refusal| {
            // Recorded: a marker made without a filter is refused in other words than one of another filter.
            let is_of_all = filter.is_empty() || page(&[]).is_ok();
            match is_of_all {
                true => Err(refusal),
                false => failure(ErrorCode::VALIDATION_ERROR, "Marker and Filter do not match"),
            }
        })?;
        let (mut users, mut roles) = (Vec::new(), Vec::new());
        let (mut groups, mut policies) = (Vec::new(), Vec::new());
        for (_, item) in &found.items {
            match *item {
                Item::User(user) => users.push(account.user_detail(user)),
                Item::Role(role) => roles.push(account.role_detail(role)),
                Item::Group(group) => groups.push(account.group_detail(group)),
                Item::Policy(policy, count) => policies.push(account.policy_detail(policy, count)),
            }
        }
        Ok(GetAccountAuthorizationDetailsResult {
            user_detail_list: Some(users),
            group_detail_list: Some(groups),
            role_detail_list: Some(roles),
            policies: Some(policies),
            is_truncated: found.is_truncated,
            marker: found.marker,
            ..Default::default()
        })
    }
}
