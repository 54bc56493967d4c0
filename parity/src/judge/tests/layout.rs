//! Documents that are laid out as AWS's are, and their neighbours that are not.

use crate::judge::Application::{Broken, Kept, NotConcerned};
use crate::judge::breach::Application;
use crate::judge::layout::{empty_element, indentation};

/// In a word: whether the rule is broken, kept, or about nothing there.
fn word(applied: &Application) -> &'static str {
    match applied {
        NotConcerned => "none",
        Kept => "kept",
        Broken(_) => "broken",
    }
}

#[test]
fn lines_are_indented_by_two_spaces_a_level_and_end_in_lf() {
    for (text, told) in [
        ("<a/>\n", "kept"),
        ("<a>\n  <b/>\n</a>\n", "kept"),
        ("<a>\n  <b>\n    <c>x</c>\n    <d/>\n  </b>\n  <e>y</e>\n</a>\n", "kept"),
        // A declaration and white space behind it are of other rules.
        ("<?xml version=\"1.0\"?>\n<a>\n  <b/>\n</a>\n", "kept"),
        ("<?xml version=\"1.0\"?><a/>\n", "kept"),
        ("\n\n<a/>\n", "kept"),
        // Texts have lines and brackets of their own.
        ("<a>\n  <b>x\ny\n z</b>\n  <c/>\n</a>\n", "kept"),
        ("<a>\n  <b>/>/></b>\n  <c/>\n</a>\n", "kept"),
        ("<a></a>\n", "kept"),
        ("<a/>", "broken"),
        ("<a/>\n\n", "broken"),
        ("<a/> \n", "broken"),
        ("<a>\n <b/>\n</a>\n", "broken"),
        ("<a>\n   <b/>\n</a>\n", "broken"),
        ("<a>\n<b/>\n</a>\n", "broken"),
        ("<a>\n  <b/>\n  </a>\n", "broken"),
        ("<a>\n\t<b/>\n</a>\n", "broken"),
        ("<a>\n\t\t<b/>\n</a>\n", "broken"),
        ("<a>\r\n  <b/>\r\n</a>\r\n", "broken"),
        ("<a>\n    <b/>\n</a>\n", "broken"),
        ("<a>\n  <b><c/>\n  </b>\n</a>\n", "broken"),
        ("<a>\n  <b/><c/>\n</a>\n", "broken"),
        ("<a>\n  <b>x</b><c>y</c>\n</a>\n", "broken"),
        ("<a><b>\n</b></a>\n", "broken"),
        ("<a>\n  <b>x</b></a>\n", "broken"),
        ("<a>\n  <b>\n    <c/>\n  </b></a>\n", "broken"),
    ] {
        assert_eq!(word(&indentation(text.as_bytes())), told, "{text}");
    }
}

#[test]
fn an_element_without_content_is_one_tag() {
    for (text, told) in [
        ("<a/>", "kept"),
        ("<a b='c'/>", "kept"),
        ("<a><b/></a>", "kept"),
        ("<a>x</a>", "none"),
        ("<a> </a>", "none"),
        ("<a></a>", "broken"),
        ("<a><b/><c></c></a>", "broken"),
        ("<a><b></b></a>", "broken"),
        // Only a tag and its own end.
        ("<a><b>x</b></a>", "none"),
        ("<a>\n</a>", "none"),
        ("<a x='1'></a>", "none"),
    ] {
        assert_eq!(word(&empty_element(text.as_bytes())), told, "{text}");
    }
}
