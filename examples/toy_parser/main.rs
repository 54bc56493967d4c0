//! Finds faults of a parser with the codec as the oracle, on stable Rust and without a fuzzing engine.
//!
//! ```text
//! cargo run --release --features mutator --example toy_parser -- PlusKept
//! ```
//!
//! `parser.rs` is the parser, with a fault that the argument names; `agrees.rs` says what must hold; here is the
//! loop. `examples/toy_parser/run` does it for all faults. To look for faults of your own parser, copy the loop and
//! `agrees.rs`, and put your types in the place of the parser's.

mod agrees;
mod parser;

use std::error::Error;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use agrees::{agrees, is_linear};
use iam_codec::mutator::{Hostile, Spelling, mutate};
use parser::{FAULT, Fault};

/// How long to look.
const LIMIT: Duration = Duration::from_secs(60);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let fault = Fault::ALL.into_iter().find(|fault| format!("{fault:?}") == name);
    let Some(fault) = fault else { return Err(format!("one of {:?}", Fault::ALL).into()) };
    FAULT.get_or_init(|| fault);

    let start = Instant::now();
    let found = look(&seeds()?, start);
    let seconds = start.elapsed().as_secs_f64();
    Ok(match found {
        Some(found) => {
            println!("{fault:?} found by {found} after {seconds:.2} s");
            ExitCode::FAILURE
        }
        None => {
            println!("{fault:?} not found in {seconds:.0} s");
            ExitCode::SUCCESS
        }
    })
}

/// The bodies to begin with: golden requests of the operations that the parser has.
fn seeds() -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/requests");
    let mut seeds = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("TagUser"))
            && path.extension().is_some_and(|extension| extension == "form")
        {
            seeds.push(fs::read(path)?);
        }
    }
    seeds.sort();
    Ok(seeds)
}

/// What finds a fault, if anything does: a spelling, a mutation, or the cost of a hostile body.
fn look(seeds: &[Vec<u8>], start: Instant) -> Option<String> {
    for round in 0.. {
        for seed in seeds {
            for spelling in Spelling::ALL {
                let body = spelling.respell(seed, round);
                if fails(|| agrees(&body)) {
                    return Some(format!("the spelling {spelling:?}"));
                }
            }
            let body = mutated(seed, round);
            if fails(|| agrees(&body)) {
                return Some("a mutation".to_owned());
            }
        }
        if round == 0 {
            for kind in Hostile::ALL {
                if fails(|| agrees(&kind.body(256 << 10))) {
                    return Some(format!("the body \"{}\"", kind.name()));
                }
                if fails(|| is_linear(kind)) {
                    return Some(format!("the cost of \"{}\"", kind.name()));
                }
            }
        }
        if start.elapsed() > LIMIT {
            break;
        }
    }
    None
}

/// The body a few steps away. An engine would know what the parser compares; here a byte becomes another.
fn mutated(body: &[u8], seed: u32) -> Vec<u8> {
    let mut data = body.to_vec();
    data.resize(body.len() + 1024, 0);
    let len = data.len();
    let size = mutate(&mut data, body.len(), len, seed, |text, size, _| {
        if let Some(byte) = text[..size].first_mut() {
            *byte ^= seed as u8;
        }
        size
    });
    data.truncate(size);
    data
}

fn fails(claim: impl Fn() + std::panic::UnwindSafe) -> bool {
    catch_unwind(claim).is_err()
}
