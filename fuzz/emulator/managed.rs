//! Managed policies, tags, and access keys.

use std::collections::BTreeMap;

use super::rows::{Answer, Row, told};
use super::steps::{ACCOUNT, Kind, OF_AWS, Step, Verb};
use super::store::{
    Model, Policy, Tags, Taken, conflict_if, folded, limit, missing, refuse, tag_rows, with,
};

impl Model {
    pub(super) fn create_policy(&mut self, step: &Step) -> Taken<Vec<Row>> {
        let name = step.other;
        if self.policies.values().any(|policy| policy.name.eq_ignore_ascii_case(name)) {
            return refuse(409, "EntityAlreadyExists");
        }
        let tags = if step.has_tags() { step.tags() } else { vec![] };
        let policy = Policy {
            name: name.to_owned(),
            tags: with(Tags::new(), &tags, true),
            versions: BTreeMap::from([(1, step.document())]),
            default: 1,
            newest: 1,
        };
        let arn = format!("arn:aws:iam::{ACCOUNT}:policy/{name}");
        self.policies.insert(arn.clone(), policy);
        self.policy_and_tags(&arn)
    }

    pub(super) fn policy(&self, arn: &str) -> Taken<&Policy> {
        self.policies.get(arn).ok_or_else(missing)
    }

    pub(super) fn policy_mut(&mut self, arn: &str) -> Taken<&mut Policy> {
        match arn == OF_AWS {
            true => refuse(403, "AccessDenied"),
            false => self.policies.get_mut(arn).ok_or_else(missing),
        }
    }

    pub(super) fn brief_policy(&self, arn: &str) -> Row {
        let policy = &self.policies[arn];
        let uses = self.holders.values().filter(|holder| holder.attached.contains(arn)).count();
        told([
            ("PolicyName", &policy.name),
            ("Arn", arn),
            ("DefaultVersionId", &format!("v{}", policy.default)),
            ("AttachmentCount", &uses.to_string()),
        ])
    }

    pub(super) fn policy_and_tags(&self, arn: &str) -> Taken<Vec<Row>> {
        let tags = tag_rows(&self.policy(arn)?.tags);
        Ok([vec![self.brief_policy(arn)], tags].concat())
    }

    pub(super) fn delete_policy(&mut self, arn: &str) -> Taken<()> {
        let versions = self.policy_mut(arn)?.versions.len();
        conflict_if(self.holders.values().any(|holder| holder.attached.contains(arn)))?;
        conflict_if(versions > 1)?;
        self.policies.remove(arn);
        Ok(())
    }

    pub(super) fn create_version(&mut self, step: &Step) -> Taken<Vec<Row>> {
        let policy = self.policy_mut(&step.policy())?;
        limit(policy.versions.len() + 1, 5)?;
        policy.newest += 1;
        policy.versions.insert(policy.newest, step.document());
        if step.is_active() {
            policy.default = policy.newest;
        }
        Ok(vec![version_row(policy, policy.newest)])
    }

    pub(super) fn version(&self, step: &Step) -> Taken<Vec<Row>> {
        let policy = self.policy(&step.policy())?;
        let document = policy.versions.get(&step.version()).ok_or_else(missing)?;
        let mut row = version_row(policy, step.version());
        row.insert(0, ("Document".to_owned(), (*document).to_owned()));
        Ok(vec![row])
    }

    pub(super) fn versions(&self, arn: &str) -> Taken<Vec<Row>> {
        let policy = self.policy(arn)?;
        Ok(policy.versions.keys().map(|number| version_row(policy, *number)).collect())
    }

    pub(super) fn change_versions(&mut self, step: &Step) -> Taken<()> {
        let (policy, number) = (self.policy_mut(&step.policy())?, step.version());
        policy.versions.get(&number).ok_or_else(missing)?;
        match step.verb {
            Verb::SetDefaultVersion => policy.default = number,
            _ => {
                conflict_if(policy.default == number)?;
                policy.versions.remove(&number);
            }
        }
        Ok(())
    }

