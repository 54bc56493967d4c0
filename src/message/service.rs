//! What the message layer asks of a service. The macro [`service!`](crate::message::list) answers most of
//! it from the service's list of operations; its rules and fast paths are impls of its own.

use std::fmt;

use crate::engine::cursor::Cursor;
use crate::engine::page::PageRef;
use crate::error::request_error::RequestError;
#[cfg(test)]
use crate::message::error_code::ErrorCode;
use crate::message::other::{OtherRequest, OtherResult};
use crate::schema::structure::{Structure, StructureMut};
use crate::wire::form::Memory;
use crate::wire::service::Service;
use crate::wire::xml::plain::PlainDocument;

/// The operations of a service.
pub(crate) trait Actions: Copy + Eq + Rules + 'static {
    const SERVICE: &'static Service;

    /// The operation of this name.
    fn find(name: &str) -> Option<Self>;

    /// The name as it is sent.
    fn name(self) -> &'static str;

    /// The errors that the service's model declares, in its order.
    #[cfg(test)]
    fn errors(self) -> &'static [ErrorCode<'static>];
}

/// What a service refuses though it breaks no constraint.
pub(crate) trait Rules: Sized {
    /// Holds an operation's input against the rules; the first that it breaks is the error.
    fn judge(self, _input: &dyn Structure) -> Result<(), RequestError> {
        Ok(())
    }

    /// The same for rules that AWS applies when it has authorized the request.
    fn judge_authorized(self, _input: &dyn Structure) -> Result<(), RequestError> {
        Ok(())
    }
}

/// A request of any operation of a service.
pub(crate) trait Requests<'a>: FastPath<'a, Self::Action> {
    type Action: Actions;

    /// The input of this operation with nothing in it.
    fn empty(action: Self::Action) -> Self;

    /// A request for an operation that the service does not have.
    fn other(request: OtherRequest<'a>) -> Self;

    fn as_other(&self) -> Option<&OtherRequest<'a>>;

    /// The operation and its input, if the service has it.
    fn known(&self) -> Option<(Self::Action, &dyn Structure)>;

    /// The input, to be filled.
    fn input_mut(&mut self) -> Option<&mut dyn StructureMut<'a>>;
}

/// Shortcuts past the walks of the engine for the requests that matter most. None changes what is read
/// or written; a service without any keeps these defaults.
pub(crate) trait FastPath<'a, A>: Sized {
    /// Reads a request, or gives up.
    #[inline]
    fn read_fast(_action: A, _cursor: &Cursor<'a>, _memory: &mut impl Memory<'a>) -> Option<Self> {
        None
    }

    /// Whether nothing breaks a constraint. `false` may also mean that this is not known.
    #[inline]
    fn fits_fast(&self) -> bool {
        false
    }

    /// Appends the body; `false` if it has to be written in the general way.
    #[inline]
    fn put_fast(&self, _body: &mut String) -> bool {
        false
    }
}

/// The result of any operation of a service.
pub(crate) trait Results<'a>: FastPage<'a, Self::Action> {
    type Action: Actions;

    /// The result of this operation with nothing in it.
    fn empty(action: Self::Action) -> Self;

    /// The result of an operation that the service does not have.
    fn other(result: OtherResult<'a>) -> Self;

    fn as_other(&self) -> Option<&OtherResult<'a>>;

    /// The operation; `None` if the service does not have it.
    fn operation(&self) -> Option<Self::Action>;

    /// The members of the Result element, if there is one.
    fn output(&self) -> Option<&dyn Structure>;

    /// The members of the Result element, to be filled.
    fn output_mut(&mut self) -> Option<&mut dyn StructureMut<'a>>;
}

/// Shortcuts for results that are pages of tags.
pub(crate) trait FastPage<'a, A>: Sized {
    /// Whether the operation gives a page of tags.
    fn is_page(_action: A) -> bool {
        false
    }

    /// Reads the content of the Result element of such an operation, or gives up.
    fn read_page(_action: A, _document: &mut PlainDocument<'a>) -> Option<Self> {
        None
    }

    /// The page of tags that this is.
    #[inline]
    fn page(&self) -> Option<PageRef<'_>> {
        None
    }
}

/// The error of parsing an action that the service does not have.
///
/// ```
/// use iam_codec::Action;
///
/// let error = "TagCat".parse::<Action>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown action");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAction {
    pub(crate) _private: (),
}

impl fmt::Display for UnknownAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown action")
    }
}

impl std::error::Error for UnknownAction {}
