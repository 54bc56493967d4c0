//! The parity kit and the emulator, held against each other: all cases, and faults around the emulator.
#[path = "support/emulator.rs"]
mod endpoint;
#[path = "support/emulator_faults.rs"]
mod faults;

use endpoint::Emulator;
use faults::FAULTS;
use iam_parity::{Call, Level, Options, Outcome, Report, Suite, Verdict, run};

fn report(suite: &Suite, answer: impl Fn(&Emulator, &Call) -> iam_parity::Answer) -> Report {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| Ok(answer(&emulator, call));
    run(suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap()
}

#[test]
fn the_emulator_does_what_aws_does_in_all_cases() {
    let report = report(&Suite::built_in(), Emulator::answer);
    let failures: String = report.failures(Level::Layout).map(Outcome::text).collect();
    assert_eq!(failures, "");
    assert_eq!(report.leftovers, [""; 0]);
    assert!(report.count(Verdict::Same) >= 1147, "{}", report.text());
}

#[test]
fn every_fault_around_the_emulator_is_found() {
    let mut missed = String::new();
    for (name, fault, numbers, line) in FAULTS {
        let mut suite = Suite::built_in();
        suite.retain(&numbers.split(' ').collect::<Vec<_>>()).unwrap();
        let faultless = report(&suite, Emulator::answer);
        assert_eq!(faultless.failures(Level::Layout).count(), 0, "{name}");

        let report = report(&suite, fault);
        let lines: Vec<_> = report.outcomes.iter().flat_map(Outcome::lines).collect();
        if !lines.iter().any(|found| found.starts_with(line)) {
            missed += &format!("{name}: {lines:#?}\n");
        }
    }
    assert_eq!(missed, "");
}
