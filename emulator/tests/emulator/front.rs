//! Which requests of HTTP reach the service, and what the others are told.

use http::{Method, Request, Response, header};
use iam_codec::ErrorResponse;
use iam_emulator::State;

use super::{Answer, Emulator, FORM, error, refusal};

const LIST: &str = "Action=ListUsers&Version=2010-05-08";
const CREATE: &str = "Action=CreateUser&Version=2010-05-08&UserName=anika";

fn send(method: Method, uri: &str, content_type: Option<&str>, body: &str) -> Response<String> {
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(content_type) = content_type {
        request = request.header(header::CONTENT_TYPE, content_type);
    }
    Emulator::new().0.answer(&request.body(body).unwrap())
}

#[test]
fn reads_the_body_of_forms_only() {
    let cases = [
        (Some(FORM), 200),
        (Some("application/x-www-form-urlencoded; charset=utf-8"), 200),
        (Some("Application/X-WWW-Form-URLEncoded ;charset=UTF-8"), 200),
        (Some("application/json"), 302),
        (None, 302),
    ];
    for (content_type, status) in cases {
        let response = send(Method::POST, "/", content_type, LIST);
        assert_eq!(response.status(), status, "{content_type:?}");
    }
}

#[test]
fn every_answer_has_its_id_in_a_header() {
    for (uri, body) in
        [("/", LIST), ("/", "Action=ListCats"), ("/", ""), ("/a", ""), ("/", "%FF=a")]
    {
        let response = send(Method::POST, uri, Some(FORM), body);
        let id = response.headers()["x-amzn-requestid"].to_str().unwrap();
        assert_eq!((id.len(), id.matches('-').count()), (36, 4), "{id}");
        let body = response.body();
        assert!(
            !body.contains("RequestId>") || body.contains(&format!("<RequestId>{id}</RequestId>"))
        );
    }
}

#[test]
fn who_names_no_action_is_sent_to_the_page_about_iam() {
    let cases = [
        (Method::POST, "/?UserName=a", "https://aws.amazon.com/iam"),
        (Method::GET, "/?UserName=a", "https://aws.amazon.com/iam?UserName=a"),
        (Method::GET, "/", "https://aws.amazon.com/iam"),
        (Method::PUT, "/", "https://aws.amazon.com/iam"),
    ];
    for (method, uri, location) in cases {
        let response = send(method, uri, Some(FORM), "");
        assert_eq!(response.status(), 302, "{uri}");
        assert_eq!(response.headers()["location"], location);
        assert_eq!(response.body(), "");
    }
}

#[test]
fn other_paths_have_no_operations() {
    let unknown = send(Method::POST, "/users", Some(FORM), "UserName=a");
    assert_eq!(unknown.status(), 404);
    assert_eq!(unknown.body(), "<UnknownOperationException/>\n");
    assert!(!unknown.headers().contains_key("content-type"));

    let signed = Answer::of(send(Method::POST, "/users", Some(FORM), LIST));
    let (status, code, message) = error(&signed);
    assert_eq!((status, &*code), (403, "SignatureDoesNotMatch"));
    assert!(message.starts_with("The request signature we calculated does not match"), "{message}");
}

#[test]
fn other_methods_are_refused() {
    let answer = Answer::of(send(Method::PUT, &format!("/?{LIST}"), None, ""));
    assert_eq!(error(&answer), refusal(405, "MethodNotAllowed", "Use GET or POST."));
}

#[test]
fn a_head_request_changes_nothing() {
    let emulator = Emulator::new();
    let request = Request::head(format!("/?{CREATE}")).body("").unwrap();
    let response = emulator.0.answer(&request);
    assert_eq!((response.status().as_u16(), &**response.body()), (200, ""));
    assert_eq!(emulator.0.state(), State::default());
}

#[test]
fn after_a_reset_everything_is_answered_as_by_a_new_emulator_in_every_byte() {
    let emulator = Emulator::new().0;
    let bodies = [
        CREATE,
        CREATE,
        "Action=CreateAccessKey&Version=2010-05-08&UserName=anika",
        "Action=GetSessionToken&Version=2011-06-15",
        "Action=ListCats",
        LIST,
        "",
    ];
    let answers = || {
        bodies.map(|body| {
            let request = Request::post("/").header(header::CONTENT_TYPE, FORM);
            format!("{:?}", emulator.answer(&request.body(body).unwrap()))
        })
    };
    let (first, second) = (answers(), answers());
    emulator.reset();
    assert_eq!(emulator.state(), State::default());
    assert_eq!(answers(), first);
    for (answer, other) in first.iter().zip(&second) {
        assert_ne!(answer, other);
    }
}

#[test]
fn reads_query_string_and_body_as_one_input() {
    let with_path = format!("/?{LIST}&PathPrefix=/");
    assert_eq!(send(Method::GET, &with_path, None, "").status(), 200);
    assert_eq!(send(Method::POST, &with_path, None, "").status(), 200);
    let both = send(Method::POST, &format!("/?{LIST}"), Some(FORM), "PathPrefix=/");
    assert_eq!(both.status(), 200);
    let twice = send(Method::POST, &with_path, Some(FORM), "PathPrefix=/");
    let refused = ErrorResponse::decode(twice.body().as_bytes()).unwrap();
    assert_eq!(refused.code.as_str(), "MalformedInput");
}
