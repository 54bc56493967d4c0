//! `iam-codec completions` and `iam-codec man`: what clap knows of the command, for shells and for `man`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man as Page;

#[derive(Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Args)]
pub(crate) struct Man {
    /// A subcommand; without it, the command itself
    #[arg(value_name = "SUBCOMMAND")]
    subcommand: Option<String>,
}

/// `iam-codec completions bash > /etc/bash_completion.d/iam-codec`
pub(crate) fn completions(Completions { shell }: &Completions, mut command: Command) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut command, "iam-codec", &mut script);
    print(&script)
}

/// `iam-codec man decode | man -l -`
pub(crate) fn man(Man { subcommand }: &Man, mut command: Command) -> ExitCode {
    command.build();
    let command = match subcommand {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(subcommand) => subcommand.clone(),
            None => {
                let message = format!("no subcommand {name}");
                command.error(clap::error::ErrorKind::InvalidValue, message).exit()
            }
        },
    };
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = Page::new(command).render(&mut page);
    print(&page)
}

fn print(text: &[u8]) -> ExitCode {
    let mut stdout = io::stdout();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}
