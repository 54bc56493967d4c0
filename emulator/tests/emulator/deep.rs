//! Documents that are nested as deeply as fits: they are answered, in a thread with the usual stack.

use data_encoding::{BASE64, BASE64URL_NOPAD};

use super::{Emulator, TRUST, encoded, error};

/// A text of this length that opens something again and again.
fn deep(opening: &str, length: usize) -> String {
    opening.repeat(length / opening.len())
}

/// Status and code of the answer to a document in this parameter.
fn answer(action: &str, version: &str, parameters: &str, document: &str) -> (u16, String) {
    let emulator = Emulator::new();
    emulator.perform(&format!(
        "CreateUser &UserName=a
         CreateRole &RoleName=a&AssumeRolePolicyDocument={}
         CreateSAMLProvider &Name=a&SAMLMetadataDocument={}",
        encoded(TRUST),
        "x".repeat(1000),
    ));
    let body = format!("Action={action}&Version={version}{parameters}={}", encoded(document));
    let (status, code, _) = error(&emulator.post(&body));
    (status, code)
}

#[test]
fn deep_policies_are_malformed() {
    for opening in ["[", r#"{"a":"#, r#"{"Statement":["#] {
        for (action, parameters, length) in [
            ("CreatePolicy", "&PolicyName=b&PolicyDocument", 131_000),
            ("PutUserPolicy", "&UserName=a&PolicyName=b&PolicyDocument", 131_000),
            ("CreateRole", "&RoleName=b&AssumeRolePolicyDocument", 131_000),
        ] {
            let found = answer(action, "2010-05-08", parameters, &deep(opening, length));
            assert_eq!(found, (400, "MalformedPolicyDocument".to_owned()), "{action} {opening}");
        }
    }
}

#[test]
fn deep_tokens_and_assertions_are_invalid() {
    let invalid = (400, "InvalidIdentityToken".to_owned());
    let role = "&RoleArn=arn:aws:iam::123456789012:role/a";
    for opening in ["[", r#"{"a":"#] {
        let claims = BASE64URL_NOPAD.encode(deep(opening, 14_000).as_bytes());
        let parameters = format!("{role}&RoleSessionName=s1&WebIdentityToken");
        let token = format!("e30.{claims}.c2ln");
        let found = answer("AssumeRoleWithWebIdentity", "2011-06-15", &parameters, &token);
        assert_eq!(found, invalid, "{opening}");
    }
    for opening in ["<a>", "<Assertion>"] {
        let assertion = BASE64.encode(deep(opening, 74_000).as_bytes());
        let provider = "&PrincipalArn=arn:aws:iam::123456789012:saml-provider/a";
        let parameters = format!("{role}{provider}&SAMLAssertion");
        let found = answer("AssumeRoleWithSAML", "2011-06-15", &parameters, &assertion);
        assert_eq!(found, invalid, "{opening}");
    }
}
