//! [`Spelling`]: bodies that mean the same.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, Pair, Random};
use super::text::Text;
use crate::error::path::{canonical, is_respelled};

/// A way to write a request differently that changes nothing of what a typed request holds.
///
/// A parser that reads one body of a request and not the other, or reads other members, has a fault, and the
/// spelling names it.
///
/// ```
/// use iam_codec::Request;
/// use iam_codec::mutator::Spelling;
///
/// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika\
///     &Tags.member.1.Key=Cost%20Center&Tags.member.1.Value=1%2f2";
/// let request = Request::decode(body)?;
/// for spelling in Spelling::ALL {
///     for seed in 0..20 {
///         let spelled = spelling.respell(body, seed);
///         assert_eq!(Request::decode(&spelled).as_ref(), Ok(&request), "{spelling:?}");
///     }
/// }
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
///
/// [`Order`](Spelling::Order), [`Duplicates`](Spelling::Duplicates) and [`Unknown`](Spelling::Unknown)
/// change [`Params`](crate::Params), which show everything, and with them
/// [`Request::Other`](crate::Request::Other).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Spelling {
    /// Second values behind the first ones, which count.
    Duplicates,
    /// Parameters that no operation has.
    Unknown,
    /// Zeros before the numbers of members: `Tags.member.01.Key`.
    LeadingZeros,
    /// Pairs of different names change places.
    Order,
    /// No `=` before an empty value.
    NoEquals,
    /// `+` for `%20`, and the other way round.
    Space,
    /// A character for its escape: `/` for `%2F`.
    Bare,
    /// An escape for a character, in names too: `Tags%2Emember`.
    Escape,
    /// `%2f` for `%2F`, and the other way round.
    HexCase,
    /// `&&` for `&`, and `&` at both ends.
    EmptyPairs,
}

impl Spelling {
    /// All of them, in the order in which [`respell`] applies them.
    pub const ALL: &'static [Spelling] = &[
        Spelling::Duplicates,
        Spelling::Unknown,
        Spelling::LeadingZeros,
        Spelling::Order,
        Spelling::NoEquals,
        Spelling::Space,
        Spelling::Bare,
        Spelling::Escape,
        Spelling::HexCase,
        Spelling::EmptyPairs,
    ];

    /// The body in this spelling, another one for every seed; the same where it has no place for it.
    ///
    /// What cannot be decoded stays as it is. The time is that of sorting the pairs.
    pub fn respell(self, body: &[u8], seed: u32) -> Vec<u8> {
        let (mut body, mut random) = (Body::split(body), Random(seed.into()));
        match self {
            Spelling::Duplicates => duplicate(&mut body, &mut random),
            Spelling::Unknown => add_unknown(&mut body, &mut random),
            Spelling::LeadingZeros => add_zeros(&mut body, &mut random),
            Spelling::Order => reorder(&mut body, &mut random),
            Spelling::NoEquals => drop_equals(&mut body, &mut random),
            Spelling::EmptyPairs => add_empty(&mut body, &mut random),
            Spelling::Space | Spelling::Bare | Spelling::Escape | Spelling::HexCase => {
                let frequency = 1 + random.below(4);
                for text in body.texts() {
                    if let Some(characters) = Text::split(text) {
                        *text = characters.respelled(|c, raw| {
                            random.one_in(frequency).then(|| self.character(c, raw, &mut random))?
                        });
                    }
                }
            }
        }
        body.join()
    }
}

impl Spelling {
    /// Another way to write a character, if this spelling has one for it.
    fn character(self, c: char, raw: &[u8], random: &mut Random) -> Option<Vec<u8>> {
        let is_escaped = raw.starts_with(b"%");
        match self {
            Spelling::Space if c == ' ' => random.pick(&["+", "%20"]).map(|space| (*space).into()),
            Spelling::Bare if is_escaped && !matches!(c, '&' | '=' | '%' | '+' | ' ') => {
                Some(String::from(c).into_bytes())
            }
            Spelling::Escape if !is_escaped && c != ' ' => {
                let escapes = raw.iter().map(|byte| format!("%{byte:02X}"));
                Some(escapes.collect::<String>().into_bytes())
            }
            Spelling::HexCase if is_escaped => {
                Some(raw.iter().map(|byte| flipped(*byte, random)).collect())
            }
            _ => None,
        }
    }
}

