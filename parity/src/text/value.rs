//! What cases send and expect: texts, lists and maps, as they are in the files.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use iam_codec::Params;

/// A value of a case file. Numbers and truth values are texts, as on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Map),
}

/// Names with values, in the order of the file.
pub(crate) type Map = Vec<(String, Value)>;

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The value of this name.
pub(crate) fn get<'v>(map: &'v Map, name: &str) -> Option<&'v Value> {
    map.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The parameters that the wire has for these values: `Tags.member.1.Key`. A map named `Tags` is
/// for the list of tags that it shows, and an empty list is sent as SDKs send it, as an empty value.
pub(crate) fn params(map: &Map) -> Params<'static> {
    let mut params = Params::default();
    for (name, value) in map {
        push(&mut params, name, value);
    }
    params
}

fn push(params: &mut Params<'static>, name: &str, value: &Value) {
    match value {
        Value::Text(text) => params.push(name.to_owned(), text.clone()),
        Value::List(members) if members.is_empty() => params.push(name.to_owned(), ""),
        Value::List(members) => {
            for (member, index) in members.iter().zip(1..) {
                push(params, &format!("{name}.member.{index}"), member);
            }
        }
        Value::Map(tags) if name == "Tags" => push(params, name, &tag_list(tags)),
        Value::Map(fields) => {
            for (field, value) in fields {
                push(params, &format!("{name}.{field}"), value);
            }
        }
    }
}

fn tag_list(tags: &Map) -> Value {
    let tag = |(key, value): &(String, Value)| {
        Value::Map(vec![
            ("Key".to_owned(), Value::Text(key.clone())),
            ("Value".to_owned(), value.clone()),
        ])
    };
    Value::List(tags.iter().map(tag).collect())
}

/// Prints a value as a reader of reports wants it: `{Dept=Accounting}`, `[a, b]`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::List(members) => {
                f.write_str("[")?;
                for (i, member) in members.iter().enumerate() {
                    write!(f, "{}{member}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Value::Map(fields) => {
                f.write_str("{")?;
                for (i, (name, value)) in fields.iter().enumerate() {
                    write!(f, "{}{name}={value}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Reads a [`Map`] where serde would read a list of pairs.
pub(crate) fn read_map<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Map(map) => Ok(map),
        _ => Err(serde::de::Error::custom("expected a table")),
    }
}

/// As [`read_map`], where the table may be left out.
pub(crate) fn read_some_map<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Map>, D::Error> {
    read_map(d).map(Some)
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a truth value, a list or a table")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = seq.next_element()? {
            members.push(member);
        }
        Ok(Value::List(members))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Value::Map(fields))
    }
}

#[cfg(test)]
mod tests;
