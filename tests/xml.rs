//! Which documents are responses, which are refused with which words, and which are never written.

use iam_codec::operations::GetAccountSummaryResult;
use iam_codec::structures::SummaryKey;
use iam_codec::{
    Content, Element, EncodeErrorKind, ErrorCode, ErrorResponse, Fault, Map, OperationResult,
    OtherResult, Reply, Resource, Response, ResponseErrorKind, Tag,
};

fn list(tags: &str) -> String {
    format!(
        "<ListUserTagsResponse><ListUserTagsResult><IsTruncated>false</IsTruncated><Tags>{tags}</Tags>\
         </ListUserTagsResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
         </ListUserTagsResponse>"
    )
}

fn tags(body: &str) -> Vec<Tag<'_>> {
    let response = Response::decode(body.as_bytes()).expect(body);
    response.result.into_tag_page().expect(body).1.tags
}

/// The value that `content` between `<Value>` and `</Value>` stands for.
#[track_caller]
fn value(content: &str) -> String {
    let body = list(&format!("<member><Key>k</Key><Value>{content}</Value></member>"));
    tags(&body).remove(0).value.into_owned()
}

#[track_caller]
fn refused(body: &str, message: &str) {
    let error = Response::decode(body.as_bytes()).expect_err(body);
    assert_eq!(error.to_string(), message, "{body}");
    assert!(error.offset() <= body.len());
    if !body.starts_with("<ErrorResponse") {
        assert_eq!(Reply::decode(body.as_bytes()), Err(error));
    }
}

#[track_caller]
fn refused_value(content: &str, message: &str) {
    let before = list("<member><Key>k</Key><Value>");
    let start = before.find("</Tags>").unwrap();
    let body = list(&format!("<member><Key>k</Key><Value>{content}</Value></member>"));
    let error = Response::decode(body.as_bytes()).expect_err(content);
    assert_eq!(error.kind().to_string(), message, "{content}");
    assert_eq!(error.element(), "ListUserTagsResult.Tags.member.1.Value");
    assert!(error.offset() >= start, "{content}");
}

/// In an element that is left out, so that nobody asks for more than its grammar.
#[test]
fn refuses_what_breaks_the_grammar_with_its_place() {
    for (inside, message, at) in [
        ("<1/>", "malformed name", 1),
        ("<a/b/>", "malformed start tag", 2),
        ("<a b/>", "attribute without value", 4),
        ("<a b=1/>", "attribute without quotes", 5),
        ("<a b='<'/>", "< in an attribute", 6),
        ("<a b='&c;'/>", "unknown reference &c;", 6),
        ("<a b='\u{B}'/>", "XML cannot carry U+000B", 6),
        ("<a b='1' b='2'/>", "repeated attribute b", 9),
        ("<a:b/>", "unbound prefix a", 1),
        ("<b a:c=''/>", "unbound prefix a", 3),
        ("<a xmlns:xml='b'/>", "reserved prefix or namespace", 3),
        ("<a>]]></a>", "]]> in a text", 3),
        ("<a>\u{1}</a>", "XML cannot carry U+0001", 3),
        ("<a>&#1;</a>", "XML cannot carry U+0001", 3),
        ("<a>&b;</a>", "unknown reference &b;", 3),
        ("<!-- -- -->", "-- in a comment", 5),
        ("<!--\u{1}-->", "XML cannot carry U+0001", 4),
        ("<?XML?>", "processing instruction called xml", 0),
        ("<?a:b?>", "malformed processing instruction", 3),
        ("<?xml version='1.0'?>", "XML declaration that is not at the start", 0),
    ] {
        let body = format!("<TagUserResponse>{inside}</TagUserResponse>");
        let error = Reply::decode(body.as_bytes()).unwrap_err();
        let at = "<TagUserResponse>".len() + at;
        assert_eq!((error.kind().to_string(), error.offset()), (message.into(), at), "{body}");
    }
}

