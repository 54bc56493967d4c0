//! Documents that mean the same as one that the codec wrote.

use iam_codec::{OperationResult, Reply, Timestamp};

use crate::inputs::Dice;

/// An element of a response or error, apart from how it is written.
#[derive(Clone)]
pub(super) struct Element {
    name: String,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Text(String),
    /// In any order, unknown ones among them.
    Children(Vec<Element>),
    /// In this order, and no others.
    List(Vec<Element>),
}

impl Element {
    /// What the codec's own document holds.
    pub(super) fn of(reply: &Reply<'_>) -> Self {
        let document = reply.encode().unwrap();
        let mut root = Element::read(&mut &document[..]);
        if let Reply::Response(response) = reply {
            if let OperationResult::Other(_) = response.result {
                // Here all elements and their order are the value.
                root.freeze();
            }
        }
        root
    }

    /// Reads an element as the codec writes it.
    fn read(document: &mut &str) -> Self {
        let (tag, rest) = document.trim_start()[1..].split_once('>').expect("a tag");
        *document = rest;
        let name = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
        if tag.ends_with('/') && !tag.contains('"') {
            return Element { name, content: Content::Text(String::new()) };
        }
        let mut children = Vec::new();
        let (text, mut rest) = document.split_at(document.find('<').expect("an end"));
        while !rest.starts_with("</") {
            children.push(Element::read(&mut rest));
            rest = rest.trim_start();
        }
        *document = rest.split_once('>').expect("an end").1;
        let content = match children.first() {
            None => Content::Text(unescaped(text)),
            Some(first) if ["member", "entry"].contains(&&*first.name) => Content::List(children),
            Some(_) => Content::Children(children),
        };
        Element { name, content }
    }

    /// Keeps the order of all elements.
    fn freeze(&mut self) {
        if let Content::Children(children) | Content::List(children) = &mut self.content {
            children.iter_mut().for_each(Element::freeze);
            self.content = Content::List(std::mem::take(children));
        }
    }

    /// Repeats one of the elements that may come once, so often, and says what is inside it: `member`s,
    /// `entry`s or others. The members of a list may repeat.
    pub(super) fn repeat_one(&mut self, times: usize, dice: &mut Dice) -> Option<&'static str> {
        let count = self.unique();
        // A copy goes behind its siblings, so that the number stays that of the same element.
        let nth = dice.below(count.max(1));
        (0..times).map(|_| self.repeat_nth(&mut nth.clone())).last()?
    }

    /// Adds an element that no operation knows to one of the structures, and says where that is: the
    /// names of the elements around it, below this one.
    pub(super) fn add_unknown(&mut self, dice: &mut Dice) -> Option<String> {
        let places = self.structures();
        if places.is_empty() {
            return None;
        }
        let place = &places[dice.below(places.len())];
        let mut element = &mut *self;
        let mut path = Vec::new();
        for &nth in place {
            let (children, is_list) = match &mut element.content {
                Content::Children(children) => (children, false),
                Content::List(children) => (children, true),
                Content::Text(_) => return None,
            };
            element = &mut children[nth];
            let number = if is_list { format!(".{}", nth + 1) } else { String::new() };
            path.push(format!("{}{number}", element.name));
        }
        let Content::Children(children) = &mut element.content else { return None };
        children.push(Element { name: "Mood".into(), content: Content::Text("fine".into()) });
        Some(path.join("."))
    }

    /// The ways to all structures: the numbers of the children to go through. Nobody looks for elements in
    /// the metadata.
    fn structures(&self) -> Vec<Vec<usize>> {
        let (children, is_structure) = match &self.content {
            Content::Text(_) => return Vec::new(),
            Content::Children(children) => (children, true),
            Content::List(children) => (children, false),
        };
        let mut ways = Vec::new();
        if is_structure {
            ways.push(Vec::new());
        }
        for (nth, child) in children.iter().enumerate() {
            if child.name != "ResponseMetadata" {
                ways.extend(child.structures().into_iter().map(|way| [vec![nth], way].concat()));
            }
        }
        ways
    }

    /// The element as AWS lays it out: two spaces a level, and what is empty closed by itself.
    pub(super) fn laid_out(&self, depth: usize) -> String {
        let (indent, name) = ("  ".repeat(depth), &self.name);
        match &self.content {
            Content::Text(text) if text.is_empty() => format!("{indent}<{name}/>\n"),
            Content::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                format!("{indent}<{name}>{}</{name}>\n", text.replace('\r', "&#13;"))
            }
            Content::Children(children) | Content::List(children) => {
                let inside = children.iter().map(|child| child.laid_out(depth + 1));
                format!("{indent}<{name}>\n{}{indent}</{name}>\n", inside.collect::<String>())
            }
        }
    }

    fn unique(&self) -> usize {
        match &self.content {
            Content::Text(_) => 0,
            Content::Children(all) => all.iter().map(|child| 1 + child.unique()).sum(),
            Content::List(all) => all.iter().map(Element::unique).sum(),
        }
    }

    fn repeat_nth(&mut self, nth: &mut usize) -> Option<&'static str> {
        let (children, are_unique) = match &mut self.content {
            Content::Text(_) => return None,
            Content::Children(children) => (children, true),
            Content::List(members) => (members, false),
        };
        for at in 0..children.len() {
            if are_unique && *nth == 0 {
                let copy = children[at].clone();
                let inside = match &copy.content {
                    Content::List(members) if members[0].name == "entry" => "entry",
                    Content::List(_) => "member",
                    Content::Text(_) | Content::Children(_) => "",
                };
                children.push(copy);
                return Some(inside);
            }
            *nth -= usize::from(are_unique);
            if let Some(inside) = children[at].repeat_nth(nth) {
                return Some(inside);
            }
        }
        None
    }
}

