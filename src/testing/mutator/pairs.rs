//! Mutations that add, drop and move pairs.

use std::iter;

use super::body::{Body, Pair, Random};
use super::texts::indices;
use super::vocabulary::{Name, VALUES, list_name, parameter, value_of};
use crate::iam::VERSION;
use crate::iam::operations::{Action, Request};
use crate::message::service::Requests;
use crate::schema::structure::Table;
use crate::sts;

/// Adds a pair that means something to the body's operation, or to some other; a list or map gets a
/// further part of its last member, or the member that comes next.
pub(super) fn add(body: &mut Body, random: &mut Random) -> Option<()> {
    let pair = match random.below(12) {
        0 => Pair::new("Action", random.pick(Action::ALL)?.as_str()),
        1 => Pair::new(
            "Version",
            if table_of_sts(body).is_some() { sts::SERVICE.version() } else { VERSION },
        ),
        2 => Pair::new(list_name(table(body, random)?, random)?.text, ""),
        _ => {
            let Name { mut text, kind } = parameter(table(body, random)?, body, random)?;
            // A member that has nothing but what no table knows is one all the same.
            if let Some((parent, _)) = text.rsplit_once('.').filter(|_| random.one_in(8)) {
                text = format!("{parent}.Color");
            }
            Pair::new(text, value_of(&kind, random)?)
        }
    };
    body.pairs.insert(random.below(body.pairs.len() + 1), pair);
    Some(())
}

/// The members of the body's operation, or one time in eight of any.
fn table(body: &Body, random: &mut Random) -> Option<&'static Table> {
    if let Some(table) = table_of_sts(body) {
        return Some(table);
    }
    let known = body.action().filter(|_| !random.one_in(8));
    let action = known.or_else(|| random.pick(Action::ALL).copied())?;
    // Few operations have no members.
    Some(Request::empty(action).known()?.1.table())
}

/// The members of the body's operation, if it is one of STS.
fn table_of_sts(body: &Body) -> Option<&'static Table> {
    Some(sts::Request::empty(body.action()?).known()?.1.table())
}

/// Appends members to a list or map: the next one, or all up to a number where digits, limits or bytes
/// end.
pub(super) fn lengthen_list(body: &mut Body, random: &mut Random) -> Option<()> {
    let last = *random.pick(&[0, 0, 0, 0, 10, 11, 20, 21, 50, 51, 99, 100, 101, 255, 256, 257])?;
    let Name { text: list, kind } = list_name(table(body, random)?, random)?;
    let mut value = random.pick(VALUES)?.to_string();
    let next = body.last_index(&list) + 1;
    for n in next..=last.max(next) {
        push_member(body, kind.parts(&list, n), value);
        value = format!("k{n}");
    }
    Some(())
}

/// Appends two members to a list or map whose keys are nearly the same, alone or inside a longer text.
pub(super) fn add_twins(body: &mut Body, random: &mut Random) -> Option<()> {
    let Name { text: list, kind } = list_name(table(body, random)?, random)?;
    let (one, other) = *random.pick(TWINS)?;
    // The end of a word makes a difference to a sigma, and the length to a shortcut.
    let mut around = || random.pick(&["", "x", "0123456789"]).copied();
    let (before, behind) = (around()?, around()?);
    for key in [one, other] {
        let n = body.last_index(&list) + 1;
        push_member(body, kind.parts(&list, n), format!("{before}{key}{behind}"));
    }
    Some(())
}

/// Appends the parts of a member; the first has a value.
fn push_member(body: &mut Body, names: Vec<String>, value: String) {
    let values = iter::once(value).chain(iter::repeat(String::new()));
    body.pairs.extend(names.into_iter().zip(values).map(|(name, value)| Pair::new(name, value)));
}

/// Drops a run of pairs, but never all: an engine takes an empty body for a failure.
pub(super) fn drop_run(body: &mut Body, random: &mut Random) -> Option<()> {
    let run = body.pick_run(random);
    (run.len() < body.pairs.len()).then(|| drop(body.pairs.drain(run)))
}

