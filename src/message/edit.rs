//! [`Editor`] changes single parameters of a body and keeps every other byte.

use std::borrow::Cow;

use crate::error::path;
use crate::error::request_error::RequestError;
use crate::message::dialect::Dialect;
use crate::message::params::Params;
use crate::wire::form::{self, Pair};

/// A body that is to be changed, for proxies.
///
/// Everything else keeps its bytes: unusual escapes (`%2f`, `%41`), empty pairs, unknown and unreadable
/// ones. ([`form::pairs`] shows the bytes and the span of each pair.) Names are compared after decoding, so
/// that `User%4Eame` is `UserName`, and without the leading zeros of indices, so that `Tags.member.01.Key` is
/// `Tags.member.1.Key`; a name that cannot be decoded matches no other. Each call takes time linear in the
/// body.
///
/// A signature covers the body: once a body is changed, the request must be signed anew.
///
/// ```
/// use iam_codec::Editor;
///
/// let body = b"Action=CreateUser&Path=%2fa%2f&Tags.member.1.Key=Dept&Tags.member.1.Value=R%26d";
/// let mut editor = Editor::new(body);
/// editor.set("Path", "/a/");
/// assert!(!editor.is_changed());
///
/// let index = editor.add_member("Tags", &[("Key", "Owner"), ("Value", "Legal & Co")])?;
/// assert_eq!(index, 2);
/// assert_eq!(
///     *editor.finish(),
///     *b"Action=CreateUser&Path=%2fa%2f&Tags.member.1.Key=Dept&Tags.member.1.Value=R%26d\
///        &Tags.member.2.Key=Owner&Tags.member.2.Value=Legal%20%26%20Co",
/// );
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Editor<'a> {
    body: &'a [u8],
    /// The pairs as they will be sent, empty ones included.
    pairs: Vec<Cow<'a, [u8]>>,
    dialect: Option<Dialect>,
}

impl<'a> Editor<'a> {
    /// Starts from a body or a query string. Any bytes will do.
    pub fn new(body: &'a [u8]) -> Self {
        let pairs = form::pairs(body).map(|pair| Cow::Borrowed(pair.raw())).collect();
        Editor { body, pairs, dialect: None }
    }

    /// Writes in a dialect, so that the body still looks like one of its client: what is added is spelled as
    /// the client would spell it, and goes where the client would put it. Without this, it is spelled as
    /// [`Request::encode`](crate::Request::encode) does, and goes to the end.
    ///
    /// The dialect should [fit](Dialect::fitting) the body; in any other, all pairs come into its order.
    ///
    /// ```
    /// use iam_codec::{Dialect, Editor};
    ///
    /// let body = b"Action=CreateUser&Path=%2Fa+b%2F&UserName=anika&Version=2010-05-08";
    /// let mut editor = Editor::new(body).in_dialect(Dialect::fitting(body)[0]);
    /// editor.add_member("Tags", &[("Key", "Cost Center"), ("Value", "1")])?;
    /// assert_eq!(
    ///     *editor.finish(),
    ///     *b"Action=CreateUser&Path=%2Fa+b%2F&Tags.member.1.Key=Cost+Center&Tags.member.1.Value=1\
    ///        &UserName=anika&Version=2010-05-08",
    /// );
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    pub fn in_dialect(self, dialect: Dialect) -> Self {
        Editor { dialect: Some(dialect), ..self }
    }

    /// Sets a parameter. If the name occurs several times, all of them get the value, because some readers
    /// take the first and some the last; if it does not occur, the pair is added at the end. A pair that
    /// has this value already keeps its bytes.
    pub fn set(&mut self, name: &str, value: &str) {
        let mut found = false;
        for raw in &mut self.pairs {
            let Some(pair) = read(raw).filter(|pair| is_named(pair, name)) else {
                continue;
            };
            found = true;
            if pair.value().is_ok_and(|old| old == value) {
                continue;
            }
            *raw = Cow::Owned(joined(pair.raw_name(), value, self.dialect));
        }
        if !found {
            self.push(self.encoded(name, value));
        }
    }

