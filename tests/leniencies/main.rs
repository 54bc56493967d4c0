//! What the decoders take beyond the strict form, on both sides of the line: what is just inside with its exact value, and
//! what is just outside with its exact error and place. The cases are in the files beside this one.

mod documents;
mod parts;
mod requests;
mod values;

/// Compares each case of a file: a line with the input, and those that say what becomes of it.
#[track_caller]
fn check(file: &str, read: impl Fn(&str) -> Vec<String>) {
    let mut wrong = Vec::new();
    for case in file.split("\n\n") {
        let mut lines = case.lines().filter(|line| !line.starts_with('#'));
        let Some(input) = lines.next() else { continue };
        let found = read(&unescaped(input));
        let found: Vec<_> = found.iter().map(|line| escaped(line)).collect();
        if !lines.eq(found.iter().map(String::as_str)) {
            wrong.push(format!("{input}\n{}", found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "not as in the file:\n\n{}\n", wrong.join("\n\n"));
}

/// The characters that `\n` and `\u{7f}` stand for.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('\\');
    let mut unescaped = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (c, rest) = match piece.split_at(1) {
            ("n", rest) => ('\n', rest),
            ("r", rest) => ('\r', rest),
            ("t", rest) => ('\t', rest),
            _ => {
                let (code, rest) = piece[2..].split_once('}').unwrap();
                (char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap(), rest)
            }
        };
        unescaped.push(c);
        unescaped.push_str(rest);
    }
    unescaped
}

/// The reverse, so that a line is ASCII and has no space at its end.
fn escaped(text: &str) -> String {
    let escape = |(at, c): (usize, char)| match c {
        ' ' if at + 1 == text.len() => "\\u{20}".to_owned(),
        ' '..='~' => c.to_string(),
        _ => c.escape_default().to_string(),
    };
    text.char_indices().map(escape).collect()
}

/// What the strict reader and the tolerant one make of something.
fn both(
    strict: Result<String, String>,
    tolerant: Result<(String, Vec<String>), String>,
) -> Vec<String> {
    let tolerant = match tolerant {
        Ok((value, oddities)) => {
            if oddities.is_empty() && strict.as_ref() == Ok(&value) {
                return vec![format!("both: {value}")];
            }
            [format!("tolerant: {value}")]
                .into_iter()
                .chain(oddities.into_iter().map(|odd| format!("  {odd}")))
                .collect()
        }
        Err(error) => vec![format!("tolerant refuses: {error}")],
    };
    let strict = strict.map_or_else(
        |error| format!("strict refuses: {error}"),
        |value| format!("strict: {value}"),
    );
    [vec![strict], tolerant].concat()
}
