//! What the crate answers to bodies made of the model: it takes every member at its limits, and refuses
//! what breaks one constraint, in AWS's words.

use super::bodies::{Body, Collection, Leaf, Lengths, encode};
use super::shapes::Reference;
use super::structures::listed;
use super::subject::Subject;

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

const TWO_EACH: Lengths<'_> = Lengths("", 0);

pub(crate) fn members_have_the_models_names_and_order(subject: &'static Subject) {
    for action in subject.actions() {
        let pairs = Body::of(subject, action, TWO_EACH);
        let body = encode(subject, action, &pairs.pairs());
        let backwards: Vec<_> = body.split('&').rev().collect();
        let backwards = backwards.join("&");
        for body_in_some_order in [&body, &backwards] {
            let written = (subject.rewrite)(body_in_some_order.as_bytes());
            assert_eq!(written.expect(body_in_some_order), body);
        }
    }
}

pub(crate) fn required_members_cannot_be_left_out_at_any_depth(subject: &'static Subject) {
    for action in subject.actions() {
        let body = Body::of(subject, action, TWO_EACH);
        for place in &body.structures {
            // Without its only member a structure would not be there.
            if place.shape.members.0.len() == 1 && !place.name.is_empty() {
                continue;
            }
            for (member, _) in &place.shape.members.0 {
                let name = format!("{}{member}", place.name);
                let path = format!("{}{}{}", place.path, member[..1].to_lowercase(), &member[1..]);
                let pairs = body.without(&name);
                let expected = match place.shape.required.contains(member) {
                    true => refused([subject.null(&path)]),
                    false => subject.rule("", &pairs),
                };
                assert_eq!(subject.answer(action, &pairs), expected, "{action} without {name}");
            }
        }
    }
}

pub(crate) fn texts_are_held_against_the_models_constraints_at_any_depth(
    subject: &'static Subject,
) {
    for action in subject.actions() {
        let body = Body::of(subject, action, TWO_EACH);
        for leaf in body.leaves.iter().filter(|leaf| leaf.shape.kind == "string") {
            for text in texts(leaf) {
                let pairs = body.with(&leaf.name, &text);
                let expected = subject.judge(action, leaf, &text, &pairs);
                let (name, found) = (&leaf.name, subject.answer(action, &pairs));
                assert_eq!(found, expected, "{action}: {name}={text:.80}");
            }
        }
    }
}

pub(crate) fn integers_are_held_against_the_models_range(subject: &'static Subject) {
    for action in subject.actions() {
        let body = Body::of(subject, action, TWO_EACH);
        for leaf in body.leaves.iter().filter(|leaf| leaf.shape.kind == "integer") {
            let (min, max) = (
                leaf.shape.min.unwrap_or(i32::MIN.into()),
                leaf.shape.max.unwrap_or(i32::MAX.into()),
            );
            for number in [i32::MIN.into(), min - 1, min, max, max + 1, i32::MAX.into()] {
                let least = format!("Member must have value greater than or equal to {min}");
                let most = format!("Member must have value less than or equal to {max}");
                let violation = |words: &str| {
                    refused([subject.violation(&leaf.path, Some(format!("'{number}'")), words)])
                };
                let expected = match i32::try_from(number) {
                    Err(_) => continue,
                    Ok(_) if number < min => violation(&least),
                    Ok(_) if number > max => violation(&most),
                    Ok(_) => Ok(()),
                };
                let number = number.to_string();
                assert_eq!(
                    subject.answer(action, &body.with(&leaf.name, &number)),
                    expected,
                    "{action}: {}={number}",
                    leaf.name
                );
            }
        }
    }
}

