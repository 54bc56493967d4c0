//! Mutations of one name or value.

use std::ops::Range;

use super::body::{Body, Pair, Random};
use super::vocabulary::VALUES;

/// Gives a member another number, near one where digits, limits or integers end, in all of its
/// pairs or in some.
pub(super) fn renumber(body: &mut Body, random: &mut Random) -> Option<()> {
    let name = &body.pick_pair(random, |pair| !indices(&pair.name).is_empty())?.name;
    let index_at = random.pick(&indices(name))?.clone();
    let member = name[..index_at.end].to_vec();
    let sign = random.pick(&["", "", "", "0", "+", "-"])?;
    let number =
        random.pick(&[1, 10, 50, 100, 256, 1 << 32, 1 << 64])? - 1 + random.below(3) as u128;
    let all = random.one_in(2);
    for Pair { name, .. } in &mut body.pairs {
        let is_same = name.starts_with(&member) && indices(name).contains(&index_at);
        if is_same && (all || random.one_in(2)) {
            name.splice(index_at.clone(), format!("{sign}{number}").bytes());
        }
    }
    Some(())
}

/// Where the numbers after `member` and `entry` are in a name.
pub(super) fn indices(name: &[u8]) -> Vec<Range<usize>> {
    let mut indices = Vec::new();
    let (mut start, mut is_index) = (0, false);
    for segment in name.split(|&byte| byte == b'.') {
        let end = start + segment.len();
        if is_index {
            indices.push(start..end);
        }
        is_index = [&b"member"[..], b"entry"].contains(&segment);
        start = end + 1;
    }
    indices
}

/// Takes a segment out of a name, puts one in or replaces one: `UserName.1`, `Tags.1.Key`, and a
/// `Value` for a `Key`.
pub(super) fn reshape(body: &mut Body, random: &mut Random) -> Option<()> {
    const SEGMENTS: &[&str] = &["member", "entry", "1", "Key", "Value", "key", "value", ""];
    let segment = random.pick(SEGMENTS)?.as_bytes();
    let name = &mut body.pick_pair(random, |_| true)?.name;
    let mut segments: Vec<&[u8]> = name.split(|&byte| byte == b'.').collect();
    let at = random.below(segments.len());
    match random.below(3) {
        0 => drop(segments.remove(at)),
        1 => segments.insert(at + 1, segment),
        _ => segments[at] = segment,
    }
    *name = segments.join(&b'.');
    Some(())
}

/// Replaces a value by one that matters, or by that of another pair: tag keys may be equal.
pub(super) fn replace_value(body: &mut Body, random: &mut Random) -> Option<()> {
    let value = if random.one_in(2) {
        Some(Vec::from(*random.pick(VALUES)?))
    } else {
        random.pick(&body.pairs)?.value.clone()
    };
    body.pick_pair(random, |_| true)?.value = value;
    Some(())
}

/// Repeats the last byte of a value, or cuts the value, to a length at or beside a limit of IAM.
pub(super) fn stretch_value(body: &mut Body, random: &mut Random) -> Option<()> {
    const LENGTHS: &[usize] = &[
        1, 2, 3, 5, 6, 9, 12, 16, 19, 20, 22, 24, 36, 40, 50, 63, 64, 128, 200, 255, 256, 320, 400,
        427, 500, 512, 1000, 1024, 1224, 2048,
    ];
    let length = random.pick(LENGTHS)? - 1 + random.below(3);
    let value = body.pick_pair(random, |pair| pair.value.is_some())?.value.as_mut()?;
    value.resize(length, value.last().copied().unwrap_or(b'x'));
    Some(())
}

/// Flips the case of a letter, or of a digit of an escape.
pub(super) fn flip_case(body: &mut Body, random: &mut Random) -> Option<()> {
    let in_escape = random.one_in(2);
    let (text, at) = body.pick_place(random, |text, at| {
        text[at].is_ascii_alphabetic() && is_hex_digit(text, at) == in_escape
    })?;
    text[at] ^= 0x20;
    Some(())
}

/// Puts one of the three forms of a space in the place of another.
pub(super) fn change_space(body: &mut Body, random: &mut Random) -> Option<()> {
    let form = random.pick(&["+", "%20", " "])?;
    let (text, at) = body.pick_place(random, |text, at| {
        matches!(text[at], b'+' | b' ') || text[at..].starts_with(b"%20")
    })?;
    let end = if text[at] == b'%' { at + 3 } else { at + 1 };
    text.splice(at..end, form.bytes());
    Some(())
}

/// Takes a digit out of an escape or puts another byte in its place.
pub(super) fn break_escape(body: &mut Body, random: &mut Random) -> Option<()> {
    let intruder = random.pick(&["", "", "0", "F", "g", "%", "+", "-"])?;
    let (text, at) = body.pick_place(random, is_hex_digit)?;
    text.splice(at..=at, intruder.bytes());
    Some(())
}

/// Puts a byte in the place of its escape; a bare `&` or `=` then divides pairs.
pub(super) fn unescape(body: &mut Body, random: &mut Random) -> Option<()> {
    let (text, at) = body.pick_place(random, |text, at| escape_at(text, at).is_some())?;
    text.splice(at..at + 3, escape_at(text, at));
    Some(())
}

