//! Feature `serde`: documents in AWS's names, there and back, and what is refused with which words.
#![cfg(feature = "serde")]

use std::borrow::Cow;
use std::fmt::Debug;

use iam_codec::operations::{CreateUser, ListUserTagsResult};
use iam_codec::{
    Action, ErrorResponse, Member, OperationResult, Reply, Request, Resource, ResourceType, Tag,
};
use serde::Deserialize;

#[track_caller]
fn error<'de, T: Deserialize<'de> + Debug>(json: &'de str) -> String {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    let (message, _) = error.rsplit_once(" at line 1 column ").expect("a place");
    message.to_owned()
}

#[track_caller]
fn refuses<'de, T: Deserialize<'de> + Debug>(cases: &[(&'de str, &str)]) {
    for (json, expected) in cases {
        assert_eq!(error::<T>(json), *expected, "{json}");
    }
}

#[test]
fn every_action_of_the_table_comes_back_from_its_document() {
    for resource_type in ResourceType::ALL {
        let resource = || Resource::new(*resource_type, "x");
        let requests: [Request<'_>; 3] = [
            resource().tag(vec![Tag::new("k", "v")]),
            resource().untag(vec!["k".into()]),
            resource().list_tags(None, Some(5)),
        ];
        for request in requests {
            let json = serde_json::to_string(&request).unwrap();
            assert_eq!(serde_json::from_str::<Request<'_>>(&json).unwrap(), request, "{json}");
        }
    }
}

#[test]
fn members_are_read_in_any_order() {
    let json = r#"{"Tags":[{"Value":"v","Key":"k"}],"UserName":"anika","Action":"TagUser"}"#;
    let request = serde_json::from_str::<Request<'_>>(json).unwrap();
    assert_eq!(request, Resource::User("anika".into()).tag(vec![Tag::new("k", "v")]));
}

#[test]
fn texts_borrow_what_the_format_lends() {
    let tag: Tag<'_> = serde_json::from_str(r#"{"Key":"k","Value":"\u0076"}"#).unwrap();
    assert!(matches!(tag.key, Cow::Borrowed("k")));
    assert!(matches!(tag.value, Cow::Owned(value) if value == "v"));

    let json = r#"{"Tags":[{"Key":"k","Value":"v"}],"Action":"TagUser","UserName":"anika"}"#;
    let Request::TagUser(request) = serde_json::from_str(json).unwrap() else { panic!("{json}") };
    assert!(matches!(request.user_name, Cow::Borrowed("anika")));
    assert!(matches!(request.tags[0].key, Cow::Borrowed("k")));
}

#[test]
fn an_input_alone_is_what_the_command_line_takes() {
    let json = r#"{"UserName":"anika","Tags":[{"Key":"Dept","Value":""}]}"#;
    let input: CreateUser<'_> = serde_json::from_str(json).unwrap();
    assert_eq!(input.user_name, "anika");
    assert_eq!(serde_json::to_string(&input).unwrap(), json);
    assert_eq!(
        error::<CreateUser<'_>>(r#"{"Path":"/"}"#),
        "missing member `UserName` of CreateUser"
    );
    refuses::<CreateUser<'_>>(&[(
        r#"{"Action":"CreateUser","UserName":"anika"}"#,
        "unknown member `Action` of CreateUser",
    )]);
}

#[test]
fn refuses_requests_that_would_lose_a_member() {
    refuses::<Request<'_>>(&[
        (
            r#"{"Foo":{"a":[1]},"Action":"TagUser","UserName":"a","Tags":[]}"#,
            "unknown member `Foo` of TagUser",
        ),
        (
            r#"{"Action":"TagUser","UserName":"a","RoleName":"a","Tags":[]}"#,
            "unknown member `RoleName` of TagUser",
        ),
        (
            r#"{"Action":"TagUser","UserName":"a","Tags":[],"TagKeys":[]}"#,
            "unknown member `TagKeys` of TagUser",
        ),
        (
            r#"{"Action":"ListUserTags","UserName":"a","RequestId":"b"}"#,
            "unknown member `RequestId` of ListUserTags",
        ),
        (
            r#"{"Action":"GetUser","UserName":"a","Parameters":[]}"#,
            "unknown member `Parameters` of GetUser",
        ),
        (
            r#"{"Action":"TagCat","CatName":"a","Parameters":[]}"#,
            "unknown member `CatName` of TagCat",
        ),
        (r#"{"Action":"TagUser","Action":"TagUser"}"#, "repeated member `Action`"),
        (r#"{"UserName":"a","UserName":"a"}"#, "repeated member `UserName`"),
        (
            r#"{"Action":"TagUser","UserName":"a","Tags":[{"Key":"a","Value":"b","Note":"c"}]}"#,
            "unknown member `Note` of Tag: in member `Tags[0]`",
        ),
        (
            r#"{"Action":"TagCat","Parameters":[{"Name":"a","Value":"b","Raw":"c"}]}"#,
            "unknown member `Raw` of Parameter: in member `Parameters[0]`",
        ),
        (
            r#"{"Action":"TagCat","Parameters":{}}"#,
            "invalid type: map, expected a sequence: in member `Parameters`",
        ),
        (
            r#"{"Action":"TagCat","Parameters":[{"Name":"a","Value":"b"},{"Name":"a","Value":1}]}"#,
            "invalid type: integer `1`, expected a string: in member `Parameters[1].Value`",
        ),
    ]);
}

