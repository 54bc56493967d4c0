//! The rules of IAM over a tree, by regular expressions. Slow, and written to be compared with the
//! documentation of the rules line by line.

use std::collections::HashSet;
use std::sync::LazyLock;

use iam_codec::policy::Kind;
use regex::Regex;
use serde_json::{Map, Value, json};

/// What a trust policy's sentence begins with where a type is wrong. A tree knows no places.
pub const POSITION: &str = "Syntax error at position ";

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";

/// The sentence for a document, empty where none is known, or nothing if it is taken.
pub fn judge(kind: Kind, document: &Value) -> Option<String> {
    match kind {
        Kind::ContextKeys => (!has_syntax(document)).then(String::new),
        Kind::Session if !document.is_object() => {
            Some("The policy is not in the valid JSON format.".into())
        }
        Kind::Session => {
            (!has_syntax(document) || statements(document).is_empty()).then(|| SYNTAX.into())
        }
        Kind::Trust => trust(document),
        _ => identity(document, kind == Kind::Managed),
    }
}

type Object = Map<String, Value>;

fn statements(document: &Value) -> Vec<&Object> {
    match &document["Statement"] {
        Value::Object(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    }
}

/// A value, or the values of a list.
fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    all(value).into_iter().filter_map(Value::as_str).collect()
}

fn regex(pattern: &str) -> Regex {
    // `\d` would be a digit of any script.
    Regex::new(&format!("^(?:{})$", pattern.replace(r"\d", "[0-9]"))).unwrap()
}

macro_rules! regexes {
    ($($NAME:ident = $pattern:expr;)*) => {
        $(static $NAME: LazyLock<Regex> = LazyLock::new(|| regex($pattern));)*
    };
}

regexes! {
    OPERATOR = "(ForAnyValue:|ForAllValues:)?((String(Not)?(Equals|EqualsIgnoreCase|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)";
    BASE64 = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)";
    NUMBER = r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*";
    DATE = r"(-?\d+)(-0*([1-9]|1[0-2])(-0*([1-9]|[12]\d|3[01]))?)?([Tt](0*(1?\d|2[0-3])(:0*[0-5]?\d(:0*[0-5]?\d(\.\d{1,9})?)?)?)?([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?)?";
    V4 = r"((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}";
    VENDOR = "[A-Za-z0-9.-]+";
    PARTITION = r"(?s)aws(-cn|-us-gov|-iso(-[bef])?|-eusc)?|.*[*?].*";
    IAM_PATH = r"(?s)\*|root|(user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report)/.*";
    AWS = r"\*|\d{12}|(?s:arn:[^:]*:(iam|sts)::\d{12}:[^*?]+)";
    SERVICE = r"(?s).*\.(amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|aws\.internal|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)";
    FEDERATED = r"[A-Za-z0-9._/-]+|(?s:arn:([^:]*:){4}(saml|oidc)-provider/.+)";
    ARN = "(?s)arn:.*|.*[*?$].*";
    PREFIX = r"\d{1,20}";
    STS = "(?s)(?i-u:sts):(.*)";
    PROVIDER = "(?s)arn:[^:]*:[^:]*:[^:]*:[^:]*:oidc-provider/(.*)";
    COMPARING = "(ForAnyValue:|ForAllValues:)?String(Equals|Like|EqualsIgnoreCase)";
    COMPARING_EQUAL = "(ForAnyValue:|ForAllValues:)?StringEquals(IgnoreCase)?";
    ACCOUNT = r"\d{12}";
}

// Identity policies.

fn has_syntax(document: &Value) -> bool {
    let Some(members) = document.as_object() else { return false };
    members.iter().all(|(key, value)| match key.as_str() {
        "Version" => value == "2012-10-17" || value == "2008-10-17",
        "Id" => value.is_string(),
        "Statement" => match value {
            Value::Array(all) => all.iter().all(statement_has_syntax),
            one => statement_has_syntax(one),
        },
        _ => false,
    })
}

