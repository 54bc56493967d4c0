//! Texts and values of case files, and how texts are filled in and shown. Knows nothing of HTTP or cases.

pub(crate) mod normalize;
pub(crate) mod scope;
pub(crate) mod value;
pub(crate) mod visible;
pub(crate) mod words;
