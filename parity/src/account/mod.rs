//! Runs in an account of AWS: only on resources of the run, with a list of all calls first, removal of what a
//! crash left, and recordings without anything of the account.

mod cleanup;
mod recorder;
mod selection;

pub use cleanup::clean_up;
pub use recorder::Recorder;
