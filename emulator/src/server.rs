//! Feature `server`: the emulator behind a socket.
//!
//! Besides the service, it answers `GET /_health`, `GET /_state` with the state as JSON, and
//! `POST /_reset`.

mod limits;

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use self::limits::Limits;
pub use self::limits::THREADS;
use crate::answer::Answer;
use crate::emulator::Emulator;
use crate::front::refuse;

/// How long a client may take to send the head of a request, and then its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a body may be: that of AWS.
const LONGEST_BODY: usize = 10_000_000;

/// Answers everybody who connects until `stop` is ready, and those who are being answered then.
pub async fn serve(listener: TcpListener, emulator: Emulator, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let (graceful, limits) = (GracefulShutdown::new(), Limits::new());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // There are too many connections, or this one is gone already.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        let (emulator, limits) = (emulator.clone(), Arc::clone(&limits));
        let answer = service_fn(move |request| {
            let (emulator, limits) = (emulator.clone(), Arc::clone(&limits));
            async move { Ok::<_, Infallible>(respond(emulator, &limits, request).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), answer);
        tokio::spawn(graceful.watch(connection));
    }
    // A client that sends nothing more must not hold up the end.
    let _ = timeout(PATIENCE, graceful.shutdown()).await;
}

/// Reads the body, as soon as there is room for it, and answers.
async fn respond(emulator: Emulator, limits: &Limits, request: Request<Incoming>) -> Answer {
    let (head, body) = request.into_parts();
    let body = Limited::new(body, LONGEST_BODY);
    // A client is not slow while it waits for others.
    let place = limits.place(&body).await;
    let body = match timeout(PATIENCE, body.collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) => {
            let (status, message) = match error.is::<LengthLimitError>() {
                true => {
                    (StatusCode::PAYLOAD_TOO_LARGE, "The body is longer than 10,000,000 bytes.")
                }
                false => (StatusCode::BAD_REQUEST, "The body could not be read."),
            };
            return unreadable(&emulator, status, message);
        }
        Err(_) => {
            let status = StatusCode::REQUEST_TIMEOUT;
            return unreadable(&emulator, status, "The body took too long.");
        }
    };
    let failed = emulator.clone();
    let answered = place.run(move || answer(&emulator, &Request::from_parts(head, body)));
    answered.await.unwrap_or_else(|_| {
        let (status, message) = (StatusCode::INTERNAL_SERVER_ERROR, "The emulator failed.");
        refuse(status, "InternalFailure", message, &failed.new_request_id())
    })
}

fn unreadable(emulator: &Emulator, status: StatusCode, message: &'static str) -> Answer {
    refuse(status, "UnreadableBody", message, &emulator.new_request_id())
}

/// Answers what is meant for the server, and lets the emulator answer the rest.
fn answer(emulator: &Emulator, request: &Request<Bytes>) -> Answer {
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/_health") => json(r#"{"status":"ok"}"#.to_owned()),
        (&Method::GET, "/_state") => match serde_json::to_string(&emulator.state()) {
            Ok(state) => json(state),
            Err(_) => {
                let (status, message) =
                    (StatusCode::INTERNAL_SERVER_ERROR, "The state has no JSON.");
                refuse(status, "InternalFailure", message, &emulator.new_request_id())
            }
        },
        (&Method::POST, "/_reset") => {
            emulator.reset();
            json("{}".to_owned())
        }
        _ => emulator.answer(request),
    }
}

fn json(body: String) -> Answer {
    let builder = Response::builder().header(CONTENT_TYPE, "application/json");
    crate::answer::finish(builder, body)
}

/// The listener of an address, and the URL that reaches it.
///
/// # Errors
///
/// The address is not one, or something else listens there.
pub async fn listen(address: &str) -> io::Result<(TcpListener, String)> {
    let listener = TcpListener::bind(address).await?;
    let url = format!("http://{}", listener.local_addr()?);
    Ok((listener, url))
}
