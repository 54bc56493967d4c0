//! Parts of results and errors: repeated, open, in another order, and with elements that the tables do not have.

use iam_codec::{OperationResult, Reply, Response};

use crate::{both, check};

const METADATA: &str = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

/// A document with these parts: the content of a result, or of an error response.
fn document(kind: &str, parts: &str) -> String {
    let action = match kind {
        "tags" => "ListUserTags",
        "map" => "GetAccountSummary",
        "simulation" => "SimulateCustomPolicy",
        "error" => return format!("<ErrorResponse>{parts}</ErrorResponse>"),
        _ => panic!("{kind}"),
    };
    format!(
        "<{action}Response><{action}Result>{parts}</{action}Result>{METADATA}</{action}Response>"
    )
}

/// What was read.
fn shown(reply: Reply<'_>) -> String {
    let result = match reply {
        Reply::Response(Response { result, .. }) => result,
        Reply::Error(error) => {
            let message = error.message.as_deref();
            return format!("{} {} {message:?} [{}]", error.fault, error.code, error.request_id);
        }
    };
    match result {
        OperationResult::ListUserTags(page) => {
            let tag = |tag: &iam_codec::Tag<'_>| format!("{}={}", tag.key, tag.value);
            page.tags.iter().map(tag).collect::<Vec<_>>().join(",")
        }
        OperationResult::GetAccountSummary(result) => format!("{:?}", result.summary_map),
        OperationResult::SimulateCustomPolicy(result) => {
            let results = result.evaluation_results.unwrap_or_default();
            let shown = results.iter().map(|result| {
                let details = result.eval_decision_details.as_ref();
                let resources = result.resource_specific_results.as_ref().map(Vec::len);
                format!("{} {details:?} {resources:?}", result.eval_action_name)
            });
            shown.collect::<Vec<_>>().join("; ")
        }
        other => panic!("{other:?}"),
    }
}

/// Where the strict reader found elements that the tables do not have.
fn unknown(body: &str) -> Vec<String> {
    match Response::unknown_elements(body.as_bytes()) {
        Ok(unknown) => unknown
            .iter()
            .map(|unknown| format!("  unknown {} in {}", unknown.element.name, unknown.within))
            .collect(),
        Err(error) => vec![format!("  with unknown elements refused: {error}")],
    }
}

#[test]
fn parts_are_read_as_in_the_file() {
    check(include_str!("parts.txt"), |case| {
        let (kind, parts) = case.split_once(": ").expect(case);
        let body = document(kind, parts);
        let strict = Reply::decode(body.as_bytes()).map(shown).map_err(|e| e.to_string());
        let is_response = strict.is_ok() && kind != "error";
        let tolerant = Reply::decode_tolerantly(body.as_bytes()).map_err(|e| e.to_string());
        let tolerant = tolerant.map(|(reply, oddities)| {
            let lines = oddities.iter().map(|odd| format!("{:?}: {odd}", odd.severity()));
            (shown(reply), lines.collect())
        });
        let mut lines = both(strict, tolerant);
        if is_response {
            lines.splice(1..1, unknown(&body));
        }
        lines
    });
}
