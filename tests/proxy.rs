//! The proxy: what it passes on byte for byte, what it refuses and adds, and what it does not let
//! through.
#![cfg(feature = "http")]

#[expect(dead_code, reason = "`main` does not run here")]
#[path = "../examples/proxy/main.rs"]
mod proxy;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use iam_codec::{ErrorResponse, Params};
use proxy::{Arguments, Proxy, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// A proxy and what its upstream gets. The upstream gives `answer` to every request.
struct Setup {
    address: SocketAddr,
    got: UnboundedReceiver<Vec<u8>>,
    audit: UnboundedReceiver<serde_json::Value>,
}

impl Setup {
    async fn new(answer: &[u8], options: impl FnOnce(&mut Arguments)) -> Self {
        let upstream = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut arguments = Arguments {
            listen: String::new(),
            upstream: upstream.local_addr().unwrap().to_string(),
            require_tag: Vec::new(),
            default_tag: Vec::new(),
            max_body: 1024 * 1024,
            timeout: Duration::from_secs(30),
        };
        options(&mut arguments);
        let (sender, got) = unbounded_channel();
        let answer = answer.to_vec();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = upstream.accept().await.unwrap();
                let (sender, answer) = (sender.clone(), answer.clone());
                tokio::spawn(async move {
                    while let Some(request) = read_message(&mut stream).await {
                        let _ = sender.send(request);
                        stream.write_all(&answer).await.unwrap();
                    }
                });
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (lines, audit) = unbounded_channel();
        let proxy = Proxy::new(arguments, move |line| drop(lines.send(line))).unwrap();
        tokio::spawn(serve(listener, proxy));
        Setup { address, got, audit }
    }

    async fn asks(keys: &[&str], defaults: &[(&str, &str)]) -> Self {
        let defaults = defaults.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Setup::new(OK, |arguments| {
            arguments.require_tag = keys.iter().map(|key| (*key).to_owned()).collect();
            arguments.default_tag = defaults.collect();
        })
        .await
    }

    /// Sends bytes and gives the answer.
    async fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        read_message(&mut stream).await.unwrap_or_default()
    }

    async fn post(&self, body: &str) -> Vec<u8> {
        self.send(&post(body)).await
    }

    /// What the upstream got since it was asked last.
    fn got(&mut self) -> Vec<Vec<u8>> {
        std::iter::from_fn(|| self.got.try_recv().ok()).collect()
    }

    #[track_caller]
    fn got_nothing(&mut self) {
        assert_eq!(self.got(), Vec::<Vec<u8>>::new());
    }
}

