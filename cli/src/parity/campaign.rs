//! `iam-codec parity --campaign` and `--replay`: what random sequences find.

use std::fs;
use std::time::Duration;

use iam_parity::{CampaignLimits, Endpoint, Findings, Http, Options, campaign, replay};

use super::account::UsedKeys;
use super::arguments::Arguments;
use super::endpoint::connect;
use super::output::{print, write_reports};
use super::status::{DIFFERS, Failure, NOT_REACHABLE, USAGE, about};

/// Runs the campaign, or plays again what one has found.
pub(super) fn run(
    arguments: &Arguments,
    endpoint: &mut Http,
    options: &Options,
) -> Result<u8, Failure> {
    let connect = |url| connect(arguments, url, &UsedKeys::default());
    let mut against = arguments.against.as_deref().map(connect).transpose()?;
    let against = against.as_mut().map(|reference| reference as &mut dyn Endpoint);
    let findings = match &arguments.replay {
        Some(file) => {
            let text = fs::read_to_string(file).map_err(|e| e.to_string());
            let sequences = text.and_then(|text| Findings::sequences_of(&text));
            let sequences = sequences.map_err(about(file))?;
            let findings = replay(&sequences, endpoint, against, options);
            if let Ok(findings) = &findings {
                findings.findings.iter().try_for_each(|finding| print(&finding.text()))?;
            }
            findings
        }
        None => {
            let seconds = arguments.campaign.unwrap_or_default();
            let time = Duration::try_from_secs_f64(seconds)
                .map_err(|e| (USAGE, format!("--campaign {seconds}: {e}")))?;
            let extent = CampaignLimits { time, sequences: usize::MAX };
            campaign(endpoint, against, extent, options, &mut |finding| {
                // An output that is full is met again, and told, at the end.
                let _ = print(&finding.text());
            })
        }
    };
    let findings = findings.map_err(|e| (NOT_REACHABLE, e))?;
    let url = arguments.endpoint.as_deref().unwrap_or_default();
    print(&format!("seed {}: {}", options.seed, findings.text()))?;
    write_reports(arguments, &findings.report(), url, &|| findings.json())?;
    let fails = findings.failures(arguments.fail_on).next().is_some();
    Ok(if fails || findings.interrupted { DIFFERS } else { 0 })
}
