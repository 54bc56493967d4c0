//! What a step tells of an endpoint and its reference.

use super::*;

#[test]
fn a_cause_has_what_differs_and_as_much_of_the_values_as_its_kind_tells() {
    let prediction = Prediction::of(b"Action=ListUsers&Version=2010-05-08");
    let of = |difference: Difference| {
        let cause = cause(&prediction, &difference);
        cause.strip_prefix(&format!("{}: ", prediction.says)).unwrap().to_owned()
    };
    let stands = |kind| Difference::new(kind, "what", "404: no such", "200: fine");
    for (kind, reaction) in [
        (DifferenceKind::Unanswered, "no-answer what: 200"),
        (DifferenceKind::Failure, "no-answer what: 200"),
        (DifferenceKind::Accepted, "accepts 200, not 404"),
        (DifferenceKind::Refused, "refuses 200, not 404"),
        (DifferenceKind::Status, "answer what: 200: fine, not 404: no such"),
        (DifferenceKind::Code, "answer what: 200: fine, not 404: no such"),
        (DifferenceKind::Fault, "answer what: 200: fine, not 404: no such"),
        (DifferenceKind::Message, "message what"),
        (DifferenceKind::ElementMissing, "answer what"),
    ] {
        assert_eq!(of(stands(kind)), reaction);
    }
    // What a read shows is a cause by what was read, whatever the values are.
    for kind in [DifferenceKind::Refused, DifferenceKind::Status, DifferenceKind::Element] {
        assert_eq!(of(stands(kind).in_read("GetUser")), "state GetUser: what");
    }
}

pub(super) fn read(status: u16, body: &str) -> Result<ParsedAnswer, String> {
    Ok(ParsedAnswer::read(&Answer { status, headers: Vec::new(), body: body.into() }))
}

fn reaction(parsed: Result<ParsedAnswer, String>) -> Reaction {
    Reaction { parsed, is_known: true, breaches: Vec::new() }
}

/// What an endpoint may answer to a request for a user.
fn user() -> Result<ParsedAnswer, String> {
    read(
        200,
        "<GetUserResponse><GetUserResult><User><Path>/</Path></User></GetUserResult>\
         <ResponseMetadata/></GetUserResponse>",
    )
}

fn refusal(status: u16, code: &str) -> Result<ParsedAnswer, String> {
    let error = format!("<Error><Type>Sender</Type><Code>{code}</Code></Error>");
    read(status, &format!("<ErrorResponse>{error}</ErrorResponse>"))
}

fn silent() -> Result<ParsedAnswer, String> {
    Err("reset".to_owned())
}

const FINE: &[u8] = b"Action=GetUser&Version=2010-05-08&UserName=a";
/// The caller's user, which each server may know in its way.
const UNSETTLED: &[u8] = b"Action=GetUser&Version=2010-05-08";
const REFUSED: &[u8] = b"Action=GetUser&Version=2010-05-08&UserName=%25";

/// The line of what is found, if anything is.
fn found(body: &[u8], actual: &Reaction, expected: Option<&Reaction>) -> Vec<String> {
    let found = differences(&Prediction::of(body), actual, expected, Extent::All);
    found.iter().map(|found| found.line()).collect()
}

