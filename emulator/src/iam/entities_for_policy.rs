//! Which users, groups and roles a managed policy is attached to, or bounds.

use iam_codec::operations::*;
use iam_codec::structures::{EntityType, PolicyGroup, PolicyRole, PolicyUsage, PolicyUser};
use iam_codec::{Entity, Pages};

use super::{Iam, Outcome, Serve, is_below};
use crate::state::Holder;

/// Whether the list that is asked for has somebody.
fn selects(list: &ListEntitiesForPolicy<'_>, holder: Holder<'_>) -> bool {
    let arn = &*list.policy_arn;
    let is_attached = holder.policies().attached.contains(arn);
    let is_bounded = holder.boundary() == Some(arn);
    let is_used = match list.policy_usage_filter {
        Some(PolicyUsage::PermissionsPolicy) => is_attached,
        Some(PolicyUsage::PermissionsBoundary) => is_bounded,
        _ => is_attached || is_bounded,
    };
    let kind = match holder {
        Holder::User(_) => EntityType::User,
        Holder::Group(_) => EntityType::Group,
        Holder::Role(_) => EntityType::Role,
    };
    is_used
        && is_below(holder.path(), &list.path_prefix)
        && list.entity_filter.as_ref().is_none_or(|filter| *filter == kind)
}

impl<'a> Serve<'a> for ListEntitiesForPolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListEntitiesForPolicyResult<'static>> {
        if !iam.has_policy(&self.policy_arn) {
            return Err(Entity::AttachablePolicy(&self.policy_arn).not_found());
        }
        let holders = iam.account.holders().filter(|holder| selects(self, *holder));
        let page = self.page(holders, |holder| holder.id())?;
        let (mut groups, mut users, mut roles) = (Vec::new(), Vec::new(), Vec::new());
        for holder in page.items {
            let (name, id) = (holder.name().to_owned(), holder.id().to_owned());
            let (name, id) = (Some(name.into()), Some(id.into()));
            match holder {
                Holder::Group(_) => {
                    groups.push(PolicyGroup {
                        group_name: name,
                        group_id: id,
                        ..Default::default()
                    });
                }
                Holder::User(_) => {
                    users.push(PolicyUser { user_name: name, user_id: id, ..Default::default() });
                }
                Holder::Role(_) => {
                    roles.push(PolicyRole { role_name: name, role_id: id, ..Default::default() });
                }
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