#[test]
fn refuses_a_repeated_member_among_any_number() {
    for count in [2, 15, 16, 17, 18, 40] {
        let members: Vec<_> = (1..count).map(|n| format!(r#""Member{n}":1"#)).collect();
        for repeated in [1, count / 2, count - 1] {
            let document = format!(r#"{{{},"Member{repeated}":2}}"#, members.join(","));
            let message = format!("repeated member `Member{repeated}`");
            refuses::<Request<'_>>(&[(&document, &message)]);
        }
    }
}

#[test]
fn refuses_requests_that_lack_a_member() {
    refuses::<Request<'_>>(&[
        ("{}", "missing member `Action` of Request"),
        (r#"{"Action":"","Parameters":[]}"#, "empty member `Action`"),
        (r#"{"Action":"TagCat"}"#, "missing member `Parameters` of TagCat"),
        (r#"{"Action":"TagUser","Tags":[]}"#, "missing member `UserName` of TagUser"),
        (r#"{"Action":"TagRole","RoleName":"a"}"#, "missing member `Tags` of TagRole"),
        (r#"{"Action":"UntagRole","RoleName":"a"}"#, "missing member `TagKeys` of UntagRole"),
        (
            r#"{"Action":"TagRole","RoleName":"a","Tags":[{"Key":"a"}]}"#,
            "missing member `Value` of Tag: in member `Tags[0]`",
        ),
    ]);
}

#[test]
fn refuses_values_of_another_type() {
    refuses::<Request<'_>>(&[
        (
            r#"{"Action":"ListUserTags","UserName":"a","MaxItems":"5"}"#,
            r#"invalid type: string "5", expected i32: in member `MaxItems`"#,
        ),
        (
            r#"{"Action":"ListUserTags","UserName":"a","MaxItems":2147483648}"#,
            "invalid value: integer `2147483648`, expected i32: in member `MaxItems`",
        ),
        (
            r#"{"Action":"ListUserTags","UserName":"a","MaxItems":5.0}"#,
            "invalid type: floating point `5`, expected i32: in member `MaxItems`",
        ),
        (
            r#"{"Action":"ListUserTags","UserName":"a","Marker":null}"#,
            "invalid type: null, expected a string: in member `Marker`",
        ),
        (
            r#"{"Action":"TagUser","UserName":"a","Tags":{}}"#,
            "invalid type: map, expected a sequence: in member `Tags`",
        ),
        (
            r#"{"Action":"TagUser","UserName":"a","Tags":[["k","v"]]}"#,
            "invalid type: sequence, expected an object: in member `Tags[0]`",
        ),
        (
            r#"{"Action":"UpdateRole","RoleName":"a","ResetMaxSigninSessionDuration":"true"}"#,
            r#"invalid type: string "true", expected a boolean: in member `ResetMaxSigninSessionDuration`"#,
        ),
        (
            r#"{"Action":"PutAccountProperties","Properties":[]}"#,
            "invalid type: sequence, expected an object: in member `Properties`",
        ),
        (r#"["TagUser"]"#, "invalid type: sequence, expected an object"),
    ]);
}

#[test]
fn refuses_members_before_the_action_as_it_does_behind_it() {
    let cases = [
        (
            r#""MaxItems":5.0"#,
            "invalid type: floating point `5`, expected i32: in member `MaxItems`",
        ),
        (
            r#""MaxItems":9223372036854775808"#,
            "invalid type: integer `9223372036854775808`, expected i32: in member `MaxItems`",
        ),
        (r#""Marker":null"#, "invalid type: null, expected a string: in member `Marker`"),
        (
            r#""Marker":1.0"#,
            "invalid type: floating point `1`, expected a string: in member `Marker`",
        ),
        (r#""Mood":[{}]"#, "unknown member `Mood` of ListUserTags"),
        (r#""UserName":"b""#, "repeated member `UserName`"),
    ];
    let (action, user) = (r#""Action":"ListUserTags""#, r#""UserName":"a""#);
    for (member, message) in cases {
        for members in [[action, user, member], [user, member, action], [user, action, member]] {
            let document = format!("{{{}}}", members.join(","));
            refuses::<Request<'_>>(&[(&document, message)]);
        }
    }
    refuses::<Request<'_>>(&[(
        r#"{"Properties":{"a":"b","c":1},"Action":"PutAccountProperties"}"#,
        r#"invalid type: integer `1`, expected a string: in member `Properties["c"]`"#,
    )]);
}

#[test]
fn names_the_first_of_several_faults_in_the_document() {
    refuses::<Request<'_>>(&[
        (
            r#"{"Action":"TagUser","Tags":[{"Value":1}],"Mood":""}"#,
            "invalid type: integer `1`, expected a string: in member `Tags[0].Value`",
        ),
        (
            r#"{"Action":"TagUser","Mood":"","Tags":[{"Key":1}]}"#,
            "unknown member `Mood` of TagUser",
        ),
        (
            r#"{"Tags":[{"Value":"b"}],"Mood":"","Action":"TagUser"}"#,
            "missing member `Key` of Tag: in member `Tags[0]`",
        ),
        (r#"{"Action":"TagUser","Action":1,"Mood":""}"#, "repeated member `Action`"),
    ]);
}

#[test]
fn a_request_id_may_stand_anywhere_and_once() {
    let members = [r#""RequestId":"id""#, r#""Action":"ListUserTags""#, r#""Tags":[]"#];
    for [a, b, c] in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let document = format!("{{{},{},{}}}", members[a], members[b], members[c]);
        let reply: Reply<'_> = serde_json::from_str(&document).unwrap();
        let Reply::Response(response) = reply else { panic!("{document}") };
        assert_eq!((response.action_name(), &*response.request_id), ("ListUserTags", "id"));
        let twice = format!("{},\"RequestId\":\"id\"}}", document.trim_end_matches('}'));
        refuses::<Reply<'_>>(&[(&twice, "repeated member `RequestId`")]);
    }
}

#[test]
fn refuses_replies_that_would_lose_or_lack_a_member() {
    refuses::<Reply<'_>>(&[
        ("{}", "missing member `Action` of Response"),
        (r#"{"Action":"TagCat","RequestId":"a"}"#, "missing member `Elements` of TagCatResponse"),
        (r#"{"Action":"GetUser","RequestId":"a"}"#, "missing member `User` of GetUserResponse"),
        (r#"{"Action":"TagUser"}"#, "missing member `RequestId` of TagUserResponse"),
        (
            r#"{"Action":"TagUser","Tags":[],"RequestId":"a"}"#,
            "unknown member `Tags` of TagUserResponse",
        ),
        (
            r#"{"Action":"ListUserTags","IsTruncated":true,"Marker":"a","RequestId":"b"}"#,
            "missing member `Tags` of ListUserTagsResponse",
        ),
        (
            r#"{"Action":"GetAccessKeyLastUsed","AccessKeyLastUsed":{"LastUsedDate":"now","ServiceName":"s3","Region":"N/A"},"RequestId":"b"}"#,
            "not in the encoding of its type, expected a time such as `2011-12-19T23:16:46Z`: \
             in member `AccessKeyLastUsed.LastUsedDate`",
        ),
        (
            r#"{"Error":{"Type":"Sender","Code":"a"}}"#,
            "missing member `RequestId` of ErrorResponse",
        ),
        (
            r#"{"Error":{"Type":"Sender","Code":"a"},"Action":"TagUser","RequestId":"a"}"#,
            "unknown member `Error` of TagUserResponse",
        ),
        (
            r#"{"Error":{"Type":"Sender","Code":"a","Detail":""},"RequestId":"a"}"#,
            "unknown member `Detail` of Error: in member `Error`",
        ),
        (
            r#"{"Error":{"Code":"a"},"RequestId":"a"}"#,
            "missing member `Type` of Error: in member `Error`",
        ),
        (
            r#"{"Error":{"Type":"sender","Code":"a"},"RequestId":"a"}"#,
            "neither Sender nor Receiver: in member `Error.Type`",
        ),
        (
            r#"{"Error":{"Type":"Sender","Code":"a","Message":null},"RequestId":"a"}"#,
            "invalid type: null, expected a string: in member `Error.Message`",
        ),
        (
            r#"{"Action":"TagCat","Elements":[{"Name":"a","Elements":[{"Name":"b"}]}],"RequestId":"a"}"#,
            "missing member `Text` of Element: in member `Elements[0].Elements[0]`",
        ),
    ]);
}

#[test]
fn a_list_response_can_do_without_its_flag() {
    let json = r#"{"Action":"ListUserTags","Tags":[],"Marker":"a","RequestId":"b"}"#;
    let Reply::Response(response) = serde_json::from_str(json).unwrap() else { panic!("{json}") };
    let OperationResult::ListUserTags(page) = &response.result else { panic!("{json}") };
    assert_eq!(page.is_truncated, None);
    assert_eq!(serde_json::to_string(&Reply::Response(response.clone())).unwrap(), json);
    let (_, page) = response.result.into_tag_page().unwrap();
    assert!(!page.is_truncated);
}

#[test]
fn a_page_stands_for_itself() {
    let json = r#"{"Tags":[{"Key":"Dept","Value":""}],"IsTruncated":true,"Marker":"m"}"#;
    let page: ListUserTagsResult<'_> = serde_json::from_str(json).unwrap();
    let flag = page.is_truncated;
    assert_eq!((page.tags.len(), flag, page.marker.as_deref()), (1, Some(true), Some("m")));
    assert_eq!(serde_json::to_string(&page).unwrap(), json);
    refuses::<ListUserTagsResult<'_>>(&[(
        r#"{"Tags":[],"IsTruncated":true,"Key":"k"}"#,
        "unknown member `Key` of ListUserTagsResult",
    )]);
}

/// Where an object ends, the id that every answer has is missing before the members, and these in their order.
#[test]
fn names_the_first_of_the_members_that_are_missing_from_any_object() {
    fn found<'de, T: Deserialize<'de> + Debug>(json: &'de str) -> Option<String> {
        let error = serde_json::from_str::<T>(json).err()?.to_string();
        error.rsplit_once(" at line 1 column ").map(|(message, _)| message.to_owned())
    }
    for action in Action::ALL {
        let missing = |members: &[Member], of| {
            let first = members.iter().find(|member| member.is_required())?.name();
            Some(format!("missing member `{first}` of {action}{of}"))
        };
        let json = format!(r#"{{"Action":"{action}"}}"#);
        assert_eq!(found::<Request<'_>>(&json), missing(action.input(), ""));
        let no_id = format!("missing member `RequestId` of {action}Response");
        assert_eq!(found::<Reply<'_>>(&json), Some(no_id));
        let json = format!(r#"{{"Action":"{action}","RequestId":"id"}}"#);
        assert_eq!(found::<Reply<'_>>(&json), missing(action.output(), "Response"));
    }
}

/// Members are missing where their object ends, so that an unknown one comes before.
#[test]
fn names_an_unknown_member_before_those_that_are_missing() {
    refuses::<Request<'_>>(&[
        (r#"{"Action":"GetRole","Mood":1}"#, "unknown member `Mood` of GetRole"),
        (r#"{"Action":"TagCat","Mood":1}"#, "unknown member `Mood` of TagCat"),
        (
            r#"{"Action":"TagCat","Parameters":[{"Mood":1}]}"#,
            "unknown member `Mood` of Parameter: in member `Parameters[0]`",
        ),
        (
            r#"{"Action":"TagRole","RoleName":"a","Tags":[{"Mood":1}]}"#,
            "unknown member `Mood` of Tag: in member `Tags[0]`",
        ),
    ]);
    refuses::<Reply<'_>>(&[
        (r#"{"Action":"GetRole","Mood":1}"#, "unknown member `Mood` of GetRoleResponse"),
        (r#"{"Action":"TagCat","Mood":1}"#, "unknown member `Mood` of TagCatResponse"),
        (
            r#"{"Action":"TagCat","Elements":[{"Mood":1}],"RequestId":"id"}"#,
            "unknown member `Mood` of Element: in member `Elements[0]`",
        ),
        (r#"{"Error":{"Mood":1},"Mood":1}"#, "unknown member `Mood` of ErrorResponse"),
        (
            r#"{"Error":{"Mood":1},"RequestId":"id"}"#,
            "unknown member `Mood` of Error: in member `Error`",
        ),
    ]);
    let error = serde_json::from_str::<ErrorResponse<'_>>(r#"{"Mood":1}"#).unwrap_err();
    assert_eq!(error.to_string(), "unknown member `Mood` of ErrorResponse");
}
