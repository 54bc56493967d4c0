//! What the server makes of HTTP that no SDK sends: each request gets an answer, and the connection goes on or ends.
#![cfg(feature = "server")]

use std::net::SocketAddr;
use std::time::Duration;

use iam_emulator::{Emulator, server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const LIST: &str = "Action=ListUsers&Version=2010-05-08";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// Serves an emulator until the test ends.
async fn serve() -> SocketAddr {
    let (listener, url) = server::listen("127.0.0.1:0").await.unwrap();
    tokio::spawn(server::serve(listener, Emulator::new(), std::future::pending()));
    url.strip_prefix("http://").unwrap().parse().unwrap()
}

/// All that the server answers, until it closes the connection, which it must do soon. `ends` says whether the client
/// ends its half behind the request.
async fn answer(address: SocketAddr, request: &[u8], ends: bool) -> String {
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(request).await.unwrap();
    if ends {
        client.shutdown().await.unwrap();
    }
    let mut answer = Vec::new();
    let read = client.read_to_end(&mut answer);
    timeout(Duration::from_secs(20), read).await.expect("the connection ends").unwrap();
    String::from_utf8(answer).unwrap()
}

/// A request with these headers, which closes its connection.
fn request(line: &str, headers: &str, body: &str) -> String {
    format!("{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n{body}")
}

/// The same with a form and its length.
fn form(line: &str, headers: &str, body: &str) -> String {
    let headers = format!("{FORM}{headers}Content-Length: {}\r\n", body.len());
    request(line, &headers, body)
}

/// The status, and a part of the answer.
type Expected = (u16, &'static str);

const USERS: Expected = (200, "<Users/>");
const REDIRECT: Expected = (302, "location: https://aws.amazon.com/iam\r\n");
const UNREADABLE: Expected = (400, "<Message>The body could not be read.</Message>");
const NO_OPERATION: Expected = (404, "<UnknownOperationException/>");
const OTHER_PATH: Expected = (403, "<Code>SignatureDoesNotMatch</Code>");

async fn check(rows: &[(&str, String, Expected)]) {
    let address = serve().await;
    for (what, request, (status, part)) in rows {
        let answer = answer(address, request.as_bytes(), false).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{what}: {answer}");
        assert!(answer.contains(part), "{what}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{what}: {answer}");
    }
}

#[tokio::test]
async fn methods_and_paths() {
    let query = |method: &str| request(&format!("{method} /?{LIST}"), "", "");
    check(&[
        ("GET", query("GET"), USERS),
        ("HEAD", query("HEAD"), (200, "content-type: text/xml\r\n")),
        ("OPTIONS", query("OPTIONS"), (405, "<Message>Use GET or POST.</Message>")),
        ("DELETE", query("DELETE"), (405, "<Code>MethodNotAllowed</Code>")),
        ("no action", request("OPTIONS /", "", ""), REDIRECT),
        ("the server", request("OPTIONS *", "", ""), NO_OPERATION),
        ("a form in PUT", form("PUT /", "", LIST), REDIRECT),
        ("a form in GET", form("GET /", "", LIST), REDIRECT),
        ("lower case", form("post /", "", LIST), REDIRECT),
        ("an action in the query alone", form(&format!("POST /?{LIST}"), "", ""), USERS),
        ("an escaped action", form("POST /", "", &LIST.replace("L", "%4c")), USERS),
        ("an escaped name", form("POST /", "", &LIST.replace("A", "%41")), USERS),
        (
            "an escaped query",
            request(&format!("GET /?{}", LIST.replace('L', "%4C")), "", ""),
            USERS,
        ),
        ("a path in upper case", form("POST /IAM", "", LIST), OTHER_PATH),
        ("two slashes", form("POST //", "", LIST), OTHER_PATH),
        ("an absolute URL", form("POST http://b/", "", LIST), USERS),
        ("one without a path", form("POST http://b", "", LIST), USERS),
        ("a fragment", form("POST /#a", "", LIST), USERS),
        ("health in upper case", request("GET /_HEALTH", "", ""), NO_OPERATION),
        ("health by POST", form("POST /_health", "", ""), NO_OPERATION),
        ("reset by GET", request("GET /_reset", "", ""), NO_OPERATION),
    ])
    .await;
}

#[tokio::test]
async fn headers_of_a_body() {
    let typed = |types: &str| {
        request("POST /", &format!("{types}Content-Length: {}\r\n", LIST.len()), LIST)
    };
    let length = |lengths: &str| request("POST /", &format!("{FORM}{lengths}"), LIST);
    let chunked =
        |chunks: &str| request("POST /", &format!("{FORM}Transfer-Encoding: chunked\r\n"), chunks);
    let (many, long) = ("X: a\r\n".repeat(150), format!("X: {}\r\n", "a".repeat(300_000)));
    check(&[
        ("no type", typed(""), REDIRECT),
        ("another type", typed("Content-Type: application/json\r\n"), REDIRECT),
        ("two types", typed(&format!("{FORM}Content-Type: text/plain\r\n")), REDIRECT),
        ("a coding", typed(&format!("{FORM}Content-Encoding: gzip\r\n")), REDIRECT),
        ("a length twice", length("Content-Length: 35\r\nContent-Length: 35\r\n"), USERS),
        ("two lengths", length("Content-Length: 35\r\nContent-Length: 5\r\n"), (400, "")),
        ("a list of lengths", length("Content-Length: 35, 35\r\n"), (400, "")),
        ("a length below 0", length("Content-Length: -1\r\n"), (400, "")),
        ("no number", length("Content-Length: abc\r\n"), (400, "")),
        ("too large a number", length("Content-Length: 99999999999999999999\r\n"), (400, "")),
        (
            "chunks",
            chunked(&format!("5;a=b\r\n{}\r\n1E\r\n{}\r\n0\r\n\r\n", &LIST[..5], &LIST[5..])),
            USERS,
        ),
        ("trailers", chunked(&format!("23\r\n{LIST}\r\n0\r\nX: y\r\n\r\n")), USERS),
        ("no size of a chunk", chunked(&format!("zz\r\n{LIST}\r\n0\r\n\r\n")), UNREADABLE),
        (
            "a reset in chunks",
            request("POST /_reset", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            (200, "{}"),
        ),
        ("many headers", form("POST /", &many, LIST), (431, "")),
        ("a long header", form("POST /", &long, LIST), USERS),
        (
            "a long query",
            request(&format!("GET /?{LIST}&a={}", "a".repeat(100_000)), "", ""),
            (414, ""),
        ),
        (
            "a strange signature",
            form("POST /", "Authorization: AWS4-HMAC-SHA256 Credential=,,//\r\n", LIST),
            USERS,
        ),
        (
            "a byte that is not UTF-8",
            form("POST /", "", "Action=%ff"),
            (400, "invalid UTF-8: parameter Action at byte 7"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_connection_that_ends_early() {
    let address = serve().await;
    let longer = request("POST /", &format!("{FORM}Content-Length: 36\r\n"), LIST);
    let chunk = request(
        "POST /",
        &format!("{FORM}Transfer-Encoding: chunked\r\n"),
        &format!("50\r\n{LIST}"),
    );
    for cut in [longer.as_bytes(), chunk.as_bytes()] {
        let answer = answer(address, cut, true).await;
        assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains(UNREADABLE.1), "{answer}");
    }
    for nothing in [&b""[..], b"POST /", b"POST / HTTP/1.1\r\nHost: a\r\n"] {
        assert_eq!(answer(address, nothing, true).await, "");
    }
    // Whoever does not read the answer does no harm.
    for _ in 0..10 {
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(longer.as_bytes()).await.unwrap();
        client.set_zero_linger().unwrap();
    }
    assert!(answer(address, form("POST /", "", LIST).as_bytes(), false).await.contains(USERS.1));
}

#[tokio::test]
async fn bytes_that_are_not_http_1() {
    let address = serve().await;
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\0\xff\n\n",
        b"GET /?\xff HTTP/1.1\r\n\r\n",
    ] {
        let answer = answer(address, bytes, false).await;
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
    }
    assert_eq!(answer(address, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", false).await, "");
    let old = format!("POST / HTTP/1.0\r\n{FORM}Content-Length: 35\r\n\r\n{LIST}");
    let answer = answer(address, old.as_bytes(), false).await;
    assert!(
        answer.starts_with("HTTP/1.0 200 OK\r\n") && answer.ends_with("</ListUsersResponse>\n"),
        "{answer}"
    );
}

/// Requests that are sent before the answers are read.
#[tokio::test]
async fn one_connection_has_many_requests() {
    let address = serve().await;
    let kept = form("POST /", "", LIST).replace("Connection: close\r\n", "");
    let (head, last) =
        (kept.replace("POST /", &format!("HEAD /?{LIST}")), form("POST /", "", LIST));
    let head = head
        .replace(FORM, "")
        .replace("Content-Length: 35\r\n", "")
        .replace(&format!("\r\n\r\n{LIST}"), "\r\n\r\n");
    let answers = answer(address, [kept.repeat(5), head, last].concat().as_bytes(), false).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 7, "{answers}");
    assert_eq!(answers.matches("</ListUsersResponse>\n").count(), 6, "{answers}");
    // What cannot be read ends it, behind the answers to what could.
    let answers = answer(address, format!("{kept}bad\r\n\r\n{kept}").as_bytes(), false).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 1, "{answers}");
    assert!(
        answers.ends_with("\r\n\r\n") && answers.contains("HTTP/1.1 400 Bad Request\r\n"),
        "{answers}"
    );
}
