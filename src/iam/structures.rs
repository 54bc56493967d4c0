//! The structures that operations take and give, and the enumerations.
//!
//! Literals end with `..Default::default()`, since AWS adds members. An enumeration keeps a text that it
//! does not know as `Other`.
//!
//! ```
//! use iam_codec::structures::{Group, Status};
//!
//! let group = Group { group_name: "admins".into(), ..Default::default() };
//! assert_eq!(group.path, "");
//! assert_eq!(Status::from("Active"), Status::Active);
//! assert_eq!(Status::from("Asleep").as_str(), "Asleep");
//! ```

// TABLE: one block per structure.

mod access_reports;
mod credentials;
mod delegation;
mod details;
mod identities;
mod policies;
mod providers;
mod role_templates;
mod simulation;

pub use crate::iam::enums::*;
pub use access_reports::*;
pub use credentials::*;
pub use delegation::*;
pub use details::*;
pub use identities::*;
pub use policies::*;
pub use providers::*;
pub use role_templates::*;
pub use simulation::*;
