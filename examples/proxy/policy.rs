//! The policy: which tags a request must have, and which it is given.
//!
//! A proxy must read what the upstream reads. So a request with tags may not have a parameter twice (some
//! servers take the first and some the last), nothing unreadable, and no name in both the query string
//! and the body; and it is looked at whatever method and `Content-Type` it has.

use std::collections::HashSet;

use iam_codec::{
    Action, Dialect, Editor, ErrorCode, ErrorResponse, Params, RequestError, VERSION, form,
};

/// The operations besides `TagUser`, `TagRole`, … that carry tags.
const CREATES: [&str; 8] = [
    "CreateInstanceProfile",
    "CreateOpenIDConnectProvider",
    "CreatePolicy",
    "CreateRole",
    "CreateSAMLProvider",
    "CreateUser",
    "CreateVirtualMFADevice",
    "UploadServerCertificate",
];

/// What is asked of requests that carry tags.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    /// Keys that one of the tags must have.
    pub(crate) required: Vec<String>,
    /// Tags that are added where no tag has the key, in whatever case.
    pub(crate) defaults: Vec<(String, String)>,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It goes on, byte for byte.
    Forward,
    /// It goes on with this query string and body; its signature no longer fits.
    Edit { query: Vec<u8>, body: Vec<u8> },
    /// This is the answer.
    Refuse(ErrorResponse<'static>),
}

impl Policy {
    /// Judges the request that is in a query string and a body.
    pub(crate) fn judge(&self, query: &[u8], body: &[u8], is_form: bool, id: &str) -> Decision {
        let body_read = if is_form { body } else { b"" };
        let readable = Params::parse_parts(query, body_read);
        if !carries_tags(query, body) {
            return match readable {
                Err(error) if is_form => refuse(&error, id),
                _ => Decision::Forward,
            };
        }
        self.judge_tags(query, body).unwrap_or_else(|error| match error {
            Refusal::Unreadable(error) => refuse(&error, id),
            Refusal::Code(code, message) => {
                Decision::Refuse(ErrorResponse::new(code, id.to_owned()).with_message(message))
            }
        })
    }

    fn judge_tags(&self, query: &[u8], body: &[u8]) -> Result<Decision, Refusal> {
        let params = Params::parse_parts(query, body)?;
        let mut names = HashSet::new();
        if let Some(twice) = params.iter().find(|param| !names.insert(param.name())) {
            let message = format!("given twice: parameter {}", twice.name());
            return Err(Refusal::Code(ErrorCode::MALFORMED_INPUT, message));
        }
        let tags = params.list("Tags")?.unwrap_or_default();
        let mut keys: Vec<_> =
            tags.iter().filter(|part| part.field == "Key").map(|part| part.value).collect();
        let missing =
            |(key, _): &&(String, String)| !keys.iter().any(|k| k.eq_ignore_ascii_case(key));
        let added: Vec<_> = self.defaults.iter().filter(missing).collect();
        keys.extend(added.iter().map(|(key, _)| key.as_str()));
        if let Some(key) = self.required.iter().find(|key| !keys.contains(&key.as_str())) {
            let message = format!("The request has no tag with the required key {key}.");
            return Err(Refusal::Code(ErrorCode::ACCESS_DENIED, message));
        }
        if added.is_empty() {
            return Ok(Decision::Forward);
        }
        let in_query =
            form::pairs(query).any(|pair| pair.name().is_ok_and(|n| n.starts_with("Tags")));
        let (mut query, mut body) = (query.to_vec(), body.to_vec());
        let part = if in_query || body.is_empty() { &mut query } else { &mut body };
        let dialect = Dialect::fitting(part).first().copied();
        let editor = Editor::new(part);
        let mut editor = match dialect {
            Some(dialect) => editor.in_dialect(dialect),
            None => editor,
        };
        for (key, value) in &added {
            editor.add_member("Tags", &[("Key", key), ("Value", value)])?;
        }
        *part = editor.finish().into_owned();
        // A list that was in both parts now has an index twice.
        Params::parse_parts(&query, &body)?;
        Ok(Decision::Edit { query, body })
    }
}

enum Refusal {
    Unreadable(RequestError),
    Code(ErrorCode<'static>, String),
}

impl From<RequestError> for Refusal {
    fn from(error: RequestError) -> Self {
        Refusal::Unreadable(error)
    }
}

fn refuse(error: &RequestError, id: &str) -> Decision {
    Decision::Refuse(error.to_response(id.to_owned()))
}

/// The action as far as it can be read, for the audit.
pub(crate) fn action(query: &[u8], body: &[u8]) -> Option<String> {
    values("Action", query, body).next().map(|action| action.chars().take(128).collect())
}

/// Whether any reader could take this for a request of IAM with tags. Other services have actions of
/// the same names and other versions.
fn carries_tags(query: &[u8], body: &[u8]) -> bool {
    let mut versions = values("Version", query, body).peekable();
    let is_iam = versions.peek().is_none() || versions.any(|version| version == VERSION);
    let is_tag = |action: &Action| action.as_str().starts_with("Tag");
    is_iam
        && values("Action", query, body).any(|action| {
            CREATES.contains(&action.as_str()) || action.parse().is_ok_and(|a| is_tag(&a))
        })
}

fn values<'a>(name: &'a str, query: &'a [u8], body: &'a [u8]) -> impl Iterator<Item = String> {
    form::pairs(query)
        .chain(form::pairs(body))
        .filter(move |pair| pair.name().is_ok_and(|found| found == name))
        .filter_map(|pair| pair.value().ok())
        .map(|value| value.into_owned())
}
