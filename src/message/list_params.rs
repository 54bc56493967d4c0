//! [`Params`] read as strictly as a typed request: texts and lists.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::error::path::{self, parse_index};
use crate::error::place::MalformedInput;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::message::params::{Param, Params};

/// A parameter of a list: `Tags.member.2.Key=b` has the index 2, the field `Key` and the value `b`.
///
/// ```
/// use iam_codec::Params;
///
/// let params = Params::parse(b"TagKeys.member.1=a")?;
/// let keys = params.list("TagKeys")?.unwrap();
/// assert_eq!((keys[0].index, keys[0].field, keys[0].value), (1, "", "a"));
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListParam<'p> {
    /// The number of the member, from 1.
    pub index: u32,
    /// What follows the index and a dot: `Key`. Empty for a list of texts.
    pub field: &'p str,
    /// The value.
    pub value: &'p str,
}

impl<'a> Params<'a> {
    /// The value of a parameter that is a text, as strictly as a typed request reads it.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let params = Params::parse(b"Action=GetUser&UserName=anika&Path.1=%2F")?;
    /// assert_eq!(params.text("UserName")?, Some("anika"));
    /// assert_eq!(params.text("Marker")?, None);
    /// assert!(params.text("Path").is_err());
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The name continues below: `UserName.1`, `UserName.member.1`; or it is given in two spellings of an index.
    pub fn text(&self, name: &str) -> Result<Option<&str>, RequestError> {
        let mut spellings = Spellings::default();
        for (param, rest) in self.below(name) {
            if !rest.is_empty() {
                return Err(param.malformed(MalformedInput::UnexpectedList, rest));
            }
            spellings.is_new(param)?;
        }
        Ok(self.get(name))
    }

    /// The parameters of a list's members, sorted by number. As strict as a typed request; only what is below
    /// an index is for the caller to judge.
    ///
    /// `None` if the request lacks the list, and an empty list for `Tags=`. Of two parameters with the same
    /// name the first counts.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let params = Params::parse(b"Tags.member.2.Key=b&Tags.member.1.Key=a&TagsX.member.1.Key=c")?;
    /// let tags = params.list("Tags")?.unwrap();
    /// assert_eq!((tags[1].index, tags[1].field, tags[1].value), (2, "Key", "b"));
    /// assert_eq!(params.list("TagKeys")?, None);
    ///
    /// let error = Params::parse(b"Tags.1.Key=a")?.list("Tags").unwrap_err();
    /// assert_eq!(error.kind().to_string(), "Top level element may not be treated as a list");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A text in the place of the list (`Tags=x`), other children than `member` (`Tags.1.Key`), an index
    /// that is not a number from 1 to 214748369 or that leaves a gap (AWS fills a small one with nulls, which
    /// have no place in this view), two indices in a row, a parameter that is given twice in two spellings of
    /// an index, and `Tags=` beside members.
    pub fn list(&self, name: &str) -> Result<Option<Vec<ListParam<'_>>>, RequestError> {
        let (mut is_empty, mut members) = (false, Vec::new());
        for (param, rest) in self.below(name) {
            let malformed = |kind| param.malformed(kind, rest);
            match rest.strip_prefix(".member.") {
                Some(member) => {
                    let (index, field) = path::split(member);
                    let index = parse_index(index).map_err(malformed)?;
                    let index = index.ok_or_else(|| malformed(MalformedInput::UnexpectedList))?;
                    if path::begins_with_index(field) {
                        return Err(malformed(MalformedInput::AdjacentIndices));
                    }
                    let part = field.strip_prefix('.').filter(|part| !part.is_empty());
                    members.push((index, part.unwrap_or(field), param));
                }
                None if is_empty && rest.is_empty() => continue,
                None if rest.is_empty() && param.value().is_empty() => is_empty = true,
                None => return Err(malformed(MalformedInput::UnexpectedListEnd)),
            }
            if is_empty && !members.is_empty() {
                return Err(malformed(MalformedInput::UnexpectedList));
            }
        }
        if members.is_empty() {
            return Ok(is_empty.then(Vec::new));
        }
        members.sort_by_key(|(index, ..)| *index);
        self.without_gaps(name, &members)?;
        let (mut spellings, mut values) = (Spellings::default(), Vec::with_capacity(members.len()));
        for (index, field, param) in members {
            if spellings.is_new(param)? {
                values.push(ListParam { index, field, value: param.value() });
            }
        }
        Ok(Some(values))
    }

    fn without_gaps(
        &self,
        name: &str,
        members: &[(u32, &str, &Param<'a>)],
    ) -> Result<(), RequestError> {
        let mut last = 0;
        for &(index, ..) in members {
            if index > last + 1 {
                let small = || MalformedInput::InvalidIndex(index.to_string());
                let kind = path::skipped(last, index).unwrap_or_else(small);
                let member = format!("{name}.member.{index}");
                let place = self.below(&member).next().and_then(|(param, _)| param.place());
                let error = RequestError::new(RequestErrorKind::MalformedInput(kind));
                return Err(error.at(member, place));
            }
            last = index;
        }
        Ok(())
    }
}

/// The names that were seen, and whether leading zeros were among them.
#[derive(Default)]
struct Spellings<'p>(HashMap<Cow<'p, str>, bool>);

impl<'p> Spellings<'p> {
    /// Whether no earlier parameter has the name of this one.
    ///
    /// # Errors
    ///
    /// One has it in another spelling.
    fn is_new(&mut self, param: &'p Param<'_>) -> Result<bool, RequestError> {
        let is_respelled = path::is_respelled(param.name());
        match self.0.insert(path::canonical(param.name()), is_respelled) {
            Some(was_respelled) if was_respelled || is_respelled => {
                Err(param.malformed(MalformedInput::Respelled, ""))
            }
            earlier => Ok(earlier.is_none()),
        }
    }
}
