//! The reads that show what a request has done. Most follow from the tables of the codec: the operation that
//! reads what another one makes has the same noun in its name, and the members that both have must agree.
//! `effects.toml` has those that do not follow.

use std::collections::BTreeMap;

use iam_codec::{Action, Member};
use serde::Deserialize;

use crate::cases::case::Read;
use crate::cases::expect::Expect;
use crate::text::value::{Map, Value, get, read_map};

/// A read that follows from no table. `${:UserName}` stands for a parameter of the request.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EffectRow {
    /// The operations whose effect it shows.
    operations: Vec<String>,
    #[serde(deserialize_with = "read_map")]
    read: Map,
    /// What it shows, by path inside the result.
    #[serde(default, deserialize_with = "read_map")]
    elements: Map,
    /// The read must be refused.
    #[serde(default)]
    refused: bool,
    /// The operations are not read in the usual way too.
    #[serde(default)]
    instead: bool,
}

/// How the effect of a request is seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Effect {
    /// Parts of the request's result that the reads need: variable = path.
    pub(crate) keep: BTreeMap<String, String>,
    pub(crate) reads: Vec<Read>,
}

/// The beginnings of operations that make or change what a `Get…` reads.
const MAKES: [&str; 4] = ["Create", "Upload", "Put", "Update"];

/// Members that a reader needs and no request has.
const DEFAULTS: [(&str, &str); 1] = [("Encoding", "SSH")];

/// Members that are read in another form than they were sent.
const CHANGED: [&str; 1] = ["Url"];

/// The reads that show the effect of a request with these parameters.
pub(crate) fn effect_of(rows: &[EffectRow], send: &Map) -> Effect {
    let mut effect = Effect::default();
    let Some(name) = get(send, "Action").and_then(Value::as_text) else {
        return effect;
    };
    let rows: Vec<_> =
        rows.iter().filter(|row| row.operations.iter().any(|of| of == name)).collect();
    for row in &rows {
        if let Some(read) = row.read_for(send, &mut effect.keep) {
            effect.reads.push(read);
        }
    }
    if !rows.iter().any(|row| row.instead) {
        usual(name, send, &mut effect);
    }
    effect
}

impl EffectRow {
    /// The read after this request; `None` if the request lacks a parameter that the read is about.
    fn read_for(&self, send: &Map, keep: &mut BTreeMap<String, String>) -> Option<Read> {
        let mut fill = |map: &Map| {
            let filled = map.iter().map(|(name, value)| {
                let value = with_parameters(value.as_text()?, send, keep)?;
                Some((with_parameters(name, send, keep)?, Value::Text(value)))
            });
            filled.collect::<Option<Map>>()
        };
        let (read, elements) = (fill(&self.read)?, fill(&self.elements)?);
        let expect = Expect { elements, refused: self.refused, ..Expect::default() };
        Some(Read { send: read, expect })
    }
}

/// A text with the request's parameters in the place of `${:Name}`, or with what its result has there.
fn with_parameters(text: &str, send: &Map, keep: &mut BTreeMap<String, String>) -> Option<String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${:") {
        let (name, behind) = after.split_once('}')?;
        filled += before;
        filled += &value_of(name, send, keep)?;
        rest = behind;
    }
    Some(filled + rest)
}

/// The usual effect: what is made can be read, and what is deleted cannot.
fn usual(name: &str, send: &Map, effect: &mut Effect) {
    let noun = |verb: &&str| name.strip_prefix(*verb);
    if let Some(noun) = MAKES.iter().find_map(noun) {
        let Some((action, read)) = reader(noun, send, &mut effect.keep) else {
            return;
        };
        let elements = elements_of(action, send);
        if !elements.is_empty() {
            let expect = Expect { elements, ..Expect::default() };
            effect.reads.push(Read { send: read, expect });
        }
    } else if let Some(noun) = name.strip_prefix("Delete") {
        if let Some((_, read)) = reader(noun, send, &mut effect.keep) {
            let expect = Expect { refused: true, ..Expect::default() };
            effect.reads.push(Read { send: read, expect });
        }
    }
}

/// The operation that reads what an operation with this noun is about, and its parameters.
fn reader(noun: &str, send: &Map, keep: &mut BTreeMap<String, String>) -> Option<(Action, Map)> {
    let action: Action = format!("Get{noun}").parse().ok()?;
    let mut read = vec![("Action".to_owned(), Value::text(action.as_str()))];
    for member in action.input() {
        match value_of(member.name(), send, keep) {
            Some(value) => read.push((member.name().to_owned(), Value::Text(value))),
            None if member.is_required() => return None,
            None => {}
        }
    }
    Some((action, read))
}

/// The value of a member after the request: a new one, the one that was sent, or the one in its result.
fn value_of(name: &str, send: &Map, keep: &mut BTreeMap<String, String>) -> Option<String> {
    let sent = |name: &str| get(send, name).and_then(Value::as_text).map(str::to_owned);
    let default =
        || DEFAULTS.iter().find(|(of, _)| *of == name).map(|(_, value)| (*value).to_owned());
    sent(&format!("New{name}")).or_else(|| sent(name)).or_else(default).or_else(|| {
        let action: Action = sent("Action")?.parse().ok()?;
        let path = path_to(action.output(), name).or_else(|| {
            // A policy's create calls it Arn, and whatever reads the policy PolicyArn.
            name.ends_with("Arn").then(|| path_to(action.output(), "Arn")).flatten()
        })?;
        let variable = format!("made {name}");
        keep.insert(variable.clone(), path.0);
        Some(format!("${{{variable}}}"))
    })
}

