//! Pairs ⇄ parameters: [`Params`], the untyped view that keeps every pair in order, raw and decoded.
//!
//! It is what an unknown action comes with, what a proxy looks at, and what makes one input of a query
//! string and a body. The typed requests read the same pairs by the same rules.

use std::borrow::Cow;
use std::collections::HashMap;
use std::str;

use crate::engine::cursor::{DecodedPair, Source};
use crate::error::path::{self, parse_index};
use crate::error::place::{MalformedInput, Part, Place};
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::message::parts::{end, repeated};
use crate::wire::form::{self, FormError, Pair};

/// The parameters of a request, in order of arrival.
///
/// ```
/// use iam_codec::Params;
///
/// let params = Params::parse(b"Action=CreateUser&UserName=anika&Tags.member.1.Key=Cost+Center")?;
/// assert_eq!(params.get("UserName"), Some("anika"));
///
/// let key = params.iter().last().unwrap();
/// assert_eq!(key.value(), "Cost Center");
/// assert_eq!(key.raw(), Some(&b"Tags.member.1.Key=Cost+Center"[..]));
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
///
/// Two are equal if names, values and their order are, however they were sent.
#[derive(Clone, Debug, Default)]
pub struct Params<'a> {
    params: Vec<Param<'a>>,
    /// The query string and the body that the parameters are in, until one is added that does not.
    parts: Option<[&'a str; 2]>,
    /// The end of the last part that has any; `None` without input.
    end: Option<Place>,
}

/// One parameter. Two are equal if name and value are, however they were sent.
///
/// ```
/// use iam_codec::{Params, Part};
///
/// let params = Params::parse_parts(b"Action=GetUser", b"UserName=a%2Bb")?;
/// let param = params.iter().last().unwrap();
/// assert_eq!((param.name(), param.value()), ("UserName", "a+b"));
/// assert_eq!(param.raw(), Some(&b"UserName=a%2Bb"[..]));
/// let place = param.place().unwrap();
/// assert_eq!((place.part, place.offset), (Part::Body, 0));
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Param<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
    raw: Option<&'a [u8]>,
    /// `None` if it is in no input.
    place: Option<Place>,
}

impl<'a> Params<'a> {
    /// Reads the parameters of a body. Empty pairs are left out.
    ///
    /// # Errors
    ///
    /// The first name or value with a broken escape or invalid UTF-8.
    pub fn parse(body: &'a [u8]) -> Result<Self, RequestError> {
        Params::parse_parts(b"", body)
    }

    /// Reads the parameters of a query string and a body as one input.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let params = Params::parse_parts(b"Action=GetUser", b"UserName=anika")?;
    /// assert_eq!(params.iter().count(), 2);
    ///
    /// let error = Params::parse_parts(b"UserName=a", b"UserName=b").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "given in both the query string and the body: parameter UserName at byte 0",
    /// );
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`parse`](Params::parse), and a name that is in both: what checks a request must read
    /// what handles it.
    pub fn parse_parts(query: &'a [u8], body: &'a [u8]) -> Result<Self, RequestError> {
        let mut params = Vec::new();
        for (input, part) in [(query, Part::Query), (body, Part::Body)] {
            for pair in form::pairs(input).filter(|pair| !pair.raw().is_empty()) {
                params.push(Param::read(pair, part)?);
            }
        }
        if let Some((name, offset)) = repeated(query, body) {
            let kind = RequestErrorKind::MalformedInput(MalformedInput::Ambiguous);
            return Err(RequestError::new(kind).at(name, Some(Place::new(Part::Body, offset))));
        }
        let parts = str::from_utf8(query).ok().zip(str::from_utf8(body).ok());
        let parts = parts.map(|(query, body)| [query, body]);
        Ok(Params { params, parts, end: Some(end([query.len(), body.len()])) })
    }

    /// Adds a parameter at the end. It is in no input, so errors about it have no place.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let mut params = Params::default();
    /// params.push("Action", "TagCat");
    /// params.push("CatName", "R&D");
    /// assert_eq!(params.encode(), "Action=TagCat&CatName=R%26D");
    /// ```
    pub fn push(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let (name, value) = (name.into(), value.into());
        self.params.push(Param { name, value, raw: None, place: None });
        self.parts = None;
    }

    /// All parameters, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Param<'a>> {
        self.params.iter()
    }

    /// The value of the first parameter of this name: the one that counts.
    ///
    /// Leading zeros of indices do not matter, in any method: `Tags.member.1.Key` finds
    /// `Tags.member.01.Key`, as AWS does.
    ///
    /// This is lenient: neither that the name also continues below (`UserName.1`) nor that it is given in two
    /// spellings is looked at, as [`text`](Params::text) does.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.get_all(name).next()
    }

    /// The values of all parameters of this name, in order.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let params = Params::parse(b"UserName=a&UserName=b")?;
    /// assert_eq!(params.get_all("UserName").collect::<Vec<_>>(), ["a", "b"]);
    /// assert_eq!(params.get("UserName"), Some("a"));
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn get_all<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        self.iter().filter(move |param| path::same_name(&param.name, name)).map(Param::value)
    }

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

    /// The parameters of a list's members, sorted by number: index, field, value. As strict as a typed
    /// request; only what is below an index is for the caller to judge.
    ///
    /// `None` if there is no such list, and an empty one for `Tags=`. Of two parameters with the same
    /// name the first counts.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let params = Params::parse(b"Tags.member.2.Key=b&Tags.member.1.Key=a&TagsX.member.1.Key=c")?;
    /// assert_eq!(params.list("Tags")?, Some(vec![(1, "Key", "a"), (2, "Key", "b")]));
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
    #[expect(clippy::type_complexity, reason = "three plain parts, named in the documentation")]
    pub fn list(&self, name: &str) -> Result<Option<Vec<(u32, &str, &str)>>, RequestError> {
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
                None if rest.is_empty() && param.value.is_empty() => is_empty = true,
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
                values.push((index, field, param.value()));
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

    /// The parameters of this name and of the names below it, with the rest of their names.
    fn below(&self, name: &str) -> impl Iterator<Item = (&Param<'a>, &str)> {
        self.iter().filter_map(move |param| Some((param, path::rest_of(&param.name, name)?)))
    }

    /// A body with these parameters in this order, escaped anew.
    pub fn encode(&self) -> String {
        let mut body = String::new();
        self.encode_into(&mut body);
        body
    }

    pub(crate) fn encode_into(&self, body: &mut String) {
        for (i, param) in self.iter().enumerate() {
            if i > 0 {
                body.push('&');
            }
            form::encode_text(&param.name, body);
            body.push('=');
            form::encode_text(&param.value, body);
        }
    }

    /// Detaches the parameters from the body; what was sent literally is no longer known.
    pub fn into_owned(self) -> Params<'static> {
        let owned = |param: Param<'a>| Param {
            name: Cow::Owned(param.name.into_owned()),
            value: Cow::Owned(param.value.into_owned()),
            raw: None,
            place: param.place,
        };
        let params = self.params.into_iter().map(owned).collect();
        Params { params, parts: None, end: self.end }
    }

    /// The query string and the body that hold all parameters, and no others.
    pub(crate) fn parts(&self) -> Option<[&'a str; 2]> {
        self.parts
    }

    /// Where a further parameter would be.
    pub(crate) fn end(&self) -> Option<Place> {
        self.end
    }

    /// Hands out the values, leaving empty ones behind.
    pub(crate) fn drain(&mut self) -> Drain<'_, 'a> {
        Drain { params: &mut self.params, next: 0 }
    }
}

