//! The requests of steps.

use super::answers::{Signer, encoded};
use super::names::{Credential, Kind};
use super::steps::{Step, Tagged, Verb::*};
use super::store::Model;

/// Names and values of parameters.
type Parameters = Vec<(String, String)>;

impl Model {
    pub(super) fn body(&self, step: &Step) -> String {
        let version = if step.is_of_sts() { "2011-06-15" } else { "2010-05-08" };
        let (action, parameters) = self.request(step);
        let mut body = format!("Action={action}&Version={version}");
        for (name, value) in parameters.into_iter().filter(|(_, value)| !value.is_empty()) {
            body += &format!("&{name}={}", encoded(&value));
        }
        body
    }

    /// The action and its parameters. Those without value are not sent.
    pub(super) fn request(&self, step: &Step) -> (String, Parameters) {
        let word = step.kind.word();
        let name = pair(&step.kind.parameter(), step.name);
        let user = pair("UserName", step.name);
        let group = pair("GroupName", step.other);
        let arn = pair("PolicyArn", self.arn_of_policy(step));
        let inline = pair("PolicyName", step.other);
        let version = pair("VersionId", format!("v{}", step.version()));
        let serial = pair("SerialNumber", step.serial());
        let prefix = pair("PathPrefix", step.path.unwrap_or_default());
        let role = pair("RoleName", step.name);
        let profile = pair("InstanceProfileName", step.other);
        let document = || pair("PolicyDocument", step.document());
        let named = step.action();
        match step.verb {
            Create => self.creation(step),
            Get => (format!("Get{word}"), vec![name]),
            List => (format!("List{word}s"), vec![prefix]),
            Update => (format!("Update{word}"), update(step)),
            Delete => (format!("Delete{word}"), vec![name]),
            AddUser => ("AddUserToGroup".into(), vec![user, group]),
            RemoveUser => ("RemoveUserFromGroup".into(), vec![user, group]),
            ListGroupsForUser => (named, vec![user]),
            AddRole => ("AddRoleToInstanceProfile".into(), vec![role, profile]),
            RemoveRole => ("RemoveRoleFromInstanceProfile".into(), vec![role, profile]),
            ListProfilesForRole => ("ListInstanceProfilesForRole".into(), vec![role]),
            Attach => (format!("Attach{word}Policy"), vec![name, arn]),
            Detach => (format!("Detach{word}Policy"), vec![name, arn]),
            ListAttached => (format!("ListAttached{word}Policies"), vec![name, prefix]),
            PutInline => (format!("Put{word}Policy"), vec![name, inline, document()]),
            GetInline => (format!("Get{word}Policy"), vec![name, inline]),
            ListInline => (format!("List{word}Policies"), vec![name]),
            DeleteInline => (format!("Delete{word}Policy"), vec![name, inline]),
            PutBoundary => {
                let boundary = pair("PermissionsBoundary", self.arn_of_policy(step));
                (format!("Put{word}PermissionsBoundary"), vec![name, boundary])
            }
            DeleteBoundary => (format!("Delete{word}PermissionsBoundary"), vec![name]),
            UpdateTrust => {
                ("UpdateAssumeRolePolicy".into(), vec![role, pair("PolicyDocument", step.trust())])
            }
            UpdateDescription => {
                let description = pair("Description", format!("d{}", step.number));
                ("UpdateRoleDescription".into(), vec![role, description])
            }
            CreatePolicy => {
                let path = pair("Path", step.path.unwrap_or_default());
                let description = pair("Description", step.description().unwrap_or_default());
                (
                    named,
                    [vec![inline, document(), path, description], tags(step.first_tags())].concat(),
                )
            }
            GetPolicy | DeletePolicy => (named, vec![arn]),
            ListVersions => ("ListPolicyVersions".into(), vec![arn]),
            ListPolicies => {
                let attached = pair("OnlyAttached", text(step.flag()));
                let usage = pair("PolicyUsageFilter", step.scope());
                (named, vec![pair("Scope", "Local"), prefix, attached, usage])
            }
            ListEntities => {
                let usage = pair("PolicyUsageFilter", step.scope());
                let filter = if step.kind == Kind::Profile { "" } else { word };
                (
                    "ListEntitiesForPolicy".into(),
                    vec![arn, usage, pair("EntityFilter", filter), prefix],
                )
            }
            CreateVersion => {
                let default = pair("SetAsDefault", text(step.flag()));
                ("CreatePolicyVersion".into(), vec![arn, document(), default])
            }
            GetVersion => ("GetPolicyVersion".into(), vec![arn, version]),
            SetDefaultVersion => ("SetDefaultPolicyVersion".into(), vec![arn, version]),
            DeleteVersion => ("DeletePolicyVersion".into(), vec![arn, version]),
            Tag | Untag | ListTags => self.tagging(step),
            CreateCredential | UpdateCredential | ListCredentials | DeleteCredential => {
                self.of_credential(step)
            }
            GetLastUse => {
                ("GetAccessKeyLastUsed".into(), vec![pair("AccessKeyId", self.credential_id(step))])
            }
            CreateLogin | GetLogin | UpdateLogin | DeleteLogin => {
                let is_new = matches!(step.verb, CreateLogin | UpdateLogin);
                let password = pair("Password", if is_new { "Pass-w0rd" } else { "" });
                let reset = pair(
                    "PasswordResetRequired",
                    if is_new { text(step.flag()) } else { "".into() },
                );
                (format!("{named}Profile"), vec![user, password, reset])
            }
            CreateDevice => {
                let device = pair("VirtualMFADeviceName", step.other);
                ("CreateVirtualMFADevice".into(), [vec![device], tags(step.first_tags())].concat())
            }
            EnableDevice => {
                let codes =
                    [pair("AuthenticationCode1", "123456"), pair("AuthenticationCode2", "654321")];
                ("EnableMFADevice".into(), [vec![user, serial], codes.to_vec()].concat())
            }
            DeactivateDevice => ("DeactivateMFADevice".into(), vec![user, serial]),
            DeleteDevice => ("DeleteVirtualMFADevice".into(), vec![serial]),
            GetDevice => ("GetMFADevice".into(), vec![serial]),
            ListDevices => ("ListMFADevices".into(), vec![user]),
            ListVirtualDevices => {
                let status = ["", "Assigned", "Unassigned"][step.number % 3];
                ("ListVirtualMFADevices".into(), vec![pair("AssignmentStatus", status)])
            }
            CreateAlias | DeleteAlias => (
                format!("{}Account{}", &named[..6], &named[6..]),
                vec![pair("AccountAlias", step.alias())],
            ),
            ListAliases => ("ListAccountAliases".into(), vec![]),
            GetSummary => ("GetAccountSummary".into(), vec![]),
            GetDetails => {
                let kinds = ["User", "Group", "Role", "LocalManagedPolicy"];
                let kinds = kinds.iter().zip(1..);
                let filter = kinds.map(|(kind, n)| pair(&format!("Filter.member.{n}"), *kind));
                ("GetAccountAuthorizationDetails".into(), filter.collect())
            }
            GetCallerIdentity => (named, vec![]),
            AssumeRole => (named, self.assumption(step)),
            GetSessionToken => {
                (named, vec![pair("DurationSeconds", number(step.session_seconds()))])
            }
            GetFederationToken => {
                let seconds = pair("DurationSeconds", number(step.session_seconds()));
                (named, vec![pair("Name", "feder"), seconds])
            }
            Wait => (named, vec![]),
        }
    }

