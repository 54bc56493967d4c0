//! Values of a request, read and checked against the model at once.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::constraints::{broken_by_integer, broken_by_len, broken_by_text, of_all_parts};
use super::refusal::Refusal;
use super::tree::Tree;
use crate::model::Shape;

#[derive(Default)]
pub(super) struct Judge {
    /// The member as messages name it, and the constraint.
    pub(super) violations: Vec<(String, String)>,
}

impl Judge {
    pub(super) fn structure(
        &mut self,
        shape: Shape,
        tree: &Tree,
        path: &str,
    ) -> Result<Map<String, Value>, Refusal> {
        let mut value = Map::new();
        for (name, member, is_required) in shape.members() {
            let (first, rest) = name.split_at(1);
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}{rest}", first.to_lowercase());
            let is_null = |part: &&Tree| member.kind() == "structure" && part.is_null();
            match tree.part(name).filter(|part| !is_null(part)) {
                Some(part) => {
                    value.insert(name.to_owned(), self.value(member, part, &path)?);
                }
                None if is_required => self.violate(&path, "Member must not be null"),
                None => {}
            }
        }
        Ok(value)
    }

    fn value(&mut self, shape: Shape, tree: &Tree, path: &str) -> Result<Value, Refusal> {
        Ok(match shape.kind() {
            "structure" => {
                tree.no_text()?;
                self.structure(shape, tree, path)?.into()
            }
            "list" => {
                let of_structures = shape.part("member").kind() == "structure";
                self.list(shape, &tree.numbered("member", of_structures)?, path)?
            }
            "map" => self.map(shape, &tree.numbered("entry", false)?, path)?,
            "integer" => {
                let number = tree.text()?.parse().map_err(|_| Refusal::Unreadable)?;
                self.violate_all(path, broken_by_integer(shape, number));
                number.into()
            }
            "boolean" => match tree.text()? {
                "true" | "1" => true.into(),
                "false" | "0" => false.into(),
                _ => return Err(Refusal::Unreadable),
            },
            "string" => {
                let text = tree.text()?;
                let is_prefix = shape.name == "policyPathType" && path == "pathPrefix";
                let mut broken = broken_by_text(shape, text);
                // A sentence of its own says so, after all violations.
                broken.retain(|constraint| !(is_prefix && constraint.contains("pattern")));
                self.violate_all(path, broken);
                text.into()
            }
            other => panic!("{other} in a request"),
        })
    }

    fn list(
        &mut self,
        shape: Shape,
        members: &[Option<&Tree>],
        path: &str,
    ) -> Result<Value, Refusal> {
        self.violate_all(path, broken_by_len(shape, members.len()));
        let part = shape.part("member");
        let mut whole = Whole::new(of_all_parts(shape, part));
        let mut list = Vec::new();
        for (n, member) in (1..).zip(members) {
            let path = format!("{path}.{n}.member");
            list.push(whole.part(self, |judge| match member {
                Some(member) => judge.value(part, member, &path),
                None if part.kind() == "structure" => judge.value(part, &Tree::default(), &path),
                None => {
                    judge.violate(&path, "Member must not be null");
                    Ok(Value::Null)
                }
            })?);
        }
        whole.report(self, path, "Member");
        Ok(list.into())
    }

    fn map(
        &mut self,
        shape: Shape,
        entries: &[Option<&Tree>],
        path: &str,
    ) -> Result<Value, Refusal> {
        self.violate_all(path, broken_by_len(shape, entries.len()));
        let (key_shape, value_shape) = (shape.part("key"), shape.part("value"));
        let mut keys = Whole::new(of_all_parts(shape, key_shape));
        let mut values = Whole::new(of_all_parts(shape, value_shape));
        let (mut map, mut names) = (Map::new(), HashSet::new());
        for (n, entry) in (1..).zip(entries) {
            let nothing = Tree::default();
            let entry = entry.unwrap_or(&nothing);
            entry.no_value()?;
            let key_path = format!("{path}.{n}.key");
            let mut name = String::new();
            match entry.part("key") {
                Some(key) => {
                    keys.part(self, |judge| judge.value(key_shape, key, &key_path))?;
                    key.text()?.clone_into(&mut name);
                    // A key that comes again, with or without a value. Missing keys are not compared.
                    if !names.insert(name.clone()) {
                        return Err(Refusal::Unreadable);
                    }
                }
                None => self.violate(&key_path, "Member must not be null"),
            }
            // AWS names a value by its key.
            let path = format!("{path}.{name}.member");
            match entry.part("value") {
                Some(value) => {
                    let read = |judge: &mut Judge| judge.value(value_shape, value, &path);
                    map.insert(name, values.part(self, read)?);
                }
                None => self.violate(&path, "Member must not be null"),
            }
        }
        keys.report(self, path, "Map keys");
        values.report(self, path, "Map value");
        Ok(map.into())
    }

    fn violate(&mut self, path: &str, constraint: &str) {
        self.violations.push((path.to_owned(), constraint.to_owned()));
    }

    fn violate_all(&mut self, path: &str, constraints: Vec<String>) {
        constraints.iter().for_each(|constraint| self.violate(path, constraint));
    }
}

/// A list or map whose parts AWS judges as a whole if they are constrained: however many are bad, there
/// is one violation.
struct Whole {
    constraint: Option<String>,
    is_bad: bool,
}

impl Whole {
    fn new(constraint: Option<String>) -> Self {
        Whole { constraint, is_bad: false }
    }

    fn part<T>(
        &mut self,
        judge: &mut Judge,
        read: impl FnOnce(&mut Judge) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let before = judge.violations.len();
        let value = read(judge)?;
        if self.constraint.is_some() {
            self.is_bad |= judge.violations.len() > before;
            judge.violations.truncate(before);
        }
        Ok(value)
    }

    fn report(self, judge: &mut Judge, path: &str, of: &str) {
        if let (true, Some(constraint)) = (self.is_bad, self.constraint) {
            judge.violate(path, &format!("{of} {constraint}"));
        }
    }
}
