//! What is missing, extra or changed in each kind of answer.

use super::*;
use crate::exchange::call::Answer;
use crate::judge::kind::DifferenceKind::*;

/// A result with a list, tags and a text.
const LIST: &str = "<ListUsersResponse><ListUsersResult><Users>\
    <member><UserName>a</UserName><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId></member><member><UserName>b</UserName></member></Users>\
    <Tags><member><Key>k</Key></member><member><Key>l</Key></member></Tags><Path>/</Path></ListUsersResult>\
    <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListUsersResponse>";

/// No result.
const DONE: &str = "<ListUsersResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListUsersResponse>";

const ERROR: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code>\
    <Message>no a</Message></Error><RequestId>r</RequestId></ErrorResponse>";

type Found = (DifferenceKind, String);

fn read(status: u16, body: &str) -> ParsedAnswer {
    ParsedAnswer::read(&Answer { status, headers: Vec::new(), body: body.into() })
}

fn found(differences: Vec<Difference>) -> Vec<Found> {
    differences.iter().map(|found| (found.kind, found.line())).collect()
}

/// The status of a right answer.
fn status(body: &str) -> u16 {
    if body == ERROR { 404 } else { 200 }
}

/// The findings about a right answer with one part of it changed.
fn changed(right: &str, from: &str, to: &str) -> Vec<Found> {
    let actual = Ok(read(status(right), &right.replacen(from, to, 1)));
    found(compare(&read(status(right), right), &actual, "ListUsers", Extent::All))
}

#[test]
fn each_kind_of_answer_is_its_own_and_no_other_one() {
    let kinds = [("the list", LIST), ("nothing", DONE), ("the error", ERROR)];
    for (name, right) in kinds {
        assert_eq!(changed(right, "", ""), [], "{name}");
        for (other, body) in kinds.into_iter().filter(|(other, _)| *other != name) {
            let expected = read(status(right), right);
            let actual = Ok(read(status(body), body));
            let found = found(compare(&expected, &actual, "ListUsers", Extent::All));
            let kind = match (right, body) {
                (ERROR, _) => Accepted,
                (_, ERROR) => Refused,
                (LIST, _) => Wrapper,
                _ => WrapperAdded,
            };
            assert_eq!(
                found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
                [kind],
                "{other}, not {name}"
            );
        }
    }
}

#[test]
fn each_wrong_thing_is_one_finding() {
    let (a, b) = ("member{UserName{a}}", "member{UserName{b}}");
    for (right, from, to, kind, line) in [
        (LIST, "<Path>/", "<Path>/a/", Element, "answer result/Path: /a/, not /"),
        (LIST, "<Path>/</Path>", "", ElementMissing, "answer result/Path: absent, not present"),
        (LIST, "<Path>", "<Arn/><Path>", ElementAdded, "layout result/Arn: present, not absent"),
        (LIST, "</Path>", "</Path><Path/>", ElementTwice, "answer result/Path: 2 times, not once"),
        (
            LIST,
            "<member><UserName>b</UserName></member>",
            "",
            ListMembers,
            &format!("answer result/Users: {a}, not {a} {b}"),
        ),
        (
            LIST,
            "</Users>",
            "<member><UserName>b</UserName></member></Users>",
            ListMembers,
            &format!("answer result/Users: {a} {b} {b}, not {a} {b}"),
        ),
        (
            LIST,
            "<member><UserName>b",
            "<member><UserName>c",
            ListMembers,
            &format!("answer result/Users: {a} member{{UserName{{c}}}}, not {a} {b}"),
        ),
        (
            LIST,
            "<member><Key>l</Key></member>",
            "",
            ListMembers,
            "answer result/Tags: member{Key{k}}, not member{Key{k}} member{Key{l}}",
        ),
        (
            LIST,
            "</ListUsersResult>",
            "</ListUsersResult><Marker/>",
            ElementAdded,
            "layout response/Marker: present, not absent",
        ),
        (
            LIST,
            "</ListUsersResult>",
            "</ListUsersResult><ListUsersResult/>",
            ElementTwice,
            "answer response/ListUsersResult: 2 times, not once",
        ),
        (DONE, "<R", "<Users/><R", ElementAdded, "layout response/Users: present, not absent"),
        (ERROR, "NoSuchEntity", "NoSuchUser", Code, "answer code: NoSuchUser, not NoSuchEntity"),
        (ERROR, "<Code>NoSuchEntity</Code>", "", Code, "answer code: none, not NoSuchEntity"),
        (
            ERROR,
            "</Code>",
            "</Code><Code/>",
            ElementTwice,
            "answer response/Error/Code: 2 times, not once",
        ),
        (ERROR, "Sender", "Receiver", Fault, "answer fault: Receiver, not Sender"),
        (ERROR, "no a", "no b", Message, "message: no b, not no a"),
        (ERROR, "<Message>no a</Message>", "", Message, "message: none, not no a"),
        (
            ERROR,
            "</Error>",
            "</Error><Host/>",
            ElementAdded,
            "layout response/Host: present, not absent",
        ),
    ] {
        assert_eq!(changed(right, from, to), [(kind, line.to_owned())], "{from} → {to}");
    }
}

