//! The requests of steps.

use super::rows::encoded;
use super::steps::{Kind, Step, Verb::*};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

impl Step {
    /// The access key of the signature.
    pub(super) fn signer<'k>(&self, key: &'k str) -> &'k str {
        if self.verb == GetCallerIdentity { key } else { "root" }
    }

    pub(super) fn body(&self, key: &str) -> String {
        let (action, parameters) = self.request(key);
        let is_of_sts = matches!(self.verb, GetCallerIdentity | AssumeRole);
        let version = if is_of_sts { "2011-06-15" } else { "2010-05-08" };
        let mut body = format!("Action={action}&Version={version}");
        for (name, value) in parameters {
            body += &format!("&{name}={}", encoded(&value));
        }
        body
    }

    /// The action and its parameters.
    pub(super) fn request(&self, key: &str) -> (String, Vec<(String, String)>) {
        let (word, name) = (self.kind.word(), (self.kind.parameter(), self.name.to_owned()));
        let of = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let user = of("UserName", self.name);
        let arn = ("PolicyArn".to_owned(), self.policy());
        let inline = of("PolicyName", self.other);
        let document = of("PolicyDocument", self.document());
        let version = ("VersionId".to_owned(), format!("v{}", self.version()));
        let key = of("AccessKeyId", key);
        let group = of("GroupName", self.other);
        let all = |parameters: &[(String, String)]| parameters.to_vec();
        match self.verb {
            Create => (format!("Create{word}"), self.creation(name)),
            Get => (format!("Get{word}"), all(&[name])),
            List => (format!("List{word}s"), vec![]),
            Update => (format!("Update{word}"), self.update(name)),
            Delete => (format!("Delete{word}"), all(&[name])),
            AddUser => ("AddUserToGroup".into(), all(&[user, group])),
            RemoveUser => ("RemoveUserFromGroup".into(), all(&[user, group])),
            ListGroupsForUser => ("ListGroupsForUser".into(), all(&[user])),
            Attach => (format!("Attach{word}Policy"), all(&[name, arn])),
            Detach => (format!("Detach{word}Policy"), all(&[name, arn])),
            ListAttached => (format!("ListAttached{word}Policies"), all(&[name])),
            PutInline => (format!("Put{word}Policy"), all(&[name, inline, document])),
            GetInline => (format!("Get{word}Policy"), all(&[name, inline])),
            ListInline => (format!("List{word}Policies"), all(&[name])),
            DeleteInline => (format!("Delete{word}Policy"), all(&[name, inline])),
            CreatePolicy => ("CreatePolicy".into(), self.tagged_creation(vec![inline, document])),
            GetPolicy => ("GetPolicy".into(), all(&[arn])),
            ListPolicies => ("ListPolicies".into(), all(&[of("Scope", "Local")])),
            DeletePolicy => ("DeletePolicy".into(), all(&[arn])),
            CreateVersion => {
                let default = of("SetAsDefault", if self.is_active() { "true" } else { "false" });
                ("CreatePolicyVersion".into(), all(&[arn, document, default]))
            }
            GetVersion => ("GetPolicyVersion".into(), all(&[arn, version])),
            ListVersions => ("ListPolicyVersions".into(), all(&[arn])),
            SetDefaultVersion => ("SetDefaultPolicyVersion".into(), all(&[arn, version])),
            DeleteVersion => ("DeletePolicyVersion".into(), all(&[arn, version])),
            Tag | Untag | ListTags => self.tagging(name, arn),
            CreateKey => ("CreateAccessKey".into(), all(&[user])),
            UpdateKey => {
                let status = of("Status", if self.is_active() { "Active" } else { "Inactive" });
                ("UpdateAccessKey".into(), all(&[user, key, status]))
            }
            ListKeys => ("ListAccessKeys".into(), all(&[user])),
            DeleteKey => ("DeleteAccessKey".into(), all(&[user, key])),
            GetCallerIdentity => ("GetCallerIdentity".into(), vec![]),
            AssumeRole => {
                let role = ("RoleArn".to_owned(), Kind::Role.arn(self.name));
                ("AssumeRole".into(), all(&[role, of("RoleSessionName", "s1")]))
            }
        }
    }

    fn creation(&self, name: (String, String)) -> Vec<(String, String)> {
        match self.kind {
            Kind::User => self.tagged_creation(vec![name]),
            Kind::Group => vec![name],
            Kind::Role => {
                let trust = ("AssumeRolePolicyDocument".to_owned(), TRUST.to_owned());
                self.tagged_creation(vec![name, trust])
            }
        }
    }

    /// The parameters, and every second time tags.
    fn tagged_creation(&self, mut parameters: Vec<(String, String)>) -> Vec<(String, String)> {
        if self.has_tags() {
            parameters.extend(tag_parameters(&self.tags()));
        }
        parameters
    }

    fn update(&self, name: (String, String)) -> Vec<(String, String)> {
        match self.kind {
            Kind::Role => {
                let description = ("Description".to_owned(), format!("d{}", self.number));
                vec![name, description, ("MaxSessionDuration".to_owned(), self.seconds())]
            }
            kind => vec![name, (format!("New{}", kind.parameter()), self.other.to_owned())],
        }
    }

    fn tagging(
        &self,
        name: (String, String),
        arn: (String, String),
    ) -> (String, Vec<(String, String)>) {
        let (word, resource) = match self.tagged() {
            Some(kind) => (kind.word(), name),
            None => ("Policy", arn),
        };
        let keys = self.keys().into_iter().zip(1..);
        let keys = keys.map(|(key, n)| (format!("TagKeys.member.{n}"), key));
        match self.verb {
            Tag => (format!("Tag{word}"), [vec![resource], tag_parameters(&self.tags())].concat()),
            Untag => (format!("Untag{word}"), [resource].into_iter().chain(keys).collect()),
            _ => (format!("List{word}Tags"), vec![resource]),
        }
    }
}

fn tag_parameters(tags: &[(String, String)]) -> Vec<(String, String)> {
    let parameters = tags.iter().zip(1..).flat_map(|((key, value), n)| {
        [
            (format!("Tags.member.{n}.Key"), key.clone()),
            (format!("Tags.member.{n}.Value"), value.clone()),
        ]
    });
    parameters.collect()
}
