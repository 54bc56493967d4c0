//! The codec around a server that was written by hand: the six lines in [`answer`].
//!
//! ```sh
//! cargo run --example wrap
//! ```
//!
//! Then, in another terminal: `aws iam get-user --user-name anika --endpoint-url http://127.0.0.1:4567`

use std::collections::HashMap;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderName, Uri, header};
use iam_codec::wrap;
use uuid::Uuid;

/// The server as it was: a map of strings, an `if` for each action, XML from `format!`.
fn old_server(params: &HashMap<&str, &str>) -> (u16, String) {
    let action = params.get("Action").copied().unwrap_or_default();
    let user = params.get("UserName").copied().unwrap_or_default();
    if action == "GetUser" && user == "anika" {
        let user = format!(
            "<UserName>{user}</UserName><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Path>/</Path>\
             <Arn>arn:aws:iam::123456789012:user/{user}</Arn>\
             <CreateDate>2026-01-01T00:00:00+00:00</CreateDate>"
        );
        return (200, format!("<GetUserResponse><User>{user}</User></GetUserResponse>"));
    }
    if action == "GetUser" {
        return (
            400,
            format!("<Error><Code>NoSuchEntity</Code><Message>No {user}</Message></Error>"),
        );
    }
    (500, "oops".to_owned())
}

/// The server as AWS's clients see it now: status and body.
pub(crate) fn answer(query: &[u8], body: &[u8], request_id: &str) -> (u16, Vec<u8>) {
    wrap(query, body, request_id, |params| {
        let mut map = HashMap::new();
        for param in params.iter() {
            // AWS takes the first of two values, `collect` would take the last.
            map.entry(param.name()).or_insert(param.value());
        }
        let (status, xml) = old_server(&map);
        (status, xml.into_bytes())
    })
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let serve = async |uri: Uri, body: Bytes| {
        let id = Uuid::new_v4().to_string();
        let (status, xml) = answer(uri.query().unwrap_or_default().as_bytes(), &body, &id);
        let status = axum::http::StatusCode::from_u16(status).unwrap_or_default();
        // Two of AWS's SDKs read the request id only in the header.
        let id = (HeaderName::from_static("x-amzn-requestid"), id);
        (status, [(header::CONTENT_TYPE, "text/xml".to_owned()), id], xml)
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:4567").await?;
    axum::serve(listener, Router::new().fallback(serve)).await
}
