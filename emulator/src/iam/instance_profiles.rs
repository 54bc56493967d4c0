//! Instance profiles and the one role that each may hold.

use iam_codec::operations::*;
use iam_codec::{Entity, Pages, Resource, ResourceType, structures};

use super::tags::sent;
use super::{Iam, Outcome, Serve, check_quota, conflict_if, is_below, path_or_root};
use crate::state::{Account, InstanceProfile, Tags};

impl Account {
    /// The profile with its role as the role is now.
    pub(crate) fn listed_profile(
        &self,
        profile: &InstanceProfile,
    ) -> structures::InstanceProfile<'static> {
        let role = profile.role.as_deref().and_then(|role| self.roles.get(role));
        structures::InstanceProfile {
            arn: self.arn("instance-profile", &profile.path, &profile.name).into(),
            path: profile.path.clone().into(),
            instance_profile_name: profile.name.clone().into(),
            instance_profile_id: profile.id.clone().into(),
            create_date: profile.created.into(),
            roles: role.map(|role| self.brief_role(role)).into_iter().collect(),
            ..Default::default()
        }
    }
}

impl Iam<'_> {
    fn instance_profile(&self, name: &str) -> Outcome<&InstanceProfile> {
        let missing = || Resource::InstanceProfile(name.to_owned().into()).not_found();
        self.account.instance_profiles.get(name).ok_or_else(missing)
    }

    fn instance_profile_mut(&mut self, name: &str) -> Outcome<&mut InstanceProfile> {
        let missing = || Resource::InstanceProfile(name.to_owned().into()).not_found();
        self.account.instance_profiles.get_mut(name).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for CreateInstanceProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateInstanceProfileResult<'static>> {
        let name = &self.instance_profile_name;
        if iam.account.instance_profiles.contains(name) {
            return Err(Resource::InstanceProfile(name.clone()).into_owned().already_exists());
        }
        let profile = InstanceProfile {
            name: name.to_string(),
            path: path_or_root(&self.path),
            id: iam.ids.unique("AIPA"),
            created: iam.now,
            tags: Tags::new(self.tags.as_deref()),
            role: None,
        };
        let created = structures::InstanceProfile {
            tags: sent(&self.tags),
            ..iam.account.listed_profile(&profile)
        };
        iam.account.instance_profiles.insert(name, profile);
        Ok(CreateInstanceProfileResult { instance_profile: created, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetInstanceProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetInstanceProfileResult<'static>> {
        let profile = iam.instance_profile(&self.instance_profile_name)?;
        let profile = structures::InstanceProfile {
            tags: Some(profile.tags.listed(ResourceType::InstanceProfile)),
            ..iam.account.listed_profile(profile)
        };
        Ok(GetInstanceProfileResult { instance_profile: profile, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListInstanceProfiles<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListInstanceProfilesResult<'static>> {
        let profiles = iam.account.instance_profiles.values();
        let profiles = profiles.filter(|profile| is_below(&profile.path, &self.path_prefix));
        let page = self.page(profiles, |profile| &profile.name)?;
        let profiles = page.items.into_iter().map(|profile| iam.account.listed_profile(profile));
        Ok(ListInstanceProfilesResult {
            instance_profiles: profiles.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListInstanceProfilesForRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListInstanceProfilesForRoleResult<'static>> {
        let role = &iam.role(&self.role_name)?.name;
        let page = self.page(iam.account.instance_profiles_of(role), |profile| &profile.name)?;
        let profiles = page.items.into_iter().map(|profile| iam.account.listed_profile(profile));
        Ok(ListInstanceProfilesForRoleResult {
            instance_profiles: profiles.collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeleteInstanceProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let profile = iam.instance_profile(&self.instance_profile_name)?;
        let message = "Cannot delete entity, must remove roles from instance profile first.";
        conflict_if(profile.role.is_some(), message)?;
        iam.account.instance_profiles.remove(&self.instance_profile_name);
        Ok(())
    }
}

impl<'a> Serve<'a> for AddRoleToInstanceProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let profile = iam.instance_profile(&self.instance_profile_name)?;
        let role = iam.role(&self.role_name)?.name.clone();
        let count = usize::from(profile.role.is_some());
        check_quota(count, 1, "InstanceSessionsPerInstanceProfile")?;
        iam.instance_profile_mut(&self.instance_profile_name)?.role = Some(role);
        Ok(())
    }
}

impl<'a> Serve<'a> for RemoveRoleFromInstanceProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.instance_profile(&self.instance_profile_name)?;
        let role = iam.role(&self.role_name)?.name.clone();
        let profile = iam.instance_profile_mut(&self.instance_profile_name)?;
        let missing =
            || Entity::InstanceProfileRole(&role, &self.instance_profile_name).not_found();
        profile.role.take_if(|held| *held == role).map(drop).ok_or_else(missing)
    }
}