/// Reads a head and as much body as it says; `None` at the end.
async fn read_message(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    while !message.ends_with(b"\r\n\r\n") {
        message.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8_lossy(&message).to_ascii_lowercase();
    assert!(!head.contains("transfer-encoding"), "the length is always given");
    let len =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    let mut body = vec![0; len.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    message.append(&mut body);
    Some(message)
}

fn post(body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: iam.amazonaws.com\r\nX-Other: 1\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len(),
    );
    [head.as_bytes(), body].concat()
}

fn body(message: &[u8]) -> &[u8] {
    let end = message.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    &message[end + 4..]
}

/// Status and code of the proxy's own answer, whose head and body are AWS's.
#[track_caller]
fn refusal(answer: &[u8]) -> (u16, String, String) {
    let head = String::from_utf8_lossy(answer).to_ascii_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let error = ErrorResponse::decode(body(answer)).expect("AWS's envelope");
    assert!(head.contains("content-type: text/xml\r\n"), "{head}");
    assert!(head.contains(&format!("x-amzn-requestid: {}\r\n", error.request_id)), "{head}");
    let message = error.message.as_deref().unwrap_or_default().to_owned();
    (status.expect("a status"), error.code.to_string(), message)
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect()
}

/// The lines of a message without those for this hop, and without the space behind the name of an empty
/// header. When the line for this hop is taken out, others change places, so they are sorted.
fn without_connection(message: &[u8]) -> (Vec<String>, Vec<u8>) {
    let body = body(message).to_vec();
    let head = String::from_utf8_lossy(&message[..message.len() - body.len()]).into_owned();
    let is_for_this_hop = |line: &String| {
        ["connection:", "te:"].iter().any(|name| line.to_ascii_lowercase().starts_with(name))
    };
    let lines = head.split("\r\n").map(|line| line.trim_end().to_owned());
    let mut lines: Vec<_> = lines.filter(|line| !is_for_this_hop(line)).collect();
    lines[1..].sort();
    (lines, body)
}

#[tokio::test]
async fn passes_every_captured_request_on_byte_for_byte() {
    let mut setup = Setup::asks(&[], &[]).await;
    let mut count = 0;
    for folder in ["requests/clients", "requests/read", "requests/unchecked", "rejected"] {
        for file in files(folder, "http") {
            let mut request = fs::read(&file).unwrap();
            // Some of the written ones leave the length to the end of the file.
            if !String::from_utf8_lossy(&request).to_ascii_lowercase().contains("content-length") {
                let length = format!("Content-Length: {}\r\n", body(&request).len());
                let at = request.len() - body(&request).len() - 2;
                request.splice(at..at, length.into_bytes());
            }
            let answer = setup.send(&request).await;
            let got = setup.got();
            if folder == "rejected" && got.is_empty() {
                assert_eq!(refusal(&answer).1, "MalformedInput", "{}", file.display());
                continue;
            }
            assert_eq!(got.len(), 1, "{}", file.display());
            assert_eq!(
                without_connection(&got[0]),
                without_connection(&request),
                "{}",
                file.display()
            );
            assert!(answer.ends_with(b"\r\n\r\nok"));
            count += 1;
        }
    }
    assert!(count > 70, "{count}");
}

#[tokio::test]
async fn passes_every_body_on_byte_for_byte() {
    let mut setup = Setup::asks(&[], &[]).await;
    for folder in ["requests", "requests/read", "requests/unchecked"] {
        for file in files(folder, "form") {
            let request = post(fs::read(&file).unwrap());
            let answer = setup.send(&request).await;
            match setup.got().pop() {
                Some(got) => assert!(got == request, "{}", file.display()),
                // What the policy could not judge, it does not pass on.
                None => assert_eq!(refusal(&answer).1, "MalformedInput", "{}", file.display()),
            }
        }
    }
}

#[tokio::test]
async fn passes_every_answer_on_byte_for_byte() {
    for (folder, status) in [
        ("responses", "200 OK"),
        ("responses/read", "200 OK"),
        ("errors", "409 Conflict"),
        ("errors/read", "503 Service Unavailable"),
    ] {
        for file in files(folder, "xml") {
            let xml = fs::read(&file).unwrap();
            let head = format!(
                "HTTP/1.1 {status}\r\nx-amzn-RequestId: EXAMPLE8\r\nContent-Type: text/xml\r\n\
                 Content-Length: {}\r\ndate: Fri, 29 Sep 2017 18:17:47 GMT\r\n\r\n",
                xml.len(),
            );
            let answer = [head.as_bytes(), &xml].concat();
            let setup = Setup::new(&answer, |_| {}).await;
            let got = setup.post("Action=GetUser&Version=2010-05-08").await;
            assert_eq!(String::from_utf8_lossy(&got), String::from_utf8_lossy(&answer));
        }
    }
}

#[tokio::test]
async fn passes_requests_of_other_services_on() {
    let mut setup = Setup::asks(&["Owner"], &[("Stage", "test")]).await;
    for request in [
        &b"PUT /bucket/a%2fb?tagging&x=%zz HTTP/1.1\r\nHost: s3\r\nContent-Length: 4\r\n\r\n\x00\xFF&="[..],
        b"POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}",
        b"GET /?Action=CreateUser&Version=2015-02-02&Tags.Tag.1.Key=a HTTP/1.1\r\nHost: elasticache\r\n\r\n",
        b"POST /?x=1 HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 40\r\n\r\nAction=SendMessage&Version=2012-11-05&a=",
        b"DELETE / HTTP/1.1\r\nhOST: a\r\n\r\n",
    ] {
        setup.send(request).await;
        assert_eq!(setup.got(), [request], "{}", String::from_utf8_lossy(request));
    }
}

#[tokio::test]
async fn refuses_requests_with_tags_that_lack_a_required_key() {
    let mut setup = Setup::asks(&["Owner", "Stage"], &[]).await;
    let message = |key: &str| format!("The request has no tag with the required key {key}.");
    for (rest, missing) in [
        ("", "Owner"),
        ("&Tags=", "Owner"),
        ("&Tags.member.1.Key=owner&Tags.member.1.Value=", "Owner"),
        ("&Tags.member.1.Value=Owner&Tags.member.1.Key=a", "Owner"),
        ("&Tags.member.1.Key=Owner&Tags.member.1.Value=", "Stage"),
        ("&TagKeys.member.1.Key=Owner&TagKeys.member.2.Key=Stage", "Owner"),
    ] {
        for action in ["TagUser", "TagMFADevice", "CreateRole", "UploadServerCertificate"] {
            for version in ["&Version=2010-05-08", ""] {
                let answer = setup.post(&format!("Action={action}{version}{rest}")).await;
                assert_eq!(refusal(&answer), (403, "AccessDenied".to_owned(), message(missing)));
            }
        }
    }
    setup.got_nothing();
    let complete =
        "Action=Tag%55ser&Tags.member.2.Key=Stag%65&Tags.member.1.Key=Owner&Version=2010-05-08";
    setup.post(complete).await;
    assert_eq!(setup.got(), [post(complete)]);
}

#[tokio::test]
async fn says_of_every_request_what_became_of_it() {
    let mut setup = Setup::asks(&["Owner"], &[("Stage", "a")]).await;
    for body in ["Action=GetUser", "Action=TagUser&Tags.member.1.Key=Owner", "Action=TagRole", "x"]
    {
        setup.post(body).await;
    }
    let lines: Vec<_> = std::iter::from_fn(|| setup.audit.try_recv().ok()).collect();
    let facts: Vec<_> = lines
        .iter()
        .map(|line| ["action", "decision", "status", "received"].map(|name| line[name].to_string()))
        .collect();
    assert_eq!(
        facts,
        [
            ["\"GetUser\"", "\"forwarded\"", "200", "14"],
            ["\"TagUser\"", "\"edited\"", "200", "38"],
            ["\"TagRole\"", "\"refused\"", "403", "14"],
            ["null", "\"forwarded\"", "200", "1"],
        ],
    );
}

#[tokio::test]
async fn looks_wherever_an_upstream_may_look() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let body = "Action=TagUser&Version=2010-05-08";
    for request in [
        format!("GET /?{body} HTTP/1.1\r\n\r\n"),
        format!("GET /x/y?{body} HTTP/1.1\r\n\r\n"),
        format!("PUT / HTTP/1.1\r\nContent-Length: 33\r\n\r\n{body}"),
        format!(
            "POST / HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 33\r\n\r\n{body}"
        ),
        format!("POST /?{body} HTTP/1.1\r\nContent-Length: 7\r\n\r\nVersion"),
        format!("POST /?Action=ListUsers HTTP/1.1\r\nContent-Length: 33\r\n\r\n{body}"),
    ] {
        assert!(
            [400, 403].contains(&refusal(&setup.send(request.as_bytes()).await).0),
            "{request}"
        );
    }
    for (body, reason) in [
        ("Action=ListUsers&Action=TagUser", "given twice: parameter Action"),
        ("Action=TagUser&Action=ListUsers", "given twice: parameter Action"),
        ("Action=TagUser&Version=1&Version=2010-05-08", "given twice: parameter Version"),
        (
            "Action=TagUser&Tags.member.1.Key=Owner&Tags.member.1.Key=a",
            "given twice: parameter Tags.member.1.Key",
        ),
        ("Action=TagUser&Tags.member.2.Key=Owner", "2 is not a valid index"),
        ("Action=Tag%ZZUser", "invalid percent escape: parameter Action at byte 10"),
        ("%ZZAction=TagUser", "invalid percent escape: parameter %ZZAction at byte 0"),
    ] {
        let answer = setup.post(body).await;
        let expected = (400, "MalformedInput".to_owned(), reason.to_owned());
        assert_eq!(refusal(&answer), expected, "{body}");
    }
    setup.got_nothing();
}

