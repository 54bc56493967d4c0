//! What curl prints: `-v`, and `--trace` and `--trace-ascii`.

use std::rc::Rc;

use super::super::found::Found;
use super::super::http;
use super::wire::Run;
use crate::input::Input;
use crate::report::Problem;

/// Reads `curl -v`: `> ` before what was sent, `< ` before the head that came, and the body as it is. The
/// body of a request is not shown.
pub(super) fn verbose(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let is_start = |line: &str| line.starts_with("> ") && http::begins(line.as_bytes(), 2);
    if !text.lines().any(is_start) {
        return Vec::new();
    }
    let mut runs: Vec<Run> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let last = runs.last().map(|run| run.sent);
        let (sent, content) = match (line.get(..1), line.get(1..2)) {
            (Some(">"), Some(" ") | None) => (true, line.get(2..).unwrap_or_default()),
            (Some("<"), Some(" ") | None) => (false, line.get(2..).unwrap_or_default()),
            (Some("*"), Some(" ")) => continue,
            (Some("{" | "}"), Some(" ")) if line.ends_with("bytes data]") => continue,
            _ if last == Some(false) => (false, without_info(line)),
            _ => continue,
        };
        if last != Some(sent) {
            runs.push(Run { line: index + 1, sent, bytes: Vec::new() });
        }
        if let Some(run) = runs.last_mut() {
            run.bytes.extend(content.bytes());
            run.bytes.push(b'\n');
        }
    }
    runs.iter()
        .flat_map(|run| if run.sent { request(input, run) } else { reply(input, run) })
        .collect()
}

fn request(input: &Rc<Input>, run: &Run) -> Vec<Found> {
    if !has_body(&String::from_utf8_lossy(&run.bytes)) {
        return run.messages(input);
    }
    let help = "curl shows it with --trace-ascii - or --trace -";
    vec![run.without_body(input, "curl -v shows heads alone", Some(help))]
}

fn reply(input: &Rc<Input>, run: &Run) -> Vec<Found> {
    let last = String::from_utf8_lossy(last_message(&run.bytes));
    let is_shown = last.split_once("\n\n").is_some_and(|(_, body)| !body.trim().is_empty());
    if !is_shown && has_body(&last) {
        return vec![run.without_body(input, "it went elsewhere", None)];
    }
    run.messages(input)
}

/// The message behind those that are 100 Continue, a proxy's, or redirections.
fn last_message(mut messages: &[u8]) -> &[u8] {
    while let Some(end) = memchr::memmem::find(messages, b"\n\n") {
        let behind = &messages[end + 2..];
        if !http::begins(behind, 0) {
            break;
        }
        messages = behind;
    }
    messages
}

/// Whether the head of a message says that it has a body.
fn has_body(message: &str) -> bool {
    let head = message.split("\n\n").next().unwrap_or_default();
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    headers.any(|(name, value)| match &*name.to_ascii_lowercase() {
        "content-length" => value.trim().bytes().any(|digit| digit != b'0'),
        name => name == "transfer-encoding",
    })
}

/// A body without a line end is followed by what curl says of the connection.
fn without_info(line: &str) -> &str {
    line.split_once("* Connection #").map_or(line, |(body, _)| body)
}

/// Reads `curl --trace` and `--trace-ascii`: blocks of bytes, each line with its offset.
pub(super) fn trace(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let mut runs: Vec<Run> = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    let mut is_exact = true;
    while let Some((index, line)) = lines.next() {
        let Some(block) = Block::of(line) else { continue };
        let mut content = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| offset(line).is_some()) {
            content.extend(offset(line));
        }
        is_exact &= content.iter().all(|(_, text)| hexadecimal(text).is_some());
        if runs.last().map(|run| run.sent) != Some(block.sent) {
            runs.push(Run { line: index + 1, sent: block.sent, bytes: Vec::new() });
        }
        if let Some(run) = runs.last_mut() {
            block.put(&content, &mut run.bytes);
        }
    }
    let mut found: Vec<_> = runs.iter().flat_map(|run| run.messages(input)).collect();
    if !is_exact && !found.is_empty() {
        let what =
            "curl --trace-ascii shows `.` for what is not printable in ASCII: --trace shows all";
        found.insert(0, Found::Problem(Problem::warning(what).at(input, None)));
    }
    found
}

/// A block of bytes that went in one direction.
struct Block {
    sent: bool,
    len: usize,
}

impl Block {
    /// Reads `=> Send header, 149 bytes (0x95)`. What TLS sends is not HTTP.
    fn of(line: &str) -> Option<Block> {
        let at = line.find("=> Send ").or_else(|| line.find("<= Recv "))?;
        let (what, size) = line[at..].split_once(", ")?;
        let len = size.split_once(" bytes (0x")?.0.parse().ok()?;
        (!what.contains("SSL")).then_some(Block { sent: what.starts_with("=>"), len })
    }

    /// Puts the lines together. A text that is shorter than the next offset says ended in CR LF.
    fn put(&self, lines: &[(usize, &str)], bytes: &mut Vec<u8>) {
        let ends = lines.iter().skip(1).map(|(offset, _)| *offset).chain([self.len]);
        for ((offset, text), end) in lines.iter().zip(ends) {
            match hexadecimal(text) {
                Some(exact) => bytes.extend(exact),
                None => {
                    bytes.extend(if self.sent { text.as_bytes().to_vec() } else { unfolded(text) });
                    if end > offset + text.len() {
                        bytes.extend(b"\r\n");
                    }
                }
            }
        }
    }
}

/// Reads `0040: …`
fn offset(line: &str) -> Option<(usize, &str)> {
    let (offset, text) = line.split_once(": ")?;
    let is_offset = offset.len() >= 4 && offset.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((usize::from_str_radix(offset, 16).ok().filter(|_| is_offset)?, text))
}

/// A dot between the elements of a document is a line end: text of its own is not permitted there.
fn unfolded(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    // Whether there are only spaces between here and the next element or the end of the line.
    let mut is_before = true;
    for at in (0..bytes.len()).rev() {
        let is_behind = at == 0 || bytes[at - 1] == b'>';
        match bytes[at] {
            b'.' if is_before && is_behind => bytes[at] = b'\n',
            b'<' => is_before = true,
            b' ' => {}
            _ => is_before = false,
        }
    }
    bytes
}

/// Up to sixteen bytes in a column of 48 characters.
fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let words = text.get(..48)?.split(' ').filter(|word| !word.is_empty());
    let bytes = words.map(|word| u8::from_str_radix(word, 16).ok().filter(|_| word.len() == 2));
    bytes.collect::<Option<Vec<_>>>().filter(|bytes| !bytes.is_empty())
}
