//! The emulator as a machine of states: requests one after the other, beside a small model of what IAM keeps, which
//! shares no code with it.

#[path = "emulator/holders.rs"]
mod holders;
#[path = "emulator/managed.rs"]
mod managed;
#[path = "emulator/model.rs"]
mod model;
#[path = "emulator/reads.rs"]
mod reads;
#[path = "emulator/requests.rs"]
mod requests;
#[path = "emulator/rows.rs"]
mod rows;
#[path = "emulator/steps.rs"]
mod steps;
#[path = "emulator/store.rs"]
mod store;

use iam_codec::Timestamp;
use iam_emulator::Emulator;

use crate::properties::Property;
use rows::{Answer, post};
use steps::Step;
use store::Model;

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("emulator_sequence", emulator_sequence)];

/// How many requests a sequence has at most.
const LONGEST: usize = 30;

/// Each request is answered as the model says, and by a second emulator of the same seed with the same bytes. What is
/// refused, and what only reads, changes nothing. In the end, all lists have what the model has, also page by page and
/// after the state was saved and loaded.
pub fn emulator_sequence(data: &[u8]) {
    let (emulator, twin, mut model) = (emulator(), emulator(), Model::default());
    for bytes in data.chunks_exact(Step::BYTES).take(LONGEST) {
        let step = Step::of(bytes);
        let before = emulator.state();
        let answer = send(&emulator, &step, &model);
        assert_eq!(answer, send(&twin, &step, &model), "{step:?}");
        let expected = model.take(&step, &answer);
        assert_eq!(answer.outcome(), expected, "{step:?} of {data:?}");
        if expected.is_err() || step.only_reads() {
            assert_eq!(emulator.state(), before, "{step:?} of {data:?}");
        }
    }
    reads::check(&loaded(&emulator), &mut model, 1 + data.len() % 3);
}

/// An emulator whose account has begun, as it does with the first success.
fn emulator() -> Emulator {
    let clock = || Timestamp::from_unix(1_700_000_000).unwrap_or_default();
    let emulator = Emulator::new().with_clock(clock);
    post(&emulator, "Action=GetUser&Version=2010-05-08", "root");
    emulator
}

/// Another emulator with what this one has saved.
fn loaded(emulator: &Emulator) -> Emulator {
    let saved = serde_json::to_string(&emulator.state()).expect("a state is JSON");
    let loaded = self::emulator();
    loaded.restore(serde_json::from_str(&saved).expect("a saved state"));
    assert_eq!(loaded.state(), emulator.state());
    loaded
}

fn send(emulator: &Emulator, step: &Step, model: &Model) -> Answer {
    let key = model.key(step.number);
    post(emulator, &step.body(key), step.signer(key))
}
