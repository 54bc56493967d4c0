//! `iam-codec parity`: runs the cases of the parity kit against an endpoint and tells how it went.

mod campaign;
mod progress;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use clap::Args;
use iam_parity::{Http, Known, Level, Options, Report, Suite, run as run_suite};

use crate::parity::progress::Progress;
use crate::{report, visible};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Which cases to run: numbers (tags/4.2), beginnings of numbers (tags, tags/4) or operations (TagUser)
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,

    /// The endpoint, as http://127.0.0.1:5000
    #[arg(long, value_name = "URL", required_unless_present_any = ["list", "export"])]
    endpoint: Option<String>,

    /// Further cases, in the form of parity/cases
    #[arg(long, value_name = "FILE")]
    cases: Vec<PathBuf>,

    /// Fails on differences of this level and worse ones
    #[arg(long, value_name = "LEVEL", default_value = "layout", long_help = LEVELS)]
    fail_on: Level,

    /// The known differences: fails on a new one and on one that is gone
    #[arg(long, value_name = "FILE", conflicts_with = "write_expect")]
    expect: Option<PathBuf>,

    /// Writes the differences to a file for --expect
    #[arg(long, value_name = "FILE")]
    write_expect: Option<PathBuf>,

    /// Writes the report as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Writes the report as JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,

    /// Writes the report as one HTML page
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,

    /// Adds a summary in Markdown to a file, as $GITHUB_STEP_SUMMARY
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,

    /// Sends random sequences of requests for this many seconds, instead of the cases
    #[arg(long, value_name = "SECONDS", group = "sequences", conflicts_with_all = CASES_ONLY)]
    campaign: Option<f64>,

    /// Sends again the sequences that a campaign has found, from its --json
    #[arg(long, value_name = "FILE", group = "sequences", conflicts_with_all = CASES_ONLY)]
    replay: Option<PathBuf>,

    /// A second endpoint that --campaign and --replay take for AWS, such as the example emulator; without it,
    /// only what the codec knows is judged
    #[arg(long, value_name = "URL", requires = "sequences")]
    against: Option<String>,

    /// Shows the cases and ends
    #[arg(long)]
    list: bool,

    /// Writes every case as JSON into a folder, for runners in other languages, and ends
    #[arg(long, value_name = "DIR")]
    export: Option<PathBuf>,

    /// Decides on the names of the run and the sequences of a campaign; a number that no other run at this
    /// endpoint has [default: the time]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// The longest time that the endpoint may take for an answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    timeout: f64,

    /// How often a call that found no connection is sent again
    #[arg(long, value_name = "N", default_value_t = 2)]
    retries: u32,
}

const CASES_ONLY: [&str; 8] =
    ["filters", "cases", "expect", "write_expect", "junit", "html", "summary", "export"];

const LEVELS: &str = "\
Fails on differences of this level and worse ones, from the least to the worst:
  layout     a header, a namespace, white space, an order, an element too many
  message    the words of an error
  answer     another status, code, fault or result
  refuses    refuses what AWS accepts
  accepts    accepts what AWS refuses
  state      what is stored afterwards is not what AWS stores
  no-answer  no answer, a status of 500 or above, or nothing that a client can read";

pub(crate) const NOTES: &str = "\
Resources are made for each case, with names that begin with parity-SEED-, and are removed again, also after a
failure or Ctrl-C. The account's alias and password policy are set and removed. Calls are signed with made-up keys.

Exit status: 0 if all is as expected; 1 if something differs; 2 for a wrong use; 3 if the endpoint does not answer;
4 if no case could be carried out.";

const DIFFERS: u8 = 1;
const USAGE: u8 = 2;
const NOT_REACHABLE: u8 = 3;
const IMPOSSIBLE: u8 = 4;

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let status = perform(arguments).unwrap_or_else(|(status, message)| {
        report::error(&message);
        status
    });
    ExitCode::from(status)
}

type Failure = (u8, String);

