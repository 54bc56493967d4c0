//! Values as parameters, as texts, and as they are read from files.

use super::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(deserialize_with = "read_map")]
    of: Map,
    #[serde(default, deserialize_with = "read_some_map")]
    more: Option<Map>,
}

fn map(toml: &str) -> Map {
    toml::from_str::<File>(&format!("of = {toml}")).unwrap().of
}

#[test]
fn values_become_the_parameters_of_the_wire() {
    for (toml, body) in [
        ("{ A = \"b c\", B = 1, C = true, D = -2 }", "A=b+c&B=1&C=true&D=-2"),
        ("{ A = [\"x\", \"y\"] }", "A.member.1=x&A.member.2=y"),
        ("{ A = [] }", "A="),
        ("{ A = { B = \"c\", D = \"e\" } }", "A.B=c&A.D=e"),
        ("{ A = [{ B = \"c\" }, { B = \"d\" }] }", "A.member.1.B=c&A.member.2.B=d"),
        (
            "{ Tags = { k = \"v\", l = \"\" } }",
            "Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=l&Tags.member.2.Value=",
        ),
        ("{ Tags = {} }", "Tags="),
        ("{ Tags = \"x\" }", "Tags=x"),
        ("{ A = { Tags = { k = \"v\" } } }", "A.Tags.k=v"),
    ] {
        let wanted = body.replace('+', "%20");
        let sent = params(&map(toml)).encode().replace('+', "%20");
        assert_eq!(sent, wanted, "{toml}");
    }
}

#[test]
fn values_are_shown_as_readers_want_them() {
    for (toml, shown) in [
        ("{ A = \"b\" }", "{A=b}"),
        ("{ A = [\"x\", \"y\"], B = [] }", "{A=[x, y], B=[]}"),
        ("{ A = { B = \"c\", D = \"e\" }, F = {} }", "{A={B=c, D=e}, F={}}"),
    ] {
        assert_eq!(Value::Map(map(toml)).to_string(), shown);
    }
}

#[test]
fn a_table_is_read_where_one_is_expected_and_may_be_left_out() {
    let read = |text: &str| toml::from_str::<File>(text);
    assert_eq!(read("of = {}").unwrap().more, None);
    assert_eq!(read("of = {}\nmore = { a = 1 }").unwrap().more, Some(map("{ a = 1 }")));
    for (text, error) in [
        ("of = 1", "expected a table"),
        ("of = [\"a\"]", "expected a table"),
        ("of = {}\nmore = \"a\"", "expected a table"),
        (
            "of = { a = 1.5 }",
            "invalid type: floating point `1.5`, expected a text, a number, a truth value, a list or a table",
        ),
    ] {
        let Err(told) = read(text) else { panic!("{text}") };
        assert_eq!(told.message(), error, "{text}");
    }
}

#[test]
fn the_first_value_of_a_name_counts() {
    let twice = vec![("a".to_owned(), Value::text("1")), ("a".to_owned(), Value::text("2"))];
    assert_eq!(get(&twice, "a").and_then(Value::as_text), Some("1"));
    assert_eq!(get(&twice, "b"), None);
    assert_eq!(Value::List(Vec::new()).as_text(), None);
}
