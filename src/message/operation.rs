//! [`Operation`]: both directions of one operation that is known at compile time.

use std::borrow::Cow;

use crate::engine::cursor::Cursor;
use crate::engine::output;
use crate::error::request_error::RequestError;
use crate::message::decoder::{Decode, Decoder};
use crate::message::dialect::{self, Dialect};
use crate::message::error_code::ErrorCode;
use crate::message::error_response::ErrorResponse;
use crate::message::other::OtherRequest;
use crate::message::params::Params;
use crate::message::parts::readable;
use crate::message::reply::Reply;
use crate::message::request::{
    missing_action, put_members, read_members, read_plain, validate_members,
};
use crate::message::response::{Response, read_children, unexpected_root};
use crate::message::service::Actions;
use crate::schema::structure::{Structure, StructureMut};
use crate::wire::form::Memory;
use crate::wire::xml;
use crate::wire::xml::error::ResponseError;
use crate::wire::xml::unknown::UnknownElements;

/// What the walks see of an operation.
pub(crate) trait Table<'a>: Decode<'a> {
    fn input(&self) -> &dyn Structure;

    fn input_mut(&mut self) -> &mut dyn StructureMut<'a>;

    /// The members of the Result element, if there is one.
    fn output_mut<'s, 'r>(
        result: &'s mut <Self as Operation<'a>>::Result<'r>,
    ) -> Option<&'s mut dyn StructureMut<'r>>
    where
        Self: Operation<'a>;
}

/// Reads and writes one operation whose type is known at compile time. The inputs in
/// [`operations`](crate::operations) implement it; other types cannot.
///
/// ```
/// use iam_codec::operations::{GetUser, GetUserResult};
/// use iam_codec::{Operation, Reply};
///
/// let request = GetUser::decode(b"Action=GetUser&Version=2010-05-08&UserName=anika")?;
/// assert_eq!(request.user_name.as_deref(), Some("anika"));
/// assert_eq!(request.encode(), "Action=GetUser&Version=2010-05-08&UserName=anika");
///
/// let response = request.respond(GetUserResult::default(), "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
/// let body = response.encode()?;
/// let Reply::Response(response) = GetUser::decode_reply(body.as_bytes())? else { unreachable!() };
/// assert_eq!(response.result, GetUserResult::default());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[expect(private_bounds, reason = "sealed")]
pub trait Operation<'a>: Table<'a> + Default {
    /// The actions of the service.
    type Action: Actions;

    /// The input without borrowed texts.
    type Owned: Operation<'static>;

    /// What the operation gives; [`Success`](crate::Success) if that is nothing else.
    type Result<'r>: Default + Into<Self::OperationResult<'r>>;

    /// The result of any operation of the service.
    type OperationResult<'r>;

    /// The operation.
    const ACTION: Self::Action;

    /// The errors that the service's model declares, in its order.
    const ERRORS: &'static [ErrorCode<'static>];

    /// Reads the input from a body, as strictly as [`Request::decode`](crate::Request::decode).
    ///
    /// # Errors
    ///
    /// As there; a body with another action is refused as
    /// [`InvalidAction`](crate::RequestErrorKind::InvalidAction).
    fn decode(body: &'a [u8]) -> Result<Self, RequestError> {
        Self::decoder().body(body)
    }

    /// Reads the input from a query string and a body as one.
    ///
    /// # Errors
    ///
    /// As for [`decode`](Operation::decode), and a name that is in both parts.
    fn decode_parts(query: &'a [u8], body: &'a [u8]) -> Result<Self, RequestError> {
        Self::decoder().parts(query, body)
    }

    /// Reads the input in all other ways.
    fn decoder() -> Decoder<Self> {
        Decoder::new()
    }

    /// The body, as [`Request::encode`](crate::Request::encode) gives it.
    fn encode(&self) -> String {
        let mut body = String::new();
        self.encode_into(&mut body);
        body
    }

    /// Appends the body to a buffer, which saves its allocation.
    fn encode_into(&self, body: &mut String) {
        put_members(Self::ACTION, self.input(), body);
    }

    /// The body as another family of clients sends it.
    fn encode_as(&self, dialect: Dialect) -> String {
        dialect::encode_members(Self::ACTION, self.input(), dialect)
    }

    /// Checks everything that [`decode`](Operation::decode) checks.
    ///
    /// ```
    /// use iam_codec::Operation;
    /// use iam_codec::operations::GetGroup;
    ///
    /// let error = GetGroup::default().validate().unwrap_err();
    /// assert_eq!(error.parameter(), Some("GroupName"));
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`decode`](Operation::decode), without offsets.
    fn validate(&self) -> Result<(), RequestError> {
        validate_members(Self::ACTION, self.input())
    }

    /// The answer with this operation's result, and no other's. A result of one member can be given as
    /// that member, the result of an operation that gives nothing but its success as `()`.
    ///
    /// ```
    /// use iam_codec::Operation;
    /// use iam_codec::operations::{CreateGroup, DeleteGroup};
    /// use iam_codec::structures::Group;
    ///
    /// let group = Group { group_name: "admins".into(), ..Default::default() };
    /// let response = CreateGroup::default().respond(group, "id");
    /// assert!(response.encode()?.contains("<GroupName>admins</GroupName>"));
    /// let response = DeleteGroup::default().respond((), "id");
    /// assert_eq!(response.action_name(), "DeleteGroup");
    /// # Ok::<(), iam_codec::EncodeError>(())
    /// ```
    fn respond<'r>(
        &self,
        result: impl Into<Self::Result<'r>>,
        request_id: impl Into<Cow<'r, str>>,
    ) -> Response<'r, Self::OperationResult<'r>> {
        Self::response(result, request_id)
    }

    /// The same without a request.
    fn response<'r>(
        result: impl Into<Self::Result<'r>>,
        request_id: impl Into<Cow<'r, str>>,
    ) -> Response<'r, Self::OperationResult<'r>> {
        Response { result: result.into().into(), request_id: request_id.into() }
    }

    /// Reads the reply of this operation from a body.
    ///
    /// # Errors
    ///
    /// As for [`Reply::decode`]; the response of another operation has an unexpected root element.
    fn decode_reply<'r>(body: &'r [u8]) -> Result<Reply<'r, Self::Result<'r>>, ResponseError> {
        read_reply::<Self>(body)
    }

    /// Detaches the input from the body it was decoded from.
    fn into_owned(self) -> Self::Owned;
}

