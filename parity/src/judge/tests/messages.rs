//! Each kind of expectation of a message × each message that may come.

use crate::cases::expect::Expect;
use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::answer::{Operation, judge};
use crate::judge::kind::DifferenceKind;

const A: &str = "Value at 'a' failed to satisfy constraint: one";
const B: &str = "Value at 'b' failed to satisfy constraint: two";

/// The elements of an error that may say something.
fn messages() -> [String; 14] {
    let message = |text: &str| format!("<Message>{text}</Message>");
    let listed =
        |heading: &str, all: &[&str]| message(&format!("{heading} detected: {}", all.join("; ")));
    [
        String::new(),
        message(""),
        message("no"),
        message("no "),
        listed("1 validation error", &[A]),
        listed("1 validation errors", &[A]),
        listed("2 validation errors", &[A]),
        listed("1 error", &[A]),
        message(A),
        listed("2 validation errors", &[A, A]),
        listed("2 validation errors", &[A, B]),
        listed("2 validation errors", &[B, A]),
        listed("2 validation error", &[A, B]),
        listed("3 validation errors", &[A, B, B]),
    ]
}

/// Which messages differ: `m`.
fn differing(expect: &Expect) -> String {
    let differs = |message: String| {
        let error =
            format!("<Error><Type>Sender</Type><Code>ValidationError</Code>{message}</Error>");
        let body = format!("<ErrorResponse>{error}</ErrorResponse>").into();
        let answer = Answer { status: 400, headers: Vec::new(), body };
        let operation = Operation { action: "A", has_result: None };
        let found = judge(expect, operation, &Ok(ParsedAnswer::read(&answer)));
        match found.iter().map(|found| found.kind).collect::<Vec<_>>()[..] {
            [] => '.',
            [DifferenceKind::Message] => 'm',
            _ => 'x',
        }
    };
    messages().map(differs).iter().collect()
}

#[test]
fn a_message_is_the_expected_one_in_every_word_but_for_the_order_of_violations() {
    let error = "error = \"400 ValidationError\"";
    for (expect, found) in [
        (error.to_owned(), ".............."),
        (format!("{error}\nmessage = \"no\""), "mm.mmmmmmmmmmm"),
        // An empty one is a message too.
        (format!("{error}\nno_message = true"), ".mmmmmmmmmmmmm"),
        ("violations = [\"a: one\"]".to_owned(), "mmmm.mmmmmmmmm"),
        ("violations = [\"b: two\", \"a: one\"]".to_owned(), "mmmmmmmmmm..mm"),
        (format!("violations = [\"{A}\", \"b: two\"]"), "mmmmmmmmmm..mm"),
    ] {
        assert_eq!(differing(&toml::from_str(&expect).unwrap()), found, "{expect}");
    }
}
