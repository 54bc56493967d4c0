//! Right answers, and what is compared of them.

use super::tree::{Tree, is_time, same};

/// A case and its right answer.
pub(crate) struct Right {
    pub(crate) case: &'static str,
    pub(crate) status: u16,
    pub(crate) answer: &'static str,
    /// The operation whose answer is spoiled.
    pub(crate) action: &'static str,
    /// The namespace, if it is compared.
    pub(crate) namespace: Option<&'static str>,
    /// What holds for the elements that a path leads to, whatever the right answer has there.
    pub(crate) rules: &'static [(&'static str, Rule)],
    pub(crate) compared: Compared,
}

pub(crate) type Rule = fn(&[Tree]) -> bool;

/// What is compared beside the rules.
pub(crate) enum Compared {
    /// All elements.
    All,
    /// Only the root, and the names of its children.
    Root,
    /// Nothing but whether the answer is a success: `Some(true)`, none, or either.
    Success(Option<bool>),
    /// The tags in a result, which a read shows after the request.
    Tags,
}

pub(crate) const RIGHT: [Right; 18] = [
    Right {
        case: r#"send = { Action = "GetThing", Name = "a" }
[case.expect]
ordered = true
[case.expect.result]
Thing = { Path = "/", Name = "a & b", Names = ["x", "y"], Tags = { k = "1", l = "" } }
Others = [{ Name = "c", Tags = { m = "2" } }, { Name = "d", Tags = {} }]
IsTruncated = "false"
"#,
        answer: "<GetThingResponse><GetThingResult><Thing><Path>/</Path><Name>a &amp; b</Name><Names><member>x</member>\
                 <member>y</member></Names><Tags><member><Value>1</Value><Key>k</Key></member><member><Value></Value>\
                 <Key>l</Key></member></Tags></Thing><Others><member><Name>c</Name><Tags><member><Value>2</Value>\
                 <Key>m</Key></member></Tags></member><member><Name>d</Name><Tags></Tags></member></Others>\
                 <IsTruncated>false</IsTruncated></GetThingResult><ResponseMetadata><RequestId>r</RequestId>\
                 </ResponseMetadata></GetThingResponse>",
        ..USUAL
    },
    Right {
        case: r#"send = { Action = "GetThing" }
[case.expect]
[case.expect.result]
Tags = { k = "1", l = "2", m = "1" }
Names = ["x", "y"]
"#,
        answer: "<GetThingResponse><GetThingResult><Names><member>x</member><member>y</member></Names><Tags><member>\
                 <Value>1</Value><Key>k</Key></member><member><Value>2</Value><Key>l</Key></member><member><Value>1</Value>\
                 <Key>m</Key></member></Tags></GetThingResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
                 </GetThingResponse>",
        ..USUAL
    },
    Right {
        case: r#"send = { Action = "GetThing" }
[case.expect.result.Thing]
Id = "@id AIDA"
Made = "@date"
Path = "@any"
Extra = "@absent"
Note = "@optional"
Empty = "@empty"
Name = "@present"
Policy = "@encoded a b"
Trust = "@trust {}"
Other = "@not x"
Names = "@count 2"
"#,
        answer: "<GetThingResponse><GetThingResult><Thing><Id>AIDADBQP57FF2AEXAMPLE</Id><Made>2011-12-19T23:16:46Z</Made>\
                 <Path>/</Path><Empty></Empty><Name></Name><Policy>a%20b</Policy><Trust>%7B%7D</Trust><Other>y</Other><Names><member>x</member>\
                 <member>y</member></Names></Thing></GetThingResult><ResponseMetadata><RequestId>r</RequestId>\
                 </ResponseMetadata></GetThingResponse>",
        rules: &[
            ("GetThingResult/Thing/Id", |found| text(found) == Some("AIDADBQP57FF2AEXAMPLE")),
            ("GetThingResult/Thing/Made", |found| {
                // Rules for all answers look at its zone.
                text(found).is_some_and(|text| {
                    text.trim_end_matches('Z') == "2011-12-19T23:16:46" || is_time(text)
                })
            }),
            ("GetThingResult/Thing/Path", |found| found.len() == 1 && !is_empty(&found[0])),
            ("GetThingResult/Thing/Extra", |found| found.is_empty()),
            ("GetThingResult/Thing/Note", |found| found.len() < 2),
            ("GetThingResult/Thing/Empty", |found| found.len() == 1 && is_empty(&found[0])),
            ("GetThingResult/Thing/Name", |found| found.len() == 1),
            ("GetThingResult/Thing/Policy", |found| text(found) == Some("a%20b")),
            ("GetThingResult/Thing/Trust", |found| text(found) == Some("%7B%7D")),
            ("GetThingResult/Thing/Other", |found| text(found).is_some_and(|text| text != "x")),
            ("GetThingResult/Thing/Names", |found| {
                found.len() == 1 && found[0].children.len() == 2
            }),
        ],
        ..USUAL
    },
    Right {
        case: r#"send = { Action = "GetThing" }
[case.expect.elements]
"Thing/Name" = "x"
"Thing/Path" = "@any"
"#,
        answer: "<GetThingResponse><GetThingResult><Thing><Name>x</Name><Path>/</Path><Tags></Tags></Thing>\
                 </GetThingResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetThingResponse>",
        rules: &[
            ("GetThingResult/Thing/Name", |found| text(found) == Some("x")),
            ("GetThingResult/Thing/Path", |found| found.len() == 1 && !is_empty(&found[0])),
        ],
        compared: Compared::Root,
        ..USUAL
    },
    Right {
        action: "PutThing",
        case: "send = { Action = \"PutThing\" }\n",
        answer: "<PutThingResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PutThingResponse>",
        ..USUAL
    },
    Right {
        action: "PutThing",
        case: "send = { Action = \"PutThing\" }\nexpect = { done = true }\n",
        answer: "<PutThingResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PutThingResponse>",
        compared: Compared::Success(Some(true)),
        ..USUAL
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { error = \"404 NoSuchEntity\", message = \"no a\" }\n",
        ..NOT_FOUND
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { error = \"404 NoSuchEntity\" }\n",
        rules: &[("Error/Message", |found| found.is_empty() || text(found).is_some())],
        ..NOT_FOUND
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { error = \"404 NoSuchEntity\", no_message = true }\n",
        answer: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code></Error><RequestId>r</RequestId>\
                 </ErrorResponse>",
        ..NOT_FOUND
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { violations = [\"a: b\", \"c: d\"] }\n",
        status: 400,
        answer: "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>2 validation errors \
                 detected: Value at 'a' failed to satisfy constraint: b; Value at 'c' failed to satisfy constraint: d\
                 </Message></Error><RequestId>r</RequestId></ErrorResponse>",
        rules: &[("Error/Message", |found| {
            text(found).is_some_and(|text| [A_AND_C, C_AND_A].contains(&text))
        })],
        ..USUAL
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { refused = true }\n",
        compared: Compared::Success(Some(false)),
        ..NOT_FOUND
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { any_answer = true }\n",
        compared: Compared::Success(None),
        ..NOT_FOUND
    },
    Right {
        case: "send = { Action = \"GetThing\" }\nexpect = { error = \"404 NoSuchEntity\", namespace = \"urn:a\" }\n",
        namespace: Some("urn:a"),
        rules: &[("Error/Message", |found| found.is_empty() || text(found).is_some())],
        ..NOT_FOUND
    },
    Right {
        action: "UseThing",
        case: r#"send = { Action = "UseThing" }
[case.expect.result]
Name = "x"
Until = "@in 3600"
"#,
        answer: "<UseThingResponse><UseThingResult><Name>x</Name><Until>IN AN HOUR</Until></UseThingResult><ResponseMetadata>\
                 <RequestId>r</RequestId></ResponseMetadata></UseThingResponse>",
        rules: &[(UNTIL, |found| {
            text(found).is_some_and(|text| ["IN AN HOUR", "NEARLY"].contains(&text))
        })],
        ..USUAL
    },
    Right {
        case: r#"send = { Action = "GetThing" }
[case.expect.elements]
"Thing/Names" = ["x", "y"]
"Thing/Names/member[.=x]" = "@present"
"Thing/Tags" = { k = "1", l = "2" }
"#,
        answer: "<GetThingResponse><GetThingResult><Thing><Names><member>x</member><member>y</member></Names><Tags><member>\
                 <Key>k</Key><Value>1</Value></member><member><Key>l</Key><Value>2</Value></member></Tags></Thing>\
                 </GetThingResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetThingResponse>",
        rules: &[
            ("GetThingResult/Thing/Names", |found| {
                is(found, "<Names><member>x</member><member>y</member></Names>")
            }),
            ("GetThingResult/Thing/Tags", |found| is(found, TAGS)),
        ],
        compared: Compared::Root,
        ..USUAL
    },
    Right {
        case: r#"send = { Action = "GetThing" }
[case.expect]
ordered = true
result = { Tags = { k = "1", l = "2" } }
"#,
        answer: "<GetThingResponse><GetThingResult><Tags><member><Key>k</Key><Value>1</Value></member><member><Key>l</Key>\
                 <Value>2</Value></member></Tags></GetThingResult></GetThingResponse>",
        ..USUAL
    },
    STORED,
    Right {
        case: "types = [\"thing\"]\nsend = { Action = \"PutThing\" }\nstored = {}\n",
        ..NOTHING_STORED
    },
];

/// Two tags that are stored after a request.
const STORED: Right = Right {
    action: "ListThingTags",
    case: "types = [\"thing\"]\nsend = { Action = \"PutThing\" }\nstored = { k = \"1\", l = \"\" }\n",
    answer: "<ListThingTagsResponse><ListThingTagsResult><Tags><member><Key>k</Key><Value>1</Value></member><member>\
             <Key>l</Key><Value></Value></member></Tags></ListThingTagsResult><ResponseMetadata><RequestId>r</RequestId>\
             </ResponseMetadata></ListThingTagsResponse>",
    compared: Compared::Tags,
    ..USUAL
};

const NOTHING_STORED: Right = Right {
    answer: "<ListThingTagsResponse><ListThingTagsResult><Tags></Tags></ListThingTagsResult><ResponseMetadata><RequestId>r\
             </RequestId></ResponseMetadata></ListThingTagsResponse>",
    ..STORED
};

const USUAL: Right = Right {
    case: "",
    status: 200,
    answer: "",
    action: "GetThing",
    namespace: None,
    rules: &[],
    compared: Compared::All,
};

const UNTIL: &str = "UseThingResult/Until";

const NOT_FOUND: Right = Right {
    status: 404,
    answer: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no a</Message></Error>\
             <RequestId>r</RequestId></ErrorResponse>",
    ..USUAL
};

const A_AND_C: &str = "2 validation errors detected: Value at 'a' failed to satisfy constraint: b; Value at 'c' failed to \
                       satisfy constraint: d";
pub(crate) const C_AND_A: &str = "2 validation errors detected: Value at 'c' failed to satisfy constraint: d; Value at 'a' failed \
                           to satisfy constraint: b";

/// The text of the only element, which holds no others.
fn text(found: &[Tree]) -> Option<&str> {
    match found {
        [only] if only.children.is_empty() => Some(&only.text),
        _ => None,
    }
}

/// The two tags of a list, in the order to which tags are sorted.
const TAGS: &str = "<Tags><member><Key>k</Key><Value>1</Value></member><member><Key>l</Key><Value>2</Value></member></Tags>";

/// Whether there is one element, which says this.
fn is(found: &[Tree], expected: &str) -> bool {
    matches!(found, [only] if same(&Tree::read(expected), only))
}

fn is_empty(tree: &Tree) -> bool {
    tree.children.is_empty() && tree.text.is_empty()
}
