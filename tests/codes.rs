//! Error codes: each with its status, its fault and the name of its constant, as the golden list has them, and as the
//! models do where they have the code; in documents and out of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;

use iam_codec::{Action, ErrorCode, ErrorResponse, Fault, Reply, Request, sts};
use serde_json::Value;

/// A row of the golden list.
#[derive(Debug, PartialEq)]
struct Row {
    code: &'static str,
    status: u16,
    fault: Fault,
    source: &'static str,
}

fn golden() -> Vec<Row> {
    let lines = include_str!("../testdata/codes.txt").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let [code, status, fault, source] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let faults = [Fault::Sender, Fault::Receiver];
        let fault = *faults.iter().find(|of| of.as_str() == fault).expect(line);
        Row { code, status: status.parse().unwrap(), fault, source }
    };
    lines.map(row).collect()
}

#[test]
fn the_golden_list_has_every_code_and_no_other() {
    let mut codes: Vec<_> = ErrorCode::ALL.iter().map(ErrorCode::as_str).collect();
    codes.sort_unstable();
    assert_eq!(codes, golden().iter().map(|row| row.code).collect::<Vec<_>>());
}

#[test]
fn a_code_has_the_status_and_the_fault_of_the_list() {
    for row in golden() {
        let code = ErrorCode::from(row.code);
        assert_eq!((code.status(), code.fault()), (Some(row.status), Some(row.fault)), "{code}");
        let answer = ErrorResponse::new(code.clone(), "id");
        assert_eq!((answer.status(), answer.fault), (row.status, row.fault), "{code}");
        // The status is that of the code, whoever is to blame according to the document.
        for fault in [Fault::Sender, Fault::Receiver] {
            let mut answer = answer.clone();
            answer.fault = fault;
            let body = answer.encode();
            assert!(
                body.contains(&format!("<Type>{fault}</Type>\n    <Code>{}</Code>", row.code)),
                "{body}"
            );
            assert_eq!(answer.status(), row.status, "{code}");
            assert_eq!(Reply::decode(body.as_bytes()), Ok(Reply::Error(answer)));
        }
    }
}

/// Each conversion and comparison, of codes that AWS has and of others.
#[test]
fn a_code_is_its_text_in_every_conversion() {
    let others = ["", "NoSuchCat", "no such entity"];
    for text in golden().iter().map(|row| row.code).chain(others) {
        let made = [
            ErrorCode::from(text),
            ErrorCode::from(text.to_owned()),
            ErrorCode::from(Cow::Borrowed(text)),
            text.parse().unwrap(),
            ErrorCode::from(text).into_owned(),
        ];
        for code in made {
            let shown = code.to_string();
            assert_eq!([code.as_str(), code.as_ref(), &shown], [text; 3]);
            assert!(code == *text && code == text, "{text}");
            for neighbour in neighbours(text).iter().filter(|neighbour| *neighbour != text) {
                assert!(code != **neighbour && code != neighbour.as_str(), "{text}: {neighbour}");
            }
        }
    }
}

#[test]
fn the_list_says_what_the_models_say() {
    let mut of_models = BTreeMap::new();
    for model in ["iam", "sts"] {
        let model = fs::read_to_string(format!("testdata/model/{model}.json")).unwrap();
        let model: Value = serde_json::from_str(&model).unwrap();
        for (name, shape) in model["shapes"].as_object().unwrap() {
            let error = &shape["error"];
            if shape["exception"] == true {
                let code = error["code"].as_str().unwrap_or(name).to_owned();
                // Smithy's protocol has these where the model has nothing.
                let status = error["httpStatusCode"].as_u64().unwrap_or(400);
                let is_sender = error.is_null() || error["senderFault"] == true;
                let fault = if is_sender { Fault::Sender } else { Fault::Receiver };
                let earlier = of_models.insert(code.clone(), (status, fault));
                assert!(earlier.is_none_or(|earlier| earlier == (status, fault)), "{code}");
            }
        }
    }
    let golden = golden();
    let of_list = golden.iter().filter(|row| row.source == "model");
    let of_list = of_list.map(|row| (row.code.to_owned(), (u64::from(row.status), row.fault)));
    assert_eq!(of_list.collect::<BTreeMap<_, _>>(), of_models);
}

/// `DUPLICATE_SSH_PUBLIC_KEY` of `DuplicateSSHPublicKey`.
fn constant_of(code: &str) -> String {
    let chars: Vec<_> = code.chars().collect();
    let mut constant = String::new();
    for (at, c) in chars.iter().enumerate() {
        let ends_word = at > 0 && !chars[at - 1].is_ascii_uppercase();
        let begins_word = at > 0 && chars.get(at + 1).is_some_and(char::is_ascii_lowercase);
        if c.is_ascii_uppercase() && (ends_word || begins_word) {
            constant.push('_');
        }
        constant.push(c.to_ascii_uppercase());
    }
    constant
}

#[test]
fn a_constant_is_called_as_its_code() {
    let table = fs::read_to_string("src/message/error_code.rs").unwrap();
    for row in golden() {
        let expected = format!(
            "\n    {} = \"{}\", {}, {};\n",
            constant_of(row.code),
            row.code,
            row.status,
            row.fault
        );
        assert_eq!(table.matches(&expected).count(), 1, "{expected}");
    }
}

/// A name and those that differ from it a little.
fn neighbours(name: &str) -> Vec<String> {
    let mut neighbours = vec![
        name.to_ascii_lowercase(),
        name.to_ascii_uppercase(),
        format!("{name} "),
        format!(" {name}"),
        format!("{name}\0"),
        format!("{name}{name}"),
    ];
    for at in 0..name.len() {
        let (before, behind) = (&name[..at], &name[at + 1..]);
        neighbours.extend(["", "x", "X", "é"].map(|c| format!("{before}{c}{behind}")));
    }
    neighbours
}

#[test]
fn what_is_almost_a_code_has_no_status() {
    let is_known = |code: &str| golden().iter().any(|row| row.code == code);
    for row in golden() {
        for code in neighbours(row.code).iter().filter(|code| !is_known(code)) {
            let code = ErrorCode::from(&**code);
            assert_eq!((code.status(), code.fault()), (None, None), "{code}");
            // The sender is to blame, unless a document says otherwise.
            let answer = ErrorResponse::new(code, "id");
            assert_eq!((answer.fault, answer.status()), (Fault::Sender, 400));
            assert_eq!(answer.with_fault(Fault::Receiver).status(), 500);
        }
    }
}

#[test]
fn what_is_almost_an_action_is_an_unknown_one() {
    let of_iam = Action::ALL.iter().map(|action| action.as_str());
    for name in
        of_iam.clone().flat_map(neighbours).filter(|name| !of_iam.clone().any(|of| of == name))
    {
        let mut body = "Version=2010-05-08&Action=".to_owned();
        iam_codec::form::encode_text(&name, &mut body);
        match Request::decode(body.as_bytes()) {
            Ok(Request::Other(request)) => assert_eq!(request.action(), name),
            other => panic!("{name}: {other:?}"),
        }
    }
    let of_sts = sts::Action::ALL.iter().map(|action| action.as_str());
    for name in
        of_sts.clone().flat_map(neighbours).filter(|name| !of_sts.clone().any(|of| of == name))
    {
        assert_eq!(name.parse::<sts::Action>().ok(), None, "{name}");
    }
}
