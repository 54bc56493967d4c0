//! Credentials of users for single services.

use iam_codec::operations::*;
use iam_codec::structures::{self, ServiceSpecificCredentialMetadata};
use iam_codec::{ErrorCode, Pages, Secret};

use super::{Iam, Outcome, Serve, check_quota, failure, is_active, status};
use crate::state::{ServiceCredential, User};

/// A service that has credentials of its own.
struct Service {
    name: &'static str,
    /// Whether its credentials are API keys, with an alias and a secret, and may expire.
    has_keys: bool,
}

/// Recorded in 2025 and 2026.
const SERVICES: &[Service] = &[
    Service { name: "aws-external-anthropic.amazonaws.com", has_keys: true },
    Service { name: "bedrock.amazonaws.com", has_keys: true },
    Service { name: "cassandra.amazonaws.com", has_keys: false },
    Service { name: "cloudwatch.amazonaws.com", has_keys: true },
    Service { name: "codecommit.amazonaws.com", has_keys: false },
    Service { name: "logs.amazonaws.com", has_keys: true },
];

/// A service is found by its name in any case (recorded).
fn service(name: &str) -> Outcome<&'static Service> {
    let missing = || {
        let message =
            format!("No such service {name} is supported for Service Specific Credentials");
        failure(ErrorCode::NO_SUCH_ENTITY, message)
    };
    let found = SERVICES.iter().find(|service| service.name.eq_ignore_ascii_case(name));
    found.map_or_else(missing, Ok)
}

impl User {
    /// A name for a service that no other credential has: `anika-at-123456789012`, then
    /// `anika+1-at-123456789012` (recorded).
    fn new_alias(&self, service: &str, account: &str) -> String {
        let is_free = |alias: &String| {
            let mut others = self.service_credentials.iter();
            others.all(|other| other.service != service || other.alias != *alias)
        };
        let first = format!("{}-at-{account}", self.name);
        let more = (1..).map(|number| format!("{}+{number}-at-{account}", self.name));
        std::iter::once(first).chain(more).find(is_free).unwrap_or_default()
    }
}

impl ServiceCredential {
    fn has_keys(&self) -> bool {
        service(&self.service).is_ok_and(|service| service.has_keys)
    }

    /// The credential without its secret.
    fn metadata(&self, user: &User) -> ServiceSpecificCredentialMetadata<'static> {
        let (name, alias) = match self.has_keys() {
            true => (None, Some(self.alias.clone().into())),
            false => (Some(self.alias.clone().into()), None),
        };
        ServiceSpecificCredentialMetadata {
            user_name: user.name.clone().into(),
            status: status(self.is_active),
            service_user_name: name,
            service_credential_alias: alias,
            create_date: self.created.into(),
            expiration_date: self.expires.map(Into::into),
            service_specific_credential_id: self.id.clone().into(),
            service_name: self.service.clone().into(),
            ..Default::default()
        }
    }

    /// The credential with its secret, this one time.
    fn with_secret(
        &self,
        user: &User,
        secret: String,
    ) -> structures::ServiceSpecificCredential<'static> {
        let ServiceSpecificCredentialMetadata {
            user_name,
            status,
            service_user_name,
            service_credential_alias,
            create_date,
            expiration_date,
            service_specific_credential_id,
            service_name,
            ..
        } = self.metadata(user);
        let secret = Secret::from(secret);
        let (password, key) =
            if self.has_keys() { (None, Some(secret)) } else { (Some(secret), None) };
        structures::ServiceSpecificCredential {
            user_name,
            status,
            service_user_name,
            service_credential_alias,
            create_date,
            expiration_date,
            service_specific_credential_id,
            service_name,
            service_password: password,
            service_credential_secret: key,
            ..Default::default()
        }
    }
}

