//! What the rule refuses, wherever an upstream may look.

use super::*;

#[tokio::test]
async fn refuses_requests_with_tags_that_lack_a_required_key() {
    let mut setup = Setup::asks(&["Owner", "Stage"], &[]).await;
    let message = |key: &str| format!("The request has no tag with the required key {key}.");
    for (rest, missing) in [
        ("", "Owner"),
        ("&Tags=", "Owner"),
        ("&Tags.member.1.Key=owner&Tags.member.1.Value=", "Owner"),
        ("&Tags.member.1.Value=Owner&Tags.member.1.Key=a", "Owner"),
        ("&Tags.member.1.Key=Owner&Tags.member.1.Value=", "Stage"),
        ("&TagKeys.member.1.Key=Owner&TagKeys.member.2.Key=Stage", "Owner"),
    ] {
        for action in ["TagUser", "TagMFADevice", "CreateRole", "UploadServerCertificate"] {
            for version in ["&Version=2010-05-08", ""] {
                let answer = setup.post(&format!("Action={action}{version}{rest}")).await;
                assert_eq!(refusal(&answer), (403, "AccessDenied".to_owned(), message(missing)));
            }
        }
    }
    setup.got_nothing();
    let complete = "Action=Tag%55ser&UserName=a&Tags.member.2.Key=Stag%65&Tags.member.1.Key=Owner\
        &Version=2010-05-08&Tags.member.1.Value=&Tags.member.2.Value=a";
    setup.post(complete).await;
    assert_eq!(setup.got(), [post(complete)]);
}

/// The seven ways around the tag that were found before an emulator like this repository's, and their kin: the
/// action is in the query string, and the tag in a body that some upstreams do not read.
#[tokio::test]
async fn the_query_string_alone_must_pass() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let query = "/?Action=CreateUser&Version=2010-05-08&UserName=a";
    let tag = "Tags.member.1.Key=Owner&Tags.member.1.Value=x";
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let unjudged = "The body cannot be judged: only a form that is posted, in UTF-8 and not compressed, can be.";
    let lacking = "The request has no tag with the required key Owner.";
    for (method, headers, body, (status, message)) in [
        ("POST", form, tag, (403, lacking)),
        ("POST", "Content-Type: text/plain\r\n", tag, (400, unjudged)),
        ("POST", "", tag, (400, unjudged)),
        ("GET", form, tag, (400, unjudged)),
        ("PUT", form, tag, (400, unjudged)),
        (
            "POST",
            "Content-Type: multipart/form-data; boundary=x\r\n",
            &format!("x&{tag}&y"),
            (400, unjudged),
        ),
        ("POST", "Content-Type: x/x-www-form-urlencoded\r\n", tag, (400, unjudged)),
        ("POST", &format!("Content-Type: text/plain\r\n{form}"), tag, (400, unjudged)),
        ("POST", &form.repeat(2), tag, (400, unjudged)),
        ("POST", &format!("{form}Content-Encoding: gzip\r\n"), tag, (400, unjudged)),
        ("POST", &format!("{form}Content-Encoding: gzip, gzip\r\n"), tag, (400, unjudged)),
        ("POST", &form.replace("\r\n", "; charset=utf-16\r\n"), tag, (400, unjudged)),
        ("POST", &form.replace("\r\n", "; charset=\"IBM037\"\r\n"), tag, (400, unjudged)),
        // What the rule would have seen is not what is sent on.
        ("POST", &format!("{form}Connection: Content-Type\r\n"), tag, (400, unjudged)),
        ("DELETE", "", "", (403, lacking)),
    ] {
        let request = format!(
            "{method} {query} HTTP/1.1\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            body.len(),
        );
        let (got_status, _, got_message) = refusal(&setup.send(request.as_bytes()).await);
        assert_eq!((got_status, &*got_message), (status, message), "{request}");
    }
    setup.got_nothing();
    // Some servers act on HEAD.
    let head = format!("HEAD {query} HTTP/1.1\r\nConnection: close\r\n\r\n");
    let mut stream = TcpStream::connect(setup.address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{answer}");
    setup.got_nothing();
    // The tag is where every upstream finds the action.
    for request in [
        format!("GET {query}&{tag} HTTP/1.1\r\n\r\n"),
        format!("POST {query}&{tag} HTTP/1.1\r\n{form}Content-Length: 3\r\n\r\nx=y"),
    ] {
        setup.send(request.as_bytes()).await;
        assert_eq!(setup.got(), [request.as_bytes()]);
    }
}

/// With the service of the signature as the only sign of IAM, as servers route that serve several.
#[tokio::test]
async fn a_compressed_body_is_refused_wherever_iam_may_be() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    for service in ["iam", "monitoring"] {
        for header in ["Content-Encoding: gzip", "Content-Type: multipart/form-data; boundary=x"] {
            let request = format!(
                "POST / HTTP/1.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=a/b/c/{service}/aws4_request, \
                 SignedHeaders=host, Signature=0\r\n{header}\r\nContent-Length: 1\r\n\r\n\u{1f}"
            );
            assert_eq!(refusal(&setup.send(request.as_bytes()).await).1, "MalformedInput");
        }
    }
    setup.got_nothing();
}