/// The text without the references that the codec writes.
fn unescaped(text: &str) -> String {
    let references =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&amp;", "&")];
    references.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// A document that means the same as the one that the codec writes.
pub fn spelled(reply: &Reply<'_>, dice: &mut Dice) -> String {
    spell_document(Element::of(reply), dice)
}

pub(super) fn spell_document(root: Element, dice: &mut Dice) -> String {
    let mut document = String::new();
    if dice.below(8) == 0 {
        document.push('\u{FEFF}');
    }
    if dice.below(3) == 0 {
        document += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    }
    let prefix = ["", "", "iam:"][dice.below(3)];
    let declared = match prefix {
        "" => " xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"",
        _ => " xmlns:iam='https://iam.amazonaws.com/doc/2010-05-08/'",
    };
    spell_space(&mut document, dice);
    spell_element(root, prefix, declared, &mut document, dice);
    spell_space(&mut document, dice);
    document
}

fn spell_element(
    element: Element,
    prefix: &str,
    attribute: &str,
    document: &mut String,
    dice: &mut Dice,
) {
    let Element { name, content } = element;
    let (space, more) = (["", " ", "\n"][dice.below(3)], ["", "", " a=\"1\""][dice.below(3)]);
    let is_empty = match &content {
        Content::Text(text) => text.is_empty(),
        Content::Children(children) | Content::List(children) => children.is_empty(),
    };
    if is_empty && dice.below(2) == 0 {
        *document += &format!("<{prefix}{name}{attribute}{more}{space}/>");
        return;
    }
    *document += &format!("<{prefix}{name}{attribute}{more}{space}>");
    match content {
        Content::Text(text) => spell_content(&spell_value(&name, text, dice), document, dice),
        Content::Children(mut children) => {
            for last in (1..children.len()).rev() {
                children.swap(last, dice.below(last + 1));
            }
            for child in children {
                spell_space(document, dice);
                if dice.below(8) == 0 {
                    *document += UNKNOWN_ELEMENTS[dice.below(UNKNOWN_ELEMENTS.len())];
                }
                spell_element(child, prefix, "", document, dice);
            }
            spell_space(document, dice);
        }
        Content::List(members) => {
            for member in members {
                spell_space(document, dice);
                spell_element(member, prefix, "", document, dice);
            }
            spell_space(document, dice);
        }
    }
    *document += &format!("</{prefix}{name}{space}>");
}

const UNKNOWN_ELEMENTS: [&str; 5] = [
    "<Mood/>",
    "<mood>a</mood>",
    "<Mood a='&lt;'>a &amp; <b>c</b><![CDATA[</Mood>]]>&#x41;</Mood>",
    "<x:Mood xmlns:x='urn:x'><!-- </x:Mood> --></x:Mood >",
    "<Moods><member><member/></member></Moods>",
];

/// Elements that hold a policy, which is percent-encoded.
const POLICIES: [&str; 4] =
    ["AssumeRolePolicyDocument", "AssumeRolePolicyDocumentTemplate", "Document", "PolicyDocument"];

/// Another text that says the same: of a policy with other escapes, of a time with an offset.
fn spell_value(name: &str, text: String, dice: &mut Dice) -> String {
    if POLICIES.contains(&name) {
        return spell_escapes(&text, dice);
    }
    match text.parse::<Timestamp>().is_ok_and(|time| time.to_string() == text) {
        true => text.replace('Z', ["Z", "+00:00"][dice.below(2)]),
        false => text,
    }
}

/// Of the escapes of printable ASCII some are left out, others have other digits.
fn spell_escapes(text: &str, dice: &mut Dice) -> String {
    let mut pieces = text.split('%');
    let mut spelled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_at(2);
        let byte = u8::from_str_radix(digits, 16).expect("an escape");
        spelled += &match (dice.below(3), byte) {
            (0, b' '..=b'$' | b'&'..=b'~') => char::from(byte).to_string(),
            (1, _) => format!("%{}", digits.to_ascii_lowercase()),
            _ => format!("%{digits}"),
        };
        spelled += rest;
    }
    spelled
}

