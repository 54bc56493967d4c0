//! Results that cases write out as a whole.

use super::faults::{FAULTS, element, finding, findings, places, within};
use crate::cases::expect::Expect;
use crate::cases::suite::Suite;
use crate::exchange::xml::Element;
use crate::judge::kind::DifferenceKind;
use crate::judge::result::compare_result;
use crate::text::value::{Map, Value};

/// The results of all cases, as their files have them.
fn results(suite: &Suite) -> Vec<(String, &Expect, &Map)> {
    let of_case = |case: &crate::Case| case.number();
    let cases = suite.cases.iter().map(|case| (of_case(case), &case.template.expect));
    cases.filter_map(|(number, expect)| Some((number, expect, expect.result.as_ref()?))).collect()
}

#[test]
fn every_fault_of_an_element_of_a_result_is_one_finding() {
    let suite = Suite::built_in();
    let mut tried = [0; FAULTS.len()];
    for (number, expect, result) in results(&suite) {
        let right = element("Result", &Value::Map(result.clone())).unwrap();
        let judged = |root: &Element| {
            let mut differences = Vec::new();
            compare_result(result, expect.ordered, root, &mut differences);
            findings(differences)
        };
        assert_eq!(judged(&right), [], "{number}");
        let mut all = Vec::new();
        places("result", &[], result, &mut all);
        for place in &all {
            for ((fault, change), tried) in FAULTS.iter().zip(&mut tried) {
                let mut root = right.clone();
                let (children, index) = within(&mut root, &place.indices);
                if let Some(finding) = change(place, children, index) {
                    assert_eq!(judged(&root), [finding], "{number} {}: {fault}", place.at);
                    *tried += 1;
                }
            }
        }
    }
    assert!(tried.iter().all(|tried| *tried > 60), "{tried:?}");
}

/// What can be wrong with a list of tags.
type TagFault = (&'static str, DifferenceKind, fn(&mut Vec<Element>));

const TAG_FAULTS: [TagFault; 5] = [
    ("one fewer", DifferenceKind::Tags, |tags| drop(tags.pop())),
    ("one twice", DifferenceKind::Tags, |tags| tags.extend(tags.last().cloned())),
    ("another value", DifferenceKind::Tags, |tags| tags[0].children[0].text += "!"),
    ("another key", DifferenceKind::Tags, |tags| tags[0].children[1].text += "!"),
    ("another order", DifferenceKind::ListOrder, |tags| tags.reverse()),
];

/// The tags as findings show them, if they are ten at most.
fn shown(tags: &[Element]) -> String {
    let shown = tags.iter().map(|tag| {
        let [value, key] = &*tag.children else { panic!("{tag:?}") };
        format!("{}={}", key.text, value.text)
    });
    format!("{{{}}}", shown.collect::<Vec<_>>().join(", "))
}

#[test]
fn every_fault_of_the_tags_of_a_result_is_one_finding() {
    let suite = Suite::built_in();
    let mut tried = 0;
    for (number, expect, result) in results(&suite) {
        let right = element("Result", &Value::Map(result.clone())).unwrap();
        let mut all = Vec::new();
        places("result", &[], result, &mut all);
        for place in all.iter().filter(|place| place.at.ends_with("/Tags")) {
            for (fault, kind, change) in TAG_FAULTS {
                let mut root = right.clone();
                let (children, index) = within(&mut root, &place.indices);
                let tags = &mut children[index].children;
                let (expected, count) = (shown(tags), tags.len());
                if !(1..10).contains(&count) {
                    continue;
                }
                change(tags);
                let is_order = kind == DifferenceKind::ListOrder;
                let at = if is_order { format!("{}: order", place.at) } else { place.at.clone() };
                // The order is compared where it is known.
                let is_found = !is_order || (expect.ordered && count > 1);
                let finding = is_found.then(|| finding(kind, &at, &expected, &shown(tags)));
                let mut differences = Vec::new();
                compare_result(result, expect.ordered, &root, &mut differences);
                let wanted: Vec<_> = finding.into_iter().collect();
                assert_eq!(findings(differences), wanted, "{number} {}: {fault}", place.at);
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "{tried}");
}
