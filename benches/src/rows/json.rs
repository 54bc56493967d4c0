//! JSON of a request beside a structure with serde's derive.

use std::borrow::Cow;

use iam_codec::{Request, Resource, Tag};
use serde::{Deserialize, Serialize};

use crate::table::{Goal, Row};
use crate::workloads::{self, Requests};

pub fn print() -> bool {
    let are_met =
        [both("1 plain tag", &workloads::plain(1)), both("50 plain tags", &workloads::plain(50))];
    !are_met.contains(&false)
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct TagUser<'a> {
    #[serde(borrow)]
    action: Cow<'a, str>,
    #[serde(borrow)]
    user_name: Cow<'a, str>,
    #[serde(borrow)]
    tags: Vec<Member<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Member<'a> {
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

fn both(name: &str, work: &Requests) -> bool {
    let request = &work.requests[0];
    let documents = [serde_json::to_string(request).unwrap_or_default()];
    let is_right = |_, read| read == Some(request.clone());
    let mut row = Row::new(format!("from JSON, {name}"), &documents);
    row.add("", Goal::None, |d| serde_json::from_str::<Request<'_>>(d).ok(), is_right);
    row.add("serde's derive", Goal::Faster(0.6), |document| derived(document), is_right);
    row.print()
}

fn derived(document: &str) -> Option<Request<'_>> {
    let input: TagUser<'_> = serde_json::from_str(document).ok()?;
    let tags = input.tags.into_iter().map(|tag| Tag { key: tag.key, value: tag.value });
    (input.action == "TagUser").then(|| Resource::User(input.user_name).tag(tags.collect()))
}
