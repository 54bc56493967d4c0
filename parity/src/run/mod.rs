//! [`run`]: prepares each case, sends it, judges the answer, reads the effect, and removes what was made.

mod case;
mod known;
mod operations;
pub(crate) mod options;
mod rule_count;
mod rules;
pub(crate) mod runner;
mod stored;

use std::sync::atomic::Ordering;

use crate::cases::suite::Suite;
use crate::exchange::call::Endpoint;
use crate::report::Report;
use crate::report::outcome::Outcome;
use crate::report::run_info::RunInfo;
pub use options::Options;
use runner::Runner;

/// Runs all cases of a suite against an endpoint. `observe` gets each outcome as soon as it is there, and
/// how many there will be.
///
/// ```
/// use iam_parity::{Answer, Options, Suite, Verdict, run};
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing/1.1"])?;
/// let mut endpoint = |_: &_| {
///     let body = br#"<ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">
///   <Error>
///     <Type>Sender</Type>
///     <Code>InvalidAction</Code>
///     <Message>Could not find operation NoSuchOperation for version 2010-05-08</Message>
///   </Error>
///   <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
/// </ErrorResponse>
/// "#;
///     Ok(Answer { status: 400, headers: Vec::new(), body: body.to_vec() })
/// };
/// let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {})?;
/// assert_eq!(report.outcomes[0].verdict, Verdict::Same);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
///
/// The endpoint does not answer the first call; the text says why. Later calls without an answer are
/// differences of their cases.
pub fn run(
    suite: &Suite,
    endpoint: &mut dyn Endpoint,
    options: &Options,
    observe: &mut dyn FnMut(&Outcome, usize),
) -> Result<Report, String> {
    let info = RunInfo::now(options.seed, suite);
    let mut runner = Runner::new(suite, endpoint, options)?;
    let total = suite.cases.len() + suite.checks.len();
    let mut outcomes = Vec::new();
    for case in &suite.cases {
        if options.stop.load(Ordering::Relaxed) || runner.refused_everything().is_some() {
            break;
        }
        let outcome = runner.run_case(case);
        observe(&outcome, total);
        outcomes.push(outcome);
    }
    if outcomes.len() == suite.cases.len() {
        for outcome in runner.rule_outcomes() {
            observe(&outcome, total);
            outcomes.push(outcome);
        }
    }
    let interrupted = options.stop.load(Ordering::Relaxed);
    let refused = runner.refused_everything();
    let (calls, leftovers) = (runner.calls, runner.leftovers);
    Ok(Report { info, outcomes, calls, leftovers, interrupted, refused })
}

#[cfg(test)]
mod tests;
