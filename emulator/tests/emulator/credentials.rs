//! SSH keys, signing certificates and credentials for single services, as recorded from IAM in September
//! 2026 (radkawar/stackd, `internal/services/iam/testdata`: `certificates_aws.json`,
//! `certificate_edges_aws.json`, `service_credentials_aws.json`).

use super::{Emulator, encoded, refusal};

const SSH: &str = include_str!("../keys/k1.pub");
const PEM: &str = include_str!("../keys/k1.pem");
const CERTIFICATES: [&str; 3] = [
    include_str!("../keys/c1.pem"),
    include_str!("../keys/c2.pem"),
    include_str!("../keys/c3.pem"),
];

fn with_users() -> Emulator {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika\nCreateUser &UserName=zoe");
    emulator
}

#[test]
fn an_ssh_key_is_read_in_both_spellings() {
    let emulator = with_users();
    let commented = format!("{} anika@laptop", SSH.trim_end());
    for (user, body) in [("anika", &*commented), ("zoe", PEM)] {
        let upload = format!("&UserName={user}&SSHPublicKeyBody={}", encoded(body));
        let id = emulator.texts("SSHPublicKeyId", "UploadSSHPublicKey", &upload).remove(0);
        assert_eq!((id.len(), &id[..4]), (20, "APKA"));
        let get = format!("&UserName={user}&SSHPublicKeyId={id}");
        for (encoding, expected) in [("SSH", SSH.trim_end()), ("PEM", PEM)] {
            let get = format!("{get}&Encoding={encoding}");
            let body = emulator.texts("SSHPublicKeyBody", "GetSSHPublicKey", &get);
            assert_eq!(body, [expected]);
            // As `ssh-keygen -l -E md5` has it.
            let fingerprint = emulator.texts("Fingerprint", "GetSSHPublicKey", &get);
            assert_eq!(fingerprint, ["67:eb:f1:9e:7a:00:74:bd:13:56:88:6f:33:19:70:5b"]);
        }
    }
    let again = format!("&UserName=anika&SSHPublicKeyBody={}", encoded(PEM));
    let message = "Duplicate SSH public key uploaded.";
    let refused = refusal(400, "DuplicateSSHPublicKey", message);
    assert_eq!(emulator.refused("UploadSSHPublicKey", &again), refused);
}

#[test]
fn what_is_not_an_ssh_key_is_refused() {
    let emulator = with_users();
    let unrecognized =
        refusal(400, "UnrecognizedPublicKeyEncoding", "Invalid public key uploaded.");
    let small = include_str!("../keys/k1024.pub");
    let cases = [
        ("nonsense", unrecognized.clone()),
        (CERTIFICATES[0], unrecognized.clone()),
        ("ssh-rsa AAAA", unrecognized.clone()),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", unrecognized),
        (small, refusal(400, "InvalidPublicKey", "Invalid body for public key")),
    ];
    for (body, refused) in cases {
        let upload = format!("&UserName=anika&SSHPublicKeyBody={}", encoded(body));
        assert_eq!(emulator.refused("UploadSSHPublicKey", &upload), refused, "{body}");
    }
}

#[test]
fn an_ssh_key_is_switched_off_and_deleted_by_its_owner() {
    let emulator = with_users();
    let upload = format!("&UserName=anika&SSHPublicKeyBody={}", encoded(SSH.trim_end()));
    let id = emulator.texts("SSHPublicKeyId", "UploadSSHPublicKey", &upload).remove(0);
    let key = format!("&UserName=anika&SSHPublicKeyId={id}");
    let expired = refusal(400, "InvalidInput", "Operation does not support status Expired");
    let update = "UpdateSSHPublicKey";
    assert_eq!(emulator.refused(update, &format!("{key}&Status=Expired")), expired);
    emulator.perform(&format!("{update} {key}&Status=Inactive"));
    assert_eq!(emulator.texts("Status", "ListSSHPublicKeys", "&UserName=anika"), ["Inactive"]);
    let other = format!("&UserName=zoe&SSHPublicKeyId={id}");
    let missing = refusal(404, "NoSuchEntity", &format!("User has no Public Key with id {id}."));
    assert_eq!(emulator.refused("DeleteSSHPublicKey", &other), missing);
    let message = "Cannot delete entity, must delete SSH public keys first.";
    let refused = refusal(409, "DeleteConflict", message);
    assert_eq!(emulator.refused("DeleteUser", "&UserName=anika"), refused);
    emulator.perform(&format!("DeleteSSHPublicKey {key}\nDeleteUser &UserName=anika"));
}

