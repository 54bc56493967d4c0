//! How often a call is sent that finds no connection, and the pauses between: nothing here waits.

use std::cell::RefCell;
use std::net::TcpListener;
use std::rc::Rc;

use super::*;

#[test]
fn a_call_without_a_connection_is_sent_again_this_often_after_longer_and_longer_pauses() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), b"A=b".to_vec());
    for (retries, pauses) in [(0, &[][..]), (1, &[200]), (2, &[200, 400]), (3, &[200, 400, 600])] {
        let mut endpoint =
            Http::new(&format!("http://{nobody}"), Duration::from_secs(10), retries).unwrap();
        let made = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&made);
        endpoint.sleep = Box::new(move |pause| kept.borrow_mut().push(pause.as_millis()));
        assert!(endpoint.send(&call).unwrap_err().contains("refused"));
        assert_eq!(*made.borrow(), pauses);
    }
}

#[test]
fn only_a_call_without_a_connection_was_not_sent() {
    for (error, unsent) in [
        (ureq::Error::ConnectionFailed, true),
        (ureq::Error::HostNotFound, true),
        (ureq::Error::Timeout(Timeout::Connect), true),
        (ureq::Error::Timeout(Timeout::Resolve), true),
        (ureq::Error::Timeout(Timeout::Global), false),
        (ureq::Error::Timeout(Timeout::RecvResponse), false),
        (ureq::Error::Timeout(Timeout::SendRequest), false),
        (ureq::Error::Io(ErrorKind::ConnectionRefused.into()), true),
        (ureq::Error::Io(ErrorKind::ConnectionReset.into()), false),
        (ureq::Error::Io(ErrorKind::ConnectionAborted.into()), false),
        (ureq::Error::Io(ErrorKind::UnexpectedEof.into()), false),
        (ureq::Error::Io(ErrorKind::TimedOut.into()), false),
        (ureq::Error::BadUri("a".to_owned()), false),
    ] {
        let shown = error.to_string();
        let failure = Failure::from(error);
        assert_eq!((failure.unsent, &failure.text), (unsent, &shown));
    }
    assert!(!Failure::from("a".to_owned()).unsent);
}
