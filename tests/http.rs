//! The feature `http`: which parts of a message count, and what a client makes of an answer.
#![cfg(feature = "http")]

use http::{Method, Request as HttpRequest, Response as HttpResponse};
use iam_codec::{
    ErrorCode, ErrorResponse, HttpReplyError, OperationResult, Params, Reply, Request,
    RequestErrorKind, Resource, Response, Tag,
};

const BODY: &str = "Action=ListUserTags&Version=2010-05-08&UserName=anika";

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

fn list_user_tags() -> Request<'static> {
    Resource::User("anika".into()).list_tags(None, None)
}

fn message(
    method: Method,
    uri: &str,
    types: &[&str],
    body: &'static str,
) -> HttpRequest<&'static str> {
    let builder = HttpRequest::builder().method(method).uri(uri);
    types.iter().fold(builder, |b, t| b.header("Content-Type", *t)).body(body).unwrap()
}

#[test]
fn reads_the_body_of_a_post_with_a_form() {
    for content_type in [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "application/x-www-form-urlencoded;charset=UTF-8",
        "Application/X-WWW-Form-Urlencoded ; boundary=x",
    ] {
        let message = message(Method::POST, "/", &[content_type], BODY);
        assert_eq!(Request::from_http(&message).unwrap(), list_user_tags(), "{content_type}");
    }
}

#[test]
fn reads_no_body_that_is_compressed() {
    for (coding, counts) in
        [("gzip", false), ("aws-chunked", false), ("", false), ("Identity", true)]
    {
        let message = HttpRequest::post("/")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Content-Encoding", coding)
            .body(BODY)
            .unwrap();
        assert_eq!(Params::body_counts(&message), counts, "{coding}");
        assert_eq!(Request::from_http(&message).is_ok(), counts, "{coding}");
    }
}

#[test]
fn reads_no_body_of_another_type_or_method() {
    let form = "application/x-www-form-urlencoded";
    let cases: &[(Method, &[&str])] = &[
        (Method::POST, &[]),
        (Method::POST, &["application/json"]),
        (Method::POST, &["application/x-www-form-urlencoded2"]),
        (Method::POST, &["text/plain; application/x-www-form-urlencoded"]),
        (Method::POST, &[form, "application/json"]),
        (Method::POST, &["application/json", form]),
        (Method::GET, &[form]),
        (Method::PUT, &[form]),
    ];
    for (method, types) in cases {
        let message = message(method.clone(), "/", types, BODY);
        let error = Request::from_http(&message).unwrap_err();
        assert_eq!(*error.kind(), RequestErrorKind::MissingAction, "{method} {types:?}");
    }
}

#[test]
fn reads_the_query_string_of_any_method() {
    let uri = format!("https://iam.amazonaws.com/?{BODY}#fragment");
    for method in [Method::GET, Method::POST, Method::HEAD] {
        let message = message(method, &uri, &[], "ignored=%");
        assert_eq!(Request::from_http(&message).unwrap(), list_user_tags());
    }
}

#[test]
fn query_string_and_body_are_one_input() {
    let form = ["application/x-www-form-urlencoded"];
    let split =
        message(Method::POST, "/?Action=ListUserTags&Version=2010-05-08", &form, "UserName=anika");
    assert_eq!(Request::from_http(&split).unwrap(), list_user_tags());

    let twice = message(Method::POST, "/?Action=ListUserTags", &form, BODY);
    assert_eq!(
        Request::from_http(&twice).unwrap_err().to_string(),
        "given in both the query string and the body: parameter Action at byte 0",
    );
}

#[test]
fn what_a_client_sends_a_server_reads() {
    let request = list_user_tags();
    let message = request.to_http("http://127.0.0.1:4566/".parse().unwrap());
    assert_eq!(message.method(), Method::POST);
    assert_eq!(message.uri(), "http://127.0.0.1:4566/");
    assert_eq!(Request::from_http(&message).unwrap(), request);
}

#[test]
fn what_a_server_sends_a_client_reads() {
    let tags = vec![Tag::new("Dept", "R&D")];
    let response = list_user_tags().tagging().unwrap().respond(tags, REQUEST_ID);
    let message = response.to_http().unwrap();
    assert_eq!(message.status(), 200);
    assert_eq!(message.headers()["x-amzn-RequestId"], REQUEST_ID);
    assert_eq!(message.headers()["content-type"], "text/xml");
    assert_eq!(message.body().as_slice(), response.encode().unwrap().as_bytes());
    assert_eq!(Reply::from_http(&message), Ok(Reply::Response(response)));

    let error = ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, REQUEST_ID);
    let message = error.to_http();
    assert_eq!(message.status(), 404);
    assert_eq!(Reply::from_http(&message), Ok(Reply::Error(error)));
}

