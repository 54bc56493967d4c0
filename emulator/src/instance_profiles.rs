//! Instance profiles and the one role that each may hold.

use iam_codec::operations::*;
use iam_codec::structures::InstanceProfile;
use iam_codec::{Entity, ErrorCode, Resource, ResourceType};

use crate::answer::{Outcome, Serve, failure};
use crate::pages::page;
use crate::store::{Store, arn, conflict_if, is_below, is_taken, path_or_root};
use crate::tags::{if_any, stored};

impl Store {
    fn instance_profile_mut(&mut self, name: &str) -> Outcome<&mut InstanceProfile<'static>> {
        let missing = || Resource::InstanceProfile(name.into()).not_found();
        self.instance_profiles.get_mut(name).ok_or_else(missing)
    }

    /// The instance profiles that hold a role.
    pub(crate) fn instance_profiles_of(
        &self,
        role: &str,
    ) -> impl Iterator<Item = &InstanceProfile<'static>> {
        let profiles = self.instance_profiles.values();
        profiles.filter(move |profile| profile.roles.iter().any(|held| held.role_name == role))
    }

    /// The profile with its role as the role is now.
    fn with_role(&self, profile: &InstanceProfile<'static>) -> InstanceProfile<'static> {
        let roles = profile.roles.iter().filter_map(|role| self.roles.get(&*role.role_name));
        InstanceProfile { roles: roles.map(|role| role.brief()).collect(), ..profile.clone() }
    }

    fn listed(&self, profile: &InstanceProfile<'static>) -> InstanceProfile<'static> {
        InstanceProfile { tags: None, ..self.with_role(profile) }
    }
}

impl<'a> Serve<'a> for CreateInstanceProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateInstanceProfileResult<'static>> {
        let CreateInstanceProfile { instance_profile_name, path, tags, .. } =
            self.clone().into_owned();
        if is_taken(&iam.instance_profiles, &instance_profile_name) {
            return Err(Resource::InstanceProfile(instance_profile_name).already_exists());
        }
        let path = path_or_root(path);
        let profile = InstanceProfile {
            arn: arn("instance-profile", &path, &instance_profile_name),
            instance_profile_id: iam.new_id("AIPA"),
            create_date: iam.now,
            tags: stored(&tags, ResourceType::InstanceProfile),
            path,
            instance_profile_name,
            ..Default::default()
        };
        let created = InstanceProfile { tags: if_any(tags), ..profile.clone() };
        iam.instance_profiles.insert(profile.instance_profile_name.to_string(), profile);
        Ok(CreateInstanceProfileResult { instance_profile: created, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetInstanceProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetInstanceProfileResult<'static>> {
        let profile = iam.instance_profile_mut(&self.instance_profile_name)?.clone();
        let instance_profile = iam.with_role(&profile);
        Ok(GetInstanceProfileResult { instance_profile, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListInstanceProfiles<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListInstanceProfilesResult<'static>> {
        let profiles = iam.instance_profiles.values();
        let profiles = profiles.filter(|profile| is_below(&profile.path, &self.path_prefix));
        let profiles = profiles.map(|profile| iam.listed(profile));
        let page = page(self, profiles, |profile| &profile.instance_profile_name)?;
        Ok(ListInstanceProfilesResult {
            instance_profiles: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListInstanceProfilesForRole<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListInstanceProfilesForRoleResult<'static>> {
        iam.role(&self.role_name)?;
        let profiles = iam.instance_profiles_of(&self.role_name);
        let profiles = profiles.map(|profile| iam.listed(profile));
        let page = page(self, profiles, |profile| &profile.instance_profile_name)?;
        Ok(ListInstanceProfilesForRoleResult {
            instance_profiles: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeleteInstanceProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let profile = iam.instance_profile_mut(&self.instance_profile_name)?;
        let message = "Cannot delete entity, must remove roles from instance profile first.";
        conflict_if(!profile.roles.is_empty(), message)?;
        iam.instance_profiles.remove(&*self.instance_profile_name);
        Ok(())
    }
}

impl<'a> Serve<'a> for AddRoleToInstanceProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        iam.instance_profile_mut(&self.instance_profile_name)?;
        let role = iam.role(&self.role_name)?.brief();
        let roles = &mut iam.instance_profile_mut(&self.instance_profile_name)?.roles;
        if !roles.is_empty() {
            let message = "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        roles.push(role);
        Ok(())
    }
}

impl<'a> Serve<'a> for RemoveRoleFromInstanceProfile<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let (role, profile) = (&*self.role_name, &*self.instance_profile_name);
        iam.instance_profile_mut(profile)?;
        iam.role(role)?;
        let roles = &mut iam.instance_profile_mut(profile)?.roles;
        let held = roles.iter().position(|held| held.role_name == role);
        let missing = || Entity::InstanceProfileRole(role, profile).not_found();
        roles.remove(held.ok_or_else(missing)?);
        Ok(())
    }
}