fn statement_has_syntax(statement: &Value) -> bool {
    let Some(members) = statement.as_object() else { return false };
    let effect = members.get("Effect").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let both = |a, b| members.contains_key(a) && members.contains_key(b);
    let typed = members.iter().all(|(key, value)| match key.as_str() {
        "Sid" | "Effect" => value.is_string(),
        "Action" | "NotAction" | "Resource" | "NotResource" => are_texts(value),
        "Condition" => has_types(value) && value.as_object().unwrap().iter().all(operator_is_known),
        "Principal" | "NotPrincipal" => true,
        _ => false,
    });
    typed
        && (effect == "allow" || effect == "deny")
        && !both("Action", "NotAction")
        && !both("Resource", "NotResource")
}

fn are_texts(value: &Value) -> bool {
    value.is_string()
        || value.as_array().is_some_and(|all| all.iter().all(|it| it.is_string() || it.is_null()))
}

/// The types of a condition.
fn has_types(condition: &Value) -> bool {
    let is_scalar = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
    let is_value = |value: &Value| match value {
        Value::Array(all) => all.iter().all(|it| is_scalar(it) || it.is_null()),
        one => is_scalar(one),
    };
    let is_block =
        |block: &Value| block.as_object().is_some_and(|keys| keys.values().all(is_value));
    condition.as_object().is_some_and(|blocks| blocks.values().all(is_block))
}

fn operator_is_known((operator, keys): (&String, &Value)) -> bool {
    let keys = keys.as_object().unwrap();
    let literals = || keys.values().flat_map(|values| texts(Some(values)));
    if !OPERATOR.is_match(operator) {
        return keys.is_empty();
    }
    !operator.contains("Binary") || literals().all(|literal| BASE64.is_match(literal))
}

fn identity(document: &Value, is_managed: bool) -> Option<String> {
    let all_statements = statements(document);
    if !has_syntax(document) || all_statements.is_empty() {
        return Some(SYNTAX.into());
    }
    if is_managed && document["Version"] != "2012-10-17" {
        return Some("Policy document must be version 2012-10-17 or greater.".into());
    }
    let is_last = document.as_object().unwrap().keys().next_back().unwrap() == "Statement";
    let has_variables = document["Version"] == "2012-10-17";
    let is_legacy = |it: &&Object| {
        let effect = &it["Effect"];
        (effect == "Allow" || effect == "Deny")
            && it.get("Condition").is_none_or(literals_fit)
            && resources(it).iter().all(|resource| arn_is_whole(resource, has_variables))
    };
    if (document["Statement"].is_object() && !is_last) || !all_statements.iter().all(is_legacy) {
        return Some(LEGACY.into());
    }
    let sids = || all_statements.iter().filter_map(|it| it.get("Sid")?.as_str());
    let mut seen = HashSet::new();
    if !sids().filter(|sid| !sid.is_empty()).all(|sid| seen.insert(sid)) {
        return Some("Statement IDs (SID) in a single policy must be unique.".into());
    }
    if !sids().all(|sid| sid.chars().all(|c| c.is_ascii_alphanumeric())) {
        return Some("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*".into());
    }
    let lacks = |keys: [&str; 2]| {
        all_statements.iter().any(|it| keys.iter().all(|key| all(it.get(*key)).is_empty()))
    };
    if all_statements
        .iter()
        .any(|it| it.contains_key("Principal") || it.contains_key("NotPrincipal"))
    {
        return Some("Policy document should not specify a principal.".into());
    }
    if lacks(["Action", "NotAction"]) {
        return Some("Policy statement must contain actions.".into());
    }
    let resource = all_statements.iter().flat_map(|it| resources(it)).find_map(resource);
    let actions = || all_statements.iter().flat_map(|it| [it.get("Action"), it.get("NotAction")]);
    let action = || actions().flat_map(texts).find_map(action);
    let no_resources = || {
        lacks(["Resource", "NotResource"])
            .then(|| "Policy statement must contain resources.".to_owned())
    };
    resource.or_else(action).or_else(no_resources)
}

