//! The names of parameters and what may stand for their values, from the tables of the operations.

use super::body::{Body, Random};
use crate::schema::structure::{Kind, Table};

/// A parameter's name, and the kind of its value.
pub(super) struct Name {
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// The name of a text or number in an operation's input, however deep. Lists and maps go on at the last
/// number that the body has, or at the next.
pub(super) fn parameter(table: &Table, body: &Body, random: &mut Random) -> Option<Name> {
    let member = random.pick(table.members)?;
    let mut name = Name { text: member.name().to_owned(), kind: member.kind };
    loop {
        let (step, kind) = match name.kind {
            Kind::Structure(table) => {
                let member = random.pick(table.members)?;
                (format!(".{}", member.name()), member.kind)
            }
            Kind::List(kind) => (format!(".member.{}", index(&name.text, body, random)), *kind),
            Kind::Map(key, value) => {
                let n = index(&name.text, body, random);
                match random.one_in(2) {
                    true => (format!(".entry.{n}.key"), *key),
                    false => (format!(".entry.{n}.value"), *value),
                }
            }
            _ => return Some(name),
        };
        name.text += &step;
        name.kind = kind;
    }
}

/// The last number of a list or map in the body, or the next.
fn index(list: &str, body: &Body, random: &mut Random) -> usize {
    (body.last_index(list) + random.below(2)).max(1)
}

/// The name of a list or map in an operation's input, at any depth, in its first member.
pub(super) fn list_name(table: &Table, random: &mut Random) -> Option<Name> {
    let mut names = Vec::new();
    collect("", table, &mut names);
    if names.is_empty() {
        return None;
    }
    Some(names.swap_remove(random.below(names.len())))
}

fn collect(start: &str, table: &Table, names: &mut Vec<Name>) {
    for member in table.members {
        let (mut text, mut kind) = (format!("{start}{}", member.name()), member.kind);
        while let Kind::List(part) | Kind::Map(_, part) = kind {
            names.push(Name { text: text.clone(), kind });
            text += if let Kind::List(_) = kind { ".member.1" } else { ".entry.1.value" };
            kind = *part;
        }
        if let Kind::Structure(table) = kind {
            collect(&format!("{text}."), table, names);
        }
    }
}

impl Kind {
    /// The names of the parts of a list's or map's `n`th member: of a structure, its members.
    pub(super) fn parts(&self, list: &str, n: usize) -> Vec<String> {
        let member = format!("{list}.member.{n}");
        match self {
            Kind::List(Kind::Structure(table)) => {
                table.members.iter().map(|part| format!("{member}.{}", part.name())).collect()
            }
            Kind::Map(..) => ["key", "value"].map(|part| format!("{list}.entry.{n}.{part}")).into(),
            _ => vec![member],
        }
    }
}

/// Values for any parameter; the one with `anika` identifies a resource of every type.
pub(super) const VALUES: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "1000",
    "1001",
    "4294967297",
    "true",
    "false",
    "Dept",
    "dept",
    "two+words",
    "caf%C3%A9",
    "aws%3Aname",
    "anika%2Bop%40example.org",
    "%2F",
    "%2Fa%2F",
    "v1",
    "arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fp",
    "%7B%7D",
];

/// Booleans, and a text that is nearly one.
const BOOLEANS: &[&str] = &["true", "false", "1", "0", "True"];

/// A value that may stand for such a member, or one that may not.
pub(super) fn value_of(kind: &Kind, random: &mut Random) -> Option<&'static str> {
    match kind {
        Kind::Enum(texts) if !random.one_in(4) => random.pick(texts).copied(),
        Kind::Boolean if !random.one_in(4) => random.pick(BOOLEANS).copied(),
        _ => random.pick(VALUES).copied(),
    }
}
