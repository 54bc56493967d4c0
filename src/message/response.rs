//! [`Response`]: a typed result ⇄ XML.
//!
//! The encoder writes AWS's layout to the byte: no declaration, two spaces a level, LF, the result
//! before the metadata (SDKs take the first child for the result). The decoder reads elements in any
//! order, any prefix or namespace, a declaration, CDATA, comments, and text cut by references. It leaves
//! out unknown elements ([`Response::unknown_elements`] lists them), and refuses a DOCTYPE and whatever
//! would be lost: stray text, repeated elements, characters that XML 1.0 cannot carry.

use std::borrow::Cow;

// The results of the root stand for `R` where a type names none; nothing here asks what they are.
use crate::OperationResult;
use crate::engine::output;
use crate::engine::page::PageRef;
use crate::message::error_response::headers;
use crate::message::other::OtherResult;
use crate::message::service::{Actions, Results};
use crate::schema::structure::{IntoOwned, Structure};
use crate::wire::service::Service;
use crate::wire::xml;
use crate::wire::xml::element::Element;
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{EncodeError, EncodeErrorKind, ResponseError, ResponseErrorKind};
use crate::wire::xml::unknown::{UnknownElements, required};
use crate::wire::xml::writer::{Unwritable, Writer, leaf};

/// An operation's answer, with the result of any operation, or of one that is known at compile time
/// ([`Operation::decode_reply`](crate::Operation::decode_reply)).
///
/// ```
/// use iam_codec::{OperationResult, Response};
///
/// let id = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";
/// let response = Response::new(OperationResult::TagUser, id);
/// let body = response.encode()?;
/// assert_eq!(
///     body,
///     r#"<TagUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
///   <ResponseMetadata>
///     <RequestId>EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE</RequestId>
///   </ResponseMetadata>
/// </TagUserResponse>
/// "#,
/// );
/// assert_eq!(response.status(), 200);
/// assert_eq!(response.headers()[0], ("Content-Type", "text/xml"));
/// assert_eq!(Response::decode(body.as_bytes()), Ok(response));
/// # Ok::<(), iam_codec::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "the envelope holds a result and an id")]
pub struct Response<'a, R = OperationResult<'a>> {
    /// What the operation gives.
    pub result: R,
    /// The request's id, a lower-case UUID where AWS sends it.
    pub request_id: Cow<'a, str>,
}

/// What a response can carry.
pub(crate) trait Payload {
    const SERVICE: &'static Service;

    fn action_name(&self) -> &str;

    fn content(&self) -> Content<'_>;

    /// Whether an action has a result of its own, beside that of any other action.
    fn has_result(_action: &str) -> bool {
        false
    }
}

/// What a response has before its metadata.
pub(crate) enum Content<'s> {
    Nothing,
    /// The members of the Result element.
    Members(&'s dyn Structure),
    /// The same of a page of tags.
    Page(PageRef<'s>),
    /// The elements of an operation that the service does not have.
    Elements(&'s [Element<'s>]),
}

/// Makes a payload of the results of a service.
macro_rules! payload_of_results {
    ($OperationResult:ident) => {
        impl $crate::message::response::Payload for $OperationResult<'_> {
            const SERVICE: &'static $crate::wire::service::Service = &SERVICE;

            fn action_name(&self) -> &str {
                $crate::message::response::action_name(self)
            }

            #[inline]
            fn content(&self) -> $crate::message::response::Content<'_> {
                $crate::message::response::content(self)
            }

            fn has_result(action: &str) -> bool {
                <Action as $crate::message::service::Actions>::find(action).is_some()
            }
        }
    };
}
pub(crate) use payload_of_results;

/// Makes a payload of the result of one operation.
macro_rules! payload_of_result {
    ($Op:ident, $Result:ident) => {
        impl $crate::message::response::Payload for $Result<'_> {
            const SERVICE: &'static $crate::wire::service::Service = &SERVICE;

            fn action_name(&self) -> &str {
                Action::$Op.as_str()
            }

            fn content(&self) -> $crate::message::response::Content<'_> {
                $crate::message::response::Content::Members($crate::schema::structure::readable(
                    self,
                ))
            }
        }
    };
}
pub(crate) use payload_of_result;

