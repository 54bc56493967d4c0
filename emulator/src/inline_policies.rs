//! Policies embedded in users, groups and roles.

use iam_codec::Entity;
use iam_codec::operations::*;

use crate::answer::{Outcome, Serve};
use crate::pages::page;
use crate::store::{Store, Text, check_policy};

/// Makes the operations on inline policies, for those who have policies.
macro_rules! inline_policies {
    ($(
        $state:ident, $name:ident, $Entity:ident:
            $Put:ident, $Get:ident -> $GetResult:ident, $List:ident -> $ListResult:ident, $Delete:ident;
    )*) => {$(
        impl<'a> Serve<'a> for $Put<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<()> {
                let $Put { $name: name, policy_name, policy_document, .. } =
                    self.clone().into_owned();
                let policies = &mut iam.$state(&name)?.policies;
                check_policy(&policy_document)?;
                let name = policies.inline_name(&policy_name).unwrap_or(policy_name.into_owned());
                policies.inline.insert(name, policy_document);
                Ok(())
            }
        }

        impl<'a> Serve<'a> for $Get<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<$GetResult<'static>> {
                let $Get { $name: name, policy_name, .. } = self.clone().into_owned();
                let policies = &iam.$state(&name)?.policies;
                let stored = policies.inline_name(&policy_name);
                let document = stored.and_then(|stored| policies.inline.get(&stored));
                let missing = || Entity::$Entity(&policy_name).not_found();
                Ok($GetResult {
                    $name: name,
                    policy_document: document.ok_or_else(missing)?.clone().into(),
                    policy_name,
                    ..Default::default()
                })
            }
        }

        impl<'a> Serve<'a> for $List<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<$ListResult<'static>> {
                let names = iam.$state(&self.$name)?.policies.inline.keys();
                let page = page(self, names.map(|name| Text::from(name.clone())), |name| name)?;
                Ok($ListResult {
                    policy_names: page.items,
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                    ..Default::default()
                })
            }
        }

        impl<'a> Serve<'a> for $Delete<'a> {
            fn serve(&self, iam: &mut Store) -> Outcome<()> {
                let policies = &mut iam.$state(&self.$name)?.policies;
                let stored = policies.inline_name(&self.policy_name);
                let removed = stored.and_then(|stored| policies.inline.remove(&stored));
                let missing = || Entity::$Entity(&self.policy_name).not_found();
                removed.map(drop).ok_or_else(missing)
            }
        }
    )*};
}

inline_policies! {
    user_mut, user_name, UserPolicy:
        PutUserPolicy, GetUserPolicy -> GetUserPolicyResult,
        ListUserPolicies -> ListUserPoliciesResult, DeleteUserPolicy;
    group_mut, group_name, GroupPolicy:
        PutGroupPolicy, GetGroupPolicy -> GetGroupPolicyResult,
        ListGroupPolicies -> ListGroupPoliciesResult, DeleteGroupPolicy;
    role_mut, role_name, RolePolicy:
        PutRolePolicy, GetRolePolicy -> GetRolePolicyResult,
        ListRolePolicies -> ListRolePoliciesResult, DeleteRolePolicy;
}
