//! Users.

use iam_codec::operations::*;
use iam_codec::structures;
use iam_codec::{Pages, Resource, ResourceType};

use super::tags::sent;
use super::{Iam, Outcome, Serve, boundaries, conflict_if, is_below, path_or_root};
use crate::state::{Account, Principal, Tags, User};

impl Account {
    /// The user as lists have it.
    pub(crate) fn listed_user(&self, user: &User) -> structures::User<'static> {
        structures::User {
            arn: self.arn("user", &user.path, &user.name).into(),
            path: Some(user.path.clone().into()),
            user_name: Some(user.name.clone().into()),
            user_id: user.id.clone().into(),
            create_date: user.created.into(),
            ..Default::default()
        }
    }

    /// The root user, which nobody created. It has no name.
    fn root_user(&self) -> structures::User<'static> {
        structures::User {
            arn: self.arn("root", "", "").into(),
            user_id: self.id.clone().into(),
            create_date: self.created.into(),
            ..Default::default()
        }
    }
}

impl Iam<'_> {
    pub(crate) fn user(&self, name: &str) -> Outcome<&User> {
        let missing = || Resource::User(name.to_owned().into()).not_found();
        self.account.users.get(name).ok_or_else(missing)
    }

    pub(crate) fn user_mut(&mut self, name: &str) -> Outcome<&mut User> {
        let missing = || Resource::User(name.to_owned().into()).not_found();
        self.account.users.get_mut(name).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for CreateUser<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateUserResult<'static>> {
        if iam.account.users.contains(&self.user_name) {
            return Err(Resource::User(self.user_name.clone()).into_owned().already_exists());
        }
        iam.check_boundary(&self.permissions_boundary)?;
        let user = User {
            name: self.user_name.to_string(),
            path: path_or_root(&self.path),
            id: iam.ids.unique("AIDA"),
            created: iam.now,
            tags: Tags::new(self.tags.as_deref()),
            boundary: self.permissions_boundary.as_deref().map(str::to_owned),
            ..Default::default()
        };
        let created = structures::User {
            permissions_boundary: boundaries::attached(user.boundary.as_deref()),
            tags: sent(&self.tags),
            ..iam.account.listed_user(&user)
        };
        iam.account.users.insert(&self.user_name, user);
        Ok(CreateUserResult { user: Some(created), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetUser<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetUserResult<'static>> {
        if let (None, Principal::Root) = (&self.user_name, &iam.caller.principal) {
            return Ok(GetUserResult { user: iam.account.root_user(), ..Default::default() });
        }
        let user = iam.user(&iam.user_or_caller(&self.user_name)?)?;
        let user = structures::User {
            permissions_boundary: boundaries::attached(user.boundary.as_deref()),
            tags: user.tags.listed_if_any(ResourceType::User),
            ..iam.account.listed_user(user)
        };
        Ok(GetUserResult { user, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListUsers<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListUsersResult<'static>> {
        let users =
            iam.account.users.values().filter(|user| is_below(&user.path, &self.path_prefix));
        let page = self.page(users, |user| &user.name)?;
        Ok(ListUsersResult {
            users: page.items.into_iter().map(|user| iam.account.listed_user(user)).collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateUser<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let old = iam.user(&self.user_name)?.name.clone();
        let new = self.new_user_name.as_deref().unwrap_or(&old);
        if !new.eq_ignore_ascii_case(&old) && iam.account.users.contains(new) {
            return Err(Resource::User(new.to_owned().into()).already_exists());
        }
        let Some(mut user) = iam.account.users.remove(&old) else { return Ok(()) };
        new.clone_into(&mut user.name);
        if let Some(path) = self.new_path.as_deref() {
            path.clone_into(&mut user.path);
        }
        iam.account.users.insert(new, user);
        iam.account.rename_user(&old, new);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteUser<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user(&self.user_name)?;
        user.policies.none_left()?;
        let has_devices = iam.account.mfa_devices_of(&user.name).next().is_some();
        let must = [
            // Recorded of a user who has an access key too.
            (has_devices, "remove tokens from principal"),
            (!user.access_keys.is_empty(), "delete access keys"),
            (user.login_profile.is_some(), "delete login profile"),
            (!user.signing_certificates.is_empty(), "delete certificates"),
            (!user.ssh_public_keys.is_empty(), "delete SSH public keys"),
            (!user.service_credentials.is_empty(), "remove referenced objects"),
            (iam.account.groups_of(&user.name).next().is_some(), "remove users from group"),
        ];
        for (is_needed, deed) in must {
            conflict_if(is_needed, format!("Cannot delete entity, must {deed} first."))?;
        }
        iam.account.users.remove(&self.user_name);
        Ok(())
    }
}
