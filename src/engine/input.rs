//! Structures ⇄ pairs: `Tags.member.1.Key=…` and all other names that say where a value belongs.
//!
//! Decoding is one pass over the pairs and one over the structure. The first finds for each name the
//! member that it stands for and makes a sorting key of it ([`names`]); the second hands the sorted values to
//! the members ([`fill`]). So pairs may come in any order (sorting clients send 10 before 2), and no step and
//! no allocation depends on the value of an index. Values are [checked](crate::engine::check) when all are read.

mod fill;
mod names;
pub(crate) mod plain;
mod put;

use std::borrow::Cow;

use self::fill::{Group, Keyed, Reader};
use self::names::{Names, Target};
use crate::engine::cursor::Source;
use crate::error::path;
use crate::error::problems::Problems;
use crate::schema::structure::StructureMut;
use crate::wire::form::FormError;

#[cfg(test)]
pub(crate) use self::names::longest_key;
pub(crate) use self::put::{put, put_required_first};

/// Fills `structure` from the pairs of `source`, and gives the value of `Version`.
///
/// # Errors
///
/// A name or value that cannot be read, wherever it is. All else that is wrong goes to `problems`.
pub(crate) fn read<'a>(
    structure: &mut dyn StructureMut<'a>,
    source: &mut dyn Source<'a>,
    problems: &mut Problems,
) -> Result<Option<Cow<'a, str>>, FormError> {
    let mut pairs = Vec::with_capacity(source.pairs_left().min(USUAL));
    let (mut version, mut given) = (None, 0_u128);
    let mut names = Names::new(structure.table());
    // The first parameter that cannot be read counts; the pairs behind it are only searched for escapes.
    let mut is_readable = true;
    while let Some((name, value)) = source.next_pair()? {
        match names.target(&name, value.is_empty()) {
            Ok(Target::Unknown) => {}
            Ok(Target::Version) => {
                version.get_or_insert(value);
            }
            Ok(Target::Member(key)) if is_readable && !is_repeated(key, &mut given) => {
                pairs.push(Keyed { key, number: source.number(), value });
            }
            Err(malformed) if is_readable => {
                let malformed = malformed.at_top_level(path::split(&name).1);
                problems.malformed(malformed, source.number());
                is_readable = false;
            }
            _ => {}
        }
    }
    if !pairs.is_sorted_by_key(|pair| pair.key) {
        pairs.sort_by_key(|pair| pair.key);
    }
    Reader { problems }.structure(structure, Group { pairs: &mut pairs, depth: 0 }, None);
    problems.name_pair(|number| source.pair(number));
    Ok(version)
}

/// Whether a key is that of an outermost member that was given before. Of such pairs the first counts, so
/// the others are not kept: else they would take four times the memory of the body.
fn is_repeated(key: u128, given: &mut u128) -> bool {
    let (member, below) = (1 << (key >> (u128::BITS - names::MEMBER)), key << names::MEMBER);
    let is_repeated = below == 0 && *given & member != 0;
    *given |= if below == 0 { member } else { 0 };
    is_repeated
}

/// How many pairs a request has at most, as a rule.
const USUAL: usize = 32;
