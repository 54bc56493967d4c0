//! Files that were put together, and messages without a body: nothing is left out in silence.

use crate::exchange::Exchange;
use crate::files::{betamax, har, vcr, vcrpy};
use crate::support::run;

const USER: &str = "{\"Action\":\"GetUser\",\"UserName\":\"anika\"}\n";

/// An exchange whose reply cannot be read.
fn unreadable() -> Exchange<'static> {
    Exchange {
        sent: Vec::new(),
        body: "Action=GetUser&Version=2010-05-08&UserName=anika",
        status: 503,
        received: Vec::new(),
        answer: "busy",
    }
}

/// What is told of a reply in this part.
fn busy(part: &str) -> String {
    format!(
        "error: status 503 with a body that is not a reply\n --> <stdin> ({part}):1:1 (byte 0)\n  | busy\n  | ^\n"
    )
}

#[test]
fn several_recordings_in_one_file_are_parts_of_it() {
    let it = unreadable();
    let yaml = |text: String| format!("---\n{}", text.trim_start_matches("---\n"));
    for (document, name) in [
        (har(&it), "entry"),
        (betamax(&it), "interaction"),
        (yaml(vcr(&it)), "interaction"),
        (yaml(vcrpy(&it)), "interaction"),
    ] {
        for count in [1, 2, 5] {
            let ran = run(["decode"], document.repeat(count));
            let told: String = match count {
                1 => busy(&format!("{name} 1, response")),
                _ => (1..=count)
                    .map(|number| busy(&format!("document {number}, {name} 1, response")))
                    .collect(),
            };
            assert_eq!(ran.stderr, told);
            assert_eq!((ran.stdout, ran.status), (USER.repeat(count), 1));
        }
    }
    // `---` at the end begins nothing.
    let ran = run(["decode"], yaml(vcr(&it)) + "---\n");
    assert_eq!((ran.stderr, ran.stdout), (busy("interaction 1, response"), USER.to_owned()));
}

#[test]
fn cassettes_of_yaml_without_a_line_between_them_are_refused() {
    run(["decode"], vcrpy(&unreadable()).repeat(2)).fails(
        1,
        "error: not YAML: the key interactions is there twice\n --> <stdin>:5:1 (byte 217)\n  \
         | interactions:\n  | ^\n",
    );
}

#[test]
fn an_entry_of_terraform_without_a_body_gives_a_warning() {
    let request = "aws: HTTP Request Sent: http.method=GET http.url=http://a/\n";
    let reply = "aws: HTTP Response Received: http.status_code=204\n";
    let json = |title: &str| format!("{{\"@message\":\"{title}\",\"http.status_code\":204}}\n");
    for file in
        [format!("{request}{reply}"), json("HTTP Request Sent") + &json("HTTP Response Received")]
    {
        run(["decode"], file).fails(
            1,
            "warning: left out: its body is not shown\n --> <stdin> (line 1)\n\
             warning: left out: its body is not shown\n --> <stdin> (line 2)\n\
             error: no request, response or error in it that can be read\n --> <stdin>\n",
        );
    }
}

#[test]
fn a_reply_of_terraform_without_a_status_is_read_as_a_body() {
    let xml = "<DeleteUserResponse><ResponseMetadata><RequestId>b</RequestId></ResponseMetadata></DeleteUserResponse>";
    let file = format!("aws: HTTP Response Received: a=b\n  http.response.body=\n  | {xml}\n");
    run(["decode"], file).prints("{\"Action\":\"DeleteUser\",\"RequestId\":\"b\"}\n");
}
