//! [`Assertion`]: a SAML assertion, read and not verified.

use data_encoding::BASE64;
use iam_codec::{Tag, Timestamp};
use roxmltree::{Document, Node};

use super::sessions::Carried;
use crate::state::{Tags, Time};

/// Where AWS's attributes have their names.
const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes/";

/// The formats of names that have a short word.
const FORMATS: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

/// What an assertion says that a session depends on.
#[derive(Default)]
pub(super) struct Assertion {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) subject_type: String,
    /// Where the response is to be sent.
    pub(super) recipient: String,
    /// The earliest end of anything in it.
    expires: Option<Time>,
    /// Names and values, in the order of the assertion.
    attributes: Vec<(String, String)>,
}

/// Why an assertion cannot be read.
pub(super) enum Unreadable {
    Base64,
    Xml,
}

impl Assertion {
    /// Reads a response of SAML.
    ///
    /// # Errors
    ///
    /// It is not base64 of XML with an assertion that is not encrypted.
    pub(super) fn read(response: &str) -> Result<Self, Unreadable> {
        let without_lines: String = response.split_ascii_whitespace().collect();
        let bytes = BASE64.decode(without_lines.as_bytes()).map_err(|_| Unreadable::Base64)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Unreadable::Xml)?;
        let document = Document::parse(text).map_err(|_| Unreadable::Xml)?;
        let assertion = first(document.root(), "Assertion").ok_or(Unreadable::Xml)?;
        Ok(Assertion::of(assertion))
    }

    fn of(assertion: Node<'_, '_>) -> Self {
        let name = first(assertion, "NameID");
        let format = name.and_then(|name| name.attribute("Format")).unwrap_or_default();
        let confirmation = first(assertion, "SubjectConfirmationData");
        let recipient = confirmation.and_then(|data| data.attribute("Recipient"));
        let ends = assertion.descendants().filter_map(|node| node.attribute("NotOnOrAfter"));
        Assertion {
            issuer: first(assertion, "Issuer").map(text).unwrap_or_default(),
            subject: name.map(text).unwrap_or_default(),
            subject_type: format.strip_prefix(FORMATS).unwrap_or(format).to_owned(),
            recipient: recipient.unwrap_or_default().to_owned(),
            expires: ends.filter_map(|end| end.parse::<Timestamp>().ok()).min().map(Time::from),
            attributes: all(assertion, "Attribute").flat_map(attribute).collect(),
        }
    }

    /// Whether the assertion can be used no more.
    pub(super) fn is_over(&self, now: Time) -> bool {
        self.expires.is_some_and(|expires| expires <= now)
    }

    /// Whether a role and a provider are offered together, in either order.
    pub(super) fn offers(&self, role: &str, provider: &str) -> bool {
        let is_offered = |value: &str| match value.split_once(',') {
            Some((one, other)) => {
                let pair = (one.trim(), other.trim());
                pair == (role, provider) || pair == (provider, role)
            }
            None => false,
        };
        self.values("Role").any(is_offered)
    }

    pub(super) fn session_name(&self) -> Option<&str> {
        self.values("RoleSessionName").next()
    }

    /// How long the session shall last.
    pub(super) fn seconds(&self) -> Option<i32> {
        self.values("SessionDuration").next()?.trim().parse().ok()
    }

    /// What the assertion says that the session carries.
    pub(super) fn carried(&self) -> Carried {
        let tags = self.attributes.iter().filter_map(|(name, value)| {
            Some(Tag::new(name.strip_prefix("PrincipalTag:")?.to_owned(), value.clone()))
        });
        Carried {
            tags: Tags::new(Some(&tags.collect::<Vec<_>>())),
            transitive_tag_keys: self.values("TransitiveTagKeys").map(str::to_owned).collect(),
            source_identity: self.values("SourceIdentity").next().map(str::to_owned),
            has_mfa: false,
        }
    }

    /// The values of AWS's attribute of this name.
    fn values<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let named = self.attributes.iter().filter(move |(of, _)| of == name);
        named.map(|(_, value)| &**value)
    }
}

/// The values of an attribute, if it is AWS's, under its short name.
fn attribute<'n>(attribute: Node<'n, 'n>) -> impl Iterator<Item = (String, String)> {
    let name = attribute.attribute("Name").and_then(|name| name.strip_prefix(ATTRIBUTES));
    let values = name.into_iter().flat_map(move |name| {
        all(attribute, "AttributeValue").map(move |value| (name.to_owned(), text(value)))
    });
    values.collect::<Vec<_>>().into_iter()
}

/// The elements of this name inside another one, in the order of the document.
fn all<'n, 'i>(node: Node<'n, 'i>, name: &'static str) -> impl Iterator<Item = Node<'n, 'i>> {
    node.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

fn first<'n, 'i>(node: Node<'n, 'i>, name: &'static str) -> Option<Node<'n, 'i>> {
    all(node, name).next()
}

fn text(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}
