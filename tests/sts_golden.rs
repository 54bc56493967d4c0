//! Every pair of files in the folders of `testdata/sts` is a case; `testdata/README.md` says what each
//! claims.
#![cfg(feature = "serde")]

use std::fs;
use std::path::{Path, PathBuf};

use iam_codec::Dialect;
use iam_codec::sts::{self, Action, Reply, Request, Response};

/// The pairs of a folder: name, input, and the line of JSON.
fn pairs(folder: &str, ending: &str) -> Vec<(String, Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/sts").join(folder);
    let is_input = |path: &PathBuf| path.extension().is_some_and(|of| of == ending);
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pairs: Vec<_> = files
        .filter(is_input)
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let json = fs::read_to_string(path.with_extension("json")).expect(&name);
            (name, fs::read(&path).unwrap(), json.strip_suffix('\n').unwrap().to_owned())
        })
        .collect();
    let partners = fs::read_dir(&folder).unwrap().filter(|entry| {
        entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "json")
    });
    assert_eq!(partners.count(), pairs.len(), "{}", folder.display());
    pairs.sort();
    pairs
}

/// What a name begins with, up to the first dot.
fn operation(name: &str) -> &str {
    name.split('.').next().unwrap()
}

/// The query string and the body of a captured request.
fn parts(request: &[u8]) -> (&str, &str) {
    let (head, body) = std::str::from_utf8(request).unwrap().split_once("\r\n\r\n").unwrap();
    let target = head.split(' ').nth(1).unwrap();
    (target.split_once('?').map_or("", |(_, query)| query), body)
}

#[test]
fn requests_of_clients_are_read_and_written_as_they_were_sent() {
    let pairs = pairs("requests/clients", "http");
    for (name, request, json) in &pairs {
        let (query, body) = parts(request);
        let request = Request::decode_parts(query.as_bytes(), body.as_bytes()).expect(name);
        assert_eq!(serde_json::to_string(&request).unwrap(), *json, "{name}");
        assert_eq!(serde_json::from_str::<Request<'_>>(json).unwrap(), request, "{name}");
        let dialect = match name.split_once('-').unwrap().0 {
            "botocore" => Dialect::Botocore,
            _ => Dialect::JavaScriptV3,
        };
        if query.is_empty() {
            assert_eq!(request.encode_as(dialect), body, "{name}");
        }
        assert_eq!(Request::decode(request.encode().as_bytes()), Ok(request), "{name}");
    }
    for action in Action::ALL {
        for client in ["botocore", "aws-sdk-js-v3"] {
            let name = format!("{client}-{action}");
            assert!(pairs.iter().any(|pair| pair.0 == name), "{name}");
        }
    }
}

#[test]
fn responses_are_read_and_written() {
    let pairs = pairs("responses", "xml");
    for (name, body, json) in &pairs {
        let response = sts::decode_response(body).expect(name);
        assert_eq!(serde_json::to_string(&response).unwrap(), *json, "{name}");
        assert_eq!(response.encode().unwrap().as_bytes(), body, "{name}");
        let of_json = serde_json::from_str::<Response<'_>>(json).unwrap();
        assert_eq!(of_json, response, "{name}");
        assert_eq!(sts::decode_reply(body), Ok(Reply::from(response)), "{name}");
    }
    for action in Action::ALL {
        assert!(pairs.iter().any(|pair| operation(&pair.0) == action.as_str()), "{action}");
    }
}

#[test]
fn responses_in_other_orders_are_read() {
    for (name, body, json) in pairs("responses/read", "xml") {
        let response = sts::decode_response(&body).expect(&name);
        assert_eq!(serde_json::to_string(&response).unwrap(), json, "{name}");
        assert_ne!(response.encode().unwrap().as_bytes(), body, "{name}");
    }
}

#[test]
fn errors_are_read_and_written() {
    for (name, body, json) in pairs("errors", "xml") {
        let error = sts::decode_error(&body).expect(&name);
        assert_eq!(error.code.as_str(), operation(&name));
        assert_eq!(serde_json::to_string(&error).unwrap(), json, "{name}");
        assert_eq!(error.encode().as_bytes(), body, "{name}");
        let of_json = serde_json::from_str::<Reply<'_>>(&json).unwrap();
        assert_eq!(of_json, Reply::Error(error), "{name}");
    }
}
