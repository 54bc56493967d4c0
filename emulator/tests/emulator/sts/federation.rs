//! AssumeRoleWithSAML, with assertions that nobody has signed.

use data_encoding::BASE64;
use iam_codec::sts::operations::{AssumeRoleWithSaml, AssumeRoot};
use iam_codec::sts::structures::PolicyDescriptorType;

use super::{Keys, emulator, identity, perform, role_arn, send};
use crate::{Refusal, refusal};

const PROVIDER: &str = "arn:aws:iam::123456789012:saml-provider/adfs";

fn with_provider() -> iam_emulator::Emulator {
    let emulator = emulator();
    let metadata = "x".repeat(1000);
    perform(&emulator, "CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST");
    perform(&emulator, &format!("CreateSAMLProvider &Name=adfs&SAMLMetadataDocument={metadata}"));
    emulator
}

/// A response of SAML for these roles, with more attributes.
fn response(roles: &[&str], end: &str, more: &str) -> String {
    let roles: String =
        roles.iter().map(|role| format!("<AttributeValue>{role}</AttributeValue>")).collect();
    let name = "https://aws.amazon.com/SAML/Attributes/";
    let more = more.replace("$", name);
    BASE64.encode(
        format!(
            r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="r">
  <Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://outer.example/</Issuer>
  <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="a">
    <Issuer>https://idp.example/</Issuer>
    <Subject>
      <NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">anika@example.com</NameID>
      <SubjectConfirmation>
        <SubjectConfirmationData NotOnOrAfter="{end}" Recipient="https://signin.aws.amazon.com/saml"/>
      </SubjectConfirmation>
    </Subject>
    <AttributeStatement>
      <Attribute Name="{name}Role">{roles}</Attribute>
      {more}
    </AttributeStatement>
  </Assertion>
</samlp:Response>"#
        )
        .as_bytes(),
    )
}

const END: &str = "2023-11-14T22:13:21Z";

/// An attribute that names the session.
const NAME: &str =
    r#"<Attribute Name="$RoleSessionName"><AttributeValue>s1</AttributeValue></Attribute>"#;

fn usual_role() -> String {
    format!("{},{PROVIDER}", role_arn("app"))
}

fn request(response: String) -> AssumeRoleWithSaml<'static> {
    AssumeRoleWithSaml {
        role_arn: role_arn("app").into(),
        principal_arn: PROVIDER.into(),
        saml_assertion: response.into(),
        ..Default::default()
    }
}

