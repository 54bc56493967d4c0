//! `iam-codec parity`: runs the cases of the parity kit against an endpoint and tells how it went.

mod account;
mod arguments;
mod campaign;
mod endpoint;
mod output;
mod status;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use iam_parity::{Endpoint, Known, Options, Report, Suite, visible};

use crate::report;
use account::UsedKeys;
pub(crate) use arguments::Arguments;
use endpoint::connect;
use output::{print, write_reports};
use status::{DIFFERS, Failure, IMPOSSIBLE, USAGE, about};

pub(crate) const NOTES: &str = "\
Resources are made for each case, with names that begin with parity-SEED-, and are removed again, also after a
failure or Ctrl-C. The account's alias and password policy are set and removed. Calls are signed with made-up keys.

Exit status: 0 if all is as expected; 1 if something differs; 2 for a wrong use; 3 if the endpoint does not answer;
4 if no case could be carried out.";

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let status = perform(arguments).unwrap_or_else(|(status, message)| {
        report::error(&message);
        status
    });
    ExitCode::from(status)
}

fn perform(arguments: &Arguments) -> Result<u8, Failure> {
    let mut suite = suite(arguments).map_err(|e| (USAGE, e))?;
    if arguments.aws {
        suite.retain_own_resources(&arguments.filters).map_err(|e| (USAGE, e))?;
    }
    if arguments.list {
        return print(&list(&suite)).map(|()| 0);
    }
    if let Some(folder) = &arguments.export {
        return export(&suite, folder).map(|()| 0);
    }
    if arguments.dry_run || (arguments.aws && !arguments.yes && arguments.cleanup.is_none()) {
        account::dry_run(&suite)?;
        return Ok(0);
    }
    let known = arguments.expect.as_deref().map(read_known).transpose()?;
    let url = arguments.endpoint.as_deref().unwrap_or_default();
    let used = UsedKeys::default();
    let mut endpoint = connect(arguments, url, &used)?;
    let stop = Arc::new(AtomicBool::new(false));
    let handler = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        handler.store(true, Ordering::Relaxed);
        output::tell_of_interrupt();
    })
    .map_err(|e| (USAGE, e.to_string()))?;
    let (seed, url_of) = (seed(arguments), endpoint.url().to_owned());
    let options = Options { seed, url: url_of, patience: account::patience(arguments)?, stop };
    if let Some(seed) = arguments.cleanup {
        let remove = |endpoint: &mut dyn Endpoint| account::remove(endpoint, seed, &options.url);
        return account::at_pace(arguments, &mut endpoint, remove);
    }

    if arguments.campaign.is_some() || arguments.replay.is_some() {
        return campaign::run(arguments, &mut endpoint, &options);
    }

    if let Some(folder) = &arguments.record {
        // Before anything is sent that could not be kept.
        fs::create_dir_all(folder).map_err(about(folder))?;
    }
    let report = account::at_pace(arguments, &mut endpoint, |endpoint| {
        account::run_cases(arguments, &suite, endpoint, &options, &used)
    })?;
    print(&if arguments.verbose { report.verbose_text() } else { report.text() })?;
    write_reports(arguments, &report, url, &|| report.json(url))?;
    verdict(arguments, &report, known)
}

fn suite(arguments: &Arguments) -> Result<Suite, String> {
    let mut suite = Suite::built_in();
    for file in &arguments.cases {
        let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        suite.add(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    // The built-in cases are tested with the crate.
    if !arguments.cases.is_empty() {
        suite.check()?;
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
            text += &format!("{number} {}\n", visible(title));
        }
        for case in section {
            let (number, operation, basis) = (case.number(), case.operation(), case.basis());
            let (operation, title) = (visible(operation), visible(case.title()));
            text += &format!("  {number:<20} {operation:<30} [{basis}] {title}\n");
        }
    }
    text
}

fn export(suite: &Suite, folder: &Path) -> Result<(), Failure> {
    for (name, json) in suite.export().map_err(|e| (USAGE, e))? {
        let file = folder.join(name);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent).and_then(|()| fs::write(&file, json)).map_err(about(&file))?;
    }
    Ok(())
}

fn read_known(file: &Path) -> Result<Known, Failure> {
    let text = fs::read_to_string(file).map_err(|e| e.to_string());
    text.and_then(|text| Known::parse(&text)).map_err(about(file))
}

fn verdict(arguments: &Arguments, report: &Report, known: Option<Known>) -> Result<u8, Failure> {
    if let Some(refusal) = &report.refused {
        return Err((IMPOSSIBLE, format!("every request was refused: {refusal}")));
    }
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

#[cfg(test)]
mod tests;
