//! AssumeRoleWithWebIdentity, with tokens that nobody has signed.

use data_encoding::BASE64URL_NOPAD;
use iam_codec::sts::operations::{AssumeRoleWithWebIdentity, GetWebIdentityToken};
use serde_json::{Value, json};

use super::{Keys, assumed, emulator, identity, perform, role_arn, send};
use crate::{Refusal, refusal};

const SETUP: &str = "CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST
     CreateOpenIDConnectProvider &Url=https://oidc.example.com/id/A1&ClientIDList.member.1=sts.amazonaws.com";

fn with_provider() -> iam_emulator::Emulator {
    let emulator = emulator();
    perform(&emulator, SETUP);
    emulator
}

/// A token with these claims instead of the usual ones; `null` takes one away.
fn token(changed: Value) -> String {
    let mut claims = json!({
        "iss": "https://oidc.example.com/id/A1",
        "sub": "system:serviceaccount:default:app",
        "aud": ["other", "sts.amazonaws.com"],
        "exp": 1_700_000_001,
    });
    for (name, value) in changed.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    format!("{}.{}.{}", part(r#"{"alg":"RS256"}"#), part(&claims.to_string()), part("signature"))
}

fn request(token: &str) -> AssumeRoleWithWebIdentity<'static> {
    AssumeRoleWithWebIdentity {
        role_arn: role_arn("app").into(),
        role_session_name: "s1".into(),
        web_identity_token: token.to_owned().into(),
        ..Default::default()
    }
}

fn invalid(message: &str) -> Refusal {
    refusal(400, "InvalidIdentityToken", message)
}

#[test]
fn a_token_of_a_provider_of_the_account_is_taken() {
    let emulator = with_provider();
    let result = send(&emulator, &Keys::root(), request(&token(json!({})))).unwrap();
    assert_eq!(
        result.provider.as_deref(),
        Some("arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/A1")
    );
    assert_eq!(result.audience.as_deref(), Some("sts.amazonaws.com"));
    let subject = result.subject_from_web_identity_token.as_deref();
    assert_eq!(subject, Some("system:serviceaccount:default:app"));
    assert_eq!(result.source_identity, None);
    let user = result.assumed_role_user.unwrap();
    let [arn, id, _] = identity(&emulator, &Keys::of(result.credentials.unwrap())).unwrap();
    assert_eq!([arn, id], [user.arn.into_owned(), user.assumed_role_id.into_owned()]);
}

#[test]
fn a_token_says_what_the_session_carries() {
    let emulator = with_provider();
    let token = token(json!({
        "https://aws.amazon.com/source_identity": "anika",
        "https://aws.amazon.com/tags": {"principal_tags": {"Team": ["red"]}, "transitive_tag_keys": ["Team"]},
    }));
    let result = send(&emulator, &Keys::root(), request(&token)).unwrap();
    assert_eq!(result.source_identity.as_deref(), Some("anika"));
    let keys = Keys::of(result.credentials.unwrap());
    let next = super::assume(&role_arn("app"));
    let chained = assumed(&emulator, &keys, next);
    let state = serde_json::to_value(emulator.state()).unwrap();
    let session = &state["accounts"]["123456789012"]["sessions"][&chained.id];
    assert_eq!(session["tags"], json!([["Team", "red"]]));
    assert_eq!(session["source_identity"], "anika");
}

#[test]
fn a_token_that_cannot_be_used_is_refused() {
    let emulator = with_provider();
    let jwt = "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
    let unknown =
        "No OpenIDConnect provider found in your account for https://oidc.example.com/id/A2";
    let expired = "Token expired: current date/time 1700000000 must be before the expiration date/time \
                   1700000000";
    let cases = [
        ("abcd".to_owned(), invalid(jwt)),
        ("a.b.c".to_owned(), invalid(jwt)),
        ("a.W10.c".to_owned(), invalid(jwt)),
        (token(json!({"iss": null})), invalid("Missing a required claim: iss")),
        (token(json!({"sub": 1})), invalid("Missing a required claim: sub")),
        (token(json!({"aud": null})), invalid("Missing a required claim: aud")),
        (token(json!({"exp": null})), invalid("Missing a required claim: exp")),
        (token(json!({"iss": "https://oidc.example.com/id/A2"})), invalid(unknown)),
        (token(json!({"aud": "other"})), invalid("Incorrect token audience")),
        (token(json!({"exp": 1_700_000_000})), refusal(400, "ExpiredTokenException", expired)),
    ];
    for (token, refused) in cases {
        assert_eq!(send(&emulator, &Keys::root(), request(&token)), Err(refused), "{token}");
    }
}

#[test]
fn an_unknown_role_is_denied_without_its_name() {
    let emulator = with_provider();
    let request = AssumeRoleWithWebIdentity {
        role_arn: role_arn("nobody").into(),
        ..request(&token(json!({})))
    };
    let message = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    let refused = Err(refusal(403, "AccessDenied", message));
    assert_eq!(send(&emulator, &Keys::root(), request), refused);
}

#[test]
fn some_issuers_need_no_provider() {
    let emulator = with_provider();
    for issuer in ["accounts.google.com", "https://accounts.google.com"] {
        let token = token(json!({"iss": issuer, "aud": "client"}));
        let result = send(&emulator, &Keys::root(), request(&token)).unwrap();
        assert_eq!(result.provider.as_deref(), Some("accounts.google.com"));
        assert_eq!(result.audience.as_deref(), Some("client"));
    }
}

#[test]
fn opaque_tokens_are_not_served() {
    let emulator = with_provider();
    let request = AssumeRoleWithWebIdentity {
        provider_id: Some("www.amazon.com".into()),
        ..request("opaque")
    };
    let message = "This server does not serve AssumeRoleWithWebIdentity with a ProviderId.";
    let refused = Err(refusal(501, "NotImplemented", message));
    assert_eq!(send(&emulator, &Keys::root(), request), refused);
}

#[test]
fn tokens_for_others_are_given_to_nobody() {
    let emulator = emulator();
    let request = GetWebIdentityToken {
        audience: vec!["https://example.com".into()],
        signing_algorithm: "RS256".into(),
        ..Default::default()
    };
    let disabled = "OutboundWebIdentityFederation is disabled.";
    let refused = refusal(403, "OutboundWebIdentityFederationDisabledException", disabled);
    assert_eq!(send(&emulator, &Keys::root(), request.clone()), Err(refused));
    perform(&emulator, "EnableOutboundWebIdentityFederation");
    let message = "This server gives no tokens, since nobody could verify them.";
    let refused = refusal(501, "NotImplemented", message);
    assert_eq!(send(&emulator, &Keys::root(), request), Err(refused));
}
