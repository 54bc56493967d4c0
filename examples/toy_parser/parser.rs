//! A parser of one operation as somebody writes it in an afternoon, with faults to switch on.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A mistake that such a parser may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    None,
    IndexPanics,
    PlusKept,
    OrderOfArrival,
    LastValueWins,
    IndexWraps,
    LeadingZeroLost,
    EmptyPairRefused,
    BrokenEscapeTaken,
    Quadratic,
}

impl Fault {
    pub(crate) const ALL: [Fault; 10] = [
        Fault::None,
        Fault::IndexPanics,
        Fault::PlusKept,
        Fault::OrderOfArrival,
        Fault::LastValueWins,
        Fault::IndexWraps,
        Fault::LeadingZeroLost,
        Fault::EmptyPairRefused,
        Fault::BrokenEscapeTaken,
        Fault::Quadratic,
    ];
}

/// The fault that this run has.
pub(crate) static FAULT: OnceLock<Fault> = OnceLock::new();

fn has(fault: Fault) -> bool {
    FAULT.get() == Some(&fault)
}

/// What a `TagUser` says.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct TagUser {
    pub(crate) user_name: String,
    pub(crate) tags: Vec<(String, String)>,
}

/// Members as they arrive: their numbers, and where each number is.
#[derive(Default)]
struct Members {
    tags: Vec<(u32, [Option<String>; 2])>,
    places: HashMap<u32, usize>,
}

impl Members {
    fn of_index(&mut self, index: u32) -> &mut [Option<String>; 2] {
        let place = match has(Fault::Quadratic) {
            true => self.tags.iter().position(|(known, _)| *known == index),
            false => self.places.get(&index).copied(),
        };
        let place = place.unwrap_or_else(|| {
            self.places.insert(index, self.tags.len());
            self.tags.push((index, [None, None]));
            self.tags.len() - 1
        });
        &mut self.tags[place].1
    }

    fn in_order(mut self) -> Vec<(String, String)> {
        if !has(Fault::OrderOfArrival) {
            self.tags.sort_by_key(|(index, _)| *index);
        }
        let texts = |(_, [key, value]): (u32, [Option<String>; 2])| {
            (key.unwrap_or_default(), value.unwrap_or_default())
        };
        self.tags.into_iter().map(texts).collect()
    }
}

/// Reads the body of a `TagUser`.
pub(crate) fn parse(body: &[u8]) -> Result<TagUser, String> {
    let (mut user_name, mut members) = (None, Members::default());
    for pair in body.split(|&byte| byte == b'&') {
        if pair.is_empty() {
            if has(Fault::EmptyPairRefused) {
                return Err("an empty pair".to_owned());
            }
            continue;
        }
        let end = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
        let (name, value) = (decoded(&pair[..end])?, decoded(pair.get(end + 1..).unwrap_or(b""))?);
        if name == "UserName" {
            put(&mut user_name, value);
        } else if let Some(member) = name.strip_prefix("Tags.member.") {
            let (index, field) = member.split_once('.').unwrap_or((member, ""));
            let Some(index) = number(index)? else { continue };
            let tag = members.of_index(index);
            match field {
                "Key" => put(&mut tag[0], value),
                "Value" => put(&mut tag[1], value),
                _ => {}
            }
        }
    }
    Ok(TagUser { user_name: user_name.unwrap_or_default(), tags: members.in_order() })
}

/// Of several values the first counts.
fn put(text: &mut Option<String>, value: String) {
    if text.is_none() || has(Fault::LastValueWins) {
        *text = Some(value);
    }
}

fn number(text: &str) -> Result<Option<u32>, String> {
    if has(Fault::IndexPanics) {
        return Ok(Some(text.parse().unwrap()));
    }
    if has(Fault::LeadingZeroLost) && text.starts_with('0') {
        return Ok(None);
    }
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        // AWS takes a name for the one member of the list.
        return if text.starts_with('-') { Err(text.to_owned()) } else { Ok(Some(u32::MAX)) };
    }
    if has(Fault::IndexWraps) {
        let wrapped = |n: u32, digit: u8| n.wrapping_mul(10).wrapping_add((digit - b'0').into());
        return Ok(Some(text.bytes().fold(0, wrapped)));
    }
    let number = text.parse().ok().filter(|n| (1..=214_748_369).contains(n));
    number.map(Some).ok_or_else(|| text.to_owned())
}

fn decoded(text: &[u8]) -> Result<String, String> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let [first, behind @ ..] = rest {
        rest = behind;
        match first {
            b'+' if !has(Fault::PlusKept) => bytes.push(b' '),
            b'%' => match escape(behind) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &behind[2..];
                }
                None if has(Fault::BrokenEscapeTaken) => bytes.push(b'%'),
                None => return Err("a broken escape".to_owned()),
            },
            byte => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).map_err(|e| e.to_string())
}

fn escape(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(16 * digit(0)? + digit(1)?).ok()
}
