//! The grammar of XML 1.0 inside one piece of markup or text.
//!
//! quick-xml cuts a document into pieces and pairs the tags; it does not look into them. Each function
//! here takes one piece as it was cut and says whether [XML 1.0](https://www.w3.org/TR/xml/) allows it.
//! Names follow the fifth edition, the version of a declaration the first, which took any number.

use std::borrow::Cow;

use crate::wire::xml::error::ResponseErrorKind;
use crate::wire::xml::writer::{is_xml_char, unwritable};

/// What a piece breaks, and how many bytes into the piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) at: usize,
    pub(crate) kind: ResponseErrorKind,
}

impl Breach {
    #[cold]
    pub(crate) fn new(at: usize, what: impl Into<String>) -> Self {
        Breach { at, kind: ResponseErrorKind::NotXml(what.into()) }
    }
}

/// An attribute as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: &'a str,
    /// The text between the quotes.
    pub(crate) value: &'a str,
    /// How many bytes of the tag come before the name.
    pub(crate) at: usize,
}

/// `STag ::= '<' Name (S Attribute)* S? '>'`, or the same with `/>`. Gives the name.
#[inline]
pub(crate) fn start_tag<'a>(
    tag: &'a str,
    attributes: &mut Vec<Attribute<'a>>,
) -> Result<&'a str, Breach> {
    let mut scan = Scan { piece: tag, at: "<".len() };
    let name = scan.qualified_name()?;
    while !matches!(scan.rest(), ">" | "/>") {
        if !scan.blanks() {
            return Err(scan.breach("malformed start tag"));
        }
        if !matches!(scan.rest(), ">" | "/>") {
            attributes.push(scan.attribute()?);
        }
    }
    Ok(name)
}

/// `XMLDecl ::= '<?xml' VersionInfo EncodingDecl? SDDecl? S? '?>'`. The encoding must be UTF-8, since the
/// document has been read as that.
pub(crate) fn declaration(declaration: &str) -> Result<(), Breach> {
    let mut scan = Scan { piece: declaration, at: "<?xml".len() };
    let is_version = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    match scan.pseudo_attribute("version")? {
        Some(version) if !version.is_empty() && version.chars().all(is_version) => {}
        _ => return Err(scan.breach("malformed XML declaration")),
    }
    match scan.pseudo_attribute("encoding")? {
        Some(encoding) if !encoding.eq_ignore_ascii_case("UTF-8") => {
            return Err(scan.breach("XML declaration of another encoding than UTF-8"));
        }
        _ => {}
    }
    match scan.pseudo_attribute("standalone")? {
        None | Some("yes" | "no") => {}
        Some(_) => return Err(scan.breach("malformed XML declaration")),
    }
    scan.blanks();
    match scan.rest() {
        "?>" => Ok(()),
        _ => Err(scan.breach("malformed XML declaration")),
    }
}

/// `PI ::= '<?' PITarget (S (Char* - (Char* '?>' Char*)))? '?>'`. A target has no colon
/// ([Namespaces 1.0, 7](https://www.w3.org/TR/xml-names/#Conformance)).
pub(crate) fn processing_instruction(instruction: &str) -> Result<(), Breach> {
    let mut scan = Scan { piece: instruction, at: "<?".len() };
    let target = scan.simple_name()?;
    if target.eq_ignore_ascii_case("xml") {
        return Err(Breach::new(0, "processing instruction called xml"));
    }
    if scan.rest() != "?>" && !scan.blanks() {
        return Err(scan.breach("malformed processing instruction"));
    }
    characters(instruction)
}

/// `Comment ::= '<!--' ((Char - '-') | ('-' (Char - '-')))* '-->'`
pub(crate) fn comment(comment: &str) -> Result<(), Breach> {
    let content = &comment["<!--".len()..comment.len() - ">".len()];
    match content.find("--") {
        Some(at) if at + "--".len() < content.len() => {
            Err(Breach::new("<!--".len() + at, "-- in a comment"))
        }
        _ => characters(comment),
    }
}

/// `CharData ::= [^<&]* - ([^<&]* ']]>' [^<&]*)`. An ampersand that begins no reference is left in the
/// text by a tolerant reader.
#[inline]
pub(crate) fn text(text: &str) -> Result<(), Breach> {
    if let Some(at) = text.find("]]>") {
        return Err(Breach::new(at, "]]> in a text"));
    }
    if let Some(at) = text.find('&') {
        return Err(Breach::new(at, "& that begins no reference"));
    }
    characters(text)
}

/// Whether XML 1.0 can carry all characters of a piece.
#[inline]
pub(crate) fn characters(piece: &str) -> Result<(), Breach> {
    match unwritable(piece) {
        None => Ok(()),
        Some(c) => {
            let at = piece.find(c).unwrap_or_default();
            Err(Breach { at, kind: ResponseErrorKind::InvalidCharacter(c) })
        }
    }
}

/// The character that `&name;` stands for: `&amp;`, `&#13;`, … There is no DTD, so there are no other
/// entities.
///
/// # Errors
///
/// There is no such entity or character, or XML cannot carry it.
pub(crate) fn referenced(name: &str, at: usize) -> Result<char, Breach> {
    let referenced = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(numbered),
    };
    match referenced {
        Some(c) if is_xml_char(c) => Ok(c),
        Some(c) => Err(Breach { at, kind: ResponseErrorKind::InvalidCharacter(c) }),
        None => Err(Breach { at, kind: ResponseErrorKind::UnknownReference(name.to_owned()) }),
    }
}

