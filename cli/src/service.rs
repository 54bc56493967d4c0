//! Requests and replies of the services that the codec knows, and which service a message is of.

use iam_codec::sts;
use iam_codec::{
    EncodeError, HttpReplyError, Member, Oddity, Params, RequestError, ResponseError, SERVICE,
    Service, UnknownElement,
};
use serde::{Serialize, Serializer};

/// A request of a service.
pub(crate) enum Request<'a> {
    Iam(iam_codec::Request<'a>),
    Sts(sts::Request<'a>),
}

/// A response or an error of a service.
pub(crate) enum Reply<'a> {
    Iam(iam_codec::Reply<'a>),
    Sts(sts::Reply<'a>),
}

/// The service of these parameters; IAM, if nothing tells.
pub(crate) fn service_of(params: &Params<'_>) -> &'static Service {
    Service::of(params).unwrap_or(&SERVICE)
}

impl<'a> Request<'a> {
    /// Reads a request of the service that its parameters name.
    pub(crate) fn decode(
        query: &'a [u8],
        body: &'a [u8],
        checked: bool,
    ) -> Result<Self, RequestError> {
        let params = Params::parse_parts(query, body).unwrap_or_default();
        if *service_of(&params) == sts::SERVICE {
            let decoder = sts::Request::decoder();
            let decoder = if checked { decoder } else { decoder.unchecked() };
            return decoder.parts(query, body).map(Request::Sts);
        }
        let decoder = iam_codec::Request::decoder();
        let decoder = if checked { decoder } else { decoder.unchecked() };
        decoder.parts(query, body).map(Request::Iam)
    }

    /// The same of parameters, without checking values.
    pub(crate) fn of_params(params: Params<'a>) -> Result<Self, RequestError> {
        if *service_of(&params) == sts::SERVICE {
            return sts::Request::decoder().unchecked().params(params).map(Request::Sts);
        }
        iam_codec::Request::decoder().unchecked().params(params).map(Request::Iam)
    }

    /// Reads a document as `decode` prints it.
    pub(crate) fn of_json(text: &'a [u8]) -> serde_json::Result<Self> {
        match is_action_of_sts(text) {
            true => serde_json::from_slice(text).map(Request::Sts),
            false => serde_json::from_slice(text).map(Request::Iam),
        }
    }

    /// The action and its members; `None` if the service does not have it.
    pub(crate) fn operation(&self) -> Option<(&'static str, &'static [Member])> {
        match self {
            Request::Iam(request) => {
                request.action().map(|action| (action.as_str(), action.input()))
            }
            Request::Sts(request) => {
                request.action().map(|action| (action.as_str(), action.input()))
            }
        }
    }

    pub(crate) fn validate(&self) -> Result<(), RequestError> {
        match self {
            Request::Iam(request) => request.validate(),
            Request::Sts(request) => request.validate(),
        }
    }

    pub(crate) fn encode(&self) -> String {
        match self {
            Request::Iam(request) => request.encode(),
            Request::Sts(request) => request.encode(),
        }
    }
}

impl<'a> Reply<'a> {
    pub(crate) fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        match is_of_sts(body) {
            true => sts::decode_reply(body).map(Reply::Sts),
            false => iam_codec::Reply::decode(body).map(Reply::Iam),
        }
    }

    pub(crate) fn decode_tolerantly(body: &'a [u8]) -> Result<(Self, Vec<Oddity>), ResponseError> {
        if is_of_sts(body) {
            let (reply, oddities) = sts::decode_reply_tolerantly(body)?;
            return Ok((Reply::Sts(reply), oddities));
        }
        let (reply, oddities) = iam_codec::Reply::decode_tolerantly(body)?;
        Ok((Reply::Iam(reply), oddities))
    }

    pub(crate) fn from_http<B: AsRef<[u8]>>(
        response: &'a http::Response<B>,
    ) -> Result<Self, HttpReplyError> {
        match is_of_sts(response.body().as_ref()) {
            true => sts::reply_from_http(response).map(Reply::Sts),
            false => iam_codec::Reply::from_http(response).map(Reply::Iam),
        }
    }

    /// Reads a document as `decode` prints it. Errors do not name their service and become IAM's.
    pub(crate) fn of_json(text: &'a [u8]) -> serde_json::Result<Self> {
        match is_action_of_sts(text) {
            true => serde_json::from_slice(text).map(Reply::Sts),
            false => serde_json::from_slice(text).map(Reply::Iam),
        }
    }

    /// The action that a response is of; errors do not name theirs.
    pub(crate) fn action_name(&self) -> Option<&str> {
        match self {
            Reply::Iam(iam_codec::Reply::Response(response)) => Some(response.action_name()),
            Reply::Sts(iam_codec::Reply::Response(response)) => Some(response.action_name()),
            _ => None,
        }
    }

    /// The elements of its body that the reply leaves out.
    pub(crate) fn unknown_elements<'b>(
        &self,
        body: &'b [u8],
    ) -> Result<Vec<UnknownElement<'b>>, ResponseError> {
        match self {
            Reply::Iam(_) => iam_codec::Response::unknown_elements(body),
            Reply::Sts(_) => sts::unknown_elements(body),
        }
    }

    /// Whether the operation succeeded.
    pub(crate) fn is_success(&self) -> bool {
        match self {
            Reply::Iam(reply) => matches!(reply, iam_codec::Reply::Response(_)),
            Reply::Sts(reply) => matches!(reply, iam_codec::Reply::Response(_)),
        }
    }

    pub(crate) fn encode(&self) -> Result<String, EncodeError> {
        match self {
            Reply::Iam(reply) => reply.encode(),
            Reply::Sts(reply) => reply.encode(),
        }
    }
}

impl Serialize for Request<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Request::Iam(request) => request.serialize(serializer),
            Request::Sts(request) => request.serialize(serializer),
        }
    }
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Reply::Iam(reply) => reply.serialize(serializer),
            Reply::Sts(reply) => reply.serialize(serializer),
        }
    }
}

/// Whether a reply is of STS, by its namespace or by its root element.
fn is_of_sts(body: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&body[..body.len().min(1024)]);
    let root = start.split('<').find(|tag| tag.starts_with(|first: char| first.is_alphabetic()));
    let name = root.unwrap_or_default().split(|c: char| !c.is_alphanumeric()).next();
    let action = name.unwrap_or_default().strip_suffix("Response").unwrap_or_default();
    start.contains(sts::SERVICE.namespace()) || action.parse::<sts::Action>().is_ok()
}

/// Whether a document has an action of STS.
fn is_action_of_sts(document: &[u8]) -> bool {
    let value: serde_json::Value = serde_json::from_slice(document).unwrap_or_default();
    let action = value.get("Action").and_then(|action| action.as_str()).unwrap_or_default();
    action.parse::<sts::Action>().is_ok()
}
