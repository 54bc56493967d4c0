//! [`Decoder`]: all ways to read a request.

use std::fmt;
use std::marker::PhantomData;

use crate::error::request_error::RequestError;
use crate::message::params::Params;
use crate::wire::form::{Allocations, Lent, Memory};

/// What a decoder reads: a request of a service, or the input of one operation.
pub(crate) trait Decode<'a>: Sized {
    fn read(
        query: &'a [u8],
        body: &'a [u8],
        memory: &mut impl Memory<'a>,
        checked: bool,
    ) -> Result<Self, RequestError>;

    fn read_params(params: Params<'a>, checked: bool) -> Result<Self, RequestError>;
}

/// Reads requests: from a body, from its query string and body, from parameters, or from a message of the
/// crate `http`; as strictly as AWS, or without checking constraints.
///
/// ```
/// use iam_codec::operations::GetRole;
/// use iam_codec::{Operation, Params, Request};
///
/// let body = b"Action=GetRole&Version=2010-05-08&RoleName=a%20b";
/// assert!(Request::decoder().body(body).is_err());
/// let request = Request::decoder().unchecked().body(body)?;
/// assert_eq!(request.action_name(), "GetRole");
///
/// // The same for one operation that is known at compile time, here from parameters.
/// let mut params = Params::parse(b"Action=GetRole&Version=2010-05-08")?;
/// params.push("RoleName", "app");
/// let input = GetRole::decoder().params(params)?;
/// assert_eq!(input.role_name, "app");
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[must_use = "a decoder does nothing until it is given something to read"]
pub struct Decoder<T> {
    checked: bool,
    reads: PhantomData<fn() -> T>,
}

impl<T> Decoder<T> {
    pub(crate) fn new() -> Self {
        Decoder { checked: true, reads: PhantomData }
    }

    /// The same without checking constraints, for proxies and tests. Required members are required.
    pub fn unchecked(self) -> Self {
        Decoder { checked: false, ..self }
    }
}

#[expect(private_bounds, reason = "implemented for the requests and inputs of this crate alone")]
impl<'a, T: Decode<'a>> Decoder<T> {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Everything that AWS refuses without knowing the account. Unchecked: the body is unreadable or not
    /// routable, or lacks a required member.
    pub fn body(self, body: &'a [u8]) -> Result<T, RequestError> {
        T::read(b"", body, &mut Allocations, self.checked)
    }

    /// Reads a query string and a body as one input.
    ///
    /// # Errors
    ///
    /// As for [`body`](Decoder::body), and a name that is in both parts.
    pub fn parts(self, query: &'a [u8], body: &'a [u8]) -> Result<T, RequestError> {
        T::read(query, body, &mut Allocations, self.checked)
    }

    /// Reads a query string and a body as one input. Texts with escapes are decoded into `buffer`, which the
    /// request borrows then, and not each into an allocation of its own.
    ///
    /// The buffer grows to the length of the input. Use it again for the next request, so that reading what
    /// SDKs send allocates lists and nothing else; in other requests, texts may still have allocations.
    ///
    /// ```
    /// use iam_codec::Request;
    ///
    /// let mut buffer = Vec::new();
    /// for name in ["R%26D", "a+b"] {
    ///     let body = format!("Action=GetUser&Version=2010-05-08&UserName={name}");
    ///     let request = Request::decoder().unchecked().parts_in(&mut buffer, b"", body.as_bytes())?;
    ///     let Request::GetUser(input) = request else { unreachable!() };
    ///     assert!(["R&D", "a b"].contains(&input.user_name.as_deref().unwrap_or_default()));
    /// }
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`parts`](Decoder::parts).
    // Bench row: decode_unchecked in a lent buffer, 50 heavy tags.
    pub fn parts_in(
        self,
        buffer: &'a mut Vec<u8>,
        query: &'a [u8],
        body: &'a [u8],
    ) -> Result<T, RequestError> {
        T::read(query, body, &mut Lent::new(buffer, query.len() + body.len()), self.checked)
    }

    /// Takes parameters.
    ///
    /// # Errors
    ///
    /// As for [`body`](Decoder::body).
    pub fn params(self, params: Params<'a>) -> Result<T, RequestError> {
        T::read_params(params, self.checked)
    }
}

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Decoder<T> {}

impl<T> fmt::Debug for Decoder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").field("checked", &self.checked).finish()
    }
}
