//! Feature `serde`: requests and replies ⇄ documents with AWS's own names, as the AWS CLI has them.
//!
//! ```json
//! {"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}
//! {"Action":"GetUser","Parameters":[{"Name":"Version","Value":"2010-05-08"}]}
//! {"Action":"ListUserTags","Tags":[],"IsTruncated":false,"RequestId":"…"}
//! {"Error":{"Type":"Sender","Code":"NoSuchEntity"},"RequestId":"…"}
//! ```
//!
//! Members are written in AWS's order and read in any. Nothing that a document holds is dropped: an
//! unknown, missing or repeated member is an error, and so is `null`. Constraints are left to
//! [`Request::validate`].

mod draft;

use std::borrow::Cow;

use ::serde::de::{Deserialize, Deserializer, Error};
use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::error_response::{ErrorCode, ErrorResponse, Fault};
use crate::operations::{ListResourceTags, TagResource, UntagResource};
use crate::params::Params;
use crate::request::{OtherRequest, Request};
use crate::resource::{Action, Resource, Verb};
use crate::response::{OperationResult, Reply, Response};
use crate::structures::{Tag, TagPage};
use draft::{Draft, Text, read_object, required};

/// What is an object in a document.
trait Object<'a>: Sized {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error>;

    fn make<E: Error>(draft: Draft<'a>) -> Result<Self, E>;
}

impl<'a> Object<'a> for Request<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Action", self.action_name())?;
        match self {
            Request::TagResource(request) => {
                put_resource(&request.resource, members)?;
                members.serialize_entry("Tags", &request.tags)
            }
            Request::UntagResource(request) => {
                put_resource(&request.resource, members)?;
                members.serialize_entry("TagKeys", &request.tag_keys)
            }
            Request::ListResourceTags(request) => {
                put_resource(&request.resource, members)?;
                put_optional("Marker", &request.marker, members)?;
                put_optional("MaxItems", &request.max_items, members)
            }
            Request::Other(request) => {
                let mut params: Vec<_> = request.params().iter().collect();
                if let Some(action) = params.iter().position(|param| param.name() == "Action") {
                    params.remove(action);
                }
                let pairs = params.into_iter().map(|param| Parameter {
                    name: param.name().into(),
                    value: param.value().into(),
                });
                members.serialize_entry("Parameters", &pairs.collect::<Vec<_>>())
            }
        }
    }

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let name = required(draft.action.take(), "Action", "Request")?;
        let Ok(action) = name.parse::<Action>() else {
            let parameters = required(draft.parameters.take(), "Parameters", &name);
            draft.finish(&name)?;
            return OtherRequest::new(params(name, parameters?))
                .map(Request::Other)
                .ok_or_else(|| E::custom("empty member `Action`"));
        };
        let resource_type = action.resource_type();
        let resource = draft.take_resource(resource_type);
        let resource = required(resource, resource_type.parameter(), &name);
        Ok(match action.verb() {
            Verb::Tag => {
                let tags = required(draft.tags.take(), "Tags", &name);
                draft.finish(&name)?;
                TagResource { resource: resource?, tags: tags? }.into()
            }
            Verb::Untag => {
                let tag_keys = required(draft.tag_keys.take(), "TagKeys", &name);
                draft.finish(&name)?;
                let tag_keys = tag_keys.map(|keys| keys.into_iter().map(|Text(key)| key).collect());
                UntagResource { resource: resource?, tag_keys: tag_keys? }.into()
            }
            Verb::List => {
                let marker = draft.marker.take();
                let max_items = draft.max_items.take();
                draft.finish(&name)?;
                ListResourceTags { resource: resource?, marker, max_items }.into()
            }
        })
    }
}

fn params<'a>(action: Cow<'a, str>, parameters: Vec<Parameter<'a>>) -> Params<'a> {
    let mut params = Params::default();
    params.push("Action", action);
    for Parameter { name, value } in parameters {
        params.push(name, value);
    }
    params
}

impl<'a> Object<'a> for Reply<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        match self {
            Reply::Response(response) => response.put(members),
            Reply::Error(error) => error.put(members),
        }
    }

    fn make<E: Error>(draft: Draft<'a>) -> Result<Self, E> {
        match draft.error {
            Some(_) => ErrorResponse::make(draft).map(Reply::Error),
            None => Response::make(draft).map(Reply::Response),
        }
    }
}

