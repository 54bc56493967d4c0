//! The codec as the oracle: what a parser makes of a body is what the codec makes of it.

use std::time::{Duration, Instant};

use iam_codec::mutator::Hostile;
use iam_codec::{MalformedInput, Params, Request, RequestErrorKind};

use crate::parser::{TagUser, parse};

/// Panics where the parser and the codec disagree.
pub(crate) fn agrees(body: &[u8]) {
    let yours = parse(body);
    match Request::decoder().unchecked().body(body) {
        Ok(Request::TagUser(request)) => {
            let tags = request.tags.into_iter().map(|tag| (tag.key.into(), tag.value.into()));
            let theirs = TagUser { user_name: request.user_name.into(), tags: tags.collect() };
            assert_eq!(yours, Ok(theirs));
        }
        // Operations that the parser does not have.
        Ok(_) => {}
        Err(error) if must_be_refused(error.kind(), body) => {
            assert!(yours.is_err(), "the codec refuses it: {error}");
        }
        // Where the codec is stricter than a parser needs to be.
        Err(_) => {}
    }
}

/// Whether every parser has to refuse it, since it cannot say what the request means.
fn must_be_refused(kind: &RequestErrorKind, body: &[u8]) -> bool {
    match kind {
        RequestErrorKind::MalformedInput(
            MalformedInput::InvalidEscape | MalformedInput::InvalidUtf8,
        ) => true,
        RequestErrorKind::MalformedInput(
            MalformedInput::InvalidIndex(_)
            | MalformedInput::IllegalIndex(_)
            | MalformedInput::NegativeIndex(_),
        ) => Params::parse(body).is_ok_and(|params| params.get("Action") == Some("TagUser")),
        _ => false,
    }
}

/// Panics where sixteen times the length takes more than 64 times as long: linear work takes 16 times, quadratic
/// work 256 times. Other work on the machine takes its time too, so that one good measurement of five suffices.
pub(crate) fn is_linear(kind: &Hostile) {
    let bodies = [16 << 10, 256 << 10].map(|len| kind.body(len));
    let is_linear = |_| {
        let [short, long] = bodies.each_ref().map(|body| least_time(body));
        long < 64 * short.max(Duration::from_micros(100))
    };
    assert!((0..5).any(is_linear), "{}", kind.name());
}

fn least_time(body: &[u8]) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        _ = parse(body);
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
