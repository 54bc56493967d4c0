//! Inputs that people have give the expected output: `inputs/README.md` says where each input comes from.
use std::fs;
use std::path::Path;
use std::process::Command;

const INPUTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inputs");

/// Decodes an input, and puts the outputs together.
fn printed(name: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(["decode", name])
        .current_dir(INPUTS)
        .output()
        .expect("the command runs");
    format!(
        "{}--- standard error\n{}--- exit status {}\n",
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
        output.status.code().expect("an exit status"),
    )
}

/// The files of a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
    let files = entries.filter(|entry| entry.path().is_file());
    let mut names: Vec<_> =
        files.map(|entry| entry.file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn every_input_gives_what_is_expected() {
    let folder = Path::new(INPUTS);
    let mut inputs = names(folder);
    inputs.retain(|name| name != "README.md");
    let mut wrong = Vec::new();
    for name in &inputs {
        let file = folder.join("expected").join(format!("{name}.txt"));
        let printed = printed(name);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&file, &printed).expect("written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if printed != expected {
            wrong.push(format!("{name}: expected\n{expected}\nbut printed\n{printed}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let expected: Vec<_> = inputs.iter().map(|name| format!("{name}.txt")).collect();
    assert_eq!(names(&folder.join("expected")), expected);
}

#[test]
fn every_input_has_its_origin() {
    let readme = fs::read_to_string(Path::new(INPUTS).join("README.md")).expect("a file");
    for name in names(Path::new(INPUTS)) {
        assert!(name == "README.md" || readme.contains(&format!("`{name}`")), "{name}");
    }
}
