//! STS: who callers are, and the sessions that they begin.

mod assume_role;
mod federation;
mod front;
mod identities;
mod recorded;
mod sessions;
mod web_identity;

use http::{Request as HttpRequest, header};
use iam_codec::sts;
use iam_codec::sts::operations::{AssumeRole, GetSessionToken};
use iam_codec::sts::structures::Credentials;
use iam_codec::{Operation, Reply, Timestamp};

use crate::{Answer, FORM, Refusal, error};

/// What signs requests: a key and, of sessions, a token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Keys {
    id: String,
    token: Option<String>,
}

impl Keys {
    fn of(credentials: Credentials<'_>) -> Self {
        let id = credentials.access_key_id.into_owned();
        Keys { id, token: Some(credentials.session_token.0.into_owned()) }
    }

    /// A key that nobody knows: the root user's.
    pub(super) fn root() -> Self {
        Keys { id: "test".to_owned(), token: None }
    }
}

/// An emulator at 22:13:20 on 14 November 2023, with this seed.
fn emulator() -> iam_emulator::Emulator {
    at(1_700_000_000)
}

fn at(seconds: u64) -> iam_emulator::Emulator {
    iam_emulator::Emulator::new().with_clock(move || Timestamp::from_unix(seconds).unwrap())
}

/// The response to a body that these keys have signed for STS. Whatever a test is about, a refusal changes nothing, not
/// even which ids come next.
fn respond(emulator: &iam_emulator::Emulator, keys: &Keys, body: &str) -> http::Response<String> {
    let signature = format!(
        "AWS4-HMAC-SHA256 Credential={}/20231114/eu-west-1/sts/aws4_request, SignedHeaders=host, \
         Signature=0",
        keys.id,
    );
    let mut request = HttpRequest::post("/")
        .header(header::CONTENT_TYPE, FORM)
        .header(header::AUTHORIZATION, signature);
    if let Some(token) = &keys.token {
        request = request.header("X-Amz-Security-Token", token);
    }
    let before = emulator.state();
    let response = emulator.answer(&request.body(body).unwrap());
    assert!(response.status() == 200 || emulator.state() == before, "{body}");
    response
}

fn answer(emulator: &iam_emulator::Emulator, keys: &Keys, body: &str) -> Answer {
    Answer::of(respond(emulator, keys, body))
}

/// The result of a request, or the refusal.
pub(super) fn send<'a, O: Operation<'a>>(
    emulator: &iam_emulator::Emulator,
    keys: &Keys,
    request: O,
) -> Result<O::Result<'static>, Refusal> {
    let answer = answer(emulator, keys, &request.encode());
    let body: &'static str = answer.body.clone().leak();
    match O::decode_reply(body.as_bytes()).unwrap() {
        Reply::Response(response) => Ok(response.result),
        Reply::Error(of_sts) => {
            assert_eq!(of_sts.service(), &sts::SERVICE);
            Err(error(&answer))
        }
    }
}

/// Sends steps of IAM, one a line: `CreateUser &UserName=anika`.
fn perform(emulator: &iam_emulator::Emulator, steps: &str) {
    crate::Emulator(emulator.clone()).perform(steps);
}

/// What is in the first element of this name in the answer of IAM.
fn text(emulator: &iam_emulator::Emulator, name: &str, action: &str, parameters: &str) -> String {
    crate::Emulator(emulator.clone()).texts(name, action, parameters).remove(0)
}

/// Creates a user with an access key.
fn user(emulator: &iam_emulator::Emulator, name: &str) -> Keys {
    perform(emulator, &format!("CreateUser &UserName={name}&Path=/team/"));
    let key = format!("&UserName={name}");
    Keys { id: text(emulator, "AccessKeyId", "CreateAccessKey", &key), token: None }
}

/// Arn and UserId of whoever has these keys.
fn identity(emulator: &iam_emulator::Emulator, keys: &Keys) -> Result<[String; 3], Refusal> {
    let identity = send(emulator, keys, sts::operations::GetCallerIdentity::default())?;
    let parts = [identity.arn, identity.user_id, identity.account];
    Ok(parts.map(|part| part.unwrap().into_owned()))
}

fn role_arn(name: &str) -> String {
    format!("arn:aws:iam::123456789012:role/{name}")
}

/// The request for a session `s1` of the role.
fn assume(arn: &str) -> AssumeRole<'static> {
    AssumeRole {
        role_arn: arn.to_owned().into(),
        role_session_name: "s1".into(),
        ..Default::default()
    }
}

/// The keys of a session of the role.
fn assumed(emulator: &iam_emulator::Emulator, keys: &Keys, request: AssumeRole<'static>) -> Keys {
    Keys::of(send(emulator, keys, request).unwrap().credentials.unwrap())
}

fn session_of(emulator: &iam_emulator::Emulator, keys: &Keys) -> Keys {
    let result = send(emulator, keys, GetSessionToken::default()).unwrap();
    Keys::of(result.credentials.unwrap())
}
