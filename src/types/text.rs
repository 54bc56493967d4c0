//! Texts that are more than text: [`Secret`] and [`PolicyDocument`].

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

macro_rules! texts {
    ($($(#[$doc:meta])* $Name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name<'a>(pub Cow<'a, str>);

        impl $Name<'_> {
            /// Detaches the text from the body it was decoded from.
            pub fn into_owned(self) -> $Name<'static> {
                $Name(Cow::Owned(self.0.into_owned()))
            }
        }

        impl Deref for $Name<'_> {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<'a> From<&'a str> for $Name<'a> {
            fn from(text: &'a str) -> Self {
                $Name(Cow::Borrowed(text))
            }
        }

        impl From<String> for $Name<'_> {
            fn from(text: String) -> Self {
                $Name(Cow::Owned(text))
            }
        }

        impl<'a> From<Cow<'a, str>> for $Name<'a> {
            fn from(text: Cow<'a, str>) -> Self {
                $Name(text)
            }
        }

        impl<'a> From<$Name<'a>> for Cow<'a, str> {
            fn from(text: $Name<'a>) -> Self {
                text.0
            }
        }

        impl AsRef<str> for $Name<'_> {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $Name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $Name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    )*};
}

texts! {
    /// A text that `Debug` does not print: a password or a private key.
    ///
    /// The text itself is `.0`, or what the value dereferences to. It is not erased from memory.
    ///
    /// ```
    /// use iam_codec::Secret;
    ///
    /// let password = Secret::from("correct horse");
    /// assert_eq!(&*password, "correct horse");
    /// assert_eq!(format!("{password:?}"), "Secret(…)");
    /// ```
    Secret;

    /// A policy in JSON, in a response.
    ///
    /// It is percent-encoded in XML, as [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986) has it, and
    /// plain here ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html)).
    ///
    /// ```
    /// use iam_codec::PolicyDocument;
    ///
    /// let policy = PolicyDocument::from(r#"{"Version":"2012-10-17","Statement":[]}"#);
    /// assert!(policy.starts_with('{'));
    /// ```
    PolicyDocument;
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Debug for PolicyDocument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
