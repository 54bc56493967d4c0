//! What users, groups and roles have of policies: managed ones, inline ones, and a boundary.

use super::names::Kind;
use super::steps::{Step, Verb};
use super::store::{Holder, Model, Taken, limit, missing};
use super::tree::{Tree, told};

/// The name in the ARN of a policy, and the path in front of it.
fn name_and_path(arn: &str) -> (&str, &str) {
    let path_and_name = arn.split_once(":policy").map_or(arn, |(_, rest)| rest);
    let begin = path_and_name.rfind('/').map_or(0, |at| at + 1);
    (&path_and_name[begin..], &path_and_name[..begin])
}

impl Holder {
    pub(super) fn attached_tree<'m>(arns: impl Iterator<Item = &'m String>) -> Tree {
        let told_of = |arn: &String| {
            told([("PolicyArn", arn.into()), ("PolicyName", name_and_path(arn).0.into())])
        };
        arns.map(told_of).collect::<Vec<_>>().into()
    }

    pub(super) fn inline_tree(&self) -> Tree {
        let told_of = |(name, document): &(String, String)| {
            told([("PolicyName", name.into()), ("PolicyDocument", document.into())])
        };
        self.inline.values().map(told_of).collect::<Vec<_>>().into()
    }
}

impl Model {
    pub(super) fn change_attached(&mut self, step: &Step) -> Taken<Tree> {
        self.holder(step.kind, step.name)?;
        let arn = self.arn_of_policy(step);
        let exists = self.policy_exists(&arn);
        let attached = &mut self.holder_mut(step.kind, step.name)?.attached;
        if step.verb == Verb::Detach {
            return if attached.remove(&arn) { Ok(told([])) } else { Err(missing()) };
        }
        exists?;
        let count = attached.len() + usize::from(!attached.contains(&arn));
        limit(count, step.kind.quotas().0)?;
        attached.insert(arn);
        Ok(told([]))
    }

    pub(super) fn list_attached(&self, step: &Step) -> Taken<Tree> {
        let prefix = step.path.unwrap_or_default();
        let attached = self.holder(step.kind, step.name)?.attached.iter();
        let attached = attached.filter(|arn| name_and_path(arn).1.starts_with(prefix));
        Ok(told([("AttachedPolicies", Holder::attached_tree(attached))]))
    }

    /// A policy that is put again keeps its name, whatever case the new one has.
    pub(super) fn put_inline(&mut self, step: &Step) -> Taken<Tree> {
        let key = step.other.to_lowercase();
        let inline = &mut self.holder_mut(step.kind, step.name)?.inline;
        let mut all = inline.clone();
        let policy = all.entry(key).or_insert((step.other.to_owned(), String::new()));
        policy.1 = step.document();
        limit(all.values().map(|(_, document)| document.len()).sum(), step.kind.quotas().1)?;
        *inline = all;
        Ok(told([]))
    }

    pub(super) fn delete_inline(&mut self, step: &Step) -> Taken<Tree> {
        let inline = &mut self.holder_mut(step.kind, step.name)?.inline;
        inline.remove(&step.other.to_lowercase()).ok_or_else(missing)?;
        Ok(told([]))
    }

    /// It is read by the name that is asked for.
    pub(super) fn get_inline(&self, step: &Step) -> Taken<Tree> {
        let holder = self.holder(step.kind, step.name)?;
        let (_, document) = holder.inline.get(&step.other.to_lowercase()).ok_or_else(missing)?;
        Ok(told([
            (&step.kind.parameter(), (&holder.name).into()),
            ("PolicyName", step.other.into()),
            ("PolicyDocument", document.into()),
        ]))
    }

    pub(super) fn list_inline(&self, step: &Step) -> Taken<Tree> {
        let names = self.holder(step.kind, step.name)?.inline.values();
        let names: Vec<Tree> = names.map(|(name, _)| name.into()).collect();
        Ok(told([("PolicyNames", names.into())]))
    }

    pub(super) fn put_boundary(&mut self, step: &Step) -> Taken<Tree> {
        self.holder(step.kind, step.name)?;
        let arn = self.arn_of_policy(step);
        self.policy_exists(&arn)?;
        self.holder_mut(step.kind, step.name)?.boundary = Some(arn);
        Ok(told([]))
    }

    pub(super) fn delete_boundary(&mut self, step: &Step) -> Taken<Tree> {
        let boundary = &mut self.holder_mut(step.kind, step.name)?.boundary;
        boundary.take().ok_or_else(missing)?;
        Ok(told([]))
    }

    pub(super) fn update_trust(&mut self, step: &Step) -> Taken<Tree> {
        self.holder_mut(Kind::Role, step.name)?.trust = step.trust().to_owned();
        Ok(told([]))
    }

    pub(super) fn update_description(&mut self, step: &Step) -> Taken<Tree> {
        let role = self.holder_mut(Kind::Role, step.name)?;
        role.description = Some(format!("d{}", step.number));
        Ok(told([("Role", role.brief(Kind::Role))]))
    }
}
