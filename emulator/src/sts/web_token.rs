//! [`WebToken`]: a JSON Web Token, read and not verified.

use data_encoding::BASE64URL_NOPAD;
use iam_codec::{ErrorCode, Tag};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::sessions::Carried;
use crate::outcome::{Outcome, failure};
use crate::state::{Tags, Time};

/// The claims of a token that a session depends on.
pub(super) struct WebToken {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) audiences: Vec<String>,
    expires: u64,
    pub(super) source_identity: Option<String>,
    tags: SessionTags,
}

/// The claim `https://aws.amazon.com/tags`. A tag has one value, in a list.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SessionTags {
    principal_tags: Map<String, Value>,
    transitive_tag_keys: Vec<String>,
}

impl WebToken {
    /// Reads a token.
    ///
    /// # Errors
    ///
    /// It does not have three parts with an object of JSON as the second, or it lacks a claim.
    pub(super) fn read(token: &str) -> Outcome<Self> {
        let Some(claims) = claims(token) else {
            let message = "The ID Token provided is not a valid JWT. (You may see this error if you sent \
                           an Access Token)";
            return failure(ErrorCode::INVALID_IDENTITY_TOKEN, message);
        };
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
        let required = |name: &str| text(name).map_or_else(|| missing(name), Ok);
        let issuer = required("iss")?;
        let subject = required("sub")?;
        let audiences = match claims.get("aud") {
            Some(Value::String(audience)) => vec![audience.clone()],
            Some(Value::Array(audiences)) => {
                audiences.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => return missing("aud"),
        };
        let Some(expires) = claims.get("exp").and_then(Value::as_f64) else {
            return missing("exp");
        };
        let tags = claims.get("https://aws.amazon.com/tags").cloned();
        Ok(WebToken {
            issuer,
            subject,
            audiences,
            expires: expires as u64,
            source_identity: text("https://aws.amazon.com/source_identity"),
            tags: tags.and_then(|tags| serde_json::from_value(tags).ok()).unwrap_or_default(),
        })
    }

    /// Refuses a token that has expired.
    pub(super) fn check_time(&self, now: Time) -> Outcome<()> {
        let (now, expires) = (now.as_seconds(), self.expires);
        if now < expires {
            return Ok(());
        }
        let message = format!(
            "Token expired: current date/time {now} must be before the expiration date/time {expires}"
        );
        failure(ErrorCode::EXPIRED_TOKEN_EXCEPTION, message)
    }

    /// What the token says that the session carries.
    pub(super) fn carried(&self) -> Carried {
        let value = |value: &Value| match value {
            Value::Array(values) => values.first().and_then(Value::as_str).map(str::to_owned),
            value => value.as_str().map(str::to_owned),
        };
        let tags = self.tags.principal_tags.iter();
        let tags: Vec<_> =
            tags.filter_map(|(key, tag)| Some(Tag::new(key.clone(), value(tag)?))).collect();
        Carried {
            tags: Tags::new(Some(&tags)),
            transitive_tag_keys: self.tags.transitive_tag_keys.clone(),
            source_identity: self.source_identity.clone(),
            has_mfa: false,
        }
    }
}

/// The claims of a token, without a look at its signature.
fn claims(token: &str) -> Option<Map<String, Value>> {
    let [_header, claims, _signature] = token.split('.').collect::<Vec<_>>()[..] else {
        return None;
    };
    let claims = BASE64URL_NOPAD.decode(claims.trim_end_matches('=').as_bytes()).ok()?;
    serde_json::from_slice(&claims).ok()
}

fn missing<T>(claim: &str) -> Outcome<T> {
    let message = format!("Missing a required claim: {claim}");
    failure(ErrorCode::INVALID_IDENTITY_TOKEN, message)
}
