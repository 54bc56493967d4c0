//! Who else does the codec's work. All make the codec's own types, so that results can be compared.

pub mod account;
pub mod documents;
pub mod exchanges;
pub mod lists;
pub mod predicted;
pub mod requests;
pub mod responses;
pub mod roles;
pub mod users;
