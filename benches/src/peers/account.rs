//! quick-xml's writer and events for `GetAccountAuthorizationDetails`.

use std::borrow::Cow;
use std::io;

use iam_codec::operations::GetAccountAuthorizationDetailsResult;
use iam_codec::structures::{
    AttachedPolicy, GroupDetail, InstanceProfile, ManagedPolicyDetail, PolicyDetail, PolicyVersion,
    RoleDetail, UserDetail,
};
use iam_codec::{OperationResult, PolicyDocument, Response, Tag};
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

use crate::peers::responses::{append, document, element, leaf};
use crate::peers::roles::RESERVED;

type Output = Writer<Vec<u8>>;

/// quick-xml's writer, event by event.
pub fn write_details(response: &Response<'_>, writer: Output) -> io::Result<Vec<u8>> {
    let OperationResult::GetAccountAuthorizationDetails(details) = &response.result else {
        unreachable!()
    };
    document(writer, "GetAccountAuthorizationDetailsResponse", |writer| {
        element(writer, "GetAccountAuthorizationDetailsResult", |writer| {
            put(writer, "IsTruncated", &details.is_truncated)?;
            list(writer, "Policies", &details.policies, put_policy)?;
            list(writer, "UserDetailList", &details.user_detail_list, put_user)?;
            list(writer, "RoleDetailList", &details.role_detail_list, put_role)?;
            list(writer, "GroupDetailList", &details.group_detail_list, put_group)
        })?;
        element(writer, "ResponseMetadata", |writer| {
            leaf(writer, "RequestId", &response.request_id)
        })
    })
}

fn list<T>(
    writer: &mut Output,
    name: &str,
    list: &Option<Vec<T>>,
    member: impl Fn(&mut Output, &T) -> io::Result<()>,
) -> io::Result<()> {
    let Some(list) = list else { return Ok(()) };
    element(writer, name, |writer| {
        list.iter().try_for_each(|it| element(writer, "member", |writer| member(writer, it)))
    })
}

/// A leaf that is not a text.
fn put(writer: &mut Output, name: &str, value: &Option<impl ToString>) -> io::Result<()> {
    value.iter().try_for_each(|value| leaf(writer, name, &value.to_string()))
}

fn put_text(writer: &mut Output, name: &str, text: &Option<Cow<'_, str>>) -> io::Result<()> {
    text.iter().try_for_each(|text| leaf(writer, name, text))
}

fn put_document(
    writer: &mut Output,
    name: &str,
    policy: &Option<PolicyDocument<'_>>,
) -> io::Result<()> {
    let Some(policy) = policy else { return Ok(()) };
    let escaped: Cow<'_, str> = utf8_percent_encode(policy, RESERVED).into();
    leaf(writer, name, &escaped)
}

fn put_inline(writer: &mut Output, policy: &PolicyDetail<'_>) -> io::Result<()> {
    put_document(writer, "PolicyDocument", &policy.policy_document)?;
    put_text(writer, "PolicyName", &policy.policy_name)
}

fn put_attached(writer: &mut Output, policy: &AttachedPolicy<'_>) -> io::Result<()> {
    put_text(writer, "PolicyArn", &policy.policy_arn)?;
    put_text(writer, "PolicyName", &policy.policy_name)
}

fn put_tag(writer: &mut Output, tag: &Tag<'_>) -> io::Result<()> {
    leaf(writer, "Value", &tag.value)?;
    leaf(writer, "Key", &tag.key)
}

fn put_user(writer: &mut Output, user: &UserDetail<'_>) -> io::Result<()> {
    put_text(writer, "Path", &user.path)?;
    list(writer, "AttachedManagedPolicies", &user.attached_managed_policies, put_attached)?;
    list(writer, "UserPolicyList", &user.user_policy_list, put_inline)?;
    put_text(writer, "Arn", &user.arn)?;
    put_text(writer, "UserName", &user.user_name)?;
    put_text(writer, "UserId", &user.user_id)?;
    put(writer, "CreateDate", &user.create_date)?;
    list(writer, "Tags", &user.tags, put_tag)?;
    let Some(groups) = &user.group_list else { return Ok(()) };
    element(writer, "GroupList", |writer| {
        groups.iter().try_for_each(|group| leaf(writer, "member", group))
    })
}

fn put_group(writer: &mut Output, group: &GroupDetail<'_>) -> io::Result<()> {
    put_text(writer, "Path", &group.path)?;
    list(writer, "AttachedManagedPolicies", &group.attached_managed_policies, put_attached)?;
    list(writer, "GroupPolicyList", &group.group_policy_list, put_inline)?;
    put_text(writer, "Arn", &group.arn)?;
    put_text(writer, "GroupName", &group.group_name)?;
    put_text(writer, "GroupId", &group.group_id)?;
    put(writer, "CreateDate", &group.create_date)
}

