//! Plays of one sequence, call by call, at an endpoint and a reference.

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
