//! Features that an organization has, and federation to other services.
//!
//! No account here belongs to an organization, so its features are refused as AWS refuses them then.

use iam_codec::ErrorCode;
use iam_codec::operations::*;

use super::{Iam, Outcome, Serve, failure};

/// Makes the operations that need an organization.
macro_rules! need_an_organization {
    ($($Operation:ident -> $Result:ident)*) => {$(
        impl<'a> Serve<'a> for $Operation<'a> {
            fn serve(&self, _: &mut Iam<'_>) -> Outcome<$Result<'static>> {
                let message = "You do not belong to an organization.";
                failure(ErrorCode::ORGANIZATION_NOT_FOUND_EXCEPTION, message)
            }
        }
    )*};
}

need_an_organization! {
    DisableOrganizationsRootCredentialsManagement -> DisableOrganizationsRootCredentialsManagementResult
    DisableOrganizationsRootSessions -> DisableOrganizationsRootSessionsResult
    EnableOrganizationsRootCredentialsManagement -> EnableOrganizationsRootCredentialsManagementResult
    EnableOrganizationsRootSessions -> EnableOrganizationsRootSessionsResult
    ListOrganizationsFeatures -> ListOrganizationsFeaturesResult
}

impl Iam<'_> {
    /// The refusal while federation to other services is disabled (recorded).
    fn federation_disabled<T>(&self) -> Outcome<T> {
        let id = &self.account.id;
        let message = format!("Outbound identity federation is disabled for account {id}");
        failure(ErrorCode::FEATURE_DISABLED, message)
    }
}

impl<'a> Serve<'a> for EnableOutboundWebIdentityFederation<'a> {
    fn serve(
        &self,
        iam: &mut Iam<'_>,
    ) -> Outcome<EnableOutboundWebIdentityFederationResult<'static>> {
        if iam.account.outbound_issuer.is_some() {
            let id = &iam.account.id;
            let message =
                format!("Outbound identity federation is already enabled for account {id}");
            return failure(ErrorCode::FEATURE_ENABLED, message);
        }
        let issuer = format!("https://{}.tokens.sts.global.api.aws", iam.ids.uuid());
        iam.account.outbound_issuer = Some(issuer.clone());
        Ok(EnableOutboundWebIdentityFederationResult {
            issuer_identifier: Some(issuer.into()),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DisableOutboundWebIdentityFederation<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        match iam.account.outbound_issuer.take() {
            Some(_) => Ok(()),
            None => iam.federation_disabled(),
        }
    }
}

impl<'a> Serve<'a> for GetOutboundWebIdentityFederationInfo<'a> {
    fn serve(
        &self,
        iam: &mut Iam<'_>,
    ) -> Outcome<GetOutboundWebIdentityFederationInfoResult<'static>> {
        let Some(issuer) = &iam.account.outbound_issuer else { return iam.federation_disabled() };
        Ok(GetOutboundWebIdentityFederationInfoResult {
            issuer_identifier: Some(issuer.clone().into()),
            jwt_vending_enabled: Some(true),
            ..Default::default()
        })
    }
}