pub(crate) fn action_name<'r, 'a: 'r, R: Results<'a>>(result: &'r R) -> &'r str {
    match result.as_other() {
        Some(other) => &other.action,
        None => result.operation().map_or("", Actions::name),
    }
}

#[inline]
pub(crate) fn content<'r, 'a: 'r, R: Results<'a>>(result: &'r R) -> Content<'r> {
    if let Some(page) = result.page() {
        return Content::Page(page);
    }
    match (result.output(), result.as_other()) {
        (Some(members), _) => Content::Members(members),
        (None, Some(other)) => Content::Elements(&other.elements),
        (None, None) => Content::Nothing,
    }
}

impl<'a, R> Response<'a, R> {
    /// A response with this result. [`Operation::response`](crate::Operation::response) takes the result of one operation and no
    /// other's.
    pub fn new(result: R, request_id: impl Into<Cow<'a, str>>) -> Self {
        Response { result, request_id: request_id.into() }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        200
    }

    /// The headers that belong to the body. Two SDKs read the request id only here.
    pub fn headers(&self) -> [(&'static str, &str); 2] {
        headers(&self.request_id)
    }
}

impl<'a, R: IntoOwned> Response<'a, R> {
    /// Detaches the response from the body it was decoded from.
    #[inline]
    pub fn into_owned(self) -> Response<'static, R::Owned> {
        let request_id = Cow::Owned(self.request_id.into_owned());
        Response { result: self.result.into_owned(), request_id }
    }
}

#[expect(private_bounds, reason = "implemented for the results of this crate alone")]
impl<R: Payload> Response<'_, R> {
    /// The action's name.
    pub fn action_name(&self) -> &str {
        self.result.action_name()
    }

    /// The body.
    ///
    /// # Errors
    ///
    /// A text holds a character that XML 1.0 cannot carry, such as U+0001, or the result of an operation that
    /// the crate does not know has names or a depth that no reader takes for what they are.
    pub fn encode(&self) -> Result<String, EncodeError> {
        let content = self.result.content();
        let mut body = String::with_capacity(self.write_len(&content));
        self.write(content, &mut body)?;
        Ok(body)
    }

    /// Appends the body to a buffer, which saves its allocation.
    ///
    /// ```
    /// use iam_codec::{OperationResult, Response};
    ///
    /// let mut body = "before".to_owned();
    /// let response = Response::new(OperationResult::TagUser, "\0");
    /// let error = response.encode_into(&mut body).unwrap_err();
    /// assert_eq!(error.element(), "RequestId");
    /// assert_eq!(body, "before");
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`encode`](Response::encode); the buffer is then as it was.
    pub fn encode_into(&self, body: &mut String) -> Result<(), EncodeError> {
        let before = body.len();
        let content = self.result.content();
        body.reserve(self.write_len(&content));
        let written = self.write(content, body);
        if written.is_err() {
            body.truncate(before);
        }
        written
    }

    /// An estimate of what `write` appends, in bytes.
    #[inline]
    fn write_len(&self, content: &Content<'_>) -> usize {
        let action = self.action_name();
        let result_len = match content {
            Content::Page(page) => 2 * action.len() + page.write_len(),
            Content::Members(_) => MEMBERS_LEN,
            Content::Nothing | Content::Elements(_) => 0,
        };
        ENVELOPE_LEN + 2 * action.len() + self.request_id.len() + result_len
    }

    fn write(&self, content: Content<'_>, body: &mut String) -> Result<(), EncodeError> {
        let action = self.action_name();
        let mut xml = Writer::new(body, Unwritable::Refuse);
        xml.literal(["<", action, "Response xmlns=\"", R::SERVICE.namespace(), "\">\n"]);
        match content {
            Content::Nothing => {}
            Content::Members(members) => {
                output::write([action, "Result"], members, 1, &mut xml)?;
            }
            Content::Page(page) => {
                xml.literal(["  <", action, "Result>\n"]);
                page.write(&mut xml)?;
                xml.literal(["  </", action, "Result>\n"]);
            }
            Content::Elements(elements) => {
                output::expect_name(action)?;
                expect_free(action, is_action(action) && !R::has_result(action))?;
                for element in elements {
                    expect_free(&element.name, element.name != METADATA)?;
                    output::write_element(element, 1, &mut xml)?;
                }
            }
        }
        xml.literal(["  <ResponseMetadata>\n    "]);
        xml.leaf(leaf!("RequestId"), &self.request_id);
        xml.literal(["\n  </ResponseMetadata>\n</", action, "Response>\n"]);
        xml.carried(|| "RequestId".to_owned())
    }
}

/// The name of the element with the request's id.
pub(super) const METADATA: &str = "ResponseMetadata";

