//! The command `iam-codec`.
//!
//! ```text
//! files → input → source → decode ─→ standard output
//!                 encode ──────────→
//!                   └─ refusal, report, visible → standard error
//! parity, serve, generate
//! ```

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

mod decode;
mod encode;
mod files;
mod generate;
mod input;
mod parity;
mod policy;
mod refusal;
mod report;
mod serve;
mod service;
mod source;
mod visible;

/// Reads and writes the wire protocol of AWS IAM
#[derive(Parser)]
#[command(name = "iam-codec", version, after_help = files::NOTES, term_width = 80)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(long_about = decode::ABOUT, after_help = files::NOTES)]
    /// Prints requests, responses and errors as JSON, one line each
    Decode(decode::Arguments),
    #[command(long_about = encode::ABOUT, after_help = files::NOTES)]
    /// Makes the bytes of requests, responses and errors from JSON
    Encode(encode::Arguments),
    /// Tells how far an IAM endpoint is from AWS
    ///
    /// Sends requests whose answers on AWS are known, and compares status, code, message, fault, result,
    /// layout, and what is stored afterwards.
    #[command(after_help = parity::NOTES)]
    Parity(Box<parity::Arguments>),
    /// Judges policy documents as IAM does
    #[command(after_help = policy::NOTES)]
    Policy(policy::Arguments),
    /// Serves an emulator of IAM and STS, in memory
    ///
    /// It checks no signature and no permission.
    Serve(serve::Arguments),
    /// Prints a script that completes this command in a shell
    Completions(generate::Completions),
    /// Prints the manual page of this command or of a subcommand
    Man(generate::Man),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Decode(arguments) => decode::run(arguments).into(),
        Command::Encode(arguments) => encode::run(arguments).into(),
        Command::Policy(arguments) => policy::run(arguments).into(),
        Command::Parity(arguments) => parity::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Completions(arguments) => generate::completions(&arguments, Cli::command()),
        Command::Man(arguments) => generate::man(&arguments, Cli::command()),
    }
}
