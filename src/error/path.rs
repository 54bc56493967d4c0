//! Dotted names: `Tags.member.3.Key` in a body, `tags.3.member.key` in AWS's messages.

use crate::error::place::MalformedInput;

/// Where a member stands in a request, as a list on the stack: nothing is allocated unless the name is
/// to be printed.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy)]
enum Segment<'p> {
    Member(&'p str),
    /// A member of a list.
    Index(u32),
    /// An entry of a map.
    Entry(u32),
    /// The value of an entry, and its key.
    Value(u32, &'p str),
}

impl<'p> Path<'p> {
    pub(crate) fn new(name: &'p str) -> Self {
        Path { parent: None, segment: Segment::Member(name) }
    }

    fn child(&'p self, segment: Segment<'p>) -> Self {
        Path { parent: Some(self), segment }
    }

    pub(crate) fn member(&'p self, name: &'p str) -> Self {
        self.child(Segment::Member(name))
    }

    pub(crate) fn index(&'p self, index: u32) -> Self {
        self.child(Segment::Index(index))
    }

    pub(crate) fn entry(&'p self, index: u32) -> Self {
        self.child(Segment::Entry(index))
    }

    /// The value of the entry that has this key.
    pub(crate) fn value(&'p self, index: u32, key: &'p str) -> Self {
        self.child(Segment::Value(index, key))
    }

    /// The name, if it is that of an outermost member.
    pub(crate) fn as_name(&self) -> Option<&'p str> {
        match (self.parent, self.segment) {
            (None, Segment::Member(name)) => Some(name),
            _ => None,
        }
    }

    /// `tags.1.member.key`: member names begin with a small letter (recorded: `clientIDList`). The
    /// value of a map's entry stands behind its key, as DynamoDB words it.
    pub(crate) fn in_messages(&self) -> String {
        let mut path = self.parent.map_or_else(String::new, |parent| parent.in_messages());
        match self.segment {
            Segment::Member(name) => {
                if self.parent.is_some() {
                    path.push('.');
                }
                let mut chars = name.chars();
                path.extend(chars.next().map(|first| first.to_ascii_lowercase()));
                path.push_str(chars.as_str());
            }
            Segment::Index(index) | Segment::Entry(index) => {
                path.push('.');
                put_digits(index, &mut path);
                if let Segment::Index(_) = self.segment {
                    path.push_str(".member");
                }
            }
            Segment::Value(_, key) => path += &format!(".{key}.member"),
        }
        path
    }

    /// `Tags.member.1.Key`
    pub(crate) fn in_body(&self) -> String {
        let mut name = String::new();
        self.put(&mut name);
        name
    }

    /// Appends the name as it stands in a body.
    pub(crate) fn put(&self, body: &mut String) {
        if let Some(parent) = self.parent {
            parent.put(body);
        }
        match self.segment {
            Segment::Member(name) => {
                if self.parent.is_some() {
                    body.push('.');
                }
                body.push_str(name);
            }
            Segment::Index(index) => {
                body.push_str(".member.");
                put_digits(index, body);
            }
            Segment::Entry(index) | Segment::Value(index, _) => {
                body.push_str(".entry.");
                put_digits(index, body);
                if let Segment::Value(..) = self.segment {
                    body.push_str(".value");
                }
            }
        }
    }
}

/// The part of a name before its first dot, and the rest with the dot.
#[inline]
pub(crate) fn split(name: &str) -> (&str, &str) {
    let dot = name.bytes().position(|byte| byte == b'.').unwrap_or(name.len());
    name.split_at(dot)
}

/// `1` to `4294967295`, without sign or leading zeros.
///
/// IAM takes leading zeros (recorded). Here they are refused, so that a parameter has one name.
#[inline]
pub(crate) fn parse_index(text: &str) -> Result<u32, MalformedInput> {
    let plain = text.starts_with(|first: char| matches!(first, '1'..='9'));
    let index = if plain { text.parse().ok() } else { None };
    index.ok_or_else(|| no_index(text))
}

/// What is said of a text that is no index: three sentences (recorded).
#[cold]
fn no_index(text: &str) -> MalformedInput {
    if text.starts_with('-') {
        MalformedInput::NegativeIndex(text.to_owned())
    } else if text.is_empty() || text.contains(|c: char| !c.is_ascii_digit()) {
        MalformedInput::UnexpectedList
    } else {
        MalformedInput::InvalidIndex(text.to_owned())
    }
}

/// What is said of an index that does not follow `last`, the one before it or 0.
#[cold]
pub(crate) fn gap(last: u32, index: u32) -> MalformedInput {
    // IAM counts from 1 also where nothing stands before (recorded: a first index of 12 skips 11).
    match index - last.max(1) {
        skipped @ 11.. => MalformedInput::SparseIndices(skipped),
        _ => MalformedInput::InvalidIndex(index.to_string()),
    }
}

/// The number in `Tags.member.7.Key=…` and what follows it, if `input` begins so: a shortcut past
/// [`split`] for the list that is expected next.
#[inline(always)]
pub(crate) fn split_member<'a>(input: &'a str, list: &str) -> Option<(u32, &'a str)> {
    let rest = input.strip_prefix(list)?.strip_prefix(".member.")?;
    let mut index = 0_u32;
    let mut digits = 0;
    for byte in rest.bytes().take(9) {
        match byte.wrapping_sub(b'0') {
            digit @ ..10 => index = index * 10 + u32::from(digit),
            _ => break,
        }
        digits += 1;
    }
    // No leading zeros: they are for the general way to refuse.
    (rest.as_bytes().first() != Some(&b'0')).then(|| (index, &rest[digits..]))
}

/// Appends `&Tags.member.7` and `end`: the same shortcut on the way out.
#[inline(always)]
pub(crate) fn put_member(list: &str, index: u32, end: &str, body: &mut String) {
    body.push('&');
    body.push_str(list);
    body.push_str(".member.");
    put_digits(index, body);
    body.push_str(end);
}

/// Formatting would cost a third of encoding.
#[inline]
fn put_digits(number: u32, body: &mut String) {
    if number > 9 {
        put_digits(number / 10, body);
    }
    body.push(char::from(b'0' + (number % 10) as u8));
}
