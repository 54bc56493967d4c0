//! Dialects: the five spellings in which clients send the same request.
//!
//! | | clients | order of pairs | space | not escaped | empty list |
//! |---|---|---|---|---|---|
//! | A | boto3, AWS CLI, Cloud Custodian | `Action`, `Version`, then the caller's | `+` | `A–Z a–z 0–9 - _ . ~` | `Tags=` |
//! | B | AWS SDKs for JavaScript (3) and Rust | `Action`, `Version`, then the model's; JavaScript sends required members first | `%20` | the same | `Tags=` |
//! | C | AWS SDK for JavaScript (2), boto 2 | by name | `%20` | the same | `Tags=` |
//! | D | AWS SDK for Go | by name | `+` | the same | `Tags=` |
//! | E | rusoto | by name | `+` | `A–Z a–z 0–9 - _ . *` | left out |
//!
//! By name, member 10 comes before member 2, and `Version` comes last. A dialect works on pairs and so fits
//! every operation.

use crate::engine::input;
use crate::message::params::Params;
use crate::message::request::{encode_into, put_head};
use crate::message::service::{Actions, Requests};
use crate::schema::structure::Structure;
use crate::wire::form;

/// The spelling of a family of clients, for tests that send what these clients would send.
///
/// ```
/// use iam_codec::{Dialect, Resource};
///
/// let resource = Resource::User("anika".into());
/// let marker = Some("a ~".into());
/// let request = resource.list_tags(marker, None);
/// for (dialect, body) in [
///     (Dialect::Botocore, "Action=ListUserTags&Version=2010-05-08&UserName=anika&Marker=a+~"),
///     (Dialect::JavaScriptV3, "Action=ListUserTags&Version=2010-05-08&UserName=anika&Marker=a%20~"),
///     (Dialect::JavaScriptV2, "Action=ListUserTags&Marker=a%20~&UserName=anika&Version=2010-05-08"),
///     (Dialect::Go, "Action=ListUserTags&Marker=a+~&UserName=anika&Version=2010-05-08"),
///     (Dialect::Rusoto, "Action=ListUserTags&Marker=a+%7E&UserName=anika&Version=2010-05-08"),
/// ] {
///     assert_eq!(request.encode_as(dialect), body);
///     assert_eq!(Dialect::guess(body.as_bytes()), Some(dialect));
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// A: boto3 and all that is built on botocore, such as the AWS CLI.
    ///
    /// After `Version` the pairs come in the caller's order; a [`Request`] is written in the model's.
    Botocore,
    /// B: the AWS SDKs for JavaScript (3) and Rust. [`Request::encode`] writes this.
    JavaScriptV3,
    /// C: the AWS SDK for JavaScript (2), and boto 2.
    JavaScriptV2,
    /// D: the AWS SDK for Go. Version 1 sends `Tags=` for an empty list, as here; version 2 was seen to
    /// leave it out.
    Go,
    /// E: rusoto.
    Rusoto,
}

impl Dialect {
    /// All dialects, A to E.
    pub const ALL: [Dialect; 5] = [
        Dialect::Botocore,
        Dialect::JavaScriptV3,
        Dialect::JavaScriptV2,
        Dialect::Go,
        Dialect::Rusoto,
    ];

