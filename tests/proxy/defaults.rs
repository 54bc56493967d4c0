//! Default tags: where and how they are added.

use iam_codec::Params;

use super::*;

#[tokio::test]
async fn adds_default_tags_and_touches_nothing_else() {
    let mut setup = Setup::asks(&["Stage"], &[("Stage", "a&b"), ("Dept", "x")]).await;
    for (sent, forwarded) in [
        (
            "Action=CreateUser&UserName=a&Path=%2fa%2f&&Version=2010-05-08",
            "Action=CreateUser&UserName=a&Path=%2fa%2f&&Version=2010-05-08&Tags.member.1.Key=Stage\
             &Tags.member.1.Value=a%26b&Tags.member.2.Key=Dept&Tags.member.2.Value=x",
        ),
        (
            "Tags.member.1.Key=%53tage&Tags.member.1.Value=prod&UserName=a&Action=TagUser",
            "Tags.member.1.Key=%53tage&Tags.member.1.Value=prod&Tags.member.2.Key=Dept\
             &Tags.member.2.Value=x&UserName=a&Action=TagUser",
        ),
        (
            "Action=TagUser&Tags=&UserName=a",
            "Action=TagUser&Tags.member.1.Key=Stage&Tags.member.1.Value=a%26b\
             &Tags.member.2.Key=Dept&Tags.member.2.Value=x&UserName=a",
        ),
    ] {
        setup.post(sent).await;
        assert_eq!(setup.got(), [post(forwarded)]);
        assert!(Params::parse(forwarded.as_bytes()).unwrap().list("Tags").unwrap().is_some());
    }
    // A key in another case is the same key on some resources, so nothing is added.
    let other_case = "Action=TagUser&UserName=a&Tags.member.1.Key=Stage&Tags.member.1.Value=\
        &Tags.member.2.Key=DEPT&Tags.member.2.Value=";
    setup.post(other_case).await;
    assert_eq!(setup.got(), [post(other_case)]);
}

#[tokio::test]
async fn adds_default_tags_in_the_dialect_of_the_body() {
    let mut setup = Setup::asks(&[], &[("Cost Center", "~")]).await;
    for (sent, forwarded) in [
        // boto3
        (
            "Action=CreateUser&Version=2010-05-08&UserName=a&Path=%2Fa+~%2F",
            "Action=CreateUser&Version=2010-05-08&UserName=a&Path=%2Fa+~%2F\
             &Tags.member.1.Key=Cost+Center&Tags.member.1.Value=~",
        ),
        // Java 1
        (
            "Action=CreateUser&Version=2010-05-08&Path=%2Fa%7Eb*%2F&UserName=a",
            "Action=CreateUser&Version=2010-05-08&Path=%2Fa%7Eb*%2F&UserName=a\
             &Tags.member.1.Key=Cost+Center&Tags.member.1.Value=%7E",
        ),
        // JavaScript 3 before autumn 2025
        (
            "UserName=a&Tags=&Action=CreateUser&Version=2010-05-08",
            "UserName=a&Tags.member.1.Key=Cost%20Center&Tags.member.1.Value=~\
             &Action=CreateUser&Version=2010-05-08",
        ),
        // Go
        (
            "Action=CreateUser&Path=%2Fa+~%2F&UserName=a&Version=2010-05-08",
            "Action=CreateUser&Path=%2Fa+~%2F&Tags.member.1.Key=Cost+Center\
             &Tags.member.1.Value=~&UserName=a&Version=2010-05-08",
        ),
    ] {
        setup.post(sent).await;
        assert_eq!(setup.got(), [post(forwarded)]);
    }
}

#[tokio::test]
async fn adds_default_tags_to_a_query_string() {
    let mut setup = Setup::asks(&[], &[("Stage", "a b")]).await;
    setup.send(b"GET /?Action=TagUser&UserName=%2f HTTP/1.1\r\nHost: iam\r\n\r\n").await;
    let expected = "GET /?Action=TagUser&UserName=%2f&Tags.member.1.Key=Stage&Tags.member.1.Value=a%20b \
        HTTP/1.1\r\nHost: iam\r\n\r\n";
    assert_eq!(setup.got(), [expected.as_bytes()]);

    let split = "POST /?Action=TagUser&Tags.member.1.Key=a HTTP/1.1\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 22\r\n\r\n\
        Tags.member.2.Key=b&x=";
    assert_eq!(refusal(&setup.send(split.as_bytes()).await).1, "MalformedInput");
    setup.got_nothing();

    // The body of a request whose action is in the query string is not read by every upstream.
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\nx=y";
    setup.send(format!("POST /?Action=TagUser&UserName=b HTTP/1.1\r\n{form}").as_bytes()).await;
    let expected = format!(
        "POST /?Action=TagUser&Tags.member.1.Key=Stage&Tags.member.1.Value=a%20b&UserName=b HTTP/1.1\r\n{form}"
    );
    assert_eq!(setup.got(), [expected.as_bytes()]);
    // Adding the tag twice is not possible either.
    let both = "POST /?Action=TagUser HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
        Content-Length: 14\r\n\r\nAction=TagUser";
    assert_eq!(refusal(&setup.send(both.as_bytes()).await).1, "MalformedInput");
    setup.got_nothing();
}
