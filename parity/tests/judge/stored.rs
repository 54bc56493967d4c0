//! Servers that are wrong in what they store, and in how they show it: users and their tags.

use iam_parity::DifferenceKind::{self, Accepted, MadeThough, StoredTags, TagsUnreadable};
use iam_parity::{Answer, Call, Report, Suite};

use super::server::Server;
use super::support::{found, report};

type Answers = fn(&mut Server, &Call) -> Result<Answer, String>;
type Finding = (DifferenceKind, &'static str);

/// A fault of a server, the case that finds it, and all findings.
pub(crate) struct Fault {
    name: &'static str,
    case: &'static str,
    answer: Answers,
    pub(crate) findings: &'static [Finding],
}

/// A case that adds two tags to one, one that must refuse a tag, and one that must refuse a create.
const STORES: &str = "tags/1.7.1";
const REFUSES: &str = "constraints/1.1.1";
const REFUSES_CREATE: &str = "creates/2.1.1";

const fn stores(name: &'static str, answer: Answers, findings: &'static [Finding]) -> Fault {
    Fault { name, case: STORES, answer, findings }
}

const BLUE: Finding = (
    StoredTags,
    "state stored tags: {Dept=Accounting, Stage=test, Team=blue}, \
     not {Dept=Accounting, Team=Blue, Stage=test}",
);

pub(crate) const FAULTS: &[Fault] = &[
    stores("nothing is wrong", |server, call| Ok(server.answer(call)), &[]),
    stores(
        "tags are listed in another order",
        |server, call| {
            server.users.values_mut().for_each(|tags| tags.sort_by(|a, b| b.key.cmp(&a.key)));
            Ok(server.answer(call))
        },
        &[],
    ),
    stores(
        "a tag is lost",
        |server, call| {
            server.users.values_mut().for_each(|tags| tags.truncate(2));
            Ok(server.answer(call))
        },
        &[(
            StoredTags,
            "state stored tags: {Dept=Accounting, Stage=test}, \
             not {Dept=Accounting, Team=Blue, Stage=test}",
        )],
    ),
    stores(
        "a value is changed",
        |server, call| Ok(replace(server.answer(call), ">Blue<", ">blue<")),
        &[BLUE],
    ),
    stores(
        "a key is changed",
        |server, call| Ok(replace(server.answer(call), ">Team<", ">team<")),
        &[(
            StoredTags,
            "state stored tags: {Dept=Accounting, Stage=test, team=Blue}, \
             not {Dept=Accounting, Team=Blue, Stage=test}",
        )],
    ),
    stores(
        "a tag is stored once more",
        |server, call| {
            let full = server.users.values_mut().filter(|tags| tags.len() == 3);
            full.for_each(|tags| tags.insert(0, tags[0].clone()));
            Ok(server.answer(call))
        },
        &[(
            StoredTags,
            "state stored tags: {Dept=Accounting, Dept=Accounting, Stage=test, Team=Blue}, \
             not {Dept=Accounting, Team=Blue, Stage=test}",
        )],
    ),
    stores(
        "the list is not answered",
        |server, call| match is_list(call) {
            true => Err("connection reset".to_owned()),
            false => Ok(server.answer(call)),
        },
        &[(TagsUnreadable, "state stored tags: connection reset, not a list of tags")],
    ),
    stores(
        "the list is not well-formed",
        |server, call| Ok(replace(server.answer(call), ">Blue<", ">&b;<")),
        &[(TagsUnreadable, "state stored tags: &b; is not a reference of XML, not a list of tags")],
    ),
    stores(
        "the list is an empty body",
        |server, call| match is_list(call) {
            true => Ok(Answer { body: Vec::new(), ..server.answer(call) }),
            false => Ok(server.answer(call)),
        },
        &[(TagsUnreadable, "state stored tags: 200 without a document, not a list of tags")],
    ),
    // Pages of one tag.
    stores("pages", |server, call| Ok(server.answer(&paged(call))), &[]),
    stores(
        "a later page has another value",
        |server, call| match is_later_page(call) {
            true => Ok(replace(server.answer(&paged(call)), ">Blue<", ">blue<")),
            false => Ok(server.answer(&paged(call))),
        },
        &[BLUE],
    ),
    stores(
        "the second page has the first one's tag too",
        |server, call| {
            let answer = server.answer(&paged(call));
            Ok(match is_later_page(call) && answer.text().contains(">Stage<") {
                true => replace(
                    answer,
                    "<Tags>",
                    "<Tags><member><Value>Accounting</Value><Key>Dept</Key></member>",
                ),
                false => answer,
            })
        },
        &[(
            StoredTags,
            "state stored tags: {Dept=Accounting, Dept=Accounting, Stage=test, Team=Blue}, \
             not {Dept=Accounting, Team=Blue, Stage=test}",
        )],
    ),
    stores(
        "the first page says that it is the last one",
        |server, call| Ok(replace(server.answer(&paged(call)), ">true<", ">false<")),
        &[(
            StoredTags,
            "state stored tags: {Dept=Accounting}, not {Dept=Accounting, Team=Blue, Stage=test}",
        )],
    ),
    stores(
        "the first page is given again and again",
        |server, call| match is_list(call) {
            true => Ok(server.answer(&paged(&without(call, "&Marker")))),
            false => Ok(server.answer(call)),
        },
        &[(
            StoredTags,
            "state stored tags: {Dept=Accounting, Dept=Accounting, Dept=Accounting, Dept=Accounting, \
             Dept=Accounting, Dept=Accounting, Dept=Accounting, Dept=Accounting, Dept=Accounting, \
             Dept=Accounting, … 60 in all}, not {Dept=Accounting, Team=Blue, Stage=test}",
        )],
    ),
    stores(
        "the second page is refused",
        |server, call| match is_later_page(call) {
            true => Ok(server.answer(&with(&without(call, "&Marker"), "&Marker=other"))),
            false => Ok(server.answer(&paged(call))),
        },
        &[(
            TagsUnreadable,
            "state stored tags: 400 ValidationError: Invalid Marker., not a list of tags",
        )],
    ),
    Fault {
        name: "a refusal stores",
        case: REFUSES,
        answer: |server, call| {
            let answer = server.answer(call);
            if answer.status == 400 {
                server.users.values_mut().for_each(Vec::clear);
            }
            Ok(answer)
        },
        findings: &[(StoredTags, "state stored tags: {}, not {kept=1}")],
    },
    Fault {
        name: "what must be refused makes the list unreadable",
        case: REFUSES,
        answer: |server, call| {
            let answer = server.answer(call);
            Ok(match answer.status {
                400 => {
                    server.users.clear();
                    let tagged = "<TagUserResponse><ResponseMetadata/></TagUserResponse>";
                    Answer { status: 200, body: tagged.into(), ..answer }
                }
                _ => answer,
            })
        },
        findings: &[
            (
                TagsUnreadable,
                "state stored tags: 404 NoSuchEntity: The user with name <id> cannot be found., \
                 not a list of tags",
            ),
            (
                Accepted,
                "accepts answer: 200, not 400 ValidationError: 1 validation error detected: \
                 Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length \
                 less than or equal to 128",
            ),
        ],
    },
    Fault {
        name: "a refused create makes the user",
        case: REFUSES_CREATE,
        answer: |server, call| {
            let answer = server.answer(call);
            if answer.status == 400 {
                server.answer(&without(call, "&Tags"));
            }
            Ok(answer)
        },
        findings: &[(MadeThough, "state effect: it exists, not nothing is made")],
    },
];

fn is_list(call: &Call) -> bool {
    call.text().contains("Action=ListUserTags")
}

fn is_later_page(call: &Call) -> bool {
    is_list(call) && call.text().contains("&Marker=")
}

/// The same call with a further parameter.
fn with(call: &Call, param: &str) -> Call {
    let mut call = call.clone();
    call.body.extend(param.bytes());
    call
}

/// The same call without what follows.
fn without(call: &Call, from: &str) -> Call {
    let mut call = call.clone();
    let body = String::from_utf8_lossy(&call.body).into_owned();
    call.body = body.split(from).next().unwrap_or_default().into();
    call
}

/// A list of tags in pages of one.
fn paged(call: &Call) -> Call {
    if is_list(call) { with(call, "&MaxItems=1") } else { call.clone() }
}

fn replace(answer: Answer, from: &str, to: &str) -> Answer {
    Answer { body: answer.text().replace(from, to).into(), ..answer }
}

fn built_in(case: &str) -> Suite {
    let mut suite = Suite::built_in();
    suite.retain(&[case]).unwrap();
    suite
}

fn run(case: &str, answer: Answers) -> (Report, Server) {
    let mut server = Server::default();
    let report = report(&built_in(case), |call| answer(&mut server, call));
    (report, server)
}

#[test]
fn each_fault_of_a_server_is_found_and_nothing_else_is() {
    for Fault { name, case, answer, findings } in FAULTS {
        let (report, _) = run(case, *answer);
        let found: Vec<_> = found(&report).iter().map(|found| (found.kind, found.line())).collect();
        let wanted: Vec<_> =
            findings.iter().map(|(kind, line)| (*kind, (*line).to_owned())).collect();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn a_removal_that_is_refused_is_told_and_is_no_difference() {
    let refuses = |server: &mut Server, call: &Call| {
        let answer = server.answer(call);
        Ok(match call.text().contains("Action=DeleteUser") {
            true => Answer { status: 409, body: "<a/>".into(), ..answer },
            false => answer,
        })
    };
    for (case, name) in [("tags/1.7.1", "parity-0-3"), ("creates/1.1.1", "parity-0-3")] {
        let (report, _) = run(case, refuses);
        assert_eq!(found(&report), [], "{case}");
        let body = format!("Action=DeleteUser&Version=2010-05-08&UserName={name}");
        assert_eq!(report.leftovers, [body.as_str()], "{case}");
        assert!(report.text().contains(&format!("\nnot removed: {body}\n")), "{}", report.text());
    }
    // What was not made need not be removed.
    let (report, _) = run(REFUSES_CREATE, refuses);
    assert_eq!((found(&report), report.leftovers), (vec![], vec![]));
}

#[test]
fn a_removal_of_what_is_gone_is_not_told() {
    let (report, server) = run("tags/1.7.1", |server, call| {
        if call.text().contains("Action=DeleteUser") {
            server.users.clear();
        }
        Ok(server.answer(call))
    });
    assert_eq!((found(&report), report.leftovers, server.users.len()), (vec![], vec![], 0));
}
