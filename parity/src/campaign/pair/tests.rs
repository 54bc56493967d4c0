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

fn read(status: u16, body: &str) -> Result<ParsedAnswer, String> {
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

/// The action and the name of a call: `TagUser parity-0000000001`.
fn told(call: &Call) -> String {
    let body = String::from_utf8_lossy(&call.body).into_owned();
    let part = |name: &str| {
        let rest = body.split(name).nth(1).and_then(|rest| rest.split('&').next());
        rest.unwrap_or_default().to_owned()
    };
    format!("{} {}", part("Action="), part("UserName="))
}

/// A server whose users have the name of the request and an ARN in this account.
fn answer(call: &Call, account: &str) -> Answer {
    let told = told(call);
    let (action, name) = told.split_once(' ').unwrap();
    if action == "NoSuchOperation" {
        return Answer { status: 501, ..Answer::default() };
    }
    let result = match action {
        "CreateUser" | "GetUser" => {
            let arn = format!("arn:aws:iam::{account}:user/{name}");
            format!(
                "<{action}Result><User><UserName>{name}</UserName><Arn>{arn}</Arn></User></{action}Result>"
            )
        }
        "ListUserTags" => "<ListUserTagsResult><Tags/></ListUserTagsResult>".to_owned(),
        _ => String::new(),
    };
    let body = format!("<{action}Response>{result}<ResponseMetadata/></{action}Response>");
    Answer { status: 200, headers: Vec::new(), body: body.into() }
}

/// Plays a creation, a request that tags, and a read, where this answers instead of the endpoint; gives the lines of
/// what is found and the calls of both.
fn played(
    spoil: impl Fn(&str, Answer) -> Answer,
    has_reference: bool,
) -> (Vec<String>, Vec<String>, Vec<String>) {
    let of = |action: &str, rest: &str| {
        Step::Text(format!("Action={action}&Version=2010-05-08&UserName=parity-0000000000{rest}"))
    };
    let tag = of("TagUser", "&Tags.member.1.Key=a&Tags.member.1.Value=b");
    let steps = vec![of("CreateUser", ""), tag, of("GetUser", "")];
    let sequence = Sequence { resource: "user".to_owned(), steps };
    let (mut calls, mut others) = (Vec::new(), Vec::new());
    let mut endpoint = |call: &Call| {
        calls.push(told(call));
        Ok(spoil(&told(call), answer(call, "123456789012")))
    };
    let mut reference = |call: &Call| {
        others.push(told(call));
        Ok(answer(call, "987654321098"))
    };
    let suite = Suite::built_in();
    let options = Options::default();
    let against = has_reference.then_some(&mut reference as &mut dyn Endpoint);
    let mut pair = EndpointPair::new(&suite, &[], &mut endpoint, against, &options).unwrap();
    let found = pair.play(&sequence);
    let lines = found.iter().map(|found| format!("{} {}", found.step, found.difference.line()));
    (lines.collect(), calls, others)
}

const NAME: &str = "parity-0000000001";

fn named(actions: &[&str]) -> Vec<String> {
    let all = actions.iter().map(|action| format!("{action} {NAME}"));
    std::iter::once("NoSuchOperation ".to_owned()).chain(all).collect()
}

#[test]
fn after_each_step_both_stores_are_read_and_in_the_end_all_is_removed() {
    let (lines, calls, others) = played(|_, answer| answer, true);
    // Another account is not a difference.
    assert_eq!(lines, [""; 0]);
    let list = "ListUserTags";
    let all = ["CreateUser", list, "TagUser", list, "GetUser", list, "DeleteUser", "DeleteUser"];
    assert_eq!((calls, others), (named(&all), named(&all)));
    let (lines, calls, others) = played(|_, answer| answer, false);
    assert_eq!((lines.len(), others.len()), (0, 0));
    let alone = ["CreateUser", "TagUser", "GetUser", "DeleteUser", "DeleteUser"];
    assert_eq!(calls, named(&alone));
}

#[test]
fn a_play_ends_with_what_may_leave_other_things_stored() {
    let status = |of: &'static str, status: u16| {
        move |told: &str, answer: Answer| match told.starts_with(of) {
            true => Answer { status, ..answer },
            false => answer,
        }
    };
    let texts = |of: &'static str, from: &'static str, to: &'static str| {
        move |told: &str, answer: Answer| match told.starts_with(of) {
            true => Answer { body: answer.text().replace(from, to).into(), ..answer },
            false => answer,
        }
    };
    let list = "ListUserTags";
    // A refusal leaves the stores different: nothing more is sent but removals.
    let (lines, calls, _) = played(status("TagUser", 400), true);
    assert_eq!(lines, ["1 refuses answer: 400, not 200"]);
    assert_eq!(calls, named(&["CreateUser", list, "TagUser", "DeleteUser", "DeleteUser"]));
    // Another text does not.
    let (lines, calls, _) = played(texts("CreateUser", "<UserName>", "<UserName>x"), true);
    assert_eq!(lines, ["0 answer result/User/UserName: xparity-0000000000, not parity-0000000000"]);
    assert_eq!(calls.len(), 9);
    // Other stored tags are the end.
    let tag = "<Tags><member><Key>a</Key><Value>b</Value></member></Tags>";
    let (lines, calls, _) = played(texts(list, "<Tags/>", tag), true);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("0 state ListUserTags: result/Tags: "), "{lines:?}");
    assert_eq!(calls, named(&["CreateUser", list, "DeleteUser", "DeleteUser"]));
    // Words and layout of the list are findings of the list itself.
    let (lines, ..) = played(texts(list, "<ResponseMetadata/>", "<A/><ResponseMetadata/>"), true);
    assert_eq!(lines, [""; 0]);
}
