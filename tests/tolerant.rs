//! What other servers answer, read as far as it goes, and what is odd in it.

use std::fs;

use iam_codec::{ErrorCode, ErrorResponse, Fault, OperationResult, Reply, Response, Tag};

/// The reply of a body that has these oddities.
#[track_caller]
fn read<'a>(body: &'a str, oddities: &[&str]) -> Reply<'a> {
    let (reply, found) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), oddities);
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
fn reads_what_aws_writes_without_an_oddity() {
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
fn reads_a_tag_without_value_as_one_with_an_empty_value() {
    let body = format!(
        "<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateUserResult><User>\
         <Path>/</Path><UserName>anika</UserName><UserId>3svieo5sn3arq4z98bhc</UserId>\
         <Arn>arn:aws:iam::123456789012:user/anika</Arn><CreateDate>2026-11-26T12:17:00Z</CreateDate>\
         <Tags><member><Key>Dept</Key></member></Tags></User></CreateUserResult>{METADATA}</CreateUserResponse>"
    );
    let oddities = ["missing element: CreateUserResult.User.Tags.member.1.Value at byte 269"];
    let OperationResult::CreateUser(result) = response(&body, &oddities).result else {
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
fn gives_an_error_without_type_the_fault_of_its_code() {
    let body = |code| {
        format!(
            "<?xml version='1.0' encoding='utf-8'?>\n<ErrorResponse \
             xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Code>{code}</Code><Message>exception \
             while calling iam with unknown operation: Operation detection failed.</Message></Error>\
             <RequestId>b0ae1b2d</RequestId></ErrorResponse>"
        )
    };
    for (code, fault, status) in
        [("InternalError", Fault::Sender, 400), ("InternalFailure", Fault::Receiver, 500)]
    {
        let body = body(code);
        let error = error(&body, &["missing element: Error.Type at byte 104"]);
        assert_eq!((error.code.as_str(), error.fault, error.status()), (code, fault, status));
        let message =
            "exception while calling iam with unknown operation: Operation detection failed.";
        assert_eq!(error.message.as_deref(), Some(message));
        assert_eq!(error.request_id, "b0ae1b2d");
    }
}

#[test]
fn reads_an_error_that_lacks_everything() {
    let lacking = [
        "missing element: Error at byte 0",
        "missing element: Type at byte 0",
        "missing element: Code at byte 0",
        "missing element: RequestId at byte 0",
    ];
    let expected = ErrorResponse::new("", "");
    assert_eq!(error("<ErrorResponse></ErrorResponse>", &lacking), expected);
    let oddities = [
        "missing element: RequestId at byte 0",
        "missing element: Error.Code at byte 15",
        "invalid value \"Client\": Error.Type at byte 22",
    ];
    let body = "<ErrorResponse><Error><Type>Client</Type></Error></ErrorResponse>";
    assert_eq!(error(body, &oddities), expected);
}

#[test]
fn reads_an_error_wherever_it_is() {
    let parts = "<Type>Sender</Type><Code>Throttling</Code><Message>m</Message>";
    let id = "<RequestId>id</RequestId>";
    let expected = ErrorResponse::new(ErrorCode::THROTTLING, "id").with_message("m");
    for (body, oddities) in [
        (format!("<Error>{parts}{id}</Error>"), &["unexpected root element Error at byte 0"][..]),
        (
            format!("<ErrorResponse>{parts}{id}</ErrorResponse>"),
            &["missing element: Error at byte 0"],
        ),
        (
            format!("<ErrorResponse><Error>{parts}{id}</Error></ErrorResponse>"),
            &["misplaced element: Error.RequestId at byte 84"],
        ),
        (
            format!("<ErrorResponse><Error>{parts}</Error>{METADATA}</ErrorResponse>"),
            &["misplaced element: ResponseMetadata.RequestId at byte 110"],
        ),
        (
            format!("<ErrorResponse><Errors><Error>{parts}</Error></Errors>{id}</ErrorResponse>"),
            &["misplaced element: Errors.Error at byte 23"],
        ),
        (
            format!(
                "<Response><Errors><Error>{parts}</Error></Errors><RequestID>id</RequestID></Response>"
            ),
            &[
                "unexpected root element Response at byte 0",
                "misplaced element: Errors.Error at byte 18",
                "element with another name: RequestID at byte 104",
            ],
        ),
    ] {
        assert_eq!(error(&body, oddities), expected);
    }
}

#[test]
fn takes_the_name_of_an_exception_for_its_code() {
    let body = "<AccessDeniedException><Message>m</Message></AccessDeniedException>";
    let oddities = [
        "unexpected root element AccessDeniedException at byte 0",
        "missing element: Type at byte 0",
        "missing element: RequestId at byte 0",
    ];
    let expected = ErrorResponse::new("AccessDeniedException", "").with_message("m");
    assert_eq!(error(body, &oddities), expected);
}

#[test]
fn reads_a_result_under_another_name() {
    let body = list(&format!(
        "<TagsResult><Tags><member><Key>a</Key><Value>1</Value></member></Tags></TagsResult>{METADATA}"
    ));
    let oddities = ["element with another name: TagsResult at byte 22"];
    assert_eq!(tags(&body, &oddities), [Tag::new("a", "1")]);
}

#[test]
fn reads_members_outside_the_result() {
    let body =
        list(&format!("<Tags><member><Key>a</Key><Value>1</Value></member></Tags>{METADATA}"));
    let oddities = ["missing element: ListUserTagsResult at byte 0"];
    assert_eq!(tags(&body, &oddities), [Tag::new("a", "1")]);
}

#[test]
fn reads_members_one_element_deeper_than_the_result() {
    let tag = "<Tags><member><Key>a</Key><Value>b</Value></member></Tags>";
    let hidden = |inside: &str| {
        list(&format!("<ListUserTagsResult>{inside}</ListUserTagsResult>{METADATA}"))
    };
    let nested = [
        "unexpected element Mood: ListUserTagsResult at byte 42",
        "misplaced element: ListUserTagsResult.User.Tags at byte 55",
        "misplaced element: ListUserTagsResult.User.IsTruncated at byte 113",
    ];
    let body = hidden(&format!("<Mood/><User>{tag}<IsTruncated>false</IsTruncated></User>"));
    assert_eq!(tags(&body, &nested), [Tag::new("a", "b")]);
    // Nobody knows which one is meant.
    let two = [
        "missing element: ListUserTagsResult.Tags at byte 22",
        "unexpected element A: ListUserTagsResult at byte 42",
        "unexpected element B: ListUserTagsResult at byte 107",
    ];
    assert_eq!(tags(&hidden(&format!("<A>{tag}</A><B>{tag}</B>")), &two), []);
    // What is in its place counts.
    let beside = ["unexpected element A: ListUserTagsResult at byte 42"];
    assert_eq!(tags(&hidden(&format!("<A>{tag}</A><Tags/>")), &beside), []);
}

#[test]
fn reads_a_response_without_result_and_request_id() {
    let oddities = [
        "missing element: ListUserTagsResult at byte 0",
        "missing element: ResponseMetadata.RequestId at byte 0",
    ];
    assert_eq!(tags(&list(""), &oddities), []);
    let body = list("<ListUserTagsResult><Tags/></ListUserTagsResult><ResponseMetadata/>");
    let oddities = ["missing element: ResponseMetadata.RequestId at byte 0"];
    assert_eq!(response(&body, &oddities).request_id, "");
}

#[test]
fn reads_list_members_under_another_name() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><item><Key>a</Key><Value>1</Value></item>\
         <member><Key>b</Key><Value>2</Value></member></Tags></ListUserTagsResult>{METADATA}"
    ));
    let oddities = ["element with another name: item: ListUserTagsResult.Tags at byte 48"];
    assert_eq!(tags(&body, &oddities), [Tag::new("a", "1"), Tag::new("b", "2")]);
}

