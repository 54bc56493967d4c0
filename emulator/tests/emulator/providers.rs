//! Identity providers and server certificates, as recorded from IAM in September 2026 (radkawar/stackd,
//! `internal/services/iam/testdata`: `federation/oidc.json`, `federation/saml.json`,
//! `certificates_aws.json`).

use super::{Emulator, refusal};

const ARN: &str = "&OpenIDConnectProviderArn=arn:aws:iam::123456789012:oidc-provider";

fn thumbprint(digit: char) -> String {
    digit.to_string().repeat(40)
}

#[test]
fn lists_of_an_open_id_connect_provider_are_kept_as_iam_keeps_them() {
    let emulator = Emulator::new();
    let (large, small) = (thumbprint('A'), thumbprint('a'));
    emulator.perform(&format!(
        "CreateOpenIDConnectProvider &Url=https://Example.com:443/path/&ClientIDList.member.1=z&ClientIDList.member.2=a&ClientIDList.member.3=z&ThumbprintList.member.1={large}&ThumbprintList.member.2={small}"
    ));
    let arn = format!("{ARN}/Example.com/path/");
    let get = |name| emulator.texts(name, "GetOpenIDConnectProvider", &arn);
    assert_eq!(get("Url"), ["Example.com/path/"]);
    assert_eq!(get("member"), ["z", "a", &small, &small]);
    let update = "UpdateOpenIDConnectProviderThumbprint";
    emulator.perform(&format!("{update} {arn}&ThumbprintList.member.1={}", thumbprint('C')));
    assert_eq!(get("member"), ["z", "a", &thumbprint('c')]);
    let message = "Thumbprint list must contain at least one entry.";
    let refused = refusal(400, "InvalidInput", message);
    assert_eq!(emulator.refused(update, &format!("{arn}&ThumbprintList=")), refused);
}

#[test]
fn an_open_id_connect_provider_has_no_query_and_no_fragment() {
    let emulator = Emulator::new();
    for url in ["https://example.com/?q=value", "https://example.com/%23fragment"] {
        let refused = emulator.refused("CreateOpenIDConnectProvider", &format!("&Url={url}"));
        assert_eq!(refused, refusal(400, "InvalidInput", ""), "{url}");
    }
}

#[test]
fn a_saml_provider_allows_encryption_and_requires_it_with_a_key() {
    let emulator = Emulator::new();
    let create = format!("&Name=idp&SAMLMetadataDocument={}", "x".repeat(1000));
    let message =
        "Unable to set assertion encryption mode to Required because no private key is provided.";
    let refused = refusal(400, "ValidationError", message);
    let required = format!("{create}&AssertionEncryptionMode=Required");
    assert_eq!(emulator.refused("CreateSAMLProvider", &required), refused);
    emulator.perform(&format!("CreateSAMLProvider {create}"));

    let arn = "&SAMLProviderArn=arn:aws:iam::123456789012:saml-provider/idp";
    let get = |name| emulator.texts(name, "GetSAMLProvider", arn);
    assert_eq!(get("AssertionEncryptionMode"), ["Allowed"]);
    assert!(emulator.call("GetSAMLProvider", arn).body.contains("<PrivateKeyList/>"));
    let update =
        |parameters: &str| emulator.refused("UpdateSAMLProvider", &format!("{arn}{parameters}"));
    let message = "Unable to update identity provider. No updates are defined for metadata or \
                   encryption assertion.";
    assert_eq!(update(""), refusal(400, "ValidationError", message));
    let message =
        "Failed to set assertion encryption mode to Required because no private key is present.";
    let required = "&AssertionEncryptionMode=Required";
    assert_eq!(update(required), refusal(400, "InvalidInput", message));

    let add = "&AddPrivateKey=key";
    for _ in 0..2 {
        emulator.perform(&format!("UpdateSAMLProvider {arn}{add}"));
    }
    let limit = "Private key limit of 2 is reached.";
    assert_eq!(update(add), refusal(409, "LimitExceeded", limit));
    emulator.perform(&format!("UpdateSAMLProvider {arn}{required}"));
    assert_eq!(get("AssertionEncryptionMode"), ["Required"]);
    let keys = get("KeyId");
    let remove = |key: &str| format!("&RemovePrivateKey={key}");
    let message = "Unable to add and remove private keys in the same request. Set a value for only \
                   one of the two parameters.";
    let both = format!("{add}{}", remove(&keys[0]));
    assert_eq!(update(&both), refusal(400, "ValidationError", message));
    emulator.perform(&format!("UpdateSAMLProvider {arn}{}", remove(&keys[0])));
    let message = "Failed to remove private key.";
    assert_eq!(update(&remove(&keys[1])), refusal(400, "InvalidInput", message));
    assert_eq!(get("KeyId"), keys[1..]);
}

#[test]
fn a_server_certificate_is_read_without_a_line_feed_at_the_end() {
    let emulator = Emulator::new();
    let body = "-----BEGIN CERTIFICATE-----%0Ax%0A-----END CERTIFICATE-----";
    emulator.perform(&format!(
        "UploadServerCertificate &ServerCertificateName=web&CertificateBody={body}%0A&PrivateKey=x"
    ));
    let name = "&ServerCertificateName=web";
    let read = emulator.texts("CertificateBody", "GetServerCertificate", name);
    assert_eq!(read, ["-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"]);
}
