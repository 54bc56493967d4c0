//! [`CredentialScope`]: who signed a request, and for which service.

use std::borrow::Cow;

#[cfg(feature = "http")]
use ::http::header::{AUTHORIZATION, HeaderMap};

#[cfg(feature = "http")]
use crate::wire::form;

/// The key that signed a request, and the day, region and service that it is signed for. Signatures
/// themselves are for the caller to check.
///
/// ```
/// use iam_codec::CredentialScope;
///
/// let credential = "AKIAIOSFODNN7EXAMPLE/20261129/us-east-1/sts/aws4_request";
/// let scope = CredentialScope::parse(credential).unwrap();
/// assert_eq!(scope.access_key_id, "AKIAIOSFODNN7EXAMPLE");
/// assert_eq!((&*scope.service, scope.region.as_deref()), ("sts", Some("us-east-1")));
/// assert_eq!(CredentialScope::parse("AKIAIOSFODNN7EXAMPLE"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialScope<'a> {
    /// The access key's ID.
    pub access_key_id: Cow<'a, str>,
    /// The day in UTC, as `20261129`.
    pub date: Cow<'a, str>,
    /// The region; `None` in a signature that is for several (SigV4A).
    pub region: Option<Cow<'a, str>>,
    /// The service, as [`Service::name`](crate::Service::name) has it.
    pub service: Cow<'a, str>,
}

impl<'a> CredentialScope<'a> {
    /// Reads a credential: key, day, region, service and `aws4_request`, with slashes between them.
    pub fn parse(credential: impl Into<Cow<'a, str>>) -> Option<Self> {
        match credential.into() {
            Cow::Borrowed(text) => Self::split(text),
            Cow::Owned(text) => CredentialScope::split(&text).map(CredentialScope::into_owned),
        }
    }

    fn split(credential: &'a str) -> Option<Self> {
        let parts: Vec<_> = credential.split('/').collect();
        let (access_key_id, date, region, service) = match parts[..] {
            [key, date, region, service, "aws4_request"] => (key, date, Some(region), service),
            [key, date, service, "aws4_request"] => (key, date, None, service),
            _ => return None,
        };
        Some(CredentialScope {
            access_key_id: access_key_id.into(),
            date: date.into(),
            region: region.map(Cow::Borrowed),
            service: service.into(),
        })
    }

    /// The scope of an HTTP request: of its header `Authorization`, or else of the parameter
    /// `X-Amz-Credential` of its query string, which is how presigned requests carry it. `None` if the
    /// request is not signed, or carries several such headers.
    ///
    /// ```
    /// use iam_codec::CredentialScope;
    ///
    /// let request = http::Request::get("/?Action=GetCallerIdentity&X-Amz-Credential=AKIA%2F20261129%2Fus-east-1%2F\
    ///     sts%2Faws4_request").body(())?;
    /// let scope = CredentialScope::of(request.headers(), request.uri().query().unwrap_or_default());
    /// assert_eq!(scope.unwrap().service, "sts");
    /// # Ok::<(), http::Error>(())
    /// ```
    #[cfg(feature = "http")]
    pub fn of(headers: &'a HeaderMap, query: &'a str) -> Option<Self> {
        let mut signed = headers.get_all(AUTHORIZATION).iter();
        match (signed.next(), signed.next()) {
            (Some(header), None) => Self::of_header(header.to_str().ok()?),
            (Some(_), Some(_)) => None,
            (None, _) => Self::of_query(query),
        }
    }

    /// `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`
    #[cfg(feature = "http")]
    fn of_header(authorization: &'a str) -> Option<Self> {
        let (algorithm, parts) = authorization.split_once(' ')?;
        algorithm.starts_with("AWS4-").then_some(())?;
        let mut parts = parts.split(',').map(str::trim_ascii);
        Self::parse(parts.find_map(|part| part.strip_prefix("Credential="))?)
    }

    #[cfg(feature = "http")]
    fn of_query(query: &'a str) -> Option<Self> {
        let is_credential =
            |pair: &form::Pair<'a>| pair.name().is_ok_and(|name| name == "X-Amz-Credential");
        Self::parse(form::pairs(query.as_bytes()).find(is_credential)?.value().ok()?)
    }

    /// Detaches the scope from what it was read from.
    pub fn into_owned(self) -> CredentialScope<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        CredentialScope {
            access_key_id: owned(self.access_key_id),
            date: owned(self.date),
            region: self.region.map(owned),
            service: owned(self.service),
        }
    }
}
