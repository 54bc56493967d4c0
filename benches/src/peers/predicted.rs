//! The least that a decoder of `TagUser` can do: each name is predicted as bytes, compared at once, and
//! stepped to the next; nothing is escaped, missing or in another order. It is not a codec, but shows what
//! one pays for being one.

use std::borrow::Cow;

use iam_codec::{Request, Resource, Tag};

/// A body as aws-sdk-iam sends it, without escapes.
pub fn predicted(body: &[u8]) -> Option<Request<'_>> {
    let body = str::from_utf8(body).ok()?;
    let rest = body.strip_prefix("Action=TagUser&Version=2010-05-08&UserName=")?;
    let (user, mut rest) = value(rest)?;
    let (mut tags, mut name) = (Vec::new(), b"Tags.member.1.".to_vec());
    while !rest.is_empty() {
        let before = rest.len();
        let (key, behind) = value(strip(rest, &name, "Key=")?)?;
        let (value, behind) = value(strip(behind, &name, "Value=")?)?;
        if tags.capacity() == 0 {
            tags.reserve_exact(1 + behind.len() * 9 / 8 / (before - behind.len()));
        }
        tags.push(Tag { key: Cow::Borrowed(key), value: Cow::Borrowed(value) });
        step(&mut name);
        rest = behind;
    }
    Some(Resource::User(user.into()).tag(tags))
}

fn strip<'a>(rest: &'a str, name: &[u8], field: &str) -> Option<&'a str> {
    let len = name.len();
    (rest.as_bytes().get(..len)? == name).then(|| rest[len..].strip_prefix(field))?
}

/// From `Tags.member.9.` to `Tags.member.10.`.
fn step(name: &mut Vec<u8>) {
    let dot = name.len() - 1;
    for digit in name[..dot].iter_mut().rev() {
        match digit {
            b'9' => *digit = b'0',
            b'0'..=b'8' => return *digit += 1,
            _ => break,
        }
    }
    name.insert("Tags.member.".len(), b'1');
}

/// The value up to the next `&`; `None` if something is escaped.
fn value(input: &str) -> Option<(&str, &str)> {
    let bytes = input.as_bytes();
    let mut len = 0;
    while let Some(chunk) = bytes[len..].first_chunk() {
        let word = u64::from_le_bytes(*chunk);
        let below = word.wrapping_sub(0x2D2D_2D2D_2D2D_2D2D) & !word & 0x8080_8080_8080_8080;
        if below != 0 {
            len += below.trailing_zeros() as usize / 8;
            break;
        }
        len += 8;
    }
    len += bytes[len..].iter().take_while(|&&byte| byte > b',').count();
    match bytes.get(len) {
        Some(b'&') => Some((&input[..len], &input[len + 1..])),
        None => Some((input, "")),
        Some(_) => None,
    }
}