/// White space between elements, and what may be among it.
fn spell_space(document: &mut String, dice: &mut Dice) {
    while dice.below(2) == 0 {
        *document += ["\n  ", " ", "\t", "\r\n", "<!-- <Key> & -->", "<?p <Key>?>"][dice.below(6)];
    }
}

/// Escapes what must be, and one in a few of the other characters.
fn spell_content(text: &str, document: &mut String, dice: &mut Dice) {
    let frequency = 1 + dice.below(16);
    for c in text.chars() {
        if dice.below(32) == 0 {
            *document += ["<!---->", "<!-- & -->", "<?p?>", "<![CDATA[]]>"][dice.below(4)];
        }
        let code = u32::from(c);
        *document += &match c {
            '\n' if dice.below(2) == 0 => {
                ["\r\n", "<![CDATA[\r\n]]>", "<![CDATA[\r]]>"][dice.below(3)].to_owned()
            }
            '&' if dice.below(2) == 0 => "&amp;".to_owned(),
            '<' if dice.below(2) == 0 => "&lt;".to_owned(),
            '>' if dice.below(2) == 0 => "&gt;".to_owned(),
            '"' if dice.below(2) == 0 => "&quot;".to_owned(),
            '\'' if dice.below(2) == 0 => "&apos;".to_owned(),
            // A raw CR would be read as LF.
            '\r' => ["&#13;", "&#xD;", "&#x0d;"][dice.below(3)].to_owned(),
            // A bare `>` must not end `]]>`.
            '&' | '<' | '>' => format!("<![CDATA[{c}]]>"),
            _ if dice.below(frequency) > 0 => c.to_string(),
            _ => match dice.below(3) {
                0 => format!("&#{code};"),
                1 => format!("&#x{code:x};"),
                _ => format!("<![CDATA[{c}]]>"),
            },
        };
    }
}
