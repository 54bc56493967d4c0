//! Texts of a page.

use quick_xml::escape::escape;

use crate::text::visible;

/// A text in which nothing is markup and nothing is hidden.
pub(super) fn text(text: &str) -> String {
    escape(visible::lines(text).as_str()).into_owned()
}

/// Two texts, each with the part marked that the other does not have in its place.
pub(super) fn marked(expected: &str, actual: &str) -> (String, String) {
    let expected: Vec<char> = expected.chars().collect();
    let actual: Vec<char> = actual.chars().collect();
    let most = expected.len().min(actual.len());
    let start = (0..most).take_while(|at| expected[*at] == actual[*at]).count();
    let from_end = |chars: &[char], at: usize| chars[chars.len() - 1 - at];
    let same_end = |at: &usize| from_end(&expected, *at) == from_end(&actual, *at);
    let end = (0..most - start).take_while(same_end).count();
    (mark(&expected, start, end), mark(&actual, start, end))
}

fn mark(chars: &[char], start: usize, end: usize) -> String {
    let part = |part: &[char]| text(&part.iter().collect::<String>());
    let (head, rest) = chars.split_at(start);
    let (middle, tail) = rest.split_at(rest.len() - end);
    match middle.is_empty() {
        true => part(chars),
        false => format!("{}<mark>{}</mark>{}", part(head), part(middle), part(tail)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_what_the_other_text_does_not_have() {
        for (expected, actual, first, second) in [
            (
                "the user é is",
                "the role é is",
                "the <mark>user</mark> é is",
                "the <mark>role</mark> é is",
            ),
            ("404", "400", "40<mark>4</mark>", "40<mark>0</mark>"),
            ("aa", "a", "a<mark>a</mark>", "a"),
            ("<a>", "", "<mark>&lt;a&gt;</mark>", ""),
            ("same", "same", "same", "same"),
        ] {
            assert_eq!(marked(expected, actual), (first.to_owned(), second.to_owned()));
        }
    }
}
