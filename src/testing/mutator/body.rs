//! A body taken apart, and the numbers that choose a place in it.

use std::iter;
use std::ops::Range;
use std::str::FromStr;

/// One `name=value` as it is in a body, escapes and all; without `=` there is no value.
#[derive(Clone)]
pub(super) struct Pair {
    pub(super) name: Vec<u8>,
    pub(super) value: Option<Vec<u8>>,
}

impl Pair {
    pub(super) fn new(name: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), value: Some(value.into()) }
    }
}

/// A change to one place of a body, or `None` where the body has no such place.
pub(super) type Mutation = fn(&mut Body, &mut Random) -> Option<()>;

/// The pairs of a body: at least one, which may be empty.
pub(super) struct Body {
    pub(super) pairs: Vec<Pair>,
}

impl Body {
    pub(super) fn split(bytes: &[u8]) -> Self {
        let pairs = bytes.split(|&byte| byte == b'&').map(|pair| {
            let mut texts = pair.splitn(2, |&byte| byte == b'=').map(<[u8]>::to_vec);
            Pair { name: texts.next().unwrap_or_default(), value: texts.next() }
        });
        Self { pairs: pairs.collect() }
    }

    /// Puts together again what was split.
    pub(super) fn join(&self) -> Vec<u8> {
        let pairs = self.pairs.iter().map(|pair| match &pair.value {
            Some(value) => [&pair.name[..], value].join(&b'='),
            None => pair.name.clone(),
        });
        pairs.collect::<Vec<_>>().join(&b'&')
    }

    pub(super) fn write(&self, out: &mut [u8]) -> usize {
        let bytes = self.join();
        let size = bytes.len().min(out.len());
        out[..size].copy_from_slice(&bytes[..size]);
        size
    }

    /// The operation of a service that the first `Action` names.
    pub(super) fn action<A: FromStr>(&self) -> Option<A> {
        let pair = self.pairs.iter().find(|pair| pair.name == b"Action")?;
        std::str::from_utf8(pair.value.as_deref()?).ok()?.parse().ok()
    }

    /// The greatest number of a member of this list or map; 0 if it has none.
    pub(super) fn last_index(&self, list: &str) -> usize {
        let indices = self.pairs.iter().filter_map(|pair| {
            let rest = std::str::from_utf8(&pair.name).ok()?.strip_prefix(list)?;
            let rest = rest.strip_prefix(".member.").or_else(|| rest.strip_prefix(".entry."))?;
            rest.split('.').next()?.parse::<u16>().ok()
        });
        indices.max().unwrap_or(0).into()
    }

    /// All names and values.
    pub(super) fn texts(&mut self) -> Vec<&mut Vec<u8>> {
        let texts =
            self.pairs.iter_mut().flat_map(|Pair { name, value }| iter::once(name).chain(value));
        texts.collect()
    }

    /// A run of at least one pair.
    pub(super) fn pick_run(&self, random: &mut Random) -> Range<usize> {
        let start = random.below(self.pairs.len());
        start..start + 1 + random.below(self.pairs.len() - start)
    }

    /// A pair picked at random or, if it does not fit, the next that does.
    pub(super) fn pick_pair(
        &mut self,
        random: &mut Random,
        fits: impl Fn(&Pair) -> bool,
    ) -> Option<&mut Pair> {
        let start = random.below(self.pairs.len());
        let (head, tail) = self.pairs.split_at_mut(start);
        tail.iter_mut().chain(head).find(|pair| fits(pair))
    }

    /// A place in a name or a value, found in the same way: the text, and the offset in it.
    pub(super) fn pick_place(
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
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `limit`; 0 if there is none.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(super) fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.below(items.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Rosetta Code lists them for the seed 1234567.
    #[test]
    fn random_numbers_are_those_of_splitmix64() {
        let mut random = Random(1_234_567);
        let numbers = [0x599e_d017_fb08_fc85, 0x2c73_f084_5854_0fa5, 0x883e_bce5_a3f2_7c77];
        assert_eq!(numbers.map(|_| random.next()), numbers);
    }
}
