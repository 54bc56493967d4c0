//! Roles that are linked to a service: only the service may change them, and a task deletes them.
//!
//! The task is over as soon as it is begun.

use iam_codec::operations::*;
use iam_codec::structures::{self, DeletionTaskStatus};
use iam_codec::{ErrorCode, Resource};

use super::{Iam, Outcome, Serve, aws_policies, failure};
use crate::state::{Policies, Role};

/// What a service names its role, the policy of the role, and whether there may be several.
struct Link {
    role: String,
    policy: Option<String>,
    takes_suffix: bool,
}

/// What was recorded of a service, or else a name made from the service's, as other emulators do.
fn link(service: &str) -> Link {
    let mut rows = aws_policies::rows(include_str!("../../data/service_linked_roles.tsv"));
    if let Some([_, role, policy, suffix]) = rows.find(|row| row[0] == service).as_deref() {
        return Link {
            role: (*role).to_owned(),
            policy: Some(format!("arn:aws:iam::aws:policy/aws-service-role/{policy}")),
            takes_suffix: *suffix == "s",
        };
    }
    let label = service.split('.').next().unwrap_or_default();
    let (first, rest) = label.split_at_checked(1).unwrap_or_default();
    let role = format!("AWSServiceRoleFor{}{rest}", first.to_ascii_uppercase());
    Link { role, policy: None, takes_suffix: true }
}

impl<'a> Serve<'a> for CreateServiceLinkedRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateServiceLinkedRoleResult<'static>> {
        let service = &*self.aws_service_name;
        let link = link(service);
        let name = match &self.custom_suffix {
            Some(_) if !link.takes_suffix => {
                let message = format!("Custom suffix is not allowed for {service}");
                return failure(ErrorCode::INVALID_INPUT, message);
            }
            Some(suffix) => format!("{}_{suffix}", link.role),
            None => link.role,
        };
        if iam.account.roles.contains(&name) {
            let message = format!(
                "Service role name {name} has been taken in this account, please try a different suffix."
            );
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let role = Role {
            path: format!("/aws-service-role/{service}/"),
            id: iam.ids.unique("AROA"),
            created: iam.now,
            policies: Policies {
                attached: link.policy.into_iter().collect(),
                ..Default::default()
            },
            trust: format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"Service":"{service}"}},"Action":"sts:AssumeRole"}}]}}"#
            ),
            description: self.description.as_deref().map(str::to_owned),
            max_session_seconds: 3600,
            service: Some(service.to_owned()),
            name: name.clone(),
            ..Default::default()
        };
        // Recorded: the creation has another spelling of the trust policy than all reads.
        let trust = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{{"Service":["{service}"]}}}}]}}"#
        );
        let created = structures::Role {
            assume_role_policy_document: Some(trust.into()),
            description: None,
            ..iam.account.brief_role(&role)
        };
        iam.account.roles.insert(&name, role);
        Ok(CreateServiceLinkedRoleResult { role: Some(created), ..Default::default() })
    }
}

impl<'a> Serve<'a> for DeleteServiceLinkedRole<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<DeleteServiceLinkedRoleResult<'static>> {
        let role = iam.account.roles.get(&self.role_name);
        let Some(role) = role else { return iam.repeated_deletion(&self.role_name) };
        let Some(service) = &role.service else {
            let message = format!("{} exists but is not a service role.", role.name);
            return failure(ErrorCode::NO_SUCH_ENTITY, message);
        };
        let name = role.name.clone();
        let task = format!("task/aws-service-role/{service}/{name}/{}", iam.ids.uuid());
        iam.account.roles.remove(&name);
        iam.account.deletions.insert(task.clone(), name);
        Ok(DeleteServiceLinkedRoleResult { deletion_task_id: task.into(), ..Default::default() })
    }
}

impl Iam<'_> {
    /// Recorded: whoever asks again gets the id of the same task.
    fn repeated_deletion(&self, name: &str) -> Outcome<DeleteServiceLinkedRoleResult<'static>> {
        let mut deletions = self.account.deletions.iter();
        let Some((task, _)) = deletions.find(|(_, role)| role.eq_ignore_ascii_case(name)) else {
            return Err(Resource::Role(name.to_owned().into()).not_found());
        };
        Ok(DeleteServiceLinkedRoleResult {
            deletion_task_id: task.clone().into(),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetServiceLinkedRoleDeletionStatus<'a> {
    fn serve(
        &self,
        iam: &mut Iam<'_>,
    ) -> Outcome<GetServiceLinkedRoleDeletionStatusResult<'static>> {
        let task = &*self.deletion_task_id;
        if iam.account.deletions.contains_key(task) {
            return Ok(GetServiceLinkedRoleDeletionStatusResult {
                status: DeletionTaskStatus::Succeeded,
                ..Default::default()
            });
        }
        let has_form = task.starts_with("task/aws-service-role/") && task.split('/').count() == 5;
        if !has_form {
            return failure(ErrorCode::INVALID_INPUT, "Invalid task id");
        }
        failure(ErrorCode::NO_SUCH_ENTITY, "Cannot find deletion status for given id.")
    }
}
