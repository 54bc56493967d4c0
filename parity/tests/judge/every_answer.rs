//! The rules for all answers: right answers, and one that breaks one rule.

use std::collections::BTreeSet;

use iam_parity::{Answer, DifferenceKind, Options, Outcome, Report, Suite, Verdict, run};

/// The kind of what these rules find.
pub(crate) const KIND: DifferenceKind = DifferenceKind::EveryAnswer;

const ID: &str = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11";

/// The id that the first answer has in its place.
const FIRST_ID: &str = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f0001";
const EXTENDED: &str = "x-amz-sts-extended-request-id";
const EXTENDED_ID: &str = "MTp1cy1lYXN0LTE6UzoxNzY0Mzk2MDAwMTIzOlI6azNKWWdUYm4=";

/// The requests, and the answers that keep all rules: the action, the result or error.
const RIGHT: [(&str, &str); 7] = [
    (
        "GetUser",
        r#"    <User>
      <Path>/</Path>
      <Arn>arn:aws:iam::123456789012:user/a</Arn>
      <UserName>a</UserName>
      <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
      <CreateDate>2011-12-19T23:16:46Z</CreateDate>
      <Tags>
        <member>
          <Value>1</Value>
          <Key>k</Key>
        </member>
        <member>
          <Value>2</Value>
          <Key>l</Key>
        </member>
      </Tags>
    </User>
"#,
    ),
    (
        "GetRole",
        r#"    <Role>
      <Path>/</Path>
      <MaxSessionDuration>3600</MaxSessionDuration>
      <RoleId>AROACKCEVSQ6C2EXAMPLE</RoleId>
      <RoleName>a</RoleName>
      <Arn>arn:aws:iam::123456789012:role/a</Arn>
      <CreateDate>2011-12-19T23:16:46Z</CreateDate>
    </Role>
"#,
    ),
    (
        "CreateAccessKey",
        r#"    <AccessKey>
      <UserName>a</UserName>
      <AccessKeyId>AKIACKCEVSQ6C2EXAMPLE</AccessKeyId>
      <Status>Active</Status>
      <SecretAccessKey>of a</SecretAccessKey>
    </AccessKey>
"#,
    ),
    ("ListUserTags", "    <IsTruncated>false</IsTruncated>\n    <Tags/>\n"),
    (
        "GetGroup",
        r#"  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>no a</Message>
  </Error>
"#,
    ),
    (
        "GetCallerIdentity",
        r#"    <Arn>arn:aws:iam::123456789012:root</Arn>
    <UserId>123456789012</UserId>
    <Account>123456789012</Account>
"#,
    ),
    (
        "AssumeRole",
        r#"    <AssumedRoleUser>
      <AssumedRoleId>AROACKCEVSQ6C2EXAMPLE:a</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/a/a</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIACKCEVSQ6C2EXAMPLE</AccessKeyId>
      <SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken>
      <Expiration>2011-12-19T23:16:46Z</Expiration>
    </Credentials>
    <SourceIdentity>a</SourceIdentity>
"#,
    ),
];

/// A rule: its number, the action whose answer breaks it, what is changed there, and what must be found: the number of
/// answers that it is about, the level, actual and expected.
struct Rule {
    number: &'static str,
    action: &'static str,
    change: fn(Answer) -> Answer,
    of: usize,
    finding: &'static str,
}

macro_rules! rules {
    ($($number:literal $action:ident $change:expr => $of:literal $finding:literal;)*) => {
        &[$(Rule {
            number: $number,
            action: stringify!($action),
            change: $change,
            of: $of,
            finding: $finding,
        },)*]
    };
}

