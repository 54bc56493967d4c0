//! Every recorded request is accepted or refused as AWS did: its code, and where recorded its sentence.
//! `testdata/README.md` says where the recordings come from.

use iam_codec::Request;
use serde_json::Value;

/// The answer to a body: the code and the message, or `Success`.
fn answer(read: Result<Request<'_>, iam_codec::RequestError>) -> (String, Option<String>) {
    match read {
        Ok(_) => ("Success".to_owned(), None),
        Err(error) => {
            let answer = error.to_response("id");
            assert_eq!(answer.status(), 400);
            (answer.code.as_str().to_owned(), answer.message.map(|message| message.into_owned()))
        }
    }
}

fn recordings(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("the recordings are readable")
}

/// Whether an answer is the recorded one. Not every recording has the sentence.
fn is_recorded(recorded: &Value, (code, message): &(String, Option<String>)) -> bool {
    let sentence = recorded["message"].as_str();
    recorded["code"] == **code && (sentence.is_none() || message.as_deref() == sentence)
}

#[test]
fn requests_are_judged_as_recorded() {
    let recorded = recordings(include_str!("../testdata/recorded/requests.json"));
    let wrong: Vec<_> = recorded
        .iter()
        .map(|request| {
            (request, answer(Request::decode(request["body"].as_str().unwrap().as_bytes())))
        })
        .filter(|(request, answer)| !is_recorded(request, answer))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(recorded.len(), 257);
}

/// What the account decides is for the server: the codec lets it through, or it says the same.
#[test]
fn exchanges_pass_up_to_the_authorization_or_are_refused_as_recorded() {
    let recorded = recordings(include_str!("../testdata/recorded/exchanges.json"));
    let (mut refused, mut passed) = (0, 0);
    for exchange in &recorded {
        let body = exchange["body"].as_str().unwrap().as_bytes();
        let before = answer(Request::decode_before_authorization(b"", body));
        if before.0 == "Success" {
            passed += 1;
            let after = answer(Request::decode(body));
            let is_denied = exchange["code"] == "AccessDenied";
            assert!(after == before || is_denied || is_recorded(exchange, &after), "{exchange:#}");
        } else {
            refused += 1;
            assert!(is_recorded(exchange, &before), "{exchange:#}: {before:?}");
        }
    }
    assert_eq!((passed, refused), (183, 11));
}
