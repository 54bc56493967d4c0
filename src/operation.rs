//! [`Operation`]: both directions of one operation, for those who know which one they deal with.

use std::borrow::Cow;

use crate::check;
use crate::error::RequestError;
use crate::operations::Declared;
use crate::other::OtherRequest;
use crate::params::Params;
use crate::problems::Problems;
use crate::request::{put_members, read_members};
use crate::response::{Reply, Response};
use crate::rules;
use crate::xml::error::ResponseError;

/// An operation that is no tag operation, for those who know which one they deal with. It is
/// implemented by the inputs in [`operations`](crate::operations) and cannot be implemented elsewhere.
///
/// ```
/// use iam_codec::Operation;
/// use iam_codec::operations::{GetUser, GetUserResult};
///
/// let request = GetUser::decode(b"Action=GetUser&Version=2010-05-08&UserName=anika")?;
/// assert_eq!(request.user_name.as_deref(), Some("anika"));
/// assert_eq!(request.encode(), "Action=GetUser&Version=2010-05-08&UserName=anika");
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
pub trait Operation<'a>: Declared<'a> {
    /// Reads the input from a body, as strictly as [`Request::decode`].
    ///
    /// # Errors
    ///
    /// As for [`Request::decode`]; a body with another action is refused as
    /// [`InvalidAction`](RequestErrorKind::InvalidAction).
    fn decode(body: &'a [u8]) -> Result<Self, RequestError> {
        let mut params = Params::parse(body)?;
        let mut input = Self::default();
        if params.get("Action") != Some(Self::ACTION.as_str()) {
            return Err(OtherRequest { params }.invalid_action());
        }
        let read = read_members(Self::ACTION, input.members_mut().0, &mut params.drain(), true);
        read.map_err(|error| error.in_params(&params))?;
        match rules::broken(Self::ACTION, input.members().0) {
            Some(error) => Err(error.in_params(&params)),
            None => Ok(input),
        }
    }

    /// The body, as [`Request::encode`] gives it.
    fn encode(&self) -> String {
        let mut body = String::new();
        put_members(Self::ACTION, self.members().0, &mut body);
        body
    }

    /// Holds the input against everything that [`decode`](Operation::decode) checks.
    ///
    /// # Errors
    ///
    /// As for [`decode`](Operation::decode), without offsets.
    fn validate(&self) -> Result<(), RequestError> {
        let mut problems = Problems::new(true);
        check::structure(self.members().0, &mut problems);
        problems.into_result()?;
        rules::broken(Self::ACTION, self.members().0).map_or(Ok(()), Err)
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