#[tokio::test]
async fn adds_default_tags_and_touches_nothing_else() {
    let mut setup = Setup::asks(&["Stage"], &[("Stage", "a&b"), ("Dept", "x")]).await;
    for (sent, forwarded) in [
        (
            "Action=CreateUser&Path=%2fa%2f&&Version=2010-05-08",
            "Action=CreateUser&Path=%2fa%2f&&Version=2010-05-08&Tags.member.1.Key=Stage\
             &Tags.member.1.Value=a%26b&Tags.member.2.Key=Dept&Tags.member.2.Value=x",
        ),
        (
            "Tags.member.1.Key=%53tage&Tags.member.1.Value=prod&Action=TagUser",
            "Tags.member.1.Key=%53tage&Tags.member.1.Value=prod&Tags.member.2.Key=Dept\
             &Tags.member.2.Value=x&Action=TagUser",
        ),
        (
            "Action=TagUser&Tags=&UserName=a",
            "Action=TagUser&Tags.member.1.Key=Stage&Tags.member.1.Value=a%26b\
             &Tags.member.2.Key=Dept&Tags.member.2.Value=x&UserName=a",
        ),
    ] {
        setup.post(sent).await;
        assert_eq!(setup.got(), [post(forwarded)]);
        assert!(Params::parse(forwarded.as_bytes()).unwrap().list("Tags").unwrap().is_some());
    }
    // A key in another case is the same key on some resources, so nothing is added.
    let other_case = "Action=TagUser&Tags.member.1.Key=Stage&Tags.member.2.Key=DEPT";
    setup.post(other_case).await;
    assert_eq!(setup.got(), [post(other_case)]);
}

