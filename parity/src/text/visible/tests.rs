//! Texts on their way to a reader.

use super::*;

#[test]
fn hides_every_character_that_a_terminal_obeys() {
    for (text, shown) in [
        ("\u{1b}[31m", "\\u{1b}[31m"),
        ("a\u{7f}\u{85}\u{9b}", "a\\u{7f}\\u{85}\\u{9b}"),
        (
            "\u{202e}\u{200b}\u{2028}\u{2066}\u{feff}",
            "\\u{202e}\\u{200b}\\u{2028}\\u{2066}\\u{feff}",
        ),
        ("é東\"'\\", "é東\"'\\"),
    ] {
        assert_eq!(line(text), shown);
    }
    assert_eq!(line("a\n\tb"), "a\\n\\tb");
    assert_eq!(lines("a\n\tb\u{1b}"), "a\n\tb\\u{1b}");
}

#[test]
fn of_all_characters_none_that_is_hidden_stays_but_line_ends_and_tabs_where_they_may() {
    let mut hidden = 0;
    for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c)) {
        let stays = |shown: String| shown.contains(is_hidden);
        let told = (
            stays(line(&c.to_string())),
            stays(lines(&c.to_string())),
            stays(json(&c.to_string())),
        );
        assert_eq!(told, (false, matches!(c, '\n' | '\t'), c == '\n'), "{c:?}");
        hidden += 1;
    }
    assert!(hidden > 200, "{hidden}");
}

#[test]
fn cuts_at_characters() {
    assert_eq!((cut("éé", 2), cut("ééé", 2)), ("éé".to_owned(), "éé…".to_owned()));
    for (len, shown) in [(399, 399), (400, 400), (401, 401), (4000, 401)] {
        let line = line(&"é".repeat(len));
        assert_eq!((line.chars().count(), line.ends_with('…')), (shown, len > 400), "{len}");
    }
}

#[test]
fn a_document_is_json_in_lines_that_means_the_same() {
    assert_eq!(
        document(&["a\u{7f}", "\u{1D173}"]),
        "[\n  \"a\\u007f\",\n  \"\\ud834\\udd73\"\n]\n"
    );
    assert_eq!(json("\u{202e}\n\té"), "\\u202e\n\\u0009é");
}

#[test]
fn lines_are_of_any_length() {
    let long = "é".repeat(5000);
    assert_eq!(lines(&long), long);
    assert_eq!(cut(&long, LONGEST).chars().count(), 4001);
    assert_eq!((cut("", 0), cut("a", 0)), (String::new(), "…".to_owned()));
}
