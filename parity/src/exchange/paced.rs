//! [`Paced`]: calls no faster than an account may send them.

use std::thread;
use std::time::{Duration, Instant};

use crate::exchange::call::{Answer, Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;

/// How calls are paced.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "options are written with `..Default::default()`")]
pub struct Pace {
    /// The least time between the beginnings of two calls.
    pub interval: Duration,
    /// The first pause after a refusal for too many calls. Each further one is twice as long.
    pub pause: Duration,
    /// How often a call is repeated after such a refusal.
    pub repeats: u32,
    /// The most calls, repeated ones too.
    pub most_calls: usize,
}

impl Default for Pace {
    /// Five calls a second, which IAM bears; pauses of 1, 2, 4, … 32 seconds; at most 20,000 calls.
    fn default() -> Self {
        Pace {
            interval: Duration::from_millis(200),
            pause: Duration::from_secs(1),
            repeats: 6,
            most_calls: 20_000,
        }
    }
}

/// An endpoint that is called no faster than an account may call it.
///
/// ```
/// use std::time::Duration;
/// use iam_parity::{Answer, Call, Endpoint, Pace, Paced};
///
/// let mut calls = 0;
/// let mut busy = |_: &Call| {
///     calls += 1;
///     let body = "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>";
///     let answer = Answer { status: 400, headers: Vec::new(), body: body.into() };
///     Ok(if calls < 3 { answer } else { Answer { status: 200, ..Answer::default() } })
/// };
/// let pace = Pace { interval: Duration::ZERO, pause: Duration::ZERO, ..Pace::default() };
/// let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), b"Action=ListUsers".to_vec());
/// assert_eq!(Paced::new(&mut busy, pace).send(&call)?.status, 200);
/// assert_eq!(calls, 3);
/// # Ok::<(), String>(())
/// ```
pub struct Paced<'e> {
    endpoint: &'e mut dyn Endpoint,
    pace: Pace,
    calls: usize,
    last: Option<Instant>,
    sleep: Box<dyn FnMut(Duration)>,
}

impl std::fmt::Debug for Paced<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paced")
            .field("pace", &self.pace)
            .field("calls", &self.calls)
            .finish_non_exhaustive()
    }
}

impl<'e> Paced<'e> {
    /// The endpoint at this pace.
    pub fn new(endpoint: &'e mut dyn Endpoint, pace: Pace) -> Self {
        Paced { endpoint, pace, calls: 0, last: None, sleep: Box::new(thread::sleep) }
    }

    fn wait(&mut self) {
        if let Some(last) = self.last {
            (self.sleep)(self.pace.interval.saturating_sub(last.elapsed()));
        }
        self.last = Some(Instant::now());
    }
}

impl Endpoint for Paced<'_> {
    fn send(&mut self, call: &Call) -> Result<Answer, String> {
        let mut pause = self.pace.pause;
        for repeat in 0.. {
            if self.calls >= self.pace.most_calls {
                return Err(format!("the cap of {} calls is reached", self.pace.most_calls));
            }
            self.calls += 1;
            self.wait();
            let answer = self.endpoint.send(call)?;
            if repeat == self.pace.repeats || !is_throttled(&answer) {
                return Ok(answer);
            }
            (self.sleep)(pause);
            pause *= 2;
        }
        Err("not sent".to_owned())
    }
}

/// Whether an endpoint refuses a call because there were too many.
fn is_throttled(answer: &Answer) -> bool {
    let parsed = ParsedAnswer::read(answer);
    let code = parsed.error.as_ref().and_then(|error| error.code.as_deref());
    answer.status == 429
        || matches!(
            code,
            Some(
                "Throttling"
                    | "ThrottlingException"
                    | "RequestLimitExceeded"
                    | "TooManyRequestsException"
            )
        )
}

#[cfg(test)]
mod tests;
