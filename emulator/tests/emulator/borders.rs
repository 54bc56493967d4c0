//! The emulator's bounds, each at n - 1, n and n + 1: how many there may be of a thing, how long reports last and sessions of
//! the root user, how long tokens and keys are, how much a policy takes.
//!
//! Elsewhere: tags (`tags.rs`), access keys and instance profiles (`families.rs`), certificates, keys of services and of
//! providers (`credentials.rs`, `providers.rs`), versions (`policies.rs`), sessions of roles (`sts/assume_role.rs`), how long a
//! session that is over is remembered (`sts/sessions.rs`), bodies and turns (`server.rs`).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::BASE64;
use iam_codec::sts::operations::{GetFederationToken, GetSessionToken};
use iam_codec::{Tag, Timestamp};

use crate::sts::{Keys, send};
use crate::{Emulator, encoded, refusal};

/// Two users, a group and a role, and eleven groups and 21 policies of the names `1`, `2`, ….
fn crowd() -> Emulator {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=anika
         CreateGroup &GroupName=admins
         CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST
         CreateOpenIDConnectProvider &Url=https://oidc.example.com",
    );
    for n in 1..=21 {
        emulator.perform(&format!("CreatePolicy &PolicyName={n}&PolicyDocument=$POLICY"));
        emulator.perform(&format!("CreateGroup &GroupName={n}"));
    }
    emulator
}

#[test]
fn there_are_as_many_as_the_quota_allows() {
    let policy = "&PolicyArn=arn:aws:iam::123456789012:policy/$N";
    for (action, parameters, most, name) in [
        ("AddUserToGroup", "&UserName=anika&GroupName=$N", 10, "GroupsPerUser"),
        ("AttachUserPolicy", &format!("&UserName=anika{policy}"), 10, "PoliciesPerUser"),
        ("AttachGroupPolicy", &format!("&GroupName=admins{policy}"), 10, "PoliciesPerGroup"),
        ("AttachRolePolicy", &format!("&RoleName=app{policy}"), 20, "PoliciesPerRole"),
        (
            "AddClientIDToOpenIDConnectProvider",
            "&OpenIDConnectProviderArn=arn:aws:iam::123456789012:oidc-provider/oidc.example.com&ClientID=$N",
            100,
            "ClientIdsPerOpenIdConnectProvider",
        ),
    ] {
        let emulator = crowd();
        let parameters = |n: usize| parameters.replace("$N", &n.to_string());
        for n in 1..=most {
            emulator.perform(&format!("{action} {}", parameters(n)));
        }
        let message = format!("Cannot exceed quota for {name}: {most}");
        let refused = emulator.refused(action, &parameters(most + 1));
        assert_eq!(refused, refusal(409, "LimitExceeded", &message));
        // What is there already needs no room.
        emulator.perform(&format!("{action} {}", parameters(most)));
    }
}

/// An RSA key whose modulus has this many bits and ends with a number.
fn key(bits: usize, number: u8) -> String {
    let mut modulus = vec![0; bits.div_ceil(8)];
    modulus[0] = 1 << ((bits - 1) % 8);
    modulus.push(0);
    modulus.rotate_right(1);
    *modulus.last_mut().unwrap() = number;
    let parts = [&b"ssh-rsa"[..], &[1, 0, 1], &modulus];
    let blob = parts.map(|part| [&u32::try_from(part.len()).unwrap().to_be_bytes(), part].concat());
    encoded(&format!("ssh-rsa {}", BASE64.encode(&blob.concat()))).replace('+', "%2B")
}

#[test]
fn a_user_has_five_public_keys_of_2048_bits() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika");
    let upload = |bits, n| format!("&UserName=anika&SSHPublicKeyBody={}", key(bits, n));
    let short = refusal(400, "InvalidPublicKey", "Invalid body for public key");
    assert_eq!(emulator.refused("UploadSSHPublicKey", &upload(2047, 1)), short);
    for (n, bits) in (1..).zip([2048, 2049, 2048, 4096, 2056]) {
        emulator.perform(&format!("UploadSSHPublicKey {}", upload(bits, n)));
    }
    let quota = refusal(409, "LimitExceeded", "Cannot exceed quota for SSHPublicKeysPerUser: 5");
    assert_eq!(emulator.refused("UploadSSHPublicKey", &upload(2048, 6)), quota);
}

