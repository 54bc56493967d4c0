//! Inputs by length.

pub type Make = fn(usize) -> Vec<u8>;
