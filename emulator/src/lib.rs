//! An emulator of IAM, in memory: a library for tests and, with the feature `server`, an HTTP server.
//!
//! It checks **no signature and no permission**.
//!
//! ```
//! use iam_emulator::Emulator;
//!
//! let emulator = Emulator::new();
//! let request = http::Request::post("/")
//!     .header("Content-Type", "application/x-www-form-urlencoded")
//!     .body("Action=GetUser&Version=2010-05-08&UserName=anika")?;
//! let response = emulator.answer(&request);
//! assert_eq!(response.status(), 404);
//! assert!(response.body().contains("The user with name anika cannot be found."));
//! # Ok::<(), http::Error>(())
//! ```
//!
//! [`Emulator::answer`] takes a request of HTTP apart (`front`), lets the codec read and write (`answer`),
//! and one file per family in `iam` says what its operations do to the [`State`].

#![allow(refining_impl_trait_internal, reason = "each operation says what it gives")]

mod answer;
mod caller;
mod emulator;
mod front;
mod iam;
#[cfg(feature = "server")]
pub mod server;
mod state;

pub use emulator::Emulator;
pub use state::State;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
