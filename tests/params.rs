//! The untyped view of a request.

use iam_codec::{OtherRequest, Params, Part, Request, RequestError};

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

fn listed<'p>(params: &'p Params<'_>, list: &str) -> Vec<(u32, &'p str, &'p str)> {
    let params = params.list(list).unwrap().unwrap();
    params.iter().map(|param| (param.index, param.field, param.value)).collect()
}

#[test]
fn lists_members_by_number() {
    let params = Params::parse(
        b"L.member.10=j&L.member.2.Key=b&L.member.1&L.member.2.Key=again&L.member.3.A.B=c&L.member.2.Value=\
          &L.member.4&L.member.5&L.member.6&L.member.7&L.member.8&L.member.9&Lx.member.0=y&L2=z",
    )
    .unwrap();
    let members = listed(&params, "L");
    assert_eq!(members[..4], [(1, "", ""), (2, "Key", "b"), (2, "Value", ""), (3, "A.B", "c")],);
    assert_eq!(members.len(), 11);
    assert_eq!(members[10], (10, "", "j"));
    let odd = Params::parse(b"L.member.1.=a&L.member.1=b").unwrap();
    assert_eq!(listed(&odd, "L"), [(1, ".", "a"), (1, "", "b")]);
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
        "Tags.member.12.Key=a&Tags.member.12.Value=b",
        "Tags.member.0.Key=a",
        "Tags.member.4294967296.Key=a",
        "Tags.member.-1.Key=a",
        "Tags.member.1.2.Key=a",
        "Tags.member.1.Value=&Tags.member.1.Key=a&Tags.member.01.Key=a",
    ] {
        let body = format!("Action=TagUser&Version=2010-05-08&UserName=a&{list}");
        let typed = Request::decode(body.as_bytes()).unwrap_err();
        assert_eq!(Params::parse(body.as_bytes()).unwrap().list("Tags"), Err(typed), "{list}");
    }
}

