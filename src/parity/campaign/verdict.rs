//! What the codec says of a request: half of a finding's cause, and the answer where it is refused.

use crate::parity::call::Answer;
use crate::parity::seen::Seen;
use crate::parity::tree::is_xml_char;
use crate::{Constraint, Params, Request, RequestError, RequestErrorKind};

/// What the codec says of a request.
pub(crate) struct Verdict {
    /// In a few words, the same for all requests of a kind.
    pub(crate) says: String,
    /// The operation that is asked for; empty if there is none.
    pub(crate) action: String,
    /// IAM's answer, if it does not depend on what is stored.
    pub(crate) refusal: Option<Seen>,
    /// Whether IAM's answer was never recorded: only a failure counts.
    pub(crate) is_unsettled: bool,
}

impl Verdict {
    pub(crate) fn of(body: &[u8]) -> Verdict {
        match Request::decode(body) {
            Ok(Request::Other(request)) => Verdict {
                action: request.action().to_owned(),
                ..Verdict::refused(body, &request.invalid_action())
            },
            Ok(request) => Verdict {
                says: format!("a valid {}", request.action_name()),
                action: request.action_name().to_owned(),
                refusal: None,
                is_unsettled: has_unwritable_text(body),
            },
            Err(error) => Verdict::refused(body, &error),
        }
    }

    fn refused(body: &[u8], error: &RequestError) -> Verdict {
        let response = error.to_response("");
        let answer = Answer {
            status: response.status(),
            headers: Vec::new(),
            body: response.encode().into_bytes(),
        };
        let unchecked = Request::decode_unchecked(body);
        Verdict {
            says: says(error).to_owned(),
            action: unchecked.map(|r| r.action_name().to_owned()).unwrap_or_default(),
            refusal: Some(Seen::read(&answer)),
            is_unsettled: matches!(
                error.kind(),
                RequestErrorKind::MalformedInput(_) | RequestErrorKind::MissingAction
            ),
        }
    }
}

/// Whether there is a value that no answer can show: what IAM says to it was not recorded.
fn has_unwritable_text(body: &[u8]) -> bool {
    let is_unwritable = |c: char| !is_xml_char(c);
    Params::parse(body).is_ok_and(|p| p.iter().any(|p| p.value().contains(is_unwritable)))
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
        RequestErrorKind::InvalidIdentifier(_) => "no name, path or ARN",
        RequestErrorKind::InvalidBoundary(_) => "a boundary that is no policy",
        RequestErrorKind::DuplicateTagKeys(_) => "two tags with the same key",
        RequestErrorKind::ReservedTag => "a reserved tag",
    }
}

fn broken(constraint: Constraint) -> &'static str {
    match constraint {
        Constraint::NotNull => "a member that is missing",
        Constraint::MinLength(_) => "a text or list that is too short",
        Constraint::MaxLength(_) => "a text or list that is too long",
        Constraint::Pattern(_) => "a character that is not allowed",
        Constraint::EnumValue => "a value that is not listed",
        Constraint::MinValue(_) | Constraint::MaxValue(_) => "a number out of range",
        Constraint::Each(_) | Constraint::EachKey(_) | Constraint::EachValue(_) => {
            "a member of a list or map that is not allowed"
        }
    }
}
