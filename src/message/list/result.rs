//! `OperationResult`: the result of any operation of a service.

/// The name of what a variant holds, if it holds a `$Result`.
macro_rules! payload {
    ($name:ident, $Result:ident) => {
        $name
    };
}
pub(crate) use payload;

macro_rules! result {
    ($($Op:ident = $op:literal $(-> $Result:ident)?,)*) => {
        /// The result of any operation. An operation that gives nothing but its success has a variant
        /// without fields.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum OperationResult<'a> {
            $(#[doc = concat!("`", $op, "Response`")]
            $Op $(($Result<'a>))?,)*
            /// The response of an operation that the service does not have.
            Other($crate::message::other::OtherResult<'a>),
        }

        impl<'a> $crate::message::service::Results<'a> for OperationResult<'a> {
            type Action = Action;

            fn empty(action: Action) -> Self {
                match action {
                    $(Action::$Op => OperationResult::$Op $(($Result::default()))?,)*
                }
            }

            fn other(result: $crate::message::other::OtherResult<'a>) -> Self {
                OperationResult::Other(result)
            }

            fn as_other(&self) -> Option<&$crate::message::other::OtherResult<'a>> {
                match self {
                    OperationResult::Other(other) => Some(other),
                    _ => None,
                }
            }

            fn operation(&self) -> Option<Action> {
                match self {
                    $(OperationResult::$Op { .. } => Some(Action::$Op),)*
                    OperationResult::Other(_) => None,
                }
            }

            fn output(&self) -> Option<&dyn $crate::schema::structure::Structure> {
                match self {
                    $($(OperationResult::$Op($crate::message::list::result::payload!(result, $Result)) => {
                        Some($crate::schema::structure::readable(result))
                    })?)*
                    _ => None,
                }
            }

            fn output_mut(&mut self) -> Option<&mut dyn $crate::schema::structure::StructureMut<'a>> {
                match self {
                    $($(OperationResult::$Op($crate::message::list::result::payload!(result, $Result)) => {
                        Some(result)
                    })?)*
                    _ => None,
                }
            }
        }

        impl<'a> OperationResult<'a> {
            /// The action that is answered; `None` if the service does not have it.
            pub fn action(&self) -> Option<Action> {
                $crate::message::service::Results::operation(self)
            }

            /// Detaches the result from the body it was decoded from.
            #[inline]
            pub fn into_owned(self) -> OperationResult<'static> {
                match self {
                    $(OperationResult::$Op $(($crate::message::list::result::payload!(result, $Result)))? => {
                        OperationResult::$Op
                            $(($crate::message::list::result::payload!(result, $Result).into_owned()))?
                    })*
                    OperationResult::Other(other) => OperationResult::Other(other.into_owned()),
                }
            }
        }

        impl<'a> $crate::schema::structure::IntoOwned for OperationResult<'a> {
            type Owned = OperationResult<'static>;

            #[inline]
            fn into_owned(self) -> OperationResult<'static> {
                OperationResult::into_owned(self)
            }
        }

        $crate::message::response::payload_of_results!(OperationResult);
    };
}
pub(crate) use result;
