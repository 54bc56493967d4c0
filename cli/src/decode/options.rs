//! What the options ask for, and what is asked of every body.

/// What the options ask for.
#[derive(Clone, Copy)]
pub(super) struct Options {
    pub(super) unchecked: bool,
    pub(super) tolerant: bool,
    /// Refusals as JSON too.
    pub(super) json: bool,
}

/// Whether bytes are compressed, whatever a head says.
pub(super) fn compression(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x1F, 0x8B, ..] => Some("gzip"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some("zstd"),
        _ => None,
    }
}
