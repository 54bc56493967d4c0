//! How the subcommand ends.

use std::fmt::Display;
use std::path::Path;

pub(super) const DIFFERS: u8 = 1;
pub(super) const USAGE: u8 = 2;
pub(super) const NOT_REACHABLE: u8 = 3;
pub(super) const IMPOSSIBLE: u8 = 4;

/// An exit status with the reason.
pub(super) type Failure = (u8, String);

/// Makes the failure of a file or folder out of what is wrong with it.
pub(super) fn about<E: Display>(path: &Path) -> impl Fn(E) -> Failure {
    move |e| (USAGE, format!("{}: {e}", path.display()))
}
