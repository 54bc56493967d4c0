//! The command: what it prints on standard output and error, and how it exits.
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

const REQUEST_ID: &str = "00000000-0000-0000-0000-000000000000";

const TAG_USER: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&\
    Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting";

const TAG_USER_JSON: &str =
    r#"{"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Accounting"}]}"#;

struct Ran {
    stdout: String,
    stderr: String,
    status: i32,
}

/// Runs the command in the workspace's folder.
#[track_caller]
fn run(args: impl IntoIterator<Item = impl AsRef<OsStr>>, stdin: impl AsRef<[u8]>) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(args)
        .current_dir(ROOT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // A command that reads files alone may have ended by now.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_ref());
    let output = child.wait_with_output().expect("the command ends");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        status: output.status.code().expect("an exit status"),
    }
}

impl Ran {
    #[track_caller]
    fn prints(&self, stdout: &str) {
        assert_eq!(self.stderr, "");
        assert_eq!(self.stdout, stdout);
        assert_eq!(self.status, 0);
    }

    /// AWS's answer and the report.
    #[track_caller]
    fn refuses(&self, code: &str, message: &str, stderr: &str) {
        assert_eq!(self.stderr, stderr);
        assert_eq!(
            self.stdout,
            format!(
                r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>{code}</Code>
    <Message>{message}</Message>
  </Error>
  <RequestId>{REQUEST_ID}</RequestId>
</ErrorResponse>
"#
            )
        );
        assert_eq!(self.status, 1);
    }

    /// What stands before a document that is not JSON of this shape, and the report.
    #[track_caller]
    fn fails_after(&self, stdout: &str, stderr: &str) {
        assert_eq!(self.stderr, stderr);
        assert_eq!(self.stdout, stdout);
        assert_eq!(self.status, 2);
    }

    #[track_caller]
    fn fails(&self, status: i32, stderr: &str) {
        assert_eq!(self.stderr, stderr);
        assert_eq!(self.stdout, "");
        assert_eq!(self.status, status);
    }
}

/// The files of a folder of `testdata` that end so, sorted.
fn testdata(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("testdata").join(folder);
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension() == Some(ending.as_ref())).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn concatenated(files: &[PathBuf]) -> String {
    files.iter().map(|file| fs::read_to_string(file).expect("UTF-8")).collect()
}

/// What a terminal must not see, as the command prints it.
fn escaped(json: &str) -> String {
    let hidden = ['\u{7F}', '\u{85}', '\u{2028}', '\u{2029}', '\u{FEFF}'];
    hidden
        .into_iter()
        .fold(json.to_owned(), |json, c| json.replace(c, &format!("\\u{:04x}", u32::from(c))))
}

/// Decodes and expects the files of the same names that end in `.json`, with this many warnings.
#[track_caller]
fn decodes(option: Option<&str>, files: &[PathBuf], warnings: usize) {
    let args = ["decode"].into_iter().chain(option).map(OsStr::new);
    let documents: Vec<_> = files.iter().map(|file| file.with_extension("json")).collect();
    let ran = run(args.chain(files.iter().map(|file| file.as_os_str())), "");
    assert_eq!(ran.stderr.matches("warning: ignored: ").count(), warnings, "{}", ran.stderr);
    assert_eq!(ran.stderr.is_empty(), warnings == 0, "{}", ran.stderr);
    assert_eq!(ran.stdout, escaped(&concatenated(&documents)));
    assert_eq!(ran.status, 0);
}

/// The same, and back to the same bytes.
#[track_caller]
fn round_trips(files: &[PathBuf]) {
    decodes(None, files, 0);
    let documents = files.iter().map(|file| file.with_extension("json").into_os_string());
    run(["encode".into()].into_iter().chain(documents), "").prints(&concatenated(files));
}

#[test]
fn decodes_a_body() {
    run(["decode"], TAG_USER).prints(&format!("{TAG_USER_JSON}\n"));
    run(["decode", "-"], TAG_USER).prints(&format!("{TAG_USER_JSON}\n"));
}

#[test]
fn encodes_a_document_without_a_line_end_of_its_own() {
    run(["encode"], format!("{TAG_USER_JSON}\n")).prints(TAG_USER);
}

