//! `iam-codec policy`: IAM's verdict on policy documents.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use iam_codec::operations::{
    CreatePolicy, CreateRole, GetContextKeysForCustomPolicy, PutUserPolicy,
};
use iam_codec::policy::{self, Kind, Quota};
use iam_codec::{ErrorResponse, Request, RequestError};

use crate::input::Input;
use crate::{Outcome, REQUEST_ID};

#[derive(Args)]
pub(crate) struct Arguments {
    /// What the documents are for, which decides who judges them
    #[arg(long, default_value = "managed", value_parser = kinds())]
    pub(crate) kind: Kind,

    /// Files to read, a document each; without any, or for `-`, standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

pub(crate) const NOTES: &str = "\
Nothing is printed for a document that IAM takes. Of another one the code and the sentence of IAM's
answer are printed to standard error, and the place in the document. Whether principals exist is not
judged, nor is the size of inline policies, which IAM adds up over a user, group or role.

Exit status: 0 if IAM takes all documents; 1 if it refuses one; 2 for a wrong use or a file that cannot
be read.";

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .map(|name| Kind::from_name(&name).expect("one of the names"))
}

/// Judges an input, in IAM's order: the characters, the document, its size.
pub(crate) fn judge(input: &Input, kind: Kind) -> Outcome {
    let document = match str::from_utf8(&input.bytes) {
        Ok(document) => document,
        Err(e) => return refused(input.report("not UTF-8", Some(e.valid_up_to()))),
    };
    if let Err(e) = check(kind, document) {
        let offset = first_refused(kind, document);
        return refused(input.report(&sentence(&e.to_response(REQUEST_ID)), offset));
    }
    if let Err(e) = policy::judge(kind, document) {
        let sentence = sentence(&e.to_response(REQUEST_ID));
        return refused(input.report(&sentence, Some(e.offset())));
    }
    match quota(kind).map(|quota| quota.check(policy::size(kind, document))) {
        Some(Err(e)) => refused(input.report(&sentence(&e.to_response(REQUEST_ID)), None)),
        _ => Outcome::default(),
    }
}

fn refused(report: String) -> Outcome {
    Outcome::refused(String::new(), report)
}

fn sentence(answer: &ErrorResponse<'_>) -> String {
    match &answer.message {
        Some(message) => format!("{}: {message}", answer.code),
        None => answer.code.to_string(),
    }
}

/// What any request demands of the text of a document: its length and its characters.
fn check(kind: Kind, document: &str) -> Result<(), RequestError> {
    let document = document.into();
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

/// The first character that is refused by itself.
fn first_refused(kind: Kind, document: &str) -> Option<usize> {
    let is_refused = |c: char| check(kind, c.encode_utf8(&mut [0; 4])).is_err();
    document.char_indices().find(|(_, c)| is_refused(*c)).map(|(offset, _)| offset)
}

/// The quota that a document has for itself.
fn quota(kind: Kind) -> Option<Quota<'static>> {
    match kind {
        Kind::Managed => Some(Quota::MANAGED),
        Kind::Trust => Some(Quota::TRUST),
        _ => None,
    }
}
