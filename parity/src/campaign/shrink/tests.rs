//! How far sequences, steps and texts become smaller.

use super::*;

#[test]
fn leaves_only_what_matters() {
    let items: Vec<u32> = (0..100).collect();
    let mut tries = 0;
    let left = reduce(items, &mut |items| {
        tries += 1;
        Some(items.contains(&17) && items.contains(&63))
    });
    assert_eq!(left, [17, 63]);
    assert!(tries < 100, "{tries}");
}

#[test]
fn a_step_that_is_needed_no_longer_is_left_out_too() {
    let step = |text: &str| Step::Text(text.to_owned());
    let mut last = Vec::new();
    // `a` is needed by `b` alone, and `b` by nothing.
    let mut holds = |steps: &[Step]| {
        let has = |text| steps.contains(&step(text));
        let holds = has("c") && (has("a") || !has("b"));
        if holds {
            last = steps.to_vec();
        }
        Some(holds)
    };
    assert!(leave_out_each(vec![step("a"), step("b"), step("c")], &mut holds));
    assert_eq!(last, [step("c")]);
    assert!(!leave_out_each(vec![step("a")], &mut |_| None));
}

#[test]
fn a_sequence_is_played_only_so_often_while_its_steps_shrink() {
    let step = Step::Text("A=b".to_owned());
    // Written anew, and without its only pair: two plays of a step.
    for (count, plays) in [(1, 2), (99, 198), (100, PLAYS), (101, PLAYS)] {
        let (mut steps, mut played) = (vec![step.clone(); count], 0);
        shrink_steps(&mut steps, true, &mut |_| {
            played += 1;
            Some(false)
        });
        assert_eq!((count, played), (count, plays));
    }
    let (mut steps, mut played) = (vec![step], 0);
    shrink_steps(&mut steps, false, &mut |_| {
        played += 1;
        Some(true)
    });
    assert_eq!(played, 0, "the steps of a scenario stay whole");
}

#[test]
fn asks_no_more_when_the_time_is_over() {
    let mut tries = 0;
    let mut holds = |items: &[u32]| {
        tries += 1;
        (tries < 5).then_some(!items.is_empty())
    };
    assert_eq!(reduce((0..100).collect(), &mut holds), (75..100).collect::<Vec<_>>());
    assert_eq!(tries, 5);
}

#[test]
fn shortens_texts_and_makes_them_plain() {
    let node = ParamTree::of("A=1&Tags.member.1.Key=x&Tags.member.2.Key=ab%C3%A9cd".as_bytes());
    let small = shrink_node(node.unwrap(), &mut |node| Some(node.body().contains("%C3%A9")));
    assert_eq!(small.body(), "Tags.member.1.Key=%C3%A9");
    let long = ParamTree::Text("東京xyz".to_owned());
    let is_long = |node: &ParamTree| matches!(node, ParamTree::Text(t) if t.chars().count() > 2);
    let short = shrink_node(long, &mut |node| Some(is_long(node)));
    assert_eq!(short, ParamTree::Text("aaa".to_owned()));
}

/// The smallest text that was found, where each one holds that this says so of.
fn shortest(text: &str, is_such: fn(&str) -> bool) -> String {
    let mut holds = |node: &ParamTree| Some(matches!(node, ParamTree::Text(text) if is_such(text)));
    shrink_text(text.to_owned(), &mut holds)
}

#[test]
fn a_text_becomes_as_short_and_as_plain_as_it_can_be() {
    type Row = (&'static str, fn(&str) -> bool, &'static str);
    let rows: &[Row] = &[
        ("xyz", |_| true, ""),
        ("xyz", |text| !text.is_empty(), "a"),
        ("aaa", |text| text == "aaa", "aaa"),
        ("a!a", |text| text.contains('!'), "!"),
        ("x!y", |text| text.len() == 3 && text.contains('!'), "a!a"),
        // Up to eight characters are tried one by one.
        ("bcdef!h", |text| text.len() == 7 && text.contains('!'), "aaaaa!a"),
        ("bcdef!hi", |text| text.len() == 8 && text.contains('!'), "aaaaa!aa"),
        ("bcdef!hij", |text| text.len() == 9 && text.contains('!'), "bcdef!hij"),
        // A longer one is made plain at once or not at all.
        ("bcdefghij", |text| text.len() == 9, "aaaaaaaaa"),
        // Names and documents mean something as a whole.
        ("x-parity-0000000000", |_| true, "x-parity-0000000000"),
        ("a\nb", |_| true, "a\nb"),
        ("a{b", |_| true, "a{b"),
        ("a<b", |_| true, "a<b"),
        ("parity-1}>", |_| true, ""),
    ];
    for (text, is_such, left) in rows {
        assert_eq!(shortest(text, *is_such), *left, "{text}");
    }
}

