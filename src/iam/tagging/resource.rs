//! What is known of a resource by its type: how it is called, how its tag keys compare, and what IAM says
//! when it is missing.

use crate::iam::tagging::table::{Resource, ResourceType};
use crate::types::tag_key::KeyCase;

impl ResourceType {
    /// The parameter that identifies a resource of this type: `UserName`, `PolicyArn`, …
    pub const fn parameter(self) -> &'static str {
        self.row().parameter
    }

    /// The type that a parameter identifies.
    ///
    /// ```
    /// use iam_codec::ResourceType;
    ///
    /// assert_eq!(ResourceType::from_parameter("SerialNumber"), Some(ResourceType::MfaDevice));
    /// assert_eq!(ResourceType::from_parameter("GroupName"), None);
    /// ```
    pub fn from_parameter(parameter: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.parameter() == parameter)
    }

    /// How tag keys of this type compare
    /// ([IAM User Guide](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html)).
    pub const fn key_case(self) -> KeyCase {
        self.row().key_case
    }

    /// Whether two tag keys are the same key on a resource of this type. Without case means that
    /// their lower-case forms are equal.
    ///
    /// ```
    /// use iam_codec::ResourceType;
    ///
    /// assert!(ResourceType::User.same_key("Dept", "dept"));
    /// assert!(!ResourceType::Policy.same_key("Dept", "dept"));
    /// ```
    pub fn same_key(self, a: &str, b: &str) -> bool {
        self.key_case().same(a, b)
    }

    /// What IAM says when there is no such resource.
    pub(crate) fn not_found_message(self, identifier: &str) -> String {
        self.row().not_found.replace("{}", identifier)
    }

    /// What IAM says when there is one already; of a policy `identifier` is the name, of an OpenID
    /// Connect provider the URL.
    pub(crate) fn already_exists_message(self, identifier: &str) -> String {
        self.row().already_exists.replace("{}", identifier)
    }
}

impl Resource<'_> {
    /// Whether the identifier breaks no constraint.
    #[inline]
    pub(crate) fn fits(&self) -> bool {
        self.resource_type().row().shape.fits(self.identifier())
    }
}
