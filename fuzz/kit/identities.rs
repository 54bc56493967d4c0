//! Answers whose ids and ARNs are of AWS's form.

use std::ops::Range;

use roxmltree::{Document, Node};

/// The elements that name an entity, its word in ARNs, the element with its id, and how that begins.
const ENTITIES: [[&str; 4]; 5] = [
    ["UserName", "user", "UserId", "AIDA"],
    ["RoleName", "role", "RoleId", "AROA"],
    ["GroupName", "group", "GroupId", "AGPA"],
    ["PolicyName", "policy", "PolicyId", "ANPA"],
    ["InstanceProfileName", "instance-profile", "InstanceProfileId", "AIPA"],
];

/// Other elements with an id.
const IDS: [[&str; 2]; 4] = [
    ["ServerCertificateId", "ASCA"],
    ["SSHPublicKeyId", "APKA"],
    ["ServiceSpecificCredentialId", "ACCA"],
    ["AccessKeyId", "AKIA"],
];

/// Elements with path and name, whose ARN is another one than of those.
const CERTIFICATE: [&str; 2] = ["ServerCertificateName", "server-certificate"];

/// The document with an id in each element that holds one, and with the ARN that follows from path and name.
pub fn identified(text: &str, account: &str) -> String {
    let document = Document::parse(text).unwrap();
    let mut identified = text.to_owned();
    let mut elements: Vec<_> = document.descendants().filter(Node::is_element).collect();
    // From the end on, so that the places of others stay.
    elements.sort_by_key(|element| std::cmp::Reverse(element.range().start));
    for element in elements {
        if let Some(value) = id_of(element).or_else(|| arn_of(element, text, account)) {
            let name = element.tag_name().name();
            identified.replace_range(element.range(), &format!("<{name}>{value}</{name}>"));
        }
    }
    identified
}

fn id_of(element: Node<'_, '_>) -> Option<String> {
    let rows = ENTITIES.map(|[.., id, start]| [id, start]);
    let [_, start] = rows.into_iter().chain(IDS).find(|[id, _]| element.has_tag_name_of(id))?;
    Some(format!("{start}CKCEVSQ6C2EXAMPLE"))
}

/// The ARN of the entity that an element `Arn` is in.
fn arn_of(element: Node<'_, '_>, text: &str, account: &str) -> Option<String> {
    let within = element.parent_element().filter(|_| element.has_tag_name_of("Arn"))?;
    let child = |name: &str| {
        let child = within.children().find(|child| child.has_tag_name_of(name))?;
        Some(&text[content(text, child.range())])
    };
    let named = |[name, word]: [&'static str; 2]| Some((child(name)?, word));
    let rows = ENTITIES.map(|[name, word, ..]| [name, word]);
    let (name, word) = rows.into_iter().chain([CERTIFICATE]).find_map(named)?;
    Some(format!("arn:aws:iam::{account}:{word}{}{name}", child("Path")?))
}

/// What is between the tags of a leaf: nothing in `<a/>`.
fn content(text: &str, leaf: Range<usize>) -> Range<usize> {
    let first = leaf.start + text[leaf.clone()].find('>').unwrap() + 1;
    let last = leaf.start + text[leaf.clone()].rfind("</").unwrap_or(leaf.len());
    first.min(leaf.end)..last.max(first)
}

trait Named {
    /// Whether it is an element of this name, in whatever namespace.
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
