//! TABLE: passwords of users, and the account's rules for them.

use std::borrow::Cow;

use crate::iam::limits::{
    MAX_PASSWORD_AGE, MAX_SIGNIN_SESSION_DURATION, MINIMUM_PASSWORD_LENGTH, PASSWORD,
    PASSWORD_REUSE_PREVENTION, USER_NAME,
};
use crate::iam::structures::{LoginProfile, PasswordPolicy};
use crate::schema::block::operation;
use crate::types::text::Secret;

operation! {
    /// Changes the caller's own password
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html)).
    ChangePassword {
        /// The current password.
        old_password: Secret<'a> = "OldPassword": PASSWORD,
        /// The new password.
        new_password: Secret<'a> = "NewPassword": PASSWORD,
    }
    errors: NO_SUCH_ENTITY, INVALID_USER_TYPE, LIMIT_EXCEEDED, ENTITY_TEMPORARILY_UNMODIFIABLE,
            PASSWORD_POLICY_VIOLATION, SERVICE_FAILURE
}

operation! {
    /// Gives a user a password for the console
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html)).
    CreateLoginProfile {
        /// The user's name, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
        /// The password; required except in an `AssumeRoot` session.
        password: Option<Secret<'a>> = "Password": PASSWORD,
        /// Whether the user must choose a new password at next sign-in.
        password_reset_required: Option<bool> = "PasswordResetRequired",
        /// The longest sign-in session, in seconds, unset by default.
        max_signin_session_duration: Option<i32> = "MaxSigninSessionDuration": MAX_SIGNIN_SESSION_DURATION,
    } -> CreateLoginProfileResult {
        /// The new login profile.
        login_profile: LoginProfile<'a> = "LoginProfile",
    }
    errors: ENTITY_ALREADY_EXISTS, NO_SUCH_ENTITY, PASSWORD_POLICY_VIOLATION, LIMIT_EXCEEDED,
            SERVICE_FAILURE
}

operation! {
    /// Deletes the account's password policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountPasswordPolicy.html)).
    DeleteAccountPasswordPolicy {}
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Deletes a user's password
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html)).
    DeleteLoginProfile {
        /// The user's name, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
    }
    errors: ENTITY_TEMPORARILY_UNMODIFIABLE, NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Gets the account's password policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html)).
    GetAccountPasswordPolicy {} -> GetAccountPasswordPolicyResult {
        /// The password policy.
        password_policy: PasswordPolicy<'a> = "PasswordPolicy",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Tells whether and since when a user has a password
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html)).
    GetLoginProfile {
        /// The user's name, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": USER_NAME,
    } -> GetLoginProfileResult {
        /// The user's login profile.
        login_profile: LoginProfile<'a> = "LoginProfile",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Replaces the account's password policy; what is left out gets its default
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html)).
    UpdateAccountPasswordPolicy {
        /// How many characters a password must have, 6 by default.
        minimum_password_length: Option<i32> = "MinimumPasswordLength": MINIMUM_PASSWORD_LENGTH,
        /// Whether a password must have a symbol, `false` by default.
        require_symbols: Option<bool> = "RequireSymbols",
        /// Whether a password must have a digit, `false` by default.
        require_numbers: Option<bool> = "RequireNumbers",
        /// Whether a password must have an uppercase letter, `false` by default.
        require_uppercase_characters: Option<bool> = "RequireUppercaseCharacters",
        /// Whether a password must have a lowercase letter, `false` by default.
        require_lowercase_characters: Option<bool> = "RequireLowercaseCharacters",
        /// Whether users may change their own passwords, `false` by default.
        allow_users_to_change_password: Option<bool> = "AllowUsersToChangePassword",
        /// After how many days a password expires, never by default.
        max_password_age: Option<i32> = "MaxPasswordAge": MAX_PASSWORD_AGE,
        /// How many earlier passwords a user may not use again, 0 by default.
        password_reuse_prevention: Option<i32> = "PasswordReusePrevention": PASSWORD_REUSE_PREVENTION,
        /// Whether only an administrator can renew an expired password, `false` by default.
        hard_expiry: Option<bool> = "HardExpiry",
    }
    errors: NO_SUCH_ENTITY, MALFORMED_POLICY_DOCUMENT, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Changes a user's password or the length of the user's console sessions
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html)).
    UpdateLoginProfile {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The new password.
        password: Option<Secret<'a>> = "Password": PASSWORD,
        /// Whether the user must choose a new password at next sign-in.
        password_reset_required: Option<bool> = "PasswordResetRequired",
        /// The longest sign-in session, in seconds, unchanged by default.
        max_signin_session_duration: Option<i32> = "MaxSigninSessionDuration": MAX_SIGNIN_SESSION_DURATION,
        /// Whether to unset the longest sign-in session; excludes `MaxSigninSessionDuration`.
        reset_max_signin_session_duration: Option<bool> = "ResetMaxSigninSessionDuration",
    }
    errors: ENTITY_TEMPORARILY_UNMODIFIABLE, NO_SUCH_ENTITY, PASSWORD_POLICY_VIOLATION,
            LIMIT_EXCEEDED, INVALID_INPUT, SERVICE_FAILURE
}