pub(crate) fn lists_and_maps_have_the_models_length(subject: &'static Subject) {
    for action in subject.actions() {
        for collection in Body::of(subject, action, TWO_EACH).collections {
            let limit = collection.shape.max.and_then(|max| usize::try_from(max).ok());
            // An empty map leaves no trace, and is then missing.
            let fewest = if collection.shape.entry().is_some() { 1 } else { 0 };
            for len in
                [Some(fewest), Some(1), limit, limit.map(|max| max + 1)].into_iter().flatten()
            {
                let name = &collection.name;
                // IAM has sentences of its own for empty lists of tags.
                if len == 0 && ["Tags", "TagKeys"].contains(&&**name) {
                    continue;
                }
                let body = Body::of(subject, action, Lengths(name, len));
                let pairs = body.pairs();
                let expected = subject.judge_length(&collection, len, &pairs);
                assert_eq!(subject.answer(action, &pairs), expected, "{action}: {len} in {name}");
            }
        }
    }
}

/// A text of each kind: at both limits, beyond them, and with a character that no pattern takes.
fn texts(leaf: &Leaf) -> Vec<String> {
    let length = |limit: Option<i64>| limit.and_then(|limit| usize::try_from(limit).ok());
    let mut texts = vec![leaf.value.clone(), format!("{}\0", leaf.value)];
    if let Some(min) = length(leaf.shape.min) {
        texts.push(leaf.value.chars().take(min.saturating_sub(1)).collect());
    }
    if let Some(max) = length(leaf.shape.max).filter(|max| *max < 200_000) {
        let longest = leaf.value.clone() + &"1".repeat(max.saturating_sub(leaf.value.len()));
        texts.push(longest.clone() + "1");
        texts.push(longest);
    }
    texts
}

impl Subject {
    fn actions(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.operations.iter().map(|tables| tables.name)
    }

