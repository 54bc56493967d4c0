//! Users.

use iam_codec::operations::*;
use iam_codec::structures::{AccessKey, LoginProfile, User};
use iam_codec::{Resource, ResourceType};

use crate::answer::{Outcome, Serve};
use crate::attachments::Policies;
use crate::pages::page;
use crate::store::{Store, arn, conflict_if, is_below, is_taken, path_or_root};
use crate::tags::{if_any, stored};

/// A user with everything that goes when the user goes.
pub(crate) struct UserState {
    pub(crate) user: User<'static>,
    pub(crate) policies: Policies,
    pub(crate) access_keys: Vec<AccessKey<'static>>,
    pub(crate) login_profile: Option<LoginProfile<'static>>,
}

impl UserState {
    /// The user as lists have it.
    pub(crate) fn listed(&self) -> User<'static> {
        User { permissions_boundary: None, tags: None, ..self.user.clone() }
    }

    /// Only the root user has no path, and is none of these.
    pub(crate) fn path(&self) -> &str {
        self.user.path.as_deref().unwrap_or("/")
    }
}

/// The name of a user; only the root user has none.
pub(crate) fn name_of<'u>(user: &'u User<'_>) -> &'u str {
    user.user_name.as_deref().unwrap_or_default()
}

impl Store {
    pub(crate) fn user(&self, name: &str) -> Outcome<&UserState> {
        let missing = || Resource::User(name.into()).not_found();
        self.users.get(name).ok_or_else(missing)
    }

    pub(crate) fn user_mut(&mut self, name: &str) -> Outcome<&mut UserState> {
        let missing = || Resource::User(name.into()).not_found();
        self.users.get_mut(name).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for CreateUser<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateUserResult<'static>> {
        let CreateUser { user_name, path, permissions_boundary, tags, .. } =
            self.clone().into_owned();
        if is_taken(&iam.users, &user_name) {
            return Err(Resource::User(user_name).already_exists());
        }
        let path = path_or_root(path);
        let user = User {
            arn: arn("user", &path, &user_name),
            permissions_boundary: iam.use_boundary(permissions_boundary)?,
            user_id: iam.new_id("AIDA"),
            create_date: iam.now,
            tags: stored(&tags, ResourceType::User),
            path: Some(path),
            user_name: Some(user_name.clone()),
            ..Default::default()
        };
        let created = User { tags: if_any(tags), ..user.clone() };
        let state = UserState {
            user,
            policies: Policies::default(),
            access_keys: Vec::new(),
            login_profile: None,
        };
        iam.users.insert(user_name.into_owned(), state);
        Ok(CreateUserResult { user: Some(created), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetUser<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetUserResult<'static>> {
        let user = iam.user(&iam.user_or_caller(&self.user_name)?)?.user.clone();
        let user = User { tags: if_any(user.tags.clone()), ..user };
        Ok(GetUserResult { user, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListUsers<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListUsersResult<'static>> {
        let users = iam.users.values().filter(|user| is_below(user.path(), &self.path_prefix));
        let page = page(self, users.map(UserState::listed), name_of)?;
        Ok(ListUsersResult {
            users: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateUser<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let UpdateUser { user_name, new_user_name, new_path, .. } = self.clone().into_owned();
        iam.user(&user_name)?;
        let new_name = new_user_name.unwrap_or(user_name.clone());
        if !new_name.eq_ignore_ascii_case(&user_name) && is_taken(&iam.users, &new_name) {
            return Err(Resource::User(new_name).already_exists());
        }
        let Some(mut state) = iam.users.remove(&*user_name) else { return Ok(()) };
        let path = new_path.unwrap_or_else(|| state.path().to_owned().into());
        state.user = User {
            arn: arn("user", &path, &new_name),
            user_name: Some(new_name.clone()),
            path: Some(path),
            ..state.user
        };
        for key in &mut state.access_keys {
            key.user_name = new_name.clone();
        }
        if let Some(profile) = &mut state.login_profile {
            profile.user_name = new_name.clone();
        }
        iam.rename_member(&user_name, &new_name);
        iam.rename_mfa_owner(&user_name, &state.user);
        iam.users.insert(new_name.into_owned(), state);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteUser<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let state = iam.user(&self.user_name)?;
        state.policies.none_left()?;
        let must = [
            (!state.access_keys.is_empty(), "delete access keys"),
            (state.login_profile.is_some(), "delete login profile"),
            (iam.groups_of(&self.user_name).next().is_some(), "remove users from group"),
            (iam.mfa_devices_of(&self.user_name).next().is_some(), "remove tokens from principal"),
        ];
        for (is_needed, deed) in must {
            conflict_if(is_needed, &format!("Cannot delete entity, must {deed} first."))?;
        }
        iam.put_user_boundary(&self.user_name, None)?;
        iam.users.remove(&*self.user_name);
        Ok(())
    }
}