#[tokio::test]
async fn refuses_requests_that_take_a_required_tag_away() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let body = |keys: &str| format!("Action=UntagUser&Version=2010-05-08&UserName=a{keys}");
    for keys in ["&TagKeys.member.1=Owner", "&TagKeys.member.1=a&TagKeys.member.2=oWNER"] {
        let message = "The request removes the tag with the required key Owner.".to_owned();
        let answer = setup.post(&body(keys)).await;
        assert_eq!(refusal(&answer), (403, "AccessDenied".to_owned(), message));
    }
    // Some resources would store the second key in the place of the first.
    let answer = setup
        .post(
            "Action=TagUser&UserName=a&Tags.member.1.Key=Owner&Tags.member.1.Value=\
            &Tags.member.2.Key=owner&Tags.member.2.Value=",
        )
        .await;
    let message =
        "The request has a tag whose key differs in case alone from the required key Owner.";
    assert_eq!(refusal(&answer).2, message);
    setup.got_nothing();
    let others = body("&TagKeys.member.1=a");
    setup.post(&others).await;
    assert_eq!(setup.got(), [post(others)]);
}

#[tokio::test]
async fn session_tags_are_tags() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let role =
        "Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa&RoleSessionName=b";
    for body in [
        format!("Action=AssumeRole&{role}"),
        "Action=GetFederationToken&Version=2011-06-15&Name=a".to_owned(),
        "Action=GetWebIdentityToken&Version=2011-06-15&Audience.member.1=a&SigningAlgorithm=RS256"
            .to_owned(),
    ] {
        let answer = setup.post(&body).await;
        let message = "The request has no tag with the required key Owner.".to_owned();
        assert_eq!(refusal(&answer), (403, "AccessDenied".to_owned(), message), "{body}");
        setup.got_nothing();
        let tagged = format!("{body}&Tags.member.1.Key=Owner&Tags.member.1.Value=a");
        setup.post(&tagged).await;
        assert_eq!(setup.got(), [post(tagged)]);
    }
}

#[tokio::test]
async fn looks_wherever_an_upstream_may_look() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let body = "Action=TagUser&Version=2010-05-08";
    for request in [
        format!("GET /?{body} HTTP/1.1\r\n\r\n"),
        format!("GET /x/y?{body} HTTP/1.1\r\n\r\n"),
        format!("PUT / HTTP/1.1\r\nContent-Length: 33\r\n\r\n{body}"),
        format!(
            "POST / HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 33\r\n\r\n{body}"
        ),
        format!("POST /?{body} HTTP/1.1\r\nContent-Length: 7\r\n\r\nVersion"),
        format!("POST /?Action=ListUsers HTTP/1.1\r\nContent-Length: 33\r\n\r\n{body}"),
    ] {
        assert!(
            [400, 403].contains(&refusal(&setup.send(request.as_bytes()).await).0),
            "{request}"
        );
    }
    for (body, reason) in [
        ("Action=ListUsers&Action=TagUser", "given twice: parameter Action"),
        ("Action=TagUser&Action=ListUsers", "given twice: parameter Action"),
        ("Action=TagUser&action=ListUsers", "given twice: parameter action"),
        ("Action=TagUser&Version=1&Version=2010-05-08", "given twice: parameter Version"),
        (
            "Action=TagUser&Tags.member.1.Key=Owner&Tags.member.1.Key=a",
            "given twice: parameter Tags.member.1.Key",
        ),
        (
            "Action=TagUser&Tags.member.1.Key=Owner&Tags_member_1_Key=a",
            "given twice: parameter Tags_member_1_Key",
        ),
        ("Action=TagUser&Tags.member.2.Key=Owner", "2 is not a valid index"),
        ("Action=Tag%ZZUser", "invalid percent escape: parameter Action at byte 10"),
        ("%ZZAction=TagUser", "invalid percent escape: parameter %ZZAction at byte 0"),
        ("x=1;Action=TagUser", "a ; that is not escaped"),
        ("Action=TagUser&a=1;Tags.member.1.Key=b", "a ; that is not escaped"),
        (
            "Action=TagUser&%00Tags.member.1.Key=b",
            "a name of other characters than letters, digits, . _ -: parameter \u{FFFD}Tags.member.1.Key",
        ),
        ("Action=List%2555sers", "The action is not a word of letters and digits."),
        ("Action=ListUsers+", "The action is not a word of letters and digits."),
    ] {
        let answer = setup.post(body).await;
        let expected = (400, "MalformedInput".to_owned(), reason.to_owned());
        assert_eq!(refusal(&answer), expected, "{body}");
    }
    let many = format!("Action=TagUser&UserName=a{}", "&x=".repeat(1000));
    assert_eq!(refusal(&setup.post(&many).await).2, "more than 1000 parameters");
    setup.got_nothing();
}

/// The typed view alone sees what is missing, and the untyped one alone what an action of no name carries.
#[tokio::test]
async fn both_views_must_pass() {
    let mut setup = Setup::asks(&["Owner"], &[]).await;
    let tag = "&Tags.member.1.Key=Owner&Tags.member.1.Value=x";
    for (body, code, message) in [
        (
            format!("Action=TagUser{tag}"),
            "ValidationError",
            "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null",
        ),
        (
            "Action=CreateUser&UserName=a&Tags.member.1.Key=Owner".to_owned(),
            "ValidationError",
            "1 validation error detected: Value at 'tags.1.member.value' failed to satisfy constraint: \
             Member must not be null",
        ),
        (
            format!("Action=createuser&UserName=a{tag}"),
            "InvalidAction",
            "Could not find operation createuser",
        ),
        (
            format!("action=CreateUser&UserName=a{tag}"),
            "InvalidAction",
            "Could not find operation ",
        ),
    ] {
        let answer = setup.post(&body).await;
        assert_eq!(refusal(&answer), (400, code.to_owned(), message.to_owned()), "{body}");
    }
    setup.got_nothing();
}