    /// Writes names and values as a body. Dialects that do not sort keep the order of `pairs`.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// let pairs = [("Action", "GetUser"), ("Version", "2010-05-08"), ("UserName", "a b")];
    /// assert_eq!(Dialect::Go.encode(pairs), "Action=GetUser&UserName=a+b&Version=2010-05-08");
    /// ```
    pub fn encode<'p>(self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        if self.sorts() {
            pairs.sort_by_key(|(name, _)| *name);
        }
        if self == Dialect::Rusoto {
            pairs.retain(|(name, value)| !(value.is_empty() && is_list(name)));
        }
        let mut body = String::new();
        for (name, value) in pairs {
            if !body.is_empty() {
                body.push('&');
            }
            self.encode_text(name, &mut body);
            body.push('=');
            self.encode_text(value, &mut body);
        }
        body
    }

    /// Whether a client of this dialect could have sent the body.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// let body = b"Action=GetUser&UserName=anika&Version=2010-05-08";
    /// let fitting = Dialect::ALL.into_iter().filter(|dialect| dialect.fits(body));
    /// assert_eq!(
    ///     fitting.collect::<Vec<_>>(),
    ///     [Dialect::JavaScriptV2, Dialect::Go, Dialect::Rusoto],
    /// );
    /// ```
    pub fn fits(self, body: &[u8]) -> bool {
        Params::parse(body).is_ok_and(|params| self.fits_params(&params, body))
    }

    /// The dialect of a body; `None` if none fits, or more than one. A body without a space, `~`, `*` or a
    /// second member often fits more than one.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// let body = b"Action=GetUser&Version=2010-05-08&UserName=a+b";
    /// assert_eq!(Dialect::guess(body), Some(Dialect::Botocore));
    /// assert_eq!(Dialect::guess(b"Action=GetUser&Version=2010-05-08&UserName=a"), None);
    /// assert_eq!(Dialect::guess(b"Action=GetUser&Version=2010-05-08&UserName=%2f"), None);
    /// ```
    pub fn guess(body: &[u8]) -> Option<Dialect> {
        let params = Params::parse(body).ok()?;
        let mut fitting = Dialect::ALL.into_iter().filter(|d| d.fits_params(&params, body));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    fn fits_params(self, params: &Params<'_>, body: &[u8]) -> bool {
        let mut names = params.iter().map(|param| param.name());
        let in_order =
            self.sorts() || (names.next(), names.next()) == (Some("Action"), Some("Version"));
        let pairs = params.iter().map(|param| (param.name(), param.value()));
        in_order && self.encode(pairs).as_bytes() == body
    }

    fn sorts(self) -> bool {
        matches!(self, Dialect::JavaScriptV2 | Dialect::Go | Dialect::Rusoto)
    }

    fn encode_text(self, text: &str, body: &mut String) {
        let start = body.len();
        form::encode_text(text, body);
        // In what was written, `%20` is a space and nothing else: `%` itself is `%25`.
        let others: &[_] = match self {
            Dialect::JavaScriptV3 | Dialect::JavaScriptV2 => return,
            Dialect::Botocore | Dialect::Go => &[("%20", "+")],
            Dialect::Rusoto => &[("%20", "+"), ("%2A", "*"), ("~", "%7E")],
        };
        for (written, other) in others {
            if body[start..].contains(written) {
                let spelt = body[start..].replace(written, other);
                body.truncate(start);
                body.push_str(&spelt);
            }
        }
    }
}

/// The body of a request as clients of a dialect would send it.
pub(crate) fn encode_as<'a, R: Requests<'a>>(request: &R, dialect: Dialect) -> String {
    match request.known() {
        Some((action, input)) => encode_members(action, input, dialect),
        None => {
            let mut body = String::new();
            encode_into(request, &mut body);
            respelled(&body, dialect)
        }
    }
}

/// The same of the input of one operation.
pub(crate) fn encode_members<A: Actions>(
    action: A,
    input: &dyn Structure,
    dialect: Dialect,
) -> String {
    let mut body = String::new();
    put_head(A::SERVICE, action.name(), &mut body);
    if dialect == Dialect::JavaScriptV3 {
        input::put_required_first(input, &mut body);
        return body;
    }
    input::put(input, &mut body);
    respelled(&body, dialect)
}

fn respelled(body: &str, dialect: Dialect) -> String {
    // What was just encoded can be read.
    let params = Params::parse(body.as_bytes()).unwrap_or_default();
    dialect.encode(params.iter().map(|param| (param.name(), param.value())))
}

/// Whether a name is that of a list. An empty text is sent, an empty list is not. In IAM's model no name is
/// both.
fn is_list(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    LISTS.contains(&last)
}

/// The lists in the inputs of all operations.
const LISTS: [&str; 18] = [
    "ActionNames",
    "ClientIDList",
    "ContextEntries",
    "ContextKeyValues",
    "Filter",
    "KeyDefinitionList",
    "OrderedOrganizationPolicyInputList",
    "Parameters",
    "PermissionsBoundaryPolicyInputList",
    "PolicyExclusionList",
    "PolicyInputList",
    "ResourceArns",
    "ServiceControlPolicyInputList",
    "ServiceNamespaces",
    "TagKeys",
    "Tags",
    "ThumbprintList",
    "Values",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::message::service::Requests;
    use crate::schema::structure::{Kind, Table};
    use crate::{Action, Request};

    /// Adds the names of all members that are lists, or of all others, at any depth.
    fn collect(table: &Table, lists: bool, names: &mut BTreeSet<&'static str>) {
        for member in table.members {
            let mut kind = &member.kind;
            if matches!(kind, Kind::List(_)) == lists {
                names.insert(member.name);
            }
            while let Kind::List(part) | Kind::Map(_, part) = kind {
                kind = part;
            }
            if let Kind::Structure(table) = kind {
                collect(table, lists, names);
            }
        }
    }

    #[test]
    fn the_names_of_lists_are_those_of_the_tables_and_of_nothing_else() {
        let (mut lists, mut others) = (BTreeSet::new(), BTreeSet::new());
        for request in Action::ALL.iter().map(|action| Request::empty(*action)) {
            if let Some((_, structure)) = request.known() {
                collect(structure.table(), true, &mut lists);
                collect(structure.table(), false, &mut others);
            }
        }
        assert_eq!(lists, BTreeSet::from(LISTS));
        assert_eq!(lists.intersection(&others).count(), 0);
    }
}
