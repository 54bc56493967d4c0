//! What an endpoint at a URL sends, how often, and what it takes for an answer.
#[path = "support/http.rs"]
mod http;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use http::serve;
use iam_parity::{Answer, Call, Endpoint, Http, Keys};

const SOON: Duration = Duration::from_secs(10);

fn call(method: &str, target: &str, body: &str) -> Call {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers = vec![("X-A".to_owned(), "b".to_owned())];
    Call::received(method.into(), path.into(), query.into(), headers, body.into())
}

/// The request that a server gets.
fn received(call: &Call, endpoint: impl FnOnce(Http) -> Http) -> Call {
    let got = Arc::new(Mutex::new(None));
    let kept = Arc::clone(&got);
    let url = serve(move |call| {
        *kept.lock().unwrap() = Some(call.clone());
        Answer { status: 204, ..Answer::default() }
    });
    let mut endpoint = endpoint(Http::new(&url, SOON, 0).unwrap());
    assert_eq!(endpoint.send(call).unwrap().status, 204);
    let got = got.lock().unwrap().take();
    got.unwrap()
}

fn header<'c>(call: &'c Call, name: &str) -> Option<&'c str> {
    let found = call.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

#[test]
fn a_call_is_sent_as_it_is_and_signed_for_its_service() {
    for (sent, service) in [
        (call("POST", "/", "Action=GetUser"), Some("iam")),
        (call("POST", "/", "Action=GetCallerIdentity"), Some("sts")),
        (call("POST", "/a/b?c=d", ""), Some("iam")),
        (call("GET", "/?Action=GetUser", ""), Some("iam")),
        (call("PUT", "/", "e=f"), Some("iam")),
        // The query is the signature.
        (call("GET", "/?X-Amz-Signature=0", ""), None),
    ] {
        let got = received(&sent, |endpoint| endpoint);
        assert_eq!(
            (&got.method, got.target(), &got.body),
            (&sent.method, sent.target(), &sent.body)
        );
        assert_eq!(header(&got, "X-A"), Some("b"));
        let start = service.map(|service| {
            let scope = format!("/us-east-1/{service}/aws4_request, SignedHeaders=");
            (header(&got, "Authorization").unwrap().contains(&scope), "AKIDEXAMPLE")
        });
        assert_eq!(start.is_some_and(|(is_scoped, _)| is_scoped), service.is_some(), "{sent:?}");
        let key =
            header(&got, "Authorization").map(|text| text.contains("Credential=AKIDEXAMPLE/"));
        assert_eq!(key, service.map(|_| true));
        assert!(header(&got, "User-Agent").unwrap().starts_with("iam-codec/"));
        assert_eq!(header(&got, "Accept-Encoding"), Some("identity"));
    }
}

#[test]
fn keys_of_an_account_sign_and_their_token_is_sent() {
    for token in [None, Some("t/1")] {
        let with = |endpoint: Http| {
            let token = token.map(str::to_owned);
            let keys = move || {
                Ok(Keys { id: "ASIAOWN".into(), secret: "hunter2".into(), token: token.clone() })
            };
            endpoint.with_keys(Box::new(keys)).unwrap()
        };
        let got = received(&call("POST", "/", "Action=GetUser"), with);
        assert!(header(&got, "Authorization").unwrap().contains("Credential=ASIAOWN/"));
        assert_eq!(header(&got, "X-Amz-Security-Token"), token);
    }
    let none = Http::new("http://h", SOON, 0).unwrap().with_keys(Box::new(|| Err("none".into())));
    assert_eq!(none.unwrap_err(), "none");
}

#[test]
fn only_urls_of_a_server_are_endpoints() {
    for (url, is_fine) in [
        ("http://127.0.0.1:5000", true),
        ("http://127.0.0.1:5000/", true),
        ("http://localhost", true),
        ("http://h:1/path/", true),
        ("http://h:1/?a=b", false),
        ("https://h:1", cfg!(feature = "https")),
        ("ftp://h:1", false),
        ("h:1", false),
        ("/path", false),
        ("http://", false),
        ("http://u:p@h:1", true),
        ("http://u:p@h", true),
        ("http://[::1]", true),
        ("http://[::1]:5000", true),
        ("http://h:0", true),
        ("http://h:65535", true),
        ("http://h:65536", false),
        ("http://u:p@h:99999/", false),
        ("http://[::1]:99999", false),
        ("http://h:", false),
        ("", false),
    ] {
        let made = Http::new(url, SOON, 0);
        assert_eq!(made.is_ok(), is_fine, "{url}");
        let sts = Http::new("http://h", SOON, 0).unwrap().with_sts(url);
        assert_eq!(sts.is_ok(), is_fine, "{url}");
        if let Ok(endpoint) = made {
            assert_eq!(endpoint.url(), url.trim_end_matches('/').replace("u:p@", ""));
        }
    }
    for (url, wrong) in [
        ("http://h:1/?a=b", "http://h:1/?a=b: expected http://host:port"),
        ("http://u:p@h:99999", "http://h:99999: expected http://host:port"),
        ("", ": empty string, expected http://host:port"),
    ] {
        assert_eq!(Http::new(url, SOON, 0).unwrap_err(), wrong);
    }
}

