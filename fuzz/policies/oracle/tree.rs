//! What all rules look at: statements, texts of lists, regular expressions.

use regex::Regex;
use serde_json::{Map, Value};

/// What a trust policy's sentence begins with where a type is wrong. A tree knows no places.
pub const POSITION: &str = "Syntax error at position ";

pub const SYNTAX: &str = "Syntax errors in policy.";

pub type Object = Map<String, Value>;

pub fn statements(document: &Value) -> Vec<&Object> {
    match &document["Statement"] {
        Value::Object(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    }
}

/// A value, or the values of a list.
pub fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

pub fn texts(value: Option<&Value>) -> Vec<&str> {
    all(value).into_iter().filter_map(Value::as_str).collect()
}

pub fn regex(pattern: &str) -> Regex {
    // `\d` would be a digit of any script.
    Regex::new(&format!("^(?:{})$", pattern.replace(r"\d", "[0-9]"))).unwrap()
}

macro_rules! regexes {
    ($($NAME:ident = $pattern:expr;)*) => {
        $(static $NAME: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::policies::oracle::tree::regex($pattern));)*
    };
}

pub(crate) use regexes;
