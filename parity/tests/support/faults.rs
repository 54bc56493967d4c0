//! Faults of a server, each with the case that finds it.

use iam_parity::{Answer, Call};

use crate::server::Server;

/// A fault, the case that finds it, and the line that tells it.
pub(crate) type Fault =
    (&'static str, fn(&Call, &mut Server, Answer) -> Answer, &'static str, &'static str);

pub(crate) const FAULTS: &[Fault] = &[
    (
        "a tag is lost",
        |_, server, answer| {
            server.users.values_mut().for_each(|tags| tags.truncate(1));
            answer
        },
        "tags/1.7.1",
        "state stored tags: {Dept=Accounting}, not {Dept=Accounting, Team=Blue, Stage=test}",
    ),
    (
        "letters become two",
        |_, _, answer| replace(answer, "é", "Ã©"),
        "texts/1.1.1",
        "state stored tags: {Dept=cafÃ© Zoë ß}, not {Dept=café Zoë ß}",
    ),
    (
        "no wrapper",
        |_, _, answer| {
            replace(
                replace(answer, "  <ListUserTagsResult>\n", ""),
                "  </ListUserTagsResult>\n",
                "",
            )
        },
        "tags/1.2.1",
        "answer wrapper: none, not ListUserTagsResult",
    ),
    (
        "another element name",
        |_, _, answer| replace(replace(answer, "<member>", "<item>"), "</member>", "</item>"),
        "tags/1.2.1",
        "answer result/Tags: list element: item, not member",
    ),
    (
        "no Value",
        |_, _, answer| replace(answer, "<Value/>", ""),
        "tags/1.5.1",
        "answer result/Tags: {Dept=(no Value)}, not {Dept=}",
    ),
    (
        "broken XML",
        |_, _, answer| replace(answer, "Accounting", "&b;"),
        "tags/1.2.1",
        "no-answer body: &b; is not a reference of XML, not well-formed XML",
    ),
    (
        "a failure after the tags were stored",
        |call, _, answer| match has(call, "Action=TagUser") {
            true => Answer { status: 500, ..answer },
            false => answer,
        },
        "tags/1.1.1",
        "no-answer answer: 500, not 200",
    ),
    (
        "another status",
        |_, _, answer| match answer.status {
            404 => Answer { status: 400, ..answer },
            _ => answer,
        },
        "tags/4.1.1",
        "answer status: 400, not 404",
    ),
    (
        "another code",
        |_, _, answer| replace(answer, "NoSuchEntity", "NoSuchEntityException"),
        "tags/4.1.1",
        "answer code: NoSuchEntityException, not NoSuchEntity",
    ),
    (
        "no Type",
        |_, _, answer| replace(answer, "<Type>Sender</Type>", ""),
        "tags/4.1.1",
        "answer fault: none, not Sender",
    ),
    (
        "other words",
        |_, _, answer| replace(answer, "cannot be found", "was not found"),
        "tags/4.1.1",
        "message: The user with name <id> was not found., not The user with name <id> cannot be found.",
    ),
    (
        "a refusal that stores",
        |call, server, answer| {
            if answer.status == 400 && has(call, "Action=TagUser") {
                server.users.values_mut().for_each(Vec::clear);
            }
            answer
        },
        "constraints/4.1.1",
        "state stored tags: {}, not {kept=1}",
    ),
    (
        "everything is accepted",
        |call, _, answer| match has(call, "Action=TagUser") {
            true => Answer { status: 200, body: ACCEPTED.into(), ..answer },
            false => answer,
        },
        "constraints/1.1.1",
        "accepts answer: 200, not 400 ValidationError: 1 validation error detected: Value at \
         'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128",
    ),
    (
        "what is right is refused",
        |call, _, answer| match has(call, "Value=a_b.c") {
            true => Answer { status: 400, ..answer },
            false => answer,
        },
        "texts/1.4.1",
        "refuses answer: 400, not 200",
    ),
    (
        "tags in another order",
        |_, server, answer| {
            server.users.values_mut().for_each(|tags| tags.sort_by(|a, b| b.key.cmp(&a.key)));
            answer
        },
        "tags/1.14.1",
        "layout result/Tags: order: {Team=1, Environment=2}, not {Environment=2, Team=1}",
    ),
    (
        "a wrong namespace",
        |_, _, answer| replace(answer, "AWSFault/2005-15-09", "doc/2010-05-08/"),
        "routing/1.1",
        "layout namespace: http://webservices.amazon.com/doc/2010-05-08/, not \
         http://webservices.amazon.com/AWSFault/2005-15-09",
    ),
];

const ACCEPTED: &str = "<TagUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"/>\n";

pub(crate) fn replace(answer: Answer, from: &str, to: &str) -> Answer {
    Answer { body: answer.text().replace(from, to).into(), ..answer }
}

pub(crate) fn has(call: &Call, text: &str) -> bool {
    String::from_utf8_lossy(&call.body).contains(text)
}
