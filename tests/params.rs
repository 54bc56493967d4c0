//! The untyped view of a request.

use iam_codec::{Params, Request};

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
    let sent: Vec<_> =
        params.iter().map(|param| (param.raw(), param.place().unwrap().offset)).collect();
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
    let params = Params::parse(
        b"L.member.10=j&L.member.2.Key=b&L.member.1&L.member.2.Key=again&L.member.3.A.B=c&L.member.2.Value=\
          &L.member.4&L.member.5&L.member.6&L.member.7&L.member.8&L.member.9&Lx.member.0=y&L2=z",
    )
    .unwrap();
    let members = params.list("L").unwrap().unwrap();
    assert_eq!(members[..4], [(1, "", ""), (2, "Key", "b"), (2, "Value", ""), (3, "A.B", "c")],);
    assert_eq!(members.len(), 11);
    assert_eq!(members[10], (10, "", "j"));
    let odd = Params::parse(b"L.member.1.=a&L.member.1=b").unwrap();
    assert_eq!(odd.list("L"), Ok(Some(vec![(1, ".", "a"), (1, "", "b")])));
    assert_eq!(params.list("M"), Ok(None));
    assert_eq!(Params::parse(b"Tags=&Tags=x").unwrap().list("Tags"), Ok(Some(Vec::new())));
}

#[test]
fn lists_as_strictly_as_a_typed_request() {
    for list in [
        "Tags=x",
        "Tags.1.Key=a",
        "Tags.member=x",
        "Tags.Member.1.Key=a",
        "Tags.member.1.Key=a&Tags=",
        "Tags=&Tags.member.1.Key=a",
        "Tags=&Tags.member.0.Key=a",
        "Tags.member.1.Key=a&Tags=x",
        "Tags.member.2.Key=a&Tags.member.2.Value=b",
        "Tags.member.3.Value=b&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.3.Key=a",
        "Tags.member.0.Key=a",
        "Tags.member.01.Key=a",
        "Tags.member.4294967296.Key=a",
        "Tags.member.-1.Key=a",
        "Tags.member..Key=a",
        "Tags.member.=a",
    ] {
        let body = format!("Action=TagUser&Version=2010-05-08&UserName=a&{list}");
        let typed = Request::decode(body.as_bytes()).unwrap_err();
        assert_eq!(Params::parse(body.as_bytes()).unwrap().list("Tags"), Err(typed), "{list}");
    }
}

#[test]
fn reads_a_text_as_strictly_as_a_typed_request() {
    for name in ["UserName.1=b", "UserName.member.1=b", "UserName.=b", "UserName.x"] {
        let body = format!("Action=ListUserTags&Version=2010-05-08&UserName=a&{name}");
        let typed = Request::decode(body.as_bytes()).unwrap_err();
        let params = Params::parse(body.as_bytes()).unwrap();
        assert_eq!(params.text("UserName"), Err(typed), "{name}");
        assert_eq!(params.get("UserName"), Some("a"));
    }
    let params = Params::parse(BODY).unwrap();
    assert_eq!(params.text("UserName"), Ok(Some("a/b")));
    assert_eq!(params.text("User"), Ok(None));
}

#[test]
fn what_was_pushed_stands_nowhere() {
    let pushed = |pairs: &[(&'static str, &'static str)]| {
        let mut params = Params::parse(b"Action=ListUserTags&MaxItems=0").unwrap();
        for (name, value) in pairs {
            params.push(*name, *value);
        }
        params
    };
    let places = |params| match Request::from_params(params) {
        Ok(request) => panic!("{request:?}"),
        Err(e) if e.violations().is_empty() => vec![e.offset()],
        Err(e) => e.violations().iter().map(|v| v.place().map(|place| place.offset)).collect(),
    };
    let params = pushed(&[("UserName.1", "a"), ("Version", "2010-05-08")]);
    let offsets: Vec<_> = params.iter().map(|param| param.place().map(|p| p.offset)).collect();
    assert_eq!(offsets, [Some(0), Some(20), None, None]);
    assert_eq!(places(params), [None]);
    assert_eq!(places(pushed(&[("Version", "1")])), [None]);
    assert_eq!(places(pushed(&[("Version", "2010-05-08"), ("UserName", "")])), [Some(20), None]);
    // Where something missing would have to stand is known as long as there is an input.
    assert_eq!(places(pushed(&[("Version", "2010-05-08")])), [Some(20), Some(30)]);
    let mut alone = Params::default();
    alone.push("Action", "ListUserTags");
    assert_eq!(places(alone), [None]);
}