#[test]
fn encodes_a_document_with_a_request_id_to_xml() {
    let id = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    run(["encode"], format!(r#"{{"RequestId":"{id}","Action":"UntagUser"}}"#)).prints(&xml);
}

#[test]
fn requests_round_trip() {
    round_trips(&testdata("requests", "form"));
}

#[test]
fn responses_round_trip() {
    round_trips(&testdata("responses", "xml"));
}

#[test]
fn errors_round_trip() {
    round_trips(&testdata("errors", "xml"));
}

#[test]
fn decodes_dialects() {
    decodes(None, &testdata("requests/read", "form"), 32);
    decodes(None, &testdata("requests/read", "http"), 0);
    // The SDK for Rust writes the members of a union without their names.
    decodes(None, &testdata("requests/clients", "http"), 5);
    decodes(None, &testdata("responses/read", "xml"), 0);
    decodes(None, &testdata("errors/read", "xml"), 0);
}

#[test]
fn decodes_and_encodes_what_aws_refuses_unchecked() {
    decodes(Some("--unchecked"), &testdata("requests/unchecked", "form"), 0);
    decodes(Some("--unchecked"), &testdata("requests/unchecked", "http"), 0);

    let body = "Action=TagUser&Version=2010-05-08&UserName=a%2Fb&Tags=";
    let document = r#"{"Action":"TagUser","UserName":"a/b","Tags":[]}"#;
    run(["decode", "--unchecked"], body).prints(&format!("{document}\n"));
    run(["encode", "--unchecked"], document).prints(body);
}

#[test]
fn answers_as_aws_does() {
    for ending in ["form", "http"] {
        for file in testdata("rejected", ending) {
            let ran = run([OsStr::new("decode"), file.as_os_str()], "");
            if ran.stdout.starts_with(r#"{"Action":"#) {
                // An unknown action is a value.
                assert!(ran.stdout.contains(r#""Parameters":["#), "{}", file.display());
                ran.prints(&ran.stdout);
                continue;
            }
            let answer = fs::read_to_string(file.with_extension("xml")).unwrap();
            let answer = answer.replace("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE", REQUEST_ID);
            assert_eq!(ran.stdout, answer, "{}", file.display());
            assert_eq!(ran.status, 1, "{}", file.display());
            assert!(ran.stderr.contains("error: "), "{}", file.display());
        }
    }
}

#[test]
fn leaves_out_one_line_end_of_a_request() {
    let get =
        "GET /?Action=ListUserTags&Version=2010-05-08&UserName=a HTTP/1.1\r\nHost: iam\r\n\r\n";
    let post = "POST / HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n\
                Action=ListUserTags&Version=2010-05-08&UserName=a";
    let body = "Action=ListUserTags&Version=2010-05-08&UserName=a";
    for request in [get, post, body] {
        for end in ["", "\n", "\r\n"] {
            let ran = run(["decode"], format!("{request}{end}"));
            ran.prints("{\"Action\":\"ListUserTags\",\"UserName\":\"a\"}\n");
        }
    }
    run(["decode"], format!("{body}\n\n\r\n"))
        .prints("{\"Action\":\"ListUserTags\",\"UserName\":\"a\"}\n");
    run(["decode", "--unchecked"], format!("{post}\n\n"))
        .prints("{\"Action\":\"ListUserTags\",\"UserName\":\"a\\n\"}\n");
}

#[test]
fn takes_for_an_http_request_only_what_begins_like_one() {
    for (body, value) in
        [("Action=TagCat&a=b c HTTP/1.1", "b c HTTP/1.1"), ("Action=TagCat&a=GET / x", "GET / x")]
    {
        run(["decode"], body).prints(&format!(
            "{{\"Action\":\"TagCat\",\"Parameters\":[{{\"Name\":\"a\",\"Value\":\"{value}\"}}]}}\n"
        ));
    }
}

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
fn shows_the_place_in_the_query_string_and_the_body_of_an_http_request() {
    let head = "POST /?Action=ListUserTags&Version=2010-05-08 HTTP/1.1\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    run(["decode"], format!("{head}UserName=%2F&MaxItems=0\r\n")).refuses(
        "ValidationError",
        "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: \
         Member must have value greater than or equal to 1",
        "\
error: Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1: parameter MaxItems
 --> <stdin>:4:14 (byte 120)
  | UserName=%2F&MaxItems=0
  |              ^
help: --unchecked accepts values that break a constraint
",
    );
    run(["decode"], head.replace("Action=", "Action=%zz")).refuses(
        "MalformedInput",
        "invalid percent escape: parameter Action at byte 7 of the query string",
        "\
error: invalid percent escape: parameter Action
 --> <stdin>:1:15 (byte 14)
  | POST /?Action=%zzListUserTags&Version=2010-05-08 HTTP/1.1
  |               ^
",
    );
    run(["decode"], head).refuses(
        "ValidationError",
        "1 validation error detected: Value at 'userName' failed to satisfy constraint: \
         Member must not be null",
        "\
error: Value at 'userName' failed to satisfy constraint: Member must not be null: parameter UserName
 --> <stdin>:1:46 (byte 45)
  | POST /?Action=ListUserTags&Version=2010-05-08 HTTP/1.1
  |                                              ^
",
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
 --> <stdin>:1:55 (byte 54)
  | {"Action":"TagUser","Foo":[1],"UserName":"a","Tags":[]}
  |                                                       ^
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
fn encodes_the_lines_that_decode_prints() {
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    let json = run(["decode"], &xml).stdout;
    run(["encode"], format!("{TAG_USER_JSON}\n{json}\n\n{TAG_USER_JSON}"))
        .prints(&format!("{TAG_USER}\n{xml}{TAG_USER}\n"));
}

#[test]
fn reads_a_body_that_is_as_long_as_its_head_says() {
    let json = "{\"Action\":\"ListUserTags\",\"UserName\":\"anika\"}\n";
    let body = "Action=ListUserTags&Version=2010-05-08&UserName=anika";
    let length = format!(
        "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (first, second) = body.split_at(20);
    let chunks = |trailers| {
        format!(
            "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n\
             {:x}\r\n{first}\r\n{:X};ext=1\r\n{second}\r\n0\r\n{trailers}\r\n",
            first.len(),
            second.len(),
        )
    };
    for request in [length, chunks(""), chunks("x-amz-checksum-crc32: AAAAAA==\r\n")] {
        for (before, behind) in [("", ""), ("", "\r\n"), ("\n", ""), ("\r\n\r\n", "\n\n")] {
            run(["decode"], format!("{before}{request}{behind}")).prints(json);
        }
    }
    // A line end that the length counts belongs to the body.
    run(["decode", "--unchecked"], "POST / HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 19\n\nAction=GetFoo&a=b\r\n")
        .prints(
            "{\"Action\":\"GetFoo\",\"Parameters\":[{\"Name\":\"a\",\"Value\":\"b\\r\\n\"}]}\n",
        );
}

#[test]
fn refuses_a_body_that_is_not_as_long_as_its_head_says() {
    let chunked = "Transfer-Encoding: chunked";
    for (headers, body, reason, byte) in [
        ("Content-Length: 20", "Action=a", "the body ends after 8 bytes, Content-Length is 20", 44),
        ("Content-Length: 5", "Action=a", "3 bytes behind the end of the body", 40),
        (
            "Content-Length: 8\nContent-Length: 9",
            "Action=a",
            "Content-Length is not one number",
            53,
        ),
        ("Content-Length: +8", "Action=a", "Content-Length is not one number", 36),
        (chunked, "Action=a", "no size of a chunk", 44),
        (chunked, "8\r\nAction=a", "no end of a chunk of 8 bytes", 44),
        (chunked, "8\r\nAction=a\r\n", "no size of a chunk", 57),
        (chunked, "ffffffffffffffff\r\na", "no end of a chunk of 18446744073709551615 bytes", 44),
        (chunked, "0\r\n\r\nAction=a", "8 bytes behind the end of the body", 49),
        (
            "Content-Length: 8\nTransfer-Encoding: chunked",
            "Action=a",
            "both Content-Length and Transfer-Encoding: chunked",
            62,
        ),
        (
            "Content Length: 8",
            "Action=a",
            "not the head of an HTTP message: invalid header name",
            16,
        ),
    ] {
        let ran = run(["decode"], format!("POST / HTTP/1.1\n{headers}\n\n{body}"));
        let start = format!("error: {reason}\n --> <stdin>:");
        assert!(ran.stderr.starts_with(&start), "{headers}: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!(" (byte {byte})\n")), "{headers}: {}", ran.stderr);
        assert_eq!((&ran.stdout[..], ran.status), ("", 1), "{headers}");
    }
}

#[test]
fn shows_the_place_in_a_chunk() {
    let ran = run(
        ["decode"],
        "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n\
         7\r\nAction=\r\na\r\nGetFoo&%zz\r\n0\r\n\r\n",
    );
    let shown = " --> <stdin>:8:8 (byte 118)\n  | GetFoo&%zz\n  |        ^\n";
    assert!(ran.stderr.ends_with(shown), "{}", ran.stderr);
}

#[test]
fn reads_an_answer_with_its_head() {
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    let json = run(["decode"], &xml).stdout;
    let len = xml.len();
    for head in [
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n".to_owned(),
        format!("\nHTTP/1.1 200 OK\ncontent-length: {len}\n\n"),
        "HTTP/2 200 \r\ncontent-type: text/xml\r\n\r\n".to_owned(),
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200\r\n\r\n".to_owned(),
        // curl has taken the chunks off and unpacked the body.
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n".to_owned(),
    ] {
        run(["decode"], format!("{head}{xml}")).prints(&json);
    }
    let raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    run(["decode"], format!("{raw}{len:x}\r\n{xml}\r\n0\r\n\r\n")).prints(&json);
}

#[test]
fn says_why_an_answer_is_not_a_reply() {
    let xml = fs::read_to_string("../testdata/responses/UntagUser.198-bytes.xml").unwrap();
    let json = run(["decode"], &xml).stdout;
    for (head, body, sentence) in [
        (
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8",
            "<html>",
            "status 502 with a body of text/html, which is not a reply",
        ),
        ("HTTP/1.1 200 OK", "", "status 200 with an empty body"),
        ("HTTP/1.1 503 Slow Down", "busy", "status 503 with a body that is not a reply"),
        ("HTTP/1.1 503 Slow Down", "HTTP/2", "status 503 with a body that is not a reply"),
        ("HTTP/1.1 404 Not Found", "<Error/>", "status 404: unexpected root element Error"),
    ] {
        let ran = run(["decode"], format!("{head}\r\n\r\n{body}"));
        let start = format!("error: {sentence}\n --> <stdin>:");
        assert!(ran.stderr.starts_with(&start), "{head}: {}", ran.stderr);
        assert_eq!((&ran.stdout[..], ran.status), ("", 1), "{head}");
    }
    let ran = run(["decode"], format!("HTTP/1.1 500 No\r\n\r\n{xml}"));
    assert!(
        ran.stderr.starts_with("error: status 500 with the body of a success\n --> <stdin>:1:1")
    );
    assert_eq!((ran.stdout, ran.status), (json, 1));

    run(["decode"], "\n<!DOCTYPE html><p>").fails(
        1,
        "error: not a form, an HTTP message or XML: looks like HTML\n \
         --> <stdin>:2:1 (byte 1)\n  | <!DOCTYPE html><p>\n  | ^\n",
    );
}

#[test]
fn skips_blank_lines_before_an_input() {
    for lines in ["\n", "\r\n", "\n\r\n\n"] {
        run(["decode"], format!("{lines}{TAG_USER}")).prints(&format!("{TAG_USER_JSON}\n"));
    }
    let ran = run(["decode"], "\n\nAction=a&%");
    assert!(ran.stderr.contains("<stdin>:3:10 (byte 11)\n"), "{}", ran.stderr);
    run(["decode"], "\n").refuses(
        "MissingAction",
        "The request is missing an action or a required parameter.",
        "error: The request is missing an action or a required parameter: parameter Action\n \
         --> <stdin>:2:1 (byte 1)\n  | \n  | ^\n",
    );
}

#[test]
fn a_terminal_sees_neither_controls_nor_marks_of_direction() {
    let hidden = "\u{1B}\u{7F}\u{9B}\u{61C}\u{200E}\u{202E}\u{2066}\u{FEFF}\u{E0001}";
    let ran = run(["decode"], format!("Action=GetFoo&{hidden}=%0A{hidden}"));
    let escapes = r"\u001b\u007f\u009b\u061c\u200e\u202e\u2066\ufeff\udb40\udc01";
    ran.prints(&format!(
        "{{\"Action\":\"GetFoo\",\"Parameters\":[{{\"Name\":\"{escapes}\",\"Value\":\"\\n{escapes}\"}}]}}\n"
    ));
    run(["encode"], &ran.stdout).prints(&format!(
        "Action=GetFoo&{0}=%0A{0}",
        "%1B%7F%C2%9B%D8%9C%E2%80%8E%E2%80%AE%E2%81%A6%EF%BB%BF%F3%A0%80%81",
    ));
    let ran = run(["decode"], format!("Action=GetFoo&{hidden}=%"));
    let is_shown = |c: char| c == '\n' || (!c.is_control() && !hidden.contains(c));
    assert!(ran.stdout.contains("&#x202E;") && ran.stdout.chars().all(is_shown), "{}", ran.stdout);
    assert!(ran.stderr.contains(r"\u{202e}") && ran.stderr.chars().all(is_shown), "{}", ran.stderr);
    let ran = run(["decode", "none\u{1B}.form"], "");
    assert!(ran.stderr.starts_with(r"error: cannot read none\u{1b}.form: "), "{}", ran.stderr);
}

#[test]
fn cuts_long_names_in_messages_and_answers() {
    for binary in [vec![0; 1_000_000], vec![0xFF; 1_000_000]] {
        let ran = run(["decode"], [b"Action=a&", &binary[..], b"=%"].concat());
        assert!(ran.stderr.len() < 10_000, "{}", ran.stderr.len());
        assert!(ran.stdout.len() < 300_000, "{}", ran.stdout.len());
        let ran = run(["decode"], [b"Action=", &binary[..], b"&Version=%"].concat());
        assert!(ran.stderr.len() < 10_000 && ran.stdout.len() < 300_000);
    }
}

#[test]
fn reports_the_first_violations_and_the_number_of_the_others() {
    let tags: String = (1..=80).map(|n| format!("&Tags.member.{n}.Key=")).collect();
    let ran = run(["decode"], format!("Action=TagUser&Version=2010-05-08&UserName=a{tags}"));
    assert_eq!(ran.stderr.matches("error: Value at").count(), 128);
    assert!(ran.stderr.contains("\nerror: and 1"), "{}", ran.stderr);
    assert!(ran.stdout.contains("validation errors detected"));
}

#[cfg(target_os = "linux")]
#[test]
fn full_and_closed_outputs_are_no_panic() {
    let command = |out: Stdio, err: Stdio| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
            .args(["decode", "-", "testdata/rejected/index-zero.form"])
            .current_dir(ROOT)
            .stdin(Stdio::piped())
            .stdout(out)
            .stderr(err)
            .spawn()
            .expect("the command runs");
        drop(child.stdout.take());
        child.stdin.take().expect("a pipe").write_all(TAG_USER.as_bytes()).expect("read");
        let output = child.wait_with_output().expect("the command ends");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let full = || Stdio::from(fs::File::create("/dev/full").expect("a full device"));
    assert_eq!(command(Stdio::null(), full()), (Some(1), String::new()));
    assert_eq!(command(full(), full()), (Some(2), String::new()));
    assert_eq!(
        command(full(), Stdio::piped()),
        (Some(2), "error: cannot write: No space left on device (os error 28)\n".to_owned()),
    );
    assert_eq!(command(Stdio::piped(), Stdio::piped()), (Some(0), String::new()));
}

#[test]
fn goes_on_after_an_input_that_fails_and_exits_with_the_highest_status() {
    let ran = run(["decode", "testdata/none.form", "-"], TAG_USER);
    assert_eq!(ran.stdout, format!("{TAG_USER_JSON}\n"));
    assert!(ran.stderr.starts_with("error: cannot read testdata/none.form: "), "{}", ran.stderr);
    assert_eq!(ran.status, 2);

    let ran = run(["decode", "testdata/rejected/index-zero.form", "-"], TAG_USER);
    assert!(ran.stdout.ends_with(&format!("</ErrorResponse>\n{TAG_USER_JSON}\n")));
    assert_eq!(ran.status, 1);
}

#[test]
fn usage_errors_exit_with_2() {
    for args in [&[][..], &["recode"], &["decode", "--strict"]] {
        let ran = run(args, "");
        assert_eq!((&ran.stdout[..], ran.status), ("", 2), "{args:?}");
        assert!(ran.stderr.contains("Usage: iam-codec"), "{args:?}");
    }
}

#[test]
fn help_names_the_request_id_and_the_exit_status() {
    for args in [&["--help"][..], &["decode", "--help"], &["encode", "-h"]] {
        let ran = run(args, "");
        assert!(ran.stdout.contains(REQUEST_ID), "{args:?}");
        assert!(
            ran.stdout.contains("Exit status: 0 if all is well, also with warnings"),
            "{args:?}"
        );
        assert_eq!(ran.status, 0, "{args:?}");
    }
}
