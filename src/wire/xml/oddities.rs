//! What a document holds that the tables do not have, or that is wrong.

use crate::wire::xml::Elements;
use crate::wire::xml::element::Element;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};

/// What is done with elements that no table knows, and with what is wrong but hides nothing.
pub(crate) enum Oddities<'a> {
    /// The elements are left out; what is wrong ends the reading.
    Refused,
    /// The same, but the elements are kept with the names of the elements around them.
    Kept(Vec<(String, Element<'a>)>),
    /// What is wrong is listed, and the reading goes on.
    Listed(Vec<ResponseError>),
}

impl<'a> Oddities<'a> {
    /// Takes the element `name`, which was just started and which no table knows.
    pub(crate) fn take(
        &mut self,
        name: &'a str,
        document: &mut dyn Elements<'a>,
    ) -> Result<(), ResponseError> {
        let Oddities::Kept(kept) = self else {
            return document.skip();
        };
        let element = document.element(name).map_err(|e| e.within(name))?;
        kept.push((String::new(), element));
        Ok(())
    }

    /// Takes what is wrong.
    ///
    /// # Errors
    ///
    /// It must not be there.
    #[cold]
    pub(crate) fn wrong(&mut self, error: ResponseError) -> Result<(), ResponseError> {
        let Oddities::Listed(listed) = self else {
            return Err(error);
        };
        listed.push(error);
        Ok(())
    }

    pub(crate) fn is_listed(&self) -> bool {
        matches!(self, Oddities::Listed(_))
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Oddities::Refused => 0,
            Oddities::Kept(kept) => kept.len(),
            Oddities::Listed(listed) => listed.len(),
        }
    }

    /// All but the first `known` stand inside the element `name`.
    pub(crate) fn within(&mut self, known: usize, name: &str) {
        match self {
            Oddities::Refused => {}
            Oddities::Kept(kept) => {
                for (path, _) in kept.iter_mut().skip(known) {
                    let dot = if path.is_empty() { "" } else { "." };
                    *path = format!("{name}{dot}{path}");
                }
            }
            Oddities::Listed(listed) => {
                for error in listed.iter_mut().skip(known) {
                    error.put_within(name);
                }
            }
        }
    }

    /// Fills `slot` with what `read` finds in the element `name`, which may stand there once.
    pub(crate) fn once<T>(
        &mut self,
        slot: &mut Option<T>,
        name: &'a str,
        document: &mut dyn Elements<'a>,
        read: impl FnOnce(&mut dyn Elements<'a>, &mut Self) -> Result<T, ResponseError>,
    ) -> Result<(), ResponseError> {
        if slot.is_some() {
            self.wrong(document.error(ResponseErrorKind::Repeated).within(name))?;
            return document.skip();
        }
        let known = self.len();
        *slot = Some(read(document, self).map_err(|e| e.within(name))?);
        self.within(known, name);
        Ok(())
    }

    /// What an element that has just ended must have held; nothing, if that goes.
    pub(crate) fn required<T: Default>(
        &mut self,
        slot: Option<T>,
        name: impl ToString,
        document: &dyn Elements<'_>,
    ) -> Result<T, ResponseError> {
        match slot {
            Some(value) => Ok(value),
            None => self.missing(&name.to_string(), document).map(|()| T::default()),
        }
    }

    /// Takes that the element `name` is missing.
    pub(crate) fn missing(
        &mut self,
        name: &str,
        document: &dyn Elements<'_>,
    ) -> Result<(), ResponseError> {
        self.wrong(document.error(ResponseErrorKind::Missing).within(name))
    }
}
