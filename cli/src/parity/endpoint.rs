//! The endpoint that the options name.

use std::time::Duration;

use iam_parity::Http;

use super::account::{UsedKeys, keys, noting};
use super::arguments::Arguments;
use super::status::{Failure, USAGE};

/// Connects to the endpoint at `url`, and notes the keys that sign its calls.
pub(super) fn connect(arguments: &Arguments, url: &str, used: &UsedKeys) -> Result<Http, Failure> {
    let timeout = Duration::try_from_secs_f64(arguments.timeout)
        .map_err(|e| (USAGE, format!("--timeout {}: {e}", arguments.timeout)))?;
    let mut endpoint = Http::new(url, timeout, arguments.retries).map_err(|e| (USAGE, e))?;
    if let Some(sts) = sts(arguments, url) {
        endpoint = endpoint.with_sts(&sts).map_err(|e| (USAGE, e))?;
    }
    match arguments.aws {
        false => Ok(endpoint),
        true => {
            let noted = keys().map(|keys| noting(keys, used));
            noted.and_then(|keys| endpoint.with_keys(keys)).map_err(|e| (USAGE, e))
        }
    }
}

/// The URL of STS, if it is another one than that of IAM.
pub(super) fn sts(arguments: &Arguments, url: &str) -> Option<String> {
    let is_aws = url.trim_end_matches('/') == "https://iam.amazonaws.com";
    let global = is_aws.then(|| "https://sts.amazonaws.com".to_owned());
    arguments.sts_endpoint.clone().or(global)
}
