//! The emulator as a machine of states: requests one after the other, beside a small model of what IAM keeps, which
//! shares no code with it.

#[path = "emulator/account.rs"]
mod account;
#[path = "emulator/answers.rs"]
mod answers;
#[path = "emulator/credentials.rs"]
mod credentials;
#[path = "emulator/elements.rs"]
mod elements;
#[path = "emulator/holders.rs"]
mod holders;
#[path = "emulator/managed.rs"]
mod managed;
#[path = "emulator/model.rs"]
mod model;
#[path = "emulator/names.rs"]
mod names;
#[path = "emulator/policies.rs"]
mod policies;
#[path = "emulator/reads.rs"]
mod reads;
#[path = "emulator/requests.rs"]
mod requests;
#[path = "emulator/sessions.rs"]
mod sessions;
#[path = "emulator/steps.rs"]
mod steps;
#[path = "emulator/store.rs"]
mod store;
#[path = "emulator/tags.rs"]
mod tags;
#[path = "emulator/tree.rs"]
mod tree;
#[path = "emulator/values.rs"]
mod values;
#[path = "emulator/walk.rs"]
mod walk;
#[path = "emulator/worlds.rs"]
mod worlds;

use crate::inputs::Dice;
use crate::properties::Property;
use steps::Step;
use walk::Walk;

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("emulator_sequence", emulator_sequence)];

/// How many requests a sequence has.
const LENGTH: usize = 20;

/// What an engine begins with that has no inputs.
const FIRST: &[u8] = b"\n";

/// Each request is answered as the model says, and by a second emulator of the same seed with the same bytes. What is
/// refused, and what only reads, changes nothing. In the end, all reads and all lists tell what the model has, also
/// page by page and after the state was saved and loaded.
pub fn emulator_sequence(data: &[u8]) {
    let mut dice = Dice::of(data);
    let (first, rest) = data.split_first().unwrap_or((&1, &[]));
    let mut walk = Walk::from(usize::from(*first) % worlds::COUNT, dice.below(8) == 0);
    for step in steps(rest, &mut dice) {
        walk.take(&step);
    }
    walk.end([1, 2, 7][dice.below(3)], || dice.below(12) == 0);
}

/// Whether a fuzzer shall keep an input that reaches something new. Nearly every sequence does, if only more often than
/// others, and an engine that keeps them all is busy with little else.
pub fn is_kept(data: &[u8]) -> bool {
    data == FIRST || Dice::of(data).below(16) == 0
}

/// The steps that the bytes say, and then others by chance, since a fuzzer begins with few bytes.
fn steps(data: &[u8], dice: &mut Dice) -> Vec<Step> {
    let mut more = || [0; Step::BYTES].map(|_| dice.below(256) as u8);
    let said = data.chunks_exact(Step::BYTES).map(Step::of);
    let mut steps: Vec<_> = said.take(LENGTH).collect();
    steps.resize_with(LENGTH, || Step::of(&more()));
    steps
}
