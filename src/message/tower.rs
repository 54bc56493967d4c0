//! Feature `tower`: the codec around an existing service as a [`Layer`].

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::http::{Request, Response, StatusCode};
use bytes::Bytes;
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use tower_layer::Layer;
use tower_service::Service;

use crate::message::error_code::ErrorCode;
use crate::message::error_response::{ErrorResponse, headers};
use crate::message::http::{message, parts};
use crate::message::params::Params;

/// What a wrapped service does with the parts of a request before it and with an answer behind it.
pub(crate) trait Gate {
    fn refuse(query: &[u8], body: &[u8], request_id: &str) -> Option<ErrorResponse<'static>>;

    fn refuse_with_policies(
        query: &[u8],
        body: &[u8],
        request_id: &str,
    ) -> Option<ErrorResponse<'static>>;

    fn rewritten(status: u16, answer: &[u8], request_id: &str) -> Option<(u16, Vec<u8>)>;

    fn error(code: ErrorCode<'static>, request_id: &str) -> ErrorResponse<'static>;
}

/// Makes [`Wrapped`] services, as [`wrap`](crate::wrap) does with functions.
///
/// ```
/// use http_body_util::{BodyExt, Full};
/// use iam_codec::{IamLayer, Request};
/// use tower::{ServiceBuilder, ServiceExt, service_fn};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let old = service_fn(|_: http::Request<Full<bytes::Bytes>>| async {
///     let error = "<Error><Code>NoSuchEntity</Code></Error>";
///     http::Response::builder().status(400).body(error.to_owned())
/// });
/// let service = ServiceBuilder::new().layer(IamLayer::new(|| "an id".to_owned())).service(old);
///
/// let request = Request::decode(b"Action=GetUser&Version=2010-05-08&UserName=anika")?;
/// let request = request.to_http("http://127.0.0.1/".parse()?).map(|body| Full::<bytes::Bytes>::from(bytes::Bytes::from(body)));
/// let response = service.oneshot(request).await?;
/// assert_eq!(response.status(), 404);
/// assert_eq!(response.headers()["x-amzn-requestid"], "an id");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct WrapLayer<G> {
    request_id: fn() -> String,
    max_body: usize,
    judges_policies: bool,
    gate: std::marker::PhantomData<fn() -> G>,
}

impl<G> WrapLayer<G> {
    /// A layer that gives each request an id by this function; a UUID, where AWS does it.
    pub fn new(request_id: fn() -> String) -> Self {
        let gate = std::marker::PhantomData;
        WrapLayer { request_id, max_body: 1024 * 1024, judges_policies: false, gate }
    }

    /// How many bytes the body of a request may have: 1 MiB, unless something else is said. A longer one gets
    /// `RequestEntityTooLarge` with status 413, and one that breaks off `UnreadableBody` with 400.
    #[must_use]
    pub fn max_body(self, max_body: usize) -> Self {
        WrapLayer { max_body, ..self }
    }

    /// Policy documents are judged too: for a service that does not judge them.
    ///
    /// ```
    /// use http_body_util::{BodyExt, Full};
    /// use iam_codec::IamLayer;
    /// use tower::{ServiceBuilder, ServiceExt, service_fn};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let old = service_fn(|_| async { Ok::<_, http::Error>(http::Response::new(String::new())) });
    /// let layer = IamLayer::new(|| "an id".to_owned()).judge_policies();
    /// let service = ServiceBuilder::new().layer(layer).service(old);
    ///
    /// let query = "Action=CreatePolicy&Version=2010-05-08&PolicyName=p&PolicyDocument=%5B%5D";
    /// let request = http::Request::get(format!("http://127.0.0.1/?{query}"));
    /// let request = request.body(Full::<bytes::Bytes>::default())?;
    /// assert_eq!(service.oneshot(request).await?.status(), 400);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn judge_policies(self) -> Self {
        WrapLayer { judges_policies: true, ..self }
    }
}

impl<G, S> Layer<S> for WrapLayer<G> {
    type Service = Wrapped<G, S>;

    fn layer(&self, inner: S) -> Wrapped<G, S> {
        let WrapLayer { request_id, max_body, judges_policies, gate } = *self;
        Wrapped { inner, layer: WrapLayer { request_id, max_body, judges_policies, gate } }
    }
}

/// A service with the codec around it. Requests without an `Action` are not of this protocol and go to the
/// inner service as they are, with their bodies collected.
#[derive(Clone, Debug)]
pub struct Wrapped<G, S> {
    inner: S,
    layer: WrapLayer<G>,
}

impl<G, S, B, A> Service<Request<B>> for Wrapped<G, S>
where
    G: Gate,
    S: Service<Request<Full<Bytes>>, Response = Response<A>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    A: Body + Send,
    A::Data: Send,
    A::Error: Send,
{
    type Response = Response<Full<Bytes>>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The clone that is ready answers; the next request gets a new one.
        let ready = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, ready);
        let (max_body, request_id) = (self.layer.max_body, (self.layer.request_id)());
        let refuse = match self.layer.judges_policies {
            true => G::refuse_with_policies,
            false => G::refuse,
        };
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = match collected(body, max_body).await {
                Ok(body) => body,
                Err((status, code)) => {
                    let error = G::error(code.into(), &request_id);
                    return Ok(answer(status, &request_id, error.encode().into_bytes()));
                }
            };
            let request = Request::from_parts(head, body);
            let (query, form) = parts(&request);
            let is_query = Params::parse_parts(query, form)
                .map_or(true, |params| params.get("Action").is_some());
            if !is_query {
                let response = inner.call(request.map(Full::from)).await?;
                return Ok(in_memory(response).await.map(Full::from));
            }
            if let Some(error) = refuse(query, form, &request_id) {
                return Ok(answer(error.status(), &request_id, error.encode().into_bytes()));
            }
            let response = inner.call(request.map(Full::from)).await?;
            let (head, body) = in_memory(response).await.into_parts();
            match G::rewritten(head.status.as_u16(), &body, &request_id) {
                Some((status, body)) => Ok(answer(status, &request_id, body)),
                None => Ok(Response::from_parts(head, Full::from(body))),
            }
        })
    }
}

/// The body in memory, or the status and the code of its refusal. Nothing is read of one that tells a length that is
/// too large: a client that waits for 100 Continue is not asked for it.
async fn collected<B>(body: B, max_body: usize) -> Result<Bytes, (u16, &'static str)>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    const TOO_LARGE: (u16, &str) = (413, "RequestEntityTooLarge");
    if usize::try_from(body.size_hint().lower()).map_or(true, |told| told > max_body) {
        return Err(TOO_LARGE);
    }
    match Limited::new(body, max_body).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(TOO_LARGE),
        Err(_) => Err((400, "UnreadableBody")),
    }
}

/// The response with its body in memory; 502 if the inner service breaks off.
async fn in_memory<A: Body>(response: Response<A>) -> Response<Bytes> {
    let (head, body) = response.into_parts();
    match body.collect().await {
        Ok(body) => Response::from_parts(head, body.to_bytes()),
        Err(_) => {
            let mut response = Response::new(Bytes::new());
            *response.status_mut() = StatusCode::BAD_GATEWAY;
            response
        }
    }
}

fn answer(status: u16, request_id: &str, body: Vec<u8>) -> Response<Full<Bytes>> {
    message(status, headers(request_id), body).map(Full::from)
}
