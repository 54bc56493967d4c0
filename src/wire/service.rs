//! [`Service`]: what tells the services of the Query protocol apart on the wire.

use std::fmt;

/// A service of the Query protocol: its name, the version of its API, and the namespace of its answers.
///
/// ```
/// use iam_codec::{Params, SERVICE, Service};
///
/// assert_eq!((SERVICE.name(), SERVICE.version()), ("iam", "2010-05-08"));
/// assert_eq!(SERVICE.namespace(), "https://iam.amazonaws.com/doc/2010-05-08/");
/// ```
// Services are data: each is one `static` beside the list of its operations.
#[derive(PartialEq, Eq)]
pub struct Service {
    name: &'static str,
    version: &'static str,
    namespace: &'static str,
    quotes: Option<&'static [&'static str]>,
    tag_refusal: Option<&'static str>,
}

impl Service {
    pub(crate) const fn new(
        name: &'static str,
        version: &'static str,
        namespace: &'static str,
    ) -> Self {
        Service { name, version, namespace, quotes: None, tag_refusal: None }
    }

    /// The same service, which quotes the offending value in violations. It leaves out the values of
    /// secret members, but not of those that it does not know for secrets: `though_secret`.
    pub(crate) const fn quoting_values(mut self, though_secret: &'static [&'static str]) -> Self {
        self.quotes = Some(though_secret);
        self
    }

    /// The same service, which refuses tags with this code and before it authorizes the request.
    pub(crate) const fn refusing_tags(mut self, code: &'static str) -> Self {
        self.tag_refusal = Some(code);
        self
    }

    /// The secret members that the service quotes in violations like all others; `None` if it quotes
    /// nothing.
    pub(crate) const fn quotes(&self) -> Option<&'static [&'static str]> {
        self.quotes
    }

    /// The code of the error that refuses tags, if it is not the usual one.
    pub(crate) const fn tag_refusal(&self) -> Option<&'static str> {
        self.tag_refusal
    }

    /// The name in the scope of a signature.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The value of `Version` in every request.
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// The namespace of every answer but those to unknown actions.
    pub const fn namespace(&self) -> &'static str {
        self.namespace
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Service({} {})", self.name, self.version)
    }
}
