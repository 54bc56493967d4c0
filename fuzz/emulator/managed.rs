//! Managed policies and their versions.

use std::collections::BTreeMap;

use super::answers::Answer;
use super::names::{ACCOUNT, KINDS, Kind, OF_AWS};
use super::steps::{Step, Verb};
use super::store::{
    Holder, Model, Policy, Tags, Taken, conflict_if, exists_if, limit, missing, refuse,
};
use super::tags::{tag_tree, with};
use super::tree::{Tree, told};

impl Policy {
    fn version(&self, number: usize) -> Tree {
        let (_, created) = &self.versions[&number];
        told([
            ("VersionId", format!("v{number}").into()),
            ("IsDefaultVersion", (self.default == number).into()),
            ("CreateDate", created.into()),
        ])
    }

    pub(super) fn whole_version(&self, number: usize) -> Tree {
        self.version(number).with("Document", &self.versions[&number].0)
    }
}

/// Whether a use counts: attachments, boundaries, or both if the step does not say.
fn is_used(step: &Step, attached: usize, bounding: usize) -> bool {
    match step.scope() {
        "PermissionsPolicy" => attached > 0,
        "PermissionsBoundary" => bounding > 0,
        _ => attached + bounding > 0,
    }
}

impl Model {
    pub(super) fn policy_exists(&self, arn: &str) -> Taken<()> {
        if arn == OF_AWS || self.policies.contains_key(arn) { Ok(()) } else { Err(missing()) }
    }

    fn policy(&self, arn: &str) -> Taken<&Policy> {
        self.policies.get(arn).ok_or_else(missing)
    }

    pub(super) fn policy_mut(&mut self, arn: &str) -> Taken<&mut Policy> {
        match arn == OF_AWS {
            true => refuse(403, "AccessDenied"),
            false => self.policies.get_mut(arn).ok_or_else(missing),
        }
    }

    fn uses(&self, arn: &str) -> (usize, usize) {
        let attached = self.holders.values().filter(|holder| holder.attached.contains(arn));
        let bounded = self.holders.values().filter(|it| it.boundary.as_deref() == Some(arn));
        (attached.count(), bounded.count())
    }

    pub(super) fn brief_policy(&self, arn: &str) -> Tree {
        let (policy, (attached, bounding)) = (&self.policies[arn], self.uses(arn));
        told([
            ("PolicyName", (&policy.name).into()),
            ("PolicyId", (&policy.id).into()),
            ("Arn", arn.into()),
            ("Path", (&policy.path).into()),
            ("DefaultVersionId", format!("v{}", policy.default).into()),
            ("AttachmentCount", attached.into()),
            ("PermissionsBoundaryUsageCount", bounding.into()),
            ("IsAttachable", true.into()),
            ("CreateDate", (&policy.created).into()),
            ("UpdateDate", (&policy.updated).into()),
        ])
    }

    pub(super) fn create_policy(&mut self, step: &Step, answer: &Answer) -> Taken<Tree> {
        limit(step.document().len(), 6144)?;
        let is_named = |policy: &Policy| policy.name.to_lowercase() == step.other.to_lowercase();
        exists_if(self.policies.values().any(is_named))?;
        let path = step.path.unwrap_or("/");
        let policy = Policy {
            name: step.other.to_owned(),
            path: path.to_owned(),
            id: self.learn(answer, "PolicyId"),
            created: self.time(),
            updated: self.time(),
            description: step.description(),
            tags: with(Tags::new(), &step.first_tags(), true),
            versions: BTreeMap::from([(1, (step.document(), self.time()))]),
            default: 1,
            newest: 1,
        };
        let arn = format!("arn:aws:iam::{ACCOUNT}:policy{path}{}", step.other);
        self.policies.insert(arn.clone(), policy);
        let tags = tag_tree(&self.policies[&arn].tags);
        Ok(told([("Policy", self.brief_policy(&arn).with("Tags", tags))]))
    }

