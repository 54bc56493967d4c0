//! Which service a request is for, if several have one endpoint. The last service sees those before it.

use crate::message::params::Params;
use crate::message::scope::CredentialScope;
use crate::message::service::Actions;
use crate::wire::service::Service;
use crate::{iam, sts};

impl Service {
    /// The services of this crate.
    pub const ALL: &'static [&'static Service] =
        &[&iam::operations::SERVICE, &sts::operations::SERVICE];

    /// The service of this name in the scope of signatures.
    ///
    /// ```
    /// use iam_codec::{Service, sts};
    ///
    /// assert_eq!(Service::named("sts"), Some(&sts::SERVICE));
    /// assert_eq!(Service::named("s3"), None);
    /// ```
    pub fn named(name: &str) -> Option<&'static Service> {
        Service::ALL.iter().copied().find(|service| service.name() == name)
    }

    /// The service that a request is for; `None` if it is another service, or if nothing tells.
    ///
    /// The scope of a presigned request decides (`X-Amz-Credential`), then the version, then the action, which no
    /// two services share. The scope of a signature in the headers comes before all of them:
    /// `CredentialScope::of`, with the feature `http`, reads both. The page
    /// [routing](crate::guide::routing) has the whole.
    ///
    /// ```
    /// use iam_codec::{Params, SERVICE, Service, sts};
    ///
    /// let of = |body| Params::parse(body).map(|params| Service::of(&params));
    /// assert_eq!(of(b"Action=GetUser&Version=2010-05-08")?, Some(&SERVICE));
    /// // Without a version the action decides; with one it does not.
    /// assert_eq!(of(b"Action=AssumeRoleWithSAML")?, Some(&sts::SERVICE));
    /// assert_eq!(of(b"Action=GetUser&Version=2011-06-15")?, Some(&sts::SERVICE));
    /// // ElastiCache has a `CreateUser` too.
    /// assert_eq!(of(b"Action=CreateUser&Version=2015-02-02")?, None);
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn of(params: &Params<'_>) -> Option<&'static Service> {
        if let Some(scope) = params.get("X-Amz-Credential").and_then(CredentialScope::parse) {
            return scope.service();
        }
        match params.get("Version") {
            None | Some("") => of_action(params.get("Action")?),
            Some(version) => {
                Service::ALL.iter().copied().find(|service| service.version() == version)
            }
        }
    }
}

fn of_action(action: &str) -> Option<&'static Service> {
    if <iam::operations::Action as Actions>::find(action).is_some() {
        return Some(&iam::operations::SERVICE);
    }
    let of_sts = <sts::operations::Action as Actions>::find(action);
    of_sts.is_some().then_some(&sts::operations::SERVICE)
}

impl CredentialScope<'_> {
    /// The service that the request is signed for; `None` if this crate does not have it.
    pub fn service(&self) -> Option<&'static Service> {
        Service::named(&self.service)
    }
}
