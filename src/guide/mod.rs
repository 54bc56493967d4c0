//! Pages beside the reference: how to move from hand-written code, every error, what holds for every input,
//! what proxies must know, how to tell services apart, and what is not known of AWS. They exist in the documentation alone; every
//! example is compiled and run.

#[doc = include_str!("migration.md")]
pub mod migration {}

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
