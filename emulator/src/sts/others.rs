//! Operations that AWS refuses to an account like those here.

use iam_codec::ErrorCode;
use iam_codec::sts::operations::*;

use super::roles::access_denied;
use super::{Serve, Sts};
use crate::outcome::{Outcome, failure};

impl<'a> Serve<'a> for AssumeRoot<'a> {
    /// No account belongs to an organization, whose management account alone may do this (recorded).
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<AssumeRootResult<'static>> {
        let principal = &*self.target_principal;
        let arn = match principal.starts_with("arn:") {
            true => principal.to_owned(),
            false => format!("arn:aws:iam::{principal}:root"),
        };
        Err(access_denied(&sts.caller, "sts:AssumeRoot", &arn))
    }
}

impl<'a> Serve<'a> for GetWebIdentityToken<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<GetWebIdentityTokenResult<'static>> {
        let account = sts.accounts.get(&sts.caller.account);
        if account.is_none_or(|account| account.outbound_issuer.is_none()) {
            let message = "OutboundWebIdentityFederation is disabled.";
            let code = ErrorCode::OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION;
            return failure(code, message);
        }
        let message = "This server gives no tokens, since nobody could verify them.";
        failure(ErrorCode::NOT_IMPLEMENTED, message)
    }
}
