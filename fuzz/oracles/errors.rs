//! Error codes with their status and fault, of the model and beyond.

use iam_codec::{ErrorCode, ErrorResponse, Fault};

use crate::model;

/// Codes that the model does not have: as recorded, or else as AWS documents the errors that all services
/// share.
const COMMON: &[(&str, u16)] = &[
    ("AccessDenied", 403),
    ("AccessDeniedException", 400),
    ("ExpiredToken", 403),
    ("IncompleteSignature", 400),
    ("InternalFailure", 500),
    ("InvalidAction", 400),
    ("InvalidClientTokenId", 403),
    ("InvalidParameterCombination", 400),
    ("InvalidParameterValue", 400),
    ("InvalidQueryParameter", 400),
    ("MalformedInput", 400),
    ("MalformedQueryString", 404),
    ("MissingAction", 400),
    ("MissingAuthenticationToken", 403),
    ("MissingParameter", 400),
    ("NotAuthorized", 400),
    ("NotImplemented", 501),
    ("OptInRequired", 403),
    ("RequestExpired", 400),
    ("ServiceUnavailable", 503),
    ("SignatureDoesNotMatch", 403),
    ("Throttling", 400),
    ("ThrottlingException", 400),
    ("ValidationError", 400),
];

/// Status and fault of an error are those of its code, or of an unknown one those of any error: the
/// sender is to blame unless it is said otherwise.
pub(super) fn assert_is_told(error: &ErrorResponse<'_>) {
    let by_fault = |fault| if fault == Fault::Sender { 400 } else { 500 };
    let expected = known(error.code.as_str());
    assert_eq!(error.status(), expected.map_or(by_fault(error.fault), |(status, _)| status));
    assert_eq!(error.code.status(), expected.map(|(status, _)| status));
    assert_eq!(error.code.fault(), expected.map(|(_, fault)| fault));
    let plain = ErrorResponse::new(error.code.clone(), "id");
    assert_eq!(plain.fault, expected.map_or(Fault::Sender, |(_, fault)| fault));
    assert_eq!(ErrorCode::ALL.contains(&error.code), expected.is_some());
}

/// The status of a code that is known, and who is to blame.
fn known(code: &str) -> Option<(u16, Fault)> {
    let of_model = model::errors().find(|(known, _)| *known == code);
    let common = || COMMON.iter().find(|(known, _)| *known == code).map(|(_, status)| *status);
    let status = of_model.map(|(_, status)| status).or_else(common)?;
    Some((status, if status < 500 { Fault::Sender } else { Fault::Receiver }))
}
