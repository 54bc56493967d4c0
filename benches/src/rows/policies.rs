//! Policy documents: judging one beside reading it as JSON and keeping nothing.

use iam_codec::policy::{Kind, judge};
use serde::de::IgnoredAny;

use crate::table::{Goal, Row};
use crate::workloads::policies as workloads;

pub fn print() -> bool {
    let are_met = [
        row("judge a trust policy", Kind::Trust, &workloads::trust(), 3.0),
        row("judge a trust policy for GitHub", Kind::Trust, &workloads::github(), 3.3),
        row("judge a managed policy", Kind::Managed, &workloads::managed(1), 3.0),
        row("judge 20 statements", Kind::Managed, &workloads::managed(20), 3.0),
        row("judge 20 statements, indented", Kind::Managed, &workloads::indented(20), 3.0),
    ];
    !are_met.contains(&false)
}

fn row(name: &str, kind: Kind, document: &str, goal: f64) -> bool {
    let documents = [document];
    let mut row = Row::new(name, &documents);
    row.add("", Goal::None, |document| judge(kind, document).is_ok(), |_, is_taken| is_taken);
    let peer = |document: &&str| serde_json::from_str::<IgnoredAny>(document).is_ok();
    row.add("serde_json, IgnoredAny", Goal::AtMost(goal), peer, |_, is_json| is_json);
    row.print()
}
