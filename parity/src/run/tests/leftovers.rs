//! Removals after a case, and those that fail.

use super::support::{case, error, report, success};
use crate::exchange::call::Answer;
use crate::report::outcome::Verdict;
use crate::run::Options;

/// What a removal is answered.
#[derive(Clone, Copy, Debug)]
enum Removal {
    Status(u16),
    Silence,
}
use Removal::{Silence, Status};

fn removal(removal: Removal, action: &str) -> Result<Answer, String> {
    match removal {
        Silence => Err("reset".to_owned()),
        Status(200) => Ok(success(action, "")),
        Status(status) => Ok(error(status, "Other")),
    }
}

/// The bodies that are told as left, where the request is answered with this status and removals in this way.
fn left(text: &str, status: u16, answer: Removal) -> Vec<String> {
    let report = report(&case(text), &Options::default(), |_, action| match action {
        action if action.starts_with("Delete") => removal(answer, action),
        "CreateUser" if status == 200 => Ok(success("CreateUser", "<User/>")),
        "CreateUser" => Ok(error(status, "Other")),
        action => Ok(success(action, "")),
    });
    report.leftovers
}

const DELETES: &str = "Action=DeleteUser&Version=2010-05-08&UserName=";

#[test]
fn what_the_set_up_has_made_is_left_unless_it_is_removed_or_gone() {
    let text = "needs = [\"user\"]\nsend = { Action = \"TagUser\", UserName = \"${user}\" }";
    for (answer, is_left) in [
        (Status(200), false),
        (Status(404), false),
        (Status(400), true),
        (Status(409), true),
        (Status(500), true),
        (Silence, true),
    ] {
        let told = if is_left { vec![format!("{DELETES}parity-0-3")] } else { Vec::new() };
        assert_eq!(left(text, 200, answer), told, "{answer:?}");
    }
    // What was not made need not be removed.
    assert_eq!(left(text, 400, Status(409)), [""; 0]);
}

#[test]
fn what_the_request_has_made_is_left_unless_it_is_removed_gone_or_was_refused() {
    let text = "send = { Action = \"CreateUser\", UserName = \"a\" }\n\
                after = [{ send = { Action = \"DeleteUser\", UserName = \"a\" } }]";
    for (status, answer, is_left) in [
        (200, Status(200), false),
        (200, Status(404), false),
        (200, Status(400), false),
        (200, Status(403), true),
        (200, Status(409), true),
        (200, Status(500), true),
        (200, Silence, true),
        (400, Status(409), false),
        (500, Silence, false),
    ] {
        let told = if is_left { vec![format!("{DELETES}a")] } else { Vec::new() };
        assert_eq!(left(text, status, answer), told, "{status} {answer:?}");
    }
}

/// The actions that are sent, in their order, with the last parameter, where each is answered in this way.
fn sent_where(text: &str, answer: impl Fn(&str) -> Answer) -> Vec<String> {
    let mut sent = Vec::new();
    report(&case(text), &Options::default(), |call, action| {
        let last = call.text().rsplit_once('=').unwrap().1.to_owned();
        sent.push(format!("{action} {last}"));
        Ok(answer(action))
    });
    sent
}

/// The same, where one action fails.
fn sent(text: &str, fails: &str) -> Vec<String> {
    sent_where(text, |action| match action {
        action if action == fails => error(400, "Other"),
        action if action.starts_with("Create") => success(action, "<User/><Arn>a</Arn>"),
        action => success(action, ""),
    })
}

#[test]
fn the_last_made_is_removed_first_and_what_the_request_made_before_that() {
    let text = "needs = [\"user\", \"group\"]\nsend = { Action = \"TagUser\", UserName = \"${user}\" }\n\
                after = [{ send = { Action = \"UntagUser\", UserName = \"${user}\" } }]";
    let (user, group) = ("parity-0-3", "parity-0-4");
    let create_user = format!("CreateUser {user}");
    let create_group = format!("CreateGroup {group}");
    let (delete_user, delete_group) =
        (format!("DeleteUser {user}"), format!("DeleteGroup {group}"));
    let (tag, untag) = (format!("TagUser {user}"), format!("UntagUser {user}"));
    let all = [&create_user, &create_group, &tag, &untag, &delete_group, &delete_user];
    assert_eq!(sent(text, ""), all.map(String::clone));
    // A request that fails may have made something.
    assert_eq!(sent(text, "TagUser"), all.map(String::clone));
    // Of a set-up that failed, what is there is removed, and the request is not sent.
    let some = [&create_user, &create_group, &untag, &delete_user];
    assert_eq!(sent(text, "CreateGroup"), some.map(String::clone));
    assert_eq!(sent(text, "CreateUser"), [create_user]);
}

#[test]
fn a_type_that_cannot_be_made_is_not_tried_again() {
    let text = "needs = [\"user\"]\nsend = { Action = \"TagUser\", UserName = \"${user}\" }";
    let mut suite = super::support::cases(2, text);
    let makes = case("types = [\"user\"]\ncreate = { Path = \"/a/\" }");
    suite.cases.extend(makes.cases);
    let mut calls = Vec::new();
    let report = report(&suite, &Options::default(), |_, action| {
        calls.push(action.to_owned());
        Ok(error(400, "Other"))
    });
    // The removal is for what the last case would have made.
    assert_eq!(calls, ["CreateUser", "DeleteUser"]);
    let told: Vec<_> = report.outcomes.iter().map(|o| (o.verdict, &*o.note)).collect();
    assert_eq!(told, [(Verdict::Skipped, "set-up: CreateUser: 400 Other"); 3]);
}

#[test]
fn what_needs_a_part_that_no_answer_has_given_is_not_sent() {
    let create = "send = { Action = \"CreateAccessKey\", UserName = \"a\" }";
    let keep = "keep = { key = \"AccessKey/AccessKeyId\" }";
    let delete = "after = [{ send = { Action = \"DeleteAccessKey\", AccessKeyId = \"${key}\" } }]";
    let read =
        "then = [{ send = { Action = \"GetAccessKeyLastUsed\", AccessKeyId = \"${key}\" } }]";
    let tag = "send = { Action = \"TagUser\", UserName = \"a\" }";
    let get = "send = { Action = \"GetUser\", UserName = \"a\" }";
    let of_request = format!("{create}\n{keep}\n{delete}\n{read}");
    let of_set_up =
        format!("{tag}\nbefore = [{{ {get} }}, {{ {create}, {keep} }}]\n{delete}\n{read}");
    let key = success("CreateAccessKey", "<AccessKey><AccessKeyId>A</AccessKeyId></AccessKey>");
    let none = success("CreateAccessKey", "<AccessKey/>");
    for (text, before, behind) in
        [(&of_request, &[][..], &[][..]), (&of_set_up, &["GetUser a"], &["TagUser a"])]
    {
        for (made, is_given) in [(&key, true), (&none, false), (&error(400, "Other"), false)] {
            let sent = sent_where(text, |action| match action {
                "CreateAccessKey" => made.clone(),
                "GetUser" => success(action, "<User/>"),
                action => success(action, ""),
            });
            let of_key: &[&str] =
                if is_given { &["GetAccessKeyLastUsed A", "DeleteAccessKey A"] } else { &[] };
            // Without it a case of a set-up ends there.
            let behind = if is_given { behind } else { &[] };
            let wanted = [before, &["CreateAccessKey a"], behind, of_key].concat();
            assert_eq!(sent, wanted, "{text} {made:?}");
        }
    }
}
