//! form_urlencoded, tuned by hand for `GetUser`, `ListUsers` and `CreateUser`: no map, borrowed texts.

use iam_codec::Request;
use iam_codec::operations::{CreateUser, GetUser, ListUsers};

use crate::peers::requests::Tags;

pub fn tuned(body: &[u8]) -> Option<Request<'_>> {
    let (mut action, mut tags, mut has_tags) = (None, Tags::default(), false);
    let (mut path, mut user, mut boundary) = (None, None, None);
    let (mut prefix, mut marker, mut max_items) = (None, None, None);
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "Action" => action = Some(value),
            "Path" => path = Some(value),
            "UserName" => user = Some(value),
            "PermissionsBoundary" => boundary = Some(value),
            "PathPrefix" => prefix = Some(value),
            "Marker" => marker = Some(value),
            "MaxItems" => max_items = Some(value.parse().ok()?),
            _ => {
                if let Some(part) = name.strip_prefix("Tags.member.") {
                    tags.add(part, value)?;
                    has_tags = true;
                }
            }
        }
    }
    let mut request = match &*action? {
        "GetUser" => return Some(GetUser { user_name: user, ..Default::default() }.into()),
        "ListUsers" => {
            let list = ListUsers { path_prefix: prefix, marker, max_items, ..Default::default() };
            return Some(list.into());
        }
        "CreateUser" => CreateUser { path, user_name: user?, ..Default::default() },
        _ => return None,
    };
    request.permissions_boundary = boundary;
    request.tags = if has_tags { Some(tags.finish()?) } else { None };
    Some(request.into())
}
