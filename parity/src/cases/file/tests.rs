//! Lines of a file, and the hash that tells suites apart.

use super::*;

#[test]
fn a_byte_is_in_the_line_that_it_ends_or_is_before_the_end_of() {
    let lines = Lines::of("ab\n\ncd");
    let told: Vec<_> = (0..6).map(|byte| lines.line(byte)).collect();
    assert_eq!(told, [1, 1, 1, 2, 3, 3]);
    assert_eq!(Lines::of("").line(0), 1);
}

#[test]
fn the_hash_is_that_of_fnv_over_texts_with_an_end_each() {
    let hash = |texts: &[&str]| {
        let mut hash = Hash::default();
        texts.iter().for_each(|text| hash.add(text));
        hash.text()
    };
    // The offset; and of `a`, published beside the algorithm, followed by the end of the text.
    assert_eq!(hash(&[]), "cbf29ce484222325");
    let ended = (0xaf63_dc4c_8601_ec8c_u64).wrapping_mul(0x0100_0000_01b3);
    assert_eq!(hash(&["a"]), format!("{ended:016x}"));
    assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
}

#[test]
fn an_error_says_the_line_at_which_it_is() {
    for (text, error) in [
        ("theme = 1", "line 1: invalid type: integer `1`, expected a string"),
        ("theme = \"a\"\n\nwhat = 1", "line 3: unknown field `what`, expected one of "),
        ("", "line 1: missing field `theme`"),
    ] {
        let Err(told) = read(text) else { panic!("{text}") };
        assert!(told.starts_with(error), "{told}");
    }
}
