//! Every pair of files in `testdata` is a test; `testdata/README.md` says what each folder claims.

mod checks;
mod files;
mod order;
mod pair;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use iam_codec::Action;
use libtest_mimic::{Arguments, Failed, Trial};

use checks::*;
use files::{children, ending, stem, testdata};
use pair::{Pair, same};

type Check = fn(&Pair) -> Result<(), Failed>;

/// Folder, endings of the input, ending of the expectation, claim.
const FOLDERS: [(&str, &[&str], &str, Check); 10] = [
    ("requests", &["form"], "json", request_is_canonical),
    ("requests/read", &["form", "http"], "json", request_is_readable),
    ("requests/clients", &["http"], "json", request_is_of_client),
    ("requests/unchecked", &["form", "http"], "json", request_is_readable_unchecked),
    ("responses", &["xml"], "json", response_is_canonical),
    ("responses/read", &["xml"], "json", response_is_readable),
    ("errors", &["xml"], "json", error_is_canonical),
    ("errors/read", &["xml"], "json", error_is_readable),
    ("rejected", &["form", "http"], "xml", request_is_rejected),
    ("tolerant", &["xml"], "txt", reply_is_read_tolerantly),
];

/// Folders that hold no pairs, or those of STS, which `tests/sts_golden.rs` reads.
const OTHER_FOLDERS: [&str; 12] = [
    "model",
    "well-formed",
    "parity",
    "parity/expected",
    "policies",
    "recorded",
    "sts",
    "sts/errors",
    "sts/requests",
    "sts/requests/clients",
    "sts/responses",
    "sts/responses/read",
];

fn main() -> ExitCode {
    let mut trials = vec![
        Trial::test("every folder is tested", every_folder_is_tested),
        Trial::test("every operation has pairs", every_operation_has_pairs),
        Trial::test("recorded orders differ only where named", order::differs_only_where_named),
    ];
    for (folder, inputs, expectation, check) in FOLDERS {
        trials.extend(trials_of(folder, inputs, expectation, check));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trials_of(folder: &str, inputs: &[&str], expectation: &str, check: Check) -> Vec<Trial> {
    let mut files = BTreeMap::<String, Vec<PathBuf>>::new();
    for path in children(&testdata().join(folder)) {
        if path.is_file() && !path.ends_with("README.md") {
            files.entry(stem(&path)).or_default().push(path);
        }
    }
    if files.is_empty() {
        return vec![Trial::test(folder, || Err("the folder holds no files".into()))];
    }
    files
        .into_iter()
        .map(|(stem, files)| {
            let (expected, input): (Vec<_>, Vec<_>) =
                files.into_iter().partition(|file| ending(file) == expectation);
            match (&input[..], &expected[..]) {
                ([input], [expected]) if inputs.contains(&ending(input)) => {
                    let name = format!("{folder}/{stem}.{}", ending(input));
                    let (input, expected) = (input.clone(), expected.clone());
                    Trial::test(name, move || {
                        let pair = Pair::read(&input, &expected)?;
                        has_the_recorded_length(&pair)?;
                        check(&pair)
                    })
                }
                _ => {
                    let rule = format!("needs one of {inputs:?} and one {expectation:?}");
                    Trial::test(format!("{folder}/{stem}"), move || Err(rule.into()))
                }
            }
        })
        .collect()
}

/// A name that ends with `.194-bytes` claims the length of a recording.
fn has_the_recorded_length(pair: &Pair) -> Result<(), Failed> {
    let last = pair.name.rsplit('.').next().unwrap_or_default();
    match last.strip_suffix("-bytes") {
        Some(length) => same(&pair.input.len().to_string(), length),
        None => Ok(()),
    }
}

/// Each way; and but for the newest, as two SDKs send it.
fn every_operation_has_pairs() -> Result<(), Failed> {
    let requests = operations(&["requests", "requests/clients", "requests/unchecked"]);
    let responses = operations(&["responses"]);
    for action in Action::ALL {
        let name = action.as_str();
        let [rust, js] = ["rust", "js-v3"].map(|client| format!("aws-sdk-{client}-{name}"));
        let is_captured = requests.contains(&rust) && requests.contains(&js);
        let has_request = match name {
            "UpdateOpenIDConnectProvider" => requests.contains(name),
            _ => is_captured,
        };
        if !has_request || !responses.contains(name) {
            return Err(format!("{name} lacks a request or a response").into());
        }
    }
    Ok(())
}

/// What the names of files begin with, up to the first dot.
fn operations(folders: &[&str]) -> BTreeSet<String> {
    let files = folders.iter().flat_map(|folder| children(&testdata().join(folder)));
    let first = |stem: String| stem.split('.').next().unwrap_or_default().to_owned();
    files.map(|file| first(stem(&file))).collect()
}

fn every_folder_is_tested() -> Result<(), Failed> {
    let known: BTreeSet<_> = FOLDERS
        .iter()
        .map(|folder| folder.0)
        .chain(OTHER_FOLDERS)
        .map(|folder| testdata().join(folder))
        .collect();
    let mut folders = vec![testdata()];
    while let Some(folder) = folders.pop() {
        for child in children(&folder).into_iter().filter(|child| child.is_dir()) {
            if !known.contains(&child) {
                return Err(format!("no test reads {}", child.display()).into());
            }
            folders.push(child);
        }
    }
    Ok(())
}