    /// AWS's answer to a request in which only this text is not the sample.
    fn judge(
        &self,
        action: &str,
        leaf: &Leaf,
        text: &str,
        pairs: &[(&str, &str)],
    ) -> Result<(), String> {
        let length = text.chars().count() as i64;
        let shape = leaf.shape;
        let min = shape.min.filter(|min| length < *min);
        let max = shape.max.filter(|max| length > *max);
        let pattern = shape.pattern.as_deref().filter(|pattern| !self.matches(pattern, text));
        let is_listed = shape.values.as_ref().is_none_or(|values| values.iter().any(|v| v == text));
        let sentence = |pattern| (self.words.sentence)(pattern, &leaf.path);
        let named = shape.pattern.as_deref().and_then(sentence);
        let broken: Vec<_> = [
            min.map(at_least),
            max.map(at_most),
            pattern.filter(|_| named.is_none()).map(|pattern| {
                format!("Member must satisfy regular expression pattern: {pattern}")
            }),
            (!is_listed).then(|| match (self.words.is_unnamed)(action) {
                true => "Member must satisfy enum value set".to_owned(),
                false => listed(shape.values.as_deref().unwrap_or_default()),
            }),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (&leaf.whole, named) {
            (_, Some(rule)) if broken.is_empty() && pattern.is_some() => {
                Err(format!("The specified value for {} is invalid. It must {rule}", leaf.path))
            }
            _ if broken.is_empty() => self.rule(text, pairs),
            (Some((path, words)), _) => {
                let list = leaf.name.rsplit_once(".member.").map_or("", |(list, _)| list);
                refused([self.violation(path, Some(texts_of(list, pairs)), words)])
            }
            _ => refused(broken.iter().map(|constraint| {
                let quoted = (!shape.sensitive).then(|| format!("'{text}'"));
                self.violation(&leaf.path, quoted, constraint)
            })),
        }
    }

    fn judge_length(
        &self,
        collection: &Collection,
        len: usize,
        pairs: &[(&str, &str)],
    ) -> Result<(), String> {
        let Collection { name, path, shape, .. } = collection;
        let limit = |limit: Option<i64>| limit.and_then(|limit| usize::try_from(limit).ok());
        let (min, max) = (limit(shape.min).unwrap_or(0), limit(shape.max));
        let quoted = || Some(format!("'{}'", self.printed(collection.shape_name, name, pairs)));
        match max {
            _ if len == 0 && self.service.quotes().is_some() => match collection.is_required {
                true => refused([self.null(path)]),
                false => self.rule("", pairs),
            },
            _ if len < min => refused([self.violation(path, quoted(), &at_least(min))]),
            Some(max) if len > max => refused([self.violation(path, quoted(), &at_most(max))]),
            _ => self.rule("", pairs),
        }
    }

    /// What the service says of a request that breaks no constraint.
    fn rule(&self, text: &str, pairs: &[(&str, &str)]) -> Result<(), String> {
        (self.words.rule)(text, pairs).map_or(Ok(()), Err)
    }

    /// The error's message, where there is one.
    fn answer(&self, action: &str, pairs: &[(&str, &str)]) -> Result<(), String> {
        let error = match (self.rewrite)(encode(self, action, pairs).as_bytes()) {
            Ok(_) => return Ok(()),
            Err(error) => error,
        };
        Err(error.to_response(REQUEST_ID).message.unwrap_or_default().into_owned())
    }

    fn null(&self, path: &str) -> String {
        self.violation(path, Some("null".to_owned()), "Member must not be null")
    }

    fn violation(&self, path: &str, quoted: Option<String>, constraint: &str) -> String {
        let quoted = quoted.filter(|_| self.service.quotes().is_some());
        let quoted = quoted.map_or(String::new(), |quoted| format!(" {quoted}"));
        format!("Value{quoted} at '{path}' failed to satisfy constraint: {constraint}")
    }

    /// A value as Java prints it.
    fn printed(&self, shape_name: &str, name: &str, pairs: &[(&str, &str)]) -> String {
        let shape = self.model.shape(shape_name);
        let is_there = |name: &str| {
            let is_below = |rest: &str| rest.is_empty() || rest.starts_with('.');
            pairs.iter().any(|pair| pair.0.strip_prefix(name).is_some_and(is_below))
        };
        if let Some(element) = shape.element() {
            let names = (1..).map(|index| format!("{name}.member.{index}"));
            let members = names.take_while(|name| is_there(name));
            let members: Vec<_> = members.map(|name| self.printed(element, &name, pairs)).collect();
            return format!("[{}]", members.join(", "));
        }
        if shape.kind == "structure" {
            let member = |(member, reference): &(String, Reference)| {
                let value = self.printed(&reference.shape, &format!("{name}.{member}"), pairs);
                format!("{}{}={value}", member[..1].to_lowercase(), &member[1..])
            };
            let members: Vec<_> = shape.members.0.iter().map(member).collect();
            return format!("{shape_name}({})", members.join(", "));
        }
        let value = pairs.iter().find(|pair| pair.0 == name);
        value.map_or("null", |pair| pair.1).to_owned()
    }
}

/// A list of texts as Java prints it.
fn texts_of(list: &str, pairs: &[(&str, &str)]) -> String {
    let is_member =
        |name: &str| name.strip_prefix(list).is_some_and(|rest| rest.starts_with(".member."));
    let texts: Vec<_> = pairs.iter().filter(|pair| is_member(pair.0)).map(|pair| pair.1).collect();
    format!("'[{}]'", texts.join(", "))
}

fn refused(violations: impl IntoIterator<Item = String>) -> Result<(), String> {
    let violations: Vec<_> = violations.into_iter().collect();
    let plural = if violations.len() == 1 { "" } else { "s" };
    Err(format!(
        "{} validation error{plural} detected: {}",
        violations.len(),
        violations.join("; ")
    ))
}

fn at_least(length: impl std::fmt::Display) -> String {
    format!("Member must have length greater than or equal to {length}")
}

fn at_most(length: impl std::fmt::Display) -> String {
    format!("Member must have length less than or equal to {length}")
}
