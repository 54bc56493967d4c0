//! The account as a whole: its alias, its counts, its details.

use std::collections::BTreeSet;

use super::answers::Answer;
use super::names::Kind;
use super::steps::{Step, Verb};
use super::store::{Holder, Model, Taken, missing};
use super::tree::{Tree, told};

impl Model {
    pub(super) fn change_alias(&mut self, step: &Step) -> Taken<Tree> {
        if step.verb == Verb::CreateAlias {
            self.alias = Some(step.alias().to_owned());
        } else {
            self.alias.take_if(|alias| alias == step.alias()).ok_or_else(missing)?;
        }
        Ok(told([]))
    }

    pub(super) fn aliases(&self) -> Tree {
        let aliases: Vec<Tree> = self.alias.iter().map(Tree::from).collect();
        told([("AccountAliases", aliases.into())])
    }

    /// The summary of the answer, which has these counts and others, which are always the same.
    pub(super) fn summary(&self, answer: &Answer) -> Tree {
        for (name, count) in self.counts() {
            assert_eq!(answer.entry(name), count.to_string(), "{name}");
        }
        answer.outcome().unwrap_or(told([]))
    }

    fn counts(&self) -> Vec<(&'static str, usize)> {
        let attached = self.holders.values().flat_map(|holder| &holder.attached);
        let bounding = self.holders.values().filter_map(|holder| holder.boundary.as_ref());
        let devices = self.devices.iter().filter(|(serial, _)| serial.starts_with("arn:"));
        let in_use = devices.clone().filter(|(_, device)| device.owner.is_some());
        vec![
            ("Users", self.of(Kind::User).count()),
            ("Groups", self.of(Kind::Group).count()),
            ("Roles", self.of(Kind::Role).count()),
            ("InstanceProfiles", self.of(Kind::Profile).count()),
            ("Policies", self.policies.len()),
            ("PolicyVersionsInUse", attached.chain(bounding).collect::<BTreeSet<_>>().len()),
            ("MFADevices", devices.count()),
            ("MFADevicesInUse", in_use.count()),
        ]
    }

    /// All users, groups, roles and policies with what they have.
    pub(super) fn details(&self) -> Tree {
        let policies = self.policies.iter().map(|(arn, policy)| {
            let versions: Vec<_> =
                policy.versions.keys().map(|number| policy.whole_version(*number)).collect();
            self.brief_policy(arn).with("PolicyVersionList", versions)
        });
        let policies: Vec<_> = policies.collect();
        let details = [Kind::User, Kind::Group, Kind::Role].map(|kind| {
            let details = self.of(kind).map(|holder| self.detail(kind, holder));
            (format!("{}DetailList", kind.word()), details.collect::<Vec<_>>())
        });
        let with = |tree: Tree, (name, details): (String, Vec<Tree>)| tree.with(&name, details);
        details.into_iter().fold(told([("Policies", policies.into())]), with)
    }

    fn detail(&self, kind: Kind, holder: &Holder) -> Tree {
        let groups = self.of(Kind::Group).filter(|group| holder.inside.contains(&group.id));
        let groups: Vec<Tree> = groups.map(|group| (&group.name).into()).collect();
        let profiles = self.inside(Kind::Profile, &holder.id);
        let profiles: Vec<_> = profiles.map(|it| self.listed(Kind::Profile, it)).collect();
        // Of roles alone a description is known, which the details do not tell.
        let detail = holder.with_more(holder.brief(kind)).with("Description", "");
        detail
            .with("GroupList", groups)
            .with("InstanceProfileList", profiles)
            .with(&format!("{}PolicyList", kind.word()), holder.inline_tree())
            .with("AttachedManagedPolicies", Holder::attached_tree(holder.attached.iter()))
    }
}