#[tokio::test]
async fn adds_default_tags_in_the_dialect_of_the_body() {
    let mut setup = Setup::asks(&[], &[("Cost Center", "~")]).await;
    for (sent, forwarded) in [
        // boto3
        (
            "Action=CreateUser&Version=2010-05-08&UserName=a&Path=%2Fa+~%2F",
            "Action=CreateUser&Version=2010-05-08&UserName=a&Path=%2Fa+~%2F\
             &Tags.member.1.Key=Cost+Center&Tags.member.1.Value=~",
        ),
        // Java 1
        (
            "Action=CreateUser&Version=2010-05-08&Path=%2Fa%7Eb*%2F&UserName=a",
            "Action=CreateUser&Version=2010-05-08&Path=%2Fa%7Eb*%2F&UserName=a\
             &Tags.member.1.Key=Cost+Center&Tags.member.1.Value=%7E",
        ),
        // JavaScript 3 before autumn 2025
        (
            "UserName=a&Tags=&Action=CreateUser&Version=2010-05-08",
            "UserName=a&Tags.member.1.Key=Cost%20Center&Tags.member.1.Value=~\
             &Action=CreateUser&Version=2010-05-08",
        ),
        // Go
        (
            "Action=CreateUser&Path=%2Fa+~%2F&UserName=a&Version=2010-05-08",
            "Action=CreateUser&Path=%2Fa+~%2F&Tags.member.1.Key=Cost+Center\
             &Tags.member.1.Value=~&UserName=a&Version=2010-05-08",
        ),
    ] {
        setup.post(sent).await;
        assert_eq!(setup.got(), [post(forwarded)]);
    }
}

