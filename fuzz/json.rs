//! Requests, responses and errors as JSON, which the feature `serde` gives.

use std::fmt::Debug;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::Violating;
use iam_codec::{OperationResult, Reply, Request, Response, Timestamp, sts};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::inputs::Dice;
use crate::properties::Property;

/// The claims about JSON documents.
pub const OF_JSON: &[(&str, Property)] = &[("decode_json", decode_json)];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("json_round_trip", json_round_trip)];

/// Reading never panics. What it accepts is written, and then read as the same value, from the text or
/// from a tree. It is what the document says, and neither more nor less. No document is both a request and a
/// reply.
pub fn decode_json(document: &[u8]) {
    let request = serde_json::from_slice::<Request<'_>>(document);
    let reply = serde_json::from_slice::<Reply<'_>>(document);
    assert!(request.is_err() || reply.is_err());
    if let Ok(request) = request {
        assert_says(document, &request);
        assert_request_survives(&request);
    }
    if let Ok(reply) = reply {
        assert_says(document, &reply);
        assert_survives(&reply, &written(&reply));
    }
}

/// Any request, valid or not, and any response or error survives its document. The answers in JSON say
/// what the documents do.
pub fn json_round_trip(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let request = match u.int_in_range(0..=4) {
        Ok(0) => Request::arbitrary(&mut u),
        Ok(1) => Violating::arbitrary(&mut u).map(|violating| violating.request),
        Ok(2) => {
            if let Ok(request) = sts::Request::arbitrary(&mut u) {
                assert_survives(&request, &written(&request));
            }
            return;
        }
        Ok(3) => {
            if let Ok(reply) = sts::Reply::arbitrary(&mut u) {
                assert_is_answered_in_json(&reply);
            }
            return;
        }
        _ => {
            if let Ok(reply) = <Reply<'_>>::arbitrary(&mut u) {
                assert_survives(&reply, &written(&reply));
                assert_is_written_alone(&reply);
            }
            return;
        }
    };
    if let Ok(request) = request {
        assert_request_survives(&request);
    }
}

/// A reply of STS survives its document if that is a response; whose errors are, no document says. The answer
/// in JSON has the same members with the same values, in the order of the alphabet, and times as seconds.
fn assert_is_answered_in_json(reply: &sts::Reply<'_>) {
    let answer = serde_json::to_value(sts::AsJson(reply)).unwrap();
    match reply {
        sts::Reply::Response(response) => {
            let document = written(response);
            assert_survives(response, &document);
            let (root, id) = (format!("{}Response", response.action_name()), &response.request_id);
            let result = &answer[&root][format!("{}Result", response.action_name())];
            assert_eq!(answer[&root]["ResponseMetadata"], json!({ "RequestId": id }));
            let mut expected: Value = serde_json::from_str(&document).unwrap();
            let members = expected.as_object_mut().unwrap();
            for name in ["Action", "RequestId"] {
                members.shift_remove(name);
            }
            assert_eq!(result.to_string(), in_seconds(expected).to_string());
        }
        sts::Reply::Error(error) => {
            assert_eq!(answer["RequestId"], *error.request_id);
            assert_eq!(answer["Error"]["Code"], error.code.as_str());
            assert_eq!(answer["Error"]["Type"], error.fault.as_str());
            assert_eq!(
                answer["Error"].get("Message").and_then(Value::as_str),
                error.message.as_deref()
            );
        }
    }
}

/// Members in the order of the alphabet, times as numbers of seconds. The one map of STS keeps its order.
fn in_seconds(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().collect();
            members.sort_by(|one, other| one.0.cmp(&other.0));
            let member = |(name, value): (String, Value)| {
                let value = match (&*name, value.as_str()) {
                    ("Expiration", Some(time)) => {
                        time.parse::<Timestamp>().unwrap().as_unix().into()
                    }
                    ("IdentityProvider", None) => value,
                    _ => in_seconds(value),
                };
                (name, value)
            };
            members.into_iter().map(member).collect()
        }
        Value::Array(values) => values.into_iter().map(in_seconds).collect(),
        other => other,
    }
}

/// An error survives without its envelope, and a result without the name of its action.
fn assert_is_written_alone(reply: &Reply<'_>) {
    use OperationResult::{GetAccountSummary, GetUser, SimulatePrincipalPolicy};
    match reply {
        Reply::Error(error) => assert_survives(error, &written(error)),
        Reply::Response(Response { result, .. }) => match result {
            GetAccountSummary(result) => assert_survives(result, &written(result)),
            GetUser(result) => assert_survives(result, &written(result)),
            SimulatePrincipalPolicy(result) => assert_survives(result, &written(result)),
            _ => {}
        },
    }
}

fn assert_request_survives(request: &Request<'_>) {
    let document = written(request);
    let again: Request<'_> = serde_json::from_str(&document).unwrap();
    assert_eq!(written(&again), document);
    assert_eq!(again.action_name(), request.action_name());
    // The places of an unknown request's parameters are not in the document.
    if !matches!(request, Request::Other(_)) {
        assert_survives(request, &document);
    }
    match request {
        Request::CreateRole(input) => assert_survives(input, &written(input)),
        Request::SimulatePrincipalPolicy(input) => assert_survives(input, &written(input)),
        _ => {}
    }
}

