//! Bodies made of the model: every member of an operation's input, at every depth, with a valid value.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::shapes::Shape;
use super::structures::whole;
use super::subject::Subject;

/// How many members a list or map has: this many where its name is this, else two.
#[derive(Clone, Copy)]
pub(super) struct Lengths<'l>(pub(super) &'l str, pub(super) usize);

/// A value, where it is, and what the model says of it.
#[derive(Clone)]
pub(super) struct Leaf {
    /// `Tags.member.2.Key`
    pub(super) name: String,
    /// `tags.2.member.key`
    pub(super) path: String,
    pub(super) shape: &'static Shape,
    pub(super) value: String,
    /// Of a list's or map's texts, how AWS names the whole: its path, and what it calls the parts.
    pub(super) whole: Option<(String, String)>,
}

/// A structure: where it is, and its shape.
pub(super) struct Place {
    /// `Tags.member.2.`, empty for the input.
    pub(super) name: String,
    pub(super) path: String,
    pub(super) shape: &'static Shape,
}

#[derive(Default)]
pub(super) struct Body {
    pub(super) leaves: Vec<Leaf>,
    pub(super) structures: Vec<Place>,
    pub(super) collections: Vec<Collection>,
}

/// A list or map.
pub(super) struct Collection {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) shape_name: &'static str,
    pub(super) shape: &'static Shape,
    /// Whether the structure around it needs it.
    pub(super) is_required: bool,
}

impl Body {
    pub(super) fn of(subject: &'static Subject, action: &str, lengths: Lengths<'_>) -> Self {
        let mut body = Body::default();
        if let Some(input) = &subject.model.operations[action].input {
            body.structure(subject, &input.shape, 1, ("", ""), lengths);
        }
        body
    }

    fn structure(
        &mut self,
        subject: &'static Subject,
        shape: &'static str,
        index: usize,
        (name, path): (&str, &str),
        lengths: Lengths<'_>,
    ) {
        let shape = subject.model.shape(shape);
        for (member, reference) in &shape.members.0 {
            let name = format!("{name}{member}");
            let path = format!("{path}{}", lowered(member));
            let collections = self.collections.len();
            self.value(subject, &reference.shape, member, index, (&name, &path), None, lengths);
            if let Some(collection) = self.collections.get_mut(collections) {
                collection.is_required = shape.required.contains(member);
            }
        }
        self.structures.push(Place { name: name.to_owned(), path: path.to_owned(), shape });
    }

    #[expect(clippy::too_many_arguments, reason = "a walk with its place")]
    fn value(
        &mut self,
        subject: &'static Subject,
        shape_name: &'static str,
        member: &str,
        index: usize,
        (name, path): (&str, &str),
        whole: Option<(String, String)>,
        lengths: Lengths<'_>,
    ) {
        let shape = subject.model.shape(shape_name);
        let len = if lengths.0 == name { lengths.1 } else { 2 };
        if len == 0 && (shape.element().is_some() || shape.entry().is_some()) {
            let (name, path) = (name.to_owned(), path.to_owned());
            self.leaves.push(Leaf { name, path, shape, value: String::new(), whole: None });
            return;
        }
        if let Some(element) = shape.element() {
            self.collect(shape_name, shape, (name, path));
            let whole = judged(subject, path, "Member", element, shape_name == "tagKeyListType");
            for index in 1..=len {
                let name = format!("{name}.member.{index}");
                let path = format!("{path}.{index}.member");
                self.value(subject, element, member, index, (&name, &path), whole.clone(), lengths);
            }
        } else if let Some((key, value)) = shape.entry() {
            self.collect(shape_name, shape, (name, path));
            for index in 1..=len {
                let entry = format!("{name}.entry.{index}");
                let (key_name, key_path) = (format!("{entry}.key"), format!("{path}.{index}.key"));
                let whole = judged(subject, path, "Map keys", key, false);
                self.value(subject, key, member, index, (&key_name, &key_path), whole, lengths);
                let path_of_value = format!("{path}.{}.member", subject.sample(key, member, index));
                let whole = judged(subject, path, "Map value", value, false);
                let places = (&*format!("{entry}.value"), &*path_of_value);
                self.value(subject, value, member, index, places, whole, lengths);
            }
        } else if shape.kind == "structure" {
            self.structure(
                subject,
                shape_name,
                index,
                (&format!("{name}."), &format!("{path}.")),
                lengths,
            );
        } else {
            let (name, path) = (name.to_owned(), path.to_owned());
            let value = subject.sample(shape_name, member, index);
            self.leaves.push(Leaf { name, path, shape, value, whole });
        }
    }

    fn collect(&mut self, shape_name: &'static str, shape: &'static Shape, place: (&str, &str)) {
        let (name, path) = (place.0.to_owned(), place.1.to_owned());
        self.collections.push(Collection { name, path, shape_name, shape, is_required: false });
    }

    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        self.leaves.iter().map(|leaf| (&*leaf.name, &*leaf.value)).collect()
    }

    /// All pairs, with another value in one.
    pub(super) fn with<'b>(&'b self, name: &str, value: &'b str) -> Vec<(&'b str, &'b str)> {
        let mut pairs = self.pairs();
        let pair = pairs.iter_mut().find(|pair| pair.0 == name).expect(name);
        pair.1 = value;
        pairs
    }

    /// All pairs but those of one member.
    pub(super) fn without(&self, member: &str) -> Vec<(&str, &str)> {
        let belongs = |name: &str| {
            name.strip_prefix(member).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.pairs().into_iter().filter(|(name, _)| !belongs(name)).collect()
    }
}

/// The whole that AWS names instead of a bad part, if its parts are texts with constraints.
fn judged(
    subject: &Subject,
    path: &str,
    parts: &str,
    part: &str,
    is_never_null: bool,
) -> Option<(String, String)> {
    let constraints = whole(&subject.model, part, is_never_null);
    let words = format!("{parts} must satisfy constraint: [{}]", constraints.join(", "));
    (!constraints.is_empty()).then(|| (path.to_owned(), words))
}

pub(super) fn encode(subject: &Subject, action: &str, pairs: &[(&str, &str)]) -> String {
    const ESCAPED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    let mut body = format!("Action={action}&Version={}", subject.service.version());
    for (name, value) in pairs {
        body.push_str(&format!("&{name}={}", utf8_percent_encode(value, ESCAPED)));
    }
    body
}

fn lowered(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}

impl Subject {
    /// A valid value: of texts the number, in as many digits as must be, where the pattern takes digits.
    fn sample(&self, shape_name: &str, member: &str, index: usize) -> String {
        let shape = self.model.shape(shape_name);
        if let Some(sample) = (self.words.sample)(shape_name, member, index) {
            return sample;
        }
        match (&*shape.kind, &shape.values) {
            ("boolean", _) => "true".to_owned(),
            ("integer", _) => shape.min.unwrap_or(7).to_string(),
            (_, Some(values)) => values[0].clone(),
            (_, None) => {
                let min = shape.min.and_then(|min| usize::try_from(min).ok()).unwrap_or(0);
                let number = index.to_string();
                "1".repeat(min.saturating_sub(number.len())) + &number
            }
        }
    }
}
