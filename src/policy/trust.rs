//! The judge of trust policies. It shares no sentence with that of identity policies.

use crate::policy::identity::repeated_sid;
use crate::policy::json::{Json, Kind};
use crate::policy::malformed::{MalformedPolicy, refuse};
use crate::policy::sentences::trust as sentences;
use crate::policy::statement::{Fault, Judge, Key, Policy, Statement, read};
use crate::policy::value::Value;
use crate::policy::{federated, principal};

type Verdict = Result<(), MalformedPolicy>;

pub(super) fn judge(document: &str) -> Verdict {
    let json = Json::read(document).or_else(|offset| refuse(sentences::JSON, offset))?;
    let policy = form(json.root())?;
    version(&policy)?;
    if policy.statements.is_empty() {
        return refuse(sentences::NO_STATEMENT, policy.statement.unwrap_or(policy.root).offset());
    }
    policy.statements.iter().try_for_each(statement)?;
    if let Some(sid) = repeated_sid(&policy.statements) {
        return refuse(sentences::SID_TWICE, sid.offset());
    }
    policy.statements.iter().try_for_each(federated::judge)?;
    policy.statements.iter().try_for_each(principal::judge)
}

/// Keys and types, in the order in which they are in the document.
fn form(root: Value<'_>) -> Result<Policy<'_>, MalformedPolicy> {
    match root.kind() {
        Kind::Null => return refuse(sentences::NOT_A_POLICY, root.offset()),
        Kind::Object if root.members().next().is_none() => return position(root, root.last()),
        Kind::Object => {}
        _ => return refuse(sentences::JSON, root.offset()),
    }
    read(root, Judge::Trust).or_else(|fault| match fault {
        Fault::UnknownField(key) => {
            refuse(sentences::unknown_field(&key.text().unwrap_or_default()), key.offset())
        }
        Fault::Prohibited(Key::Resource, key) => refuse(sentences::RESOURCE, key.offset()),
        Fault::Prohibited(_, key) => refuse(sentences::NOT_RESOURCE, key.offset()),
        Fault::Unexpected(value) => position(value, value.offset()),
    })
}

/// Refuses with the place of the byte at `offset`, as IAM's reader counts: it has read that byte, so it
/// is one behind it.
fn position<T>(value: Value<'_>, offset: usize) -> Result<T, MalformedPolicy> {
    let (line, column) = place(value.document(), offset);
    refuse(sentences::position((line, column + 1)), offset)
}

/// Line and column of a byte, both from 1. A column is a character.
fn place(document: &str, offset: usize) -> (usize, usize) {
    let before = &document.as_bytes()[..offset];
    let ends_line = |at: usize| match before[at] {
        b'\n' => true,
        b'\r' => before.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let line = 1 + (0..before.len()).filter(|at| ends_line(*at)).count();
    let start =
        before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
    // The bytes of a character that follow its first one.
    let continues = |byte: &&u8| (**byte & 0xc0) == 0x80;
    let column = 1 + before[start..].len() - before[start..].iter().filter(continues).count();
    (line, column)
}

fn version(policy: &Policy<'_>) -> Verdict {
    let Some(version) = policy.version else { return Ok(()) };
    match version.text().as_deref() {
        Some("2012-10-17" | "2008-10-17") => Ok(()),
        _ => refuse(sentences::VERSION, version.offset()),
    }
}

fn statement(statement: &Statement<'_>) -> Verdict {
    effect(statement)?;
    not_principal(statement)?;
    principal(statement)?;
    actions(statement)
}

fn effect(statement: &Statement<'_>) -> Verdict {
    let Some(effect) = statement.get(Key::Effect) else {
        return refuse(sentences::NO_EFFECT, statement.value.offset());
    };
    match effect.text().unwrap_or_default() {
        text if text == "Allow" || text == "Deny" => Ok(()),
        text => refuse(sentences::effect(&text), effect.offset()),
    }
}

fn not_principal(statement: &Statement<'_>) -> Verdict {
    let Some(principal) = statement.get(Key::NotPrincipal) else { return Ok(()) };
    let sentence = match statement.text(Key::Effect).as_deref() {
        Some("Allow") => sentences::ALLOW_NOT_PRINCIPAL,
        _ => sentences::NOT_PRINCIPAL,
    };
    refuse(sentence, principal.offset())
}

fn principal(statement: &Statement<'_>) -> Verdict {
    let Some(principal) = statement.get(Key::Principal) else {
        return refuse(sentences::NO_PRINCIPAL, statement.value.offset());
    };
    match principal.kind() {
        Kind::Object if principal.members().next().is_some() => Ok(()),
        Kind::Object => refuse(sentences::EMPTY_PRINCIPAL, principal.offset()),
        Kind::List => refuse(sentences::PRINCIPAL_LIST, principal.offset()),
        _ => refuse(sentences::PRINCIPAL_TEXT, principal.offset()),
    }
}

fn actions(statement: &Statement<'_>) -> Verdict {
    let given = [Key::Action, Key::NotAction].into_iter().filter_map(|key| statement.get(key));
    if given.clone().next().is_none() {
        return refuse(sentences::NO_ACTION, statement.value.offset());
    }
    match given.flat_map(Value::texts).find(|(_, action)| !is_sts_action(action)) {
        Some((action, _)) => refuse(sentences::ACTION, action.offset()),
        None => Ok(()),
    }
}

/// Actions of STS pass, but not all of them at once. Which of them IAM takes is not known.
fn is_sts_action(action: &str) -> bool {
    let action = action.split_once(':');
    action.is_some_and(|(vendor, action)| vendor.eq_ignore_ascii_case("sts") && action != "*")
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn counts_characters_and_line_ends_of_all_kinds() {
        assert_eq!(place("é{", 2), (1, 2));
        assert_eq!(place("\n{", 1), (2, 1));
        assert_eq!(place("\r\n {", 3), (2, 2));
        assert_eq!(place("\r\r{", 2), (3, 1));
        assert_eq!(place("", 0), (1, 1));
    }
}
