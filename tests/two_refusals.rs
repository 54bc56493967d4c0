//! A request with two things wrong gets the answer to the first in AWS's order: unreadable escapes, the version, the
//! first parameter that cannot be read, all violations together, names, reserved keys, equal keys.

use iam_codec::{Request, RequestError};

const VALID: [&str; 10] = [
    "Action=TagRole",
    "Version=2010-05-08",
    "RoleName=app",
    "Tags.member.1.Key=Dept",
    "Tags.member.1.Value=1",
    "Tags.member.2.Key=Team",
    "Tags.member.2.Value=2",
    "Tags.member.3.Key=Site",
    "Tags.member.3.Value=3",
    "X=",
];

/// A fault: which pair it replaces, and by which, the place in AWS's order, code and sentence.
struct Wrong {
    at: usize,
    pair: &'static str,
    place: usize,
    code: &'static str,
    sentence: &'static str,
}

const fn wrong(
    at: usize,
    pair: &'static str,
    place: usize,
    code: &'static str,
    sentence: &'static str,
) -> Wrong {
    Wrong { at, pair, place, code, sentence }
}

const WRONG: &[Wrong] = &[
    wrong(9, "X=%4", 0, "MalformedInput", "invalid percent escape"),
    wrong(
        1,
        "Version=2010-05-09",
        1,
        "InvalidAction",
        "Could not find operation TagRole for version 2010-05-09",
    ),
    wrong(4, "Tags.member.0.Value=1", 2, "MalformedInput", "0 is not a valid index"),
    wrong(
        8,
        "Tags.member.3.Value.x=3",
        2,
        "MalformedInput",
        "Start of list found where not expected",
    ),
    wrong(
        2,
        "RoleName=",
        VIOLATION,
        "ValidationError",
        "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have \
         length greater than or equal to 1",
    ),
    wrong(
        6,
        "Tags.member.2.Value=%7C",
        VIOLATION,
        "ValidationError",
        r"1 validation error detected: Value at 'tags.2.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*",
    ),
    wrong(
        2,
        "RoleName=a/b",
        4,
        "ValidationError",
        "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the \
         following: +=,.@_-",
    ),
    wrong(
        5,
        "Tags.member.2.Key=aws:x",
        5,
        "InvalidInput",
        "Tag keys beginning with aws: are reserved for system use.",
    ),
    wrong(
        7,
        "Tags.member.3.Key=Dept",
        6,
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    ),
];

/// The place of what AWS lists together.
const VIOLATION: usize = 3;

fn refusal(wrong: &[&Wrong]) -> RequestError {
    let mut pairs = VALID;
    wrong.iter().for_each(|wrong| pairs[wrong.at] = wrong.pair);
    let body = pairs.join("&");
    Request::decode(body.as_bytes()).map(|request| panic!("{body}: {request:?}")).unwrap_err()
}

fn answer(error: &RequestError) -> (String, String) {
    let answer = error.to_response("id");
    let message = answer.message.unwrap_or_default();
    // The codec's own words end with a place.
    let sentence = message.split(": parameter X at byte").next().unwrap_or_default();
    (answer.code.as_str().to_owned(), sentence.to_owned())
}

#[test]
fn each_alone_gets_its_own_answer() {
    let answers: Vec<_> = WRONG.iter().map(|wrong| answer(&refusal(&[wrong]))).collect();
    let expected: Vec<_> =
        WRONG.iter().map(|wrong| (wrong.code.to_owned(), wrong.sentence.to_owned())).collect();
    assert_eq!(answers, expected);
}

#[test]
fn of_two_the_first_in_the_order_of_aws_is_reported() {
    for one in WRONG {
        for other in WRONG.iter().filter(|other| other.at > one.at) {
            let error = refusal(&[one, other]);
            // Of two that are in one place, what is first in the body.
            let first = if other.place < one.place { other } else { one };
            let alone = |wrong| refusal(&[wrong]).violations()[0].to_string();
            if (one.place, other.place) == (VIOLATION, VIOLATION) {
                let both = [alone(one), alone(other)].join("; ");
                let sentence = format!("2 validation errors detected: {both}");
                assert_eq!(answer(&error), ("ValidationError".to_owned(), sentence));
            } else {
                let expected = (first.code.to_owned(), first.sentence.to_owned());
                assert_eq!(answer(&error), expected, "{} and {}", one.pair, other.pair);
            }
        }
    }
}