#[test]
fn a_signing_certificate_belongs_to_one_user() {
    let emulator = with_users();
    let upload = |user: &str, at: usize| {
        format!("&UserName={user}&CertificateBody={}", encoded(CERTIFICATES[at]))
    };
    // `openssl x509 -in c1.pem -outform der | openssl dgst -sha1 -binary | base32`
    let id = "RLQ4ZLQX4KZ7IPACGYTUZXQH6BUDQP52";
    let ids = emulator.texts("CertificateId", "UploadSigningCertificate", &upload("anika", 0));
    assert_eq!(ids, [id]);
    let certificate = format!("&UserName=anika&CertificateId={id}");
    emulator.perform(&format!("UpdateSigningCertificate {certificate}&Status=Inactive"));
    // Its owner may upload it again, and is told that it is active.
    let again = emulator.texts("Status", "UploadSigningCertificate", &upload("anika", 0));
    assert_eq!(again, ["Active"]);
    let listed = emulator.texts("Status", "ListSigningCertificates", "&UserName=anika");
    assert_eq!(listed, ["Inactive"]);

    let duplicate = refusal(409, "DuplicateCertificate", "Duplicate certificate uploaded.");
    assert_eq!(emulator.refused("UploadSigningCertificate", &upload("zoe", 0)), duplicate);
    emulator.perform(&format!("UploadSigningCertificate {}", upload("anika", 1)));
    let quota = refusal(409, "LimitExceeded", "Cannot exceed quota for CertificatesPerUser: 2");
    assert_eq!(emulator.refused("UploadSigningCertificate", &upload("anika", 2)), quota);
    let message = "Cannot delete entity, must delete certificates first.";
    let conflict = refusal(409, "DeleteConflict", message);
    assert_eq!(emulator.refused("DeleteUser", "&UserName=anika"), conflict);

    let other = format!("&UserName=zoe&CertificateId={id}");
    let missing =
        refusal(404, "NoSuchEntity", &format!("The Certificate with id {id} cannot be found."));
    assert_eq!(emulator.refused("DeleteSigningCertificate", &other), missing);
    emulator.perform(&format!("DeleteSigningCertificate {certificate}"));
    emulator.perform(&format!("UploadSigningCertificate {}", upload("zoe", 0)));

    let malformed =
        refusal(400, "MalformedCertificate", "Certificate not a certificate is malformed.");
    let text = "&UserName=zoe&CertificateBody=not a certificate";
    assert_eq!(emulator.refused("UploadSigningCertificate", text), malformed);
}

const CODECOMMIT: &str = "&UserName=anika&ServiceName=codecommit.amazonaws.com";

