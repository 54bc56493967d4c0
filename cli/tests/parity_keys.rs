//! `parity --aws` signs with the keys that the SDKs would find, and keeps none: with the feature `aws` alone.
#![cfg(feature = "aws")]

#[path = "../../parity/tests/support/http.rs"]
mod http;
#[path = "../../parity/tests/support/server.rs"]
mod server;
mod support;

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use http::serve;
use server::Server;
use support::{Ran, run_with};

/// Who signed the calls that a server got: key id and session token.
type Signers = Arc<Mutex<Vec<(String, String)>>>;

/// A server that answers as AWS would, and a note of who signed its calls.
fn faithful() -> (String, Signers) {
    let signers = Signers::default();
    let (mut server, noted) = (Server::default(), Arc::clone(&signers));
    let url = serve(move |call| {
        let header = |name: &str| {
            let found = call.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let scope = header("authorization");
        let key = scope.split("Credential=").nth(1).and_then(|rest| rest.split('/').next());
        let token = header("x-amz-security-token");
        noted.lock().unwrap().push((key.unwrap_or_default().to_owned(), token));
        server.answer(call)
    });
    (url, signers)
}

/// A folder that no other test has, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parity-keys").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs cases with these variables and no other place in which keys could be found.
fn parity(environment: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let nowhere = [
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_CONFIG_FILE", "/nowhere"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere"),
    ];
    let arguments =
        [&["parity", "--aws", "--yes", "--seed", "1", "--pace", "1000"], arguments].concat();
    run_with(&[&nowhere, environment].concat(), arguments, "")
}

/// With these variables all calls have this signer.
#[track_caller]
fn sign_as(environment: &[(&str, &str)], key: &str, token: &str) {
    let (url, signers) = faithful();
    let ran = parity(environment, &["--endpoint", &url, "tags/1.1.1"]);
    assert_eq!((&*ran.stderr, ran.status), ("", 0));
    signed_by(&signers, key, token);
}

/// All calls have one signer.
#[track_caller]
fn signed_by(signers: &Signers, key: &str, token: &str) {
    let mut signers = signers.lock().unwrap().clone();
    signers.dedup();
    assert_eq!(signers, [(key.to_owned(), token.to_owned())]);
}

#[test]
fn calls_are_signed_with_the_keys_of_the_environment() {
    let keys = [
        ("AWS_ACCESS_KEY_ID", "ASIATEST"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
        ("AWS_SESSION_TOKEN", "fleeting"),
    ];
    sign_as(&keys, "ASIATEST", "fleeting");
}

#[test]
fn calls_are_signed_with_the_keys_of_a_profile() {
    let file = folder("profile").join("credentials");
    fs::write(&file, "[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = hush\n")
        .unwrap();
    let profile =
        [("AWS_PROFILE", "other"), ("AWS_SHARED_CREDENTIALS_FILE", file.to_str().unwrap())];
    sign_as(&profile, "AKIAOTHER", "");
}

/// A program gives other keys whenever it is asked.
#[test]
fn a_run_keeps_the_keys_of_a_program_and_no_file_holds_them() {
    let (url, signers) = faithful();
    let folder = folder("process");
    let (config, count, kept) = (folder.join("config"), folder.join("count"), folder.join("kept"));
    let keys = r#"{"Version":1,"AccessKeyId":"AKIA$(wc -c < COUNT)","SecretAccessKey":"hush"}"#;
    let program = folder.join("keys.sh");
    let keys = keys.replace("COUNT", count.to_str().unwrap()).replace('"', "\\\"");
    fs::write(&program, format!("printf x >> {}\necho \"{keys}\"\n", count.display())).unwrap();
    let process = format!("[default]\ncredential_process = sh {}\n", program.display());
    fs::write(&config, process).unwrap();

    let variables = [("AWS_CONFIG_FILE", config.to_str().unwrap())];
    let record = ["--endpoint", &url, "--record", kept.to_str().unwrap(), "tags/1.1.1"];
    let ran = parity(&variables, &record);
    assert_eq!((&*ran.stderr, ran.status), ("", 0));
    assert_eq!(fs::read_to_string(&count).unwrap(), "x");
    signed_by(&signers, "AKIA1", "");
    for file in fs::read_dir(&kept).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(!text.contains("AKIA1") && !text.contains("hush"), "{text}");
    }
}

#[test]
fn without_keys_nothing_is_sent() {
    let (url, signers) = faithful();
    let ran = parity(&[], &["--endpoint", &url, "tags/1.1.1"]);
    assert!(ran.stderr.starts_with("error: no credentials: "), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status, signers.lock().unwrap().len()), ("", 2, 0));
}

#[test]
fn a_program_that_fails_is_told_with_its_status() {
    let config = folder("failing").join("config");
    fs::write(&config, "[default]\ncredential_process = sh -c 'exit 3'\n").unwrap();
    let variables = [("AWS_CONFIG_FILE", config.to_str().unwrap())];
    let ran = parity(&variables, &["--endpoint", "http://127.0.0.1:1", "tags/1.1.1"]);
    assert!(ran.stderr.starts_with("error: no credentials: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("exit status: 3"), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), ("", 2));
}
