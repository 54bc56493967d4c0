//! The judge of identity policies: managed and inline ones, what Simulate takes, and session policies.
//!
//! Each stage looks at all statements before the next begins.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::policy::json::Json;
use crate::policy::malformed::MalformedPolicy;
use crate::policy::operator::Operator;
use crate::policy::resource::Refusal;
use crate::policy::sentences::{identity as sentences, session};
use crate::policy::statement::{Fault, Judge, Key, Policy, Statement, read};
use crate::policy::value::Value;
use crate::policy::{action, resource};

type Verdict = Result<(), MalformedPolicy>;

/// Judges a document that is to be stored: a managed or an inline policy.
pub(super) fn judge(document: &str, is_managed: bool) -> Verdict {
    let json = read_json(document)?;
    let policy = syntax(json.root())?;
    has_statements(&policy)?;
    if is_managed {
        is_current(&policy)?;
    }
    let bad_resource = legacy(&policy)?;
    sids(&policy.statements)?;
    // The first statement that a stage refuses is named.
    policy.statements.iter().try_for_each(no_principal)?;
    policy.statements.iter().try_for_each(has_actions)?;
    bad_resource.map_or(Ok(()), Err)?;
    policy.statements.iter().try_for_each(good_actions)?;
    policy.statements.iter().try_for_each(has_resources)
}

/// Judges a document that is evaluated and not stored: its syntax alone.
pub(super) fn judge_syntax(document: &str) -> Verdict {
    let verdict = read_json(document).and_then(|json| syntax(json.root()).map(drop));
    verdict.map_err(MalformedPolicy::into_invalid_input)
}

/// Judges a session policy: STS looks at its first byte, then at its syntax.
pub(super) fn judge_session(document: &str) -> Verdict {
    let blanks = document.len() - document.trim_start_matches([' ', '\t', '\r', '\n']).len();
    if !document[blanks..].starts_with('{') {
        return refuse(session::JSON, blanks);
    }
    let json = read_json(document)?;
    has_statements(&syntax(json.root())?)
}

fn refuse<T>(sentence: impl Into<Cow<'static, str>>, offset: usize) -> Result<T, MalformedPolicy> {
    Err(MalformedPolicy::new(sentence, offset))
}

fn read_json(document: &str) -> Result<Json<'_>, MalformedPolicy> {
    Json::read(document).or_else(|offset| refuse(sentences::SYNTAX, offset))
}

