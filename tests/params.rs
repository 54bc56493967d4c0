//! The untyped view of a request.

use iam_codec::{Params, RequestErrorKind};

const BODY: &[u8] = b"Action=GetUser&&UserName=a%2Fb&Tags.member.10.Key=x&UserName=c&Tags.member.2.Value=y+z&Tags.member.2";

fn names_and_values<'p>(params: &'p Params<'_>) -> Vec<(&'p str, &'p str)> {
    let mut all = Vec::new();
    for param in params {
        all.push((param.name(), param.value()));
    }
    all
}

#[test]
fn shows_all_parameters_in_order() {
    let params = Params::parse(BODY).unwrap();
    assert_eq!(
        names_and_values(&params),
        [
            ("Action", "GetUser"),
            ("UserName", "a/b"),
            ("Tags.member.10.Key", "x"),
            ("UserName", "c"),
            ("Tags.member.2.Value", "y z"),
            ("Tags.member.2", ""),
        ]
    );
    assert_eq!(params.get("UserName"), Some("a/b"));
    assert!(params.get_all("UserName").eq(["a/b", "c"]));
    assert_eq!(params.get("Path"), None);
}

#[test]
fn knows_what_was_sent_and_where() {
    let params = Params::parse(BODY).unwrap();
    let sent: Vec<_> = params.iter().map(|param| (param.raw(), param.place().offset)).collect();
    assert_eq!(sent[..2], [(Some(&b"Action=GetUser"[..]), 0), (Some(&b"UserName=a%2Fb"[..]), 16)]);
}

#[test]
fn forgets_what_was_sent_when_it_is_detached() {
    let params = Params::parse(BODY).unwrap();
    let owned = params.clone().into_owned();
    assert_eq!(names_and_values(&owned), names_and_values(&params));
    assert!(owned.iter().all(|param| param.raw().is_none()));
}

#[test]
fn lists_members_by_number() {
    let params = Params::parse(BODY).unwrap();
    let members = [(2, "Value", "y z"), (2, "", ""), (10, "Key", "x")];
    assert_eq!(params.list("Tags").unwrap(), members);
    assert_eq!(params.list("Tag").unwrap(), []);

    let error = Params::parse(b"a=&Tags.member.0.Key=x").unwrap().list("Tags").unwrap_err();
    assert!(matches!(error.kind(), RequestErrorKind::MalformedInput(_)), "{error:?}");
    assert_eq!(error.to_string(), "0 is not a valid index: parameter Tags.member.0.Key at byte 3");
}
