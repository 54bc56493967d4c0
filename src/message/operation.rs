//! [`Operation`]: both directions of one operation, for those who know which one they deal with.

use std::borrow::Cow;

use crate::engine::cursor::Cursor;
use crate::error::request_error::RequestError;
use crate::iam::operations::{Action, Declared};
use crate::message::other::OtherRequest;
use crate::message::params::Params;
use crate::message::request::{missing_action, put_members, read_members, validate_members};
use crate::message::response::{Reply, Response};
use crate::schema::structure::StructureMut;
use crate::wire::xml::error::ResponseError;

/// An operation that is no tag operation, for those who know which one they deal with. It is
/// implemented by the inputs in [`operations`](crate::iam::operations) and cannot be implemented elsewhere.
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
pub trait Operation<'a>: Declared<'a> {
    /// Reads the input from a body, as strictly as [`Request::decode`](crate::Request::decode).
    ///
    /// # Errors
    ///
    /// As there; a body with another action is refused as
    /// [`InvalidAction`](crate::RequestErrorKind::InvalidAction).
    fn decode(body: &'a [u8]) -> Result<Self, RequestError> {
        let mut input = Self::default();
        read_body(body, Self::ACTION, input.members_mut().0)?;
        Ok(input)
    }

    /// The body, as [`Request::encode`](crate::Request::encode) gives it.
    fn encode(&self) -> String {
        let mut body = String::new();
        put_members(Self::ACTION, self.members().0, &mut body);
        body
    }

    /// Holds the input against everything that [`decode`](Operation::decode) checks.
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
        validate_members(Self::ACTION, self.members().0)
    }

    /// The answer with this operation's result, and no other's.
    fn respond<'r>(
        &self,
        result: Self::Result<'r>,
        request_id: impl Into<Cow<'r, str>>,
    ) -> Response<'r> {
        Response { result: Self::into_result(result), request_id: request_id.into() }
    }

    /// Reads the reply of this operation from a body.
    ///
    /// # Errors
    ///
    /// As for [`Reply::decode`]; the response of another operation has an unexpected root element.
    fn decode_reply<'r>(body: &'r [u8]) -> Result<Reply<'r, Self::Result<'r>>, ResponseError> {
        Reply::read_of::<Self>(body)
    }
}

impl<'a, T: Declared<'a>> Operation<'a> for T {}

/// Fills the input of this operation from a body.
fn read_body<'a>(
    body: &'a [u8],
    action: Action,
    structure: &mut dyn StructureMut<'a>,
) -> Result<(), RequestError> {
    let text = std::str::from_utf8(body).ok();
    let cursor = text.and_then(|text| Cursor::routed(["", text]));
    if let Some((name, mut cursor)) = cursor {
        if name == action.as_str() {
            return read_members(action, structure, &mut cursor, true)
                .map_err(|error| error.in_parts(cursor.parts()));
        }
    }
    // Another action, or none that can be read before all names are.
    let mut params = Params::parse(body)?;
    match params.get("Action") {
        None => Err(missing_action(&params)),
        Some(name) if name == action.as_str() => {
            read_members(action, structure, &mut params.drain(), true)
                .map_err(|error| error.in_params(&params))
        }
        Some(_) => Err(OtherRequest { params }.invalid_action()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::operations::GetUser;

    #[track_caller]
    fn refuses(body: &[u8], expected: &str) {
        assert_eq!(GetUser::decode(body).unwrap_err().to_string(), expected);
    }

    #[test]
    fn refuses_other_actions_as_aws_refuses_unknown_ones() {
        refuses(
            b"Action=GetRole&Version=2010-05-08&RoleName=r",
            "Could not find operation GetRole for version 2010-05-08: parameter Action at byte 0",
        );
        refuses(
            b"UserName=u",
            "The request is missing an action or a required parameter: parameter Action at byte 10",
        );
        refuses(
            b"Action=GetUser&Version=2010-05-08&UserName=%FF",
            "invalid UTF-8: parameter UserName at byte 43",
        );
        refuses(
            b"Action=GetUser&Version=2010-05-08&UserName=a%20b",
            "The specified value for userName is invalid. It must contain only alphanumeric \
             characters and/or the following: +=,.@_-: parameter UserName at byte 34",
        );
    }

    #[test]
    fn reads_an_action_that_only_escapes_show() {
        let request = GetUser::decode(b"A%63tion=GetUser&Version=2010-05-08&UserName=u");
        assert_eq!(request.unwrap().user_name.as_deref(), Some("u"));
    }
}
