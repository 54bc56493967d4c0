//! Texts without what is of one case: names, numbers, types of resources, quoted parts.

use crate::text::visible;

/// Words that name a type of resource, in the ways of operations, elements and messages.
const TYPES: [&str; 20] = [
    "ServerCertificate",
    "InstanceProfile",
    "OpenIDConnectProvider",
    "SAMLProvider",
    "VirtualMFADevice",
    "MFADevice",
    "server certificate",
    "instance profile",
    "Instance Profile",
    "OIDC provider",
    "SAML provider",
    "User",
    "Role",
    "Group",
    "Policy",
    "user",
    "role",
    "group",
    "policy",
    "MFA device",
];

pub(super) fn family(text: &str) -> String {
    TYPES.iter().fold(text.to_owned(), |text, word| text.replace(word, "*"))
}

/// A text with names, numbers and quoted parts blanked.
pub(super) fn blank(text: &str, operation: &str) -> String {
    let text = match operation.is_empty() {
        true => text.to_owned(),
        false => text.replace(operation, "<operation>"),
    };
    let mut blanked = String::new();
    let mut rest = family(&text);
    // Quoted texts are values or places of the case.
    while let Some((before, quoted, after)) = quoted(&rest) {
        blanked += &numbers(before);
        blanked.push(quoted);
        blanked.push('…');
        blanked.push(quoted);
        rest = after.to_owned();
    }
    visible::line(&visible::cut(&(blanked + &numbers(&rest)), 160))
}

/// The text before the first quoted part, the quote, and the text behind the part.
fn quoted(text: &str) -> Option<(&str, char, &str)> {
    let start = text.find(['\'', '"'])?;
    let quote = text[start..].chars().next()?;
    let end = text[start + 1..].find(quote)? + start + 1;
    Some((&text[..start], quote, &text[end + 1..]))
}

/// Each number becomes `N`, but for the status that an answer begins with.
pub(super) fn numbers(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (status, rest) = text.split_at(if digits == 3 { 3 } else { 0 });
    let mut blanked = status.to_owned();
    let mut in_number = false;
    for c in rest.chars() {
        if !c.is_ascii_digit() {
            blanked.push(c);
        } else if !in_number {
            blanked.push('N');
        }
        in_number = c.is_ascii_digit();
    }
    blanked
}

#[cfg(test)]
mod tests;
