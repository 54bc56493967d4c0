//! The offending values of violations, as Java prints them: `'bad/name'`, `'[a, b]'`,
//! `'[Tag(key=a, value=b)]'`, `null` (all recorded on STS).
//!
//! A service that quotes values has them looked up when the violations are known, so that judging costs
//! nothing for one that does not.

use crate::error::constraint::{Constraint, Violations};
use crate::error::path::Path;
use crate::error::problems::Problems;
use crate::schema::structure::{Field, Member, Structure};

/// Quotes the values of `input` in its violations. Secrets are left out, but those of the members
/// `though_secret`; what `problems` has as null is printed so.
///
/// To such a service an empty list is null (recorded for `Audience`): it is missing where it is required,
/// and elsewhere nothing is wrong with it.
pub(crate) fn quote(
    violations: &mut Violations,
    input: &dyn Structure,
    problems: &Problems,
    though_secret: &[&str],
) {
    violations.revise(|violation| {
        let Some((member, field)) = find(input, violation.path()) else { return true };
        let constraint = match violation.constraint() {
            Constraint::MinLength(_) if is_empty_list(field) => Constraint::NotNull,
            constraint => constraint,
        };
        let quoted = match constraint {
            Constraint::NotNull => Some("null".to_owned()),
            _ if matches!(field, Field::Secret(_)) && !though_secret.contains(&member.name()) => {
                None
            }
            // Lists, whose parts may be null, are members of the input itself in such services.
            _ => Some(format!(
                "'{}'",
                Printer { problems }.printed(field, &Path::new(member.name()))
            )),
        };
        let is_null = is_empty_list(field) && constraint == Constraint::NotNull;
        violation.quoting(constraint, quoted);
        !is_null || member.is_required
    });
}

/// The member at `tags.1.member.key` and its value; of a member of a list, the list's name.
fn find<'s>(structure: &'s dyn Structure, path: &str) -> Option<(&'static Member, Field<'s>)> {
    let (name, mut rest) = path.split_once('.').unwrap_or((path, ""));
    let members = structure.table().members;
    let index = members.iter().position(|member| is_named(member, name))?;
    let mut field = structure.field(index);
    while !rest.is_empty() {
        (field, rest) = match field {
            Field::Structure(structure) => return find(structure, rest),
            _ => item(field, rest)?,
        };
    }
    Some((&members[index], field))
}

/// Messages begin names with a small letter.
fn is_named(member: &Member, name: &str) -> bool {
    let (first, rest) = member.name().split_at(1);
    name.strip_prefix(&*first.to_ascii_lowercase()) == Some(rest)
}

/// The member of a list to which `1.member.key` leads, and the rest of the path.
fn item<'s, 'p>(list: Field<'s>, path: &'p str) -> Option<(Field<'s>, &'p str)> {
    let (number, rest) = path.split_once('.')?;
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    let rest = rest.strip_prefix("member")?;
    let field = match list {
        Field::Tags(tags) => Field::Structure(tags.get(index)?),
        Field::List(list) => list.get(index),
        _ => return None,
    };
    Some((field, rest.strip_prefix('.').unwrap_or_default()))
}

fn is_empty_list(field: Field<'_>) -> bool {
    match field {
        Field::Tags(tags) => tags.is_empty(),
        Field::List(list) => list.len() == 0,
        _ => false,
    }
}

/// Prints the values of members, by where they are in the input.
struct Printer<'p> {
    problems: &'p Problems,
}

impl Printer<'_> {
    fn printed(&self, field: Field<'_>, path: &Path<'_>) -> String {
        match field {
            Field::Absent | Field::Blob(_) | Field::Map(_) => "null".to_owned(),
            Field::Text(text)
            | Field::Secret(text)
            | Field::Policy(text)
            | Field::Enum(text, _) => text.to_owned(),
            Field::Integer(number) => number.to_string(),
            Field::Boolean(boolean) => boolean.to_string(),
            Field::Timestamp(timestamp) => timestamp.to_string(),
            Field::Structure(structure) => self.structure(structure, path),
            Field::Tags(tags) => self.list(tags.len(), |i| Field::Structure(&tags[i]), path),
            Field::List(list) => self.list(list.len(), |i| list.get(i), path),
        }
    }

    fn list<'s>(&self, len: usize, get: impl Fn(usize) -> Field<'s>, path: &Path<'_>) -> String {
        let member = |i: usize| self.part(get(i), &path.index(i as u32 + 1));
        format!("[{}]", (0..len).map(member).collect::<Vec<_>>().join(", "))
    }

    /// As Lombok's `toString` prints it, in the model's order.
    fn structure(&self, structure: &dyn Structure, path: &Path<'_>) -> String {
        let table = structure.table();
        let member = |(index, member): (usize, &Member)| {
            let (first, rest) = member.name().split_at(1);
            let value = self.part(structure.field(index), &path.member(member.name()));
            format!("{}{rest}={value}", first.to_ascii_lowercase())
        };
        let members: Vec<_> = table.members.iter().enumerate().map(member).collect();
        format!("{}({})", table.name, members.join(", "))
    }

    /// A part of a list or structure; one that was left out has only what its type begins with.
    fn part(&self, field: Field<'_>, path: &Path<'_>) -> String {
        match self.problems.is_null(path) {
            true => "null".to_owned(),
            false => self.printed(field, path),
        }
    }
}
