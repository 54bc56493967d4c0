//! [`Bindings`]: the variables of a plan that only the endpoint's answers give, such as the id of a key.
//!
//! In a plan such a variable is written `${id}`, in bodies and queries `%24%7Bid%7D`, as in exported cases.

use std::collections::BTreeMap;

use iam_codec::form;

use crate::cases::expect::Expect;
use crate::exchange::call::{Call, Keys};
use crate::text::value::{Map, Value};

/// What is known so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bindings(BTreeMap<String, Option<String>>);

impl Bindings {
    /// Names a variable that has no value yet.
    pub(crate) fn declare(&mut self, name: &str) {
        self.0.entry(name.to_owned()).or_default();
    }

    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), Some(value.into()));
    }

    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(Option::is_some)
    }

    /// The call with values in the place of variables.
    ///
    /// # Errors
    ///
    /// The call needs a variable that has no value; the text names it.
    pub(crate) fn call(&self, call: &Call) -> Result<Call, String> {
        let mut filled = call.clone();
        for (name, value) in &self.0 {
            let placeholder = escaped(&placeholder(name));
            let needs =
                |bytes: &[u8]| memchr::memmem::find(bytes, placeholder.as_bytes()).is_some();
            if !needs(&filled.body) && !needs(filled.query.as_bytes()) {
                continue;
            }
            let value =
                escaped(value.as_ref().ok_or_else(|| format!("no answer has given {name}"))?);
            filled.query = filled.query.replace(&placeholder, &value);
            filled.body = replaced(&filled.body, placeholder.as_bytes(), value.as_bytes());
        }
        if let Some(keys) = filled.keys {
            filled.keys = Some(self.keys(keys)?);
            filled.headers.iter_mut().for_each(|(_, value)| *value = self.text(value));
        }
        Ok(filled)
    }

    /// The keys with values in the place of variables.
    fn keys(&self, keys: Keys) -> Result<Keys, String> {
        let filled = |text: String| match self.text(&text) {
            text if text.contains("${") => Err(format!("no answer has given {text}")),
            text => Ok(text),
        };
        let token = keys.token.map(filled).transpose()?;
        Ok(Keys { id: filled(keys.id)?, secret: filled(keys.secret)?, token })
    }

    /// A text with values in the place of variables. A variable without a value stays.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in self.0.iter().filter(|_| text.contains("${")) {
            if let Some(value) = value {
                filled = filled.replace(&placeholder(name), value);
            }
        }
        filled
    }

    pub(crate) fn map(&self, map: &Map) -> Map {
        map.iter().map(|(name, value)| (self.text(name), self.value(value))).collect()
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Text(text) => Value::Text(self.text(text)),
            Value::List(members) => Value::List(members.iter().map(|m| self.value(m)).collect()),
            Value::Map(map) => Value::Map(self.map(map)),
        }
    }

    pub(crate) fn expect(&self, expect: &Expect) -> Expect {
        Expect {
            message: expect.message.as_deref().map(|text| self.text(text)),
            violations: expect.violations.iter().map(|text| self.text(text)).collect(),
            result: expect.result.as_ref().map(|map| self.map(map)),
            elements: self.map(&expect.elements),
            ..expect.clone()
        }
    }
}

/// How a plan writes a variable.
pub(crate) fn placeholder(name: &str) -> String {
    format!("${{{name}}}")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    form::encode_text(text, &mut escaped);
    escaped
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(bytes.len());
    let mut rest = 0;
    for at in memchr::memmem::find_iter(bytes, from) {
        replaced.extend_from_slice(&bytes[rest..at]);
        replaced.extend_from_slice(to);
        rest = at + from.len();
    }
    replaced.extend_from_slice(&bytes[rest..]);
    replaced
}

#[cfg(test)]
mod tests;
