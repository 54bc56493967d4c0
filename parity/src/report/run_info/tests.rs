//! What a report says of its run.

use super::*;
use crate::text::normalize::is_timestamp;

#[test]
fn a_run_has_its_version_time_seed_and_cases() {
    let mut suite = Suite::built_in();
    let info = RunInfo::now(7, &suite);
    assert_eq!((&*info.version, info.seed), (env!("CARGO_PKG_VERSION"), 7));
    assert!(is_timestamp(&info.date), "{}", info.date);
    let hash = |suite: &str| suite.len() == 16 && suite.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(hash(&info.suite), "{}", info.suite);
    assert_eq!(RunInfo::now(8, &Suite::built_in()).suite, info.suite);
    // Fewer cases are other ones.
    suite.retain(&["tags"]).unwrap();
    assert_ne!(RunInfo::now(7, &suite).suite, info.suite);
    let line = "iam-parity 1, 2, seed 3, cases 4";
    let info = RunInfo { version: "1".into(), date: "2".into(), seed: 3, suite: "4".into() };
    assert_eq!(info.line(), line);
}
