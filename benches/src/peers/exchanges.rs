//! Peers that answer `CreateUser`, and read and answer `AssumeRole`.

use std::io;

use iam_codec::structures::User;
use iam_codec::sts;
use iam_codec::sts::operations::AssumeRole;
use quick_xml::Writer;

use crate::peers::lists::write_user_members;
use crate::peers::requests::Tags;
use crate::peers::responses::{document, element, leaf};
use crate::workloads::REQUEST_ID;

/// `CreateUserResponse` by quick-xml's writer, event by event.
pub fn write_created(user: &User<'_>) -> io::Result<Vec<u8>> {
    let writer = Writer::new(Vec::with_capacity(1024));
    document(writer, "CreateUserResponse", |writer| {
        element(writer, "CreateUserResult", |writer| {
            element(writer, "User", |writer| {
                write_user_members(writer, user)?;
                let Some(tags) = &user.tags else { return Ok(()) };
                element(writer, "Tags", |writer| {
                    tags.iter().try_for_each(|tag| {
                        element(writer, "member", |writer| {
                            leaf(writer, "Value", &tag.value)?;
                            leaf(writer, "Key", &tag.key)
                        })
                    })
                })
            })
        })?;
        element(writer, "ResponseMetadata", |writer| leaf(writer, "RequestId", REQUEST_ID))
    })
}

/// form_urlencoded, tuned by hand: no map, borrowed texts.
pub fn assume_role(body: &[u8]) -> Option<sts::Request<'_>> {
    let (mut is_right, mut tags, mut has_tags) = (false, Tags::default(), false);
    let mut input = AssumeRole::default();
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "Action" => is_right = value == "AssumeRole",
            "RoleArn" => input.role_arn = value,
            "RoleSessionName" => input.role_session_name = value,
            "DurationSeconds" => input.duration_seconds = Some(value.parse().ok()?),
            "ExternalId" => input.external_id = Some(value),
            _ => {
                if let Some(part) = name.strip_prefix("Tags.member.") {
                    tags.add(part, value)?;
                    has_tags = true;
                }
            }
        }
    }
    input.tags = if has_tags { Some(tags.finish()?) } else { None };
    is_right.then_some(input.into())
}

/// `AssumeRoleResponse` by quick-xml's writer, event by event.
pub fn write_assumed(response: &sts::Response<'_>, writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    let sts::OperationResult::AssumeRole(result) = &response.result else { unreachable!() };
    let (Some(credentials), Some(user)) = (&result.credentials, &result.assumed_role_user) else {
        unreachable!()
    };
    document(writer, "AssumeRoleResponse", |writer| {
        element(writer, "AssumeRoleResult", |writer| {
            element(writer, "AssumedRoleUser", |writer| {
                leaf(writer, "AssumedRoleId", &user.assumed_role_id)?;
                leaf(writer, "Arn", &user.arn)
            })?;
            element(writer, "Credentials", |writer| {
                leaf(writer, "AccessKeyId", &credentials.access_key_id)?;
                leaf(writer, "SecretAccessKey", &credentials.secret_access_key)?;
                leaf(writer, "SessionToken", &credentials.session_token)?;
                leaf(writer, "Expiration", &credentials.expiration.to_string())
            })
        })?;
        element(writer, "ResponseMetadata", |writer| {
            leaf(writer, "RequestId", &response.request_id)
        })
    })
}