/// The rest of a step whose cause is that it contains this.
fn smallest(step: Step, needed: &'static [u8]) -> Step {
    shrink_step(step, &mut |step| Some(memchr::memmem::find(step.bytes(), needed).is_some()))
}

#[test]
fn each_kind_of_step_becomes_smaller() {
    let text = |text: &str| Step::Text(text.to_owned());
    for (step, needed, left) in [
        (text("Action=A&B=xyz&C=1"), &b"B="[..], text("B=")),
        (text("Action=A&B.member.1=x&B.member.2=y"), b"=y", text("B.member.1=y")),
        (text("Action=A&B.entry.1.key=x&B.entry.1.value=y"), b"value=y", text("B.entry.1.value=y")),
        // The cause is in the spelling, which is lost when the values are written anew.
        (text("A=1&B=%7e&C=2"), b"%7e", text("B=%7e")),
        (text("A=1&B.member.2=x&C=2"), b"member.2", text("B.member.2=x")),
        (Step::Bytes(b"A=1&B=\xFF&C=2".to_vec()), b"\xFF", Step::Bytes(b"B=\xFF".to_vec())),
        (text("A=1"), b"", text("")),
    ] {
        assert_eq!(smallest(step.clone(), needed), left, "{step:?}");
    }
}

#[test]
fn steps_that_later_ones_need_parts_of_stay_whole() {
    let kept = Step::Kept { text: "A=1&B=2".to_owned(), keep: Default::default() };
    let mut steps = [kept.clone(), Step::Text("A=1&B=2".to_owned())];
    shrink_steps(&mut steps, true, &mut |_| Some(true));
    assert_eq!(steps, [kept, Step::Text(String::new())]);
}

#[test]
fn the_last_step_becomes_small_first_and_each_is_tried_beside_the_others() {
    let step = |text: &str| Step::Text(text.to_owned());
    let mut steps = [step("A=xy"), step("B=xy")];
    let mut tried = Vec::new();
    shrink_steps(&mut steps, true, &mut |steps| {
        let texts: Vec<_> =
            steps.iter().map(|step| String::from_utf8_lossy(step.bytes())).collect();
        tried.push(texts.join(" "));
        Some(texts[0].starts_with("A=") && texts[1].starts_with("B="))
    });
    assert_eq!(steps, [step("A="), step("B=")]);
    let first = tried.iter().position(|tried| !tried.starts_with("A=xy ")).unwrap();
    assert!(tried[..first].iter().any(|tried| tried == "A=xy B="), "{tried:?}");
    assert!(tried[first..].iter().all(|tried| tried.ends_with(" B=")), "{tried:?}");
}

#[test]
fn runs_are_left_out_from_the_longest_on() {
    let mut tried = Vec::new();
    let left = reduce(vec![1, 2, 3, 4], &mut |items| {
        tried.push(items.to_vec());
        Some(items.contains(&3))
    });
    assert_eq!(left, [3]);
    assert_eq!(tried, [&[][..], &[3, 4], &[], &[4], &[3]]);
    assert_eq!(reduce(Vec::<u8>::new(), &mut |_| Some(true)), [0_u8; 0]);
}

#[test]
fn without_time_a_step_keeps_its_spelling() {
    let step = Step::Text("B=%7e&A.member.1=c".to_owned());
    assert_eq!(shrink_step(step.clone(), &mut |_| None), step);
}
