//! The rule of the example `proxy` cannot be got around: whatever the request, neither this emulator nor a
//! reader that takes the first or the last of two parameters stores a resource without the required tag.

#[path = "../../../examples/proxy/bodies.rs"]
mod bodies;
#[path = "../../../examples/proxy/found.rs"]
mod found;
#[path = "../../../examples/proxy/reading.rs"]
mod reading;
mod readers;
mod requests;
#[expect(dead_code, reason = "there is no audit here")]
#[path = "../../../examples/proxy/rule.rs"]
mod rule;
#[path = "../../../examples/proxy/service.rs"]
mod service;

use fastrand::Rng;
use http::Request;
use iam_emulator::Emulator;
use serde_json::Value;

use readers::READERS;
use requests::KEYS;
use rule::{Decision, Rule};

/// How many sequences of requests there are, and how many requests each has.
const SEQUENCES: u64 = 300;
const REQUESTS: usize = 40;

fn rule(random: &mut Rng) -> Rule {
    let (required, defaults) = (random.usize(1..3), random.usize(..3));
    let (required, defaults) =
        (random.choose_multiple(KEYS, required), random.choose_multiple(KEYS, defaults));
    Rule {
        required: required.into_iter().map(str::to_owned).collect(),
        defaults: defaults.into_iter().map(|key| (key.to_owned(), "a b".to_owned())).collect(),
    }
}

/// The request that the upstream gets, if it gets one.
fn passed(rule: &Rule, request: Request<Vec<u8>>) -> Option<(Request<Vec<u8>>, bool)> {
    match rule.judge(&request, "id") {
        Decision::Forward => Some((request, false)),
        Decision::Edit { query, body } => {
            let (mut head, _) = request.into_parts();
            let query = String::from_utf8(query).unwrap();
            head.uri = format!("{}?{query}", head.uri.path()).parse().unwrap();
            Some((Request::from_parts(head, body), true))
        }
        Decision::Refuse(_) => None,
    }
}

/// The keys of the tags of every resource in the state, however deep it is.
fn tagged(state: &Value, found: &mut Vec<Vec<String>>) {
    match state {
        Value::Object(members) => {
            for (name, value) in members {
                match name == "tags" {
                    true => found.push(keys(value)),
                    false => tagged(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| tagged(item, found)),
        _ => {}
    }
}

fn keys(tags: &Value) -> Vec<String> {
    let pairs = tags.as_array().expect("a list of pairs");
    pairs.iter().map(|pair| pair[0].as_str().expect("a key").to_owned()).collect()
}

/// What happened in all sequences.
#[derive(Debug, Default)]
struct Counts {
    refused: usize,
    forwarded: usize,
    edited: usize,
    resources: usize,
    read: usize,
}

fn run(seed: u64, counts: &mut Counts) {
    let mut random = Rng::with_seed(seed);
    let (rule, emulator) = (rule(&mut random), Emulator::new());
    for _ in 0..REQUESTS {
        let request = requests::request(&mut random);
        let text =
            format!("{seed}: {rule:?}\n{request:?}\n{}", String::from_utf8_lossy(request.body()));
        let Some((request, is_edited)) = passed(&rule, request) else {
            counts.refused += 1;
            continue;
        };
        counts.forwarded += 1;
        counts.edited += usize::from(is_edited);
        for reader in READERS {
            if let Some(effect) = reader.read(&request) {
                counts.read += 1;
                assert!(effect.keeps(&rule.required), "{reader:?} {effect:?}\n{text}");
            }
        }
        emulator.answer(&request);
        let mut stored = Vec::new();
        tagged(&serde_json::to_value(emulator.state()).unwrap(), &mut stored);
        for keys in &stored {
            let has = |required: &String| keys.contains(required);
            assert!(rule.required.iter().all(has), "{keys:?}\n{text}");
        }
        counts.resources += stored.len();
    }
}

#[test]
fn nothing_is_stored_without_the_required_tags() {
    let mut counts = Counts::default();
    (0..SEQUENCES).for_each(|seed| run(seed, &mut counts));
    // Enough requests pass, and enough have an effect, that the claim says something.
    assert!(
        counts.refused > 5_000 && counts.forwarded > 2_000 && counts.edited > 300,
        "{counts:?}"
    );
    assert!(counts.resources > 3_000 && counts.read > 30_000, "{counts:?}");
}

/// The operations of a service whose input has a member of this name.
fn operations(service: &str, member: &str) -> Vec<String> {
    let model = std::fs::read_to_string(format!("../testdata/model/{service}.json")).unwrap();
    let model: Value = serde_json::from_str(&model).unwrap();
    let has = |operation: &&Value| {
        let input = operation["input"]["shape"].as_str().unwrap_or_default();
        model["shapes"][input]["members"].get(member).is_some()
    };
    let operations = model["operations"].as_object().unwrap().iter();
    operations.filter(|(_, operation)| has(operation)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn the_rule_knows_every_operation_with_tags() {
    let mut carriers = [operations("iam", "Tags"), operations("sts", "Tags")].concat();
    carriers.sort();
    let mut known = found::CARRIERS.clone();
    known.sort();
    assert_eq!(carriers, known);
    assert_eq!(operations("iam", "TagKeys"), *found::REMOVERS);
}
