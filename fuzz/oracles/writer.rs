//! Bodies, against the writer of the AWS SDK for Rust.

use arbitrary::{Arbitrary, Unstructured};
use aws_smithy_query::{QueryValueWriter, QueryWriter};
use aws_smithy_types::Number;
use iam_codec::{Request, VERSION};
use serde_json::Value;

use crate::model::{self, Shape};

/// The writer of the AWS SDK for Rust puts the same bytes into a body, for any text.
///
/// Differing on purpose: nothing.
pub fn diff_query_writer(data: &[u8]) {
    let Ok(request) = Request::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    let Some(action) = request.action() else {
        return;
    };
    let operation = model::operation(action.as_str()).expect("an operation of the model");
    let value = serde_json::to_value(&request).unwrap();
    let mut body = String::new();
    let mut writer = QueryWriter::new(&mut body, action.as_str(), VERSION);
    for (name, member, _) in operation.input().iter().flat_map(Shape::members) {
        if let Some(value) = value.get(name) {
            write(writer.prefix(name), member, value);
        }
    }
    writer.finish();
    assert_eq!(request.encode(), body);
}

fn write(mut writer: QueryValueWriter<'_>, shape: Shape, value: &Value) {
    match value {
        Value::String(text) => writer.string(text),
        Value::Bool(boolean) => writer.boolean(*boolean),
        Value::Number(number) => writer.number(Number::NegInt(number.as_i64().unwrap())),
        Value::Array(values) => {
            let mut list = writer.start_list(false, None);
            values.iter().for_each(|value| write(list.entry(), shape.part("member"), value));
            list.finish();
        }
        Value::Object(entries) if shape.kind() == "map" => {
            let mut map = writer.start_map(false, "key", "value");
            for (key, value) in entries {
                write(map.entry(key), shape.part("value"), value);
            }
            map.finish();
        }
        Value::Object(values) => {
            for (name, member, _) in shape.members() {
                if let Some(value) = values.get(name) {
                    write(writer.prefix(name), member, value);
                }
            }
        }
        Value::Null => panic!("a null"),
    }
}
