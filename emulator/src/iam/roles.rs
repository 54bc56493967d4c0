//! Roles.

use iam_codec::operations::*;
use iam_codec::policy::{self, Kind, Quota};
use iam_codec::structures::{self, RoleLastUsed};
use iam_codec::{ErrorCode, Pages, Resource, ResourceType};

use super::tags::sent;
use super::{
    Iam, Outcome, Serve, boundaries, check_policy, check_size, conflict_if, failure, is_below,
    path_or_root,
};
use crate::state::{Account, Role, Tags};

impl Account {
    /// The role as creates and other entities have it.
    pub(crate) fn brief_role(&self, role: &Role) -> structures::Role<'static> {
        structures::Role {
            arn: self.arn("role", &role.path, &role.name).into(),
            path: role.path.clone().into(),
            role_name: role.name.clone().into(),
            role_id: role.id.clone().into(),
            create_date: role.created.into(),
            // Recorded: reads give it rewritten, and creations as it was sent.
            assume_role_policy_document: Some(
                policy::stored(Kind::Trust, &role.trust).into_owned().into(),
            ),
            description: role.description.clone().map(Into::into),
            ..Default::default()
        }
    }

    fn listed_role(&self, role: &Role) -> structures::Role<'static> {
        structures::Role {
            max_session_duration: Some(role.max_session_seconds),
            ..self.brief_role(role)
        }
    }
}

impl Iam<'_> {
    pub(crate) fn role(&self, name: &str) -> Outcome<&Role> {
        let missing = || Resource::Role(name.to_owned().into()).not_found();
        self.account.roles.get(name).ok_or_else(missing)
    }

    pub(crate) fn role_mut(&mut self, name: &str) -> Outcome<&mut Role> {
        let missing = || Resource::Role(name.to_owned().into()).not_found();
        self.account.roles.get_mut(name).ok_or_else(missing)
    }

    /// A role that is to be changed, which must not be linked to a service (recorded).
    pub(crate) fn own_role_mut(&mut self, name: &str) -> Outcome<&mut Role> {
        let role = self.role_mut(name)?;
        if role.service.is_some() {
            let message = format!(
                "Cannot perform the operation on the protected role '{}' - this role is only \
                 modifiable by AWS",
                role.name,
            );
            return failure(ErrorCode::UNMODIFIABLE_ENTITY, message);
        }
        Ok(role)
    }
}

fn check_trust(document: &str) -> Outcome<()> {
    check_policy(Kind::Trust, document)?;
    check_size(Quota::TRUST, policy::size(Kind::Trust, document))
}

impl<'a> Serve<'a> for CreateRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateRoleResult<'static>> {
        check_trust(&self.assume_role_policy_document)?;
        if iam.account.roles.contains(&self.role_name) {
            return Err(Resource::Role(self.role_name.clone()).into_owned().already_exists());
        }
        iam.check_boundary(&self.permissions_boundary)?;
        let role = Role {
            name: self.role_name.to_string(),
            path: path_or_root(&self.path),
            id: iam.ids.unique("AROA"),
            created: iam.now,
            tags: Tags::new(self.tags.as_deref()),
            boundary: self.permissions_boundary.as_deref().map(str::to_owned),
            trust: self.assume_role_policy_document.to_string(),
            description: self.description.as_deref().map(str::to_owned),
            max_session_seconds: self.max_session_duration.unwrap_or(3600),
            ..Default::default()
        };
        let created = structures::Role {
            permissions_boundary: boundaries::attached(role.boundary.as_deref()),
            tags: sent(&self.tags),
            // Recorded in September 2026: reads have it, the creation does not.
            description: None,
            assume_role_policy_document: Some(role.trust.clone().into()),
            ..iam.account.brief_role(&role)
        };
        iam.account.roles.insert(&self.role_name, role);
        Ok(CreateRoleResult { role: created, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetRoleResult<'static>> {
        let role = iam.role(&self.role_name)?;
        let role = structures::Role {
            permissions_boundary: boundaries::attached(role.boundary.as_deref()),
            role_last_used: Some(RoleLastUsed::default()),
            tags: role.tags.listed_if_any(ResourceType::Role),
            ..iam.account.listed_role(role)
        };
        Ok(GetRoleResult { role, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListRoles<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListRolesResult<'static>> {
        let roles =
            iam.account.roles.values().filter(|role| is_below(&role.path, &self.path_prefix));
        let page = self.page(roles, |role| &role.name)?;
        Ok(ListRolesResult {
            roles: page.items.into_iter().map(|role| iam.account.listed_role(role)).collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<UpdateRoleResult<'static>> {
        let role = iam.role_mut(&self.role_name)?;
        if role.service.is_some() && self.max_session_duration.is_some() {
            let message = format!(
                "{} is an AWS service linked role, max session duration cannot be changed.",
                role.name
            );
            return failure(ErrorCode::UNMODIFIABLE_ENTITY, message);
        }
        if let Some(description) = self.description.as_deref() {
            role.description = Some(description.to_owned());
        }
        role.max_session_seconds = self.max_session_duration.unwrap_or(role.max_session_seconds);
        Ok(UpdateRoleResult::default())
    }
}

impl<'a> Serve<'a> for UpdateRoleDescription<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<UpdateRoleDescriptionResult<'static>> {
        iam.role_mut(&self.role_name)?.description = Some(self.description.to_string());
        let role = iam.account.brief_role(iam.role(&self.role_name)?);
        Ok(UpdateRoleDescriptionResult { role: Some(role), ..Default::default() })
    }
}

impl<'a> Serve<'a> for UpdateAssumeRolePolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let role = iam.own_role_mut(&self.role_name)?;
        check_trust(&self.policy_document)?;
        role.trust = self.policy_document.to_string();
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let role = iam.own_role_mut(&self.role_name)?;
        role.policies.none_left()?;
        let name = role.name.clone();
        let message = "Cannot delete entity, must remove roles from instance profile first.";
        conflict_if(iam.account.instance_profiles_of(&name).next().is_some(), message)?;
        iam.account.roles.remove(&name);
        Ok(())
    }
}
