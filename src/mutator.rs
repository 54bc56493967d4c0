//! Mutations for fuzzing: a request body in, a slightly different one out.
//!
//! Random bytes seldom get past the grammar of a form body. This module takes a body apart at `&`
//! and `=`, changes what a decoder of IAM requests looks at (pairs, dotted names, member numbers,
//! letter case, escapes, the action), and puts it together again. Any bytes are taken for a body,
//! and what comes out may be well formed or broken.
//!
//! [`mutate`] and [`cross_over`] have the shape that libFuzzer asks for. In a fuzz target:
//!
//! ```text
//! fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
//!     iam_codec::mutator::mutate(data, size, max_size, seed, libfuzzer_sys::fuzzer_mutate)
//! });
//! fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
//!     iam_codec::mutator::cross_over(first, second, out, seed)
//! });
//! ```
//!
//! Both are deterministic: the same bytes and the same seed give the same result.

use std::iter;
use std::ops::Range;

use crate::{Action, ResourceType, VERSION};

/// Changes the body in `data[..size]` in one to three steps and returns its new size.
///
/// One step in four hands a name or a value to `mutate_bytes`, the engine's own mutator, which
/// knows what the program compares its input with. It gets a buffer, the size of the text in it
/// and the size of the buffer, and returns the new size of the text.
///
/// What does not fit into `max_size` bytes, or into `data`, is cut off in the end.
///
/// ```
/// let body = b"Action=TagUser&UserName=anika";
/// let mut data = [0; 64];
/// data[..body.len()].copy_from_slice(body);
///
/// let reverse = |text: &mut [u8], size: usize, _room: usize| {
///     text[..size].reverse();
///     size
/// };
/// let size = iam_codec::mutator::mutate(&mut data, body.len(), 64, 1, reverse);
/// assert_ne!(&data[..size], body);
/// ```
pub fn mutate(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    mut mutate_bytes: impl FnMut(&mut [u8], usize, usize) -> usize,
) -> usize {
    let max_size = max_size.min(data.len());
    let mut random = Random(seed.into());
    let mut body = Body::split(&data[..size.min(data.len())]);
    for _ in 0..=random.below(3) {
        if random.one_in(4) {
            hand_over(&mut body, &mut random, &mut mutate_bytes);
        } else {
            apply_one(&mut body, &mut random);
        }
    }
    body.write(&mut data[..max_size])
}

/// Writes pairs of `first` and of `second` to `out` and returns how many bytes they take.
///
/// A run of pairs of `second` goes between pairs of `first`, or replaces some of them. What does
/// not fit into `out` is cut off.
///
/// ```
/// let mut out = [0; 64];
/// let size = iam_codec::mutator::cross_over(b"Action=TagUser", b"UserName=anika", &mut out, 0);
/// assert_eq!(&out[..size], b"Action=TagUser&UserName=anika");
/// ```
pub fn cross_over(first: &[u8], second: &[u8], out: &mut [u8], seed: u32) -> usize {
    let mut random = Random(seed.into());
    let (mut body, mut donor) = (Body::split(first), Body::split(second));
    let taken = donor.pick_run(&mut random);
    let start = random.below(body.pairs.len() + 1);
    let replaced = start..start + random.below(body.pairs.len() - start);
    body.pairs.splice(replaced, donor.pairs.drain(taken));
    body.write(out)
}

/// A change to one place of a body, or `None` where the body has no such place.
type Mutation = fn(&mut Body, &mut Random) -> Option<()>;

/// [`escape`] comes after the mutations that need an escape: where they find none, it makes one.
const MUTATIONS: &[Mutation] = &[
    add,
    lengthen_list,
    drop_run,
    swap,
    duplicate,
    change_action,
    renumber,
    reshape,
    replace_value,
    stretch_value,
    flip_case,
    change_space,
    break_escape,
    unescape,
    escape,
];

/// Applies a mutation picked at random or, if it finds no place, the next that does.
fn apply_one(body: &mut Body, random: &mut Random) -> Option<()> {
    let start = random.below(MUTATIONS.len());
    let mut mutations = MUTATIONS.iter().cycle().skip(start).take(MUTATIONS.len());
    mutations.find_map(|mutation| mutation(body, random))
}

