//! The order of `lib.rs` is the order of the layers, in the library and in the emulator: a layer imports only
//! from those before it. No layer of the library before the services names one. In no crate of the
//! repository do files import in a circle.

mod circles;
mod edges;
mod planted;
mod services;
mod tree;

use std::collections::BTreeSet;
use std::path::Path;

use edges::{Edge, edges};
use tree::{Crate, Sources, crates, declared, sources};

/// Imports of a later layer that are there for a reason. The types of replies are for any service, and
/// where one leaves out its parameter, that is the service of the crate's root.
const EXCEPTIONS: &[(&str, &str)] =
    &[("src/message/reply.rs", "iam"), ("src/message/response.rs", "iam")];

/// Imports of a later layer that a macro writes: they are compiled where the macro is called.
const WRITTEN_BY_MACROS: &[(&str, &str)] =
    &[("src/schema/block.rs", "engine"), ("src/schema/block.rs", "message")];

const LIBRARY: &str = "src/lib.rs";
const EMULATOR: &str = "emulator/src/lib.rs";

/// The layers of a crate, in the order of its `lib.rs`.
fn layers(root: &str, sources: &Sources) -> Vec<String> {
    declared(&sources[Path::new(root)]).into_iter().map(|module| module.name).collect()
}

fn of_root(root: &str, sources: &Sources) -> Crate {
    crates(sources).into_iter().find(|krate| krate.root == Path::new(root)).unwrap()
}

/// The imports of a later layer: the file and the layer.
fn upward<'e>(layers: &[String], edges: &'e [Edge]) -> Vec<&'e Edge> {
    let place = |name: Option<&str>| layers.iter().position(|layer| Some(&**layer) == name);
    let is_upward = |edge: &&Edge| {
        let mut parts = edge.from.components().skip_while(|part| part.as_os_str() != "src");
        // A layer is a folder or a single file.
        let layer = parts.nth(1).map(|part| Path::new(part.as_os_str()).with_extension(""));
        let layer = layer.as_deref().and_then(Path::to_str);
        // The crate's root knows everything.
        place(layer).is_some_and(|own| place(edge.module.first().map(|name| &**name)) > Some(own))
    };
    edges.iter().filter(is_upward).collect()
}

fn is_exception(edge: &Edge) -> bool {
    let is_of = |(file, layer): &(&str, &str)| {
        edge.from == Path::new(file) && edge.module.first().is_some_and(|first| first == layer)
    };
    EXCEPTIONS.iter().any(is_of)
}

/// An import as a message names it.
fn shown(edge: &Edge) -> String {
    format!("{}:{} imports {}", edge.from.display(), edge.line, edge.module.join("::"))
}

#[test]
fn a_layer_imports_only_from_those_before_it() {
    let sources = sources(Path::new("."));
    let edges = edges(&of_root(LIBRARY, &sources), &sources);
    let (by_macro, by_hand): (Vec<_>, Vec<_>) =
        upward(&layers(LIBRARY, &sources), &edges).into_iter().partition(|edge| edge.by_macro);

    let wrong = by_hand.iter().filter(|edge| !is_exception(edge)).map(|edge| shown(edge));
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
    // Each exception is needed.
    let pair = |edge: &&Edge| (edge.from.to_str().unwrap().to_owned(), edge.module[0].clone());
    let owned = |list: &[(&str, &str)]| {
        list.iter().map(|(file, layer)| (file.to_string(), layer.to_string())).collect()
    };
    let used: BTreeSet<_> = by_hand.iter().map(pair).collect();
    assert_eq!(used, owned(EXCEPTIONS));
    let written: BTreeSet<_> = by_macro.iter().map(pair).collect();
    assert_eq!(written, owned(WRITTEN_BY_MACROS));
}

#[test]
fn a_layer_of_the_emulator_imports_only_from_those_before_it() {
    let sources = sources(Path::new("."));
    let edges = edges(&of_root(EMULATOR, &sources), &sources);
    assert!(edges.len() > 100, "{}", edges.len());
    let wrong = upward(&layers(EMULATOR, &sources), &edges);
    assert_eq!(wrong.into_iter().map(shown).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn no_crate_has_files_that_import_in_a_circle() {
    let sources = sources(Path::new("."));
    let mut found = BTreeSet::new();
    for krate in crates(&sources) {
        let mut edges = edges(&krate, &sources);
        edges.retain(|edge| !is_exception(edge));
        found.extend(circles::circles(&edges));
    }
    let found = Vec::from_iter(found);
    assert!(found.is_empty(), "circles of imports:\n\n{}", found.join("\n\n"));
}

#[test]
fn no_layer_before_the_services_names_one() {
    let sources = sources(Path::new("."));
    assert_eq!(services::named(&layers(LIBRARY, &sources), &sources), Vec::<String>::new());
}
