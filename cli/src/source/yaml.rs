//! Cassettes in YAML: what vcr.py, VCR and go-vcr record.

use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use serde_json::{Map, Value};

use super::found::Found;
use super::recording;
use crate::input::Input;
use crate::report::Problem;

/// The most values that aliases may repeat: a few lines of YAML can ask for more than there is memory.
const MOST_REPEATED: usize = 1_000_000;

/// A cassette nests about ten deep.
const DEEPEST: usize = 64;

/// Reads an input with the key under which a cassette has its interactions.
pub(super) fn read(input: &Rc<Input>) -> Option<Vec<Found>> {
    let text = std::str::from_utf8(&input.bytes).ok()?;
    let is_key =
        |line: &str| line.starts_with("interactions:") || line.starts_with("http_interactions:");
    let is_list = text.trim_start_matches("---").trim_start().starts_with('-')
        && text.lines().any(|line| line.trim_end().ends_with("request:"));
    if !is_list && !text.lines().any(is_key) {
        return None;
    }
    match values(text) {
        Ok(values) => recording::read_all(input, &values),
        Err((reason, offset)) => {
            Some(vec![Found::Problem(Problem::error(reason).at(input, offset.min(text.len())))])
        }
    }
}

/// The documents of a text as JSON: a scalar is a text, binary data an object with `base64_string`.
fn values(text: &str) -> Result<Vec<Value>, (String, usize)> {
    let mut builder = Builder::default();
    let mut values = Vec::new();
    // A mark counts characters.
    let offset = |mark: &Marker| {
        text.char_indices().nth(mark.index()).map_or(text.len(), |(offset, _)| offset)
    };
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|e| (format!("not YAML: {}", e.info()), offset(e.marker())))?;
        values.extend(builder.add(event).map_err(|reason| (reason, offset(&span.start)))?);
    }
    // `---` at the end begins a document that is empty.
    values.retain(|value| !value.is_null());
    Ok(values)
}

/// Puts events together.
#[derive(Default)]
struct Builder {
    open: Vec<(Value, Option<String>, usize)>,
    anchors: HashMap<usize, (Value, usize)>,
    repeated: usize,
}

impl Builder {
    /// The document, once it is whole.
    fn add(&mut self, event: Event<'_>) -> Result<Option<Value>, String> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.put(scalar(&text, style, tag.as_deref()), anchor, 1)
            }
            Event::SequenceStart(anchor, _) => self.open(Value::Array(Vec::new()), anchor),
            Event::MappingStart(anchor, _) => self.open(Value::Object(Map::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => self.repeat(anchor),
            _ => Ok(None),
        }
    }

    fn open(&mut self, value: Value, anchor: usize) -> Result<Option<Value>, String> {
        if self.open.len() == DEEPEST {
            return Err(format!("nested more than {DEEPEST} deep"));
        }
        self.open.push((value, None, anchor));
        Ok(None)
    }

    fn close(&mut self) -> Result<Option<Value>, String> {
        let Some((value, _, anchor)) = self.open.pop() else {
            return Ok(None);
        };
        let len = if anchor == 0 { 0 } else { size(&value) };
        self.put(value, anchor, len)
    }

    fn repeat(&mut self, anchor: usize) -> Result<Option<Value>, String> {
        let (value, len) = self.anchors.get(&anchor).ok_or("an alias without its anchor")?;
        self.repeated += len;
        if self.repeated > MOST_REPEATED {
            return Err(format!("aliases repeat more than {MOST_REPEATED} values"));
        }
        let value = value.clone();
        self.put(value, 0, 0)
    }

    fn put(&mut self, value: Value, anchor: usize, len: usize) -> Result<Option<Value>, String> {
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), len));
        }
        match self.open.last_mut() {
            None => return Ok(Some(value)),
            Some((Value::Array(values), ..)) => values.push(value),
            Some((Value::Object(members), key, _)) => match key.take() {
                Some(key) => drop(members.insert(key, value)),
                None => *key = Some(new_key(members, &value)?),
            },
            Some(_) => {}
        }
        Ok(None)
    }
}

/// A key that is not there yet. In two cassettes that were put together it is, and the first would be lost.
fn new_key(members: &Map<String, Value>, value: &Value) -> Result<String, String> {
    let key = value.as_str().unwrap_or_default();
    match members.contains_key(key) {
        true => Err(format!("not YAML: the key {key} is there twice")),
        false => Ok(key.to_owned()),
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    if tag.is_some_and(|tag| tag.suffix == "binary") {
        return Value::Object(Map::from_iter([("base64_string".to_owned(), text.into())]));
    }
    match text {
        "" | "~" | "null" if style == ScalarStyle::Plain => Value::Null,
        _ => Value::String(text.to_owned()),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
