//! A proxy that asks for tags: it is placed in front of an emulator of AWS (any service of it) and passes on every
//! message byte for byte, except requests of IAM that carry tags and lack the ones that it asks for.
//!
//! ```text
//! cargo run --features http --example proxy -- --upstream 127.0.0.1:4566 --require-tag Owner --default-tag Stage=test
//! ```
//!
//! Every request gives one line of JSON on standard output. Where a default tag is added, the signature
//! of the request no longer fits its body, and the proxy does **not** sign it anew: it has no keys. That,
//! and the `Host` that clients sign, make it a proxy for upstreams that do not check signatures.
//!
//! Bodies are held in memory, so that they can be judged; they are bounded, and so is the time for
//! each step. A body is sent on with the length that it has, whatever mix of `Content-Length` and chunks
//! it came with, so that the upstream cannot find a second request in it.

use std::convert::Infallible;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use iam_codec::ErrorResponse;
use tokio::net::TcpListener;
use tokio::time::timeout;
use uuid::Uuid;

use self::headers::{is_form, remove_hop_by_hop};
use self::policy::{Decision, Policy};

mod headers;
mod policy;

/// A proxy that asks for tags
#[derive(Parser)]
#[command(name = "proxy")]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 stands for any free one
    #[arg(long, default_value = "127.0.0.1:4577")]
    pub(crate) listen: String,
    /// Where requests go: host and port, over plain HTTP
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) upstream: String,
    /// A key that requests with tags must have; may be given several times
    #[arg(long, value_name = "KEY")]
    pub(crate) require_tag: Vec<String>,
    /// A tag to add where its key is missing; may be given several times
    #[arg(long, value_name = "KEY=VALUE", value_parser = tag)]
    pub(crate) default_tag: Vec<(String, String)>,
    /// The longest body of a request or an answer, in bytes
    #[arg(long, default_value_t = 16 * 1024 * 1024)]
    pub(crate) max_body: usize,
    /// The longest time that a head, a body or an answer may take, in seconds
    #[arg(long, default_value = "30", value_parser = seconds)]
    pub(crate) timeout: Duration,
}

fn tag(text: &str) -> Result<(String, String), &'static str> {
    let (key, value) = text.split_once('=').ok_or("no = between key and value")?;
    Ok((key.to_owned(), value.to_owned()))
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|seconds| !seconds.is_zero()).ok_or("not a number of seconds")
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let at_address = |error| format!("{}: {error}", arguments.listen);
    let listener = TcpListener::bind(&arguments.listen).await.map_err(at_address)?;
    eprintln!("listening on http://{}", listener.local_addr().map_err(at_address)?);
    // The proxy goes on without a reader of the audit.
    let audit = |line| drop(writeln!(io::stdout(), "{line}"));
    serve(listener, Proxy::new(arguments, audit)?).await;
    Ok(())
}

