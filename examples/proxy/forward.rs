//! The way of a request: in, past the rule, on to the upstream, and its answer back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::timeout;
use uuid::Uuid;

use super::failure::{Failure, failure};
use super::headers::{check_head, remove_hop_by_hop};
use super::limits::{Limits, penalty};
use super::receive::receive;
use super::rule::{Decision, Rule, action};

/// How many idle connections to the upstream are kept.
const IDLE: usize = 32;

/// How long they are kept: less than servers do, since who sends a request while the other side closes gets no
/// answer.
const IDLE_TIME: Duration = Duration::from_secs(4);

/// What the proxy knows.
pub(crate) struct Proxy {
    pub(crate) rule: Arc<Rule>,
    pub(crate) upstream: String,
    pub(crate) max_body: usize,
    pub(crate) timeout: Duration,
    pub(crate) limits: Limits,
    pub(crate) connections_of_a_client: usize,
    /// Gets a line of JSON for every request.
    pub(crate) audit: Box<dyn Fn(serde_json::Value) + Send + Sync>,
    pub(crate) client: Client<HttpConnector, Full<Bytes>>,
}

/// A client that leaves headers as they are.
pub(crate) fn client() -> Client<HttpConnector, Full<Bytes>> {
    Client::builder(TokioExecutor::new())
        .http1_preserve_header_case(true)
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIME)
        .pool_max_idle_per_host(IDLE)
        .set_host(false)
        .build_http()
}

/// What is found out about a request on its way.
#[derive(Default)]
struct Audit {
    action: Option<String>,
    decision: &'static str,
    received: usize,
}

/// What the rule says of a request.
struct Judged {
    request: Request<Bytes>,
    decision: Decision,
    action: Option<String>,
}

impl Proxy {
    /// Answers a request: by the upstream, or by a refusal.
    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (id, begun) = (Uuid::new_v4().to_string(), Instant::now());
        let method = request.method().clone();
        let mut audit = Audit::default();
        let answer = self.pass(request, &id, &mut audit).await.unwrap_or_else(|failure| {
            audit.decision = "failed";
            failure.to_answer(&id)
        });
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
        request: Request<Incoming>,
        id: &str,
        audit: &mut Audit,
    ) -> Result<Response<Bytes>, Failure> {
        let (mut head, body) = request.into_parts();
        check_head(&head)?;
        let is_chunked = head.headers.contains_key(header::TRANSFER_ENCODING);
        // The rule judges what the upstream gets.
        remove_hop_by_hop(&mut head.headers);
        let body = receive(body, &self.limits, self.max_body, self.timeout).await;
        let body = body.map_err(|unread| unread.of_the_client())?;
        audit.received = body.len();
        let judged = self.judge(Request::from_parts(head, body), id).await?;
        audit.action = judged.action;
        let (mut head, mut body) = judged.request.into_parts();
        match judged.decision {
            Decision::Forward => audit.decision = "forwarded",
            Decision::Edit { query, body: edited } => {
                audit.decision = "edited";
                head.uri = with_query(&head.uri, &query)?;
                body = Bytes::from_owner(Edited { bytes: edited, _room: body });
            }
            Decision::Refuse(error) => {
                audit.decision = "refused";
                // The room for it is free meanwhile.
                drop(body);
                penalty(audit.received).await;
                return Ok(error.to_http().map(Bytes::from));
            }
        }
        if is_chunked || audit.decision == "edited" && !body.is_empty() {
            head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        }
        self.forward(head, body).await
    }

    /// Judges a request outside the threads that serve connections: a long one takes a while.
    async fn judge(&self, request: Request<Bytes>, id: &str) -> Result<Judged, Failure> {
        let (rule, id, len) = (Arc::clone(&self.rule), id.to_owned(), request.body().len());
        let judge = move || {
            let (decision, action) = (rule.judge(&request, &id), action(&request));
            Judged { request, decision, action }
        };
        let judged = self.limits.run(len, judge).await;
        let failed = || {
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            failure(status, "InternalFailure", "the request could not be judged")
        };
        judged.ok_or_else(failed)
    }

    async fn forward(&self, mut head: Parts, body: Bytes) -> Result<Response<Bytes>, Failure> {
        let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
        head.uri = parsed(format!("http://{}{target}", self.upstream))?;
        let request = Request::from_parts(head, Full::new(body));
        let late =
            |_| failure(StatusCode::GATEWAY_TIMEOUT, "ServiceUnavailable", "no answer in time");
        let answer = timeout(self.timeout, self.client.request(request)).await.map_err(late)?;
        let answer = answer
            .map_err(|error| failure(StatusCode::BAD_GATEWAY, "ServiceUnavailable", error))?;
        let (mut head, body) = answer.into_parts();
        let body = receive(body, &self.limits, self.max_body, self.timeout).await;
        let body = body.map_err(|unread| unread.of_the_upstream())?;
        remove_hop_by_hop(&mut head.headers);
        Ok(Response::from_parts(head, body))
    }
}

/// A changed body, in the room of the one that came.
struct Edited {
    bytes: Vec<u8>,
    _room: Bytes,
}

impl AsRef<[u8]> for Edited {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

fn with_query(uri: &Uri, query: &[u8]) -> Result<Uri, Failure> {
    let mark = if query.is_empty() { "" } else { "?" };
    parsed(format!("{}{mark}{}", uri.path(), String::from_utf8_lossy(query)))
}

fn parsed(uri: String) -> Result<Uri, Failure> {
    uri.parse().map_err(|error| failure(StatusCode::BAD_REQUEST, "MalformedRequest", error))
}
