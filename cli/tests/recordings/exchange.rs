//! One exchange, and its messages as HTTP.

/// A request with a body and its reply.
pub(crate) struct Exchange<'e> {
    pub(crate) sent: Vec<(&'e str, &'e str)>,
    pub(crate) body: &'e str,
    pub(crate) status: u16,
    pub(crate) received: Vec<(&'e str, &'e str)>,
    pub(crate) answer: &'e str,
}

pub(crate) type Headers<'h> = [(&'h str, &'h str)];

impl Exchange<'_> {
    pub(crate) fn request(&self) -> String {
        format!("POST / HTTP/1.1\r\n{}\r\n{}", head(&self.sent), self.body)
    }

    pub(crate) fn reply(&self) -> String {
        format!("HTTP/1.1 {} A\r\n{}\r\n{}", self.status, head(&self.received), self.answer)
    }
}

pub(crate) fn head(headers: &Headers<'_>) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}
