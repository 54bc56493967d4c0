//! The JSON of a document: a flat list of tokens, each with its place.
//!
//! Repeated keys, blanks and the spelling of every text are kept, since IAM's sentences name places and
//! a judge must see what was sent. Nothing is copied. A container knows where it ends in the list, so a
//! walk over its children skips their content, and no walk needs the stack.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit0, digit1, multispace0, one_of, satisfy};
use nom::combinator::{opt, recognize};
use nom::error::Error;
use nom::sequence::preceded;
use nom::{Err, IResult, Parser};

/// How deep objects and lists nest at most. IAM's own bound is not known; its grammar needs seven.
pub(super) const DEPTH: usize = 127;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Text,
    /// A text in which a backslash stands for something.
    EscapedText,
    Number,
    Boolean,
    Null,
}

/// A key or a value.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The place of its first byte, and the place behind its last one.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The number of the token behind it and all that it holds.
    pub(super) next: u32,
}

/// A document that was read.
pub(super) struct Json<'d> {
    pub(super) document: &'d str,
    /// The root comes first, a container before its children, and a key before its value.
    pub(super) tokens: Vec<Token>,
}

impl<'d> Json<'d> {
    /// Reads `document`, or names the byte that JSON does not allow.
    pub(super) fn read(document: &'d str) -> Result<Self, usize> {
        // Places have 32 bits. A longer document is refused long before anyone judges it.
        if u32::try_from(document.len()).is_err() {
            return Err(0);
        }
        // A policy has a token for about ten bytes; a vector that is too short doubles.
        let tokens = Vec::with_capacity(document.len() / 10 + 4);
        let mut reader =
            Reader { document: document.as_bytes(), at: 0, tokens, innermost: 0, depth: 0 };
        reader.document()?;
        Ok(Json { document, tokens: reader.tokens })
    }
}

/// How far the document is read.
struct Reader<'d> {
    document: &'d [u8],
    at: usize,
    tokens: Vec<Token>,
    /// The container that is not closed yet, by the number of its token, whose `next` is the number of
    /// the container around it until it is closed.
    innermost: u32,
    /// How many containers are not closed yet.
    depth: usize,
}

impl<'d> Reader<'d> {
    fn document(&mut self) -> Result<(), usize> {
        loop {
            while self.value()? == Progress::Opened {}
            if !self.another()? {
                return Ok(());
            }
        }
    }

    /// Reads a value, or the beginning of a container up to its first value.
    fn value(&mut self) -> Result<Progress, usize> {
        self.blanks();
        match self.peek() {
            Some(b'"') => self.text()?,
            Some(b'{') => return self.open(Kind::Object, b'}'),
            Some(b'[') => return self.open(Kind::List, b']'),
            Some(b't') => self.scalar(Kind::Boolean, tag("true"))?,
            Some(b'f') => self.scalar(Kind::Boolean, tag("false"))?,
            Some(b'n') => self.scalar(Kind::Null, tag("null"))?,
            _ => self.scalar(Kind::Number, number)?,
        }
        Ok(Progress::Complete)
    }

