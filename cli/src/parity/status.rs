//! How the subcommand ends.

pub(super) const DIFFERS: u8 = 1;
pub(super) const USAGE: u8 = 2;
pub(super) const NOT_REACHABLE: u8 = 3;
pub(super) const IMPOSSIBLE: u8 = 4;

/// An exit status with the reason.
pub(super) type Failure = (u8, String);