const RULES: &[Rule] = rules! {
    "1.1" GetUser |a| header(a, "Content-Type", "text/html")
        => 7 "layout every answer: text/html, not text/xml";
    "1.1" GetUser |a| header(a, "Content-Type", "") => 7 "layout every answer: none, not text/xml";
    "1.2" GetUser |a| header(a, "x-amzn-RequestId", "")
        => 7 "layout every answer: none, not x-amzn-RequestId";
    "1.3" GetUser |a| text(a, "RequestId>", "Id>") => 7 "layout every answer: none, not RequestId";
    "1.4" GetUser |a| header(a, "x-amzn-RequestId", "00000000-0000-4000-8000-000000000000")
        => 7 "layout every answer: another id, not the id of the body";
    "1.5" GetUser |a| header(text(a, ID, "X1"), "x-amzn-RequestId", "X1")
        => 7 "layout every answer: another form, not a UUID in lower case";
    "1.6" AssumeRole |a| header(a, EXTENDED, "")
        => 2 "layout every answer: none, not x-amz-sts-extended-request-id";
    "1.6" GetCallerIdentity |a| header(a, EXTENDED, "MTp1")
        => 2 "layout every answer: another form, not x-amz-sts-extended-request-id";
    "2.1" GetUser |a| text(a, "<GetUserResponse x", "<?xml version=\"1.0\"?>\n<GetUserResponse x")
        => 7 "layout every answer: <?xml …?>, not none";
    "2.2" GetUser |a| text(a, "doc/2010-05-08/", "doc/")
        => 7 "layout every answer: https://iam.amazonaws.com/doc/, not https://iam.amazonaws.com/doc/2010-05-08/";
    "2.3" GetUser |a| text(a, "      <Path>", "     <Path>")
        => 7 "layout every answer: another layout, not two spaces a level, LF at the end";
    "2.3" GetUser |a| text(a, "</GetUserResponse>\n", "</GetUserResponse>")
        => 7 "layout every answer: another layout, not two spaces a level, LF at the end";
    "2.4" ListUserTags |a| text(a, "<Tags/>", "<Tags></Tags>")
        => 1 "layout every answer: <X></X>, not <X/>";
    "2.5" GetUser |a| text(a, ":46Z", ":46.123Z")
        => 3 "layout every answer: a fraction of a second, not <date>";
    "2.6" GetUser |a| text(a, ":46Z", ":46+00:00")
        => 3 "no-answer every answer: another zone or none, not <date>";
    "2.6" AssumeRole |a| text(a, ":46Z", ":46")
        => 3 "no-answer every answer: another zone or none, not <date>";
    "2.7" GetUser |a| text(a, "08/\"", "08/ \"")
        => 7 "no-answer every answer: white space in the namespace, not a namespace";
    "2.8" GetGroup prefixed => 7 "answer every answer: p, not none";
    "3.1" GetUser |a| swap(a, "  <GetUserResult>", "  <ResponseMetadata>", "</GetUserResponse>")
        => 6 "answer every answer: ResponseMetadata, GetUserResult, not GetUserResult, ResponseMetadata";
    "3.2" GetGroup |a| swap(a, "    <Type>", "    <Code>", "    <Message>")
        => 1 "layout every answer: Code, Type, Message, not Type, Code, Message";
    "3.3" GetGroup |a| text(a, "  </Error>", "    <Detail/>\n  </Error>")
        => 1 "layout every answer: <Detail>, not Type, Code, Message";
    "4.1" GetUser |a| swap(a, "          <Value>1", "          <Key>k", "        </member>")
        => 1 "layout every answer: Key, Value, not Value, Key";
    "4.1" GetUser |a| swap(a, "          <Value>2", "          <Key>l", "        </member>\n      </Tags>")
        => 1 "layout every answer: Key, Value, not Value, Key";
    "4.2" GetUser |a| swap(a, "      <Path>", "      <Arn>", "      <UserName>")
        => 1 "layout every answer: Arn, Path, UserName, UserId, CreateDate, Tags, not Path, Arn, UserName, UserId, CreateDate, Tags";
    "4.3" GetRole |a| swap(a, "      <RoleName>", "      <CreateDate>", "    </Role>")
        => 1 "layout every answer: Path, MaxSessionDuration, RoleId, CreateDate, RoleName, Arn, not Path, MaxSessionDuration, RoleId, RoleName, Arn, CreateDate";
    "4.5" GetCallerIdentity |a| swap(a, "    <Arn>", "    <UserId>", "    <Account>")
        => 1 "layout every answer: UserId, Arn, Account, not Arn, UserId, Account";
    "4.6" AssumeRole |a| swap(a, "    <AssumedRoleUser>", "    <Credentials>", "    <SourceIdentity>")
        => 1 "layout every answer: Credentials, AssumedRoleUser, SourceIdentity, not AssumedRoleUser, Credentials, SourceIdentity";
    "4.7" AssumeRole |a| swap(a, "      <SessionToken>", "      <Expiration>", "    </Credentials>")
        => 1 "layout every answer: AccessKeyId, SecretAccessKey, Expiration, SessionToken, not AccessKeyId, SecretAccessKey, SessionToken, Expiration";
    "4.8" AssumeRole |a| swap(a, "      <AssumedRoleId>", "      <Arn>", "    </AssumedRoleUser>")
        => 1 "layout every answer: Arn, AssumedRoleId, not AssumedRoleId, Arn";
    "1.7" GetRole |a| header(text(a, ID, FIRST_ID), "x-amzn-RequestId", FIRST_ID)
        => 7 "layout every answer: the same again, not another one for each";
    "5.1" GetUser |a| text(a, "      <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>\n", "")
        => 4 "answer every answer: missing element: GetUserResult.User.UserId, not what the model has";
    "5.1" GetUser |a| text(a, "      <Path>/</Path>\n", "      <Path>/</Path>\n      <Path>/</Path>\n")
        => 4 "answer every answer: repeated element: GetUserResult.User.Path, not what the model has";
    "5.1" GetRole |a| text(a, "-19T23", "-19 23")
        => 4 "answer every answer: value in another notation \"2011-12-19 23:16:46Z\": GetRoleResult.Role.CreateDate, not what the model has";
    "5.2" GetUser |a| text(a, "      <Path>", "      <Mood>fine</Mood>\n      <Path>")
        => 4 "layout every answer: unexpected element Mood: GetUserResult.User, not what the model has";
    "5.3" GetUser |a| text(a, ">AIDA", ">AKIA")
        => 4 "answer every answer: another id, not UserId with AIDA";
    "5.4" GetUser |a| text(a, ":user/a<", ":user/b<")
        => 2 "answer every answer: arn:aws:iam::123456789012:user/b, not arn:aws:iam::ACCOUNT:user/a";
    "5.4" GetRole |a| text(a, "arn:aws:", "arn:aws-cn:")
        => 2 "answer every answer: arn:aws-cn:iam::123456789012:role/a, not arn:aws:iam::ACCOUNT:role/a";
    "5.5" AssumeRole |a| text(a, "Key>s<", "Key>of a<")
        => 2 "answer every answer: the same again, not another one for each";
};

