//! What the server adds to the emulator: sizes, patience, who is held up by whom, and its own requests.
#![cfg(feature = "server")]

use std::net::SocketAddr;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use iam_codec::Timestamp;
use iam_emulator::{Emulator, State, server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

const LIST: &str = "Action=ListUsers&Version=2010-05-08";
const CREATE: &str = "Action=CreateUser&Version=2010-05-08&UserName=anika";

/// The head of a request with a form of this length.
fn head(length: usize) -> String {
    format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n"
    )
}

fn form(body: &str) -> String {
    head(body.len()) + body
}

/// Serves an emulator until what is returned first is dropped or sent to.
async fn serve(emulator: Emulator) -> (oneshot::Sender<()>, SocketAddr, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel();
    let (listener, url) = server::listen("127.0.0.1:0").await.unwrap();
    let address = url.strip_prefix("http://").unwrap().parse().unwrap();
    let served = tokio::spawn(server::serve(listener, emulator, async {
        let _ = stopped.await;
    }));
    (stop, address, served)
}

/// Sends a request that closes its connection, and gives the whole answer.
async fn send(address: SocketAddr, request: &str) -> String {
    let mut client = TcpStream::connect(address).await.unwrap();
    let request = request.replacen("Host: a", "Host: a\r\nConnection: close", 1);
    client.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn refuses_a_body_that_is_too_large() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    let body = format!("{LIST}&{}", "x".repeat(10_000_000 - LIST.len() - 1));
    assert!(send(address, &form(&body)).await.starts_with("HTTP/1.1 200 "));
    // The client sends all before it reads the answer, of a length that is told before and of one that is not.
    let chunked = head(0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let (long, chunk) = (format!("{body}x"), format!("989681\r\n{body}x\r\n0\r\n\r\n"));
    for request in [head(10_000_001) + &long, head(30_000_003) + &long.repeat(3), chunked + &chunk]
    {
        let answer = send(address, &request).await;
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
        let message = "<Message>The body is longer than 10,000,000 bytes.</Message>";
        assert!(answer.contains(message), "{answer}");
    }
}

/// The answer to a head alone of a body of this length, whose client waits to be asked for it.
async fn answer_to_who_waits(address: SocketAddr, length: usize) -> String {
    let mut client = TcpStream::connect(address).await.unwrap();
    let head = head(length).replace("Host: a", "Host: a\r\nExpect: 100-continue");
    client.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = client.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[tokio::test]
async fn asks_for_a_body_unless_it_is_too_large() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    for length in [1, 10_000_000] {
        assert_eq!(answer_to_who_waits(address, length).await, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    for length in [10_000_001, usize::MAX / 2] {
        let answer = answer_to_who_waits(address, length).await;
        assert!(answer.starts_with("HTTP/1.1 413 "), "{length}: {answer}");
    }
}

/// The clock jumps to the end of a wait as soon as nothing else is to do.
#[tokio::test(start_paused = true)]
async fn a_body_may_take_thirty_seconds() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    let mut client = TcpStream::connect(address).await.unwrap();
    let begun = Instant::now();
    client.write_all(format!("{}Action", head(9)).as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = client.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("<Message>The body took too long.</Message>"), "{answer}");
    assert_eq!(begun.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_head_may_take_thirty_seconds() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    for head in ["POST / HTTP/1.1\r\nHost", ""] {
        let mut client = TcpStream::connect(address).await.unwrap();
        let begun = Instant::now();
        client.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "");
        assert_eq!(begun.elapsed().as_secs(), 30);
    }
}

#[tokio::test]
async fn a_slow_client_holds_up_nobody() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(format!("{}Action", head(LIST.len())).as_bytes()).await.unwrap();
    assert!(send(address, &form(LIST)).await.starts_with("HTTP/1.1 200 "));

    slow.write_all(&LIST.as_bytes()[6..]).await.unwrap();
    let mut status = [0; 12];
    slow.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
}

/// Whoever asks the clock has it, and waits until it runs again.
#[tokio::test]
async fn who_waits_holds_up_nobody_who_is_refused_before() {
    static STOPPED: Mutex<()> = Mutex::new(());
    let emulator = Emulator::new().with_clock(|| {
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

    let (_stop, address, _) = serve(emulator).await;
    let waiting = tokio::spawn(async move { send(address, &form(LIST)).await });
    let refused = send(address, &form(&format!("{LIST}&MaxItems=0"))).await;
    assert!(refused.starts_with("HTTP/1.1 400 "), "{refused}");
    assert!(!waiting.is_finished());
    drop(release);
    assert!(waiting.await.unwrap().starts_with("HTTP/1.1 200 "));
    holder.join().unwrap().unwrap_err();
}

#[tokio::test]
async fn tells_and_resets_its_state() {
    let emulator = Emulator::new();
    let (_stop, address, _) = serve(emulator.clone()).await;
    let health = send(address, "GET /_health HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(health.ends_with("\r\n\r\n{\"status\":\"ok\"}"), "{health}");

    assert!(send(address, &form(CREATE)).await.starts_with("HTTP/1.1 200 "));
    let state = send(address, "GET /_state HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let (_, state) = state.split_once("\r\n\r\n").unwrap();
    assert_eq!(serde_json::from_str::<State>(state).unwrap(), emulator.state());
    assert_ne!(emulator.state(), State::default());

    let reset =
        send(address, "POST /_reset HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").await;
    assert!(reset.starts_with("HTTP/1.1 200 "), "{reset}");
    assert_eq!(emulator.state(), State::default());
}

#[tokio::test]
async fn answers_who_is_being_answered_before_it_stops() {
    let (stop, address, served) = serve(Emulator::new()).await;
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(format!("{}Action", head(LIST.len())).as_bytes()).await.unwrap();
    // The connection is accepted by then.
    assert!(send(address, &form(LIST)).await.starts_with("HTTP/1.1 200 "));
    stop.send(()).unwrap();
    client.write_all(&LIST.as_bytes()[6..]).await.unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    served.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

/// A request with a body of this length that changes nothing.
fn of_length(length: usize) -> String {
    form(&format!("{LIST}&{}", "x".repeat(length - LIST.len() - 1)))
}

/// The same with one that is long.
fn long() -> String {
    of_length(100_000)
}

/// An emulator that serves nobody else while it serves the first request that is not refused, until the other
/// half is dropped.
fn held_up() -> (Emulator, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let ((begin, begun), (release, released)) = (mpsc::channel(), mpsc::channel::<()>());
    let first = Mutex::new(Some((begin, released)));
    let emulator = Emulator::new().with_clock(move || {
        let first = first.lock().unwrap().take();
        if let Some((begin, released)) = first {
            begin.send(()).unwrap();
            let _ = released.recv_timeout(Duration::from_secs(60));
        }
        Timestamp::from_unix(1_700_000_000).unwrap()
    });
    (emulator, begun, release)
}

/// Short requests are answered, for so long that any other one would be answered by then.
async fn are_answered(address: SocketAddr) {
    for _ in 0..20 {
        assert!(send(address, &form(LIST)).await.starts_with("HTTP/1.1 200 "));
        sleep(Duration::from_millis(10)).await;
    }
}

/// Each needs many times its length while it is read.
#[tokio::test(flavor = "multi_thread")]
async fn long_requests_are_answered_one_after_the_other_and_hold_up_no_short_one() {
    let (emulator, begun, release) = held_up();
    let (_stop, address, _) = serve(emulator).await;
    let first = tokio::spawn(async move { send(address, &long()).await });
    tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
    let second = tokio::spawn(async move { send(address, &long()).await });
    are_answered(address).await;
    assert!(!first.is_finished() && !second.is_finished());
    drop(release);
    assert!(first.await.unwrap().starts_with("HTTP/1.1 200 "));
    assert!(second.await.unwrap().starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn long_bodies_wait_for_room_and_short_ones_do_not() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    let mut greedy = Vec::new();
    for place in 1..=8 {
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(&long().as_bytes()[..90_000]).await.unwrap();
        greedy.push(client);
        are_answered(address).await;
        if place == 7 {
            // There is room for one more, who does not wait until those before are given up.
            let answer = timeout(Duration::from_secs(20), send(address, &of_length(65_537))).await;
            assert!(answer.unwrap().starts_with("HTTP/1.1 200 "));
        }
    }
    for length in [65_535, 65_536] {
        assert!(send(address, &of_length(length)).await.starts_with("HTTP/1.1 200 "));
    }
    let waiting = tokio::spawn(async move { send(address, &of_length(65_537)).await });
    are_answered(address).await;
    assert!(!waiting.is_finished());
    drop(greedy);
    assert!(waiting.await.unwrap().starts_with("HTTP/1.1 200 "));
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_room_is_not_slow() {
    let (_stop, address, _) = serve(Emulator::new()).await;
    let mut slow = Vec::new();
    // Twice as many as there is room for.
    for _ in 0..16 {
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(head(100_000).as_bytes()).await.unwrap();
        slow.push(client);
    }
    let answer = send(address, &long()).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}
