//! The rules of IAM over a tree, by regular expressions. Slow, and written to be compared with the
//! documentation of the rules line by line.

#[path = "oracle/identity.rs"]
mod identity;
#[path = "oracle/stored.rs"]
mod stored;
#[path = "oracle/tree.rs"]
mod tree;
#[path = "oracle/trust.rs"]
mod trust;

use iam_codec::policy::Kind;
use serde_json::Value;

use identity::{has_syntax, identity};
pub use stored::stored;
pub use tree::POSITION;
use tree::{SYNTAX, statements};
use trust::trust;

/// The sentence for a document, empty where none is known, or nothing if it is taken.
pub fn judge(kind: Kind, document: &Value) -> Option<String> {
    match kind {
        Kind::ContextKeys => (!has_syntax(document)).then(String::new),
        Kind::Session if !document.is_object() => {
            Some("The policy is not in the valid JSON format.".into())
        }
        Kind::Session => {
            (!has_syntax(document) || statements(document).is_empty()).then(|| SYNTAX.into())
        }
        Kind::Trust => trust(document),
        _ => identity(document, kind == Kind::Managed),
    }
}
