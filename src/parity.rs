//! The parity kit: how far an IAM endpoint is from AWS.
//!
//! ```text
//! cases as data ─suite→ cases ─stage, call→ requests ─http→ endpoint
//!                                                              │
//! reports ←report─ outcomes ←judge, result, layout─ answers ←seen, tree
//! ```
//!
//! The cases are the files of `testdata/parity/`; [`Suite`] holds them. [`run`] sends them to an
//! [`Endpoint`], which is a URL ([`Http`]) or a function, so that a server's own tests need no socket:
//!
//! ```no_run
//! use iam_codec::parity::{Answer, Call, Level, Options, Suite, run};
//!
//! fn my_server(call: &Call) -> Answer {
//!     Answer { status: 200, headers: Vec::new(), body: call.body.clone() }
//! }
//!
//! let mut endpoint = |call: &Call| Ok(my_server(call));
//! let report = run(&Suite::built_in(), &mut endpoint, &Options::default(), &mut |_, _| {})?;
//! for outcome in report.failures(Level::Answer) {
//!     print!("{}", outcome.text());
//! }
//! # Ok::<(), String>(())
//! ```
//!
//! [`campaign`] sends random sequences instead, and compares with a second endpoint or with what the codec
//! knows.
//!
//! An answer is read tolerantly, so that one mistake does not hide another, and judged strictly. Each
//! difference has a [`Level`], each case a [`Basis`]; what is unsettled never counts. Resources are made
//! by the endpoint's own operations, one for each case, with names of this run, and are removed again.

mod blur;
mod call;
mod campaign;
mod case;
mod export;
mod http;
mod judge;
mod known;
mod known_operations;
mod layout;
mod level;
mod outcome;
mod report;
mod result;
mod rows;
mod run;
mod scope;
mod seen;
mod stage;
mod stored;
mod suite;
mod tree;
mod value;

pub use call::{Answer, Call, Endpoint};
pub use campaign::{Extent, Finding, Findings, Sequence, campaign, replay};
pub use case::Case;
pub use http::Http;
pub use judge::Difference;
pub use known::{Known, News};
pub use level::{Basis, Level};
pub use outcome::{Exchange, Outcome, Verdict};
pub use report::Report;
pub use run::{Options, run};
pub use suite::Suite;
