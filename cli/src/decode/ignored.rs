//! What typed messages do not have. Of requests: parameters that are unknown or repeated, and those whose name
//! differs in case; AWS ignores them, and so does the codec. Of replies: unknown elements, which clients ignore.
//! Who wrote them may have meant something.

use std::collections::{HashMap, HashSet};

use iam_codec::{Param, Params, ResponseError, UnknownElement};

use crate::report::{Problem, Subject};
use crate::service::{Reply, Request};

/// The most that are reported with their places.
const REPORTS: usize = 128;

/// The first of these warnings, and how many follow.
pub(super) fn reported(all: impl ExactSizeIterator<Item = Problem>) -> Vec<Problem> {
    let more = all.len().saturating_sub(REPORTS);
    let rest = (more > 0).then(|| Problem::warning(format!("and {more} more")));
    all.take(REPORTS).chain(rest).collect()
}

/// The elements of a body that a reply leaves out: a warning for each, and the byte.
pub(super) fn elements(
    body: &[u8],
    reply: &Reply<'_>,
) -> Result<Vec<(Problem, Option<usize>)>, ResponseError> {
    let what = format!("ignored: unknown to {}", reply.action_name().unwrap_or("ErrorResponse"));
    let warning = |unknown: &UnknownElement<'_>| {
        let dot = if unknown.within.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{}", unknown.within, unknown.element.name);
        let problem = Problem::warning(&*what).about(Subject::Element, Some(&path));
        (problem, offset_in(body, &unknown.element.name))
    };
    Ok(reply.unknown_elements(body)?.iter().map(warning).collect())
}

/// Where a name begins, if it is borrowed from the body.
fn offset_in(body: &[u8], name: &str) -> Option<usize> {
    let offset = name.as_ptr().addr().checked_sub(body.as_ptr().addr());
    offset.filter(|offset| *offset < body.len())
}

/// The parameters that are ignored, and why.
pub(super) fn parameters<'p, 'a>(
    params: &'p Params<'a>,
    request: &Request<'_>,
) -> Vec<(&'p Param<'a>, String)> {
    let Some((action, members)) = request.operation() else {
        // All parameters of another action are kept.
        return Vec::new();
    };
    let body = request.encode();
    let read = Params::parse(body.as_bytes()).unwrap_or_default();
    let known: HashSet<String> = read.iter().map(|param| normal(param.name())).collect();
    let members = members.iter().map(|member| member.name().to_owned());
    let names = known.iter().cloned().chain(members);
    let spellings: HashMap<_, _> = names.map(|name| (name.to_ascii_lowercase(), name)).collect();

    let mut seen = HashSet::new();
    let mut ignored = Vec::new();
    for param in params.iter() {
        let name = normal(param.name());
        let is_repeated = !seen.insert(name.clone());
        let reason = match spellings.get(&name.to_ascii_lowercase()) {
            _ if is_repeated => "repeated, and the first counts".to_owned(),
            _ if known.contains(&name) || is_signature(&name) => continue,
            Some(spelling) if *spelling != name => format!("case matters: {spelling}"),
            _ => format!("unknown to {action}"),
        };
        ignored.push((param, format!("ignored: {reason}")));
    }
    ignored
}

/// The name with its indices as numbers: `Tags.member.01` is `Tags.member.1`.
fn normal(name: &str) -> String {
    let parts = name.split('.').map(|part| match part.trim_start_matches('0') {
        "" => part,
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => number,
        _ => part,
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Whether a parameter belongs to a signature, of version 2 or in a presigned URL.
fn is_signature(name: &str) -> bool {
    let of_version_2 = [
        "AWSAccessKeyId",
        "Expires",
        "SecurityToken",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "Timestamp",
    ];
    of_version_2.contains(&name) || name.starts_with("X-Amz-")
}