pub(super) fn swap(body: &mut Body, random: &mut Random) -> Option<()> {
    let (one, other) = (random.below(body.pairs.len()), random.below(body.pairs.len()));
    (one != other).then(|| body.pairs.swap(one, other))
}

pub(super) fn duplicate(body: &mut Body, random: &mut Random) -> Option<()> {
    let pair = random.pick(&body.pairs)?.clone();
    body.pairs.insert(random.below(body.pairs.len() + 1), pair);
    Some(())
}

/// Repeats all pairs of a member behind the last of them, one with another value: still a body as SDKs send it.
pub(super) fn repeat_member(body: &mut Body, random: &mut Random) -> Option<()> {
    let value = random.pick(VALUES)?;
    let name = &body.pick_pair(random, |pair| !indices(&pair.name).is_empty())?.name;
    let member = name[..indices(name).first()?.end].to_vec();
    let is_part = |pair: &Pair| {
        let rest = pair.name.strip_prefix(&member[..]);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"."))
    };
    let mut copies: Vec<_> = body.pairs.iter().filter(|pair| is_part(pair)).cloned().collect();
    let nth = random.below(copies.len());
    copies.get_mut(nth)?.value = Some((*value).into());
    let behind = body.pairs.iter().rposition(is_part)? + 1;
    body.pairs.splice(behind..behind, copies);
    Some(())
}

/// Changes the action, and some of the names that the new operation does not have to its first one.
pub(super) fn change_action(body: &mut Body, random: &mut Random) -> Option<()> {
    let action = *random.pick(Action::ALL)?;
    let request = Request::empty(action);
    let members = request.known()?.1.table().members;
    let first = body.pairs.iter_mut().find(|pair| pair.name == b"Action")?;
    first.value = Some(action.as_str().into());
    for Pair { name, .. } in &mut body.pairs {
        let end = name.iter().position(|&byte| byte == b'.').unwrap_or(name.len());
        let is_known = |known: &str| known.as_bytes() == &name[..end];
        if members.iter().any(|member| is_known(member.name()))
            || is_known("Action")
            || is_known("Version")
        {
            continue;
        }
        if let (Some(member), true) = (members.first(), random.one_in(2)) {
            name.splice(..end, member.name().bytes());
        }
    }
    Some(())
}

/// Texts that differ in case alone, or nearly so: other letters with the same lower case (Kelvin, Angstrom,
/// a title case, one of four bytes), and letters that only more than a lower case makes the same.
pub(super) const TWINS: &[(&str, &str)] = &[
    ("k", "%E2%84%AA"),
    ("%E2%84%AB", "%C3%A5"),
    ("%C3%89", "%C3%A9"),
    ("%C3%9F", "%E1%BA%9E"),
    ("%C3%9F", "ss"),
    ("%CF%83", "%CE%A3"),
    ("%CF%83", "%CF%82"),
    ("%CE%A3", "%CF%82"),
    ("s", "%C5%BF"),
    ("i", "%C4%B0"),
    ("%C7%85", "%C7%84"),
    ("%EA%AD%B0", "%E1%8E%A0"),
    ("%F0%90%90%A8", "%F0%90%90%80"),
];

#[cfg(test)]
mod tests {
    use super::super::turns::assert_turns;
    use super::*;

    #[test]
    fn adds_pairs_that_matter() {
        for (action, pair) in [
            ("ListMFADeviceTags", "Action=TagUser"),
            ("TagUser", "Version=2010-05-08"),
            ("TagUser", "UserName=Dept"),
            ("TagMFADevice", "SerialNumber=anika%2Bop%40example.org"),
            ("TagUser", "Tags.member.1.Key=dept"),
            ("TagUser", "Tags.member.1.Value="),
            ("UntagUser", "TagKeys.member.1=aws%3Aname"),
            ("ListUserTags", "Marker=1"),
            ("ListUserTags", "MaxItems=1001"),
            ("TagUser", "Tags="),
            ("PutAccountProperties", "Properties.entry.1.key=Dept"),
            ("PutAccountProperties", "Properties.entry.1.value=1"),
            ("UpdateAccessKey", "Status=Inactive"),
            ("TagUser", "Tags.member.1.Color=Dept"),
            ("PutAccountProperties", "Properties.entry.1.Color=1"),
            ("CreateDelegationRequest", "OnlySendByOwner=true"),
            ("CreateDelegationRequest", "Permissions.Parameters.member.1.Values.member.1=1"),
        ] {
            let body = format!("Action={action}");
            assert_turns(add, &body, &format!("{body}&{pair}"));
            assert_turns(add, &body, &format!("{pair}&{body}"));
        }
    }

