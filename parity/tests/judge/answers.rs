//! Answers that are wrong in one thing each, and the whole of what the kit must find in them.

use iam_parity::DifferenceKind;

/// A right answer, what is changed in it, and what must be found: its kind, and its line with level, what, actual
/// and expected.
pub(crate) struct Row {
    pub(crate) right: &'static Right,
    pub(crate) status: u16,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) kind: DifferenceKind,
    pub(crate) line: &'static str,
}

/// A case, and the answer that it expects.
pub(crate) struct Right {
    pub(crate) case: &'static str,
    pub(crate) status: u16,
    pub(crate) body: &'static str,
}

/// The whole body is another one.
const ALL: &str = "the whole body";

/// An endpoint that does not answer.
const NO_CONNECTION: &str = "no connection";

impl Row {
    /// The answer's body; `None` if the endpoint does not answer.
    pub(crate) fn body(&self) -> Option<String> {
        let body = self.right.body;
        match self.from {
            ALL if self.to == NO_CONNECTION => None,
            ALL => Some(self.to.to_owned()),
            // The names of elements that have an end tag, too.
            from if from.starts_with("GetUser") => Some(body.replace(from, self.to)),
            from => Some(body.replacen(from, self.to, 1)),
        }
    }
}

impl Right {
    pub(crate) fn operation(&self) -> &'static str {
        if self.case.contains("TagUser") { "TagUser" } else { "GetUser" }
    }
}

/// One row each: the right answer, the status, what is changed, and what must be found.
macro_rules! rows {
    ($($RIGHT:ident $status:literal { $from:expr => $to:expr } $Kind:ident $line:expr;)*) => {
        &[$(Row {
            right: &$RIGHT,
            status: $status,
            from: $from,
            to: $to,
            kind: DifferenceKind::$Kind,
            line: $line,
        },)*]
    };
}

/// A whole result, with tags in two elements of a list.
const RESULT: Right = Right {
    case: r#"send = { Action = "GetUser", UserName = "a" }
[case.expect]
ordered = true
[case.expect.result]
User = { Path = "/", UserName = "a", Names = ["x", "y"], Tags = { k = "1", l = "2" } }
Users = [{ Tags = { k = "1", l = "2" } }, { Tags = { k = "1", l = "2" } }]
"#,
    status: 200,
    body: concat!(
        "<GetUserResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><GetUserResult>",
        user!(),
        users!(),
        "</GetUserResult>",
        "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetUserResponse>"
    ),
};

/// Some elements of the result, by path; two of them by rules.
const ELEMENTS: Right = Right {
    case: r#"send = { Action = "GetUser", UserName = "a" }
[case.expect.elements]
"User/Path" = "/"
"User/Names/member[.=x]" = "@present"
"User/Names" = "@count 2"
"User/Tags" = { k = "1", l = "2" }
"#,
    ..RESULT
};

/// The same, where the order of tags is known.
const ORDERED: Right = Right {
    case: r#"send = { Action = "GetUser", UserName = "a" }
[case.expect]
ordered = true
elements = { "User/Tags" = { k = "1", l = "2" } }
"#,
    ..RESULT
};

/// An operation without a result.
const EMPTY: Right = Right {
    case: "send = { Action = \"TagUser\", UserName = \"a\" }\n",
    status: 200,
    body: "<TagUserResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></TagUserResponse>",
};

const ERROR: Right = Right {
    case: r#"send = { Action = "GetUser", UserName = "a" }
[case.expect]
error = "404 NoSuchEntity"
message = "no a"
namespace = "https://iam.amazonaws.com/doc/2010-05-08/"
"#,
    status: 404,
    body: concat!(
        "<ErrorResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'>",
        error!(),
        "<RequestId>r</RequestId></ErrorResponse>"
    ),
};

const WORDLESS: Right = Right {
    case: "send = { Action = \"GetUser\" }\nexpect = { error = \"404 NoSuchEntity\", no_message = true }\n",
    status: 404,
    body: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code></Error></ErrorResponse>",
};

const DONE: Right =
    Right { case: "send = { Action = \"TagUser\" }\nexpect = { done = true }\n", ..EMPTY };

const REFUSED: Right =
    Right { case: "send = { Action = \"GetUser\" }\nexpect = { refused = true }\n", ..ERROR };