#[test]
fn reads_list_members_without_their_element() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><Key>a</Key><Value>1</Value><Value>2</Value><Key>b</Key></Tags>\
         <Tags><Key>c</Key><Value>3</Value></Tags></ListUserTagsResult>{METADATA}"
    ));
    let oddities = [
        "missing element: ListUserTagsResult.Tags.member at byte 48",
        "missing element: ListUserTagsResult.Tags.member at byte 76",
        "repeated element: ListUserTagsResult.Tags at byte 111",
        "missing element: ListUserTagsResult.Tags.member at byte 117",
    ];
    let expected = [Tag::new("a", "1"), Tag::new("b", "2"), Tag::new("c", "3")];
    assert_eq!(tags(&body, &oddities), expected);
}

#[test]
fn begins_a_list_member_where_a_name_comes_in_a_third_case() {
    let result = |users: &str| {
        format!(
            "<ListUsersResponse><ListUsersResult><IsTruncated>false</IsTruncated><Users>{users}</Users>\
             </ListUsersResult>{METADATA}</ListUsersResponse>"
        )
    };
    let body =
        result("<userName>a</userName><UserName>b</UserName><username>c</username><Path>/</Path>");
    let (reply, _) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
    let Reply::Response(Response { result: OperationResult::ListUsers(list), .. }) = reply else {
        panic!("{reply:?}")
    };
    let users: Vec<_> =
        list.users.iter().map(|user| (user.user_name.as_deref(), user.path.as_deref())).collect();
    assert_eq!(users, [(Some("b"), None), (Some("c"), Some("/"))]);
}

