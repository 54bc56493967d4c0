//! Faults are shown where they are.
mod support;

use support::{REQUEST_ID, run};

const TAG_USER: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&\
    Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";

const TAG_USER_JSON: &str =
    r#"{"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}"#;

#[test]
fn shows_the_place_in_a_body() {
    let body = "Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.0.Key=Dept";
    run(["decode"], body).refuses(
        "MalformedInput",
        "0 is not a valid index",
        "\
error: 0 is not a valid index: parameter Tags.member.0.Key
 --> <stdin>:1:50 (byte 49)
  | Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.0.Key=Dept
  |                                                  ^
",
    );
}

#[test]
fn shows_the_place_in_a_file() {
    let ran = run(["decode", "testdata/rejected/index-zero.form"], "");
    assert_eq!(
        ran.stderr,
        "\
error: 0 is not a valid index: parameter Tags.member.0.Key
 --> testdata/rejected/index-zero.form:1:50 (byte 49)
  | ...gUser&Version=2010-05-08&UserName=anika&Tags.member.0.Key=Dept&Tags.member.0.Val...
  |                                            ^
"
    );
}

#[test]
fn shows_the_place_of_every_violation() {
    let body = "Action=TagUser&Version=2010-05-08&UserName=&Tags.member.1.Value=Accounting";
    run(["decode"], body).refuses(
        "ValidationError",
        "2 validation errors detected: Value at 'userName' failed to satisfy constraint: \
         Member must have length greater than or equal to 1; Value at 'tags.1.member.key' \
         failed to satisfy constraint: Member must not be null",
        "\
error: Value at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1: parameter UserName
 --> <stdin>:1:35 (byte 34)
  | Action=TagUser&Version=2010-05-08&UserName=&Tags.member.1.Value=Accounting
  |                                   ^
error: Value at 'tags.1.member.key' failed to satisfy constraint: Member must not be null: parameter Tags.member.1.Key
 --> <stdin>:1:45 (byte 44)
  | Action=TagUser&Version=2010-05-08&UserName=&Tags.member.1.Value=Accounting
  |                                             ^
",
    );
}

#[test]
fn cuts_long_lines_around_the_place() {
    let filler = "x".repeat(200);
    let report = |body: &str| run(["decode"], body).stderr;
    assert_eq!(
        report(&format!("Action=TagUser&{filler}&Version=%&{filler}")),
        format!(
            "error: invalid percent escape: parameter Version\n --> <stdin>:1:225 (byte 224)\n  \
             | ...{}&Version=%&{}...\n  | {:43}^\n",
            &filler[..31],
            &filler[..38],
            "",
        )
    );
    assert_eq!(
        report(&format!("Action=%&{filler}")),
        format!(
            "error: invalid percent escape: parameter Action\n --> <stdin>:1:8 (byte 7)\n  \
             | Action=%&{}...\n  | {:7}^\n",
            &filler[..71],
            "",
        )
    );
    assert_eq!(
        report(&format!("{filler}&Action=%")),
        format!(
            "error: invalid percent escape: parameter Action\n --> <stdin>:1:209 (byte 208)\n  \
             | ...{}&Action=%\n  | {:82}^\n",
            &filler[..71],
            "",
        )
    );
}

#[test]
fn says_that_a_long_line_is_cut_when_the_place_is_its_end() {
    let body = format!("Action=ListUserTags&Version=2010-05-08&{}", "x".repeat(200));
    let shown = format!("\n  | ...{}\n  | {:83}^\n", "x".repeat(80), "");
    let report = run(["decode"], body).stderr;
    assert!(report.ends_with(&shown), "{report}");
}

#[test]
fn counts_lines_and_columns_of_a_long_input() {
    let body = format!("Action=TagUser&{}\n{}&Version=%", "x".repeat(3000), "y".repeat(2000));
    let report = run(["decode"], body).stderr;
    assert!(report.contains(" --> <stdin>:2:2010 (byte 5025)\n"), "{report}");
}

#[test]
fn puts_the_caret_under_the_place_whatever_stands_before_it() {
    let body = [b"Action=\tb\x1B[31m\r&\n\xC3\xA9=\xE6\x9D\xB1\x00\\&", &b"\xFF=\r\n"[..]].concat();
    assert_eq!(
        run(["decode"], body).stderr,
        "\
error: invalid UTF-8: parameter \u{FFFD}
 --> <stdin>:2:7 (byte 26)
  | \\xc3\\xa9=\\xe6\\x9d\\xb1\\x00\\&\\xff=
  |                            ^
"
    );
    assert_eq!(
        run(["decode"], "Action=a&\u{1B}%0A%=").stderr,
        "\
error: invalid percent escape: parameter \\u{1b}%0A%
 --> <stdin>:1:14 (byte 13)
  | Action=a&\\x1b%0A%=
  |                 ^
"
    );
}

#[test]
fn shows_the_place_in_xml() {
    run(["decode"], "<TagUserResponse>\n  <ResponseMetadata/>\n</TagUserResponse>").fails(
        1,
        "\
error: missing element: element ResponseMetadata.RequestId
 --> <stdin>:2:22 (byte 39)
  |   <ResponseMetadata/>
  |                      ^
help: --tolerant reads it as far as it goes
",
    );
    run(["decode"], " <GetUserAnswers/>").fails(
        1,
        "\
error: unexpected root element GetUserAnswers
 --> <stdin>:1:19 (byte 18)
  |  <GetUserAnswers/>
  |                   ^
",
    );
}

