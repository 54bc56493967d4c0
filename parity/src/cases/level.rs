//! How bad a difference is, and how AWS's behaviour is known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Makes an enum of words that are printed, parsed and read from files.
macro_rules! words {
    ($(#[$doc:meta])* $Name:ident { $($(#[doc = $meaning:literal])* $Word:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $Name {
            $($(#[doc = $meaning])* #[serde(rename = $word)] $Word,)*
        }

        impl $Name {
            /// All, in their order.
            pub const ALL: &'static [$Name] = &[$($Name::$Word,)*];

            /// The word for it in files and on the command line.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($Name::$Word => $word,)*
                }
            }
        }

        impl $Name {
            /// What it means, in a few words.
            pub fn meaning(self) -> &'static str {
                match self {
                    $($Name::$Word => concat!($($meaning),*).trim_ascii(),)*
                }
            }
        }

        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $Name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let found = $Name::ALL.iter().find(|name| name.as_str() == text);
                found.copied().ok_or_else(|| format!("expected one of {}", [$($word),*].join(", ")))
            }
        }
    };
}

words! {
    /// How bad a difference is. The worst is the greatest.
    ///
    /// ```
    /// use iam_parity::Level;
    ///
    /// assert!(Level::NoAnswer > Level::Layout);
    /// assert_eq!("state".parse(), Ok(Level::State));
    /// assert_eq!(Level::ALL.len(), 7);
    /// ```
    Level {
        /// A header, a namespace, white space, an order, an element too many.
        Layout = "layout",
        /// The words of an error.
        Message = "message",
        /// Another status, code, fault or result.
        Answer = "answer",
        /// Refuses what AWS accepts.
        Refuses = "refuses",
        /// Accepts what AWS refuses.
        Accepts = "accepts",
        /// Something else is stored than AWS stores.
        State = "state",
        /// No answer, a status of 500 or above, or nothing that a client can read.
        NoAnswer = "no-answer",
    }
}

words! {
    /// How AWS's behaviour in a case is known.
    ///
    /// ```
    /// use iam_parity::Basis;
    ///
    /// assert_eq!(Basis::Recorded.as_str(), "recorded");
    /// assert_eq!("unsettled".parse(), Ok(Basis::Unsettled));
    /// ```
    Basis {
        /// Recorded from AWS.
        Recorded = "recorded",
        /// Written in AWS's model or documentation.
        Documented = "documented",
        /// Several emulators claim it; no recording was published.
        Emulators = "emulators",
        /// Follows from other facts.
        Inferred = "inferred",
        /// Not known. Such a case never fails, and its answer is only shown.
        Unsettled = "unsettled",
    }
}