    /// Reads what is behind a complete value; whether another value follows.
    fn another(&mut self) -> Result<bool, usize> {
        loop {
            self.blanks();
            if self.depth == 0 {
                return if self.at == self.document.len() { Ok(false) } else { Err(self.at) };
            }
            let is_object = self.tokens[self.innermost as usize].kind == Kind::Object;
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    if is_object {
                        self.key()?;
                    }
                    return Ok(true);
                }
                Some(b'}') if is_object => self.close(),
                Some(b']') if !is_object => self.close(),
                _ => return Err(self.at),
            }
        }
    }

    fn open(&mut self, kind: Kind, end: u8) -> Result<Progress, usize> {
        if self.depth == DEPTH {
            return Err(self.at);
        }
        let around = std::mem::replace(&mut self.innermost, self.tokens.len() as u32);
        self.tokens.push(Token { kind, start: self.at as u32, end: 0, next: around });
        self.depth += 1;
        self.at += 1;
        self.blanks();
        if self.peek() == Some(end) {
            self.close();
            return Ok(Progress::Complete);
        }
        if kind == Kind::Object {
            self.key()?;
        }
        Ok(Progress::Opened)
    }

    /// Closes the innermost container, whose last byte is the next.
    fn close(&mut self) {
        self.at += 1;
        self.depth -= 1;
        let next = self.tokens.len() as u32;
        let token = &mut self.tokens[self.innermost as usize];
        token.end = self.at as u32;
        self.innermost = std::mem::replace(&mut token.next, next);
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<(), usize> {
        self.blanks();
        self.text()?;
        self.blanks();
        self.byte(b':')
    }

    /// Reads a text between quotes.
    fn text(&mut self) -> Result<(), usize> {
        let start = self.at;
        let mut kind = Kind::Text;
        self.byte(b'"')?;
        loop {
            self.at += plain(&self.document[self.at..]);
            if self.peek() != Some(b'\\') {
                break;
            }
            self.scan(escape)?;
            kind = Kind::EscapedText;
        }
        // Anything else is a control character, or the end of the document.
        self.byte(b'"')?;
        self.push(kind, start);
        Ok(())
    }

    /// Reads one byte.
    fn byte(&mut self, byte: u8) -> Result<(), usize> {
        if self.peek() != Some(byte) {
            return Err(self.at);
        }
        self.at += 1;
        Ok(())
    }

    fn scalar<O>(&mut self, kind: Kind, parser: impl Scan<'d, O>) -> Result<(), usize> {
        let start = self.at;
        self.scan(parser)?;
        self.push(kind, start);
        Ok(())
    }

    /// Adds a token that begins at `start` and ends here.
    fn push(&mut self, kind: Kind, start: usize) {
        let next = self.tokens.len() as u32 + 1;
        self.tokens.push(Token { kind, start: start as u32, end: self.at as u32, next });
    }

    /// Reads with `parser`, or names the byte that it cannot read.
    fn scan<O>(&mut self, mut parser: impl Scan<'d, O>) -> Result<O, usize> {
        match parser.parse(&self.document[self.at..]) {
            Ok((rest, output)) => {
                self.at = self.document.len() - rest.len();
                Ok(output)
            }
            Err(Err::Error(error) | Err::Failure(error)) => {
                Err(self.document.len() - error.input.len())
            }
            Err(Err::Incomplete(_)) => Err(self.document.len()),
        }
    }

    fn blanks(&mut self) {
        if self.peek().is_some_and(|byte| byte <= b' ') {
            // It cannot fail; bytes that are not blanks stay.
            let _ = self.scan(multispace0);
        }
    }

    fn peek(&self) -> Option<u8> {
        self.document.get(self.at).copied()
    }
}

/// Whether a value was read to its end.
#[derive(PartialEq, Eq)]
enum Progress {
    Complete,
    Opened,
}

/// A parser of bytes of the document.
trait Scan<'d, O>: Parser<&'d [u8], Output = O, Error = Error<&'d [u8]>> {}
impl<'d, O, P: Parser<&'d [u8], Output = O, Error = Error<&'d [u8]>>> Scan<'d, O> for P {}

fn escape(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let hex = take_while_m_n(4, 4, |byte: u8| byte.is_ascii_hexdigit());
    preceded(char('\\'), alt((recognize(one_of("\"\\/bfnrt")), preceded(char('u'), hex))))
        .parse(input)
}

fn number(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let whole = alt((tag("0"), recognize((satisfy(|c| matches!(c, '1'..='9')), digit0))));
    let fraction = (char('.'), digit1);
    let exponent = (one_of("eE"), opt(one_of("+-")), digit1);
    recognize((opt(char('-')), whole, opt(fraction), opt(exponent))).parse(input)
}

/// How many bytes are before the first one that ends plain text: a quote, a backslash or a control
/// character. Eight bytes are looked at together, which halves the time of reading a policy.
fn plain(input: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = input[at..].first_chunk() {
        let word = u64::from_le_bytes(*chunk);
        // The highest bit of each byte that is below `bound`. A borrow can mark bytes behind the first
        // such byte, never before it.
        let below =
            |word: u64, bound: u8| word.wrapping_sub(ONES * u64::from(bound)) & !word & (ONES << 7);
        let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        let special = below(word, b' ') | equal(b'"') | equal(b'\\');
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let is_special = |byte: &u8| matches!(byte, ..b' ' | b'"' | b'\\');
    at + input[at..].iter().position(is_special).unwrap_or(input.len() - at)
}

/// A one in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;