/// Hands a name or a value to the engine, with room to grow.
fn hand_over(
    body: &mut Body,
    random: &mut Random,
    mutate_bytes: &mut impl FnMut(&mut [u8], usize, usize) -> usize,
) {
    let mut texts = body.texts();
    let nth = random.below(texts.len());
    let text = texts.swap_remove(nth);
    let (size, room) = (text.len(), text.len() + 64);
    text.resize(room, 0);
    let size = mutate_bytes(text, size, room);
    text.truncate(size);
}

/// Adds a pair that means something to some operation; a list gets the member that comes next.
fn add(body: &mut Body, random: &mut Random) -> Option<()> {
    let value = *random.pick(VALUES)?;
    let pair = match random.below(10) {
        0 => Pair::new("Action", random.pick(Action::ALL)?.as_str()),
        1 => Pair::new("Version", VERSION),
        2 => Pair::new(random.pick(ResourceType::ALL)?.parameter(), value),
        3 => Pair::new(format!("Tags.member.{}.Key", body.next(b"Tags.", b".Key")), value),
        4 => Pair::new(format!("Tags.member.{}.Value", body.next(b"Tags.", b".Value")), value),
        5 => Pair::new(format!("TagKeys.member.{}", body.next(b"TagKeys.", b"")), value),
        6 => Pair::new("Marker", value),
        7 => Pair::new("MaxItems", value),
        8 => Pair::new("Tags", ""),
        _ => Pair::new("TagKeys", ""),
    };
    body.pairs.insert(random.below(body.pairs.len() + 1), pair);
    Some(())
}

/// Appends members to a list: the next one, or all up to two digits' worth, to as many as IAM
/// takes, or to one more.
fn lengthen_list(body: &mut Body, random: &mut Random) -> Option<()> {
    let last = *random.pick(&[0, 0, 0, 0, 10, 11, 50, 51])?;
    let mut key = random.pick(VALUES)?.to_string();
    let tags = random.one_in(2);
    let next = if tags { body.next(b"Tags.", b".Key") } else { body.next(b"TagKeys.", b"") };
    for n in next..=last.max(next) {
        if tags {
            body.pairs.push(Pair::new(format!("Tags.member.{n}.Key"), key));
            body.pairs.push(Pair::new(format!("Tags.member.{n}.Value"), ""));
        } else {
            body.pairs.push(Pair::new(format!("TagKeys.member.{n}"), key));
        }
        key = format!("k{n}");
    }
    Some(())
}

/// Drops a run of pairs, but never all: an engine takes an empty body for a failure.
fn drop_run(body: &mut Body, random: &mut Random) -> Option<()> {
    let run = body.pick_run(random);
    (run.len() < body.pairs.len()).then(|| drop(body.pairs.drain(run)))
}

fn swap(body: &mut Body, random: &mut Random) -> Option<()> {
    let (one, other) = (random.below(body.pairs.len()), random.below(body.pairs.len()));
    (one != other).then(|| body.pairs.swap(one, other))
}

fn duplicate(body: &mut Body, random: &mut Random) -> Option<()> {
    let pair = random.pick(&body.pairs)?.clone();
    body.pairs.insert(random.below(body.pairs.len() + 1), pair);
    Some(())
}

/// Changes the action, and with it the name of the parameter that identifies the resource.
fn change_action(body: &mut Body, random: &mut Random) -> Option<()> {
    let action = random.pick(Action::ALL)?;
    let first = body.pairs.iter_mut().find(|pair| pair.name == b"Action")?;
    first.value = Some(action.as_str().into());
    for pair in &mut body.pairs {
        if ResourceType::ALL.iter().any(|each| pair.name == each.parameter().as_bytes()) {
            pair.name = action.resource_type().parameter().into();
        }
    }
    Some(())
}

