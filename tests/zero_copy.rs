//! Decoded texts are slices of the body, unless an escape forces a copy.

use std::borrow::Cow;

use iam_codec::{OperationResult, Params, Request, Response, Tag, form};

#[expect(clippy::ptr_arg, reason = "whether it borrows is the question")]
fn borrows_from(text: &Cow<'_, str>, body: &[u8]) -> bool {
    let Cow::Borrowed(text) = text else { return false };
    body.as_ptr_range().contains(&text.as_ptr())
        || text.is_empty() && body.as_ptr_range().end == text.as_ptr()
}

#[test]
fn request_texts_borrow_unless_escaped() {
    for order in ["1.Key=k&Tags.member.1.Value=v", "1.Value=v&Tags.member.1.Key=k"] {
        let body = format!(
            "Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.{order}\
             &Tags.member.2.Key=%6C&Tags.member.2.Value=a+b&Tags.member.3.Key=x&Tags.member.3.Value="
        );
        let body = body.as_bytes();
        let Ok(Request::TagUser(request)) = Request::decode(body) else { panic!() };
        assert!(borrows_from(&request.user_name, body));
        let borrowed: Vec<_> = request
            .tags
            .iter()
            .map(|tag| (borrows_from(&tag.key, body), borrows_from(&tag.value, body)))
            .collect();
        assert_eq!(borrowed, [(true, true), (false, false), (true, true)], "{order}");
    }
}

#[test]
fn escaped_texts_borrow_from_a_lent_buffer() {
    let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.1.Key=%6C&Tags.member.1.Value=a+b";
    let mut buffer = Vec::new();
    let request = Request::decoder().parts_in(&mut buffer, b"", body).unwrap();
    let Request::TagUser(request) = request else { panic!() };
    assert!(borrows_from(&request.user_name, body));
    let is_borrowed = |text: &Cow<'_, str>| matches!(text, Cow::Borrowed(_));
    assert!(request.tags.iter().all(|tag| is_borrowed(&tag.key) && is_borrowed(&tag.value)));
    assert_eq!(request.tags, [Tag::new("l", "a b")]);
    assert_eq!((buffer.len(), &buffer[..4]), (body.len(), &b"la b"[..]));
}

#[test]
fn parameters_and_pairs_borrow_unless_escaped() {
    let body = b"UserName=anika&Path=%2F";
    let pairs: Vec<_> = form::pairs(body).collect();
    assert!(borrows_from(&pairs[0].name().unwrap(), body));
    assert!(borrows_from(&pairs[0].value().unwrap(), body));
    assert!(!borrows_from(&pairs[1].value().unwrap(), body));
    let params = Params::parse(body).unwrap();
    let value = params.get("UserName").unwrap();
    assert!(body.as_ptr_range().contains(&value.as_ptr()));
}

#[test]
fn response_texts_borrow_unless_cut() {
    let body = b"<ListUserTagsResponse><ListUserTagsResult><Tags><member><Key>k</Key><Value>a&amp;b</Value>\
        </member></Tags></ListUserTagsResult><ResponseMetadata><RequestId>id</RequestId>\
        </ResponseMetadata></ListUserTagsResponse>";
    let response = Response::decode(body).unwrap();
    assert!(borrows_from(&response.request_id, body));
    let OperationResult::ListUserTags(page) = response.result else { panic!() };
    assert!(borrows_from(&page.tags[0].key, body));
    assert!(!borrows_from(&page.tags[0].value, body));
}
