//! What the type of a resource says: how it is called, how its tag keys compare, and what IAM says
//! when it is missing.

use std::collections::HashMap;

use crate::iam::tagging::table::{Resource, ResourceType};
use crate::types::tag::Tag;
use crate::types::tag_key::KeyCase;
use crate::wire::order::sort_as_sized;

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

    /// Puts the stored tags of a resource in the order in which IAM lists them.
    ///
    /// Users and roles keep the order in which they are [stored](ResourceType::store_tags). The tags of the
    /// other types come in the order of a Java `HashMap` (15 recorded lists).
    ///
    /// ```
    /// use iam_codec::{ResourceType, Tag};
    ///
    /// let mut tags = ["Team", "team", "third"].map(|key| Tag::new(key, ""));
    /// ResourceType::User.sort_tags(&mut tags);
    /// assert_eq!(tags.each_ref().map(|tag| &*tag.key), ["Team", "team", "third"]);
    /// ResourceType::ServerCertificate.sort_tags(&mut tags);
    /// assert_eq!(tags.map(|tag| tag.key), ["third", "Team", "team"]);
    /// ```
    pub fn sort_tags(self, tags: &mut [Tag<'_>]) {
        if self.key_case() == KeyCase::Sensitive {
            sort_as_sized(tags, |tag| tag.key.to_string());
        }
    }

    /// Adds the tags of a request to the stored ones. Those of the newest request come first, in its order
    /// (recorded of users). A key that is there keeps its place, and gets the new spelling and value.
    ///
    /// ```
    /// use iam_codec::{ResourceType, Tag};
    ///
    /// let mut stored = vec![Tag::new("Dept", "a"), Tag::new("Team", "b")];
    /// ResourceType::User.store_tags(&mut stored, [Tag::new("x", ""), Tag::new("TEAM", "c")]);
    /// let stored: Vec<_> = stored.iter().map(|tag| (&*tag.key, &*tag.value)).collect();
    /// assert_eq!(stored, [("x", ""), ("Dept", "a"), ("TEAM", "c")]);
    /// ```
    pub fn store_tags<'a>(
        self,
        stored: &mut Vec<Tag<'a>>,
        added: impl IntoIterator<Item = Tag<'a>>,
    ) {
        let name = |tag: &Tag<'_>| self.key_case().folded(&tag.key).into_owned();
        let known = stored.iter().enumerate().rev();
        let places: HashMap<_, _> = known.map(|(place, tag)| (name(tag), place)).collect();
        let mut new = Vec::new();
        for tag in added {
            match places.get(&name(&tag)) {
                Some(&place) => stored[place] = tag,
                None => new.push(tag),
            }
        }
        stored.splice(..0, new);
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
