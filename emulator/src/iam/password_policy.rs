//! The rules for passwords, and the password of the caller.

use iam_codec::operations::*;
use iam_codec::{ErrorCode, structures};

use super::{Iam, Outcome, Serve, failure};
use crate::state::PasswordPolicy;

impl Iam<'_> {
    fn no_password_policy<T>(&self) -> Outcome<T> {
        let id = &self.account.id;
        let message = format!("The Password Policy with domain name {id} cannot be found.");
        failure(ErrorCode::NO_SUCH_ENTITY, message)
    }
}

impl<'a> Serve<'a> for UpdateAccountPasswordPolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        // Whatever is not sent goes back to its default.
        iam.account.password_policy = Some(PasswordPolicy {
            minimum_length: self.minimum_password_length.unwrap_or(6),
            symbols: self.require_symbols.unwrap_or(false),
            numbers: self.require_numbers.unwrap_or(false),
            uppercase: self.require_uppercase_characters.unwrap_or(false),
            lowercase: self.require_lowercase_characters.unwrap_or(false),
            users_may_change: self.allow_users_to_change_password.unwrap_or(false),
            max_age_days: self.max_password_age,
            reuse_prevention: self.password_reuse_prevention,
            hard_expiry: self.hard_expiry,
        });
        Ok(())
    }
}

impl<'a> Serve<'a> for GetAccountPasswordPolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetAccountPasswordPolicyResult<'static>> {
        let Some(policy) = &iam.account.password_policy else { return iam.no_password_policy() };
        let password_policy = structures::PasswordPolicy {
            minimum_password_length: Some(policy.minimum_length),
            require_symbols: Some(policy.symbols),
            require_numbers: Some(policy.numbers),
            require_uppercase_characters: Some(policy.uppercase),
            require_lowercase_characters: Some(policy.lowercase),
            allow_users_to_change_password: Some(policy.users_may_change),
            expire_passwords: Some(policy.max_age_days > Some(0)),
            max_password_age: policy.max_age_days,
            password_reuse_prevention: policy.reuse_prevention,
            hard_expiry: policy.hard_expiry,
            ..Default::default()
        };
        Ok(GetAccountPasswordPolicyResult { password_policy, ..Default::default() })
    }
}

impl<'a> Serve<'a> for DeleteAccountPasswordPolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        match iam.account.password_policy.take() {
            Some(_) => Ok(()),
            None => iam.no_password_policy(),
        }
    }
}

impl<'a> Serve<'a> for ChangePassword<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let (user, now) = (iam.user_or_caller(&None)?, iam.now);
        iam.login_profile_mut(&user)?.changed = now;
        Ok(())
    }
}
