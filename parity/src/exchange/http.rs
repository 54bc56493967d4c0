//! [`Http`]: calls over HTTP, signed with made-up keys.

use std::fmt;
use std::io::ErrorKind;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SigningInstructions, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use iam_codec::sts;
use ureq::http::uri::Authority;
use ureq::http::{Request, Uri};
use ureq::{Agent, Timeout};

use crate::exchange::call::{Answer, Call, Endpoint, Keys};
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::url::without_user;

/// Where keys come from. It is asked before the first call, and again when the endpoint says that they have
/// expired.
pub type KeySource = Box<dyn FnMut() -> Result<Keys, String>>;

/// An endpoint at a URL.
///
/// Calls are signed with the key `AKIDEXAMPLE`, which no account has, so that AWS itself refuses them, unless
/// [`Http::with_keys`] gives other ones. Each call has a connection of its own. A redirect is an answer and is not followed. A body of more than 32 MiB
/// counts as no answer.
///
/// ```
/// use std::time::Duration;
/// use iam_parity::Http;
///
/// let endpoint = Http::new("http://127.0.0.1:5000/", Duration::from_secs(10), 2)?;
/// assert_eq!(endpoint.url(), "http://127.0.0.1:5000");
/// # Ok::<(), String>(())
/// ```
pub struct Http {
    /// Where calls go.
    base: String,
    /// The same for readers, without user and password.
    url: String,
    /// Where calls of STS go, if they go elsewhere.
    sts: Option<String>,
    agent: Agent,
    retries: u32,
    identity: Identity,
    keys: Option<KeySource>,
    sleep: Box<dyn FnMut(Duration)>,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("url", &self.url).finish_non_exhaustive()
    }
}

/// The longest body that is read, in bytes.
const LONGEST_BODY: u64 = 32 * 1024 * 1024;

impl Http {
    /// The endpoint at this URL, such as `http://127.0.0.1:5000`. `timeout` is the time for a whole answer,
    /// from the connection to the last byte. A call that found no connection, and so has done nothing, is
    /// sent again up to `retries` times, after 0.2, 0.4, 0.6, … seconds.
    ///
    /// # Errors
    ///
    /// The URL is not of the form `http://host:port` or `http://host:port/path`; with the feature `https` it may
    /// begin with `https://`.
    pub fn new(url: &str, timeout: Duration, retries: u32) -> Result<Http, String> {
        check(url)?;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .timeout_global(Some(timeout))
            .proxy(None)
            .accept_encoding("identity")
            .user_agent(concat!("iam-codec/", env!("CARGO_PKG_VERSION"), " parity"))
            .build();
        let identity = Credentials::new("AKIDEXAMPLE", "secret", None, None, "made-up").into();
        let base = url.trim_end_matches('/').to_owned();
        let url = without_user(&base).into_owned();
        let (sts, keys, sleep) = (None, None, Box::new(sleep));
        Ok(Http { base, url, sts, agent: config.into(), retries, identity, keys, sleep })
    }

    /// The same endpoint with the keys of an account.
    ///
    /// ```
    /// use std::time::Duration;
    /// use iam_parity::{Http, Keys};
    ///
    /// let keys = || Ok(Keys { id: "ASIAEXAMPLE".into(), secret: "s".into(), token: Some("t".into()) });
    /// let endpoint = Http::new("http://127.0.0.1:5000", Duration::from_secs(10), 2)?;
    /// endpoint.with_keys(Box::new(keys))?;
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The source has no keys; the text says why.
    pub fn with_keys(mut self, keys: KeySource) -> Result<Http, String> {
        self.keys = Some(keys);
        self.renew()?;
        Ok(self)
    }

