//! The levels of differences in reports: which cases fail at which level.
#[path = "support/levels.rs"]
mod levels;
#[path = "support/server.rs"]
mod server;

use iam_parity::{Answer, Call, Level, Options, Report, Suite, run};
use levels::FAULTS;
use server::Server;

/// A report with a case of each level, and one that is the same.
fn report() -> Report {
    let mut all = Report::default();
    let same: levels::Fault = (Level::Layout, "routing/1.1", Server::answer);
    for (_, case, answer) in FAULTS.iter().chain([&same]) {
        let mut suite = Suite::built_in();
        suite.retain(&[*case]).unwrap();
        let mut server = Server::default();
        let mut endpoint = |call: &Call| Ok::<Answer, String>(answer(&mut server, call));
        let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
        assert_eq!(report.outcomes.len(), 1, "{case}");
        all.outcomes.extend(report.outcomes);
    }
    all
}

/// The cases of this level and worse ones, in the order of `FAULTS`, which is that of the levels.
fn from(level: Level) -> Vec<(&'static str, &'static str)> {
    let worse = FAULTS.iter().filter(|(of, ..)| *of >= level);
    worse.map(|(of, case, _)| (*case, of.as_str())).collect()
}

#[test]
fn there_is_a_case_of_each_level() {
    let levels: Vec<_> = FAULTS.iter().map(|(level, ..)| *level).collect();
    assert_eq!(levels, Level::ALL);
    let report = report();
    let found: Vec<_> = report.outcomes.iter().filter_map(iam_parity::Outcome::level).collect();
    assert_eq!(found, Level::ALL);
    for level in Level::ALL {
        assert_eq!(report.count_worst(*level), 1, "{level}");
    }
}

#[test]
fn the_cases_of_a_level_and_of_worse_ones_fail_at_it() {
    let report = report();
    for level in Level::ALL {
        let failures: Vec<_> = report.failures(*level).map(|o| o.number.clone()).collect();
        let wanted: Vec<_> = from(*level).into_iter().map(|(case, _)| case).collect();
        assert_eq!(failures, wanted, "{level}");
    }
}

#[test]
fn junit_has_a_failure_for_each_case_of_a_level_and_of_worse_ones() {
    let report = report();
    for level in Level::ALL {
        let junit = report.junit(*level);
        let wanted = from(*level);
        let mut lines = junit.lines();
        let head = lines.find(|line| line.starts_with("<testsuites")).unwrap();
        let counts =
            format!("<testsuites name=\"parity\" tests=\"8\" failures=\"{}\" ", wanted.len());
        assert!(head.starts_with(&counts), "{level}: {head}");

        let mut failures = Vec::new();
        for test in junit.split("<testcase ").skip(1) {
            let name = test.split("name=\"").nth(2).unwrap().split(' ').next().unwrap();
            let failure = test.split("<failure type=\"").nth(1);
            failures.extend(failure.map(|rest| (name, rest.split('"').next().unwrap())));
        }
        assert_eq!(failures, wanted, "{level}");
        let suites = junit.split("<testsuite ").skip(2);
        let counted =
            suites.filter_map(|suite| suite.split("failures=\"").nth(1)?.split('"').next());
        let counted: usize = counted.map(|count| count.parse::<usize>().unwrap()).sum();
        assert_eq!(counted, wanted.len(), "{level}");
    }
}
