//! Faults of an input and their places: for a reader, or with `--json` a line for a program.
//!
//! ```text
//! error: 0 is not a valid index: parameter Tags.member.0.Key
//!  --> FILE:1:50 (byte 49)
//!   | ...gUser&Version=2010-05-08&UserName=anika&Tags.member.0.Key=Dept
//!   |                                            ^
//! ```

use std::io::Write;
use std::rc::Rc;

use anstyle::{AnsiColor, Effects, Style};
use serde::Serialize;

use crate::input::Input;
use crate::visible;

/// How many bytes of a line are shown.
const WIDTH: usize = 80;

/// Lines and columns are counted up to the beginning of every block once, and from there for each place.
const BLOCK: usize = 1024;

/// Tells of an error that has no place in an input. Texts of libraries may have several lines.
pub(crate) fn error(text: &str) {
    let label = painted("error", bold(AnsiColor::Red));
    let _ = anstream::stderr().write_all(format!("{label}: {}\n", visible::lines(text)).as_bytes());
}

/// Something that a reader must know.
#[derive(Clone)]
pub(crate) struct Problem {
    level: Level,
    /// AWS's code for it, if AWS would refuse the request.
    code: Option<String>,
    message: String,
    /// The parameter or the element that it is about.
    subject: Option<(Subject, String)>,
    place: Option<(Rc<Input>, Option<usize>)>,
    help: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// The message cannot be read, or AWS would refuse it.
    Error,
    /// The message can be read, and the reader may have meant something else.
    Warning,
}

/// What a problem is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Parameter,
    Element,
}

impl Problem {
    pub(crate) fn error(message: impl Into<String>) -> Self {
        let message = message.into();
        Problem { level: Level::Error, code: None, message, subject: None, place: None, help: None }
    }

    pub(crate) fn warning(message: impl Into<String>) -> Self {
        Problem { level: Level::Warning, ..Problem::error(message) }
    }

    /// Names the file, and the byte if it is known.
    pub(crate) fn at(mut self, input: &Rc<Input>, offset: impl Into<Option<usize>>) -> Self {
        self.place = Some((Rc::clone(input), offset.into()));
        self
    }

    pub(crate) fn about(mut self, subject: Subject, name: Option<&str>) -> Self {
        // An empty element is the document; a parameter may have an empty name.
        let is_named = |name: &&str| subject == Subject::Parameter || !name.is_empty();
        self.subject = name.filter(is_named).map(|name| (subject, name.to_owned()));
        self
    }

    pub(crate) fn code(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }

    /// What the reader could do about it.
    pub(crate) fn help(mut self, help: impl Into<Option<&'static str>>) -> Self {
        self.help = help.into();
        self
    }

    pub(crate) fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    fn name(&self, subject: Subject) -> Option<&str> {
        self.subject.as_ref().filter(|(of, _)| *of == subject).map(|(_, name)| name.as_str())
    }
}

/// Writes problems to standard error.
#[derive(Clone, Copy)]
pub(crate) struct Reporter {
    /// A line of JSON for each.
    pub(crate) json: bool,
}

impl Reporter {
    /// If writing fails, there is nobody to tell.
    pub(crate) fn tell(self, problem: &Problem) {
        let text = if self.json { problem.json() } else { problem.text() };
        // Colours end here unless they go to a terminal that wants them.
        let _ = anstream::stderr().write_all(text.as_bytes());
    }
}

/// A problem as a line of JSON. An unknown member is `null`.
#[derive(Serialize)]
struct Line<'p> {
    level: Level,
    code: Option<&'p str>,
    message: &'p str,
    parameter: Option<&'p str>,
    element: Option<&'p str>,
    file: Option<&'p str>,
    part: Option<&'p str>,
    line: Option<usize>,
    column: Option<usize>,
    byte: Option<usize>,
    help: Option<&'p str>,
}

