//! Feature `tower`: bodies in pieces, with trailers, and with an error at any place, in both directions; a service that
//! is not ready or fails; calls at once, and calls that are given up.
#![cfg(feature = "tower")]

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{pending, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use iam_codec::IamLayer;
use tower::{Layer, Service, ServiceExt, service_fn};

const GET_USER: &str = "Action=GetUser&Version=2010-05-08&UserName=anika";
const ERROR: &str = "<Error><Code>NoSuchEntity</Code><Message>No</Message></Error>";

/// Frames, between which a body is not ready, and the length that it tells.
struct Frames {
    frames: VecDeque<Result<Frame<Bytes>, &'static str>>,
    waits: bool,
    told: Option<u64>,
}

impl Body for Frames {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        self.waits = !self.waits;
        if self.waits {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.frames.pop_front())
    }

    fn size_hint(&self) -> SizeHint {
        self.told.map_or(SizeHint::default(), SizeHint::with_exact)
    }
}

/// A text in frames of this many bytes.
fn frames(text: &str, size: usize) -> Frames {
    let pieces = text.as_bytes().chunks(size).map(Bytes::copy_from_slice);
    Frames {
        frames: pieces.map(|piece| Ok(Frame::data(piece))).collect(),
        waits: false,
        told: None,
    }
}

fn with_trailers(text: &str, size: usize) -> Frames {
    let mut frames = frames(text, size);
    let trailers = HeaderMap::from_iter([("x-checksum".parse().unwrap(), "a".parse().unwrap())]);
    frames.frames.push_back(Ok(Frame::trailers(trailers)));
    frames
}

/// The first bytes, one for each frame, and an error.
fn broken_off(text: &str, behind: usize) -> Frames {
    let mut frames = frames(&text[..behind], 1);
    frames.frames.push_back(Err("broken off"));
    frames
}

fn form(body: Frames) -> Request<Frames> {
    let request = Request::post("http://127.0.0.1/");
    request.header("content-type", "application/x-www-form-urlencoded").body(body).unwrap()
}

fn layer() -> IamLayer {
    IamLayer::new(|| "an id".to_owned())
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// The status, the answer, and how often the inner service was asked, which answers with these frames.
fn asked(
    request: Request<Frames>,
    layer: &IamLayer,
    answer: fn() -> Frames,
) -> (u16, String, usize) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let inner = service_fn(move |_: Request<Full<Bytes>>| {
        counted.fetch_add(1, Ordering::Relaxed);
        ready(Ok::<_, Infallible>(Response::builder().status(404).body(answer()).unwrap()))
    });
    let (status, body) = run(async {
        let response = layer.layer(inner).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        (status, response.into_body().collect().await.unwrap().to_bytes())
    });
    (status, String::from_utf8(body.to_vec()).unwrap(), count.load(Ordering::Relaxed))
}

fn error(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <Error>\n    <Type>Sender</Type>\n    \
         <Code>{code}</Code>\n{message}  </Error>\n  <RequestId>an id</RequestId>\n</ErrorResponse>\n"
    )
}

#[test]
fn a_body_means_the_same_in_any_frames_and_with_trailers() {
    let expected = (404, error("NoSuchEntity", "    <Message>No</Message>\n"), 1);
    for size in [1, 2, 7, 1000] {
        for body in [frames(GET_USER, size), with_trailers(GET_USER, size)] {
            assert_eq!(asked(form(body), &layer(), || frames(ERROR, 1)), expected, "{size}");
        }
    }
    for answer in [|| frames(ERROR, 3), || with_trailers(ERROR, 1), || with_trailers(ERROR, 1000)] {
        assert_eq!(asked(form(frames(GET_USER, 1)), &layer(), answer), expected);
    }
}

#[test]
fn a_body_that_breaks_off_anywhere_reaches_no_service() {
    let expected = (400, error("UnreadableBody", ""), 0);
    for behind in 0..=GET_USER.len() {
        let request = form(broken_off(GET_USER, behind));
        assert_eq!(asked(request, &layer(), || frames(ERROR, 1)), expected, "{behind}");
    }
}

#[test]
fn an_answer_that_breaks_off_anywhere_is_a_bad_gateway() {
    for answer in
        [|| broken_off(ERROR, 0), || broken_off(ERROR, 1), || broken_off(ERROR, ERROR.len())]
    {
        let expected = (502, String::new(), 1);
        assert_eq!(asked(form(frames(GET_USER, 1)), &layer(), answer), expected);
        assert_eq!(asked(form(frames("a=b", 1)), &layer(), answer), expected);
    }
}

