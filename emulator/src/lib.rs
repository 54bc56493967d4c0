//! An emulator of IAM, in memory: users, groups, roles, policies, instance profiles, identity providers,
//! server certificates, MFA devices, and the tags of all that have any.
//!
//! ```
//! let service = iam_emulator::Service::default();
//! let answer = service.answer(b"", b"Action=GetUser&Version=2010-05-08&UserName=a", None, "id");
//! assert_eq!(answer.status, 404);
//! ```
//!
//! [`http`] takes requests apart, [`answer`] lets the codec read and write, [`store`] holds what exists,
//! and one file per family says what its operations do to it. Nothing is checked that the codec cannot
//! check: no signature, no permission, and of a policy only that it is JSON.

#![allow(refining_impl_trait_internal, reason = "each operation says what it gives")]

mod answer;
mod attachments;
mod certificates;
mod credentials;
mod groups;
mod http;
mod inline_policies;
mod instance_profiles;
mod managed_policies;
mod mfa_devices;
mod openid_connect_providers;
mod pages;
mod roles;
mod saml_providers;
mod store;
mod tags;
mod users;

pub use answer::{Answer, Service};
pub use http::{respond, serve};
