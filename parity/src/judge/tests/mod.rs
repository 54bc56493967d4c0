//! Each element of each case, one wrong thing at a time: one element of the expected answer is missing, another one,
//! repeated, or has an element too many, and the judge must find this and nothing else.

mod elements;
mod faults;
mod results;
