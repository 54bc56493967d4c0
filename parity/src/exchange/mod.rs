//! Calls, answers, and who carries them. Knows nothing of cases.

pub(crate) mod call;
pub(crate) mod http;
pub(crate) mod paced;
pub(crate) mod parsed;
pub(crate) mod service;
pub(crate) mod url;
pub(crate) mod xml;
