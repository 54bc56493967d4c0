//! Answers that are wrong in several things.

use super::*;
use crate::exchange::call::Answer;

#[test]
fn the_elements_of_a_result_are_compared_only_where_all_around_them_is_right() {
    let right = "<GetUserResponse><GetUserResult><Path>/</Path></GetUserResult><ResponseMetadata/></GetUserResponse>";
    let read = |status, body: &str| {
        ParsedAnswer::read(&Answer { status, headers: Vec::new(), body: body.into() })
    };
    let found = |status, body: &str| {
        let found = compare(&read(200, right), &Ok(read(status, body)), "GetUser", Extent::All);
        found.iter().map(Difference::line).collect::<Vec<_>>()
    };
    let path = right.replace("<Path>/", "<Path>/a/");
    assert_eq!(found(200, &path), ["answer result/Path: /a/, not /"]);
    assert_eq!(found(201, &path), ["answer status: 201, not 200"]);
    let root = path.replace("GetUserResponse", "GetUsersResponse");
    assert_eq!(found(200, &root), ["answer root: GetUsersResponse, not GetUserResponse"]);
}
