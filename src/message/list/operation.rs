//! What each operation of a service gets: its way into and out of `Request` and `OperationResult`, and
//! the trait [`Operation`](crate::Operation).

/// What an operation gives: a structure, or nothing but its success.
macro_rules! result_of {
    ($Op:ident) => {
        $crate::message::success::Success<$Op<'static>>
    };
    ($Op:ident, $Result:ty) => {
        $Result
    };
}
pub(crate) use result_of;

/// The members of a result, if it is a structure.
macro_rules! result_members {
    ($result:ident) => {
        None
    };
    ($result:ident, $Result:ident) => {
        Some($result)
    };
}
pub(crate) use result_members;

macro_rules! operations {
    ($($Op:ident = $op:literal $(-> $Result:ident)?,)*) => {
        $(
            impl<'a> From<$Op<'a>> for Request<'a> {
                fn from(request: $Op<'a>) -> Self {
                    Request::$Op(request)
                }
            }

            /// Gives the request back if it is for another operation.
            impl<'a> TryFrom<Request<'a>> for $Op<'a> {
                type Error = Request<'a>;

                fn try_from(request: Request<'a>) -> Result<Self, Request<'a>> {
                    match request {
                        Request::$Op(request) => Ok(request),
                        other => Err(other),
                    }
                }
            }

            impl<'a> $crate::message::decoder::Decode<'a> for $Op<'a> {
                fn read(
                    query: &'a [u8],
                    body: &'a [u8],
                    _memory: &mut impl $crate::wire::form::Memory<'a>,
                    checked: bool,
                ) -> Result<Self, $crate::RequestError> {
                    $crate::message::operation::decode(query, body, checked)
                }

                fn read_params(
                    params: $crate::Params<'a>,
                    checked: bool,
                ) -> Result<Self, $crate::RequestError> {
                    $crate::message::operation::decode_params(params, checked)
                }
            }

            impl<'a> $crate::message::operation::Table<'a> for $Op<'a> {
                fn input(&self) -> &dyn $crate::schema::structure::Structure {
                    $crate::schema::structure::readable(self)
                }

                fn input_mut(&mut self) -> &mut dyn $crate::schema::structure::StructureMut<'a> {
                    self
                }

                fn output_mut<'s, 'r>(
                    _result: &'s mut <Self as $crate::Operation<'a>>::Result<'r>,
                ) -> Option<&'s mut dyn $crate::schema::structure::StructureMut<'r>> {
                    $crate::message::list::operation::result_members!(_result $(, $Result)?)
                }
            }

            impl<'a> $crate::Operation<'a> for $Op<'a> {
                type Action = Action;
                type Owned = $Op<'static>;
                type Result<'r> = $crate::message::list::operation::result_of!($Op $(, $Result<'r>)?);
                type OperationResult<'r> = OperationResult<'r>;
                const ACTION: Action = Action::$Op;
                const ERRORS: &'static [$crate::ErrorCode<'static>] = $Op::ERRORS;

                fn into_owned(self) -> $Op<'static> {
                    $Op::into_owned(self)
                }
            }

            impl<'r> From<$crate::message::list::operation::result_of!($Op $(, $Result<'r>)?)>
                for OperationResult<'r>
            {
                fn from(_result: $crate::message::list::operation::result_of!($Op $(, $Result<'r>)?)) -> Self {
                    OperationResult::$Op $(($crate::message::list::result::payload!(_result, $Result)))?
                }
            }

            $($crate::message::response::payload_of_result!($Op, $Result);)?
        )*
    };
}
pub(crate) use operations;
