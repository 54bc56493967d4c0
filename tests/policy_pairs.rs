//! Policy documents with two faults, in one statement and in two: the first in the judge's order is named.

use iam_codec::policy::{Kind, judge};

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";
const CANONICAL_USER: &str = "Invalid principal in policy: \"CanonicalUser\"";
const FEDERATED: &str = "Federated principals must be valid domain names or SAML metadata ARNs";

/// A piece of a document with `@` before what is to blame, the place of the fault in the judge's order, and the
/// sentence; the place of a piece without fault is behind all others.
type Piece = (&'static str, usize, &'static str);

/// The place of pieces that are taken.
const TAKEN: usize = 9;

/// Judges the document in which `pieces` are in the places of `{0}` and `{1}`.
#[track_caller]
fn judge_pair(kind: Kind, document: &str, pieces: [&Piece; 2]) {
    let first = if pieces[1].1 < pieces[0].1 { 1 } else { 0 };
    let (piece, place, sentence) = *pieces[first];
    let other = pieces[1 - first].0.replace('@', "");
    let texts = if first == 0 { [piece.to_owned(), other] } else { [other, piece.to_owned()] };
    let document = document.replace("{0}", &texts[0]).replace("{1}", &texts[1]);
    let offset = document.find('@').unwrap_or_default();
    let document = document.replace('@', "");
    let sentence = match sentence {
        "position" => format!("Syntax error at position (1,{})", offset + 2),
        _ => sentence.to_owned(),
    };
    let found = judge(kind, &document);
    let found = found.map_err(|it| (it.message().unwrap().to_owned(), it.offset()));
    let expected = if place == TAKEN { Ok(()) } else { Err((sentence, offset)) };
    assert_eq!(found, expected, "{document}");
}

/// Every two pieces in each of the documents.
#[track_caller]
fn judge_pairs(kind: Kind, documents: &[&str], pieces: &[Piece]) {
    for document in documents {
        for one in pieces {
            pieces.iter().for_each(|other| judge_pair(kind, document, [one, other]));
        }
    }
}

