//! Feature `serde`: requests and replies ⇄ documents with AWS's own names, as the AWS CLI has them.
//!
//! ```json
//! {"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}
//! {"Action":"TagCat","Parameters":[{"Name":"Version","Value":"2010-05-08"}]}
//! {"Action":"ListUserTags","Tags":[],"IsTruncated":false,"RequestId":"…"}
//! {"Error":{"Type":"Sender","Code":"NoSuchEntity"},"RequestId":"…"}
//! ```
//!
//! An operation's input alone, such as `GetUser`, is what `aws iam get-user --cli-input-json` takes.
//! Members are written in the model's order and read in any order. A timestamp is a string, a blob a
//! string in base64, a policy document a string that holds its JSON. Constraints are left to
//! [`Request::validate`].
//!
//! Nothing that a document holds is dropped: an unknown, missing or repeated member is an error, and so
//! is `null`. The message names the place: ``missing member `Value` of Tag: in member `Tags[0]` ``. Of
//! several faults it is the first that is read; members are missing where their object ends.
//!
//! Members are read as they arrive. Those before the `Action` are kept until that is known; of an action
//! that the service does not have, and of errors, all are.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use ::serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::engine::json;
use crate::engine::json::document::{Document, Members, Name};
use crate::engine::json::fill::Filling;
use crate::engine::json::misfit::Misfit;
use crate::engine::json::put::{Notation, put_members};
use crate::message::error_code::{ErrorCode, Fault};
use crate::message::error_response::ErrorResponse;
use crate::message::other::{OtherRequest, OtherResult};
use crate::message::params::Params;
use crate::message::reply::Reply;
use crate::message::request::action_name;
use crate::message::response::{Payload, Response};
use crate::message::service::{Actions, Requests, Results};
use crate::types::tag::Tag;
use crate::wire::service::Service;
use crate::wire::xml::element::{Content, Element};

/// A value that is an object in a document.
pub(crate) trait Object<'a>: Sized {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error>;

    /// Makes it of its members, unless they name an operation that the service has.
    fn make(members: Members<'a>) -> Result<Self, Misfit>;

    /// That of an operation that the service has, with nothing in it.
    fn empty(_action: &str) -> Option<Self> {
        None
    }

    /// How such a one is filled.
    fn filling(&mut self) -> Option<Filling<'_, 'a>> {
        None
    }
}

/// Writes a request of any service.
pub(crate) fn put_request<'r, 'a: 'r, R: Requests<'a>, M: SerializeMap>(
    request: &'r R,
    members: &mut M,
) -> Result<(), M::Error> {
    members.serialize_entry("Action", action_name(request))?;
    if let Some((_, input)) = request.known() {
        return put_members(input, Notation::Cli, members);
    }
    let Some(request) = request.as_other() else { return Ok(()) };
    let mut params: Vec<_> = request.params().iter().collect();
    if let Some(action) = params.iter().position(|param| param.name() == "Action") {
        params.remove(action);
    }
    let pairs = params
        .into_iter()
        .map(|param| Parameter { name: param.name().into(), value: param.value().into() });
    members.serialize_entry("Parameters", &pairs.collect::<Vec<_>>())
}

pub(crate) fn fill_request<'r, 'a, R: Requests<'a>>(request: &'r mut R) -> Option<Filling<'r, 'a>> {
    let (action, _) = request.known()?;
    Some(Filling::request(request.input_mut(), action.name()))
}

/// Makes a request for an operation that the service does not have.
pub(crate) fn make_request<'a, R: Requests<'a>>(mut members: Members<'a>) -> Result<R, Misfit> {
    let name = members.text("Action", "Request")?;
    members.expect_only(&["Parameters"], &name)?;
    if name.is_empty() {
        return Err(Misfit::custom("empty member `Action`"));
    }
    let parameters = members.required("Parameters", &name)?;
    let params = params(name, objects("Parameters", parameters)?);
    Ok(R::other(OtherRequest { params, service: R::Action::SERVICE }))
}

/// Makes `Serialize` and `Deserialize` of a service's requests.
macro_rules! request_impls {
    ($Request:ident) => {
        impl<'a> $crate::message::json::Object<'a> for $Request<'a> {
            fn put<M: serde::ser::SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
                $crate::message::json::put_request(self, members)
            }

            fn make(
                members: $crate::engine::json::document::Members<'a>,
            ) -> Result<Self, $crate::engine::json::misfit::Misfit> {
                $crate::message::json::make_request(members)
            }

            fn empty(action: &str) -> Option<Self> {
                $crate::message::service::Actions::find(action)
                    .map($crate::message::service::Requests::empty)
            }

            fn filling(&mut self) -> Option<$crate::engine::json::fill::Filling<'_, 'a>> {
                $crate::message::json::fill_request(self)
            }
        }

        impl serde::Serialize for $Request<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::message::json::serialize(self, serializer)
            }
        }

        impl<'de: 'a, 'a> serde::Deserialize<'de> for $Request<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::message::json::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use request_impls;

