//! What STS answers beside documents of XML: its second request id, and JSON.
#![cfg(feature = "serde")]

use iam_codec::sts::{self, ExtendedRequestId};
use iam_codec::{ErrorResponse, Fault};

#[test]
fn a_second_request_id_has_six_parts_and_no_others() {
    // The header of `1:us-east-1:S:1767225600000:R:aB3dE6gH`.
    let header = "MTp1cy1lYXN0LTE6UzoxNzY3MjI1NjAwMDAwOlI6YUIzZEU2Z0g=";
    let id = ExtendedRequestId::new("us-east-1", 1_767_225_600_000, "aB3dE6gH");
    assert_eq!((ExtendedRequestId::parse(header), &*id.to_string()), (Some(id), header));
    for other in [
        "",
        "1",
        // `2:us-east-1:S:1767225600000:R:aB3dE6gH`
        "Mjp1cy1lYXN0LTE6UzoxNzY3MjI1NjAwMDAwOlI6YUIzZEU2Z0g=",
        // `1:us-east-1:T:1767225600000:R:aB3dE6gH`
        "MTp1cy1lYXN0LTE6VDoxNzY3MjI1NjAwMDAwOlI6YUIzZEU2Z0g=",
        // `1:us-east-1:S:1767225600000:Q:aB3dE6gH`
        "MTp1cy1lYXN0LTE6UzoxNzY3MjI1NjAwMDAwOlE6YUIzZEU2Z0g=",
        // `1:us-east-1:S:x:R:aB3dE6gH`
        "MTp1cy1lYXN0LTE6Uzp4OlI6YUIzZEU2Z0g=",
        // `1:us-east-1:S:1:R`
        "MTp1cy1lYXN0LTE6UzoxOlI=",
        // `1:us-east-1:S:1:R:a:b`
        "MTp1cy1lYXN0LTE6UzoxOlI6YTpi",
    ] {
        assert_eq!(ExtendedRequestId::parse(other), None, "{other}");
    }
}

#[test]
fn an_error_in_json_has_the_message_that_it_has() {
    let error = ErrorResponse::of(&sts::SERVICE, "Teapot", "id");
    for (message, json) in
        [(None, ""), (Some(""), r#""Message":"","#), (Some("a"), r#""Message":"a","#)]
    {
        for fault in [Fault::Sender, Fault::Receiver] {
            let mut error = error.clone().with_fault(fault);
            error.message = message.map(Into::into);
            let written = serde_json::to_string(&sts::AsJson(&error.into())).unwrap();
            let expected = format!(
                r#"{{"Error":{{"Code":"Teapot",{json}"Type":"{fault}"}},"RequestId":"id"}}"#
            );
            assert_eq!(written, expected);
        }
    }
}
