//! Groups and their users.

use iam_codec::operations::*;
use iam_codec::{Entity, Pages, structures};

use super::{Iam, Outcome, Serve, check_quota, conflict_if, is_below, path_or_root};
use crate::state::{Account, Group};

impl Account {
    pub(crate) fn listed_group(&self, group: &Group) -> structures::Group<'static> {
        structures::Group {
            arn: self.arn("group", &group.path, &group.name).into(),
            path: group.path.clone().into(),
            group_name: group.name.clone().into(),
            group_id: group.id.clone().into(),
            create_date: group.created.into(),
            ..Default::default()
        }
    }
}

impl Iam<'_> {
    pub(crate) fn group(&self, name: &str) -> Outcome<&Group> {
        self.account.groups.get(name).ok_or_else(|| Entity::Group(name).not_found())
    }

    pub(crate) fn group_mut(&mut self, name: &str) -> Outcome<&mut Group> {
        self.account.groups.get_mut(name).ok_or_else(|| Entity::Group(name).not_found())
    }
}

impl<'a> Serve<'a> for CreateGroup<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateGroupResult<'static>> {
        if iam.account.groups.contains(&self.group_name) {
            return Err(Entity::Group(&self.group_name).already_exists());
        }
        let group = Group {
            name: self.group_name.to_string(),
            path: path_or_root(&self.path),
            id: iam.ids.unique("AGPA"),
            created: iam.now,
            ..Default::default()
        };
        let created = iam.account.listed_group(&group);
        iam.account.groups.insert(&self.group_name, group);
        Ok(CreateGroupResult { group: created, ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetGroup<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetGroupResult<'static>> {
        let group = iam.group(&self.group_name)?;
        let users = group.members.iter().filter_map(|name| iam.account.users.get(name));
        let page = self.page(users, |user| &user.name)?;
        Ok(GetGroupResult {
            group: iam.account.listed_group(group),
            users: page.items.into_iter().map(|user| iam.account.listed_user(user)).collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListGroups<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListGroupsResult<'static>> {
        let groups = iam.account.groups.values();
        let groups = groups.filter(|group| is_below(&group.path, &self.path_prefix));
        let page = self.page(groups, |group| &group.name)?;
        Ok(ListGroupsResult {
            groups: page.items.into_iter().map(|group| iam.account.listed_group(group)).collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateGroup<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let old = iam.group(&self.group_name)?.name.clone();
        let new = self.new_group_name.as_deref().unwrap_or(&old);
        if !new.eq_ignore_ascii_case(&old) && iam.account.groups.contains(new) {
            return Err(Entity::Group(new).already_exists());
        }
        let Some(mut group) = iam.account.groups.remove(&old) else { return Ok(()) };
        new.clone_into(&mut group.name);
        if let Some(path) = self.new_path.as_deref() {
            path.clone_into(&mut group.path);
        }
        iam.account.groups.insert(new, group);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteGroup<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let group = iam.group(&self.group_name)?;
        let message = "Cannot delete entity, must remove users from group first.";
        conflict_if(!group.members.is_empty(), message)?;
        group.policies.none_left()?;
        iam.account.groups.remove(&self.group_name);
        Ok(())
    }
}

impl<'a> Serve<'a> for AddUserToGroup<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user(&self.user_name)?.name.clone();
        let group = iam.group(&self.group_name)?;
        if group.members.contains(&user) {
            return Ok(());
        }
        check_quota(iam.account.groups_of(&user).count(), 10, "GroupsPerUser")?;
        iam.group_mut(&self.group_name)?.members.push(user);
        Ok(())
    }
}

impl<'a> Serve<'a> for RemoveUserFromGroup<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user(&self.user_name)?.name.clone();
        iam.group_mut(&self.group_name)?.members.retain(|name| *name != user);
        Ok(())
    }
}

impl<'a> Serve<'a> for ListGroupsForUser<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListGroupsForUserResult<'static>> {
        let user = &iam.user(&self.user_name)?.name;
        let page = self.page(iam.account.groups_of(user), |group| &group.name)?;
        Ok(ListGroupsForUserResult {
            groups: page.items.into_iter().map(|group| iam.account.listed_group(group)).collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}
