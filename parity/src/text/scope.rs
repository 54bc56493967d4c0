//! [`Scope`]: the values of placeholders, which stand for names and identifiers that only a run knows.
//!
//! | text | stands for |
//! |---|---|
//! | `${user}` | the variable `user` |
//! | `${a*129}` | the text `a`, 129 times |
//! | `k${1..50}` | fifty members or names, in a list or a table; `${n}` is their number |
//! | `${byte FF}` | the byte FF, in raw requests |
//! | `${encoded document}` | the variable `document` as IAM writes policies: with percent escapes |

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::text::value::{Map, Value};
use iam_codec::form;

/// The variables of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope(BTreeMap<String, String>);

/// The longest text that a placeholder may make, in bytes.
const LONGEST: usize = 20_000_000;

impl Scope {
    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The text with every placeholder replaced.
    ///
    /// # Errors
    ///
    /// A placeholder has no value; the text names it.
    pub(crate) fn fill(&self, text: &str) -> Result<String, String> {
        let mut filled = String::new();
        self.pieces(text, |piece| match piece {
            Piece::Literal(text) => filled.push_str(text),
            Piece::Value(value) => filled.push_str(&value),
            Piece::Byte(_) => filled.push('\u{FFFD}'),
        })?;
        Ok(filled)
    }

    /// The same for what is sent as it is: values are escaped, the rest is not.
    ///
    /// # Errors
    ///
    /// As for [`fill`](Scope::fill).
    pub(crate) fn fill_raw(&self, text: &str) -> Result<Vec<u8>, String> {
        let mut filled = Vec::new();
        self.pieces(text, |piece| match piece {
            Piece::Literal(text) => filled.extend_from_slice(text.as_bytes()),
            Piece::Value(value) => {
                let mut escaped = String::new();
                form::encode_text(&value, &mut escaped);
                filled.extend_from_slice(escaped.as_bytes());
            }
            Piece::Byte(byte) => filled.push(byte),
        })?;
        Ok(filled)
    }

    /// A value with every placeholder replaced and every range written out.
    ///
    /// # Errors
    ///
    /// As for [`fill`](Scope::fill).
    pub(crate) fn fill_value(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::Text(text) => Value::Text(self.fill(text)?),
            Value::Map(map) => Value::Map(self.fill_map(map)?),
            Value::List(members) => {
                let mut filled = Vec::new();
                for member in members {
                    self.numbered(range_of(member), |scope| {
                        filled.push(scope.fill_value(member)?);
                        Ok(())
                    })?;
                }
                Value::List(filled)
            }
        })
    }

    /// As [`fill_value`](Scope::fill_value), for the names too.
    pub(crate) fn fill_map(&self, map: &Map) -> Result<Map, String> {
        let mut filled = Vec::new();
        for (name, value) in map {
            self.numbered(range_in(name), |scope| {
                filled.push((scope.fill(name)?, scope.fill_value(value)?));
                Ok(())
            })?;
        }
        Ok(filled)
    }

    /// Fills with this scope, or with one for every number of the range.
    fn numbered(
        &self,
        range: Option<RangeInclusive<u32>>,
        mut fill: impl FnMut(&Scope) -> Result<(), String>,
    ) -> Result<(), String> {
        let Some(range) = range else {
            return fill(self);
        };
        let mut scope = self.clone();
        for n in range {
            scope.set("n", n.to_string());
            fill(&scope)?;
        }
        Ok(())
    }

    fn pieces<'t>(&self, text: &'t str, mut each: impl FnMut(Piece<'t>)) -> Result<(), String> {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) =
                after.split_once('}').ok_or_else(|| format!("`{text}`: no `}}` after `${{`"))?;
            each(Piece::Literal(before));
            each(self.piece(name)?);
            rest = after;
        }
        each(Piece::Literal(rest));
        Ok(())
    }

    fn piece<'t>(&self, name: &str) -> Result<Piece<'t>, String> {
        if let Some(byte) = name.strip_prefix("byte ") {
            let byte = u8::from_str_radix(byte, 16);
            return byte.map(Piece::Byte).map_err(|_| format!("`${{{name}}}`: no byte"));
        }
        if let Some((repeated, count)) = name.rsplit_once('*') {
            let count: usize = count.parse().map_err(|_| format!("`${{{name}}}`: no number"))?;
            let len = repeated.len().checked_mul(count);
            return match len.is_some_and(|len| len <= LONGEST) {
                true => Ok(Piece::Value(repeated.repeat(count))),
                false => Err(format!("`${{{name}}}`: more than {LONGEST} bytes")),
            };
        }
        if let Some(variable) = name.strip_prefix("encoded ") {
            let mut encoded = String::new();
            form::encode_text(self.variable(variable)?, &mut encoded);
            return Ok(Piece::Value(encoded));
        }
        let variable = if name.contains("..") { "n" } else { name };
        Ok(Piece::Value(self.variable(variable)?.to_owned()))
    }

    fn variable(&self, name: &str) -> Result<&str, String> {
        self.get(name).ok_or_else(|| format!("`${{{name}}}` is not known"))
    }
}

enum Piece<'t> {
    Literal(&'t str),
    Value(String),
    Byte(u8),
}

/// The first range in any text of a value.
fn range_of(value: &Value) -> Option<RangeInclusive<u32>> {
    match value {
        Value::Text(text) => range_in(text),
        Value::List(_) => None,
        Value::Map(map) => map.iter().find_map(|(_, value)| range_of(value)),
    }
}

fn range_in(text: &str) -> Option<RangeInclusive<u32>> {
    text.split("${").skip(1).find_map(|rest| {
        let (first, last) = rest.split_once('}')?.0.split_once("..")?;
        Some(first.parse().ok()?..=last.parse().ok().filter(|last| *last <= 100_000)?)
    })
}

#[cfg(test)]
mod tests;
