//! The golden files of the library, through the command.
mod support;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use support::{REQUEST_ID, ROOT, run};

const TAG_USER: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&\
    Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";

const TAG_USER_JSON: &str =
    r#"{"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}"#;

/// The files of a folder of `testdata` that end so, sorted.
fn testdata(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("testdata").join(folder);
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension() == Some(ending.as_ref())).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn concatenated(files: &[PathBuf]) -> String {
    files.iter().map(|file| fs::read_to_string(file).expect("UTF-8")).collect()
}

/// What a terminal must not see, as the command prints it.
fn escaped(json: &str) -> String {
    let hidden = ['\u{7F}', '\u{85}', '\u{2028}', '\u{2029}', '\u{FEFF}'];
    hidden
        .into_iter()
        .fold(json.to_owned(), |json, c| json.replace(c, &format!("\\u{:04x}", u32::from(c))))
}

/// Decodes and expects the files of the same names that end in `.json`, with this many warnings.
#[track_caller]
fn decodes(option: Option<&str>, files: &[PathBuf], warnings: usize) {
    let args = ["decode"].into_iter().chain(option).map(OsStr::new);
    let documents: Vec<_> = files.iter().map(|file| file.with_extension("json")).collect();
    let ran = run(args.chain(files.iter().map(|file| file.as_os_str())), "");
    assert_eq!(ran.stderr.matches("warning: ").count(), warnings, "{}", ran.stderr);
    assert_eq!(ran.stderr.is_empty(), warnings == 0, "{}", ran.stderr);
    assert_eq!(ran.stdout, escaped(&concatenated(&documents)));
    assert_eq!(ran.status, 0);
}

/// The same, and back to the same bytes.
#[track_caller]
fn round_trips(files: &[PathBuf], warnings: usize) {
    decodes(None, files, warnings);
    let documents = files.iter().map(|file| file.with_extension("json").into_os_string());
    run(["encode".into()].into_iter().chain(documents), "").prints(&concatenated(files));
}

#[test]
fn decodes_a_body() {
    run(["decode"], TAG_USER).prints(&format!("{TAG_USER_JSON}\n"));
    run(["decode", "-"], TAG_USER).prints(&format!("{TAG_USER_JSON}\n"));
}

#[test]
fn encodes_a_document_without_a_line_end_of_its_own() {
    run(["encode"], format!("{TAG_USER_JSON}\n")).prints(TAG_USER);
}

#[test]
fn encodes_a_document_with_a_request_id_to_xml() {
    let id = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    run(["encode"], format!(r#"{{"RequestId":"{id}","Action":"UntagUser"}}"#)).prints(&xml);
}

#[test]
fn requests_round_trip() {
    // TagCat is of no service.
    round_trips(&testdata("requests", "form"), 1);
}

#[test]
fn responses_round_trip() {
    round_trips(&testdata("responses", "xml"), 0);
}

#[test]
fn errors_round_trip() {
    round_trips(&testdata("errors", "xml"), 0);
}

#[test]
fn decodes_dialects() {
    decodes(None, &testdata("requests/read", "form"), 33);
    decodes(None, &testdata("requests/read", "http"), 0);
    // The SDK for Rust writes the members of a union without their names.
    decodes(None, &testdata("requests/clients", "http"), 5);
    // Four unknown elements, and an empty result of an operation that has none.
    decodes(None, &testdata("responses/read", "xml"), 5);
    // Four elements that errors do not have.
    decodes(None, &testdata("errors/read", "xml"), 4);
}

#[test]
fn decodes_and_encodes_what_aws_refuses_unchecked() {
    decodes(Some("--unchecked"), &testdata("requests/unchecked", "form"), 0);
    decodes(Some("--unchecked"), &testdata("requests/unchecked", "http"), 0);

    let body = "Action=TagUser&Version=2010-05-08&UserName=a%2Fb&Tags=";
    let document = r#"{"Action":"TagUser","UserName":"a/b","Tags":[]}"#;
    run(["decode", "--unchecked"], body).prints(&format!("{document}\n"));
    run(["encode", "--unchecked"], document).prints(body);
}

#[test]
fn answers_as_aws_does() {
    for ending in ["form", "http"] {
        for file in testdata("rejected", ending) {
            let ran = run([OsStr::new("decode"), file.as_os_str()], "");
            if ran.stdout.starts_with(r#"{"Action":"#) {
                // An unknown action is a value, and gives a warning.
                assert!(ran.stdout.contains(r#""Parameters":["#), "{}", file.display());
                ran.warns(&ran.stdout, "IAM has no action ");
                continue;
            }
            let answer = fs::read_to_string(file.with_extension("xml")).unwrap();
            let answer = answer.replace("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE", REQUEST_ID);
            assert_eq!(ran.stdout, answer, "{}", file.display());
            assert_eq!(ran.status, 1, "{}", file.display());
            assert!(ran.stderr.contains("error: "), "{}", file.display());
        }
    }
}

#[test]
fn encodes_the_lines_that_decode_prints() {
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    let json = run(["decode"], &xml).stdout;
    run(["encode"], format!("{TAG_USER_JSON}\n{json}\n\n{TAG_USER_JSON}"))
        .prints(&format!("{TAG_USER}\n{xml}{TAG_USER}\n"));
}
