//! [`Tag`], which half of the operations that change something carry.

use std::borrow::Cow;

/// A key and a value.
///
/// Holds any text: constraints are checked by [`Request::decode`](crate::Request::decode) and
/// [`Request::validate`](crate::Request::validate). IAM allows keys of 1 to 128 code points and values
/// of at most 256, of letters, separators and numbers of any script and `_.:/=+-@`
/// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html)).
///
/// ```
/// use iam_codec::Tag;
///
/// let tag = Tag::new("Dept", "Accounting");
/// assert_eq!((&*tag.key, &*tag.value), ("Dept", "Accounting"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// The value, which may be empty.
    pub value: Cow<'a, str>,
}

impl<'a> Tag<'a> {
    /// A tag of these two.
    pub fn new(key: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) -> Self {
        Tag { key: key.into(), value: value.into() }
    }

    /// Detaches the tag from the body it was decoded from.
    pub fn into_owned(self) -> Tag<'static> {
        Tag::new(self.key.into_owned(), self.value.into_owned())
    }
}