    pub(super) fn get_policy(&self, step: &Step) -> Taken<Tree> {
        let arn = self.arn_of_policy(step);
        let policy = self.policy(&arn)?;
        let brief = self.brief_policy(&arn).with("Description", policy.description.as_ref());
        Ok(told([("Policy", brief.with("Tags", tag_tree(&policy.tags)))]))
    }

    pub(super) fn list_policies(&self, step: &Step) -> Tree {
        let is_listed = |arn: &&String| {
            let (attached, bounding) = self.uses(arn);
            let is_wanted = step.flag() != Some(true) || is_used(step, attached, bounding);
            is_wanted && self.policies[*arn].path.starts_with(step.path.unwrap_or_default())
        };
        let listed = self.policies.keys().filter(is_listed);
        told([("Policies", listed.map(|arn| self.brief_policy(arn)).collect::<Vec<_>>().into())])
    }

    /// Who has a policy, of all kinds or one.
    pub(super) fn list_entities(&self, step: &Step) -> Taken<Tree> {
        let arn = self.arn_of_policy(step);
        self.policy_exists(&arn)?;
        let is_listed = |holder: &&Holder| {
            let is_bounded = holder.boundary.as_deref() == Some(&arn);
            is_used(step, holder.attached.contains(&arn).into(), is_bounded.into())
                && holder.is_below(step)
        };
        let mut tree = told([]);
        for kind in KINDS.into_iter().filter(|kind| [*kind, Kind::Profile].contains(&step.kind)) {
            let (name, id) = (kind.parameter(), format!("{}Id", kind.word()));
            let told_of = |it: &Holder| told([(&name, (&it.name).into()), (&id, (&it.id).into())]);
            let listed: Vec<_> = self.of(kind).filter(is_listed).map(told_of).collect();
            tree = tree.with(&format!("Policy{}s", kind.word()), listed);
        }
        Ok(tree)
    }

    pub(super) fn delete_policy(&mut self, step: &Step) -> Taken<Tree> {
        let arn = self.arn_of_policy(step);
        let versions = self.policy_mut(&arn)?.versions.len();
        conflict_if(self.uses(&arn) != (0, 0) || versions > 1)?;
        self.policies.remove(&arn);
        Ok(told([]))
    }

    pub(super) fn create_version(&mut self, step: &Step) -> Taken<Tree> {
        let (arn, now) = (self.arn_of_policy(step), self.time());
        let policy = self.policy_mut(&arn)?;
        limit(step.document().len(), 6144)?;
        limit(policy.versions.len() + 1, 5)?;
        policy.newest += 1;
        policy.updated.clone_from(&now);
        policy.versions.insert(policy.newest, (step.document(), now));
        if step.flag() == Some(true) {
            policy.default = policy.newest;
        }
        Ok(told([("PolicyVersion", policy.version(policy.newest))]))
    }

    pub(super) fn get_version(&self, step: &Step) -> Taken<Tree> {
        let policy = self.policy(&self.arn_of_policy(step))?;
        policy.versions.get(&step.version()).ok_or_else(missing)?;
        Ok(told([("PolicyVersion", policy.whole_version(step.version()))]))
    }

    pub(super) fn list_versions(&self, step: &Step) -> Taken<Tree> {
        let policy = self.policy(&self.arn_of_policy(step))?;
        let versions: Vec<_> = policy.versions.keys().map(|it| policy.version(*it)).collect();
        Ok(told([("Versions", versions.into())]))
    }

    pub(super) fn change_versions(&mut self, step: &Step) -> Taken<Tree> {
        let (arn, number) = (self.arn_of_policy(step), step.version());
        let policy = self.policy_mut(&arn)?;
        policy.versions.get(&number).ok_or_else(missing)?;
        match step.verb {
            Verb::SetDefaultVersion => policy.default = number,
            _ => {
                conflict_if(policy.default == number)?;
                policy.versions.remove(&number);
            }
        }
        Ok(told([]))
    }
}
