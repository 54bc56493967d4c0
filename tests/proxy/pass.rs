//! What goes on byte for byte.

use std::fs;

use super::*;

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
            assert!(setup.got() == [request], "{}", file.display());
            assert!(answer.ends_with(b"\r\n\r\nok"));
        }
    }
}

/// What real clients send is in no way odd: the rule asks for the tag, or has nothing to say.
#[tokio::test]
async fn the_rule_can_judge_every_request_of_a_client() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let (mut passed, mut refused) = (0, 0);
    for file in files("requests/clients", "http") {
        let request = fs::read(&file).unwrap();
        let answer = setup.send(&request).await;
        match setup.got().pop() {
            Some(got) => {
                assert_eq!(without_connection(&got), without_connection(&request));
                passed += 1;
            }
            None => {
                let (status, code, message) = refusal(&answer);
                assert_eq!((status, &*code), (403, "AccessDenied"), "{}", file.display());
                let expected = "The request has no tag with the required key Owner.";
                assert_eq!(message, expected, "{}", file.display());
                refused += 1;
            }
        }
    }
    assert!((passed, refused) > (100, 30), "{passed} {refused}");
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

/// The head line and the signature of a request that is signed for a service.
fn signed(line: &str, service: &str) -> String {
    format!(
        "{line} HTTP/1.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261129/us-east-1/{service}/\
         aws4_request, SignedHeaders=host;x-amz-date, Signature=0\r\n"
    )
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

#[tokio::test]
async fn passes_requests_of_other_services_on() {
    let mut setup = Setup::asks(&["Owner"], &[("Stage", "test")]).await;
    for (line, service, rest) in [
        (
            "PUT /bucket/a%2fb?tagging&x=%zz",
            "s3",
            "Host: s3\r\nContent-Length: 4\r\n\r\n\u{0}\u{1}&=",
        ),
        (
            "PUT /bucket/a.gz",
            "s3",
            "Content-Type: text/plain; charset=utf-16\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
        ),
        (
            "POST /",
            "dynamodb",
            "X-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Type: application/x-amz-json-1.0\r\n\
             Content-Length: 2\r\n\r\n{}",
        ),
        (
            "POST /",
            "transfer",
            "X-Amz-Target: TransferService.CreateUser\r\nContent-Type: application/x-amz-json-1.1\r\n\
             Content-Length: 2\r\n\r\n{}",
        ),
        (
            "GET /?Action=CreateUser&Version=2015-02-02&Tags.Tag.1.Key=a",
            "elasticache",
            "Host: elasticache\r\n\r\n",
        ),
    ] {
        let request = signed(line, service) + rest;
        setup.send(request.as_bytes()).await;
        let got = setup.got();
        assert_eq!(got.len(), 1, "{request}");
        assert_eq!(String::from_utf8_lossy(&got[0]), request);
    }
    // Without a signature these are not about the rule.
    for request in [
        format!(
            "POST /?x=1 HTTP/1.1\r\n{FORM}Content-Length: 40\r\n\r\nAction=SendMessage&Version=2012-11-05&a="
        ),
        "DELETE / HTTP/1.1\r\nhOST: a\r\n\r\n".to_owned(),
    ] {
        setup.send(request.as_bytes()).await;
        assert_eq!(setup.got(), [request.as_bytes()], "{request}");
    }
}

/// A request without the tag that is another service's by one sign, and by another one is not.
#[tokio::test]
async fn one_sign_of_another_service_is_not_enough() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let create = "GET /?Action=CreateUser&UserName=a";
    let other = format!("{create}&Version=2015-02-02");
    let twice = "Authorization: AWS4-HMAC-SHA256 Credential=a/b/c/iam/d, Signature=0\r\n";
    for request in [
        // No signature, an empty version, the version of another service for IAM.
        format!("{other} HTTP/1.1\r\n"),
        format!("{create}&Version= HTTP/1.1\r\n"),
        signed(&format!("{create}&Version="), "elasticache"),
        signed(&format!("{create}&Version=x"), "elasticache"),
        signed(create, "elasticache"),
        signed(&other, "iam"),
        signed(&other, "IAM"),
        signed(&format!("{create}&Version=2010-05-08"), "elasticache"),
        signed(&format!("{create}&Version=2010-05-08+"), "elasticache"),
        // Signs that readers take from different places.
        signed(&other, "elasticache") + "Host: iam.amazonaws.com\r\n",
        signed(&other, "elasticache") + twice,
        signed(&other, "a/b/c/iam/aws4_request, Credential=a/b/c/elasticache"),
        signed(&format!("{other}&X-Amz-Credential=a/b/c/iam/aws4_request"), "elasticache"),
        format!("{other}&X-Amz-Credential=a/b/c/iam/aws4_request HTTP/1.1\r\n"),
    ] {
        let answer = setup.send(format!("{request}\r\n").as_bytes()).await;
        assert_eq!(refusal(&answer).1, "AccessDenied", "{request}");
    }
    for target in ["IAM.CreateUser", "CreateUser", "TransferService.createuser"] {
        for service in ["iam", "sts"] {
            let request = signed("POST /", service);
            let answer =
                setup.send(format!("{request}X-Amz-Target: {target}\r\n\r\n").as_bytes()).await;
            let message = "The action is in a header, where it cannot be judged.".to_owned();
            assert_eq!(refusal(&answer), (400, "MalformedInput".to_owned(), message));
        }
    }
    setup.got_nothing();
}