/// Where a result has the members of a request, and the values that were sent.
fn elements_of(reader: Action, send: &Map) -> Map {
    let mut elements = Map::new();
    for (name, value) in send {
        let name = name.strip_prefix("New").unwrap_or(name);
        let is_replaced = get(send, &format!("New{name}")).is_some_and(|new| new != value);
        if name == "Action" || CHANGED.contains(&name) || is_replaced {
            continue;
        }
        let Some((path, member)) = path_to(reader.output(), name) else {
            continue;
        };
        match value {
            Value::Text(text) if member.is_policy() => {
                let rule = if name == "AssumeRolePolicyDocument" { "trust" } else { "encoded" };
                elements.push((path, Value::Text(format!("@{rule} {text}"))));
            }
            // The boundary is read as a structure.
            Value::Text(_) if !member.members().is_empty() => {
                let inner = format!("{name}Arn");
                if member.members().iter().any(|member| member.name() == inner) {
                    elements.push((format!("{path}/{inner}"), value.clone()));
                }
            }
            value => elements.push((path, value.clone())),
        }
    }
    elements
}

/// The path to the first member of this name: here, or in a structure that is not in a list.
fn path_to(members: &'static [Member], name: &str) -> Option<(String, &'static Member)> {
    let own = members.iter().find(|member| member.name() == name);
    own.map(|member| (name.to_owned(), member)).or_else(|| {
        members.iter().filter(|member| !member.is_list()).find_map(|member| {
            let (path, found) = path_to(member.members(), name)?;
            Some((format!("{}/{path}", member.name()), found))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(send: &[(&str, &str)]) -> Effect {
        let send = send.iter().map(|(name, value)| ((*name).to_owned(), Value::text(*value)));
        effect_of(&[], &send.collect())
    }

    #[test]
    fn what_a_create_sets_is_read_where_the_tables_have_it() {
        let effect = of(&[
            ("Action", "CreateRole"),
            ("RoleName", "${new}"),
            ("AssumeRolePolicyDocument", "${trust}"),
            ("PermissionsBoundary", "${policy}"),
        ]);
        assert_eq!(get(&effect.reads[0].send, "Action").unwrap().as_text(), Some("GetRole"));
        let elements = [
            ("Role/RoleName", "${new}"),
            ("Role/AssumeRolePolicyDocument", "@trust ${trust}"),
            ("Role/PermissionsBoundary/PermissionsBoundaryArn", "${policy}"),
        ];
        let elements = elements.map(|(path, value)| (path.to_owned(), Value::text(value)));
        assert_eq!(effect.reads[0].expect.elements, elements);
    }

    #[test]
    fn an_identifier_comes_from_the_result_and_a_new_name_replaces_the_old_one() {
        let effect =
            of(&[("Action", "CreatePolicy"), ("PolicyName", "a"), ("PolicyDocument", "{}")]);
        assert_eq!(effect.keep["made PolicyArn"], "Policy/Arn");
        let read = &effect.reads[0].send;
        assert_eq!(get(read, "PolicyArn").unwrap().as_text(), Some("${made PolicyArn}"));

        let effect = of(&[("Action", "UpdateUser"), ("UserName", "a"), ("NewUserName", "b")]);
        assert_eq!(get(&effect.reads[0].send, "UserName").unwrap().as_text(), Some("b"));
        let elements = vec![("User/UserName".to_owned(), Value::text("b"))];
        assert_eq!(effect.reads[0].expect.elements, elements);
    }

    #[derive(Deserialize)]
    struct Rows {
        #[serde(default)]
        effect: Vec<EffectRow>,
    }

    #[test]
    fn the_order_of_rows_is_of_no_matter() {
        let row = |read: &str, more: &str| {
            format!(
                "[[effect]]\noperations = [\"CreateUser\"]\nread = {{ Action = \"{read}\" }}\n{more}"
            )
        };
        let (lists, alone) = (row("ListUsers", ""), row("ListGroups", "instead = true\n"));
        let send = vec![
            ("Action".to_owned(), Value::text("CreateUser")),
            ("UserName".to_owned(), Value::text("a")),
        ];
        for (rows, reads) in [
            (vec![], vec!["GetUser"]),
            (vec![&lists], vec!["GetUser", "ListUsers"]),
            (vec![&alone], vec!["ListGroups"]),
            (vec![&lists, &alone], vec!["ListGroups", "ListUsers"]),
            (vec![&alone, &lists], vec!["ListGroups", "ListUsers"]),
        ] {
            let text: String = rows.into_iter().map(String::as_str).collect();
            let rows: Rows = toml::from_str(&text).unwrap();
            let effect = effect_of(&rows.effect, &send);
            let action = |read: &Read| get(&read.send, "Action").unwrap().to_string();
            let mut found: Vec<_> = effect.reads.iter().map(action).collect();
            found.sort();
            assert_eq!(found, reads, "{text}");
        }
    }

    #[test]
    fn what_is_deleted_can_no_longer_be_read() {
        let effect = of(&[("Action", "DeleteUserPolicy"), ("UserName", "a"), ("PolicyName", "b")]);
        assert!(effect.reads[0].expect.refused);
        assert_eq!(get(&effect.reads[0].send, "Action").unwrap().as_text(), Some("GetUserPolicy"));
        assert!(of(&[("Action", "GetUser"), ("UserName", "a")]).reads.is_empty());
    }
}
