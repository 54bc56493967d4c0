//! Actions and resource types by themselves.

use iam_codec::{Action, KeyCase, ResourceType, Tag};

#[test]
fn keys_of_users_and_roles_are_the_same_without_case() {
    for resource_type in ResourceType::ALL {
        let without_case = matches!(resource_type, ResourceType::User | ResourceType::Role);
        assert_eq!(resource_type.key_case() == KeyCase::Insensitive, without_case);
        // U+212A is a K of its own, and the lower case of U+0130 has two code points.
        for (a, b) in
            [("Dept", "dEPT"), ("É", "é"), ("\u{212A}", "k"), ("k", "\u{212A}"), ("İ", "i\u{307}")]
        {
            assert_eq!(resource_type.same_key(a, b), without_case, "{resource_type:?} {a} {b}");
        }
        for (a, b) in
            [("Dept", "Dept2"), ("Dept", "Dep"), ("é", "e"), ("ß", "ss"), ("K", "\u{212B}")]
        {
            assert!(!resource_type.same_key(a, b), "{resource_type:?} {a} {b}");
        }
        assert!(resource_type.same_key("é", "é") && resource_type.same_key("Dept", "Dept"));
    }
}

#[test]
fn a_stored_tag_is_replaced_where_it_is_and_a_new_one_comes_first() {
    let stored = |resource_type: ResourceType| {
        let mut stored = ["é", "Dept", "dept", "x"].map(|key| Tag::new(key, "")).to_vec();
        let added = ["É", "DEPT", "y", "Dept", "y"];
        let numbered = added.iter().zip(["1", "2", "3", "4", "5"]);
        resource_type.store_tags(&mut stored, numbered.map(|(key, n)| Tag::new(*key, n)));
        let shown = stored.iter().map(|tag| format!("{}={}", tag.key, tag.value));
        shown.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(stored(ResourceType::User), "y=3 y=5 É=1 Dept=4 dept= x=");
    assert_eq!(stored(ResourceType::Policy), "É=1 DEPT=2 y=3 y=5 é= Dept=4 dept= x=");
}

#[test]
fn an_action_in_another_case_is_unknown() {
    assert_eq!("TagUser".parse(), Ok(Action::TagUser));
    let error = "tagUser".parse::<Action>().unwrap_err();
    assert_eq!(error.to_string(), "unknown action");
}

#[test]
fn tags_are_listed_in_the_order_of_a_hash_map_where_keys_have_a_case() {
    for resource_type in ResourceType::ALL {
        let mut tags = ["z", "a", "b", "abc"].map(|key| Tag::new(key, ""));
        resource_type.sort_tags(&mut tags);
        let listed = match resource_type.key_case() {
            KeyCase::Sensitive => ["a", "b", "z", "abc"],
            _ => ["z", "a", "b", "abc"],
        };
        assert_eq!(tags.map(|tag| tag.key), listed, "{resource_type:?}");
    }
}
