//! Documents made of the tables: every member of an operation's result, at every depth, and one of them left out.

use super::subject::Subject;
use crate::schema::structure::{Kind, Table};

/// An element of a document.
struct Node {
    name: &'static str,
    is_required: bool,
    /// Whether it is one of several of its name, which have numbers in paths.
    is_numbered: bool,
    content: Content,
}

enum Content {
    Text(&'static str),
    Elements(Vec<Node>),
}

impl Node {
    fn members(table: &'static Table) -> Content {
        let node = |name, kind, is_required| Node {
            name,
            is_required,
            is_numbered: false,
            content: Node::content(kind),
        };
        let members = table.members.iter();
        Content::Elements(members.map(|m| node(m.name(), m.kind, m.is_required)).collect())
    }

    fn content(kind: Kind) -> Content {
        let node = |name, content| Node { name, is_required: true, is_numbered: false, content };
        let one =
            |name, content| Node { is_numbered: true, is_required: false, ..node(name, content) };
        match kind {
            Kind::Structure(table) => Node::members(table),
            Kind::List(kind) => Content::Elements(vec![one("member", Node::content(*kind))]),
            Kind::Map(key, value) => {
                let entry =
                    vec![node("key", Node::content(*key)), node("value", Node::content(*value))];
                Content::Elements(vec![one("entry", Content::Elements(entry))])
            }
            Kind::Enum(texts) => Content::Text(texts[0]),
            Kind::Text | Kind::Secret | Kind::Policy => Content::Text("a"),
            Kind::Integer => Content::Text("1"),
            Kind::Boolean => Content::Text("true"),
            Kind::Timestamp => Content::Text("2026-01-01T00:00:00Z"),
            Kind::Blob => Content::Text("YQ=="),
        }
    }
}

/// A document on its way out, without one of its elements.
struct Document {
    xml: String,
    path: Vec<String>,
    /// How many more elements come before the one that is left out.
    before: usize,
    /// That element, as soon as it has come: its path, if its parent needs it.
    left_out: Option<Option<String>>,
}

impl Document {
    fn put(&mut self, content: &Content) {
        match content {
            Content::Text(text) => self.xml += text,
            Content::Elements(nodes) => nodes.iter().for_each(|node| self.put_node(node)),
        }
    }

    fn put_node(&mut self, node: &Node) {
        let number = if node.is_numbered { ".1" } else { "" };
        self.path.push(format!("{}{number}", node.name));
        match (&self.left_out, self.before) {
            (None, 0) => self.left_out = Some(node.is_required.then(|| self.path.join("."))),
            (None, _) => {
                self.before -= 1;
                self.put_element(node);
            }
            (Some(_), _) => self.put_element(node),
        }
        self.path.pop();
    }

    fn put_element(&mut self, node: &Node) {
        self.xml += &format!("<{}>", node.name);
        self.put(&node.content);
        self.xml += &format!("</{}>\n", node.name);
    }
}

/// The strict reader refuses such a document and the tolerant one lists what is missing, at the same place; neither
/// misses what need not be there.
pub(crate) fn required_members_of_results_cannot_be_left_out_at_any_depth(subject: &Subject) {
    let mut documents = 0;
    for operation in &subject.operations {
        let Some(table) = operation.output else { continue };
        let (action, content) = (operation.name, Node::members(table));
        for before in 0.. {
            let path = vec![format!("{action}Result")];
            let mut document = Document { xml: String::new(), path, before, left_out: None };
            document.put(&content);
            let Document { xml, left_out, .. } = document;
            let metadata = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";
            // Read by the reader of plain documents, and by that of any XML.
            for start in ["", "<?any xml?>"] {
                let body = format!(
                    "{start}<{action}Response><{action}Result>{xml}</{action}Result>{metadata}</{action}Response>"
                );
                let expected: Vec<_> = left_out.clone().flatten().into_iter().collect();
                let found = (subject.missing)(body.as_bytes());
                assert_eq!(found, [expected.clone(), expected], "{body}");
            }
            documents += 1;
            if left_out.is_none() {
                break;
            }
        }
    }
    assert!(documents > subject.operations.len(), "{documents}");
}
