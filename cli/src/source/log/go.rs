//! What the SDKs for Go print: version 1 with `LogDebugWithHTTPBody`, version 2 with `LogRequestWithBody`.
//! Terraform puts a prefix before each line.

use std::rc::Rc;

use super::super::found::{Found, Headers};
use super::super::{http, plain};
use crate::input::Input;

pub(super) fn read(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match Mark::of(lines[at]) {
            Some(mark) => at = mark.message(input, &lines, at, &mut found),
            None => at += 1,
        }
    }
    found
}

/// The line before a message.
struct Mark<'t> {
    /// What the logger of Terraform's plugins puts before each line, without the time.
    prefix: &'t str,
    /// The message ends at dashes (version 1) or at the next entry (version 2).
    has_end: bool,
}

impl<'t> Mark<'t> {
    /// Reads `---[ REQUEST POST-SIGN ]-----`, or `SDK 2023/12/05 10:00:00 DEBUG Response`.
    fn of(line: &'t str) -> Option<Self> {
        let v1 = line.find("---[ REQUEST").or_else(|| line.find("---[ RESPONSE"));
        if let Some(at) = v1 {
            let prefix = line[..at].trim_end().rsplit(' ').next().unwrap_or_default();
            return Some(Mark { prefix, has_end: true });
        }
        let line = line.trim_end();
        let is_v2 = line.starts_with("SDK ")
            && (line.ends_with(" DEBUG Request") || line.ends_with(" DEBUG Response"));
        is_v2.then_some(Mark { prefix: "", has_end: false })
    }

    /// The line without its prefix.
    fn strip<'l>(&self, line: &'l str) -> &'l str {
        if self.prefix.is_empty() {
            return line;
        }
        let rest = line.split_once(self.prefix).map_or(line, |(_, rest)| rest);
        rest.strip_prefix(' ').unwrap_or(rest)
    }

    /// Reads the message behind line `at`, and says where the log goes on.
    fn message(
        &self,
        input: &Rc<Input>,
        lines: &[&str],
        at: usize,
        found: &mut Vec<Found>,
    ) -> usize {
        let is_end = |line: &&str| match self.has_end {
            true => self.strip(line).starts_with("----------"),
            false => line.starts_with("SDK "),
        };
        let rest = &lines[at + 1..];
        let len = rest.iter().position(is_end).unwrap_or(rest.len());
        let message: Vec<_> = rest[..len].iter().map(|line| self.strip(line)).collect();
        let mut end = at + 1 + len;
        let mut text = message.join("\n");
        if self.has_end && message.first().is_some_and(|line| line.starts_with("HTTP/")) {
            let (body, behind) = self.body_behind(lines, end + 1);
            if let Some(body) = body {
                return self.reply(input, at, &text, body, behind, found);
            }
            text.push('\n');
        }
        if !self.has_end {
            text.push('\n');
        }
        found.extend(http::messages(&input.inner(format!("line {}", at + 2), text)));
        end += usize::from(self.has_end);
        end
    }

    /// Version 1 prints the body of a reply as the next entry.
    fn body_behind(&self, lines: &[&str], at: usize) -> (Option<String>, usize) {
        let Some(first) = lines.get(at) else {
            return (None, at);
        };
        let first = self.strip(first);
        let Some(start) = first.find('<').filter(|start| *start < 64) else {
            return (None, at);
        };
        let rest = lines[at + 1..].iter().take_while(|line| Mark::of(line).is_none());
        let mut text = first[start..].to_owned();
        let mut lines_read = 1;
        for line in rest {
            if ends_root(&text) {
                break;
            }
            text.push('\n');
            text += self.strip(line);
            lines_read += 1;
        }
        let len = plain::root_end(text.as_bytes(), 0);
        text.truncate(len);
        (Some(text), at + lines_read)
    }

    fn reply(
        &self,
        input: &Rc<Input>,
        at: usize,
        head: &str,
        body: String,
        behind: usize,
        found: &mut Vec<Found>,
    ) -> usize {
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut headers = Headers::default();
        for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
            headers.push(name, value);
        }
        let body = input.inner(format!("line {}", at + 2), body);
        found.push(Found::reply(status, headers, body));
        behind
    }
}

/// Whether the last tag ends a reply. One without attributes begins it.
fn ends_root(text: &str) -> bool {
    let tag = text.trim_end().rsplit('<').next().unwrap_or_default();
    tag.starts_with('/') && tag.ends_with("Response>")
}
