//! The parity kit: how far an endpoint of IAM and STS is from AWS.
//!
//! ```text
//! cases as data ─suite→ cases ─stage, call→ requests ─http→ endpoint
//!                                                              │
//! reports ←report─ outcomes ←judge, result, layout─ answers ←parsed, tree
//! ```
//!
//! The cases are the files of `parity/cases/`; [`Suite`] holds them. [`run`] sends them to an
//! [`Endpoint`]: a URL ([`Http`]), or a function in a server's own tests, which needs no socket. Here is one
//! for a server that takes and gives the messages of the crate `http`:
//!
//! ```
//! use iam_parity::{Answer, Call, Level, Options, Suite, run};
//! use iam_codec::{ErrorResponse, Request};
//!
//! /// The server under test, which has no operation yet.
//! fn serve(request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
//!     let id = "358299bb-b7f8-11e2-8d39-e3a125f625ee";
//!     match Request::from_http(request) {
//!         Ok(Request::Other(request)) => request.invalid_action().to_response(id).to_http(),
//!         Ok(_) => ErrorResponse::new("NotImplemented", id).to_http(),
//!         Err(error) => error.to_response(id).to_http(),
//!     }
//! }
//!
//! fn send(call: &Call) -> Result<Answer, String> {
//!     let mut request = http::Request::builder().method(&*call.method).uri(call.target());
//!     for (name, value) in &call.headers {
//!         request = request.header(name, value);
//!     }
//!     let request = request.body(call.body.clone()).map_err(|e| e.to_string())?;
//!     let (head, body) = serve(&request).into_parts();
//!     let headers = head.headers.iter().map(|(name, value)| {
//!         (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
//!     });
//!     Ok(Answer { status: head.status.as_u16(), headers: headers.collect(), body })
//! }
//!
//! let mut suite = Suite::built_in();
//! suite.retain(&["routing"])?;
//! let report = run(&suite, &mut send, &Options::default(), &mut |_, _| {})?;
//! for outcome in report.failures(Level::Answer) {
//!     print!("{}", outcome.text());
//! }
//! # assert!(report.text().contains("ListUsers is not implemented"), "{}", report.text());
//! # Ok::<(), String>(())
//! ```
//!
//! An operation counts as not implemented, and its cases are skipped, if the endpoint answers it with the
//! status 501, with the code `InvalidAction` or `NotImplemented`, or as it answers an unknown operation.
//!
//! [`campaign`] sends random sequences instead, and compares with a second endpoint or with what the codec
//! knows.
//!
//! An answer is read tolerantly, so that one mistake does not hide another, and judged strictly. Each
//! difference has a [`Level`], each case a [`Basis`]; an unsettled case never counts as a difference. Each
//! case makes its resources by the endpoint's own operations, with names of this run, and removes them again.

mod account;
mod campaign;
mod cases;
mod exchange;
mod judge;
mod plan;
mod report;
mod run;
mod text;

pub use account::{Recorder, Recording, clean_up};
pub use campaign::{CampaignLimits, Finding, Findings, Sequence, campaign, replay};
pub use cases::case::Case;
pub use cases::level::{Basis, Level};
pub use cases::suite::Suite;
pub use exchange::call::{Answer, Call, Endpoint, Keys};
pub use exchange::http::{Http, KeySource};
pub use exchange::paced::{Pace, Paced};
pub use judge::difference::Difference;
pub use judge::kind::DifferenceKind;
pub use report::Report;
pub use report::causes::Cause;
pub use report::known::{Changes, Known};
pub use report::outcome::{Exchange, Outcome, Verdict};
pub use report::run_info::RunInfo;
pub use run::{Options, run};
pub use text::visible::{is_hidden, json as visible_json, line as visible};