fn put_role(writer: &mut Output, role: &RoleDetail<'_>) -> io::Result<()> {
    put_text(writer, "Path", &role.path)?;
    put_document(writer, "AssumeRolePolicyDocument", &role.assume_role_policy_document)?;
    list(writer, "InstanceProfileList", &role.instance_profile_list, put_profile)?;
    list(writer, "AttachedManagedPolicies", &role.attached_managed_policies, put_attached)?;
    list(writer, "RolePolicyList", &role.role_policy_list, put_inline)?;
    put_text(writer, "Arn", &role.arn)?;
    put_text(writer, "RoleName", &role.role_name)?;
    put_text(writer, "RoleId", &role.role_id)?;
    put(writer, "CreateDate", &role.create_date)?;
    list(writer, "Tags", &role.tags, put_tag)
}

fn put_profile(writer: &mut Output, profile: &InstanceProfile<'_>) -> io::Result<()> {
    leaf(writer, "Path", &profile.path)?;
    leaf(writer, "InstanceProfileName", &profile.instance_profile_name)?;
    leaf(writer, "InstanceProfileId", &profile.instance_profile_id)?;
    leaf(writer, "Arn", &profile.arn)?;
    leaf(writer, "CreateDate", &profile.create_date.to_string())?;
    element(writer, "Roles", |_| Ok(()))
}

fn put_policy(writer: &mut Output, policy: &ManagedPolicyDetail<'_>) -> io::Result<()> {
    list(writer, "PolicyVersionList", &policy.policy_version_list, put_version)?;
    put_text(writer, "Path", &policy.path)?;
    put(writer, "UpdateDate", &policy.update_date)?;
    put_text(writer, "DefaultVersionId", &policy.default_version_id)?;
    put_text(writer, "PolicyId", &policy.policy_id)?;
    put(writer, "IsAttachable", &policy.is_attachable)?;
    put_text(writer, "PolicyName", &policy.policy_name)?;
    put_text(writer, "Description", &policy.description)?;
    put(writer, "AttachmentCount", &policy.attachment_count)?;
    put_text(writer, "Arn", &policy.arn)?;
    put(writer, "CreateDate", &policy.create_date)
}

fn put_version(writer: &mut Output, version: &PolicyVersion<'_>) -> io::Result<()> {
    put_text(writer, "VersionId", &version.version_id)?;
    put(writer, "IsDefaultVersion", &version.is_default_version)?;
    put_document(writer, "Document", &version.document)?;
    put(writer, "CreateDate", &version.create_date)
}

type Input<'a> = Reader<&'a [u8]>;

/// A descent over quick-xml's events, written by hand: names such as `Path` are in many structures.
pub fn events(body: &[u8]) -> Option<Response<'_>> {
    let mut reader = Reader::from_str(str::from_utf8(body).ok()?);
    let (mut details, mut request_id) = (GetAccountAuthorizationDetailsResult::default(), None);
    elements(&mut reader, |reader, _| {
        elements(reader, |reader, name| {
            match name {
                "GetAccountAuthorizationDetailsResult" => details = result(reader)?,
                _ => elements(reader, |reader, _| {
                    request_id = Some(text(reader)?);
                    Some(())
                })?,
            }
            Some(())
        })
    })?;
    let result = OperationResult::GetAccountAuthorizationDetails(details);
    Some(Response { result, request_id: request_id? })
}

/// Reads each element up to the end of the one around them, or of the document.
fn elements<'a>(
    reader: &mut Input<'a>,
    mut element: impl FnMut(&mut Input<'a>, &str) -> Option<()>,
) -> Option<()> {
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => element(reader, start.name().as_ref())?,
            Event::End(_) | Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// Reads the text of an element.
fn text<'a>(reader: &mut Input<'a>) -> Option<Cow<'a, str>> {
    let mut text = Cow::Borrowed("");
    loop {
        match reader.read_event().ok()? {
            Event::End(_) => return Some(text),
            event => append(event, &mut text)?,
        }
    }
}

fn policy_document<'a>(reader: &mut Input<'a>) -> Option<PolicyDocument<'a>> {
    let text = text(reader)?;
    Some(percent_decode_str(&text).decode_utf8().ok()?.into_owned().into())
}

