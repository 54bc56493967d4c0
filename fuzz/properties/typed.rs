//! Claims about one operation, by its own types. They go the way of all others, by the tables, so that a few
//! operations stand for all: wide ones, deep ones, with lists and maps.

use iam_codec::operations::{
    CreateRole, GetAccountSummary, GetUser, PutUserPolicy, SimulatePrincipalPolicy,
};
use iam_codec::{
    Dialect, Operation, OperationResult, Params, Reply, Request, RequestError, RequestErrorKind,
    Response, ResponseError, ResponseErrorKind,
};

/// Makes of both claims one for each of these operations.
macro_rules! typed {
    (requests: $($Input:ident)*; replies: $($Result:ident)*;) => {
        /// The input of an operation reads and writes what [`Request`] does, and no other action.
        pub(super) fn assert_is_read_by_type(
            body: &[u8],
            request: &Result<Request<'_>, RequestError>,
        ) {
            let params = Params::parse(body);
            let action = params.as_ref().ok().and_then(|params| params.get("Action"));
            $(match (request, $Input::decode(body)) {
                (Ok(Request::$Input(input)), typed) => {
                    assert_eq!(typed.as_ref(), Ok(input));
                    assert_eq!(input.validate(), Ok(()));
                    for (query, rest) in [(body, &b""[..]), (b"", body)] {
                        assert_eq!($Input::decode_parts(query, rest).as_ref(), Ok(input));
                    }
                    let whole = Request::from(input.clone());
                    assert_eq!(Operation::encode(input), whole.encode());
                    assert_eq!(input.encode_as(Dialect::Go), whole.encode_as(Dialect::Go));
                    assert_eq!($Input::try_from(whole).as_ref(), Ok(input));
                    assert_eq!(&Operation::into_owned(input.clone()), input);
                }
                (Err(e), typed) if action.is_none_or(|action| action == stringify!($Input)) => {
                    assert_eq!(typed.as_ref(), Err(e));
                }
                (_, typed) => {
                    let kind = typed.unwrap_err().kind().clone();
                    assert!(matches!(kind, RequestErrorKind::InvalidAction { .. }), "{kind:?}");
                }
            })*
        }

        /// An operation reads its own responses and all errors as [`Reply`] does, and nothing else.
        pub(super) fn assert_reply_is_read_by_type(
            body: &[u8],
            reply: &Result<Reply<'_>, ResponseError>,
        ) {
            $(match (reply, $Result::decode_reply(body)) {
                (Ok(Reply::Error(error)), Ok(Reply::Error(typed))) => assert_eq!(&typed, error),
                (Ok(Reply::Response(response)), Ok(Reply::Response(typed))) => {
                    let own = Response::new(typed.result.clone(), typed.request_id.clone());
                    assert_eq!(own.encode(), response.encode());
                    let result = OperationResult::$Result(typed.result);
                    assert_eq!(&Response { result, request_id: typed.request_id }, response);
                }
                (Err(e), Err(typed)) if *e == typed => {}
                (reply, Err(typed)) => {
                    let is_own = matches!(
                        reply,
                        Ok(Reply::Error(_) | Reply::Response(Response {
                            result: OperationResult::$Result(_), ..
                        }))
                    );
                    let is_of_root = matches!(typed.kind(), ResponseErrorKind::UnexpectedRoot(_));
                    assert!(is_of_root && !is_own, "{typed}: {reply:?}");
                }
                differing => panic!("{differing:?}"),
            })*
        }
    };
}

typed! {
    requests: CreateRole GetUser PutUserPolicy SimulatePrincipalPolicy;
    replies: CreateRole GetUser GetAccountSummary SimulatePrincipalPolicy;
}
