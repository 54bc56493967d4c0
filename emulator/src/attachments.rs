//! Managed policies attached to users, groups and roles, and permissions boundaries.

use std::collections::{BTreeMap, BTreeSet};

use iam_codec::operations::*;
use iam_codec::structures::{
    AttachedPermissionsBoundary, AttachedPolicy, EntityType, PermissionsBoundaryType, PolicyGroup,
    PolicyRole, PolicyUsage, PolicyUser,
};
use iam_codec::{Entity, ErrorCode, Resource};

use crate::answer::{Outcome, Serve};
use crate::groups::GroupState;
use crate::pages::page;
use crate::roles::RoleState;
use crate::store::{Store, Text, conflict_if, is_below};
use crate::users::UserState;

/// The policies of a user, group or role.
#[derive(Default)]
pub(crate) struct Policies {
    /// The ARNs of managed ones.
    attached: BTreeSet<String>,
    /// The documents of inline ones, by name.
    pub(crate) inline: BTreeMap<String, Text>,
}

impl Policies {
    /// An inline policy's name as it was put first. Names are found in any case (recorded).
    pub(crate) fn inline_name(&self, name: &str) -> Option<String> {
        self.inline.keys().find(|stored| stored.eq_ignore_ascii_case(name)).cloned()
    }

    /// Refuses to delete what still has policies.
    pub(crate) fn none_left(&self) -> Outcome<()> {
        let message = "Cannot delete entity, must detach all policies first.";
        conflict_if(!self.attached.is_empty(), message)?;
        conflict_if(!self.inline.is_empty(), "Cannot delete entity, must delete policies first.")
    }
}

type Boundary = Option<AttachedPermissionsBoundary<'static>>;

impl Store {
    /// Adds to the number of entities that a policy is attached to.
    fn count_attachment(&mut self, arn: &str, added: i32) {
        if let Some(state) = self.find_policy(arn) {
            *state.policy.attachment_count.get_or_insert(0) += added;
        }
    }

    /// Makes a policy the boundary of one entity more.
    pub(crate) fn use_boundary(&mut self, arn: Option<Text>) -> Outcome<Boundary> {
        let Some(arn) = arn else { return Ok(None) };
        let missing = || Entity::PermissionsBoundary(&arn).not_found();
        let state = self.find_policy(&arn).ok_or_else(missing)?;
        *state.policy.permissions_boundary_usage_count.get_or_insert(0) += 1;
        Ok(Some(AttachedPermissionsBoundary {
            permissions_boundary_type: Some(PermissionsBoundaryType::PermissionsBoundaryPolicy),
            permissions_boundary_arn: Some(arn),
            ..Default::default()
        }))
    }

    fn leave_boundary(&mut self, boundary: Boundary) {
        let arn = boundary.and_then(|boundary| boundary.permissions_boundary_arn);
        if let Some(state) = arn.and_then(|arn| self.find_policy(&arn)) {
            *state.policy.permissions_boundary_usage_count.get_or_insert(0) -= 1;
        }
    }

    pub(crate) fn put_user_boundary(&mut self, name: &str, arn: Option<Text>) -> Outcome<()> {
        self.user(name)?;
        let boundary = self.use_boundary(arn)?;
        let old = std::mem::replace(&mut self.user_mut(name)?.user.permissions_boundary, boundary);
        self.leave_boundary(old);
        Ok(())
    }

    pub(crate) fn put_role_boundary(&mut self, name: &str, arn: Option<Text>) -> Outcome<()> {
        self.role(name)?;
        let boundary = self.use_boundary(arn)?;
        let old = std::mem::replace(&mut self.role_mut(name)?.role.permissions_boundary, boundary);
        self.leave_boundary(old);
        Ok(())
    }
}

/// Refuses to delete a boundary where there is none (recorded, but not the words).
fn needs_boundary(boundary: &Boundary) -> Outcome<()> {
    let missing = || iam_codec::Failure::new(ErrorCode::NO_SUCH_ENTITY);
    boundary.as_ref().map(drop).ok_or_else(missing)
}

/// Makes the operations that attach, detach and list, for those who have policies.
macro_rules! attachments {
    ($($state:ident, $name:ident: $Attach:ident, $Detach:ident, $List:ident -> $Result:ident;)*) => {$(
        impl<'a> Serve<'a> for $Attach<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<()> {
                let arn = &*self.policy_arn;
                iam.$state(&self.$name)?;
                iam.find_policy(arn).ok_or_else(|| Entity::AttachablePolicy(arn).not_found())?;
                if iam.$state(&self.$name)?.policies.attached.insert(arn.to_owned()) {
                    iam.count_attachment(arn, 1);
                }
                Ok(())
            }
        }

        impl<'a> Serve<'a> for $Detach<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<()> {
                if !iam.$state(&self.$name)?.policies.attached.remove(&*self.policy_arn) {
                    return Err(Resource::Policy(self.policy_arn.clone()).not_found());
                }
                iam.count_attachment(&self.policy_arn, -1);
                Ok(())
            }
        }

        impl<'a> Serve<'a> for $List<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<$Result<'static>> {
                let attached = iam.$state(&self.$name)?.policies.attached.clone();
                let attached = attached.iter().filter_map(|arn| {
                    let policy = &iam.find_policy(arn)?.policy;
                    let path = policy.path.as_deref().unwrap_or("/");
                    is_below(path, &self.path_prefix).then(|| AttachedPolicy {
                        policy_name: policy.policy_name.clone(),
                        policy_arn: policy.arn.clone(),
                        ..Default::default()
                    })
                });
                let page = page(self, attached, |policy| policy.policy_arn.as_deref().unwrap_or(""))?;
                Ok($Result {
                    attached_policies: Some(page.items),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                    ..Default::default()
                })
            }
        }
    )*};
}