#[test]
fn refuses_a_declaration_that_says_something_else() {
    for (declaration, message, at) in [
        ("<?xml?>", "malformed XML declaration", 5),
        ("<?xml version=''?>", "malformed XML declaration", 16),
        ("<?xml encoding='UTF-8'?>", "malformed XML declaration", 5),
        ("<?xml version='1.0' standalone='maybe'?>", "malformed XML declaration", 38),
        ("<?xml version='1.0' a='b'?>", "malformed XML declaration", 20),
        ("<?xml version='1.0' encodingW='UTF-8'?>", "malformed XML declaration", 28),
        ("<?xml version=1.0?>", "malformed XML declaration", 14),
        (
            "<?xml version='1.0' encoding='UTF-16'?>",
            "XML declaration of another encoding than UTF-8",
            37,
        ),
    ] {
        let body = format!("{declaration}<TagUserResponse/>");
        let error = Reply::decode(body.as_bytes()).unwrap_err();
        assert_eq!((error.kind().to_string(), error.offset()), (message.into(), at));
    }
}

#[test]
fn joins_text_that_is_cut() {
    assert_eq!(value("a&amp;b&lt;c&gt;d&quot;e&apos;f"), "a&b<c>d\"e'f");
    assert_eq!(value("&amp;"), "&");
    assert_eq!(value("a&#65;&#x42;c"), "aABc");
    assert_eq!(value("a<!-- x -->b"), "ab");
    assert_eq!(value("a<?x y?>b"), "ab");
    assert_eq!(value("<![CDATA[<&>]]>"), "<&>");
    assert_eq!(value("a<![CDATA[b]]>c"), "abc");
    assert_eq!(value("<!-- x -->"), "");
}

#[test]
fn keeps_white_space_and_normalizes_line_ends() {
    assert_eq!(value("  "), "  ");
    assert_eq!(value("\n a \t"), "\n a \t");
    assert_eq!(value("a\r\nb\rc\nd"), "a\nb\nc\nd");
    assert_eq!(value("a&#13;&#xD;b"), "a\r\rb");
    // A line ends where it is written, whatever a reference behind it stands for.
    assert_eq!(value("a\r&#xA;&#xD;b"), "a\n\n\rb");
}

#[test]
fn refuses_characters_that_xml_cannot_carry() {
    for content in ["\u{1}", "a\u{1}b", "&#1;", "&#x1;", "<![CDATA[\u{1}]]>"] {
        refused_value(content, "XML cannot carry U+0001");
    }
    refused_value("\u{FFFE}", "XML cannot carry U+FFFE");
    refused_value("&#xFFFF;", "XML cannot carry U+FFFF");
    assert_eq!(
        value("\u{7F}\u{85}\u{FFFD}\u{E000}\u{10FFFF}"),
        "\u{7F}\u{85}\u{FFFD}\u{E000}\u{10FFFF}"
    );
}

#[test]
fn refuses_references_that_stand_for_nothing() {
    refused_value("&nbsp;", "unknown reference &nbsp;");
    refused_value("&#x110000;", "unknown reference &#x110000;");
    refused_value("&#xD800;", "unknown reference &#xD800;");
    refused_value("&#0;", "unknown reference &#0;");
}

#[test]
fn refuses_what_would_be_lost() {
    refused_value("<b>x</b>", "unexpected element b");
    let twice = list("<member><Key>k</Key><Key>l</Key><Value>v</Value></member>");
    refused(&twice, "repeated element: ListUserTagsResult.Tags.member.1.Key at byte 105");
    let item = list("<item><Key>k</Key><Value>v</Value></item>");
    refused(&item, "unexpected element item: ListUserTagsResult.Tags at byte 86");
    let text = list("stray");
    refused(&text, "unexpected text: ListUserTagsResult.Tags at byte 85");
    let no_value = list("<member><Key>k</Key></member>");
    refused(&no_value, "missing element: ListUserTagsResult.Tags.member.1.Value at byte 109");
}

