//! AssumeRole: which roles, for how long, and what goes from a session to those that it begins.

use iam_codec::sts::operations::{AssumeRole, GetFederationToken, GetSessionToken};
use iam_codec::sts::structures::PolicyDescriptorType;
use serde_json::Value;

use super::{Keys, assume, assumed, emulator, perform, role_arn, send, session_of, user};
use crate::{OTHER, pairs, refusal};

const ROLES: &str = "CreateRole &RoleName=one&Path=/a/&AssumeRolePolicyDocument=$TRUST
                     CreateRole &RoleName=two&AssumeRolePolicyDocument=$TRUST&MaxSessionDuration=7200";

fn with_roles() -> iam_emulator::Emulator {
    let emulator = emulator();
    perform(&emulator, ROLES);
    emulator
}

#[test]
fn a_role_that_does_not_exist_is_denied_like_one_that_is_forbidden() {
    let emulator = with_roles();
    let anika = user(&emulator, "anika");
    let callers = [
        (Keys::root(), "arn:aws:iam::123456789012:root"),
        (anika.clone(), "arn:aws:iam::123456789012:user/team/anika"),
        (
            assumed(&emulator, &anika, assume(&role_arn("two"))),
            "arn:aws:sts::123456789012:assumed-role/two/s1",
        ),
    ];
    for (keys, caller) in callers {
        for arn in [
            "arn:aws:iam::123456789012:role/nobody",
            // The path and the spelling of the name count.
            "arn:aws:iam::123456789012:role/one",
            "arn:aws:iam::123456789012:role/b/one",
            "arn:aws:iam::123456789012:role/TWO",
            "arn:aws:iam::123456789012:user/two",
            "arn:aws:iam::999999999999:role/two",
            "arn:aws-cn:iam::123456789012:role/two",
        ] {
            let message = format!(
                "User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}"
            );
            let refused = Err(refusal(403, "AccessDenied", &message));
            assert_eq!(send(&emulator, &keys, assume(arn)), refused);
        }
    }
}

#[test]
fn a_role_of_another_account_can_be_assumed() {
    let emulator = with_roles();
    let other = Keys { id: "999999999999".to_owned(), token: None };
    let result = send(&emulator, &other, assume(&role_arn("two"))).unwrap();
    let user = result.assumed_role_user.unwrap();
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/two/s1");
    let [_, _, account] =
        super::identity(&emulator, &Keys::of(result.credentials.unwrap())).unwrap();
    assert_eq!(account, "123456789012");
}

#[test]
fn a_session_lasts_no_longer_than_the_role_or_the_chain_allows() {
    let emulator = with_roles();
    let of_role = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    let of_chain = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by \
                    role chaining.";
    let chained = assumed(&emulator, &Keys::root(), assume(&role_arn("a/one")));
    let of_user = session_of(&emulator, &user(&emulator, "anika"));
    let cases = [
        (Keys::root(), "a/one", 3600, None),
        (Keys::root(), "a/one", 3601, Some(of_role)),
        (Keys::root(), "two", 7200, None),
        (Keys::root(), "two", 7201, Some(of_role)),
        (chained.clone(), "two", 3600, None),
        (chained.clone(), "two", 3601, Some(of_chain)),
        // If both are exceeded, the role comes first.
        (chained, "two", 7201, Some(of_role)),
        // A session of a user does not make a chain.
        (of_user, "two", 7200, None),
    ];
    for (keys, role, seconds, refused) in cases {
        let request = AssumeRole { duration_seconds: Some(seconds), ..assume(&role_arn(role)) };
        let answer = send(&emulator, &keys, request).map(drop);
        let expected =
            refused.map_or(Ok(()), |message| Err(refusal(400, "ValidationError", message)));
        assert_eq!(answer, expected, "{role} for {seconds} seconds");
    }
}

#[test]
fn a_source_identity_goes_along_and_stays() {
    let emulator = with_roles();
    let with = |name: &str, source_identity: Option<&'static str>| AssumeRole {
        source_identity: source_identity.map(Into::into),
        ..assume(&role_arn(name))
    };
    let first = send(&emulator, &Keys::root(), with("two", Some("anika"))).unwrap();
    assert_eq!(first.source_identity.as_deref(), Some("anika"));
    let keys = Keys::of(first.credentials.unwrap());
    let second = send(&emulator, &keys, with("a/one", None)).unwrap();
    assert_eq!(second.source_identity.as_deref(), Some("anika"));
    let keys = Keys::of(second.credentials.unwrap());
    let message = "The source identity is already set for this assume role session";
    let refused = Err(refusal(400, "ValidationError", message));
    assert_eq!(send(&emulator, &keys, with("two", Some("zoe"))), refused);
    assert_eq!(send(&emulator, &keys, with("two", Some("anika"))).map(drop), Ok(()));

    let without = send(&emulator, &Keys::root(), with("two", None)).unwrap();
    assert_eq!(without.source_identity, None);
}

/// The tags of a session, as the state has them.
fn tags(emulator: &iam_emulator::Emulator, keys: &Keys) -> (Value, Value) {
    let state = serde_json::to_value(emulator.state()).unwrap();
    let session = &state["accounts"]["123456789012"]["sessions"][&keys.id];
    (session["tags"].clone(), session["transitive_tag_keys"].clone())
}

