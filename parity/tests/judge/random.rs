//! Random answers: the judge of the kit and a naive one agree.

use crate::naive::{check, suites, verdicts};

/// How many answers are tried.
const COUNT: u64 = 4000;

fn bytes(seed: u64) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..60).map(|_| random.u8(..)).collect()
}

#[test]
fn the_judge_and_a_naive_one_agree_on_random_answers() {
    let suites = suites();
    for seed in 0..COUNT {
        check(&suites, &bytes(seed));
    }
}

#[test]
fn both_judges_take_the_right_answers() {
    let suites = suites();
    for which in 0..suites.len() as u8 {
        for is_read in [0, 1] {
            let verdicts = verdicts(&suites, &[which, is_read]);
            assert!(verdicts.is_same && verdicts.is_right, "{}", verdicts.answer);
        }
    }
}

#[test]
fn random_answers_are_right_ones_and_wrong_ones() {
    let suites = suites();
    let right = (0..COUNT / 10).filter(|seed| verdicts(&suites, &bytes(*seed)).is_right).count();
    assert!((60..340).contains(&right), "{right}");
}
