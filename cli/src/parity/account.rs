//! `iam-codec parity --aws`: keys, pace, patience, recordings and removal in an account.

use std::fs;
use std::path::Path;
use std::time::Duration;

use iam_parity::{
    Endpoint, Http, KeySource, Options, Pace, Paced, Recorder, Report, Suite, clean_up, run,
};

use super::arguments::Arguments;
use super::output::{Progress, print};
use super::status::{Failure, NOT_REACHABLE, USAGE};

/// Every call that would be sent, with the number of its case.
pub(super) fn dry_run(suite: &Suite) -> Result<(), Failure> {
    let calls = suite.calls().map_err(|e| (USAGE, e))?;
    let lines =
        calls.iter().map(|(number, body)| format!("{number} {}\n", iam_parity::visible(body)));
    print(&(lines.collect::<String>() + &format!("{} calls\n", calls.len())))
}

/// Removes what a run has left behind.
pub(super) fn remove(endpoint: &mut Http, seed: u64) -> Result<u8, Failure> {
    let removed = clean_up(endpoint, seed).map_err(|e| (NOT_REACHABLE, e))?;
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
) -> Result<Report, String> {
    let mut progress = Progress::new();
    let mut observe = |outcome: &_, total| progress.show(outcome, total);
    let report = match &arguments.record {
        None => run(suite, endpoint, options, &mut observe),
        Some(folder) => {
            let mut recorder = Recorder::new(endpoint);
            let report = run(suite, &mut recorder, options, &mut observe);
            record(&recorder, folder)?;
            report
        }
    };
    progress.clear();
    report
}

/// Writes the exchanges, if they hold nothing of the account.
fn record(recorder: &Recorder<'_>, folder: &Path) -> Result<(), String> {
    let failed = |e| format!("{}: {e}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    for (name, text) in recorder.files(&[])? {
        fs::write(folder.join(name), text).map_err(failed)?;
    }
    Ok(())
}

/// The pace that the options ask for, if any.
pub(super) fn pace(arguments: &Arguments) -> Result<Option<Pace>, Failure> {
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

/// The endpoint at its pace.
pub(super) fn paced(endpoint: &mut dyn Endpoint, pace: Pace) -> Paced<'_> {
    Paced::new(endpoint, pace)
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
            let found =
                provider.provide_credentials().await.map_err(|e| format!("no credentials: {e}"))?;
            Ok(Keys {
                id: found.access_key_id().to_owned(),
                secret: found.secret_access_key().to_owned(),
                token: found.session_token().map(str::to_owned),
            })
        })
    }))
}

/// Without the feature there are no credentials.
#[cfg(not(feature = "aws"))]
pub(super) fn keys() -> Result<KeySource, String> {
    Err("this command was built without the feature aws: cargo install iam-codec-cli --features aws".to_owned())
}
