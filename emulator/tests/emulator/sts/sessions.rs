//! What sessions are: their keys, how long they last, and when they are over.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use iam_codec::Timestamp;
use iam_codec::sts::operations::{AssumeRole, GetFederationToken, GetSessionToken};

use super::{
    Keys, assume, assumed, at, emulator, identity, perform, role_arn, send, session_of, user,
};
use crate::{Refusal, refusal};

const ROLE: &str = "CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST";

fn invalid() -> Refusal {
    let message = "The security token included in the request is invalid.";
    refusal(403, "InvalidClientTokenId", message)
}

#[test]
fn credentials_have_the_form_of_aws() {
    let emulator = emulator();
    let result = send(&emulator, &Keys::root(), GetSessionToken::default()).unwrap();
    let credentials = result.credentials.unwrap();
    let is_base64 = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    };
    assert_eq!((credentials.access_key_id.len(), &credentials.access_key_id[..4]), (20, "ASIA"));
    assert_eq!(credentials.secret_access_key.len(), 40);
    assert_eq!(credentials.session_token.len(), 356);
    assert!(is_base64(&credentials.secret_access_key) && is_base64(&credentials.session_token));
}

#[test]
fn a_longer_token_is_given_to_those_who_ask() {
    let size = |least: i32| {
        let request =
            GetSessionToken { minimum_session_token_size: Some(least), ..Default::default() };
        let result = send(&emulator(), &Keys::root(), request).unwrap();
        result.credentials.unwrap().session_token.len()
    };
    assert_eq!([size(0), size(4096)], [356, 4096]);
}

#[test]
fn the_same_seed_gives_the_same_credentials() {
    let credentials = |seed| {
        let emulator = emulator().with_seed(seed);
        send(&emulator, &Keys::root(), GetSessionToken::default()).unwrap()
    };
    assert_eq!(credentials(1), credentials(1));
    assert_ne!(credentials(1), credentials(2));
}

#[test]
fn sessions_last_as_long_as_is_asked_or_as_is_usual() {
    let emulator = emulator();
    perform(&emulator, &format!("{ROLE}&MaxSessionDuration=43200"));
    let anika = user(&emulator, "anika");
    let session_token = |keys: &Keys, seconds| {
        let request = GetSessionToken { duration_seconds: seconds, ..Default::default() };
        send(&emulator, keys, request).unwrap().credentials.unwrap()
    };
    let federation_token = |keys: &Keys, seconds| {
        let name = "bob".into();
        let request = GetFederationToken { name, duration_seconds: seconds, ..Default::default() };
        send(&emulator, keys, request).unwrap().credentials.unwrap()
    };
    let role = |keys: &Keys, duration_seconds| {
        let request = AssumeRole { duration_seconds, ..assume(&role_arn("app")) };
        send(&emulator, keys, request).unwrap().credentials.unwrap()
    };
    let root = Keys::root();
    let cases = [
        (session_token(&anika, None), 43_200),
        (session_token(&anika, Some(129_600)), 129_600),
        (session_token(&root, None), 3600),
        (session_token(&root, Some(900)), 900),
        (session_token(&root, Some(129_600)), 3600),
        (federation_token(&anika, None), 43_200),
        (federation_token(&root, Some(43_200)), 3600),
        (role(&root, None), 3600),
        (role(&root, Some(900)), 900),
        (role(&anika, Some(43_200)), 43_200),
    ];
    for (credentials, seconds) in cases {
        assert_eq!(credentials.expiration.as_unix() - 1_700_000_000, seconds);
    }
}

#[test]
fn a_session_ends_with_its_last_second() {
    let now = Arc::new(AtomicU64::new(1_700_000_000));
    let clock = now.clone();
    let emulator = iam_emulator::Emulator::new()
        .with_clock(move || Timestamp::from_unix(clock.load(Ordering::Relaxed)).unwrap());
    perform(&emulator, ROLE);
    let request = AssumeRole { duration_seconds: Some(900), ..assume(&role_arn("app")) };
    let session = assumed(&emulator, &Keys::root(), request);
    now.store(1_700_000_899, Ordering::Relaxed);
    assert!(identity(&emulator, &session).is_ok());
    now.store(1_700_000_900, Ordering::Relaxed);
    let message = "The security token included in the request is expired";
    assert_eq!(identity(&emulator, &session), Err(refusal(403, "ExpiredToken", message)));

    // It is remembered as long as the longest one lasts, after which it is not known.
    let code = |seconds: u64| {
        now.store(1_700_000_900 + seconds, Ordering::Relaxed);
        session_of(&emulator, &Keys::root());
        identity(&emulator, &session).unwrap_err().1
    };
    assert_eq!([code(129_599), code(129_600)], ["ExpiredToken", "InvalidClientTokenId"]);
}

