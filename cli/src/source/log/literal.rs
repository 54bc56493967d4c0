//! Texts in quotes, as Python, Ruby, Go and Rust print them.

/// A text in quotes at the beginning, with or without a letter before it (`b'…'`, `u'…'`): its bytes, and
/// the length of all. In a text that is not bytes, `\xE9` is a character.
pub(super) fn read(text: &str) -> Option<(Vec<u8>, usize)> {
    let is_bytes = text.starts_with('b');
    let prefix = usize::from(text.starts_with(['b', 'u']));
    let quote = text[prefix..].chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let mut content = Vec::new();
    let mut rest = &text[prefix + 1..];
    loop {
        let plain = rest.find(['\\', quote])?;
        content.extend(&rest.as_bytes()[..plain]);
        rest = &rest[plain..];
        if let Some(behind) = rest.strip_prefix(quote) {
            return Some((content, text.len() - behind.len()));
        }
        rest = escape(&rest[1..], is_bytes, &mut content)?;
    }
}

/// Reads an escape behind its backslash, and gives the rest.
fn escape<'t>(text: &'t str, is_bytes: bool, content: &mut Vec<u8>) -> Option<&'t str> {
    let mut chars = text.chars();
    let letter = chars.next()?;
    let rest = chars.as_str();
    let simple = match letter {
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        '0' => 0,
        'a' => 7,
        'b' => 8,
        'v' => 11,
        'f' => 12,
        'e' => 27,
        'x' | 'u' | 'U' => return number(letter, rest, is_bytes, content),
        _ => {
            let mut utf8 = [0; 4];
            content.extend(letter.encode_utf8(&mut utf8).bytes());
            return Some(rest);
        }
    };
    content.push(simple);
    Some(rest)
}

fn number<'t>(
    letter: char,
    text: &'t str,
    is_bytes: bool,
    content: &mut Vec<u8>,
) -> Option<&'t str> {
    let (digits, rest) = match text.strip_prefix('{') {
        Some(braced) => braced.split_once('}')?,
        None => text.split_at_checked(match letter {
            'x' => 2,
            'u' => 4,
            _ => 8,
        })?,
    };
    let number = u32::from_str_radix(digits, 16).ok()?;
    match u8::try_from(number) {
        Ok(byte) if letter == 'x' && is_bytes => content.push(byte),
        _ => content.extend(char::from_u32(number)?.encode_utf8(&mut [0; 4]).bytes()),
    }
    Some(rest)
}

/// A value of Python, as far as it is needed.
pub(super) enum Value {
    Text(Vec<u8>),
    Dictionary(Members),
}

/// The members of a dictionary, in its order.
#[derive(Default)]
pub(super) struct Members(Vec<(String, Value)>);

impl Members {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The text of this name, empty if there is none.
    pub(super) fn text(&self, name: &str) -> &[u8] {
        self.get(name).map_or(b"", Value::text)
    }

    pub(super) fn members(&self, name: &str) -> Option<&Members> {
        match self.get(name)? {
            Value::Dictionary(members) => Some(members),
            Value::Text(_) => None,
        }
    }
}

impl Value {
    pub(super) fn text(&self) -> &[u8] {
        match self {
            Value::Text(text) => text,
            Value::Dictionary(_) => b"",
        }
    }
}

/// Dictionaries are not deeper than this.
const DEEPEST: usize = 16;

/// A dictionary of Python at the beginning, up to the first value other than a text, a number or a dictionary.
pub(super) fn dictionary(text: &str) -> Members {
    let mut members = Members::default();
    fill(text, DEEPEST, &mut members);
    members
}

/// Reads the members, and gives the rest behind the dictionary if it was read to its end.
fn fill<'t>(text: &'t str, depth: usize, into: &mut Members) -> Option<&'t str> {
    let mut rest = text.strip_prefix('{')?.trim_start();
    loop {
        if let Some(behind) = rest.strip_prefix('}') {
            return Some(behind);
        }
        let (key, len) = read(rest)?;
        let key = String::from_utf8_lossy(&key).into_owned();
        rest = value(key, rest[len..].trim_start().strip_prefix(':')?.trim_start(), depth, into)?;
        rest = rest.trim_start().trim_start_matches(',').trim_start();
    }
}

