//! A terminal gets no control characters, and no more than a reader wants.
#[path = "../../parity/tests/support/hidden.rs"]
mod hidden;
mod support;

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use hidden::hidden;
use serde_json::json;
use support::run;

#[test]
fn a_terminal_sees_neither_controls_nor_marks_of_direction() {
    let hidden = "\u{1B}\u{7F}\u{9B}\u{61C}\u{200E}\u{202E}\u{2066}\u{FEFF}\u{E0001}";
    let ran = run(["decode"], format!("Action=GetFoo&{hidden}=%0A{hidden}"));
    let escapes = r"\u001b\u007f\u009b\u061c\u200e\u202e\u2066\ufeff\udb40\udc01";
    let json = format!(
        "{{\"Action\":\"GetFoo\",\"Parameters\":[{{\"Name\":\"{escapes}\",\"Value\":\"\\n{escapes}\"}}]}}\n"
    );
    ran.warns(&json, "IAM has no action GetFoo ");
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

/// Inputs that print a text in as many places as there are.
fn places(c: char) -> Vec<(&'static [&'static str], String)> {
    let decode: &[&str] = &["decode"];
    let json = serde_json::to_string(&format!("a{c}b")).unwrap();
    let escaped: String = c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let form = "Content-Type: application/x-www-form-urlencoded";
    vec![
        // Names and values of a request, of a typed one, of one that is refused, and of one that is ignored.
        (decode, format!("Action=GetFoo&x{escaped}=y{escaped}")),
        (
            decode,
            format!(
                "Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.1.Key=a&Tags.member.1.Value={escaped}"
            ),
        ),
        (
            &["decode", "--unchecked"],
            format!("Action=GetUser&Version=2010-05-08&UserName={escaped}"),
        ),
        (decode, format!("Action=GetUser&Version={escaped}&UserName=a")),
        (decode, format!("Action={escaped}&Version=2010-05-08&b={c}&{c}=%")),
        (decode, format!("Action=GetUser&Version=2010-05-08&x{escaped}=y")),
        (&["decode", "--json"], format!("Action=GetUser&Version=2010-05-08&x{escaped}=y&z{c}=%")),
        (&["decode", "--json"], format!("Action=TagUser&Version=2010-05-08&UserName={escaped}")),
        // Replies.
        (
            decode,
            format!(
                "<ErrorResponse><Error><Type>Sender</Type><Code>a{c}</Code><Message>b{c}</Message></Error><RequestId>c{c}</RequestId></ErrorResponse>"
            ),
        ),
        (decode, format!("<a{c}b/>")),
        (
            &["decode", "--tolerant"],
            format!(
                "<ErrorResponse><Error><Code>&#x{:X};</Code></Error><x{c}/></ErrorResponse>",
                u32::from(c)
            ),
        ),
        // Heads.
        (
            decode,
            format!("POST / HTTP/1.1\nContent-Type: a{c}b\nContent-Encoding: {c}\n\nAction=a"),
        ),
        (decode, format!("HTTP/1.1 503 x{c}\nContent-Type: a{c}b\n\nx")),
        (decode, format!("GET{c} /{c}?{c}=% HTTP/1.1\n{form}\n\n{c}")),
        // Recordings and logs.
        (
            decode,
            format!(
                r#"{{"log":{{"entries":[{{"request":{{"method":{json},"url":{json}}}}},{{"request":{{"method":"POST","url":{json},"postData":{{"text":"Action=a&x={escaped}&%"}}}}}}]}}}}"#
            ),
        ),
        (decode, format!("interactions:\n- {json}: {c}\n")),
        (
            decode,
            format!(
                "Making request for x with params: {{'method': 'POST', 'headers': {{'Content-Type': 'a{c}'}}, 'body': {{'Action': 'a{c}b', 'c': 'd'}}}}"
            ),
        ),
        (
            decode,
            format!(
                "app {c} >> \"POST / HTTP/1.1[\\r][\\n]\"\napp >> \"{form}[\\n][\\n]Action={c}&a=%\""
            ),
        ),
        // Policy documents.
        (&["policy"], format!("{{\"Statement\":{{\"Effect\":\"{c}\",\"Action\":\"a{c}:b\"}}}}{c}")),
        (
            &["policy", "--json"],
            format!("{{\"Version\":{json},\"Statement\":[{{\"Effect\":{json},\"{c}\":{json}}}]}}"),
        ),
        (
            &["policy", "--kind", "trust"],
            format!(
                "{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":{json},\"Principal\":{json}}}]}}"
            ),
        ),
        // None of these.
        (decode, format!("a {c} b")),
        (decode, format!("{{{c}")),
        // Documents.
        (&["encode"], format!("{{\"Action\":\"GetUser\",\"a\\{c}")),
        (&["encode"], format!("{{\"Action\":\"GetUser\",{json}:1}}")),
        (&["encode"], format!("{{\"Action\":\"GetUser\",\"UserName\":{json}}}")),
        (&["encode", "--json"], format!("{{\"Action\":{json},\"UserName\":1}}")),
    ]
}

