//! Names and accounts of plays in the place of a sequence's, and steps as they are read.

use super::*;

#[test]
fn each_name_and_account_is_replaced_and_put_back() {
    let (name, account) = ("parity-0000070001", "987654321098");
    for (text, sent) in [
        ("", ""),
        ("A=parity-0000000000", "A=parity-0000070001"),
        ("parity-0000000000parity-0000000000", "parity-0000070001parity-0000070001"),
        ("A=parity-0000000000-1&B=123456789012", "A=parity-0000070001-1&B=987654321098"),
        ("A=parity-000000000&B=12345678901", "A=parity-000000000&B=12345678901"),
    ] {
        let step = Step::Text(text.to_owned());
        assert_eq!(step.sent(name, account), sent.as_bytes(), "{text}");
        assert_eq!(received(sent.as_bytes(), name, account), text.as_bytes(), "{text}");
    }
}

#[test]
fn bytes_that_are_not_a_text_stay_bytes() {
    assert_eq!(Step::new(b"A=b".to_vec()), Step::Text("A=b".to_owned()));
    assert_eq!(Step::new(b"A=\xFF".to_vec()), Step::Bytes(b"A=\xFF".to_vec()));
    assert_eq!(Step::new(b"A=\xFF".to_vec()).bytes(), b"A=\xFF");
    let keep: BTreeMap<_, _> = [("id".to_owned(), "Arn".to_owned())].into();
    let kept = Step::Kept { text: "A=b".to_owned(), keep: keep.clone() };
    assert_eq!((kept.bytes(), kept.keep()), (&b"A=b"[..], Some(&keep)));
    assert_eq!(Step::Text(String::new()).keep(), None);
}

#[test]
fn one_of_the_policies_of_aws_takes_the_place_of_any_other() {
    for (given, taken) in [
        ("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ("arn:aws:iam::aws:policy/", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ("arn:aws:iam::aws:policy", "arn:aws:iam::aws:policy"),
        ("arn:aws:iam::123456789012:policy/a", "arn:aws:iam::123456789012:policy/a"),
        ("x arn:aws:iam::aws:policy/a", "x arn:aws:iam::aws:policy/a"),
    ] {
        assert_eq!(existing(given), taken);
    }
}
