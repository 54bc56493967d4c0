//! How IAM judges policy documents, and how it gives them back.
//!
//! To the codec a document is a text. This module is apart from it: functions on texts that a server
//! calls when it wants to refuse what IAM refuses, with IAM's sentences. This layer knows JSON, the grammar
//! of policies, and the envelope of errors for its answers. It knows no operation, no request, no account.
//!
//! - [`judge`] gives IAM's verdict on a document of a [`Kind`].
//! - [`stored`](stored()) gives the document as a read returns it.
//! - [`size`] counts a document as IAM does, and a [`Quota`] says whether that is too much.
//!
//! ```
//! use iam_codec::policy::{Kind, judge};
//!
//! let document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}"#;
//! let malformed = judge(Kind::Managed, document).unwrap_err();
//! assert_eq!(malformed.message(), Some("Policy statement must contain actions."));
//! ```
//!
//! # Two judges
//!
//! IAM has one judge for identity policies and another one for trust policies; they share no sentence.
//! Of several faults the first in the judge's order is told:
//!
//! | judge | order |
//! |---|---|
//! | identity | syntax; version (managed); the legacy parser: a key behind a `Statement` that is an object, case of `Effect`, literals of conditions, form of ARNs; `Sid` unique, of letters and digits; principal; actions present; resources; vendors of actions; resources present |
//! | trust | JSON; unknown and prohibited keys and types, as they are; version; no statement; of each statement effect, `NotPrincipal`, principal, actions; `Sid` unique; conditions for shared identity providers; principals |
//!
//! Sources: recordings and quotations of IAM's answers, a table that its author compared with a live
//! account, AWS's documentation, and moto's table of 132 documents. `testdata/policies` has the evidence
//! of each case.
//!
//! # What is not judged
//!
//! What IAM does is not known, or the sources disagree; such documents are taken:
//!
//! - repeated keys (the last one counts), blanks before the document, nesting down to 127 levels;
//! - services and actions that do not exist; `*` as the vendor of an action;
//! - ARNs that are short and have a vendor, a partition with a wildcard, an account that is not a number;
//! - empty conditions, operators and lists of values, and nulls in lists;
//! - literals of numbers, dates, networks and ARNs, but for plain nonsense;
//! - the characters of a `Sid`, unknown operators and the exact actions of STS in a trust policy, and
//!   `Action` beside `NotAction` there;
//! - names of services that end as names of services do, and whether a principal exists;
//! - where several resources are bad, the first is named.
//!
//! # Limits
//!
//! Time and memory are linear in the length of a document. IAM takes 131,072 characters from U+0009,
//! U+000A, U+000D and U+0020 to U+00FF; decoding a request checks that, this module does not.

mod kind;
mod json;
mod value;
mod malformed;
mod sentences;
mod arn;
mod date;
mod operator;
mod statement;
mod action;
mod resource;
mod identity;
mod trust;
mod federated;
mod principal;
mod stored;
mod quota;

pub use kind::Kind;
pub use malformed::MalformedPolicy;
pub use quota::{Quota, QuotaExceeded, size};
pub use stored::stored;

/// IAM's verdict on a document.
///
/// The size of the document is not judged; [`Quota`] does that.
///
/// # Errors
///
/// [`MalformedPolicy`] has the code, the sentence and the place of the first fault in IAM's order.
///
/// ```
/// use iam_codec::policy::{Kind, judge};
///
/// let document = r#"{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},
///     "Action":"sts:AssumeRole","Resource":"*"}]}"#;
/// let malformed = judge(Kind::Trust, document).unwrap_err();
/// assert_eq!(malformed.message(), Some("Has prohibited field Resource"));
/// assert!(document[malformed.offset()..].starts_with(r#""Resource""#));
///
/// let malformed = judge(Kind::Inline, document).unwrap_err();
/// assert_eq!(malformed.message(), Some("Policy document should not specify a principal."));
/// ```
pub fn judge(kind: Kind, document: &str) -> Result<(), MalformedPolicy> {
    match kind {
        Kind::Inline => identity::judge(document, false),
        Kind::Managed => identity::judge(document, true),
        Kind::Trust => trust::judge(document),
        Kind::ContextKeys => identity::judge_syntax(document),
        Kind::Session => identity::judge_session(document).map_err(MalformedPolicy::into_session),
    }
}
