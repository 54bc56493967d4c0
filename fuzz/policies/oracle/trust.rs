//! Trust policies.

use std::collections::HashSet;

use regex::Regex;
use serde_json::Value;

use super::identity::{are_texts, has_types};
use super::tree::{Object, POSITION, all, regexes, statements, texts};

regexes! {
    AWS = r"\*|\d{12}|(?s:arn:[^:]*:(iam|sts)::\d{12}:[^*?]+)";
    SERVICE = r"(?s).*\.(amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|aws\.internal|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)";
    FEDERATED = r"[A-Za-z0-9._/-]+|(?s:arn:([^:]*:){4}(saml|oidc)-provider/.+)";
    STS = "(?s)(?i-u:sts):(.*)";
    PROVIDER = "(?s)arn:[^:]*:[^:]*:[^:]*:[^:]*:oidc-provider/(.*)";
    COMPARING = "(ForAnyValue:|ForAllValues:)?String(Equals|Like|EqualsIgnoreCase)";
    COMPARING_EQUAL = "(ForAnyValue:|ForAllValues:)?StringEquals(IgnoreCase)?";
}

pub fn trust(document: &Value) -> Option<String> {
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
