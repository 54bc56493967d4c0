//! Dialects, compared with requests that real clients sent.

use std::fs;
use std::path::{Path, PathBuf};

use iam_codec::{Dialect, Editor, Params, Request, Resource, Tag};

/// Names of captures begin with the client; a longer beginning comes before a shorter one.
const CLIENTS: [(&str, Dialect); 25] = [
    ("async-aws-php-", Dialect::Php),
    ("aws-sdk-go-v1-", Dialect::Go),
    ("aws-sdk-go-v2-", Dialect::Go),
    ("aws-sdk-java-v1-", Dialect::JavaV1),
    ("aws-sdk-js-v2-", Dialect::JavaScriptV2),
    ("aws-sdk-js-v3-", Dialect::JavaScriptV3),
    ("aws-sdk-js-v3.0.0-", Dialect::JavaScriptV3Of2020),
    ("aws-sdk-js-v3.312.0-", Dialect::JavaScriptV3Until2025),
    ("aws-sdk-js-v3.696.0-", Dialect::JavaScriptV3Until2025),
    ("aws-sdk-js-v3.893-", Dialect::JavaScriptV3Until2025),
    ("aws-sdk-js-v3.936-", Dialect::JavaScriptV3),
    ("aws-sdk-js-v3.985.0-", Dialect::JavaScriptV3),
    ("aws-sdk-ruby-v1-", Dialect::JavaScriptV2),
    ("aws-sdk-ruby-v3core-", Dialect::JavaScriptV2),
    ("aws-sdk-rust-", Dialect::JavaScriptV3),
    ("awscli-2.9-", Dialect::Botocore),
    ("awscli-v1-", Dialect::Botocore),
    ("boto2-", Dialect::JavaScriptV2),
    ("boto2-typed-", Dialect::JavaScriptV2),
    ("boto3-", Dialect::Botocore),
    ("c7n-", Dialect::Botocore),
    ("erlcloud-", Dialect::JavaScriptV3),
    ("fog-aws-typed-", Dialect::JavaScriptV2),
    ("haskell-aws-", Dialect::SignatureV2),
    ("itty-aws-", Dialect::JavaV1),
];

/// These keep the model's order, which `encode` has; their successors send required members first.
const IN_ORDER_OF_MODEL: [&str; 2] = ["aws-sdk-rust-", "aws-sdk-js-v3.936-"];

/// These send their signature, or a time, among the parameters: no [`Request`] has it.
const WITH_SIGNATURE: [&str; 2] = ["haskell-aws-", "aws-sdk-ruby-v1-"];

/// In these the caller decided on the order, and gave another than the model's.
const OWN_ORDER: [&str; 3] = [
    "awscli-2.9-CreateRole",
    "awscli-2.9-UpdateAccountPasswordPolicy",
    "boto3-ListUserTags.marker",
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
    let (_, dialect) = CLIENTS.iter().rfind(|(client, _)| name.starts_with(client))?;
    let message = fs::read_to_string(file).unwrap();
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let query = head.split(' ').nth(1).unwrap().trim_start_matches(['/', '?']);
    let body = if body.is_empty() { query } else { body };
    Some((name.to_owned(), *dialect, body.as_bytes().to_vec()))
}

#[test]
fn writes_what_every_client_sent() {
    let mut in_own_order = Vec::new();
    for (name, dialect, body) in captured() {
        let request = Request::decoder().unchecked().body(&body).unwrap();
        let begins = |with: &&str| name.starts_with(with);
        if name == WITHOUT_UNION || WITH_SIGNATURE.iter().any(begins) {
            continue;
        }
        let keeps_model = IN_ORDER_OF_MODEL.iter().any(begins);
        let encoded = if keeps_model { request.encode() } else { request.encode_as(dialect) };
        let sent = String::from_utf8(body).unwrap();
        if encoded != sent && encoded.len() == sent.len() {
            in_own_order.push(name);
            continue;
        }
        assert_eq!(encoded, sent, "{name}");
    }
    assert_eq!(in_own_order, OWN_ORDER);
}

#[test]
fn writes_the_pairs_of_every_client_as_it_sent_them() {
    for (name, dialect, body) in captured() {
        let params = Params::parse(&body).unwrap();
        let pairs = params.iter().map(|param| (param.name(), param.value()));
        assert_eq!(dialect.encode(pairs), std::str::from_utf8(&body).unwrap(), "{name}");
    }
}

