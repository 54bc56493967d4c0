//! Identity policies.

use std::collections::HashSet;

use serde_json::Value;

use super::tree::{Object, SYNTAX, all, regexes, statements, texts};

const LEGACY: &str = "The policy failed legacy parsing";

regexes! {
    OPERATOR = "(ForAnyValue:|ForAllValues:)?((String(Not)?(Equals|EqualsIgnoreCase|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)";
    BASE64 = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)";
    NUMBER = r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*";
    DATE = r"(-?\d+)(-0*([1-9]|1[0-2])(-0*([1-9]|[12]\d|3[01]))?)?([Tt](0*(1?\d|2[0-3])(:0*[0-5]?\d(:0*[0-5]?\d(\.\d{1,9})?)?)?)?([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?)?";
    V4 = r"((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}";
    VENDOR = "[A-Za-z0-9.-]+";
    PARTITION = r"(?s)aws(-cn|-us-gov|-iso(-[bef])?|-eusc)?|.*[*?].*";
    IAM_PATH = r"(?s)\*|root|(user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report)/.*";
    ARN = "(?s)arn:.*|.*[*?$].*";
    PREFIX = r"\d{1,20}";
}

pub fn has_syntax(document: &Value) -> bool {
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

pub fn are_texts(value: &Value) -> bool {
    value.is_string()
        || value.as_array().is_some_and(|all| all.iter().all(|it| it.is_string() || it.is_null()))
}

/// The types of a condition.
pub fn has_types(condition: &Value) -> bool {
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

pub fn identity(document: &Value, is_managed: bool) -> Option<String> {
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
