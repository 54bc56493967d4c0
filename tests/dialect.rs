//! Dialects, held against requests that real clients sent.

use std::fs;
use std::path::{Path, PathBuf};

use iam_codec::{Dialect, Request, Resource, Tag};

const CLIENTS: [(&str, Dialect); 8] = [
    ("aws-sdk-go-v1-", Dialect::Go),
    ("aws-sdk-js-v2-", Dialect::JavaScriptV2),
    ("aws-sdk-js-v3-", Dialect::JavaScriptV3),
    ("aws-sdk-rust-", Dialect::JavaScriptV3),
    ("awscli-v1-", Dialect::Botocore),
    ("boto2-", Dialect::JavaScriptV2),
    ("boto3-", Dialect::Botocore),
    ("c7n-", Dialect::Botocore),
];

/// The SDK for Rust loses the names in a union; what remains leaves no trace.
const WITHOUT_UNION: &str = "aws-sdk-rust-SimulatePrincipalPolicy.exclusions";

/// The captured requests: client and variant, dialect, parameters.
fn captured() -> Vec<(String, Dialect, Vec<u8>)> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/requests");
    let files = ["clients", "unchecked"].map(|folder| fs::read_dir(testdata.join(folder)).unwrap());
    let files = files.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut captured: Vec<_> = files.filter_map(|file| capture(&file)).collect();
    captured.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(captured.len() > 500, "{} requests", captured.len());
    captured
}

fn capture(file: &PathBuf) -> Option<(String, Dialect, Vec<u8>)> {
    let name = file.file_name()?.to_str()?.strip_suffix(".http")?;
    let (_, dialect) = CLIENTS.iter().find(|(client, _)| name.starts_with(client))?;
    let message = fs::read_to_string(file).unwrap();
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let query = head.split(' ').nth(1).unwrap().trim_start_matches(['/', '?']);
    let body = if body.is_empty() { query } else { body };
    Some((name.to_owned(), *dialect, body.as_bytes().to_vec()))
}

#[test]
fn writes_what_every_client_sent() {
    for (name, dialect, body) in captured() {
        let request = Request::decoder().unchecked().body(&body).unwrap();
        // The SDK for Rust keeps the model's order.
        let is_rust = name.starts_with("aws-sdk-rust-");
        let encoded = if is_rust { request.encode() } else { request.encode_as(dialect) };
        if name == WITHOUT_UNION {
            continue;
        }
        if name == "boto3-ListUserTags.marker" {
            // The caller gave MaxItems before Marker.
            assert_eq!(encoded.len(), body.len());
            continue;
        }
        assert_eq!(encoded, String::from_utf8(body).unwrap(), "{name}");
    }
}

#[test]
fn every_body_fits_its_dialect_and_is_taken_for_no_other() {
    let mut told = 0;
    for (name, dialect, body) in captured() {
        assert!(dialect.fits(&body), "{name}");
        let guess = Dialect::guess(&body);
        let fitting = Dialect::ALL.into_iter().filter(|other| other.fits(&body)).count();
        assert_eq!(guess, (fitting == 1).then_some(dialect), "{name}");
        told += usize::from(guess.is_some());
    }
    // The others have no space, or are those of Go without a `~`, which rusoto would send too.
    assert_eq!(told, 139);
}

#[test]
fn what_no_client_sends_has_no_dialect() {
    for body in [
        "",
        "&Action=a",
        "Action=a&&Version=b",
        "Action=a&Version",
        "Action=a&Version=%2f+",
        "Action=a&Version=%61+",
        "Action=a&Version=:+",
        "Action=a&Version=+%20",
        "Action=a&Version=*~+",
        "Version=b+&Action=a",
        "Action=%",
        "Action=a&Version=b&B=+&A=*",
    ] {
        assert_eq!(Dialect::guess(body.as_bytes()), None, "{body}");
        assert!(body.is_empty() || !Dialect::ALL.iter().any(|d| d.fits(body.as_bytes())), "{body}");
    }
}

#[test]
fn writes_what_rusoto_is_known_to_write() {
    let resource = Resource::User("a~b".into());
    let tags = vec![Tag::new("x *", "~"), Tag::new("%20", "")];
    let request = resource.clone().tag(tags);
    assert_eq!(
        request.encode_as(Dialect::Rusoto),
        "Action=TagUser&Tags.member.1.Key=x+*&Tags.member.1.Value=%7E&Tags.member.2.Key=%2520\
         &Tags.member.2.Value=&UserName=a%7Eb&Version=2010-05-08",
    );
    let request = resource.untag(Vec::new());
    assert_eq!(
        request.encode_as(Dialect::Rusoto),
        "Action=UntagUser&UserName=a%7Eb&Version=2010-05-08",
    );
    // An empty text is no empty list.
    let pairs = [("Marker", ""), ("ContextEntries.member.1.ContextKeyValues", "")];
    assert_eq!(Dialect::Rusoto.encode(pairs), "Marker=");
}

#[test]
fn every_dialect_means_the_same() {
    for (name, _, body) in captured() {
        let request = Request::decoder().unchecked().body(&body).unwrap();
        for dialect in Dialect::ALL {
            // Rusoto leaves empty lists out.
            let has_empty_list = [".notags", ".empty-list", ".empty-inside"];
            let is_lossy = has_empty_list.iter().any(|variant| name.contains(variant));
            if name == WITHOUT_UNION || dialect == Dialect::Rusoto && is_lossy {
                continue;
            }
            let encoded = request.encode_as(dialect);
            assert_eq!(
                Request::decoder().unchecked().body(encoded.as_bytes()).unwrap(),
                request,
                "{name}"
            );
        }
    }
}