/// The character of this number, which no sign may precede: `from_str_radix` takes one.
fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let all_digits = digits.chars().all(|c| c.is_digit(radix));
    let code = u32::from_str_radix(digits, radix).ok().filter(|_| all_digits)?;
    char::from_u32(code).filter(|&c| c != '\0')
}

/// The text that an attribute value stands for. It has been checked.
pub(crate) fn attribute_text(value: &str) -> Cow<'_, str> {
    let mut pieces = value.split('&');
    let first = pieces.next().unwrap_or_default();
    if first.len() == value.len() {
        return Cow::Borrowed(value);
    }
    let mut text = first.to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').unwrap_or(("", piece));
        text.extend(referenced(name, 0));
        text.push_str(rest);
    }
    Cow::Owned(text)
}

/// Whether a text is a name without prefix.
pub(crate) fn is_name(text: &str) -> bool {
    let mut scan = Scan { piece: text, at: 0 };
    scan.simple_name().is_ok() && scan.rest().is_empty()
}

/// A piece on its way through a rule.
struct Scan<'a> {
    piece: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    #[inline]
    fn rest(&self) -> &'a str {
        &self.piece[self.at..]
    }

    #[cold]
    fn breach(&self, what: &str) -> Breach {
        Breach::new(self.at, what)
    }

    fn take(&mut self, literal: &str) -> bool {
        let is_next = self.rest().starts_with(literal);
        self.at += if is_next { literal.len() } else { 0 };
        is_next
    }

    /// `S ::= (#x20 | #x9 | #xD | #xA)+`
    fn blanks(&mut self) -> bool {
        let len = self.rest().bytes().take_while(|&byte| is_blank(byte)).count();
        self.at += len;
        len > 0
    }

    /// `QName ::= (NCName ':')? NCName`
    #[inline]
    fn qualified_name(&mut self) -> Result<&'a str, Breach> {
        let start = self.at;
        self.simple_name()?;
        if self.take(":") {
            self.simple_name()?;
        }
        Ok(&self.piece[start..self.at])
    }

    /// `NCName ::= Name - (Char* ':' Char*)`
    #[inline]
    fn simple_name(&mut self) -> Result<&'a str, Breach> {
        let rest = self.rest();
        if !rest.starts_with(is_name_start) {
            return Err(self.breach("malformed name"));
        }
        let (name, _) = rest.split_at(rest.find(|c| !is_name_char(c)).unwrap_or(rest.len()));
        self.at += name.len();
        Ok(name)
    }

    /// `Attribute ::= Name Eq AttValue`
    fn attribute(&mut self) -> Result<Attribute<'a>, Breach> {
        let at = self.at;
        let name = self.qualified_name()?;
        self.equals()?;
        let start = self.at + "\"".len();
        let value = self.quoted()?;
        self.check_value(start, value)?;
        Ok(Attribute { name, value, at })
    }

    /// `Eq ::= S? '=' S?`
    fn equals(&mut self) -> Result<(), Breach> {
        self.blanks();
        if !self.take("=") {
            return Err(self.breach("attribute without value"));
        }
        self.blanks();
        Ok(())
    }

    /// A text between quotes of one kind.
    fn quoted(&mut self) -> Result<&'a str, Breach> {
        let quote = ["\"", "'"].into_iter().find(|quote| self.take(quote));
        let value = quote.and_then(|quote| self.rest().split_once(quote));
        let Some((value, _)) = value else {
            return Err(self.breach("attribute without quotes"));
        };
        self.at += value.len() + "\"".len();
        Ok(value)
    }

    /// `AttValue ::= '"' ([^<&"] | Reference)* '"'`
    fn check_value(&self, start: usize, value: &str) -> Result<(), Breach> {
        if let Some(at) = value.find('<') {
            return Err(Breach::new(start + at, "< in an attribute"));
        }
        for (at, _) in value.match_indices('&') {
            let name = value[at + 1..].split_once(';').map_or("", |(name, _)| name);
            referenced(name, start + at)?;
        }
        characters(value).map_err(|breach| Breach { at: start + breach.at, ..breach })
    }

    /// The value of a part of the declaration, if it comes next.
    fn pseudo_attribute(&mut self, name: &str) -> Result<Option<&'a str>, Breach> {
        let before = self.at;
        if !self.blanks() || !self.take(name) {
            self.at = before;
            return Ok(None);
        }
        let value = self.equals().and_then(|()| self.quoted());
        value.map(Some).map_err(|breach| Breach::new(breach.at, "malformed XML declaration"))
    }
}

/// White space of XML, which a form feed is not.
#[inline]
pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// `NameStartChar` without the colon, which parts prefix and name.
fn is_name_start(c: char) -> bool {
    matches!(
        c,
        'A'..='Z'
            | '_'
            | 'a'..='z'
            | '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{2FF}'
            | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}'
            | '\u{200C}'..='\u{200D}'
            | '\u{2070}'..='\u{218F}'
            | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FDCF}'
            // Without U+FEFF, which the first four editions do not have: a byte order mark gone astray.
            | '\u{FDF0}'..='\u{FEFE}'
            | '\u{FF00}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}'
    )
}

/// `NameChar` without the colon.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