#[test]
fn shows_the_parameters_of_a_document_that_aws_refuses() {
    let document = r#"{"Action":"ListUserTags","UserName":"","MaxItems":0}"#;
    run(["encode"], document).refuses(
        "ValidationError",
        "2 validation errors detected: Value at 'maxItems' failed to satisfy constraint: \
         Member must have value greater than or equal to 1; Value at 'userName' failed to satisfy \
         constraint: Member must have length greater than or equal to 1",
        "\
error: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1: parameter MaxItems
 --> <stdin>
error: Value at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1: parameter UserName
 --> <stdin>
help: --unchecked accepts values that break a constraint
",
    );
}

#[test]
fn refuses_a_response_that_xml_cannot_carry() {
    let tag = r#"{"Key":"a","Value":"\u0001"}"#;
    let document = format!(
        r#"{{"Action":"ListUserTags","Tags":[{tag}],"IsTruncated":false,"RequestId":"{REQUEST_ID}"}}"#
    );
    run(["encode"], document)
        .fails(1, "error: XML cannot carry U+0001: element Tags.member.1.Value\n --> <stdin>\n");
}

#[test]
fn shows_the_place_in_json() {
    run(["encode"], r#"{"Action":"TagUser","Foo":[1],"UserName":"a","Tags":[]}"#).fails(
        2,
        r#"error: unknown member `Foo` of TagUser
 --> <stdin>:1:25 (byte 24)
  | {"Action":"TagUser","Foo":[1],"UserName":"a","Tags":[]}
  |                         ^
"#,
    );
    run(["encode"], "{\n\t\"Action\": }\n").fails(
        2,
        r#"error: expected value
 --> <stdin>:2:12 (byte 13)
  | \t"Action": }
  |             ^
"#,
    );
    run(["encode"], "")
        .fails(2, "error: EOF while parsing a value\n --> <stdin>:1:1 (byte 0)\n  | \n  | ^\n");
    run(["encode"], r#"{"Error":{"Type":"Sender","Code":"Throttling"}}"#).fails(
        2,
        r#"error: missing member `RequestId` of ErrorResponse
 --> <stdin>:1:47 (byte 46)
  | {"Error":{"Type":"Sender","Code":"Throttling"}}
  |                                               ^
"#,
    );
    run(["encode"], format!("{TAG_USER_JSON}\n{{\"Action\":7}}\n")).fails_after(
        &format!("{TAG_USER}\n"),
        "error: invalid type: integer `7`, expected a string: in member `Action`\n \
         --> <stdin>:2:12 (byte 96)\n  | {\"Action\":7}\n  |            ^\n",
    );
}

#[test]
fn shows_the_document_whose_value_is_refused_if_there_are_several() {
    let ran = run(
        ["encode"],
        format!("{TAG_USER_JSON}\n  {{\"Action\":\"GetUser\",\"UserName\":\"\"}}\n"),
    );
    assert_eq!(
        ran.stderr,
        r#"error: Value at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1: parameter UserName
 --> <stdin>:2:3 (byte 87)
  |   {"Action":"GetUser","UserName":""}
  |   ^
help: --unchecked accepts values that break a constraint
"#
    );
    assert_eq!(ran.status, 1);
    let error = r#"{"Action":"DeleteUser\u0001","Elements":[],"RequestId":"1"}"#;
    let ran = run(["encode"], format!("{TAG_USER_JSON}\n{error}\n"));
    assert!(ran.stderr.contains("\n --> <stdin>:2:1 (byte 85)\n  | {\"Action\""), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), (&*format!("{TAG_USER}\n"), 1));
}

#[test]
fn says_which_form_a_time_has() {
    let document =
        r#"{"Action":"GetAccessKeyLastUsed","AccessKeyLastUsed":{"LastUsedDate":"yesterday"}}"#
            .replace("\"}}", "\",\"ServiceName\":\"s3\",\"Region\":\"N/A\"},\"RequestId\":\"1\"}");
    let ran = run(["encode"], document);
    let what = "error: not in the encoding of its type, expected a time such as `2011-12-19T23:16:46Z`: \
                in member `AccessKeyLastUsed.LastUsedDate`\n --> <stdin>:1:";
    assert!(ran.stderr.starts_with(what), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), ("", 2));
}

#[test]
fn reports_the_violations_that_aws_names() {
    let tags: String = (1..=80).map(|n| format!("&Tags.member.{n}.Key=")).collect();
    let ran = run(["decode"], format!("Action=TagUser&Version=2010-05-08&UserName=a{tags}"));
    assert_eq!(ran.stderr.matches("error: Value at").count(), 10);
    let more = "\nwarning: AWS names ten faults, and there may be more\n";
    assert!(ran.stderr.contains(more), "{}", ran.stderr);
    assert!(ran.stdout.contains("10 validation errors detected"));
}

#[test]
fn reports_the_first_ignored_parameters_and_the_number_of_the_others() {
    let unknown = "&a=b".repeat(130);
    let ran = run(["decode"], format!("Action=GetUser&Version=2010-05-08{unknown}"));
    assert_eq!(ran.stderr.matches("warning: ignored: unknown to GetUser").count(), 1);
    assert_eq!(ran.stderr.matches("warning: ignored: repeated").count(), 127);
    assert!(ran.stderr.ends_with("\nwarning: and 2 more\n"), "{}", ran.stderr);
    assert_eq!((&*ran.stdout, ran.status), ("{\"Action\":\"GetUser\"}\n", 0));
}