#[test]
fn refuses_what_is_no_response() {
    refused("", "no root element at byte 0");
    refused("<!-- -->", "no root element at byte 8");
    refused("hello", "unexpected text at byte 5");
    refused("<TagCatResponse/>", "missing element: ResponseMetadata at byte 17");
    let error = Reply::decode(b"<ErrorResponse/>").unwrap_err();
    assert_eq!(error.to_string(), "missing element: Error at byte 16");
    refused("<TagUserResponse>", "unexpected end of document at byte 17");
    refused("<TagUserResponse/><TagUserResponse/>", "more than one root element at byte 36");
    refused("<!DOCTYPE x><TagUserResponse/>", "document type declaration at byte 12");
    refused(
        "<TagUserResponse><a></b></TagUserResponse>",
        "ill-formed document: expected `</a>`, but `</b>` was found at byte 20",
    );
    refused("<ListUserTagsResponse/>", "missing element: ListUserTagsResult at byte 23");
    let error = Response::decode(b"<TagUserResponse>\xFF").unwrap_err();
    assert_eq!(error.to_string(), "invalid UTF-8 at byte 17");
}

#[test]
fn passes_over_a_byte_order_mark_and_counts_it() {
    let body = format!("\u{FEFF}{}", list(""));
    assert_eq!(tags(&body), []);
    refused("\u{FEFF}<a/>", "unexpected root element a at byte 7");
}

/// quick-xml would pass over a second one, and not count it.
#[test]
fn refuses_a_second_byte_order_mark() {
    for (marks, at) in [(2, 6), (3, 9), (100, 300)] {
        let body = format!("{}{}", "\u{FEFF}".repeat(marks), list(""));
        refused(&body, &format!("unexpected text at byte {at}"));
        let read = Reply::decode_tolerantly(body.as_bytes()).unwrap_err();
        assert_eq!(read.to_string(), format!("unexpected text at byte {at}"));
    }
    let marks = "\u{FEFF}\u{FEFF}";
    refused(marks, "unexpected text at byte 6");
    assert_eq!(Element::decode_tolerantly(marks.as_bytes()).unwrap_err().offset(), 6);
}

#[test]
fn refuses_truths_that_are_neither() {
    let body = list("").replace(">false<", "> true <");
    refused(&body, "invalid value \" true \": ListUserTagsResult.IsTruncated at byte 75");
}

#[test]
fn bounds_depth_also_in_what_nobody_asked_for() {
    let nested = |depth: usize| {
        let (open, close) = ("<a>".repeat(depth), "</a>".repeat(depth));
        format!(
            "<TagUserResponse>{open}{close}<ResponseMetadata><RequestId>id</RequestId>\
             </ResponseMetadata></TagUserResponse>"
        )
    };
    assert!(Response::decode(nested(63).as_bytes()).is_ok());
    refused(&nested(64), "elements nested too deep at byte 209");
    refused(&nested(100_000), "elements nested too deep at byte 209");
}

#[test]
fn tells_response_from_error() {
    let error = ErrorResponse::new(ErrorCode::THROTTLING, "id").with_message("Rate exceeded");
    let body = error.encode();
    assert_eq!(Reply::decode(body.as_bytes()), Ok(Reply::Error(error)));
    let refused = Response::decode(body.as_bytes()).unwrap_err();
    assert_eq!(refused.kind().to_string(), "unexpected root element ErrorResponse");
    // Not the response of an operation that is called Error.
    let body = "<ErrorResponse><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
        </ErrorResponse>";
    let refused = Response::decode(body.as_bytes()).unwrap_err();
    assert_eq!(refused.kind().to_string(), "unexpected root element ErrorResponse");
    let refused = ErrorResponse::decode(b"<TagUserResponse/>").unwrap_err();
    assert_eq!(refused.kind().to_string(), "unexpected root element TagUserResponse");
}

fn page(key: &str, value: &str) -> Response<'static> {
    let tags = vec![Tag::new("ok", ""), Tag::new(key.to_owned(), value.to_owned())];
    let request = Resource::Role("app".into()).list_tags(None, None);
    request.tagging().unwrap().respond(tags, "id")
}

