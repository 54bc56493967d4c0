//! Bodies that mean the same as the one of an SDK, and those that do not.

use iam_codec::{Params, Request};

use crate::check;

#[test]
fn bodies_are_read_as_in_the_file() {
    check(include_str!("requests.txt"), |body| {
        let read = Request::decode(body.as_bytes());
        let params = Params::parse(body.as_bytes());
        assert_eq!(params.and_then(|params| Request::decoder().params(params)), read, "{body}");
        vec![match read {
            Ok(Request::Other(request)) => format!("unknown action: {}", request.params().encode()),
            Ok(request) => request.encode(),
            Err(error) => format!("refused: {error}"),
        }]
    });
}
