//! What services and clients do not know is printed or told, and never lost without a word.
mod support;

use support::run;

const USER: &str = "<User><Path>/</Path><UserName>u</UserName><UserId>AIDA</UserId>\
    <Arn>arn:aws:iam::1:user/u</Arn><CreateDate>2020-01-01T00:00:00Z</CreateDate>";

const END: &str = "</User></GetUserResult><ResponseMetadata><RequestId>1</RequestId>\
    </ResponseMetadata></GetUserResponse>";

const USER_JSON: &str = "{\"Action\":\"GetUser\",\"User\":{\"Path\":\"/\",\"UserName\":\"u\",\"UserId\":\"AIDA\",\
    \"Arn\":\"arn:aws:iam::1:user/u\",\"CreateDate\":\"2020-01-01T00:00:00Z\"},\"RequestId\":\"1\"}\n";

/// A response to `GetUser` with these elements in its user, on a line of their own.
fn get_user(more: &str) -> String {
    format!("<GetUserResponse><GetUserResult>{USER}\n{more}\n{END}")
}

#[test]
fn an_element_that_a_response_leaves_out_gives_a_warning_with_its_place() {
    let ran = run(["decode"], get_user("<Mood>fine</Mood>"));
    assert_eq!(
        ran.stderr,
        "\
warning: ignored: unknown to GetUser: element GetUserResult.User.Mood
 --> <stdin>:2:2 (byte 174)
  | <Mood>fine</Mood>
  |  ^
"
    );
    assert_eq!((&*ran.stdout, ran.status), (USER_JSON, 0));
}

#[test]
fn the_place_is_also_that_of_a_body_behind_a_head_and_in_chunks() {
    let body = get_user("<Mood>fine</Mood>");
    let (first, second) = body.split_at(100);
    let reply = format!(
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n{:x}\n{first}\n{:x}\n{second}\n0\n\n",
        first.len(),
        second.len(),
    );
    let ran = run(["decode"], &reply);
    let place = format!(" (byte {})\n", reply.find("Mood").unwrap());
    assert!(ran.stderr.contains(&place), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), (USER_JSON, 0));
    // A head that contradicts the body takes nothing of it away.
    let ran = run(["decode"], reply.replace("200 OK", "404 Not Found"));
    assert!(ran.stderr.starts_with("warning: ignored: unknown to GetUser"), "{}", ran.stderr);
    assert!(ran.stderr.contains("\nerror: "), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), (USER_JSON, 1));
}

#[test]
fn json_names_the_element() {
    let ran = run(["decode", "--json"], get_user("<Mood>fine</Mood>"));
    assert_eq!(
        ran.stderr,
        "{\"level\":\"warning\",\"code\":null,\"message\":\"ignored: unknown to GetUser\",\"parameter\":null,\
         \"element\":\"GetUserResult.User.Mood\",\"file\":\"<stdin>\",\"part\":null,\"line\":2,\"column\":2,\
         \"byte\":174,\"help\":null}\n"
    );
}

#[test]
fn an_element_that_cannot_be_listed_gives_a_warning_too() {
    let ran = run(["decode"], get_user("<Mood>fine<a/></Mood>"));
    let start = "warning: ignored elements cannot be listed: ";
    assert!(ran.stderr.starts_with(start), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), (USER_JSON, 0));
}

#[test]
fn the_first_unknown_elements_are_told_and_the_number_of_the_others() {
    let ran = run(["decode"], get_user(&"<Mood/>".repeat(130)));
    assert_eq!(ran.stderr.matches("warning: ignored: unknown to GetUser").count(), 128);
    assert!(ran.stderr.ends_with("\nwarning: and 2 more\n"), "{}", ran.stderr);
}

#[test]
fn responses_of_sts_are_no_exception() {
    let body = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
        <GetCallerIdentityResult><Mood/></GetCallerIdentityResult>\
        <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>";
    let ran = run(["decode"], body);
    let what =
        "warning: ignored: unknown to GetCallerIdentity: element GetCallerIdentityResult.Mood\n";
    assert!(ran.stderr.starts_with(what), "{}", ran.stderr);
}

