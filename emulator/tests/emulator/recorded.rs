//! What IAM answered where the account decides: the source is in `testdata/README.md`.

use std::collections::BTreeMap;

use http::{Request as HttpRequest, header};
use serde_json::Value;

use super::{Answer, Emulator, FORM, error};

/// What has to be done before, by the beginning of what the recording says; several rows may fit.
const BEFORE: &[(&str, &str)] = &[
    ("user target without tags", "CreateUser &UserName=target"),
    ("the report was started", "GenerateCredentialReport"),
    ("a report made in the last four hours", "GenerateCredentialReport\nGenerateCredentialReport"),
    (
        "user, group, role, instance profile and policy named auth-User",
        "CreateUser &UserName=auth-User&Path=/probes/auth/
         CreateUser &UserName=auth-Actor&Path=/probes/auth/
         CreateGroup &GroupName=auth-Group&Path=/probes/auth/
         CreateRole &RoleName=auth-Role&Path=/probes/auth/&AssumeRolePolicyDocument=$TRUST
         CreateInstanceProfile &InstanceProfileName=auth-Profile&Path=/probes/auth/
         CreatePolicy &PolicyName=auth-Policy&Path=/probes/auth/&PolicyDocument=$POLICY",
    ),
    (
        "user /simulation/sim-user",
        "CreateUser &UserName=sim-user&Path=/simulation/
         CreateGroup &GroupName=sim-group&Path=/simulation/
         AddUserToGroup &GroupName=sim-group&UserName=sim-user
         CreateRole &RoleName=sim-role&Path=/simulation/&AssumeRolePolicyDocument=$TRUST",
    ),
    ("user /simulation/sim-extra-user", "CreateUser &UserName=sim-extra-user&Path=/simulation/"),
    ("the marker of a first page", "CreateUser &UserName=a\nCreateUser &UserName=b"),
    ("the provider", "CreateSAMLProvider &Name=probe&SAMLMetadataDocument=$METADATA"),
    ("the provider with", "UpdateSAMLProvider $PROVIDER&AddPrivateKey=k"),
    ("the provider with two", "UpdateSAMLProvider $PROVIDER&AddPrivateKey=k"),
    ("device phone, users owner and other", DEVICE),
    ("phone is assigned to owner", DEVICE),
    ("phone is assigned to owner", ENABLE),
    ("phone is assigned to owner, who has an access key", "CreateAccessKey &UserName=owner"),
    ("the caller is owner", DEVICE),
    ("the caller is owner", ENABLE),
    ("the caller is owner", "CreateVirtualMFADevice &VirtualMFADeviceName=second"),
];

const DEVICE: &str = "CreateUser &UserName=owner
     CreateUser &UserName=other
     CreateVirtualMFADevice &VirtualMFADeviceName=phone&Path=/devices/";

const ENABLE: &str = "EnableMFADevice &UserName=owner&SerialNumber=arn:aws:iam::123456789012:mfa/devices/phone\
     &AuthenticationCode1=123456&AuthenticationCode2=654321";

/// Why the emulator does not answer as recorded: it does not compute codes, or ask for permissions. That an operation is not served is seen from the answer.
fn unknown(exchange: &Value) -> Option<&'static str> {
    let text = |name: &str| exchange[name].as_str().unwrap_or_default();
    match (text("case"), text("code")) {
        ("enable, codes in reverse order" | "resync, codes used before", _) => Some("codes"),
        // The first page is not served.
        (case, "Success") if text("src") == "simulation" && case.starts_with("next page") => {
            Some("operations")
        }
        (_, "AccessDenied") if !text("message").contains("MFA device") => Some("permissions"),
        _ => None,
    }
}

/// An emulator, and who calls: a key and, of sessions, a token.
struct Scene {
    emulator: Emulator,
    caller: String,
    token: String,
}

