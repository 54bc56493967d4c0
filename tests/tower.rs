//! Feature `tower`: what the layer takes, refuses and passes on, around a service that answers by what it gets.
#![cfg(feature = "tower")]

use std::convert::Infallible;
use std::future::{Ready, poll_fn, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame};
use http_body_util::{BodyExt, Full};
use iam_codec::IamLayer;
use tower::{Layer, Service, ServiceExt, service_fn};

/// A body that may break off behind its bytes.
struct Pieces {
    bytes: Option<Bytes>,
    breaks_off: bool,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = String;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, String>>> {
        let error = self.breaks_off.then(|| Err("broken off".to_owned()));
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))).or(error))
    }
}

fn pieces(body: impl Into<Bytes>, breaks_off: bool) -> Pieces {
    Pieces { bytes: Some(body.into()), breaks_off }
}

fn form(body: impl Into<Bytes>) -> Request<Pieces> {
    let request = Request::post("http://127.0.0.1/");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    request.body(pieces(body, false)).unwrap()
}

/// Status, the header of the request id, whether the inner service answered, and the body.
type Seen = (u16, Option<String>, bool, String);

/// What a layer makes of a request to a service with this answer, which gives the body back if there is none.
fn seen<B>(layer: IamLayer, request: Request<B>, status: u16, answer: &'static str) -> Seen
where
    B: Body<Data = Bytes, Error = String> + Send + 'static,
{
    let inner = service_fn(move |request: Request<Full<Bytes>>| async move {
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let breaks_off = answer.ends_with('!');
        let body = if answer.is_empty() { body } else { Bytes::from(answer) };
        let response = Response::builder().status(status).header("x-inner", "yes");
        Ok::<_, Infallible>(response.body(pieces(body, breaks_off)).unwrap())
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let response = layer.layer(inner).oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let id = head.headers.get("x-amzn-requestid").map(|id| id.to_str().unwrap().to_owned());
        let body = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(body.to_vec()).unwrap();
        (head.status.as_u16(), id, head.headers.contains_key("x-inner"), text)
    })
}

fn layer() -> IamLayer {
    IamLayer::new(|| "an id".to_owned())
}

const GET_USER: &str = "Action=GetUser&Version=2010-05-08&UserName=anika";

fn error(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <Error>\n    <Type>Sender</Type>\n    \
         <Code>{code}</Code>\n{message}  </Error>\n  <RequestId>an id</RequestId>\n</ErrorResponse>\n"
    )
}

fn own(status: u16, body: String) -> Seen {
    (status, Some("an id".to_owned()), false, body)
}

fn passed_on(status: u16, body: &str) -> Seen {
    (status, None, true, body.to_owned())
}

#[test]
fn an_answer_of_iam_is_written_anew_and_any_other_is_passed_on() {
    let no_user = error("NoSuchEntity", "    <Message>No</Message>\n");
    for (status, answer, expected) in [
        (400, "<Error><Code>NoSuchEntity</Code><Message>No</Message></Error>", own(404, no_user)),
        (200, "", passed_on(200, GET_USER)),
        (503, "oops", passed_on(503, "oops")),
        (200, "oops!", (502, None, false, String::new())),
    ] {
        assert_eq!(seen(layer(), form(GET_USER), status, answer), expected, "{status} {answer}");
    }
}

#[test]
fn a_request_that_iam_refuses_does_not_reach_the_service() {
    let message = "    <Message>1 validation error detected: Value at 'userName' failed to satisfy constraint: \
                   Member must have length greater than or equal to 1</Message>\n";
    let body = GET_USER.replace("anika", "");
    let expected = own(400, error("ValidationError", message));
    assert_eq!(seen(layer(), form(body), 200, ""), expected);
}

#[test]
fn a_request_without_an_action_is_passed_on_with_its_body() {
    for (body, answer, expected) in [
        ("a=b", "", passed_on(200, "a=b")),
        ("", "oops", passed_on(200, "oops")),
        ("a=b", "oops!", (502, None, false, String::new())),
    ] {
        assert_eq!(seen(layer(), form(body), 200, answer), expected, "{body}");
    }
}

#[test]
fn a_body_has_as_many_bytes_as_the_layer_allows() {
    let too_large = own(413, error("RequestEntityTooLarge", ""));
    for (layer, most) in
        [(layer(), 1 << 20), (layer().max_body(100), 100), (layer().max_body(2), 2)]
    {
        for len in [most - 1, most, most + 1] {
            let body = "a".repeat(len);
            let expected = if len > most { too_large.clone() } else { passed_on(200, &body) };
            assert!(seen(layer.clone(), form(body), 200, "") == expected, "{len} of {most}");
        }
    }
}

#[test]
fn a_body_that_breaks_off_is_refused() {
    let request = form(GET_USER).map(|_| pieces(GET_USER, true));
    assert_eq!(seen(layer(), request, 200, ""), own(400, error("UnreadableBody", "")));
}

#[test]
fn policies_are_judged_only_if_that_is_asked_for() {
    let body = "Action=CreatePolicy&Version=2010-05-08&PolicyName=p&PolicyDocument=%5B%5D";
    let message = "    <Message>Syntax errors in policy.</Message>\n";
    let refused = own(400, error("MalformedPolicyDocument", message));
    assert_eq!(seen(layer(), form(body), 200, ""), passed_on(200, body));
    assert_eq!(seen(layer().judge_policies(), form(body), 200, ""), refused);
    // The order of the settings does not matter.
    assert_eq!(seen(layer().judge_policies().max_body(100), form(body), 200, ""), refused);
    assert_eq!(seen(layer().max_body(100).judge_policies(), form(body), 200, ""), refused);
}

/// A service that answers once it was asked whether it is ready, and whose clones were not asked.
struct Readied(bool);

impl Clone for Readied {
    fn clone(&self) -> Self {
        Readied(false)
    }
}

impl Service<Request<Full<Bytes>>> for Readied {
    type Response = Response<Full<Bytes>>;
    type Error = &'static str;
    type Future = Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0 = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Full<Bytes>>) -> Self::Future {
        let is_ready = std::mem::take(&mut self.0);
        ready(is_ready.then(|| Response::new(request.into_body())).ok_or("not ready"))
    }
}

/// As tower asks: a call takes the readiness of the service that was asked, and of no clone.
#[test]
fn the_service_that_is_ready_answers_and_the_next_request_asks_again() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut service = layer().layer(Readied(false));
        for body in [GET_USER, "a=b", GET_USER] {
            assert_eq!(service.call(form(body)).await.unwrap_err(), "not ready", "{body}");
            poll_fn(|context| Service::<Request<Pieces>>::poll_ready(&mut service, context))
                .await
                .unwrap();
            let answer = service.call(form(body)).await;
            let answer = answer.unwrap().into_body().collect().await.unwrap();
            assert_eq!(answer.to_bytes(), body);
        }
    });
}

/// A body that is not a form is refused, since a service that reads forms cannot answer it.
#[test]
fn a_body_that_cannot_be_read_is_refused_whatever_its_action() {
    for (body, escape) in [("a=%zz", "a at byte 2"), ("Action=GetUser&%=", "% at byte 15")] {
        let message =
            format!("    <Message>invalid percent escape: parameter {escape}</Message>\n");
        let expected = own(400, error("MalformedInput", &message));
        assert_eq!(seen(layer(), form(body), 200, ""), expected, "{body}");
    }
}