/// The letter in the other case, one time in two.
fn flipped(byte: u8, random: &mut Random) -> u8 {
    if byte.is_ascii_alphabetic() && random.one_in(2) { byte ^ 0x20 } else { byte }
}

/// The body in several [spellings](Spelling) at once: each of these has an even chance.
///
/// ```
/// use iam_codec::mutator::{Spelling, respell};
///
/// let body = b"Action=GetUser&Version=2010-05-08&UserName=a%2Fb";
/// let spelled = (0..100).map(|seed| respell(body, Spelling::ALL, seed));
/// let lengths = spelled.map(|body| body.len()).collect::<std::collections::BTreeSet<_>>();
/// assert!(lengths.len() > 10);
/// ```
pub fn respell(body: &[u8], spellings: &[Spelling], seed: u32) -> Vec<u8> {
    let mut random = Random(u64::from(seed) << 32);
    let mut body = Cow::Borrowed(body);
    for spelling in Spelling::ALL.iter().filter(|spelling| spellings.contains(spelling)) {
        if random.one_in(2) {
            body = Cow::Owned(spelling.respell(&body, random.next() as u32));
        }
    }
    body.into_owned()
}

/// The name that a pair has whatever its escapes and zeros; that of an unreadable one is its bytes.
fn name_of(pair: &Pair) -> Vec<u8> {
    match Text::split(&pair.name) {
        Some(text) => canonical(&text.decoded()).into_owned().into_bytes(),
        None => pair.name.clone(),
    }
}

fn has_zeros(pair: &Pair) -> bool {
    Text::split(&pair.name).is_some_and(|text| is_respelled(&text.decoded()))
}

/// Which pairs have each name, in order.
fn by_name(body: &Body) -> BTreeMap<Vec<u8>, Vec<usize>> {
    let mut places = BTreeMap::<_, Vec<_>>::new();
    for (at, pair) in body.pairs.iter().enumerate() {
        places.entry(name_of(pair)).or_default().push(at);
    }
    places
}

/// A name with zeros before a number stays the only one: see [`add_zeros`]. An empty value is that of a structure
/// perhaps, which is null then; a text behind it would be unreadable.
fn duplicate(body: &mut Body, random: &mut Random) {
    for _ in 0..=random.below(2) {
        let at = random.below(body.pairs.len());
        let pair = &body.pairs[at];
        if !pair.name.is_empty() && !has_zeros(pair) {
            let is_empty = pair.value.as_ref().is_none_or(Vec::is_empty);
            let values = if is_empty { &[""][..] } else { &["", "x", "1", "true"] };
            let value = *random.pick(values).unwrap_or(&"");
            let copy = Pair::new(pair.name.clone(), value);
            let behind = at + 1 + random.below(body.pairs.len() - at);
            body.pairs.insert(behind, copy);
        }
    }
}

/// Names that no operation has; of these, one is a part that no tag has where there is a tag, and one that no entry of a
/// map has where there is an entry.
fn add_unknown(body: &mut Body, random: &mut Random) {
    let has = |name: &[u8]| body.pairs.iter().any(|pair| pair.name == name);
    let has_tag = has(b"Tags.member.1.Key");
    let has_entry = has(b"Properties.entry.1.key");
    let field = if has_tag { "Tags.member.1.Color" } else { "tags.member.1.Key" };
    let part = if has_entry { "Properties.entry.1.color" } else { "properties.entry.1.key" };
    for name in ["X-Amz-Date", "username", field, part, "Tag.1", ""] {
        if random.one_in(3) {
            let at = random.below(body.pairs.len() + 1);
            body.pairs.insert(at, Pair::new(name, "x"));
        }
    }
}

/// A name that is there twice stays without zeros: with them it is unreadable.
fn add_zeros(body: &mut Body, random: &mut Random) {
    for places in by_name(body).into_values() {
        let [at] = places[..] else { continue };
        let name = &mut body.pairs[at].name;
        for index in valid_indices(name).into_iter().rev() {
            if random.one_in(2) {
                let zeros = vec![b'0'; 1 + random.below(3)];
                name.splice(index.start..index.start, zeros);
            }
        }
    }
}

/// Where the numbers of members are that do not begin with a zero.
fn valid_indices(name: &[u8]) -> Vec<Range<usize>> {
    let mut indices = super::texts::indices(name);
    indices.retain(|index| {
        let digits = &name[index.clone()];
        digits.iter().all(u8::is_ascii_digit) && !matches!(digits, [] | [b'0', ..])
    });
    indices
}