#[test]
fn reads_names_in_another_case_where_the_right_one_is_missing() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><member><key>x</key><Key>a</Key><value>1</value></member></Tags>\
         </ListUserTagsResult>{METADATA}"
    ));
    let oddities = [
        "unexpected element key: ListUserTagsResult.Tags.member.1 at byte 56",
        "element with another name: value: ListUserTagsResult.Tags.member.1 at byte 80",
    ];
    assert_eq!(tags(&body, &oddities), [Tag::new("a", "1")]);
}

#[test]
fn takes_the_first_of_repeated_elements() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><member><Key>a</Key><Key><b>c</b></Key><Value>1</Value></member>\
         </Tags></ListUserTagsResult>{METADATA}{METADATA}"
    ));
    let oddities = [
        "repeated element: ListUserTagsResult.Tags.member.1.Key at byte 68",
        "repeated element: ResponseMetadata at byte 202",
    ];
    assert_eq!(tags(&body, &oddities), [Tag::new("a", "1")]);
}

#[test]
fn leaves_an_optional_member_absent_that_cannot_be_read() {
    let body = format!(
        "<GetRoleResponse><GetRoleResult><Role><Path>/</Path><RoleName>r</RoleName><RoleId>AROA</RoleId>\
         <Arn>arn:aws:iam::1:role/r</Arn><CreateDate>yesterday</CreateDate><Description><b/></Description>\
         <MaxSessionDuration>None</MaxSessionDuration><Tags>x</Tags><RoleLastUsed><LastUsedDate/>\
         </RoleLastUsed></Role></GetRoleResult>{METADATA}</GetRoleResponse>"
    );
    let role = "GetRoleResult.Role";
    let oddities = [
        format!("invalid value \"yesterday\": {role}.CreateDate at byte 127"),
        format!("unexpected element b: {role}.Description at byte 174"),
        format!("invalid value \"None\": {role}.MaxSessionDuration at byte 192"),
        format!("unexpected text \"x\": {role}.Tags at byte 237"),
        format!("invalid value \"\": {role}.RoleLastUsed.LastUsedDate at byte 265"),
    ];
    let oddities = oddities.each_ref().map(String::as_str);
    let OperationResult::GetRole(result) = response(&body, &oddities).result else {
        unreachable!()
    };
    let role = result.role;
    assert_eq!(role.role_name, "r");
    assert_eq!((role.description, role.max_session_duration, role.tags), (None, None, None));
    assert_eq!(role.role_last_used.unwrap().last_used_date, None);
    // It is required, so it has the default of its type.
    assert_eq!(role.create_date.to_string(), "1970-01-01T00:00:00Z");
}

#[test]
fn leaves_out_entries_of_a_map_that_are_incomplete() {
    let body = format!(
        "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>Users</key>\
         <key>Groups</key></entry><entry><value>x</value></entry><entry><key>Roles</key><value>1</value>\
         </entry><entry><key>Roles</key><value>2</value></entry><key>Groups</key><value>3</value></SummaryMap>\
         </GetAccountSummaryResult>{METADATA}</GetAccountSummaryResponse>"
    );
    let map = "GetAccountSummaryResult.SummaryMap";
    let oddities = [
        format!("missing element: {map}.entry.1.value at byte 64"),
        format!("repeated element: {map}.entry.1.key at byte 87"),
        format!("missing element: {map}.entry.2.key at byte 112"),
        format!("invalid value \"x\": {map}.entry.2.value at byte 119"),
        format!("repeated element: {map}.entry.4.key at byte 190"),
        format!("missing element: {map}.entry at byte 237"),
    ];
    let result = response(&body, &oddities.each_ref().map(String::as_str)).result;
    let OperationResult::GetAccountSummary(result) = result else { unreachable!() };
    assert_eq!(format!("{:?}", result.summary_map), "Some(Map([(Roles, 1), (Groups, 3)]))");
}

