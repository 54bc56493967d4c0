//! [`Recorder`]: keeps each exchange, without anything of the account.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::call::{Answer, Call, Endpoint};
use crate::text::normalize::{id_length, timestamp_length};

/// An endpoint whose exchanges are kept.
///
/// ```
/// use iam_parity::{Answer, Call, Endpoint, Recorder};
///
/// let mut endpoint = |_: &Call| {
///     let body = "<Arn>arn:aws:iam::987654321098:user/a</Arn><UserId>AIDACKCEVSQ6C2ABCDEF</UserId>";
///     Ok(Answer { status: 200, headers: Vec::new(), body: body.into() })
/// };
/// let mut recorder = Recorder::new(&mut endpoint);
/// let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), b"Action=GetUser".to_vec());
/// recorder.send(&call)?;
/// let files = recorder.files(&["my-secret"])?;
/// assert_eq!(files[0].0, "0001-GetUser.http");
/// assert!(files[0].1.contains("arn:aws:iam::123456789012:user/a</Arn><UserId>AIDA0000000000000001<"));
/// # Ok::<(), String>(())
/// ```
pub struct Recorder<'e> {
    endpoint: &'e mut dyn Endpoint,
    exchanges: Vec<(Call, Answer)>,
}

impl std::fmt::Debug for Recorder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorder").field("exchanges", &self.exchanges.len()).finish_non_exhaustive()
    }
}

impl Endpoint for Recorder<'_> {
    fn send(&mut self, call: &Call) -> Result<Answer, String> {
        let answer = self.endpoint.send(call)?;
        self.exchanges.push((call.clone(), answer.clone()));
        Ok(answer)
    }
}

/// Elements whose texts are secrets.
const SECRETS: [&str; 6] = [
    "SecretAccessKey",
    "ServicePassword",
    "ServiceCredentialSecret",
    "Base32StringSeed",
    "QRCodePNG",
    "SessionToken",
];

impl<'e> Recorder<'e> {
    /// The endpoint, with nothing recorded yet.
    pub fn new(endpoint: &'e mut dyn Endpoint) -> Self {
        Recorder { endpoint, exchanges: Vec::new() }
    }

    /// A file name and a text for each exchange: request and answer, one behind the other. Ids, times, account and
    /// secrets are replaced, the same one by the same replacement in all files. `private` are further texts that no
    /// file may hold, such as keys; of 12 digits are accounts.
    ///
    /// # Errors
    ///
    /// A file would still hold one of them; the text says which file, and not what.
    pub fn files(&self, private: &[&str]) -> Result<Vec<(String, String)>, String> {
        let accounts = self.accounts();
        let private: Vec<&str> =
            private.iter().copied().chain(accounts.iter().map(String::as_str)).collect();
        let mut replacer = Replacer { private: &private, known: BTreeMap::new() };
        let mut files = Vec::new();
        for ((call, answer), number) in self.exchanges.iter().zip(1..) {
            let body = String::from_utf8_lossy(&call.body).into_owned();
            let action = body.split('&').find_map(|pair| pair.strip_prefix("Action="));
            let is_plain = |action: &&str| action.bytes().all(|b| b.is_ascii_alphanumeric());
            let name = format!("{number:04}-{}.http", action.filter(is_plain).unwrap_or("request"));
            let text = replacer.replace(&exchange_text(call, answer));
            let is_held = |private: &&str| {
                !private.is_empty() && *private != ACCOUNT && text.contains(private)
            };
            if private.iter().any(is_held) {
                return Err(format!("{name} would hold something of the account"));
            }
            files.push((name, text));
        }
        Ok(files)
    }

    /// The accounts in the ARNs of all answers.
    fn accounts(&self) -> BTreeSet<String> {
        let mut accounts = BTreeSet::new();
        for (_, answer) in &self.exchanges {
            for rest in answer.text().split("arn:aws:iam::").skip(1) {
                accounts.extend(rest.get(..12).filter(|text| is_account(text)).map(str::to_owned));
            }
        }
        accounts
    }
}

/// The text that takes the place of every account.
const ACCOUNT: &str = "123456789012";

fn exchange_text(call: &Call, answer: &Answer) -> String {
    let mut text = call.text() + &format!("\n\nHTTP/1.1 {}\n", answer.status);
    for (name, value) in &answer.headers {
        text += &format!("{name}: {value}\n");
    }
    text + "\n" + &answer.text()
}

struct Replacer<'p> {
    private: &'p [&'p str],
    /// Replacements by what they replace.
    known: BTreeMap<String, String>,
}

impl Replacer<'_> {
    fn replace(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for account in self.private.iter().filter(|text| is_account(text)) {
            text = text.replace(account, ACCOUNT);
        }
        for secret in SECRETS {
            text = without_secrets(&text, secret);
        }
        self.replace_ids(&text)
    }

    fn replace_ids(&mut self, text: &str) -> String {
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        let mut at_word = true;
        while let Some(c) = rest.chars().next() {
            let length = match at_word {
                true => id_length(rest).max(timestamp_length(rest)),
                false => 0,
            };
            if length > 0 {
                replaced += &self.replacement(&rest[..length]);
                rest = &rest[length..];
                at_word = false;
                continue;
            }
            replaced.push(c);
            at_word = !c.is_ascii_alphanumeric();
            rest = &rest[c.len_utf8()..];
        }
        replaced
    }

    /// What takes the place of an id or a time: of the same form, and always the same.
    fn replacement(&mut self, found: &str) -> String {
        let number = self.known.len() + 1;
        let made = || match found {
            _ if found.contains('T') && found.contains(':') => {
                let (minute, second) = (number / 60 % 60, number % 60);
                format!("2026-01-01T{:02}:{minute:02}:{second:02}Z", number / 3600 % 24)
            }
            _ if found.contains('-') => format!("00000000-0000-4000-8000-{number:012x}"),
            _ => format!("{}{number:0width$}", &found[..4], width = found.len() - 4),
        };
        self.known.entry(found.to_owned()).or_insert_with(made).clone()
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The text with `EXAMPLE` in all elements of this name.
fn without_secrets(text: &str, element: &str) -> String {
    let (start, end) = (format!("<{element}>"), format!("</{element}>"));
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(&start) {
        kept += before;
        kept += &start;
        kept += "EXAMPLE";
        rest = after.split_once(&end).map_or("", |(_, behind)| behind);
        kept += &end;
    }
    kept + rest
}
