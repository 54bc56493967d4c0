//! Messages of HTTP: lengths, codings, hosts, bounds, and an upstream that fails.

use std::time::Duration;

use clap::Parser;

use super::*;

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
        X-Secret: 1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n3\r\na=%\r\n4;x=1\r\n2f&b\r\n0\r\n\r\n";
    setup.send(chunked).await;
    let got = setup.got();
    assert_eq!(
        String::from_utf8_lossy(&got[0]),
        "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\ncontent-length: 7\r\n\r\na=%2f&b",
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

/// The answer's status and message to a head that has no body.
async fn refused(setup: &Setup, head: &str) -> (u16, String) {
    let (status, _, message) = refusal(&setup.send(format!("{head}\r\n\r\n").as_bytes()).await);
    (status, message)
}

#[tokio::test]
async fn refuses_what_a_proxy_cannot_pass_on() {
    // Without a rule, too.
    let mut setup = Setup::asks(&[], &[]).await;
    let chunks = "\r\n\r\n3\r\na=b\r\n0";
    for (head, status, message) in [
        ("CONNECT a:80 HTTP/1.1\r\nHost: a:80".to_owned(), 405, "CONNECT is for tunnels"),
        ("OPTIONS * HTTP/1.1\r\nHost: a".to_owned(), 400, "the target is not a path"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b".to_owned(), 400, "two Host headers"),
        (
            format!("POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked{chunks}"),
            501,
            "no other Transfer-Encoding than chunked is known",
        ),
        (
            format!(
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked{chunks}"
            ),
            501,
            "no other Transfer-Encoding than chunked is known",
        ),
    ] {
        assert_eq!(refused(&setup, &head).await, (status, message.to_owned()), "{head}");
    }
    setup.got_nothing();
    setup.send(b"OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!(setup.got(), [b"OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n"]);
}

#[tokio::test]
async fn long_bodies_wait_for_each_other_and_short_ones_do_not() {
    let mut setup = Setup::new(OK, |a| {
        a.max_body = 100_000;
        a.max_held = 100_000;
    })
    .await;
    let (long, short) = (post("x".repeat(100_000)), post("x".repeat(60_000)));
    // It takes all the room and does not end.
    let mut greedy = TcpStream::connect(setup.address).await.unwrap();
    greedy.write_all(&long[..90_000]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let (answer, ()) = tokio::join!(setup.send(&long), async {
        setup.send(&short).await;
        drop(greedy);
    });
    assert!(answer.ends_with(b"\r\n\r\nok"));
    assert!(setup.got() == [short, long]);
}

#[tokio::test]
async fn bounds_the_connections_of_one_address() {
    let mut setup = Setup::new(OK, |a| a.max_connections_each = 2).await;
    let idle = TcpStream::connect(setup.address).await.unwrap();
    let _second = TcpStream::connect(setup.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(setup.post("Action=ListUsers").await, b"");
    setup.got_nothing();
    // Whoever leaves makes room.
    drop(idle);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(setup.post("Action=ListUsers").await.ends_with(b"\r\n\r\nok"));
}

#[tokio::test]
async fn says_what_an_upstream_must_look_like() {
    let arguments = Arguments::try_parse_from(["proxy", "--upstream", "http://127.0.0.1:4566"]);
    let error = Proxy::new(arguments.unwrap(), drop).err();
    let expected = "--upstream http://127.0.0.1:4566 is not HOST:PORT, without http://";
    assert_eq!(error.as_deref(), Some(expected));
}

/// Servers close idle connections after five seconds and more.
#[tokio::test]
async fn uses_a_connection_again_that_has_not_idled_for_long() {
    let upstream = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = upstream.local_addr().unwrap().to_string();
    let setup = Setup::new(OK, |arguments| arguments.upstream = address).await;
    let asked = || setup.post("Action=ListUsers");
    let answers = async |stream: &mut TcpStream| {
        read_message(stream).await?;
        stream.write_all(OK).await.ok()
    };
    let accepted = async || upstream.accept().await.unwrap().0;

    let (_, mut first) = tokio::join!(asked(), async {
        let mut stream = accepted().await;
        answers(&mut stream).await.unwrap();
        stream
    });
    tokio::join!(asked(), async { answers(&mut first).await.unwrap() });
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    let second = async { answers(&mut accepted().await).await };
    let both = async { tokio::join!(asked(), second) };
    let both = tokio::time::timeout(Duration::from_secs(5), both).await;
    let (answer, _) = both.expect("a second connection");
    assert!(answer.ends_with(b"\r\n\r\nok"));
}
