//! Makes a sequence as small as it can be while its last step still has the same cause.

use super::pair::EndpointPair;
use super::param_tree::ParamTree;
use super::play::Found;
use super::sequence::{NAME, Sequence, Step};

/// How often a sequence is played at most while its steps shrink; leaving out whole steps needs few plays.
const PLAYS: usize = 200;

/// Whether what is left still has the cause; `None` if there is no time left to try.
type Holds = Option<bool>;

/// The smallest sequence that was found, with its difference, and whether each of its calls is needed.
pub(crate) fn shrink(
    stand: &mut EndpointPair<'_>,
    sequence: &Sequence,
    found: Found,
    may_go_on: &dyn Fn() -> bool,
) -> (Sequence, Found, bool) {
    let mut steps = sequence.steps.clone();
    steps.truncate(found.step + 1);
    let resource = sequence.resource.clone();
    let cause = found.cause.clone();
    let mut best = (Sequence { resource: resource.clone(), steps: steps.clone() }, found);
    let mut holds = |steps: &[Step]| {
        if !may_go_on() {
            return None;
        }
        let sequence = Sequence { resource: resource.clone(), steps: steps.to_vec() };
        let mut all = stand.play(&sequence).into_iter();
        let found = all.find(|found| found.cause == cause && found.step + 1 == steps.len());
        let holds = found.is_some();
        if let Some(found) = found {
            best = (sequence, found);
        }
        Some(holds)
    };
    steps = reduce(steps, &mut holds);
    shrink_steps(&mut steps, !resource.is_empty(), &mut holds);
    let is_minimal = leave_out_each(steps, &mut holds);
    let (sequence, found) = best;
    (sequence, found, is_minimal)
}

/// Makes single steps small, the last one first. Of a scenario only whole requests are left out: its later ones need
/// parts of the earlier answers.
fn shrink_steps(steps: &mut [Step], is_random: bool, holds: &mut dyn FnMut(&[Step]) -> Holds) {
    let mut plays = 0;
    for at in (0..steps.len()).rev().filter(|_| is_random) {
        if steps[at].keep().is_some() {
            continue;
        }
        let mut changed = steps.to_vec();
        let mut holds_with = |step: Step| {
            plays += 1;
            changed[at] = step;
            if plays > PLAYS { None } else { holds(&changed) }
        };
        steps[at] = shrink_step(steps[at].clone(), &mut holds_with);
    }
}

/// Leaves out one step after the other, until each that is left is needed for the cause; `false` if time ran out
/// before that was known.
fn leave_out_each(mut steps: Vec<Step>, holds: &mut dyn FnMut(&[Step]) -> Holds) -> bool {
    let mut at = 0;
    while at < steps.len() {
        let mut fewer = steps.clone();
        fewer.remove(at);
        match holds(&fewer) {
            Some(true) => (steps, at) = (fewer, 0),
            Some(false) => at += 1,
            None => return false,
        }
    }
    true
}

fn shrink_step(step: Step, holds: &mut dyn FnMut(Step) -> Holds) -> Step {
    if let Some(node) = ParamTree::of(step.bytes()) {
        let mut as_node = |node: &ParamTree| holds(Step::Text(node.body()));
        // The cause may lie in the spelling, which is lost when the values are written anew.
        if as_node(&node) == Some(true) {
            return Step::Text(shrink_node(node, &mut as_node).body());
        }
    }
    let pairs: Vec<_> = step.bytes().split(|byte| *byte == b'&').map(<[u8]>::to_vec).collect();
    let joined = |pairs: &[Vec<u8>]| Step::new(pairs.join(&b'&'));
    let pairs = reduce(pairs, &mut |pairs| holds(joined(pairs)));
    joined(&pairs)
}

fn shrink_node(node: ParamTree, holds: &mut dyn FnMut(&ParamTree) -> Holds) -> ParamTree {
    match node {
        ParamTree::Text(text) => ParamTree::Text(shrink_text(text, holds)),
        ParamTree::Many(word, members) => {
            let many = |members: &[ParamTree]| ParamTree::Many(word, members.to_vec());
            let mut members = reduce(members, &mut |members| holds(&many(members)));
            for at in 0..members.len() {
                let mut with = |node: &ParamTree| {
                    let mut changed = members.clone();
                    changed[at] = node.clone();
                    holds(&many(&changed))
                };
                members[at] = shrink_node(members[at].clone(), &mut with);
            }
            ParamTree::Many(word, members)
        }
        ParamTree::Fields(fields) => {
            let all = |fields: &[(String, ParamTree)]| ParamTree::Fields(fields.to_vec());
            let mut fields = reduce(fields, &mut |fields| holds(&all(fields)));
            for at in 0..fields.len() {
                let mut with = |node: &ParamTree| {
                    let mut changed = fields.clone();
                    changed[at].1 = node.clone();
                    holds(&all(&changed))
                };
                fields[at].1 = shrink_node(fields[at].1.clone(), &mut with);
            }
            ParamTree::Fields(fields)
        }
    }
}

/// Leaves out characters, then replaces as many as possible by `a`.
fn shrink_text(text: String, holds: &mut dyn FnMut(&ParamTree) -> Holds) -> String {
    // Names and documents mean something as a whole.
    if text.contains(NAME) || text.contains(['\n', '{', '<']) {
        return text;
    }
    let mut holds = |chars: &[char]| holds(&ParamTree::Text(chars.iter().collect()));
    let mut chars = reduce(text.chars().collect(), &mut holds);
    let is_plain = |c: &char| *c == 'a';
    let plain = vec!['a'; chars.len()];
    if !chars.iter().all(is_plain) && holds(&plain) == Some(true) {
        return plain.into_iter().collect();
    }
    // More would be too many to try one by one.
    if chars.len() <= 8 {
        for at in 0..chars.len() {
            let old = std::mem::replace(&mut chars[at], 'a');
            if !is_plain(&old) && holds(&chars) != Some(true) {
                chars[at] = old;
            }
        }
    }
    chars.into_iter().collect()
}

/// Leaves out runs of items, long ones first, as long as what is left holds.
fn reduce<T: Clone>(mut items: Vec<T>, holds: &mut dyn FnMut(&[T]) -> Holds) -> Vec<T> {
    let mut length = items.len();
    while length > 0 {
        let mut start = 0;
        while start < items.len() {
            let end = items.len().min(start + length);
            let mut fewer = items.clone();
            fewer.drain(start..end);
            match holds(&fewer) {
                Some(true) => items = fewer,
                Some(false) => start = end,
                None => return items,
            }
        }
        length /= 2;
    }
    items
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod times;