/// Gives a member another number, near one where digits, limits or integers end, in all of its
/// pairs or in some.
fn renumber(body: &mut Body, random: &mut Random) -> Option<()> {
    let name = &body.pick_pair(random, |pair| index(&pair.name).is_some())?.name;
    let index_at = index(name)?;
    let member = name[..index_at.end].to_vec();
    let sign = random.pick(&["", "", "", "0", "+", "-"])?;
    let number = random.pick(&[1, 10, 50, 1 << 32, 1 << 64])? - 1 + random.below(3) as u128;
    let all = random.one_in(2);
    for Pair { name, .. } in &mut body.pairs {
        let is_same = name.starts_with(&member) && index(name).as_ref() == Some(&index_at);
        if is_same && (all || random.one_in(2)) {
            name.splice(index_at.clone(), format!("{sign}{number}").bytes());
        }
    }
    Some(())
}

/// Where the number after `member` stands in a name.
fn index(name: &[u8]) -> Option<Range<usize>> {
    let start = name.windows(8).position(|window| window == b".member.")? + 8;
    let length = name[start..].iter().position(|&byte| byte == b'.');
    Some(start..length.map_or(name.len(), |length| start + length))
}

/// Takes a segment out of a name, puts one in or replaces one: `UserName.1`, `Tags.1.Key`, and a
/// `Value` for a `Key`.
fn reshape(body: &mut Body, random: &mut Random) -> Option<()> {
    let segment = random.pick(&["member", "1", "Key", "Value", ""])?.as_bytes();
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
fn replace_value(body: &mut Body, random: &mut Random) -> Option<()> {
    let value = if random.one_in(2) {
        Some(Vec::from(*random.pick(VALUES)?))
    } else {
        random.pick(&body.pairs)?.value.clone()
    };
    body.pick_pair(random, |_| true)?.value = value;
    Some(())
}

/// Repeats the last byte of a value, or cuts the value, to a length at or beside a limit of IAM.
fn stretch_value(body: &mut Body, random: &mut Random) -> Option<()> {
    let length = random.pick(&[64, 128, 256, 320, 512, 2048])? - 1 + random.below(3);
    let value = body.pick_pair(random, |pair| pair.value.is_some())?.value.as_mut()?;
    value.resize(length, value.last().copied().unwrap_or(b'x'));
    Some(())
}

/// Flips the case of a letter, or of a digit of an escape.
fn flip_case(body: &mut Body, random: &mut Random) -> Option<()> {
    let in_escape = random.one_in(2);
    let (text, at) = body.pick_place(random, |text, at| {
        text[at].is_ascii_alphabetic() && is_hex_digit(text, at) == in_escape
    })?;
    text[at] ^= 0x20;
    Some(())
}

/// Puts one of the three forms of a space in the place of another.
fn change_space(body: &mut Body, random: &mut Random) -> Option<()> {
    let form = random.pick(&["+", "%20", " "])?;
    let (text, at) = body.pick_place(random, |text, at| {
        matches!(text[at], b'+' | b' ') || text[at..].starts_with(b"%20")
    })?;
    let end = if text[at] == b'%' { at + 3 } else { at + 1 };
    text.splice(at..end, form.bytes());
    Some(())
}

/// Takes a digit out of an escape or puts another byte in its place.
fn break_escape(body: &mut Body, random: &mut Random) -> Option<()> {
    let intruder = random.pick(&["", "", "0", "F", "g", "%", "+", "-"])?;
    let (text, at) = body.pick_place(random, is_hex_digit)?;
    text.splice(at..=at, intruder.bytes());
    Some(())
}

/// Puts a byte in the place of its escape; a bare `&` or `=` then divides pairs.
fn unescape(body: &mut Body, random: &mut Random) -> Option<()> {
    let (text, at) = body.pick_place(random, |text, at| escape_at(text, at).is_some())?;
    text.splice(at..at + 3, escape_at(text, at));
    Some(())
}

/// Escapes a byte, perhaps the `%` of an escape.
fn escape(body: &mut Body, random: &mut Random) -> Option<()> {
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

/// Whether this byte is a digit of an escape.
fn is_hex_digit(text: &[u8], at: usize) -> bool {
    (1..=2).any(|back| at.checked_sub(back).is_some_and(|start| escape_at(text, start).is_some()))
}

/// Values for any parameter; the one with `anika` identifies a resource of every type.
const VALUES: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "1000",
    "1001",
    "Dept",
    "dept",
    "two+words",
    "caf%C3%A9",
    "aws%3Aname",
    "anika%2Bop%40example.org",
];

/// One `name=value` as it stands in a body, escapes and all; without `=` there is no value.
#[derive(Clone)]
struct Pair {
    name: Vec<u8>,
    value: Option<Vec<u8>>,
}

impl Pair {
    fn new(name: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), value: Some(value.into()) }
    }
}

