//! What other servers answer, read as far as it goes, and what is wrong with it.

use std::fs;

use iam_codec::{ErrorResponse, Fault, OperationResult, Reply, Response, ResponseErrorKind, Tag};

#[track_caller]
fn read<'a>(body: &'a str, wrong: &[&str]) -> Reply<'a> {
    let (reply, found) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
    let strict = Reply::decode(body.as_bytes()).unwrap_err();
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), wrong);
    assert!(
        found[0] == strict || matches!(found[0].kind(), ResponseErrorKind::UnexpectedElement(_))
    );
    reply
}

#[track_caller]
fn response(body: &str, wrong: &[&str]) -> Response<'static> {
    match read(body, wrong) {
        Reply::Response(response) => response.into_owned(),
        Reply::Error(error) => panic!("{error:?}"),
    }
}

#[track_caller]
fn tags(body: &str, wrong: &[&str]) -> Vec<Tag<'static>> {
    match response(body, wrong).result {
        OperationResult::ListUserTags(page) => page.tags,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn error<'a>(body: &'a str, wrong: &[&str]) -> ErrorResponse<'a> {
    match read(body, wrong) {
        Reply::Error(error) => error,
        Reply::Response(response) => panic!("{response:?}"),
    }
}

/// The answer of a list operation with these children in its root.
fn list(children: &str) -> String {
    format!("<ListUserTagsResponse>{children}</ListUserTagsResponse>")
}

const METADATA: &str = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

#[test]
fn what_is_right_reads_the_same_with_nothing_wrong() {
    let mut count = 0;
    for entry in fs::read_dir("testdata/responses").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "xml") {
            let body = fs::read(&path).unwrap();
            let strict = Reply::decode(&body).map(|reply| (reply, Vec::new()));
            assert_eq!(Reply::decode_tolerantly(&body), strict, "{path:?}");
            count += 1;
        }
    }
    assert!(count > 180, "{count}");
}

/// As moto 5.2.1 answers, which stores a tag that was sent without a value.
#[test]
fn a_tag_without_value_has_an_empty_one() {
    let body = format!(
        "<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateUserResult><User>\
         <Path>/</Path><UserName>anika</UserName><UserId>3svieo5sn3arq4z98bhc</UserId>\
         <Arn>arn:aws:iam::123456789012:user/anika</Arn><CreateDate>2026-11-26T12:17:00.123456Z</CreateDate>\
         <Tags><member><Key>Dept</Key></member></Tags></User></CreateUserResult>{METADATA}</CreateUserResponse>"
    );
    let wrong = ["missing element: CreateUserResult.User.Tags.member.1.Value at byte 308"];
    let OperationResult::CreateUser(result) = response(&body, &wrong).result else {
        unreachable!()
    };
    let user = result.user.unwrap();
    assert_eq!(
        (&*user.arn, user.tags),
        ("arn:aws:iam::123456789012:user/anika", Some(vec![Tag::new("Dept", "")]))
    );
}

/// As LocalStack 2026.3.0 answers where it fails itself. Of a code that is not known the sender is to blame.
#[test]
fn an_error_without_type_has_the_fault_of_its_code() {
    let body = |code| {
        format!(
            "<?xml version='1.0' encoding='utf-8'?>\n<ErrorResponse \
             xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Code>{code}</Code><Message>exception \
             while calling iam with unknown operation: Operation detection failed.</Message></Error>\
             <RequestId>b0ae1b2d</RequestId></ErrorResponse>"
        )
    };
    for (code, fault, status, wrong) in [
        ("InternalError", Fault::Sender, 400, "missing element: Error.Type at byte 243"),
        ("InternalFailure", Fault::Receiver, 500, "missing element: Error.Type at byte 245"),
    ] {
        let body = body(code);
        let error = error(&body, &[wrong]);
        assert_eq!((error.code.as_str(), error.fault, error.status()), (code, fault, status));
        let message =
            "exception while calling iam with unknown operation: Operation detection failed.";
        assert_eq!(error.message.as_deref(), Some(message));
        assert_eq!(error.request_id, "b0ae1b2d");
    }
}

#[test]
fn an_error_may_lack_everything() {
    let lacking = ["missing element: Error at byte 31", "missing element: RequestId at byte 31"];
    let expected = ErrorResponse::new("", "");
    assert_eq!(error("<ErrorResponse></ErrorResponse>", &lacking), expected);
    let wrong = [
        "invalid value \"Client\": Error.Type at byte 41",
        "missing element: Error.Code at byte 49",
        "missing element: RequestId at byte 65",
    ];
    let body = "<ErrorResponse><Error><Type>Client</Type></Error></ErrorResponse>";
    assert_eq!(error(body, &wrong), expected);
}

