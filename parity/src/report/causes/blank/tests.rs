//! Texts, and what is left of them.

use super::*;

#[test]
fn names_numbers_and_quoted_parts_are_blanked() {
    for (text, operation, blanked) in [
        ("", "", ""),
        ("no words", "", "no words"),
        ("404 of 17 and 2x3", "", "404 of N and NxN"),
        ("4040 of 1", "", "N of N"),
        ("40 of 1", "", "N of N"),
        ("a 'b c' d \"e\" f", "", "a '…' d \"…\" f"),
        ("a 'b\"c' d\"", "", "a '…' d\""),
        ("a 'b", "", "a 'b"),
        ("a '' b", "", "a '…' b"),
        ("in GetUser 7", "GetUser", "in <operation> N"),
        ("in GetUser 7", "", "in Get* N"),
        ("a\u{1b}b", "", "a\\u{1b}b"),
    ] {
        assert_eq!(blank(text, operation), blanked, "{text}");
    }
}

#[test]
fn types_of_resources_are_one_family() {
    for word in [
        "ServerCertificate",
        "InstanceProfile",
        "OpenIDConnectProvider",
        "SAMLProvider",
        "VirtualMFADevice",
        "MFADevice",
        "server certificate",
        "instance profile",
        "Instance Profile",
        "OIDC provider",
        "SAML provider",
        "User",
        "Role",
        "Group",
        "Policy",
        "user",
        "role",
        "group",
        "policy",
        "MFA device",
    ] {
        assert_eq!(family(&format!("a {word} b")), "a * b");
    }
    assert_eq!(family("a key"), "a key");
}
