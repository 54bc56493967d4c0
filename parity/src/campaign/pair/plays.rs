//! Plays of one sequence, call by call, at an endpoint and a reference.

use std::collections::BTreeMap;

use super::tests::read;
use super::*;

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

fn of(action: &str, rest: &str) -> Step {
    Step::Text(format!("Action={action}&Version=2010-05-08&UserName=parity-0000000000{rest}"))
}

/// What is found, in lines, and the calls of both endpoints.
struct Played {
    lines: Vec<String>,
    calls: Vec<String>,
    others: Vec<String>,
}

/// How answers to calls are changed.
type Change<'c> = &'c dyn Fn(&str, Answer) -> Answer;

/// Plays these steps about a user, where the two endpoints change their answers in this way.
fn play(
    steps: Vec<Step>,
    spoil: impl Fn(&str, Answer) -> Answer,
    other: Option<Change<'_>>,
) -> Played {
    let sequence = Sequence { resource: "user".to_owned(), steps };
    let (mut calls, mut others) = (Vec::new(), Vec::new());
    let mut endpoint = |call: &Call| {
        calls.push(told(call));
        Ok(spoil(&told(call), answer(call, "123456789012")))
    };
    let mut reference = |call: &Call| {
        others.push(told(call));
        let answer = answer(call, "987654321098");
        Ok(other.map_or(answer.clone(), |other| other(&told(call), answer)))
    };
    let (suite, options) = (Suite::built_in(), Options::default());
    let against = other.is_some().then_some(&mut reference as &mut dyn Endpoint);
    let mut pair = EndpointPair::new(&suite, &[], &mut endpoint, against, &options).unwrap();
    let found = pair.play(&sequence);
    let lines = found.iter().map(|found| format!("{} {}", found.step, found.difference.line()));
    Played { lines: lines.collect(), calls, others }
}

/// A creation, a request that tags, and a read.
fn usual() -> Vec<Step> {
    let tag = of("TagUser", "&Tags.member.1.Key=a&Tags.member.1.Value=b");
    vec![of("CreateUser", ""), tag, of("GetUser", "")]
}

fn same(_: &str, answer: Answer) -> Answer {
    answer
}

/// The usual steps at an endpoint that is wrong, with a reference that is right.
fn played(spoil: impl Fn(&str, Answer) -> Answer) -> (Vec<String>, Vec<String>) {
    let Played { lines, calls, .. } = play(usual(), spoil, Some(&same));
    (lines, calls)
}

/// Answers to this action have another status.
fn status(of: &'static str, status: u16) -> impl Fn(&str, Answer) -> Answer {
    move |told, answer| if told.starts_with(of) { Answer { status, ..answer } } else { answer }
}

/// Answers to this action have another text.
fn text(of: &'static str, from: &'static str, to: &'static str) -> impl Fn(&str, Answer) -> Answer {
    move |told, answer| match told.starts_with(of) {
        true => Answer { body: answer.text().replace(from, to).into(), ..answer },
        false => answer,
    }
}

/// Answers to this action are refusals with these words.
fn refusal(of: &'static str, words: &'static str) -> impl Fn(&str, Answer) -> Answer {
    move |told, answer| match told.starts_with(of) {
        true => {
            let error =
                format!("<Type>Sender</Type><Code>NoSuchEntity</Code><Message>{words}</Message>");
            let body = format!("<ErrorResponse><Error>{error}</Error></ErrorResponse>").into();
            Answer { status: 404, body, ..answer }
        }
        false => answer,
    }
}

const NAME: &str = "parity-0000000001";

fn named(actions: &[&str]) -> Vec<String> {
    let all = actions.iter().map(|action| format!("{action} {NAME}"));
    std::iter::once("NoSuchOperation ".to_owned()).chain(all).collect()
}

const LIST: &str = "ListUserTags";

#[test]
fn after_each_step_both_stores_are_read_and_in_the_end_all_is_removed() {
    let Played { lines, calls, others } = play(usual(), same, Some(&same));
    // Another account is not a difference.
    assert_eq!(lines, [""; 0]);
    let all = ["CreateUser", LIST, "TagUser", LIST, "GetUser", LIST, "DeleteUser", "DeleteUser"];
    assert_eq!((calls, others), (named(&all), named(&all)));
    let Played { lines, calls, others } = play(usual(), same, None);
    assert_eq!((lines.len(), others.len()), (0, 0));
    let alone = ["CreateUser", "TagUser", "GetUser", "DeleteUser", "DeleteUser"];
    assert_eq!(calls, named(&alone));
}

#[test]
fn the_last_made_is_removed_first() {
    let steps = vec![
        of("CreateUser", ""),
        of("CreateAccessKey", ""),
        of("PutUserPolicy", "&PolicyName=a&PolicyDocument=b"),
    ];
    let key = text(
        "CreateAccessKey",
        "<ResponseMetadata/>",
        "<CreateAccessKeyResult><AccessKeyId>A</AccessKeyId></CreateAccessKeyResult>",
    );
    let Played { calls, .. } = play(steps, key, None);
    let made = ["CreateUser", "CreateAccessKey", "PutUserPolicy"];
    let removed = ["DeleteUserPolicy", "DeleteAccessKey", "DeleteUser", "DeleteUser"];
    assert_eq!(calls, named(&[&made[..], &removed].concat()));
}

