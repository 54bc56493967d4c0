//! Logs of botocore in other formats of lines, and of several threads: the reply follows its request.

use crate::support::run;

/// What loggers put before a message; `LOGGER` is the one of botocore.
const FORMATS: [&str; 6] = [
    "",
    "DEBUG:LOGGER:",
    "2026-01-01 10:00:00,000 LOGGER [DEBUG] ",
    "2026-01-01 10:00:00,000 - LOGGER - DEBUG - ",
    "2026-01-01 10:00:00,000 - app - LOGGER - ",
    "2026-01-01 10:00:00,000 - MainThread - LOGGER - DEBUG - ",
];

fn request(format: &str, user: &str) -> String {
    let before = format.replace("LOGGER", "botocore.endpoint");
    let body = format!("Action=GetUser&Version=2010-05-08&UserName={user}");
    format!(
        "{before}Making request for GetUser with params: {{'method': 'POST', 'url': 'http://a/', 'body': '{body}'}}\n"
    )
}

fn reply(format: &str, id: &str) -> String {
    let before = format.replace("LOGGER", "botocore.parsers");
    let xml = format!(
        "<DeleteUserResponse><ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata></DeleteUserResponse>"
    );
    format!("{before}Response headers: {{}}\n{before}Response body:\nb'{xml}'\n")
}

/// What is printed of the exchanges of these users.
fn printed(users: &[&str]) -> String {
    let exchange = |user: &&str| {
        format!(
            "{{\"Action\":\"GetUser\",\"UserName\":\"{user}\"}}\n{{\"Action\":\"DeleteUser\",\"RequestId\":\"{user}\"}}\n"
        )
    };
    users.iter().map(exchange).collect()
}

#[test]
fn a_reply_follows_its_request_in_each_format_of_lines() {
    for format in FORMATS {
        let exchange = |user: &str| request(format, user) + &reply(format, user);
        run(["decode"], ["a", "b", "c"].map(exchange).concat()).prints(&printed(&["a", "b", "c"]));
    }
}

#[test]
fn a_reply_follows_the_request_of_its_thread() {
    let thread = |name: &str| format!("2026-01-01 10:00:00,000 - {name} - LOGGER - DEBUG - ");
    let (one, two) = (thread("Thread-1"), thread("Thread-2"));
    let log = [
        request(&one, "a"),
        request(&two, "b"),
        reply(&two, "b"),
        request(&two, "c"),
        reply(&one, "a"),
        reply(&two, "c"),
    ];
    run(["decode"], log.concat()).prints(&printed(&["a", "b", "c"]));
}
