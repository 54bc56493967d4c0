//! Documents with one fault of a known kind, each with the sentence that IAM has for it.

use arbitrary::{Result, Unstructured};
use iam_codec::policy::Kind;
use serde_json::{Value, json};

use super::generator::{Object, document, shuffled};
use super::oracle;

/// A document and the verdict that it must get.
pub struct Made {
    pub kind: Kind,
    pub tree: Value,
    pub expected: Expected,
}

pub enum Expected {
    Taken,
    /// Empty where no sentence is known.
    Sentence(String),
    /// The sentence with a place, which depends on the spelling.
    Position,
}

/// A document of any kind. Three of four have a fault.
pub fn made(u: &mut Unstructured<'_>) -> Result<Made> {
    let kind = *u.choose(&Kind::ALL)?;
    let mut document = document(kind, u)?;
    let expected = match u.ratio(3, 4)? {
        true => broken(kind, &mut document, u)?,
        false => Expected::Taken,
    };
    Ok(Made { kind, tree: shuffled(document, u)?.into(), expected })
}

/// A fault: which member of a statement gets which value, or loses it where there is none, and the sentence.
type Fault = (&'static str, Option<&'static str>, &'static str);

const SYNTAX: &str = "Syntax errors in policy.";

/// Faults of the syntax of any identity policy.
const OF_SYNTAX: &[Fault] = &[
    ("Effect", None, SYNTAX),
    ("Effect", Some(r#""Maybe""#), SYNTAX),
    ("Effect", Some("null"), SYNTAX),
    ("Sid", Some("7"), SYNTAX),
    ("action", Some(r#""a:b""#), SYNTAX),
    ("//", Some(r#""comment""#), SYNTAX),
    ("Action", Some("7"), SYNTAX),
    ("Action", Some("[{}]"), SYNTAX),
    ("NotAction", Some("null"), SYNTAX),
    ("Resource", Some("{}"), SYNTAX),
    ("Condition", Some("[]"), SYNTAX),
    ("Condition", Some(r#"{"StringEqual":{"k":"v"}}"#), SYNTAX),
    ("Condition", Some(r#"{"NullIfExists":{"k":"v"}}"#), SYNTAX),
    ("Condition", Some(r#"{"StringLike":{"k":{"l":"v"}}}"#), SYNTAX),
    ("Condition", Some(r#"{"StringLike":{"k":null}}"#), SYNTAX),
    ("Condition", Some(r#"{"BinaryEquals":{"k":"-"}}"#), SYNTAX),
];

const LEGACY: &str = "The policy failed legacy parsing";

/// Faults of identity policies that are stored.
const OF_STORED: &[Fault] = &[
    ("Effect", Some(r#""aLLOW""#), LEGACY),
    ("Condition", Some(r#"{"DateEquals":{"k":"tomorrow"}}"#), LEGACY),
    ("Condition", Some(r#"{"NumericEqualsIfExists":{"k":[1,"one"]}}"#), LEGACY),
    ("Condition", Some(r#"{"NotIpAddress":{"k":"10.0.0.256"}}"#), LEGACY),
    ("Condition", Some(r#"{"IpAddress":{"k":["10.0.0.0/32","10.0.0.0/33"]}}"#), LEGACY),
    ("Condition", Some(r#"{"IpAddress":{"k":["::/128","::/129"]}}"#), LEGACY),
    ("Condition", Some(r#"{"ForAllValues:ArnEquals":{"k":"bucket"}}"#), LEGACY),
    ("Resource", Some(r#""arn:awss3::b/*""#), LEGACY),
    ("Resource", Some(r#"["*","arn:aws:s3::b"]"#), LEGACY),
    (
        "Sid",
        Some(r#""a b""#),
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    ),
    ("Principal", Some(r#"{"AWS":"*"}"#), "Policy document should not specify a principal."),
    ("NotPrincipal", Some(r#""*""#), "Policy document should not specify a principal."),
    ("Action", None, "Policy statement must contain actions."),
    ("Action", Some("[]"), "Policy statement must contain actions."),
    (
        "Action",
        Some(r#"["*","Get"]"#),
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    ),
    ("Action", Some(r#""a:b:c""#), "Actions/Condition can contain only one colon."),
    ("Action", Some(r#"":b""#), "Vendor  is not valid"),
    (
        "Action",
        Some(r#""a?:b""#),
        "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.",
    ),
    ("Resource", None, "Policy statement must contain resources."),
    ("Resource", Some("[]"), "Policy statement must contain resources."),
    ("Resource", Some(r#""bad""#), "Resource bad must be in ARN format or \"*\"."),
    ("Resource", Some(r#""b𝔸d😀""#), "Resource b𝔸d😀 must be in ARN format or \"*\"."),
    (
        "Resource",
        Some(r#""s3::b/*""#),
        "Partition \"\" is not valid for resource \"arn::b/*:*:*:*\".",
    ),
    (
        "Resource",
        Some(r#""arn:awsx:s3:::b""#),
        "Partition \"awsx\" is not valid for resource \"arn:awsx:s3:::b\".",
    ),
    (
        "Resource",
        Some(r#""arn:aws:*:*:*:b""#),
        "Resource vendor must be fully qualified and cannot contain regexes.",
    ),
    (
        "Resource",
        Some(r#""arn:aws:iam:a::user/b""#),
        "IAM resource arn:aws:iam:a::user/b cannot contain region information.",
    ),
    (
        "Resource",
        Some(r#""arn:aws:iam:::b""#),
        "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.",
    ),
    (
        "Resource",
        Some(r#""arn:aws:s3:a::b""#),
        "Resource arn:aws:s3:a::b can not contain region information.",
    ),
];

const ACTION: &str = "AssumeRole policy may only specify STS AssumeRole actions.";

/// Faults of trust policies. The statement allows `sts:AssumeRole` to everyone.
const OF_TRUST: &[Fault] = &[
    ("_comment", Some("1"), "Unknown field _comment"),
    ("Resource", Some("[]"), "Has prohibited field Resource"),
    ("NotResource", Some("7"), "AssumeRole policy must not contain resources."),
    ("Sid", Some("[]"), oracle::POSITION),
    ("Principal", Some(r#"{"aws":"*"}"#), oracle::POSITION),
    ("Principal", Some("null"), oracle::POSITION),
    ("Condition", Some(r#"{"StringLike":{"k":[[]]}}"#), oracle::POSITION),
    ("Effect", None, "Missing required field Effect"),
    ("Effect", Some(r#""Maybe""#), "Invalid effect: Maybe"),
    ("NotPrincipal", Some("[]"), "Allow with NotPrincipal is not allowed."),
    ("Principal", None, "Missing required field Principal"),
    ("Principal", Some("{}"), "Missing required field Principal cannot be empty!"),
    ("Principal", Some(r#""*""#), "Principal must be a JSON object."),
    ("Principal", Some(r#"["*"]"#), "Syntax error in policy."),
    ("Action", None, "Missing required field Action"),
    ("Action", Some(r#"["sts:AssumeRole","sts:*"]"#), ACTION),
    ("NotAction", Some(r#""s3:GetObject""#), ACTION),
    (
        "Principal",
        Some(r#"{"Federated":"cognito-identity.amazonaws.com"}"#),
        "A condition block must be present for the Cognito provider",
    ),
    (
        "Principal",
        Some(r#"{"Federated":"graph.facebook.com"}"#),
        "Policy trusting graph.facebook.com requires a StringEquals condition on an application id",
    ),
    (
        "Principal",
        Some(r#"{"Federated":"arn:aws:iam::123456789012:oidc-provider/app.terraform.io"}"#),
        "Trust policy with trusted principal app.terraform.io must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, app.terraform.io:sub which is not scoped to all.",
    ),
    (
        "Principal",
        Some(r#"{"AWS":"arn:aws:iam::123456789012:group/a"}"#),
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:group/a\"",
    ),
    (
        "Principal",
        Some(r#"{"Service":["ec2"]}"#),
        "Invalid principal in policy: \"SERVICE\":\"ec2\"",
    ),
    (
        "Principal",
        Some(r#"{"CanonicalUser":"a"}"#),
        "Invalid principal in policy: \"CanonicalUser\"",
    ),
    (
        "Principal",
        Some(r#"{"Federated":"https://a.example"}"#),
        "Federated principals must be valid domain names or SAML metadata ARNs",
    ),
];

/// Puts one fault into a document.
fn broken(kind: Kind, document: &mut Object, u: &mut Unstructured<'_>) -> Result<Expected> {
    if u.ratio(1, 4)? {
        return broken_document(kind, document, u);
    }
    let (faults, usual) = match kind {
        Kind::Trust => (OF_TRUST, USUAL_TRUST),
        Kind::Inline | Kind::Managed if u.ratio(2, 3)? => (OF_STORED, USUAL),
        _ => (OF_SYNTAX, USUAL),
    };
    let (key, value, sentence) = *u.choose(faults)?;
    let mut statement: Object = serde_json::from_str(usual).unwrap();
    // Of a pair of keys one is enough.
    if let Some(positive) =
        key.strip_prefix("Not").filter(|key| *key != "Principal" || kind != Kind::Trust)
    {
        statement.remove(positive);
    }
    match value {
        Some(value) => drop(statement.insert(key.into(), serde_json::from_str(value).unwrap())),
        None => drop(statement.remove(key)),
    }
    replace_statement(document, shuffled(statement, u)?, u)?;
    Ok(expected(kind, sentence))
}

const USUAL: &str = r#"{"Effect":"Allow","Action":"sqs:*","Resource":"*"}"#;
const USUAL_TRUST: &str = r#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}"#;

fn replace_statement(
    document: &mut Object,
    statement: Object,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    match &mut document["Statement"] {
        Value::Array(all) => {
            let at = u.int_in_range(0..=all.len() - 1)?;
            all[at] = statement.into();
        }
        one => *one = statement.into(),
    }
    Ok(())
}

/// A fault of the top level, or between two statements.
fn broken_document(
    kind: Kind,
    document: &mut Object,
    u: &mut Unstructured<'_>,
) -> Result<Expected> {
    let is_trust = kind == Kind::Trust;
    let mut set = |key: &str, value: Value| drop(document.insert(key.into(), value));
    let (identity, trust) = match u.int_in_range(0..=5)? {
        0 => {
            set("Conditions", json!({}));
            (SYNTAX, "Unknown field Conditions")
        }
        1 => {
            set("Version", json!("2021-01-01"));
            (SYNTAX, "The policy must contain a valid version string")
        }
        2 => {
            set("Id", json!([""]));
            (SYNTAX, oracle::POSITION)
        }
        3 if kind != Kind::ContextKeys => {
            set("Statement", json!([]));
            (SYNTAX, "Could not parse the policy: Statement is empty!")
        }
        4 if kind == Kind::Managed => {
            set("Version", json!("2008-10-17"));
            ("Policy document must be version 2012-10-17 or greater.", "")
        }
        5 if matches!(kind, Kind::Inline | Kind::Managed | Kind::Trust) => {
            let usual = if is_trust { USUAL_TRUST } else { USUAL };
            let mut statement: Value = serde_json::from_str(usual).unwrap();
            statement["Sid"] = json!("Twice");
            set("Statement", json!([statement, statement]));
            let identity = "Statement IDs (SID) in a single policy must be unique.";
            (identity, "The Statement Ids in the policy are not unique")
        }
        _ => {
            set("Statement", json!([{}]));
            (SYNTAX, "Missing required field Effect")
        }
    };
    Ok(expected(kind, if is_trust { trust } else { identity }))
}

fn expected(kind: Kind, sentence: &str) -> Expected {
    match kind {
        Kind::ContextKeys => Expected::Sentence(String::new()),
        _ if sentence == oracle::POSITION => Expected::Position,
        _ => Expected::Sentence(sentence.to_owned()),
    }
}
