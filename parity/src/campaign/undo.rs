//! What removes what a request has made.

use super::sequence::{Sequence, Step};
use crate::cases::suite::Suite;
use crate::exchange::parsed::ParsedAnswer;
use iam_codec::{Action, Params, VERSION};

/// How operations that make something begin, and those that remove it.
const OPPOSITES: &[(&str, &str)] = &[
    ("Create", "Delete"),
    ("Upload", "Delete"),
    ("Put", "Delete"),
    ("Attach", "Detach"),
    ("Enable", "Deactivate"),
    ("Enable", "Disable"),
    ("UpdateAccountPasswordPolicy", "DeleteAccountPasswordPolicy"),
];

/// The request that removes what an accepted one has made, if any does.
pub(crate) fn undo(body: &[u8], parsed: &ParsedAnswer) -> Option<Step> {
    let given = Params::parse(body).ok()?;
    let action = opposite(given.get("Action")?)?;
    let mut undo = Params::default();
    undo.push("Action", action.as_str());
    undo.push("Version", VERSION);
    for member in action.input() {
        let made = || parsed.result()?.find(member.name());
        let arn = || parsed.result()?.find("Arn").filter(|_| member.name().ends_with("Arn"));
        // The result says what was really made.
        let value = made().or_else(arn).or_else(|| given.get(member.name()));
        match value {
            Some(value) => undo.push(member.name(), value.to_owned()),
            None if member.is_required() => return None,
            None => {}
        }
    }
    Some(Step::new(undo.encode().into_bytes()))
}

fn opposite(action: &str) -> Option<Action> {
    if let Some(rest) = action.strip_prefix("Add") {
        return format!("Remove{}", rest.replacen("To", "From", 1)).parse().ok();
    }
    OPPOSITES.iter().find_map(|(begins, removes)| {
        let rest = action.strip_prefix(begins)?;
        format!("{removes}{rest}").parse().ok()
    })
}

/// The request that removes the resource of a sequence, also if its creation gave no answer.
pub(crate) fn remove_resource(suite: &Suite, sequence: &Sequence) -> Option<Step> {
    let row = suite.resource(&sequence.resource)?;
    let mut scope = super::generate::scope(suite);
    let id = scope.fill(&row.absent).ok()?;
    scope.set("id", id);
    let delete = scope.fill_map(&row.delete).ok()?;
    let mut params = Params::default();
    for (name, value) in &delete {
        params.push(name.clone(), value.as_text()?.to_owned());
        if name == "Action" {
            params.push("Version", VERSION);
        }
    }
    Some(Step::new(params.encode().into_bytes()))
}

#[cfg(test)]
mod tests;