    fn creation(&self, step: &Step) -> (String, Parameters) {
        let name = pair(&step.kind.parameter(), step.name);
        let path = pair("Path", step.path.unwrap_or_default());
        let boundary = pair("PermissionsBoundary", self.first_boundary(step).unwrap_or_default());
        let more = match step.kind {
            Kind::User => [vec![boundary], tags(step.first_tags())].concat(),
            Kind::Group => vec![],
            Kind::Profile => tags(step.first_tags()),
            Kind::Role => {
                let trust = pair("AssumeRolePolicyDocument", step.trust());
                let description = pair("Description", step.description().unwrap_or_default());
                let seconds = pair("MaxSessionDuration", number(step.seconds()));
                [vec![boundary, trust, description, seconds], tags(step.first_tags())].concat()
            }
        };
        (format!("Create{}", step.kind.word()), [vec![name, path], more].concat())
    }

    fn tagging(&self, step: &Step) -> (String, Parameters) {
        let (word, resource) = match step.tagged() {
            Tagged::Holder(kind) => (kind.word(), pair(&kind.parameter(), step.name)),
            Tagged::Policy => ("Policy", pair("PolicyArn", self.arn_of_policy(step))),
            Tagged::Device => ("MFADevice", pair("SerialNumber", step.serial())),
        };
        let keys = step.keys().into_iter().zip(1..);
        let keys = keys.map(|(key, n)| pair(&format!("TagKeys.member.{n}"), key));
        match step.verb {
            Tag => (format!("Tag{word}"), [vec![resource], tags(step.tags())].concat()),
            Untag => (format!("Untag{word}"), [resource].into_iter().chain(keys).collect()),
            _ => (format!("List{word}Tags"), vec![resource]),
        }
    }