attachments! {
    user_mut, user_name: AttachUserPolicy, DetachUserPolicy,
        ListAttachedUserPolicies -> ListAttachedUserPoliciesResult;
    group_mut, group_name: AttachGroupPolicy, DetachGroupPolicy,
        ListAttachedGroupPolicies -> ListAttachedGroupPoliciesResult;
    role_mut, role_name: AttachRolePolicy, DetachRolePolicy,
        ListAttachedRolePolicies -> ListAttachedRolePoliciesResult;
}

impl<'a> Serve<'a> for PutUserPermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let arn = self.permissions_boundary.clone().into_owned();
        iam.put_user_boundary(&self.user_name, Some(arn.into()))
    }
}

impl<'a> Serve<'a> for DeleteUserPermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        needs_boundary(&iam.user(&self.user_name)?.user.permissions_boundary)?;
        iam.put_user_boundary(&self.user_name, None)
    }
}

impl<'a> Serve<'a> for PutRolePermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let arn = self.permissions_boundary.clone().into_owned();
        iam.put_role_boundary(&self.role_name, Some(arn.into()))
    }
}

impl<'a> Serve<'a> for DeleteRolePermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        needs_boundary(&iam.role(&self.role_name)?.role.permissions_boundary)?;
        iam.put_role_boundary(&self.role_name, None)
    }
}

/// A user, group or role that has a policy.
enum Holder<'s> {
    User(&'s UserState),
    Group(&'s GroupState),
    Role(&'s RoleState),
}

impl Holder<'_> {
    fn arn(&self) -> &str {
        match self {
            Holder::User(state) => &state.user.arn,
            Holder::Group(state) => &state.group.arn,
            Holder::Role(state) => &state.role.arn,
        }
    }

    fn path(&self) -> &str {
        match self {
            Holder::User(state) => state.path(),
            Holder::Group(state) => &state.group.path,
            Holder::Role(state) => &state.role.path,
        }
    }

    fn entity_type(&self) -> EntityType<'static> {
        match self {
            Holder::User(_) => EntityType::User,
            Holder::Group(_) => EntityType::Group,
            Holder::Role(_) => EntityType::Role,
        }
    }

    /// Whether a policy is attached, or else is the boundary.
    fn has(&self, arn: &str, usage: &PolicyUsage<'_>) -> bool {
        let (policies, boundary) = match self {
            Holder::User(state) => (&state.policies, &state.user.permissions_boundary),
            Holder::Group(state) => (&state.policies, &None),
            Holder::Role(state) => (&state.policies, &state.role.permissions_boundary),
        };
        let boundary = boundary.as_ref().and_then(|b| b.permissions_boundary_arn.as_deref());
        match usage {
            PolicyUsage::PermissionsBoundary => boundary == Some(arn),
            _ => policies.attached.contains(arn),
        }
    }
}

impl<'a> Serve<'a> for ListEntitiesForPolicy<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListEntitiesForPolicyResult<'static>> {
        let arn = &*self.policy_arn;
        iam.find_policy(arn).ok_or_else(|| Entity::AttachablePolicy(arn).not_found())?;
        let holders = iam.groups.values().map(Holder::Group);
        let holders = holders.chain(iam.users.values().map(Holder::User));
        let holders = holders.chain(iam.roles.values().map(Holder::Role)).filter(|holder| {
            let usages = [PolicyUsage::PermissionsPolicy, PolicyUsage::PermissionsBoundary];
            let mut usages = usages.iter().filter(|usage| {
                self.policy_usage_filter.as_ref().is_none_or(|filter| filter == *usage)
            });
            usages.any(|usage| holder.has(arn, usage))
                && is_below(holder.path(), &self.path_prefix)
                && self.entity_filter.as_ref().is_none_or(|filter| *filter == holder.entity_type())
        });
        let page = page(self, holders, Holder::arn)?;
        let (mut groups, mut users, mut roles) = (Vec::new(), Vec::new(), Vec::new());
        for holder in &page.items {
            match holder {
                Holder::Group(state) => groups.push(PolicyGroup {
                    group_name: Some(state.group.group_name.clone()),
                    group_id: Some(state.group.group_id.clone()),
                    ..Default::default()
                }),
                Holder::User(state) => users.push(PolicyUser {
                    user_name: state.user.user_name.clone(),
                    user_id: Some(state.user.user_id.clone()),
                    ..Default::default()
                }),
                Holder::Role(state) => roles.push(PolicyRole {
                    role_name: Some(state.role.role_name.clone()),
                    role_id: Some(state.role.role_id.clone()),
                    ..Default::default()
                }),
            }
        }
        Ok(ListEntitiesForPolicyResult {
            policy_groups: Some(groups),
            policy_users: Some(users),
            policy_roles: Some(roles),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}
