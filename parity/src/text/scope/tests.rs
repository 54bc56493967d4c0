//! What placeholders become, and those that are wrong.

use super::*;

#[test]
fn repeats_a_text_up_to_a_limit_of_bytes() {
    let fill = |text| Scope::default().fill(text);
    assert_eq!(fill("b${ab*3}").as_deref(), Ok("bababab"));
    assert_eq!(fill("${é*10000000}").map(|text| text.len()), Ok(20_000_000));
    let more = "`${é*10000001}`: more than 20000000 bytes";
    assert_eq!(fill("${é*10000001}").unwrap_err(), more);
    assert_eq!(fill("${a*b}").unwrap_err(), "`${a*b}`: no number");
}

fn scope() -> Scope {
    let mut scope = Scope::default();
    scope.set("a", "x/é");
    scope.set("a b", "two");
    scope
}

#[test]
fn each_kind_of_placeholder_is_filled_and_escaped_where_it_is_sent_as_it_is() {
    for (text, filled, raw) in [
        ("", "", &b""[..]),
        ("a=b/é", "a=b/é", "a=b/é".as_bytes()),
        ("${a}", "x/é", b"x%2F%C3%A9"),
        ("1${a b}2${a b}3", "1two2two3", b"1two2two3"),
        ("${y*3}", "yyy", b"yyy"),
        ("${/*2}", "//", b"%2F%2F"),
        ("${y*0}", "", b""),
        ("${**2}", "**", b"%2A%2A"),
        ("${byte FF}${byte 0a}", "\u{FFFD}\u{FFFD}", b"\xFF\n"),
        ("${encoded a}", "x%2F%C3%A9", b"x%252F%25C3%25A9"),
        ("$a {a} $", "$a {a} $", b"$a {a} $"),
    ] {
        assert_eq!(scope().fill(text).as_deref(), Ok(filled), "{text}");
        assert_eq!(scope().fill_raw(text).as_deref(), Ok(raw), "{text}");
    }
}

#[test]
fn a_placeholder_that_is_wrong_is_named() {
    for (text, error) in [
        ("${b}", "`${b}` is not known"),
        ("${encoded b}", "`${b}` is not known"),
        ("a${a", "`a${a`: no `}` after `${`"),
        ("${byte G0}", "`${byte G0}`: no byte"),
        ("${byte 100}", "`${byte 100}`: no byte"),
        ("${a*-1}", "`${a*-1}`: no number"),
        ("${1..2}", "`${n}` is not known"),
    ] {
        assert_eq!(scope().fill(text), Err(error.to_owned()), "{text}");
        assert_eq!(scope().fill_raw(text), Err(error.to_owned()), "{text}");
    }
}

fn text(text: &str) -> Value {
    Value::text(text)
}

#[test]
fn a_range_gives_a_member_or_a_name_for_each_of_its_numbers() {
    let fill = |value: Value| scope().fill_value(&value);
    let list = |texts: &[&str]| Value::List(texts.iter().map(|one| text(one)).collect());
    assert_eq!(fill(list(&["k${1..3}"])), Ok(list(&["k1", "k2", "k3"])));
    assert_eq!(fill(list(&["a", "k${9..10}", "${a b}"])), Ok(list(&["a", "k9", "k10", "two"])));
    assert_eq!(fill(list(&["${3..2}"])), Ok(list(&[])));
    let tag = |key: &str, value: &str| {
        Value::Map(vec![("Key".to_owned(), text(key)), ("Value".to_owned(), text(value))])
    };
    let tags = Value::List(vec![tag("k${1..2}", "v${n}")]);
    assert_eq!(fill(tags), Ok(Value::List(vec![tag("k1", "v1"), tag("k2", "v2")])));
    let map = vec![("${a b}".to_owned(), text("1")), ("k${1..2}".to_owned(), text("v${n}"))];
    let filled = scope().fill_map(&map).unwrap();
    let pairs: Vec<_> = filled.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(pairs, ["two=1", "k1=v1", "k2=v2"]);
    // A list within a member has ranges of its own.
    let inner = Value::List(vec![list(&["${1..2}"])]);
    assert_eq!(fill(inner), Ok(Value::List(vec![list(&["1", "2"])])));
}

#[test]
fn a_range_ends_at_100000() {
    for (last, count) in [(99_999, Some(2)), (100_000, Some(3)), (100_001, None)] {
        let list = Value::List(vec![text(&format!("${{99998..{last}}}"))]);
        let filled = scope().fill_value(&list).ok().and_then(|value| match value {
            Value::List(members) => Some(members.len()),
            _ => None,
        });
        assert_eq!(filled, count, "{last}");
    }
}
