//! Sequences that follow cases: their order, and which cases they follow.

use super::*;

#[test]
fn each_group_comes_before_the_first_comes_again_and_each_case_once() {
    let scenarios = Scenarios::new(&Suite::built_in());
    for seed in [0, 5] {
        let plan = |number| scenarios.plan(seed, number);
        let first = scenarios.rounds[0].len();
        let groups: BTreeSet<_> = (0..first).map(plan).map(group).collect();
        assert_eq!(groups.len(), first, "seed {seed}");
        let all: BTreeSet<_> = (0..scenarios.len()).map(|n| std::ptr::from_ref(plan(n))).collect();
        assert_eq!(all.len(), scenarios.len(), "seed {seed}");
    }
}

#[test]
fn requests_are_those_of_the_cases_until_each_was_sent() {
    let scenarios = Scenarios::new(&Suite::built_in());
    let bytes = [1; 4096];
    let of = |number| scenarios.sequence(3, number, &mut Unstructured::new(&bytes));
    for number in 0..40 {
        let plain = step(&scenarios.plan(3, number).request);
        assert!(of(number).steps.contains(&plain), "{plain:?}");
    }
    assert!((0..40).any(|number| of(number) != of(number + scenarios.len())));
}

#[test]
fn only_cases_that_are_told_by_their_bodies_are_followed() {
    let is_followed = |text: &str| {
        let head = "theme = \"mine\"\n[[case]]\nnumber = \"1\"\ntitle = \"a\"\nsource = \"b\"\n";
        let mut suite = Suite::default();
        suite.add(&format!("{head}{text}")).unwrap();
        is_playable(&suite.cases[0])
    };
    let send = "basis = \"inferred\"\nsend = { Action = \"GetUser\" }\n";
    assert!(is_followed(send));
    for more in [
        "raw = { body = \"A=b\" }",
        "raw = { query = \"A=b\" }",
        "raw = { method = \"GET\" }",
        "raw = { headers = { A = \"b\" } }",
        "by = \"session\"",
        "before = [{ send = { Action = \"GetUser\" }, by = \"session\" }]",
        "expect = { any_answer = true }",
    ] {
        assert!(!is_followed(&format!("{send}{more}\n")), "{more}");
    }
    assert!(is_followed(&format!("{send}before = [{{ send = {{ Action = \"GetUser\" }} }}]\n")));
    assert!(!is_followed(&send.replace("inferred", "unsettled")));
    assert!(!is_followed(&send.replace("GetUser", "GetCallerIdentity")));
}

#[test]
fn a_case_is_followed_if_it_shows_something_or_is_refused_and_is_short() {
    let mut suite = Suite::built_in();
    let known = suite.cases.len();
    let long = "a".repeat(LONGEST);
    let head = "title = \"a\"\nbasis = \"inferred\"\nsource = \"b\"\n";
    let cases = [
        ("send = { Action = \"GetUser\" }", true),
        ("send = { Action = \"ListUsers\" }", true),
        // Nothing shows what it does.
        ("send = { Action = \"ChangePassword\" }", false),
        ("send = { Action = \"ChangePassword\" }\nexpect = { refused = true }", true),
        (
            "send = { Action = \"ChangePassword\" }\nthen = [{ send = { Action = \"GetUser\" } }]",
            true,
        ),
        ("types = [\"user\"]\nsend = { Action = \"TagUser\" }", true),
    ];
    let mut text = "theme = \"mine\"\n".to_owned();
    for (number, (case, _)) in cases.iter().enumerate() {
        text += &format!("[[case]]\nnumber = \"{number}\"\n{head}{case}\n");
    }
    text += &format!(
        "[[case]]\nnumber = \"long\"\n{head}send = {{ Action = \"GetUser\", UserName = \"{long}\" }}\n"
    );
    suite.add(&text).unwrap();
    let followed: Vec<_> =
        suite.cases[known..].iter().map(|case| plan(&suite, case).is_some()).collect();
    let wanted: Vec<_> = cases.iter().map(|(_, is_followed)| *is_followed).chain([false]).collect();
    assert_eq!(followed, wanted);
}

