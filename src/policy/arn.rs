//! `arn:partition:vendor:region:account:resource`.

/// The fields of a text that may be an ARN. The last one has all that is left; those that lack are empty.
pub(super) struct Arn<'t> {
    pub(super) fields: [&'t str; 6],
    /// How many there are.
    pub(super) count: usize,
}

impl<'t> Arn<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut fields = [""; 6];
        let (mut count, mut start) = (0, 0);
        // The fields are too short for a search that is fast on long texts.
        while let Some(length) = text.as_bytes()[start..].iter().position(|byte| *byte == b':') {
            fields[count] = &text[start..start + length];
            (start, count) = (start + length + 1, count + 1);
            if count == 5 {
                break;
            }
        }
        fields[count] = &text[start..];
        Arn { fields, count: count + 1 }
    }

    /// The fields that are there.
    pub(super) fn given(&self) -> &[&'t str] {
        &self.fields[..self.count]
    }

    /// The last field of a whole ARN.
    pub(super) fn resource(&self) -> Option<&'t str> {
        (self.count == 6 && self.fields[0] == "arn").then_some(self.fields[5])
    }
}

/// Whether `text` is the number of an account.
pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