fn resources(statement: &Object) -> Vec<&str> {
    [texts(statement.get("Resource")), texts(statement.get("NotResource"))].concat()
}

fn literals_fit(condition: &Value) -> bool {
    let blocks = condition.as_object().unwrap().iter();
    blocks.filter(|(operator, _)| OPERATOR.is_match(operator)).all(|(operator, keys)| {
        let literals = keys.as_object().unwrap().values().flat_map(|values| texts(Some(values)));
        literals.into_iter().all(|literal| {
            if operator.contains("Numeric") {
                NUMBER.is_match(literal)
            } else if operator.contains("Date") {
                is_date(literal)
            } else if operator.contains("Ip") {
                is_network(literal)
            } else if operator.contains("Arn") {
                ARN.is_match(literal)
            } else {
                true
            }
        })
    })
}

fn is_date(literal: &str) -> bool {
    let Some(parts) = DATE.captures(literal) else { return false };
    let Ok(year) = parts[1].parse::<i128>() else { return false };
    if literal.chars().all(|c| c.is_ascii_digit()) {
        return year < 1 << 63;
    }
    (-292_275_054..=292_278_993).contains(&year)
}

fn is_network(literal: &str) -> bool {
    let mut halves = literal.splitn(2, '/');
    let (address, prefix) = (halves.next().unwrap(), halves.next());
    let (is_address, bits) = match address.contains(':') {
        true => (address.parse::<std::net::Ipv6Addr>().is_ok(), 128),
        false => (V4.is_match(address) && !address.ends_with('.'), 32),
    };
    let is_prefix = |text: &str| PREFIX.is_match(text) && text.parse::<u128>().unwrap() <= bits;
    is_address && prefix.is_none_or(is_prefix)
}

fn arn_is_whole(resource: &str, has_variables: bool) -> bool {
    let fields: Vec<_> = resource.split(':').collect();
    if fields[0] != "arn" || fields.len() == 1 {
        return true;
    }
    let lacks_vendor = fields.get(2) == Some(&"");
    let is_short = fields.len() < 6 && fields.contains(&"");
    let account = fields.get(4).is_some_and(|account| has_variables && account.contains("${"));
    !lacks_vendor && !is_short && !account
}

fn resource(resource: &str) -> Option<String> {
    if resource == "*" {
        return None;
    }
    let fields: Vec<_> = resource.split(':').collect();
    if fields.len() == 1 {
        return Some(format!("Resource {resource} must be in ARN format or \"*\"."));
    }
    let partition = fields[1];
    if !PARTITION.is_match(partition) {
        let mut rest: Vec<_> = fields[2..].iter().map(|field| field.to_string()).collect();
        if rest == [""] {
            rest.clear();
        }
        rest.resize(rest.len().max(4), "*".into());
        let rest = rest.join(":");
        return Some(format!(
            "Partition \"{partition}\" is not valid for resource \"arn:{partition}:{rest}\"."
        ));
    }
    let vendor = fields.get(2).copied().unwrap_or_default();
    if vendor.is_empty() || vendor.contains(['*', '?']) {
        return Some("Resource vendor must be fully qualified and cannot contain regexes.".into());
    }
    let has_region = fields.get(3).is_some_and(|region| !region.is_empty());
    let path = (fields.len() > 5).then(|| fields[5..].join(":"));
    if vendor == "iam" && has_region {
        return Some(format!("IAM resource {resource} cannot contain region information."));
    }
    if vendor == "iam" && path.as_ref().is_some_and(|path| !IAM_PATH.is_match(path)) {
        return Some("IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.".into());
    }
    let is_access_point = path.is_some_and(|path| path.starts_with("accesspoint/"));
    (vendor == "s3" && has_region && !is_access_point)
        .then(|| format!("Resource {resource} can not contain region information."))
}

