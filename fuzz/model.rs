//! AWS's own model of the service, which the oracles read instead of the crate's tables.

use std::sync::LazyLock;

use serde_json::{Map, Value};

static MODEL: LazyLock<Value> = LazyLock::new(|| {
    let read = |text| serde_json::from_str::<Value>(text).expect("the model is readable");
    let mut model = read(include_str!("../testdata/model/iam.json"));
    // The wire wins over the model.
    if let Value::Object(recorded) = read(include_str!("../testdata/model/recorded.json")) {
        recorded.into_iter().for_each(|(name, shape)| model["shapes"][name] = shape);
    }
    model
});

/// A shape of the model.
#[derive(Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    shape: &'static Value,
}

/// An operation of the model.
pub struct Operation(&'static Value);

/// The operation of this name.
pub fn operation(name: &str) -> Option<Operation> {
    MODEL["operations"].get(name).map(Operation)
}

/// The names of all operations.
pub fn operations() -> impl Iterator<Item = &'static str> {
    MODEL["operations"].as_object().into_iter().flatten().map(|(name, _)| &name[..])
}

/// Code and status of every error of the model. Where it says nothing, the code is the shape's name and
/// the status 400, as in Smithy's protocol.
pub fn errors() -> impl Iterator<Item = (&'static str, u16)> {
    let shapes = MODEL["shapes"].as_object().into_iter().flatten();
    shapes.filter(|(_, shape)| shape["exception"] == true).map(|(name, shape)| {
        let error = &shape["error"];
        let status = error["httpStatusCode"].as_u64().unwrap_or(400) as u16;
        (error["code"].as_str().unwrap_or(name), status)
    })
}

fn shape(name: &'static str) -> Shape {
    Shape { name, shape: &MODEL["shapes"][name] }
}

impl Operation {
    pub fn input(&self) -> Option<Shape> {
        self.0["input"]["shape"].as_str().map(shape)
    }

    /// The shape of the result and the name of its element.
    pub fn output(&self) -> Option<(Shape, &'static str)> {
        let output = &self.0["output"];
        Some((shape(output["shape"].as_str()?), output["resultWrapper"].as_str()?))
    }
}

impl Shape {
    /// `string`, `integer`, `boolean`, `timestamp`, `blob`, `list`, `map` or `structure`.
    pub fn kind(&self) -> &'static str {
        self.shape["type"].as_str().unwrap_or_default()
    }

    /// The members of a structure, in order, and whether each is required.
    pub fn members(&self) -> impl Iterator<Item = (&'static str, Shape, bool)> {
        let required: &[Value] = self.shape["required"].as_array().map_or(&[], |names| names);
        self.shape["members"].as_object().into_iter().flat_map(Map::iter).map(|(name, member)| {
            let member = shape(member["shape"].as_str().unwrap_or_default());
            (&name[..], member, required.iter().any(|required| required == name))
        })
    }

    /// The shape of a list's `member`, or a map's `key` and `value`.
    pub fn part(&self, part: &str) -> Shape {
        shape(self.shape[part]["shape"].as_str().unwrap_or_default())
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
