//! The README's commands print what the README says.
use std::io::Write;
use std::process::{Command, Stdio};

const README: &str = include_str!("../../README.md");

/// The command's own.
const OWN: &str = include_str!("../README.md");

/// The content of the first fenced block that contains `text`.
fn block(language: &str, text: &str) -> &'static str {
    block_of(README, language, text)
}

fn block_of(readme: &'static str, language: &str, text: &str) -> &'static str {
    let fence = format!("```{language}\n");
    readme
        .split(&fence[..])
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .find(|block| block.contains(text))
        .unwrap_or_else(|| panic!("no {language} block with {text}"))
}

/// Runs the command with these arguments; standard output and error together.
fn run(arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_first_command_prints_what_it_says() {
    let command = block("sh", "cargo run").lines().next().unwrap();
    let (_, arguments) = command.split_once(" -- ").unwrap();
    let arguments: Vec<_> = arguments.split(' ').collect();
    assert_eq!(run(&arguments, "").trim_end(), block("json", "TagUser"));
}

#[test]
fn a_refusal_looks_as_it_says() {
    let console = block("console", "iam-codec decode");
    let (command, printed) = console.split_once('\n').unwrap();
    let body = command.split('\'').nth(1).unwrap();
    assert_eq!(run(&["decode"], body).trim_end(), printed);
}

#[test]
fn a_log_is_read_as_it_says() {
    let console = block_of(OWN, "console", "iam-codec decode");
    let (command, printed) = console.split_once('\n').unwrap();
    let (_, file) = command.rsplit_once(' ').unwrap();
    assert_eq!(run(&["decode", file], "").trim_end(), printed);
}

#[test]
fn a_verdict_on_a_policy_looks_as_it_says() {
    let console = block("console", "iam-codec policy");
    let (command, printed) = console.split_once('\n').unwrap();
    let document = command.split('\'').nth(1).unwrap();
    let arguments = command.split_once("| iam-codec ").unwrap().1;
    let arguments: Vec<_> = arguments.split(' ').collect();
    assert_eq!(run(&arguments, document).trim_end(), printed);
}