impl<'a> Object<'a> for Response<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Action", self.action().as_str())?;
        if let OperationResult::ListResourceTags(_, page) = &self.result {
            page.put(members)?;
        }
        members.serialize_entry("RequestId", &self.request_id)
    }

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let name = required(draft.action.take(), "Action", "Response")?;
        let unknown = |_| E::custom(format_args!("unknown action `{name}`"));
        let action = name.parse::<Action>().map_err(unknown)?;
        let name = format!("{action}Response");
        let request_id = required(draft.request_id.take(), "RequestId", &name);
        let resource_type = action.resource_type();
        let result = match action.verb() {
            Verb::Tag => Ok(OperationResult::TagResource(resource_type)),
            Verb::Untag => Ok(OperationResult::UntagResource(resource_type)),
            Verb::List => draft
                .take_page(&name)
                .map(|page| OperationResult::ListResourceTags(resource_type, page)),
        };
        draft.finish(&name)?;
        Ok(Response { result: result?, request_id: request_id? })
    }
}

impl<'a> Object<'a> for TagPage<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Tags", &self.tags)?;
        members.serialize_entry("IsTruncated", &self.is_truncated)?;
        put_optional("Marker", &self.marker, members)
    }

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let page = draft.take_page("TagPage");
        draft.finish("TagPage")?;
        page
    }
}

impl<'a> Object<'a> for Tag<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Key", &self.key)?;
        members.serialize_entry("Value", &self.value)
    }

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let key = required(draft.key.take(), "Key", "Tag");
        let value = required(draft.value.take(), "Value", "Tag");
        draft.finish("Tag")?;
        Ok(Tag { key: key?, value: value? })
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

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let name = required(draft.name.take(), "Name", "Parameter");
        let value = required(draft.value.take(), "Value", "Parameter");
        draft.finish("Parameter")?;
        Ok(Parameter { name: name?, value: value? })
    }
}

impl<'a> Object<'a> for ErrorResponse<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        let code = self.code.as_str().into();
        let message = self.message.as_deref().map(Cow::Borrowed);
        members.serialize_entry("Error", &Failure { fault: self.fault, code, message })?;
        members.serialize_entry("RequestId", &self.request_id)
    }

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let error = required(draft.error.take(), "Error", "ErrorResponse");
        let request_id = required(draft.request_id.take(), "RequestId", "ErrorResponse");
        draft.finish("ErrorResponse")?;
        let Failure { fault, code, message } = error?;
        Ok(ErrorResponse { fault, code, message, request_id: request_id? })
    }
}

/// An error without its request.
struct Failure<'a> {
    fault: Fault,
    code: ErrorCode<'a>,
    message: Option<Cow<'a, str>>,
}

impl<'a> Object<'a> for Failure<'a> {
    fn put<M: SerializeMap>(&self, members: &mut M) -> Result<(), M::Error> {
        members.serialize_entry("Type", self.fault.as_str())?;
        members.serialize_entry("Code", self.code.as_str())?;
        put_optional("Message", &self.message, members)
    }

    fn make<E: Error>(mut draft: Draft<'a>) -> Result<Self, E> {
        let fault = required(draft.fault.take(), "Type", "Error");
        let code = required(draft.code.take(), "Code", "Error");
        let message = draft.message.take();
        draft.finish("Error")?;
        let fault = fault?;
        let fault = [Fault::Sender, Fault::Receiver].into_iter().find(|f| f.as_str() == fault);
        let fault = fault.ok_or_else(|| E::custom("neither Sender nor Receiver: member `Type`"))?;
        let code = match code? {
            Cow::Borrowed(code) => code.into(),
            Cow::Owned(code) => code.into(),
        };
        Ok(Failure { fault, code, message })
    }
}

/// Makes `Serialize` and `Deserialize` of [`Object`].
macro_rules! objects {
    ($($Type:ident)*) => {$(
        impl Serialize for $Type<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut members = serializer.serialize_map(None)?;
                self.put(&mut members)?;
                members.end()
            }
        }

        impl<'de: 'a, 'a> Deserialize<'de> for $Type<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_object(deserializer)
            }
        }
    )*};
}

objects! { Request Reply Response TagPage Tag Parameter ErrorResponse Failure }

fn put_resource<M: SerializeMap>(resource: &Resource<'_>, members: &mut M) -> Result<(), M::Error> {
    members.serialize_entry(resource.resource_type().parameter(), resource.identifier())
}

fn put_optional<M: SerializeMap>(
    name: &str,
    value: &Option<impl Serialize>,
    members: &mut M,
) -> Result<(), M::Error> {
    value.as_ref().map_or(Ok(()), |value| members.serialize_entry(name, value))
}
