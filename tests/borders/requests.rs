//! Bounds of requests.

use iam_codec::operations::ListUsers;
use iam_codec::{Constraint, Operation, Pages, Params, Request, RequestError};

/// A body with this list of texts, list of structures, list inside a list, or map.
const HEADS: [(&str, &str, &str); 4] = [
    ("Action=UntagUser&Version=2010-05-08&UserName=a&TagKeys.member.", "", ""),
    ("Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.", ".Key", ".Value"),
    (
        "Action=SimulateCustomPolicy&Version=2010-05-08&ActionNames.member.1=s3:GetObject\
         &PolicyInputList.member.1={}&ContextEntries.member.1.ContextKeyValues.member.",
        "",
        "",
    ),
    ("Action=PutAccountProperties&Version=2010-05-08&Properties.entry.", ".key", ".value"),
];

/// The body with members of these numbers.
fn body_of((head, part, other): (&str, &str, &str), numbers: &[&str]) -> String {
    let (head, list) = head.rsplit_once('&').unwrap();
    let pairs = numbers.iter().map(|number| match other {
        "" => format!("&{list}{number}{part}=a/k{number}"),
        _ => format!("&{list}{number}{part}=a/k{number}&{list}{number}{other}=v"),
    });
    [head.to_owned(), pairs.collect()].concat()
}

/// The error of a body, which is read in both ways.
#[track_caller]
fn refusal(body: &str) -> RequestError {
    let error = Request::decode(body.as_bytes()).expect_err(body);
    let params = Params::parse(body.as_bytes()).unwrap();
    assert_eq!(Request::decoder().params(params), Err(error.clone()), "{body}");
    error
}

#[test]
fn an_index_has_at_most_31_bits_without_the_last_digit() {
    for head in HEADS {
        for (index, sentence) in [
            ("99999999", "Excessively sparse input would skip 99,999,998 list elements"),
            ("100000000", "Excessively sparse input would skip 99,999,999 list elements"),
            ("214748368", "Excessively sparse input would skip 214,748,367 list elements"),
            ("214748369", "Excessively sparse input would skip 214,748,368 list elements"),
            ("0214748369", "Excessively sparse input would skip 214,748,368 list elements"),
            ("214748370", "Index 214748370 is illegal"),
            ("0214748370", "Index 0214748370 is illegal"),
            ("2147483690", "Index 2147483690 is illegal"),
            ("4294967295", "Index 4294967295 is illegal"),
            ("4294967296", "Index 4294967296 is illegal"),
            ("4294967297", "Index 4294967297 is illegal"),
            ("18446744073709551617", "Index 18446744073709551617 is illegal"),
        ] {
            let body = body_of(head, &[index]);
            assert_eq!(refusal(&body).kind().to_string(), sentence, "{body}");
        }
    }
}

#[test]
fn the_numbers_in_sentences_have_a_comma_before_each_three_digits() {
    for (index, skipped) in [
        (1000, "999"),
        (1001, "1,000"),
        (1_000_000, "999,999"),
        (1_000_001, "1,000,000"),
        (1_010_011, "1,010,010"),
    ] {
        let body = body_of(HEADS[0], &[&index.to_string()]);
        let sentence = format!("Excessively sparse input would skip {skipped} list elements");
        assert_eq!(refusal(&body).kind().to_string(), sentence);
    }
}

/// Before the first member, behind the first and behind another one.
#[test]
fn a_list_may_leave_out_ten_members_in_a_row() {
    for head in HEADS {
        for before in [&[][..], &["1"], &["1", "2", "3", "4", "5"]] {
            let last = before.len().max(1);
            for (skipped, is_sparse) in [(9, false), (10, false), (11, true), (12, true)] {
                let index = (last + skipped).to_string();
                let body = body_of(head, &[before, &[&index]].concat());
                let error = refusal(&body);
                let sentence =
                    format!("Excessively sparse input would skip {skipped} list elements");
                assert_eq!(error.kind().to_string() == sentence, is_sparse, "{body}: {error}");
                assert_eq!(error.violations().is_empty(), is_sparse, "{body}: {error}");
                // The member that the list goes on with is to blame.
                let is_blamed =
                    error.parameter().is_some_and(|name| name.ends_with(&format!(".{index}")));
                assert_eq!(is_blamed, is_sparse, "{body}: {error}");
            }
        }
    }
}

/// Of a list of texts the members are judged together, of a list of tags each; its length is judged either way.
#[test]
fn a_list_that_leaves_out_members_has_a_length() {
    let numbers = |last: usize| (1..=last).filter(|n| *n != 2).map(|n| n.to_string());
    for (head, nulls) in
        [(HEADS[0], &["tagKeys"][..]), (HEADS[1], &["tags.2.member.value", "tags.2.member.key"])]
    {
        let list = nulls[0].split('.').next().unwrap();
        for last in [3, 49, 50, 51, 52] {
            let numbers: Vec<_> = numbers(last).collect();
            let numbers: Vec<_> = numbers.iter().map(String::as_str).collect();
            let error = refusal(&body_of(head, &numbers));
            let mut paths: Vec<_> =
                error.violations().iter().map(|v| (v.path(), v.constraint())).collect();
            let too_long = (list, Constraint::MaxLength(50));
            let is_too_long = paths.contains(&too_long);
            paths.retain(|violation| *violation != too_long);
            assert_eq!(is_too_long, last > 50, "{last} of {list}: {error}");
            assert_eq!(paths.iter().map(|(path, _)| *path).collect::<Vec<_>>(), nulls, "{error}");
        }
    }
}

