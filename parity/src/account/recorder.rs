//! [`Recorder`]: keeps each exchange, without anything of the account.

use std::collections::BTreeSet;

use iam_codec::Params;
use serde_json::json;

use crate::account::leaks::Leaks;
use crate::account::replacer::{ACCOUNT, Replacer, accounts_in};
use crate::exchange::call::{Answer, Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;

/// An endpoint whose exchanges are kept.
///
/// ```
/// use iam_parity::{Answer, Call, Endpoint, Recorder};
///
/// let mut endpoint = |_: &Call| {
///     let body = "<GetUserResponse><GetUserResult><User><Arn>arn:aws:iam::987654321098:user/parity-7-1</Arn>\
///         <UserId>AIDACKCEVSQ6C2ABCDEF</UserId></User></GetUserResult></GetUserResponse>";
///     Ok(Answer { status: 200, headers: Vec::new(), body: body.into() })
/// };
/// let mut recorder = Recorder::new(&mut endpoint, 7);
/// let body = b"Action=GetUser&UserName=parity-7-1".to_vec();
/// recorder.send(&Call::received("POST".into(), "/".into(), "".into(), Vec::new(), body))?;
/// let recording = recorder.recording(&["my-secret"]);
/// let names: Vec<_> = recording.files.iter().map(|(name, _)| name.as_str()).collect();
/// assert_eq!(names, ["0001-GetUser.form", "0001-GetUser.xml", "exchanges.json"]);
/// let answer = String::from_utf8_lossy(&recording.files[1].1);
/// assert!(answer.contains("arn:aws:iam::123456789012:user/parity-7-1</Arn><UserId>AIDA0000000000000001<"));
/// # Ok::<(), String>(())
/// ```
pub struct Recorder<'e> {
    endpoint: &'e mut dyn Endpoint,
    seed: u64,
    exchanges: Vec<(Call, Answer)>,
}

/// What a [`Recorder`] has kept.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Recording {
    /// Golden files, by name: a body and its answer in two files of one name, and `exchanges.json` with a line for each.
    pub files: Vec<(String, Vec<u8>)>,
    /// The exchanges that are left out, since they hold what the run has not made, with a word for what it is.
    pub left_out: Vec<(String, String)>,
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

impl<'e> Recorder<'e> {
    /// The endpoint of a run with this seed, with nothing recorded yet.
    pub fn new(endpoint: &'e mut dyn Endpoint, seed: u64) -> Self {
        Recorder { endpoint, seed, exchanges: Vec::new() }
    }

    /// The exchanges as golden files. Ids, times, account, markers and secrets are replaced, the same one by the same
    /// replacement in all files. `private` are further texts that no file may hold, such as the caller's keys. An
    /// exchange that would still hold one of them, or anything else that neither the run nor AWS has made, is
    /// left out.
    pub fn recording(&self, private: &[&str]) -> Recording {
        let accounts = self.accounts();
        let mut replacer = Replacer::new(&accounts);
        for (_, answer) in &self.exchanges {
            replacer.learn(&ParsedAnswer::read(answer));
        }
        let private = private.iter().copied().chain(accounts.iter().map(String::as_str));
        let private = private.filter(|text| !text.is_empty() && *text != ACCOUNT).collect();
        let mut leaks = Leaks::new(self.seed, private);
        let (mut recording, mut lines) = (Recording::default(), Vec::new());
        for ((call, answer), number) in self.exchanges.iter().zip(1..) {
            leaks.sent(call);
            let name = format!("{number:04}-{}", action(call));
            let request = replacer.bytes(&request_bytes(call));
            let body = replacer.bytes(&answer.body);
            let kept = Answer { body: body.clone(), ..answer.clone() };
            if let Some(leak) = leaks.find(&action(call), &request, &kept) {
                recording.left_out.push((name, leak));
                continue;
            }
            lines.push(line(&name, &request, &kept));
            recording.files.push((format!("{name}.{}", ending(call)), request));
            recording.files.push((format!("{name}.xml"), body));
        }
        let all = format!("[\n{}\n]\n", lines.join(",\n"));
        recording.files.push(("exchanges.json".to_owned(), all.into_bytes()));
        recording
    }

    /// The accounts in all answers.
    fn accounts(&self) -> BTreeSet<String> {
        let texts = self.exchanges.iter().map(|(_, answer)| answer.text());
        texts.flat_map(|text| accounts_in(&text).map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}

/// The action of a request, if it can be a part of a file's name.
fn action(call: &Call) -> String {
    let params = Params::parse_parts(call.query.as_bytes(), &call.body).unwrap_or_default();
    let action = params.get("Action").unwrap_or_default();
    let is_plain = !action.is_empty() && action.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_plain { action.to_owned() } else { "request".to_owned() }
}

/// A usual request is its body; another one is a whole message.
fn ending(call: &Call) -> &'static str {
    let is_usual = call.method == "POST" && call.path == "/" && call.query.is_empty();
    if is_usual { "form" } else { "http" }
}

fn request_bytes(call: &Call) -> Vec<u8> {
    match ending(call) {
        "form" => call.body.clone(),
        _ => {
            let mut bytes = format!("{} {} HTTP/1.1\r\n", call.method, call.target()).into_bytes();
            for (name, value) in call.own_headers() {
                bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
            }
            bytes.extend_from_slice(b"\r\n");
            bytes.extend_from_slice(&call.body);
            bytes
        }
    }
}

/// A line of `exchanges.json`, as in `testdata/recorded`.
fn line(name: &str, request: &[u8], answer: &Answer) -> String {
    let parsed = ParsedAnswer::read(answer);
    let mut line =
        json!({ "case": name, "body": String::from_utf8_lossy(request), "status": answer.status });
    let error = parsed.error.unwrap_or_default();
    line["code"] = json!(error.code.unwrap_or_else(|| "Success".to_owned()));
    if let Some(message) = error.message {
        line["message"] = json!(message);
    }
    line.to_string()
}

#[cfg(test)]
mod tests;
