//! `iam-codec serve`: the emulator behind a socket.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use iam_emulator::{Emulator, State, server};
use tempfile::NamedTempFile;
use tokio::runtime::{Builder, Runtime};
#[cfg(not(unix))]
use tokio::signal;
#[cfg(unix)]
use tokio::signal::unix::{self, SignalKind};

use crate::report;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 means any free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:4566", value_parser = address)]
    listen: String,
    /// A file to load the state from, if it exists, and to save it to at the end; its folder must exist
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// What all ids, keys and secrets are derived from
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    seed: u64,
}

/// Whether a text can be an address; whether the host exists is found later.
fn address(text: &str) -> Result<String, String> {
    let parts = text.rsplit_once(':');
    let is_address =
        parts.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
    is_address
        .then(|| text.to_owned())
        .ok_or("expected HOST:PORT, such as 127.0.0.1:4566".to_owned())
}

/// Answers until the process is asked to end.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let runtime =
        Builder::new_multi_thread().enable_all().max_blocking_threads(server::THREADS).build();
    let serve = |runtime: Runtime| runtime.block_on(serve(arguments));
    match runtime.map_err(|error| error.to_string()).and_then(serve) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&error);
            ExitCode::FAILURE
        }
    }
}

async fn serve(Arguments { listen, state, seed }: Arguments) -> Result<(), String> {
    let emulator = Emulator::new().with_seed(seed);
    if let Some(path) = &state {
        let loaded = load(path).map_err(|error| format!("{}: {error}", path.display()))?;
        can_save(path).map_err(|error| format!("cannot save to {}: {error}", path.display()))?;
        emulator.restore(loaded);
    }
    let listening = server::listen(&listen).await;
    let (listener, url) = listening.map_err(|error| format!("--listen {listen}: {error}"))?;
    let end = end().map_err(|error| error.to_string())?;
    // The emulator goes on without a reader of this line.
    let _ = writeln!(io::stdout(), "listening on {url}");
    server::serve(listener, emulator.clone(), end).await;
    match &state {
        Some(path) => {
            save(path, &emulator.state()).map_err(|error| format!("{}: {error}", path.display()))
        }
        None => Ok(()),
    }
}

/// Ready when the process is asked to end. From this call on, not only from the first wait, such a signal
/// does not end the process by itself: the state would be lost.
#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    let mut terminated = unix::signal(SignalKind::terminate())?;
    let mut interrupted = unix::signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}

/// Ready when the process is asked to end.
#[cfg(not(unix))]
fn end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = signal::ctrl_c().await;
    })
}

/// The state in a file, or an empty one if there is no file.
fn load(path: &Path) -> io::Result<State> {
    match fs::read(path) {
        Ok(text) => Ok(serde_json::from_slice(&text)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(State::default()),
        Err(error) => Err(error),
    }
}

/// Tries at the start what `save` does at the end, when all would be lost. The file leaves no trace.
fn can_save(path: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder_of(path)).map(drop)
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Writes a new file beside the old one and then puts it in its place, so that one of the two is whole
/// at any time.
fn save(path: &Path, state: &State) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = NamedTempFile::new_in(folder)?;
    serde_json::to_writer(io::BufWriter::new(file.as_file_mut()), state)?;
    file.as_file_mut().write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The name must be on the disk too.
    File::open(folder)?.sync_all()
}