fn members<'a, T>(
    reader: &mut Input<'a>,
    member: impl Fn(&mut Input<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut list = Vec::new();
    elements(reader, |reader, _| {
        list.push(member(reader)?);
        Some(())
    })?;
    Some(list)
}

/// Makes a function that reads a structure: what it does with each of its members.
macro_rules! structures {
    ($($function:ident = $Type:ident { $($name:literal => $member:ident: $read:expr,)* })*) => {$(
        fn $function<'a>(reader: &mut Input<'a>) -> Option<$Type<'a>> {
            let mut structure = $Type::default();
            elements(reader, |reader, name| {
                match name {
                    $($name => structure.$member = ($read)(reader)?.into(),)*
                    _ => return None,
                }
                Some(())
            })?;
            Some(structure)
        }
    )*};
}

fn parsed<T: std::str::FromStr>(reader: &mut Input<'_>) -> Option<T> {
    text(reader)?.parse().ok()
}

structures! {
    result = GetAccountAuthorizationDetailsResult {
        "IsTruncated" => is_truncated: parsed::<bool>,
        "Policies" => policies: |reader| members(reader, policy),
        "UserDetailList" => user_detail_list: |reader| members(reader, user),
        "RoleDetailList" => role_detail_list: |reader| members(reader, role),
        "GroupDetailList" => group_detail_list: |reader| members(reader, group),
    }
    user = UserDetail {
        "Path" => path: text,
        "UserName" => user_name: text,
        "UserId" => user_id: text,
        "Arn" => arn: text,
        "CreateDate" => create_date: parsed::<iam_codec::Timestamp>,
        "UserPolicyList" => user_policy_list: |reader| members(reader, inline),
        "GroupList" => group_list: |reader| members(reader, text),
        "AttachedManagedPolicies" => attached_managed_policies: |reader| members(reader, attached),
        "Tags" => tags: |reader| members(reader, tag),
    }
    group = GroupDetail {
        "Path" => path: text,
        "GroupName" => group_name: text,
        "GroupId" => group_id: text,
        "Arn" => arn: text,
        "CreateDate" => create_date: parsed::<iam_codec::Timestamp>,
        "GroupPolicyList" => group_policy_list: |reader| members(reader, inline),
        "AttachedManagedPolicies" => attached_managed_policies: |reader| members(reader, attached),
    }
    role = RoleDetail {
        "Path" => path: text,
        "RoleName" => role_name: text,
        "RoleId" => role_id: text,
        "Arn" => arn: text,
        "CreateDate" => create_date: parsed::<iam_codec::Timestamp>,
        "AssumeRolePolicyDocument" => assume_role_policy_document: policy_document,
        "InstanceProfileList" => instance_profile_list: |reader| members(reader, profile),
        "RolePolicyList" => role_policy_list: |reader| members(reader, inline),
        "AttachedManagedPolicies" => attached_managed_policies: |reader| members(reader, attached),
        "Tags" => tags: |reader| members(reader, tag),
    }
    profile = InstanceProfile {
        "Path" => path: text,
        "InstanceProfileName" => instance_profile_name: text,
        "InstanceProfileId" => instance_profile_id: text,
        "Arn" => arn: text,
        "CreateDate" => create_date: parsed::<iam_codec::Timestamp>,
        "Roles" => roles: |reader| elements(reader, |_, _| None).map(|()| Vec::new()),
    }
    policy = ManagedPolicyDetail {
        "PolicyName" => policy_name: text,
        "PolicyId" => policy_id: text,
        "Arn" => arn: text,
        "Path" => path: text,
        "DefaultVersionId" => default_version_id: text,
        "AttachmentCount" => attachment_count: parsed::<i32>,
        "IsAttachable" => is_attachable: parsed::<bool>,
        "Description" => description: text,
        "CreateDate" => create_date: parsed::<iam_codec::Timestamp>,
        "UpdateDate" => update_date: parsed::<iam_codec::Timestamp>,
        "PolicyVersionList" => policy_version_list: |reader| members(reader, version),
    }
    version = PolicyVersion {
        "Document" => document: policy_document,
        "VersionId" => version_id: text,
        "IsDefaultVersion" => is_default_version: parsed::<bool>,
        "CreateDate" => create_date: parsed::<iam_codec::Timestamp>,
    }
    inline = PolicyDetail {
        "PolicyName" => policy_name: text,
        "PolicyDocument" => policy_document: policy_document,
    }
    attached = AttachedPolicy {
        "PolicyName" => policy_name: text,
        "PolicyArn" => policy_arn: text,
    }
    tag = Tag {
        "Key" => key: text,
        "Value" => value: text,
    }
}
