//! The rows of the table, by subject. Each says whether it met its goals.

pub mod account;
pub mod documents;
pub mod exchanges;
pub mod json;
pub mod lists;
pub mod own;
pub mod policies;
pub mod requests;
pub mod responses;
pub mod roles;
pub mod users;