fn action(action: &str) -> Option<String> {
    let parts: Vec<_> = action.split(':').collect();
    match parts[..] {
        ["*"] | ["*", _] => None,
        [_] => Some(
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.".into(),
        ),
        [vendor, _] if VENDOR.is_match(vendor) => None,
        [vendor, _] if vendor.contains(['*', '?']) => {
            Some("Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.".into())
        }
        [vendor, _] => Some(format!("Vendor {vendor} is not valid")),
        _ => Some("Actions/Condition can contain only one colon.".into()),
    }
}

// Trust policies.

fn trust(document: &Value) -> Option<String> {
    let members = match document {
        Value::Null => return Some("This text appears not to be a policy".into()),
        Value::Object(members) if members.is_empty() => return Some(POSITION.into()),
        Value::Object(members) => members,
        _ => return Some("This policy contains invalid Json".into()),
    };
    if let Some(fault) = members.iter().find_map(trust_member) {
        return Some(fault);
    }
    if members.get("Version").is_some_and(|it| it != "2012-10-17" && it != "2008-10-17") {
        return Some("The policy must contain a valid version string".into());
    }
    let statements = statements(document);
    if statements.is_empty() {
        return Some("Could not parse the policy: Statement is empty!".into());
    }
    if let Some(fault) = statements.iter().find_map(|statement| trust_statement(statement)) {
        return Some(fault);
    }
    let mut seen = HashSet::new();
    let mut sids = statements.iter().filter_map(|it| it.get("Sid")?.as_str());
    if !sids.all(|sid| sid.is_empty() || seen.insert(sid)) {
        return Some("The Statement Ids in the policy are not unique".into());
    }
    let federated = statements.iter().find_map(|statement| federated(statement));
    federated.or_else(|| statements.iter().find_map(|statement| principals(statement)))
}

fn trust_member((key, value): (&String, &Value)) -> Option<String> {
    let position = || Some(POSITION.to_owned());
    match (key.as_str(), value) {
        ("Version" | "Id", Value::String(_)) => None,
        ("Version" | "Id", _) => position(),
        ("Statement", value) => {
            all(Some(value)).into_iter().find_map(|statement| match statement {
                Value::Object(members) => members.iter().find_map(trust_statement_member),
                _ => position(),
            })
        }
        _ => Some(format!("Unknown field {key}")),
    }
}

fn trust_statement_member((key, value): (&String, &Value)) -> Option<String> {
    let fits = match key.as_str() {
        "Sid" | "Effect" => value.is_string(),
        "Action" | "NotAction" => are_texts(value),
        "Condition" => has_types(value),
        "Principal" | "NotPrincipal" => match value {
            Value::String(_) | Value::Array(_) => true,
            Value::Object(members) => members.iter().all(|(key, value)| {
                ["AWS", "Service", "Federated", "CanonicalUser"].contains(&key.as_str())
                    && are_texts(value)
            }),
            _ => false,
        },
        "Resource" => return Some("Has prohibited field Resource".into()),
        "NotResource" => return Some("AssumeRole policy must not contain resources.".into()),
        _ => return Some(format!("Unknown field {key}")),
    };
    (!fits).then(|| POSITION.to_owned())
}

