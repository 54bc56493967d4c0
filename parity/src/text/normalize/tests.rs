//! Ids, times and names in texts.

use super::*;

#[test]
fn blurs_ids_and_no_longer_words() {
    let id = "358299bb-b7f8-11e2-8d39-e3a125f625ee";
    let apply = |text: &str| Normalizer::default().apply(text);
    assert_eq!(apply(&format!("a {id}; AIDACKCEVSQ6C2EXAMPLE")), "a <id>; <id>");
    for word in [format!("{id}0"), format!("{id}-"), "-".repeat(1000)] {
        assert_eq!(apply(&word), word);
    }
}

#[test]
fn an_id_has_36_characters_or_16_to_32() {
    let unique = |len: usize| format!("AB{}", "1".repeat(len - 2));
    for (len, is_id) in [(15, false), (16, true), (17, true), (31, true), (32, true), (33, false)] {
        assert_eq!(
            (has_form_of_id(&unique(len)), id_length(&unique(len)) > 0),
            (is_id, is_id),
            "{len}"
        );
    }
    let id = "358299bb-b7f8-11e2-8d39-e3a125f625ee";
    for (word, length) in [
        (id.to_owned(), 36),
        (format!("{id}."), 36),
        (format!("{id}0"), 0),
        (id[..35].to_owned(), 0),
        (id.to_uppercase(), 0),
        (id.replace("b7f8-1", "b7f81-"), 0),
        (id.replace('e', "g"), 0),
    ] {
        assert_eq!(id_length(&word), length, "{word}");
    }
}

#[test]
fn a_time_has_a_fraction_of_digits_alone_and_utc_as_its_zone() {
    let second = "2011-12-19T23:16:46";
    for (end, length) in [
        ("", 19),
        ("Z", 20),
        (".1Z", 22),
        (".123Z", 24),
        (".123456789Z", 30),
        (".Z", 19),
        ("..1Z", 19),
        (".1.2Z", 21),
        ("1Z", 19),
        ("+00:00", 25),
        ("+00:01", 19),
        ("-00:00", 19),
        (".5+00:00", 27),
        ("z", 19),
    ] {
        assert_eq!(timestamp_length(&format!("{second}{end}")), length, "{end}");
        assert_eq!(is_timestamp(&format!("{second}{end}")), length == 19 + end.len(), "{end}");
    }
    for (end, is_read) in
        [("+02:00", true), ("-08:00", true), ("+2:0", true), ("+002:00", false), ("", true)]
    {
        assert_eq!(is_time(&format!("{second}{end}")), is_read, "{end}");
    }
    assert_eq!(timestamp_length(&second[..18]), 0);
}

#[test]
fn names_of_the_run_are_blurred_with_their_numbers_wherever_they_are() {
    let normalizer = Normalizer { prefix: "parity-7-".to_owned() };
    for (text, blurred) in [
        ("parity-7-12", "<id>"),
        ("%2Fparity-7-12x", "%2F<id>x"),
        ("parity-7-12-1 parity-7-", "<id>-1 <id>"),
        ("parity-70-12", "parity-70-12"),
        ("at 2011-12-19T23:16:46Z.", "at <date>."),
        ("x2011-12-19T23:16:46Z", "x2011-12-19T23:16:46Z"),
        ("éAIDACKCEVSQ6C2EXAMPLE", "é<id>"),
        ("a-AIDACKCEVSQ6C2EXAMPLE", "a-<id>"),
        ("AIDACKCEVSQ6C2EXAMPLE-a", "AIDACKCEVSQ6C2EXAMPLE-a"),
        // A word in capitals, and a number, are not ids.
        ("ABCDEFGHIJKLMNOPQRST", "ABCDEFGHIJKLMNOPQRST"),
        ("12345678901234567890", "12345678901234567890"),
        ("A1CDEFGHIJKLMNOPQRST", "A1CDEFGHIJKLMNOPQRST"),
        ("", ""),
    ] {
        assert_eq!(normalizer.apply(text), blurred, "{text}");
    }
    assert_eq!(Normalizer::default().apply("parity-7-12"), "parity-7-12");
}
