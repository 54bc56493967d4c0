//! Messages of STS: the service is found by the version, by the root element, or by the action.

use std::fs;

use support::{ROOT, run};

mod support;

/// The files of a folder with this ending, and the JSON beside each.
fn pairs(folder: &str, ending: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(format!("{ROOT}/testdata/sts/{folder}")).expect("a folder");
    let paths = files.map(|file| file.expect("a file").path());
    let inputs = paths.filter(|path| path.extension().is_some_and(|of| of == ending));
    let mut pairs: Vec<_> = inputs
        .map(|path| {
            let json = fs::read_to_string(path.with_extension("json")).expect("JSON");
            (path.to_str().expect("UTF-8").to_owned(), json)
        })
        .collect();
    pairs.sort();
    pairs
}

#[test]
fn decodes_requests_of_clients() {
    let (files, json): (Vec<_>, Vec<_>) = pairs("requests/clients", "http").into_iter().unzip();
    run(["decode".to_owned()].into_iter().chain(files), "").prints(&json.concat());
}

#[test]
fn decodes_responses_and_encodes_them_again() {
    let (files, json): (Vec<_>, Vec<_>) = pairs("responses", "xml").into_iter().unzip();
    run(["decode".to_owned()].into_iter().chain(files.clone()), "").prints(&json.concat());
    let xml: String = files.iter().map(|file| fs::read_to_string(file).expect("XML")).collect();
    run(["encode"], json.concat()).prints(&xml);
}

#[test]
fn encodes_requests() {
    run(["encode"], r#"{"Action":"GetSessionToken","DurationSeconds":900}"#)
        .prints("Action=GetSessionToken&Version=2011-06-15&DurationSeconds=900");
}

#[test]
fn refuses_in_the_words_of_the_service() {
    let ran = run(["decode"], "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=899");
    let sentence = "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value \
                    greater than or equal to 900";
    assert!(
        ran.stdout
            .starts_with("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
    );
    assert!(
        ran.stdout.contains(&format!("<Message>1 validation error detected: {sentence}</Message>"))
    );
    assert_eq!(ran.status, 1);
}
