//! What is read of each shape of an answer.

use super::*;

fn read(status: u16, body: &str) -> ParsedAnswer {
    ParsedAnswer::read(&Answer { status, headers: Vec::new(), body: body.into() })
}

const ERROR: &str = "<Error><Type>Sender</Type><Code>C</Code><Message>m</Message></Error>";

#[test]
fn an_error_is_read_where_servers_put_it() {
    for (body, place) in [
        (format!("<ErrorResponse>{ERROR}</ErrorResponse>"), Some(None)),
        (
            format!("<Response><Errors>{ERROR}</Errors></Response>"),
            Some(Some("Response/Errors/Error")),
        ),
        (ERROR.to_owned(), Some(Some("Error"))),
        (format!("<Response>{ERROR}</Response>"), None),
        (format!("<a>{ERROR}</a>"), None),
        ("<ErrorResponse/>".to_owned(), None),
        (String::new(), None),
    ] {
        let parsed = read(400, &body);
        let error = place.map(|place| ParsedError {
            fault: Some("Sender".to_owned()),
            code: Some("C".to_owned()),
            message: Some("m".to_owned()),
            misplaced: place.map(str::to_owned),
        });
        assert_eq!(parsed.error, error, "{body}");
        // Whatever the status says, an error is not a success.
        assert_eq!(read(200, &body).is_success(), place.is_none(), "{body}");
    }
}

#[test]
fn the_id_of_the_metadata_comes_before_another() {
    for (children, id) in [
        (
            "<RequestId>a</RequestId><ResponseMetadata><RequestId>b</RequestId></ResponseMetadata>",
            Some("b"),
        ),
        ("<RequestId>a</RequestId><ResponseMetadata/>", Some("a")),
        ("<ResponseMetadata/>", None),
    ] {
        assert_eq!(read(200, &format!("<a>{children}</a>")).request_id(), id, "{children}");
    }
}

#[test]
fn a_success_has_a_status_from_200_to_299() {
    for (status, is_success) in [(199, false), (200, true), (299, true), (300, false), (500, false)]
    {
        assert_eq!(read(status, "<a/>").is_success(), is_success, "{status}");
    }
}

#[test]
fn a_summary_has_what_is_known() {
    let error = |parts: &str| format!("<ErrorResponse><Error>{parts}</Error></ErrorResponse>");
    for (body, summary) in [
        (error("<Code>C</Code><Message>m</Message>"), "404 C: m"),
        (error("<Code>C</Code>"), "404 C"),
        (error("<Message>m</Message>"), "404: m"),
        (error(""), "404 with an empty error"),
        (error("<Code/><Message/>"), "404 with an empty error"),
        (error("<Code/><Message>m</Message>"), "404: m"),
        (error("<Code>C</Code><Message/>"), "404 C"),
        ("<html/>".to_owned(), "404"),
        (String::new(), "404 without a document"),
        ("text".to_owned(), "404 without a document"),
    ] {
        assert_eq!(read(404, &body).summary(), summary, "{body}");
    }
}

#[test]
fn parts_of_a_result_are_found_with_and_without_the_element_around_it() {
    for (body, arn) in [
        ("<R><GetUserResult><User><Arn>a</Arn></User></GetUserResult></R>", Some("a")),
        ("<R><User><Arn>a</Arn></User></R>", Some("a")),
        ("<R><GetUserResult/><User><Arn>a</Arn></User></R>", None),
        ("<R><User/></R>", None),
        ("", None),
    ] {
        assert_eq!(read(200, body).in_result("User/Arn"), arn, "{body}");
    }
}

#[test]
fn the_result_is_the_first_of_the_name_of_the_operation_or_else_the_first_of_all() {
    let named = |name: &str, text: &str| format!("<{name}Result><a>{text}</a></{name}Result>");
    for (results, found) in [
        (vec![("A", "1")], Some("1")),
        (vec![("B", "1")], Some("1")),
        (vec![("A", "1"), ("A", "2")], Some("1")),
        (vec![("A", "1"), ("B", "2")], Some("1")),
        (vec![("B", "1"), ("A", "2")], Some("2")),
        (vec![("B", "1"), ("A", "2"), ("A", "3")], Some("2")),
        (vec![("B", "1"), ("C", "2")], Some("1")),
        (vec![("", "1"), ("C", "2")], Some("1")),
        (vec![], None),
    ] {
        let results: String = results.iter().map(|(name, text)| named(name, text)).collect();
        let parsed = read(200, &format!("<AResponse>{results}</AResponse>"));
        assert_eq!(parsed.in_result("a"), found, "{results}");
        let result = parsed.result().and_then(|result| result.child("a"));
        assert_eq!(result.map(|child| child.text.as_str()), found, "{results}");
    }
}

#[test]
fn a_request_id_is_in_the_root_or_in_the_metadata() {
    for (body, id) in [
        ("<R><RequestId>a</RequestId></R>", Some("a")),
        ("<R><ResponseMetadata><RequestId>a</RequestId></ResponseMetadata></R>", Some("a")),
        ("<R><b><RequestId>a</RequestId></b></R>", None),
        ("", None),
    ] {
        assert_eq!(read(200, body).request_id(), id, "{body}");
    }
}

#[test]
fn the_account_is_that_of_the_first_arn_if_it_is_one() {
    let of = |text: &str| read(200, &format!("<R><AResult>{text}</AResult></R>")).account();
    let arn = |account: &str| format!("<Arn>arn:aws:iam::{account}:user/a</Arn>");
    assert_eq!(of(&arn("123456789012")).as_deref(), Some("123456789012"));
    assert_eq!(of(&(arn("123456789012") + &arn("210987654321"))).as_deref(), Some("123456789012"));
    for text in [
        arn("aws"),
        arn("12345678901"),
        arn("1234567890123"),
        "<Arn>arn:aws:sts::123456789012:a</Arn>".into(),
        String::new(),
    ] {
        assert_eq!(of(&text), None, "{text}");
    }
}
