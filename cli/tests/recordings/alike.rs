//! Lines that resemble those with which a message begins in a log, and begin none.

use crate::support::run;

const LINES: [&str; 38] = [
    // mitmdump
    "note: GET http://a/",
    "a b:1: GET http://a/",
    "a:1: get http://a/",
    "a:1: GET ftp://a/",
    "a:1: GET",
    "a:1:  http://a/",
    "a:1 GET http://a/",
    // curl
    ">POST / HTTP/1.1",
    "> post / HTTP/1.1",
    "> POST / TTP/1.1",
    "> POST /",
    "=> Sent header, 1 bytes (0x1)\n0000: 41",
    "=> Send header, 1 bytes\n0000: 41",
    "=> Send header 1 bytes (0x1)\n0000: 41",
    "=> Send SSL data, 1 bytes (0x1)\n0000: 41",
    // The SDKs for Go
    "--[ REQUEST POST-SIGN ]---\nPOST / HTTP/1.1\n\n",
    "SDK 2023 INFO Request\nPOST / HTTP/1.1\n\n",
    "XSDK 2023 DEBUG Request\nPOST / HTTP/1.1\n\n",
    "SDK 2023 DEBUG Requests\nPOST / HTTP/1.1\n\n",
    // Java, Ruby, Python
    "a http-outgoing-0 >> \"POST / HTTP/1.1[\\r][\\n]",
    "a http-outgoing-0 > \"POST / HTTP/1.1[\\r][\\n]\"",
    "a http-outgoing-0 >> POST / HTTP/1.1[\\r][\\n]",
    "-> HTTP/1.1 200 OK",
    "send: POST / HTTP/1.1",
    "sent: b'POST / HTTP/1.1\\r\\n\\r\\n'",
    "reply: HTTP/1.1 200 OK",
    "a Sending Request: POST http://a",
    "a Sending Request: POST http://a / Parameters: {\"Action\":[\"GetUser\"]}",
    "a Sending Requests: POST http://a / Parameters: (Action: GetUser, )",
    // Rust
    "a Once(Some(\"Action=GetUser\"))",
    "a Once(Some(b\"Action=GetUser))",
    // amazonka
    "[Client Request]\n  body = Action=GetUser\n}",
    "[Client Requests] {\n  body = Action=GetUser\n}",
    "Client Request] {\n  body = Action=GetUser\n}",
    // Terraform, botocore
    "a HTTP Request sent: http.request.body=\"Action=GetUser\"",
    "a Making request for GetUser without params: {'body': 'Action=GetUser'}",
    "a Making requests for GetUser with params: {'body': 'Action=GetUser'}",
    "a Response body: text",
];

#[test]
fn a_line_that_resembles_a_mark_begins_no_message() {
    for line in LINES {
        let ran = run(["decode"], line);
        let known = "error: not a form, an HTTP message or XML: looks like ";
        assert!(ran.stderr.starts_with(known), "{line}: {}{}", ran.stdout, ran.stderr);
        assert_eq!((ran.stderr.matches("error: ").count(), ran.status), (1, 1), "{line}");
        assert_eq!(ran.stdout, "", "{line}");
    }
}