#[test]
fn errors_and_metadata_are_no_exception() {
    let error = "<ErrorResponse><Error><Type>Sender</Type><Code>a</Code><Detail/></Error><RequestId>1</RequestId>\
        </ErrorResponse>";
    let json = "{\"Error\":{\"Type\":\"Sender\",\"Code\":\"a\"},\"RequestId\":\"1\"}\n";
    run(["decode"], error).warns(
        json,
        "ignored: unknown to ErrorResponse: element Error.Detail\n --> <stdin>:1:57 (byte 56)\n",
    );
    let metadata = "<TagUserResponse><ResponseMetadata><RequestId>1</RequestId><Mood/></ResponseMetadata>\
        </TagUserResponse>";
    run(["decode"], metadata).warns(
        "{\"Action\":\"TagUser\",\"RequestId\":\"1\"}\n",
        "ignored: unknown to TagUser: element ResponseMetadata.Mood\n --> <stdin>:1:61 (byte 60)\n",
    );
}

#[test]
fn an_action_that_the_service_does_not_have_gives_a_warning_and_exits_with_0() {
    for (action, version, service) in [
        ("GetUsr", "2010-05-08", "IAM"),
        ("GetUser", "2011-06-15", "STS"),
        ("AssumeRole", "2010-05-08", "IAM"),
    ] {
        let body = format!("Action={action}&Version={version}");
        let ran = run(["decode"], &body);
        let what = format!("{service} has no action {action} in version {version}");
        assert_eq!(
            ran.stderr,
            format!(
                "warning: {what} and would refuse this request: parameter Action\n \
                 --> <stdin>:1:1 (byte 0)\n  | {body}\n  | ^\n"
            )
        );
        let parameters = format!("[{{\"Name\":\"Version\",\"Value\":\"{version}\"}}]");
        let line = format!("{{\"Action\":\"{action}\",\"Parameters\":{parameters}}}\n");
        assert_eq!((&*ran.stdout, ran.status), (&*line, 0));
    }
    let unchecked = run(["decode", "--unchecked"], "Action=GetUsr");
    assert!(
        unchecked.stderr.starts_with("warning: IAM has no action GetUsr "),
        "{}",
        unchecked.stderr
    );
}

#[test]
fn help_says_the_status_of_an_action_that_the_service_does_not_have() {
    for args in [["decode", "--help"], ["decode", "-h"]] {
        let help = run(args, "").stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        let status = "Exit status: 0 if all is well, also with warnings, such as that of an action which the \
                      service does not have;";
        assert!(help.contains(status), "{help}");
    }
}

#[test]
fn a_parameter_that_does_not_count_says_why() {
    let tag =
        "Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v";
    let get = "Action=GetUser&Version=2010-05-08";
    for (request, name, why) in [
        (tag, "Username", "case matters: UserName"),
        (tag, "USERNAME", "case matters: UserName"),
        (tag, "tags.member.1.Key", "case matters: Tags.member.1.Key"),
        (tag, "version", "case matters: Version"),
        (tag, "action", "case matters: Action"),
        (tag, "UserName", "repeated, and the first counts"),
        (tag, "Mood", "unknown to TagUser"),
        (tag, "Path", "unknown to TagUser"),
        (tag, "signature", "unknown to TagUser"),
        // The operation has it, though nobody sent it.
        (get, "username", "case matters: UserName"),
        (get, "Mood", "unknown to GetUser"),
        // Signatures are not parameters of an operation.
        (tag, "Signature", ""),
        (tag, "AWSAccessKeyId", ""),
        (get, "X-Amz-Date", ""),
    ] {
        let ran = run(["decode"], format!("{request}&{name}=b"));
        let first = ran.stderr.lines().next().unwrap_or_default();
        let wanted = match why {
            "" => String::new(),
            why => format!("warning: ignored: {why}: parameter {name}"),
        };
        assert_eq!((first, ran.status), (&*wanted, 0), "{name}");
    }
}
