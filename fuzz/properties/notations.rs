//! Claims about times in the notations of other servers.

use iam_codec::operations::{CreateGroup, CreateUser};
use iam_codec::structures::{Group, User};
use iam_codec::{OddityKind, Operation, Reply, Response, Timestamp};

use crate::inputs::Dice;

/// A time is the same in a notation that other servers use, and the tolerant reader says that it is another one.
pub(super) fn assert_is_read_in_another_notation(time: Timestamp, dice: &mut Dice) {
    let mut all = notations(time);
    all.extend(in_zones(time, 1 + dice.below(24 * 60 - 1) as u64));
    let notation = all.swap_remove(dice.below(all.len()));
    let response = created(time, dice.below(2) == 0);
    let document = response.encode().unwrap().replace(&time.to_string(), &notation);
    let (read, oddities) = Reply::decode_tolerantly(document.as_bytes()).unwrap();
    assert_eq!(read, Reply::Response(response), "{document}");
    let kinds: Vec<_> = oddities.iter().map(|oddity| oddity.kind()).collect();
    assert_eq!(kinds, [&OddityKind::OtherNotation(notation)], "{document}");
}

/// The answer to who creates a user or a group at this time.
fn created(time: Timestamp, is_user: bool) -> Response<'static> {
    let result = match is_user {
        true => CreateUser::response(User { create_date: time, ..User::default() }, "").result,
        false => CreateGroup::response(Group { create_date: time, ..Group::default() }, "").result,
    };
    Response::new(result, "id")
}

/// The time in UTC.
fn notations(time: Timestamp) -> Vec<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (date, clock) = parts(time);
    let (year, month, day) = (&date[..4], &date[5..7], &date[8..]);
    let name = MONTHS[month.parse::<usize>().unwrap() - 1];
    let mut notations = vec![
        format!("{date} {clock}"),
        format!("{date}T{clock}"),
        format!("{date} {clock} +0000 UTC"),
        format!("{year}{month}{day}T{}Z", clock.replace(':', "")),
        format!("Wed, {day} {name} {year} {clock} GMT"),
        format!("\n {date}T{clock}Z "),
    ];
    // Fewer digits may be a date.
    if time.as_unix() >= 1_000_000_000 {
        notations.push(time.as_unix().to_string());
    }
    notations
}

/// The time in a zone that is so far from UTC, on both sides of it.
fn in_zones(time: Timestamp, minutes: u64) -> Vec<String> {
    let zone = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let local = |seconds: Option<u64>| {
        let (date, clock) = parts(Timestamp::from_unix(seconds?).ok()?);
        Some(format!("{date}T{clock}"))
    };
    let east = local(time.as_unix().checked_add(60 * minutes));
    let west = local(time.as_unix().checked_sub(60 * minutes));
    let east =
        east.map(|local| [format!("{local}+{zone}"), format!("{local}+{}", zone.replace(':', ""))]);
    let west = west.map(|local| [format!("{local}-{zone}"), format!("{local} -{zone}")]);
    east.into_iter().chain(west).flatten().collect()
}

/// `2011-12-19` and `23:16:46`.
fn parts(time: Timestamp) -> (String, String) {
    let text = time.to_string();
    let (date, clock) = text.split_once('T').unwrap();
    (date.to_owned(), clock.trim_end_matches('Z').to_owned())
}
