//! A case → the calls of a run, with the parts that only the endpoint's answers give left open.

pub(crate) mod export;
