//! `Action`: the names of a service's operations.

/// The members of a result, if there is one.
macro_rules! members {
    () => {
        &[]
    };
    ($Result:ident) => {
        $Result::TABLE.members
    };
}
pub(crate) use members;

macro_rules! action {
    (
        in $path:literal, like $Like:ident: $valid:literal, and not $invalid:literal;
        $($Op:ident = $op:literal $(-> $Result:ident)?,)*
    ) => {
        /// An operation's name as it is sent in `Action`.
        ///
        /// Prints and parses the wire's spelling; another case is another name.
        ///
        /// ```
        #[doc = concat!("use ", $path, "::Action;")]
        ///
        #[doc = concat!("assert_eq!(\"", stringify!($Like), "\".parse(), Ok(Action::", stringify!($Like), "));")]
        #[doc = concat!("assert_eq!(Action::", stringify!($Like), ".as_str(), \"", stringify!($Like), "\");")]
        #[doc = concat!("assert!(\"", stringify!($Like), "\".to_lowercase().parse::<Action>().is_err());")]
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Action {
            $(#[doc = concat!("[`", stringify!($Op), "`]")]
            $Op,)*
        }

        impl Action {
            /// All actions, in alphabetical order.
            pub const ALL: &'static [Action] = &[$(Action::$Op,)*];

            /// The name as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Action::$Op => $op,)*
                }
            }

            /// The errors that the service's model declares, in its order. AWS sends others too:
            /// `ValidationError`, `AccessDenied`, `Throttling`, …
            pub const fn errors(self) -> &'static [$crate::message::error_code::ErrorCode<'static>] {
                match self {
                    $(Action::$Op => $Op::ERRORS,)*
                }
            }

            /// The members of the operation's input, in the order of the service's model.
            pub const fn input(self) -> &'static [$crate::schema::structure::Member] {
                match self {
                    $(Action::$Op => $Op::TABLE.members,)*
                }
            }

            /// The members of the operation's result, in the order of the service's model; empty if it
            /// gives nothing but its success.
            pub const fn output(self) -> &'static [$crate::schema::structure::Member] {
                match self {
                    $(Action::$Op => $crate::message::list::action::members!($($Result)?),)*
                }
            }
        }

        impl $crate::message::service::Actions for Action {
            const SERVICE: &'static $crate::wire::service::Service = &SERVICE;

            #[inline]
            fn find(name: &str) -> Option<Self> {
                static NAMES: $crate::message::names::Names<{ Action::ALL.len() }> =
                    $crate::message::names::Names::new([$($op,)*]);
                Some(Action::ALL[NAMES.find(name)?])
            }

            fn name(self) -> &'static str {
                self.as_str()
            }

            #[cfg(test)]
            fn errors(self) -> &'static [$crate::message::error_code::ErrorCode<'static>] {
                self.errors()
            }
        }

        impl std::str::FromStr for Action {
            type Err = $crate::message::service::UnknownAction;

            #[inline]
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                <Action as $crate::message::service::Actions>::find(name)
                    .ok_or($crate::message::service::UnknownAction { _private: () })
            }
        }

        impl std::fmt::Display for Action {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

    };
}
pub(crate) use action;
