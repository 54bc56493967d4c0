//! XML → a tree of elements. Reads as much as it can and lists what was wrong.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// An element with its text and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Without prefix.
    pub(crate) name: String,
    /// The default namespace that is declared here.
    pub(crate) namespace: Option<String>,
    /// The text of this element alone, with entities resolved.
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first text that begins so, here or below.
    pub(crate) fn find_text(&self, beginning: &str) -> Option<&str> {
        let own = Some(self.text.as_str()).filter(|text| text.starts_with(beginning));
        own.or_else(|| self.children.iter().find_map(|child| child.find_text(beginning)))
    }

    /// Whether a text here or below contains another one.
    pub(crate) fn has_text(&self, part: &str) -> bool {
        self.text.contains(part) || self.children.iter().any(|child| child.has_text(part))
    }

    /// The text of the first element of this name, here or below.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        let own = Some(self.text.as_str()).filter(|_| self.name == name);
        own.or_else(|| self.children.iter().find_map(|child| child.find(name)))
    }

    /// What `User/Arn` leads to, or `Users/member[UserName=anika]/Arn`, or `Names/member[.=anika]`.
    pub(crate) fn at(&self, path: &str) -> Option<&Element> {
        steps(path).into_iter().try_fold(self, Element::step)
    }

    /// How many elements the last step of a path leads to.
    pub(crate) fn count_at(&self, path: &str) -> usize {
        let steps = steps(path);
        let (last, above) = steps.split_last().expect("a split text has a part");
        let above = above.iter().try_fold(self, |element, step| element.step(step));
        above.map_or(0, |above| above.children.iter().filter(|child| child.fits(last)).count())
    }

    /// The names of the children, and how often each occurs.
    pub(crate) fn names(&self) -> BTreeMap<&str, usize> {
        let mut names = BTreeMap::new();
        for child in &self.children {
            *names.entry(child.name.as_str()).or_default() += 1;
        }
        names
    }

    fn step(&self, step: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.fits(step))
    }

    /// Whether a step of a path leads to this element.
    pub(crate) fn fits(&self, step: &str) -> bool {
        let Some((name, condition)) = step.strip_suffix(']').and_then(|step| step.split_once('['))
        else {
            return self.name == step;
        };
        let Some((part, text)) = condition.split_once('=') else {
            return false;
        };
        let part = if part == "." { Some(self) } else { self.child(part) };
        self.name == name && part.is_some_and(|part| part.text == text)
    }
}

/// The steps of a path. A `/` in brackets, as in an ARN, separates none.
pub(crate) fn steps(path: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    path.split(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '/' && depth == 0
    })
    .collect()
}

/// A document as far as it could be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct XmlDocument {
    pub(crate) root: Option<Element>,
    /// Whether there is a `<`: a document, or what is left of one.
    pub(crate) has_markup: bool,
    pub(crate) has_declaration: bool,
    /// The first prefix of an element's name.
    pub(crate) prefix: Option<String>,
    /// Why a strict reader refuses the document.
    pub(crate) defects: Vec<String>,
}

/// How deep elements may nest.
const DEPTH: usize = 64;

/// How many defects are listed. Each is compared with all others.
const LISTED: usize = 20;

impl XmlDocument {
    pub(crate) fn read(bytes: &[u8]) -> XmlDocument {
        let has_markup = bytes.contains(&b'<');
        let mut document = XmlDocument { has_markup, ..XmlDocument::default() };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(e) => {
                document.defect(format!("not UTF-8 at byte {}", e.valid_up_to()));
                String::from_utf8_lossy(bytes)
            }
        };
        if let Some(c) = text.chars().find(|c| !is_xml_char(*c)) {
            document.defect(format!("U+{:04X} is not a character of XML", u32::from(c)));
        }
        document.read_text(&text);
        document.check(&text);
        document
    }

    /// Asks a strict parser, which knows more rules of XML than reading needs. Prefixes that are not bound, a
    /// repeated attribute, a second declaration end every client.
    fn check(&mut self, text: &str) {
        if self.defects.is_empty() {
            if let Err(e) = roxmltree::Document::parse(text) {
                self.defect(format!("not well-formed: {e}"));
            }
        }
    }

    fn read_text(&mut self, text: &str) {
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Element> = Vec::new();
        loop {
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(e) => {
                    self.defect(format!(
                        "not well-formed at byte {}: {e}",
                        reader.error_position()
                    ));
                    break;
                }
            };
            match event {
                Event::Start(start) => open.push(self.element(&start)),
                Event::Empty(start) => {
                    let element = self.element(&start);
                    self.close(element, &mut open);
                }
                Event::End(_) => {
                    if let Some(element) = open.pop() {
                        self.close(element, &mut open);
                    }
                }
                Event::Text(text) => self.add_text(&text.xml10_content(), &mut open),
                Event::CData(text) => self.add_text(&text.xml10_content(), &mut open),
                Event::GeneralRef(reference) => self.resolve(&reference, &mut open),
                Event::Decl(_) => self.has_declaration = true,
                Event::Eof => break,
                _ => {}
            }
            if open.len() > DEPTH {
                self.defect(format!("elements nest more than {DEPTH} deep"));
                break;
            }
        }
        if let Some(element) = open.last() {
            self.defect(format!("<{}> does not end", element.name));
        }
        while let Some(element) = open.pop() {
            self.close(element, &mut open);
        }
        if self.root.is_none() {
            self.defect("no element".to_owned());
        }
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Element {
        let name = start.local_name().as_ref().to_owned();
        if let Some(prefix) = start.name().prefix() {
            self.prefix.get_or_insert_with(|| prefix.as_ref().to_owned());
        }
        let mut namespace = None;
        for attribute in start.attributes() {
            match attribute {
                Ok(attribute) if attribute.key.as_ref() == "xmlns" => {
                    namespace = Some(attribute.value.into_owned());
                }
                Ok(_) => {}
                Err(e) => self.defect(format!("<{name}>: {e}")),
            }
        }
        Element { name, namespace, ..Element::default() }
    }

    fn close(&mut self, element: Element, open: &mut [Element]) {
        match open.last_mut() {
            Some(parent) => parent.children.push(element),
            None if self.root.is_none() => self.root = Some(element),
            None => self.defect(format!("<{}> comes after the root", element.name)),
        }
    }

    fn add_text(&mut self, text: &str, open: &mut [Element]) {
        match open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).is_empty() => {}
            None => self.defect("text outside the root".to_owned()),
        }
    }

    fn resolve(&mut self, reference: &BytesRef<'_>, open: &mut [Element]) {
        let name: &str = reference;
        let resolved = match reference.resolve_char_ref() {
            Ok(Some(c)) if is_xml_char(c) => Some(c.to_string()),
            Ok(None) => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned),
            _ => None,
        };
        match (resolved, open.last_mut()) {
            (Some(text), Some(element)) => element.text.push_str(&text),
            _ => self.defect(format!("&{name}; is not a reference of XML")),
        }
    }

    /// Lists a defect, if it is not listed yet.
    fn defect(&mut self, defect: String) {
        if self.defects.len() < LISTED && !self.defects.contains(&defect) {
            self.defects.push(defect);
        }
    }
}

/// The `Char` of XML 1.0.
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests;
