//! A name or value as its characters, each as it is written.

use super::body::Random;
use super::spelling::Spelling;

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

    /// The same text with one in `frequency` of its characters in this spelling, of those that it is for.
    pub(super) fn respelled(
        &self,
        spelling: Spelling,
        frequency: usize,
        random: &mut Random,
    ) -> Vec<u8> {
        let mut text = Vec::new();
        for &(c, raw) in &self.characters {
            let is_escaped = raw.starts_with(b"%");
            match spelling {
                _ if !random.one_in(frequency) => text.extend(raw),
                Spelling::Space if c == ' ' => {
                    text.extend(*random.pick(&[&b"+"[..], b"%20"]).unwrap_or(&raw));
                }
                Spelling::Bare if is_escaped && !matches!(c, '&' | '=' | '%' | '+' | ' ') => {
                    text.extend(c.encode_utf8(&mut [0; 4]).bytes());
                }
                Spelling::Escape if !is_escaped && c != ' ' => {
                    let escapes = raw.iter().map(|byte| format!("%{byte:02X}"));
                    text.extend(escapes.collect::<String>().bytes());
                }
                Spelling::HexCase if is_escaped => {
                    text.extend(raw.iter().map(|byte| flipped(*byte, random)));
                }
                _ => text.extend(raw),
            }
        }
        text
    }
}

/// The letter in the other case, one time in two.
fn flipped(byte: u8, random: &mut Random) -> u8 {
    if byte.is_ascii_alphabetic() && random.one_in(2) { byte ^ 0x20 } else { byte }
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