impl Iam<'_> {
    /// A new secret: 60 characters, or as an API key 152, which for Bedrock begin with `ABSK` (recorded).
    fn new_service_secret(&mut self, credential: &ServiceCredential) -> String {
        match (credential.has_keys(), &*credential.service) {
            (true, "bedrock.amazonaws.com") => format!("ABSK{}", self.ids.secret(148)),
            (true, _) => self.ids.secret(152),
            (false, _) => self.ids.secret(60),
        }
    }

    /// The place of a credential of a user.
    fn service_credential(&self, user: &str, id: &str) -> Outcome<usize> {
        let has_id = |credential: &ServiceCredential| credential.id == id;
        let user = self.user(user)?;
        if let Some(at) = user.service_credentials.iter().position(has_id) {
            return Ok(at);
        }
        let mut all = self.account.users.values().flat_map(|user| &user.service_credentials);
        if all.any(has_id) {
            let name = &user.name;
            let message =
                format!("User {name} does not have a service specific credential with id {id}");
            return failure(ErrorCode::VALIDATION_ERROR, message);
        }
        failure(ErrorCode::NO_SUCH_ENTITY, format!("No such credential {id} exists"))
    }
}

impl<'a> Serve<'a> for CreateServiceSpecificCredential<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateServiceSpecificCredentialResult<'static>> {
        let user = iam.user(&self.user_name)?;
        let service = service(&self.service_name)?.name.to_owned();
        let count =
            user.service_credentials.iter().filter(|other| other.service == service).count();
        check_quota(count, 2, "ContextSpecificCredentialsPerUserPerContext")?;
        let alias = user.new_alias(&service, &iam.account.id);
        let days = self.credential_age_days.and_then(|days| u64::try_from(days).ok());
        let credential = ServiceCredential {
            alias,
            id: iam.ids.unique("ACCA"),
            is_active: true,
            created: iam.now,
            expires: days.map(|days| iam.now.after(days * 24 * 60 * 60)),
            service,
        };
        let secret = iam.new_service_secret(&credential);
        let user = iam.user_mut(&self.user_name)?;
        let created = credential.with_secret(user, secret);
        user.service_credentials.push(credential);
        Ok(CreateServiceSpecificCredentialResult {
            service_specific_credential: Some(created),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListServiceSpecificCredentials<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListServiceSpecificCredentialsResult<'static>> {
        let name =
            self.service_name.as_deref().map(service).transpose()?.map(|service| service.name);
        if self.all_users == Some(true) && self.user_name.is_some() {
            let message = "Cannot list credentials for all users if a username is given";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let users: Vec<_> = match self.all_users {
            Some(true) => iam.account.users.values().collect(),
            _ => vec![iam.user(&iam.user_or_caller(&self.user_name)?)?],
        };
        let all = users
            .into_iter()
            .flat_map(|user| user.service_credentials.iter().map(move |c| (user, c)));
        let listed =
            all.filter(|(_, credential)| name.is_none_or(|name| credential.service == name));
        let page = self.page(listed, |(_, credential)| &credential.id)?;
        let metadata = page.items.into_iter().map(|(user, credential)| credential.metadata(user));
        Ok(ListServiceSpecificCredentialsResult {
            service_specific_credentials: Some(metadata.collect()),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for UpdateServiceSpecificCredential<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user_or_caller(&self.user_name)?;
        let at = iam.service_credential(&user, &self.service_specific_credential_id)?;
        iam.user_mut(&user)?.service_credentials[at].is_active = is_active(&self.status)?;
        Ok(())
    }
}

impl<'a> Serve<'a> for ResetServiceSpecificCredential<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ResetServiceSpecificCredentialResult<'static>> {
        let user = iam.user_or_caller(&self.user_name)?;
        let at = iam.service_credential(&user, &self.service_specific_credential_id)?;
        let credential = iam.user(&user)?.service_credentials[at].clone();
        let secret = iam.new_service_secret(&credential);
        let reset = credential.with_secret(iam.user(&user)?, secret);
        Ok(ResetServiceSpecificCredentialResult {
            service_specific_credential: Some(reset),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeleteServiceSpecificCredential<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let user = iam.user_or_caller(&self.user_name)?;
        let at = iam.service_credential(&user, &self.service_specific_credential_id)?;
        iam.user_mut(&user)?.service_credentials.remove(at);
        Ok(())
    }
}
