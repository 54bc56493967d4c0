//! Mutations that add, drop and move pairs.

use super::body::{Body, Pair, Random};
use crate::{Action, ResourceType, VERSION};

/// Adds a pair that means something to some operation; a list gets the member that comes next.
pub(super) fn add(body: &mut Body, random: &mut Random) -> Option<()> {
    let value = *random.pick(VALUES)?;
    let pair = match random.below(10) {
        0 => Pair::new("Action", random.pick(Action::ALL)?.as_str()),
        1 => Pair::new("Version", VERSION),
        2 => Pair::new(random.pick(ResourceType::ALL)?.parameter(), value),
        3 => Pair::new(format!("Tags.member.{}.Key", body.next(b"Tags.", b".Key")), value),
        4 => Pair::new(format!("Tags.member.{}.Value", body.next(b"Tags.", b".Value")), value),
        5 => Pair::new(format!("TagKeys.member.{}", body.next(b"TagKeys.", b"")), value),
        6 => Pair::new("Marker", value),
        7 => Pair::new("MaxItems", value),
        8 => Pair::new("Tags", ""),
        _ => Pair::new("TagKeys", ""),
    };
    body.pairs.insert(random.below(body.pairs.len() + 1), pair);
    Some(())
}

/// Appends members to a list: the next one, or all up to two digits' worth, to as many as IAM
/// takes, or to one more.
pub(super) fn lengthen_list(body: &mut Body, random: &mut Random) -> Option<()> {
    let last = *random.pick(&[0, 0, 0, 0, 10, 11, 50, 51])?;
    let mut key = random.pick(VALUES)?.to_string();
    let tags = random.one_in(2);
    let next = if tags { body.next(b"Tags.", b".Key") } else { body.next(b"TagKeys.", b"") };
    for n in next..=last.max(next) {
        if tags {
            body.pairs.push(Pair::new(format!("Tags.member.{n}.Key"), key));
            body.pairs.push(Pair::new(format!("Tags.member.{n}.Value"), ""));
        } else {
            body.pairs.push(Pair::new(format!("TagKeys.member.{n}"), key));
        }
        key = format!("k{n}");
    }
    Some(())
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

/// Changes the action, and with it the name of the parameter that identifies the resource.
pub(super) fn change_action(body: &mut Body, random: &mut Random) -> Option<()> {
    let action = random.pick(Action::ALL)?;
    let first = body.pairs.iter_mut().find(|pair| pair.name == b"Action")?;
    first.value = Some(action.as_str().into());
    if let Some(resource_type) = action.resource_type() {
        for pair in &mut body.pairs {
            if ResourceType::ALL.iter().any(|each| pair.name == each.parameter().as_bytes()) {
                pair.name = resource_type.parameter().into();
            }
        }
    }
    Some(())
}

/// Values for any parameter; the one with `anika` identifies a resource of every type.
pub(super) const VALUES: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "1000",
    "1001",
    "Dept",
    "dept",
    "two+words",
    "caf%C3%A9",
    "aws%3Aname",
    "anika%2Bop%40example.org",
];

#[cfg(test)]
mod tests {
    use super::super::tests::assert_turns;
    use super::*;

    #[test]
    fn adds_pairs_that_matter() {
        for pair in [
            "Action=TagUser",
            "Action=ListMFADeviceTags",
            "Version=2010-05-08",
            "UserName=Dept",
            "SerialNumber=anika%2Bop%40example.org",
            "Tags.member.1.Key=dept",
            "Tags.member.1.Value=",
            "TagKeys.member.1=aws%3Aname",
            "Marker=1",
            "MaxItems=1001",
            "Tags=",
            "TagKeys=",
        ] {
            assert_turns(add, "x", &format!("x&{pair}"));
            assert_turns(add, "x", &format!("{pair}&x"));
        }
    }

    #[test]
    fn adds_members_that_come_next() {
        assert_turns(add, "Tags.member.1.Key=", "Tags.member.1.Key=&Tags.member.2.Key=Dept");
        assert_turns(add, "Tags.member.1.Key=", "Tags.member.1.Key=&Tags.member.1.Value=Dept");
        assert_turns(add, "TagKeys.member.1=", "TagKeys.member.1=&TagKeys.member.2=Dept");
    }

    #[test]
    fn lengthens_lists_by_one() {
        assert_turns(
            lengthen_list,
            "TagKeys.member.1=a",
            "TagKeys.member.1=a&TagKeys.member.2=dept",
        );
        assert_turns(lengthen_list, "x", "x&Tags.member.1.Key=Dept&Tags.member.1.Value=");
    }

    #[test]
    fn lengthens_lists_to_the_limit_and_one_beyond() {
        for last in [10, 11, 50, 51] {
            let mut keys = String::from("TagKeys.member.1=a&TagKeys.member.2=dept");
            (3..=last).for_each(|n| keys += &format!("&TagKeys.member.{n}=k{}", n - 1));
            assert_turns(lengthen_list, "TagKeys.member.1=a", &keys);

            let mut tags = String::from("x&Tags.member.1.Key=Dept&Tags.member.1.Value=");
            for n in 2..=last {
                tags += &format!("&Tags.member.{n}.Key=k{}&Tags.member.{n}.Value=", n - 1);
            }
            assert_turns(lengthen_list, "x", &tags);
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
    fn keeps_an_only_pair() {
        assert!(drop_run(&mut Body::split(b"a=1"), &mut Random(0)).is_none());
    }

    #[test]
    fn changes_the_action_and_with_it_the_identifying_parameter() {
        for action in Action::ALL {
            let parameter = action.resource_type().map_or("UserName", ResourceType::parameter);
            let to = format!("Action={action}&{parameter}=anika&Path=a&Action=y");
            assert_turns(change_action, "Action=x&UserName=anika&Path=a&Action=y", &to);
        }
    }
}