/// Violations come in any order, and more than are kept until the end.
#[test]
fn ten_violations_are_listed_in_order() {
    let (head, long) = (HEADS[1].0.replace("TagUser", "TagRole"), "k".repeat(129));
    let head = head.replace("UserName", "RoleName");
    let (start, list) = head.rsplit_once('&').unwrap();
    for count in [1, 2, 9, 10, 11, 12, 19, 20, 21, 22, 30, 31, 49, 50] {
        let pair = |n: usize| format!("&{list}{n}.Key={long}&{list}{n}.Value=v");
        let sentence = |n: usize| {
            format!(
                "Value at 'tags.{n}.member.key' failed to satisfy constraint: Member must have length less \
                 than or equal to 128"
            )
        };
        let listed = count.min(10);
        let sentences: Vec<_> = (1..=listed).map(sentence).collect();
        let plural = if listed == 1 { "" } else { "s" };
        let expected =
            format!("{listed} validation error{plural} detected: {}", sentences.join("; "));
        let (forward, backward): (String, String) =
            ((1..=count).map(pair).collect(), (1..=count).rev().map(pair).collect());
        for pairs in [forward, backward] {
            assert_eq!(refusal(&format!("{start}{pairs}")).kind().to_string(), expected);
        }
    }
}

#[test]
fn a_page_has_100_items_unless_another_number_is_asked_for() {
    for (asked, most) in [("", 100), ("&MaxItems=99", 99), ("&MaxItems=1000", 1000)] {
        let body = format!("Action=ListUsers&Version=2010-05-08{asked}");
        let request = ListUsers::decode(body.as_bytes()).unwrap();
        for count in [0, 1, most - 1, most, most + 1, 2 * most] {
            let items: Vec<_> = (0..count).map(|n| n.to_string()).collect();
            let page = request.page(&items, |item| item).unwrap();
            assert!(page.items.iter().copied().eq(items.iter().take(most)), "{count} of {most}");
            let is_truncated = count > most;
            assert_eq!(
                (page.is_truncated, page.marker.is_some()),
                (Some(is_truncated), is_truncated)
            );
        }
    }
}

/// Keys are hashed by their first and last eight bytes, and told from ASCII by these up to 16 bytes.
#[test]
fn equal_keys_of_any_length_are_found_whatever_case_they_differ_in() {
    let sentence = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    for len in (1..=34).chain([127]) {
        for at in 0..len {
            for (lower, upper) in [("k", "K"), ("ä", "Ä"), ("k", "\u{212A}")] {
                let key = |c: &str| format!("{}{c}{}", "x".repeat(at), "y".repeat(len - at - 1));
                let body = format!(
                    "Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.1.Key={}&Tags.member.1.Value=\
                     &Tags.member.2.Key={}&Tags.member.2.Value=",
                    key(lower),
                    key(upper)
                );
                let error = Request::decode(body.as_bytes()).expect_err(&body);
                assert_eq!(error.kind().to_string(), sentence, "{body}");
            }
        }
    }
}

/// Pairs in the order of nothing, each with a second value: few and many are sorted in two ways.
#[test]
fn of_two_values_the_first_counts_among_any_number_of_pairs() {
    for count in (1..=48).chain([100]) {
        // 61 has no divisor in common with any of these numbers.
        let mixed = |step: usize| (0..count).map(move |n| (n * 61 + step) % count + 1);
        let names = |n: usize| [format!("Tags.member.{n}.Key"), format!("Tags.member.{n}.Value")];
        let pairs = |value: &str, step: usize| -> String {
            let pairs = mixed(step).flat_map(names);
            pairs
                .map(|name| format!("&{name}={value}{}", name.split('.').nth(2).unwrap()))
                .collect()
        };
        let head = "Action=CreateUser&Version=2010-05-08&UserName=a";
        let body = format!("{head}{}{}", pairs("first", 0), pairs("second", count / 2));
        let request = Request::decoder().unchecked().body(body.as_bytes()).unwrap();
        let Request::CreateUser(user) = &request else { panic!("{request:?}") };
        let tags = user.tags.as_deref().unwrap_or_default();
        let expected: Vec<_> = (1..=count).map(|n| format!("first{n}")).collect();
        assert!(tags.iter().map(|tag| &*tag.key).eq(expected.iter().map(String::as_str)), "{body}");
        assert!(
            tags.iter().map(|tag| &*tag.value).eq(expected.iter().map(String::as_str)),
            "{body}"
        );

        // The untyped view gives the parts of a member in the order in which they were sent.
        let params = Params::parse(body.as_bytes()).unwrap();
        let listed = params.list("Tags").unwrap().unwrap();
        let listed: Vec<_> = listed.iter().map(|p| (p.index as usize, p.field, p.value)).collect();
        let parts = expected
            .iter()
            .enumerate()
            .flat_map(|(at, value)| ["Key", "Value"].map(|field| (at + 1, field, value.as_str())));
        assert!(parts.eq(listed), "{body}");
    }
}
