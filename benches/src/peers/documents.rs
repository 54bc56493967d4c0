//! Peers that read and write the body of `PutRolePolicy`.

use aws_smithy_query::QueryWriter;
use iam_codec::Request;
use iam_codec::operations::PutRolePolicy;

/// form_urlencoded, tuned by hand: no map, borrowed texts.
pub fn tuned(body: &[u8]) -> Option<Request<'_>> {
    let (mut is_right, mut input) = (false, PutRolePolicy::default());
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "Action" => is_right = value == "PutRolePolicy",
            "RoleName" => input.role_name = value,
            "PolicyName" => input.policy_name = value,
            "PolicyDocument" => input.policy_document = value.into(),
            _ => {}
        }
    }
    is_right.then_some(input.into())
}

/// aws-smithy-query, called as aws-sdk-iam does.
pub fn query_writer(request: &Request<'_>) -> String {
    let Request::PutRolePolicy(input) = request else { unreachable!() };
    let mut body = String::new();
    let mut writer = QueryWriter::new(&mut body, "PutRolePolicy", iam_codec::VERSION);
    writer.prefix("RoleName").string(&input.role_name);
    writer.prefix("PolicyName").string(&input.policy_name);
    writer.prefix("PolicyDocument").string(&input.policy_document);
    writer.finish();
    body
}
