//! [`Element`]: what a document holds that no table knows.

use std::borrow::Cow;

/// An element of a response, with all that it holds but attributes.
///
/// ```
/// use iam_codec::{Content, Element, OperationResult, OtherResult, Response};
///
/// let purrs = Element::new("Purrs", Content::Text("true".into()));
/// let result = Element::new("TagCatResult", Content::Elements(vec![purrs]));
/// let result = OperationResult::Other(OtherResult::new("TagCat", vec![result]));
/// let body = Response { result, request_id: "id".into() }.encode()?;
/// assert!(body.contains("  <TagCatResult>\n    <Purrs>true</Purrs>\n  </TagCatResult>\n"));
/// # Ok::<(), iam_codec::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Element<'a> {
    /// The name without prefix.
    pub name: Cow<'a, str>,
    /// What it holds.
    pub content: Content<'a>,
}

/// What an [`Element`] holds.
///
/// ```
/// use iam_codec::{Content, OperationResult, Response};
///
/// let body = b"<TagCatResponse><TagCatResult><Purrs>true</Purrs></TagCatResult>\
///     <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></TagCatResponse>";
/// let OperationResult::Other(other) = Response::decode(body)?.result else { unreachable!() };
/// let Content::Elements(children) = &other.elements[0].content else { unreachable!() };
/// assert_eq!(children[0].content, Content::Text("true".into()));
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the protocol mixes no text with elements")]
pub enum Content<'a> {
    /// A text, which may be empty.
    Text(Cow<'a, str>),
    /// Elements, in order.
    Elements(Vec<Element<'a>>),
}

impl<'a> Element<'a> {
    /// An element of this name.
    pub fn new(name: impl Into<Cow<'a, str>>, content: Content<'a>) -> Self {
        Element { name: name.into(), content }
    }

    /// The text; empty if the element holds others.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Elements(_) => "",
        }
    }

    /// The elements inside; none if the element holds text.
    pub fn children(&self) -> &[Element<'a>] {
        match &self.content {
            Content::Text(_) => &[],
            Content::Elements(children) => children,
        }
    }

    /// The first element of this name inside.
    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.children().iter().find(|child| child.name == name)
    }

    /// Detaches the element from the body it was decoded from.
    pub fn into_owned(self) -> Element<'static> {
        let content = match self.content {
            Content::Text(text) => Content::Text(Cow::Owned(text.into_owned())),
            Content::Elements(children) => {
                Content::Elements(children.into_iter().map(Element::into_owned).collect())
            }
        };
        Element::new(self.name.into_owned(), content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_elements_of_a_name_is_given() {
        let text = |name, text: &'static str| Element::new(name, Content::Text(text.into()));
        let children = vec![text("a", "1"), text("b", "2"), text("a", "3"), text("b", "4")];
        let element = Element::new("c", Content::Elements(children));
        assert_eq!(element.child("a").map(Element::text), Some("1"));
        assert_eq!(element.child("b").map(Element::text), Some("2"));
        assert_eq!((element.child("c"), element.text()), (None, ""));
        assert_eq!(
            (element.children()[0].child("a"), element.children()[0].children()),
            (None, &[][..])
        );
    }
}
