//! [`Leaks`]: finds what an exchange still holds of an account.

use std::collections::HashSet;

use iam_codec::{Action, Params, sts};

use crate::account::replacer::{ACCOUNT, accounts_in, is_replaced};
use crate::exchange::call::{Answer, Call};
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;

/// Operations whose answers are about the account as a whole.
const ABOUT_THE_ACCOUNT: [&str; 3] =
    ["GetAccountSummary", "GetAccountAuthorizationDetails", "GetCredentialReport"];

/// Knowledge of a run: anything else is the account's.
pub(super) struct Leaks<'p> {
    prefix: String,
    private: Vec<&'p str>,
    /// The texts that the run has sent.
    sent: HashSet<String>,
}

impl<'p> Leaks<'p> {
    pub(super) fn new(seed: u64, private: Vec<&'p str>) -> Self {
        Leaks { prefix: format!("parity-{seed:x}-"), private, sent: HashSet::new() }
    }

    /// Remembers what the run sends.
    pub(super) fn sent(&mut self, call: &Call) {
        let params = Params::parse_parts(call.query.as_bytes(), &call.body).unwrap_or_default();
        self.sent.extend(params.iter().map(|param| param.value().to_owned()));
    }

    /// What an exchange would tell of the account, in a word that does not tell it.
    pub(super) fn find(&self, action: &str, request: &[u8], answer: &Answer) -> Option<String> {
        if ABOUT_THE_ACCOUNT.contains(&action) {
            return Some("an answer about the whole account".to_owned());
        }
        let texts = [String::from_utf8_lossy(request).into_owned(), answer.text()];
        if texts.iter().any(|text| self.private.iter().any(|private| text.contains(private))) {
            return Some("a private text".to_owned());
        }
        if texts.iter().any(|text| has_other_account(text)) {
            return Some("an account".to_owned());
        }
        let parsed = ParsedAnswer::read(answer);
        if parsed.document.root.is_none() && !answer.body.is_empty() {
            return Some("an answer that cannot be read".to_owned());
        }
        let root = parsed.root()?;
        let leaf = self.foreign(root)?;
        Some(format!("an unknown text in {}", leaf.name))
    }

    /// The first element whose text neither the run nor AWS has made.
    fn foreign<'e>(&self, element: &'e Element) -> Option<&'e Element> {
        let is_foreign = element.children.is_empty() && !self.is_known(element);
        let own = is_foreign.then_some(element);
        own.or_else(|| element.children.iter().find_map(|child| self.foreign(child)))
    }

    fn is_known(&self, element: &Element) -> bool {
        let text = element.text.trim();
        // A count, or the version of a policy.
        let digits = text.strip_prefix('v').unwrap_or(text);
        let is_number = digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
        match &*element.name {
            "Code" | "Status" | "State" | "JobStatus" => {
                text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
            }
            "Message" => self.is_plain_message(text),
            _ => {
                is_number
                    || text.is_empty()
                    || text.contains(&self.prefix)
                    || text.contains("-EXAMPLE-")
                    || is_word_of_the_model(text)
                    || (text.starts_with("arn:aws:iam::aws:") || text == ACCOUNT)
                    || is_replaced(text)
                    || self.sent.contains(&element.text)
                    || self.sent.contains(text)
                    || self.is_encoded(text)
            }
        }
    }

    /// Whether a message names nothing but resources of the run.
    fn is_plain_message(&self, text: &str) -> bool {
        let is_fine =
            |arn: &str| arn.contains(&self.prefix) || arn.starts_with("arn:aws:iam::aws:");
        let words = text.split([' ', '\'', '"', ',', '[', ']']);
        let mut arns = words.filter(|word| word.starts_with("arn:"));
        arns.all(|arn| is_fine(arn) || self.sent.contains(arn))
    }

    /// Whether it is a document that the run has sent, in the form in which IAM gives it back.
    fn is_encoded(&self, text: &str) -> bool {
        let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        decoded.starts_with('{')
            && (self.sent.contains(&decoded) || !decoded.contains("arn:aws:iam::"))
    }
}

/// Whether a text is an action, or a word that the model lists.
fn is_word_of_the_model(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "true", "false", "Active", "Inactive", "Sender", "Receiver", "Policy", "/", "N/A",
        "COMPLETE", "STARTED", "Allowed",
    ];
    WORDS.contains(&text) || text.parse::<Action>().is_ok() || text.parse::<sts::Action>().is_ok()
}

/// Whether a text has a number of twelve digits that is not the replacement.
fn has_other_account(text: &str) -> bool {
    accounts_in(text).any(|account| account != ACCOUNT)
}

#[cfg(test)]
mod tests;