#[test]
fn a_body_of_100000_bytes_is_short_enough() {
    let mut suite = Suite::built_in();
    let known = suite.cases.len();
    let start = "Action=GetUser&Version=2010-05-08&UserName=".len();
    let mut text = "theme = \"mine\"\n".to_owned();
    for length in [99_999, 100_000, 100_001] {
        let name = "a".repeat(length - start);
        text += &format!(
            "[[case]]\nnumber = \"{length}\"\ntitle = \"a\"\nbasis = \"inferred\"\nsource = \"b\"\n\
             send = {{ Action = \"GetUser\", UserName = \"{name}\" }}\n"
        );
    }
    suite.add(&text).unwrap();
    let followed: Vec<_> =
        suite.cases[known..].iter().map(|case| plan(&suite, case).is_some()).collect();
    assert_eq!(followed, [true, true, false]);
}

#[test]
fn a_scenario_prepares_sends_and_reads() {
    let mut suite = Suite::built_in();
    suite.retain(&["tags/1.1.3"]).unwrap();
    let scenarios = Scenarios::new(&suite);
    assert_eq!((scenarios.len(), scenarios.groups.len(), scenarios.rounds.len()), (1, 1, 1));
    let Sequence { resource, steps } = scenarios.sequence(0, 0, &mut Unstructured::new(&[]));
    assert_eq!(resource, "");
    let kept: Vec<_> =
        steps.iter().map(|step| step.keep().map(|keep| keep["id"].clone())).collect();
    assert_eq!(kept, [Some("Policy/Arn".to_owned()), None, None]);
    let actions: Vec<_> = steps
        .iter()
        .map(|step| Params::parse(step.bytes()).unwrap().get("Action").unwrap().to_owned())
        .collect();
    assert_eq!(actions, ["CreatePolicy", "TagPolicy", "ListPolicyTags"]);
    let create = String::from_utf8_lossy(steps[0].bytes()).into_owned();
    assert!(create.contains("PolicyName=parity-0000000000-"), "{create}");
    let tag = String::from_utf8_lossy(steps[1].bytes()).into_owned();
    assert!(tag.contains("PolicyArn=%24%7Bid%7D"), "{tag}");
}

#[test]
fn further_members_are_not_given_ones_and_rename_nothing() {
    let scenarios = Scenarios::new(&Suite::built_in());
    let (mut longer, mut same) = (0, 0);
    for number in 0..400 {
        let planned = &scenarios.plan(0, number).request;
        let mut bytes = vec![1; 4096];
        fastrand::Rng::with_seed(number as u64).fill(&mut bytes[1..]);
        let plain = step(planned);
        let Ok(varied) = varied(planned, &mut Unstructured::new(&bytes)) else { continue };
        assert_eq!(varied.keep(), plain.keep());
        let (Ok(before), Ok(after)) = (Params::parse(plain.bytes()), Params::parse(varied.bytes()))
        else {
            continue;
        };
        let tops = |params: &Params<'_>| -> BTreeSet<String> {
            params.iter().map(|p| p.name().split('.').next().unwrap().to_owned()).collect()
        };
        let given = before.iter().count();
        assert!(
            after.iter().zip(&before).all(|(a, b)| (a.name(), a.value()) == (b.name(), b.value()))
        );
        for param in after.iter().skip(given) {
            let top = param.name().split('.').next().unwrap();
            assert!(!tops(&before).contains(top) && !top.starts_with("New"), "{top}");
        }
        longer += usize::from(after.iter().count() > given);
        same += usize::from(after.iter().count() == given);
    }
    assert!(longer > 50 && same > 50, "{longer} {same}");
}