/// An emulator with a clock that can be set.
pub(super) fn with_clock() -> (Emulator, impl Fn(u64)) {
    let now = Arc::new(AtomicU64::new(1_700_000_000));
    let clock = now.clone();
    let emulator = iam_emulator::Emulator::new()
        .with_clock(move || Timestamp::from_unix(clock.load(Ordering::Relaxed)).unwrap());
    (Emulator(emulator), move |seconds| now.store(1_700_000_000 + seconds, Ordering::Relaxed))
}

#[test]
fn a_report_is_good_for_four_hours() {
    for (seconds, is_good) in [(14_399, true), (14_400, false), (14_401, false)] {
        let (emulator, set) = with_clock();
        emulator.perform("GenerateCredentialReport\nGenerateCredentialReport");
        set(seconds);
        let answer = emulator.call("GetCredentialReport", "");
        assert_eq!(answer.status, if is_good { 200 } else { 410 }, "{}", answer.body);
        assert_eq!(answer.body.contains("<Code>ReportExpired</Code>"), !is_good);
        // A new one is started when the old one is too old.
        let state = emulator.texts("State", "GenerateCredentialReport", "");
        assert_eq!(state, [if is_good { "COMPLETE" } else { "STARTED" }], "{seconds}");
    }
}

#[test]
fn metadata_are_valid_for_a_hundred_years() {
    let emulator = Emulator::new();
    let metadata = "x".repeat(1000);
    emulator.perform(&format!("CreateSAMLProvider &Name=idp&SAMLMetadataDocument={metadata}"));
    let arn = "&SAMLProviderArn=arn:aws:iam::123456789012:saml-provider/idp";
    // The leap days of a hundred years are missing.
    assert_eq!(emulator.texts("ValidUntil", "GetSAMLProvider", arn), ["2123-10-21T22:13:20.000Z"]);
}

#[test]
fn a_session_of_the_root_user_lasts_an_hour_and_a_token_has_at_least_356_characters() {
    let emulator = Emulator::new().0;
    let credentials = |seconds, size| {
        let request = GetSessionToken {
            duration_seconds: seconds,
            minimum_session_token_size: size,
            ..Default::default()
        };
        let credentials = send(&emulator, &Keys::root(), request).unwrap().credentials.unwrap();
        (credentials.expiration.as_unix() - 1_700_000_000, credentials.session_token.len())
    };
    for (seconds, lasts) in [(3599, 3599), (3600, 3600), (3601, 3600)] {
        assert_eq!(credentials(Some(seconds), None), (lasts, 356));
    }
    for (size, len) in [(355, 356), (356, 356), (357, 357)] {
        assert_eq!(credentials(None, Some(size)), (3600, len));
    }
}

#[test]
fn policies_and_tags_take_100_percent_of_2048_bytes() {
    let emulator = Emulator::new().0;
    let percent = |bytes: usize| {
        // A key of three bytes, and a value of at most 256.
        let lens = (0..bytes).step_by(200).map(|at| (bytes - at).min(200));
        let tags = lens.enumerate().map(|(n, len)| {
            let tag = format!("{n:03}{}", "v".repeat(len.saturating_sub(3)));
            let (key, value) = tag.split_at(len.min(3));
            Tag::new(key.to_owned(), value.to_owned())
        });
        let tags = Some(tags.collect());
        let request = GetFederationToken { name: "bob".into(), tags, ..Default::default() };
        send(&emulator, &Keys::root(), request).unwrap().packed_policy_size.unwrap()
    };
    for (bytes, expected) in [
        (0, 0),
        (1, 1),
        (20, 1),
        (21, 2),
        (1024, 50),
        (1025, 51),
        (2027, 99),
        (2028, 100),
        (2048, 100),
        (2049, 100),
        (4096, 100),
    ] {
        assert_eq!(percent(bytes), expected, "{bytes}");
    }
}