/// Answers every connection, for ever.
pub(crate) async fn serve(listener: TcpListener, proxy: Proxy) {
    let proxy = Arc::new(proxy);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many connections are open; some will end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let proxy = Arc::clone(&proxy);
        tokio::spawn(async move {
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(proxy.timeout);
            builder.preserve_header_case(true);
            let answer = service_fn(|request| {
                let proxy = Arc::clone(&proxy);
                async move { Ok::<_, Infallible>(proxy.answer(request).await) }
            });
            // A client that breaks off is told nothing.
            let _ = builder.serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

/// What the proxy knows.
pub(crate) struct Proxy {
    policy: Policy,
    upstream: String,
    client: Client<HttpConnector, Full<Bytes>>,
    max_body: usize,
    timeout: Duration,
    audit: Box<dyn Fn(serde_json::Value) + Send + Sync>,
}

/// Why a request is answered by the proxy itself.
struct Failure(StatusCode, &'static str, String);

impl Proxy {
    /// `audit` gets a line of JSON for every request.
    pub(crate) fn new(
        arguments: Arguments,
        audit: impl Fn(serde_json::Value) + Send + Sync + 'static,
    ) -> Result<Self, String> {
        let Arguments { upstream, require_tag, default_tag, max_body, timeout, .. } = arguments;
        let is_authority = upstream.parse::<hyper::http::uri::Authority>().is_ok();
        let client = Client::builder(TokioExecutor::new())
            .http1_preserve_header_case(true)
            .set_host(false)
            .build_http();
        let policy = Policy { required: require_tag, defaults: default_tag };
        let proxy = Proxy { policy, upstream, client, max_body, timeout, audit: Box::new(audit) };
        is_authority.then_some(proxy).ok_or_else(|| "--upstream is not HOST:PORT".to_owned())
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (id, begun) = (Uuid::new_v4().to_string(), Instant::now());
        let (parts, body) = request.into_parts();
        let method = parts.method.clone();
        let mut audit = Audit::default();
        let answer = match self.pass(parts, body, &id, &mut audit).await {
            Ok(answer) => answer,
            Err(Failure(status, code, reason)) => {
                audit.decision = "failed";
                let mut answer = ErrorResponse::new(code, &*id).with_message(reason).to_http();
                *answer.status_mut() = status;
                answer.map(Bytes::from)
            }
        };
        (self.audit)(serde_json::json!({
            "id": id,
            "method": method.as_str(),
            "action": audit.action,
            "decision": audit.decision,
            "status": answer.status().as_u16(),
            "received": audit.received,
            "answered": answer.body().len(),
            "milliseconds": u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        }));
        answer.map(Full::new)
    }

    async fn pass(
        &self,
        mut parts: Parts,
        body: Incoming,
        id: &str,
        audit: &mut Audit,
    ) -> Result<Response<Bytes>, Failure> {
        let is_chunked = parts.headers.contains_key(header::TRANSFER_ENCODING);
        if is_chunked && parts.headers.contains_key(header::CONTENT_LENGTH) {
            let reason = "both Content-Length and Transfer-Encoding";
            return Err(Failure(StatusCode::BAD_REQUEST, "MalformedRequest", reason.to_owned()));
        }
        let mut body = self.read(body).await.map_err(|failure| failure.of_the_client())?;
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        audit.action = policy::action(query, &body);
        audit.received = body.len();
        let mut target =
            parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
        match self.policy.judge(query, &body, is_form(&parts.headers), id) {
            Decision::Forward => audit.decision = "forwarded",
            Decision::Edit { query, body: edited } => {
                audit.decision = "edited";
                let query = String::from_utf8_lossy(&query);
                let mark = if query.is_empty() { "" } else { "?" };
                target = format!("{}{mark}{query}", parts.uri.path());
                body = edited.into();
            }
            Decision::Refuse(error) => {
                audit.decision = "refused";
                return Ok(error.to_http().map(Bytes::from));
            }
        }
        let uri = format!("http://{}{target}", self.upstream).parse::<Uri>();
        parts.uri =
            uri.map_err(|error| failure(StatusCode::BAD_REQUEST, "MalformedRequest", error))?;
        remove_hop_by_hop(&mut parts.headers);
        if is_chunked || audit.decision == "edited" && !body.is_empty() {
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        }
        self.forward(Request::from_parts(parts, Full::new(body))).await
    }

    async fn forward(&self, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, Failure> {
        let late =
            |_| failure(StatusCode::GATEWAY_TIMEOUT, "ServiceUnavailable", "no answer in time");
        let answer = timeout(self.timeout, self.client.request(request)).await.map_err(late)?;
        let answer = answer
            .map_err(|error| failure(StatusCode::BAD_GATEWAY, "ServiceUnavailable", error))?;
        let (mut parts, body) = answer.into_parts();
        let body = self.read(body).await.map_err(|failure| failure.of_the_upstream())?;
        remove_hop_by_hop(&mut parts.headers);
        Ok(Response::from_parts(parts, body))
    }

    /// Reads a body within the bounds of time and length.
    async fn read(&self, body: Incoming) -> Result<Bytes, Unread> {
        let read = timeout(self.timeout, Limited::new(body, self.max_body).collect()).await;
        match read.map_err(|_| Unread::Late)? {
            Ok(body) => Ok(body.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => Err(Unread::Long),
            Err(error) => Err(Unread::Broken(error.to_string())),
        }
    }
}

enum Unread {
    Late,
    Long,
    Broken(String),
}

impl Unread {
    fn of_the_client(self) -> Failure {
        match self {
            Self::Late => failure(StatusCode::REQUEST_TIMEOUT, "RequestTimeout", "no body in time"),
            Self::Long => {
                failure(StatusCode::PAYLOAD_TOO_LARGE, "RequestTooLarge", "body too long")
            }
            Self::Broken(reason) => failure(StatusCode::BAD_REQUEST, "MalformedRequest", reason),
        }
    }

    fn of_the_upstream(self) -> Failure {
        let reason = match self {
            Self::Late => {
                return failure(
                    StatusCode::GATEWAY_TIMEOUT,
                    "ServiceUnavailable",
                    "no answer in time",
                );
            }
            Self::Long => "answer too long".to_owned(),
            Self::Broken(reason) => reason,
        };
        failure(StatusCode::BAD_GATEWAY, "ServiceUnavailable", reason)
    }
}

fn failure(status: StatusCode, code: &'static str, reason: impl Display) -> Failure {
    Failure(status, code, reason.to_string())
}

/// What is found out about a request on its way.
#[derive(Default)]
struct Audit {
    action: Option<String>,
    decision: &'static str,
    received: usize,
}