/// Reads one value into the members, and gives the rest.
fn value<'t>(key: String, text: &'t str, depth: usize, into: &mut Members) -> Option<&'t str> {
    if text.starts_with('{') {
        let mut inner = Members::default();
        let behind = if depth > 0 { fill(text, depth - 1, &mut inner) } else { None };
        into.0.push((key, Value::Dictionary(inner)));
        return behind;
    }
    if let Some((content, len)) = read(text) {
        into.0.push((key, Value::Text(content)));
        return Some(&text[len..]);
    }
    let end = text.find([',', '}'])?;
    let is_word = text[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    into.0.push((key, Value::Text(is_word.then(|| text[..end].into())?)));
    Some(&text[end..])
}

#[cfg(test)]
mod tests {
    use super::{dictionary, read};

    /// Escapes that mean the same in all texts.
    const SIMPLE: [(&str, u8); 14] = [
        ("n", 10),
        ("r", 13),
        ("t", 9),
        ("0", 0),
        ("a", 7),
        ("b", 8),
        ("v", 11),
        ("f", 12),
        ("e", 27),
        ("\\", b'\\'),
        ("'", b'\''),
        ("\"", b'"'),
        ("/", b'/'),
        ("x41", b'A'),
    ];

    #[test]
    fn each_escape_is_its_byte() {
        for (escape, byte) in SIMPLE {
            for (before, behind) in
                [("'", "'"), ("\"", "\""), ("b'", "'"), ("b\"", "\""), ("u'", "'")]
            {
                let text = format!("{before}é\\{escape}1{behind}");
                let expected = ["é".as_bytes(), &[byte, b'1']].concat();
                let read = read(&format!("{text} more{behind}"));
                assert_eq!(read, Some((expected, text.len())), "{text}");
            }
        }
    }

    #[test]
    fn a_number_is_a_byte_in_bytes_and_a_character_elsewhere() {
        for (text, bytes) in [
            (r"b'\xe9'", &b"\xE9"[..]),
            (r"'\xe9'", "é".as_bytes()),
            (r"u'\xE9'", "é".as_bytes()),
            (r"'\u6771'", "東".as_bytes()),
            (r"'\U0001F600'", "😀".as_bytes()),
            (r"'\u{1f600}'", "😀".as_bytes()),
            (r"'\x{e9}'", "é".as_bytes()),
            (r"b'\x{e9}'", b"\xE9"),
            (r"'\é'", "é".as_bytes()),
            ("''", b""),
        ] {
            assert_eq!(read(text), Some((bytes.to_vec(), text.len())), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_whole_text_is_none() {
        for text in [
            "",
            "b",
            "a",
            "n'a'",
            "'",
            "'a",
            "'a\"",
            r"'a\'",
            r"'\",
            r"'\x4'",
            r"'\xzz'",
            r"'\u12'",
            r"'\u{12'",
            r"'\ud800'",
            r"'\U00110000'",
            r"'\x{100000000}'",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    /// Deeper ones are left out, and what is behind them.
    #[test]
    fn dictionaries_are_read_16_deep() {
        for (depth, is_read) in [(0, true), (15, true), (16, true), (17, false), (100, false)] {
            let text =
                format!("{}{{'z': 'x'}}{}", "{'a': ".repeat(depth), ", 'b': 'c'}".repeat(depth));
            let members = dictionary(&text);
            let mut inner = Some(&members);
            for _ in 0..depth {
                inner = inner.and_then(|members| members.members("a"));
            }
            let text = inner.map_or(&b""[..], |members| members.text("z"));
            assert_eq!(text == b"x", is_read, "{depth}");
            assert_eq!(members.text("b") == b"c", is_read && depth > 0, "{depth}");
        }
    }
}
