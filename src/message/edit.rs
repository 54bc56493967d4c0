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
/// A signature covers the body: once a body is changed, the request must be signed anew. `Debug` prints the body, with any password in
/// it.
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
    original: &'a [u8],
    /// All changes made, in the order of the original; a dialect may have another.
    body: Cow<'a, [u8]>,
    dialect: Option<Dialect>,
}

impl<'a> Editor<'a> {
    /// Starts from a body or a query string. Any bytes will do.
    pub fn new(body: &'a [u8]) -> Self {
        Editor { original: body, body: Cow::Borrowed(body), dialect: None }
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
        let (mut found, encoded) = (false, self.encoded_value(value));
        self.rewrite(name, |pair, rest| {
            if !rest.is_empty() {
                return Some(pair.raw().into());
            }
            found = true;
            match pair.value() {
                Ok(old) if old == value => Some(pair.raw().into()),
                _ => Some([pair.raw_name(), &encoded].concat().into()),
            }
        });
        if !found {
            self.push(&self.encoded(name, value));
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
        let mut found = false;
        self.rewrite(name, |_, _| {
            found = true;
            None
        });
        found
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
            self.encoded(&format!("{list}.member.{index}{dot}{part}"), value)
        });
        let pairs = pairs.collect::<Vec<_>>().join(&b'&');
        if pairs.is_empty() {
            return Ok(index);
        }
        let in_list = self.pairs_of(list).map(|pair| pair.span());
        match (index, in_list.last()) {
            (_, None) => self.push(&pairs),
            // Nothing but `Tags=`, once or more often.
            (1, _) => {
                let mut new = Some(pairs);
                self.rewrite(list, |_, _| new.take().map(Cow::Owned));
            }
            (_, Some(last)) => {
                let [before, behind] = [&self.body[..last.end], &self.body[last.end..]];
                self.body = Cow::Owned([before, b"&", &pairs, behind].concat());
            }
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
        let mut emptied = (len == 1 && sends_empty_lists).then_some(encoded);
        self.rewrite(list, |pair, rest| match index_in(rest) {
            Some((found, _)) if found == index => emptied.take().map(Cow::Owned),
            Some((found, rest)) if found > index => {
                let name = format!("{list}.member.{}{rest}", found - 1);
                Some(renamed(pair, &name).into())
            }
            _ => Some(pair.raw().into()),
        });
        Ok(true)
    }

    /// Whether the body differs from the one at the start.
    pub fn is_changed(&self) -> bool {
        *self.sorted() != *self.original
    }

