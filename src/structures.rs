//! TABLE: the structures that operations take and give, one block each.

mod access_reports;
mod credentials;
mod delegation;
mod details;
mod identities;
mod policies;
mod providers;
mod role_templates;
mod simulation;

pub use crate::enums::*;
pub use access_reports::*;
pub use credentials::*;
pub use delegation::*;
pub use details::*;
pub use identities::*;
pub use policies::*;
pub use providers::*;
pub use role_templates::*;
pub use simulation::*;
