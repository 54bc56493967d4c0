//! Who callers are.

use iam_codec::sts::operations::{GetAccessKeyInfo, GetFederationToken};

use super::{
    Keys, assume, assumed, emulator, identity, perform, role_arn, send, session_of, text, user,
};
use crate::refusal;

const TRUST: &str = "&AssumeRolePolicyDocument=$TRUST";

#[test]
fn the_root_user_is_whoever_has_an_unknown_key_or_the_number_of_an_account() {
    let emulator = emulator();
    let root = |account: &str| {
        Ok([format!("arn:aws:iam::{account}:root"), account.to_owned(), account.to_owned()])
    };
    assert_eq!(identity(&emulator, &Keys::root()), root("123456789012"));
    let other = Keys { id: "000000000001".to_owned(), token: None };
    assert_eq!(identity(&emulator, &other), root("000000000001"));
    // Whoever has a session elsewhere may send its token.
    let with_token = Keys { id: "ASIAUNKNOWN".to_owned(), token: Some("token".to_owned()) };
    assert_eq!(identity(&emulator, &with_token), root("123456789012"));
}

#[test]
fn a_user_is_named_with_path_and_id() {
    let emulator = emulator();
    let anika = user(&emulator, "anika");
    let id = text(&emulator, "UserId", "GetUser", "&UserName=anika");
    let arn = "arn:aws:iam::123456789012:user/team/anika".to_owned();
    let expected = Ok([arn, id, "123456789012".to_owned()]);
    assert_eq!(identity(&emulator, &anika), expected);
    // So is a session of the user, who is seen by IAM too.
    assert_eq!(identity(&emulator, &session_of(&emulator, &anika)), expected);
    // Another name changes the ARN, and the session is still the user's.
    let session = session_of(&emulator, &anika);
    perform(&emulator, "UpdateUser &UserName=anika&NewUserName=zoe&NewPath=/");
    let [arn, ..] = identity(&emulator, &session).unwrap();
    assert_eq!(arn, "arn:aws:iam::123456789012:user/zoe");
}

#[test]
fn a_session_of_a_role_is_named_without_the_path_of_the_role() {
    let emulator = emulator();
    perform(&emulator, &format!("CreateRole &RoleName=App&Path=/a/b/{TRUST}"));
    let id = text(&emulator, "RoleId", "GetRole", "&RoleName=App");
    let result = send(&emulator, &Keys::root(), assume(&role_arn("a/b/App"))).unwrap();
    let user = result.assumed_role_user.unwrap();
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/App/s1");
    assert_eq!(user.assumed_role_id, format!("{id}:s1"));
    let keys = Keys::of(result.credentials.unwrap());
    let expected =
        [user.arn.into_owned(), user.assumed_role_id.into_owned(), "123456789012".to_owned()];
    assert_eq!(identity(&emulator, &keys), Ok(expected));
}

#[test]
fn a_federated_user_is_named_by_account_and_name() {
    let emulator = emulator();
    let request = GetFederationToken { name: "bob".into(), ..Default::default() };
    let result = send(&emulator, &user(&emulator, "anika"), request).unwrap();
    let bob = result.federated_user.unwrap();
    assert_eq!(bob.federated_user_id, "123456789012:bob");
    assert_eq!(bob.arn, "arn:aws:sts::123456789012:federated-user/bob");
    let [arn, id, _] = identity(&emulator, &Keys::of(result.credentials.unwrap())).unwrap();
    assert_eq!((arn, id), (bob.arn.into_owned(), bob.federated_user_id.into_owned()));
}

#[test]
fn a_key_tells_its_account() {
    let emulator = emulator();
    let account = |key: &str| {
        let request =
            GetAccessKeyInfo { access_key_id: key.to_owned().into(), ..Default::default() };
        send(&emulator, &Keys::root(), request).map(|info| info.account.unwrap().into_owned())
    };
    let anika = user(&emulator, "anika");
    assert_eq!(account(&anika.id), Ok("123456789012".to_owned()));
    assert_eq!(account("AKIAIOSFODNN7EXAMPLE"), Ok("123456789012".to_owned()));
    // A session of a role of another account.
    let other = Keys { id: "000000000001".to_owned(), token: None };
    let session = session_of(&emulator, &other);
    assert_eq!(account(&session.id), Ok("000000000001".to_owned()));
}

#[test]
fn iam_sees_the_session_of_a_user_as_the_user_and_others_as_nobody() {
    let emulator = emulator();
    let anika = user(&emulator, "anika");
    perform(&emulator, &format!("CreateRole &RoleName=app{TRUST}"));
    let own = "Action=GetUser&Version=2010-05-08";
    let signed = |keys: &Keys| {
        let signature = format!(
            "AWS4-HMAC-SHA256 Credential={}/20231114/us-east-1/iam/aws4_request, S=0",
            keys.id
        );
        let request = http::Request::get(format!("/?{own}"))
            .header("Authorization", signature)
            .header("X-Amz-Security-Token", keys.token.as_deref().unwrap_or_default());
        crate::Answer::of(emulator.answer(&request.body("").unwrap()))
    };
    let of_user = signed(&session_of(&emulator, &anika));
    assert!(of_user.body.contains("<UserName>anika</UserName>"), "{}", of_user.body);
    let of_role = signed(&assumed(&emulator, &anika, assume(&role_arn("app"))));
    let message = "Must specify userName when calling with non-User credentials";
    assert_eq!(crate::error(&of_role), refusal(400, "ValidationError", message));
}