/// The values of an operator are looked at before its name, and both before the literals.
const OPERATORS: [Piece; 16] = [
    (r#""StringEquals":{"k":"v"}"#, TAKEN, ""),
    (r#""Foo":{}"#, TAKEN, ""),
    (r#"@"Foo":{"k":"v"}"#, 0, SYNTAX),
    (r#"@"Foo":{"k":[]}"#, 0, SYNTAX),
    (r#"@"stringEquals":{"k":"v"}"#, 0, SYNTAX),
    (r#"@"NullIfExists":{"k":"true"}"#, 0, SYNTAX),
    (r#""Foo":@7"#, 0, SYNTAX),
    (r#""Foo":{"k":@{}}"#, 0, SYNTAX),
    (r#""Foo":{"k":"v","l":@null}"#, 0, SYNTAX),
    (r#""Foo":{"k":["v",null,@[]]}"#, 0, SYNTAX),
    (r#""StringEquals":{"k":"v","l":@{}}"#, 0, SYNTAX),
    (r#""BinaryEquals":{"k":@"!"}"#, 0, SYNTAX),
    (r#""BinaryEquals":{"k":"!","l":[@{}]}"#, 0, SYNTAX),
    (r#""DateEquals":{"k":@"x"}"#, 1, LEGACY),
    (r#""IpAddress":{"k":["::1",@"1"]}"#, 1, LEGACY),
    (r#""NumericEquals":{"k":"x","l":@null}"#, 0, SYNTAX),
];

#[test]
fn of_two_faults_in_conditions_the_first_is_named() {
    let documents = [
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{{0},{1}}}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{{0}}},{"Effect":"Deny","Condition":{"Null":{"k":true},{1}},"Action":"a:b","Resource":"*"}]}"#,
    ];
    for kind in [Kind::Inline, Kind::Managed] {
        judge_pairs(kind, &documents, &OPERATORS);
    }
}

const IAM_PATH: &str = "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";
const VENDOR: &str = "Resource vendor must be fully qualified and cannot contain regexes.";

/// Resources of one to seven fields. The older parser reads all of them before another rule is applied.
const RESOURCES: [Piece; 32] = [
    (r#""*""#, TAKEN, ""),
    (r#"@"""#, 1, "Resource  must be in ARN format or \"*\"."),
    (r#"@"arn""#, 1, "Resource arn must be in ARN format or \"*\"."),
    (r#"@"arn:""#, 0, LEGACY),
    (r#"@"arn:aws""#, 1, VENDOR),
    (r#"@"arn:aws:""#, 0, LEGACY),
    (r#""arn:aws:iam""#, TAKEN, ""),
    (r#""arn:*:iam""#, TAKEN, ""),
    (r#""x:aws:iam""#, TAKEN, ""),
    (r#"@"arn:aws:iam:""#, 0, LEGACY),
    (r#"@"arn:aws:iam:r""#, 1, "IAM resource arn:aws:iam:r cannot contain region information."),
    (r#"@"arn:aws:iam:r:1""#, 1, "IAM resource arn:aws:iam:r:1 cannot contain region information."),
    (r#"@"arn:aws:iam::1""#, 0, LEGACY),
    (r#"@"arn:aws:iam::1:""#, 1, IAM_PATH),
    (r#"@"arn:aws:iam::1:user""#, 1, IAM_PATH),
    (r#"@"arn:aws:iam::1:User/u""#, 1, IAM_PATH),
    (r#"@"arn:aws:iam::1:root:""#, 1, IAM_PATH),
    (r#""arn:aws:iam:::root""#, TAKEN, ""),
    (r#""arn:aws:iam::1:user/""#, TAKEN, ""),
    (r#""arn:aws:iam::1:access-report/a:b""#, TAKEN, ""),
    (
        r#"@"arn:aws:iam:r::x""#,
        1,
        "IAM resource arn:aws:iam:r::x cannot contain region information.",
    ),
    (r#""arn:aws:s3""#, TAKEN, ""),
    (r#"@"arn:aws:s3:r""#, 1, "Resource arn:aws:s3:r can not contain region information."),
    (
        r#"@"arn:aws:s3:r::b/accesspoint/""#,
        1,
        "Resource arn:aws:s3:r::b/accesspoint/ can not contain region information.",
    ),
    (r#""arn:aws:s3:r:1:accesspoint/""#, TAKEN, ""),
    (r#""arn:aws:s3:::b""#, TAKEN, ""),
    (r#""arn:aws:sqs:r""#, TAKEN, ""),
    (r#""arn:aws:sqs:r:1:q:a""#, TAKEN, ""),
    (r#"@"arn:aws::r:1:q""#, 0, LEGACY),
    (r#"@"arn:aws:s?s:r:1:q""#, 1, VENDOR),
    (r#"@"arn:a:s3""#, 1, "Partition \"a\" is not valid for resource \"arn:a:s3:*:*:*\"."),
    (r#"@"arn:a:iam:r""#, 1, "Partition \"a\" is not valid for resource \"arn:a:iam:r:*:*\"."),
];

#[test]
fn of_two_resources_the_first_bad_one_is_named() {
    let documents = [
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":[{0},{1}]}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","NotResource":{0}},{"Effect":"Deny","Action":"a:b","Resource":["*",{1}]}]}"#,
    ];
    judge_pairs(Kind::Inline, &documents, &RESOURCES);
}

/// The kinds of principals and the types of their values are judged with the form, the principals at the end.
const PRINCIPALS: [Piece; 15] = [
    (r#""AWS":"*""#, TAKEN, ""),
    (r#""Service":["ec2.amazonaws.com",null]"#, TAKEN, ""),
    (r#""*":@"123456789012""#, 0, "position"),
    (r#""*":@7"#, 0, "position"),
    (r#""":@"*""#, 0, "position"),
    (r#""aws":@"*""#, 0, "position"),
    (r#""canonicalUser":@"*""#, 0, "position"),
    (r#""CanonicalUser ":@["*"]"#, 0, "position"),
    (r#""AWS":@null"#, 0, "position"),
    (r#""Federated":["!",@{}]"#, 0, "position"),
    (r#""CanonicalUser":@{}"#, 0, "position"),
    (r#"@"CanonicalUser":"x""#, 1, CANONICAL_USER),
    (r#"@"CanonicalUser":[]"#, 1, CANONICAL_USER),
    (r#""AWS":["*",@"a"]"#, 1, "Invalid principal in policy: \"AWS\":\"a\""),
    (r#""Federated":@"!""#, 1, FEDERATED),
];

#[test]
fn of_two_faults_in_principals_the_first_is_named() {
    let documents = [
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{0},{1}},"Action":"sts:a"}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{0}},"Action":"sts:a"},{"Action":"sts:a","Principal":{{1}},"Effect":"Deny"}]}"#,
    ];
    judge_pairs(Kind::Trust, &documents, &PRINCIPALS);
}

/// Actions of a statement that trusts a shared provider, and whether they let anybody in.
const ACTIONS: [(&str, bool); 10] = [
    (r#""sts:TagSession""#, false),
    (r#""STS:tagsession""#, false),
    (r#"["sts:TAGSESSION","Sts:TagSession"]"#, false),
    ("[]", false),
    ("[null]", false),
    (r#""sts:TagSessions""#, true),
    (r#""sts:TagSession*""#, true),
    (r#""sts:AssumeRoleWithWebIdentity""#, true),
    (r#"["sts:tagSession","sts:a"]"#, true),
    (r#"["sts:a","STS:TagSession"]"#, true),
];

#[test]
fn who_may_only_tag_sessions_needs_no_condition_however_it_is_written() {
    let provider = |issuer: &str| format!("arn:aws:iam::123456789012:oidc-provider/{issuer}");
    for principal in [
        "cognito-identity.amazonaws.com".to_owned(),
        "graph.facebook.com".to_owned(),
        provider("gitlab.com"),
        provider("token.actions.githubusercontent.com"),
    ] {
        for (actions, lets_in) in ACTIONS {
            let document = format!(
                r#"{{"Statement":[{{"Effect":"Allow","Principal":{{"Federated":"{principal}"}},"Action":{actions}}}]}}"#
            );
            let expected = lets_in.then(|| document.find(&principal).unwrap() - 1);
            let found = judge(Kind::Trust, &document).err().map(|malformed| malformed.offset());
            assert_eq!(found, expected, "{document}");
        }
    }
}