#[test]
fn an_assertion_of_a_provider_of_the_account_is_taken() {
    let emulator = with_provider();
    let more = format!(
        r#"{NAME}
        <Attribute Name="$SourceIdentity"><AttributeValue>anika</AttributeValue></Attribute>
        <Attribute Name="$PrincipalTag:Team"><AttributeValue>red</AttributeValue></Attribute>
        <Attribute Name="$SessionDuration"><AttributeValue>1800</AttributeValue></Attribute>"#
    );
    let swapped = format!("{PROVIDER},{}", role_arn("app"));
    for role in [usual_role(), swapped] {
        let response = response(&["arn:aws:iam::123456789012:role/b,x", &role], END, &more);
        let result = send(&emulator, &Keys::root(), request(response)).unwrap();
        assert_eq!(result.subject.as_deref(), Some("anika@example.com"));
        assert_eq!(result.subject_type.as_deref(), Some("transient"));
        assert_eq!(result.issuer.as_deref(), Some("https://idp.example/"));
        assert_eq!(result.audience.as_deref(), Some("https://signin.aws.amazon.com/saml"));
        // `printf %s https://idp.example/123456789012/adfs | openssl sha1 -binary | base64`
        assert_eq!(result.name_qualifier.as_deref(), Some("WRJ5CF5lILum8C3+0RikQb9X/2w="));
        assert_eq!(result.source_identity.as_deref(), Some("anika"));
        let credentials = result.credentials.unwrap();
        assert_eq!(credentials.expiration.as_unix(), 1_700_001_800);
        let [arn, ..] = identity(&emulator, &Keys::of(credentials)).unwrap();
        assert_eq!(arn, "arn:aws:sts::123456789012:assumed-role/app/s1");
    }
    let state = serde_json::to_string(&emulator.state()).unwrap();
    assert_eq!(state.matches(r#""tags":[["Team","red"]]"#).count(), 2);
}

fn invalid(message: &str) -> Refusal {
    refusal(400, "InvalidIdentityToken", message)
}

#[test]
fn an_assertion_that_cannot_be_used_is_refused() {
    let emulator = with_provider();
    let role = usual_role();
    let missing =
        "SAML Assertion doesn't contain the requested Role and Metadata in the attributes";
    let name = "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}";
    let cases = [
        (
            response(&[&role], "2023-11-14T22:13:20Z", NAME),
            refusal(400, "ExpiredTokenException", "Response has expired"),
        ),
        (response(&[&role_arn("app")], END, NAME), invalid(missing)),
        (response(&[], END, NAME), invalid(missing)),
        (response(&[&role], END, ""), invalid("RoleSessionName is required in AuthnResponse")),
        (response(&[&role], END, &NAME.replace("s1", "a b")), invalid(name)),
        (response(&[&role], END, &NAME.replace("s1", "a")), invalid(name)),
    ];
    for (response, refused) in cases {
        assert_eq!(send(&emulator, &Keys::root(), request(response)), Err(refused));
    }
}

#[test]
fn what_is_not_an_assertion_is_refused_in_the_words_of_another_service() {
    let emulator = with_provider();
    let refused = |request| {
        let (status, code, message) = send(&emulator, &Keys::root(), request).unwrap_err();
        assert_eq!((status, &*code), (400, "InvalidIdentityToken"));
        let (words, rest) = message.split_once(" (Service: ").unwrap();
        let (before, id) = rest.split_once("Request ID: ").unwrap();
        assert_eq!(id.len(), 36 + "; Proxy: null)".len(), "{id}");
        let code = before.strip_prefix("AWSOpenIdDiscoveryService; Status Code: 400; Error Code: ");
        (words.to_owned(), code.unwrap().trim_end_matches("; ").to_owned())
    };
    let words = |words: &str, code: &str| (words.to_owned(), code.to_owned());
    let code = "AuthSamlInvalidSamlResponseException";
    let response_of = |text: &str| request(BASE64.encode(text.as_bytes()));
    assert_eq!(refused(request("a*b*".to_owned())), words("Invalid base64 SAMLResponse", code));
    let none =
        "Response (with optional signature) must contain an assertion with a mandatory signature";
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    for text in ["text", "<Response/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", &deep] {
        assert_eq!(refused(response_of(text)), words(none, code), "{text:.20}");
    }
    let unknown = AssumeRoleWithSaml {
        principal_arn: "arn:aws:iam::123456789012:saml-provider/other".into(),
        ..request(response(&[&usual_role()], END, NAME))
    };
    let code = "AuthSamlManifestNotFoundException";
    assert_eq!(refused(unknown), words("Specified provider doesn't exist", code));
}

#[test]
fn an_unknown_role_is_denied_without_its_name() {
    let emulator = with_provider();
    let role = format!("{},{PROVIDER}", role_arn("nobody"));
    let request = AssumeRoleWithSaml {
        role_arn: role_arn("nobody").into(),
        ..request(response(&[&role], END, NAME))
    };
    let message = "Not authorized to perform sts:AssumeRoleWithSAML";
    let refused = Err(refusal(403, "AccessDenied", message));
    assert_eq!(send(&emulator, &Keys::root(), request), refused);
}

#[test]
fn root_users_of_other_accounts_are_out_of_reach() {
    let emulator = emulator();
    for target in ["999999999999", "arn:aws:iam::999999999999:root"] {
        let request = AssumeRoot {
            target_principal: target.into(),
            task_policy_arn: PolicyDescriptorType {
                arn: Some("arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials".into()),
                ..Default::default()
            },
            ..Default::default()
        };
        let message = "User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRoot on \
                       resource: arn:aws:iam::999999999999:root";
        let refused = Err(refusal(403, "AccessDenied", message));
        assert_eq!(send(&emulator, &Keys::root(), request), refused);
    }
}
