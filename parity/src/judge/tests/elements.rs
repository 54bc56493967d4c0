//! Elements that cases expect by their paths.

use super::faults::{FAULTS, Place, element, findings, named, within};
use crate::cases::expect::Expect;
use crate::cases::suite::Suite;
use crate::exchange::xml::{Element, steps};
use crate::judge::result::compare_elements;
use crate::text::value::Value;

/// A tree with the element of a path alone, and the indices that lead to it.
fn tree(path: &str, value: &Value) -> Option<(Element, Vec<usize>)> {
    let mut root = named("Result", "", Vec::new());
    let (mut holder, mut indices) = (&mut root, Vec::new());
    let steps = steps(path);
    for (step, number) in steps.iter().zip(1..) {
        let (name, condition) = step.split_once('[').unwrap_or((step, ""));
        let mut child = match number == steps.len() {
            true => element(name, value)?,
            false => named(name, "", Vec::new()),
        };
        match condition.trim_end_matches(']').split_once('=') {
            Some((".", text)) => child.text = text.to_owned(),
            // The element may say it itself.
            Some((part, _)) if child.child(part).is_some() => {}
            Some((part, text)) => child.children.push(named(part, text, Vec::new())),
            None => {}
        }
        indices.push(holder.children.len());
        holder.children.push(child);
        holder = holder.children.last_mut()?;
    }
    Some((root, indices))
}

/// The elements that cases and the reads after them expect by path.
fn elements(suite: &Suite) -> Vec<(String, bool, String, Value)> {
    let mut all = Vec::new();
    for case in &suite.cases {
        let plan = suite.plan(case).unwrap();
        let expects = plan.reads.iter().map(|read| &read.expect).chain([&plan.expect]);
        for Expect { elements, ordered, .. } in expects {
            let elements = elements.iter();
            all.extend(elements.map(|(at, v)| (case.number(), *ordered, at.clone(), v.clone())));
        }
    }
    all
}

/// Whether the last element is also the one by which its path chooses a member.
fn is_found_by_itself(path: &str) -> bool {
    let steps = steps(path);
    let [.., above, last] = &*steps else { return false };
    above.contains(&format!("[{last}="))
}

#[test]
fn every_fault_of_an_element_that_a_path_leads_to_is_one_finding() {
    let mut tried = [0; FAULTS.len()];
    for (number, ordered, path, value) in &elements(&Suite::built_in()) {
        let judged = |root: &Element| {
            let mut differences = Vec::new();
            compare_elements(
                &vec![(path.clone(), value.clone())],
                *ordered,
                root,
                &mut differences,
            );
            findings(differences)
        };
        let Some((right, indices)) = tree(path, value).filter(|_| !is_found_by_itself(path)) else {
            continue;
        };
        assert_eq!(judged(&right), [], "{number} {path}");
        let at = format!("result/{path}");
        let place = Place { indices, at, value, is_member: false };
        for ((fault, change), tried) in FAULTS.iter().zip(&mut tried) {
            let mut root = right.clone();
            let (children, index) = within(&mut root, &place.indices);
            let Some(finding) = change(&place, children, index) else { continue };
            // A list has many members, and a path leads to the first one.
            if *fault != "twice" || !path.ends_with("/member") {
                assert_eq!(judged(&root), [finding], "{number} {path}: {fault}");
                *tried += 1;
            }
        }
    }
    assert!(tried[..3].iter().all(|tried| *tried > 300), "{tried:?}");
}
