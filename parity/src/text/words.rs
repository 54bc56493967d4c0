//! [`words!`]: enums of words.

/// Makes an enum of words that are printed, parsed and read from files.
macro_rules! words {
    ($(#[$doc:meta])* $Name:ident { $($(#[doc = $meaning:literal])* $Word:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
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

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $Name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let found = $Name::ALL.iter().find(|name| name.as_str() == text);
                found.copied().ok_or_else(|| format!("expected one of {}", [$($word),*].join(", ")))
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests;
