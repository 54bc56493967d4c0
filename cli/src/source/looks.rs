//! Inputs that cannot be read: what they look like.

use std::rc::Rc;

use crate::input::Input;
use crate::report::Problem;

/// The refusal of an input of no known form.
pub(super) fn unknown(input: &Rc<Input>) -> Problem {
    let at = input.blank().min(input.bytes.len());
    let (what, help) = looks(&input.bytes[at..]);
    Problem::error(format!("not a form, an HTTP message or XML: looks like {what}"))
        .at(input, at)
        .help(help)
}

/// Beginnings of files that are not text.
const MAGIC: [(&[u8], &str); 9] = [
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ", "xz"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"\xFF\xFE", "text in UTF-16"),
    (b"\xFE\xFF", "text in UTF-16"),
    (b"\x89PNG", "an image"),
];

fn looks(text: &[u8]) -> (&'static str, Option<&'static str>) {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| text.starts_with(magic)) {
        return (what, None);
    }
    let line = text.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let first = line.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
    match first {
        _ if is_html(text) => ("HTML", None),
        [b'{' | b'[', ..] => ("JSON", Some("`encode` reads JSON as `decode` prints it")),
        [b'"' | b'\'', ..] => ("a quoted text", Some("without its quotes it may be read")),
        b"curl" | b"aws" | b"$" | b"http" => ("a command line", None),
        _ if is_url(first) => {
            ("a URL", Some("the part behind its `?` is a form; a whole request begins with GET"))
        }
        _ if is_binary(text) => ("binary data", None),
        _ if is_log(line) => (
            "a log",
            Some(
                "those of botocore, curl, Terraform, mitmproxy, amazonka and the SDKs for Java, Go, Ruby and Rust are read",
            ),
        ),
        _ if line == b"---" || is_yaml(line) => ("YAML", None),
        _ => ("text", None),
    }
}

/// An HTML page, whatever its case.
pub(super) fn is_html(text: &[u8]) -> bool {
    let begins =
        |with: &[u8]| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

fn is_url(word: &[u8]) -> bool {
    let scheme = memchr::memmem::find(word, b"://").unwrap_or_default();
    scheme > 0 && word[..scheme].iter().all(u8::is_ascii_alphabetic)
}

fn is_binary(text: &[u8]) -> bool {
    let text = &text[..text.len().min(1024)];
    let cut_off = |e: std::str::Utf8Error| e.error_len().is_none();
    text.contains(&0) || !std::str::from_utf8(text).map_or_else(cut_off, |_| true)
}

/// A date at the beginning, or the word that says how grave a line is.
fn is_log(line: &[u8]) -> bool {
    let has = |word: &str| memchr::memmem::find(line, word.as_bytes()).is_some();
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_date = digits == 4 && matches!(line.get(4), Some(b'-' | b'/'));
    is_date || ["DEBUG", "INFO", "TRACE", "WARN", "ERROR", "level="].into_iter().any(has)
}

fn is_yaml(line: &[u8]) -> bool {
    let key = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let is_key = key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte));
    is_key && !key.is_empty() && matches!(line[key.len()..], [b':'] | [b':', b' ', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each beginning looks like, and what its neighbours look like.
    const ROWS: &[(&str, &[&str])] = &[
        ("HTML", &["<!DOCTYPE html>", "<!doctype HTML", "<HTML lang", "<html"]),
        ("JSON", &["{", "[1]"]),
        ("a quoted text", &["\"Action=a\"", "'a"]),
        ("a command line", &["curl -s", "aws iam", "$ ls", "http", "aws\tiam"]),
        ("a URL", &["https://a", "a://"]),
        ("binary data", &["a\0", "\0"]),
        ("a log", &["2024-01-02 a", "2024/01", "2024-", "a DEBUG b", "INFO", "a TRACE", "WARNING"]),
        ("a log", &["ERROR: a", "level=info"]),
        ("YAML", &["---", "a:", "a: b", "a_b-C1: 2024-01-02", "---\na b", "2024: a"]),
        ("text", &["", "a", "<!doctype htm", "curly", "://a", "h2://a", "a\nDEBUG", "a\rDEBUG"]),
        ("text", &["202-01-02", "20240-1", "2024", "2024 a", "x2024-01-02", "a debug b", "level"]),
        ("text", &["a:b", "a b: c", ": a", "--- a", "é: a"]),
    ];

    #[test]
    fn an_unknown_input_looks_like_what_its_first_line_begins_with() {
        for (what, texts) in ROWS {
            for text in *texts {
                assert_eq!(looks(text.as_bytes()).0, *what, "{text:?}");
            }
        }
    }

    #[test]
    fn a_file_that_is_not_text_is_known_by_all_its_first_bytes() {
        for (magic, what) in MAGIC {
            assert_eq!(looks(&[magic, b"a"].concat()).0, what);
            assert_ne!(looks(&magic[..magic.len() - 1]).0, what);
        }
    }

    #[test]
    fn a_text_is_not_binary_if_its_first_kilobyte_ends_within_a_letter() {
        for len in 1020..=1024 {
            assert_eq!(
                looks("é".repeat(600).replacen('é', &"a".repeat(len), 1).as_bytes()).0,
                "text"
            );
        }
        let far = |at: usize| [&vec![b'a'; at][..], b"\0"].concat();
        assert_eq!((looks(&far(1023)).0, looks(&far(1024)).0), ("binary data", "text"));
    }
}