impl<'p, 'a> IntoIterator for &'p Params<'a> {
    type Item = &'p Param<'a>;
    type IntoIter = std::slice::Iter<'p, Param<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Parameters of names and values that are decoded already, for servers whose framework decodes forms.
///
/// ```
/// use iam_codec::{Params, Request};
///
/// let decoded = [("Action", "GetUser"), ("Version", "2010-05-08"), ("UserName", "anika")];
/// let request = Request::decoder().params(decoded.into_iter().collect::<Params<'_>>())?;
/// assert_eq!(request.action_name(), "GetUser");
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
impl<'a, N: Into<Cow<'a, str>>, V: Into<Cow<'a, str>>> FromIterator<(N, V)> for Params<'a> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut params = Params::default();
        params.extend(pairs);
        params
    }
}

impl<'a, N: Into<Cow<'a, str>>, V: Into<Cow<'a, str>>> Extend<(N, V)> for Params<'a> {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, pairs: I) {
        pairs.into_iter().for_each(|(name, value)| self.push(name, value));
    }
}

impl PartialEq for Params<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.params == other.params
    }
}

impl Eq for Params<'_> {}

impl PartialEq for Param<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.value) == (&other.name, &other.value)
    }
}

impl Eq for Param<'_> {}

impl<'a> Param<'a> {
    fn read(pair: Pair<'a>, part: Part) -> Result<Self, RequestError> {
        let unreadable = |e: FormError| {
            let kind = RequestErrorKind::MalformedInput(e.kind().into());
            RequestError::new(kind).at(pair.lossy_name(), Some(Place::new(part, e.offset())))
        };
        Ok(Param {
            name: pair.name().map_err(unreadable)?,
            value: pair.value().map_err(unreadable)?,
            raw: Some(pair.raw()),
            place: Some(Place::new(part, pair.offset())),
        })
    }

    /// The dotted name: `Tags.member.1.Key`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value; empty if the pair has no `=`.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The pair as it was sent; `None` for a parameter that was not read from a body or was detached
    /// from it.
    pub fn raw(&self) -> Option<&'a [u8]> {
        self.raw
    }

    /// Where the pair begins; `None` for a parameter that was [pushed](Params::push).
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The error of this parameter, whose name goes on with `rest`.
    fn malformed(&self, kind: MalformedInput, rest: &str) -> RequestError {
        let kind = RequestErrorKind::MalformedInput(kind.at_top_level(rest));
        RequestError::new(kind).at(self.name(), self.place())
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
        let is_respelled = path::is_respelled(&param.name);
        match self.0.insert(path::canonical(&param.name), is_respelled) {
            Some(was_respelled) if was_respelled || is_respelled => {
                Err(param.malformed(MalformedInput::Respelled, ""))
            }
            earlier => Ok(earlier.is_none()),
        }
    }
}

/// [`Params`] as the source of an operation's parameters.
pub(crate) struct Drain<'p, 'a> {
    params: &'p mut [Param<'a>],
    next: usize,
}

impl<'a> Source<'a> for Drain<'_, 'a> {
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError> {
        let Some(param) = self.params.get_mut(self.next) else {
            return Ok(None);
        };
        self.next += 1;
        Ok(Some((Cow::Borrowed(&param.name), std::mem::take(&mut param.value))))
    }

    fn pairs_left(&self) -> usize {
        self.params.len() - self.next
    }

    fn number(&self) -> usize {
        self.next - 1
    }

    fn pair(&self, number: usize) -> (String, Option<Place>) {
        let param = &self.params[number];
        (param.name.to_string(), param.place)
    }
}
