//! Values checked against their constraints.

use crate::engine::tags;
use crate::error::constraint::Constraint;
use crate::error::path::Path;
use crate::error::problems::Problems;
use crate::schema::shape::Shape;
use crate::schema::structure::{Field, Structure};

/// Holds all members of an operation's input against their constraints.
pub(crate) fn structure(structure: &dyn Structure, problems: &mut Problems) {
    members(structure, None, problems);
}

fn members(structure: &dyn Structure, path: Option<&Path<'_>>, problems: &mut Problems) {
    for (index, member) in structure.table().members.iter().enumerate() {
        let path = path.map_or(Path::new(member.name()), |path| path.member(member.name()));
        let value = structure.field(index);
        match problems.is_null(&path) {
            true => null_list(value, member.shape(), &path, problems),
            false => field(value, member.shape(), &path, problems),
        }
    }
}

/// Of a list with members that are null only the length is left to judge.
#[cold]
fn null_list(value: Field<'_>, shape: &Shape, path: &Path<'_>, problems: &mut Problems) {
    let len = match value {
        Field::List(list) => list.len(),
        Field::Tags(tags) => tags.len(),
        _ => 0,
    };
    // A list that is missing altogether has no length.
    if len > 0 {
        shape.list().check_len(len, path, problems);
    }
}

fn field(value: Field<'_>, shape: &Shape, path: &Path<'_>, problems: &mut Problems) {
    match value {
        Field::Text(text) | Field::Secret(text) | Field::Policy(text) => {
            shape.check_text(text, path, problems);
        }
        Field::Enum(text, texts) if !texts.contains(&text) => {
            let texts = if matches!(shape, Shape::Unnamed) { &[] } else { texts };
            problems.violation(path, Constraint::EnumValue(texts));
        }
        Field::Integer(number) => shape.check_integer(number, path, problems),
        Field::Structure(structure) => members(structure, Some(path), problems),
        Field::Tags(tags) => {
            let judged = |i: usize| match tags::fits(&tags[i]) {
                true => Field::Absent,
                false => Field::Structure(&tags[i]),
            };
            list(tags.len(), judged, shape, path, problems)
        }
        Field::List(values) => list(values.len(), |i| values.get(i), shape, path, problems),
        Field::Map(map) => {
            let shape = shape.map();
            if map.len() > shape.max {
                problems.violation(path, Constraint::MaxLength(shape.max));
            }
            let left_out = problems.take_left_out(path);
            let mut judged_keys = Whole::new(path, Constraint::EachKey(shape.each_key));
            let mut judged_values = Whole::new(path, Constraint::EachValue(shape.each_value));
            for i in 0..map.len() {
                let (key, value) = map.get(i);
                let name =
                    if let Field::Text(name) | Field::Enum(name, _) = key { name } else { "" };
                let index = i as u32 + 1;
                if left_out.binary_search(&index).is_ok() {
                    continue;
                }
                let (entry, value_path) = (path.entry(index), path.value(index, name));
                let key_path = entry.member("key");
                if !problems.is_null(&key_path) {
                    judged_keys.part(&key_path, problems, |problems| {
                        field(key, shape.key, &key_path, problems);
                    });
                }
                if !problems.is_null(&value_path) {
                    judged_values.part(&value_path, problems, |problems| {
                        field(value, shape.value, &value_path, problems);
                    });
                }
            }
        }
        Field::Absent
        | Field::Enum(..)
        | Field::Boolean(_)
        | Field::Timestamp(_)
        | Field::Blob(_) => {}
    }
}

fn list<'s>(
    len: usize,
    member: impl Fn(usize) -> Field<'s>,
    shape: &Shape,
    path: &Path<'_>,
    problems: &mut Problems,
) {
    let shape = shape.list();
    shape.check_len(len, path, problems);
    if problems.is_null(path) {
        return;
    }
    let mut judged = Whole::new(path, Constraint::Each(shape.each));
    for i in 0..len {
        let member = member(i);
        if let Field::Absent = member {
            continue;
        }
        let path = path.index(i as u32 + 1);
        if problems.is_null(&path) {
            continue;
        }
        judged.part(&path, problems, |problems| field(member, shape.member, &path, problems));
    }
}

/// A list or map whose parts AWS judges as a whole: one violation names it and all constraints of its
/// parts, broken or not, however many parts break one. Without such constraints each part has its own.
struct Whole<'p> {
    path: &'p Path<'p>,
    constraint: Constraint,
    is_reported: bool,
}

impl<'p> Whole<'p> {
    fn new(path: &'p Path<'p>, constraint: Constraint) -> Self {
        Whole { path, constraint, is_reported: false }
    }

    /// Judges a part.
    fn part(
        &mut self,
        part: &Path<'_>,
        problems: &mut Problems,
        judge: impl FnOnce(&mut Problems),
    ) {
        let (Constraint::Each(constraints)
        | Constraint::EachKey(constraints)
        | Constraint::EachValue(constraints)) = self.constraint
        else {
            return;
        };
        if constraints.is_empty() {
            return judge(problems);
        }
        let mut own = Problems::default();
        judge(&mut own);
        if !self.is_reported && !own.is_empty() {
            problems.violation_by(self.path, part, self.constraint);
            self.is_reported = true;
        }
    }
}