#[test]
fn a_request_that_one_refuses_and_the_other_accepts_is_the_end() {
    let end = ["CreateUser", LIST, "TagUser", "DeleteUser", "DeleteUser"];
    let (lines, calls) = played(status("TagUser", 400));
    assert_eq!(lines, ["1 refuses answer: 400, not 200"]);
    assert_eq!(calls, named(&end));
    let Played { lines, calls, .. } = play(usual(), same, Some(&refusal("TagUser", "no")));
    assert_eq!(lines, ["1 accepts answer: 200, not 404 NoSuchEntity: no"]);
    assert_eq!(calls, named(&end));
    // Both refuse in their words, or one answers with another text: the play goes on.
    let Played { lines, calls, .. } =
        play(usual(), refusal("TagUser", "na"), Some(&refusal("TagUser", "no")));
    assert_eq!((&*lines[0], lines.len(), calls.len()), ("1 message: na, not no", 1, 9));
    let (lines, calls) = played(text("CreateUser", "<UserName>", "<UserName>x"));
    assert_eq!(lines, ["0 answer result/User/UserName: xparity-0000000000, not parity-0000000000"]);
    assert_eq!(calls.len(), 9);
}

#[test]
fn other_stored_tags_are_the_end_and_other_words_of_their_list_are_not() {
    let tag = "<Tags><member><Key>a</Key><Value>b</Value></member></Tags>";
    let (lines, calls) = played(text(LIST, "<Tags/>", tag));
    assert_eq!(lines, ["0 state ListUserTags: result/Tags: member{Key{a}Value{b}}, not nothing"]);
    assert_eq!(calls, named(&["CreateUser", LIST, "DeleteUser", "DeleteUser"]));
    let (lines, _) = played(text(LIST, "<ResponseMetadata/>", "<A/><ResponseMetadata/>"));
    assert_eq!(lines, [""; 0]);
    let Played { lines, .. } = play(usual(), refusal(LIST, "na"), Some(&refusal(LIST, "no")));
    assert_eq!(lines, [""; 0]);
}

#[test]
fn of_several_differences_of_an_answer_the_worst_is_told() {
    let (lines, _) =
        played(text("GetUser", "</GetUserResult>", "</GetUserResult><A/><GetUserResult/>"));
    assert_eq!(lines, ["2 answer response/GetUserResult: 2 times, not once"]);
}

#[test]
fn the_password_policy_is_compared_from_the_step_on_that_sets_it() {
    let policy = |action: &str| Step::Text(format!("Action={action}&Version=2010-05-08&A=b"));
    let (set, get) = (policy("UpdateAccountPasswordPolicy"), policy("GetAccountPasswordPolicy"));
    let length = |of: &'static str| {
        move |told: &str, answer: Answer| match told.starts_with("GetAccountPasswordPolicy") {
            true => {
                let policy = format!(
                    "<PasswordPolicy><MinimumPasswordLength>{of}</MinimumPasswordLength></PasswordPolicy>"
                );
                let result = format!(
                    "<GetAccountPasswordPolicyResult>{policy}</GetAccountPasswordPolicyResult>"
                );
                let body = answer
                    .text()
                    .replace("<ResponseMetadata/>", &format!("{result}<ResponseMetadata/>"));
                Answer { body: body.into(), ..answer }
            }
            false => answer,
        }
    };
    let line = "answer result/PasswordPolicy/MinimumPasswordLength: 6, not 8";
    for (steps, found) in [
        (vec![get.clone()], vec![]),
        (vec![get.clone(), set.clone()], vec![]),
        (vec![set.clone(), get.clone()], vec![format!("1 {line}")]),
        (vec![set.clone(), of("GetUser", ""), get.clone()], vec![format!("2 {line}")]),
    ] {
        assert_eq!(play(steps, length("6"), Some(&length("8"))).lines, found);
    }
    // What both refuse sets nothing.
    let refused = |of| {
        let length = length(of);
        move |told: &str, answer| refusal("UpdateAccount", "no")(told, length(told, answer))
    };
    let lines = play(vec![set, get], refused("6"), Some(&refused("8"))).lines;
    assert_eq!(lines, [""; 0]);
}

#[test]
fn without_time_a_sequence_ends_with_the_step_that_shows_the_cause() {
    let sequence = Sequence { resource: "user".to_owned(), steps: usual() };
    let mut failing =
        |call: &Call| Ok(status("TagUser", 500)(&told(call), answer(call, "123456789012")));
    let (suite, options) = (Suite::built_in(), Options::default());
    let mut pair = EndpointPair::new(&suite, &[], &mut failing, None, &options).unwrap();
    let found = pair.play(&sequence).remove(0);
    let shrink = super::super::shrink::shrink;
    let (whole, found, is_minimal) = shrink(&mut pair, &sequence, found, &|| false);
    assert_eq!((whole.steps, found.step, is_minimal), (usual()[..2].to_vec(), 1, false));
    let (small, found, is_minimal) = shrink(&mut pair, &sequence, found, &|| true);
    assert_eq!((found.step, is_minimal), (0, true));
    // All that makes it a valid request, and no creation before it.
    assert_eq!(small.steps, [of("TagUser", "&Tags.member.1.Key=a&Tags.member.1.Value=")]);
}

#[test]
fn a_part_of_a_result_is_kept_also_if_it_is_empty() {
    let keep: BTreeMap<_, _> =
        [("a", "A"), ("b", "B"), ("c", "C")].map(|(n, p)| (n.to_owned(), p.to_owned())).into();
    let mut side = Side::default();
    let parsed = read(200, "<R><RResult><A>x</A><B/></RResult></R>").unwrap();
    side.keep(&keep, &parsed);
    let bound = |body: &str| side.bound(call(body.as_bytes().to_vec())).body;
    assert_eq!(bound("A=%24%7Ba%7D&B=%24%7Bb%7D."), b"A=x&B=.");
    assert_eq!(bound("C=%24%7Bc%7D"), b"C=%24%7Bc%7D");
}
