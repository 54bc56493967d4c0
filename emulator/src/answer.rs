//! From parameters to an answer: the codec reads the request, an operation of [`iam`](crate::iam) or
//! [`sts`](crate::sts) serves it, and the codec writes the result. A refused request changes nothing.

use std::collections::BTreeMap;

use http::response::Builder;
use http::{Response as HttpResponse, StatusCode};
use iam_codec::sts::{self as codec_sts, AsJson};
use iam_codec::{ErrorCode, ErrorResponse, Params, Reply, Request, SERVICE, Service};

use crate::caller::{Caller, Credential};
use crate::emulator::Emulator;
use crate::iam::{self, Iam};
use crate::outcome::{Failure, Outcome};
use crate::state::{Account, Ids, State, Time};
use crate::sts::{self, Sts};

/// What everybody gets.
pub(crate) type Answer = HttpResponse<String>;

/// How an answer is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Xml,
    /// STS alone has it.
    Json,
}

/// Answers parameters that hold an action of IAM.
pub(crate) fn of_iam(
    emulator: &Emulator,
    params: Params<'_>,
    credential: &Credential,
    id: &str,
) -> Answer {
    let unwritable = unwritable(&params);
    let response = match (Request::decoder().params(params), unwritable) {
        (Ok(request), Some(refusal)) if request.action().is_some() => Err(refusal),
        (Ok(request), _) => serve(emulator, credential, |turn| {
            let Turn { accounts, ids, now, caller } = turn;
            let account = accounts.entry(caller.account.clone()).or_default();
            let (now, exactly_now) = (now.whole(), now.with_millis());
            let mut iam = Iam { account, ids, now, exactly_now, caller };
            iam::operations::serve(&request, &mut iam, id)
        }),
        (Err(refusal), _) => Err(refusal.into()),
    };
    let reply = response.map_or_else(|e| e.to_response(id).into(), Reply::from);
    match reply.encode() {
        Ok(body) => finish(builder(reply.status(), reply.headers()), body),
        Err(error) => unwritten(&SERVICE, error.to_string(), id),
    }
}

/// Answers parameters that hold an action of STS.
pub(crate) fn of_sts(
    emulator: &Emulator,
    params: Params<'_>,
    credential: &Credential,
    id: &str,
    form: Form,
) -> Answer {
    let unwritable = unwritable(&params);
    let response = match (codec_sts::Request::decoder().params(params), unwritable) {
        (Ok(request), Some(refusal)) if request.action().is_some() => Err(refusal),
        (Ok(request), _) => serve(emulator, credential, |turn| {
            let Turn { accounts, ids, now, caller } = turn;
            let mut sts = Sts { accounts, ids, now: now.whole(), caller };
            sts::operations::serve(&request, &mut sts, id)
        }),
        (Err(refusal), _) => Err(refusal.into()),
    };
    let of_failure = |failure: Failure| failure.of(&codec_sts::SERVICE).to_response(id).into();
    let reply = response.map_or_else(of_failure, codec_sts::Reply::from);
    let written = match form {
        Form::Xml => reply.encode().map_err(|error| error.to_string()),
        Form::Json => serde_json::to_string(&AsJson(&reply)).map_err(|error| error.to_string()),
    };
    match (written, reply.headers()) {
        (Ok(body), [(name, _), id]) if form == Form::Json => {
            finish(builder(reply.status(), [(name, "application/json"), id]), body)
        }
        (Ok(body), headers) => finish(builder(reply.status(), headers), body),
        (Err(error), _) => unwritten(&codec_sts::SERVICE, error, id),
    }
}

/// What a request can use while it is served.
struct Turn<'s> {
    accounts: &'s mut BTreeMap<String, Account>,
    ids: Ids<'s>,
    now: Time,
    caller: Caller,
}

/// Serves a request in the account and at the time that are due.
fn serve<R>(
    emulator: &Emulator,
    credential: &Credential,
    perform: impl FnOnce(Turn<'_>) -> Outcome<R>,
) -> Outcome<R> {
    let now = emulator.now();
    let mut state = emulator.lock();
    let State { accounts, ids } = &mut *state;
    let (number, count) = (credential.account(), *ids);
    let is_new = !accounts.contains_key(&number);
    let account = accounts.entry(number.clone()).or_default();
    if is_new {
        account.id.clone_from(&number);
        account.created = now.whole();
    }
    let outcome = Caller::of(credential, account, now.whole()).and_then(|caller| {
        let ids = Ids::new(emulator.seed(), ids);
        perform(Turn { accounts, ids, now, caller })
    });
    match &outcome {
        Ok(_) => credential.note_use(accounts.entry(number).or_default(), now.whole()),
        Err(_) => {
            *ids = count;
            if is_new {
                accounts.remove(&number);
            }
        }
    }
    outcome
}

/// Refuses a value that no answer could show. What AWS says to it was not recorded.
fn unwritable(params: &Params<'_>) -> Option<Failure> {
    let can_carry = |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    let param = params.iter().find(|param| !param.value().chars().all(can_carry))?;
    let message = format!("The value of {} holds a character that XML cannot carry.", param.name());
    Some(Failure::new("InvalidInput").with_message(message))
}

/// The answer to a request whose answer cannot be written.
fn unwritten(service: &'static Service, why: String, id: &str) -> Answer {
    let failure = ErrorCode::SERVICE_FAILURE.with_message(why).of(service);
    of_error(&failure.to_response(id))
}

/// The answer of an error.
pub(crate) fn of_error(error: &ErrorResponse<'_>) -> Answer {
    finish(builder(error.status(), error.headers()), error.encode())
}

fn builder(status: u16, headers: [(&str, &str); 2]) -> Builder {
    let builder = HttpResponse::builder().status(status);
    headers.into_iter().fold(builder, |builder, (name, value)| builder.header(name, value))
}

/// The answer of a builder. Only a header that HTTP cannot carry makes it fail.
pub(crate) fn finish(builder: Builder, body: String) -> Answer {
    let failed = || {
        let mut answer = HttpResponse::new(String::new());
        *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        answer
    };
    builder.body(body).unwrap_or_else(|_| failed())
}
