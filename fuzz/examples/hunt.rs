//! Hunts for an exception to any property, without a fuzzer's engine: on the golden files, and then on
//! inputs made of them by chance, more in every round.
//!
//! ```text
//! hunt SECONDS      prints the property that fails and the seconds until then, and fails
//! ```
//!
//! It compiles in a fraction of the time of a target, so that `plant` begins with it.

use std::panic::{catch_unwind, set_hook};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use iam_codec_fuzz::properties::{self, Property};
use iam_codec_fuzz::{borders, inputs, json, linear, messages, oracles, policies};

type Properties = Vec<(&'static str, Property)>;
type Inputs = Vec<Vec<u8>>;

fn main() -> ExitCode {
    let seconds = std::env::args().nth(1).and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    // Only the name of the property matters.
    set_hook(Box::new(|_| {}));
    for (name, property, input) in (0..).flat_map(round).flat_map(trials) {
        if fails(property, &input) {
            let seconds = start.elapsed().as_secs_f64();
            println!("{name} {seconds:.1} {}", input.escape_ascii());
            return ExitCode::FAILURE;
        }
        if Instant::now() > end {
            break;
        }
    }
    ExitCode::SUCCESS
}

/// Each property on each input.
fn trials(
    (properties, inputs): (Properties, Inputs),
) -> impl Iterator<Item = (&'static str, Property, Vec<u8>)> {
    properties.into_iter().flat_map(move |(name, property)| {
        inputs.clone().into_iter().map(move |input| (name, property, input))
    })
}

/// What is tried in this round; in the first the golden files too.
fn round(number: u32) -> Vec<(Properties, Inputs)> {
    let bodies = [properties::OF_BODIES, oracles::OF_BODIES].concat();
    let documents = [properties::OF_DOCUMENTS, oracles::OF_DOCUMENTS].concat();
    let values =
        [oracles::OF_VALUES, properties::OF_VALUES, json::OF_VALUES, messages::OF_VALUES].concat();
    let policy_texts =
        |texts: &mut dyn Iterator<Item = String>| texts.map(String::into_bytes).collect::<Inputs>();
    // The generators begin with the inputs of the round before.
    let (known, count) = (100 << number, 200 << number);
    let mut round = vec![
        (values, inputs::bytes(count).skip(known).collect()),
        (policies::OF_VALUES.to_vec(), inputs::bytes(count).skip(known).collect()),
        (
            policies::OF_TEXTS.to_vec(),
            policy_texts(&mut policies::texts::mutated(count).skip(known)),
        ),
    ];
    if number == 0 {
        round.push((bodies.clone(), inputs::bodies()));
        round.push((documents.clone(), inputs::documents()));
        round.push((json::OF_JSON.to_vec(), inputs::meanings()));
        let golden = policy_texts(&mut policies::texts::golden().into_iter());
        round.push((policies::OF_TEXTS.to_vec(), golden));
    }
    let new_bodies: Inputs = inputs::mutated_bodies(count).skip(known).collect();
    let new_documents: Inputs = inputs::mutated_documents(count).skip(known).collect();
    // A cost takes as long to measure as dozens of other claims.
    let few = |inputs: &Inputs| inputs.iter().step_by(16).cloned().collect();
    round.push((linear::OF_BODIES.to_vec(), few(&new_bodies)));
    round.push((linear::OF_DOCUMENTS.to_vec(), few(&new_documents)));
    round.push((bodies, new_bodies));
    round.push((documents, new_documents));
    if number == 0 {
        round.push((oracles::OF_BODIES.to_vec(), borders::bodies()));
    }
    round
}

fn fails(property: Property, input: &[u8]) -> bool {
    catch_unwind(|| property(input)).is_err()
}
