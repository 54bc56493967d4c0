//! HTTP messages as inputs: which parts count, how long they are, and where things are in them.
mod support;

use std::fs;

use support::run;

const TAG_USER: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&\
    Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";

const TAG_USER_JSON: &str =
    r#"{"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}"#;

#[test]
fn leaves_out_one_line_end_of_a_request() {
    let get =
        "GET /?Action=ListUserTags&Version=2010-05-08&UserName=a HTTP/1.1\r\nHost: iam\r\n\r\n";
    let post = "POST / HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n\
                Action=ListUserTags&Version=2010-05-08&UserName=a";
    let body = "Action=ListUserTags&Version=2010-05-08&UserName=a";
    for request in [get, post, body] {
        for end in ["", "\n", "\r\n"] {
            let ran = run(["decode"], format!("{request}{end}"));
            ran.prints("{\"Action\":\"ListUserTags\",\"UserName\":\"a\"}\n");
        }
    }
    run(["decode"], format!("{body}\n\n\r\n"))
        .prints("{\"Action\":\"ListUserTags\",\"UserName\":\"a\"}\n");
    run(["decode", "--unchecked"], format!("{post}\n\n"))
        .prints("{\"Action\":\"ListUserTags\",\"UserName\":\"a\\n\"}\n");
}

#[test]
fn takes_for_an_http_request_only_what_begins_like_one() {
    for (body, value) in
        [("Action=TagCat&a=b c HTTP/1.1", "b c HTTP/1.1"), ("Action=TagCat&a=GET / x", "GET / x")]
    {
        let json = format!(
            "{{\"Action\":\"TagCat\",\"Parameters\":[{{\"Name\":\"a\",\"Value\":\"{value}\"}}]}}\n"
        );
        run(["decode"], body).warns(&json, "IAM has no action TagCat ");
    }
}

#[test]
fn shows_the_place_in_the_query_string_and_the_body_of_an_http_request() {
    let head = "POST /?Action=ListUserTags&Version=2010-05-08 HTTP/1.1\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    run(["decode"], format!("{head}UserName=%2F&MaxItems=0\r\n")).refuses(
        "ValidationError",
        "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: \
         Member must have value greater than or equal to 1",
        "\
error: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1: parameter MaxItems
 --> <stdin>:4:14 (byte 120)
  | UserName=%2F&MaxItems=0
  |              ^
help: --unchecked accepts values that break a constraint
",
    );
    run(["decode"], head.replace("Action=", "Action=%zz")).refuses(
        "MalformedInput",
        "invalid percent escape: parameter Action at byte 7 of the query string",
        "\
error: invalid percent escape: parameter Action
 --> <stdin>:1:15 (byte 14)
  | POST /?Action=%zzListUserTags&Version=2010-05-08 HTTP/1.1
  |               ^
",
    );
    run(["decode"], head).refuses(
        "ValidationError",
        "1 validation error detected: Value at 'userName' failed to satisfy constraint: \
         Member must not be null",
        "\
error: Value at 'userName' failed to satisfy constraint: Member must not be null: parameter UserName
 --> <stdin>:1:46 (byte 45)
  | POST /?Action=ListUserTags&Version=2010-05-08 HTTP/1.1
  |                                              ^
",
    );
}

