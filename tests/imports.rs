//! The order of `lib.rs` is the order of the layers: a layer imports only from those before it, and no
//! layer before the services names one.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers of `lib.rs`, in order.
fn layers() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let name = |line: &str| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    lib.lines().filter_map(name).collect()
}

/// All files of Rust below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The modules that a line of code names by `crate::…`. Comments name what they like.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    let is_code = !line.trim_start().starts_with("//");
    let code = if is_code { line } else { "" };
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    code.split("crate::").skip(1).map(move |rest| rest.split(ends).next().unwrap_or_default())
}

/// Imports of a later layer that are there for a reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    // What a macro writes is compiled where the macro is called.
    ("src/schema/block.rs", "engine"),
    ("src/schema/block.rs", "message"),
    ("src/message/dialect.rs", "iam"),
    ("src/message/error_response.rs", "iam"),
    ("src/message/http.rs", "iam"),
    ("src/message/json.rs", "iam"),
    ("src/message/operation.rs", "iam"),
    ("src/message/request.rs", "iam"),
    ("src/message/response.rs", "iam"),
];

#[test]
fn a_layer_imports_only_from_those_before_it() {
    let layers = layers();
    let place = |name: &str| layers.iter().position(|layer| layer == name);
    let mut wrong = Vec::new();
    for path in files(Path::new("src")) {
        let inside = path.strip_prefix("src").unwrap();
        let layer = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        // The crate's root and the guide know everything.
        let Some(own) = place(layer) else { continue };
        let code = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(code.lines()) {
            for import in imports(line) {
                let is_wrong = place(import).is_some_and(|other| other > own);
                if is_wrong && !EXCEPTIONS.contains(&(path.to_str().unwrap(), import)) {
                    wrong.push(format!("{}:{number} imports {import}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_import_of_a_later_layer_is_found() {
    assert_eq!(imports("use crate::error::{Place, Part};").collect::<Vec<_>>(), ["error"]);
    assert_eq!(imports("    $crate::block::shape!($shape)").collect::<Vec<_>>(), ["block"]);
    assert_eq!(imports("/// [`rules`](crate::rules)").count(), 0);
    let layers = layers();
    assert_eq!(layers[..5], ["wire", "types", "error", "schema", "engine"]);
}
