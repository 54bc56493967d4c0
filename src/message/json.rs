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
//! is `null`. The message names the place: ``missing member `Value` of Tag: in member `Tags[0]` ``.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use ::serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::engine::json;
use crate::engine::json::document::{Document, Members, Misfit, read_members};
use crate::engine::json::fill::fill_structure;
use crate::engine::json::put::put_members;
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

    fn make(members: Members<'a>) -> Result<Self, Misfit>;
}

/// Writes a request of any service.
pub(crate) fn put_request<'r, 'a: 'r, R: Requests<'a>, M: SerializeMap>(
    request: &'r R,
    members: &mut M,
) -> Result<(), M::Error> {
    members.serialize_entry("Action", action_name(request))?;
    if let Some((_, input)) = request.known() {
        return put_members(input, members);
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

/// Makes a request of any service.
pub(crate) fn make_request<'a, R: Requests<'a>>(mut members: Members<'a>) -> Result<R, Misfit> {
    let name = members.text("Action", "Request")?;
    if let Some(action) = R::Action::find(&name) {
        let mut request = R::empty(action);
        if let Some(input) = request.input_mut() {
            fill_structure(input, &mut members, &name)?;
        }
        members.finish(&name)?;
        return Ok(request);
    }
    let parameters = members.required("Parameters", &name);
    members.finish(&name)?;
    if name.is_empty() {
        return Err(Misfit::custom("empty member `Action`"));
    }
    let params = params(name, objects("Parameters", parameters?)?);
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
            ) -> Result<Self, $crate::engine::json::document::Misfit> {
                $crate::message::json::make_request(members)
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
    T::make(document.object()?)
}

/// The list of objects that is the member `name`.
fn objects<'a, T: Object<'a>>(name: &str, document: Document<'a>) -> Result<Vec<T>, Misfit> {
    let numbered =
        |(index, member)| object(member).map_err(|e: Misfit| e.within(&format!("[{index}]")));
    let read = |list: Vec<_>| list.into_iter().enumerate().map(numbered).collect();
    document.list().and_then(read).map_err(|e| e.within(name))
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
}

impl<'a, R: Results<'a> + Payload> Object<'a> for Response<'a, R> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Action", self.action_name())?;
        if let Some(other) = self.result.as_other() {
            members.serialize_entry("Elements", &other.elements)?;
        }
        if let Some(output) = self.result.output() {
            put_members(output, members)?;
        }
        members.serialize_entry("RequestId", &self.request_id)
    }

    fn make(mut members: Members<'a>) -> Result<Self, Misfit> {
        let name = members.text("Action", "Response")?;
        let of = format!("{name}Response");
        let request_id = members.text("RequestId", &of)?;
        let result = match R::Action::find(&name) {
            Some(action) => {
                let mut result = R::empty(action);
                if let Some(output) = result.output_mut() {
                    fill_structure(output, &mut members, &of)?;
                }
                result
            }
            None => {
                let elements = objects("Elements", members.required("Elements", &of)?)?;
                R::other(OtherResult::new(name, elements))
            }
        };
        members.finish(&of)?;
        Ok(Response { result, request_id })
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
        let name = members.text("Name", "Element")?;
        let content = match members.take("Elements") {
            Some(elements) => Content::Elements(objects("Elements", elements)?),
            None => Content::Text(members.text("Text", "Element")?),
        };
        members.finish("Element")?;
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
        let name = members.text("Name", "Parameter")?;
        let value = members.text("Value", "Parameter")?;
        members.finish("Parameter")?;
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
    let error = members.required("Error", "ErrorResponse")?;
    let request_id = members.text("RequestId", "ErrorResponse")?;
    members.finish("ErrorResponse")?;
    let Failure { fault, code, message } = object(error).map_err(|e| e.within("Error"))?;
    Ok(ErrorResponse { fault, code, message, request_id, service })
}

/// Reads an error of a service.
pub(crate) fn deserialize_error<'a, 'de: 'a, D: Deserializer<'de>>(
    service: &'static Service,
    deserializer: D,
) -> Result<ErrorResponse<'a>, D::Error> {
    let AnyMembers(members) = deserialize(deserializer)?;
    make_error(service, members).map_err(D::Error::custom)
}

/// The members of an object, whatever it is.
struct AnyMembers<'a>(Members<'a>);

impl<'a> Object<'a> for AnyMembers<'a> {
    fn put<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }

    fn make(members: Members<'a>) -> Result<Self, Misfit> {
        Ok(AnyMembers(members))
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
        let fault = members.text("Type", "Error")?;
        let code = members.text("Code", "Error")?.into();
        let message = members.take("Message").map(Document::text).transpose();
        let message = message.map_err(|e| e.within("Message"))?;
        members.finish("Error")?;
        let unknown = || Misfit::custom("neither Sender nor Receiver").within("Type");
        let fault = Fault::from_text(&fault).ok_or_else(unknown)?;
        Ok(Failure { fault, code, message })
    }
}

/// Makes `Serialize` and `Deserialize` of structures that are not made by a block of operations.
macro_rules! structures {
    ($($Type:ident)*) => {$(
        impl Serialize for $Type<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                json::serialize(self, serializer)
            }
        }

        impl<'de: 'a, 'a> Deserialize<'de> for $Type<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut structure = $Type::<'de>::default();
                json::deserialize(&mut structure, deserializer)?;
                Ok(structure)
            }
        }
    )*};
}

structures! { Tag }

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

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::make(read_members(members)?).map_err(A::Error::custom)
    }
}