fn object<'a, T: Object<'a>>(document: Document<'a>) -> Result<T, Misfit> {
    match document {
        Document::Object(members) => T::make(members),
        other => deserialize(other),
    }
}

/// The list of objects that is the member `name`.
fn objects<'a, T: Object<'a>>(name: &str, document: Document<'a>) -> Result<Vec<T>, Misfit> {
    let list = Vec::<Document<'_>>::deserialize(document).map_err(|e| e.within(name))?;
    let within = |index, e: Misfit| e.within(&format!("[{index}]")).within(name);
    let read = |(index, member)| object(member).map_err(|e| within(index, e));
    list.into_iter().enumerate().map(read).collect()
}

fn params<'a>(action: Cow<'a, str>, parameters: Vec<Parameter<'a>>) -> Params<'a> {
    let mut params = Params::default();
    params.push("Action", action);
    for Parameter { name, value } in parameters {
        params.push(name, value);
    }
    params
}

impl<'a, R: Results<'a> + Payload> Object<'a> for Reply<'a, R> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        match self {
            Reply::Response(response) => response.put(members),
            Reply::Error(error) => put_error(error, members),
        }
    }

    fn make(members: Members<'a>) -> Result<Self, Misfit> {
        // Two results have a member `Error`, so that alone does not tell.
        match members.has("Error") && !members.has("Action") {
            true => make_error(R::SERVICE, members).map(Reply::Error),
            false => Response::make(members).map(Reply::Response),
        }
    }

    fn empty(action: &str) -> Option<Self> {
        Response::empty(action).map(Reply::Response)
    }

    fn filling(&mut self) -> Option<Filling<'_, 'a>> {
        match self {
            Reply::Response(response) => response.filling(),
            Reply::Error(_) => None,
        }
    }
}

impl<'a, R: Results<'a> + Payload> Object<'a> for Response<'a, R> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Action", self.action_name())?;
        if let Some(other) = self.result.as_other() {
            members.serialize_entry("Elements", &other.elements)?;
        }
        if let Some(output) = self.result.output() {
            put_members(output, Notation::Cli, members)?;
        }
        members.serialize_entry("RequestId", &self.request_id)
    }

    fn make(mut members: Members<'a>) -> Result<Self, Misfit> {
        let name = members.text("Action", "Response")?;
        let of = format!("{name}Response");
        members.expect_only(&["RequestId", "Elements"], &of)?;
        let request_id = members.text("RequestId", &of)?;
        let elements = objects("Elements", members.required("Elements", &of)?)?;
        Ok(Response { result: R::other(OtherResult::new(name, elements)), request_id })
    }

    fn empty(action: &str) -> Option<Self> {
        let result = R::empty(R::Action::find(action)?);
        Some(Response { result, request_id: Cow::default() })
    }

    fn filling(&mut self) -> Option<Filling<'_, 'a>> {
        let action = self.result.operation()?.name();
        Some(Filling::response(self.result.output_mut(), action, &mut self.request_id))
    }
}

impl<'a> Object<'a> for Element<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Name", &self.name)?;
        match &self.content {
            Content::Text(text) => members.serialize_entry("Text", text),
            Content::Elements(elements) => members.serialize_entry("Elements", elements),
        }
    }

    fn make(mut members: Members<'a>) -> Result<Self, Misfit> {
        let content = if members.has("Elements") { "Elements" } else { "Text" };
        members.expect_only(&["Name", content], "Element")?;
        let name = members.text("Name", "Element")?;
        let content = match members.take("Elements") {
            Some(elements) => Content::Elements(objects("Elements", elements)?),
            None => Content::Text(members.text("Text", "Element")?),
        };
        Ok(Element::new(name, content))
    }
}

/// A parameter of an unknown action.
struct Parameter<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
}

impl<'a> Object<'a> for Parameter<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Name", &self.name)?;
        members.serialize_entry("Value", &self.value)
    }

    fn make(mut members: Members<'a>) -> Result<Self, Misfit> {
        members.expect_only(&["Name", "Value"], "Parameter")?;
        let name = members.text("Name", "Parameter")?;
        let value = members.text("Value", "Parameter")?;
        Ok(Parameter { name, value })
    }
}

