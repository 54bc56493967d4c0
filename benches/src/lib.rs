//! The codec's work beside that of its peers: what is worked on, who else does it, and how it is timed.

pub mod measure;
pub mod peers;
pub mod rows;
pub mod table;
pub mod workloads;
