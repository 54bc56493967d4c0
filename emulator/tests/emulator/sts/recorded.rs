//! What STS answered in September 2026: the source is in `testdata/README.md`.

use serde_json::Value;

use super::{Keys, emulator, perform, respond, user};
use crate::error;

/// Cases that depend on what no emulator here has: permissions, and an endpoint for all regions.
const NOT_SERVED: [&str; 5] = [
    "denied, no allow",
    "denied, explicit deny",
    "denied, boundary",
    "denied, tags without the permission",
    "global endpoint",
];

const DEVICE: &str = "CreateVirtualMFADevice &VirtualMFADeviceName=phone&Path=/devices/
     EnableMFADevice &UserName=anika&SerialNumber=arn:aws:iam::123456789012:mfa/devices/phone\
     &AuthenticationCode1=123456&AuthenticationCode2=654321";

#[test]
fn answers_as_recorded_whatever_the_account() {
    let text = include_str!("../../../../testdata/sts/recorded.json");
    let cases: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut refused = 0;
    for case in &cases {
        let Some(code) = case["code"].as_str() else { continue };
        let answer = super::answer(&emulator(), &Keys::root(), case["body"].as_str().unwrap());
        let (status, found, message) = error(&answer);
        assert_eq!((status, &*found), (400, code), "{case}");
        if let Some(expected) = case["message"].as_str() {
            assert_eq!(message, expected, "{case}");
        }
        refused += 1;
    }
    assert_eq!((cases.len(), refused), (38, 26));
}

#[test]
fn answers_as_recorded_with_what_the_account_has() {
    let text = include_str!("../../../../testdata/sts/exchanges.json");
    let cases: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut served = 0;
    for case in &cases {
        let text = |key: &str| case[key].as_str();
        if NOT_SERVED.contains(&text("case").unwrap()) {
            continue;
        }
        let emulator = emulator();
        let anika = user(&emulator, "anika");
        if text("before") == Some("the device is of the caller") {
            perform(&emulator, DEVICE);
        }
        let response = respond(&emulator, &anika, text("body").unwrap());
        assert_eq!(response.status().as_u16(), case["status"], "{case}");
        served += 1;
        let Some(code) = text("code") else { continue };
        let (_, found, message) = error(&crate::Answer::of(response));
        let caller = "arn:aws:iam::123456789012:user/team/anika";
        let expected = text("message").unwrap().replace("{caller}", caller);
        assert_eq!((found, message), (code.to_owned(), expected), "{case}");
    }
    assert_eq!((cases.len(), served), (20, 15));
}
