//! [`AsJson`]: the answers of STS in JSON.

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use crate::engine::json::put::{Notation, Put};
use crate::message::error_response::ErrorResponse;
use crate::message::reply::Reply;
use crate::message::response::Response;
use crate::message::service::Results;
use crate::schema::structure::Field;
use crate::sts::operations::OperationResult;

/// A reply as STS writes it to a client whose request has the header `Accept: application/json`; serialize
/// it, and send it with the content type `application/json`.
///
/// Recorded is one answer to GetCallerIdentity: its layout, with members in alphabetical order. That
/// times are numbers of seconds was seen with AssumeRole. Errors are written as SQS and SNS write them. What
/// STS does with several types in `Accept` is not known. The result of an operation that this crate does
/// not know cannot be serialized.
///
/// ```
/// use iam_codec::sts::operations::{GetCallerIdentity, GetCallerIdentityResult};
/// use iam_codec::sts::{AsJson, Reply};
/// use iam_codec::Operation;
///
/// let identity = GetCallerIdentityResult {
///     user_id: Some("AIDACKCEVSQ6C2EXAMPLE".into()),
///     account: Some("123456789012".into()),
///     arn: Some("arn:aws:iam::123456789012:user/anika".into()),
///     ..Default::default()
/// };
/// let reply: Reply<'_> = GetCallerIdentity::response(identity, "id").into();
/// assert_eq!(
///     serde_json::to_string(&AsJson(&reply))?,
///     r#"{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012","#.to_owned()
///         + r#""Arn":"arn:aws:iam::123456789012:user/anika","UserId":"AIDACKCEVSQ6C2EXAMPLE"},"#
///         + r#""ResponseMetadata":{"RequestId":"id"}}}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a view of a reply")]
pub struct AsJson<'r, 'a>(pub &'r Reply<'a, OperationResult<'a>>);

impl Serialize for AsJson<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Reply::Response(response) => put_response(response, serializer),
            Reply::Error(error) => put_error(error, serializer),
        }
    }
}

fn put_response<'a, S: Serializer>(
    response: &Response<'a, OperationResult<'a>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let action = response.action_name();
    if response.result.output().is_none() {
        return Err(S::Error::custom(format_args!("{action} has no known result")));
    }
    let mut root = serializer.serialize_map(Some(1))?;
    root.serialize_entry(&format!("{action}Response"), &Body(response))?;
    root.end()
}

/// What is inside `GetCallerIdentityResponse`.
struct Body<'r, 'a>(&'r Response<'a, OperationResult<'a>>);

impl Serialize for Body<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Body(response) = self;
        let mut body = serializer.serialize_map(None)?;
        if let Some(result) = response.result.output() {
            let name = format!("{}Result", response.action_name());
            body.serialize_entry(&name, &Put(Field::Structure(result), Notation::Service))?;
        }
        body.serialize_entry("ResponseMetadata", &Metadata(&response.request_id))?;
        body.end()
    }
}

struct Metadata<'r>(&'r str);

impl Serialize for Metadata<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("RequestId", self.0)])
    }
}

fn put_error<S: Serializer>(error: &ErrorResponse<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut root = serializer.serialize_map(Some(2))?;
    root.serialize_entry("Error", &Details(error))?;
    root.serialize_entry("RequestId", &error.request_id)?;
    root.end()
}

/// What is inside `Error`.
struct Details<'r, 'a>(&'r ErrorResponse<'a>);

impl Serialize for Details<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Details(error) = self;
        let mut details = serializer.serialize_map(None)?;
        details.serialize_entry("Code", error.code.as_str())?;
        if let Some(message) = &error.message {
            details.serialize_entry("Message", message)?;
        }
        details.serialize_entry("Type", error.fault.as_str())?;
        details.end()
    }
}
