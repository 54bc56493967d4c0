//! The codec as the oracle: a campaign that finds more than panics.
//!
//! A target that only calls a parser finds where it panics. Most faults do not: a `+` stays a `+`, members come in
//! the order of arrival, the last of two values counts. A target that knows what a body means finds these, and the
//! codec knows it: an [unchecked](crate::Decoder::unchecked) decoder reads what AWS can read, and leaves the
//! constraints to the server.
//!
//! 1. What the codec reads, your parser reads as the same value.
//! 2. What no reader can understand, your parser refuses.
//! 3. Both hold in every [spelling](super::Spelling) of a body.
//! 4. For 16 times the length of a [hostile body](super::Hostile), your parser takes about 16 times as long.
//!
//! # What must hold
//!
//! `agrees.rs`, here for a parser `parse(&[u8]) -> Result<TagUser, String>`; put your types in its place:
//!
//! ```rust,ignore
#![doc = include_str!("../../../examples/toy_parser/agrees.rs")]
//! ```
//!
//! Clocks are coarse. Allocations are not: with the crate `allocation-counter` they are the same in every run.
//!
//! ```
//! # use iam_codec::{Params, RequestError, mutator::Hostile};
//! # fn parse(body: &[u8]) -> Result<Params<'_>, RequestError> {
//! #     Params::parse(body)
//! # }
//! for kind in Hostile::ALL {
//!     let allocations = |len: usize| {
//!         let body = kind.body(len);
//!         allocation_counter::measure(|| drop(parse(&body))).count_total.max(100)
//!     };
//!     assert!(allocations(128 << 10) < 3 * allocations(64 << 10), "{}", kind.name());
//! }
//! ```
//!
//! A search through a list allocates nothing, so that only the clock shows it.
//!
//! # Where the codec is stricter than a server needs to be
//!
//! AWS refuses all of these, but a server that takes them is wrong for no client that works with AWS. A target leaves
//! out the kinds that its server takes:
//!
//! | [`RequestErrorKind`](crate::RequestErrorKind) | body |
//! |---|---|
//! | `MissingAction`, `InvalidAction` | no action, a version other than 2010-05-08 |
//! | `Violations` of [`NotNull`](crate::Constraint::NotNull) | a required member is missing, a gap in the numbers of members |
//! | `MalformedInput` of [`SparseIndices`](crate::MalformedInput::SparseIndices) | a gap of more than ten |
//! | [`Respelled`](crate::MalformedInput::Respelled) | `Tags.member.1.Key` beside `Tags.member.01.Key` |
//! | [`RepeatedKey`](crate::MalformedInput::RepeatedKey) | two entries of a map with one key |
//! | [`Ambiguous`](crate::MalformedInput::Ambiguous) | a name in both the query string and the body |
//! | [`AdjacentIndices`](crate::MalformedInput::AdjacentIndices), [`TopLevelList`](crate::MalformedInput::TopLevelList), [`UnexpectedList`](crate::MalformedInput::UnexpectedList) and the like | a name that continues below a text, or ends above one: `UserName.1`, `Tags.member.1=x` |
//! | [`MissingInteger`](crate::MalformedInput::MissingInteger), [`InvalidInteger`](crate::MalformedInput::InvalidInteger), [`InvalidBoolean`](crate::MalformedInput::InvalidBoolean), [`InvalidEncoding`](crate::MalformedInput::InvalidEncoding) | `MaxItems=`, `MaxItems=ten`, `SetAsDefault=yes` |
//!
//! [`InvalidEscape`](crate::MalformedInput::InvalidEscape), [`InvalidUtf8`](crate::MalformedInput::InvalidUtf8) and
//! the wrong indices are left: a parser that takes `%zz` as it is, or 4294967297 for 1, stores something
//! that the client did not send. On the other side the codec takes what a server may not expect: a name in the place of
//! the only index, `Tags.member.x.Key`, as on AWS.
//!
//! # On stable Rust
//!
//! A program without an engine. It finds each of the nine faults of the example in seconds, as
//! `examples/toy_parser/run` shows:
//!
//! ```rust,ignore
#![doc = include_str!("../../../examples/toy_parser/main.rs")]
//! ```
//!
//! # With cargo-fuzz
//!
//! An engine keeps each body that reaches something new, and so gets further in hours. `fuzz_targets/agrees.rs`:
//!
//! ```rust,ignore
#![doc = include_str!("../../../examples/toy_parser/fuzz_targets/agrees.rs")]
//! ```
//!
//! The [`Cargo.toml`](super), the seeds and the commands are those of any other target.