fn put_error<M: SerializeMap>(error: &ErrorResponse<'_>, members: &mut M) -> Result<(), M::Error> {
    let code = error.code.as_str().into();
    let message = error.message.as_deref().map(Cow::Borrowed);
    members.serialize_entry("Error", &Failure { fault: error.fault, code, message })?;
    members.serialize_entry("RequestId", &error.request_id)
}

/// Makes an error of a service, which no document names.
pub(crate) fn make_error<'a>(
    service: &'static Service,
    mut members: Members<'a>,
) -> Result<ErrorResponse<'a>, Misfit> {
    members.expect_only(&["Error", "RequestId"], "ErrorResponse")?;
    let error = members.required("Error", "ErrorResponse")?;
    let request_id = members.text("RequestId", "ErrorResponse")?;
    let Failure { fault, code, message } = object(error).map_err(|e| e.within("Error"))?;
    Ok(ErrorResponse { fault, code, message, request_id, service })
}

/// Reads an error of a service.
pub(crate) fn deserialize_error<'a, 'de: 'a, D: Deserializer<'de>>(
    service: &'static Service,
    deserializer: D,
) -> Result<ErrorResponse<'a>, D::Error> {
    let members = deserialize(deserializer)?;
    make_error(service, members).map_err(D::Error::custom)
}

/// Those of an object that is read as one of a service.
impl<'a> Object<'a> for Members<'a> {
    fn put<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }

    fn make(members: Members<'a>) -> Result<Self, Misfit> {
        Ok(members)
    }
}

impl Serialize for ErrorResponse<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        put_error(self, &mut members)?;
        members.end()
    }
}

/// The member `Error` of an error response.
struct Failure<'a> {
    fault: Fault,
    code: ErrorCode<'a>,
    message: Option<Cow<'a, str>>,
}

impl<'a> Object<'a> for Failure<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Type", self.fault.as_str())?;
        members.serialize_entry("Code", self.code.as_str())?;
        match &self.message {
            Some(message) => members.serialize_entry("Message", message),
            None => Ok(()),
        }
    }

    fn make(mut members: Members<'a>) -> Result<Self, Misfit> {
        members.expect_only(&["Type", "Code", "Message"], "Error")?;
        let fault = members.text("Type", "Error")?;
        let code = members.text("Code", "Error")?.into();
        let message = members.take("Message").map(Document::text).transpose();
        let message = message.map_err(|e| e.within("Message"))?;
        let unknown = || Misfit::custom("neither Sender nor Receiver").within("Type");
        let fault = Fault::from_text(&fault).ok_or_else(unknown)?;
        Ok(Failure { fault, code, message })
    }
}

impl Serialize for Tag<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Tag<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut tag = Tag::<'de>::default();
        json::deserialize(&mut tag, deserializer)?;
        Ok(tag)
    }
}

pub(crate) fn serialize<'a, T: Object<'a>, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(None)?;
    object.put(&mut members)?;
    members.end()
}

pub(crate) fn deserialize<'a, 'de: 'a, T: Object<'a>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData, PhantomData))
}

/// Makes `Serialize` and `Deserialize` of each [`Object`].
macro_rules! objects {
    ($($Type:ty $(, $R:ident)?;)*) => {$(
        impl<'a $(, $R: Results<'a> + Payload)?> Serialize for $Type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de: 'a, 'a $(, $R: Results<'a> + Payload)?> Deserialize<'de> for $Type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}

objects! {
    Reply<'a, R>, R;
    Response<'a, R>, R;
    Element<'a>;
    Parameter<'a>;
    Failure<'a>;
}

struct ObjectVisitor<'a, T>(PhantomData<&'a ()>, PhantomData<T>);

impl<'a, 'de: 'a, T: Object<'a>> Visitor<'de> for ObjectVisitor<'a, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    // Bench row: from JSON, 1 plain tag.
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        let (mut kept, mut many) = (Members::default(), HashSet::new());
        while let Some(Name(name)) = members.next_key()? {
            let value = members.next_value()?;
            let object = match (&*name, &value) {
                ("Action", Document::Text(action)) => T::empty(action),
                _ => None,
            };
            if let Some(mut object) = object {
                object.filling().map_or(Ok(()), |filling| filling.finish_kept(kept, members))?;
                return Ok(object);
            }
            kept.add(name, value, &mut many).map_err(A::Error::custom)?;
        }
        T::make(kept).map_err(A::Error::custom)
    }
}