/// A map with a key twice is refused otherwise, since nobody can say which value counts.
#[test]
fn refuses_a_key_that_is_repeated() {
    let body = format!(
        "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap>\
         <entry><key>Users</key><value>1</value></entry><entry><key>Users</key><value>1</value></entry>\
         </SummaryMap></GetAccountSummaryResult>{METADATA}</GetAccountSummaryResponse>"
    );
    let error = Reply::decode(body.as_bytes()).unwrap_err();
    let message = "repeated element: GetAccountSummaryResult.SummaryMap.entry.2.key at byte 134";
    assert_eq!(error.to_string(), message);
}

#[test]
fn takes_a_policy_that_is_not_encoded_as_it_stands() {
    let body = format!(
        "<GetUserPolicyResponse><GetUserPolicyResult><UserName>u</UserName><PolicyName>p</PolicyName>\
         <PolicyDocument>{{\"Resource\":\"arn%3Aaws%2F100%\"}}</PolicyDocument></GetUserPolicyResult>{METADATA}\
         </GetUserPolicyResponse>"
    );
    let oddities =
        ["policy that is not percent-encoded: GetUserPolicyResult.PolicyDocument at byte 92"];
    let OperationResult::GetUserPolicy(result) = response(&body, &oddities).result else {
        unreachable!()
    };
    assert_eq!(&*result.policy_document, "{\"Resource\":\"arn%3Aaws%2F100%\"}");
}

#[test]
fn reads_past_what_breaks_the_grammar_and_hides_nothing() {
    let body = list(&format!(
        "<ListUserTagsResult><Tags><member><Key a='1' a='2'>R&D</Key><Value>&foo;\u{1}]]></Value></member>\
         </Tags><!-- -- --></ListUserTagsResult>{METADATA}"
    )) + "<a/>";
    let within = "ListUserTagsResult.Tags.member.1";
    let oddities = [
        format!("repeated attribute a: {within} at byte 67"),
        format!("& that begins no reference: {within}.Key at byte 74"),
        format!("unknown reference &foo;: {within}.Value at byte 89"),
        format!("]]> in a text: {within}.Value at byte 95"),
        "-- in a comment: ListUserTagsResult at byte 127".to_owned(),
        "more than one root element at byte 239".to_owned(),
    ];
    let expected = [Tag::new("R&D", "&foo;\u{1}]]>")];
    assert_eq!(tags(&body, &oddities.each_ref().map(String::as_str)), expected);
}

#[test]
fn lists_a_thousand_oddities_and_counts_the_others() {
    let body = list(&format!("{}{METADATA}", "<a/>".repeat(3000)));
    let (_, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
    assert_eq!(oddities.len(), 1001);
    // The missing result and its missing tags are among the 3,002.
    assert_eq!(oddities[1000].to_string(), "2002 more at byte 4014");
}

#[test]
fn refuses_what_is_not_a_reply() {
    for (body, message) in [
        ("", "no root element at byte 0"),
        ("<html></html>", "unexpected root element html at byte 0"),
        ("<ErrorResponse><a>", "unexpected end of document: a at byte 18"),
        ("x<ErrorResponse/>", "unexpected text at byte 1"),
        (
            "<ErrorResponse><a></b></ErrorResponse>",
            "ill-formed document: expected `</a>`, but `</b>` was found: a at byte 18",
        ),
    ] {
        let error = Reply::decode_tolerantly(body.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(Reply::decode(body.as_bytes()).is_err());
    }
}

#[test]
fn counts_a_byte_order_mark() {
    let body = "\u{FEFF}<ListUserTagsResponse><ListUserTagsResult><IsTruncated>no</IsTruncated><Tags/>\
        </ListUserTagsResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
        </ListUserTagsResponse>";
    let start = body.find("<IsTruncated>").unwrap();
    let oddity = format!("invalid value \"no\": ListUserTagsResult.IsTruncated at byte {start}");
    assert!(tags(body, &[&oddity]).is_empty());
}

/// A result without required members may be as empty as it looks.
#[test]
fn looks_no_deeper_for_members_that_need_not_be_there() {
    let body = |inside: &str| {
        format!(
            "<GetCredentialReportResponse><GetCredentialReportResult>{inside}</GetCredentialReportResult>\
             {METADATA}</GetCredentialReportResponse>"
        )
    };
    let oddity = "unexpected element New: GetCredentialReportResult at byte 56";
    for member in ["<Content>YQ==</Content>", "<GeneratedTime>2026-01-01T00:00:00Z</GeneratedTime>"]
    {
        let read = response(&body(&format!("<New>{member}</New>")), &[oddity]);
        assert_eq!(read, response(&body(""), &[]));
    }
}
