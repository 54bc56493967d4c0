//! Roles.

use iam_codec::operations::*;
use iam_codec::structures::{Role, RoleLastUsed};
use iam_codec::{Resource, ResourceType};

use crate::answer::{Outcome, Serve};
use crate::attachments::Policies;
use crate::pages::page;
use crate::store::{Store, arn, check_policy, conflict_if, is_below, is_taken, path_or_root};
use crate::tags::{if_any, stored};

/// A role with its policies.
pub(crate) struct RoleState {
    /// As `GetRole` has it.
    pub(crate) role: Role<'static>,
    pub(crate) policies: Policies,
}

impl RoleState {
    /// The role as creates and other entities have it.
    pub(crate) fn brief(&self) -> Role<'static> {
        Role { max_session_duration: None, permissions_boundary: None, ..self.listed() }
    }

    fn listed(&self) -> Role<'static> {
        Role { permissions_boundary: None, role_last_used: None, tags: None, ..self.role.clone() }
    }
}

impl Store {
    pub(crate) fn role(&self, name: &str) -> Outcome<&RoleState> {
        let missing = || Resource::Role(name.into()).not_found();
        self.roles.get(name).ok_or_else(missing)
    }

    pub(crate) fn role_mut(&mut self, name: &str) -> Outcome<&mut RoleState> {
        let missing = || Resource::Role(name.into()).not_found();
        self.roles.get_mut(name).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for CreateRole<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateRoleResult<'static>> {
        let CreateRole {
            role_name,
            path,
            assume_role_policy_document,
            description,
            max_session_duration,
            permissions_boundary,
            tags,
            ..
        } = self.clone().into_owned();
        check_policy(&assume_role_policy_document)?;
        if is_taken(&iam.roles, &role_name) {
            return Err(Resource::Role(role_name).already_exists());
        }
        let path = path_or_root(path);
        let role = Role {
            arn: arn("role", &path, &role_name),
            permissions_boundary: iam.use_boundary(permissions_boundary)?,
            role_id: iam.new_id("AROA"),
            create_date: iam.now,
            assume_role_policy_document: Some(assume_role_policy_document.into()),
            max_session_duration: Some(max_session_duration.unwrap_or(3600)),
            role_last_used: Some(RoleLastUsed::default()),
            tags: stored(&tags, ResourceType::Role),
            path,
            role_name,
            description,
            ..Default::default()
        };
        let state = RoleState { role, policies: Policies::default() };
        let created = Role {
            permissions_boundary: state.role.permissions_boundary.clone(),
            tags: if_any(tags),
            // Recorded from IAM in September 2026: reads have it, the creation does not.
            description: None,
            ..state.brief()
        };
        iam.roles.insert(created.role_name.to_string(), state);
        Ok(CreateRoleResult { role: created, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetRole<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetRoleResult<'static>> {
        let role = iam.role(&self.role_name)?.role.clone();
        let role = Role { tags: if_any(role.tags.clone()), ..role };
        Ok(GetRoleResult { role, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListRoles<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListRolesResult<'static>> {
        let roles =
            iam.roles.values().filter(|state| is_below(&state.role.path, &self.path_prefix));
        let page = page(self, roles.map(RoleState::listed), |role| &role.role_name)?;
        Ok(ListRolesResult {
            roles: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateRole<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<UpdateRoleResult<'static>> {
        let UpdateRole { role_name, description, max_session_duration, .. } =
            self.clone().into_owned();
        let role = &mut iam.role_mut(&role_name)?.role;
        role.description = description.or(role.description.take());
        role.max_session_duration = max_session_duration.or(role.max_session_duration);
        Ok(UpdateRoleResult::default())
    }
}

impl<'a> Serve<'a> for UpdateRoleDescription<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<UpdateRoleDescriptionResult<'static>> {
        let UpdateRoleDescription { role_name, description, .. } = self.clone().into_owned();
        let state = iam.role_mut(&role_name)?;
        state.role.description = Some(description);
        Ok(UpdateRoleDescriptionResult { role: Some(state.brief()), ..Default::default() })
    }
}

impl<'a> Serve<'a> for UpdateAssumeRolePolicy<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let document = self.policy_document.clone().into_owned();
        let role = &mut iam.role_mut(&self.role_name)?.role;
        check_policy(&document)?;
        role.assume_role_policy_document = Some(document.into());
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteRole<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        iam.role(&self.role_name)?.policies.none_left()?;
        let message = "Cannot delete entity, must remove roles from instance profile first.";
        conflict_if(iam.instance_profiles_of(&self.role_name).next().is_some(), message)?;
        iam.put_role_boundary(&self.role_name, None)?;
        iam.roles.remove(&*self.role_name);
        Ok(())
    }
}
