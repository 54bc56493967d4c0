//! Where texts with escapes are decoded into.

/// Memory for texts, which live as long as it.
pub(crate) trait Memory<'a> {
    /// Takes a piece; `None` if the text is to have an allocation of its own.
    fn take(&mut self, len: usize) -> Option<&'a mut [u8]>;
}

/// An allocation for each text.
pub(crate) struct Allocations;

impl<'a> Memory<'a> for Allocations {
    #[inline]
    fn take(&mut self, _len: usize) -> Option<&'a mut [u8]> {
        None
    }
}

/// The part of a lent buffer that is not used yet.
pub(crate) struct Lent<'a>(&'a mut [u8]);

impl<'a> Lent<'a> {
    /// Lends a buffer for the texts of an input, which are never longer than it.
    pub(crate) fn new(buffer: &'a mut Vec<u8>, input_len: usize) -> Self {
        if buffer.len() < input_len {
            buffer.resize(input_len, 0);
        }
        Lent(buffer)
    }
}

impl<'a> Memory<'a> for Lent<'a> {
    #[inline]
    fn take(&mut self, len: usize) -> Option<&'a mut [u8]> {
        let (piece, rest) = std::mem::take(&mut self.0).split_at_mut_checked(len)?;
        self.0 = rest;
        Some(piece)
    }
}