#[test]
fn sessions_that_nobody_remembers_take_no_room() {
    let now = Arc::new(AtomicU64::new(1_700_000_000));
    let clock = now.clone();
    let emulator = iam_emulator::Emulator::new()
        .with_clock(move || Timestamp::from_unix(clock.load(Ordering::Relaxed)).unwrap());
    let kept = || serde_json::to_string(&emulator.state()).unwrap().matches("\"ASIA").count();
    let most = (0..100).map(|_| {
        session_of(&emulator, &Keys::root());
        now.fetch_add(86_400, Ordering::Relaxed);
        kept()
    });
    // One is remembered for 37 hours.
    assert_eq!(most.max(), Some(2));
}

/// The AWS CLI keeps sessions in files.
#[test]
fn a_session_from_before_a_reset_opens_nothing() {
    let emulator = emulator();
    let session = session_of(&emulator, &Keys::root());
    emulator.reset();
    assert_eq!(identity(&emulator, &session), Err(invalid()));
    // Whoever signs with a session of AWS is the root user, as with any other key.
    let of_aws = Keys { token: Some("IQoJb3JpZ2luX2Vj".to_owned()), ..session };
    assert!(identity(&emulator, &of_aws).is_ok());
}

#[test]
fn a_session_needs_its_own_token() {
    let emulator = emulator();
    let [one, other] = [(); 2].map(|()| session_of(&emulator, &Keys::root()));
    for token in [None, Some(String::new()), other.token.clone()] {
        let keys = Keys { token, ..one.clone() };
        assert_eq!(identity(&emulator, &keys), Err(invalid()), "{keys:?}");
    }
    assert!(identity(&emulator, &one).is_ok());
}

#[test]
fn the_session_of_a_role_ends_with_the_role() {
    let emulator = emulator();
    perform(&emulator, ROLE);
    let session = assumed(&emulator, &Keys::root(), assume(&role_arn("app")));
    perform(&emulator, "DeleteRole &RoleName=app");
    assert_eq!(identity(&emulator, &session), Err(invalid()));
    // Another role of the same name is another role.
    perform(&emulator, ROLE);
    assert_eq!(identity(&emulator, &session), Err(invalid()));
}

#[test]
fn an_inactive_key_opens_nothing() {
    let emulator = emulator();
    let anika = user(&emulator, "anika");
    let update = |status: &str| {
        let id = &anika.id;
        format!("UpdateAccessKey &UserName=anika&AccessKeyId={id}&Status={status}")
    };
    perform(&emulator, &update("Inactive"));
    assert_eq!(identity(&emulator, &anika), Err(invalid()));
    perform(&emulator, &update("Active"));
    assert!(identity(&emulator, &anika).is_ok());
}

#[test]
fn sessions_are_in_the_state_that_is_saved() {
    let emulator = emulator();
    perform(&emulator, ROLE);
    let anika = user(&emulator, "anika");
    let sessions = [
        assumed(&emulator, &anika, assume(&role_arn("app"))),
        session_of(&emulator, &anika),
        session_of(&emulator, &Keys::root()),
    ];
    let saved = serde_json::to_string(&emulator.state()).unwrap();
    let loaded = at(1_700_000_001);
    loaded.restore(serde_json::from_str(&saved).unwrap());
    assert_eq!(loaded.state(), emulator.state());
    for session in &sessions {
        assert_eq!(identity(&loaded, session), identity(&emulator, session));
    }
    assert!(!saved.contains("SecretAccessKey"));
    // Whoever begins another one there does not get the same.
    assert!(!sessions.contains(&session_of(&loaded, &anika)));
}

#[test]
fn a_refused_request_begins_no_session() {
    let emulator = emulator();
    let state = emulator.state();
    send(&emulator, &Keys::root(), assume(&role_arn("nobody"))).unwrap_err();
    assert_eq!(emulator.state(), state);
}
