//! Tags: those that steps add and remove, and what comes of it.

use super::names::Kind;
use super::steps::{Step, Tagged, Verb};
use super::store::{Model, Tags, Taken, limit, missing};
use super::tree::{Tree, told};

impl Step {
    /// The tags that are added: few, or almost as many as there may be.
    pub(super) fn tags(&self) -> Vec<(String, String)> {
        let value = format!("v{}", self.number % 5);
        let tag = |key: &str| (key.to_owned(), value.clone());
        match self.number % 16 {
            0..=4 => Vec::from([tag("Key")]),
            5..=8 => Vec::from([tag("key"), tag("Other")]),
            9 => Vec::from([tag("Key"), tag("kEY")]),
            10..=12 => (0..49).map(|n| tag(&format!("k{n}"))).collect(),
            _ => (0..3).map(|n| tag(&format!("K{}", n + self.number % 60))).collect(),
        }
    }

    /// The tags of what is created: every second time none.
    pub(super) fn first_tags(&self) -> Vec<(String, String)> {
        if self.number.is_multiple_of(2) { self.tags() } else { vec![] }
    }

    /// The keys that are removed.
    pub(super) fn keys(&self) -> Vec<String> {
        let key = |n: usize| format!("k{n}");
        match self.number % 4 {
            0 => vec!["key".to_owned()],
            1 => vec!["KEY".to_owned(), "other".to_owned()],
            _ => (0..20).map(|n| key(n + self.number % 40)).collect(),
        }
    }
}

impl Step {
    /// Whether keys that differ only in case are two, of what the step creates or changes.
    pub(super) fn have_case(&self) -> bool {
        match self.verb {
            Verb::Create => Tagged::Holder(self.kind).have_case(),
            Verb::CreatePolicy | Verb::CreateDevice => true,
            _ => self.tagged().have_case(),
        }
    }
}

impl Tagged {
    /// Whether keys that differ only in case are two.
    pub(super) fn have_case(self) -> bool {
        !matches!(self, Tagged::Holder(Kind::User | Kind::Role))
    }
}

impl Model {
    fn tags_mut(&mut self, step: &Step) -> Taken<&mut Tags> {
        let arn = self.arn_of_policy(step);
        match step.tagged() {
            Tagged::Holder(kind) => Ok(&mut self.holder_mut(kind, step.name)?.tags),
            Tagged::Policy => Ok(&mut self.policy_mut(&arn)?.tags),
            Tagged::Device => {
                let device = self.devices.get_mut(&step.serial()).ok_or_else(missing)?;
                Ok(&mut device.tags)
            }
        }
    }

    pub(super) fn tag(&mut self, step: &Step) -> Taken<Tree> {
        let tags = self.tags_mut(step)?;
        let merged = with(tags.clone(), &step.tags(), step.tagged().have_case());
        limit(merged.len(), 50)?;
        *tags = merged;
        Ok(told([]))
    }

    pub(super) fn untag(&mut self, step: &Step) -> Taken<Tree> {
        let have_case = step.tagged().have_case();
        let tags = self.tags_mut(step)?;
        for key in step.keys() {
            tags.remove(&folded(&key, have_case));
        }
        Ok(told([]))
    }

    pub(super) fn list_tags(&mut self, step: &Step) -> Taken<Tree> {
        Ok(told([("Tags", tag_tree(self.tags_mut(step)?))]))
    }
}

pub(super) fn tag_tree(tags: &Tags) -> Tree {
    let tag =
        |(key, value): &(String, String)| told([("Key", key.into()), ("Value", value.into())]);
    tags.values().map(tag).collect::<Vec<_>>().into()
}

/// What makes keys equal.
pub(super) fn folded(key: &str, have_case: bool) -> String {
    if have_case { key.to_owned() } else { key.to_lowercase() }
}

/// Tags and others, which win, with their spelling.
pub(super) fn with(mut tags: Tags, added: &[(String, String)], have_case: bool) -> Tags {
    tags.extend(added.iter().map(|tag| (folded(&tag.0, have_case), tag.clone())));
    tags
}