#[test]
fn a_result_under_another_name_is_read() {
    let body = list(&format!(
        "<TagsResult><Tags><member><Key>a</Key><Value>1</Value></member></Tags></TagsResult>{METADATA}"
    ));
    let wrong = ["unexpected element TagsResult at byte 34"];
    assert_eq!(tags(&body, &wrong), [Tag::new("a", "1")]);
}

#[test]
fn a_result_and_a_request_id_may_be_missing() {
    let wrong = [
        "missing element: ListUserTagsResult at byte 45",
        "missing element: ResponseMetadata at byte 45",
    ];
    assert_eq!(tags(&list(""), &wrong), []);
    let body = list("<ListUserTagsResult><Tags/></ListUserTagsResult><ResponseMetadata/>");
    let wrong = ["missing element: ResponseMetadata.RequestId at byte 89"];
    assert_eq!(response(&body, &wrong).request_id, "");
}

#[test]
fn list_members_may_have_another_name() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><item><Key>a</Key><Value>1</Value></item>\
         <member><Key>b</Key><Value>2</Value></member></Tags></ListUserTagsResult>{METADATA}"
    ));
    let wrong = ["unexpected element item: ListUserTagsResult.Tags at byte 54"];
    assert_eq!(tags(&body, &wrong), [Tag::new("a", "1"), Tag::new("b", "2")]);
}

#[test]
fn what_stands_there_twice_counts_once() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><member><Key>a</Key><Key><b>c</b></Key><Value>1</Value></member>\
         </Tags></ListUserTagsResult>{METADATA}{METADATA}"
    ));
    let wrong = [
        "repeated element: ListUserTagsResult.Tags.member.1.Key at byte 73",
        "repeated element: ResponseMetadata at byte 220",
    ];
    assert_eq!(tags(&body, &wrong), [Tag::new("a", "1")]);
}

#[test]
fn what_cannot_be_read_is_empty() {
    let body = "<GetUserResponse><GetUserResult><User><Path>/</Path><UserName>u</UserName>\
        <UserId>AIDA</UserId><Arn>arn:aws:iam::1:user/u</Arn><CreateDate>yesterday</CreateDate></User>\
        </GetUserResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetUserResponse>";
    let wrong = ["invalid value \"yesterday\": GetUserResult.User.CreateDate at byte 161"];
    let OperationResult::GetUser(result) = response(body, &wrong).result else { unreachable!() };
    assert_eq!(result.user.user_name.as_deref(), Some("u"));
    assert_eq!(result.user.create_date.to_string(), "1970-01-01T00:00:00Z");
}

#[test]
fn entries_of_a_map_may_be_incomplete() {
    let body = format!(
        "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>Users</key>\
         <key>Groups</key></entry><entry><value>x</value></entry></SummaryMap>\
         </GetAccountSummaryResult>{METADATA}</GetAccountSummaryResponse>"
    );
    let within = "GetAccountSummaryResult.SummaryMap.entry";
    let wrong = [
        format!("repeated element: {within}.1.key at byte 92"),
        format!("missing element: {within}.1.value at byte 112"),
        format!("invalid value \"x\": {within}.2.value at byte 135"),
        format!("missing element: {within}.2.key at byte 143"),
    ];
    let result = response(&body, &wrong.each_ref().map(String::as_str)).result;
    let OperationResult::GetAccountSummary(result) = result else { unreachable!() };
    assert_eq!(format!("{:?}", result.summary_map), r#"Some(Map([(Users, 0), (Other(""), 0)]))"#);
}

#[test]
fn what_is_no_reply_is_refused() {
    for (body, message) in [
        ("", "no root element at byte 0"),
        ("<html></html>", "unexpected root element html at byte 6"),
        ("<ErrorResponse>", "unexpected end of document at byte 15"),
        ("<ErrorResponse/><x/>", "more than one root element at byte 20"),
        ("<ErrorResponse>x</ErrorResponse>", "unexpected text at byte 16"),
    ] {
        let error = Reply::decode_tolerantly(body.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(Reply::decode(body.as_bytes()), Err(error));
    }
}

#[test]
fn counts_a_byte_order_mark() {
    let body = "\u{FEFF}<ListUserTagsResponse><ListUserTagsResult><IsTruncated>no</IsTruncated><Tags/>\
        </ListUserTagsResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
        </ListUserTagsResponse>";
    let end = body.find("<Tags/>").unwrap();
    let wrong = format!("invalid value \"no\": ListUserTagsResult.IsTruncated at byte {end}");
    assert!(tags(body, &[&wrong]).is_empty());
}