fn trust_statement(statement: &Object) -> Option<String> {
    let effect = match statement.get("Effect").and_then(Value::as_str) {
        None => return Some("Missing required field Effect".into()),
        Some(effect) if effect == "Allow" || effect == "Deny" => effect,
        Some(effect) => return Some(format!("Invalid effect: {effect}")),
    };
    if statement.contains_key("NotPrincipal") {
        return Some(match effect {
            "Allow" => "Allow with NotPrincipal is not allowed.".into(),
            _ => "AssumeRole policy must not contain NotPrincipal field.".into(),
        });
    }
    match statement.get("Principal") {
        None => return Some("Missing required field Principal".into()),
        Some(Value::Object(members)) if members.is_empty() => {
            return Some("Missing required field Principal cannot be empty!".into());
        }
        Some(Value::Array(_)) => return Some("Syntax error in policy.".into()),
        Some(Value::String(_)) => return Some("Principal must be a JSON object.".into()),
        Some(_) => {}
    }
    let actions = [statement.get("Action"), statement.get("NotAction")];
    if actions == [None, None] {
        return Some("Missing required field Action".into());
    }
    let is_wrong = |action: &str| STS.captures(action).is_none_or(|it| &it[1] == "*");
    let mut all = actions.into_iter().flat_map(texts);
    all.any(is_wrong).then(|| "AssumeRole policy may only specify STS AssumeRole actions.".into())
}

fn federated(statement: &Object) -> Option<String> {
    let tags = |action: &&str| action.eq_ignore_ascii_case("sts:TagSession");
    if statement["Effect"] == "Deny" || texts(statement.get("Action")).iter().all(tags) {
        return None;
    }
    let condition = statement.get("Condition").and_then(Value::as_object);
    texts(statement["Principal"].get("Federated"))
        .into_iter()
        .find_map(|it| provider(it, condition))
}

const SUB: &[&str] = &[
    "gitlab.com",
    "app.terraform.io",
    "vstoken.actions.githubusercontent.com",
    "oidc-configuration.audit-log.githubusercontent.com",
    "agent.buildkite.com",
    "oidc.codefresh.io",
    "studio.datachain.ai/api",
    "scalr.io",
    "tokens.cloud.shisho.dev",
    "proidc.upbound.io",
];
const AUD: &[&str] = &["oidc.vercel.com", "api.pulumi.com/oidc", "sandboxes.cloud"];

fn provider(principal: &str, condition: Option<&Object>) -> Option<String> {
    let issuer = PROVIDER.captures(principal).map(|it| it.get(1).unwrap().as_str());
    let (pattern, trusted, claims) = match (principal, issuer) {
        ("cognito-identity.amazonaws.com", _) if condition.is_none() => {
            return Some("A condition block must be present for the Cognito provider".into());
        }
        ("cognito-identity.amazonaws.com", _) => ("aud", principal, format!("{principal}:aud")),
        ("accounts.google.com", _) => return application(principal, "aud|oaud|sub", condition),
        ("www.amazon.com" | "graph.facebook.com", _) => {
            return application(principal, "app_id|sub", condition);
        }
        (_, Some(issuer)) if issuer.starts_with("token.actions.githubusercontent.com") => {
            let claims = format!("{issuer}:sub or {issuer}:job_workflow_ref");
            ("sub|job_workflow_ref", principal, claims)
        }
        (_, Some(issuer)) if SUB.contains(&issuer) => ("sub", issuer, format!("{issuer}:sub")),
        (_, Some(issuer)) if AUD.contains(&issuer) => ("aud", issuer, format!("{issuer}:aud")),
        _ => return None,
    };
    let is_github = pattern.contains('|');
    let keys = pattern.split('|').map(|claim| format!("{}:{claim}", issuer.unwrap_or(principal)));
    let keys: Vec<_> = keys.collect();
    let is_key = |name: &str| keys.iter().any(|key| key.eq_ignore_ascii_case(name));
    let is_good = |values: &Value| match is_github {
        true => !texts(Some(values)).iter().any(|it| it.trim().is_empty() || it.starts_with('*')),
        false => !texts(Some(values)).contains(&"*"),
    };
    let passes = blocks(condition, &COMPARING).any(|block| {
        let mut claims = block.iter().filter(|(name, _)| is_key(name)).map(|it| is_good(it.1));
        let good: Vec<bool> = claims.by_ref().collect();
        if is_github { !good.is_empty() && !good.contains(&false) } else { good.contains(&true) }
    });
    (!passes).then(|| format!("Trust policy with trusted principal {trusted} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, {claims} which is not scoped to all."))
}

