//! Files that nobody meant: empty, with a byte order mark, with other line ends, binary, of ten megabytes, folders,
//! and standard input twice. Each command says what is wrong and where.
mod support;

use support::run;

const FORM: &str = "Action=GetUser&Version=2010-05-08&UserName=a";
const USER: &str = "{\"Action\":\"GetUser\",\"UserName\":\"a\"}\n";

/// The report of an error at the beginning of standard input.
fn at_the_start(message: &str, line: &str, help: &str) -> String {
    let help = if help.is_empty() { String::new() } else { format!("help: {help}\n") };
    format!("error: {message}\n --> <stdin>:1:1 (byte 0)\n  | {line}\n  | ^\n{help}")
}

#[test]
fn a_byte_order_mark_is_named() {
    let marked = |text: &str| format!("\u{FEFF}{text}");
    let ran = run(["decode"], marked(FORM));
    assert_eq!(
        ran.stderr,
        format!(
            "error: The request is missing an action or a required parameter: parameter Action\n \
             --> <stdin>:1:46 (byte 47)\n  | \\xef\\xbb\\xbf{FORM}\n  | {:56}^\n\
             help: the first name begins with a byte order mark\n",
            ""
        )
    );
    assert_eq!(ran.status, 1);
    // Not so of what comes behind the first form.
    let ran = run(["decode"], marked(&format!("Action=a&Version=%\n{FORM}%2F")));
    assert_eq!(ran.stderr.matches("byte order mark").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.ends_with("help: --unchecked accepts values that break a constraint\n"));

    let help = "it begins with a byte order mark, which JSON does not have";
    let shown = format!("\\xef\\xbb\\xbf{}", USER.trim_end());
    run(["encode"], marked(USER)).fails(2, &at_the_start("expected value", &shown, help));
    let policy = "ValidationError: 1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: \
                  Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
    run(["policy"], marked("{}")).fails(1, &at_the_start(policy, "\\xef\\xbb\\xbf{}", ""));
}

#[test]
fn lines_may_end_in_carriage_return_and_line_feed() {
    run(["decode"], format!("{FORM}\r\n{FORM}\r\n")).prints(&USER.repeat(2));
    run(["encode"], format!("{}\r\n", USER.trim_end())).prints(FORM);
    let policy = "{\"Version\":\"2012-10-17\",\r\n\"Statement\":{\"Effect\":\"Allow\",\r\n\"Action\":\"*\",\"Resource\":\"*\"}}\r\n";
    run(["policy"], policy).prints("");
}

#[test]
fn an_empty_input_is_none_of_anything() {
    let missing = "The request is missing an action or a required parameter: parameter Action";
    assert_eq!(run(["decode"], "").stderr, at_the_start(missing, "", ""));
    run(["encode"], "").fails(2, &at_the_start("EOF while parsing a value", "", ""));
    let short = "error: ValidationError: 2 validation errors detected: Value at 'policyDocument' failed to satisfy \
                 constraint: Member must have length greater than or equal to 1; Value at 'policyDocument' failed to \
                 satisfy constraint: Member must satisfy regular expression pattern: \
                 [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+\n --> <stdin>\n";
    run(["policy"], "").fails(1, short);
}

#[test]
fn binary_data_is_refused_at_its_first_byte() {
    let bytes = [0xFF, 0, 1, b'a'];
    let binary = "not a form, an HTTP message or XML: looks like binary data";
    for (command, status, message) in
        [("decode", 1, binary), ("encode", 2, "expected value"), ("policy", 1, "not UTF-8")]
    {
        run([command], bytes).fails(status, &at_the_start(message, "\\xff\\x00\\x01a", ""));
    }
}

#[test]
fn a_folder_and_a_second_standard_input_cannot_be_read() {
    for command in ["decode", "encode", "policy"] {
        run([command, "testdata"], "")
            .fails(2, "error: cannot read testdata: Is a directory (os error 21)\n");
    }
    let twice = "error: cannot read -: standard input was read before\n";
    run(["decode", "-", "-"], FORM).fails_after(USER, twice);
    run(["encode", "-", "-", "-"], USER).fails_after(FORM, &twice.repeat(2));
    let policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    run(["policy", "-", "-"], policy).fails_after("", twice);
}

/// The first line about ten megabytes.
#[track_caller]
fn told_of_ten_megabytes(command: &str, before: &str, behind: &str) -> String {
    let ran = run([command], [before, &"a".repeat(10_000_000), behind].concat());
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    ran.stderr.lines().next().unwrap().to_owned()
}

#[test]
fn ten_megabytes_are_refused_as_a_few_bytes_are() {
    let long = "Member must have length less than or equal to 128: parameter UserName";
    let long = format!("error: Value at 'userName' failed to satisfy constraint: {long}");
    assert_eq!(told_of_ten_megabytes("decode", FORM, ""), long);
    let json = USER.trim_end().trim_end_matches("\"}");
    assert_eq!(told_of_ten_megabytes("encode", json, "\"}"), long);
    let long = "error: ValidationError: 1 validation error detected: Value at 'policyDocument' failed to satisfy \
                constraint: Member must have length less than or equal to 131072";
    assert_eq!(told_of_ten_megabytes("policy", "{\"Version\":\"", "\"}"), long);
}