/// A body in at least one pair, if only an empty one.
struct Body {
    pairs: Vec<Pair>,
}

impl Body {
    fn split(bytes: &[u8]) -> Self {
        let pairs = bytes.split(|&byte| byte == b'&').map(|pair| {
            let mut texts = pair.splitn(2, |&byte| byte == b'=').map(<[u8]>::to_vec);
            Pair { name: texts.next().unwrap_or_default(), value: texts.next() }
        });
        Self { pairs: pairs.collect() }
    }

    /// The bytes again that were split.
    fn join(&self) -> Vec<u8> {
        let pairs = self.pairs.iter().map(|pair| match &pair.value {
            Some(value) => [&pair.name[..], value].join(&b'='),
            None => pair.name.clone(),
        });
        pairs.collect::<Vec<_>>().join(&b'&')
    }

    fn write(&self, out: &mut [u8]) -> usize {
        let bytes = self.join();
        let size = bytes.len().min(out.len());
        out[..size].copy_from_slice(&bytes[..size]);
        size
    }

    /// The number of the next member, in a list whose members are numbered from 1 on.
    fn next(&self, start: &[u8], end: &[u8]) -> usize {
        let is_member = |pair: &&Pair| pair.name.starts_with(start) && pair.name.ends_with(end);
        self.pairs.iter().filter(is_member).count() + 1
    }

    /// All names and values.
    fn texts(&mut self) -> Vec<&mut Vec<u8>> {
        let texts =
            self.pairs.iter_mut().flat_map(|Pair { name, value }| iter::once(name).chain(value));
        texts.collect()
    }

    /// A run of at least one pair.
    fn pick_run(&self, random: &mut Random) -> Range<usize> {
        let start = random.below(self.pairs.len());
        start..start + 1 + random.below(self.pairs.len() - start)
    }

    /// A pair picked at random or, if it does not fit, the next that does.
    fn pick_pair(
        &mut self,
        random: &mut Random,
        fits: impl Fn(&Pair) -> bool,
    ) -> Option<&mut Pair> {
        let start = random.below(self.pairs.len());
        let (head, tail) = self.pairs.split_at_mut(start);
        tail.iter_mut().chain(head).find(|pair| fits(pair))
    }

    /// A place in a name or a value, found likewise: the text, and where in it.
    fn pick_place(
        &mut self,
        random: &mut Random,
        fits: impl Fn(&[u8], usize) -> bool,
    ) -> Option<(&mut Vec<u8>, usize)> {
        let mut texts = self.texts();
        let start = random.below(texts.len());
        texts.rotate_left(start);
        texts.into_iter().find_map(|text| {
            let start = random.below(text.len());
            let at = (start..text.len()).chain(0..start).find(|&at| fits(text, at))?;
            Some((text, at))
        })
    }
}

/// SplitMix64, by Steele, Lea and Flood: small, and good from any seed.
struct Random(u64);

impl Random {
    /// A number below `limit`; 0 if there is none.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.below(items.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"Action=TagUser&Version=2010-05-08&UserName=anika\
        &Tags.member.1.Key=Dept&Tags.member.1.Value=R%2fD+1";

    /// An engine whose work is easy to see.
    fn shout(text: &mut [u8], size: usize, _room: usize) -> usize {
        text[..size].fill(b'!');
        size
    }

    fn mutated(body: &[u8], max_size: usize, seed: u32) -> Vec<u8> {
        let mut data = body.to_vec();
        data.resize(body.len().max(max_size), 0);
        let size = mutate(&mut data, body.len(), max_size, seed, shout);
        data[..size].to_vec()
    }

    /// Pieces that mean something, in no order.
    fn rubble(seed: u32) -> Vec<u8> {
        let mut random = Random(seed.into());
        let pieces = b"&,=,%,%2,%41,+,.member.,Tags,TagKeys,.Key,1,\xff,Action,UserName";
        let pieces: Vec<&[u8]> = pieces.split(|&byte| byte == b',').collect();
        let count = random.below(24);
        (0..count).filter_map(|_| random.pick(&pieces).copied()).collect::<Vec<_>>().concat()
    }