#[test]
fn refuses_to_write_what_xml_cannot_carry() {
    for (response, message) in [
        (page("k", "a\u{1}"), "XML cannot carry U+0001: element Tags.member.2.Value"),
        (page("k\u{FFFE}", ""), "XML cannot carry U+FFFE: element Tags.member.2.Key"),
        (page("\0", "\u{1}"), "XML cannot carry U+0001: element Tags.member.2.Value"),
    ] {
        assert_eq!(response.encode().unwrap_err().to_string(), message);
        let mut buffer = "before".to_owned();
        assert!(response.encode_into(&mut buffer).is_err());
        assert_eq!(buffer, "before");
    }
    let response = Response { request_id: "\u{B}".into(), ..page("k", "v") };
    assert_eq!(
        response.encode().unwrap_err().to_string(),
        "XML cannot carry U+000B: element RequestId"
    );
}

#[test]
fn refuses_to_write_names_that_would_be_other_markup() {
    let response = |action: &'static str, name: &'static str| {
        let inner = Element::new(name, Content::Text("".into()));
        let outer = Element::new("TagCatResult", Content::Elements(vec![inner]));
        let result = OperationResult::Other(OtherResult::new(action, vec![outer]));
        Response::new(result, "id").encode().map_err(|error| error.to_string())
    };
    assert!(response("TagCat", "Purrs").is_ok());
    for name in ["1", "a b", "a><b", "a/", "a:b", "-"] {
        let message = format!("not a name of XML: element TagCatResult.{name}");
        assert_eq!(response("TagCat", name), Err(message));
    }
    let message = "not a name of XML: element Tag<Cat".to_owned();
    assert_eq!(response("Tag<Cat", "Purrs"), Err(message));
}

#[test]
fn refuses_to_write_a_key_twice() {
    let entries = [(SummaryKey::Users, 1), (SummaryKey::Roles, 2), (SummaryKey::Users, 3)];
    let summary_map = Some(Map::from_iter(entries));
    let result = GetAccountSummaryResult { summary_map, ..Default::default() };
    let error = Response::new(OperationResult::GetAccountSummary(result), "id").encode();
    let message = "repeated key: element SummaryMap.entry.3.key";
    assert_eq!(error.unwrap_err().to_string(), message);
}

#[test]
fn replaces_in_errors_what_xml_cannot_carry() {
    let error =
        ErrorResponse::new(ErrorCode::VALIDATION_ERROR, "id").with_message("a\u{1}b\u{FFFF}");
    let body = error.encode();
    assert!(body.contains("<Message>a\u{FFFD}b\u{FFFD}</Message>"), "{body}");
}

#[test]
fn escapes_markup_and_carriage_returns_alone() {
    let body = page("<&>", "\"'\r\n\t]]>\u{85}\u{2028}").encode().unwrap();
    assert!(body.contains("<Key>&lt;&amp;&gt;</Key>"), "{body}");
    assert!(body.contains("<Value>\"'&#13;\n\t]]&gt;\u{85}\u{2028}</Value>"), "{body}");
    assert_eq!(tags(&body)[1], Tag::new("<&>", "\"'\r\n\t]]>\u{85}\u{2028}"));
}

#[test]
fn says_status_and_headers() {
    let response = page("k", "v");
    assert_eq!(response.status(), 200);
    let headers = [("Content-Type", "text/xml"), ("x-amzn-RequestId", "id")];
    assert_eq!(response.headers(), headers);
    let error = ErrorResponse::new(ErrorCode::SERVICE_FAILURE, "id");
    assert_eq!((error.status(), error.fault.as_str()), (500, "Receiver"));
    assert_eq!(error.headers(), headers);
    assert_eq!(ErrorResponse::new("BrandNew", "id").status(), 400);
}

#[test]
fn finds_no_two_rows_for_one_code() {
    for code in ErrorCode::ALL {
        let status = code.status().unwrap();
        assert_eq!(code.fault() == Some(iam_codec::Fault::Receiver), status >= 500, "{code}");
        assert_eq!(ErrorCode::ALL.iter().filter(|other| *other == code).count(), 1, "{code}");
    }
}

