//! Cases and endpoints of one answer.

use iam_parity::{Answer, Call, Difference, Options, Report, Suite, Verdict, run};

const CASE: &str = r#"
theme = "judge"
[[case]]
number = "1.1"
title = "a"
basis = "documented"
source = "b"
"#;

/// A suite of one case: its request, and what it expects.
pub(crate) fn case(text: &str) -> Suite {
    let mut suite = Suite::default();
    suite.add(include_str!("../../cases/operations.toml")).unwrap();
    suite.add(&format!("{CASE}{text}")).unwrap();
    suite.retain(&["judge"]).unwrap();
    suite
}

/// The report on an endpoint that has not the operation that nobody has.
pub(crate) fn report(
    suite: &Suite,
    mut answer: impl FnMut(&Call) -> Result<Answer, String>,
) -> Report {
    let mut endpoint = |call: &Call| match call.text().contains("NoSuchOperation") {
        true => Ok(Answer { status: 501, ..Answer::default() }),
        false => answer(call),
    };
    run(suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap()
}

/// The answer with this body; `None` if there is none.
pub(crate) fn answer(status: u16, body: Option<&str>) -> Result<Answer, String> {
    let body = body.ok_or("no connection")?;
    Ok(Answer { status, headers: Vec::new(), body: body.into() })
}

/// All that the kit has found.
pub(crate) fn found(report: &Report) -> Vec<Difference> {
    let differs = report.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Differs);
    differs.flat_map(|outcome| outcome.differences.clone()).collect()
}
