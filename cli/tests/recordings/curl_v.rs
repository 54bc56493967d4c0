//! `curl -v` shows the heads of both messages, and the body of a reply unless that went elsewhere: what a head says of
//! its body decides whether one is missing.

use crate::support::run;

const GET: &str = "GET /?Action=GetUser&Version=2010-05-08&UserName=a HTTP/1.1\n";
const POST: &str = "POST /?Action=GetUser&Version=2010-05-08&UserName=a HTTP/1.1\n";
const USER: &str = "{\"Action\":\"GetUser\",\"UserName\":\"a\"}\n";

/// Headers, and whether they say that a body follows.
const HEADERS: [(&str, bool); 12] = [
    ("", false),
    ("Content-Length: 0\n", false),
    ("content-length: 0\n", false),
    ("Content-Length:0\n", false),
    ("Content-Length: 00\n", false),
    ("Content-Length: 0\nContent-Length: 0\n", false),
    ("Content-Length: 05\n", true),
    ("CONTENT-LENGTH:5\n", true),
    ("Content-Length: 5\nContent-Length: 5\n", true),
    ("X-Content-Length: 5\nA: Content-Length: 5\n", false),
    ("Transfer-Encoding: chunked\n", true),
    ("transfer-encoding: chunked\n", true),
];

/// Lines as curl marks them.
fn marked(mark: char, head: &str) -> String {
    head.lines().chain([""]).map(|line| format!("{mark} {line}\n")).collect()
}

#[test]
fn a_request_is_left_out_if_its_head_says_that_it_has_a_body() {
    let left_out = "warning: left out: a request whose body is not shown: curl -v shows heads alone\n \
                    --> <stdin> (line 1)\nhelp: curl shows it with --trace-ascii - or --trace -\n\
                    error: no request, response or error in it that can be read\n --> <stdin>\n";
    for (headers, has_body) in HEADERS {
        for line in [GET, POST] {
            let ran = run(["decode"], marked('>', &format!("{line}Host: a\n{headers}")));
            match has_body {
                true => ran.fails(1, left_out),
                false => ran.prints(USER),
            }
        }
    }
}

#[test]
fn a_reply_without_its_body_is_left_out_if_its_head_says_that_it_has_one() {
    let request = marked('>', GET);
    let left_out = "warning: left out: a reply whose body is not shown: it went elsewhere\n \
                    --> <stdin> (line 3)\n";
    // What is before the last head changes nothing.
    for before in ["", "HTTP/1.1 100 Continue\n", "HTTP/1.1 200 Connection established\nA: b\n"] {
        let before = if before.is_empty() { String::new() } else { marked('<', before) };
        for (headers, has_body) in HEADERS {
            let head = marked('<', &format!("HTTP/1.1 200 OK\nA: b\n{headers}"));
            let ran = run(["decode"], format!("{request}{before}{head}"));
            assert_eq!(ran.stdout, USER, "{before}{headers}");
            match has_body {
                true => assert_eq!((&*ran.stderr, ran.status), (left_out, 0), "{before}{headers}"),
                false => {
                    let empty = "error: status 200 with an empty body\n --> <stdin> (line 3):";
                    assert!(ran.stderr.starts_with(empty), "{before}{headers}: {}", ran.stderr);
                    assert_eq!(ran.status, 1, "{before}{headers}");
                }
            }
        }
    }
}

#[test]
fn a_reply_with_its_body_is_read_whatever_is_before_it() {
    let xml = "<DeleteUserResponse><ResponseMetadata><RequestId>b</RequestId></ResponseMetadata></DeleteUserResponse>";
    let length = format!("Content-Length: {}\n", xml.len());
    let printed = format!("{USER}{{\"Action\":\"DeleteUser\",\"RequestId\":\"b\"}}\n");
    for before in [String::new(), marked('<', "HTTP/1.1 100 Continue\n")] {
        for headers in ["", &length, "Transfer-Encoding: chunked\n"] {
            let head = marked('<', &format!("HTTP/1.1 200 OK\n{headers}"));
            let end = "* Connection #0 to host a left intact\n";
            let info = "{ [5 bytes data]\n";
            for body in
                [format!("{xml}{end}"), format!("{info}{end}{xml}\n"), format!("{xml}\n{end}")]
            {
                let file = format!("{}{before}{head}{body}", marked('>', GET));
                run(["decode"], file).prints(&printed);
            }
        }
    }
}
