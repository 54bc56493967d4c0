//! The order of `lib.rs` is the order of the journey: a module imports only from those before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `lib.rs`, in order.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let name = |line: &str| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    lib.lines().filter_map(name).collect()
}

/// All files below `folder`, each with the module of `lib.rs` that it belongs to.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let inside = path.strip_prefix("src").unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
            files.push((first.trim_end_matches(".rs").to_owned(), path));
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

#[test]
fn imports_run_with_the_journey() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (module, path) in files(Path::new("src")) {
        // The crate's root is above the journey, the command and the features behind it.
        let Some(own) = place(&module) else { continue };
        let code = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(code.lines()) {
            for import in imports(line) {
                if place(import).is_some_and(|other| other > own) {
                    wrong.push(format!("{}:{number} imports {import}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_import_against_the_journey_is_found() {
    assert_eq!(imports("use crate::error::{Place, Part};").collect::<Vec<_>>(), ["error"]);
    assert_eq!(imports("    $crate::block::shape!($shape)").collect::<Vec<_>>(), ["block"]);
    assert_eq!(imports("/// [`rules`](crate::rules)").count(), 0);
    let modules = modules();
    assert!(modules.len() > 40, "{modules:?}");
    assert_eq!(modules[0], "form");
}