    /// The same endpoint, where STS has a URL of its own, as in AWS.
    ///
    /// ```
    /// use std::time::Duration;
    /// use iam_parity::Http;
    ///
    /// let iam = Http::new("http://127.0.0.1:5000", Duration::from_secs(10), 2)?;
    /// let both = iam.with_sts("http://127.0.0.1:5001")?;
    /// assert_eq!(both.url(), "http://127.0.0.1:5000");
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Http::new`].
    pub fn with_sts(mut self, url: &str) -> Result<Http, String> {
        check(url)?;
        self.sts = Some(url.trim_end_matches('/').to_owned());
        Ok(self)
    }

    /// The URL for a call.
    fn url_of(&self, call: &Call) -> &str {
        let sts = self.sts.as_deref().filter(|_| *call.service() == sts::SERVICE);
        sts.unwrap_or(&self.base)
    }

    /// Asks for keys again.
    fn renew(&mut self) -> Result<(), String> {
        if let Some(keys) = &mut self.keys {
            let Keys { id, secret, token } = keys()?;
            self.identity = Credentials::new(id, secret, token, None, "keys").into();
        }
        Ok(())
    }

    /// The URL without a final `/`, and without user and password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Signs with the keys of the call, or else with those of the endpoint.
    fn sign(&self, call: &Call, uri: &str) -> Result<SigningInstructions, String> {
        let of_call = call.keys.clone().map(|Keys { id, secret, token }| {
            Credentials::new(id, secret, token, None, "case").into()
        });
        let params = v4::SigningParams::builder()
            .identity(of_call.as_ref().unwrap_or(&self.identity))
            .region("us-east-1")
            .name(call.service().name())
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|e| e.to_string())?
            .into();
        let headers = call.own_headers().map(|(name, value)| (&**name, &**value));
        let body = SignableBody::Bytes(&call.body);
        let request = SignableRequest::new(&call.method, uri, headers, body);
        let signed = request.and_then(|request| sign(request, &params));
        Ok(signed.map_err(|e| e.to_string())?.into_parts().0)
    }

    fn send_once(&self, call: &Call) -> Result<Answer, Failure> {
        let uri = self.url_of(call).to_owned() + &call.target();
        let mut request = Request::builder().method(&*call.method).uri(&uri);
        for (name, value) in call.own_headers() {
            request = request.header(name, value);
        }
        if !call.is_presigned() {
            for (name, value) in self.sign(call, &uri)?.headers() {
                request = request.header(name, value);
            }
        }
        let answer = if call.body.is_empty() && call.method != "POST" {
            self.agent.run(request.body(()).map_err(|e| e.to_string())?)
        } else {
            self.agent.run(request.body(&*call.body).map_err(|e| e.to_string())?)
        };
        let (head, mut body) = answer?.into_parts();
        let header = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers.iter().map(header).collect(),
            body: body.with_config().limit(LONGEST_BODY).read_to_vec()?,
        })
    }
}

impl Endpoint for Http {
    fn send(&mut self, call: &Call) -> Result<Answer, String> {
        let (mut tries, mut renewed) = (0, false);
        loop {
            match self.send_once(call) {
                Err(failure) if failure.unsent && tries < self.retries => {
                    tries += 1;
                    (self.sleep)(Duration::from_millis(200) * tries);
                }
                Ok(answer) if self.keys.is_some() && !renewed && has_expired(&answer) => {
                    renewed = true;
                    self.renew()?;
                }
                result => return result.map_err(|failure| failure.text),
            }
        }
    }
}

/// Why a URL with `https` cannot be an endpoint's without the feature.
const NO_TLS: &str =
    "this build speaks no TLS, which the feature https of iam-parity adds, or aws of iam-codec-cli";

/// Whether a URL can be an endpoint's.
///
/// # Errors
///
/// It cannot; the text says which form is expected.
fn check(url: &str) -> Result<(), String> {
    let shown = without_user(url);
    let parsed: Uri =
        url.parse().map_err(|e| format!("{shown}: {e}, expected http://host:port"))?;
    let is_base = parsed.authority().is_some_and(has_no_other_port) && parsed.query().is_none();
    match parsed.scheme_str() {
        Some("https") if cfg!(not(feature = "https")) => Err(format!("{shown}: {NO_TLS}")),
        Some("http" | "https") if is_base => Ok(()),
        _ => Err(format!("{shown}: expected http://host:port")),
    }
}

/// Whether what is behind the host, if anything, is a port: a client takes 80 in place of another text.
fn has_no_other_port(authority: &Authority) -> bool {
    let host_and_port = authority.as_str().rsplit('@').next().unwrap_or_default();
    let is_host_alone = host_and_port.len() == authority.host().len();
    !authority.host().is_empty() && is_host_alone != authority.port_u16().is_some()
}

/// Whether an endpoint refuses keys because they are too old.
fn has_expired(answer: &Answer) -> bool {
    let parsed = ParsedAnswer::read(answer);
    let code = parsed.error.as_ref().and_then(|error| error.code.as_deref());
    matches!(code, Some("ExpiredToken" | "ExpiredTokenException" | "RequestExpired"))
}

/// Why there is no answer.
struct Failure {
    text: String,
    /// Whether no connection was made.
    unsent: bool,
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Failure { text, unsent: false }
    }
}

impl From<ureq::Error> for Failure {
    fn from(error: ureq::Error) -> Self {
        let unsent = match &error {
            ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => true,
            ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => true,
            ureq::Error::Io(e) => e.kind() == ErrorKind::ConnectionRefused,
            _ => false,
        };
        Failure { text: error.to_string(), unsent }
    }
}

#[cfg(test)]
mod tests;
