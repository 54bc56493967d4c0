//! Claims about the gate before a server, and about what is made of its answers.

use iam_codec::{
    Action, ErrorResponse, OddityKind, Params, Reply, Request, RequestError, RequestErrorKind,
    Service, policy, sts, wrap,
};

use super::bodies::split_at_a_pair;

const ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

/// A gate lets through what the decoder takes and the service has, and answers all else as the decoder says;
/// what names another version is for another service. The gate that judges policies refuses the first that is
/// not valid, and nothing more. All of that holds of a query string and a body too.
pub fn gate(body: &[u8]) {
    let (query, rest) = split_at_a_pair(body);
    for (query, body) in [(&b""[..], body), (query, rest)] {
        assert_iam_gate(query, body);
        assert_sts_gate(query, body);
        assert_is_checked_in_two_steps(query, body);
        assert_handler_is_asked(query, body);
        let params = Params::parse_parts(query, body).unwrap_or_default();
        assert_eq!(Service::of(&params), service_of(&params));
        for scope in
            ["k/d/r/iam/aws4_request", "k/d/sts/aws4_request", "k/d/r/s3/aws4_request", "k"]
        {
            let mut signed = params.clone();
            signed.push("X-Amz-Credential", scope);
            assert_eq!(Service::of(&signed), service_of(&signed));
        }
    }
}

/// What service a request is for: the scope of its signature says so, then its version, then its action.
fn service_of(params: &Params<'_>) -> Option<&'static Service> {
    let given =
        |name: &str| params.iter().find(|param| param.name() == name).map(|param| param.value());
    let of_scope = |scope: &str| match scope.split('/').rev().collect::<Vec<_>>()[..] {
        ["aws4_request", "iam", _, _] | ["aws4_request", "iam", _, _, _] => {
            Some(Some(&iam_codec::SERVICE))
        }
        ["aws4_request", "sts", _, _] | ["aws4_request", "sts", _, _, _] => {
            Some(Some(&sts::SERVICE))
        }
        ["aws4_request", _, _, _] | ["aws4_request", _, _, _, _] => Some(None),
        _ => None,
    };
    if let Some(service) = given("X-Amz-Credential").and_then(of_scope) {
        return service;
    }
    let action = given("Action").unwrap_or_default();
    match given("Version").unwrap_or_default() {
        "2010-05-08" => Some(&iam_codec::SERVICE),
        "2011-06-15" => Some(&sts::SERVICE),
        "" if Action::ALL.iter().any(|known| known.as_str() == action) => Some(&iam_codec::SERVICE),
        "" if sts::Action::ALL.iter().any(|known| known.as_str() == action) => Some(&sts::SERVICE),
        _ => None,
    }
}

/// What the gate answers to a request that is refused, or that the service does not have.
fn expected(error: &RequestError, service: &Service) -> Option<ErrorResponse<'static>> {
    match error.kind() {
        RequestErrorKind::InvalidAction { version: Some(version), .. }
            if !version.is_empty() && version != service.version() =>
        {
            None
        }
        _ => Some(error.to_response(ID)),
    }
}

/// Makes the claim for the requests of each service.
macro_rules! gates {
    ($($assert:ident: $($Request:ident)::+, $SERVICE:expr, $decode_error:path;)*) => {$(
        fn $assert(query: &[u8], body: &[u8]) {
            let request = $($Request)::+::decode_parts(query, body);
            let expected = match &request {
                Ok($($Request)::+::Other(other)) => expected(&other.invalid_action(), &$SERVICE),
                Ok(_) => None,
                Err(error) => expected(error, &$SERVICE),
            };
            let refused = $($Request)::+::refuse(query, body, ID);
            assert_eq!(refused, expected);
            if let Some(refused) = &refused {
                let answer = refused.encode();
                let again = $decode_error(answer.as_bytes()).unwrap();
                assert_eq!((again.status(), &again.request_id), (refused.status(), &refused.request_id));
            }

            let judging = $($Request)::+::refuse_with_policies(query, body, ID);
            let documents = request.as_ref().map(|request| request.policies()).unwrap_or_default();
            let params = Params::parse_parts(query, body).unwrap_or_default();
            for (_, document) in &documents {
                assert!(params.iter().any(|param| param.value() == *document), "{document}");
            }
            let mut verdicts = documents.into_iter().map(|(kind, document)| policy::judge(kind, document));
            let malformed = verdicts.find_map(Result::err).filter(|_| refused.is_none());
            match malformed {
                Some(malformed) => {
                    let judging = judging.unwrap();
                    assert_eq!(judging.code, malformed.code());
                    assert_eq!(judging.message.as_deref(), malformed.message());
                }
                None => assert_eq!(judging, refused),
            }
        }
    )*};
}

