//! [`Walk`]: an emulator, with or without a twin, and the model beside it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use iam_codec::Timestamp;
use iam_emulator::{Emulator, State};

use super::answers::post;
use super::reads;
use super::steps::{Step, Verb};
use super::store::Model;
use super::worlds;

/// When everything begins.
const BEGIN: u64 = 1_700_000_000;

/// The beginnings, with their states.
static WORLDS: LazyLock<Vec<(State, Model)>> =
    LazyLock::new(|| (0..worlds::COUNT).map(begun).collect());

pub(super) struct Walk {
    clock: Arc<AtomicU64>,
    emulator: Emulator,
    model: Model,
    /// Of a careful walk, another emulator that gets the same requests.
    twin: Option<Emulator>,
}

impl Walk {
    /// One that goes on from a beginning. A careful one takes several times as long.
    pub(super) fn from(world: usize, is_careful: bool) -> Walk {
        let (state, model) = &WORLDS[world];
        let clock = Arc::new(AtomicU64::new(model.now));
        let emulator = || emulator(&clock, state.clone());
        let (emulator, twin) = (emulator(), is_careful.then(emulator));
        Walk { clock, emulator, model: model.clone(), twin }
    }

    /// Takes a step, and says whether it is not refused.
    pub(super) fn take(&mut self, step: &Step) -> bool {
        if step.verb == Verb::Wait {
            self.model.now += step.pause();
            self.clock.store(self.model.now, Ordering::Relaxed);
            return true;
        }
        let before = self.twin.as_ref().map(Emulator::state);
        let (body, signer) = (self.model.body(step), self.model.signer(step));
        let answer = post(&self.emulator, &body, &signer);
        let expected = self.model.take(step, &answer);
        assert_eq!(answer.outcome(), expected, "{step:?}: {body}");
        if let Some(twin) = &self.twin {
            assert_eq!(answer, post(twin, &body, &signer), "{step:?}");
            let is_same = before.is_none_or(|before| before == self.emulator.state());
            assert!(is_same || !(expected.is_err() || step.only_reads()), "{step:?}: {body}");
        }
        expected.is_ok()
    }

    /// Reads what is chosen; on a careful walk after the state was saved and loaded.
    pub(super) fn end(mut self, size: usize, is_chosen: impl FnMut() -> bool) {
        if self.twin.is_some() {
            let saved = serde_json::to_string(&self.emulator.state()).expect("a state is JSON");
            let loaded = serde_json::from_str(&saved).expect("a saved state");
            let loaded = emulator(&self.clock, loaded);
            assert_eq!(loaded.state(), self.emulator.state());
            self.emulator = loaded;
        }
        reads::check(&self.emulator, &mut self.model, size, is_chosen);
    }
}

fn emulator(clock: &Arc<AtomicU64>, state: State) -> Emulator {
    let clock = clock.clone();
    let now = move || Timestamp::from_unix(clock.load(Ordering::Relaxed)).unwrap_or_default();
    let emulator = Emulator::new().with_clock(now);
    emulator.restore(state);
    emulator
}

/// A beginning: an account begins with its first success.
fn begun(world: usize) -> (State, Model) {
    let clock = Arc::new(AtomicU64::new(BEGIN));
    let emulator = emulator(&clock, State::default());
    let model = Model { now: BEGIN, ..Model::default() };
    post(&emulator, "Action=GetUser&Version=2010-05-08", &model.root());
    let mut walk = Walk { clock, emulator, model, twin: None };
    for step in worlds::steps(world) {
        assert!(walk.take(&step), "{step:?} is refused");
    }
    (walk.emulator.state(), walk.model)
}