#[test]
fn what_differs_each_time_is_not_compared_but_for_its_form() {
    for (from, to) in
        [("AIDACKCEVSQ6C2EXAMPLE", "AIDACKCEVSQ6C2EXAMPLF"), ("<RequestId>r", "<RequestId>s")]
    {
        assert_eq!(changed(LIST, from, to), [], "{from} → {to}");
    }
    let dated = LIST.replace("<Path>", "<CreateDate>2011-12-19T23:16:46Z</CreateDate><Path>");
    assert_eq!(changed(&dated, ":46Z", ":47.123Z"), []);
    let line = "answer result/CreateDate: 2011-12-19 23:16:46Z, not date".to_owned();
    assert_eq!(changed(&dated, "19T23", "19 23"), [(ElementRule, line)]);
}

/// A list of all users; two of them are of the play.
const OF_ALL: &str = "<ListUsersResponse><ListUsersResult><IsTruncated>false</IsTruncated><Users>\
    <member><UserName>a</UserName></member><member><UserName>parity-0000000000</UserName></member>\
    <member><UserName>parity-0000000000-1</UserName></member></Users></ListUsersResult>\
    <ResponseMetadata/></ListUsersResponse>";

#[test]
fn members_of_others_are_not_compared() {
    let between = |expected: &str, actual: &str| {
        found(compare(
            &read(200, expected),
            &Ok(read(200, actual)),
            "ListUsers",
            Extent::OwnMembers,
        ))
    };
    let found = |from: &str, to: &str| between(OF_ALL, &OF_ALL.replace(from, to));
    let own = "member{UserName{parity-0000000000}}";
    let second = "member{UserName{parity-0000000000-1}}";
    for (from, to) in [
        ("", ""),
        ("<UserName>a", "<UserName>b"),
        ("<member><UserName>a</UserName></member>", ""),
        // Of a page, nobody knows which members are on it.
        ("false", "true"),
    ] {
        assert_eq!(found(from, to), [], "{from} → {to}");
        assert_eq!(between(&OF_ALL.replace(from, to), OF_ALL), [], "{to} → {from}");
    }
    // Not even those of the play.
    let one = "<member><UserName>parity-0000000000-1</UserName></member>";
    let page = OF_ALL.replace("false", "true");
    let shorter = |text: &str| text.replace(one, "");
    for (expected, actual) in
        [(&*page, shorter(OF_ALL)), (OF_ALL, shorter(&page)), (&page, shorter(&page))]
    {
        assert_eq!(between(expected, &actual), [], "{expected}");
    }
    let line = format!("answer result/Users: {own}, not {own} {second}");
    assert_eq!(found(one, ""), [(ListMembers, line)]);
    let line = format!("answer result/Users: nothing, not {own} {second}");
    let (_, rest) = OF_ALL.split_once("<Users>").unwrap();
    let (all, _) = rest.split_once("</Users>").unwrap();
    assert_eq!(found(all, ""), [(ListMembers, line.clone())]);
    // The whole list is missing, or there is one that the reference lacks.
    let list = format!("<Users>{all}</Users>");
    assert_eq!(found(&list, ""), [(ListMembers, line)]);
    let line = format!("answer result/Users: {own} {second}, not nothing");
    assert_eq!(between(&OF_ALL.replace(&list, ""), OF_ALL), [(ListMembers, line)]);
}

#[test]
fn the_order_of_lists_is_compared() {
    let order = |first: &str, second: &str| {
        changed(LIST, &format!("{first}{second}"), &format!("{second}{first}"))
    };
    let (a, b) = (
        "<member><UserName>a</UserName><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId></member>",
        "<member><UserName>b</UserName></member>",
    );
    let line = "layout result/Users: order: member{UserName{b}} member{UserName{a}}, \
                not member{UserName{a}} member{UserName{b}}";
    assert_eq!(order(a, b), [(ListOrder, line.to_owned())]);
    // The order of tags is known for policies alone.
    assert_eq!(order("<member><Key>k</Key></member>", "<member><Key>l</Key></member>"), []);
}

