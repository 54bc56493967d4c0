//! The proxy: what it passes on byte for byte, what it refuses and adds, and what it does not let
//! through.
#![cfg(feature = "http")]

#[expect(dead_code, reason = "`main` does not run here")]
#[path = "../../examples/proxy/main.rs"]
mod proxy;

mod defaults;
mod http;
mod pass;
mod rule;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use iam_codec::ErrorResponse;
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
            max_held: 1024 * 1024,
            max_connections: 100,
            max_connections_each: 100,
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
async fn says_of_every_request_what_became_of_it() {
    let mut setup = Setup::asks(&["Owner"], &[("Stage", "a")]).await;
    for body in [
        "Action=GetUser",
        "Action=TagUser&UserName=a&Tags.member.1.Key=Owner&Tags.member.1.Value=",
        "Action=TagRole",
        "x",
    ] {
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
            ["\"TagUser\"", "\"edited\"", "200", "70"],
            ["\"TagRole\"", "\"refused\"", "403", "14"],
            ["null", "\"forwarded\"", "200", "1"],
        ],
    );
}