impl Scene {
    /// What was there before.
    fn of(before: &str) -> Self {
        let emulator = Emulator::new();
        for (_, steps) in BEFORE.iter().filter(|(beginning, _)| before.starts_with(beginning)) {
            let steps = steps.replace("$METADATA", &"x".repeat(1000));
            let provider = "&SAMLProviderArn=arn:aws:iam::123456789012:saml-provider/probe";
            emulator.perform(&steps.replace("$PROVIDER", provider));
        }
        let callers = [("the caller auth-Actor", "auth-Actor"), ("the caller is owner", "owner")];
        let caller = callers.iter().find(|(words, _)| before.contains(words));
        let caller = caller.map_or("any".to_owned(), |(_, user)| emulator.key_of(user));
        let mut scene = Scene { emulator, caller, token: String::new() };
        if before.contains("the call is made with a session token of that device") {
            let body = "Action=GetSessionToken&Version=2011-06-15&TokenCode=123456\
                        &SerialNumber=arn:aws:iam::123456789012:mfa/devices/phone";
            let session = scene.send("sts", body).body;
            let text = |name: &str| {
                session.split(&format!("{name}>")).nth(1).unwrap().trim_end_matches("</").to_owned()
            };
            (scene.caller, scene.token) = (text("AccessKeyId"), text("SessionToken"));
        }
        scene
    }

    fn send(&self, service: &str, body: &str) -> Answer {
        let signature = format!(
            "AWS4-HMAC-SHA256 Credential={}/20231114/eu-west-1/{service}/aws4_request, \
             SignedHeaders=host, Signature=0",
            self.caller,
        );
        let mut request = HttpRequest::post("/").header(header::CONTENT_TYPE, FORM);
        if !self.token.is_empty() {
            request = request.header("X-Amz-Security-Token", &self.token);
        }
        let request = request.header(header::AUTHORIZATION, signature);
        Answer::of(self.emulator.0.answer(&request.body(body.to_owned()).unwrap()))
    }

    /// The body with the key and the marker of this emulator in the place of the recorded ones.
    fn body(&self, exchange: &Value) -> String {
        let mut body = exchange["body"].as_str().unwrap().to_owned();
        if exchange["before"]
            .as_str()
            .is_some_and(|before| before.contains("the key is of auth-User"))
        {
            body = body.replace("AKIAQAAAAAAAEXAMPLE1", &self.emulator.key_of("auth-User"));
        }
        if let Some(filter) = exchange["before"]
            .as_str()
            .and_then(|before| before.strip_prefix("the marker of a first page "))
        {
            let filter = match filter {
                "without filter" => "",
                _ => {
                    "&Filter.member.1=Group&Filter.member.2=User&Filter.member.3=LocalManagedPolicy"
                }
            };
            let markers = self.emulator.texts(
                "Marker",
                "GetAccountAuthorizationDetails",
                &format!("{filter}&MaxItems=1"),
            );
            body = body.replace("bWFya2Vy", &markers[0]);
        }
        body
    }
}

impl Emulator {
    /// A new access key of a user.
    fn key_of(&self, user: &str) -> String {
        self.texts("AccessKeyId", "CreateAccessKey", &format!("&UserName={user}")).remove(0)
    }
}

/// How the answer differs from the recorded one.
fn difference(exchange: &Value) -> Option<String> {
    let scene = Scene::of(exchange["before"].as_str().unwrap_or_default());
    let answer = scene.send("iam", &scene.body(exchange));
    let status = u64::from(answer.status);
    let found = match status {
        200 => (status, "Success".to_owned(), String::new()),
        _ => {
            let (_, code, message) = error(&answer);
            (status, code, message)
        }
    };
    let message = exchange["message"].as_str().unwrap_or(&found.2).to_owned();
    let expected = (
        exchange["status"].as_u64().unwrap(),
        exchange["code"].as_str().unwrap().to_owned(),
        message,
    );
    (found != expected).then(|| format!("{}: {found:?}, not {expected:?}", exchange["case"]))
}

#[test]
fn answers_as_recorded_with_what_the_account_has() {
    let text = include_str!("../../../testdata/recorded/exchanges.json");
    let exchanges: Vec<Value> = serde_json::from_str(text).unwrap();
    let (mut counts, mut wrong) = (BTreeMap::new(), Vec::new());
    for exchange in &exchanges {
        let difference = difference(exchange);
        let reason = match difference {
            None => "as recorded",
            Some(ref found) if found.contains("(501, ") => "operations",
            Some(ref found) => unknown(exchange).unwrap_or_else(|| {
                wrong.push(found.clone());
                "wrong"
            }),
        };
        *counts.entry(reason).or_insert(0) += 1;
    }
    assert!(wrong.is_empty(), "{}\n{counts:?}", wrong.join("\n"));
    let expected = [("as recorded", 102), ("codes", 2), ("operations", 74), ("permissions", 16)];
    assert_eq!(counts, BTreeMap::from(expected));
}
