//! Faults that emulators have, each planted around one that has none.

use iam_parity::{Answer, Call};

use crate::endpoint::Emulator;

/// A fault, the cases that find it, and the line that tells it.
pub(crate) type Fault = (&'static str, fn(&Emulator, &Call) -> Answer, &'static str, &'static str);

pub(crate) const FAULTS: &[Fault] = &[
    (
        "looks for the resource before it judges the request",
        |emulator, call| {
            let listed = text(call).replace("Action=TagRole", "Action=ListRoleTags");
            if !has(call, "Action=TagRole") {
                return emulator.answer(call);
            }
            let looked_up =
                emulator.answer_body(call, listed.split("&Tags").next().unwrap_or_default());
            match looked_up.status == 404 {
                true => looked_up,
                false => emulator.answer(call),
            }
        },
        "constraints/4.4.2",
        "answer code: NoSuchEntity, not ValidationError",
    ),
    (
        "loses the last tag",
        |emulator, call| match text(call).split_once("&Tags.member.50") {
            Some((kept, _)) => emulator.answer_body(call, kept),
            None => emulator.answer(call),
        },
        "tags/1.8.2",
        "state stored tags: {k1=v1, k2=v2, k3=v3,",
    ),
    (
        "wraps the result in another element",
        |emulator, call| replace(emulator.answer(call), "ListPolicyTagsResult>", "ListTagsResult>"),
        "tags/1.2.3",
        "answer wrapper: ListTagsResult, not ListPolicyTagsResult",
    ),
    (
        "has no header with the request id",
        |emulator, call| {
            let mut answer = emulator.answer(call);
            answer.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("x-amzn-RequestId"));
            answer
        },
        "layout/1.2 tags/1.1",
        "layout every answer: none, not x-amzn-RequestId",
    ),
    (
        "accepts and does nothing",
        |emulator, call| match has(call, "Action=UntagRole") {
            true => success("UntagRole"),
            false => emulator.answer(call),
        },
        "tags/1.9.2",
        "state stored tags: {Dept=Accounting, Team=Blue, Stage=test}, not {Team=Blue}",
    ),
    (
        "keeps both spellings of a key",
        |emulator, call| {
            let answer = emulator.answer(call);
            let member =
                "<member>\n        <Value>1</Value>\n        <Key>somekey</Key>\n      </member>";
            let is_list = has(call, "Action=ListRoleTags");
            match is_list && answer.text().contains("<Key>Somekey</Key>") {
                true => replace(answer, "<Tags>", &format!("<Tags>\n      {member}")),
                false => answer,
            }
        },
        "tags/2.1.2",
        "state stored tags: {somekey=1, Somekey=2}, not {Somekey=2}",
    ),
    (
        "has no limit of tags",
        |emulator, call| match emulator.answer(call) {
            answer if answer.text().contains("<Code>LimitExceeded</Code>") => success("TagRole"),
            answer => answer,
        },
        "tags/3.2.2",
        "accepts answer: 200, not 409 LimitExceeded",
    ),
    (
        "has the status 400 for all errors",
        |emulator, call| {
            let answer = emulator.answer(call);
            Answer { status: answer.status.min(400), ..answer }
        },
        "tags/4.1.4",
        "answer status: 400, not 404",
    ),
    (
        "reads UTF-8 as Latin-1",
        |emulator, call| emulator.answer_body(call, &text(call).replace("%C3%A9", "%C3%83%C2%A9")),
        "texts/1.1.2",
        "refuses answer: 400 ValidationError: 1 validation error detected: Value at 'tags.1.member.value' failed",
    ),
    (
        "gives one page only",
        |emulator, call| {
            let answer =
                replace(emulator.answer(call), ">true</IsTruncated>", ">false</IsTruncated>");
            let text = answer.text();
            let marker = text.find("<Marker>").zip(text.find("</Marker>\n"));
            match marker {
                Some((start, end)) => replace(answer, &text[start..end + 10], ""),
                None => answer,
            }
        },
        "pages/1.1.1",
        "answer result/IsTruncated: false, not true",
    ),
    (
        "does not escape policies",
        |emulator, call| replace(emulator.answer(call), "%22", "\""),
        "reads/3.4.2",
        "answer result/Role/AssumeRolePolicyDocument: %7B\"Version\"%3A",
    ),
    (
        "deletes what does not exist",
        |emulator, call| match emulator.answer(call) {
            answer if has(call, "Action=DeleteUser") && answer.status == 404 => {
                success("DeleteUser")
            }
            answer => answer,
        },
        "operations/46.2",
        "accepts answer: 200, not 404 NoSuchEntity",
    ),
    (
        "writes an empty list as nothing",
        |emulator, call| replace(emulator.answer(call), "    <Tags/>\n", ""),
        "tags/1.3.5",
        "answer result/Tags: absent, not empty",
    ),
    (
        "fails at a request with GET",
        |emulator, call| match call.method == "GET" {
            true => Answer { status: 500, ..Answer::default() },
            false => emulator.answer(call),
        },
        "routing/3.1",
        "no-answer answer: 500 without a document, not 200",
    ),
    (
        "writes texts as they are",
        |emulator, call| replace(emulator.answer(call), "&amp;", "&"),
        "routing/1.7",
        "no-answer body: not well-formed at byte ",
    ),
    (
        "stores the good tags of a refused request",
        |emulator, call| {
            let answer = emulator.answer(call);
            if answer.status == 400 && has(call, "Action=TagRole") {
                let name = text(call).split("&Tags").next().unwrap_or_default().to_owned();
                emulator
                    .answer_body(call, &(name + "&Tags.member.1.Key=good&Tags.member.1.Value=1"));
            }
            answer
        },
        "constraints/4.1.2",
        "state stored tags: {good=1, kept=1}, not {kept=1}",
    ),
    (
        "takes every caller for the root user",
        |emulator, call| {
            let mut unsigned = call.clone();
            unsigned.headers.retain(|(name, _)| name != "Authorization");
            match has(call, "Action=GetCallerIdentity") {
                true => emulator.answer(&unsigned),
                false => emulator.answer(call),
            }
        },
        "sts-identities/2.1",
        "answer result/Arn: arn:aws:iam::123456789012:root, not arn:aws:sts::123456789012:assumed-role/",
    ),
    (
        "keeps the path of a role in the name of its session",
        |emulator, call| {
            replace(emulator.answer(call), ":assumed-role/", ":assumed-role/parity/sts/")
        },
        "sts-identities/2.2",
        "answer result/Arn: arn:aws:sts::123456789012:assumed-role/parity/sts/",
    ),
    (
        "makes up the id of an assumed role",
        |emulator, call| {
            replace(emulator.answer(call), "<AssumedRoleId>AROA", "<AssumedRoleId>ARO0")
        },
        "sts-identities/2.3",
        "answer result/AssumedRoleUser/AssumedRoleId: <id>:a+b=c,d.e@f-g, not AROA",
    ),
    (
        "tells that a role does not exist",
        |emulator, call| replace(emulator.answer(call), "AccessDenied<", "NoSuchEntity<"),
        "sts-sessions/2.1",
        "answer code: NoSuchEntity, not AccessDenied",
    ),
    (
        "does not quote the value of a violation",
        |emulator, call| replace(emulator.answer(call), "Value 'bad/name' at", "Value at"),
        "sts-sessions/3.5",
        "message: 1 validation error detected: Value at 'roleSessionName'",
    ),
    (
        "has no limit for chains of roles",
        |emulator, call| emulator.answer_body(call, &text(call).replace("=3601", "=3600")),
        "sts-sessions/5.4",
        "accepts answer: 200, not 400 ValidationError",
    ),
    (
        "forgets the source identity",
        |emulator, call| {
            let kept = text(call).replace("&SourceIdentity=anika", "");
            emulator.answer_body(call, &kept)
        },
        "sts-sessions/6.1",
        "answer result/SourceIdentity: absent, not anika",
    ),
    (
        "gives no second id",
        |emulator, call| {
            let mut answer = emulator.answer(call);
            answer.headers.retain(|(name, _)| name != "x-amz-sts-extended-request-id");
            answer
        },
        "layout/1.6 sts-routing/1.1",
        "layout every answer: none, not x-amz-sts-extended-request-id",
    ),
    (
        "answers in the namespace of IAM",
        |emulator, call| {
            let iam = "https://iam.amazonaws.com/doc/2010-05-08/";
            replace(emulator.answer(call), "https://sts.amazonaws.com/doc/2011-06-15/", iam)
        },
        "layout/2.2 sts-routing/1.1",
        "layout every answer: https://iam.amazonaws.com/doc/2010-05-08/, not https://sts.amazonaws.com/doc/2011-06-15/",
    ),
    (
        "knows the version of IAM alone",
        |emulator, call| {
            emulator
                .answer_body(call, &text(call).replace("Version=2011-06-15", "Version=2010-05-08"))
        },
        "sts-routing/1.2",
        "message: Could not find operation NoSuchOperation for version 2010-05-08, not",
    ),
];

fn success(action: &str) -> Answer {
    let body = format!(
        "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <ResponseMetadata>\n    \
         <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>\n  </ResponseMetadata>\n</{action}Response>\n"
    );
    Answer { status: 200, headers: Vec::new(), body: body.into() }
}

fn replace(answer: Answer, from: &str, to: &str) -> Answer {
    Answer { body: answer.text().replace(from, to).into(), ..answer }
}

fn text(call: &Call) -> String {
    String::from_utf8_lossy(&call.body).into_owned()
}

fn has(call: &Call, part: &str) -> bool {
    text(call).contains(part)
}
