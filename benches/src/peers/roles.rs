//! Peers that read and write the body of `CreateRole` and the response `ListRoles`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use aws_smithy_query::QueryWriter;
use aws_smithy_types::Number;
use aws_smithy_xml::encode::XmlWriter;
use iam_codec::operations::{CreateRole, ListRolesResult};
use iam_codec::structures::Role;
use iam_codec::{OperationResult, Request, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use quick_xml::Writer;

use crate::peers::requests::{Tags, mapped_tags, write_tags};
use crate::peers::responses::{NAMESPACE, document, element, end_tags, leaf, smithy_leaf};

/// What IAM escapes in a policy document.
pub(super) const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// form_urlencoded, tuned by hand: no map, borrowed texts.
pub fn tuned(body: &[u8]) -> Option<Request<'_>> {
    let (mut is_right, mut tags, mut has_tags) = (false, Tags::default(), false);
    let mut role = CreateRole::default();
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "Action" => is_right = value == "CreateRole",
            "Path" => role.path = Some(value),
            "RoleName" => role.role_name = value,
            "AssumeRolePolicyDocument" => role.assume_role_policy_document = value.into(),
            "Description" => role.description = Some(value),
            "MaxSessionDuration" => role.max_session_duration = Some(value.parse().ok()?),
            "PermissionsBoundary" => role.permissions_boundary = Some(value),
            _ => {
                if let Some(part) = name.strip_prefix("Tags.member.") {
                    tags.add(part, value)?;
                    has_tags = true;
                }
            }
        }
    }
    role.tags = if has_tags { Some(tags.finish()?) } else { None };
    is_right.then_some(Request::CreateRole(role))
}

/// form_urlencoded into a map that is asked for one name after the other: how emulators do it.
pub fn hash_map(body: &[u8]) -> Option<Request<'static>> {
    let params: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    let text = |name| params.get(name).cloned();
    if params.get("Action")? != "CreateRole" {
        return None;
    }
    let max_session_duration = match params.get("MaxSessionDuration") {
        Some(digits) => Some(digits.parse().ok()?),
        None => None,
    };
    Some(Request::CreateRole(CreateRole {
        path: text("Path").map(Into::into),
        role_name: text("RoleName")?.into(),
        assume_role_policy_document: text("AssumeRolePolicyDocument")?.into(),
        description: text("Description").map(Into::into),
        max_session_duration,
        permissions_boundary: text("PermissionsBoundary").map(Into::into),
        tags: Some(mapped_tags(&params)?).filter(|tags| !tags.is_empty()),
        ..Default::default()
    }))
}

/// aws-smithy-query, called as aws-sdk-iam does.
pub fn query_writer(request: &Request<'_>) -> String {
    let Request::CreateRole(role) = request else { unreachable!() };
    let mut body = String::new();
    let mut writer = QueryWriter::new(&mut body, "CreateRole", iam_codec::VERSION);
    let mut text = |name, text: Option<&str>| {
        if let Some(text) = text {
            writer.prefix(name).string(text);
        }
    };
    text("Path", role.path.as_deref());
    text("RoleName", Some(&role.role_name));
    text("AssumeRolePolicyDocument", Some(&role.assume_role_policy_document));
    text("Description", role.description.as_deref());
    if let Some(seconds) = role.max_session_duration {
        writer.prefix("MaxSessionDuration").number(Number::NegInt(seconds.into()));
    }
    if let Some(arn) = &role.permissions_boundary {
        writer.prefix("PermissionsBoundary").string(arn);
    }
    if let Some(tags) = &role.tags {
        write_tags(&mut writer, tags);
    }
    writer.finish();
    body
}

fn list<'r>(response: &'r Response<'_>) -> &'r ListRolesResult<'r> {
    match &response.result {
        OperationResult::ListRoles(list) => list,
        _ => unreachable!(),
    }
}

/// The leaves of a role that are there, in AWS's order.
fn leaves(role: &Role<'_>, mut leaf: impl FnMut(&str, &str)) {
    leaf("Path", &role.path);
    if let Some(policy) = &role.assume_role_policy_document {
        let policy: Cow<'_, str> = utf8_percent_encode(policy, RESERVED).into();
        leaf("AssumeRolePolicyDocument", &policy);
    }
    if let Some(seconds) = role.max_session_duration {
        leaf("MaxSessionDuration", &seconds.to_string());
    }
    leaf("RoleId", &role.role_id);
    leaf("RoleName", &role.role_name);
    if let Some(description) = &role.description {
        leaf("Description", description);
    }
    leaf("Arn", &role.arn);
    leaf("CreateDate", &role.create_date.to_string());
}

/// quick-xml's writer, event by event.
pub fn write_list_roles(response: &Response<'_>, writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    let list = list(response);
    document(writer, "ListRolesResponse", |writer| {
        element(writer, "ListRolesResult", |writer| {
            let is_truncated = list.is_truncated == Some(true);
            leaf(writer, "IsTruncated", if is_truncated { "true" } else { "false" })?;
            element(writer, "Roles", |writer| {
                list.roles.iter().try_for_each(|role| {
                    element(writer, "member", |writer| {
                        let mut written = Ok(());
                        leaves(role, |name, text| {
                            if written.is_ok() {
                                written = leaf(writer, name, text);
                            }
                        });
                        written
                    })
                })
            })
        })?;
        element(writer, "ResponseMetadata", |writer| {
            leaf(writer, "RequestId", &response.request_id)
        })
    })
}

/// aws-smithy-xml's writer, called as Smithy's generated code does. It does not indent.
pub fn smithy_write(response: &Response<'_>) -> String {
    let list = list(response);
    let mut body = String::new();
    let mut document = XmlWriter::new(&mut body);
    let mut root = document.start_el("ListRolesResponse").write_ns(NAMESPACE, None).finish();
    let mut result = root.start_el("ListRolesResult").finish();
    let is_truncated = list.is_truncated == Some(true);
    smithy_leaf(&mut result, "IsTruncated", if is_truncated { "true" } else { "false" });
    let mut roles = result.start_el("Roles").finish();
    for role in &list.roles {
        let mut member = roles.start_el("member").finish();
        leaves(role, |name, text| smithy_leaf(&mut member, name, text));
    }
    roles.finish();
    result.finish();
    smithy_leaf(&mut root.start_el("ResponseMetadata").finish(), "RequestId", &response.request_id);
    root.finish();
    body
}

/// A loop over quick-xml's events, written by hand: end tags say what the text before them was.
pub fn events(body: &[u8]) -> Option<Response<'_>> {
    let (mut list, mut role, mut request_id) = (ListRolesResult::default(), Role::default(), None);
    end_tags(body, |name, text| {
        match name {
            "Path" => role.path = text,
            "AssumeRolePolicyDocument" => {
                let policy = percent_decode_str(&text).decode_utf8().ok()?.into_owned();
                role.assume_role_policy_document = Some(policy.into());
            }
            "MaxSessionDuration" => role.max_session_duration = Some(text.parse().ok()?),
            "RoleId" => role.role_id = text,
            "RoleName" => role.role_name = text,
            "Description" => role.description = Some(text),
            "Arn" => role.arn = text,
            "CreateDate" => role.create_date = text.parse().ok()?,
            "member" => list.roles.push(std::mem::take(&mut role)),
            "IsTruncated" => list.is_truncated = Some(text == "true"),
            "RequestId" => request_id = Some(text),
            _ => {}
        }
        Some(())
    })?;
    let result = OperationResult::ListRoles(list);
    Some(Response { result, request_id: request_id? })
}
