//! Bodies, against the writer of the AWS SDK for Rust.

use arbitrary::{Arbitrary, Unstructured};
use aws_smithy_query::{QueryValueWriter, QueryWriter};
use aws_smithy_types::Number;
use iam_codec::{Dialect, Request, VERSION};
use serde_json::Value;

use crate::model::{self, Shape};

/// The writer of the AWS SDK for Rust puts the same bytes into a body, for any text. With required members
/// first, this is what the SDK for JavaScript sends; rusoto leaves out empty lists, and nothing else.
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
    let mut members: Vec<_> = operation.input().iter().flat_map(Shape::members).collect();
    let written = |members: &[(&str, Shape, bool)]| {
        let mut body = String::new();
        let mut writer = QueryWriter::new(&mut body, action.as_str(), VERSION);
        for (name, member, _) in members {
            if let Some(value) = value.get(*name) {
                write(writer.prefix(name), *member, value);
            }
        }
        writer.finish();
        body
    };
    assert_eq!(request.encode(), written(&members));
    members.sort_by_key(|(_, _, is_required)| !is_required);
    assert_eq!(request.encode_as(Dialect::JavaScriptV3), written(&members));

    let pairs =
        |body: &str| -> Vec<_> { form_urlencoded::parse(body.as_bytes()).into_owned().collect() };
    let rusoto = pairs(&request.encode_as(Dialect::Rusoto));
    let (kept, left_out): (Vec<_>, Vec<_>) =
        pairs(&request.encode()).into_iter().partition(|pair| rusoto.contains(pair));
    assert_eq!(kept.len(), rusoto.len());
    assert!(left_out.iter().all(|(_, value)| value.is_empty()), "{left_out:?}");
    assert_eq!(left_out.len(), empty_lists(&value), "{left_out:?}");
}

fn empty_lists(value: &Value) -> usize {
    match value {
        Value::Array(values) if values.is_empty() => 1,
        Value::Array(values) => values.iter().map(empty_lists).sum(),
        Value::Object(members) => members.values().map(empty_lists).sum(),
        _ => 0,
    }
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
