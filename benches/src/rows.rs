//! The rows of the table, by subject. Each says whether it met its goals.

pub mod policies;
pub mod requests;
pub mod responses;
pub mod roles;
pub mod users;