const ANY: Right =
    Right { case: "send = { Action = \"GetUser\" }\nexpect = { any_answer = true }\n", ..ERROR };

/// All right answers: nothing is found in them.
pub(crate) const RIGHT: [&Right; 9] =
    [&RESULT, &ELEMENTS, &ORDERED, &EMPTY, &DONE, &ERROR, &WORDLESS, &REFUSED, &ANY];

/// Where other services have the error.
const IN_ERRORS: &str = concat!(
    "<Response xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><Errors>",
    error!(),
    "</Errors></Response>"
);

/// The error without anything around it.
const BARE: &str = "<Error xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><Type>Sender</Type>\
                    <Code>NoSuchEntity</Code><Message>no a</Message></Error>";

/// The elements of the result without the one around them.
const UNWRAPPED: &str = concat!(
    "<GetUserResponse>",
    user!(),
    users!(),
    "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetUserResponse>"
);

/// One row for each thing that is compared; where it is compared in several places, one for each.
pub(crate) const ROWS: &[Row] = rows! {
    RESULT 200 { ALL => NO_CONNECTION } Unanswered "no-answer answer: no connection, not 200";
    ERROR 404 { ALL => NO_CONNECTION } Unanswered "no-answer answer: no connection, not 404 NoSuchEntity: no a";
    ANY 404 { ALL => NO_CONNECTION } Unanswered "no-answer answer: no connection, not an answer";
    RESULT 500 { "" => "" } Failure "no-answer answer: 500, not 200";
    ERROR 503 { "" => "" } Failure "no-answer answer: 503 NoSuchEntity: no a, not 404 NoSuchEntity: no a";
    REFUSED 502 { "" => "" } Failure "no-answer answer: 502 NoSuchEntity: no a, not a refusal";
    RESULT 200 { "<UserName>a" => "<UserName>&b;" } IllFormed
        "no-answer body: &b; is not a reference of XML, not well-formed XML";
    ERROR 404 { "no a" => "\u{1}" } IllFormed
        "no-answer body: U+0001 is not a character of XML, not well-formed XML";
    ANY 404 { "no a" => "&b;" } IllFormed
        "no-answer body: &b; is not a reference of XML, not well-formed XML";
    ANY 500 { "" => "" } Failure "no-answer answer: 500 NoSuchEntity: no a, not an answer";
    RESULT 200 { ALL => "" } NoBody "no-answer body: nothing, not a response";
    DONE 200 { ALL => "" } NoBody "no-answer body: nothing, not a response";
    DONE 404 { ALL => "" } Refused "refuses answer: 404 without a document, not 200";
    RESULT 200 { ALL => "<Error/>" } Unclear "answer: 200 with an empty error, not 200";
    ERROR 200 { ALL => EMPTY.body } Accepted "accepts answer: 200, not 404 NoSuchEntity: no a";
    REFUSED 200 { ALL => EMPTY.body } Accepted "accepts answer: 200, not a refusal";
    RESULT 404 { ALL => ERROR.body } Refused "refuses answer: 404 NoSuchEntity: no a, not 200";
    RESULT 404 { ALL => "" } Refused "refuses answer: 404 without a document, not 200";
    RESULT 200 { ALL => ERROR.body } Unclear "answer: 200 NoSuchEntity: no a, not 200";
    ERROR 404 { ALL => "" } Unclear "answer: 404 without a document, not 404 NoSuchEntity: no a";
    ERROR 404 { ALL => "<html/>" } Unclear "answer: 404, not 404 NoSuchEntity: no a";

    RESULT 201 { "" => "" } Status "answer status: 201, not 200";
    ERROR 400 { "" => "" } Status "answer status: 400, not 404";
    ERROR 404 { "NoSuchEntity" => "NoSuchUser" } Code "answer code: NoSuchUser, not NoSuchEntity";
    ERROR 404 { "<Code>NoSuchEntity</Code>" => "" } Code "answer code: none, not NoSuchEntity";
    ERROR 404 { "Sender" => "Receiver" } Fault "answer fault: Receiver, not Sender";
    ERROR 404 { "<Type>Sender</Type>" => "" } Fault "answer fault: none, not Sender";
    ERROR 404 { ALL => IN_ERRORS } ErrorPlace
        "answer error's place: Response/Errors/Error, not ErrorResponse/Error";
    ERROR 404 { ALL => BARE } ErrorPlace "answer error's place: Error, not ErrorResponse/Error";
    ERROR 404 { "2010-05-08/'" => "2010/'" } Namespace
        "layout namespace: https://iam.amazonaws.com/doc/2010/, not https://iam.amazonaws.com/doc/2010-05-08/";
    ERROR 404 { " xmlns='https://iam.amazonaws.com/doc/2010-05-08/'" => "" } Namespace
        "layout namespace: none, not https://iam.amazonaws.com/doc/2010-05-08/";
    ERROR 404 { "no a" => "no b" } Message "message: no b, not no a";
    ERROR 404 { "<Message>no a</Message>" => "" } Message "message: none, not no a";
    WORDLESS 404 { "</Error>" => "<Message>no a</Message></Error>" } Message "message: no a, not no message";
    WORDLESS 404 { "</Error>" => "<Message>none</Message></Error>" } Message "message: none, not no message";
    ERROR 404 { "</Code>" => "</Code><Code/>" } ElementTwice "answer response/Error/Code: 2 times, not once";
    ERROR 404 { "</Error>" => "</Error><Error/>" } ElementTwice "answer response/Error: 2 times, not once";
    ERROR 404 { "</Error>" => "</Error><Host/>" } ElementAdded "layout response/Host: present, not absent";
    ERROR 404 { "</Error>" => "</Error><ResponseMetadata/>" } ElementAdded
        "layout response/ResponseMetadata: present, not absent";
    ERROR 404 { "<RequestId>" => "<RequestId>r</RequestId><RequestId>" } ElementTwice
        "answer response/RequestId: 2 times, not once";
    ERROR 404 { "<Type>Sender" => "<Type><a/>Sender" } ElementAdded
        "layout response/Error/Type/a: present, not absent";
    ERROR 404 { "<Code>" => "<Code><a/>" } ElementAdded "layout response/Error/Code/a: present, not absent";
    ERROR 404 { "<Message>" => "<Message><a/>" } ElementAdded
        "layout response/Error/Message/a: present, not absent";

    RESULT 200 { "GetUserResponse" => "GetUsersResponse" } Root
        "answer root: GetUsersResponse, not GetUserResponse";
    RESULT 200 { "GetUserResult" => "UserResult" } Wrapper "answer wrapper: UserResult, not GetUserResult";
    RESULT 200 { ALL => UNWRAPPED } Wrapper "answer wrapper: none, not GetUserResult";
    ELEMENTS 200 { ALL => UNWRAPPED } Wrapper "answer wrapper: none, not GetUserResult";
    EMPTY 200 { "<R" => "<TagUserResult/><R" } WrapperAdded "layout wrapper: TagUserResult, not none";
    EMPTY 200 { "<R" => "<Tags/><R" } ElementAdded "layout response/Tags: present, not absent";
    RESULT 200 { "</GetUserResult>" => "</GetUserResult><GetUserResult/>" } ElementTwice
        "answer response/GetUserResult: 2 times, not once";
    RESULT 200 { "</GetUserResult>" => "</GetUserResult><GetGroupResult/>" } ElementAdded
        "layout response/GetGroupResult: present, not absent";
    RESULT 200 { "<GetUserResult>" => "<GetGroupResult/><GetUserResult>" } ElementAdded
        "layout response/GetGroupResult: present, not absent";
    RESULT 200 { "</GetUserResult>" => "</GetUserResult><Marker/>" } ElementAdded
        "layout response/Marker: present, not absent";

    RESULT 200 { "<Path>/</Path>" => "" } ElementMissing "answer result/User/Path: absent, not /";
    RESULT 200 { "<Names><member>x</member><member>y</member></Names>" => "" } ElementMissing
        "answer result/User/Names: absent, not [x, y]";
    RESULT 200 { tags!() => "" } ElementMissing
        "answer result/User/Tags: absent, not {k=1, l=2}";
    RESULT 200 { "<Path>/</Path>" => "<Path>/</Path><Path>/b/</Path>" } ElementTwice
        "answer result/User/Path: 2 times, not once";
    RESULT 200 { "<Path>/</Path>" => "<Path>/</Path><Arn>x</Arn>" } ElementAdded
        "layout result/User/Arn: present, not absent";
    RESULT 200 { "<User>" => "<Group/><User>" } ElementAdded "layout result/Group: present, not absent";
    RESULT 200 { "<Path>/</Path>" => "<Path/>" } Element "answer result/User/Path: empty, not /";
    RESULT 200 { "<Path>/</Path>" => "<Path>/a/</Path>" } Element "answer result/User/Path: /a/, not /";
    RESULT 200 { "<Path>/</Path>" => "<Path>/<a/></Path>" } Element "answer result/User/Path: <a>, not /";
    RESULT 200 { "<member>x" => "<member>z" } Element "answer result/User/Names/1: z, not x";
    RESULT 200 { "<member>y" => "<member>z" } Element "answer result/User/Names/2: z, not y";
    RESULT 200 { "<member>x</member><member>y</member>" => "<item>x</item><item>y</item>" } ListElement
        "answer result/User/Names: list element: item, not member";
    RESULT 200 { "<member>y</member>" => "" } ListLength "answer result/User/Names: 1, not 2 members";
    RESULT 200 { "<member>y</member>" => "<member>y</member><member>y</member>" } ListLength
        "answer result/User/Names: 3, not 2 members";

    RESULT 200 { "<Value>2</Value>" => "" } Tags
        "answer result/User/Tags: {k=1, l=(no Value)}, not {k=1, l=2}";
    RESULT 200 { "<Key>l</Key>" => "" } Tags "answer result/User/Tags: {k=1, (no Key)=2}, not {k=1, l=2}";
    RESULT 200 { "<Value>2" => "<Value>3" } Tags "answer result/User/Tags: {k=1, l=3}, not {k=1, l=2}";
    RESULT 200 { "<Key>l" => "<Key>L" } Tags "answer result/User/Tags: {k=1, L=2}, not {k=1, l=2}";
    RESULT 200 { tag!("2", "l") => "" } Tags
        "answer result/User/Tags: {k=1}, not {k=1, l=2}";
    RESULT 200 { tag!("1", "k") => concat!(tag!("1", "k"), tag!("1", "k")) } Tags
        "answer result/User/Tags: {k=1, k=1, l=2}, not {k=1, l=2}";
    RESULT 200 { "<Key>l" => "<Key>l</Key><Key>m" } ElementTwice
        "answer result/User/Tags/2/Key: 2 times, not once";
    RESULT 200 { "<Key>l" => "<Id/><Key>l" } ElementAdded
        "layout result/User/Tags/2/Id: present, not absent";
    RESULT 200 { "<Key>l" => "<Key><x/>l" } ElementAdded
        "layout result/User/Tags/2/Key/x: present, not absent";
    RESULT 200 { tags!() => tags!(swapped) } ListOrder "layout result/User/Tags: order: {l=2, k=1}, not {k=1, l=2}";
    RESULT 200 { concat!("<Users><member>", tags!()) => concat!("<Users><member>", tags!(swapped)) } ListOrder
        "layout result/Users/1/Tags: order: {l=2, k=1}, not {k=1, l=2}";
    RESULT 200 { concat!(tags!(), "</member></Users>") => concat!(tags!(swapped), "</member></Users>") } ListOrder
        "layout result/Users/2/Tags: order: {l=2, k=1}, not {k=1, l=2}";

    ELEMENTS 200 { "<Path>/</Path>" => "" } ElementMissing "answer result/User/Path: absent, not /";
    ELEMENTS 200 { "<Path>/" => "<Path>/a/" } Element "answer result/User/Path: /a/, not /";
    ELEMENTS 200 { "</Path>" => "</Path><Path/>" } ElementTwice "answer result/User/Path: 2 times, not once";
    ELEMENTS 200 { "<member>x" => "<member>z" } ElementRule
        "answer result/User/Names/member[.=x]: absent, not present";
    ELEMENTS 200 { "<member>y" => "<member>x" } ElementTwice
        "answer result/User/Names/member[.=x]: 2 times, not once";
    ELEMENTS 200 { "<member>y</member>" => "" } ElementRule
        "answer result/User/Names: count 1, not count 2";
    ORDERED 200 { tags!() => tags!(swapped) } ListOrder
        "layout result/User/Tags: order: {l=2, k=1}, not {k=1, l=2}";
    ELEMENTS 200 { "<Key>l" => "<Key>m" } Tags "answer result/User/Tags: {k=1, m=2}, not {k=1, l=2}";
};