    /// Removes a parameter and all parameters below it: `Tags` removes `Tags.member.1.Key` too. Returns
    /// whether there was one.
    ///
    /// The indices of other members of a list stay; [`remove_member`](Editor::remove_member) leaves no
    /// gap.
    ///
    /// ```
    /// use iam_codec::Editor;
    ///
    /// let mut editor = Editor::new(b"Action=CreateUser&Tags.member.1.Key=a&TagsX=b&Path=%2f");
    /// assert!(editor.remove("Tags"));
    /// assert_eq!(*editor.finish(), *b"Action=CreateUser&TagsX=b&Path=%2f");
    /// ```
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.pairs.len();
        self.pairs.retain(|raw| rest_of(raw, name).is_none());
        self.pairs.len() < before
    }

    /// Adds a member to a list and returns its index, the next free one. Its pairs come after those of the
    /// list, or at the end; they replace the `Tags=` of an empty list. Without parts nothing is added.
    ///
    /// Each part is a name behind the index and a value: `("Key", "Dept")` gives `Tags.member.1.Key=Dept`. If
    /// the members of the list are texts, there is one part, whose name is empty:
    ///
    /// ```
    /// use iam_codec::Editor;
    ///
    /// let mut editor = Editor::new(b"Action=UntagUser&TagKeys=&UserName=anika");
    /// editor.add_member("TagKeys", &[("", "Cost Center")])?;
    /// assert_eq!(*editor.finish(), *b"Action=UntagUser&TagKeys.member.1=Cost%20Center&UserName=anika");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body or the list cannot be read: see [`Params::list`].
    pub fn add_member(&mut self, list: &str, parts: &[(&str, &str)]) -> Result<u32, RequestError> {
        let index = self.len_of(list)? + 1;
        let pairs = parts.iter().map(|(part, value)| {
            let dot = if part.is_empty() { "" } else { "." };
            Cow::Owned(self.encoded(&format!("{list}.member.{index}{dot}{part}"), value))
        });
        let pairs: Vec<_> = pairs.collect();
        if pairs.is_empty() {
            return Ok(index);
        }
        let mut in_list = self.pairs.iter().map(|raw| rest_of(raw, list).is_some());
        let at = match index {
            // Nothing but `Tags=`, once or more often.
            1 => in_list.position(|is_in| is_in),
            _ => in_list.rposition(|is_in| is_in).map(|last| last + 1),
        };
        if index == 1 {
            self.remove(list);
        }
        match at {
            Some(at) => drop(self.pairs.splice(at..at, pairs)),
            None => pairs.into_iter().for_each(|pair| self.push(pair.into_owned())),
        }
        Ok(index)
    }

    /// Removes the member of a list with this index and returns whether there was one. Later members move
    /// up, so that no gap is left. `Tags=` replaces the only member: the list is still given, and empty.
    ///
    /// ```
    /// use iam_codec::Editor;
    ///
    /// let mut editor = Editor::new(b"TagKeys.member.1=a%2fb&TagKeys.member.2=c%2fd&UserName=anika");
    /// assert!(editor.remove_member("TagKeys", 1)?);
    /// assert_eq!(*editor.clone().finish(), *b"TagKeys.member.1=c%2fd&UserName=anika");
    /// assert!(editor.remove_member("TagKeys", 1)?);
    /// assert_eq!(*editor.finish(), *b"TagKeys=&UserName=anika");
    /// # Ok::<(), iam_codec::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body or the list cannot be read: see [`Params::list`].
    pub fn remove_member(&mut self, list: &str, index: u32) -> Result<bool, RequestError> {
        let len = self.len_of(list)?;
        if index == 0 || index > len {
            return Ok(false);
        }
        let sends_empty_lists = self.dialect.is_none_or(|d| d.spelling().sends_empty_lists);
        let encoded = self.encoded(list, "");
        let mut was_first = true;
        let mut pairs = Vec::with_capacity(self.pairs.len());
        for raw in self.pairs.drain(..) {
            match index_in(&raw, list) {
                Some((found, _)) if found == index => {
                    if len == 1 && was_first && sends_empty_lists {
                        pairs.push(Cow::Owned(encoded.clone()));
                    }
                    was_first = false;
                }
                Some((found, rest)) if found > index => {
                    let name = format!("{list}.member.{}{rest}", found - 1);
                    pairs.push(Cow::Owned(renamed(&raw, &name)));
                }
                _ => pairs.push(raw),
            }
        }
        self.pairs = pairs;
        Ok(true)
    }

    /// Whether the body differs from the one at the start.
    pub fn is_changed(&self) -> bool {
        self.joined() != self.body
    }

    /// The body: borrowed, if nothing changed.
    pub fn finish(self) -> Cow<'a, [u8]> {
        let body = self.joined();
        if body == self.body { Cow::Borrowed(self.body) } else { Cow::Owned(body) }
    }

    fn joined(&self) -> Vec<u8> {
        let Some(dialect) = self.dialect else {
            return self.pairs.join(&b'&');
        };
        let mut pairs: Vec<(String, &[u8])> =
            self.pairs.iter().map(|raw| (name_of(raw), &**raw)).collect();
        dialect.spelling().sort(&mut pairs, |pair| &pair.0);
        let pairs: Vec<_> = pairs.into_iter().map(|(_, raw)| raw).collect();
        pairs.join(&b'&')
    }

    fn encoded(&self, name: &str, value: &str) -> Vec<u8> {
        let mut raw = String::new();
        form::encode_text(name, &mut raw);
        joined(raw.as_bytes(), value, self.dialect)
    }

    /// Adds a pair at the end, into the last one if that is empty.
    fn push(&mut self, pair: Vec<u8>) {
        match self.pairs.last_mut() {
            Some(last) if last.is_empty() => *last = Cow::Owned(pair),
            _ => self.pairs.push(Cow::Owned(pair)),
        }
    }

    /// The number of members of a list, which has no gaps.
    fn len_of(&self, list: &str) -> Result<u32, RequestError> {
        let body = self.joined();
        let params = Params::parse(&body)?;
        let members = params.list(list)?.unwrap_or_default();
        Ok(members.last().map_or(0, |param| param.index))
    }
}