#[test]
fn a_response_that_xml_cannot_carry_is_an_error() {
    let tags = vec![Tag::new("Dept", "\u{1}")];
    let response = list_user_tags().tagging().unwrap().respond(tags, REQUEST_ID);
    let error = response.to_http().unwrap_err();
    assert_eq!(error.to_string(), "XML cannot carry U+0001: element Tags.member.1.Value");
}

#[test]
fn a_request_id_that_no_header_can_carry_stands_in_the_body_alone() {
    let message = ErrorResponse::new("Teapot", "a\nb").to_http();
    assert_eq!(message.headers().len(), 1);
    assert!(
        String::from_utf8(message.into_body()).unwrap().contains("<RequestId>a\nb</RequestId>")
    );
}

#[track_caller]
fn refused(status: u16, content_type: &str, body: &str) -> (HttpReplyError, String) {
    let builder = HttpResponse::builder().status(status);
    let builder = match content_type {
        "" => builder,
        _ => builder.header("content-type", content_type),
    };
    let error = Reply::from_http(&builder.body(body).unwrap()).unwrap_err();
    assert_eq!(error.status(), status);
    (error.clone(), error.to_string())
}

#[test]
fn says_why_an_answer_is_not_a_reply() {
    let success = String::from_utf8(
        Response { result: OperationResult::TagUser, request_id: "a".into() }
            .to_http()
            .unwrap()
            .into_body(),
    )
    .unwrap();
    let failure = ErrorResponse::new(ErrorCode::THROTTLING, "a").encode();
    for (status, content_type, body, sentence) in [
        (200, "text/xml", "", "status 200 with an empty body"),
        (503, "", " \n", "status 503 with an empty body"),
        (
            500,
            "text/html",
            "<html></html>",
            "status 500 with a body of text/html, which is not a reply",
        ),
        (200, "", "<!DOCTYPE HTML><p>", "status 200 with a body that is not a reply"),
        (
            200,
            "text/xml",
            "\u{FEFF}<HTML>",
            "status 200 with a body of text/xml, which is not a reply",
        ),
        (
            400,
            "application/x-amz-json-1.1; charset=utf-8",
            "{}",
            "status 400 with a body of application/x-amz-json-1.1, which is not a reply",
        ),
        (500, "", &success, "status 500 with the body of a success"),
        (200, "text/xml", &failure, "status 200 with the body of an error"),
    ] {
        assert_eq!(refused(status, content_type, body).1, sentence);
    }
    let (error, sentence) = refused(404, "text/xml", "<Error><Code>NoSuchKey</Code></Error>");
    assert_eq!(sentence, "status 404: unexpected root element Error at byte 7");
    assert!(matches!(error, HttpReplyError::Unreadable { .. }));
}

#[test]
fn reads_a_reply_whatever_its_label() {
    let failure = ErrorResponse::new(ErrorCode::THROTTLING, "a");
    for content_type in ["text/html", "application/json", "text/xml;charset=UTF-8"] {
        let builder = HttpResponse::builder().status(400).header("content-type", content_type);
        let message = builder.body(failure.encode()).unwrap();
        assert_eq!(Reply::from_http(&message), Ok(Reply::Error(failure.clone())), "{content_type}");
    }
}

/// What a body is does not depend on what readers pass over in front of it.
#[test]
fn an_answer_is_what_it_is_behind_a_mark_and_blanks() {
    for begin in ["", "\u{FEFF}", "\r\n ", "\u{FEFF}\r\n "] {
        for (body, is_markup) in [
            ("<Error/>", true),
            ("<GetUserResponse>", true),
            ("<htm", true),
            ("<html>", false),
            ("<HTML/>", false),
            ("<!doctype HTML>", false),
            ("<!DOCTYPE a>", true),
            ("{}", false),
            ("oops", false),
        ] {
            let (error, sentence) = refused(502, "", &format!("{begin}{body}"));
            let is_unreadable = matches!(error, HttpReplyError::Unreadable { .. });
            assert_eq!(is_unreadable, is_markup, "{body}: {sentence}");
            assert!(
                is_unreadable || matches!(error, HttpReplyError::NotAReply { .. }),
                "{sentence}"
            );
        }
    }
}
