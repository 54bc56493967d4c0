//! What is sent and what comes back, and who carries it.

use std::fmt::{self, Write as _};

use iam_codec::{Params, SERVICE, Service};

use crate::exchange::url::without_user;
use crate::text::visible::is_hidden;

/// An HTTP request to an endpoint.
///
/// ```
/// use iam_parity::Call;
///
/// let headers = vec![("Content-Type".to_owned(), "text/plain".to_owned())];
/// let call = Call::received("POST".into(), "/".into(), "a=1".into(), headers, b"b=2".to_vec());
/// assert_eq!(call.target(), "/?a=1");
/// assert_eq!(call.text(), "POST /?a=1\nContent-Type: text/plain\n\nb=2");
/// assert!(call.curl("http://127.0.0.1:5000").ends_with(" --data-binary 'b=2'"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// `POST`, unless a case says otherwise.
    pub method: String,
    /// `/`, unless a case says otherwise.
    pub path: String,
    /// The query string, without `?`; empty if the URL has none.
    pub query: String,
    /// Names and values. [`Http`](crate::Http) adds `Host`, `Content-Length` and a signature.
    pub headers: Vec<(String, String)>,
    /// The form body.
    pub body: Vec<u8>,
    /// The keys that sign the call, if they are not the endpoint's. The headers already name them.
    pub(crate) keys: Option<Keys>,
}

/// Keys of an account, with which calls are signed.
#[derive(Clone, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "signatures need nothing more")]
pub struct Keys {
    /// The access key id: `AKIA…` or, with a session token, `ASIA…`.
    pub id: String,
    /// The secret access key.
    pub secret: String,
    /// The session token of temporary keys.
    pub token: Option<String>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The headers that carry keys.
pub(crate) const KEY_HEADERS: [&str; 2] = ["Authorization", "X-Amz-Security-Token"];

/// What an endpoint answers.
///
/// ```
/// use iam_parity::Answer;
///
/// let headers = vec![("content-type".to_owned(), "text/xml".to_owned())];
/// let answer = Answer { status: 200, headers, body: b"<a/>".to_vec() };
/// assert_eq!(answer.header("Content-Type"), Some("text/xml"));
/// assert_eq!(answer.text(), "<a/>");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "endpoints make it, and HTTP has nothing more")]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// Names, in any case, and values.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

/// Where calls go: a URL ([`Http`](crate::Http)), or a function in a server's own tests. Any closure
/// `FnMut(&Call) -> Result<Answer, String>` is an endpoint.
///
/// ```
/// use iam_parity::{Answer, Call, Endpoint};
///
/// let mut endpoint = |call: &Call| {
///     assert_eq!(call.method, "POST");
///     Ok(Answer { status: 503, ..Answer::default() })
/// };
/// fn takes(_: &mut dyn Endpoint) {}
/// takes(&mut endpoint);
/// ```
pub trait Endpoint {
    /// Sends one call and waits for its answer. An answer of any status is `Ok`.
    ///
    /// # Errors
    ///
    /// The endpoint did not answer; the text says why.
    fn send(&mut self, call: &Call) -> Result<Answer, String>;
}

impl<F: FnMut(&Call) -> Result<Answer, String>> Endpoint for F {
    fn send(&mut self, call: &Call) -> Result<Answer, String> {
        self(call)
    }
}

impl Answer {
    /// The value of the first header with this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as a text. Invalid UTF-8 is replaced by U+FFFD.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Call {
    /// A call as a server received it. The query string comes without `?`.
    pub fn received(
        method: String,
        path: String,
        query: String,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Call {
        Call { method, path, query, headers, body, keys: None }
    }

    /// The service that the call is for: the one that a presigned query names, or else that of the version, or
    /// else that of the action. Without any of them it is IAM.
    pub(crate) fn service(&self) -> &'static Service {
        let params = Params::parse_parts(self.query.as_bytes(), &self.body).ok();
        params.and_then(|params| Service::of(&params)).unwrap_or(&SERVICE)
    }

    /// The headers without those that carry keys of the case.
    pub(crate) fn own_headers(&self) -> impl Iterator<Item = &(String, String)> {
        let carries_keys = |name: &str| self.keys.is_some() && KEY_HEADERS.contains(&name);
        self.headers.iter().filter(move |(name, _)| !carries_keys(name))
    }

    /// Whether the query string has a signature, so that there must not be another one.
    pub(crate) fn is_presigned(&self) -> bool {
        self.query.contains("X-Amz-Signature=")
    }

    /// Path and query string, as in the first line of a request: `/?a=1`.
    pub fn target(&self) -> String {
        match self.query.is_empty() {
            true => self.path.clone(),
            false => format!("{}?{}", self.path, self.query),
        }
    }

    /// The shell command that repeats this call at the endpoint `url`.
    ///
    /// ```text
    /// curl -sS -i --aws-sigv4 aws:amz:us-east-1:iam -u AKIDEXAMPLE:secret \
    ///   http://127.0.0.1:5000/ -H 'Content-Type: …' --data-binary 'Action=ListUsers&…'
    /// ```
    ///
    /// Keys that an answer has given are not in it, but words in their place; nor are user and password of the URL.
    pub fn curl(&self, url: &str) -> String {
        let target = without_user(url).trim_end_matches('/').to_owned() + &self.target();
        let service = self.service().name();
        let signed = format!("--aws-sigv4 aws:amz:us-east-1:{service} -u");
        let signature = match &self.keys {
            _ if self.is_presigned() => String::new(),
            None => format!("{signed} AKIDEXAMPLE:secret "),
            Some(Keys { token: None, .. }) => format!("{signed} KEY:SECRET "),
            Some(_) => format!("{signed} KEY:SECRET -H 'X-Amz-Security-Token: TOKEN' "),
        };
        let mut line = format!("curl -sS -i {signature}{}", quoted(target.as_bytes()));
        if self.method != "POST" || self.body.is_empty() {
            let _ = write!(line, " -X {}", self.method);
        }
        for (name, value) in self.own_headers() {
            let _ = write!(line, " -H {}", quoted(format!("{name}: {value}").as_bytes()));
        }
        // curl takes a body that begins with @ for the name of a file.
        let option = if self.body.starts_with(b"@") { "--data-raw" } else { "--data-binary" };
        if !self.body.is_empty() {
            let _ = write!(line, " {option} {}", quoted(&self.body));
        }
        line
    }

    /// The request as reports show it: its first line, headers and body. Invalid UTF-8 is replaced, and keys
    /// that an answer has given are not shown.
    pub fn text(&self) -> String {
        let mut text = format!("{} {}\n", self.method, self.target());
        for (name, value) in self.own_headers() {
            let _ = writeln!(text, "{name}: {value}");
        }
        text + "\n" + &String::from_utf8_lossy(&self.body)
    }
}

/// A word of the shell. Hidden characters and bytes that are not UTF-8 need the `$'…'` of bash and zsh.
fn quoted(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(is_hidden) => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        _ => format!("$'{}'", bytes.escape_ascii()),
    }
}

#[cfg(test)]
mod tests;
