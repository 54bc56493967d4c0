//! The 24 tag operations: three verbs over eight types of resources.
//!
//! `rows` is the list of the types, `table` makes their enums. `view` shows all 24 operations as three. `fast` and `page` read and
//! write their usual bytes in less time than the walks of the engine, and fall back on these:
//!
//! | fast path | what it saves today (`benches/`) |
//! |---|---|
//! | `fast::read`, `fast::put`: pairs as SDKs send them | four fifths of the time for 50 plain tags |
//! | `page`: the Result element of a list of tags | two thirds of the time for 50 plain tags |

pub(crate) mod fast;
pub(crate) mod resource;
pub(crate) mod rows;
pub(crate) mod table;
pub(crate) mod view;
