//! Work of the codec beside other work of the codec: what should cost about the same.

use std::slice::from_ref;

use iam_codec::{Editor, Reply, Request, Response};

use crate::table::{Goal, Row};
use crate::workloads::{self, lists, roles};

pub fn print() -> bool {
    let users = lists::users().encode().unwrap_or_default();
    let roles = roles::list_roles().encode().unwrap_or_default();
    let error = workloads::error().encode();
    let are_met = [
        as_reply("Response::decode, 100 users", &users),
        tolerantly("Reply::decode_tolerantly, 100 roles", &roles),
        tolerantly("Reply::decode_tolerantly, an error", &error),
        action_last(),
        refuse_empty_pairs(),
        edit(),
    ];
    !are_met.contains(&false)
}

fn as_reply(name: &str, document: &str) -> bool {
    let body = document.as_bytes();
    let expected = Response::decode(body).expect("a response");
    let mut row = Row::new(name, from_ref(&body));
    row.add(
        "",
        Goal::None,
        |body| Response::decode(body).ok(),
        |_, r| r.as_ref() == Some(&expected),
    );
    row.add(
        "Reply::decode",
        Goal::AtMost(1.1),
        |body| Reply::decode(body).ok(),
        |_, reply| matches!(reply, Some(Reply::Response(response)) if response == expected),
    );
    row.print()
}

fn tolerantly(name: &str, document: &str) -> bool {
    let body = document.as_bytes();
    let expected = Reply::decode(body).expect("a reply");
    let mut row = Row::new(name, from_ref(&body));
    row.add(
        "",
        Goal::None,
        |body| Reply::decode_tolerantly(body).ok(),
        |_, read| read.is_some_and(|(reply, oddities)| reply == expected && oddities.is_empty()),
    );
    row.add(
        "Reply::decode",
        Goal::AtMost(1.2),
        |body| Reply::decode(body).ok(),
        |_, reply| reply.as_ref() == Some(&expected),
    );
    row.print()
}

fn action_last() -> bool {
    let work = workloads::plain(50);
    let last = workloads::action_last(&work.bodies[0]);
    let bodies = [[&last[..], &work.bodies[0]]];
    let is_right = |_, request| request == Some(work.requests[0].clone());
    let mut row = Row::new("decode, 50 plain tags, Action last", &bodies);
    row.add("", Goal::None, |[last, _]| Request::decode(last).ok(), is_right);
    row.add("Action first", Goal::AtMost(1.3), |[_, first]| Request::decode(first).ok(), is_right);
    row.print()
}

/// A refusal must cost no more than what is accepted: else it would be a weapon.
fn refuse_empty_pairs() -> bool {
    let pairs = "&".repeat(100_000);
    let head = "Action=TagUser&Version=2010-05-08&UserName=anika";
    let refused = format!("{head}{pairs}");
    let accepted = format!("{head}&Tags.member.1.Key=a&Tags.member.1.Value=b{pairs}");
    let bodies = [[refused.as_bytes(), accepted.as_bytes()]];
    let mut row = Row::new("refuse 100,000 empty pairs", &bodies);
    row.add("", Goal::None, |[refused, _]| Request::decode(refused).is_err(), |_, it| it);
    let accept = |[_, accepted]: &[&[u8]; 2]| Request::decode(accepted).is_ok();
    row.add("accept them", Goal::AtMost(3.0), accept, |_, is_accepted| is_accepted);
    row.print()
}

fn edit() -> bool {
    let work = workloads::plain(50);
    let name = "Tags.member.25.Value";
    let edited = |body: &Vec<u8>| {
        let mut editor = Editor::new(body);
        editor.set(name, "changed");
        editor.finish().into_owned()
    };
    let decoded = |body: &Vec<u8>| {
        let mut request = Request::decode(body).ok()?;
        let Request::TagUser(input) = &mut request else { return None };
        input.tags[24].value = "changed".into();
        Some(request.encode().into_bytes())
    };
    let expected = decoded(&work.bodies[0]).expect("a request");
    let mut row = Row::new("Editor, one value of 50 tags", &work.bodies);
    row.add("", Goal::None, edited, |_, body| body == expected);
    row.add("decode, change, encode", Goal::AtMost(1.0), decoded, |_, body| {
        body.as_ref() == Some(&expected)
    });
    row.print()
}
