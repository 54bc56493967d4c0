//! Files of a recording, byte by byte.

use super::*;

fn call(method: &str, path: &str, query: &str, body: &[u8]) -> Call {
    let headers = vec![("Content-Type".to_owned(), "a".to_owned())];
    Call::received(method.into(), path.into(), query.into(), headers, body.into())
}

/// The names of the files, and the texts.
fn files(calls: &[Call], answer: &Answer) -> Vec<(String, String)> {
    let mut endpoint = |_: &Call| Ok(answer.clone());
    let mut recorder = Recorder::new(&mut endpoint, 7);
    for call in calls {
        assert_eq!(recorder.send(call).as_ref(), Ok(answer));
    }
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
    recorder.recording(&[]).files.iter().map(|(name, bytes)| (name.clone(), text(bytes))).collect()
}

#[test]
fn a_form_is_its_body_and_any_other_request_a_whole_message() {
    let answer = Answer { status: 200, headers: Vec::new(), body: "<a/>".into() };
    let body = b"Action=GetUser";
    let message = |head: &str| format!("{head} HTTP/1.1\r\nContent-Type: a\r\n\r\nAction=GetUser");
    for (call, ending, text) in [
        (call("POST", "/", "", body), "form", "Action=GetUser".to_owned()),
        (call("GET", "/", "", body), "http", message("GET /")),
        (call("POST", "/a", "", body), "http", message("POST /a")),
        (call("POST", "/", "b=c", body), "http", message("POST /?b=c")),
    ] {
        let files = files(std::slice::from_ref(&call), &answer);
        assert_eq!(files[0], (format!("0001-GetUser.{ending}"), text));
        assert_eq!(files[1], ("0001-GetUser.xml".to_owned(), "<a/>".to_owned()));
    }
}

#[test]
fn exchanges_are_numbered_and_have_a_line_each() {
    let body = "<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>no a</Message></Error></ErrorResponse>";
    let refusal = Answer { status: 404, headers: Vec::new(), body: body.into() };
    let calls = [
        call("POST", "/", "", b"Action=GetUser&UserName=a"),
        call("POST", "/", "", b"Action=Get%2FUser"),
        call("POST", "/", "", b"UserName=a"),
        call("POST", "/", "Action=GetRole", b""),
    ];
    let files = files(&calls, &refusal);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "0001-GetUser.form",
            "0001-GetUser.xml",
            "0002-request.form",
            "0002-request.xml",
            "0003-request.form",
            "0003-request.xml",
            "0004-GetRole.http",
            "0004-GetRole.xml",
            "exchanges.json",
        ]
    );
    let lines: Vec<_> = files[8].1.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[5]), (6, "[", "]"));
    assert_eq!(
        lines[1],
        r#"{"body":"Action=GetUser&UserName=a","case":"0001-GetUser","code":"NoSuchEntity","message":"no a","status":404},"#
    );
    let success = Answer { status: 200, headers: Vec::new(), body: "<a/>".into() };
    let files = self::files(&calls[..1], &success);
    assert_eq!(
        files[2].1,
        "[\n{\"body\":\"Action=GetUser&UserName=a\",\"case\":\"0001-GetUser\",\"code\":\"Success\",\"status\":200}\n]\n"
    );
}

#[test]
fn what_is_left_out_is_named_and_not_written() {
    let mut number = 0;
    let mut endpoint = |_: &Call| {
        number += 1;
        let name = if number == 1 { "anika" } else { "parity-7-1" };
        let body = format!("<a><UserName>{name}</UserName></a>");
        Ok(Answer { status: 200, headers: Vec::new(), body: body.into() })
    };
    let mut recorder = Recorder::new(&mut endpoint, 7);
    for _ in 0..2 {
        recorder.send(&call("POST", "/", "", b"Action=GetUser")).unwrap();
    }
    let Recording { files, left_out } = recorder.recording(&["", "123456789012"]);
    let why = "an unknown text in UserName".to_owned();
    assert_eq!(left_out, [("0001-GetUser".to_owned(), why)]);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["0002-GetUser.form", "0002-GetUser.xml", "exchanges.json"]);
    assert!(format!("{recorder:?}").contains("exchanges: 2"));
}

#[test]
fn a_call_that_is_not_answered_is_not_kept() {
    let mut endpoint = |_: &Call| Err("reset".to_owned());
    let mut recorder = Recorder::new(&mut endpoint, 7);
    let sent = recorder.send(&call("POST", "/", "", b"Action=GetUser"));
    assert_eq!(sent, Err("reset".to_owned()));
    let files = recorder.recording(&[]).files;
    assert_eq!(files, [("exchanges.json".to_owned(), b"[\n\n]\n".to_vec())]);
}
