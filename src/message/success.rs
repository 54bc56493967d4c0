//! [`Success`]: what an operation gives that has no result.

use std::fmt;
use std::marker::PhantomData;

use crate::message::operation::Operation;
use crate::message::response::{Content, Payload};
use crate::message::service::Actions;
use crate::schema::structure::IntoOwned;
use crate::wire::service::Service;

/// The result of the operation `O`, which gives nothing but its success.
///
/// ```
/// use iam_codec::operations::DeleteUser;
/// use iam_codec::{Operation, Reply, Success};
///
/// let body = DeleteUser::response((), "id").encode()?;
/// let Reply::Response(response) = DeleteUser::decode_reply(body.as_bytes())? else { unreachable!() };
/// assert_eq!(response.result, Success::from(()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Success<O>(PhantomData<fn() -> O>);

impl<O> From<()> for Success<O> {
    fn from((): ()) -> Self {
        Success(PhantomData)
    }
}

impl<O> Default for Success<O> {
    fn default() -> Self {
        ().into()
    }
}

impl<O> Clone for Success<O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O> Copy for Success<O> {}

impl<O> PartialEq for Success<O> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<O> Eq for Success<O> {}

impl<O> fmt::Debug for Success<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Success")
    }
}

impl<O: Operation<'static>> Payload for Success<O> {
    const SERVICE: &'static Service = <O::Action as Actions>::SERVICE;

    fn action_name(&self) -> &str {
        O::ACTION.name()
    }

    fn content(&self) -> Content<'_> {
        Content::Nothing
    }
}

impl<O> IntoOwned for Success<O> {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}