fn read(raw: &[u8]) -> Option<Pair<'_>> {
    form::pairs(raw).next()
}

fn is_named(pair: &Pair<'_>, name: &str) -> bool {
    pair.name().is_ok_and(|found| path::same_name(&found, name))
}

/// What follows `name` in the name of a pair that is `name` or is below it.
fn rest_of(raw: &[u8], name: &str) -> Option<String> {
    let found = read(raw)?.name().ok()?;
    path::rest_of(&found, name).map(str::to_owned)
}

/// The index of the member that a pair belongs to, and what follows it in the name.
fn index_in(raw: &[u8], list: &str) -> Option<(u32, String)> {
    let rest = rest_of(raw, list)?;
    let member = rest.strip_prefix(".member.")?;
    let (index, rest) = path::split(member);
    Some((path::parse_index(index).ok()??, rest.to_owned()))
}

/// The name of a pair, empty if it cannot be read.
fn name_of(raw: &[u8]) -> String {
    read(raw).and_then(|pair| Some(pair.name().ok()?.into_owned())).unwrap_or_default()
}

fn joined(raw_name: &[u8], value: &str, dialect: Option<Dialect>) -> Vec<u8> {
    let mut raw = String::from("=");
    match dialect {
        Some(dialect) => dialect.spelling().encode_text(value, &mut raw),
        None => form::encode_text(value, &mut raw),
    }
    [raw_name, raw.as_bytes()].concat()
}

/// The pair with another name and the value as it is.
fn renamed(raw: &[u8], name: &str) -> Vec<u8> {
    let value = read(raw).map_or(&[][..], |pair| &raw[pair.raw_name().len()..]);
    let mut pair = String::new();
    form::encode_text(name, &mut pair);
    [pair.as_bytes(), value].concat()
}