    /// The body: borrowed, if nothing changed.
    pub fn finish(self) -> Cow<'a, [u8]> {
        let sorted = match self.sorted() {
            Cow::Owned(sorted) => Some(sorted),
            Cow::Borrowed(_) => None,
        };
        match sorted.map_or(self.body, Cow::Owned) {
            body if *body == *self.original => Cow::Borrowed(self.original),
            body => body,
        }
    }

    /// The body in the order of the dialect.
    fn sorted(&self) -> Cow<'_, [u8]> {
        let Some(dialect) = self.dialect else { return Cow::Borrowed(&self.body) };
        let pairs = form::pairs(&self.body);
        let mut pairs: Vec<_> =
            pairs.map(|pair| (pair.name().unwrap_or_default(), pair.raw())).collect();
        dialect.spelling().sort(&mut pairs, |pair| &pair.0);
        let pairs: Vec<_> = pairs.into_iter().map(|(_, raw)| raw).collect();
        Cow::Owned(pairs.join(&b'&'))
    }

    /// The pairs of a parameter and of all parameters below it.
    fn pairs_of(&self, name: &str) -> impl Iterator<Item = Pair<'_>> {
        form::candidates(&self.body, name).filter(move |pair| {
            pair.name().is_ok_and(|found| path::rest_of(&found, name).is_some())
        })
    }

    /// Puts into the place of each such pair what `edit` makes of it and of the rest of its name; nothing
    /// removes it with a separator.
    fn rewrite(
        &mut self,
        name: &str,
        mut edit: impl for<'p> FnMut(&Pair<'p>, &str) -> Option<Cow<'p, [u8]>>,
    ) {
        let body = &*self.body;
        let (mut edited, mut read) = (Vec::new(), 0);
        for pair in form::candidates(body, name) {
            let Ok(found) = pair.name() else { continue };
            let Some(rest) = path::rest_of(&found, name) else { continue };
            let new = edit(&pair, rest);
            if new.as_deref() == Some(pair.raw()) {
                continue;
            }
            let span = pair.span();
            edited.extend_from_slice(&body[read..span.start]);
            read = match new {
                Some(new) => {
                    edited.extend_from_slice(&new);
                    span.end
                }
                None if span.end < body.len() => span.end + 1,
                None => {
                    // The last pair has its separator before it.
                    edited.pop();
                    span.end
                }
            };
        }
        if read > 0 {
            edited.extend_from_slice(&body[read..]);
            self.body = Cow::Owned(edited);
        }
    }

    fn encoded(&self, name: &str, value: &str) -> Vec<u8> {
        let mut raw = String::new();
        form::encode_text(name, &mut raw);
        [raw.into_bytes(), self.encoded_value(value)].concat()
    }

    /// `=` and the value.
    fn encoded_value(&self, value: &str) -> Vec<u8> {
        let mut raw = String::from("=");
        match self.dialect {
            Some(dialect) => dialect.spelling().encode_text(value, &mut raw),
            None => form::encode_text(value, &mut raw),
        }
        raw.into_bytes()
    }

    /// Adds pairs at the end, into the last one if that is empty.
    fn push(&mut self, pairs: &[u8]) {
        let is_new = matches!(self.body.last(), None | Some(b'&'));
        let separator: &[u8] = if is_new { b"" } else { b"&" };
        self.body = Cow::Owned([&self.body, separator, pairs].concat());
    }

    /// The number of members of a list, which has no gaps.
    fn len_of(&self, list: &str) -> Result<u32, RequestError> {
        let params = Params::parse(&self.body)?;
        let members = params.list(list)?.unwrap_or_default();
        Ok(members.last().map_or(0, |param| param.index))
    }
}

/// The index of the member that a name goes on with behind its list, and what follows it.
fn index_in(rest: &str) -> Option<(u32, &str)> {
    let (index, rest) = path::split(rest.strip_prefix(".member.")?);
    Some((path::parse_index(index).ok()??, rest))
}

/// The pair with another name and the value as it is.
fn renamed(pair: &Pair<'_>, name: &str) -> Vec<u8> {
    let mut renamed = String::new();
    form::encode_text(name, &mut renamed);
    [renamed.as_bytes(), &pair.raw()[pair.raw_name().len()..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All names of up to five of these pieces.
    fn spellings() -> Vec<String> {
        let pieces = ["a", "0", "1", ".", "%61", "%30", "%2e", "%25", "+"];
        let mut names = vec![String::new()];
        let mut longest = names.clone();
        for _ in 0..5 {
            longest =
                longest.iter().flat_map(|n| pieces.map(|piece| format!("{n}{piece}"))).collect();
            names.extend_from_slice(&longest);
        }
        names
    }

    #[test]
    fn no_spelling_of_a_name_is_passed_over() {
        for raw in spellings() {
            let body = format!("b=&{raw}=c");
            let found = form::pairs(body.as_bytes()).last().unwrap().name().unwrap();
            for name in ["a", "a.0", "a.1", "a.01", "a.10.a", "%a", "a%0", "a a", "a+"] {
                let is_found = Editor::new(body.as_bytes()).pairs_of(name).next().is_some();
                assert_eq!(is_found, path::rest_of(&found, name).is_some(), "{raw} for {name}");
            }
        }
    }
}
