//! Texts, and the characters that they are made of.

use arbitrary::{Result, Unstructured};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::schema::class::{self, Class};

/// A set of characters.
pub(super) struct Characters {
    /// The characters that are likely.
    pub(super) sample: &'static str,
    /// Whether a character that is not in the sample is possible too.
    pub(super) holds: fn(char) -> bool,
    /// Some characters that are not in the set.
    pub(super) others: &'static str,
}

/// Makes sets of characters: likely ones, a test for others, and some that are not in the set.
macro_rules! characters {
    ($($(#[$doc:meta])* $NAME:ident = $sample:expr, $holds:expr, not $others:expr;)*) => {
        $($(#[$doc])* pub(super) static $NAME: Characters =
            Characters { sample: $sample, holds: $holds, others: $others };)*
    };
}

characters! {
    /// Letters with a case, some whose other case is surprising (U+0130, U+017F, U+212A, sigmas), and
    /// spaces of all lengths.
    TAG = "aAkKsSwWDept 019_.:/=+-@éÉßẞıİſ\u{212A}Σσςǅ東京あ٣Ⅻ²ªʰ\u{A0}\u{1680}\u{2028}\u{2029}\u{3000}𝐀𠀀",
        is_tag,
        not "!\"#$%&'()*,;<>?[\\]^`{|}~\t\r\n\0\u{7F}\u{85}€😀\u{301}\u{200B}\u{FEFF}\u{E000}\u{FFFD}\u{FFFE}";
    /// `[\w+=,.@-]`
    NAME = "aAkKzZ09_+=,.@-", |c| c.is_ascii_alphanumeric(), not "/ é*:\n\u{212A}";
    /// `[\w+=/:,.@-]`
    SERIAL = "aAzZ09_+=/:,.@-", |c| c.is_ascii_alphanumeric(), not " !*é\u{212A}\n\u{10FFFF}";
    /// `[\w]`
    WORD = "aAzZ09_", |c| c.is_ascii_alphanumeric(), not "-.é \n\0ª";
    /// `[\w-]`
    WORD_DASH = "aAzZ09_-", |c| c.is_ascii_alphanumeric(), not ".+é \n";
    /// `[\w._-]`
    WORD_DOT_DASH = "aAzZ09_.-", |c| c.is_ascii_alphanumeric(), not ",+é \n/";
    /// `[a-zA-Z0-9:_.-]`
    CHANNEL = "aAzZ09:_.-", |c| c.is_ascii_alphanumeric(), not "/+é \n";
    /// `[A-Z0-9]`
    UPPER_OR_DIGIT = "AZ09", |c| matches!(c, 'A'..='Z' | '0'..='9'), not "a_é \n-";
    /// `[\d]`
    DIGIT = "0123456789", |_| false, not "a٣²- \n/:";
    /// `[ -~]`
    PRINTABLE = "aA0 ~!&=%+", |c| matches!(c, ' '..='~'), not "\t\n\r\0\u{1F}\u{7F}é";
    /// `[\u0020-\u00FF]`
    LATIN = "aA0 +/=~\u{7E}\u{7F}\u{80}\u{9F}\u{A0}éÿ", |c| matches!(c, ' '..='\u{FF}'),
        not "\t\r\n\0\u{1F}\u{100}東😀";
    /// `[\u0009\u000A\u000D\u0020-\u00FF]`
    LATIN_LINES = "aA0 {}\":[],\t\n\r~\u{7F}\u{80}\u{A0}éÿ", |c| matches!(c, ' '..='\u{FF}'),
        not "\0\u{8}\u{B}\u{C}\u{E}\u{1F}\u{100}東😀";
    /// `[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]`
    PRINTABLE_LATIN_LINES = "aA0 \t\n\r~\u{A1}éÿ", |c| matches!(c, ' '..='~' | '\u{A1}'..='\u{FF}'),
        not "\0\u{B}\u{1F}\u{7F}\u{80}\u{9F}\u{A0}\u{100}東😀";
    /// `[\u0021-\u007E]`
    GRAPHIC = "aA0~!/&=%+.", |c| matches!(c, '!'..='~'), not " \t\u{80}é東";
    /// Markup, line ends, and the borders of what XML 1.0 can carry.
    XML = "aZ0 <>&;'\"]-/\t\n\r\u{7F}\u{85}\u{A0}é東\u{2028}\u{D7FF}\u{E000}\u{FEFF}\u{FFFD}\u{10000}\u{10FFFF}",
        |c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..),
        not "\0\u{1}\u{B}\u{1F}\u{FFFE}\u{FFFF}";
    /// What XML 1.0 can carry, those that have a meaning in a body above all.
    WRITABLE = "aZ0 %+&=;.#é東\t\u{7F}\u{FFFD}\u{10FFFF}", XML.holds,
        not "\0\u{1}\u{B}\u{1F}\u{FFFE}\u{FFFF}";
    /// Any, those that have a meaning in a body above all.
    ANY = "aZ0 %+&=;.#é東\0\u{FFFF}\u{10FFFF}", |_| true, not "";
}

/// The sets of the tables, each with its characters.
static CLASSES: [(&Class, &Characters); 13] = [
    (&class::TAG, &TAG),
    (&class::NAME, &NAME),
    (&class::SERIAL, &SERIAL),
    (&class::WORD, &WORD),
    (&class::WORD_DASH, &WORD_DASH),
    (&class::WORD_DOT_DASH, &WORD_DOT_DASH),
    (&class::CHANNEL, &CHANNEL),
    (&class::UPPER_OR_DIGIT, &UPPER_OR_DIGIT),
    (&class::DIGIT, &DIGIT),
    (&class::PRINTABLE_ASCII, &PRINTABLE),
    (&class::LATIN, &LATIN),
    (&class::LATIN_LINES, &LATIN_LINES),
    (&class::PRINTABLE_LATIN_LINES, &PRINTABLE_LATIN_LINES),
];

impl Characters {
    /// The characters of a set of the tables.
    pub(super) fn of(class: &Class) -> &'static Characters {
        let found = CLASSES.iter().find(|(of, _)| std::ptr::eq(*of, class));
        // Digits are in each set that may be added.
        found.map_or(&DIGIT, |(_, characters)| characters)
    }

    /// A text of this length in code points. A long one repeats a short one, since a fuzzer gives few
    /// bytes.
    pub(super) fn of_len(&self, u: &mut Unstructured<'_>, len: usize) -> Result<String> {
        let piece = (0..len.min(16)).map(|_| self.one(u)).collect::<Result<Vec<_>>>()?;
        Ok(piece.into_iter().cycle().take(len).collect())
    }

    /// A text of any length between these, mostly a short one; the greatest length is not rare.
    pub(super) fn draw(&self, u: &mut Unstructured<'_>, min: usize, max: usize) -> Result<String> {
        let len = len(u, min, max)?;
        self.of_len(u, len)
    }

    /// A character that is not in the set.
    pub(super) fn other(&self, u: &mut Unstructured<'_>) -> Result<char> {
        pick(u, self.others)
    }

    fn one(&self, u: &mut Unstructured<'_>) -> Result<char> {
        if u.ratio(1, 8)? {
            let any =
                if u.arbitrary()? { u.int_in_range(0..=0x7F_u8)?.into() } else { u.arbitrary()? };
            if (self.holds)(any) {
                return Ok(any);
            }
        }
        pick(u, self.sample)
    }
}

/// Texts longer than this take too long to be drawn at every turn.
const LONG: usize = 4096;

/// A length between these, mostly a short one.
pub(super) fn len(u: &mut Unstructured<'_>, min: usize, max: usize) -> Result<usize> {
    match u.int_in_range(0..=15)? {
        15 if max <= LONG => Ok(max),
        _ => u.int_in_range(min..=max.min(min + 15)),
    }
}

/// Letters, separators and numbers that were there in Unicode 14, so that tables of different age agree.
fn is_tag(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Separator};
    let is_old = matches!(c,
        '\0'..='\u{24F}' | '\u{3B1}'..='\u{3C9}' | '\u{400}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}'
        | '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FA5}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{1D400}'..='\u{1D454}' | '\u{20000}'..='\u{2A6D6}');
    "_.:/=+-@".contains(c)
        || is_old && matches!(c.general_category_group(), Letter | Number | Separator)
}

