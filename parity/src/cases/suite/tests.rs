//! What the files give.

use std::collections::BTreeSet;

use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use iam_codec::{Action, sts};

use super::*;

/// Operations that succeed only with what no test has, such as the codes of a device.
const NEVER_SUCCEED: &[&str] = &[
    // A partner of AWS asks for a delegation; nobody else can make one.
    "AcceptDelegationRequest",
    "AssociateDelegationRequest",
    // The caller's own password: the made-up keys belong to no user.
    "ChangePassword",
    "CreateDelegationRequest",
    // The codes of a device.
    "DeactivateMFADevice",
    // The account that manages an organization.
    "DisableOrganizationsRootCredentialsManagement",
    "DisableOrganizationsRootSessions",
    "EnableMFADevice",
    "EnableOrganizationsRootCredentialsManagement",
    "EnableOrganizationsRootSessions",
    "GenerateOrganizationsAccessReport",
    "GetDelegationRequest",
    "GetHumanReadableSummary",
    "GetMFADevice",
    "GetOrganizationsAccessReport",
    "ListOrganizationsFeatures",
    "RejectDelegationRequest",
    "ResyncMFADevice",
    "SendDelegationToken",
    "UpdateDelegationRequest",
    // An instance of IAM Identity Center.
    "UpdateOpenIDConnectProvider",
];

/// Operations without parameters that find what they need in every account; and the report, which
/// cannot be removed again once it was made.
const NEVER_REFUSED: &[&str] = &[
    "GenerateCredentialReport",
    "GetAccountProperties",
    "GetAccountSummary",
    "GetCredentialReport",
    "ListOpenIDConnectProviders",
    "ListSAMLProviders",
];

/// The operations without a settled case whose expected answer is such.
fn operations_without(is_such: fn(&Expect) -> bool) -> Vec<&'static str> {
    let suite = Suite::built_in();
    let settled = |case: &&Case| case.basis() != Basis::Unsettled;
    let cases = suite.cases.iter().filter(settled);
    let such: BTreeSet<_> =
        cases.filter(|case| is_such(&case.template.expect)).map(Case::operation).collect();
    actions().into_iter().filter(|operation| !such.contains(operation)).collect()
}

fn actions() -> Vec<&'static str> {
    let mut actions: Vec<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    actions.sort_unstable();
    actions
}

#[test]
fn a_case_is_in_the_section_that_its_number_names() {
    let mut text = "theme = \"mine\"\nsections = { 1 = \"First\", 12 = \"Twelfth\" }\n".to_owned();
    for number in ["1.2", "12.1", "2.1"] {
        text += &format!("[[case]]\nnumber = \"{number}\"\ntitle = \"a\"\nsource = \"b\"\n");
        text += "basis = \"inferred\"\nsend = { Action = \"GetUser\" }\n";
    }
    let mut suite = Suite::default();
    suite.add(&text).unwrap();
    let sections: Vec<_> = suite.cases().iter().map(|case| suite.section(case)).collect();
    assert_eq!(sections, [Some(("mine/1", "First")), Some(("mine/12", "Twelfth")), None]);
}

/// A resource that no call names costs every run, and may be one that the server does not have.
#[test]
fn complete_requests_need_what_they_name_and_nothing_more() {
    let suite = Suite::built_in();
    let complete = |case: &&Case| case.template.title == "with all members";
    let mut policies = 0;
    for case in suite.cases().iter().filter(complete) {
        let words = format!("{:?}", case.template.send);
        let named: BTreeSet<_> =
            words.split("${").skip(1).filter_map(|word| word.split('}').next()).collect();
        let needed = |name: &str| case.template.needs.iter().any(|need| need == name);
        assert_eq!(needed("policy"), named.contains("policy"), "{}", case.number());
        policies += usize::from(needed("policy"));
    }
    assert!(policies > 0, "no complete request names a policy");
}

/// Rows that give no case are not seen by any run.
#[test]
fn the_rows_give_this_many_cases_of_each_theme_and_basis() {
    let (mut themes, mut bases) = (BTreeMap::new(), BTreeMap::new());
    for case in Suite::built_in().cases() {
        *themes.entry(case.theme.clone()).or_insert(0) += 1;
        *bases.entry(format!("{:?}", case.template.basis)).or_insert(0) += 1;
    }
    let listed = |counts: BTreeMap<String, usize>| {
        counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>()
    };
    assert_eq!(
        listed(themes).join(", "),
        "conflicts 37, constraints 316, creates 106, effects 53, lists 79, neighbours 388, \
         operations 316, pages 108, parsing 46, policies 71, reads 43, routing 25, \
         sts-identities 13, sts-routing 14, sts-sessions 57, sts-tokens 32, tags 190, texts 136"
    );
    assert_eq!(
        listed(bases).join(", "),
        "Documented 1226, Emulators 140, Inferred 83, Recorded 538, Unsettled 43"
    );
}

