//! Equality that is written by hand: each part that counts tells two values apart, and no other part does.

use iam_codec::{Params, Request, RequestError, Timestamp};

fn refused(query: &str, body: &str) -> RequestError {
    Request::decode_parts(query.as_bytes(), body.as_bytes()).unwrap_err()
}

#[test]
fn errors_differ_by_kind_parameter_and_place_alone() {
    const HEAD: &str = "Action=GetUser&Version=2010-05-08";
    let body = |rest: &str| format!("{HEAD}&{rest}");
    let error = refused("", &body("UserName=%zz"));
    for (other, difference) in [
        (refused("", &body("UserName=%ff")), "kind"),
        (refused("", &body("UserNome=%zz")), "parameter"),
        (refused("", &body("&UserName=%zz")), "offset"),
        (refused(&body("UserName=%zz"), ""), "part"),
    ] {
        assert_ne!(error, other, "{difference}");
    }
    assert_eq!(error, refused("", &body("UserName=%zzz")));
    // Bare parameters do not say which service refuses them.
    let bare = Params::parse(body("UserName=%zz").as_bytes()).unwrap_err();
    assert_eq!(error, bare);
    assert_ne!(format!("{error:?}"), format!("{bare:?}"));
}

#[test]
fn params_differ_by_names_values_order_and_number_alone() {
    let params = |body: &'static str| Params::parse(body.as_bytes()).unwrap();
    for (other, difference) in [
        ("Action=b&B=a+b", "value"),
        ("Action=a&C=a+b", "name"),
        ("B=a+b&Action=a", "order"),
        ("Action=a", "number"),
    ] {
        assert_ne!(params("Action=a&B=a+b"), params(other), "{difference}");
    }
    assert_eq!(params("Action=a&B=a+b"), params("Action=%61&&B=a%20b"));
    assert_eq!(params("Action=a&B"), params("Action=a&B="));
}

#[test]
fn times_differ_by_seconds_and_fraction_alone() {
    let time = |text: &str| text.parse::<Timestamp>().unwrap();
    let at = time("2011-12-19T23:16:46Z");
    assert_eq!(at, time("2011-12-19T23:16:46.000Z"));
    assert!(at < time("2011-12-19T23:16:46.000000001Z"));
    assert!(at < time("2011-12-19T23:16:47Z"));
}
