//! Mutations for fuzzing: a request body in, a slightly different one out.
//!
//! Random bytes seldom get past the grammar of a form body. This module takes a body apart at `&`
//! and `=`, changes what a decoder of IAM requests looks at (pairs, dotted names, member numbers,
//! letter case, escapes, the action), and puts it together again. Any bytes will do as a body, and what
//! comes out may be well formed or broken.
//!
//! [`Spelling`] and [`respell`] write a body in other ways that mean the same, and [`Hostile`] are bodies that make a
//! parser work. With these, faults show that panic nowhere: [the codec as the oracle](oracle) has whole targets.
//!
//! [`mutate`] and [`cross_over`] have the shape that libFuzzer asks for, and are deterministic: the same bytes
//! and the same seed give the same result. A whole target, `fuzz/fuzz_targets/requests.rs`:
//!
//! ```text
#![doc = include_str!("../../examples/toy_parser/fuzz_targets/requests.rs")]
//! ```
//!
//! and its `fuzz/Cargo.toml`:
//!
//! ```toml
//! [package]
//! name = "my-emulator-fuzz"
//! version = "0.0.0"
//! edition = "2024"
//! publish = false
//!
//! [package.metadata]
//! cargo-fuzz = true
//!
//! [dependencies]
//! iam-codec = { version = "0.1", features = ["mutator"] }
//! libfuzzer-sys = "0.4"
//! my-emulator = { path = ".." }
//!
//! [[bin]]
//! name = "requests"
//! path = "fuzz_targets/requests.rs"
//! test = false
//! doc = false
//!
//! [workspace]
//! ```
//!
//! Begin with a corpus: the mutator changes requests and invents none, so that without seeds it seldom
//! reaches what lies behind routing. The package has one: `testdata/requests/*.form` are valid bodies of all operations
//! (`TagUser*.form` those of one), `testdata/rejected/*.form` bodies that AWS refuses. It also has a dictionary of
//! names that an emulator looks for, `dictionaries/aws-query.dict`:
//!
//! ```text
//! mkdir -p fuzz/corpus/requests && cp IAM_CODEC/testdata/{requests,rejected}/*.form fuzz/corpus/requests
//! cargo +nightly fuzz run requests fuzz/corpus/requests -- -dict=IAM_CODEC/dictionaries/aws-query.dict -max_len=8192
//! ```
//!
//! The compiler is a nightly one, since `cargo fuzz` builds with AddressSanitizer; with `--sanitizer none` a
//! stable one does.
//!
//! `IAM_CODEC` is the package's folder, `~/.cargo/registry/src/*/iam-codec-*`.

mod body;
mod hostile;
#[cfg(any(doc, doctest))]
pub mod oracle;
mod pairs;
mod spelling;
mod text;
mod texts;
#[cfg(test)]
mod turns;
mod vocabulary;

pub(crate) use body::Random;
use body::{Body, Mutation};
pub use hostile::Hostile;
pub use spelling::{Spelling, respell};

/// Changes the body in `data[..size]` in one to three steps and returns its new size.
///
/// One step in four hands a name or a value to `mutate_bytes`, the engine's own mutator, which
/// knows what the program compares its input with. It gets a buffer, the size of the text in it
/// and the size of the buffer, and returns the new size of the text.
///
/// What does not fit into `max_size` bytes, or into `data`, is cut off. The time is linear in the size.
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

/// [`texts::escape`] comes after the mutations that need an escape: where they find none, it makes one.
const MUTATIONS: &[Mutation] = &[
    pairs::add,
    pairs::lengthen_list,
    pairs::add_twins,
    pairs::drop_run,
    pairs::swap,
    pairs::duplicate,
    pairs::repeat_member,
    pairs::change_action,
    texts::renumber,
    texts::reshape,
    texts::replace_value,
    texts::stretch_value,
    texts::flip_case,
    texts::change_space,
    texts::break_escape,
    texts::unescape,
    texts::escape,
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

    /// Pieces of bodies in any order.
    fn rubble(seed: u32) -> Vec<u8> {
        let mut random = Random(seed.into());
        let pieces = b"&,=,%,%2,%41,+,.member.,Tags,TagKeys,.Key,1,\xff,Action,UserName";
        let pieces: Vec<&[u8]> = pieces.split(|&byte| byte == b',').collect();
        let count = random.below(24);
        (0..count).filter_map(|_| random.pick(&pieces).copied()).collect::<Vec<_>>().concat()
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
    fn crosses_over_at_either_end() {
        for wanted in [b"b=2&a=1", b"a=1&b=2"] {
            let makes = |seed| {
                let mut out = [0; 64];
                let size = cross_over(b"a=1", b"b=2", &mut out, seed);
                &out[..size] == wanted
            };
            assert!((0..1000).any(makes), "{}", String::from_utf8_lossy(wanted));
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
