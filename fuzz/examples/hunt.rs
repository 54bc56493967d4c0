//! Hunts for an exception to any property, without a fuzzer's engine: on the golden files, and then on
//! inputs made of them by chance, more in every round.
//!
//!     hunt SECONDS      prints the property that fails and the seconds until then, and fails
//!
//! It compiles in a fraction of the time of a target, so that `plant` begins with it.

use std::panic::{catch_unwind, set_hook};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use iam_codec_fuzz::properties::{self, Property};
use iam_codec_fuzz::{inputs, json, linear, oracles};

fn main() -> ExitCode {
    let seconds = std::env::args().nth(1).and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    let (start, limit) = (Instant::now(), Duration::from_secs(seconds));
    // Only the name of the property matters.
    set_hook(Box::new(|_| {}));
    let bodies = [properties::OF_BODIES, oracles::OF_BODIES, linear::OF_BODIES];
    let documents = [properties::OF_DOCUMENTS, oracles::OF_DOCUMENTS, linear::OF_DOCUMENTS];
    let values = [oracles::OF_VALUES, properties::OF_VALUES, json::OF_VALUES];
    let (bodies, documents, values) = (bodies.concat(), documents.concat(), values.concat());
    for round in 0.. {
        let count = 200 << round;
        let (golden, golden_documents, meanings) = match round {
            0 => (inputs::bodies(), inputs::documents(), inputs::meanings()),
            _ => Default::default(),
        };
        let made: Vec<_> = inputs::bytes(count).skip(count / 2).collect();
        let mutated: Vec<_> = inputs::mutated_bodies(count).skip(count / 2).collect();
        let mutated_documents: Vec<_> =
            inputs::mutated_documents(count).skip(count / 2).collect();
        for (properties, inputs) in [
            (&values[..], made),
            (&bodies, golden),
            (&documents, golden_documents),
            (json::OF_JSON, meanings),
            (&bodies, mutated),
            (&documents, mutated_documents),
        ] {
            for (name, property) in properties {
                if let Some(input) = inputs.iter().find(|input| fails(*property, input)) {
                    println!("{name} {:.1} {}", start.elapsed().as_secs_f64(), input.escape_ascii());
                    return ExitCode::FAILURE;
                }
                if start.elapsed() > limit {
                    return ExitCode::SUCCESS;
                }
            }
        }
    }
    ExitCode::SUCCESS
}

fn fails(property: Property, input: &[u8]) -> bool {
    catch_unwind(|| property(input)).is_err()
}