/// A typed request refuses the same lists with violations: what the gap or name stands for is missing.
#[test]
fn refuses_gaps_and_names_in_the_place_of_an_index() {
    let list = |list: &str| Params::parse(list.as_bytes()).unwrap().list("Tags").map(drop);
    let refused = |text: &str| list(text).unwrap_err().to_string();
    assert_eq!(
        refused("Tags.member.2.Key=a&Tags.member.2.Value=b"),
        "2 is not a valid index: parameter Tags.member.2 at byte 0"
    );
    assert_eq!(
        refused("Tags.member.3.Value=b&Tags.member.1.Key=a"),
        "3 is not a valid index: parameter Tags.member.3 at byte 0"
    );
    for name in ["Tags.member.one.Key", "Tags.member..Key", "Tags.member."] {
        let sentence = "Start of list found where not expected";
        assert_eq!(refused(name), format!("{sentence}: parameter {name} at byte 0"));
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
    let places = |params| match Request::decoder().params(params) {
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
    // Where something missing would have to be is known as long as there is an input.
    assert_eq!(places(pushed(&[("Version", "2010-05-08")])), [Some(20), Some(30)]);
    let mut alone = Params::default();
    alone.push("Action", "ListUserTags");
    assert_eq!(places(alone), [None]);
}

/// A query string and a body, and what is said of them.
#[test]
fn decode_parts_reads_what_params_read() {
    let tags = "Tags.member.1.Key=a&Tags.member.1.Value=1";
    let names = ["Action=TagUser", "Version=2010-05-08", "UserName=u", "Tags.member.2.Key=b", tags];
    let odd = [
        "",
        "&",
        "UserName=a%2Fb",
        "UserName=%C3%A4",
        "UserName=%",
        "%55serName=u",
        "User+Name=u",
        "UserName",
        "=",
        "%FF=1",
        "Version=2",
        "Action=TagCat",
        "Action=",
        "Tags.member.0.Key=x",
        "Tags=",
        "Tags.member.1.Key=!",
        "MaxItems=x",
    ];
    let pieces: Vec<_> = names.into_iter().chain(odd).collect();
    let mut refused = 0;
    for n in 0..pieces.len().pow(2) {
        let at = |place| pieces[n / pieces.len().pow(place) % pieces.len()];
        let [_, version, ..] = names;
        // One is read on a path of its own.
        let action = ["Action=TagUser", "Action=CreateUser"][n % 2];
        // First, as most SDKs send the action, and last.
        let first = [action, at(0), version, at(1), tags].join("&");
        let last = [at(0), tags, at(1), action, version].join("&");
        let cuts = |whole: &str| [0, action.len(), whole.len() / 2, whole.len()];
        let all = [&first, &last].into_iter().flat_map(|whole| cuts(whole).map(|cut| (whole, cut)));
        for (whole, cut) in all {
            let (query, body) = whole.as_bytes().split_at(cut);
            let body = body.strip_prefix(b"&").unwrap_or(body);
            let by_params = Params::parse_parts(query, body)
                .and_then(|params| Request::decoder().params(params));
            refused += usize::from(by_params.is_err());
            assert_eq!(Request::decode_parts(query, body), by_params, "{whole} cut at {cut}");
            let by_params = Params::parse_parts(query, body)
                .and_then(|params| Request::decoder().unchecked().params(params));
            assert_eq!(Request::decoder().unchecked().parts(query, body), by_params, "{whole}");
        }
    }
    assert!(refused > 500, "{refused}");
}

/// Pushed parameters are in no part, so these are read one by one.
#[test]
fn parts_and_pushed_params_make_the_same_request() {
    let orders = [[1, 2, 3], [3, 1, 2], [2, 3, 1], [1, 1, 2], [1, 3, 4], [0, 1, 2], [2, 2, 2]];
    for order in orders {
        let pairs = order.map(|n| format!("Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=v"));
        let body = format!("Action=TagUser&Version=2010-05-08&UserName=u&{}", pairs.join("&"));
        let mut pushed = Params::default();
        for param in &Params::parse(body.as_bytes()).unwrap() {
            pushed.push(param.name().to_owned(), param.value().to_owned());
        }
        let kind =
            |read: Result<Request<'static>, RequestError>| read.map_err(|e| e.kind().to_string());
        let decoded = Request::decode(body.as_bytes()).map(Request::into_owned);
        let read = Request::decoder().params(pushed).map(Request::into_owned);
        assert_eq!(kind(decoded), kind(read), "{body}");
    }
}

/// The place of a missing parameter is the end of the last part that has anything in it.
#[test]
fn what_is_missing_has_its_place_at_the_end_of_the_input() {
    let pairs = ["Action=GetRole", "Version=2010-05-08", "Mood=fine"];
    for at in 0..=pairs.len() {
        let [query, body] = [&pairs[..at], &pairs[at..]].map(|pairs| pairs.join("&"));
        let end = match &*body {
            "" => (Part::Query, query.len()),
            body => (Part::Body, body.len()),
        };
        let params = Params::parse_parts(query.as_bytes(), body.as_bytes()).unwrap();
        for read in [
            Request::decode_parts(query.as_bytes(), body.as_bytes()),
            Request::decoder().params(params.clone()),
            Request::decoder().params(params.into_owned()),
        ] {
            let place = read.unwrap_err().place().unwrap();
            assert_eq!((place.part, place.offset), end, "{query} {body}");
        }
    }
    // Of nothing, it is the body.
    for (query, body) in [("", ""), ("Mood=fine", ""), ("", "Mood=fine"), ("Mood=fine", "Path=a")] {
        let error = Request::decode_parts(query.as_bytes(), body.as_bytes()).unwrap_err();
        let (part, text) = if body.is_empty() && !query.is_empty() {
            (Part::Query, query)
        } else {
            (Part::Body, body)
        };
        let place = error.place().unwrap();
        assert_eq!(
            (error.parameter(), place.part, place.offset),
            (Some("Action"), part, text.len())
        );
    }
}

#[test]
fn an_unknown_request_has_a_name_that_no_operation_has() {
    for (body, action) in [
        ("", None),
        ("Action=", None),
        ("CatName=tom", None),
        ("Action=TagUser", None),
        ("Action=TagCat", Some("TagCat")),
        ("Action=tagUser&CatName=tom", Some("tagUser")),
        ("Action=AssumeRole", Some("AssumeRole")),
    ] {
        let request = OtherRequest::new(Params::parse(body.as_bytes()).unwrap());
        assert_eq!(request.as_ref().map(|request| request.action()), action, "{body}");
    }
}