#[test]
fn reads_a_body_that_is_as_long_as_its_head_says() {
    let json = "{\"Action\":\"ListUserTags\",\"UserName\":\"anika\"}\n";
    let body = "Action=ListUserTags&Version=2010-05-08&UserName=anika";
    let length = format!(
        "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (first, second) = body.split_at(20);
    let chunks = |trailers| {
        format!(
            "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n\
             {:x}\r\n{first}\r\n{:X};ext=1\r\n{second}\r\n0\r\n{trailers}\r\n",
            first.len(),
            second.len(),
        )
    };
    for request in [length, chunks(""), chunks("x-amz-checksum-crc32: AAAAAA==\r\n")] {
        for (before, behind) in [("", ""), ("", "\r\n"), ("\n", ""), ("\r\n\r\n", "\n\n")] {
            run(["decode"], format!("{before}{request}{behind}")).prints(json);
        }
    }
    // A line end that the length counts belongs to the body.
    run(["decode", "--unchecked"], "POST / HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 19\n\nAction=GetFoo&a=b\r\n")
        .warns(
            "{\"Action\":\"GetFoo\",\"Parameters\":[{\"Name\":\"a\",\"Value\":\"b\\r\\n\"}]}\n",
            "IAM has no action GetFoo ",
        );
}

#[test]
fn refuses_a_body_that_is_not_as_long_as_its_head_says() {
    let chunked = "Transfer-Encoding: chunked";
    for (headers, body, reason, byte) in [
        ("Content-Length: 20", "Action=a", "the body ends after 8 bytes, Content-Length is 20", 44),
        ("Content-Length: 5", "Action=a", "3 bytes behind the end of the body", 40),
        (
            "Content-Length: 8\nContent-Length: 9",
            "Action=a",
            "Content-Length is not one number",
            53,
        ),
        ("Content-Length: +8", "Action=a", "Content-Length is not one number", 36),
        (chunked, "Action=a", "no size of a chunk", 44),
        (chunked, "8\r\nAction=a", "no end of a chunk of 8 bytes", 44),
        (chunked, "8\r\nAction=a\r\n", "no size of a chunk", 57),
        (chunked, "ffffffffffffffff\r\na", "no end of a chunk of 18446744073709551615 bytes", 44),
        (chunked, "0\r\n\r\nAction=a", "8 bytes behind the end of the body", 49),
        (
            "Content-Length: 8\nTransfer-Encoding: chunked",
            "Action=a",
            "both Content-Length and Transfer-Encoding: chunked",
            62,
        ),
        (
            "Content Length: 8",
            "Action=a",
            "not the head of an HTTP message: invalid header name",
            16,
        ),
    ] {
        let ran = run(["decode"], format!("POST / HTTP/1.1\n{headers}\n\n{body}"));
        let start = format!("error: {reason}\n --> <stdin>:");
        assert!(ran.stderr.starts_with(&start), "{headers}: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!(" (byte {byte})\n")), "{headers}: {}", ran.stderr);
        assert_eq!((&ran.stdout[..], ran.status), ("", 1), "{headers}");
    }
}

#[test]
fn shows_the_place_in_a_chunk() {
    let ran = run(
        ["decode"],
        "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n\
         7\r\nAction=\r\na\r\nGetFoo&%zz\r\n0\r\n\r\n",
    );
    let shown = " --> <stdin>:8:8 (byte 118)\n  | GetFoo&%zz\n  |        ^\n";
    assert!(ran.stderr.ends_with(shown), "{}", ran.stderr);
}

#[test]
fn a_place_is_its_byte_of_the_file_however_the_body_is_split_into_chunks() {
    let head = "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Transfer-Encoding: chunked\r\n\r\n";
    let body = "Action=a&b=%zz";
    for first in 1..body.len() {
        for second in first..body.len() {
            let pieces = [&body[..first], &body[first..second], &body[second..]];
            let chunk = |piece: &&str| match piece.len() {
                0 => String::new(),
                len => format!("{len:x}\r\n{piece}\r\n"),
            };
            let chunks: String = pieces.iter().map(chunk).collect();
            let request = format!("{head}{chunks}0\r\n\r\n");
            let place = format!(" (byte {})\n", request.find('%').unwrap());
            let told = run(["decode"], &request).stderr;
            assert!(told.contains(&place), "{first} {second}: {told} of {request}");
        }
    }
}

#[test]
fn reads_an_answer_with_its_head() {
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    let json = run(["decode"], &xml).stdout;
    let len = xml.len();
    for head in [
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n".to_owned(),
        format!("\nHTTP/1.1 200 OK\ncontent-length: {len}\n\n"),
        "HTTP/2 200 \r\ncontent-type: text/xml\r\n\r\n".to_owned(),
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200\r\n\r\n".to_owned(),
        // curl has taken the chunks off and unpacked the body.
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n".to_owned(),
    ] {
        run(["decode"], format!("{head}{xml}")).prints(&json);
    }
    let raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    run(["decode"], format!("{raw}{len:x}\r\n{xml}\r\n0\r\n\r\n")).prints(&json);
}

#[test]
fn says_why_an_answer_is_not_a_reply() {
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    let json = run(["decode"], &xml).stdout;
    for (head, body, sentence) in [
        (
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8",
            "<html>",
            "status 502 with a body of text/html, which is not a reply",
        ),
        ("HTTP/1.1 200 OK", "", "status 200 with an empty body"),
        ("HTTP/1.1 503 Slow Down", "busy", "status 503 with a body that is not a reply"),
        ("HTTP/1.1 503 Slow Down", "HTTP/2", "status 503 with a body that is not a reply"),
        ("HTTP/1.1 404 Not Found", "<Error/>", "status 404: unexpected root element Error"),
    ] {
        let ran = run(["decode"], format!("{head}\r\n\r\n{body}"));
        let start = format!("error: {sentence}\n --> <stdin>:");
        assert!(ran.stderr.starts_with(&start), "{head}: {}", ran.stderr);
        assert_eq!((&ran.stdout[..], ran.status), ("", 1), "{head}");
    }
    let ran = run(["decode"], format!("HTTP/1.1 500 No\r\n\r\n{xml}"));
    assert!(
        ran.stderr.starts_with("error: status 500 with the body of a success\n --> <stdin>:1:1")
    );
    assert_eq!((ran.stdout, ran.status), (json, 1));

    run(["decode"], "\n<!DOCTYPE html><p>").fails(
        1,
        "error: not a form, an HTTP message or XML: looks like HTML\n \
         --> <stdin>:2:1 (byte 1)\n  | <!DOCTYPE html><p>\n  | ^\n",
    );
}

#[test]
fn skips_blank_lines_before_an_input() {
    for lines in ["\n", "\r\n", "\n\r\n\n"] {
        run(["decode"], format!("{lines}{TAG_USER}")).prints(&format!("{TAG_USER_JSON}\n"));
    }
    let ran = run(["decode"], "\n\nAction=a&%");
    assert!(ran.stderr.contains("<stdin>:3:10 (byte 11)\n"), "{}", ran.stderr);
    run(["decode"], "\n").refuses(
        "MissingAction",
        "The request is missing an action or a required parameter.",
        "error: The request is missing an action or a required parameter: parameter Action\n \
         --> <stdin>:2:1 (byte 1)\n  | \n  | ^\n",
    );
}

#[test]
fn shows_the_line_of_a_header_that_cannot_be_read() {
    let message = "POST / HTTP/1.1\r\nHost: a\r\nX-A: b\r\nX-B: c\r\nBad Header: 1\r\nContent-Length: 0\r\n\r\n";
    run(["decode"], message).fails(
        1,
        "\
error: not the head of an HTTP message: invalid header name
 --> <stdin>:5:1 (byte 42)
  | Bad Header: 1
  | ^
",
    );
    let first = message.replace("Host: a", "Ho st: a");
    let ran = run(["decode"], first);
    assert!(ran.stderr.contains(" --> <stdin>:2:1 (byte 17)\n  | Ho st: a\n"), "{}", ran.stderr);
    let value = message.replace("Bad Header: 1", "Bad: \u{1}").replace("\r\n", "\n");
    let ran = run(["decode"], value);
    assert!(ran.stderr.contains(" --> <stdin>:5:1 (byte 38)\n  | Bad: \\x01\n"), "{}", ran.stderr);
}

#[test]
fn shows_the_first_header_that_is_too_many() {
    let headers: String = (1..=130).map(|n| format!("X-{n}: a\n")).collect();
    let ran = run(["decode"], format!("POST / HTTP/1.1\n{headers}\n"));
    assert!(ran.stderr.contains(" --> <stdin>:130:1 "), "{}", ran.stderr);
    assert!(ran.stderr.contains("\n  | X-129: a\n"), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), ("", 1));
}