#[test]
fn an_answer_of_any_status_is_one_and_a_redirect_is_not_followed() {
    for status in [200, 302, 404, 500, 503] {
        let url = serve(move |call| Answer {
            // Whoever follows is told apart.
            status: if call.path == "/" { status } else { 599 },
            headers: vec![
                ("Location".to_owned(), "/b".to_owned()),
                ("X-B".to_owned(), "c".to_owned()),
            ],
            body: b"a\xFF".to_vec(),
        });
        let answer = Http::new(&url, SOON, 0).unwrap().send(&call("POST", "/", "")).unwrap();
        assert_eq!(
            (answer.status, answer.header("x-b"), &*answer.body),
            (status, Some("c"), &b"a\xFF"[..])
        );
    }
}

/// An endpoint that counts how often it is called.
fn counting(answer: Answer) -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let url = serve(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        answer.clone()
    });
    (url, count)
}

fn error(code: &str) -> Answer {
    let body = format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>");
    Answer { status: 403, headers: Vec::new(), body: body.into() }
}

#[test]
fn keys_are_renewed_once_for_these_codes_alone_and_only_where_there_are_keys() {
    for (code, asked) in [
        ("ExpiredToken", 2),
        ("ExpiredTokenException", 2),
        ("RequestExpired", 2),
        ("Expired", 1),
        ("InvalidClientTokenId", 1),
    ] {
        let (url, count) = counting(error(code));
        let sources = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&sources);
        let keys = move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(Keys { id: "A".into(), secret: "s".into(), token: None })
        };
        let endpoint = Http::new(&url, SOON, 5).unwrap();
        let mut endpoint = endpoint.with_keys(Box::new(keys)).unwrap();
        assert_eq!(endpoint.send(&call("POST", "/", "")).unwrap().status, 403);
        let told = (sources.load(Ordering::Relaxed), count.load(Ordering::Relaxed));
        assert_eq!(told, (asked, asked), "{code}");
    }
    let (url, count) = counting(error("ExpiredToken"));
    Http::new(&url, SOON, 5).unwrap().send(&call("POST", "/", "")).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

/// A port at which nobody listens.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn a_call_without_a_connection_is_sent_again_until_there_is_one() {
    let url = nobody();
    let told = Http::new(&url, SOON, 1).unwrap().send(&call("POST", "/", "")).unwrap_err();
    assert!(told.contains("refused"), "{told}");
    let address = url.trim_start_matches("http://").to_owned();
    // The first attempts find nobody.
    let late = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        let listener = TcpListener::bind(address).unwrap();
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = [0; 4096];
        assert!(stream.read(&mut bytes).unwrap() > 0);
        stream.write_all(b"HTTP/1.1 204 X\r\nConnection: close\r\n\r\n").unwrap();
    });
    let answer = Http::new(&url, SOON, 20).unwrap().send(&call("GET", "/", "")).unwrap();
    assert_eq!(answer.status, 204);
    late.join().unwrap();
}

/// Instead of an answer.
const CLOSES: &[u8] = b"closes";

/// A server that reads requests and then does this with the connection; with the count of connections.
fn raw(answer: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        let mut kept = Vec::new();
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::Relaxed);
            // One that closes the connection at once has not read what was sent: that resets it.
            if answer == CLOSES {
                continue;
            }
            let mut bytes = [0; 4096];
            let _ = stream.read(&mut bytes);
            let _ = stream.write_all(answer);
            // A server that is slow keeps the connection.
            if answer.is_empty() {
                kept.push(stream);
            }
        }
    });
    (url, count)
}

#[test]
fn a_call_that_may_have_been_carried_out_is_not_sent_again() {
    let short = Duration::from_millis(200);
    for (bytes, timeout, words) in [
        (&b""[..], short, "timeout"),
        (b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nabc", SOON, ""),
        (b"nonsense\r\n\r\n", SOON, ""),
        (CLOSES, SOON, ""),
    ] {
        let (url, count) = raw(bytes);
        let sent = Http::new(&url, timeout, 5).unwrap().send(&call("GET", "/", ""));
        let told = sent.unwrap_err();
        assert!(told.contains(words), "{told}");
        assert_eq!(count.load(Ordering::Relaxed), 1, "{told}");
    }
}

#[test]
fn a_body_of_32_mib_is_read_and_a_longer_one_is_no_answer() {
    let longest = 32 * 1024 * 1024;
    for (length, is_read) in [(longest, true), (longest + 1, false)] {
        let url =
            serve(move |_| Answer { status: 200, headers: Vec::new(), body: vec![b'a'; length] });
        let sent =
            Http::new(&url, Duration::from_secs(60), 0).unwrap().send(&call("POST", "/", ""));
        assert_eq!(sent.as_ref().map(|answer| answer.body.len()).ok(), is_read.then_some(length));
    }
}

#[test]
fn an_endpoint_shows_its_url_and_no_key() {
    let endpoint = Http::new("http://h:1/", SOON, 0).unwrap();
    assert_eq!(format!("{endpoint:?}"), "Http { url: \"http://h:1\", .. }");
}
