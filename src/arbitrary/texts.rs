//! Texts that a member may have, and the limits of the model.

use arbitrary::{Result, Unstructured};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::ResourceType;

/// `tagListType`, `tagKeyListType`
pub(super) const MAX_LIST: usize = 50;

/// `maxItemsType`
pub(super) const MAX_ITEMS: std::ops::RangeInclusive<i32> = 1..=1000;

/// Letters with a case, and some whose other case is surprising: U+0130, U+017F, U+212A, sigmas.
const TAG_CHARACTERS: &str = "aAkKsSwWDept 019_.:/=+-@éÉßẞıİſ\u{212A}Σσςǅ東京あ٣Ⅻ²ªʰ\
    \u{A0}\u{1680}\u{2028}\u{2029}\u{3000}𝐀𠀀";

/// Characters that a tag may not have.
pub(super) const NOT_IN_TAGS: &str = "!\"#$%&'()*,;<>?[\\]^`{|}~\t\r\n\0\u{7F}\u{85}€😀\u{301}\u{200B}\u{FEFF}\
    \u{E000}\u{FFFD}\u{FFFE}";

pub(super) const TAG_KEY: Texts = Texts { min: 1, max: 128, sample: TAG_CHARACTERS, holds: is_tag };
pub(super) const TAG_VALUE: Texts =
    Texts { min: 0, max: 256, sample: TAG_CHARACTERS, holds: is_tag };

pub(super) const MARKER: Texts = Texts {
    min: 1,
    max: 320,
    sample: "aA0 +/=~\u{20}\u{7E}\u{7F}\u{80}\u{9F}\u{A0}éÿ",
    holds: |c| matches!(c, '\u{20}'..='\u{FF}'),
};

const NAME: Texts =
    Texts { min: 1, max: 128, sample: "aAkKzZ09_+=,.@-", holds: |c| c.is_ascii_alphanumeric() };

pub(super) const SERIAL: Texts =
    Texts { min: 9, max: 256, sample: "aAzZ09_+=/:,.@-", holds: |c| c.is_ascii_alphanumeric() };

/// Markup, line ends, and the borders of what XML 1.0 can carry.
const XML_TEXT: Texts = Texts {
    min: 0,
    max: 300,
    sample: "aZ0 <>&;'\"]-/\t\n\r\u{7F}\u{85}\u{A0}é東\u{2028}\u{D7FF}\u{E000}\u{FEFF}\u{FFFD}\u{10000}\
        \u{10FFFF}",
    holds: |c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..),
};

pub(super) const ANY_TEXT: Texts =
    Texts { min: 0, max: 300, sample: "aZ0 %+&=;.#é東\0\u{FFFF}\u{10FFFF}", holds: |_| true };

/// Texts of a length in code points, of certain characters.
pub(super) struct Texts {
    pub(super) min: usize,
    pub(super) max: usize,
    /// The characters that are likely.
    pub(super) sample: &'static str,
    /// Which others are possible.
    pub(super) holds: fn(char) -> bool,
}

impl Texts {
    /// A text of any length, mostly a short one; the greatest length is not rare.
    pub(super) fn draw(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let len = match u.int_in_range(0..=15)? {
            15 => self.max,
            _ => u.int_in_range(self.min..=self.max.min(self.min + 15))?,
        };
        self.of_len(u, len)
    }

    /// A long text repeats a short one, since the bytes of a fuzzer are few.
    pub(super) fn of_len(&self, u: &mut Unstructured<'_>, len: usize) -> Result<String> {
        let piece = (0..len.min(16)).map(|_| self.character(u)).collect::<Result<Vec<_>>>()?;
        Ok(piece.into_iter().cycle().take(len).collect())
    }

    fn character(&self, u: &mut Unstructured<'_>) -> Result<char> {
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

fn is_tag(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Separator};
    "_.:/=+-@".contains(c) || matches!(c.general_category_group(), Letter | Number | Separator)
}

fn pick(u: &mut Unstructured<'_>, sample: &str) -> Result<char> {
    let nth = u.choose_index(sample.chars().count())?;
    sample.chars().nth(nth).ok_or(arbitrary::Error::IncorrectFormat)
}

/// The same text, or if its prefix is reserved, one that is as long and begins otherwise.
pub(super) fn unreserved(text: String) -> String {
    match text.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("aws:") => text.replacen(':', "_", 1),
        _ => text,
    }
}

/// The length and the characters of what identifies a resource.
pub(super) fn identifiers(resource_type: ResourceType) -> Texts {
    match resource_type {
        ResourceType::User | ResourceType::InstanceProfile | ResourceType::ServerCertificate => {
            NAME
        }
        ResourceType::Role => Texts { max: 64, ..NAME },
        ResourceType::MfaDevice => SERIAL,
        ResourceType::Policy | ResourceType::OpenIdConnectProvider | ResourceType::SamlProvider => {
            Texts { min: 20, max: 2048, ..SERIAL }
        }
    }
}

/// How IAM calls a resource of this type in an ARN, if an ARN is what identifies it.
pub(super) fn arn_type(resource_type: ResourceType) -> Option<&'static str> {
    match resource_type {
        ResourceType::Policy => Some("policy"),
        ResourceType::OpenIdConnectProvider => Some("oidc-provider"),
        ResourceType::SamlProvider => Some("saml-provider"),
        _ => None,
    }
}

pub(super) fn arn(u: &mut Unstructured<'_>, arn_type: &str, max: usize) -> Result<String> {
    let partition = u.choose(&["aws", "aws-cn", "aws-us-gov"])?;
    let account = u.choose(&["123456789012", "000000000000", "aws"])?;
    let start = format!("arn:{partition}:iam::{account}:{arn_type}/");
    let name = Texts { min: 1, max: max - start.len(), ..SERIAL }.draw(u)?;
    Ok(start + &name)
}

/// A text of a response; some have the one end that XML gives a meaning.
pub(super) fn xml_text(u: &mut Unstructured<'_>) -> Result<String> {
    let end = if u.ratio(1, 8)? { "]]>" } else { "" };
    Ok(XML_TEXT.draw(u)? + end)
}

/// Puts a character of `intruders` in the place of one of the text's, which is not empty.
pub(super) fn replace_one(
    u: &mut Unstructured<'_>,
    text: &mut String,
    intruders: &str,
) -> Result<()> {
    let nth = u.choose_index(text.chars().count())?;
    let intruder = pick(u, intruders)?;
    *text = text.chars().enumerate().map(|(i, c)| if i == nth { intruder } else { c }).collect();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_reserved_prefix_away() {
        for (text, unreserved_text) in [
            ("aws:", "aws_"),
            ("AwS:a:b", "AwS_a:b"),
            ("aws", "aws"),
            ("xaws:", "xaws:"),
            ("é:::", "é:::"),
        ] {
            assert_eq!(unreserved(text.to_owned()), unreserved_text);
        }
    }
}
