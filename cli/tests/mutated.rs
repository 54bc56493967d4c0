//! What `decode` prints of any body, `encode` takes: nothing that was accepted turns out to be unwritable.
mod support;

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use iam_codec::mutator::mutate;
use support::{ROOT, run};

/// How many changed bodies there are of each golden one.
const CHANGED: u32 = 4;

/// Golden bodies, accepted and refused ones.
fn golden() -> Vec<Vec<u8>> {
    let folders = ["requests", "requests/unchecked", "rejected", "sts/requests"];
    let folders = folders.map(|folder| Path::new(ROOT).join("testdata").join(folder));
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "form"));
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// A body after the mutator; the byte that it flips follows from the seed.
fn changed(body: &[u8], seed: u32) -> Vec<u8> {
    let mut changed = body.to_vec();
    changed.resize(body.len() + 1024, 0);
    let room = changed.len();
    let flip = |text: &mut [u8], size: usize, _: usize| {
        if let Some(byte) = text[..size].first_mut() {
            *byte ^= 1 << (seed % 8);
        }
        size
    };
    let size = mutate(&mut changed, body.len(), room, seed, flip);
    changed.truncate(size);
    changed
}

fn inputs() -> Vec<OsString> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutated");
    fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    for (number, body) in (0..).zip(golden()) {
        for seed in 0..CHANGED {
            let file: PathBuf = folder.join(format!("{number}-{seed}.form"));
            fs::write(&file, changed(&body, number * CHANGED + seed)).unwrap();
            files.push(file.into_os_string());
        }
    }
    files
}

#[test]
fn what_decode_prints_encode_takes() {
    let files = inputs();
    assert!(files.len() > 1000, "{}", files.len());
    for unchecked in [None, Some("--unchecked")] {
        let options = ["--json"].into_iter().chain(unchecked).map(OsString::from);
        let args = |command: &str| [OsString::from(command)].into_iter().chain(options.clone());
        let decoded = run(args("decode").chain(files.clone()), "").stdout;
        // A file that is not a request at all prints nothing.
        let lines: Vec<_> = decoded.lines().collect();
        assert!(lines.len() * 2 > files.len(), "{} of {}", lines.len(), files.len());
        let encoded = run(args("encode"), &decoded);
        assert_eq!((&*encoded.stderr, encoded.status), ("", 0));
        let again = run(args("decode"), &encoded.stdout);
        let again: HashSet<_> = again.stdout.lines().collect();
        let requests = lines.iter().filter(|line| line.starts_with("{\"Action\""));
        // Empty maps and structures leave no trace in a body.
        let requests: Vec<_> = requests.filter(|line| !line.contains("{}")).collect();
        assert!(requests.len() > 150, "{} of {}", requests.len(), lines.len());
        let lost = requests.into_iter().find(|line| !again.contains(**line));
        assert_eq!(lost, None);
    }
}
