//! What HTTP has to do with it: media types, sizes, patience, and who is held up by whom.

use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request as HttpRequest, header};
use iam_codec::{ErrorResponse, Timestamp};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::Emulator;
use iam_emulator::{Service, respond, serve};

const FORM: &str = "application/x-www-form-urlencoded";
const LIST: &str = "Action=ListUsers&Version=2010-05-08";

#[tokio::test]
async fn reads_the_body_of_forms_only() {
    let cases = [
        (Some(FORM), 200),
        (Some("application/x-www-form-urlencoded; charset=utf-8"), 200),
        (Some("Application/X-WWW-Form-URLEncoded ;charset=UTF-8"), 200),
        (Some("application/json"), 400),
        (None, 400),
    ];
    for (content_type, status) in cases {
        let (found, body) = send(content_type, LIST).await;
        assert_eq!(found, status, "{content_type:?}");
        assert_eq!(body.contains("<Code>MissingAction</Code>"), status == 400);
    }
}

#[tokio::test]
async fn refuses_a_body_that_is_too_large() {
    let body = "x".repeat(2 << 20);
    assert_eq!(send(Some(FORM), &body).await.0, 400);
    let (status, body) = send(Some(FORM), &(body + "x")).await;
    assert_eq!(status, 413);
    let error = ErrorResponse::decode(body.as_bytes()).unwrap();
    assert_eq!(error.code.as_str(), "UnreadableBody");
}

/// The clock jumps to the end of a wait as soon as nothing else is to do.
#[tokio::test(start_paused = true)]
async fn a_body_may_not_take_forever() {
    let address = start().await;
    let mut client = TcpStream::connect(address).await.unwrap();
    let head =
        format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: {FORM}\r\nContent-Length: 9\r\n");
    client.write_all(format!("{head}\r\nAction").as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = client.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("<Message>The body took too long.</Message>"), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn a_head_may_not_take_forever() {
    let address = start().await;
    for head in ["POST / HTTP/1.1\r\nHost", ""] {
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "");
    }
}

#[tokio::test]
async fn a_slow_client_holds_up_nobody() {
    let address = start().await;
    let mut slow = TcpStream::connect(address).await.unwrap();
    let head =
        format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: {FORM}\r\nContent-Length: 35\r\n");
    slow.write_all(format!("{head}\r\nAction").as_bytes()).await.unwrap();

    let mut quick = TcpStream::connect(address).await.unwrap();
    quick.write_all(format!("{head}\r\n{LIST}").as_bytes()).await.unwrap();
    let mut status = [0; 12];
    quick.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");

    slow.write_all(&LIST.as_bytes()[6..]).await.unwrap();
    slow.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
}

#[tokio::test]
async fn who_waits_for_the_store_holds_up_nobody() {
    /// A clock that stops: whoever asks it has the store and waits.
    static STOPPED: Mutex<()> = Mutex::new(());
    let service = Service::new(|| {
        let _released = STOPPED.lock().unwrap();
        Timestamp::from_unix(1_700_000_000).unwrap()
    });
    let ((hold, held), (release, released)) = (mpsc::channel(), mpsc::channel::<()>());
    let holder = thread::spawn(move || {
        let _held = STOPPED.lock().unwrap();
        hold.send(()).unwrap();
        released.recv_timeout(Duration::from_secs(60))
    });
    held.recv().unwrap();

    let waiting = tokio::spawn(respond(State(service.clone()), form(LIST)));
    tokio::task::yield_now().await;
    // What is refused without a look into the store does not wait.
    let refused = respond(State(service), form(&format!("{LIST}&MaxItems=0"))).await;
    assert_eq!(refused.status(), 400);
    assert!(!waiting.is_finished());
    drop(release);
    assert_eq!(waiting.await.unwrap().status(), 200);
    holder.join().unwrap().unwrap_err();
}

fn form(body: &str) -> HttpRequest<Body> {
    let request = HttpRequest::post("/").header(header::CONTENT_TYPE, FORM);
    request.body(Body::from(body.to_owned())).unwrap()
}

async fn start() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, Emulator::new().0));
    address
}

async fn send(content_type: Option<&str>, body: &str) -> (u16, String) {
    let mut request = HttpRequest::post("/");
    if let Some(content_type) = content_type {
        request = request.header(header::CONTENT_TYPE, content_type);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let response = respond(State(Emulator::new().0), request).await;
    let status = response.status().as_u16();
    let request_id = response.headers()["x-amzn-requestid"].to_str().unwrap().to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let body = String::from_utf8(body.into()).unwrap();
    assert!(body.contains(&format!("<RequestId>{request_id}</RequestId>")));
    (status, body)
}
