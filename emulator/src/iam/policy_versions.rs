//! The versions of managed policies.

use iam_codec::operations::*;
use iam_codec::{Entity, ErrorCode, Pages, structures};

use super::aws_policies::AwsPolicy;
use super::managed_policies::{Managed, check_managed};
use super::{Iam, Outcome, Serve, conflict_if, failure};
use crate::state::{Policy, PolicyVersion};

/// `v1` for example.
fn number_of(version_id: &str) -> Option<u32> {
    version_id.strip_prefix('v')?.parse().ok()
}

impl Policy {
    fn version(&self, number: u32) -> Option<&PolicyVersion> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The version as lists and creates have it.
    fn brief_version(&self, version: &PolicyVersion) -> structures::PolicyVersion<'static> {
        structures::PolicyVersion {
            version_id: Some(format!("v{}", version.number).into()),
            is_default_version: Some(version.number == self.default),
            create_date: Some(version.created.into()),
            ..Default::default()
        }
    }

    /// The version with its document.
    fn whole_version(&self, version: &PolicyVersion) -> structures::PolicyVersion<'static> {
        structures::PolicyVersion {
            document: Some(version.document.clone().into()),
            ..self.brief_version(version)
        }
    }
}

/// The one version of AWS's policies that is known.
fn aws_version(policy: &AwsPolicy) -> structures::PolicyVersion<'static> {
    structures::PolicyVersion {
        version_id: Some(format!("v{}", policy.version).into()),
        is_default_version: Some(true),
        create_date: Some(policy.updated.into()),
        ..Default::default()
    }
}

impl Managed<'_> {
    /// All versions, with their documents where those are known.
    pub(crate) fn versions(&self) -> Vec<structures::PolicyVersion<'static>> {
        match self {
            Managed::Own(policy) => {
                policy.versions.iter().map(|version| policy.whole_version(version)).collect()
            }
            Managed::Aws(policy) => vec![structures::PolicyVersion {
                document: policy.recorded_document().map(Into::into),
                ..aws_version(policy)
            }],
        }
    }
}

impl Iam<'_> {
    /// The number of a version that exists.
    fn version_number(&self, arn: &str, version_id: &str) -> Outcome<u32> {
        let number = number_of(version_id);
        let exists = |number: u32| match self.account.managed_policy(arn) {
            Some(Managed::Own(policy)) => policy.version(number).is_some(),
            Some(Managed::Aws(policy)) => policy.version == number,
            None => false,
        };
        let missing = || Entity::PolicyVersion(arn, version_id).not_found();
        number.filter(|number| exists(*number)).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for CreatePolicyVersion<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreatePolicyVersionResult<'static>> {
        let created = iam.now;
        let policy = iam.own_policy_mut(&self.policy_arn)?;
        check_managed(&self.policy_document)?;
        if policy.versions.len() >= 5 {
            let message = "A managed policy can have up to 5 versions. Before you create a new \
                           version, you must delete an existing version.";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        policy.newest += 1;
        policy.updated = created;
        let document = self.policy_document.to_string();
        policy.versions.insert(0, PolicyVersion { number: policy.newest, document, created });
        if self.set_as_default == Some(true) {
            policy.default = policy.newest;
        }
        let version = policy.brief_version(&policy.versions[0]);
        Ok(CreatePolicyVersionResult { policy_version: Some(version), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetPolicyVersion<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetPolicyVersionResult<'static>> {
        let number = iam.version_number(&self.policy_arn, &self.version_id)?;
        let version = match iam.managed_policy(&self.policy_arn)? {
            Managed::Own(policy) => {
                policy.version(number).map(|version| policy.whole_version(version))
            }
            Managed::Aws(policy) => Some(structures::PolicyVersion {
                document: Some(policy.document()?.into()),
                ..aws_version(policy)
            }),
        };
        Ok(GetPolicyVersionResult { policy_version: version, ..Default::default() })
    }
}

impl<'a> Serve<'a> for ListPolicyVersions<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListPolicyVersionsResult<'static>> {
        let versions: Vec<_> = match iam.managed_policy(&self.policy_arn)? {
            Managed::Own(policy) => {
                policy.versions.iter().map(|version| policy.brief_version(version)).collect()
            }
            Managed::Aws(policy) => vec![aws_version(policy)],
        };
        let page = self.page(versions, |version| version.version_id.as_deref().unwrap_or(""))?;
        Ok(ListPolicyVersionsResult {
            versions: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for SetDefaultPolicyVersion<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let number = iam.version_number(&self.policy_arn, &self.version_id)?;
        iam.own_policy_mut(&self.policy_arn)?.default = number;
        Ok(())
    }
}

impl<'a> Serve<'a> for DeletePolicyVersion<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let number = iam.version_number(&self.policy_arn, &self.version_id)?;
        let policy = iam.own_policy_mut(&self.policy_arn)?;
        let message = "Cannot delete the default version of a policy.";
        conflict_if(policy.default == number, message)?;
        policy.versions.retain(|version| version.number != number);
        Ok(())
    }
}
