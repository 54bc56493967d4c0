//! Bodies that mean the same, whatever the operation: the spellings of the mutator.

use iam_codec::mutator::{Spelling, respell};

use crate::inputs::Dice;

/// The same pairs in the same order, spelled otherwise.
pub(super) fn in_order(body: &[u8], dice: &mut Dice) -> Vec<u8> {
    let moves = [
        Spelling::Duplicates,
        Spelling::Unknown,
        // A list of parameters shows the numbers as they are.
        Spelling::LeadingZeros,
        Spelling::Order,
    ];
    let kept: Vec<_> =
        Spelling::ALL.iter().copied().filter(|spelling| !moves.contains(spelling)).collect();
    respell(body, &kept, seed(dice))
}

/// The same value of any known operation, in any spelling.
pub(super) fn in_any_order(body: &[u8], dice: &mut Dice) -> Vec<u8> {
    respell(body, Spelling::ALL, seed(dice))
}

fn seed(dice: &mut Dice) -> u32 {
    dice.below(1 << 32) as u32
}
