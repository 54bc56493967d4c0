//! Calls and expectations with values that answers have given.

use super::*;

#[test]
fn values_are_escaped_in_bodies_and_a_variable_without_a_value_is_named() {
    let call = |body: &[u8]| {
        Call::received("POST".into(), "/".into(), "a=%24%7Bid%7D".into(), Vec::new(), body.into())
    };
    let mut bindings = Bindings::default();
    bindings.declare("id");
    let missing = bindings.call(&call(b"A=%24%7Bid%7D&B=\xff"));
    assert_eq!(missing.unwrap_err(), "no answer has given id");
    bindings.set("id", "a/b");
    let filled = bindings.call(&call(b"A=%24%7Bid%7D&B=\xff%24%7Bother%7D")).unwrap();
    assert_eq!(filled.body, b"A=a%2Fb&B=\xff%24%7Bother%7D");
    assert_eq!((&*filled.query, &*bindings.text("${id} ${other}")), ("a=a%2Fb", "a/b ${other}"));
}

#[test]
fn every_text_of_an_expectation_is_filled() {
    let mut bindings = Bindings::default();
    bindings.set("id", "x");
    bindings.declare("open");
    let text = |text: &str| Value::text(text);
    let map = |value: Value| vec![("${id}".to_owned(), value)];
    let expect = Expect {
        message: Some("no ${id} ${open}".to_owned()),
        violations: vec!["${id}: must not".to_owned()],
        result: Some(map(Value::List(vec![text("${id}"), Value::Map(map(text("${id}")))]))),
        elements: map(text("a${id}")),
        error: Some("404 ${id}".to_owned()),
        ordered: true,
        ..Expect::default()
    };
    let filled = bindings.expect(&expect);
    assert_eq!(filled.message.as_deref(), Some("no x ${open}"));
    assert_eq!(filled.violations, ["x: must not"]);
    let shown = |map: &Map| Value::Map(map.clone()).to_string();
    assert_eq!(filled.result.as_ref().map(shown).as_deref(), Some("{x=[x, {x=x}]}"));
    assert_eq!(shown(&filled.elements), "{x=ax}");
    // A code is never open.
    assert_eq!((filled.error.as_deref(), filled.ordered), (Some("404 ${id}"), true));
}

#[test]
fn a_variable_is_set_once_it_has_a_value_and_a_later_one_replaces_it() {
    let mut bindings = Bindings::default();
    bindings.declare("a");
    assert!(!bindings.is_set("a") && !bindings.is_set("b"));
    bindings.set("a", "1");
    bindings.declare("a");
    assert!(bindings.is_set("a"));
    bindings.set("a", "2");
    assert_eq!(bindings.text("${a}${a}$a"), "22$a");
}

#[test]
fn a_query_needs_its_variables_too_and_headers_are_filled_for_keys_alone() {
    let headers = vec![("Authorization".to_owned(), "${id}".to_owned())];
    let call = |query: &str| {
        Call::received("POST".into(), "/".into(), query.into(), headers.clone(), Vec::new())
    };
    let mut bindings = Bindings::default();
    bindings.declare("id");
    let needs = bindings.call(&call("a=%24%7Bid%7D"));
    assert_eq!(needs.unwrap_err(), "no answer has given id");
    bindings.set("id", "x");
    let filled = bindings.call(&call("a=%24%7Bid%7D")).unwrap();
    assert_eq!((&*filled.query, &*filled.headers[0].1), ("a=x", "${id}"));
    let keys = Keys { id: "${id}".to_owned(), secret: "s".to_owned(), token: None };
    let filled = bindings.call(&Call { keys: Some(keys), ..call("") }).unwrap();
    assert_eq!((&*filled.headers[0].1, &*filled.keys.unwrap().id), ("x", "x"));
}