    fn of_credential(&self, step: &Step) -> (String, Parameters) {
        let credential = step.credential();
        let [create, word, list, id] = credential.words();
        let user = pair("UserName", step.name);
        let status =
            pair("Status", if step.number.is_multiple_of(3) { "Active" } else { "Inactive" });
        let id = pair(id, self.credential_id(step));
        let made_of = match credential {
            Credential::AccessKey => pair("", ""),
            Credential::SshKey => pair("SSHPublicKeyBody", step.key_body()),
            Credential::Certificate => pair("CertificateBody", step.key_body()),
            Credential::Service => pair("ServiceName", step.service()),
        };
        match step.verb {
            CreateCredential => (format!("{create}{word}"), vec![user, made_of]),
            UpdateCredential => (format!("Update{word}"), vec![user, id, status]),
            ListCredentials => (format!("List{list}"), vec![user]),
            _ => (format!("Delete{word}"), vec![user, id]),
        }
    }

    fn assumption(&self, step: &Step) -> Parameters {
        let tag = step.session_tag().map(|key| (key.to_owned(), "v".to_owned()));
        let inherited = step.session_tag().filter(|_| step.is_inherited());
        let parameters = vec![
            pair("RoleArn", self.arn_of_role(step)),
            pair("RoleSessionName", "s1"),
            pair("DurationSeconds", number(step.seconds())),
            pair("SourceIdentity", step.source_identity().unwrap_or_default()),
            pair("TransitiveTagKeys.member.1", inherited.unwrap_or_default()),
        ];
        [parameters, tags(tag.into_iter().collect())].concat()
    }

    /// Who signs: the root user, or of STS also those who have got keys.
    pub(super) fn signer(&self, step: &Step) -> Signer {
        let signer = self.signers.iter().rev().nth(step.signer()).filter(|_| step.is_of_sts());
        signer.cloned().unwrap_or(self.root())
    }

    pub(super) fn root(&self) -> Signer {
        Signer { key: "root".to_owned(), token: String::new() }
    }
}

fn update(step: &Step) -> Parameters {
    let name = pair(&step.kind.parameter(), step.name);
    if step.kind == Kind::Role {
        let description = pair("Description", step.description().unwrap_or_default());
        return vec![name, description, pair("MaxSessionDuration", number(step.seconds()))];
    }
    let new = pair(&format!("New{}", step.kind.parameter()), step.new_name().unwrap_or_default());
    vec![name, new, pair("NewPath", step.path.unwrap_or_default())]
}

fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn text(flag: Option<bool>) -> String {
    flag.map(|flag| flag.to_string()).unwrap_or_default()
}

fn number(number: Option<usize>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn tags(tags: Vec<(String, String)>) -> Parameters {
    let named = |(key, value): (String, String), n: usize| {
        [pair(&format!("Tags.member.{n}.Key"), key), pair(&format!("Tags.member.{n}.Value"), value)]
    };
    tags.into_iter().zip(1..).flat_map(|(tag, n)| named(tag, n)).collect()
}
