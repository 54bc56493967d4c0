//! Campaigns: random sequences of requests, at an endpoint and at a reference.
//!
//! ```text
//! seed ─generate→ sequence ─play→ answers of both ─compare→ differences ─prediction→ causes
//!                    ↑                                                               │
//!                 shrink ←───────────────────── one for each cause ──────────────────┘
//! ```
//!
//! The reference is a second endpoint, such as the emulator. Without one it is the codec: it knows the
//! answer to every request that IAM refuses before it looks at what is stored. Of the other requests it knows
//! nothing, so that only a failure counts: no answer, a status of 500 or above, or XML that is not well-formed.
//! The rules for all answers are known in any case. One that the reference breaks too is not told.
//!
//! Two of three sequences follow a case ([`scenario`]), the third is random ([`generate`]).

mod compare;
mod finding;
mod generate;
mod layout;
mod unicode;
mod param_tree;
mod pair;
mod play;
mod sequence;
mod shrink;
mod undo;
mod prediction;
mod scenario;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::cases::check::Check;
use crate::cases::suite::Suite;
use crate::exchange::call::Endpoint;
use crate::report::run_info::RunInfo;
use crate::run::Options;
use pair::EndpointPair;
use play::Found;
use scenario::Scenarios;

pub use finding::{Finding, Findings};
pub use sequence::Sequence;

/// How long a campaign lasts: until one of the two is reached.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a campaign has no other ends")]
pub struct CampaignLimits {
    /// The time: the first half for new sequences, the rest for making small what they found.
    pub time: Duration,
    /// The number of sequences.
    pub sequences: usize,
}

/// Sends random sequences to an endpoint, and to a reference if there is one, until the time is over.
/// The seed in `options` decides on the sequences; `observe` gets each finding as soon as it is made small.
///
/// ```
/// use std::time::Duration;
/// use iam_parity::{Answer, Call, CampaignLimits, Level, Options, campaign};
///
/// // A gateway that fails at every operation that IAM has.
/// let mut failing = |call: &Call| {
///     let is_known = !call.text().contains("NoSuchOperation");
///     Ok(Answer { status: if is_known { 502 } else { 501 }, ..Answer::default() })
/// };
/// let extent = CampaignLimits { time: Duration::from_secs(1), sequences: 1 };
/// let findings = campaign(&mut failing, None, extent, &Options::default(), &mut |_| {})?;
/// assert_eq!(findings.findings[0].level, Level::NoAnswer);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
///
/// One of the endpoints does not answer its first call; the text says why.
pub fn campaign(
    endpoint: &mut dyn Endpoint,
    against: Option<&mut dyn Endpoint>,
    extent: CampaignLimits,
    options: &Options,
    observe: &mut dyn FnMut(&Finding),
) -> Result<Findings, String> {
    let (suite, checks) = suite();
    let info = RunInfo::now(options.seed, &suite);
    let against = against.map(|reference| reference as _);
    let mut stand = EndpointPair::new(&suite, &checks, endpoint, against, options)?;
    let scenarios = Scenarios::new(&suite);
    let begun = Instant::now();
    let mut first = BTreeMap::<String, (Sequence, Found, usize)>::new();
    let mut played = 0;
    while played < extent.sequences
        && is_for_new(extent.time, begun.elapsed())
        && !is_stopped(options)
    {
        let sequence = generate::sequence(&suite, &scenarios, options.seed, played);
        played += 1;
        for found in stand.play(&sequence) {
            let (.., count) =
                first.entry(found.cause.clone()).or_insert_with(|| (sequence.clone(), found, 0));
            *count += 1;
        }
    }
    let mut causes: Vec<_> = first.into_values().collect();
    causes.sort_by_key(|(_, found, _)| std::cmp::Reverse(found.difference.level));
    let mut findings = Vec::new();
    let left = (1..=causes.len()).rev();
    for ((sequence, found, count), left) in causes.into_iter().zip(left) {
        let share = share(extent.time, begun.elapsed(), left);
        let shrinking = Instant::now();
        let may_go_on = || shrinking.elapsed() < share && !is_stopped(options);
        let (sequence, found, minimal) = shrink::shrink(&mut stand, &sequence, found, &may_go_on);
        let finding = Finding { count, minimal, ..Finding::new(&sequence, &found, &options.url) };
        observe(&finding);
        findings.push(finding);
    }
    Ok(Findings::new(info, findings, played, stand.calls(), is_stopped(options)))
}

/// Plays sequences that were found before, as they are. `stop` in `options` ends it before the next one.
///
/// # Errors
///
/// As for [`campaign`].
pub fn replay(
    sequences: &[Sequence],
    endpoint: &mut dyn Endpoint,
    against: Option<&mut dyn Endpoint>,
    options: &Options,
) -> Result<Findings, String> {
    let (suite, checks) = suite();
    let info = RunInfo::now(options.seed, &suite);
    let against = against.map(|reference| reference as _);
    let mut stand = EndpointPair::new(&suite, &checks, endpoint, against, options)?;
    let mut found = BTreeMap::<String, Finding>::new();
    let mut played = 0;
    for sequence in sequences.iter().take_while(|_| !is_stopped(options)) {
        played += 1;
        for difference in stand.play(sequence) {
            match found.get_mut(&difference.cause) {
                Some(finding) => finding.count += 1,
                None => {
                    let finding = Finding::new(sequence, &difference, &options.url);
                    found.insert(difference.cause, finding);
                }
            }
        }
    }
    let findings = found.into_values().collect();
    Ok(Findings::new(info, findings, played, stand.calls(), is_stopped(options)))
}

/// What sequences take from the cases, and the rules for all answers, which each play judges by itself.
fn suite() -> (Suite, Vec<Check>) {
    let mut suite = Suite::built_in();
    let checks = layout::settled(std::mem::take(&mut suite.checks));
    (suite, checks)
}

/// Whether new sequences are still played: in the first half of the time.
fn is_for_new(time: Duration, elapsed: Duration) -> bool {
    elapsed < time / 2
}

/// The time for making one finding small: what is left gives equal shares for those that are left.
fn share(time: Duration, elapsed: Duration, left: usize) -> Duration {
    time.saturating_sub(elapsed) / u32::try_from(left).unwrap_or(u32::MAX)
}

fn is_stopped(options: &Options) -> bool {
    options.stop.load(Ordering::Relaxed)
}

#[cfg(test)]
mod tests;
