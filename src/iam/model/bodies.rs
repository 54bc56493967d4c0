//! Bodies made of the model: every member of an operation's input, at every depth, with a valid value.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::MODEL;
use super::shapes::Shape;
use super::structures::whole;

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
    /// The names, paths and shapes of lists and maps.
    pub(super) collections: Vec<(String, String, &'static Shape)>,
}

impl Body {
    pub(super) fn of(action: &str, lengths: Lengths<'_>) -> Self {
        let mut body = Body::default();
        if let Some(input) = &MODEL.operations[action].input {
            body.structure(&input.shape, 1, ("", ""), lengths);
        }
        body
    }

    fn structure(
        &mut self,
        shape: &'static str,
        index: usize,
        (name, path): (&str, &str),
        lengths: Lengths<'_>,
    ) {
        let shape = MODEL.shape(shape);
        for (member, reference) in &shape.members.0 {
            let name = format!("{name}{member}");
            let path = format!("{path}{}", lowered(member));
            self.value(&reference.shape, member, index, (&name, &path), None, lengths);
        }
        self.structures.push(Place { name: name.to_owned(), path: path.to_owned(), shape });
    }

    fn value(
        &mut self,
        shape_name: &'static str,
        member: &str,
        index: usize,
        (name, path): (&str, &str),
        whole: Option<(String, String)>,
        lengths: Lengths<'_>,
    ) {
        let shape = MODEL.shape(shape_name);
        let len = if lengths.0 == name { lengths.1 } else { 2 };
        if len == 0 && (shape.element().is_some() || shape.entry().is_some()) {
            let (name, path) = (name.to_owned(), path.to_owned());
            self.leaves.push(Leaf { name, path, shape, value: String::new(), whole: None });
            return;
        }
        if let Some(element) = shape.element() {
            self.collections.push((name.to_owned(), path.to_owned(), shape));
            let whole = judged(path, "Member", element, shape_name == "tagKeyListType");
            for index in 1..=len {
                let name = format!("{name}.member.{index}");
                let path = format!("{path}.{index}.member");
                self.value(element, member, index, (&name, &path), whole.clone(), lengths);
            }
        } else if let Some((key, value)) = shape.entry() {
            self.collections.push((name.to_owned(), path.to_owned(), shape));
            for index in 1..=len {
                let entry = format!("{name}.entry.{index}");
                let (key_name, key_path) = (format!("{entry}.key"), format!("{path}.{index}.key"));
                let whole = judged(path, "Map keys", key, false);
                self.value(key, member, index, (&key_name, &key_path), whole, lengths);
                let path_of_value = format!("{path}.{}.member", sample(key, member, index));
                let whole = judged(path, "Map value", value, false);
                let places = (&*format!("{entry}.value"), &*path_of_value);
                self.value(value, member, index, places, whole, lengths);
            }
        } else if shape.kind == "structure" {
            self.structure(shape_name, index, (&format!("{name}."), &format!("{path}.")), lengths);
        } else {
            let (name, path) = (name.to_owned(), path.to_owned());
            let value = sample(shape_name, member, index);
            self.leaves.push(Leaf { name, path, shape, value, whole });
        }
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
fn judged(path: &str, parts: &str, part: &str, is_never_null: bool) -> Option<(String, String)> {
    let constraints = whole(&MODEL, part, is_never_null);
    let words = format!("{parts} must satisfy constraint: [{}]", constraints.join(", "));
    (!constraints.is_empty()).then(|| (path.to_owned(), words))
}

pub(super) fn encode(action: &str, pairs: &[(&str, &str)]) -> String {
    const ESCAPED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    let mut body = format!("Action={action}&Version={}", crate::iam::VERSION);
    for (name, value) in pairs {
        body.push_str(&format!("&{name}={}", utf8_percent_encode(value, ESCAPED)));
    }
    body
}

fn lowered(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}

/// A valid value: of texts the number, in as many digits as must be, where the pattern takes digits.
fn sample(shape_name: &str, member: &str, index: usize) -> String {
    let shape = MODEL.shape(shape_name);
    let arn = |resource: &str| format!("arn:aws:iam::123456789012:{resource}/{index}");
    match (&*shape.kind, shape_name, member) {
        ("boolean", ..) => "true".to_owned(),
        ("integer", ..) => shape.min.unwrap_or(7).to_string(),
        (_, "arnType", "OpenIDConnectProviderArn") => arn("oidc-provider"),
        (_, "arnType", "SAMLProviderArn") => arn("saml-provider"),
        (_, "arnType", _) => arn("policy"),
        (_, "accountIdType", _) => "123456789012".to_owned(),
        (_, "accountPropertyKeyType", _) => format!("k{index}"),
        (_, "accountAliasType", _) => "abc".to_owned(),
        (_, "organizationsEntityPathType", _) => "o-0123456789/r-abcd".to_owned(),
        (_, "organizationsPolicyIdType", _) => "p-12345678".to_owned(),
        (_, "pathType" | "pathPrefixType" | "policyPathType", _) => "/a/".to_owned(),
        (_, "policyVersionIdType", _) => "v1".to_owned(),
        (_, "redirectUrlType", _) => "https://a/".to_owned(),
        _ => match &shape.values {
            Some(values) => values[0].clone(),
            None => {
                let min = shape.min.and_then(|min| usize::try_from(min).ok()).unwrap_or(0);
                let number = index.to_string();
                "1".repeat(min.saturating_sub(number.len())) + &number
            }
        },
    }
}
