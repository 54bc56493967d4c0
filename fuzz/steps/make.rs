//! Inputs by length, and what is done with them.

pub type Make = fn(usize) -> Vec<u8>;

pub type Decode = fn(&[u8]);
