//! One fault of a server for each level of differences.

use iam_parity::{Answer, Call, Level};

use crate::server::Server;

/// The level, the case that finds the fault at it and no worse, and the server's answer.
pub(crate) type Fault = (Level, &'static str, fn(&mut Server, &Call) -> Answer);

pub(crate) const FAULTS: [Fault; 7] = [
    (Level::Layout, "tags/1.2.1", |server, call| {
        replace(server.answer(call), "    <IsTruncated>", "    <Count>1</Count>\n    <IsTruncated>")
    }),
    (Level::Message, "tags/4.3.1", |server, call| {
        replace(server.answer(call), "cannot be found", "is gone")
    }),
    (Level::Answer, "tags/4.1.1", |server, call| {
        let answer = server.answer(call);
        Answer { status: answer.status.min(400), ..answer }
    }),
    (Level::Refuses, "tags/1.1.1", |server, call| match is_tag(call) {
        true => refused(),
        false => server.answer(call),
    }),
    (Level::Accepts, "constraints/1.1.1", |server, call| {
        let answer = server.answer(call);
        match is_tag(call) && answer.status == 400 {
            true => tagged(),
            false => answer,
        }
    }),
    (Level::State, "tags/1.7.1", |server, call| match is_tag(call) {
        true => tagged(),
        false => server.answer(call),
    }),
    (Level::NoAnswer, "tags/4.2.1", |server, call| match is_tag(call) {
        true => Answer { status: 500, ..server.answer(call) },
        false => server.answer(call),
    }),
];

fn is_tag(call: &Call) -> bool {
    call.text().contains("Action=TagUser") || call.text().contains("Action=UntagUser")
}

fn tagged() -> Answer {
    let body = "<TagUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata/></TagUserResponse>";
    Answer { status: 200, headers: Vec::new(), body: body.into() }
}

fn refused() -> Answer {
    let body = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code></Error></ErrorResponse>";
    Answer { status: 400, headers: Vec::new(), body: body.into() }
}

fn replace(answer: Answer, from: &str, to: &str) -> Answer {
    Answer { body: answer.text().replace(from, to).into(), ..answer }
}
