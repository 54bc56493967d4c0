//! Pages beside the reference: how to adopt the crate, what is left to a server, doubles for tests, every
//! error, what holds for every input, what proxies must know, how to tell services apart, and what is not
//! known of AWS. They exist in the documentation alone; every example in Rust is compiled and run.

#[doc = include_str!("migration.md")]
pub mod migration {}

#[doc = include_str!("duties.md")]
pub mod duties {}

#[doc = include_str!("doubles.md")]
pub mod doubles {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("limits.md")]
pub mod limits {}

#[doc = include_str!("proxies.md")]
pub mod proxies {}

#[doc = include_str!("routing.md")]
pub mod routing {}

#[doc = include_str!("unsettled.md")]
pub mod unsettled {}
