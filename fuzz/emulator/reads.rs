//! All lists in the end, in pages of this size: together they have what the model has.

use iam_emulator::Emulator;

use super::rows::{Answer, Row, encoded, in_order, post};
use super::steps::{KINDS, NAMES, Step, Verb};
use super::store::Model;

pub(super) fn check(emulator: &Emulator, model: &mut Model, size: usize) {
    let lists = [
        Verb::List,
        Verb::ListGroupsForUser,
        Verb::ListAttached,
        Verb::ListInline,
        Verb::ListPolicies,
        Verb::ListVersions,
        Verb::ListTags,
        Verb::ListKeys,
    ];
    for kind in KINDS {
        for name in &NAMES[..3] {
            for verb in lists {
                let step = Step { verb, kind, name, other: name, number: 0 };
                if let Ok(expected) = model.take(&step, &Answer::default()) {
                    assert_eq!(
                        in_order(pages(emulator, &step.body(model.key(0)), size)),
                        expected,
                        "{step:?}"
                    );
                }
            }
        }
    }
}

/// The rows of all pages of a list.
fn pages(emulator: &Emulator, body: &str, size: usize) -> Vec<Row> {
    let (mut rows, mut marker) = (Vec::new(), None);
    loop {
        let from = marker
            .map(|marker: String| format!("&Marker={}", encoded(&marker)))
            .unwrap_or_default();
        let answer = post(emulator, &format!("{body}&MaxItems={size}{from}"), "root");
        assert_eq!(answer.status, 200, "{}", answer.body);
        rows.extend(answer.rows());
        marker = answer.text("Marker");
        if marker.is_none() {
            return rows;
        }
    }
}
