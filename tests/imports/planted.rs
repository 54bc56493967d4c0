//! What the tests of this folder must find, planted in crates of a few lines.

use std::path::PathBuf;

use crate::circles::circles;
use crate::edges::{Edge, edges};
use crate::tree::{Sources, crates, tokens};
use crate::{services, shown, upward};

fn planted(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(path, code)| (PathBuf::from(path), tokens(code))).collect()
}

/// The imports of the only crate of these files.
#[track_caller]
fn imports(files: &[(&str, &str)]) -> Vec<Edge> {
    let sources = planted(files);
    let crates = crates(&sources);
    assert_eq!(crates.len(), 1);
    edges(&crates[0], &sources)
}

#[track_caller]
fn assert_imports(files: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(imports(files).iter().map(shown).collect::<Vec<_>>(), expected);
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| name.to_string()).collect()
}

#[test]
fn paths_of_all_forms_are_imports() {
    let [lib, b] = [("a/lib.rs", "mod a;\nmod b;"), ("a/b.rs", "")];
    for code in [
        "use crate::b::X;",
        "use crate::{b::{X, Y}, Z};",
        "use super::b;",
        "use self::super::b::*;",
        "fn f() -> crate::b::X { todo!() }",
        "fn f() { m!(crate::b::f()) }",
        "mod inside { use super::super::b::X; }",
        "#[cfg(test)] mod inside { fn f() { crate::b::f() } }",
    ] {
        let found: Vec<_> = imports(&[lib, ("a/a.rs", code), b]).iter().map(shown).collect();
        assert!(found.contains(&"a/a.rs:1 imports b".to_owned()), "{code}: {found:?}");
    }
}

#[test]
fn names_that_lead_to_no_other_file_are_not_imports() {
    let [lib, b] = [("a/lib.rs", "mod a;\nmod b;"), ("a/b.rs", "")];
    for code in [
        "// use crate::b::X;",
        "/// [`X`](crate::b::X)\nstruct Y;",
        "const TEXT: &str = \"crate::b::X\";",
        "use b::X;",
        "use std::b::X;",
        "mod inside { use super::X; }",
        "use self::X;",
    ] {
        assert_imports(&[lib, ("a/a.rs", code), b], &[]);
    }
}

#[test]
fn the_items_of_a_child_are_imported_and_its_declaration_is_not() {
    let child = ("lib/a.rs", "");
    assert_imports(&[("lib/lib.rs", "mod a;"), child], &[]);
    assert_imports(&[("lib/lib.rs", "mod a;\npub use a::X;"), child], &["lib/lib.rs:2 imports a"]);
    assert_imports(
        &[("lib/lib.rs", "mod a;\nfn f() { a::f() }"), child],
        &["lib/lib.rs:2 imports a"],
    );
}

#[test]
fn a_path_attribute_names_the_file() {
    let files = [
        ("lib/lib.rs", "#[path = \"../other/x.rs\"]\nmod a;\nmod b;"),
        ("lib/b.rs", "use crate::a::X;"),
        ("other/x.rs", ""),
    ];
    let imports = imports(&files);
    assert_eq!(imports[0].to, PathBuf::from("other/x.rs"));
}

#[test]
fn what_the_root_gives_on_is_imported_from_its_origin() {
    let files = [
        ("lib/lib.rs", "mod a;\nmod b;\npub use b::c::{X, Y};"),
        ("lib/a.rs", "use crate::{X, Y};"),
        ("lib/b.rs", "pub mod c;"),
        ("lib/b/c.rs", ""),
    ];
    let found = imports(&files);
    let of_a: Vec<_> = found.iter().filter(|edge| edge.from.ends_with("a.rs")).map(shown).collect();
    assert_eq!(of_a, ["lib/a.rs:1 imports b::c"; 2]);
}

#[test]
fn a_module_of_the_same_name_as_a_function_is_itself() {
    let files = [
        ("lib/lib.rs", "mod a;\nmod run;\npub use run::run;"),
        ("lib/a.rs", "use crate::run::deep::X;"),
        ("lib/run.rs", "pub mod deep;"),
        ("lib/run/deep.rs", ""),
    ];
    assert!(imports(&files).iter().any(|edge| shown(edge) == "lib/a.rs:1 imports run::deep"));
}

