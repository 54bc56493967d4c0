//! Requests over HTTP, without a network, and what is answered.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use iam_emulator::Emulator;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::elements::Element;
use super::tree::{Tree, told};

/// What an answer tells, or its status and error code.
pub(super) type Outcome = Result<Tree, (u16, String)>;

/// Who signs: an access key, and the token of a session.
#[derive(Clone, Debug, Default)]
pub(super) struct Signer {
    pub(super) key: String,
    pub(super) token: String,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    status: u16,
    root: Element,
}

impl Answer {
    /// What the answer says.
    pub(super) fn outcome(&self) -> Outcome {
        if self.status != 200 {
            return Err((self.status, self.text("Code")));
        }
        let mut children = self.root.children.iter();
        let result = children.find(|child| child.name.ends_with("Result"));
        let result = result.filter(|result| !result.children.is_empty());
        Ok(result.map_or(told([]), Tree::of))
    }

    /// The text of the first element of this name; empty if there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.root.find(name).map(|found| found.text.clone()).unwrap_or_default()
    }

    /// The members of a list.
    pub(super) fn items(&self) -> Vec<Tree> {
        Tree::items(&self.root)
    }

    /// The value of an entry of a map.
    pub(super) fn entry(&self, key: &str) -> String {
        let map = self.root.find("SummaryMap");
        let mut entries = map.into_iter().flat_map(|map| &map.children);
        let found = entries.find(|entry| entry.find("key").is_some_and(|it| it.text == key));
        found.and_then(|entry| entry.find("value")).map(|it| it.text.clone()).unwrap_or_default()
    }
}

/// A text as forms have it.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The answer to a body.
pub(super) fn post(emulator: &Emulator, body: &str, signer: &Signer) -> Answer {
    let service = if body.contains("Version=2011") { "sts" } else { "iam" };
    let scope = format!("{}/20231114/us-east-1/{service}/aws4_request", signer.key);
    let mut request = http::Request::post("/")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(AUTHORIZATION, format!("AWS4-HMAC-SHA256 Credential={scope}"));
    if !signer.token.is_empty() {
        request = request.header("x-amz-security-token", &signer.token);
    }
    let answer = emulator.answer(&request.body(body).expect("a request of HTTP"));
    Answer { status: answer.status().as_u16(), root: Element::read(answer.body()) }
}
