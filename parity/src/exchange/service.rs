//! The services, and whose an action is.

use iam_codec::{SERVICE, Service, sts};

/// The service that has an action. Unknown actions are IAM's.
pub(crate) fn of_action(action: &str) -> &'static Service {
    if is_of_sts(action) { &sts::SERVICE } else { &SERVICE }
}

/// Whether an action is one of STS.
pub(crate) fn is_of_sts(action: &str) -> bool {
    action.parse::<sts::Action>().is_ok()
}

/// Whether one of the services has this action.
pub(crate) fn is_known(action: &str) -> bool {
    is_of_sts(action) || action.parse::<iam_codec::Action>().is_ok()
}

/// What a signature by this key says at its beginning, and in the place of a signature 64 zeros: for endpoints
/// that look at no more than the key and the service.
pub(crate) fn authorization(key: &str, service: &Service) -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential={key}/20260101/us-east-1/{}/aws4_request, SignedHeaders=host, \
         Signature={}",
        service.name(),
        "0".repeat(64),
    )
}