    #[track_caller]
    fn assert_turns(mutation: Mutation, from: &str, to: &str) {
        let turns = |seed| {
            let mut body = Body::split(from.as_bytes());
            mutation(&mut body, &mut Random(seed)).is_some() && body.join() == to.as_bytes()
        };
        assert!((0..20_000).any(turns), "{from} never turns into {to}");
    }

    #[test]
    fn adds_pairs_that_matter() {
        for pair in [
            "Action=TagUser",
            "Action=ListMFADeviceTags",
            "Version=2010-05-08",
            "UserName=Dept",
            "SerialNumber=anika%2Bop%40example.org",
            "Tags.member.1.Key=dept",
            "Tags.member.1.Value=",
            "TagKeys.member.1=aws%3Aname",
            "Marker=1",
            "MaxItems=1001",
            "Tags=",
            "TagKeys=",
        ] {
            assert_turns(add, "x", &format!("x&{pair}"));
            assert_turns(add, "x", &format!("{pair}&x"));
        }
    }

    #[test]
    fn adds_members_that_come_next() {
        assert_turns(add, "Tags.member.1.Key=", "Tags.member.1.Key=&Tags.member.2.Key=Dept");
        assert_turns(add, "Tags.member.1.Key=", "Tags.member.1.Key=&Tags.member.1.Value=Dept");
        assert_turns(add, "TagKeys.member.1=", "TagKeys.member.1=&TagKeys.member.2=Dept");
    }

    #[test]
    fn lengthens_lists_by_one() {
        assert_turns(
            lengthen_list,
            "TagKeys.member.1=a",
            "TagKeys.member.1=a&TagKeys.member.2=dept",
        );
        assert_turns(lengthen_list, "x", "x&Tags.member.1.Key=Dept&Tags.member.1.Value=");
    }

    #[test]
    fn lengthens_lists_to_the_limit_and_one_beyond() {
        for last in [10, 11, 50, 51] {
            let mut keys = String::from("TagKeys.member.1=a&TagKeys.member.2=dept");
            (3..=last).for_each(|n| keys += &format!("&TagKeys.member.{n}=k{}", n - 1));
            assert_turns(lengthen_list, "TagKeys.member.1=a", &keys);

            let mut tags = String::from("x&Tags.member.1.Key=Dept&Tags.member.1.Value=");
            for n in 2..=last {
                tags += &format!("&Tags.member.{n}.Key=k{}&Tags.member.{n}.Value=", n - 1);
            }
            assert_turns(lengthen_list, "x", &tags);
        }
    }

    #[test]
    fn drops_swaps_and_duplicates_pairs() {
        assert_turns(drop_run, "a=1&b=2&c=3", "a=1&c=3");
        assert_turns(drop_run, "a=1&b=2&c=3", "a=1");
        assert_turns(swap, "a=1&b=2&c=3", "c=3&b=2&a=1");
        assert_turns(duplicate, "a=1&b=2", "a=1&b=2&a=1");
    }

    #[test]
    fn keeps_an_only_pair() {
        assert!(drop_run(&mut Body::split(b"a=1"), &mut Random(0)).is_none());
    }

    #[test]
    fn changes_the_action_and_with_it_the_identifying_parameter() {
        for action in Action::ALL {
            let (action, parameter) = (action.as_str(), action.resource_type().parameter());
            let to = format!("Action={action}&{parameter}=anika&Path=a&Action=y");
            assert_turns(change_action, "Action=x&UserName=anika&Path=a&Action=y", &to);
        }
    }

    #[test]
    fn renumbers_members() {
        let numbers = "0 1 2 9 10 11 49 50 51 00 01 +1 -1 4294967295 4294967296 4294967297 \
            18446744073709551615 18446744073709551616 18446744073709551617";
        for number in numbers.split(' ') {
            assert_turns(renumber, "TagKeys.member.7=", &format!("TagKeys.member.{number}="));
        }
    }

