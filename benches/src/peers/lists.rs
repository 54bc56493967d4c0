//! quick-xml's writer and events for `ListUsers`.

use std::io;

use iam_codec::operations::ListUsersResult;
use iam_codec::structures::User;
use iam_codec::{OperationResult, Response};
use quick_xml::Writer;

use crate::peers::responses::{document, element, end_tags, leaf};

/// quick-xml's writer, event by event.
pub fn write_list_users(response: &Response<'_>, writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    let OperationResult::ListUsers(list) = &response.result else { unreachable!() };
    document(writer, "ListUsersResponse", |writer| {
        element(writer, "ListUsersResult", |writer| {
            let is_truncated = list.is_truncated == Some(true);
            leaf(writer, "IsTruncated", if is_truncated { "true" } else { "false" })?;
            element(writer, "Users", |writer| {
                list.users.iter().try_for_each(|user| write_user(writer, user))
            })
        })?;
        element(writer, "ResponseMetadata", |writer| {
            leaf(writer, "RequestId", &response.request_id)
        })
    })
}

fn write_user(writer: &mut Writer<Vec<u8>>, user: &User<'_>) -> io::Result<()> {
    element(writer, "member", |writer| write_user_members(writer, user))
}

/// All but what has members of its own.
pub(super) fn write_user_members(writer: &mut Writer<Vec<u8>>, user: &User<'_>) -> io::Result<()> {
    user.path.iter().try_for_each(|path| leaf(writer, "Path", path))?;
    user.user_name.iter().try_for_each(|name| leaf(writer, "UserName", name))?;
    leaf(writer, "UserId", &user.user_id)?;
    leaf(writer, "Arn", &user.arn)?;
    leaf(writer, "CreateDate", &user.create_date.to_string())
}

/// A loop over quick-xml's events, written by hand: end tags say what the text before them was.
pub fn events(body: &[u8]) -> Option<Response<'_>> {
    let (mut list, mut user, mut request_id) = (ListUsersResult::default(), User::default(), None);
    end_tags(body, |name, text| {
        match name {
            "Path" => user.path = Some(text),
            "UserId" => user.user_id = text,
            "UserName" => user.user_name = Some(text),
            "Arn" => user.arn = text,
            "CreateDate" => user.create_date = text.parse().ok()?,
            "member" => list.users.push(std::mem::take(&mut user)),
            "IsTruncated" => list.is_truncated = Some(text == "true"),
            "RequestId" => request_id = Some(text),
            _ => {}
        }
        Some(())
    })?;
    let result = OperationResult::ListUsers(list);
    Some(Response { result, request_id: request_id? })
}