#[test]
fn without_a_reference_only_failures_are_found() {
    // `f` a failure, `i` XML that is not well-formed.
    let letter = |status, body| match failure(&Ok(read(status, body))).first() {
        None => '.',
        Some(found) if found.kind == Failure => 'f',
        Some(_) => 'i',
    };
    for (body, told) in [
        (LIST, ".....ff"),
        (DONE, ".....ff"),
        (ERROR, ".....ff"),
        ("<html/>", ".....ff"),
        // IAM answers some requests with a redirect, which needs no document.
        ("", ".....ff"),
        (" \n", ".....ff"),
        ("Moved.", ".....ff"),
        ("<a>&b;</a>", "iiiiiff"),
        ("<a><b></a>", "iiiiiff"),
        ("<a/><b/>", "iiiiiff"),
        ("<a", "iiiiiff"),
        ("<?xml version=\"1.0\"?>", "iiiiiff"),
    ] {
        let statuses = [100, 200, 302, 400, 499, 500, 503];
        let found: String = statuses.iter().map(|status| letter(*status, body)).collect();
        assert_eq!(found, told, "{body}");
    }
    let of = |actual| found(failure(&actual));
    let reset = "no-answer answer: connection reset, not an answer".to_owned();
    assert_eq!(of(Err("connection reset".to_owned())), [(Unanswered, reset)]);
    let failed = "no-answer answer: 503 NoSuchEntity: no a, not an answer".to_owned();
    assert_eq!(of(Ok(read(503, ERROR))), [(Failure, failed)]);
    let broken = "no-answer body: &b; is not a reference of XML, not an answer".to_owned();
    assert_eq!(of(Ok(read(200, "<a>&b;</a>"))), [(IllFormed, broken)]);
}

#[test]
fn what_a_request_is_about_decides_how_much_of_its_answer_is_compared() {
    for (body, is_set, extent) in [
        ("Action=GetUser&UserName=parity-0000000000", false, Extent::All),
        ("Action=GetUser&UserName=parity-000000000", false, Extent::OwnMembers),
        // What an earlier answer has named.
        ("Action=GetPolicy&PolicyArn=%24%7Bid%7D", false, Extent::All),
        ("Action=ListUsers&Version=2010-05-08", false, Extent::OwnMembers),
        ("Action=ListUsers&Version=2010-05-08", true, Extent::OwnMembers),
        ("Action=GetAccountPasswordPolicy&Version=2010-05-08", false, Extent::OwnMembers),
        ("Action=GetAccountPasswordPolicy&Version=2010-05-08", true, Extent::All),
    ] {
        assert_eq!(Extent::of(body.as_bytes(), is_set), extent, "{body} {is_set}");
    }
}

#[test]
fn elements_that_only_some_servers_can_know_may_be_added_and_no_others() {
    for (name, line) in [
        ("Expiration", None),
        ("ValidUntil", None),
        ("Expires", Some("layout result/Expires: present, not absent")),
    ] {
        let found = changed(LIST, "<Path>", &format!("<{name}/><Path>"));
        let lines: Vec<_> = found.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(lines, line.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn secrets_and_ids_must_be_there_and_may_have_any_text() {
    for name in [
        "SecretAccessKey",
        "Base32StringSeed",
        "QRCodePNG",
        "SAMLProviderUUID",
        "Marker",
        "GroupId",
    ] {
        let with = LIST.replace("<Path>", &format!("<{name}>a</{name}><Path>"));
        assert_eq!(changed(&with, &format!(">a</{name}"), &format!(">b</{name}")), [], "{name}");
        let missing = changed(&with, &format!("<{name}>a</{name}>"), "");
        assert_eq!(
            missing,
            [(ElementMissing, format!("answer result/{name}: absent, not present"))]
        );
    }
    let with = LIST.replace("<Path>", "<Secret>a</Secret><Path>");
    assert_eq!(changed(&with, ">a</Secret", ">b</Secret").len(), 1);
}

#[test]
fn a_date_is_compared_by_its_form_alone() {
    let time = "2011-12-19T23:16:46Z";
    for (expected, actual, found_line) in [
        (time, "2012-12-19T23:16:46Z", None),
        (time, "yesterday", Some("answer result/CreateDate: yesterday, not date")),
        // Where the reference has none, none is asked for.
        ("yesterday", time, None),
        ("yesterday", "today", None),
    ] {
        let with = LIST.replace("<Path>", &format!("<CreateDate>{expected}</CreateDate><Path>"));
        let found = changed(&with, expected, actual);
        let lines: Vec<_> = found.iter().map(|(_, line)| line.as_str()).collect();
        assert_eq!(lines, found_line.into_iter().collect::<Vec<_>>(), "{expected} {actual}");
    }
}
