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

use http::header::{CONTENT_TYPE, EXPECT};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
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
    let (head, mut body) = request.into_parts();
    if body.size_hint().lower() > LONGEST_BODY as u64 {
        // Who waits for 100 Continue has not sent it, and is not asked for it.
        if !head.headers.contains_key(EXPECT) {
            drain(&mut body).await;
        }
        return too_long(&emulator);
    }
    // A client is not slow while it waits for others.
    let place = limits.place(&body).await;
    let read = Limited::new(&mut body, LONGEST_BODY).collect();
    let bytes = match timeout(PATIENCE, read).await {
        Ok(Ok(bytes)) => bytes.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            drop(place);
            drain(&mut body).await;
            return too_long(&emulator);
        }
        Ok(Err(_)) => {
            let status = StatusCode::BAD_REQUEST;
            return unreadable(&emulator, status, "The body could not be read.");
        }
        Err(_) => {
            let status = StatusCode::REQUEST_TIMEOUT;
            return unreadable(&emulator, status, "The body took too long.");
        }
    };
    let failed = emulator.clone();
    let answered = place.run(move || answer(&emulator, &Request::from_parts(head, bytes)));
    answered.await.unwrap_or_else(|_| {
        let (status, message) = (StatusCode::INTERNAL_SERVER_ERROR, "The emulator failed.");
        refuse(status, "InternalFailure", message, &failed.new_request_id())
    })
}

/// Takes what a client still sends, and keeps nothing: a connection that is closed before that loses the answer.
async fn drain(body: &mut Incoming) {
    let all = async { while let Some(Ok(_)) = body.frame().await {} };
    let _ = timeout(PATIENCE, all).await;
}

fn too_long(emulator: &Emulator) -> Answer {
    let status = StatusCode::PAYLOAD_TOO_LARGE;
    unreadable(emulator, status, "The body is longer than 10,000,000 bytes.")
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
