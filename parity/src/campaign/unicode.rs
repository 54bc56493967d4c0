//! Letters that every server knows. A server with older Unicode tables refuses newer letters, and one with
//! newer tables accepts them: the difference says nothing about how it does IAM.

use std::ops::RangeInclusive;

use percent_encoding::percent_decode;

use iam_codec::Params;

/// Ranges in which all characters are assigned since Unicode 14 at the latest, or will never be letters.
const OLD: &[RangeInclusive<char>] = &[
    '\0'..='\u{377}',
    '\u{3A3}'..='\u{52F}',
    '\u{5D0}'..='\u{5EA}',
    '\u{620}'..='\u{669}',
    '\u{1680}'..='\u{1680}',
    '\u{1E00}'..='\u{1EFF}',
    '\u{2000}'..='\u{2064}',
    '\u{20A0}'..='\u{20BF}',
    '\u{2100}'..='\u{218B}',
    '\u{3000}'..='\u{303F}',
    '\u{3041}'..='\u{3096}',
    '\u{30A0}'..='\u{30FF}',
    '\u{4E00}'..='\u{9FA5}',
    '\u{AC00}'..='\u{D7A3}',
    // The last before the surrogates, and private use.
    '\u{D7FF}'..='\u{F8FF}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFF9}'..='\u{FFFF}',
    '\u{10000}'..='\u{1000B}',
    '\u{10400}'..='\u{1044F}',
    '\u{1D400}'..='\u{1D454}',
    '\u{1F600}'..='\u{1F64F}',
    '\u{20000}'..='\u{2A6D6}',
    '\u{F0000}'..='\u{10FFFF}',
];

fn is_old(c: char) -> bool {
    OLD.iter().any(|range| range.contains(&c))
}

/// Whether all that a server can read in a body is old.
pub(super) fn has_old_letters(body: &[u8]) -> bool {
    percent_decode(body).decode_utf8_lossy().chars().all(is_old)
}

/// The body with an old letter in the place of each other one; `None` if it cannot be read.
pub(super) fn with_old_letters(body: &[u8]) -> Option<Vec<u8>> {
    let older =
        |text: &str| text.chars().map(|c| if is_old(c) { c } else { 'é' }).collect::<String>();
    let mut changed = Params::default();
    for param in &Params::parse(body).ok()? {
        changed.push(older(param.name()), older(param.value()));
    }
    Some(changed.encode().into_bytes())
}

#[cfg(test)]
mod tests;