fn assert_survives<'d, T: Debug + Deserialize<'d> + PartialEq + Serialize>(
    value: &T,
    document: &'d str,
) {
    assert_eq!(&serde_json::from_str::<T>(document).unwrap(), value);
    let tree: Value = serde_json::from_str(document).unwrap();
    assert_eq!(tree.to_string().len(), document.len());
    assert_eq!(&T::deserialize(tree.clone()).unwrap(), value);
    let mut dice = Dice::of(document.as_bytes());
    assert_loses_nothing::<T>(&tree, &mut dice);
    assert_refuses_other_numbers::<T>(document, &mut dice);
    assert_takes_numbers::<T>(document, &mut dice);
}

/// Numbers that 32 or 64 bits do not hold, and such as are not whole.
pub const OTHER_NUMBERS: [&str; 7] = [
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "18446744073709551616",
    "-9223372036854775809",
    "1.5",
    "1e2",
];

/// The borders of what fits.
const NUMBERS: [&str; 5] = ["0", "-1", "1", "-2147483648", "2147483647"];

/// The document with another number in the place of one that it has.
pub fn with_another_number(document: &str, dice: &mut Dice) -> Option<String> {
    with_one_of(&OTHER_NUMBERS, document, dice)
}

fn with_one_of(others: &[&str], document: &str, dice: &mut Dice) -> Option<String> {
    const PLACE: &str = "a number's place";
    let mut tree: Value = serde_json::from_str(document).ok()?;
    let mut numbers = Vec::new();
    collect_numbers(&mut tree, &mut numbers);
    let nth = dice.below(numbers.len().max(1));
    **numbers.get_mut(nth)? = PLACE.into();
    let other = others[dice.below(others.len())];
    Some(tree.to_string().replace(&Value::from(PLACE).to_string(), other))
}

fn collect_numbers<'v>(value: &'v mut Value, numbers: &mut Vec<&'v mut Value>) {
    match value {
        Value::Number(_) => numbers.push(value),
        Value::Array(values) => values.iter_mut().for_each(|value| collect_numbers(value, numbers)),
        Value::Object(members) => {
            members.values_mut().for_each(|value| collect_numbers(value, numbers));
        }
        _ => {}
    }
}

/// A number that fits is read as what it is, wherever its member is: the action may come last.
fn assert_takes_numbers<'d, T: Debug + Deserialize<'d> + Serialize>(
    document: &str,
    dice: &mut Dice,
) {
    let Some(spelled) = with_one_of(&NUMBERS, document, dice) else { return };
    let tree: Map<String, Value> = serde_json::from_str(&spelled).unwrap();
    let reversed = Value::Object(tree.into_iter().rev().collect());
    let value = T::deserialize(reversed.clone()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), reversed, "{value:?}");
}

fn assert_refuses_other_numbers<'d, T: Debug + Deserialize<'d>>(document: &str, dice: &mut Dice) {
    if let Some(spoiled) = with_another_number(document, dice) {
        let mut reader = serde_json::Deserializer::from_reader(spoiled.as_bytes());
        if let Ok(value) = T::deserialize(&mut reader) {
            panic!("{value:?} of {spoiled}");
        }
    }
}

/// The value is written as the document has it.
fn assert_says(document: &[u8], value: &impl Serialize) {
    let document: Value = serde_json::from_slice(document).unwrap();
    assert_eq!(normalized(serde_json::to_value(value).unwrap()), normalized(document));
}

/// A time may have a fraction or an offset, which is not kept.
fn normalized(value: Value) -> Value {
    match value {
        Value::String(text) => {
            text.parse::<Timestamp>().map_or(text, |time| time.to_string()).into()
        }
        Value::Array(values) => values.into_iter().map(normalized).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, normalized(value))).collect()
        }
        other => other,
    }
}

/// A member twice is refused; one that is null or that nobody knows too, or the value says so itself.
fn assert_loses_nothing<'d, T: Debug + Deserialize<'d> + Serialize>(tree: &Value, dice: &mut Dice) {
    const TWIN: &str = "a member's twin";
    let mut spoiled = tree.clone();
    let Some(object) = nth_object(&mut spoiled, &mut dice.below(objects(tree))) else { return };
    let nth = dice.below(object.len().max(1));
    let Some(name) = object.keys().nth(nth).cloned() else { return };
    let spoil = dice.below(3);
    match spoil {
        0 => object.insert(name.clone(), Value::Null),
        1 => object.insert("Mood".to_owned(), "fine".into()),
        _ => object.insert(TWIN.to_owned(), object[&name].clone()),
    };
    let quoted = |name: &str| Value::from(name).to_string();
    let document = spoiled.to_string().replace(&quoted(TWIN), &quoted(&name));
    let mut reader = serde_json::Deserializer::from_reader(document.as_bytes());
    if let Ok(value) = T::deserialize(&mut reader) {
        assert!(spoil < 2, "{document}");
        assert_eq!(serde_json::to_value(value).unwrap(), spoiled);
    }
}

fn objects(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(objects).sum(),
        Value::Object(members) => 1 + members.values().map(objects).sum::<usize>(),
        _ => 0,
    }
}

fn nth_object<'v>(value: &'v mut Value, nth: &mut usize) -> Option<&'v mut Map<String, Value>> {
    match value {
        Value::Array(values) => values.iter_mut().find_map(|value| nth_object(value, nth)),
        Value::Object(members) => {
            if *nth == 0 {
                return Some(members);
            }
            *nth -= 1;
            members.values_mut().find_map(|value| nth_object(value, nth))
        }
        _ => None,
    }
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