/// The texts of a value of TOML, without the names before them.
fn texts_of(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::String(text) => vec![text],
        toml::Value::Array(array) => array.iter().flat_map(texts_of).collect(),
        toml::Value::Table(table) => table.values().flat_map(texts_of).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_sentence_of_a_row_is_in_a_case() {
    let (suite, mut lost) = (Suite::built_in(), Vec::new());
    for (name, text) in FILES {
        let theme = read(text).unwrap().theme;
        let cases: Vec<_> = suite.cases.iter().filter(|case| case.theme == theme).collect();
        let words = format!("{cases:?}");
        let file: toml::Table = text.parse().unwrap();
        for kind in ["operation", "list", "change", "case"] {
            for text in file.get(kind).iter().flat_map(|rows| texts_of(rows)) {
                // Single words are names of members, or what the rules for all answers use.
                let is_sentence = text.contains(' ');
                let text = format!("{text:?}");
                if is_sentence && !words.contains(text.trim_matches('"')) {
                    lost.push(format!("{name}: {kind}: {text}"));
                }
            }
        }
    }
    assert_eq!(lost, [""; 0]);
}

#[test]
fn every_operation_has_a_case_that_succeeds_and_one_that_is_refused() {
    assert_eq!(Action::ALL.len(), 181);
    assert_eq!(
        operations_without(|expect| !expect.is_error() && !expect.any_answer),
        NEVER_SUCCEED
    );
    assert_eq!(operations_without(Expect::is_error), NEVER_REFUSED);
}

/// Operations of STS to which nobody has published an answer.
const NOT_RECORDED: [&str; 3] =
    ["DecodeAuthorizationMessage", "GetDelegatedAccessToken", "GetScopedCredentials"];

#[test]
fn every_operation_of_sts_whose_answers_are_known_has_a_case() {
    let suite = Suite::built_in();
    let has_case = |name: &&str| suite.cases.iter().any(|case| case.operation == **name);
    let actions = sts::Action::ALL.iter().map(|action| action.as_str());
    let without: Vec<_> = actions.filter(|name| !has_case(name)).collect();
    assert_eq!(without, NOT_RECORDED);
    let of_sts = suite.cases.iter().filter(|case| case.theme.starts_with("sts-"));
    assert_eq!(of_sts.count(), 116);
}

#[test]
fn every_operation_has_a_row() {
    let rows = Suite::built_in().operations;
    let mut named: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    named.sort_unstable();
    assert_eq!(named, actions());
}

/// A row that plans fewer calls asks less, and no run tells.
#[test]
fn the_plans_have_this_many_calls_and_expectations() {
    let suite = Suite::built_in();
    let mut counts = [0; 9];
    for case in suite.cases() {
        let plan = suite.plan(case).unwrap();
        let reads = plan.given.iter().chain(&plan.reads);
        let expects = reads.map(|read| &read.expect).chain([&plan.expect]);
        let found = [
            plan.setup.len(),
            plan.setup.iter().filter(|call| call.undo.is_some()).count(),
            plan.given.len(),
            plan.reads.len(),
            plan.cleanup.len(),
            usize::from(plan.stored.is_some_and(|stored| stored.tags.is_some())),
            plan.setup.iter().chain([&plan.request]).map(|call| call.keep.len()).sum(),
            expects.clone().map(|expect| expect.elements.len()).sum(),
            expects.filter(|expect| expect.is_error()).count(),
        ];
        for (count, found) in counts.iter_mut().zip(found) {
            *count += found;
        }
    }
    let [setup, undone, given, reads, cleanup, stored, kept, elements, refused] = counts;
    assert_eq!(
        format!(
            "set-up {setup}, undone {undone}, given {given}, reads {reads}, cleanup {cleanup}, stored {stored}, \
             kept {kept}, elements {elements}, refused {refused}"
        ),
        "set-up 3462, undone 2055, given 388, reads 664, cleanup 1093, stored 791, kept 1342, elements 1683, refused 828"
    );
}

#[test]
fn filters_of_rules_leave_cases_alone_and_filters_of_cases_leave_no_rule() {
    let all = Suite::built_in();
    let (cases, rules) = (all.cases.len(), all.checks.len());
    let tags = all.cases.iter().filter(|case| case.theme == "tags").count();
    for (filters, left) in [
        (&[][..], Ok((cases, rules))),
        (&["layout"], Ok((cases, rules))),
        (&["layout/1.1"], Ok((cases, 1))),
        (&["layout/1"], Ok((cases, 7))),
        (&["tags"], Ok((tags, 0))),
        (&["tags", "layout/1.1"], Ok((tags, 1))),
        (&["tags", "layout"], Ok((tags, rules))),
        (&["tags/1.1.1", "tags/1.1.2", "tags/1.1.1"], Ok((2, 0))),
        (&["tag"], Err("tag")),
        (&["tags", "tags/99"], Err("tags/99")),
        (&["layout/99"], Err("layout/99")),
        (&["layouts"], Err("layouts")),
    ] {
        let mut suite = all.clone();
        let retained = suite.retain(filters).map(|()| (suite.cases.len(), suite.checks.len()));
        let unknown = |filter| format!("no case has the number or operation {filter}");
        assert_eq!(retained, left.map_err(unknown), "{filters:?}");
    }
}

#[test]
fn a_theme_whose_name_only_begins_as_another_is_a_theme_of_its_own() {
    for theme in ["layouts", "layout-1", "layout.1", "tags-of-mine", "tag"] {
        let mut suite = Suite::built_in();
        let head = "title = \"a\"\nbasis = \"documented\"\nsource = \"b\"\n";
        let case =
            format!("[[case]]\nnumber = \"1.1\"\n{head}send = {{ Action = \"ListUsers\" }}\n");
        suite.add(&format!("theme = \"{theme}\"\n{case}")).unwrap();
        for filter in [theme.to_owned(), format!("{theme}/"), format!("{theme}/1.1")] {
            let mut suite = suite.clone();
            suite.retain(&[&filter]).unwrap();
            let numbers: Vec<_> = suite.cases.iter().map(crate::Case::number).collect();
            assert_eq!(
                (numbers, suite.checks.len()),
                (vec![format!("{theme}/1.1")], 0),
                "{filter}"
            );
        }
    }
}

#[test]
fn a_case_is_about_the_operation_that_its_request_names() {
    let operation = |text: &str| {
        let mut suite = Suite::built_in();
        let head = "theme = \"mine\"\n[[case]]\nnumber = \"1\"\ntitle = \"a\"\nbasis = \"inferred\"\nsource = \"b\"\n";
        suite.add(&format!("{head}{text}")).unwrap();
        let case = suite.cases.last().unwrap();
        (case.operation.clone(), case.number(), case.title().to_owned())
    };
    for (text, name) in [
        ("send = { Action = \"GetUser\" }", "GetUser"),
        ("raw = { body = \"A=b&Action=GetUser&C=d\" }", "GetUser"),
        ("raw = { query = \"Action=GetUser\", body = \"Action=GetRole\" }", "GetUser"),
        ("send = { Action = \"GetUser\" }\nraw = { query = \"Action=GetRole\" }", "GetUser"),
        ("raw = { body = \"Action=Get%55ser\" }", "GetUser"),
        ("raw = { body = \"action=GetUser\" }", ""),
        ("send = { A = \"b\" }", ""),
        ("", ""),
    ] {
        assert_eq!(
            operation(text),
            (name.to_owned(), "mine/1".to_owned(), "a".to_owned()),
            "{text}"
        );
    }
    let typed = operation("types = [\"role\"]\nsend = { Action = \"Tag${Type}\" }");
    assert_eq!(typed, ("TagRole".to_owned(), "mine/1.2".to_owned(), "a (role)".to_owned()));
    let made = operation("types = [\"user\"]\ncreate = {}");
    assert_eq!(made.0, "CreateUser");
}

#[test]
fn numbers_and_themes_are_plain_and_no_number_is_there_twice() {
    let added = |theme: &str, numbers: &[&str]| {
        let case = |number: &&str| {
            format!(
                "[[case]]\nnumber = \"{number}\"\ntitle = \"a\"\nbasis = \"inferred\"\nsource = \"b\"\n"
            )
        };
        let cases: String = numbers.iter().map(case).collect();
        Suite::default().add(&format!("theme = \"{theme}\"\n{cases}"))
    };
    let plain =
        "line 2: a theme and a number consist of A-Z a-z 0-9 . _ -, without two dots in a row";
    for (theme, number, is_fine) in [
        ("mine", "1.1", true),
        ("My-1_a.b", "x", true),
        ("", "1", false),
        ("mine", "", false),
        ("mine", "1..1", false),
        ("..", "1", false),
        (".", "1", false),
        ("mine", ".", false),
        ("mi/ne", "1", false),
        ("mine", "1 ", false),
        ("mïne", "1", false),
    ] {
        let wanted = if is_fine { Ok(()) } else { Err(plain.to_owned()) };
        assert_eq!(added(theme, &[number]), wanted, "{theme} {number}");
    }
    let twice = added("mine", &["1", "2", "1"]).unwrap_err();
    assert_eq!(twice, "line 12: mine/1: the number is there twice");
}