fn perform(arguments: &Arguments) -> Result<u8, Failure> {
    let suite = suite(arguments).map_err(|e| (USAGE, e))?;
    if arguments.list {
        return print(&list(&suite)).map(|()| 0);
    }
    if let Some(folder) = &arguments.export {
        return export(&suite, folder).map(|()| 0);
    }
    let known = arguments.expect.as_deref().map(read_known).transpose()?;
    let url = arguments.endpoint.as_deref().unwrap_or_default();
    let mut endpoint = connect(arguments, url)?;
    let stop = Arc::new(AtomicBool::new(false));
    let handler = Arc::clone(&stop);
    ctrlc::set_handler(move || handler.store(true, Ordering::Relaxed))
        .map_err(|e| (USAGE, e.to_string()))?;
    let options = Options { seed: seed(arguments), url: endpoint.url().to_owned(), stop };

    if arguments.campaign.is_some() || arguments.replay.is_some() {
        return campaign::run(arguments, &mut endpoint, &options);
    }

    let mut progress = Progress::new();
    let report = run_suite(&suite, &mut endpoint, &options, &mut |outcome, total| {
        progress.show(outcome, total, known.is_some());
    });
    progress.clear();
    let report = report.map_err(|e| (NOT_REACHABLE, format!("{url} does not answer: {e}")))?;
    write_reports(arguments, &report, url)?;
    print(&report.text())?;
    verdict(arguments, &report, known)
}

fn connect(arguments: &Arguments, url: &str) -> Result<Http, Failure> {
    let timeout = Duration::try_from_secs_f64(arguments.timeout)
        .map_err(|e| (USAGE, format!("--timeout {}: {e}", arguments.timeout)))?;
    Http::new(url, timeout, arguments.retries).map_err(|e| (USAGE, e))
}

fn suite(arguments: &Arguments) -> Result<Suite, String> {
    let mut suite = Suite::built_in();
    for file in &arguments.cases {
        let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        suite.add(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    suite.retain(&arguments.filters)?;
    Ok(suite)
}

fn seed(arguments: &Arguments) -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    arguments.seed.unwrap_or(now.as_secs())
}

fn list(suite: &Suite) -> String {
    let mut text = String::new();
    for section in suite.cases().chunk_by(|a, b| suite.section(a) == suite.section(b)) {
        if let Some((number, title)) = suite.section(&section[0]) {
            text += &format!("{number} {title}\n");
        }
        for case in section {
            let (number, operation, basis) = (case.number(), case.operation(), case.basis());
            text += &format!("  {number:<20} {operation:<30} [{basis}] {}\n", case.title());
        }
    }
    text
}

fn export(suite: &Suite, folder: &Path) -> Result<(), Failure> {
    for (name, json) in suite.export() {
        if !is_below(&name) {
            return Err((USAGE, format!("the case {name} would be written outside the folder")));
        }
        let file = folder.join(name);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&file, json))
            .map_err(|e| (USAGE, format!("{}: {e}", file.display())))?;
    }
    Ok(())
}

/// Whether a name is a path below the folder, in letters that every system takes. Names come from files of
/// cases, which others may have written.
fn is_below(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    name.split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_plain))
}

fn read_known(file: &Path) -> Result<Known, Failure> {
    let text = fs::read_to_string(file).map_err(|e| e.to_string());
    text.and_then(|text| Known::parse(&text))
        .map_err(|e| (USAGE, format!("{}: {e}", file.display())))
}

fn write_reports(arguments: &Arguments, report: &Report, url: &str) -> Result<(), Failure> {
    let write = |file: &Option<PathBuf>, make: &dyn Fn() -> String| match file {
        None => Ok(()),
        Some(file) => {
            fs::write(file, make()).map_err(|e| (USAGE, format!("{}: {e}", file.display())))
        }
    };
    write(&arguments.json, &|| report.json(url))?;
    write(&arguments.junit, &|| report.junit(arguments.fail_on))?;
    write(&arguments.html, &|| report.html(url))?;
    write(&arguments.write_expect, &|| report.known().json())?;
    let Some(file) = &arguments.summary else {
        return Ok(());
    };
    let mut open = fs::OpenOptions::new();
    let appended = open.append(true).create(true).open(file);
    appended
        .and_then(|mut opened| opened.write_all(report.markdown(url).as_bytes()))
        .map_err(|e| (USAGE, format!("{}: {e}", file.display())))
}

fn verdict(arguments: &Arguments, report: &Report, known: Option<Known>) -> Result<u8, Failure> {
    if report.is_impossible() {
        return Err((IMPOSSIBLE, "no case could be carried out".to_owned()));
    }
    if let Some(known) = known {
        let news = known.compare(&report.outcomes);
        print(&news.text())?;
        return Ok(if news.is_empty() && !report.interrupted { 0 } else { DIFFERS });
    }
    let fails = report.failures(arguments.fail_on).next().is_some();
    let writes = arguments.write_expect.is_some();
    Ok(if report.interrupted || (fails && !writes) { DIFFERS } else { 0 })
}

fn print(text: &str) -> Result<(), Failure> {
    let (text, mut stdout) = (visible::lines(text), io::stdout());
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        // The reader has read enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|e| (USAGE, format!("cannot write: {e}"))),
    }
}