fn application(issuer: &str, claims: &str, condition: Option<&Object>) -> Option<String> {
    let keys: Vec<_> = claims.split('|').map(|claim| format!("{issuer}:{claim}")).collect();
    let passes = blocks(condition, &COMPARING_EQUAL)
        .any(|block| block.keys().any(|name| keys.contains(name)));
    (!passes).then(|| {
        format!("Policy trusting {issuer} requires a StringEquals condition on an application id")
    })
}

fn blocks<'c>(condition: Option<&'c Object>, operator: &Regex) -> impl Iterator<Item = &'c Object> {
    let blocks = condition.into_iter().flatten();
    blocks.filter(|(name, _)| operator.is_match(name)).filter_map(|(_, block)| block.as_object())
}

fn principals(statement: &Object) -> Option<String> {
    statement["Principal"].as_object()?.iter().find_map(|(key, values)| match key.as_str() {
        "CanonicalUser" => Some("Invalid principal in policy: \"CanonicalUser\"".into()),
        key => texts(Some(values)).into_iter().find_map(|principal| {
            let invalid =
                |key| Some(format!("Invalid principal in policy: \"{key}\":\"{principal}\""));
            let is_group =
                principal.splitn(6, ':').nth(5).is_some_and(|it| it.starts_with("group/"));
            match key {
                "AWS" if !AWS.is_match(principal) || is_group => invalid("AWS"),
                "Service" if !SERVICE.is_match(principal) => invalid("SERVICE"),
                "Service" if principal == "invalid.amazonaws.com" => invalid("SERVICE"),
                "Federated" if !FEDERATED.is_match(principal) => Some(
                    "Federated principals must be valid domain names or SAML metadata ARNs".into(),
                ),
                _ => None,
            }
        }),
    })
}

/// The stored form of a trust policy.
pub fn stored(document: &Value) -> String {
    let Some(members) = document.as_object() else { return document.to_string() };
    let mut members = sorted(members, &["Version", "Id", "Statement"]);
    if let Some(statement) = members.get_mut("Statement") {
        let all: Vec<_> = all(Some(statement)).into_iter().map(stored_statement).collect();
        *statement = all.into();
    }
    Value::from(members).to_string()
}

fn stored_statement(statement: &Value) -> Value {
    let Some(members) = statement.as_object() else { return statement.clone() };
    let order = [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];
    let mut members = sorted(members, &order);
    for (key, value) in &mut members {
        match (key.as_str(), value.as_object_mut()) {
            ("Principal" | "NotPrincipal", Some(principals)) => {
                for (key, principals) in principals {
                    if key == "AWS" {
                        with_roots(principals);
                    }
                    single(principals);
                }
            }
            ("Condition", Some(blocks)) => {
                blocks.values_mut().filter_map(Value::as_object_mut).for_each(|block| {
                    block.values_mut().for_each(single);
                });
            }
            _ => single(value),
        }
    }
    members.into()
}

fn sorted(members: &Object, order: &[&str]) -> Object {
    let known = order.iter().filter_map(|key| Some((key.to_string(), members.get(*key)?.clone())));
    let others = members.iter().filter(|(key, _)| !order.contains(&key.as_str()));
    known.chain(others.map(|(key, value)| (key.clone(), value.clone()))).collect()
}

fn single(value: &mut Value) {
    if let Value::Array(all) = value {
        // A null may be in a list alone.
        if all.len() == 1 && (all[0].is_string() || all[0].is_number() || all[0].is_boolean()) {
            *value = all.remove(0);
        }
    }
}

fn with_roots(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().filter(|it| it.is_string()).for_each(with_roots),
        Value::String(account) if ACCOUNT.is_match(account) => {
            *value = json!(format!("arn:aws:iam::{account}:root"));
        }
        _ => {}
    }
}
