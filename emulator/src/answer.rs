//! From parameters to an answer: the codec reads the request, an operation of [`iam`](crate::iam) serves
//! it, and the codec writes what came of it. A refused request changes nothing.

use http::response::Builder;
use http::{Response as HttpResponse, StatusCode};
use iam_codec::{ErrorCode, ErrorResponse, Params, Request, Response};

use crate::caller::{Caller, Credential};
use crate::emulator::Emulator;
use crate::iam::operations;
use crate::iam::{Failure, Iam, Outcome, failure};
use crate::state::{Ids, State};

/// What everybody gets.
pub(crate) type Answer = HttpResponse<String>;

/// Answers parameters that hold an action.
pub(crate) fn perform(
    emulator: &Emulator,
    params: Params<'_>,
    credential: &Credential,
    id: &str,
) -> Answer {
    let unwritable = unwritable(&params);
    let response = match (Request::decoder().params(params), unwritable) {
        (Ok(request), Some(refusal)) if request.action().is_some() => Err(refusal),
        (Ok(request), _) => serve(emulator, &request, credential, id),
        (Err(refusal), _) => Err(refusal.into()),
    };
    let written = response.and_then(|response| match response.encode() {
        Ok(body) => Ok(of_xml(response.status(), response.headers(), body)),
        Err(error) => failure(ErrorCode::SERVICE_FAILURE, error.to_string()),
    });
    written.unwrap_or_else(|failure| of_error(&failure.to_response(id)))
}

/// Serves a request in the account and at the time that are due.
fn serve<'r>(
    emulator: &Emulator,
    request: &Request<'_>,
    credential: &Credential,
    id: &'r str,
) -> Outcome<Response<'r>> {
    let now = emulator.now();
    let mut state = emulator.lock();
    let State { accounts, ids } = &mut *state;
    let number = credential.account();
    let is_new = !accounts.contains_key(&number);
    let account = accounts.entry(number.clone()).or_default();
    if is_new {
        account.id.clone_from(&number);
        account.created = now.whole();
    }
    let caller = Caller::of(credential, account);
    let ids = Ids::new(emulator.seed(), ids);
    let count = ids.count();
    let (now, exactly_now) = (now.whole(), now.with_millis());
    let mut iam = Iam { account, ids, now, exactly_now, caller };
    let response = operations::serve(request, &mut iam, id);
    match &response {
        Ok(_) => credential.note_use(iam.account, now),
        Err(_) => {
            iam.ids.take_back(count);
            if is_new {
                accounts.remove(&number);
            }
        }
    }
    response
}

/// Refuses a value that no answer could show. What IAM says to it was not recorded.
fn unwritable(params: &Params<'_>) -> Option<Failure> {
    let can_carry = |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    let param = params.iter().find(|param| !param.value().chars().all(can_carry))?;
    let message = format!("The value of {} holds a character that XML cannot carry.", param.name());
    Some(Failure::new("InvalidInput").with_message(message))
}

/// The answer of an error.
pub(crate) fn of_error(error: &ErrorResponse<'_>) -> Answer {
    of_xml(error.status(), error.headers(), error.encode())
}

fn of_xml(status: u16, headers: [(&str, &str); 2], body: String) -> Answer {
    let builder = headers
        .into_iter()
        .fold(HttpResponse::builder().status(status), |builder, (name, value)| {
            builder.header(name, value)
        });
    finish(builder, body)
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
