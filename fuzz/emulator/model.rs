//! What the answer to each step must be.

use std::collections::BTreeSet;

use super::answers::{Answer, Outcome};
use super::steps::{Step, Verb::*};
use super::store::{Model, Taken, refuse};
use super::tags::folded;
use super::tree::{Tree, told};

impl Model {
    /// Takes a step, and says what its answer must be. Ids are those of the answer.
    pub(super) fn take(&mut self, step: &Step, answer: &Answer) -> Outcome {
        let signer = self.signer(step);
        self.judge(step)?;
        let told = self.perform(step, answer)?;
        self.note_use(step, &signer);
        Ok(told)
    }

    fn perform(&mut self, step: &Step, answer: &Answer) -> Taken<Tree> {
        match step.verb {
            Create => self.create(step, answer),
            Get => self.get(step),
            List => Ok(self.list(step)),
            Update => self.update(step),
            Delete => self.delete(step),
            AddUser | RemoveUser => self.change_groups(step),
            ListGroupsForUser => self.groups_of(step),
            AddRole | RemoveRole => self.change_profile(step),
            ListProfilesForRole => self.profiles_of(step),
            Attach | Detach => self.change_attached(step),
            ListAttached => self.list_attached(step),
            PutInline => self.put_inline(step),
            GetInline => self.get_inline(step),
            ListInline => self.list_inline(step),
            DeleteInline => self.delete_inline(step),
            PutBoundary => self.put_boundary(step),
            DeleteBoundary => self.delete_boundary(step),
            UpdateTrust => self.update_trust(step),
            UpdateDescription => self.update_description(step),
            CreatePolicy => self.create_policy(step, answer),
            GetPolicy => self.get_policy(step),
            ListPolicies => Ok(self.list_policies(step)),
            DeletePolicy => self.delete_policy(step),
            ListEntities => self.list_entities(step),
            CreateVersion => self.create_version(step),
            GetVersion => self.get_version(step),
            ListVersions => self.list_versions(step),
            SetDefaultVersion | DeleteVersion => self.change_versions(step),
            Tag => self.tag(step),
            Untag => self.untag(step),
            ListTags => self.list_tags(step),
            CreateCredential => self.create_credential(step, answer),
            UpdateCredential | DeleteCredential => self.change_credential(step),
            ListCredentials => self.list_credentials(step),
            GetLastUse => self.last_use(step),
            CreateLogin | UpdateLogin | DeleteLogin => self.change_login(step),
            GetLogin => self.login(step),
            CreateDevice => self.create_device(step),
            EnableDevice | DeactivateDevice => self.change_device(step),
            DeleteDevice => self.delete_device(step),
            GetDevice => self.get_device(step),
            ListDevices => self.list_devices(step),
            ListVirtualDevices => Ok(self.list_virtual_devices(step)),
            CreateAlias | DeleteAlias => self.change_alias(step),
            ListAliases => Ok(self.aliases()),
            GetDetails => Ok(self.details()),
            GetCallerIdentity => self.caller_identity(step),
            AssumeRole => self.assume(step, answer),
            GetSessionToken | GetFederationToken => self.own_session(step, answer),
            GetSummary => Ok(self.summary(answer)),
            Wait => Ok(told([])),
        }
    }

    /// Refuses, before it looks at what there is, names of other characters and tag keys that are equal.
    fn judge(&self, step: &Step) -> Taken<()> {
        let (_, parameters) = self.request(step);
        let of = |end| parameters.iter().filter(move |(name, _)| name.ends_with(end));
        if of("Name").chain(of("SerialNumber")).any(|(_, value)| value.contains('!')) {
            return refuse(400, "ValidationError");
        }
        let have_case = step.have_case();
        let keys: BTreeSet<_> = of(".Key").map(|(_, key)| folded(key, have_case)).collect();
        if keys.len() < of(".Key").count() { refuse(400, "InvalidInput") } else { Ok(()) }
    }
}
