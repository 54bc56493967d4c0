//! What the codec says of a request: half of a finding's cause, and the answer where it is refused.

use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::is_xml_char;
use iam_codec::{Action, Constraint, Params, Request, RequestError, RequestErrorKind};

/// What the codec says of a request.
pub(crate) struct Prediction {
    /// In a few words, the same for all requests of a kind.
    pub(crate) says: String,
    /// The operation that the request asks for; empty if it names none.
    pub(crate) action: String,
    /// IAM's answer, if it does not depend on what is stored.
    pub(crate) refusal: Option<ParsedAnswer>,
    /// Whether IAM's answer was never recorded, or depends on who asks: only a failure counts.
    pub(crate) is_unsettled: bool,
}

impl Prediction {
    pub(crate) fn of(body: &[u8]) -> Prediction {
        match Request::decode(body) {
            Ok(Request::Other(request)) => Prediction {
                action: request.action().to_owned(),
                ..Prediction::refused(body, &request.invalid_action())
            },
            Ok(request) => Prediction {
                says: format!("a valid {}", request.action_name()),
                action: request.action_name().to_owned(),
                refusal: None,
                is_unsettled: has_unwritable_text(body) || is_about_caller(&request, body),
            },
            Err(error) => Prediction::refused(body, &error),
        }
    }

    fn refused(body: &[u8], error: &RequestError) -> Prediction {
        let response = error.to_response("");
        let answer = Answer {
            status: response.status(),
            headers: Vec::new(),
            body: response.encode().into_bytes(),
        };
        // No request was decoded, so the parameters must say which operation it is.
        let is_routed = !matches!(error.kind(), RequestErrorKind::InvalidAction { .. });
        let params = Params::parse(body).unwrap_or_default();
        let action = params.get("Action").filter(|_| is_routed).unwrap_or_default();
        Prediction {
            says: says(error).to_owned(),
            action: action.to_owned(),
            refusal: Some(ParsedAnswer::read(&answer)),
            is_unsettled: matches!(
                error.kind(),
                RequestErrorKind::MalformedInput(_) | RequestErrorKind::MissingAction
            ),
        }
    }
}

/// Whether there is a value that no XML can carry. IAM's answer to it was never recorded.
fn has_unwritable_text(body: &[u8]) -> bool {
    let is_unwritable = |c: char| !is_xml_char(c);
    Params::parse(body).is_ok_and(|p| p.iter().any(|p| p.value().contains(is_unwritable)))
}

/// Whether the request leaves out the user, and so means the one whose keys sign it. Which user that is,
/// if any, is for each server to say.
fn is_about_caller(request: &Request<'_>, body: &[u8]) -> bool {
    let input = request.action().map_or(&[][..], Action::input);
    input.iter().any(|member| member.name() == "UserName")
        && Params::parse(body).is_ok_and(|params| params.get("UserName").is_none())
}

fn says(error: &RequestError) -> &'static str {
    match error.kind() {
        RequestErrorKind::MissingAction => "no action",
        RequestErrorKind::InvalidAction { .. } => "an unknown action or version",
        RequestErrorKind::MalformedInput(_) => "a parameter that cannot be read",
        RequestErrorKind::ValidationError(_) => {
            let first = error.violations().first();
            first.map_or("a violation", |violation| broken(violation.constraint()))
        }
        RequestErrorKind::InvalidIdentifier(_) => "an invalid name, path or ARN",
        RequestErrorKind::InvalidBoundary(_) => "a boundary that is not a policy",
        RequestErrorKind::DuplicateTagKeys(_) => "two tags with the same key",
        RequestErrorKind::ReservedTag => "a reserved tag",
        _ => "another refusal",
    }
}

fn broken(constraint: Constraint) -> &'static str {
    match constraint {
        Constraint::NotNull => "a member that is missing",
        Constraint::MinLength(_) => "a text or list that is too short",
        Constraint::MaxLength(_) => "a text or list that is too long",
        Constraint::Pattern(_) => "a character that is not allowed",
        Constraint::EnumValue(_) => "a value that is not listed",
        Constraint::MinValue(_) | Constraint::MaxValue(_) => "a number out of range",
        Constraint::Each(_) | Constraint::EachKey(_) | Constraint::EachValue(_) => {
            "a member of a list or map that is not allowed"
        }
        _ => "another violation",
    }
}

#[cfg(test)]
mod tests;