#[test]
fn codes_and_faults_are_shown_as_they_are_sent() {
    for fault in [Fault::Sender, Fault::Receiver] {
        assert_eq!(fault.to_string(), fault.as_str());
    }
    assert_eq!(ErrorCode::NO_SUCH_ENTITY.to_string(), "NoSuchEntity");
    assert_eq!(ErrorCode::from("Teapot").to_string(), "Teapot");
}

#[test]
fn elements_side_by_side_are_not_deep() {
    let tags: Vec<_> = (0..100).map(|n| Tag::new(format!("k{n}"), "v<w")).collect();
    let request = Resource::User("anika".into()).list_tags(None, None);
    let response = request.tagging().unwrap().respond(tags, "id");
    let unknown = "<x><y/></x>".repeat(50);
    let body =
        response.encode().unwrap().replace("<RequestId>", &format!("{unknown}<!----><RequestId>"));
    assert_eq!(Response::decode(body.as_bytes()), Ok(response));
}

#[test]
fn refuses_what_cannot_stand_inside_an_element() {
    for (inside, kind) in [
        ("<x>", ResponseErrorKind::UnexpectedEnd),
        ("<x><y/>", ResponseErrorKind::UnexpectedEnd),
        ("<x><!DOCTYPE y></x></TagUserResponse>", ResponseErrorKind::DocType),
    ] {
        let error = Reply::decode(format!("<TagUserResponse>{inside}").as_bytes()).unwrap_err();
        assert_eq!(error.kind(), &kind, "{inside}");
    }
}

#[test]
fn names_the_place_of_an_unknown_element_in_a_map() {
    let body = "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap>\
        <entry><key>Users</key><value>1</value></entry>\
        <entry><key>Roles</key><Mood/><value>2</value></entry>\
        </SummaryMap></GetAccountSummaryResult><ResponseMetadata><RequestId>id</RequestId>\
        </ResponseMetadata></GetAccountSummaryResponse>";
    let unknown = Response::unknown_elements(body.as_bytes()).unwrap();
    assert_eq!(unknown.len(), 1);
    assert_eq!(unknown[0].within, "GetAccountSummaryResult.SummaryMap.entry.2");
    assert_eq!(unknown[0].element.name, "Mood");
}

#[test]
fn lists_what_is_left_out_of_metadata_and_errors() {
    for (body, within, name) in [
        (
            "<TagUserResponse><ResponseMetadata><Mood/><RequestId>id</RequestId></ResponseMetadata></TagUserResponse>",
            "ResponseMetadata",
            "Mood",
        ),
        (
            "<ErrorResponse><Error><Type>Sender</Type><Code>C</Code><Detail/></Error><RequestId>id</RequestId>\
             </ErrorResponse>",
            "Error",
            "Detail",
        ),
        (
            "<ErrorResponse><Foo/><Error><Type>Sender</Type><Code>C</Code></Error><RequestId>id</RequestId>\
             </ErrorResponse>",
            "",
            "Foo",
        ),
    ] {
        let unknown = Response::unknown_elements(body.as_bytes()).unwrap();
        let found: Vec<_> = unknown.iter().map(|it| (&*it.within, &*it.element.name)).collect();
        assert_eq!(found, [(within, name)], "{body}");
        let (_, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
        assert_eq!(oddities.len(), 1, "{body}: {oddities:?}");
    }
}

#[test]
fn refuses_to_write_what_reads_as_something_else() {
    let leaf = |name: &'static str| Element::new(name, Content::Text("x".into()));
    for (action, element, kind, at) in [
        ("Error", leaf("a"), EncodeErrorKind::ReservedName, "Error"),
        ("GetUser", leaf("a"), EncodeErrorKind::ReservedName, "GetUser"),
        ("TagUser", leaf("a"), EncodeErrorKind::ReservedName, "TagUser"),
        ("", leaf("a"), EncodeErrorKind::InvalidName, ""),
        ("TagCat", leaf("ResponseMetadata"), EncodeErrorKind::ReservedName, "ResponseMetadata"),
    ] {
        let result = OperationResult::Other(OtherResult::new(action, vec![element]));
        let error = Response::new(result, "id").encode().unwrap_err();
        assert_eq!((error.kind(), error.element()), (&kind, at), "{action}");
    }
}