#[test]
fn no_output_has_a_hidden_character_of_an_input() {
    let hidden: HashSet<char> = hidden().into_iter().collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    fs::create_dir_all(&folder).unwrap();
    // One run for all inputs with the same options.
    let mut files: BTreeMap<&[&str], Vec<OsString>> = BTreeMap::new();
    for c in &hidden {
        for (place, (args, input)) in places(*c).into_iter().enumerate() {
            let file = folder.join(format!("{:04X}-{place}", u32::from(*c)));
            fs::write(&file, input).unwrap();
            files.entry(args).or_default().push(file.into_os_string());
        }
    }
    for (args, files) in files {
        let ran = run(args.iter().map(OsString::from).chain(files), "");
        for text in [&ran.stdout, &ran.stderr] {
            let line = text.lines().find(|line| line.chars().any(|c| hidden.contains(&c)));
            assert_eq!(line, None, "{args:?}");
        }
        assert!((0..=2).contains(&ran.status), "{args:?} {}", ran.status);
    }
}

/// Titles, sections and known differences, which `parity` shows without an endpoint or before its answers.
#[test]
fn parity_shows_no_hidden_character_of_a_file() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal-parity");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: String| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let all: String = hidden().into_iter().collect();
    let escaped: String = all.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    let case = format!(
        "theme = \"x\"\nsections = {{ \"1\" = \"{escaped}\" }}\n[[case]]\nnumber = \"1.1\"\ntitle = \"{escaped}\"\n\
         basis = \"inferred\"\nsource = \"{escaped}\"\nsend = {{ Action = \"{escaped}\", UserName = \"{escaped}\" }}\n"
    );
    let cases = write("cases.toml", case.clone());
    let expect = write("expect.json", serde_json::to_string(&json!({ "x/1.1": [all] })).unwrap());
    let out = folder.join("out");
    let base = ["parity", "--cases", &cases, "x"];
    let no_endpoint = ["--endpoint", "http://127.0.0.1:1", "--retries", "0"];
    for options in [
        &["--list"][..],
        &["--dry-run"],
        &["--export", out.to_str().unwrap()],
        &[&no_endpoint[..], &["--expect", &expect]].concat(),
        &["--endpoint", &format!("http://127.0.0.1:1/{all}").replace('\0', "")],
    ] {
        let ran = run(base.iter().chain(options), "");
        for text in [&ran.stdout, &ran.stderr] {
            let is_hidden = |c: char| c != '\n' && all.contains(c);
            assert!(!text.contains(is_hidden), "{options:?} {text:?}");
        }
    }
    let exported = fs::read_to_string(out.join("x/1.1.json")).unwrap();
    assert!(!exported.contains(|c: char| c != '\n' && all.contains(c)), "{exported:?}");
}
