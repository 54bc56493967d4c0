//! Values and bodies for fuzzing and property tests.
//!
//! This layer knows all of the crate; nothing of the crate knows it.

#[cfg(feature = "arbitrary")]
pub mod generators;
#[cfg(feature = "mutator")]
pub mod mutator;
