//! Prints how fast the codec is beside its peers, as a Markdown table; with an argument, only the rows
//! whose name contains it. Exits with 1 if a goal is missed.

use std::fs;
use std::process::{Command, ExitCode};

use iam_codec_benches::rows::{
    account, documents, exchanges, json, lists, own, policies, requests, responses, roles, users,
};

fn main() -> ExitCode {
    println!("{}\n", machine());
    println!("| work | ns | beside | ns | ratio | goal | |");
    println!("|---|---:|---|---:|---:|---:|---|");
    let are_met = [
        requests::print(),
        responses::print(),
        users::print(),
        roles::print(),
        lists::print(),
        account::print(),
        documents::print(),
        policies::print(),
        exchanges::print(),
        json::print(),
        own::print(),
    ];
    ExitCode::from(u8::from(are_met.contains(&false)))
}

/// The processor, the compiler and the day.
fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let output = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
    };
    format!("{model}, {}, {}", output("rustc", "--version"), output("date", "--iso-8601"))
}
