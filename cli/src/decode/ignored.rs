//! Parameters that a typed request does not have: unknown ones, repeated ones, and those whose name differs
//! in case. AWS ignores them, and so does the codec; who wrote them may have meant something.

use std::collections::{HashMap, HashSet};

use iam_codec::{Param, Params};

use crate::service::Request;

/// The parameters that are ignored, and why.
pub(super) fn of<'p, 'a>(
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