#[tokio::test]
async fn adds_default_tags_to_a_query_string() {
    let mut setup = Setup::asks(&[], &[("Stage", "a b")]).await;
    setup.send(b"GET /?Action=TagUser&UserName=%2f HTTP/1.1\r\nHost: iam\r\n\r\n").await;
    let expected = "GET /?Action=TagUser&UserName=%2f&Tags.member.1.Key=Stage&Tags.member.1.Value=a%20b \
        HTTP/1.1\r\nHost: iam\r\n\r\n";
    assert_eq!(setup.got(), [expected.as_bytes()]);

    let split = "POST /?Action=TagUser&Tags.member.1.Key=a HTTP/1.1\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 22\r\n\r\n\
        Tags.member.2.Key=b&x=";
    assert_eq!(refusal(&setup.send(split.as_bytes()).await).1, "MalformedInput");
    setup.got_nothing();
}

#[tokio::test]
async fn no_request_hides_in_another() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    // By one of the two lengths this is a request of its own, and one that must not pass.
    let inner = "GET /?Action=TagUser HTTP/1.1\r\n\r\n";
    let head = "POST / HTTP/1.1\r\n";
    for lengths in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: +5\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length\t: 5\r\n",
    ] {
        let request = format!("{head}{lengths}\r\n0\r\n\r\n{inner}");
        setup.send(request.as_bytes()).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
        for got in setup.got() {
            let got = String::from_utf8_lossy(&got).into_owned();
            // The request that is passed on was empty, says so, and has no second length.
            assert_eq!(
                got.to_ascii_lowercase().matches("content-length: 0\r\n").count(),
                1,
                "{lengths}: {got}"
            );
            assert!(got.ends_with("\r\n\r\n") && !got.contains("hunked"), "{lengths}: {got}");
        }
    }
    let chunked = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTE: trailers\r\nConnection: X-Secret\r\n\
        X-Secret: 1\r\nX-Kept: 2\r\n\r\n3\r\na=%\r\n4;x=1\r\n2f&b\r\n0\r\n\r\n";
    setup.send(chunked).await;
    let got = setup.got();
    assert_eq!(
        String::from_utf8_lossy(&got[0]),
        "POST / HTTP/1.1\r\nX-Kept: 2\r\ncontent-length: 7\r\n\r\na=%2f&b",
    );
}

#[tokio::test]
async fn bounds_bodies_and_times() {
    let mut setup = Setup::new(
        &[b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n", &[b'x'; 101][..]].concat(),
        |a| {
            a.max_body = 100;
            a.timeout = Duration::from_millis(200);
        },
    )
    .await;
    let long = refusal(&setup.post(&"x".repeat(101)).await);
    assert_eq!((long.0, &long.1[..]), (413, "RequestTooLarge"));
    let chunked = format!(
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n{}\r\n0\r\n\r\n",
        "x".repeat(101)
    );
    assert_eq!(refusal(&setup.send(chunked.as_bytes()).await).0, 413);
    let slow = refusal(&setup.send(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx").await);
    assert_eq!((slow.0, &slow.1[..]), (408, "RequestTimeout"));
    // A head that does not end.
    assert_eq!(setup.send(b"POST / HTTP/1.1\r\nX: ").await, b"");
    setup.got_nothing();
    // The answer is too long.
    assert_eq!(refusal(&setup.post(&"x".repeat(100)).await).0, 502);
}

#[tokio::test]
async fn answers_for_an_upstream_that_does_not() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = silent.local_addr().unwrap().to_string();
    let setup = Setup::new(OK, |arguments| {
        arguments.upstream = address;
        arguments.timeout = Duration::from_millis(200);
    })
    .await;
    let late = refusal(&setup.post("Action=ListUsers").await);
    assert_eq!(
        (late.0, &late.1[..], &late.2[..]),
        (504, "ServiceUnavailable", "no answer in time")
    );
    drop(silent);
    assert_eq!(refusal(&setup.post("Action=ListUsers").await).0, 502);
}
