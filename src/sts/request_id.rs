//! [`ExtendedRequestId`]: the second id that STS gives with each answer.

use std::borrow::Cow;
use std::fmt;

use crate::types::blob::Blob;

/// The name of the header that carries the second id, on every answer of STS. IAM has no such header.
pub const EXTENDED_REQUEST_ID: &str = "x-amz-sts-extended-request-id";

/// The second id of an answer, as far as its form is known: region, time, and a part that is not
/// understood. Prints as the header carries it, in base64.
///
/// ```
/// use iam_codec::Operation;
/// use iam_codec::sts::operations::{GetCallerIdentity, GetCallerIdentityResult};
/// use iam_codec::sts::{EXTENDED_REQUEST_ID, ExtendedRequestId};
///
/// let id = ExtendedRequestId::new("us-east-1", 1_764_396_000_123, "k3JYgTbn");
/// assert_eq!(id.to_string(), "MTp1cy1lYXN0LTE6UzoxNzY0Mzk2MDAwMTIzOlI6azNKWWdUYm4=");
/// assert_eq!(ExtendedRequestId::parse(&id.to_string()), Some(id.clone()));
///
/// # #[cfg(feature = "http")] {
/// let response = GetCallerIdentity::response(GetCallerIdentityResult::default(), "id");
/// let mut message = response.to_http()?;
/// message.headers_mut().insert(EXTENDED_REQUEST_ID, id.to_string().parse()?);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Decoded from five answers of 2025 and 2026: `1:{region}:S:{milliseconds}:R:{eight letters or digits}`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExtendedRequestId<'a> {
    /// The region of the endpoint.
    pub region: Cow<'a, str>,
    /// The time of the answer, in milliseconds since 1970.
    pub milliseconds: u64,
    /// Eight letters or digits, without a known meaning.
    pub random: Cow<'a, str>,
}

impl<'a> ExtendedRequestId<'a> {
    /// An id of these parts.
    pub fn new(
        region: impl Into<Cow<'a, str>>,
        milliseconds: u64,
        random: impl Into<Cow<'a, str>>,
    ) -> Self {
        ExtendedRequestId { region: region.into(), milliseconds, random: random.into() }
    }
}

impl ExtendedRequestId<'static> {
    /// Reads the value of the header; `None` if it has another form.
    pub fn parse(header: &str) -> Option<Self> {
        let bytes = Blob::from_base64(header)?;
        let text = std::str::from_utf8(bytes.as_ref()).ok()?;
        match text.split(':').collect::<Vec<_>>()[..] {
            ["1", region, "S", milliseconds, "R", random] => Some(ExtendedRequestId::new(
                region.to_owned(),
                milliseconds.parse().ok()?,
                random.to_owned(),
            )),
            _ => None,
        }
    }
}

impl fmt::Display for ExtendedRequestId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ExtendedRequestId { region, milliseconds, random } = self;
        let text = format!("1:{region}:S:{milliseconds}:R:{random}");
        f.write_str(&Blob::from(text.into_bytes()).to_base64())
    }
}
