//! AWS's own models of the services, which the oracles read instead of the crate's tables.

use std::sync::LazyLock;

use serde_json::{Map, Value};

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("the model is readable")
}

static IAM: LazyLock<Value> = LazyLock::new(|| {
    let mut model = read(include_str!("../testdata/model/iam.json"));
    // The wire wins over the model.
    if let Value::Object(recorded) = read(include_str!("../testdata/model/recorded.json")) {
        recorded.into_iter().for_each(|(name, shape)| model["shapes"][name] = shape);
    }
    model
});

static STS: LazyLock<Value> = LazyLock::new(|| read(include_str!("../testdata/model/sts.json")));

/// A shape of a model.
#[derive(Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    shape: &'static Value,
    model: &'static Value,
}

/// An operation of a model.
pub struct Operation {
    operation: &'static Value,
    model: &'static Value,
}

/// The operation of IAM of this name.
pub fn operation(name: &str) -> Option<Operation> {
    operation_of(&IAM, name)
}

/// The operation of STS of this name.
pub fn operation_of_sts(name: &str) -> Option<Operation> {
    operation_of(&STS, name)
}

fn operation_of(model: &'static Value, name: &str) -> Option<Operation> {
    Some(Operation { operation: model["operations"].get(name)?, model })
}

/// The names of all operations of IAM.
pub fn operations() -> impl Iterator<Item = &'static str> {
    IAM["operations"].as_object().into_iter().flatten().map(|(name, _)| &name[..])
}

/// Code and status of every error of the models. Where they say nothing, the code is the shape's name and
/// the status 400, as in Smithy's protocol.
pub fn errors() -> impl Iterator<Item = (&'static str, u16)> {
    let shapes = [&IAM["shapes"], &STS["shapes"]].into_iter().filter_map(Value::as_object);
    shapes.flatten().filter(|(_, shape)| shape["exception"] == true).map(|(name, shape)| {
        let error = &shape["error"];
        let status = error["httpStatusCode"].as_u64().unwrap_or(400) as u16;
        (error["code"].as_str().unwrap_or(name), status)
    })
}

fn shape(model: &'static Value, name: &'static str) -> Shape {
    Shape { name, shape: &model["shapes"][name], model }
}

impl Operation {
    pub fn input(&self) -> Option<Shape> {
        self.operation["input"]["shape"].as_str().map(|name| shape(self.model, name))
    }

    /// The shape of the result and the name of its element.
    pub fn output(&self) -> Option<(Shape, &'static str)> {
        let output = &self.operation["output"];
        Some((shape(self.model, output["shape"].as_str()?), output["resultWrapper"].as_str()?))
    }
}

impl Shape {
    /// `string`, `integer`, `boolean`, `timestamp`, `blob`, `list`, `map` or `structure`.
    pub fn kind(&self) -> &'static str {
        self.shape["type"].as_str().unwrap_or_default()
    }

    /// The members of a structure, in order, and whether each is required.
    pub fn members(&self) -> impl Iterator<Item = (&'static str, Shape, bool)> {
        let model = self.model;
        let required: &[Value] = self.shape["required"].as_array().map_or(&[], |names| names);
        self.shape["members"].as_object().into_iter().flat_map(Map::iter).map(
            move |(name, member)| {
                let member = shape(model, member["shape"].as_str().unwrap_or_default());
                (&name[..], member, required.iter().any(|required| required == name))
            },
        )
    }

    /// The shape of a list's `member`, or a map's `key` and `value`.
    pub fn part(&self, part: &str) -> Shape {
        shape(self.model, self.shape[part]["shape"].as_str().unwrap_or_default())
    }

    pub fn min(&self) -> Option<i64> {
        self.shape["min"].as_i64().filter(|min| *min > 0 || self.kind() == "integer")
    }

    pub fn max(&self) -> Option<i64> {
        self.shape["max"].as_i64()
    }

    pub fn pattern(&self) -> Option<&'static str> {
        self.shape["pattern"].as_str()
    }

    pub fn texts(&self) -> Option<&'static [Value]> {
        self.shape["enum"].as_array().map(|texts| &texts[..])
    }
}