    #[test]
    fn renumbers_a_member_whole_or_in_part() {
        let member = "Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.10.Key=c";
        assert_turns(renumber, member, &member.replace(".1.", ".9."));
        assert_turns(renumber, member, &member.replace(".1.Key", ".9.Key"));
        assert_turns(renumber, member, &member.replace(".10.", ".0."));
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

    #[test]
    fn applies_every_mutation() {
        for (nth, mutation) in MUTATIONS.iter().enumerate() {
            let applies = |seed| {
                let (mut alone, mut drawn) = (Body::split(BODY), Body::split(BODY));
                // Drawing a mutation takes one number, which `alone` has to skip.
                let mut random = Random(seed);
                random.below(1);
                mutation(&mut alone, &mut random)?;
                apply_one(&mut drawn, &mut Random(seed))?;
                (alone.join() == drawn.join() && drawn.join() != BODY).then_some(())
            };
            let times = (0..2000).filter_map(applies).count();
            assert!(times > 50, "mutation {nth} applied {times} times of 2000");
        }
    }

    #[test]
    fn hands_names_and_values_to_the_engine() {
        for wanted in ["!!=cde", "ab=!!!"] {
            assert!((0..1000).any(|seed| mutated(b"ab=cde", 64, seed) == wanted.as_bytes()));
        }
    }

    #[test]
    fn gives_the_engine_room_and_bears_a_size_beyond_it() {
        let mut calls = 0;
        for seed in 0..1000 {
            let overrun = |text: &mut [u8], size: usize, room: usize| {
                calls += 1;
                assert!(size < room && room == text.len());
                usize::MAX
            };
            assert!(mutate(&mut [b'a'; 100], 10, 100, seed, overrun) <= 100);
        }
        assert!(calls > 300, "{calls} calls");
    }

    #[test]
    fn changes_the_body_nearly_every_time() {
        let unchanged = (0..1000).filter(|&seed| mutated(BODY, 4096, seed) == BODY).count();
        assert!(unchanged < 50, "unchanged {unchanged} times of 1000");
    }

    #[test]
    fn is_deterministic() {
        for seed in 0..1000 {
            let (first, second) = (rubble(seed), rubble(seed + 1));
            assert_eq!(mutated(&first, 200, seed), mutated(&first, 200, seed));

            let (mut once, mut again) = ([0; 200], [0; 200]);
            let size = cross_over(&first, &second, &mut once, seed);
            assert_eq!(cross_over(&first, &second, &mut again, seed), size);
            assert_eq!(once, again);
        }
    }

    #[test]
    fn takes_any_bytes_and_sizes() {
        for seed in 0..5000 {
            let body = rubble(seed);
            for max_size in [0, 1, 7, body.len(), 300] {
                assert!(mutated(&body, max_size, seed).len() <= max_size);
            }
            let (mut data, beyond) = (body.clone(), body.len() + 9);
            assert!(mutate(&mut data, beyond, beyond, seed, shout) <= body.len());
        }
    }

    #[test]
    fn leaves_bytes_beyond_the_maximum_alone() {
        for seed in 0..1000 {
            let mut data = BODY.to_vec();
            mutate(&mut data, BODY.len(), 40, seed, shout);
            assert_eq!(data[40..], BODY[40..]);
        }
    }

    #[test]
    fn joins_what_it_split() {
        for body in (0..1000).map(rubble) {
            assert_eq!(Body::split(&body).join(), body);
        }
    }

    #[test]
    fn crosses_over_pairs_of_both() {
        for seed in 0..1000 {
            let mut out = [0; 64];
            let size = cross_over(b"a=1&a=2&a=3", b"b=4&b=5", &mut out, seed);
            let pairs = Body::split(&out[..size]).pairs.into_iter();
            let (first, second): (Vec<_>, Vec<_>) = pairs.partition(|pair| pair.name == b"a");
            assert!(matches!(first.len(), 1..=3) && matches!(second.len(), 1..=2));
        }
    }

    #[test]
    fn crosses_over_any_bytes_into_any_room() {
        for seed in 0..5000 {
            let mut out = vec![0; seed as usize % 100];
            assert!(cross_over(&rubble(seed), &rubble(seed + 1), &mut out, seed) <= out.len());
        }
    }
}
