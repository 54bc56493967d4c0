//! Bodies whose pairs come as SDKs send them, or nearly: read from the body, and from parameters that are in none.

use iam_codec::{Params, Request, RequestError, form};

use crate::sequences;

/// The beginning of a body, and the pairs that follow it.
const BODIES: [(&str, &[&str]); 5] = [
    (
        "Action=TagUser&Version=2010-05-08&UserName=a",
        &[
            "Tags.member.1.Key=a",
            "Tags.member.1.Value=b",
            "Tags.member.2.Key=c",
            "Tags.member.2.Value=d%20e",
            "Tags.member.3.Key=f",
            "Tags.member.3.Value",
            "Tags.member.01.Key=g",
            "Tags.member.1=",
            "Tags=",
            "UserName=b",
        ],
    ),
    (
        "Action=CreateUser",
        &[
            "Version=2010-05-08",
            "Version=2010-05-080",
            "UserName=a",
            "UserName=b%2Fc",
            "Path=%2F",
            "Path",
            "Tags.member.1.Key=a",
            "Tags.member.1.Value=b",
            "Action=GetUser",
            "Mood=fine",
        ],
    ),
    (
        "Action=UntagRole&Version=2010-05-08&RoleName=a",
        &[
            "TagKeys.member.1=a",
            "TagKeys.member.2=b%20",
            "TagKeys.member.3=c",
            "TagKeys.member.10=d",
            "TagKeys.member.02=e",
            "TagKeys.member.2.x=f",
            "TagKeys.member.=g",
            "TagKeys=",
            "TagKeys=h",
            "",
        ],
    ),
    (
        "Version=2010-05-08&Action=ListUserTags",
        &[
            "UserName=a",
            "MaxItems=5",
            "MaxItems=05",
            "MaxItems=x",
            "Marker=m",
            "Marker=",
            "Version=2010-05-09",
            "UserNam=a",
            "UserName.1=a",
            "%55serName=b",
        ],
    ),
    (
        "Action=CreateSAMLProvider&Version=2010-05-08&Name=a",
        &[
            "Tags.member.2.Key=a",
            "Tags.member.2.Value=b",
            "Tags.member.1.Key=c",
            "Tags.member.1.Value=d",
            "Tags.member.1.Value=e",
            "Tags.member.11.Key=f",
            "Tags.member.000000001.Key=g",
            "Tags.member.2147483690.Key=h",
            "Tags.member.4294967297.Key=i",
            "SAMLMetadataDocument=j",
        ],
    ),
];

/// An error without its place, which a parameter that is in no body does not have.
fn in_short(error: RequestError) -> (String, Option<String>) {
    (error.kind().to_string(), error.parameter().map(str::to_owned))
}

type Outcome = Result<Request<'static>, (String, Option<String>)>;

fn by_shortcuts(body: &str, is_checked: bool) -> Outcome {
    let decoder = Request::decoder();
    let decoder = if is_checked { decoder } else { decoder.unchecked() };
    decoder.body(body.as_bytes()).map(Request::into_owned).map_err(in_short)
}

fn by_parameters(body: &str, is_checked: bool) -> Outcome {
    let pairs = form::pairs(body.as_bytes()).filter(|pair| !pair.raw().is_empty());
    let params: Params<'_> =
        pairs.map(|pair| (pair.name().unwrap(), pair.value().unwrap())).collect();
    let decoder = Request::decoder();
    let decoder = if is_checked { decoder } else { decoder.unchecked() };
    decoder.params(params).map(Request::into_owned).map_err(in_short)
}

#[test]
fn a_body_of_up_to_four_pairs_is_read_as_its_parameters_are() {
    for (head, pairs) in BODIES {
        let mut accepted = 0;
        for pairs in sequences(pairs, 4) {
            let body = [&[head], &pairs[..]].concat().join("&");
            let is_checked = pairs.len() % 2 == 0;
            let read = by_shortcuts(&body, is_checked);
            accepted += usize::from(read.is_ok());
            assert_eq!(read, by_parameters(&body, is_checked), "{body}");
        }
        assert!(accepted > 20, "{head}: {accepted}");
    }
}

#[test]
fn a_query_string_and_a_body_are_read_as_their_parameters_are() {
    for (head, pairs) in BODIES {
        for pairs in sequences(pairs, 3) {
            for cut in 0..=pairs.len() {
                let (before, behind) = pairs.split_at(cut);
                let query = [&[head], before].concat().join("&");
                let body = behind.join("&");
                let read = Request::decode_parts(query.as_bytes(), body.as_bytes());
                let params = Params::parse_parts(query.as_bytes(), body.as_bytes());
                let by_params = params.and_then(|params| Request::decoder().params(params));
                assert_eq!(read, by_params, "{query} and {body}");
            }
        }
    }
}
