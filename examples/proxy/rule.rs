//! The rule: which tags a request must carry, which it is given, and which it may not take away.
//!
//! It looks for actions in more ways than any one server reads (`found.rs`), and it lets a
//! request pass only if every way to read it passes (`reading.rs`): the query string alone,
//! the body alone, and both together. A body that it cannot read as a form is refused where the rule may
//! depend on it.

use http::Request;
use iam_codec::{Dialect, Editor, ErrorCode, ErrorResponse, Params, form};

use super::bodies::{is_form, is_opaque};
use super::found::{Found, REMOVERS};
use super::reading::{Keys, Refusal, check_readable, keys_of_tags, parameters};
use super::service::{is_for_another, is_target_ruled};

/// What is asked of requests that carry tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rule {
    /// Keys that one of the tags must have, in this case. No request may take them away.
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

impl Rule {
    /// Judges a request as it would be sent on. Refusals have this request id.
    pub(crate) fn judge<B: AsRef<[u8]>>(&self, request: &Request<B>, id: &str) -> Decision {
        self.decide(request).unwrap_or_else(|refusal| Decision::Refuse(refusal.to_response(id)))
    }

    fn decide<B: AsRef<[u8]>>(&self, request: &Request<B>) -> Result<Decision, Refusal> {
        if self.required.is_empty() && self.defaults.is_empty() {
            return Ok(Decision::Forward);
        }
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let body = request.body().as_ref();
        let parts = [Found::of(query), Found::of(body)];
        let may_hide = !body.is_empty() && is_opaque(request);
        if is_for_another(request, parts) && !may_hide {
            return Ok(Decision::Forward);
        }
        if !body.is_empty() && !is_form(request) {
            return Err(Refusal::malformed(
                "The body cannot be judged: only a form that is posted, in UTF-8 and not compressed, can be.",
            ));
        }
        if is_target_ruled(request.headers()) {
            return Err(Refusal::malformed(
                "The action is in a header, where it cannot be judged.",
            ));
        }
        check_readable(query)?;
        check_readable(body)?;
        let found = parts[0].or(parts[1]);
        if found.ruled { self.change(query, body) } else { check_action(found) }
    }

    /// Judges a request that the rule is about, and adds what it lacks.
    fn change(&self, query: &[u8], body: &[u8]) -> Result<Decision, Refusal> {
        let params = parameters(query, body)?;
        let lacking = self.lacking(&params)?;
        if lacking.is_empty() {
            return self.check(query, body).map(|()| Decision::Forward);
        }
        let (mut query, mut body) = (query.to_vec(), body.to_vec());
        // Whoever finds the action there finds the tags there, too.
        let part = if Found::of(&query).ruled { &mut query } else { &mut body };
        *part = with_tags(part, &lacking)?;
        self.check(&query, &body)?;
        Ok(Decision::Edit { query, body })
    }

    /// The default tags whose keys a request lacks.
    fn lacking(&self, params: &Params<'_>) -> Result<Vec<&(String, String)>, Refusal> {
        if params.text("Action")?.is_some_and(|action| REMOVERS.contains(&action)) {
            return Ok(Vec::new());
        }
        let keys = keys_of_tags(params)?;
        let is_lacking = |(key, _): &&(String, String)| !keys.iter().any(|k| same_key(k, key));
        Ok(self.defaults.iter().filter(is_lacking).collect())
    }

    /// Checks every way to read a request in which there is an action that the rule is about.
    fn check(&self, query: &[u8], body: &[u8]) -> Result<(), Refusal> {
        let both = (query, body);
        let readings = match (query.is_empty(), body.is_empty()) {
            (false, false) => vec![both, (query, &b""[..]), (&b""[..], body)],
            _ => vec![both],
        };
        for (query, body) in readings {
            if Found::of(query).or(Found::of(body)).ruled {
                let params = parameters(query, body)?;
                self.check_keys(&params, &Keys::untyped(&params)?)?;
                self.check_keys(&params, &Keys::typed(&params)?)?;
            }
        }
        Ok(())
    }

    fn check_keys(&self, params: &Params<'_>, keys: &Keys) -> Result<(), Refusal> {
        let removes = params.text("Action")?.is_some_and(|action| REMOVERS.contains(&action));
        for required in &self.required {
            let is_other = |key: &&String| same_key(key, required) && *key != required;
            let fault = if !removes && !keys.added.contains(required) {
                "The request has no tag with the required key"
            } else if keys.removed.iter().any(|key| same_key(key, required)) {
                "The request removes the tag with the required key"
            } else if keys.added.iter().any(|key| is_other(&key)) {
                "The request has a tag whose key differs in case alone from the required key"
            } else {
                continue;
            };
            return Err(Refusal::new(ErrorCode::ACCESS_DENIED, format!("{fault} {required}.")));
        }
        Ok(())
    }
}

/// A request that the rule is not about goes on if its action is one that every reader reads alike.
fn check_action(found: Found) -> Result<Decision, Refusal> {
    match found.odd_action {
        true => Err(Refusal::malformed("The action is not a word of letters and digits.")),
        false => Ok(Decision::Forward),
    }
}

/// The part of a request with more tags, in the spelling of the client.
fn with_tags(part: &[u8], tags: &[&(String, String)]) -> Result<Vec<u8>, Refusal> {
    let editor = Editor::new(part);
    let mut editor = match Dialect::fitting(part).first() {
        Some(dialect) => editor.in_dialect(*dialect),
        None => editor,
    };
    for (key, value) in tags {
        editor.add_member("Tags", &[("Key", key), ("Value", value)])?;
    }
    Ok(editor.finish().into_owned())
}

/// Whether some resources take two keys for the same.
fn same_key(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The action as far as it can be read, for the audit.
pub(crate) fn action<B: AsRef<[u8]>>(request: &Request<B>) -> Option<String> {
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let is_action = |pair: &form::Pair<'_>| pair.name().is_ok_and(|name| name == "Action");
    let mut actions =
        form::pairs(query).chain(form::pairs(request.body().as_ref())).filter(is_action);
    let action = actions.find_map(|pair| pair.value().ok())?;
    Some(action.chars().take(128).collect())
}