fn reorder(body: &mut Body, random: &mut Random) {
    let names = by_name(body).into_values();
    let mut slots = (0..body.pairs.len()).collect::<Vec<_>>();
    for last in (1..slots.len()).rev() {
        slots.swap(last, random.below(last + 1));
    }
    let mut slots = slots.into_iter();
    let mut moved: Vec<(usize, usize)> = Vec::with_capacity(body.pairs.len());
    for places in names {
        // Those of one name keep their order among themselves.
        let mut taken: Vec<_> = slots.by_ref().take(places.len()).collect();
        taken.sort_unstable();
        moved.extend(taken.into_iter().zip(places));
    }
    moved.sort_unstable();
    body.pairs = moved.into_iter().map(|(_, from)| body.pairs[from].clone()).collect();
}

fn drop_equals(body: &mut Body, random: &mut Random) {
    for pair in &mut body.pairs {
        // Without its `=`, a pair without a name would be none.
        if !pair.name.is_empty() && pair.value.as_deref() == Some(b"") && random.one_in(2) {
            pair.value = None;
        }
    }
}

fn add_empty(body: &mut Body, random: &mut Random) {
    let empty = Pair { name: Vec::new(), value: None };
    for _ in 0..=random.below(3) {
        body.pairs.insert(random.below(body.pairs.len() + 1), empty.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_spells(spelling: Spelling, body: &str, wanted: &str) {
        let found =
            (0..2000).any(|seed| spelling.respell(body.as_bytes(), seed) == wanted.as_bytes());
        assert!(found, "{spelling:?} never makes {wanted} of {body}");
    }

    #[test]
    fn spells_in_every_way() {
        for (spelling, body, wanted) in [
            (Spelling::Duplicates, "a=1&b=2", "a=1&b=2&a=x"),
            (Spelling::Unknown, "a=1", "X-Amz-Date=x&a=1"),
            (Spelling::Unknown, "Tags.member.1.Key=k", "Tags.member.1.Key=k&Tags.member.1.Color=x"),
            (Spelling::LeadingZeros, "Tags.member.7.Key=k", "Tags.member.007.Key=k"),
            (Spelling::Order, "a=1&b=2&a=3", "b=2&a=1&a=3"),
            (Spelling::Order, "a=1&b=2&a=3", "a=1&a=3&b=2"),
            (Spelling::NoEquals, "Tags=", "Tags"),
            (Spelling::Space, "a=x%20y", "a=x+y"),
            (Spelling::Space, "a=x+y", "a=x%20y"),
            (Spelling::Bare, "a=%2F%C3%A9", "a=/é"),
            (Spelling::Bare, "a=%2F%C3%A9", "a=%2Fé"),
            (Spelling::Escape, "a.b=x/é", "a.b=x%2F%C3%A9"),
            (Spelling::Escape, "a.b=1", "a%2Eb=1"),
            (Spelling::HexCase, "a=%2f", "a=%2F"),
            (Spelling::HexCase, "a=%C3%A9", "a=%c3%A9"),
            (Spelling::EmptyPairs, "a=1&b=2", "&a=1&&b=2"),
            (Spelling::EmptyPairs, "a=1", "a=1&"),
        ] {
            assert_spells(spelling, body, wanted);
        }
    }

    #[test]
    fn keeps_what_divides_and_what_cannot_be_decoded() {
        for body in ["a=%26%3D%25%2B", "a=%zz", "a=%C3", "a=%C3b"] {
            let unchanged = |seed| Spelling::Bare.respell(body.as_bytes(), seed) == body.as_bytes();
            assert!((0..100).all(unchanged), "{body}");
        }
    }

    #[test]
    fn leaves_two_spellings_of_a_name_alone() {
        let body = b"t.member.1=a&t.member.01=b&t.member.0=c&t.member.x=d";
        assert!((0..100).all(|seed| Spelling::LeadingZeros.respell(body, seed) == body));
    }

    #[test]
    fn takes_any_bytes() {
        for seed in 0..2000 {
            let mut random = Random(seed);
            let pieces: [&[u8]; 9] =
                [b"&", b"=", b"%", b"%4", b"%41", b"+", b".member.1", b"\xff", b"\xc3\xa9"];
            let body: Vec<_> = (0..random.below(12)).filter_map(|_| random.pick(&pieces)).collect();
            respell(
                &body.into_iter().copied().collect::<Vec<_>>().concat(),
                Spelling::ALL,
                seed as u32,
            );
        }
    }
}
