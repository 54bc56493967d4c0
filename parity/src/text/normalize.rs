//! Names and ids that differ from run to run are blurred, so that two runs can be compared.

/// Replaces the names of a run and everything that looks like an id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Normalizer {
    /// What the names of the run begin with.
    pub(crate) prefix: String,
}

impl Normalizer {
    /// The text with `<id>` for names of the run, UUIDs and AWS's unique ids, and `<date>` for times.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut blurred = String::with_capacity(text.len());
        let mut rest = text;
        let mut at_word = true;
        while let Some(c) = rest.chars().next() {
            let found = self.name(rest).or_else(|| if at_word { token(rest) } else { None });
            let (length, shown) = found.unwrap_or((c.len_utf8(), ""));
            if shown.is_empty() {
                blurred.push(c);
            } else {
                blurred.push_str(shown);
            }
            at_word = found.is_none() && !c.is_ascii_alphanumeric();
            rest = &rest[length..];
        }
        blurred
    }

    /// The length of a name of the run, and the word that is shown instead. A name may follow a letter, as in
    /// `%2Fparity-1-17`.
    fn name(&self, text: &str) -> Option<(usize, &'static str)> {
        let rest = text.strip_prefix(&*self.prefix).filter(|_| !self.prefix.is_empty())?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        Some((self.prefix.len() + digits, "<id>"))
    }
}

/// The length of a UUID, which is longer than AWS's unique ids.
const LONGEST_ID: usize = 36;

/// The length of a time or id that begins here, and the word that is shown instead.
fn token(text: &str) -> Option<(usize, &'static str)> {
    let length = timestamp_length(text);
    if length > 0 {
        return Some((length, "<date>"));
    }
    let length = id_length(text);
    (length > 0).then_some((length, "<id>"))
}

/// The length of a UUID or unique id at the beginning of a text, or 0.
pub(crate) fn id_length(text: &str) -> usize {
    let word = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-');
    // A longer word is not an id, so its end need not be found.
    let word = &text[..word.take(LONGEST_ID + 1).count()];
    if is_uuid(word) || is_unique_id(word) { word.len() } else { 0 }
}

/// Whether a text is a UUID in lower-case letters.
pub(crate) fn is_uuid(word: &str) -> bool {
    let parts: Vec<_> = word.split('-').map(str::len).collect();
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b) || b == b'-';
    parts == [8, 4, 4, 4, 12] && word.bytes().all(is_hex)
}

/// Whether a text is of the form of AWS's ids: `AIDACKCEVSQ6C2EXAMPLE`.
pub(crate) fn has_form_of_id(word: &str) -> bool {
    let is_ours = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    (16..=32).contains(&word.len()) && word.bytes().all(is_ours)
}

/// The same of words in a text: one without digits is a word in capitals.
fn is_unique_id(word: &str) -> bool {
    has_form_of_id(word)
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().take(2).all(|b| b.is_ascii_uppercase())
}

/// Whether a text is a time as IAM writes it: in whole seconds, or with a fraction, as creates once had it.
pub(crate) fn is_timestamp(text: &str) -> bool {
    !text.is_empty() && timestamp_length(text) == text.len()
}

/// Whether a text is a time in any zone: `2011-12-19T23:16:46+02:00`.
pub(crate) fn is_time(text: &str) -> bool {
    let zone = &text[timestamp_length(text)..];
    let is_zone = zone.len() <= 6 && zone.starts_with(['+', '-']) && !zone.contains(' ');
    zone.len() < text.len() && (zone.is_empty() || is_zone)
}

/// The length of `2011-12-19T23:16:46.123Z` at the beginning of a text, or 0.
pub(crate) fn timestamp_length(text: &str) -> usize {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let bytes = text.as_bytes();
    let fits = |(shape, byte): (&u8, &u8)| match shape {
        b'd' => byte.is_ascii_digit(),
        _ => shape == byte,
    };
    if bytes.len() < SHAPE.len() || !SHAPE.iter().zip(bytes).all(fits) {
        return 0;
    }
    let rest = &bytes[SHAPE.len()..];
    let fraction = match rest {
        [b'.', digits @ ..] => match digits.iter().take_while(|b| b.is_ascii_digit()).count() {
            0 => 0,
            count => ".".len() + count,
        },
        _ => 0,
    };
    let zone = match &rest[fraction..] {
        [b'Z', ..] => 1,
        [b'+', b'0', b'0', b':', b'0', b'0', ..] => 6,
        _ => 0,
    };
    SHAPE.len() + fraction + zone
}

#[cfg(test)]
mod tests;
