//! The parity kit and the emulator, compared with each other: all cases, and faults around the emulator.
#[path = "support/emulator.rs"]
mod endpoint;
#[path = "support/emulator_faults.rs"]
mod faults;
#[path = "support/spoiler.rs"]
mod spoiler;
#[path = "support/sweeps.rs"]
mod sweeps;
#[path = "support/texts.rs"]
mod texts;

use endpoint::Emulator;
use faults::FAULTS;
use spoiler::{OF_ANSWERS, OF_OPERATIONS, OF_STATE};
use sweeps::SWEEPS;
use texts::TEXTS;

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
    assert!(report.count(Verdict::Same) >= 1990, "{}", report.text());
    eprintln!("{}", report.text().lines().last().unwrap_or_default());
}

#[test]
fn every_fault_around_the_emulator_is_found() {
    let (mut missed, built_in) = (String::new(), Suite::built_in());
    for (name, fault, numbers, line) in FAULTS {
        let mut suite = built_in.clone();
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

#[test]
fn every_spoiled_endpoint_is_found_at_the_right_level() {
    let (mut missed, mut found) = (String::new(), 0);
    let built_in = Suite::built_in();
    for fault in OF_OPERATIONS.iter().chain(OF_STATE).chain(OF_ANSWERS) {
        let mut suite = built_in.clone();
        suite.retain(fault.cases).unwrap();
        let spoiled = report(&suite, |emulator, call| fault.spoil.answer(emulator, call));
        if spoiled.failures(fault.level).next().is_some() {
            found += 1;
        } else if !lacks_operations(&report(&suite, Emulator::answer)) {
            let lines: Vec<_> = spoiled.outcomes.iter().flat_map(Outcome::lines).collect();
            missed += &format!("{:?}: {lines:#?}\n", fault.spoil);
        }
    }
    assert_eq!(missed, "");
    assert!(found >= 60, "{found}");
}

#[test]
fn every_operation_that_takes_along_what_it_must_leave_alone_is_found() {
    let (mut missed, built_in) = (String::new(), Suite::built_in());
    for sweep in SWEEPS {
        let mut suite = built_in.clone();
        suite.retain(&[sweep.action]).unwrap();
        let spoiled = report(&suite, |emulator, call| sweep.answer(emulator, call));
        if spoiled.failures(sweep.level).next().is_none() {
            missed += &format!("{}\n", sweep.name());
        }
    }
    assert_eq!(missed, "");
}

#[test]
fn every_element_with_another_text_or_none_is_found() {
    let (mut missed, built_in) = (String::new(), Suite::built_in());
    for fault in TEXTS {
        let mut suite = built_in.clone();
        suite.retain(fault.cases).unwrap();
        let spoiled = report(&suite, |emulator, call| fault.answer(emulator, call));
        if spoiled.failures(fault.level).next().is_none() {
            missed += &format!("{} {} of {:?}\n", fault.action, fault.element, fault.cases);
        }
    }
    assert_eq!(missed, "");
}

/// Whether the emulator, without a fault, has not all operations of the cases.
fn lacks_operations(report: &Report) -> bool {
    report.outcomes.iter().any(|outcome| outcome.note.ends_with("is not implemented"))
}