#[test]
fn a_service_credential_has_a_password_that_is_told_once() {
    let emulator = with_users();
    let upper = "&UserName=anika&ServiceName=CodeCommit.Amazonaws.com";
    let created = emulator.call("CreateServiceSpecificCredential", upper).body;
    let text = |body: &str, name: &str| {
        let (_, rest) = body.split_once(&format!("<{name}>"))?;
        rest.split_once('<').map(|(text, _)| text.to_owned())
    };
    let id = text(&created, "ServiceSpecificCredentialId").unwrap();
    assert_eq!((id.len(), &id[..4]), (21, "ACCA"));
    let password = text(&created, "ServicePassword").unwrap();
    assert_eq!(password.len(), 60);
    assert_eq!(text(&created, "ServiceUserName").unwrap(), "anika-at-123456789012");
    assert_eq!(text(&created, "ServiceName").unwrap(), "codecommit.amazonaws.com");
    assert!(!created.contains("ExpirationDate"), "{created}");

    let list = "ListServiceSpecificCredentials";
    let listed = emulator.call(list, CODECOMMIT).body;
    assert!(!listed.contains("ServicePassword"), "{listed}");
    let message = "Cannot list credentials for all users if a username is given";
    let all = emulator.refused(list, "&UserName=anika&AllUsers=true");
    assert_eq!(all, refusal(400, "InvalidInput", message));
    let credential = format!("&UserName=anika&ServiceSpecificCredentialId={id}");
    emulator.perform(&format!("UpdateServiceSpecificCredential {credential}&Status=Inactive"));
    let reset = emulator.call("ResetServiceSpecificCredential", &credential).body;
    assert_eq!(text(&reset, "Status").unwrap(), "Inactive");
    assert_ne!(text(&reset, "ServicePassword").unwrap(), password);
    let message = "Cannot delete entity, must remove referenced objects first.";
    let conflict = refusal(409, "DeleteConflict", message);
    assert_eq!(emulator.refused("DeleteUser", "&UserName=anika"), conflict);
    emulator.perform(&format!("DeleteServiceSpecificCredential {credential}"));
    let message = format!("No such credential {id} exists");
    let missing = refusal(404, "NoSuchEntity", &message);
    assert_eq!(emulator.refused("ResetServiceSpecificCredential", &credential), missing);
}

#[test]
fn an_api_key_may_expire_and_bedrock_marks_its_own() {
    let emulator = with_users();
    let create = "CreateServiceSpecificCredential";
    let bedrock = "&UserName=anika&ServiceName=bedrock.amazonaws.com&CredentialAgeDays=1";
    let created = emulator.call(create, bedrock).body;
    assert!(created.contains("<ExpirationDate>2023-11-15T22:13:20Z</ExpirationDate>"), "{created}");
    assert!(created.contains("<ServiceCredentialSecret>ABSK"), "{created}");
    assert!(created.contains("<ServiceCredentialAlias>anika-at-123456789012<"), "{created}");
    let second = emulator.texts("ServiceCredentialAlias", create, bedrock);
    assert_eq!(second, ["anika+1-at-123456789012"]);
    let message = "Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: 2";
    assert_eq!(emulator.refused(create, bedrock), refusal(409, "LimitExceeded", message));
    emulator.perform(&format!("{create} {CODECOMMIT}"));
}

#[test]
fn a_service_credential_is_its_owners() {
    let emulator = with_users();
    let create = "CreateServiceSpecificCredential";
    let id = emulator.texts("ServiceSpecificCredentialId", create, CODECOMMIT).remove(0);
    let message = format!("User zoe does not have a service specific credential with id {id}");
    let refused = refusal(400, "ValidationError", &message);
    let other = format!("&UserName=zoe&ServiceSpecificCredentialId={id}");
    for (action, status) in [
        ("UpdateServiceSpecificCredential", "&Status=Active"),
        ("ResetServiceSpecificCredential", ""),
        ("DeleteServiceSpecificCredential", ""),
    ] {
        assert_eq!(emulator.refused(action, &format!("{other}{status}")), refused, "{action}");
    }
    let message = "No such service sqs.amazonaws.com is supported for Service Specific Credentials";
    let refused = refusal(404, "NoSuchEntity", message);
    let sqs = "&UserName=anika&ServiceName=sqs.amazonaws.com";
    assert_eq!(emulator.refused(create, sqs), refused);
    assert_eq!(emulator.refused("ListServiceSpecificCredentials", sqs), refused);
    let nobody = "&UserName=nobody&ServiceName=sqs.amazonaws.com";
    assert_eq!(emulator.refused(create, nobody).2, "The user with name nobody cannot be found.");
}