#[test]
fn every_body_fits_its_dialect_and_is_taken_for_no_other() {
    let mut told = 0;
    for (name, dialect, body) in captured() {
        let fitting = Dialect::fitting(&body);
        assert!(fitting.contains(&dialect), "{name}");
        let guess = Dialect::guess(&body);
        let generation = match dialect {
            Dialect::JavaScriptV3Of2020 if fitting.len() == 2 => Dialect::JavaScriptV3Until2025,
            _ => dialect,
        };
        assert!(guess.is_none_or(|guess| guess == generation), "{name}: {guess:?}");
        told += usize::from(guess.is_some());
    }
    // The others have no space, or neither `~` nor `*`: more than one client would send them.
    assert_eq!(told, 200);
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
        "Action=a&Version=b&B=%20&A=*",
        "B=+&Action=a&Version=b",
        "B=%20&Version=b&Action=a",
        "B=%2a%2A&Action=a&Version=b",
        "Action=a&Action=b&Version=c&B=+~",
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
    // An empty text is not an empty list.
    let pairs = [("Marker", ""), ("ContextEntries.member.1.ContextKeyValues", "")];
    assert_eq!(Dialect::Rusoto.encode(pairs), "Marker=");
}

/// These leave empty lists out.
const LEAVE_LISTS_OUT: [Dialect; 4] =
    [Dialect::Rusoto, Dialect::JavaV1, Dialect::JavaScriptV3Of2020, Dialect::Php];

#[test]
fn every_dialect_means_the_same() {
    for (name, _, body) in captured() {
        let request = Request::decoder().unchecked().body(&body).unwrap();
        for dialect in Dialect::ALL {
            let has_empty_list = [".notags", ".empty-list", ".empty-inside", ".emptytags"];
            let is_lossy = has_empty_list.iter().any(|variant| name.contains(variant));
            if name == WITHOUT_UNION || is_lossy && LEAVE_LISTS_OUT.contains(&dialect) {
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

#[test]
fn a_tag_is_added_in_the_dialect_of_the_body() {
    for (name, _, body) in captured() {
        for dialect in Dialect::fitting(&body) {
            let mut editor = Editor::new(&body).in_dialect(dialect);
            assert!(!editor.is_changed(), "{name}");
            let Ok(index) = editor.add_member("Tags", &[("Key", "a b"), ("Value", "~*")]) else {
                // A tag that is not a list is refused.
                continue;
            };
            let edited = editor.finish().into_owned();
            assert!(dialect.fits(&edited), "{name} {dialect:?}: {}", edited.escape_ascii());
            let params = Params::parse(&edited).unwrap();
            let key = format!("Tags.member.{index}.Key");
            assert_eq!(params.get(&key), Some("a b"), "{name}");
            // Without it again, the body is as it was, but for an empty list.
            let mut editor = Editor::new(&edited).in_dialect(dialect);
            assert!(editor.remove_member("Tags", index).unwrap(), "{name}");
            let edited = editor.finish().into_owned();
            assert!(dialect.fits(&edited), "{name} {dialect:?}: {}", edited.escape_ascii());
        }
    }
}

/// Names in no order at all, as each dialect orders them: what it does not order stays in its order, however much it is.
#[test]
fn every_dialect_has_its_order_and_keeps_the_rest_in_its_own() {
    for count in [1, 2, 19, 20, 21, 22, 50, 100] {
        let others = |name: &'static str| (0..count).map(move |n| format!("{name}={}", n * 7 % 10));
        let pairs: Vec<_> = others("C")
            .zip(others("B"))
            .flat_map(|(c, b)| [c, b])
            .chain(["Version=v", "Signature=s", "Action=a"].map(str::to_owned))
            .chain(others("A"))
            .collect();
        let given = pairs.iter().map(|pair| pair.split_once('=').unwrap());
        let without = |names: &[&str]| -> Vec<String> {
            let is_other = |pair: &&String| !names.contains(&pair.split('=').next().unwrap());
            pairs.iter().filter(is_other).cloned().collect()
        };
        let owned =
            |pairs: &[&str]| pairs.iter().map(|pair| (*pair).to_owned()).collect::<Vec<_>>();
        let by_name: Vec<_> = others("A")
            .chain(owned(&["Action=a"]))
            .chain(others("B"))
            .chain(others("C"))
            .chain(owned(&["Signature=s", "Version=v"]))
            .collect();
        let head = owned(&["Action=a", "Version=v"]);
        let rest = without(&["Action", "Version"]);
        for dialect in Dialect::ALL {
            let expected = match dialect {
                Dialect::Botocore | Dialect::JavaScriptV3 | Dialect::JavaV1 | Dialect::Php => {
                    [&head[..], &rest].concat()
                }
                Dialect::JavaScriptV3Until2025 | Dialect::JavaScriptV3Of2020 => {
                    [&rest[..], &head].concat()
                }
                Dialect::JavaScriptV2 | Dialect::Go | Dialect::Rusoto => by_name.clone(),
                Dialect::SignatureV2 => {
                    let signature = owned(&["Signature=s"]);
                    let is_other = |pair: &&String| *pair != "Signature=s";
                    [signature, by_name.iter().filter(is_other).cloned().collect()].concat()
                }
                other => panic!("{other:?}"),
            };
            assert_eq!(dialect.encode(given.clone()), expected.join("&"), "{dialect:?} {count}");
        }
    }
}
