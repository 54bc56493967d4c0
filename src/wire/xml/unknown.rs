//! The elements of a document that the tables do not have.

use std::fmt;

use crate::wire::xml::element::Element;
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};

/// An element that the tables do not have, and where it is.
///
/// ```
/// use iam_codec::{Content, Response};
///
/// let body = b"<TagUserResponse><Mood>fine</Mood><ResponseMetadata><RequestId>id</RequestId>\
///     </ResponseMetadata></TagUserResponse>";
/// let unknown = Response::unknown_elements(body)?;
/// assert_eq!(unknown[0].within, "");
/// assert_eq!(unknown[0].element.content, Content::Text("fine".into()));
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownElement<'a> {
    /// The names of the elements around it, below the root: `GetUserResult.User`; empty at the root.
    pub within: String,
    /// The element.
    pub element: Element<'a>,
}

/// What a reader does with elements that no table has.
pub(crate) enum UnknownElements<'a> {
    Skipped,
    Collected(Vec<UnknownElement<'a>>),
    /// The document is read by the tolerant reader instead, and so is one with a value in another notation
    /// than AWS's.
    Refused,
}

impl<'a> UnknownElements<'a> {
    /// Takes the element `name`, which was just started and which no table has.
    pub(crate) fn take(
        &mut self,
        name: &'a str,
        document: &mut dyn Elements<'a>,
    ) -> Result<(), ResponseError> {
        match self {
            UnknownElements::Skipped => document.skip(),
            UnknownElements::Collected(collected) => {
                let element = document.element(name).map_err(|e| e.within(name))?;
                collected.push(UnknownElement { within: String::new(), element });
                Ok(())
            }
            UnknownElements::Refused => {
                Err(document.error(ResponseErrorKind::UnexpectedElement(name.to_owned())))
            }
        }
    }

    pub(crate) fn are_refused(&self) -> bool {
        matches!(self, UnknownElements::Refused)
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            UnknownElements::Collected(collected) => collected.len(),
            UnknownElements::Skipped | UnknownElements::Refused => 0,
        }
    }

    /// All but the first `known` are inside the element `name`.
    pub(crate) fn put_within(&mut self, known: usize, name: &str) {
        let UnknownElements::Collected(collected) = self else { return };
        for UnknownElement { within, .. } in collected.iter_mut().skip(known) {
            let dot = if within.is_empty() { "" } else { "." };
            *within = format!("{name}{dot}{within}");
        }
    }

    /// Fills `slot` with what `read` finds in the element `name`, which may come once.
    pub(crate) fn once<T>(
        &mut self,
        slot: &mut Option<T>,
        name: &'a str,
        document: &mut dyn Elements<'a>,
        read: impl FnOnce(&mut dyn Elements<'a>, &mut Self) -> Result<T, ResponseError>,
    ) -> Result<(), ResponseError> {
        if slot.is_some() {
            return Err(document.error(ResponseErrorKind::Repeated).within(name));
        }
        let known = self.len();
        *slot = Some(read(document, self).map_err(|e| e.within(name))?);
        self.put_within(known, name);
        Ok(())
    }
}

/// What an element that has just ended must have held.
pub(crate) fn required<T>(
    slot: Option<T>,
    name: impl fmt::Display,
    document: &dyn Elements<'_>,
) -> Result<T, ResponseError> {
    slot.ok_or_else(|| document.error(ResponseErrorKind::Missing).within(&name.to_string()))
}
