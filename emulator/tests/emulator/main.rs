//! The emulator's answers: what IAM says to each step in the life of what it holds.

mod account;
mod bodies;
mod borders;
mod conflicts;
mod credential_report;
mod credentials;
mod deep;
mod families;
mod filters;
mod front;
mod linked_roles;
mod lists;
mod model;
mod policies;
mod providers;
mod random;
mod recorded;
mod shown;
mod spellings;
mod sts;
mod summary;
mod tags;
mod times;
mod unserved;

use http::{Request as HttpRequest, header};
use iam_codec::operations::*;
use iam_codec::{
    ErrorResponse, Operation, Reply, Resource, ResourceType, Response, Tag, Timestamp,
};

const REQUEST_ID: &str = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11";

const FORM: &str = "application/x-www-form-urlencoded";

const POLICY: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

const OTHER: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;

/// A document as answers have it.
fn shown(document: &str) -> String {
    encoded(document).replace(':', "%3A").replace(',', "%2C").replace('/', "%2F")
}

/// A text as it is written in a form.
fn encoded(text: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/:,".contains(byte);
    let escape = |byte: u8| match is_plain(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

/// Status, code and message.
type Refusal = (u16, String, String);

fn refusal(status: u16, code: &str, message: &str) -> Refusal {
    (status, code.to_owned(), message.to_owned())
}

fn error(answer: &Answer) -> Refusal {
    let error = ErrorResponse::decode(answer.body.as_bytes()).unwrap();
    (answer.status, error.code.to_string(), error.message.unwrap_or_default().into_owned())
}

/// An answer in which the request's id is [`REQUEST_ID`].
struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    fn of(response: http::Response<String>) -> Self {
        let id = response.headers()["x-amzn-requestid"].to_str().unwrap();
        let body = response.body().replace(id, REQUEST_ID);
        Answer { status: response.status().as_u16(), body }
    }
}

/// An emulator at 22:13:20 on 14 November 2023.
struct Emulator(iam_emulator::Emulator);

impl Emulator {
    fn new() -> Self {
        let clock = || Timestamp::from_unix(1_700_000_000).unwrap();
        Emulator(iam_emulator::Emulator::new().with_clock(clock))
    }

    /// Answers a body.
    fn post(&self, body: &str) -> Answer {
        let request = HttpRequest::post("/").header(header::CONTENT_TYPE, FORM);
        Answer::of(self.0.answer(&request.body(body).unwrap()))
    }

    /// Answers a body that an access key has signed.
    fn post_as(&self, key: &str, body: &str) -> Answer {
        let signature = format!(
            "AWS4-HMAC-SHA256 Credential={key}/20231114/eu-west-1/iam/aws4_request, \
             SignedHeaders=host, Signature=0"
        );
        let request = HttpRequest::post("/").header(header::CONTENT_TYPE, FORM);
        let request = request.header(header::AUTHORIZATION, signature);
        Answer::of(self.0.answer(&request.body(body).unwrap()))
    }

    /// The action's answer to these parameters, where `$POLICY`, `$OTHER` and `$TRUST` are documents.
    fn call(&self, action: &str, parameters: &str) -> Answer {
        let parameters = parameters.replace("$POLICY", &encoded(POLICY));
        let parameters = parameters.replace("$OTHER", &encoded(OTHER));
        let parameters = parameters.replace("$TRUST", &encoded(TRUST));
        self.post(&format!("Action={action}&Version=2010-05-08{parameters}"))
    }

    /// The result of a request, or the refusal.
    fn send<'a, O: Operation<'a>>(&self, request: O) -> Result<O::Result<'static>, Refusal> {
        let answer = self.post(&request.encode());
        let refused = error_of(&answer);
        match O::decode_reply(answer.body.leak().as_bytes()).unwrap() {
            Reply::Response(Response { result, .. }) => Ok(result),
            Reply::Error(_) => Err(refused.unwrap()),
        }
    }

    /// An emulator with a resource of this type.
    fn with(resource_type: ResourceType) -> (Self, Resource<'static>) {
        let emulator = Emulator::new();
        let resource = emulator.create(resource_type, None).unwrap().0;
        (emulator, resource)
    }

    /// Creates a resource of this type, and gives it with the tags of the answer.
    fn create(
        &self,
        resource_type: ResourceType,
        tags: Option<Vec<Tag<'static>>>,
    ) -> Result<(Resource<'static>, Tags), Refusal> {
        let name = || "anika".into();
        let (identifier, tags) = match resource_type {
            ResourceType::User => {
                let request = CreateUser { user_name: name(), tags, ..Default::default() };
                let user = self.send(request)?.user.unwrap();
                (user.user_name.unwrap_or_default(), user.tags)
            }
            ResourceType::Role => {
                let assume_role_policy_document = TRUST.into();
                let role = CreateRole {
                    role_name: name(),
                    tags,
                    assume_role_policy_document,
                    ..Default::default()
                };
                let role = self.send(role)?.role;
                (role.role_name, role.tags)
            }
            ResourceType::Policy => {
                let policy_document = POLICY.into();
                let request = CreatePolicy {
                    policy_name: name(),
                    tags,
                    policy_document,
                    ..Default::default()
                };
                let policy = self.send(request)?.policy.unwrap();
                (policy.arn.unwrap(), policy.tags)
            }
            ResourceType::InstanceProfile => {
                let request = CreateInstanceProfile {
                    instance_profile_name: name(),
                    tags,
                    ..Default::default()
                };
                let profile = self.send(request)?.instance_profile;
                (profile.instance_profile_name, profile.tags)
            }
            ResourceType::OpenIdConnectProvider => {
                let url = "https://oidc.example.com/id/A1B2".into();
                let request = CreateOpenIdConnectProvider { url, tags, ..Default::default() };
                let provider = self.send(request)?;
                (provider.open_id_connect_provider_arn.unwrap(), provider.tags)
            }
            ResourceType::SamlProvider => {
                let saml_metadata_document = "x".repeat(1000).into();
                let request = CreateSamlProvider {
                    name: name(),
                    tags,
                    saml_metadata_document,
                    ..Default::default()
                };
                let provider = self.send(request)?;
                (provider.saml_provider_arn.unwrap(), provider.tags)
            }
            ResourceType::ServerCertificate => {
                let request = UploadServerCertificate {
                    server_certificate_name: name(),
                    certificate_body: "-----BEGIN CERTIFICATE-----".into(),
                    private_key: "key".into(),
                    tags,
                    ..Default::default()
                };
                let uploaded = self.send(request)?;
                let metadata = uploaded.server_certificate_metadata.unwrap();
                (metadata.server_certificate_name, uploaded.tags)
            }
            ResourceType::MfaDevice => {
                let request = CreateVirtualMfaDevice {
                    virtual_mfa_device_name: name(),
                    tags,
                    ..Default::default()
                };
                let device = self.send(request)?.virtual_mfa_device;
                (device.serial_number, device.tags)
            }
            other => panic!("no create for {other:?}"),
        };
        Ok((Resource::new(resource_type, identifier), tags))
    }

    /// Reads a resource, and gives the tags of the answer; of MFA devices a list is all there is.
    fn get(&self, resource: &Resource<'static>) -> Result<Tags, Refusal> {
        Ok(match resource.clone() {
            Resource::User(name) => {
                self.send(GetUser { user_name: Some(name), ..Default::default() })?.user.tags
            }
            Resource::Role(role_name) => {
                self.send(GetRole { role_name, ..Default::default() })?.role.tags
            }
            Resource::Policy(policy_arn) => {
                self.send(GetPolicy { policy_arn, ..Default::default() })?.policy.unwrap().tags
            }
            Resource::InstanceProfile(instance_profile_name) => {
                let request = GetInstanceProfile { instance_profile_name, ..Default::default() };
                self.send(request)?.instance_profile.tags
            }
            Resource::OpenIdConnectProvider(open_id_connect_provider_arn) => {
                let request =
                    GetOpenIdConnectProvider { open_id_connect_provider_arn, ..Default::default() };
                self.send(request)?.tags
            }
            Resource::SamlProvider(saml_provider_arn) => {
                self.send(GetSamlProvider { saml_provider_arn, ..Default::default() })?.tags
            }
            Resource::ServerCertificate(server_certificate_name) => {
                let request =
                    GetServerCertificate { server_certificate_name, ..Default::default() };
                self.send(request)?.server_certificate.tags
            }
            Resource::MfaDevice(serial_number) => {
                let devices = self.send(ListVirtualMfaDevices::default())?.virtual_mfa_devices;
                let device = devices.into_iter().find(|d| d.serial_number == serial_number);
                let missing =
                    || error_of(&answer_of(&resource.not_found().to_response(""))).unwrap();
                device.ok_or_else(missing)?.tags
            }
            other => panic!("no read for {other:?}"),
        })
    }

    fn delete(&self, resource: &Resource<'static>) -> Result<(), Refusal> {
        match resource.clone() {
            Resource::User(user_name) => {
                self.send(DeleteUser { user_name, ..Default::default() }).map(drop)
            }
            Resource::Role(role_name) => {
                self.send(DeleteRole { role_name, ..Default::default() }).map(drop)
            }
            Resource::Policy(policy_arn) => {
                self.send(DeletePolicy { policy_arn, ..Default::default() }).map(drop)
            }
            Resource::InstanceProfile(instance_profile_name) => self
                .send(DeleteInstanceProfile { instance_profile_name, ..Default::default() })
                .map(drop),
            Resource::OpenIdConnectProvider(open_id_connect_provider_arn) => self
                .send(DeleteOpenIdConnectProvider {
                    open_id_connect_provider_arn,
                    ..Default::default()
                })
                .map(drop),
            Resource::SamlProvider(saml_provider_arn) => {
                self.send(DeleteSamlProvider { saml_provider_arn, ..Default::default() }).map(drop)
            }
            Resource::ServerCertificate(server_certificate_name) => self
                .send(DeleteServerCertificate { server_certificate_name, ..Default::default() })
                .map(drop),
            Resource::MfaDevice(serial_number) => {
                self.send(DeleteVirtualMfaDevice { serial_number, ..Default::default() }).map(drop)
            }
            other => panic!("no delete for {other:?}"),
        }
    }
}

type Tags = Option<Vec<Tag<'static>>>;

fn answer_of(error: &ErrorResponse<'_>) -> Answer {
    Answer { status: error.status(), body: error.encode() }
}

fn error_of(answer: &Answer) -> Option<Refusal> {
    ErrorResponse::decode(answer.body.as_bytes()).is_ok().then(|| error(answer))
}

fn pairs(tags: &[(&str, &str)]) -> Vec<Tag<'static>> {
    tags.iter().map(|(key, value)| Tag::new(key.to_string(), value.to_string())).collect()
}
