//! Passwords of users. They are neither kept nor judged.

use iam_codec::operations::*;
use iam_codec::{Entity, structures};

use super::{Iam, Outcome, Serve};
use crate::state::LoginProfile;

impl Iam<'_> {
    pub(crate) fn login_profile_mut(&mut self, user: &str) -> Outcome<&mut LoginProfile> {
        let profile = self.user_mut(user)?.login_profile.as_mut();
        profile.ok_or_else(|| Entity::LoginProfile(user).not_found())
    }
}

/// The profile as answers have it.
fn shown(user: &str, profile: &LoginProfile) -> structures::LoginProfile<'static> {
    structures::LoginProfile {
        user_name: user.to_owned().into(),
        create_date: profile.created.into(),
        password_reset_required: Some(profile.reset_required),
        ..Default::default()
    }
}

impl<'a> Serve<'a> for CreateLoginProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateLoginProfileResult<'static>> {
        let user = iam.user_or_caller(&self.user_name)?;
        let created = iam.now;
        let profile = &mut iam.user_mut(&user)?.login_profile;
        if profile.is_some() {
            return Err(Entity::LoginProfile(&user).already_exists());
        }
        let reset_required = self.password_reset_required.unwrap_or(false);
        let new = profile.insert(LoginProfile { created, changed: created, reset_required });
        Ok(CreateLoginProfileResult { login_profile: shown(&user, new), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetLoginProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetLoginProfileResult<'static>> {
        let user = iam.user_or_caller(&self.user_name)?;
        let login_profile = shown(&user, iam.login_profile_mut(&user)?);
        Ok(GetLoginProfileResult { login_profile, ..Default::default() })
    }
}

impl<'a> Serve<'a> for UpdateLoginProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let now = iam.now;
        let profile = iam.login_profile_mut(&self.user_name)?;
        if self.password.is_some() {
            profile.changed = now;
        }
        profile.reset_required = self.password_reset_required.unwrap_or(profile.reset_required);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteLoginProfile<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user_or_caller(&self.user_name)?;
        iam.login_profile_mut(&user)?;
        iam.user_mut(&user)?.login_profile = None;
        Ok(())
    }
}
