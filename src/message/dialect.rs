//! Dialects: the spellings in which clients send the same request.
//!
//! | | clients | order of pairs | space | `*` | `~` | empty list |
//! |---|---|---|---|---|---|---|
//! | A | boto3, AWS CLI, Cloud Custodian | `Action`, `Version`, then the caller's | `+` | `%2A` | `~` | `Tags=` |
//! | B | AWS SDKs for JavaScript (3, from 3.930 of autumn 2025) and Rust; erlcloud | `Action`, `Version`, then the model's; JavaScript from 3.974 sends required members first | `%20` | `%2A` | `~` | `Tags=` |
//! | C | AWS SDKs for JavaScript (2) and Ruby, boto 2, fog | by name | `%20` | `%2A` | `~` | `Tags=` |
//! | D | AWS SDKs for Go | by name | `+` | `%2A` | `~` | `Tags=` |
//! | E | rusoto | by name | `+` | `*` | `%7E` | left out |
//! | F | AWS SDK for Java (1), itty-aws | `Action`, `Version`, then the model's | `+` | `*` | `%7E` | left out |
//! | G | AWS SDK for JavaScript (3, before 3.930) | the model's, then `Action`, `Version` | `%20` | `%2A` | `~` | `Tags=` |
//! | G1 | its 3.0.0 of 2020 | the same | `%20` | `%2a` | `~` | left out |
//! | H | aws of Haskell: signature version 2 | `Signature`, then by name | `%20` | `%2A` | `~` | (none) |
//! | I | async-aws, and what uses PHP's `http_build_query` | `Action`, `Version`, then the model's | `+` | `%2A` | `%7E` | left out |
//!
//! By name, member 10 comes before member 2, and `Version` comes last. A dialect works on pairs and so fits
//! every operation; `spelling.rs` has the table.

pub(crate) mod lists;
mod spelling;

use crate::engine::input;
use crate::message::params::Params;
use crate::message::request::{encode_into, put_head};
use crate::message::service::{Actions, Requests};
use crate::schema::structure::Structure;

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
///     (
///         Dialect::JavaScriptV3Until2025,
///         "UserName=anika&Marker=a%20~&Action=ListUserTags&Version=2010-05-08",
///     ),
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
    /// After `Version` the pairs come in the caller's order; a [`Request`](crate::Request) is written in the model's.
    Botocore,
    /// B: the AWS SDKs for JavaScript (3, from 3.930) and Rust, and erlcloud. [`Request::encode`](crate::Request::encode) writes
    /// this in the model's order, as Rust and JavaScript from 3.930 to 3.964 do.
    JavaScriptV3,
    /// C: the AWS SDKs for JavaScript (2) and Ruby, boto 2, fog.
    JavaScriptV2,
    /// D: the AWS SDKs for Go. Version 1 sends `Tags=` for an empty list, as here; version 2 was seen to
    /// leave it out, and a plain `false` too.
    Go,
    /// E: rusoto.
    Rusoto,
    /// F: the AWS SDK for Java (1), and itty-aws.
    JavaV1,
    /// G: the AWS SDK for JavaScript (3) before 3.930, which came in autumn 2025.
    JavaScriptV3Until2025,
    /// G1: the first of these, 3.0.0 of 2020. It writes `*` as `%2a` and leaves empty lists out.
    JavaScriptV3Of2020,
    /// H: the library aws of Haskell, whose signature (of version 2) is among the parameters. Of a
    /// [`Request`](crate::Request), which has no signature, the rest is written.
    SignatureV2,
    /// I: async-aws, and what else writes bodies with PHP's `http_build_query`.
    Php,
}

impl Dialect {
    /// All dialects, A to I.
    pub const ALL: [Dialect; 10] = [
        Dialect::Botocore,
        Dialect::JavaScriptV3,
        Dialect::JavaScriptV2,
        Dialect::Go,
        Dialect::Rusoto,
        Dialect::JavaV1,
        Dialect::JavaScriptV3Until2025,
        Dialect::JavaScriptV3Of2020,
        Dialect::SignatureV2,
        Dialect::Php,
    ];

    /// Writes names and values as a body, in the order of the dialect. Dialects that do not sort move
    /// `Action` and `Version` alone.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// let pairs = [("Action", "GetUser"), ("Version", "2010-05-08"), ("UserName", "a b")];
    /// assert_eq!(Dialect::Go.encode(pairs), "Action=GetUser&UserName=a+b&Version=2010-05-08");
    /// ```
    pub fn encode<'p>(self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
        let spelling = self.spelling();
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        spelling.sort(&mut pairs, |pair| pair.0);
        if !spelling.sends_empty_lists {
            pairs.retain(|(name, value)| !(value.is_empty() && lists::is_list(name)));
        }
        let mut body = String::new();
        for (name, value) in pairs {
            if !body.is_empty() {
                body.push('&');
            }
            spelling.encode_text(name, &mut body);
            body.push('=');
            spelling.encode_text(value, &mut body);
        }
        body
    }

    /// Whether a client of this dialect could have sent the body.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// assert!(Dialect::Go.fits(b"Action=GetUser&UserName=a+b&Version=2010-05-08"));
    /// assert!(!Dialect::Go.fits(b"Action=GetUser&UserName=a%20b&Version=2010-05-08"));
    /// ```
    pub fn fits(self, body: &[u8]) -> bool {
        Params::parse(body).is_ok_and(|params| self.fits_params(&params, body))
    }

    /// All dialects that fit a body. To a body without a space, `~`, `*` or a second member, more than one
    /// often fits; an [`Editor`](crate::Editor) may add to it in any of them.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// let body = b"Action=GetUser&UserName=anika&Version=2010-05-08";
    /// let fitting = [Dialect::JavaScriptV2, Dialect::Go, Dialect::Rusoto];
    /// assert_eq!(Dialect::fitting(body), fitting);
    /// ```
    pub fn fitting(body: &[u8]) -> Vec<Dialect> {
        let Ok(params) = Params::parse(body) else {
            return Vec::new();
        };
        Dialect::ALL.into_iter().filter(|dialect| dialect.fits_params(&params, body)).collect()
    }

    /// The dialect of a body; `None` if none fits, or more than one. Where two generations of one client
    /// fit, it is the later one.
    ///
    /// ```
    /// use iam_codec::Dialect;
    ///
    /// let body = b"Action=GetUser&Version=2010-05-08&UserName=a+~";
    /// assert_eq!(Dialect::guess(body), Some(Dialect::Botocore));
    /// assert_eq!(Dialect::guess(b"Action=GetUser&Version=2010-05-08&UserName=a+b"), None);
    /// assert_eq!(Dialect::guess(b"Action=GetUser&Version=2010-05-08&UserName=%2f"), None);
    /// ```
    pub fn guess(body: &[u8]) -> Option<Dialect> {
        match Dialect::fitting(body)[..] {
            [one] | [one @ Dialect::JavaScriptV3Until2025, Dialect::JavaScriptV3Of2020] => {
                Some(one)
            }
            _ => None,
        }
    }

    fn fits_params(self, params: &Params<'_>, body: &[u8]) -> bool {
        let is_given = |name: &&str| params.get_all(name).count() == 1;
        let pairs = params.iter().map(|param| (param.name(), param.value()));
        self.spelling().required().iter().all(is_given) && self.encode(pairs).as_bytes() == body
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
    // A body that was just encoded can be read.
    let params = Params::parse(body.as_bytes()).unwrap_or_default();
    dialect.encode(params.iter().map(|param| (param.name(), param.value())))
}
