//! Which filters name a case.

#[test]
fn a_filter_is_a_number_its_beginning_or_the_operation() {
    let mut suite = crate::Suite::built_in();
    suite.retain(&["tags/1.2.1"]).unwrap();
    let case = &suite.cases[0];
    for (filter, is_named) in [
        ("tags/1.2.1", true),
        ("tags/1.2", true),
        ("tags/1", true),
        ("tags", true),
        ("tags/", true),
        ("tags/1.", true),
        ("tags/1.2.1.", true),
        ("tags/1.2.10", false),
        ("tags/1.2.", true),
        ("tag", false),
        ("tags/1.2.1.1", false),
        ("1.2.1", false),
        (case.operation(), true),
        ("ListUser", false),
        ("listusertags", false),
    ] {
        assert_eq!(case.matches(filter), is_named, "{filter}");
    }
    assert_eq!((&*case.number(), case.operation()), ("tags/1.2.1", "ListUserTags"));
}
