//! `iam-codec parity --aws`: keys, pace, patience, recordings and removal in an account.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use iam_parity::{
    Endpoint, KeySource, Options, Pace, Paced, Recorder, Recording, Report, Suite, clean_up, run,
};

use super::arguments::Arguments;
use super::output::{Progress, print};
use super::status::{Failure, NOT_REACHABLE, USAGE, about};

/// Every call that would be sent, with the number of its case.
pub(super) fn dry_run(suite: &Suite) -> Result<(), Failure> {
    let calls = suite.calls().map_err(|e| (USAGE, e))?;
    let lines =
        calls.iter().map(|(number, body)| format!("{number} {}\n", iam_parity::visible(body)));
    print(&(lines.collect::<String>() + &format!("{} calls\n", calls.len())))
}

/// Removes what a run has left behind.
pub(super) fn remove(endpoint: &mut dyn Endpoint, seed: u64, url: &str) -> Result<u8, Failure> {
    let removed = clean_up(endpoint, seed).map_err(|e| (NOT_REACHABLE, format!("{url}: {e}")))?;
    removed.iter().try_for_each(|line| print(&format!("{}\n", iam_parity::visible(line))))?;
    print(&format!("{} removed\n", removed.len()))?;
    Ok(0)
}

/// Runs the suite at the pace and with the recordings that the options ask for.
pub(super) fn run_cases(
    arguments: &Arguments,
    suite: &Suite,
    endpoint: &mut dyn Endpoint,
    options: &Options,
    used: &UsedKeys,
) -> Result<Report, Failure> {
    let mut progress = Progress::new();
    let mut observe = |outcome: &_, total| progress.show(outcome, total);
    let report = match &arguments.record {
        None => run(suite, endpoint, options, &mut observe),
        Some(folder) => {
            let mut recorder = Recorder::new(endpoint, options.seed);
            let report = run(suite, &mut recorder, options, &mut observe);
            progress.clear();
            let used = used.borrow();
            let private: Vec<_> = used.iter().map(String::as_str).collect();
            record(&recorder.recording(&private), folder)?;
            let settled = report.as_ref().map(|report| report.settled(suite)).unwrap_or_default();
            let lines = settled.lines().map(|line| iam_parity::visible(line) + "\n");
            print(&lines.collect::<String>())?;
            report
        }
    };
    progress.clear();
    report.map_err(|e| (NOT_REACHABLE, format!("{} does not answer: {e}", options.url)))
}

/// The texts of all keys that calls were signed with: no file may hold one. A source may give other keys at the end
/// of a run, or none, so each is noted when it is given.
pub(super) type UsedKeys = Rc<RefCell<Vec<String>>>;

/// The same source, which notes the keys that it gives.
pub(super) fn noting(mut source: KeySource, used: &UsedKeys) -> KeySource {
    let used = Rc::clone(used);
    Box::new(move || {
        let keys = source()?;
        used.borrow_mut().extend([keys.id.clone(), keys.secret.clone()]);
        used.borrow_mut().extend(keys.token.clone());
        Ok(keys)
    })
}

/// Writes the exchanges that hold nothing of the account, and tells of the others.
fn record(recording: &Recording, folder: &Path) -> Result<(), Failure> {
    for (name, bytes) in &recording.files {
        fs::write(folder.join(name), bytes).map_err(about(folder))?;
    }
    let left_out =
        recording.left_out.iter().map(|(name, why)| format!("left out: {name}: {why}\n"));
    let count = format!("{} files recorded\n", recording.files.len());
    print(&(left_out.collect::<String>() + &count))
}

/// The pace that the options ask for, if any.
fn pace(arguments: &Arguments) -> Result<Option<Pace>, Failure> {
    let Some(calls) = arguments.pace.or(arguments.aws.then_some(5.0)) else {
        return Ok(None);
    };
    let interval = Duration::try_from_secs_f64(1.0 / calls)
        .map_err(|e| (USAGE, format!("--pace {calls}: {e}")))?;
    Ok(Some(Pace { interval, most_calls: arguments.most_calls, ..Pace::default() }))
}

/// How long a read that does not agree is repeated.
pub(super) fn patience(arguments: &Arguments) -> Result<Duration, Failure> {
    let seconds = arguments.patience.unwrap_or(if arguments.aws { 30.0 } else { 0.0 });
    Duration::try_from_secs_f64(seconds).map_err(|e| (USAGE, format!("--patience {seconds}: {e}")))
}

/// Does something with the endpoint at the pace that the options ask for.
pub(super) fn at_pace<T>(
    arguments: &Arguments,
    endpoint: &mut dyn Endpoint,
    work: impl FnOnce(&mut dyn Endpoint) -> Result<T, Failure>,
) -> Result<T, Failure> {
    match pace(arguments)? {
        None => work(endpoint),
        Some(pace) => work(&mut Paced::new(endpoint, pace)),
    }
}

/// The credentials that the SDKs would find.
#[cfg(feature = "aws")]
pub(super) fn keys() -> Result<KeySource, String> {
    use aws_config::BehaviorVersion;
    use aws_credential_types::provider::ProvideCredentials;
    use iam_parity::Keys;

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| e.to_string())?;
    Ok(Box::new(move || {
        runtime.block_on(async {
            let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
            let provider = config.credentials_provider().ok_or("no credentials were found")?;
            let found = provider.provide_credentials().await.map_err(|e| unfound(&e))?;
            Ok(Keys {
                id: found.access_key_id().to_owned(),
                secret: found.secret_access_key().to_owned(),
                token: found.session_token().map(str::to_owned),
            })
        })
    }))
}

/// The message of an error with those of all its causes: its own says only that something failed.
#[cfg(feature = "aws")]
fn unfound(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.fold("no credentials".to_owned(), |text, cause| format!("{text}: {cause}"))
}

/// Without the feature there are no credentials.
#[cfg(not(feature = "aws"))]
pub(super) fn keys() -> Result<KeySource, String> {
    Err("this command was built without the feature aws: cargo install iam-codec-cli --features aws".to_owned())
}

#[cfg(test)]
mod tests;