/// The rule that is not settled, so that nothing breaks it.
const UNSETTLED: &str = "4.4";

fn header(mut answer: Answer, name: &str, value: &str) -> Answer {
    answer.headers.retain(|(key, _)| key != name);
    if !value.is_empty() {
        answer.headers.push((name.to_owned(), value.to_owned()));
    }
    answer
}

fn text(answer: Answer, from: &str, to: &str) -> Answer {
    Answer { body: answer.text().replace(from, to).into(), ..answer }
}

/// Each name with a prefix. The default namespace is declared as well.
fn prefixed(answer: Answer) -> Answer {
    let text = answer.text().replace('<', "<p:").replace("<p:/", "</p:");
    let text = text.replace(" xmlns=", " xmlns:p=\"p\" xmlns=");
    Answer { body: text.into(), ..answer }
}

/// Two parts in the place of each other: the first one begins so, the second one so, and ends before that.
fn swap(answer: Answer, first: &str, second: &str, end: &str) -> Answer {
    let text = answer.text();
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} in {text}"));
    let (first, second, end) = (at(first), at(second), at(end));
    let swapped = [&text[..first], &text[second..end], &text[first..second], &text[end..]].concat();
    Answer { body: swapped.into(), ..answer }
}

/// The answer with an id of its own.
fn numbered(answer: Answer, count: usize) -> Answer {
    let id = format!("{}{count:04x}", &ID[..ID.len() - 4]);
    let mut answer = text(answer, ID, &id);
    answer.headers.iter_mut().for_each(|(_, value)| *value = value.replace(ID, &id));
    answer
}

