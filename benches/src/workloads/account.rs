//! `GetAccountAuthorizationDetails`: a page of 700 kB with users, groups, roles and policies.

use std::borrow::Cow;

use iam_codec::operations::GetAccountAuthorizationDetailsResult;
use iam_codec::structures::{
    AttachedPolicy, GroupDetail, InstanceProfile, ManagedPolicyDetail, PolicyDetail, PolicyVersion,
    RoleDetail, UserDetail,
};
use iam_codec::{OperationResult, Response, Timestamp};

use super::policies::{managed, trust};
use super::{REQUEST_ID, created, plain_tags};

type Text = Option<Cow<'static, str>>;

/// `GetAccountAuthorizationDetailsResponse`
pub fn details() -> Response<'static> {
    let result = GetAccountAuthorizationDetailsResult {
        user_detail_list: Some((0..150).map(user).collect()),
        group_detail_list: Some((0..50).map(group).collect()),
        role_detail_list: Some((0..150).map(role).collect()),
        policies: Some((0..50).map(policy).collect()),
        is_truncated: Some(false),
        ..Default::default()
    };
    let result = OperationResult::GetAccountAuthorizationDetails(result);
    Response { result, request_id: REQUEST_ID.into() }
}

fn text(text: impl Into<Cow<'static, str>>) -> Text {
    Some(text.into())
}

fn arn(kind: &str, name: &str) -> Text {
    text(format!("arn:aws:iam::123456789012:{kind}/division/{name}"))
}

fn date() -> Option<Timestamp> {
    Some(created())
}

fn inline() -> Option<Vec<PolicyDetail<'static>>> {
    let policy_document = Some(managed(2).into());
    Some(vec![PolicyDetail { policy_name: text("buckets"), policy_document, ..Default::default() }])
}

fn attached() -> Option<Vec<AttachedPolicy<'static>>> {
    let attached = |name: &'static str| AttachedPolicy {
        policy_name: text(name),
        policy_arn: arn("policy", name),
        ..Default::default()
    };
    Some(["Developers", "ReadOnlyAccess"].map(attached).into())
}

fn user(i: usize) -> UserDetail<'static> {
    let name = format!("anika-{i}");
    UserDetail {
        path: text("/division/"),
        user_id: text(format!("AIDAEXAMPLEEXAMPLE{i:03}")),
        arn: arn("user", &name),
        user_name: text(name),
        create_date: date(),
        user_policy_list: inline(),
        group_list: Some(vec!["Admins".into(), "Developers".into()]),
        attached_managed_policies: attached(),
        tags: Some(plain_tags(3)),
        ..Default::default()
    }
}

fn group(i: usize) -> GroupDetail<'static> {
    let name = format!("Developers-{i}");
    GroupDetail {
        path: text("/division/"),
        group_id: text(format!("AGPAEXAMPLEEXAMPLE{i:03}")),
        arn: arn("group", &name),
        group_name: text(name),
        create_date: date(),
        group_policy_list: inline(),
        attached_managed_policies: attached(),
        ..Default::default()
    }
}

fn role(i: usize) -> RoleDetail<'static> {
    let name = format!("deploy-pipeline-{i}");
    let profile = InstanceProfile {
        path: "/division/".into(),
        instance_profile_name: "Webserver".into(),
        instance_profile_id: format!("AIPAEXAMPLEEXAMPLE{i:03}").into(),
        arn: arn("instance-profile", "Webserver").unwrap_or_default(),
        create_date: created(),
        ..Default::default()
    };
    RoleDetail {
        path: text("/division/"),
        role_id: text(format!("AROAEXAMPLEEXAMPLE{i:03}")),
        arn: arn("role", &name),
        role_name: text(name),
        create_date: date(),
        assume_role_policy_document: Some(trust().into()),
        instance_profile_list: Some(vec![profile]),
        role_policy_list: inline(),
        attached_managed_policies: attached(),
        tags: Some(plain_tags(3)),
        ..Default::default()
    }
}

fn policy(i: usize) -> ManagedPolicyDetail<'static> {
    let name = format!("buckets-{i}");
    let version = PolicyVersion {
        document: Some(managed(8).into()),
        version_id: text("v1"),
        is_default_version: Some(true),
        create_date: date(),
        ..Default::default()
    };
    ManagedPolicyDetail {
        policy_id: text(format!("ANPAEXAMPLEEXAMPLE{i:03}")),
        arn: arn("policy", &name),
        policy_name: text(name),
        path: text("/division/"),
        default_version_id: text("v1"),
        attachment_count: Some(3),
        is_attachable: Some(true),
        description: text("Reads and writes eight buckets."),
        create_date: date(),
        update_date: date(),
        policy_version_list: Some(vec![version]),
        ..Default::default()
    }
}
