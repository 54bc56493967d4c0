//! Texts of an answer that are known, and texts that would tell of the account: a pair for each reason.

use super::*;

fn call(query: &str, body: &str) -> Call {
    Call::received("POST".into(), "/".into(), query.into(), Vec::new(), body.into())
}

/// What is found in an answer with this body, after a request with these parameters.
fn found(body: &str) -> Option<String> {
    found_of("GetUser", "A=b", body)
}

fn found_of(action: &str, request: &str, body: &str) -> Option<String> {
    let mut leaks = Leaks::new(255, vec!["hunter2"]);
    leaks.sent(&call(
        "Q=asked%20so",
        "Description=my%20words&Name=%20padded%20&D=%7B%22arn%3Aaws%3Aiam%3A%3Ax%22%7D",
    ));
    let answer = Answer { status: 200, headers: Vec::new(), body: body.into() };
    leaks.find(action, request.as_bytes(), &answer)
}

/// An element, a text in it that is known, and one that is not, as near to the first as it can be.
const PAIRS: [(&str, &str, &str); 34] = [
    ("Code", "NoSuchEntity", "NoSuchEntity1"),
    ("Status", "Active_Now", "Active Now"),
    ("State", "Enabled", "Enabled."),
    ("JobStatus", "IN_PROGRESS", "IN-PROGRESS"),
    ("Count", "123456", "1234567"),
    ("Count", "", "a"),
    ("VersionId", "v123456", "v1234567"),
    ("VersionId", "v1", "w1"),
    ("UserName", "parity-ff-1", "parity-f-1"),
    ("Arn", "arn:aws:iam::123456789012:user/parity-ff-1", "arn:aws:iam::123456789012:user/ff-1"),
    ("SecretAccessKey", "SecretAccessKey-EXAMPLE-0", "SecretAccessKey-EXAMPLE"),
    ("Enabled", "true", "True"),
    ("Enabled", "false", "falsely"),
    ("Kind", "Active", "Actively"),
    ("Kind", "Inactive", "inactive"),
    ("Type", "Sender", "Senders"),
    ("Type", "Receiver", "Receivers"),
    ("Kind", "Policy", "Policies"),
    ("Path", "/", "/a/"),
    ("Region", "N/A", "NA"),
    ("Kind", "COMPLETE", "COMPLETED"),
    ("Kind", "STARTED", "STARTING"),
    ("Decision", "Allowed", "allowed"),
    ("Operation", "GetUser", "GetUserx"),
    ("Operation", "AssumeRole", "AssumedRole"),
    ("Arn", "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam:aws:policy/ReadOnlyAccess"),
    ("Account", "123456789012", "12345678901"),
    ("RequestId", "00000000-0000-4000-8000-00000000000a", "10000000-0000-4000-8000-00000000000a"),
    ("CreateDate", "2026-01-01T00:00:01Z", "2026-01-02T00:00:01Z"),
    ("UserId", "AIDA0000000000000001", "AIDA000000000000000A"),
    ("Description", "my words", "your words"),
    ("Description", "asked so", "asked"),
    ("Name", " padded ", " padding "),
    ("PolicyDocument", "%7B%22a%22%3A1%7D", "%5B%22a%22%3A1%5D"),
];

#[test]
fn each_text_that_the_run_or_aws_has_made_is_known_and_its_neighbour_is_not() {
    for (element, known, unknown) in PAIRS {
        let body = |text: &str| format!("<a><{element}>{text}</{element}><b/></a>");
        assert_eq!(found(&body(known)), None, "{known}");
        let told = Some(format!("an unknown text in {element}"));
        assert_eq!(found(&body(unknown)), told, "{unknown}");
    }
}

#[test]
fn messages_may_say_anything_but_name_nobody_else() {
    for (message, is_known) in [
        ("The user with name x cannot be found.", true),
        ("User: arn:aws:iam::123456789012:user/parity-ff-1 is not authorized", true),
        ("Policy arn:aws:iam::aws:policy/A is attached", true),
        ("User: arn:aws:iam::123456789012:user/anika is not authorized", false),
        ("ARNs 'arn:a',\"arn:aws:iam::aws:policy/A\"", false),
        ("[arn:aws:iam::aws:policy/A]", true),
    ] {
        let body = format!("<a><Message>{message}</Message></a>");
        assert_eq!(found(&body).is_none(), is_known, "{message}");
    }
}

#[test]
fn documents_are_known_if_the_run_has_sent_them_or_they_name_nobody() {
    for (document, is_known) in [
        ("{\"a\": 1}", true),
        ("{\"arn:aws:iam::x\"}", true),
        ("{\"arn:aws:iam::y\"}", false),
        ("\"a\": 1}", false),
    ] {
        let body = format!("<a><PolicyDocument>{document}</PolicyDocument></a>");
        assert_eq!(found(&body).is_none(), is_known, "{document}");
    }
}

#[test]
fn what_tells_of_the_account_is_said_in_a_word_the_worst_first() {
    let fine = "<a/>";
    for (action, request, body, why) in [
        ("GetUser", "A=b", fine, ""),
        ("GetUser", "A=b", "", ""),
        ("GetAccountSummary", "A=b", fine, "an answer about the whole account"),
        ("GetAccountAuthorizationDetails", "A=b", fine, "an answer about the whole account"),
        ("GetCredentialReport", "A=b", fine, "an answer about the whole account"),
        ("GetUser", "A=hunter2", fine, "a private text"),
        ("GetUser", "A=b", "<a>hunter2</a>", "a private text"),
        ("GetUser", "A=987654321098", fine, "an account"),
        ("GetUser", "A=123456789012", fine, ""),
        ("GetUser", "A=b", "<a b='987654321098'/>", "an account"),
        ("GetUser", "A=b", "no XML", "an answer that cannot be read"),
        // Texts beside other elements are white space.
        ("GetUser", "A=b", "<a>words<b/></a>", ""),
        ("GetUser", "A=b", "<a><b><c>words</c></b></a>", "an unknown text in c"),
    ] {
        let told = found_of(action, request, body).unwrap_or_default();
        assert_eq!(told, why, "{action} {request} {body}");
    }
}
