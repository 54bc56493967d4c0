//! Names of parameters, and members that are missing or too many.

use iam_codec::Request;

use crate::{CREATE, HEAD, decode, malformed, refused};

#[test]
fn tells_absent_from_empty() {
    for empty in ["Tags=", "Tags"] {
        let body = format!("{CREATE}{empty}");
        assert_eq!(decode(&body).unwrap().tags(), Some(&[][..]));
    }
    refused(
        &HEAD[..HEAD.len() - 1],
        "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must not \
         be null: parameter Tags at byte 48",
        "ValidationError",
        Some(
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must \
             not be null",
        ),
    );
}

#[test]
fn refuses_names_of_another_shape() {
    let top_level = "Top level element may not be treated as a list";
    malformed("Tags.1.Key=a", top_level, "Tags.1.Key at byte 49");
    malformed("UserName.1=a", top_level, "UserName.1 at byte 49");
    let list = "Start of list found where not expected";
    malformed("UserName.member.1=a", list, "UserName.member.1 at byte 49");
    malformed("UserName.First=a", list, "UserName.First at byte 49");
    malformed("Tags.member.1.Key.x=a", list, "Tags.member.1.Key.x at byte 49");
    malformed("Tags.member.1.Key.1=a", list, "Tags.member.1.Key.1 at byte 49");
    let text = "Unexpected list element termination";
    malformed("Tags=x", text, "Tags at byte 49");
    malformed("Tags.member=x", text, "Tags.member at byte 49");
    malformed("Tags.item.1.Key=x", text, "Tags.item.1.Key at byte 49");
    malformed("Tags.=", text, "Tags. at byte 49");
    let structure = "Unexpected complex element termination";
    malformed("Tags.member.1=x", structure, "Tags.member.1 at byte 49");
}

#[test]
fn refuses_a_list_that_is_empty_and_has_members() {
    let list = "Start of list found where not expected";
    malformed("Tags=&Tags.member.1.Key=a", list, "Tags.member.1.Key at byte 55");
    malformed("Tags.member.1.Key=a&Tags.member.1.Value=&Tags=", list, "Tags at byte 90");
    malformed("Tags.member.1.Key=a&Tags=", list, "Tags at byte 69");
}

#[test]
fn blames_the_first_member_that_is_too_many() {
    let member = |n| format!("Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=&");
    let body: String = [HEAD.to_owned()].into_iter().chain((1..=51).map(member)).collect();
    let error = decode(&body).unwrap_err();
    let [violation] = error.violations() else { panic!("{error}") };
    assert_eq!((violation.path(), violation.parameter()), ("tags", "Tags.member.51"));
    assert_eq!(error.offset(), body.find("Tags.member.51.Key"));
}

#[test]
fn requires_members_even_unchecked() {
    let error =
        Request::decoder().unchecked().body(b"Action=UntagUser&Version=2010-05-08").unwrap_err();
    assert_eq!(
        error.kind().to_string(),
        "2 validation errors detected: Value at 'tagKeys' failed to satisfy constraint: Member must \
         not be null; Value at 'userName' failed to satisfy constraint: Member must not be null"
    );
}

#[test]
fn counts_members_of_which_parts_are_missing() {
    let keys = |numbers: std::ops::RangeInclusive<u32>| {
        numbers.map(|n| format!("&Tags.member.{n}.Key=k{n}")).collect::<String>()
    };
    let violations = |parameters: &str| {
        let error = decode(&format!("{HEAD}{parameters}")).unwrap_err();
        let paths = error.violations().iter().map(|violation| violation.path().to_owned());
        paths.collect::<Vec<_>>()
    };
    // AWS names ten.
    let too_many = violations(&keys(1..=51));
    assert_eq!((too_many.len(), &*too_many[0], &*too_many[1]), (10, "tags", "tags.1.member.value"));

    let complete =
        "Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=b&Tags.member.2.Value=";
    let not_too_many = violations(&format!("{complete}{}", keys(3..=11)));
    assert_eq!((not_too_many.len(), &*not_too_many[0]), (9, "tags.3.member.value"));
}