impl Problem {
    fn json(&self) -> String {
        let (input, byte) = match &self.place {
            Some((input, byte)) => (Some(&**input), *byte),
            None => (None, None),
        };
        let place = input.zip(byte).map(|(input, byte)| input.line_and_column(byte));
        let line = Line {
            level: self.level,
            code: self.code.as_deref(),
            message: &self.message,
            parameter: self.name(Subject::Parameter),
            element: self.name(Subject::Element),
            file: input.map(|input| &*input.name),
            part: input.and_then(|input| input.part.as_deref()),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            byte,
            help: self.help,
        };
        let json = serde_json::to_string(&line).expect("the names of members are strings");
        visible::json(&json) + "\n"
    }

    fn text(&self) -> String {
        let (label, color) = match self.level {
            Level::Error => ("error", AnsiColor::Red),
            Level::Warning => ("warning", AnsiColor::Yellow),
        };
        let message = visible::message(&self.sentence());
        let mut text = format!("{}: {message}\n", painted(label, bold(color)));
        if let Some((input, offset)) = &self.place {
            text += &input.excerpt(*offset);
        }
        if let Some(help) = self.help {
            text += &format!("{}: {help}\n", painted("help", bold(AnsiColor::Cyan)));
        }
        text
    }

    /// The full stop of AWS's sentences is left out before a name.
    fn sentence(&self) -> String {
        let (label, name) = match &self.subject {
            None => return self.message.clone(),
            Some((Subject::Parameter, name)) if name.is_empty() => ("parameter", "\"\""),
            Some((Subject::Parameter, name)) => ("parameter", &**name),
            Some((Subject::Element, name)) => ("element", &**name),
        };
        format!("{}: {label} {name}", self.message.trim_end_matches('.'))
    }
}

impl Input {
    /// The file, and if the place is known, a part of the line with a caret under it.
    fn excerpt(&self, offset: Option<usize>) -> String {
        let blue = bold(AnsiColor::Blue);
        let part = self.part.as_ref().map_or(String::new(), |part| format!(" ({part})"));
        let place = visible::message(&format!("{}{part}", self.name));
        let arrow = painted("-->", blue);
        let Some(offset) = offset else {
            return format!(" {arrow} {place}\n");
        };
        let (line, column) = self.line_and_column(offset);
        let (before, after) = self.around(offset);
        let (bar, indent, caret) = (painted("|", blue), before.len(), painted("^", blue));
        format!(
            " {arrow} {place}:{line}:{column} (byte {offset})\n  \
             {bar} {before}{after}\n  {bar} {:indent$}{caret}\n",
            "",
        )
    }

    /// Both count from 1, the column in characters.
    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let step = |(line, column), byte: &u8| match byte {
            b'\n' => (line + 1, 1),
            // A character counts at its first byte.
            0x80..=0xBF => (line, column),
            _ => (line, column + 1),
        };
        let blocks = self.blocks.get_or_init(|| {
            let mut start = (1, 1);
            let mut blocks = vec![start];
            for block in self.bytes.chunks(BLOCK) {
                start = block.iter().fold(start, step);
                blocks.push(start);
            }
            blocks
        });
        let block = offset / BLOCK;
        self.bytes[block * BLOCK..offset].iter().fold(blocks[block], step)
    }

    /// The parts of the line that are shown: before the offset, and from it on.
    fn around(&self, offset: usize) -> (String, String) {
        let (before, after) = self.bytes.split_at(offset);
        let before = &before[before.len().saturating_sub(WIDTH + 1)..];
        let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let after = &after[..after.len().min(WIDTH + 2)];
        let after = after.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let after = after.strip_suffix(b"\r").unwrap_or(after);

        let shown_after = after.len().min(WIDTH - before.len().min(WIDTH / 2));
        let shown_before = before.len().min(WIDTH - shown_after);
        let dots = |cut| if cut { "..." } else { "" };
        let (hidden, before) = before.split_at(before.len() - shown_before);
        let (after, rest) = after.split_at(shown_after);
        let before = dots(!hidden.is_empty()).to_owned() + &visible::bytes(before);
        (before, visible::bytes(after) + dots(!rest.is_empty()))
    }
}

fn bold(color: AnsiColor) -> Style {
    color.on_default() | Effects::BOLD
}

fn painted(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}
