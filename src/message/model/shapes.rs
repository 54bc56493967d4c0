//! The model's file: operations and shapes, with their order. What this does not name is an error, so
//! that no new trait of a shape is passed over.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use ::serde::Deserialize as Derived;
use ::serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    #[serde(rename = "version")]
    _format: IgnoredAny,
    pub(crate) metadata: Metadata,
    pub(crate) operations: BTreeMap<String, Operation>,
    pub(crate) shapes: BTreeMap<String, Shape>,
}

#[derive(Clone, Derived)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) api_version: String,
    pub(crate) xml_namespace: String,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub(crate) name: String,
    #[serde(rename = "http")]
    _http: IgnoredAny,
    pub(crate) input: Option<Reference>,
    pub(crate) output: Option<Output>,
    #[serde(default)]
    pub(crate) errors: Vec<Reference>,
    #[serde(rename = "auth")]
    _auth: Option<IgnoredAny>,
    #[serde(rename = "authtype")]
    _auth_type: Option<IgnoredAny>,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    pub(crate) shape: String,
    #[serde(rename = "deprecated")]
    _deprecated: Option<IgnoredAny>,
    #[serde(rename = "deprecatedMessage")]
    _deprecated_message: Option<IgnoredAny>,
    #[serde(rename = "deprecatedSince")]
    _deprecated_since: Option<IgnoredAny>,
}

impl Reference {
    pub(crate) fn to(shape: &str) -> Self {
        Reference {
            shape: shape.to_owned(),
            _deprecated: None,
            _deprecated_message: None,
            _deprecated_since: None,
        }
    }
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(crate) struct Output {
    pub(crate) shape: String,
    #[serde(rename = "resultWrapper")]
    pub(crate) wrapper: String,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shape {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) members: Ordered<Reference>,
    #[serde(default)]
    pub(crate) required: Vec<String>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
    pub(crate) pattern: Option<String>,
    #[serde(rename = "enum")]
    pub(crate) values: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) sensitive: bool,
    pub(crate) member: Option<Reference>,
    pub(crate) key: Option<Reference>,
    pub(crate) value: Option<Reference>,
    #[serde(rename = "union")]
    _union: Option<IgnoredAny>,
    #[serde(default, rename = "exception")]
    pub(crate) is_exception: bool,
    pub(crate) error: Option<ErrorTrait>,
    #[serde(rename = "box")]
    _box: Option<IgnoredAny>,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct ErrorTrait {
    pub(crate) code: String,
    pub(crate) http_status_code: u16,
    #[serde(default)]
    pub(crate) sender_fault: bool,
}

impl Model {
    pub(crate) fn shape(&self, name: &str) -> &Shape {
        self.shapes.get(name).unwrap_or_else(|| panic!("the model has the shape {name}"))
    }

    /// The code of an error, which is the shape's name if the model says no other.
    pub(crate) fn code<'m>(&'m self, error: &'m str) -> &'m str {
        self.shape(error).error.as_ref().map_or(error, |error| &error.code)
    }
}

impl Shape {
    /// The shape of a list's members.
    pub(crate) fn element(&self) -> Option<&str> {
        self.member.as_ref().map(|member| &*member.shape)
    }

    /// The shapes of a map's keys and values.
    pub(crate) fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.key.as_ref()?.shape, &self.value.as_ref()?.shape))
    }
}

/// An object whose members keep their order.
#[derive(Clone)]
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Ordered(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OrderedVisitor(PhantomData))
    }
}

struct OrderedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrderedVisitor<T> {
    type Value = Ordered<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Ordered<T>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Ordered(members))
    }
}