#[test]
fn transitive_tags_go_along_and_cannot_be_changed() {
    let emulator = with_roles();
    let tagged = |name: &str, given: &[(&str, &str)], transitive: &[&'static str]| AssumeRole {
        tags: Some(pairs(given)),
        transitive_tag_keys: Some(transitive.iter().map(|key| (*key).into()).collect()),
        ..assume(&role_arn(name))
    };
    let request = tagged("two", &[("Team", "red"), ("Phase", "1")], &["team"]);
    let first = assumed(&emulator, &Keys::root(), request);
    let all = serde_json::json!([["Team", "red"], ["Phase", "1"]]);
    assert_eq!(tags(&emulator, &first), (all, serde_json::json!(["team"])));

    // What is not transitive stays behind.
    let second = assumed(&emulator, &first, tagged("a/one", &[("Phase", "2")], &[]));
    let all = serde_json::json!([["Phase", "2"], ["Team", "red"]]);
    assert_eq!(tags(&emulator, &second), (all, serde_json::json!(["team"])));

    let message = "One of the specified transitive tag keys can't be set because it conflicts with a \
                   transitive tag key from the calling session.";
    let refused = Err(refusal(400, "InvalidParameterValue", message));
    for transitive in [&[][..], &["TEAM"]] {
        let request = tagged("two", &[("TEAM", "blue")], transitive);
        assert_eq!(send(&emulator, &second, request), refused);
    }
}

#[test]
fn the_packed_size_is_there_if_something_is_packed() {
    let emulator = with_roles();
    let size = |request: AssumeRole<'static>| {
        send(&emulator, &Keys::root(), request).unwrap().packed_policy_size
    };
    let plain = || assume(&role_arn("two"));
    assert_eq!(size(plain()), None);
    assert_eq!(size(AssumeRole { tags: Some(Vec::new()), ..plain() }), None);
    assert_eq!(size(AssumeRole { tags: Some(pairs(&[("a", "b")])), ..plain() }), Some(1));
    assert_eq!(size(AssumeRole { policy: Some(OTHER.into()), ..plain() }), Some(5));
    let arn = PolicyDescriptorType {
        arn: Some("arn:aws:iam::aws:policy/ReadOnlyAccess".into()),
        ..Default::default()
    };
    assert_eq!(size(AssumeRole { policy_arns: Some(vec![arn]), ..plain() }), Some(2));
    let request = GetFederationToken { name: "bob".into(), ..Default::default() };
    let federated = send(&emulator, &Keys::root(), request).unwrap();
    assert_eq!(federated.packed_policy_size, Some(0));
}

#[test]
fn a_policy_that_means_nothing_is_refused_after_the_role() {
    let emulator = with_roles();
    let with_policy =
        |name: &str| AssumeRole { policy: Some("policy".into()), ..assume(&role_arn(name)) };
    let (status, code, _) = send(&emulator, &Keys::root(), with_policy("two")).unwrap_err();
    assert_eq!((status, &*code), (400, "MalformedPolicyDocument"));
    let (status, code, _) = send(&emulator, &Keys::root(), with_policy("nobody")).unwrap_err();
    assert_eq!((status, &*code), (403, "AccessDenied"));
}

#[test]
fn a_device_must_be_the_callers() {
    let emulator = with_roles();
    let anika = user(&emulator, "anika");
    let phone = "arn:aws:iam::123456789012:mfa/phone";
    perform(&emulator, "CreateVirtualMFADevice &VirtualMFADeviceName=phone");
    let with = |serial: Option<&str>, code: Option<&'static str>| AssumeRole {
        serial_number: serial.map(|serial| serial.to_owned().into()),
        token_code: code.map(Into::into),
        ..assume(&role_arn("two"))
    };
    let message = "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA \
                   serial number is valid and associated with this user.";
    let refused = Err(refusal(403, "AccessDenied", message));
    let both = || with(Some(phone), Some("123456"));
    assert_eq!(send(&emulator, &anika, both()), refused);

    let codes = "&AuthenticationCode1=123456&AuthenticationCode2=654321";
    let enable = format!("EnableMFADevice &UserName=anika&SerialNumber={phone}{codes}");
    perform(&emulator, &enable);
    assert_eq!(send(&emulator, &anika, both()).map(drop), Ok(()));
    let request = GetSessionToken {
        serial_number: Some(phone.into()),
        token_code: Some("123456".into()),
        ..Default::default()
    };
    assert_eq!(send(&emulator, &anika, request.clone()).map(drop), Ok(()));
    let message = refused.clone().unwrap_err();
    assert_eq!(send(&emulator, &Keys::root(), request), Err(message));
    for half in [with(Some(phone), None), with(None, Some("123456"))] {
        assert_eq!(send(&emulator, &anika, half), refused);
    }
}

#[test]
fn sessions_get_no_sessions_of_users() {
    let emulator = with_roles();
    let anika = user(&emulator, "anika");
    let sessions =
        [session_of(&emulator, &anika), assumed(&emulator, &anika, assume(&role_arn("two")))];
    for session in sessions {
        let message = "Cannot call GetSessionToken with session credentials";
        let refused = Err(refusal(403, "AccessDenied", message));
        assert_eq!(send(&emulator, &session, GetSessionToken::default()), refused);
        let message = "Cannot call GetFederationToken with session credentials";
        let refused = Err(refusal(403, "AccessDenied", message));
        let request = GetFederationToken { name: "bob".into(), ..Default::default() };
        assert_eq!(send(&emulator, &session, request), refused);
    }
}
