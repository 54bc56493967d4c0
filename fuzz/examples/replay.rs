//! Runs targets on their corpora, without an engine and in one program: `covered` measures what that reaches.
//!
//! ```text
//! replay FOLDER      a folder per target, as `seed` and `campaign` leave them
//! ```

use std::error::Error;
use std::fs;
use std::path::Path;

use iam_codec_fuzz::{inputs, properties, with_other_crates};

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = std::env::args().nth(1).ok_or("a folder")?;
    let own = [properties::OF_BODIES, properties::OF_DOCUMENTS, properties::OF_VALUES].concat();
    for (name, property) in own.into_iter().chain(with_other_crates()) {
        for entry in fs::read_dir(Path::new(&corpus).join(name))? {
            inputs::check(name, property, &fs::read(entry?.path())?);
        }
    }
    Ok(())
}
