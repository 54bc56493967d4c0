//! What the answer to each step must be.

use std::collections::BTreeSet;

use super::rows::{Answer, Outcome, in_order, told};
use super::steps::{Step, Verb};
use super::store::{Model, Taken, folded, refuse, tag_rows};

impl Model {
    /// Takes a step, and says what its answer must be. Ids are those of the answer.
    pub(super) fn take(&mut self, step: &Step, answer: &Answer) -> Outcome {
        self.judge(step)?;
        let (kind, name) = (step.kind, step.name);
        let nothing = |()| Vec::new();
        let rows = match step.verb {
            Verb::Create => self.create(step)?,
            Verb::Get => self.get(kind, name)?,
            Verb::List => self.list(kind),
            Verb::Update => self.update(step).map(nothing)?,
            Verb::Delete => self.delete(kind, name).map(nothing)?,
            Verb::AddUser | Verb::RemoveUser => self.change_groups(step).map(nothing)?,
            Verb::ListGroupsForUser => self.groups_of(name)?,
            Verb::Attach | Verb::Detach => self.change_attached(step).map(nothing)?,
            Verb::ListAttached => self.attached(kind, name)?,
            Verb::PutInline | Verb::DeleteInline => self.change_inline(step).map(nothing)?,
            Verb::GetInline => self.inline(step)?,
            Verb::ListInline => self.inline_names(kind, name)?,
            Verb::CreatePolicy => self.create_policy(step)?,
            Verb::GetPolicy => self.policy_and_tags(&step.policy())?,
            Verb::ListPolicies => self.policies.keys().map(|arn| self.brief_policy(arn)).collect(),
            Verb::DeletePolicy => self.delete_policy(&step.policy()).map(nothing)?,
            Verb::CreateVersion => self.create_version(step)?,
            Verb::GetVersion => self.version(step)?,
            Verb::ListVersions => self.versions(&step.policy())?,
            Verb::SetDefaultVersion | Verb::DeleteVersion => {
                self.change_versions(step).map(nothing)?
            }
            Verb::Tag | Verb::Untag => self.change_tags(step).map(nothing)?,
            Verb::ListTags => tag_rows(self.tags(step)?.1),
            Verb::CreateKey => self.create_key(name, answer)?,
            Verb::UpdateKey | Verb::DeleteKey => self.change_keys(step).map(nothing)?,
            Verb::ListKeys => self.keys(name)?,
            Verb::GetCallerIdentity => vec![told([("Arn", &self.caller(step)?)])],
            Verb::AssumeRole => self.assume(name, answer)?,
        };
        Ok(in_order(rows))
    }

    /// Refuses, before it looks at what there is, names of other characters and tag keys that are equal.
    fn judge(&self, step: &Step) -> Taken<()> {
        let (_, parameters) = step.request("");
        let of = |end| parameters.iter().filter(move |(name, _)| name.ends_with(end));
        if of("Name").any(|(_, value)| value.contains('!')) {
            return refuse(400, "ValidationError");
        }
        let have_case = step.verb == Verb::CreatePolicy || step.tagged().is_none();
        let keys: BTreeSet<_> = of(".Key").map(|(_, key)| folded(key, have_case)).collect();
        if keys.len() < of(".Key").count() { refuse(400, "InvalidInput") } else { Ok(()) }
    }
}