fn right(action: &str) -> Answer {
    let service = match action {
        "GetCallerIdentity" | "AssumeRole" => "https://sts.amazonaws.com/doc/2011-06-15/",
        _ => "https://iam.amazonaws.com/doc/2010-05-08/",
    };
    let (_, result) = RIGHT.iter().find(|(of, _)| *of == action).unwrap();
    let (status, body) = match action {
        "GetGroup" => (
            404,
            format!(
                "<ErrorResponse xmlns=\"{service}\">\n{result}  <RequestId>{ID}</RequestId>\n</ErrorResponse>\n"
            ),
        ),
        _ => (
            200,
            format!(
                "<{action}Response xmlns=\"{service}\">\n  <{action}Result>\n{result}  </{action}Result>\n  \
                 <ResponseMetadata>\n    <RequestId>{ID}</RequestId>\n  </ResponseMetadata>\n</{action}Response>\n"
            ),
        ),
    };
    let mut headers = vec![("Content-Type", "text/xml"), ("x-amzn-RequestId", ID)];
    if service.contains("sts") {
        headers.push((EXTENDED, EXTENDED_ID));
    }
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answer { status, headers: headers.collect(), body: body.into() }
}

/// A case for each right answer, and all rules.
fn suite() -> Suite {
    let mut text = "theme = \"judge\"\n".to_owned();
    for ((action, _), number) in RIGHT.iter().zip(1..) {
        let expect = if *action == "GetGroup" { "{ error = \"404 NoSuchEntity\" }" } else { "{}" };
        text += &format!(
            "[[case]]\nnumber = \"{number}\"\ntitle = \"a\"\nbasis = \"documented\"\nsource = \"b\"\n\
             send = {{ Action = \"{action}\" }}\nexpect = {expect}\n"
        );
    }
    let mut suite = Suite::default();
    for file in [
        include_str!("../../cases/operations.toml"),
        include_str!("../../cases/layout.toml"),
        &text,
    ] {
        suite.add(file).unwrap();
    }
    suite.retain(&["judge", "layout"]).unwrap();
    suite
}

/// The report on an endpoint whose answer to this action is changed.
fn report(action: &str, change: impl Fn(Answer) -> Answer) -> Report {
    let mut count = 0;
    let mut endpoint = |call: &iam_parity::Call| {
        let asked = call.text();
        let asked = asked.split("Action=").nth(1).and_then(|rest| rest.split('&').next());
        Ok(match asked.unwrap_or_default() {
            "NoSuchOperation" => Answer { status: 501, ..Answer::default() },
            asked => {
                count += 1;
                let answer = if asked == action { change(right(asked)) } else { right(asked) };
                numbered(answer, count)
            }
        })
    };
    run(&suite(), &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap()
}

/// The findings: the number of the rule, its note and its lines.
fn told(report: &Report) -> Vec<String> {
    let line = |outcome: &Outcome| {
        format!("{} ({}): {}", outcome.number, outcome.note, outcome.lines().join("\n"))
    };
    let differs = |outcome: &&Outcome| outcome.verdict == Verdict::Differs;
    report.outcomes.iter().filter(differs).map(line).collect()
}

#[test]
fn right_answers_keep_all_rules() {
    let report = report("", |answer| answer);
    assert_eq!(told(&report), [""; 0]);
    assert_eq!(report.count(Verdict::Same), report.outcomes.len());
}

#[test]
fn each_breach_of_a_rule_is_told_and_nothing_else_is() {
    for Rule { number, action, change, of, finding } in RULES {
        let report = report(action, change);
        let line = format!("layout/{number} (in 1 of {of} answers): {finding}");
        assert_eq!(told(&report), [line], "{number} {action}");
        let kinds = report.outcomes.iter().flat_map(|outcome| &outcome.differences);
        assert!(kinds.clone().all(|found| found.kind == KIND));
    }
}

#[test]
fn an_answer_that_is_no_xml_breaks_no_rule() {
    for Rule { number, action, change, .. } in RULES {
        let report = report(action, |answer| {
            let mut answer = change(answer);
            answer.body.truncate(answer.body.len() - "e>\n".len());
            answer
        });
        let told = told(&report);
        assert_eq!(
            told.iter().filter(|told| told.starts_with("layout/")).count(),
            0,
            "{number} {told:?}"
        );
    }
}

#[test]
fn no_rule_is_without_a_row() {
    let rows: BTreeSet<_> = RULES.iter().map(|rule| rule.number).chain([UNSETTLED]).collect();
    let report = report("", |answer| answer);
    let rules = report.outcomes.iter().filter_map(|outcome| outcome.number.strip_prefix("layout/"));
    assert_eq!(rows, rules.collect());
}
