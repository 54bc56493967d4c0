//! The options of `iam-codec parity`.

use std::path::PathBuf;

use clap::Args;
use iam_parity::Level;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Which cases to run: numbers (tags/4.2), beginnings of numbers (tags, tags/4) or operations (TagUser)
    #[arg(value_name = "FILTER")]
    pub(super) filters: Vec<String>,

    /// The endpoint, as http://127.0.0.1:5000
    #[arg(long, value_name = "URL", required_unless_present_any = ["list", "export", "dry_run"])]
    pub(super) endpoint: Option<String>,

    /// Further cases, in the form of parity/cases
    #[arg(long, value_name = "FILE")]
    pub(super) cases: Vec<PathBuf>,

    /// Fails on differences of this level and worse ones
    #[arg(long, value_name = "LEVEL", default_value = "layout", long_help = levels())]
    pub(super) fail_on: Level,

    /// The known differences: fails on a new one and on one that is gone
    #[arg(long, value_name = "FILE", conflicts_with = "write_expect")]
    pub(super) expect: Option<PathBuf>,

    /// Writes the differences to a file for --expect
    #[arg(long, value_name = "FILE")]
    pub(super) write_expect: Option<PathBuf>,

    /// Shows every differing case, the worst first, and how to repeat it
    #[arg(long, short)]
    pub(super) verbose: bool,

    /// Writes the report as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,

    /// Writes the report as JUnit XML
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,

    /// Writes the report as one HTML page
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<PathBuf>,

    /// Adds a summary in Markdown to a file, as $GITHUB_STEP_SUMMARY
    #[arg(long, value_name = "FILE")]
    pub(super) summary: Option<PathBuf>,

    /// Sends random sequences of requests for this many seconds, instead of the cases
    #[arg(long, value_name = "SECONDS", group = "sequences", conflicts_with_all = CASES_ONLY)]
    pub(super) campaign: Option<f64>,

    /// Sends again the sequences that a campaign has found, from its --json
    #[arg(long, value_name = "FILE", group = "sequences", conflicts_with_all = CASES_ONLY)]
    pub(super) replay: Option<PathBuf>,

    /// A second endpoint that --campaign and --replay take for AWS, such as the example emulator; without it,
    /// only what the codec knows is judged
    #[arg(long, value_name = "URL", requires = "sequences")]
    pub(super) against: Option<String>,

    /// Runs in an account of AWS: signs with the credentials that the SDKs would find, at a slow pace, with patience,
    /// and only cases that touch nothing but resources of the run; shows all calls and ends, unless --yes is given
    #[arg(long, conflicts_with = "sequences")]
    pub(super) aws: bool,

    /// The endpoint of STS, if it has one of its own [default: AWS's, beside an endpoint of AWS]
    #[arg(long, value_name = "URL")]
    pub(super) sts_endpoint: Option<String>,

    /// Sends the calls that --aws has shown
    #[arg(long, requires = "aws")]
    pub(super) yes: bool,

    /// Shows every call that would be sent and ends
    #[arg(long)]
    pub(super) dry_run: bool,

    /// The most calls a second, so that no account is throttled [default: no limit; with --aws 5]
    #[arg(long, value_name = "N", value_parser = positive)]
    pub(super) pace: Option<f64>,

    /// The most calls of a run that is paced
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub(super) most_calls: usize,

    /// How long a read that does not agree is repeated, in seconds [default: 0; with --aws 30]
    #[arg(long, value_name = "SECONDS")]
    pub(super) patience: Option<f64>,

    /// Keeps each exchange as golden files, without ids, dates, keys and account; with --aws, tells which rows of the
    /// guide's page *unsettled* they settle
    #[arg(long, value_name = "DIR")]
    pub(super) record: Option<PathBuf>,

    /// Removes what a run with this seed has left behind and ends
    #[arg(long, value_name = "SEED")]
    pub(super) cleanup: Option<u64>,

    /// Shows the cases and ends
    #[arg(long, conflicts_with = "export")]
    pub(super) list: bool,

    /// Writes every case as JSON into a folder, for runners in other languages, and ends
    #[arg(long, value_name = "DIR")]
    pub(super) export: Option<PathBuf>,

    /// Decides on the names of the run and the sequences of a campaign; a number that no other run at this
    /// endpoint has [default: the time]
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,

    /// The longest time that the endpoint may take for an answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0, value_parser = positive)]
    pub(super) timeout: f64,

    /// How often a call that found no connection is sent again
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(super) retries: u32,
}

const CASES_ONLY: [&str; 6] = ["filters", "cases", "expect", "write_expect", "export", "verbose"];

/// No call is sent in no time, nor at no pace.
fn positive(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "expected a number above 0".to_owned())
}

/// The levels and what they mean.
fn levels() -> String {
    let heading = "Fails on differences of this level and worse ones, from the least to the worst:";
    let line = |level: &Level| format!("\n  {level:<9}  {}", level.meaning());
    heading.to_owned() + &Level::ALL.iter().map(line).collect::<String>()
}
