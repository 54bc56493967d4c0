//! The codec's own bounds, each at n - 1, n and n + 1, with the exact value or message.
//!
//! Elsewhere: how deep policies nest (`policy_documents.rs`), how long runs of plain bytes are (`src/wire/form/run.rs`), members
//! of JSON objects (`serde.rs`), days and years (`src/types/calendar.rs`), numbers of requests (`testdata/rejected`), the
//! limits of the model (`src/message/model`). Some bounds cost time or memory, and no value shows them: the room that lists
//! and documents get (`USUAL`, `MOST_RESERVED`, `MEMBERS_LEN`, `ENVELOPE_LEN`: `allocations.rs`), the places of a table of names
//! (`PLACES`: the compiler), the depth of plain documents, which no answer reaches (`MAX_DEPTH` of `plain.rs`), the length from
//! which bytes are compared 16 at once (`SHORT` of `writer.rs`).

mod documents;
mod requests;
