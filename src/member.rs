//! Members of an operation's input ⇄ parameters: strings, integers, lists `Name.member.N`, structures.
//!
//! A member's draft gathers what arrives of it, in any order; when all has arrived, `finish` makes the
//! member of it and judges it at once, so that every violation is reported, missing parts included.

use std::borrow::Cow;
use std::fmt::Write;

use crate::constraint::{Constraint, Path, Problems};
use crate::error::MalformedInput;
use crate::form;
use crate::source::Source;
use crate::strings::{self, StringShape};
use crate::structures::Tag;

/// A type that a member of an operation's input can have.
pub(crate) trait Member<'a>: Sized {
    /// What has arrived of the member so far.
    type Draft: Default;
    /// The member's constraints: a row of a table.
    type Shape: 'static;

    /// Takes a value whose name goes on with `rest` after the member's own name. Of two values with
    /// the same name the first holds (recorded on STS).
    fn take(draft: &mut Self::Draft, rest: &str, value: Cow<'a, str>)
    -> Result<(), MalformedInput>;

    /// Takes as much as comes in the expected order. `false` if nothing did.
    #[inline(always)]
    fn follow(_draft: &mut Self::Draft, _name: &str, _source: &mut impl Source<'a>) -> bool {
        false
    }

    /// Makes the member, or notes why there is none.
    fn finish(
        draft: Self::Draft,
        shape: &Self::Shape,
        path: &Path<'_>,
        problems: &mut Problems,
    ) -> Option<Self>;

    /// Holds the member against its constraints.
    fn check(&self, shape: &Self::Shape, path: &Path<'_>, problems: &mut Problems);

    /// Appends the member's pairs.
    fn put(&self, name: Name<'_>, body: &mut String);

    /// An estimate of what `put` appends, in bytes.
    fn put_len(&self, name: Name<'_>) -> usize;

    /// The member without ties to the body.
    type Detached;
    fn detach(self) -> Self::Detached;
}

impl<'a> Member<'a> for Cow<'a, str> {
    type Draft = Option<Cow<'a, str>>;
    type Shape = StringShape;
    type Detached = Cow<'static, str>;

    #[inline]
    fn take(
        draft: &mut Self::Draft,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput> {
        if !rest.is_empty() {
            return Err(MalformedInput::UnexpectedList);
        }
        draft.get_or_insert(value);
        Ok(())
    }

    #[inline]
    fn finish(
        draft: Self::Draft,
        shape: &StringShape,
        path: &Path<'_>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let Some(text) = draft else {
            problems.violation(path, Constraint::NotNull);
            return None;
        };
        if problems.checked {
            text.check(shape, path, problems);
        }
        Some(text)
    }

    #[inline]
    fn check(&self, shape: &StringShape, path: &Path<'_>, problems: &mut Problems) {
        shape.check(self, path, problems);
    }

    #[inline]
    fn put(&self, name: Name<'_>, body: &mut String) {
        name.put("=", body);
        form::encode_text(self, body);
    }

    #[inline]
    fn put_len(&self, name: Name<'_>) -> usize {
        name.len() + "=".len() + self.len()
    }

    fn detach(self) -> Self::Detached {
        Cow::Owned(Cow::into_owned(self))
    }
}

/// The bounds of an integer.
pub(crate) struct IntegerShape {
    pub(crate) min: i32,
    pub(crate) max: i32,
}

impl<'a> Member<'a> for i32 {
    type Draft = Option<i32>;
    type Shape = IntegerShape;
    type Detached = i32;

    /// A sign and leading zeros are fine (recorded on STS).
    fn take(
        draft: &mut Self::Draft,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput> {
        match &*value {
            _ if !rest.is_empty() => return Err(MalformedInput::UnexpectedList),
            _ if draft.is_some() => {}
            "" => return Err(MalformedInput::MissingInteger),
            digits => *draft = Some(digits.parse().map_err(|_| MalformedInput::InvalidInteger)?),
        }
        Ok(())
    }

    fn finish(
        draft: Self::Draft,
        shape: &IntegerShape,
        path: &Path<'_>,
        problems: &mut Problems,
    ) -> Option<Self> {
        match draft {
            None => problems.violation(path, Constraint::NotNull),
            Some(number) if problems.checked => number.check(shape, path, problems),
            Some(_) => {}
        }
        draft
    }

    fn check(&self, shape: &IntegerShape, path: &Path<'_>, problems: &mut Problems) {
        if *self < shape.min {
            problems.violation(path, Constraint::MinValue(shape.min));
        }
        if *self > shape.max {
            problems.violation(path, Constraint::MaxValue(shape.max));
        }
    }

    fn put(&self, name: Name<'_>, body: &mut String) {
        name.put("=", body);
        // Writing to a String does not fail.
        let _ = write!(body, "{self}");
    }

    fn put_len(&self, name: Name<'_>) -> usize {
        name.len() + "=-2147483648".len()
    }

    fn detach(self) -> i32 {
        self
    }
}

/// A member that may be absent.
impl<'a, T: Member<'a, Draft = Option<T>>> Member<'a> for Option<T> {
    type Draft = Option<T>;
    type Shape = T::Shape;
    type Detached = Option<T::Detached>;

    fn take(
        draft: &mut Self::Draft,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput> {
        T::take(draft, rest, value)
    }

    fn finish(
        draft: Self::Draft,
        shape: &T::Shape,
        path: &Path<'_>,
        problems: &mut Problems,
    ) -> Option<Self> {
        match draft {
            None => Some(None),
            given => T::finish(given, shape, path, problems).map(Some),
        }
    }

    fn check(&self, shape: &T::Shape, path: &Path<'_>, problems: &mut Problems) {
        if let Some(member) = self {
            member.check(shape, path, problems);
        }
    }

    fn put(&self, name: Name<'_>, body: &mut String) {
        if let Some(member) = self {
            member.put(name, body);
        }
    }

    fn put_len(&self, name: Name<'_>) -> usize {
        self.as_ref().map_or(0, |member| member.put_len(name))
    }

    fn detach(self) -> Self::Detached {
        self.map(T::detach)
    }
}

impl<'a> Member<'a> for Tag<'a> {
    type Draft = TagDraft<'a>;
    type Shape = ();
    type Detached = Tag<'static>;

    fn take(
        draft: &mut Self::Draft,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput> {
        let Some(name) = rest.strip_prefix('.') else {
            return Err(MalformedInput::UnexpectedStructureEnd);
        };
        match split_name(name) {
            ("Key", rest) => Cow::take(&mut draft.key, rest, value),
            ("Value", rest) => Cow::take(&mut draft.value, rest, value),
            // An unknown parameter, which is no error.
            _ => Ok(()),
        }
    }

    fn finish(
        draft: Self::Draft,
        _shape: &(),
        path: &Path<'_>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let key = Cow::finish(draft.key, &strings::TAG_KEY, &path.member("Key"), problems);
        let value = Cow::finish(draft.value, &strings::TAG_VALUE, &path.member("Value"), problems);
        Some(Tag { key: key?, value: value? })
    }

    #[inline]
    fn check(&self, _shape: &(), path: &Path<'_>, problems: &mut Problems) {
        self.key.check(&strings::TAG_KEY, &path.member("Key"), problems);
        self.value.check(&strings::TAG_VALUE, &path.member("Value"), problems);
    }

    #[inline]
    fn put(&self, name: Name<'_>, body: &mut String) {
        name.put(".Key=", body);
        form::encode_text(&self.key, body);
        name.put(".Value=", body);
        form::encode_text(&self.value, body);
    }

    #[inline]
    fn put_len(&self, name: Name<'_>) -> usize {
        2 * name.len() + ".Key=.Value=".len() + self.key.len() + self.value.len()
    }

    fn detach(self) -> Tag<'static> {
        Tag::into_owned(self)
    }
}

/// What has arrived of a [`Tag`].
#[derive(Default)]
pub(crate) struct TagDraft<'a> {
    pub(crate) key: Option<Cow<'a, str>>,
    pub(crate) value: Option<Cow<'a, str>>,
}

/// The part of a name before its first dot, and the rest with the dot.
#[inline]
pub(crate) fn split_name(name: &str) -> (&str, &str) {
    let dot = name.bytes().position(|byte| byte == b'.').unwrap_or(name.len());
    name.split_at(dot)
}

/// The name of a member on its way into a body: `&Tags`, or `&Tags.member.12` inside a list.
#[derive(Clone, Copy)]
pub(crate) struct Name<'n> {
    member: &'n str,
    index: Option<usize>,
}

impl<'n> Name<'n> {
    pub(crate) fn new(member: &'n str) -> Self {
        Name { member, index: None }
    }

    /// The name of a member of the list.
    #[inline(always)]
    pub(crate) fn at(self, index: usize) -> Self {
        Name { index: Some(index), ..self }
    }

    /// Appends the name, and what stands between it and the value.
    #[inline(always)]
    pub(crate) fn put(self, end: &str, body: &mut String) {
        body.push('&');
        body.push_str(self.member);
        if let Some(index) = self.index {
            body.push_str(".member.");
            put_digits(index, body);
        }
        body.push_str(end);
    }

    pub(crate) fn len(self) -> usize {
        "&".len() + self.member.len() + self.index.map_or(0, |_| ".member.50".len())
    }
}

/// Formatting would cost a third of encoding.
fn put_digits(number: usize, body: &mut String) {
    if number > 9 {
        put_digits(number / 10, body);
    }
    body.push(char::from(b'0' + (number % 10) as u8));
}