gates! {
    assert_iam_gate: Request, iam_codec::SERVICE, ErrorResponse::decode;
    assert_sts_gate: sts::Request, sts::SERVICE, sts::decode_error;
}

/// The checks before the authorization and those behind it are together the checks of the decoder.
fn assert_is_checked_in_two_steps(query: &[u8], body: &[u8]) {
    let whole = Request::decode_parts(query, body);
    let first = Request::decode_before_authorization(query, body);
    match &whole {
        Err(error) if error.follows_authorization() => {
            let second = first.unwrap().check_tags().unwrap_err();
            assert_eq!(second.kind(), error.kind());
            assert_eq!(second.parameter(), error.parameter());
        }
        _ => {
            assert_eq!(first, whole);
            assert!(whole.is_err() || first.unwrap().check_tags() == Ok(()));
        }
    }
}

/// A handler sees exactly the requests that the gate lets through, with all parameters.
fn assert_handler_is_asked(query: &[u8], body: &[u8]) {
    let refused = Request::refuse(query, body, ID);
    let mut asked = None;
    let (status, answer) = wrap(query, body, ID, |params| {
        asked = Some(params.encode());
        (503, b"a page".to_vec())
    });
    match refused {
        Some(error) => {
            assert_eq!((status, answer), (error.status(), error.encode().into_bytes()));
            assert_eq!(asked, None);
        }
        None => {
            assert_eq!((status, &*answer), (503, &b"a page"[..]));
            let params = Params::parse_parts(query, body).unwrap_or_default();
            assert_eq!(asked, Some(params.encode()));
        }
    }
}

/// What a server answers keeps its meaning, and gets AWS's layout and the id that was asked for if it is
/// a reply. Whatever it is, a success stays one and a failure too, and what is written anew is not changed by
/// being written again.
pub fn wrapped(document: &[u8]) {
    const BODY: &[u8] = b"Action=GetUser&Version=2010-05-08";
    for status in [200, 418] {
        let (given, answer) = wrap(b"", BODY, ID, |_| (status, document.to_vec()));
        let is_success = |status| (200..300).contains(&status);
        assert_eq!(is_success(given), is_success(status));
        let again = wrap(b"", BODY, ID, |_| (given, answer.clone()));
        assert_eq!(again, (given, answer.clone()));
        match Reply::decode(&answer) {
            Ok(reply) if answer != document || given != status => {
                assert_eq!((id_of(&reply), given), (ID, status_of(&reply, status)));
            }
            _ => assert_eq!((&*answer, given), (document, status)),
        }
        assert_means_the_same(document, &answer, is_success(status));
    }
}

/// What the strict reader reads is what is written, but for what the tolerant reader says that it reads otherwise.
fn assert_means_the_same(document: &[u8], answer: &[u8], is_success: bool) {
    let Ok(reply) = Reply::decode(document) else { return };
    let (_, oddities) = Reply::decode_tolerantly(document).unwrap();
    let is_other = |kind: &OddityKind| {
        matches!(kind, OddityKind::OtherName(_) | OddityKind::NotPercentEncoded)
    };
    if oddities.iter().any(|oddity| is_other(oddity.kind())) {
        return;
    }
    let written = Reply::decode(answer).unwrap();
    match (reply, written) {
        (Reply::Response(given), Reply::Response(written))
            if given.action().is_some() && is_success =>
        {
            assert_eq!((written.result, &*written.request_id), (given.result, ID));
        }
        (Reply::Error(given), Reply::Error(written))
            if !given.code.as_str().is_empty() && !is_success =>
        {
            assert_eq!((written.code, written.message), (given.code, given.message));
            assert_eq!(written.request_id, ID);
        }
        _ => assert_eq!(answer, document),
    }
}

/// That of the code, if AWS has it, or else the one that it came with.
fn status_of(reply: &Reply<'_>, came_with: u16) -> u16 {
    match reply {
        Reply::Response(_) => 200,
        Reply::Error(error) => error.code.status().unwrap_or(came_with),
    }
}

fn id_of<'r>(reply: &'r Reply<'_>) -> &'r str {
    match reply {
        Reply::Response(response) => &response.request_id,
        Reply::Error(error) => &error.request_id,
    }
}
