//! Values: texts of members of every type, in a result and in a request.

use iam_codec::{OperationResult, Reply, Request, Response};

use crate::{both, check};

const METADATA: &str = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

/// A document with this text in a member of this type.
fn document(kind: &str, text: &str) -> String {
    let (action, result) = match kind {
        "boolean" => ("ListUserTags", format!("<IsTruncated>{text}</IsTruncated><Tags/>")),
        "integer" => (
            "GetAccountSummary",
            format!(
                "<SummaryMap><entry><key>Users</key><value>{text}</value></entry></SummaryMap>"
            ),
        ),
        "time" => (
            "CreateAccessKey",
            format!(
                "<AccessKey><UserName>u</UserName><AccessKeyId>a</AccessKeyId><Status>Active</Status>\
                 <SecretAccessKey>s</SecretAccessKey><CreateDate>{text}</CreateDate></AccessKey>"
            ),
        ),
        "status" => (
            "CreateAccessKey",
            format!(
                "<AccessKey><UserName>u</UserName><AccessKeyId>a</AccessKeyId><Status>{text}</Status>\
                 <SecretAccessKey>s</SecretAccessKey></AccessKey>"
            ),
        ),
        "blob" => ("GetCredentialReport", format!("<Content>{text}</Content>")),
        "policy" => (
            "GetUserPolicy",
            format!(
                "<UserName>u</UserName><PolicyName>p</PolicyName><PolicyDocument>{text}</PolicyDocument>"
            ),
        ),
        "fault" => {
            return format!(
                "<ErrorResponse><Error><Type>{text}</Type><Code>c</Code></Error><RequestId>id</RequestId></ErrorResponse>"
            );
        }
        _ => panic!("{kind}"),
    };
    format!(
        "<{action}Response><{action}Result>{result}</{action}Result>{METADATA}</{action}Response>"
    )
}

/// The value of that member.
fn shown(reply: Reply<'_>) -> String {
    let result = match reply {
        Reply::Error(error) => return format!("{:?}", error.fault),
        Reply::Response(Response { result, .. }) => result,
    };
    match result {
        OperationResult::ListUserTags(page) => format!("{:?}", page.is_truncated),
        OperationResult::GetAccountSummary(result) => format!("{:?}", result.summary_map.unwrap()),
        OperationResult::CreateAccessKey(result) => {
            let key = result.access_key;
            format!("{} {:?}", key.status.as_str(), key.create_date.map(|time| time.to_string()))
        }
        OperationResult::GetCredentialReport(result) => {
            format!("{:?}", result.content.map(|blob| blob.into_vec().escape_ascii().to_string()))
        }
        OperationResult::GetUserPolicy(result) => result.policy_document.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn texts_of_elements_are_read_as_in_the_file() {
    check(include_str!("values.txt"), |case| {
        let (kind, text) = case.split_once(": ").expect(case);
        let body = document(kind, text);
        // The place is the same in all cases of a kind.
        let strict = Reply::decode(body.as_bytes()).map(shown).map_err(|e| e.kind().to_string());
        let tolerant = Reply::decode_tolerantly(body.as_bytes()).map_err(|e| e.to_string());
        let tolerant = tolerant.map(|(reply, oddities)| {
            (shown(reply), oddities.iter().map(|oddity| oddity.kind().to_string()).collect())
        });
        both(strict, tolerant)
    });
}

/// Members of requests, which AWS takes in other forms than results.
#[test]
fn values_of_requests_are_read_as_in_the_file() {
    check(include_str!("parameters.txt"), |case| {
        let body = format!("{case}&Version=2010-05-08");
        let read = Request::decoder().unchecked().body(body.as_bytes());
        vec![match read {
            Ok(request) => format!("{request:?}"),
            Err(error) => format!("refused: {error}"),
        }]
    });
}