#[test]
fn an_import_of_a_later_layer_is_found() {
    let layers = names(&["low", "high"]);
    let files = [
        ("src/lib.rs", "mod low;\nmod high;"),
        ("src/low.rs", "mod deep;"),
        ("src/low/deep.rs", "use crate::high::X;"),
        ("src/high.rs", "use crate::low::deep::X;"),
    ];
    let edges = imports(&files);
    let found: Vec<_> = upward(&layers, &edges).into_iter().map(shown).collect();
    assert_eq!(found, ["src/low/deep.rs:1 imports high"]);
}

#[test]
fn a_layer_may_be_one_file_of_another_crate() {
    let layers = names(&["low", "high"]);
    let files = [
        ("other/src/lib.rs", "mod low;\nmod high;"),
        ("other/src/low.rs", "use crate::high::X;"),
        ("other/src/high.rs", "use crate::low::X;"),
    ];
    let edges = imports(&files);
    let found: Vec<_> = upward(&layers, &edges).into_iter().map(shown).collect();
    assert_eq!(found, ["other/src/low.rs:1 imports high"]);
}

#[test]
fn what_a_macro_writes_is_told_apart() {
    let files = [
        ("lib/lib.rs", "mod a;\nmod b;"),
        ("lib/a.rs", "macro_rules! m { () => { $crate::b::X } }"),
        ("lib/b.rs", "use crate::a::m;"),
    ];
    let edges = imports(&files);
    assert_eq!(edges.iter().map(|edge| edge.by_macro).collect::<Vec<_>>(), [true, false]);
    assert_eq!(circles(&edges).len(), 0);
}

#[test]
fn a_circle_of_files_is_found() {
    let files = [
        ("lib/lib.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
        ("lib/a.rs", "use crate::b::X;"),
        ("lib/b.rs", "use crate::c::X;"),
        ("lib/c.rs", "use super::a::X;"),
        ("lib/d.rs", "use crate::a::X;"),
    ];
    let found = Vec::from_iter(circles(&imports(&files)));
    assert_eq!(found, ["lib/a.rs:1 -> lib/b.rs\nlib/b.rs:1 -> lib/c.rs\nlib/c.rs:1 -> lib/a.rs"]);
}

#[test]
fn a_parent_and_a_child_that_use_each_other_are_a_circle() {
    let files = [
        ("lib/lib.rs", "mod a;"),
        ("lib/a.rs", "mod b;\nuse b::X;\nstruct Y;"),
        ("lib/a/b.rs", "use super::Y;"),
    ];
    let found = Vec::from_iter(circles(&imports(&files)));
    assert_eq!(found, ["lib/a/b.rs:1 -> lib/a.rs\nlib/a.rs:2 -> lib/a/b.rs"]);
}

#[test]
fn a_service_is_found_by_its_name() {
    let layers = names(&["low", "iam", "sts"]);
    for (code, name) in [
        ("fn f() { iam() }", "iam"),
        ("struct StsRole;", "StsRole"),
        ("const IAM_NAME: u8 = 1;", "IAM_NAME"),
        ("const URL: &str = \"https://iam.amazonaws.com/\";", "\"https://iam.amazonaws.com/\""),
    ] {
        let sources = planted(&[("src/low/a.rs", code), ("src/iam/a.rs", code)]);
        let expected = [format!("src/low/a.rs:1 names {name}")];
        assert_eq!(services::named(&layers, &sources), expected);
    }
}

#[test]
fn comments_and_other_words_name_no_service() {
    let layers = names(&["low", "iam", "sts"]);
    for code in [
        "// IAM",
        "/// IAM\nstruct X;",
        "fn diameter() {}",
        "use iam_codec::X;",
        "struct Stsx;",
        "fn williams() {}",
    ] {
        let sources = planted(&[("src/low/a.rs", code)]);
        assert_eq!(services::named(&layers, &sources), Vec::<String>::new());
    }
}
