//! Pairs ⇄ parameters: [`Params`], the untyped view that keeps every pair in order, raw and decoded.
//!
//! It is what an unknown action comes with, what a proxy looks at, and what makes one input of a query
//! string and a body. The typed requests read the same pairs by the same rules.

use std::borrow::Cow;
use std::str;

use crate::engine::cursor::{DecodedPair, Source};
use crate::error::path;
use crate::error::place::{MalformedInput, Part, Place};
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::message::parts::{end, repeated};
use crate::wire::form::{self, FormError};

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
/// Two are equal if names, values and their order are, however they were sent. `Debug` prints all values, passwords too, since no
/// table says which are secret; that of a typed request does not.
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
        let parts = [query, body];
        Params::read(parts, parts.map(|part| str::from_utf8(part).ok()))
    }

    /// Reads a query string and a body, each with its text if it is UTF-8.
    pub(crate) fn read(
        [query, body]: [&'a [u8]; 2],
        texts: [Option<&'a str>; 2],
    ) -> Result<Self, RequestError> {
        // Found out first, so that the memory for it is free again.
        let ambiguous = repeated(query, body);
        // Counted, since a list that grew would take up to three times the memory.
        let count = |input| form::starts(input).count();
        let mut params = Vec::with_capacity(count(query) + count(body));
        let [query_text, body_text] = texts;
        Param::read_all(query, query_text, Part::Query, &mut params)?;
        Param::read_all(body, body_text, Part::Body, &mut params)?;
        if let Some((name, offset)) = ambiguous {
            let kind = RequestErrorKind::MalformedInput(MalformedInput::Ambiguous);
            return Err(RequestError::new(kind).at(name, Some(Place::new(Part::Body, offset))));
        }
        let parts = query_text.zip(body_text).map(<[_; 2]>::from);
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

    /// The parameters of this name and of the names below it, with the rest of their names.
    pub(crate) fn below(&self, name: &str) -> impl Iterator<Item = (&Param<'a>, &str)> {
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
    /// Reads the pairs of a part that are not empty. The part is `text` if it is UTF-8.
    fn read_all(
        input: &'a [u8],
        text: Option<&'a str>,
        part: Part,
        params: &mut Vec<Self>,
    ) -> Result<(), RequestError> {
        let mut start = 0;
        while let Some(first) = input.get(start) {
            if *first != b'&' {
                let (name, value, end) = form::decoded_at(input, text, start)
                    .map_err(|error| unreadable(input, part, start, error))?;
                let place = Some(Place::new(part, start));
                params.push(Param { name, value, raw: Some(&input[start..end]), place });
                start = end;
            }
            start += 1;
        }
        Ok(())
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
    pub(crate) fn malformed(&self, kind: MalformedInput, rest: &str) -> RequestError {
        let kind = RequestErrorKind::MalformedInput(kind.at_top_level(rest));
        RequestError::new(kind).at(self.name(), self.place())
    }
}

/// The error of a pair that cannot be read.
#[cold]
fn unreadable(input: &[u8], part: Part, start: usize, error: FormError) -> RequestError {
    let kind = RequestErrorKind::MalformedInput(error.kind().into());
    let name = form::pair_at(input, start).lossy_name();
    RequestError::new(kind).at(name, Some(Place::new(part, error.offset())))
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
