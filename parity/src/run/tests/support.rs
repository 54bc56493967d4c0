//! Suites of few cases, and answers.

use crate::cases::suite::Suite;
use crate::exchange::call::{Answer, Call};
use crate::report::Report;
use crate::run::{Options, run};

/// This many cases of this text, with the types of resources and the operations that there are.
pub(super) fn cases(count: usize, text: &str) -> Suite {
    let mut suite = Suite::default();
    suite.add(include_str!("../../../cases/resources.toml")).unwrap();
    suite.add(include_str!("../../../cases/operations.toml")).unwrap();
    let head = "title = \"a\"\nbasis = \"documented\"\nsource = \"b\"\n";
    let case = |number| format!("[[case]]\nnumber = \"{number}\"\n{head}{text}\n");
    let all: String = (1..=count).map(case).collect();
    suite.add(&format!("theme = \"mine\"\n{all}")).unwrap();
    suite.retain(&["mine"]).unwrap();
    suite
}

pub(super) fn case(text: &str) -> Suite {
    cases(1, text)
}

pub(super) fn report(
    suite: &Suite,
    options: &Options,
    mut answer: impl FnMut(&Call, &str) -> Result<Answer, String>,
) -> Report {
    let mut endpoint = |call: &Call| match action(call).as_str() {
        // The first call learns how operations are answered that nobody has.
        "NoSuchOperation" => Ok(Answer { status: 501, ..Answer::default() }),
        action => answer(call, action),
    };
    run(suite, &mut endpoint, options, &mut |_, _| {}).unwrap()
}

pub(super) fn action(call: &Call) -> String {
    let text = call.text();
    let action = text.split("Action=").nth(1).and_then(|rest| rest.split(['&', '\n']).next());
    action.unwrap_or_default().to_owned()
}

/// A success with this result; without one, if it is empty.
pub(super) fn success(action: &str, result: &str) -> Answer {
    let result = match result {
        "" => String::new(),
        result => format!("<{action}Result>{result}</{action}Result>"),
    };
    let body = format!("<{action}Response>{result}<ResponseMetadata/></{action}Response>");
    Answer { status: 200, headers: Vec::new(), body: body.into() }
}

pub(super) fn error(status: u16, code: &str) -> Answer {
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code></Error></ErrorResponse>"
    );
    Answer { status, headers: Vec::new(), body: body.into() }
}
