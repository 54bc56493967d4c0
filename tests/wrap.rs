//! The example `wrap`: what the codec makes of a server that was written by hand.

#[expect(dead_code, reason = "`main` does not run here")]
#[path = "../examples/wrap.rs"]
mod wrap;

fn answer(body: &str) -> (u16, String) {
    let (status, xml) = wrap::answer(b"Version=2010-05-08", body.as_bytes(), "id");
    (status, String::from_utf8(xml).unwrap())
}

#[test]
fn an_answer_is_written_as_aws_writes_it() {
    let expected = r#"<GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <GetUserResult>
    <User>
      <Path>/</Path>
      <Arn>arn:aws:iam::123456789012:user/anika</Arn>
      <UserName>anika</UserName>
      <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
      <CreateDate>2026-01-01T00:00:00Z</CreateDate>
    </User>
  </GetUserResult>
  <ResponseMetadata>
    <RequestId>id</RequestId>
  </ResponseMetadata>
</GetUserResponse>
"#;
    let (status, xml) = answer("Action=GetUser&UserName=anika&UserName=bob");
    assert_eq!((status, &*xml), (200, expected));
}

#[test]
fn an_error_gets_its_status_and_envelope() {
    let expected = r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>No bob</Message>
  </Error>
  <RequestId>id</RequestId>
</ErrorResponse>
"#;
    assert_eq!(answer("Action=GetUser&UserName=bob"), (404, expected.to_owned()));
}

#[test]
fn a_request_that_aws_refuses_does_not_reach_the_server() {
    let (status, xml) = answer("Action=GetUser&UserName=a%20b");
    assert_eq!(status, 400);
    let message = "The specified value for userName is invalid. It must contain only alphanumeric \
                   characters and/or the following: +=,.@_-";
    assert!(xml.contains(&format!("<Message>{message}</Message>")), "{xml}");
}

#[test]
fn an_answer_that_is_not_of_iam_is_passed_on() {
    assert_eq!(answer("Action=GetRole&RoleName=app"), (500, "oops".to_owned()));
}

/// A status that begins with 2 is that of a success. The status of an error is its code's, if AWS has the code.
#[test]
fn an_answer_is_written_anew_if_it_fits_its_status_whatever_that_is() {
    const BODY: &[u8] =
        b"Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v";
    let error = |code| format!("<Error><Code>{code}</Code></Error>");
    let metadata = "<ResponseMetadata><RequestId>other</RequestId></ResponseMetadata>";
    let success = format!("<TagUserResponse>{metadata}</TagUserResponse>");
    for status in 100..600 {
        let is_success = (200..300).contains(&status);
        for (answer, new_status) in [
            (success.clone(), is_success.then_some(200)),
            (error("NoSuchEntity"), (!is_success).then_some(404)),
            (error("ServiceFailure"), (!is_success).then_some(500)),
            (error("Teapot"), (!is_success).then_some(status)),
            ("oops".to_owned(), None),
            // Of an operation or an error without a name, nobody knows what it should be.
            (success.replace("TagUser", "TagCat"), None),
            (error(""), None),
            ("<Error/>".to_owned(), None),
        ] {
            let given = iam_codec::wrap(b"", BODY, "id", |_| (status, answer.clone().into_bytes()));
            match new_status {
                None => assert_eq!(given, (status, answer.into_bytes())),
                Some(new) => {
                    let xml = String::from_utf8(given.1).unwrap();
                    let has_id = xml.contains("<RequestId>id</RequestId>");
                    assert_eq!((given.0, has_id), (new, true), "{status} {xml}");
                }
            }
        }
    }
}