/// One of the characters of a text.
pub(super) fn pick(u: &mut Unstructured<'_>, sample: &str) -> Result<char> {
    let nth = u.choose_index(sample.chars().count())?;
    sample.chars().nth(nth).ok_or(arbitrary::Error::IncorrectFormat)
}

/// A text that XML can carry. Some end in `]]>`, which XML allows in no text as it is.
pub(super) fn xml_text(u: &mut Unstructured<'_>) -> Result<String> {
    let end = if u.ratio(1, 8)? { "]]>" } else { "" };
    Ok(XML.draw(u, 0, 300)? + end)
}

/// The text, which is not empty, with the intruder in the place of one of its characters.
pub(super) fn replace_one(u: &mut Unstructured<'_>, text: &str, intruder: char) -> Result<String> {
    let nth = u.choose_index(text.chars().count())?;
    Ok(text.chars().enumerate().map(|(i, c)| if i == nth { intruder } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characters_of_a_set_are_those_that_the_tables_mean() {
        for (class, characters) in CLASSES {
            assert!(class.holds_all_of(characters.sample), "{}", characters.sample);
            let holds = |c: char| class.holds_all_of(c.encode_utf8(&mut [0; 4]));
            assert_eq!(characters.others.chars().filter(|c| holds(*c)).count(), 0);
            assert!(('\0'..=char::MAX).all(|c| holds(c) || !(characters.holds)(c)));
        }
    }
}
