//! The number of an operation or an error code by its name: a hash table that the compiler makes.
//!
//! A search among IAM's sorted names costs 370 instructions, a third of the cost of a small request
//! (benches: `decode_unchecked, 1 plain tag`); this costs about 30.

/// How many places a table has: a power of two, twice as many as a service has operations.
const PLACES: usize = 512;

/// An empty place.
const EMPTY: u16 = u16::MAX;

/// The names of a service's operations, or the error codes, by their hash. A taken place pushes a name to the next.
pub(crate) struct Names<const N: usize> {
    names: [&'static str; N],
    places: [u16; PLACES],
}

impl<const N: usize> Names<N> {
    pub(crate) const fn new(names: [&'static str; N]) -> Self {
        assert!(N <= PLACES / 2, "a table that is too full is slow");
        let mut places = [EMPTY; PLACES];
        let mut number = 0;
        while number < N {
            let mut place = hash(names[number].as_bytes());
            while places[place] != EMPTY {
                place = (place + 1) % PLACES;
            }
            places[place] = number as u16;
            number += 1;
        }
        Names { names, places }
    }

    /// The number of the name in the list.
    #[inline]
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let mut place = hash(name.as_bytes());
        loop {
            // The number of an empty place is that of no name.
            let number = usize::from(self.places[place]);
            if *self.names.get(number)? == name {
                return Some(number);
            }
            place = (place + 1) % PLACES;
        }
    }
}

/// A place for a name, by its length and its first and last eight bytes; four, if it is shorter.
#[inline]
const fn hash(name: &[u8]) -> usize {
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (name.first_chunk(), name.last_chunk()) {
            (Some(first), Some(last)) => {
                (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64)
            }
            _ => (0, 0),
        },
    };
    let mixed = first ^ last.rotate_left(29) ^ name.len() as u64;
    let places = PLACES.trailing_zeros();
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - places)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    static NAMES: Names<4> = Names::new(["GetUser", "GetRole", "AVeryLongOperation", "A"]);

    #[test]
    fn finds_each_name_by_its_number() {
        for (number, name) in NAMES.names.iter().enumerate() {
            assert_eq!(NAMES.find(name), Some(number), "{name}");
        }
    }

    #[test]
    fn finds_nothing_else() {
        for name in
            ["", "a", "B", "getUser", "GetUsers", "AVeryLongOperatioN", "AVeryXongOperation"]
        {
            assert_eq!(NAMES.find(name), None, "{name}");
        }
    }
}
