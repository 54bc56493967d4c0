//! Who a caller is, and whose a key is.

use iam_codec::sts::operations::*;

use super::{Serve, Sts};
use crate::caller::owner_of_key;
use crate::outcome::Outcome;

impl<'a> Serve<'a> for GetCallerIdentity<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<GetCallerIdentityResult<'static>> {
        let caller = &sts.caller;
        Ok(GetCallerIdentityResult {
            user_id: Some(caller.identity.id.clone().into()),
            account: Some(caller.account.clone().into()),
            arn: Some(caller.identity.arn.clone().into()),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetAccessKeyInfo<'a> {
    fn serve(&self, _: &mut Sts<'_>) -> Outcome<GetAccessKeyInfoResult<'static>> {
        let account = Some(owner_of_key(&self.access_key_id).into());
        Ok(GetAccessKeyInfoResult { account, ..Default::default() })
    }
}
