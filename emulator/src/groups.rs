//! Groups and their users.

use iam_codec::Entity;
use iam_codec::operations::*;
use iam_codec::structures::Group;

use crate::answer::{Outcome, Serve};
use crate::attachments::Policies;
use crate::pages::page;
use crate::store::{Store, Text, arn, conflict_if, is_below, is_taken, path_or_root};
use crate::users::name_of;

/// A group with its policies and the names of its users.
pub(crate) struct GroupState {
    pub(crate) group: Group<'static>,
    pub(crate) policies: Policies,
    members: Vec<Text>,
}

impl Store {
    pub(crate) fn group(&self, name: &str) -> Outcome<&GroupState> {
        self.groups.get(name).ok_or_else(|| Entity::Group(name).not_found())
    }

    pub(crate) fn group_mut(&mut self, name: &str) -> Outcome<&mut GroupState> {
        self.groups.get_mut(name).ok_or_else(|| Entity::Group(name).not_found())
    }

    /// The groups that a user is in.
    pub(crate) fn groups_of(&self, user: &str) -> impl Iterator<Item = &GroupState> {
        self.groups.values().filter(move |group| group.members.iter().any(|name| name == user))
    }

    /// Gives a user another name in all groups.
    pub(crate) fn rename_member(&mut self, user: &str, new_name: &Text) {
        let members = self.groups.values_mut().flat_map(|group| &mut group.members);
        members.filter(|name| *name == user).for_each(|name| *name = new_name.clone());
    }
}

impl<'a> Serve<'a> for CreateGroup<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateGroupResult<'static>> {
        let CreateGroup { group_name, path, .. } = self.clone().into_owned();
        if is_taken(&iam.groups, &group_name) {
            return Err(Entity::Group(&group_name).already_exists());
        }
        let path = path_or_root(path);
        let group = Group {
            arn: arn("group", &path, &group_name),
            group_id: iam.new_id("AGPA"),
            create_date: iam.now,
            path,
            group_name,
            ..Default::default()
        };
        let state =
            GroupState { group: group.clone(), policies: Policies::default(), members: Vec::new() };
        iam.groups.insert(group.group_name.to_string(), state);
        Ok(CreateGroupResult { group, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetGroup<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetGroupResult<'static>> {
        let state = iam.group(&self.group_name)?;
        let users = state.members.iter().filter_map(|name| iam.users.get(&**name));
        let page = page(self, users.map(|user| user.listed()), name_of)?;
        Ok(GetGroupResult {
            group: state.group.clone(),
            users: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListGroups<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListGroupsResult<'static>> {
        let groups = iam.groups.values().map(|state| &state.group);
        let groups = groups.filter(|group| is_below(&group.path, &self.path_prefix)).cloned();
        let page = page(self, groups, |group| &group.group_name)?;
        Ok(ListGroupsResult {
            groups: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateGroup<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let UpdateGroup { group_name, new_group_name, new_path, .. } = self.clone().into_owned();
        iam.group(&group_name)?;
        let new_name = new_group_name.unwrap_or(group_name.clone());
        if !new_name.eq_ignore_ascii_case(&group_name) && is_taken(&iam.groups, &new_name) {
            return Err(Entity::Group(&new_name).already_exists());
        }
        let Some(mut state) = iam.groups.remove(&*group_name) else { return Ok(()) };
        let path = new_path.unwrap_or(state.group.path);
        state.group = Group {
            arn: arn("group", &path, &new_name),
            group_name: new_name.clone(),
            path,
            ..state.group
        };
        iam.groups.insert(new_name.into_owned(), state);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteGroup<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let state = iam.group(&self.group_name)?;
        let message = "Cannot delete entity, must remove users from group first.";
        conflict_if(!state.members.is_empty(), message)?;
        state.policies.none_left()?;
        iam.groups.remove(&*self.group_name);
        Ok(())
    }
}

impl<'a> Serve<'a> for AddUserToGroup<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let user_name = name_of(&iam.user(&self.user_name)?.user).to_owned().into();
        let members = &mut iam.group_mut(&self.group_name)?.members;
        if !members.contains(&user_name) {
            members.push(user_name);
        }
        Ok(())
    }
}

impl<'a> Serve<'a> for RemoveUserFromGroup<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        iam.user(&self.user_name)?;
        iam.group_mut(&self.group_name)?.members.retain(|name| *name != self.user_name);
        Ok(())
    }
}

impl<'a> Serve<'a> for ListGroupsForUser<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListGroupsForUserResult<'static>> {
        iam.user(&self.user_name)?;
        let groups = iam.groups_of(&self.user_name).map(|state| state.group.clone());
        let page = page(self, groups, |group| &group.group_name)?;
        Ok(ListGroupsForUserResult {
            groups: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}
