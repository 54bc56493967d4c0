//! What a server does with a request from its body to the body of the answer: `CreateUser`; and `AssumeRole` of
//! STS, each way alone.

use std::borrow::Cow;
use std::slice::from_ref;

use iam_codec::operations::CreateUserResult;
use iam_codec::structures::User;
use iam_codec::{Operation, Request, Response, Tag, sts};

use crate::peers::{exchanges as peers, users};
use crate::table::{Goal, Row};
use crate::workloads::{self, REQUEST_ID, sessions};

pub fn print() -> bool {
    let are_met = [create_user(), assume_role(), assumed()];
    !are_met.contains(&false)
}

fn create_user() -> bool {
    let work = workloads::users::create_user(2);
    let mut row = Row::new("CreateUser, decode, respond, encode", &work.bodies);
    row.add("", Goal::None, |body| served(body), |_, answer| answer.is_some());
    let expected = served(&work.bodies[0]).unwrap_or_default();
    let expected = expected.as_bytes();
    row.add(
        "form_urlencoded and quick-xml, unchecked",
        Goal::Faster(1.1),
        |body| {
            let Request::CreateUser(input) = users::tuned(body)? else { return None };
            peers::write_created(&created(&input.user_name, input.path, input.tags)).ok()
        },
        // Layouts differ, so what is the same is what the documents decode to.
        |_, answer| answer.is_some_and(|b| Response::decode(&b) == Response::decode(expected)),
    );
    row.print()
}

/// The answer's body.
pub fn served(body: &[u8]) -> Option<String> {
    let Request::CreateUser(mut input) = Request::decode(body).ok()? else { return None };
    let (path, tags) = (input.path.take(), input.tags.take());
    let result = CreateUserResult {
        user: Some(created(&input.user_name, path, tags)),
        ..Default::default()
    };
    input.respond(result, REQUEST_ID).encode().ok()
}

/// The user that a server makes.
fn created<'a>(name: &str, path: Option<Cow<'a, str>>, tags: Option<Vec<Tag<'a>>>) -> User<'a> {
    User {
        path,
        user_name: Some(name.to_owned().into()),
        user_id: "AIDAEXAMPLEEXAMPLE001".into(),
        arn: format!("arn:aws:iam::123456789012:user/division/{name}").into(),
        create_date: workloads::created(),
        tags,
        ..Default::default()
    }
}

fn assume_role() -> bool {
    let body = sessions::assume_role();
    let expected = sts::Request::decode(&body).expect("a request").into_owned();
    let is_right = |_, request| request == Some(expected.clone());
    let mut row = Row::new("decode_unchecked, AssumeRole", from_ref(&body));
    row.add("", Goal::None, |body| sts::Request::decoder().unchecked().body(body).ok(), is_right);
    let peer = "form_urlencoded, tuned";
    row.add(peer, Goal::Faster(1.8), |body| peers::assume_role(body), is_right);
    row.print()
}

fn assumed() -> bool {
    let response = sessions::assumed();
    let is_right =
        |body: &[u8]| sts::decode_response(body).is_ok_and(|decoded| decoded == response.clone());
    let mut row = Row::new("encode response, AssumeRole", from_ref(&response));
    row.add("", Goal::None, |r| r.encode().unwrap_or_default(), |_, b| is_right(b.as_bytes()));
    row.add_writers(Goal::Faster(1.4), 2048, peers::write_assumed, is_right);
    row.print()
}