#[test]
fn an_answer_is_compared_with_the_reference_or_else_with_what_the_codec_knows() {
    let none = "";
    let refused = "refuses answer: 404 NoSuchEntity, not 200";
    let accepted = "accepts answer: 200, not 404 NoSuchEntity";
    let failure = "no-answer answer: 500 E, not 200";
    let reset = "no-answer answer: reset, not 200";
    let anything = "no-answer answer: reset, not an answer";
    let failed = "no-answer answer: 500 E, not an answer";
    let checked = "accepts answer: 200, not 400 ValidationError: The specified value for userName is invalid. \
                   It must contain only alphanumeric characters and/or the following: +=,.@_-";
    let absent = || refusal(404, "NoSuchEntity");
    type Given = Option<Result<ParsedAnswer, String>>;
    type Row<'r> = (&'r [u8], Result<ParsedAnswer, String>, Given, &'r str);
    let rows: Vec<Row<'_>> = vec![
        // With a reference.
        (FINE, user(), Some(user()), none),
        (FINE, absent(), Some(user()), refused),
        (FINE, user(), Some(absent()), accepted),
        (FINE, refusal(500, "E"), Some(user()), failure),
        (FINE, silent(), Some(user()), reset),
        // The reference knows better than the codec.
        (REFUSED, user(), Some(user()), none),
        (REFUSED, absent(), Some(user()), refused),
        // One that fails itself knows nothing.
        (FINE, user(), Some(refusal(500, "E")), none),
        (FINE, silent(), Some(refusal(500, "E")), anything),
        (FINE, refusal(500, "E"), Some(refusal(503, "E")), failed),
        (FINE, absent(), Some(silent()), none),
        // Without one, the codec knows refusals alone.
        (FINE, user(), None, none),
        (FINE, absent(), None, none),
        (FINE, silent(), None, anything),
        (REFUSED, user(), None, checked),
        // Nobody knows what is not settled.
        (UNSETTLED, absent(), Some(user()), none),
        (UNSETTLED, user(), Some(absent()), none),
        (UNSETTLED, silent(), Some(user()), anything),
        (UNSETTLED, refusal(500, "E"), None, failed),
    ];
    for (body, actual, expected, line) in rows {
        let (actual, expected) = (reaction(actual), expected.map(reaction));
        let shown = format!("{} {:?}", body.escape_ascii(), actual.parsed);
        assert_eq!(found(body, &actual, expected.as_ref()).join("\n"), line, "{shown}");
    }
}

#[test]
fn an_operation_that_one_of_both_lacks_is_not_compared() {
    let known = |is_known, parsed| Reaction { is_known, ..reaction(parsed) };
    for (actual, expected, count) in [
        (true, None, 1),
        (false, None, 0),
        (true, Some(true), 1),
        (false, Some(true), 0),
        (true, Some(false), 0),
        (false, Some(false), 0),
    ] {
        let actual = known(actual, silent());
        let expected = expected.map(|is_known| known(is_known, user()));
        assert_eq!(found(FINE, &actual, expected.as_ref()).len(), count);
    }
}

#[test]
fn a_broken_rule_is_told_once_unless_the_reference_breaks_it_too_or_the_endpoint_fails() {
    let breaches = |numbers: &[usize]| -> Breaches {
        let breach = Difference::new(DifferenceKind::EveryAnswer, "every answer", "a", "b");
        numbers.iter().map(|number| (*number, breach.clone())).collect()
    };
    let with =
        |parsed, numbers: &[usize]| Reaction { breaches: breaches(numbers), ..reaction(parsed) };
    for (status, broken, reference, told, new) in [
        (200, &[1, 3][..], None, &[][..], &[1, 3][..]),
        (200, &[1, 3], None, &[1], &[3]),
        (200, &[1, 3], Some(&[][..]), &[], &[1, 3]),
        (200, &[1, 3], Some(&[1][..]), &[], &[3]),
        (200, &[1, 3], Some(&[1, 3][..]), &[], &[]),
        (404, &[1], None, &[], &[1]),
        (499, &[1], None, &[], &[1]),
        (500, &[1], None, &[], &[]),
        (501, &[1], None, &[], &[]),
    ] {
        let actual = with(read(status, "<a/>"), broken);
        let expected = reference.map(|numbers| with(user(), numbers));
        let mut known: BTreeSet<_> = told.iter().copied().collect();
        let found = news(&actual, expected.as_ref(), &mut known);
        let numbers: Vec<_> = found.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, new, "{status} {broken:?} {reference:?} {told:?}");
        let all: BTreeSet<_> = told.iter().chain(new).copied().collect();
        assert_eq!(known, all);
    }
}

#[test]
fn each_play_has_a_name_of_its_own_which_is_as_long_as_that_of_sequences() {
    let suite = Suite::default();
    let name = |seed, plays| {
        let mut endpoint = |_: &Call| Ok(Answer::default());
        let options = Options { seed, ..Options::default() };
        let pair = EndpointPair::new(&suite, &[], &mut endpoint, None, &options);
        let mut pair = pair.unwrap();
        pair.plays = plays;
        pair.next_name()
    };
    for (seed, plays, told) in [
        (0, 0, "parity-0000000001"),
        (1, 0, "parity-0000010001"),
        (7, 0xFFFE, "parity-000007ffff"),
        (7, 0xFFFF, "parity-0000070000"),
        (0xFF_FFFF, 1, "parity-ffffff0002"),
        (0x1FF_FFFF, 1, "parity-ffffff0002"),
    ] {
        assert_eq!(name(seed, plays), told);
        assert_eq!(told.len(), super::super::sequence::NAME.len());
    }
}