    /// The tags that a step is about, and whether their keys have case.
    pub(super) fn tags(&self, step: &Step) -> Taken<(bool, &Tags)> {
        match step.tagged() {
            Some(kind) => Ok((false, &self.holder(kind, step.name)?.tags)),
            None => Ok((true, &self.policy(&step.policy())?.tags)),
        }
    }

    pub(super) fn change_tags(&mut self, step: &Step) -> Taken<()> {
        let (have_case, tags) = match step.tagged() {
            Some(kind) => (false, &mut self.holder_mut(kind, step.name)?.tags),
            None => (true, &mut self.policy_mut(&step.policy())?.tags),
        };
        if step.verb == Verb::Untag {
            let is_named =
                |key: &String| step.keys().iter().any(|it| folded(it, have_case) == *key);
            tags.retain(|key, _| !is_named(key));
            return Ok(());
        }
        let merged = with(tags.clone(), &step.tags(), have_case);
        limit(merged.len(), 50)?;
        *tags = merged;
        Ok(())
    }

    pub(super) fn create_key(&mut self, user: &str, answer: &Answer) -> Taken<Vec<Row>> {
        let user = self.holder_mut(Kind::User, user)?;
        limit(user.keys.len() + 1, 2)?;
        let (id, name) = (answer.text("AccessKeyId").unwrap_or_default(), user.name.clone());
        user.keys.insert(id.clone(), true);
        assert!(!self.ids.contains(&id), "{id} is not new");
        self.ids.push(id.clone());
        Ok(vec![told([("UserName", &name), ("AccessKeyId", &id), ("Status", "Active")])])
    }

    pub(super) fn change_keys(&mut self, step: &Step) -> Taken<()> {
        let id = self.key(step.number).to_owned();
        let keys = &mut self.holder_mut(Kind::User, step.name)?.keys;
        let is_active = keys.get_mut(&id).ok_or_else(missing)?;
        *is_active = step.is_active();
        if step.verb == Verb::DeleteKey {
            keys.remove(&id);
        }
        Ok(())
    }

    pub(super) fn keys(&self, user: &str) -> Taken<Vec<Row>> {
        let user = self.holder(Kind::User, user)?;
        let status = |is_active: bool| if is_active { "Active" } else { "Inactive" };
        let row = |(id, is_active): (&String, &bool)| {
            told([("UserName", &*user.name), ("AccessKeyId", id), ("Status", status(*is_active))])
        };
        Ok(user.keys.iter().map(row).collect())
    }

    /// Who signs with the step's key. With one that is not known, it is the root user.
    pub(super) fn caller(&self, step: &Step) -> Taken<String> {
        let id = self.key(step.number);
        let owner = self.of(Kind::User).find_map(|user| Some((user, *user.keys.get(id)?)));
        match owner {
            Some((_, false)) => refuse(403, "InvalidClientTokenId"),
            Some((user, true)) => Ok(Kind::User.arn(&user.name)),
            None => Ok(format!("arn:aws:iam::{ACCOUNT}:root")),
        }
    }

    /// A role is assumed by its ARN, which has its name as it was created.
    pub(super) fn assume(&self, name: &str, answer: &Answer) -> Taken<Vec<Row>> {
        let role = self.holder(Kind::Role, name).ok().filter(|role| role.name == name);
        let Some(role) = role else { return refuse(403, "AccessDenied") };
        let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/{}/s1", role.name);
        let id = answer.text("AccessKeyId").unwrap_or_default();
        Ok(vec![told([("Arn", &arn)]), told([("AccessKeyId", &id)])])
    }
}

fn version_row(policy: &Policy, number: u32) -> Row {
    let is_default = (policy.default == number).to_string();
    told([("VersionId", &format!("v{number}")), ("IsDefaultVersion", &is_default)])
}
