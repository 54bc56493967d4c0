//! `iam-codec serve`: the emulator behind a socket.

use std::io;
use std::process::ExitCode;

use clap::Args;
use iam_emulator::Service;
use tokio::net::TcpListener;

use crate::report;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 means any free one
    #[arg(long, default_value = "127.0.0.1:4566")]
    listen: String,
}

/// Answers until the process ends.
#[tokio::main]
pub(crate) async fn run(Arguments { listen }: Arguments) -> ExitCode {
    match listener(&listen).await {
        Ok(listener) => iam_emulator::serve(listener, Service::default()).await,
        Err(error) => {
            report::error(&format!("{listen}: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn listener(address: &str) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(listener)
}
