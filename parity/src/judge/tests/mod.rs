//! Each element of each case, one wrong thing at a time: one element of the expected answer is missing, another one,
//! repeated, or has an element too many, and the judge must find this and nothing else. And each rule for all answers
//! on both sides of its border.

mod elements;
mod faults;
mod identity;
mod layout;
mod levels;
mod messages;
mod results;
mod rules;
mod statuses;
