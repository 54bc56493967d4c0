//! `iam-codec policy`: IAM's verdict on policy documents, and that of STS on session policies.

use std::collections::HashSet;
use std::rc::Rc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use iam_codec::operations::{
    CreatePolicy, CreateRole, GetContextKeysForCustomPolicy, PutUserPolicy,
};
use iam_codec::policy::{self, Kind, Quota};
use iam_codec::sts::operations::AssumeRole;
use iam_codec::{ErrorResponse, PolicyDocument, Request, RequestError, sts};

use crate::files::{Files, Outcome};
use crate::input::Input;
use crate::refusal::REQUEST_ID;
use crate::report::Problem;

#[derive(Args)]
pub(crate) struct Arguments {
    /// What the documents are for, which decides who judges them
    #[arg(long, default_value = "managed", value_parser = kinds())]
    kind: Kind,

    #[command(flatten)]
    files: Files,
}

pub(crate) const NOTES: &str = "\
Nothing is printed for a document that IAM takes; a file is one document. Of another one the code and the \
sentence of IAM's answer are printed to standard error, and the place in the document. Whether principals exist \
is not judged, nor is the size of inline policies, which IAM adds up over a user, group or role. Session policies are \
judged as by AssumeRole of STS, whose limit counts a packed form; other operations take at most 2,048 characters.

Exit status: 0 if IAM takes all documents; 1 if it refuses one; 2 for a wrong use or a file that cannot be read.";

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .map(|name| Kind::from_name(&name).expect("one of the names"))
}

/// Judges all files, and gives the exit status.
pub(crate) fn run(Arguments { kind, files }: Arguments) -> u8 {
    files.run(|input, output| output.add(judge(input, kind)))
}

/// Judges an input, in IAM's order: the characters, the document, its size.
fn judge(input: &Rc<Input>, kind: Kind) -> Outcome {
    let document = match std::str::from_utf8(&input.bytes) {
        Ok(document) => document,
        Err(e) => return Outcome::told(Problem::error("not UTF-8").at(input, e.valid_up_to())),
    };
    if let Err(e) = check(kind, document) {
        let is_refused = |c: char| check(kind, c.encode_utf8(&mut [0; 4])).is_err();
        return refused(input, &e.to_response(REQUEST_ID), first_refused(document, is_refused));
    }
    if let Err(e) = policy::judge(kind, document) {
        return refused(input, &e.to_response(REQUEST_ID), Some(e.offset()));
    }
    match quota(kind).map(|quota| quota.check(policy::size(kind, document))) {
        Some(Err(e)) => refused(input, &e.to_response(REQUEST_ID), None),
        _ => Outcome::default(),
    }
}

fn refused(input: &Rc<Input>, answer: &ErrorResponse<'_>, offset: Option<usize>) -> Outcome {
    let sentence = match &answer.message {
        Some(message) => format!("{}: {message}", answer.code),
        // IAM's sentence is not known, and it judges nothing but the syntax.
        None => format!("{}: not the syntax of a policy document", answer.code),
    };
    Outcome::told(Problem::error(sentence).code(answer.code.as_str()).at(input, offset))
}

/// What any request demands of the text of a document: its length and its characters.
fn check(kind: Kind, document: &str) -> Result<(), RequestError> {
    let document: PolicyDocument<'_> = document.into();
    let request: Request<'_> = match kind {
        Kind::Managed => CreatePolicy {
            policy_name: "policy".into(),
            policy_document: document,
            ..Default::default()
        }
        .into(),
        Kind::Trust => CreateRole {
            role_name: "role".into(),
            assume_role_policy_document: document,
            ..Default::default()
        }
        .into(),
        Kind::ContextKeys => GetContextKeysForCustomPolicy {
            policy_input_list: vec![document],
            ..Default::default()
        }
        .into(),
        Kind::Session => return check_session(document),
        _ => PutUserPolicy {
            user_name: "user".into(),
            policy_name: "policy".into(),
            policy_document: document,
            ..Default::default()
        }
        .into(),
    };
    request.validate()
}

/// The same of STS. `AssumeRole` takes a document of any length.
fn check_session(policy: PolicyDocument<'_>) -> Result<(), RequestError> {
    let request: sts::Request<'_> = AssumeRole {
        role_arn: "arn:aws:iam::123456789012:role/role".into(),
        role_session_name: "session".into(),
        policy: Some(policy),
        ..Default::default()
    }
    .into();
    request.validate()
}

/// The offset of the first character that is refused by itself. Each is asked for once, since a document may be long.
fn first_refused(document: &str, mut is_refused: impl FnMut(char) -> bool) -> Option<usize> {
    let mut taken = HashSet::new();
    let is_first = |(_, c): &(usize, char)| taken.insert(*c) && is_refused(*c);
    document.char_indices().find(is_first).map(|(offset, _)| offset)
}

/// The quota that a document has for itself.
fn quota(kind: Kind) -> Option<Quota<'static>> {
    match kind {
        Kind::Managed => Some(Quota::MANAGED),
        Kind::Trust => Some(Quota::TRUST),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::first_refused;

    #[test]
    fn each_character_is_asked_for_once_until_one_is_refused() {
        let mut asked = String::new();
        let mut ask = |c| {
            asked.push(c);
            c == 'x'
        };
        assert_eq!(first_refused("aéaéa", &mut ask), None);
        assert_eq!(first_refused("aéaxéxb", &mut ask), Some(4));
        assert_eq!(asked, "aéaéx");
    }
}
