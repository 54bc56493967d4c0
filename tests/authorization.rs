//! What is refused before and behind the authorization of a request.

use std::fs;

use iam_codec::{Request, RequestError, RequestErrorKind, sts};

fn is_of_tags(error: &RequestError) -> bool {
    use RequestErrorKind::{DuplicateTagKeys, EmptyTags, ReservedTag};
    matches!(error.kind(), DuplicateTagKeys(_) | ReservedTag | EmptyTags(_))
}

#[test]
fn iam_judges_tags_behind_the_authorization_and_nothing_else() {
    let mut of_tags = 0;
    for entry in fs::read_dir("testdata/rejected").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "form") {
            continue;
        }
        let body = fs::read(&path).unwrap();
        let Err(error) = Request::decode(&body) else { continue };
        of_tags += u32::from(is_of_tags(&error));
        assert_eq!(error.follows_authorization(), is_of_tags(&error), "{}", path.display());
    }
    assert!(of_tags > 20, "{of_tags}");
}

#[test]
fn sts_judges_nothing_behind_the_authorization() {
    const HEAD: &str =
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/a";
    const TWICE: &str =
        "&Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=A&Tags.member.2.Value=";
    for (rest, of_tags) in [
        ("&RoleSessionName=ab&Tags=x", false),
        ("&RoleSessionName=a", false),
        (&format!("&RoleSessionName=ab{TWICE}")[..], true),
        ("&RoleSessionName=ab&TransitiveTagKeys.member.1=a", false),
    ] {
        let body = format!("{HEAD}{rest}");
        let error = sts::Request::decode(body.as_bytes()).unwrap_err();
        assert_eq!((is_of_tags(&error), error.follows_authorization()), (of_tags, false), "{body}");
    }
}

/// All that is not judged yet is read, wherever it is.
#[test]
fn what_is_judged_later_is_read_from_both_parts() {
    let pairs = [
        "Action=TagUser",
        "Version=2010-05-08",
        "UserName=a",
        "Tags.member.1.Key=aws:a",
        "Tags.member.1.Value=b",
    ];
    let whole = pairs.join("&");
    let expected = Request::decoder().unchecked().body(whole.as_bytes()).unwrap();
    for at in 0..=pairs.len() {
        for [query, body] in [[&pairs[..at], &pairs[at..]], [&pairs[at..], &pairs[..at]]] {
            let [query, body] = [query.join("&"), body.join("&")];
            let read = Request::decode_before_authorization(query.as_bytes(), body.as_bytes());
            assert_eq!(read.as_ref(), Ok(&expected), "{query} {body}");
            let later = read.unwrap().check_tags().unwrap_err();
            let now = Request::decode_parts(query.as_bytes(), body.as_bytes()).unwrap_err();
            assert_eq!(later.kind(), now.kind());
        }
    }
}
