//! The statements of a document: which keys there are, and what type each value has.
//!
//! Both judges read a document by this walk and answer its faults in their own words.

use std::borrow::Cow;

use crate::policy::json::Kind;
use crate::policy::operator::Operator;
use crate::policy::value::Value;

/// The keys of a statement, in the order in which IAM writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition,
}

impl Key {
    const COUNT: usize = Key::Condition as usize + 1;

    /// The case of keys matters.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "Sid" => Key::Sid,
            "Effect" => Key::Effect,
            "Principal" => Key::Principal,
            "NotPrincipal" => Key::NotPrincipal,
            "Action" => Key::Action,
            "NotAction" => Key::NotAction,
            "Resource" => Key::Resource,
            "NotResource" => Key::NotResource,
            "Condition" => Key::Condition,
            _ => return None,
        })
    }
}

/// Who judges. Only these points of the walk differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Judge {
    /// Knows the operators of conditions; a principal is judged later, whatever its type.
    Identity,
    /// Knows the types of principals; refuses resources as soon as it sees them.
    Trust,
}

/// What is wrong with the form of a document.
pub(super) enum Fault<'d> {
    UnknownField(Value<'d>),
    /// The value has a type or, to the identity judge, a word that the grammar does not have.
    Unexpected(Value<'d>),
    /// A key that trust policies do not have.
    Prohibited(Key, Value<'d>),
}

/// A document of the right form. Of a repeated key the last value counts.
pub(super) struct Policy<'d> {
    pub(super) root: Value<'d>,
    pub(super) version: Option<Value<'d>>,
    /// The value of `Statement`, one statement or a list of them.
    pub(super) statement: Option<Value<'d>>,
    pub(super) statements: Vec<Statement<'d>>,
    /// A key behind a `Statement` that is one object.
    pub(super) behind_object: Option<Value<'d>>,
}

/// One statement.
pub(super) struct Statement<'d> {
    pub(super) value: Value<'d>,
    /// The numbers of the members' tokens. Zero is the root, so it says that the member is absent.
    members: [u32; Key::COUNT],
}

impl<'d> Statement<'d> {
    pub(super) fn get(&self, key: Key) -> Option<Value<'d>> {
        match self.members[key as usize] {
            0 => None,
            number => Some(self.value.sibling(number)),
        }
    }

    /// The value of the first of two keys, or of the second.
    pub(super) fn either(&self, key: Key, not_key: Key) -> Option<Value<'d>> {
        self.get(key).or(self.get(not_key))
    }

    pub(super) fn text(&self, key: Key) -> Option<Cow<'d, str>> {
        self.get(key)?.text()
    }
}

/// Reads a document, or finds its first fault.
pub(super) fn read(root: Value<'_>, judge: Judge) -> Result<Policy<'_>, Fault<'_>> {
    if root.kind() != Kind::Object {
        return Err(Fault::Unexpected(root));
    }
    let mut policy = Policy {
        root,
        version: None,
        statement: None,
        statements: Vec::new(),
        behind_object: None,
    };
    for (key, value) in root.members() {
        if policy.statement.is_some_and(|statement| statement.kind() == Kind::Object) {
            policy.behind_object = Some(key);
        }
        match key.text().as_deref() {
            Some("Version") => policy.version = Some(text(value)?),
            Some("Id") => drop(text(value)?),
            Some("Statement") => read_statements(&mut policy, value, judge)?,
            _ => return Err(Fault::UnknownField(key)),
        }
    }
    Ok(policy)
}

fn read_statements<'d>(
    policy: &mut Policy<'d>,
    value: Value<'d>,
    judge: Judge,
) -> Result<(), Fault<'d>> {
    policy.statement = Some(value);
    policy.statements.clear();
    for statement in value.each() {
        policy.statements.push(read_statement(statement, judge)?);
    }
    Ok(())
}

fn read_statement(value: Value<'_>, judge: Judge) -> Result<Statement<'_>, Fault<'_>> {
    if value.kind() != Kind::Object {
        return Err(Fault::Unexpected(value));
    }
    let mut statement = Statement { value, members: [0; Key::COUNT] };
    for (name, member) in value.members() {
        let key = name.text().as_deref().and_then(Key::from_name);
        let key = key.ok_or(Fault::UnknownField(name))?;
        check_type(key, name, member, judge)?;
        statement.members[key as usize] = member.number();
    }
    Ok(statement)
}

fn check_type<'d>(
    key: Key,
    name: Value<'d>,
    value: Value<'d>,
    judge: Judge,
) -> Result<(), Fault<'d>> {
    match key {
        Key::Sid | Key::Effect => text(value).map(drop),
        Key::Resource | Key::NotResource if judge == Judge::Trust => {
            Err(Fault::Prohibited(key, name))
        }
        Key::Action | Key::NotAction | Key::Resource | Key::NotResource => texts(value),
        Key::Condition => condition(value, judge),
        Key::Principal | Key::NotPrincipal if judge == Judge::Trust => principal(value),
        Key::Principal | Key::NotPrincipal => Ok(()),
    }
}

fn text(value: Value<'_>) -> Result<Value<'_>, Fault<'_>> {
    expect(value.is_text(), value).map(|()| value)
}

/// A text, or a list of them, in which nulls pass.
fn texts(value: Value<'_>) -> Result<(), Fault<'_>> {
    if value.kind() != Kind::List {
        return text(value).map(drop);
    }
    value.items().try_for_each(|item| expect(item.is_text() || item.kind() == Kind::Null, item))
}

/// A map from operators to maps from keys to values.
fn condition(value: Value<'_>, judge: Judge) -> Result<(), Fault<'_>> {
    object(value)?;
    for (name, keys) in value.members() {
        object(keys)?;
        for (_, values) in keys.members() {
            condition_values(values)?;
        }
        if judge == Judge::Identity {
            operator(name, keys)?;
        }
    }
    Ok(())
}

/// A text, number or Boolean, or a list of them, in which nulls pass.
fn condition_values(value: Value<'_>) -> Result<(), Fault<'_>> {
    let is_list = value.kind() == Kind::List;
    value.each().try_for_each(|value| match value.kind() {
        Kind::Object | Kind::List => Err(Fault::Unexpected(value)),
        Kind::Null => expect(is_list, value),
        _ => Ok(()),
    })
}

/// IAM does not mind an unknown operator without keys.
fn operator<'d>(name: Value<'d>, keys: Value<'d>) -> Result<(), Fault<'d>> {
    let known = name.text().as_deref().and_then(Operator::from_name);
    let Some(operator) = known else {
        return expect(keys.members().next().is_none(), name);
    };
    for (value, text) in keys.members().flat_map(|(_, values)| values.texts()) {
        expect(operator.has_syntax(&text), value)?;
    }
    Ok(())
}

/// A map from the kinds of principals to texts. A text or a list in its place has its own sentence.
fn principal(value: Value<'_>) -> Result<(), Fault<'_>> {
    if value.is_text() || value.kind() == Kind::List {
        return Ok(());
    }
    object(value)?;
    value.members().try_for_each(|(key, principals)| {
        let known = matches!(
            key.text().as_deref(),
            Some("AWS" | "Service" | "Federated" | "CanonicalUser")
        );
        expect(known, principals)?;
        texts(principals)
    })
}

fn object(value: Value<'_>) -> Result<(), Fault<'_>> {
    expect(value.kind() == Kind::Object, value)
}

fn expect(holds: bool, value: Value<'_>) -> Result<(), Fault<'_>> {
    if holds { Ok(()) } else { Err(Fault::Unexpected(value)) }
}
