//! What a result must hold, as a flat list for runners in other languages: path, rule, word.

use iam_codec::policy::{Kind, stored};
use serde_json::{Value as Json, json};

use crate::cases::expect::Expect;
use crate::text::value::{Map, Value};

/// The checks of an expected result: `["User/Path", "text", "/"]`. Paths are inside the `…Result` element.
pub(crate) fn checks_of(expect: &Expect) -> Vec<Json> {
    let mut checks = Checks { ordered: expect.ordered, all: Vec::new() };
    if let Some(result) = &expect.result {
        checks.map(".", result);
    }
    for (path, value) in &expect.elements {
        checks.value(path, path.rsplit('/').next().unwrap_or_default(), value);
    }
    checks.all
}

struct Checks {
    ordered: bool,
    all: Vec<Json>,
}

impl Checks {
    fn add(&mut self, path: &str, rule: &str, word: Json) {
        self.all.push(json!([path, rule, word]));
    }

    fn map(&mut self, path: &str, map: &Map) {
        let names: Vec<_> = map.iter().map(|(name, _)| name.as_str()).collect();
        self.add(path, "only", json!(names));
        for (name, value) in map {
            let below = if path == "." { name.clone() } else { format!("{path}/{name}") };
            self.value(&below, name, value);
        }
    }

    fn value(&mut self, path: &str, name: &str, value: &Value) {
        match value {
            Value::Text(text) => {
                match text.strip_prefix('@').map(|rule| rule.split_once(' ').unwrap_or((rule, "")))
                {
                    // IAM rewrites trust policies; other runners need not know how.
                    Some(("trust", policy)) => {
                        self.add(path, "encoded", json!(stored(Kind::Trust, policy)));
                    }
                    Some((rule, word)) => self.add(path, rule, json!(word)),
                    None => self.add(path, "text", json!(text)),
                }
            }
            Value::Map(tags) if name == "Tags" => {
                let tags: Vec<_> =
                    tags.iter().map(|(key, value)| [key.clone(), value.to_string()]).collect();
                self.add(path, if self.ordered { "tags in order" } else { "tags" }, json!(tags));
            }
            Value::Map(map) => self.map(path, map),
            Value::List(members) => {
                self.add(path, "members", json!(members.len().to_string()));
                for (member, number) in members.iter().zip(1..) {
                    self.value(&format!("{path}/member[{number}]"), "", member);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