/// The form, and the words that the grammar has.
fn syntax(root: Value<'_>) -> Result<Policy<'_>, MalformedPolicy> {
    let policy = read(root, Judge::Identity).or_else(|fault| match fault {
        Fault::UnknownField(value) | Fault::Unexpected(value) | Fault::Prohibited(_, value) => {
            refuse(sentences::SYNTAX, value.offset())
        }
    })?;
    if let Some(version) = policy.version {
        let is_known = matches!(version.text().as_deref(), Some("2012-10-17" | "2008-10-17"));
        syntax_if(is_known, version)?;
    }
    policy.statements.iter().try_for_each(statement_syntax)?;
    Ok(policy)
}

fn syntax_if(holds: bool, value: Value<'_>) -> Verdict {
    if holds { Ok(()) } else { refuse(sentences::SYNTAX, value.offset()) }
}

fn has_statements(policy: &Policy<'_>) -> Verdict {
    syntax_if(!policy.statements.is_empty(), policy.statement.unwrap_or(policy.root))
}

fn statement_syntax(statement: &Statement<'_>) -> Verdict {
    // The case is left to the legacy parser.
    let effect = statement.text(Key::Effect).unwrap_or_default();
    let is_known = effect.eq_ignore_ascii_case("Allow") || effect.eq_ignore_ascii_case("Deny");
    syntax_if(is_known, statement.get(Key::Effect).unwrap_or(statement.value))?;
    for (key, not_key) in [(Key::Action, Key::NotAction), (Key::Resource, Key::NotResource)] {
        if let (Some(_), Some(second)) = (statement.get(key), statement.get(not_key)) {
            syntax_if(false, second)?;
        }
    }
    Ok(())
}

/// Managed policies have a version, and not that of 2008.
fn is_current(policy: &Policy<'_>) -> Verdict {
    match policy.version.and_then(Value::text).as_deref() {
        Some("2012-10-17") => Ok(()),
        _ => refuse(sentences::VERSION, policy.version.unwrap_or(policy.root).offset()),
    }
}

/// What an older parser, which IAM runs behind the syntax, does not take. Gives the first resource that
/// is refused at a later stage, so that each is read once.
fn legacy(policy: &Policy<'_>) -> Result<Option<MalformedPolicy>, MalformedPolicy> {
    if let Some(key) = policy.behind_object {
        legacy_if(false, key)?;
    }
    // Variables came with the version of 2012; before, `${` is text.
    let has_variables = policy.version.and_then(Value::text).as_deref() == Some("2012-10-17");
    let mut bad_resource = None;
    for statement in &policy.statements {
        let effect = statement.text(Key::Effect);
        let is_exact = matches!(effect.as_deref(), Some("Allow" | "Deny"));
        legacy_if(is_exact, statement.get(Key::Effect).unwrap_or(statement.value))?;
        legacy_condition(statement)?;
        let Some(resources) = statement.either(Key::Resource, Key::NotResource) else { continue };
        for (value, resource) in resources.texts() {
            match resource::judge(&resource, has_variables) {
                Err(Refusal::Legacy) => legacy_if(false, value)?,
                Err(Refusal::Sentence(sentence)) if bad_resource.is_none() => {
                    bad_resource = Some(MalformedPolicy::new(sentence, value.offset()));
                }
                _ => {}
            }
        }
    }
    Ok(bad_resource)
}

fn legacy_condition(statement: &Statement<'_>) -> Verdict {
    let Some(condition) = statement.get(Key::Condition) else { return Ok(()) };
    for (name, keys) in condition.members() {
        let Some(operator) = name.text().as_deref().and_then(Operator::from_name) else { continue };
        for (value, literal) in keys.members().flat_map(|(_, values)| values.texts()) {
            legacy_if(operator.takes(&literal), value)?;
        }
    }
    Ok(())
}

fn legacy_if(holds: bool, value: Value<'_>) -> Verdict {
    if holds { Ok(()) } else { refuse(sentences::LEGACY, value.offset()) }
}

/// The identifiers of statements: unique, then of letters and digits. Empty ones may repeat.
fn sids(statements: &[Statement<'_>]) -> Verdict {
    if let Some(sid) = repeated_sid(statements) {
        return refuse(sentences::SID_TWICE, sid.offset());
    }
    for statement in statements {
        let Some(sid) = statement.get(Key::Sid) else { continue };
        let text = sid.text().unwrap_or_default();
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return refuse(sentences::SID_PATTERN, sid.offset());
        }
    }
    Ok(())
}

/// The first `Sid` that an earlier statement has; empty ones do not count.
pub(super) fn repeated_sid<'d>(statements: &[Statement<'d>]) -> Option<Value<'d>> {
    if statements.len() < 2 {
        return None;
    }
    let mut seen = HashSet::with_capacity(statements.len());
    statements.iter().filter_map(|statement| statement.get(Key::Sid)).find(|sid| {
        let text = sid.text().unwrap_or_default();
        !text.is_empty() && !seen.insert(text)
    })
}

fn no_principal(statement: &Statement<'_>) -> Verdict {
    match statement.either(Key::Principal, Key::NotPrincipal) {
        Some(principal) => refuse(sentences::PRINCIPAL, principal.offset()),
        None => Ok(()),
    }
}

fn has_actions(statement: &Statement<'_>) -> Verdict {
    has_some(statement, statement.either(Key::Action, Key::NotAction), sentences::NO_ACTIONS)
}

fn has_resources(statement: &Statement<'_>) -> Verdict {
    has_some(statement, statement.either(Key::Resource, Key::NotResource), sentences::NO_RESOURCES)
}

fn has_some(
    statement: &Statement<'_>,
    values: Option<Value<'_>>,
    sentence: &'static str,
) -> Verdict {
    match values {
        Some(values) if values.each().next().is_some() => Ok(()),
        _ => refuse(sentence, values.unwrap_or(statement.value).offset()),
    }
}

fn good_actions(statement: &Statement<'_>) -> Verdict {
    let Some(actions) = statement.either(Key::Action, Key::NotAction) else { return Ok(()) };
    for (value, action) in actions.texts() {
        action::judge(&action).or_else(|sentence| refuse(sentence, value.offset()))?;
    }
    Ok(())
}
