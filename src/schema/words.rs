//! The rows of a service's limits in words, for the documentation of the members that have them. A row
//! `ROLE_NAME` has a macro `ROLE_NAME!` beside it that expands to its words, so that no limit is written
//! twice.

/// Makes the macro of a row. Modules of tables are `#[macro_use]`, so that the blocks behind them have it.
macro_rules! in_words {
    ($NAME:ident: $($words:expr),+) => {
        #[allow(unused_macros, reason = "rows of members of lists have one too")]
        macro_rules! $NAME {
            () => {
                concat!($($words),+)
            };
        }
    };
}
pub(crate) use in_words;

/// How many characters a text may have.
macro_rules! length {
    (0, UNLIMITED) => {
        "any number of characters"
    };
    (1, UNLIMITED) => {
        "at least 1 character"
    };
    (0, $max:tt) => {
        concat!("at most ", $max, " characters")
    };
    (5, 5) => {
        "5 characters"
    };
    (6, 6) => {
        "6 characters"
    };
    (36, 36) => {
        "36 characters"
    };
    (40, 40) => {
        "40 characters"
    };
    ($min:tt, $max:tt) => {
        concat!($min, " to ", $max, " characters")
    };
}
pub(crate) use length;

/// What a text must look like.
macro_rules! form {
    (Any) => {
        ""
    };
    (Named (Name)) => {
        " of letters, digits and `_+=,.@-`"
    };
    (Named (Path)) => {
        ", `/` or a path between two of them"
    };
    (Named (PathPrefix)) => {
        ", the beginning of a path"
    };
    (Named (PolicyPathPrefix)) => {
        ", the beginning of a path that ends with `/`"
    };
    (Named (Arn($resource:literal))) => {
        concat!(", the ARN of a `", $resource, "`")
    };
    (Named (BoundaryArn)) => {
        ", the ARN of a managed policy"
    };
    (Named (OpenIdConnectProviderArn)) => {
        ", the ARN of an `oidc-provider`"
    };
    ($form:ident ($pattern:expr, $check:expr)) => {
        concat!(", pattern `", $pattern, "`")
    };
}
pub(crate) use form;

/// How many members a list may have, or entries a map.
macro_rules! count {
    (0, UNLIMITED, $members:literal) => {
        concat!("any number of ", $members)
    };
    ($min:tt, UNLIMITED, $members:literal) => {
        concat!("at least ", $min, " ", $members)
    };
    (0, $max:tt, $members:literal) => {
        concat!("at most ", $max, " ", $members)
    };
    ($min:tt, $max:tt, $members:literal) => {
        concat!($min, " to ", $max, " ", $members)
    };
}
pub(crate) use count;

/// What each member may be, if it has a row.
macro_rules! each {
    ($of:literal, ANY) => {
        ""
    };
    ($of:literal, $MEMBER:ident) => {
        concat!($of, $MEMBER!())
    };
}
pub(crate) use each;
