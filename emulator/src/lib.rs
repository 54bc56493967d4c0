//! An emulator of IAM and STS, in memory: a library for tests and, with the feature `server`, an HTTP server.
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
//! [`Emulator::answer`] takes a request of HTTP apart and finds its service (`front`), lets the codec read and
//! write (`answer`), and one file per family in `iam` and `sts` says what its operations do to the [`State`].

#![allow(refining_impl_trait_internal, reason = "each operation says what it gives")]

// The layers, in order: each imports only from those before it.
mod state;
mod outcome;
mod identity;
mod caller;
mod iam;
mod sts;
mod emulator;
mod answer;
mod front;
#[cfg(feature = "server")]
pub mod server;

pub use emulator::Emulator;
pub use state::State;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
