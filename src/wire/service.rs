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
}

impl Service {
    pub(crate) const fn new(
        name: &'static str,
        version: &'static str,
        namespace: &'static str,
    ) -> Self {
        Service { name, version, namespace }
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