/// How many bytes a body has counts, in whatever frames, and a length that is told before is believed.
#[test]
fn a_body_is_too_large_by_its_bytes_or_by_what_it_tells() {
    let length = GET_USER.len();
    let (fits, too_large) = (404, (413, error("RequestEntityTooLarge", ""), 0));
    for (most, size) in [(length, 1), (length, length), (length + 1, 1)] {
        let answered =
            asked(form(frames(GET_USER, size)), &layer().max_body(most), || frames(ERROR, 1));
        assert_eq!((answered.0, answered.2), (fits, 1), "{most}");
    }
    for (most, size) in [(length - 1, 1), (length - 1, length), (0, 1)] {
        let request = form(frames(GET_USER, size));
        assert_eq!(asked(request, &layer().max_body(most), || frames(ERROR, 1)), too_large);
    }
    // Nothing is read of a body that tells a length that is too large.
    for told in [101, u64::MAX] {
        let body = Frames { told: Some(told), ..broken_off("", 0) };
        assert_eq!(asked(form(body), &layer().max_body(100), || frames(ERROR, 1)), too_large);
    }
    let body = Frames { told: Some(100), ..broken_off("", 0) };
    let unreadable = (400, error("UnreadableBody", ""), 0);
    assert_eq!(asked(form(body), &layer().max_body(100), || frames(ERROR, 1)), unreadable);
}

/// A service that is ready when it says so, and fails.
#[derive(Clone)]
struct Says(Poll<Result<(), &'static str>>);

impl Service<Request<Full<Bytes>>> for Says {
    type Response = Response<Full<Bytes>>;
    type Error = &'static str;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0
    }

    fn call(&mut self, _: Request<Full<Bytes>>) -> Self::Future {
        ready(Err("failed"))
    }
}

#[test]
fn readiness_and_failures_are_those_of_the_service() {
    let mut context = Context::from_waker(Waker::noop());
    for says in [Poll::Pending, Poll::Ready(Ok(())), Poll::Ready(Err("gone"))] {
        let mut service = layer().layer(Says(says));
        let told = Service::<Request<Frames>>::poll_ready(&mut service, &mut context);
        assert_eq!(told, says);
    }
    for body in [GET_USER, "a=b"] {
        let service = layer().layer(Says(Poll::Ready(Ok(()))));
        let failed = run(service.oneshot(form(frames(body, 1))));
        assert_eq!(failed.unwrap_err(), "failed", "{body}");
    }
}

#[test]
fn calls_at_once_get_their_own_answers() {
    let inner = service_fn(|request: Request<Full<Bytes>>| async {
        tokio::task::yield_now().await;
        Ok::<_, Infallible>(Response::new(request.into_body()))
    });
    let service = layer().layer(inner);
    run(async {
        let mut calls: Vec<_> = (0..100)
            .map(|number| {
                let body = format!("Action=GetUser&Version=2010-05-08&UserName=user{number}");
                let call = service.clone().oneshot(form(frames(&body, 1 + number % 5)));
                Box::pin(async move {
                    let answer = call.await.unwrap().into_body().collect().await.unwrap();
                    assert_eq!(answer.to_bytes(), body);
                })
            })
            .collect();
        std::future::poll_fn(|context| {
            calls.retain_mut(|call| call.as_mut().poll(context).is_pending());
            if calls.is_empty() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    });
}

/// What the service works on is dropped with the call, and the next call is answered.
#[test]
fn a_call_that_is_given_up_ends_the_work_of_the_service() {
    let held = Arc::new(());
    let of_work = Arc::clone(&held);
    let inner = service_fn(move |request: Request<Full<Bytes>>| {
        let work = Arc::clone(&of_work);
        async move {
            let body = request.into_body().collect().await.unwrap().to_bytes();
            if body.ends_with(b"never") {
                pending::<()>().await;
            }
            drop(work);
            Ok::<_, Infallible>(Response::new(Full::<Bytes>::from(body)))
        }
    });
    let mut service = layer().layer(inner);
    let mut context = Context::from_waker(Waker::noop());
    let never = GET_USER.replace("anika", "never");
    let mut call = service.call(form(frames(&never, 1000)));
    for _ in 0..10 {
        assert!(call.as_mut().poll(&mut context).is_pending());
    }
    // Of the test, of the service, of the one that answers, and of its work.
    assert_eq!(Arc::strong_count(&held), 4);
    drop(call);
    assert_eq!(Arc::strong_count(&held), 2);
    let answer = run(async { service.call(form(frames(GET_USER, 1))).await.unwrap() });
    assert_eq!(answer.status(), 200);
}
