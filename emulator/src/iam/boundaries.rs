//! Permissions boundaries of users and roles.

use std::borrow::Cow;

use iam_codec::operations::*;
use iam_codec::structures::{AttachedPermissionsBoundary, PermissionsBoundaryType};
use iam_codec::{Entity, ErrorCode};

use super::{Failure, Iam, Outcome, Serve};

/// A boundary as answers have it. Its type is `Policy` on the wire, which the service's model does not
/// list (recorded).
pub(crate) fn attached(arn: Option<&str>) -> Option<AttachedPermissionsBoundary<'static>> {
    Some(AttachedPermissionsBoundary {
        permissions_boundary_type: Some(PermissionsBoundaryType::from("Policy")),
        permissions_boundary_arn: Some(arn?.to_owned().into()),
        ..Default::default()
    })
}

/// Refuses to delete a boundary where there is none (recorded, but not the words).
fn take(boundary: &mut Option<String>) -> Outcome<()> {
    let missing = || Failure::new(ErrorCode::NO_SUCH_ENTITY);
    boundary.take().map(drop).ok_or_else(missing)
}

impl Iam<'_> {
    /// Refuses a boundary that does not exist.
    pub(crate) fn check_boundary(&self, arn: &Option<Cow<'_, str>>) -> Outcome<()> {
        let missing = arn.as_deref().filter(|arn| !self.has_policy(arn));
        missing.map_or(Ok(()), |arn| Err(Entity::PermissionsBoundary(arn).not_found()))
    }
}

impl<'a> Serve<'a> for PutUserPermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.user(&self.user_name)?;
        iam.check_boundary(&Some(self.permissions_boundary.clone()))?;
        iam.user_mut(&self.user_name)?.boundary = Some(self.permissions_boundary.to_string());
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteUserPermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        take(&mut iam.user_mut(&self.user_name)?.boundary)
    }
}

impl<'a> Serve<'a> for PutRolePermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.own_role_mut(&self.role_name)?;
        iam.check_boundary(&Some(self.permissions_boundary.clone()))?;
        iam.role_mut(&self.role_name)?.boundary = Some(self.permissions_boundary.to_string());
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteRolePermissionsBoundary<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        take(&mut iam.own_role_mut(&self.role_name)?.boundary)
    }
}
