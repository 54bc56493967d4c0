//! Pages, comments and messages are in plain English: these turns of phrase are not used; and the source files that they name
//! exist.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Turns of phrase that a reader has to read twice, and what to write.
const FORBIDDEN: [(&str, &str); 10] = [
    (r"\b(is|are|was|were) no\b", "is not a"),
    (r"\bof which\b", "two sentences"),
    (r"\b(stand|stands|stood)\b", "is"),
    (r"\bthe same of\b", "the same for"),
    (r"\bso many\b", "this many"),
    (r"\b(hold|holds|held) [\w` ]*against\b", "compared with"),
    (r"\bgoes on (below|here|there)\b", "continues"),
    (r"\broads?\b", "path, way"),
    (
        r"\bWhat (is|are|was|were) [^.?]*\b(is|are|was|has|have|gets|does|makes|must|can)\b",
        "a noun",
    ),
    (r"\b(Of what|of whatever)\b", "any"),
];

/// The same words where they are plain.
const PLAIN: [&str; 3] = [
    r"\b([Tt]here|[Ww]here|that there) (is|are|was|were) no\b",
    r"\bno longer\b",
    r"\b(stand|stands|stood) for\b",
];

/// Folders with the words of others, or with what tools make.
const NOT_OURS: [&str; 10] = [
    ".git",
    "target",
    "node_modules",
    ".venv",
    "corpus",
    "artifacts",
    "expected",
    "testdata",
    "data",
    "inputs",
];

/// All files below `folder` whose words are ours.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        match path.is_dir() {
            true if NOT_OURS.contains(&&*name) => {}
            true => files(&path, found),
            false if name == "words.rs" => {}
            false if ["md", "rs", "toml", "py", "sh", "fault"].contains(&&*ending) => {
                found.push(path)
            }
            false => {}
        }
    }
}

/// What a reader reads of a line: a comment and texts; of a page, all.
fn prose(line: &str, is_rust: bool) -> String {
    if !is_rust {
        return line.to_owned();
    }
    let (code, comment) = line.split_once("//").unwrap_or((line, ""));
    let texts: Vec<_> = code.split('"').skip(1).step_by(2).collect();
    format!("{} {comment}", texts.join(" "))
}

#[test]
fn pages_comments_and_messages_are_in_plain_words() {
    let forbidden = FORBIDDEN.map(|(phrase, better)| (Regex::new(phrase).unwrap(), better));
    let plain = PLAIN.map(|phrase| Regex::new(phrase).unwrap());
    let mut paths = Vec::new();
    files(Path::new("."), &mut paths);
    let mut found = Vec::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let is_rust = path.extension().is_some_and(|ending| ending == "rs");
        for (number, line) in text.lines().enumerate() {
            let mut prose = prose(line, is_rust);
            for phrase in &plain {
                prose = phrase.replace_all(&prose, "").into_owned();
            }
            for (phrase, better) in &forbidden {
                if let Some(phrase) = phrase.find(&prose) {
                    let (path, phrase) = (path.display(), phrase.as_str());
                    found.push(format!("{path}:{}: `{phrase}`; write: {better}", number + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Files that somebody else is to make, or has.
const OF_OTHERS: [&str; 2] = ["fuzz/fuzz_targets/requests.rs", "fuzz_targets/agrees.rs"];

#[test]
fn source_files_that_pages_and_comments_name_exist() {
    let named = Regex::new(r"`([\w./-]+\.rs)`").unwrap();
    let mut paths = Vec::new();
    files(Path::new("."), &mut paths);
    let mut missing = Vec::new();
    for path in &paths {
        let is_rust = path.extension().is_some_and(|ending| ending == "rs");
        for (number, line) in fs::read_to_string(path).unwrap_or_default().lines().enumerate() {
            let prose = prose(line, is_rust);
            for name in named.captures_iter(&prose).map(|found| found.extract::<1>().1[0]) {
                // A folder is one of the root, of the package, or beside the file; a name alone may be anywhere.
                let exists = match name.contains('/') {
                    true => path.ancestors().any(|folder| folder.join(name).is_file()),
                    false => paths.iter().any(|path| path.ends_with(name)),
                };
                if !exists && !OF_OTHERS.contains(&name) {
                    missing.push(format!("{}:{}: {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