/// Reads the input of this operation from a query string and a body.
pub(crate) fn decode<'a, O: Operation<'a>>(
    query: &'a [u8],
    body: &'a [u8],
    memory: &mut impl Memory<'a>,
    checked: bool,
) -> Result<O, RequestError> {
    let Some(mut cursor) = routed(O::ACTION.name(), query, body) else {
        // Another action, or one that can be read only when all names are.
        let params = Params::parse_parts(query, body);
        return decode_params(params.map_err(|error| error.of(O::Action::SERVICE))?, checked);
    };
    let mut operation = O::default();
    let judged = read_plain(O::ACTION, operation.input_mut(), &cursor, memory, checked);
    let judged = judged.unwrap_or_else(|| {
        operation = O::default();
        read_members(O::ACTION, operation.input_mut(), &mut cursor, checked)
    });
    judged.map(|()| operation).map_err(|error| error.in_parts(cursor.parts()))
}

/// A cursor behind the action, if that is the one of this name.
// A function without `O`, like those below: a program that knows many operations holds it once.
fn routed<'a>(action: &str, query: &'a [u8], body: &'a [u8]) -> Option<Cursor<'a>> {
    let (name, cursor) = readable(query, body).and_then(Cursor::routed)?;
    (name == action).then_some(cursor)
}

fn read_params<'a, A: Actions>(
    action: A,
    structure: &mut dyn StructureMut<'a>,
    mut params: Params<'a>,
    checked: bool,
) -> Result<(), RequestError> {
    match params.get("Action") {
        None => Err(missing_action(&params).of(A::SERVICE)),
        Some(name) if name == action.name() => {
            read_members(action, structure, &mut params.drain(), checked)
                .map_err(|error| error.in_params(&params))
        }
        Some(_) => Err(OtherRequest { params, service: A::SERVICE }.invalid_action()),
    }
}

/// Makes the input of this operation of parameters.
pub(crate) fn decode_params<'a, O: Operation<'a>>(
    params: Params<'a>,
    checked: bool,
) -> Result<O, RequestError> {
    let mut operation = O::default();
    read_params(O::ACTION, operation.input_mut(), params, checked)?;
    Ok(operation)
}

/// Reads the reply of one operation.
fn read_reply<'i, 'a, O: Operation<'i>>(
    body: &'a [u8],
) -> Result<Reply<'a, O::Result<'a>>, ResponseError> {
    let (service, action) = (<O::Action as Actions>::SERVICE, O::ACTION.name());
    xml::decode(service.namespace(), body, |root, document| {
        let unknown = &mut UnknownElements::Skipped;
        if root == "ErrorResponse" {
            return ErrorResponse::read(service, root, document, unknown).map(Reply::Error);
        }
        if root.strip_suffix("Response") != Some(action) {
            return Err(unexpected_root(root, document));
        }
        let mut result = O::Result::default();
        let has_result = O::output_mut(&mut result).is_some();
        let request_id =
            read_children(action, has_result, document, unknown, |document, unknown| {
                match O::output_mut(&mut result) {
                    Some(members) => output::read(members, document, unknown),
                    None => Ok(()),
                }
            })?;
        Ok(Reply::Response(Response { result, request_id }))
    })
}
