//! The model's file: operations and shapes, with their order. What this does not name is an error, so
//! that no new trait of a shape is passed over.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use ::serde::Deserialize as Derived;
use ::serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    #[serde(rename = "version")]
    _format: IgnoredAny,
    pub(super) metadata: Metadata,
    pub(super) operations: BTreeMap<String, Operation>,
    pub(super) shapes: BTreeMap<String, Shape>,
}

#[derive(Clone, Derived)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) api_version: String,
    pub(super) xml_namespace: String,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(super) struct Operation {
    pub(super) name: String,
    #[serde(rename = "http")]
    _http: IgnoredAny,
    pub(super) input: Option<Reference>,
    pub(super) output: Option<Output>,
    #[serde(default)]
    pub(super) errors: Vec<Reference>,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(super) struct Reference {
    pub(super) shape: String,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(super) struct Output {
    pub(super) shape: String,
    #[serde(rename = "resultWrapper")]
    pub(super) wrapper: String,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) members: Ordered<Reference>,
    #[serde(default)]
    pub(super) required: Vec<String>,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) pattern: Option<String>,
    #[serde(rename = "enum")]
    pub(super) values: Option<Vec<String>>,
    #[serde(default)]
    pub(super) sensitive: bool,
    pub(super) member: Option<Reference>,
    pub(super) key: Option<Reference>,
    pub(super) value: Option<Reference>,
    #[serde(rename = "union")]
    _union: Option<IgnoredAny>,
    #[serde(default, rename = "exception")]
    pub(super) is_exception: bool,
    pub(super) error: Option<ErrorTrait>,
    #[serde(rename = "box")]
    _box: Option<IgnoredAny>,
}

#[derive(Clone, Derived)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct ErrorTrait {
    pub(super) code: String,
    pub(super) http_status_code: u16,
    #[serde(default)]
    pub(super) sender_fault: bool,
}

impl Model {
    pub(super) fn shape(&self, name: &str) -> &Shape {
        self.shapes.get(name).unwrap_or_else(|| panic!("the model has the shape {name}"))
    }

    /// The code of an error, which is the shape's name if the model says no other.
    pub(super) fn code<'m>(&'m self, error: &'m str) -> &'m str {
        self.shape(error).error.as_ref().map_or(error, |error| &error.code)
    }
}

impl Shape {
    /// The shape of a list's members.
    pub(super) fn element(&self) -> Option<&str> {
        self.member.as_ref().map(|member| &*member.shape)
    }

    /// The shapes of a map's keys and values.
    pub(super) fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.key.as_ref()?.shape, &self.value.as_ref()?.shape))
    }
}

/// An object whose members keep their order.
#[derive(Clone)]
pub(super) struct Ordered<T>(pub(super) Vec<(String, T)>);

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