/// Escapes a byte, perhaps the `%` of an escape.
pub(super) fn escape(body: &mut Body, random: &mut Random) -> Option<()> {
    let (text, at) = body.pick_place(random, |text, at| !is_hex_digit(text, at))?;
    text.splice(at..=at, format!("%{:02X}", text[at]).bytes());
    Some(())
}

/// The byte that the escape at this place stands for.
fn escape_at(text: &[u8], at: usize) -> Option<u8> {
    let [b'%', high, low, ..] = text.get(at..)? else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()
}

/// The byte that a text stands for which begins with an escape.
pub(super) fn escape_of(text: &[u8]) -> Option<u8> {
    escape_at(text, 0)
}

/// Whether this byte is a digit of an escape.
fn is_hex_digit(text: &[u8], at: usize) -> bool {
    (1..=2).any(|back| at.checked_sub(back).is_some_and(|start| escape_at(text, start).is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::turns::assert_turns;
    use super::*;

    #[test]
    fn renumbers_members() {
        let numbers = "0 1 2 9 10 11 49 50 51 00 01 +1 -1 4294967295 4294967296 4294967297 \
            18446744073709551615 18446744073709551616 18446744073709551617";
        for number in numbers.split(' ') {
            assert_turns(renumber, "TagKeys.member.7=", &format!("TagKeys.member.{number}="));
        }
    }

    #[test]
    fn renumbers_members_at_any_depth() {
        let name = "R.entry.1.value.Values.member.1=";
        assert_turns(renumber, name, "R.entry.2.value.Values.member.1=");
        assert_turns(renumber, name, "R.entry.1.value.Values.member.257=");
    }

    #[test]
    fn renumbers_a_member_whole_or_in_part() {
        let member = "Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.10.Key=c";
        assert_turns(renumber, member, &member.replace(".1.", ".9."));
        assert_turns(renumber, member, &member.replace(".1.Key", ".9.Key"));
        assert_turns(renumber, member, &member.replace(".10.", ".0."));
    }

    #[test]
    fn leaves_other_members_their_number() {
        for (one, other) in
            [("TagKeys.member.1=", "TagKeys.member.2="), ("a.member.1=", "a.member.10=")]
        {
            for seed in 0..1000 {
                let mut body = Body::split(format!("{one}&{other}").as_bytes());
                renumber(&mut body, &mut Random(seed)).unwrap();
                let pairs = String::from_utf8(body.join()).unwrap();
                assert!(pairs.split('&').any(|pair| pair == one || pair == other), "{pairs}");
            }
        }
    }

    #[test]
    fn reshapes_names() {
        assert_turns(reshape, "Tags.member.1.Key=a", "Tags.1.Key=a");
        assert_turns(reshape, "Tags.member.1.Key=a", "Tags.member.1=a");
        assert_turns(reshape, "Tags.member.1.Key=a", "Tags..member.1.Key=a");
        assert_turns(reshape, "UserName=a", "UserName.1=a");
        assert_turns(reshape, "Tags.member.1.Key=a", "Tags.member.1.Value=a");
        assert_turns(reshape, "Tags.member.1.Value=a", "Tags.member.1.Key=a");
    }

    #[test]
    fn replaces_and_copies_values() {
        assert_turns(replace_value, "a=1&b", "a=1&b=two+words");
        assert_turns(replace_value, "a=1&b=2", "a=2&b=2");
        assert_turns(replace_value, "a=1&b", "a&b");
    }

    #[test]
    fn stretches_values_to_the_limits_and_their_neighbours() {
        for length in [63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 512, 513, 2047, 2048, 2049] {
            assert_turns(stretch_value, "a=bc", &format!("a=b{}", "c".repeat(length - 1)));
        }
        assert_turns(stretch_value, &format!("a={}", "b".repeat(99)), &format!("a={:b<64}", ""));
    }

    #[test]
    fn flips_the_case_of_letters_and_of_hex_digits() {
        assert_turns(flip_case, "UserName=anika", "userName=anika");
        assert_turns(flip_case, "UserName=anika", "UserName=aNika");
        assert_turns(flip_case, "a=%c3%A9", "a=%C3%A9");
        assert_turns(flip_case, "a=%c3%A9", "a=%c3%a9");
        assert!(
            (0..100).all(|seed| {
                flip_case(&mut Body::split(b"1-2=%20."), &mut Random(seed)).is_none()
            })
        );
    }

    #[test]
    fn breaks_escapes() {
        for broken in ["%2", "%0", "%g0", "%2g", "%%0", "%2%", "%2+", "%-0"] {
            assert_turns(break_escape, "a=%20", &format!("a={broken}"));
        }
    }

    #[test]
    fn escapes_and_unescapes() {
        assert_turns(escape, "a=/", "a=%2F");
        assert_turns(escape, "Tags.member.1=a", "Tags%2Emember.1=a");
        assert_turns(escape, "a=%c3", "a=%25c3");
        assert_turns(unescape, "a=%2f", "a=/");
        assert_turns(unescape, "a=%26b", "a=&b");
    }

    #[test]
    fn exchanges_forms_of_space() {
        for from in ["a=x+y", "a=x%20y", "a=x y"] {
            for to in ["a=x+y", "a=x%20y", "a=x y"] {
                assert_turns(change_space, from, to);
            }
        }
    }
}
