//! Runs targets on their corpora, without an engine and in one program: `covered` measures what that reaches.
//!
//! ```text
//! replay FOLDER      a folder per target, as `seed` and `campaign` leave them
//! ```

use std::error::Error;
use std::fs;
use std::path::Path;

use iam_codec_fuzz::{inputs, json, linear, messages, oracles, policies, properties};

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = std::env::args().nth(1).ok_or("a folder")?;
    let all = [
        properties::OF_BODIES,
        properties::OF_DOCUMENTS,
        properties::OF_VALUES,
        oracles::OF_BODIES,
        oracles::OF_DOCUMENTS,
        oracles::OF_VALUES,
        json::OF_JSON,
        json::OF_VALUES,
        messages::OF_VALUES,
        linear::OF_BODIES,
        linear::OF_DOCUMENTS,
        linear::OF_JSON,
        policies::OF_TEXTS,
        policies::OF_VALUES,
    ];
    for (name, property) in all.concat() {
        for entry in fs::read_dir(Path::new(&corpus).join(name))? {
            inputs::check(name, property, &fs::read(entry?.path())?);
        }
    }
    Ok(())
}
