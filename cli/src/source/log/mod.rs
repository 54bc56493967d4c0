//! What clients print when they are asked to: debug logs and traces, in the notation of each.
//!
//! Containers and build servers put a name or a time before each line, which is taken off first. Most of the
//! logs what went over the wire, in pieces: [`wire`] puts these together, and the layer above reads HTTP from
//! them. The others show the parts of a message one by one.

use std::borrow::Cow;
use std::rc::Rc;

use super::found::Found;
use crate::input::Input;

mod amazonka;
mod botocore;
mod curl;
mod go;
mod literal;
mod sdk;
pub(super) mod terraform;
mod wire;

/// Finds the messages in a text; none, if the text is not of its kind.
type Reader = fn(&Rc<Input>, &str) -> Vec<Found>;

/// Reads a log that is known.
pub(super) fn read(input: &Rc<Input>) -> Option<Vec<Found>> {
    // Logs may hold bytes that are not UTF-8; the marks of messages are ASCII.
    let text = String::from_utf8_lossy(&input.bytes);
    let text = bare(&text);
    let readers: [Reader; 10] = [
        botocore::read,
        botocore::literal,
        curl::trace,
        curl::verbose,
        go::read,
        wire::read,
        sdk::java,
        sdk::rust,
        amazonka::read,
        terraform::read,
    ];
    readers.iter().map(|read| read(input, &text)).find(|found| !found.is_empty())
}

/// The text without the prefixes of containers (`app-1  | `) and build servers (a time to the tenth of a
/// microsecond), if all lines have one.
fn bare(text: &str) -> Cow<'_, str> {
    for prefix in [of_container, of_build_server] {
        let lines = || text.lines().filter(|line| !line.is_empty());
        if lines().next().is_some() && lines().all(|line| prefix(line).is_some()) {
            let bare = text.split('\n').map(|line| prefix(line).unwrap_or_default());
            return Cow::Owned(bare.collect::<Vec<_>>().join("\n"));
        }
    }
    Cow::Borrowed(text)
}

fn of_container(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once('|')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let is_named = name.ends_with(' ') && !name.trim_end().is_empty();
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    (is_named && name.trim_end().bytes().all(is_name)).then_some(rest)
}

fn of_build_server(line: &str) -> Option<&str> {
    let (time, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_time = |byte: u8| byte.is_ascii_digit() || b"-:.TZ".contains(&byte);
    (time.len() == "2026-01-01T00:00:00.0000000Z".len() && time.bytes().all(is_time))
        .then_some(rest)
}