    #[test]
    fn adds_members_that_come_next() {
        let body = "Action=TagUser&Tags.member.1.Key=";
        assert_turns(add, body, &format!("{body}&Tags.member.2.Key=Dept"));
        assert_turns(add, body, &format!("{body}&Tags.member.1.Value=Dept"));
        let body = "Action=UntagUser&TagKeys.member.1=";
        assert_turns(add, body, &format!("{body}&TagKeys.member.2=Dept"));
    }

    #[test]
    fn lengthens_lists_by_one() {
        let body = "Action=UntagUser&TagKeys.member.1=a";
        assert_turns(lengthen_list, body, &format!("{body}&TagKeys.member.2=dept"));
        let body = "Action=TagUser";
        let tag = "Tags.member.1.Key=Dept&Tags.member.1.Value=";
        assert_turns(lengthen_list, body, &format!("{body}&{tag}"));
        let body = "Action=PutAccountProperties";
        let entry = "Properties.entry.1.key=Dept&Properties.entry.1.value=";
        assert_turns(lengthen_list, body, &format!("{body}&{entry}"));
    }

    #[test]
    fn adds_members_that_are_nearly_the_same() {
        let body = "Action=UntagUser&TagKeys.member.1=a";
        let keys = "TagKeys.member.2=k&TagKeys.member.3=%E2%84%AA";
        assert_turns(add_twins, body, &format!("{body}&{keys}"));
        let tags = "Tags.member.1.Key=0123456789%CF%830123456789&Tags.member.1.Value=\
            &Tags.member.2.Key=0123456789%CE%A30123456789&Tags.member.2.Value=";
        assert_turns(add_twins, "Action=TagUser", &format!("Action=TagUser&{tags}"));
    }

    #[test]
    fn lengthens_lists_to_the_limits_and_beyond() {
        let body = "Action=UntagUser&TagKeys.member.1=a";
        for last in [10, 11, 50, 51, 100, 256] {
            let mut keys = format!("{body}&TagKeys.member.2=dept");
            (3..=last).for_each(|n| keys += &format!("&TagKeys.member.{n}=k{}", n - 1));
            assert_turns(lengthen_list, body, &keys);
        }
    }

    #[test]
    fn drops_swaps_and_duplicates_pairs() {
        assert_turns(drop_run, "a=1&b=2&c=3", "a=1&c=3");
        assert_turns(drop_run, "a=1&b=2&c=3", "a=1");
        assert_turns(swap, "a=1&b=2&c=3", "c=3&b=2&a=1");
        assert_turns(duplicate, "a=1&b=2", "a=1&b=2&a=1");
    }

    #[test]
    fn repeats_members_whole() {
        let body = "t.member.1.k=a&t.member.1.v=b&t.member.10.k=c";
        let twice =
            "t.member.1.k=a&t.member.1.v=b&t.member.1.k=a&t.member.1.v=Dept&t.member.10.k=c";
        assert_turns(repeat_member, body, twice);
        assert_turns(repeat_member, "t.member.1=a", "t.member.1=a&t.member.1=dept");
    }

    #[test]
    fn keeps_an_only_pair() {
        assert!(drop_run(&mut Body::split(b"a=1"), &mut Random(0)).is_none());
    }

    #[test]
    fn changes_the_action_and_with_it_a_name_that_is_not_known() {
        for (action, name) in [
            ("TagRole", "RoleName"),
            ("GetSAMLProvider", "SAMLProviderArn"),
            ("CreateGroup", "Path"),
            ("DeletePolicy", "PolicyArn"),
        ] {
            let to = format!("Action={action}&{name}=anika&Action=y");
            assert_turns(change_action, "Action=x&UserName=anika&Action=y", &to);
        }
    }
}
