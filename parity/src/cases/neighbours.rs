//! Rows for what a request must leave alone: each change is tried beside each thing that must stay.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::cases::case::{Preparation, Read, Template};
use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use crate::text::value::{Map, Value, read_map};

/// Something that a resource has. `${owner}` is the resource; `${which}` is `kept`, or `gone` for the one that a change is
/// about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThingRow {
    /// The type of the resource.
    of: String,
    name: String,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    make: Vec<Preparation>,
    #[serde(deserialize_with = "read_map")]
    read: Map,
    /// What the read shows while the thing is there.
    #[serde(deserialize_with = "read_map")]
    elements: Map,
    /// What it shows without the thing; nothing, if the read is then refused.
    #[serde(default, deserialize_with = "read_map")]
    absent: Map,
    #[serde(default)]
    remove: Vec<Preparation>,
    /// Another resource cannot have the same.
    #[serde(default)]
    own: bool,
}

/// A request that changes one thing of a resource.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeRow {
    pub(crate) number: u32,
    of: String,
    pub(crate) title: String,
    /// The thing that it makes or removes.
    #[serde(default)]
    like: Option<String>,
    /// It makes that thing.
    #[serde(default)]
    adds: bool,
    /// Things that it changes beside that one.
    #[serde(default)]
    touches: Vec<String>,
    #[serde(deserialize_with = "read_map")]
    send: Map,
    /// The resource afterwards, if it has another name; nothing, if it is gone.
    #[serde(default = "same")]
    now: String,
    #[serde(default)]
    after: Vec<Preparation>,
}

fn same() -> String {
    "${owner}".to_owned()
}

/// A resource, and which thing of it is meant.
#[derive(Clone, Copy)]
struct Place<'p> {
    owner: &'p str,
    which: &'p str,
}

impl ChangeRow {
    /// One case for each thing of the same resource, and one for the same thing of another resource.
    pub(crate) fn templates(&self, things: &[ThingRow]) -> Vec<Template> {
        let own = things.iter().filter(|thing| thing.of == self.of);
        let like = own.clone().find(|thing| Some(&thing.name) == self.like.as_ref());
        let stays = |thing: &&ThingRow| !self.now.is_empty() && !self.touches.contains(&thing.name);
        let beside = own.filter(stays).map(|thing| self.beside(thing, like));
        let elsewhere = like.filter(|like| !like.own).map(|like| self.elsewhere(like));
        let all = beside.chain(elsewhere).zip(1..);
        all.map(|(template, case)| Template {
            number: format!("{}.{case}", self.number),
            ..template
        })
        .collect()
    }

    /// Another thing of the resource stays.
    fn beside(&self, thing: &ThingRow, like: Option<&ThingRow>) -> Template {
        let (owner, now) = (self.owner(), self.now.replace("${owner}", &self.owner()));
        let kept = Place { owner: &owner, which: "kept" };
        let mut template = self.template(&format!("{} stays", thing.name), like);
        template.needs.extend(kept.texts(&thing.needs));
        template.before.extend(kept.calls(&thing.make));
        template.given.push(thing.read(kept, true));
        template.then.push(thing.read(Place { owner: &now, which: "kept" }, true));
        template.after.extend(kept.calls(&thing.remove));
        template
    }

    /// Another resource has what it had.
    fn elsewhere(&self, like: &ThingRow) -> Template {
        let friend = Place { owner: "${friend}", which: "gone" };
        let title = match self.adds {
            true => format!("another {} has none", self.of),
            false => format!("{} of another {} stays", like.name, self.of),
        };
        let mut template = self.template(&title, Some(like));
        template.needs.push(format!("{} as friend", self.of));
        if !self.adds {
            template.before.extend(friend.calls(&like.make));
        }
        template.given.push(like.read(friend, !self.adds));
        template.then.push(like.read(friend, !self.adds));
        template.after.extend(friend.calls(&like.remove));
        template
    }

    fn owner(&self) -> String {
        format!("${{{}}}", self.of)
    }

    /// The change, with the thing that it is about.
    fn template(&self, title: &str, like: Option<&ThingRow>) -> Template {
        let owner = self.owner();
        let gone = Place { owner: &owner, which: "gone" };
        let source = "IAM API Reference: what the operation changes".to_owned();
        let title = format!("{}: {title}", self.title);
        let mut template = Template {
            needs: vec![self.of.clone()],
            send: Some(gone.map(&self.send)),
            after: gone.calls(&self.after),
            expect: Expect { done: true, ..Expect::default() },
            ..Template::new(String::new(), title, Basis::Documented, source)
        };
        if let Some(like) = like {
            template.needs.extend(gone.texts(&like.needs));
            let made = if self.adds { Vec::new() } else { gone.calls(&like.make) };
            template.before.extend(made);
            template.after.extend(gone.calls(&like.remove));
        }
        template
    }
}

impl ThingRow {
    fn read(&self, place: Place<'_>, is_there: bool) -> Read {
        let elements = place.map(if is_there { &self.elements } else { &self.absent });
        let refused = elements.is_empty();
        Read {
            send: place.map(&self.read),
            expect: Expect { elements, refused, ..Expect::default() },
        }
    }
}

impl Place<'_> {
    fn text(self, text: &str) -> String {
        text.replace("${which}", self.which).replace("${owner}", self.owner)
    }

    fn texts(self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn map(self, map: &Map) -> Map {
        map.iter().map(|(name, value)| (self.text(name), self.value(value))).collect()
    }

    fn value(self, value: &Value) -> Value {
        match value {
            Value::Text(text) => Value::Text(self.text(text)),
            Value::List(members) => Value::List(members.iter().map(|m| self.value(m)).collect()),
            Value::Map(map) => Value::Map(self.map(map)),
        }
    }

    fn calls(self, calls: &[Preparation]) -> Vec<Preparation> {
        let call = |call: &Preparation| Preparation {
            send: self.map(&call.send),
            keep: self.keep(&call.keep),
            by: call.by.clone(),
        };
        calls.iter().map(call).collect()
    }

    fn keep(self, keep: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        keep.iter().map(|(name, path)| (self.text(name), path.clone())).collect()
    }
}
