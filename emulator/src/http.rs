//! HTTP in and out: a query string and a form become an [`Answer`], and what is not a request of the
//! protocol is refused.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use iam_codec::ErrorResponse;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::answer::{Answer, Service, new_request_id};

/// How long a client may take to send the head of a request, and then its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers everybody who connects.
pub async fn serve(listener: TcpListener, service: Service) -> ! {
    let router = Router::new()
        .route("/", routing::get(respond).post(respond))
        .method_not_allowed_fallback(async || {
            refuse(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "Use GET or POST.")
        })
        .fallback(async || {
            refuse(StatusCode::NOT_FOUND, "NotFound", "All actions are at the path /.")
        })
        .with_state(service);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // There are too many connections, or this one is gone already.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        tokio::spawn(connection);
    }
}

/// Takes an HTTP request apart and answers it.
pub async fn respond(State(service): State<Service>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let access_key = access_key(request.headers());
    let body = match timeout(PATIENCE, body(request)).await {
        Ok(Ok(body)) => body,
        Ok(Err(refusal)) => return refusal,
        Err(_) => {
            let message = "The body took too long.";
            return refuse(StatusCode::REQUEST_TIMEOUT, "UnreadableBody", message);
        }
    };
    let answer =
        move || service.answer(query.as_bytes(), &body, access_key.as_deref(), &new_request_id());
    // A large body takes a while, and others shall not wait for it.
    match spawn_blocking(answer).await {
        Ok(answer) => answer.into_response(),
        Err(_) => {
            let message = "The emulator failed.";
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", message)
        }
    }
}

/// The body, if it holds parameters: IAM does not look into any other. More than 2 MiB are refused.
async fn body(request: Request) -> Result<Bytes, Response> {
    if request.method() != Method::POST || !is_form(request.headers()) {
        return Ok(Bytes::new());
    }
    let body = Bytes::from_request(request, &()).await;
    body.map_err(|error| refuse(error.status(), "UnreadableBody", &error.body_text()))
}

fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The access key that signed: `… Credential=AKIA…/20261126/us-east-1/iam/aws4_request, …`.
fn access_key(headers: &HeaderMap) -> Option<String> {
    let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (_, credential) = authorization.split_once("Credential=")?;
    Some(credential.split_once('/')?.0.to_owned())
}

/// Answers what is not a request of the protocol.
fn refuse(status: StatusCode, code: &str, message: &str) -> Response {
    let error = ErrorResponse::new(code, new_request_id()).with_message(message);
    Answer { status: status.as_u16(), ..Answer::from(error) }.into_response()
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("a status of HTTP");
        (status, self.headers, self.body).into_response()
    }
}
