//! TABLE: who a caller or a key is, and what a refusal says.

use std::borrow::Cow;

use crate::schema::block::operation;
use crate::sts::limits::{ACCESS_KEY_ID, ENCODED_MESSAGE};

operation! {
    /// Decodes what a service says of a refusal
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html)).
    DecodeAuthorizationMessage {
        /// The encoded message.
        encoded_message: Cow<'a, str> = "EncodedMessage": ENCODED_MESSAGE,
    } -> DecodeAuthorizationMessageResult {
        /// The message, in JSON.
        decoded_message: Option<Cow<'a, str>> = "DecodedMessage",
    }
    errors: INVALID_AUTHORIZATION_MESSAGE_EXCEPTION
}

operation! {
    /// Tells which account an access key belongs to
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html)).
    GetAccessKeyInfo {
        /// The access key's ID.
        access_key_id: Cow<'a, str> = "AccessKeyId": ACCESS_KEY_ID,
    } -> GetAccessKeyInfoResult {
        /// The account's number.
        account: Option<Cow<'a, str>> = "Account",
    }
    errors:
}

operation! {
    /// Tells who the caller is
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)).
    GetCallerIdentity {
    } -> GetCallerIdentityResult {
        /// The caller's ID: a user's, or a role's with the session's name.
        user_id: Option<Cow<'a, str>> = "UserId",
        /// The account's number.
        account: Option<Cow<'a, str>> = "Account",
        /// The caller's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
    }
    errors:
}
