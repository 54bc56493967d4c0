//! A name or value as its characters, each as it is written.

/// The characters of a text, and the bytes that stand for each.
pub(super) struct Text<'t> {
    characters: Vec<(char, &'t [u8])>,
}

impl<'t> Text<'t> {
    /// `None` if the text cannot be decoded.
    pub(super) fn split(mut text: &'t [u8]) -> Option<Self> {
        let mut characters = Vec::new();
        while let Some(&first) = text.first() {
            let (c, len) = match first {
                b'+' => (' ', 1),
                b'%' => escaped(text)?,
                _ => {
                    let c = bare(text)?;
                    (c, c.len_utf8())
                }
            };
            let (raw, rest) = text.split_at(len);
            characters.push((c, raw));
            text = rest;
        }
        Some(Text { characters })
    }

    pub(super) fn decoded(&self) -> String {
        self.characters.iter().map(|(c, _)| c).collect()
    }

    /// The same text with some of its characters written as `spell` says.
    pub(super) fn respelled(
        &self,
        mut spell: impl FnMut(char, &[u8]) -> Option<Vec<u8>>,
    ) -> Vec<u8> {
        let mut text = Vec::new();
        for &(c, raw) in &self.characters {
            match spell(c, raw) {
                Some(spelled) => text.extend(spelled),
                None => text.extend(raw),
            }
        }
        text
    }
}

/// The first character of what is UTF-8 as far as this character.
fn bare(text: &[u8]) -> Option<char> {
    (1..=4).find_map(|len| std::str::from_utf8(text.get(..len)?).ok()?.chars().next())
}

/// The character that the first escapes stand for, and their length.
fn escaped(text: &[u8]) -> Option<(char, usize)> {
    let bytes: Vec<u8> = text.chunks(3).take(4).map_while(super::texts::escape_of).collect();
    let c = bare(&bytes)?;
    Some((c, 3 * c.len_utf8()))
}
