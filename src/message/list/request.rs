//! `Request`: a request for any operation of a service.

macro_rules! request {
    (
        in $path:literal, like $Like:ident: $valid:literal, and not $invalid:literal;
        $($Op:ident = $op:literal $(-> $Result:ident)?,)*
    ) => {
        /// A request for any operation of the service.
        ///
        /// [`decode`](Request::decode) reads it from a body, [`encode`](Request::encode) writes it. Every
        /// operation has a variant with the struct of its input, and `From` makes a request of each. Any
        /// other action is [`Request::Other`].
        ///
        /// ```
        #[doc = concat!("use ", $path, "::Request;")]
        ///
        #[doc = concat!("let body = \"", $valid, "\";")]
        #[doc = concat!("let Request::", stringify!($Like), "(request) = Request::decode(body.as_bytes())? else { unreachable!() };")]
        /// assert_eq!(Request::from(request).encode(), body);
        /// # Ok::<(), iam_codec::RequestError>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Request<'a> {
            $(#[doc = concat!("`", $op, "`")]
            $Op($Op<'a>),)*
            /// An action that the service does not have, of any version.
            Other($crate::message::other::OtherRequest<'a>),
        }

        impl<'a> $crate::message::service::Requests<'a> for Request<'a> {
            type Action = Action;

            fn empty(action: Action) -> Self {
                match action {
                    $(Action::$Op => Request::$Op($Op::default()),)*
                }
            }

            fn other(request: $crate::message::other::OtherRequest<'a>) -> Self {
                Request::Other(request)
            }

            fn as_other(&self) -> Option<&$crate::message::other::OtherRequest<'a>> {
                match self {
                    Request::Other(other) => Some(other),
                    _ => None,
                }
            }

            #[inline]
            fn known(&self) -> Option<(Action, &dyn $crate::schema::structure::Structure)> {
                match self {
                    $(Request::$Op(request) => {
                        Some((Action::$Op, $crate::schema::structure::readable(request)))
                    })*
                    Request::Other(_) => None,
                }
            }

            fn input_mut(&mut self) -> Option<&mut dyn $crate::schema::structure::StructureMut<'a>> {
                match self {
                    $(Request::$Op(request) => Some(request),)*
                    Request::Other(_) => None,
                }
            }
        }

        impl<'a> $crate::message::decoder::Decode<'a> for Request<'a> {
            fn read(
                query: &'a [u8],
                body: &'a [u8],
                memory: &mut impl $crate::wire::form::Memory<'a>,
                checked: bool,
            ) -> Result<Self, $crate::RequestError> {
                $crate::message::request::decode(query, body, memory, checked)
            }

            fn read_params(
                params: $crate::Params<'a>,
                checked: bool,
            ) -> Result<Self, $crate::RequestError> {
                $crate::message::request::decode_params(params, checked)
            }
        }

        impl<'a> Request<'a> {
            /// Reads a request from a body, as strictly as AWS.
            ///
            /// Texts borrow from the body unless an escape forces a copy. Takes time linear in the body,
            /// plus the sorting of list members that do not come in order.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            #[doc = concat!("let request = Request::decode(b\"", $valid, "\")?;")]
            #[doc = concat!("assert_eq!(request.action_name(), \"", stringify!($Like), "\");")]
            ///
            #[doc = concat!("let error = Request::decode(b\"", $invalid, "\").unwrap_err();")]
            /// assert_eq!(error.to_response("id").code.as_str(), "ValidationError");
            /// # Ok::<(), iam_codec::RequestError>(())
            /// ```
            ///
            /// # Errors
            ///
            /// Everything that AWS refuses without knowing the account:
            /// [`to_response`](crate::RequestError::to_response) is its answer.
            pub fn decode(body: &'a [u8]) -> Result<Self, $crate::RequestError> {
                $crate::message::request::decode(b"", body, &mut $crate::wire::form::Allocations, true)
            }

            /// Reads a request from a query string and a body as one input, as strictly as AWS: what a
            /// server calls.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            #[doc = concat!("let request = Request::decode_parts(b\"", $valid, "\", b\"\")?;")]
            #[doc = concat!("assert_eq!(request, Request::decode(b\"", $valid, "\")?);")]
            /// # Ok::<(), iam_codec::RequestError>(())
            /// ```
            ///
            /// # Errors
            ///
            /// As for [`decode`](Request::decode), and a name that is in both parts.
            pub fn decode_parts(query: &'a [u8], body: &'a [u8]) -> Result<Self, $crate::RequestError> {
                $crate::message::request::decode(query, body, &mut $crate::wire::form::Allocations, true)
            }

            /// Reads requests in all other ways: from parameters, from messages of the crate `http`, and
            /// without checking constraints.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            #[doc = concat!("let body = b\"", $invalid, "\";")]
            /// assert!(Request::decode(body).is_err());
            /// assert!(Request::decoder().unchecked().body(body).is_ok());
            /// ```
            pub fn decoder() -> $crate::message::decoder::Decoder<Self> {
                $crate::message::decoder::Decoder::new()
            }

            /// Checks everything that [`decode`](Request::decode) checks. A request for an unknown action
            /// is always valid.
            ///
            /// # Errors
            ///
            /// As for [`decode`](Request::decode), without offsets.
            pub fn validate(&self) -> Result<(), $crate::RequestError> {
                $crate::message::request::validate(self)
            }

            /// The action; `None` if the service does not have it.
            #[inline]
            pub fn action(&self) -> Option<Action> {
                $crate::message::service::Requests::known(self).map(|(action, _)| action)
            }

            /// The action as it is sent.
            pub fn action_name(&self) -> &str {
                $crate::message::request::action_name(self)
            }

            /// The tags that the request carries, among other things or alone. `None` if the operation
            /// takes none or the request leaves them out.
            pub fn tags(&self) -> Option<&[$crate::Tag<'_>]> {
                let (_, input) = $crate::message::service::Requests::known(self)?;
                $crate::schema::structure::tags(input)
            }

            /// The body: `Action`, `Version`, then the members in the order of the service's model, as the
            /// SDK for Rust sends it, byte for byte.
            pub fn encode(&self) -> String {
                let mut body = String::new();
                self.encode_into(&mut body);
                body
            }

            /// Appends the body to a buffer, which saves its allocation.
            pub fn encode_into(&self, body: &mut String) {
                $crate::message::request::encode_into(self, body);
            }

            /// The body as another family of clients sends it.
            pub fn encode_as(&self, dialect: $crate::Dialect) -> String {
                $crate::message::dialect::encode_as(self, dialect)
            }

            /// AWS's refusal of a request, if AWS would refuse it without knowing the account: the gate before
            /// a server that reads parameters by itself. `None` for what AWS might accept, and for requests
            /// that name the version of another service.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            #[doc = concat!("assert_eq!(Request::refuse(b\"\", b\"", $valid, "\", \"id\"), None);")]
            #[doc = concat!("let error = Request::refuse(b\"\", b\"", $invalid, "\", \"id\").unwrap();")]
            /// assert_eq!(error.status(), 400);
            /// ```
            pub fn refuse(
                query: &'a [u8],
                body: &'a [u8],
                request_id: &str,
            ) -> Option<$crate::ErrorResponse<'static>> {
                $crate::message::wrap::refuse::<Self>(query, body, request_id, |_| Ok(()))
            }

            /// What a server answers that does not serve the operation: status 501, code `NotImplemented`.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            #[doc = concat!("let error = Request::decode(b\"", $valid, "\")?.not_implemented().to_response(\"id\");")]
            /// assert_eq!(error.status(), 501);
            /// # Ok::<(), iam_codec::RequestError>(())
            /// ```
            pub fn not_implemented(&self) -> $crate::Failure<'static> {
                $crate::message::failure::not_implemented(self.action_name(), &SERVICE)
            }

            /// Detaches the request from the body it was decoded from.
            #[inline]
            pub fn into_owned(self) -> Request<'static> {
                match self {
                    $(Request::$Op(request) => Request::$Op(request.into_owned()),)*
                    Request::Other(request) => Request::Other(request.into_owned()),
                }
            }
        }

        #[cfg(feature = "http")]
        $crate::message::http::request_methods!(Request, $path, $valid);
        #[cfg(feature = "serde")]
        $crate::message::json::request_impls!(Request);
    };
}
pub(crate) use request;
