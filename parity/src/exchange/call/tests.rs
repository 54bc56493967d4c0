//! Calls as commands and as texts, word for word.

use super::*;

#[test]
fn curl_takes_no_body_for_a_file_and_the_shell_no_quote_for_an_end() {
    for (body, end) in [
        (&b"@a=1"[..], " --data-raw '@a=1'"),
        (b"a='@", r" --data-binary 'a='\''@'"),
        (b"a=\xFF\n'", r" --data-binary $'a=\xff\n\''"),
        ("a=\u{202e}".as_bytes(), r" --data-binary $'a=\xe2\x80\xae'"),
    ] {
        let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), body.into());
        let line = call.curl("http://h");
        assert!(line.ends_with(&format!(" 'http://h/'{end}")), "{line}");
    }
}

/// A call with these parts, and a header.
fn call(method: &str, target: &str, body: &str) -> Call {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers = vec![("X-A".to_owned(), "b'c".to_owned())];
    Call::received(method.into(), path.into(), query.into(), headers, body.into())
}

const KEY: &str = "--aws-sigv4 aws:amz:us-east-1:iam -u AKIDEXAMPLE:secret ";

#[test]
fn a_command_has_all_that_is_sent_and_no_more() {
    let header = r"-H 'X-A: b'\''c'";
    for (call, url, command) in [
        (
            call("POST", "/", "A=b"),
            "http://h",
            format!("{KEY}'http://h/' {header} --data-binary 'A=b'"),
        ),
        (
            call("POST", "/", "A=b"),
            "http://h/",
            format!("{KEY}'http://h/' {header} --data-binary 'A=b'"),
        ),
        (call("POST", "/", "A=b"), "", format!("{KEY}'/' {header} --data-binary 'A=b'")),
        // curl sends POST with a body alone.
        (call("POST", "/", ""), "http://h", format!("{KEY}'http://h/' -X POST {header}")),
        (call("GET", "/", ""), "http://h", format!("{KEY}'http://h/' -X GET {header}")),
        (
            call("PUT", "/", "A=b"),
            "http://h",
            format!("{KEY}'http://h/' -X PUT {header} --data-binary 'A=b'"),
        ),
        (
            call("GET", "/p?a=1&b=2", ""),
            "http://h",
            format!("{KEY}'http://h/p?a=1&b=2' -X GET {header}"),
        ),
        // The query is the signature.
        (
            call("GET", "/?X-Amz-Signature=0", ""),
            "http://h",
            format!("'http://h/?X-Amz-Signature=0' -X GET {header}"),
        ),
        (
            call("POST", "/", "Action=GetCallerIdentity"),
            "http://h",
            format!(
                "{} 'http://h/' {header} --data-binary 'Action=GetCallerIdentity'",
                KEY.trim().replace(":iam", ":sts")
            ),
        ),
    ] {
        assert_eq!(call.curl(url), format!("curl -sS -i {command}"));
    }
}

#[test]
fn keys_of_a_case_are_words_in_commands_and_their_headers_are_not_shown() {
    let keys = |token: Option<&str>| Keys {
        id: "ASIA".to_owned(),
        secret: "hunter2".to_owned(),
        token: token.map(str::to_owned),
    };
    let mut call = call("POST", "/", "");
    call.headers.push(("Authorization".to_owned(), "of ASIA".to_owned()));
    call.headers.push(("X-Amz-Security-Token".to_owned(), "token".to_owned()));
    let all = r"-H 'Authorization: of ASIA' -H 'X-Amz-Security-Token: token'";
    assert!(call.curl("").ends_with(all), "{}", call.curl(""));
    assert!(call.text().ends_with("Authorization: of ASIA\nX-Amz-Security-Token: token\n\n"));
    call.keys = Some(keys(None));
    let start = "curl -sS -i --aws-sigv4 aws:amz:us-east-1:iam -u KEY:SECRET ";
    let end = r"'/' -X POST -H 'X-A: b'\''c'";
    assert_eq!(call.curl(""), format!("{start}{end}"));
    call.keys = Some(keys(Some("token")));
    assert_eq!(call.curl(""), format!("{start}-H 'X-Amz-Security-Token: TOKEN' {end}"));
    assert_eq!(call.text(), "POST /\nX-A: b'c\n\n");
    assert_eq!(format!("{:?}", keys(Some("token"))), "Keys { id: \"ASIA\", .. }");
}

#[test]
fn a_call_is_of_the_service_of_its_version_or_action() {
    for (target, body, service) in [
        ("/", "Action=GetUser", "iam"),
        ("/", "Action=GetCallerIdentity", "sts"),
        ("/", "Action=NoSuchOperation&Version=2011-06-15", "sts"),
        ("/", "Action=NoSuchOperation&Version=2010-05-08", "iam"),
        ("/?Action=AssumeRole", "", "sts"),
        ("/", "", "iam"),
        ("/", "%", "iam"),
    ] {
        assert_eq!(call("POST", target, body).service().name(), service, "{target} {body}");
    }
}

#[test]
fn a_header_is_found_in_any_case_and_the_first_counts() {
    let headers = [("A", "1"), ("a", "2"), ("B", "3")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let answer = Answer { status: 200, headers, body: b"a\xFF".to_vec() };
    assert_eq!(
        (answer.header("a"), answer.header("b"), answer.header("c")),
        (Some("1"), Some("3"), None)
    );
    assert_eq!(answer.text(), "a\u{FFFD}");
}