/// Whether the root element of a response may be called after this action: an error's is not one.
pub(super) fn is_action(name: &str) -> bool {
    !["", "Error"].contains(&name)
}

/// Makes sure that a reader takes what has this name for what it is.
fn expect_free(name: &str, is_free: bool) -> Result<(), EncodeError> {
    match is_free {
        true => Ok(()),
        false => Err(EncodeError::new(EncodeErrorKind::ReservedName, name)),
    }
}

/// Reads a response from a body.
pub(crate) fn decode<'a, R: Results<'a>>(body: &'a [u8]) -> Result<Response<'a, R>, ResponseError> {
    let namespace = R::Action::SERVICE.namespace();
    xml::decode(namespace, body, |root, document| {
        read_response(root, document, &mut UnknownElements::Skipped)
    })
}

pub(crate) fn read_response<'a, R: Results<'a>>(
    root: &'a str,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<Response<'a, R>, ResponseError> {
    let action = root.strip_suffix("Response").filter(|action| is_action(action));
    let Some(action) = action else {
        return Err(unexpected_root(root, document));
    };
    let Some(known) = R::Action::find(action) else {
        return read_other(action, document, unknown);
    };
    let mut result = R::empty(known);
    let has_result = result.output_mut().is_some();
    let read = |document: &mut dyn Elements<'a>, unknown: &mut UnknownElements<'a>| {
        if let (true, Some(plain)) = (R::is_page(known), document.as_plain()) {
            let page = R::read_page(known, plain);
            result = page.ok_or_else(|| document.error(ResponseErrorKind::UnexpectedText))?;
            return Ok(());
        }
        match result.output_mut() {
            Some(members) => output::read(members, document, unknown),
            None => Ok(()),
        }
    };
    let request_id = read_children(action, has_result, document, unknown, read)?;
    Ok(Response { result, request_id })
}

fn read_other<'a, R: Results<'a>>(
    action: &'a str,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<Response<'a, R>, ResponseError> {
    let (mut elements, mut request_id) = (Vec::new(), None);
    while let Some(child) = document.child()? {
        match child {
            METADATA => {
                unknown.once(&mut request_id, child, document, read_request_id)?;
            }
            _ => elements.push(document.element(child).map_err(|e| e.within(child))?),
        }
    }
    document.end()?;
    let request_id = required(request_id, METADATA, document)?;
    Ok(Response { result: R::other(OtherResult::new(action, elements)), request_id })
}

/// Reads what is inside the root element: the Result element, if the operation has one, with
/// `read_result`, and the metadata. Gives the request id.
pub(crate) fn read_children<'a>(
    action: &str,
    has_result: bool,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
    mut read_result: impl FnMut(
        &mut dyn Elements<'a>,
        &mut UnknownElements<'a>,
    ) -> Result<(), ResponseError>,
) -> Result<Cow<'a, str>, ResponseError> {
    let (mut result, mut request_id) = (None, None);
    while let Some(child) = document.child()? {
        match child {
            METADATA => {
                if has_result && result.is_none() && unknown.are_refused() {
                    let kind = ResponseErrorKind::UnexpectedElement(child.to_owned());
                    return Err(document.error(kind));
                }
                unknown.once(&mut request_id, child, document, read_request_id)?;
            }
            name if has_result && name.strip_suffix("Result") == Some(action) => {
                unknown.once(&mut result, name, document, &mut read_result)?;
            }
            name => unknown.take(name, document)?,
        }
    }
    document.end()?;
    if has_result {
        required(result, format_args!("{action}Result"), document)?;
    }
    required(request_id, METADATA, document)
}

#[cold]
pub(crate) fn unexpected_root(root: &str, document: &mut dyn Elements<'_>) -> ResponseError {
    document.error(ResponseErrorKind::UnexpectedRoot(root.to_owned()))
}

fn read_request_id<'a>(
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<Cow<'a, str>, ResponseError> {
    let mut request_id = None;
    while let Some(child) = document.child()? {
        match child {
            "RequestId" => {
                unknown.once(&mut request_id, child, document, |document, _| document.text())?;
            }
            _ => unknown.take(child, document)?,
        }
    }
    required(request_id, "RequestId", document)
}

/// What one user or role takes, about: fewer growths of the buffer, and no memory that counts.
const MEMBERS_LEN: usize = 1024;

/// The markup of a `TagUserResponse` without the action is 144 bytes.
const ENVELOPE_LEN: usize = 144;
