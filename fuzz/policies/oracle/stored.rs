//! The form in which AWS keeps a trust policy.

use serde_json::{Value, json};

use super::tree::{Object, all, regexes};

regexes! {
    ACCOUNT = r"\d{12}";
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
