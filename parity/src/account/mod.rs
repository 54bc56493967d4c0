//! Runs in an account of AWS: only on resources of the run, with a list of all calls first, removal of what a
//! crash left, and recordings without anything of the account.

mod cleanup;
mod leaks;
mod recorder;
mod replacer;
mod selection;
mod settled;

pub use cleanup::clean_up;
pub use recorder::{Recorder, Recording};
