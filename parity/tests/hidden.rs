//! No report has a character that a terminal or a page obeys, whatever the endpoint answers and the case files
//! say.
#[path = "support/hidden.rs"]
mod hidden;
#[path = "support/server.rs"]
mod server;

use std::time::Duration;

use hidden::hidden;
use iam_parity::{
    Answer, Call, CampaignLimits, Finding, Findings, Known, Level, Options, Report, Suite,
    campaign, run,
};
use server::Server;

/// The same, some in a text: those that XML cannot carry are in texts of their own.
fn texts() -> Vec<String> {
    hidden().chunks(16).map(|chunk| chunk.iter().collect()).collect()
}

/// These cases and those of a file that has characters in every text.
fn suite(few: &Suite, hidden: &str) -> Suite {
    let c: String = hidden.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    let text = format!(
        r#"theme = "hidden"
           sections = {{ "1" = "a{c}b" }}
           [[case]]
           number = "1.1"
           title = "a{c}b"
           basis = "inferred"
           source = "a{c}b"
           needs = ["user"]
           send = {{ Action = "GetUser", UserName = "${{user}}", Other = "a{c}b" }}
           expect = {{ result = {{ User = {{ UserName = "a{c}b" }} }} }}
           [[case]]
           number = "1.2"
           title = "a{c}b"
           basis = "recorded"
           source = "a{c}b"
           send = {{ Action = "Get{c}", UserName = "a" }}
           expect = {{ error = "404 No{c}", message = "a{c}b" }}
           [[case]]
           number = "1.3"
           title = "a{c}b"
           basis = "recorded"
           source = "a{c}b"
           send = {{ Action = "CreateUser", UserName = "a{c}b" }}
           expect = {{ error = "404 NoSuchEntity", message = "a{c}b" }}
        "#
    );
    let mut suite = few.clone();
    suite.add(&text).unwrap();
    suite
}

/// Three of the built-in cases, with the rules for all answers.
fn few() -> Suite {
    let mut suite = Suite::built_in();
    suite.retain(&["tags/2.1.1", "tags/1.1.1", "routing/1.1", "layout"]).unwrap();
    suite
}

/// Answers with the characters in every place: names, texts, headers, no XML at all, or no answer.
fn spoiled(c: &str, call: &Call, server: &mut Server, number: usize) -> Result<Answer, String> {
    let mut answer = server.answer(call);
    let reference: String = c.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect();
    let text = answer.text();
    let body = match number % 6 {
        0 => text.replace("</", &format!("{c}</")),
        1 => text.replace("</", &format!("{reference}</")),
        2 => format!("<html{c}>{c}</html{c}>"),
        3 => {
            answer.status = 400;
            format!(
                "<ErrorResponse><Error><Code>a{c}{reference}</Code><Message>b{c}</Message><x{c}/></Error>\
                 <RequestId>{c}</RequestId></ErrorResponse>"
            )
        }
        4 => return Err(format!("no answer {c}")),
        _ => text,
    };
    for (_, value) in &mut answer.headers {
        value.push_str(c);
    }
    answer.body = body.into_bytes();
    Ok(answer)
}

/// All that a run and a campaign say, with what is said.
fn outputs(report: &Report) -> Vec<(&'static str, String)> {
    let failures = report.failures(Level::Layout);
    let url = "http://a\u{202e}";
    let known = Known::parse("{\"a\u{202e}\": [\"b\u{9b}\"]}").unwrap();
    vec![
        ("text", report.text()),
        ("verbose", report.verbose_text()),
        ("outcomes", failures.map(|outcome| outcome.text() + &outcome.heading()).collect()),
        ("causes", report.causes().into_iter().map(|cause| cause.text).collect()),
        ("html", report.html(url)),
        ("markdown", report.markdown(url)),
        ("junit", report.junit(Level::Layout)),
        ("json", report.json(url)),
        ("known", report.known().json()),
        ("changes", known.compare(&report.outcomes).text()),
    ]
}

fn found(findings: &Findings) -> Vec<(&'static str, String)> {
    let texts = findings.findings.iter().map(Finding::text).collect();
    let mut outputs = outputs(&findings.report());
    outputs.extend([("finding", texts), ("findings", findings.text()), ("json", findings.json())]);
    outputs
}

#[track_caller]
fn assert_shown(output: &str, text: &str, is_hidden: impl Fn(char) -> bool) {
    let line = text.split('\n').find(|line| line.contains(&is_hidden));
    assert_eq!(line, None, "{output}");
}

#[test]
fn no_report_has_a_hidden_character() {
    let all = hidden();
    // A tab is in the page's own style.
    let is_hidden = |found: char| found != '\t' && all.contains(&found);
    let (few, texts, mut differ) = (few(), texts(), 0);
    for c in &texts {
        let (suite, mut number, mut server) = (suite(&few, c), 0, Server::default());
        for case in suite.cases() {
            // The library gives the texts as they are, and whoever prints them uses `visible`.
            let title = iam_parity::visible(case.title());
            assert_shown("title", &title, is_hidden);
        }
        for (_, document) in suite.export().unwrap() {
            assert_shown("export", &document, is_hidden);
        }
        let mut endpoint = |call: &Call| {
            number += 1;
            spoiled(c, call, &mut server, number)
        };
        let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
        differ += report.failures(Level::Layout).count();
        for (output, text) in outputs(&report) {
            assert_shown(output, &text, is_hidden);
        }
    }
    assert!(differ > texts.len(), "{differ}");
}

#[test]
fn no_finding_has_a_hidden_character() {
    let all = hidden();
    let is_hidden = |found: char| found != '\t' && all.contains(&found);
    for c in texts().iter().step_by(3) {
        let (mut number, mut server, mut other) = (0, Server::default(), Server::default());
        let mut endpoint = |call: &Call| {
            number += 1;
            // Whoever never answers is not asked any more.
            spoiled(c, call, &mut server, if number % 6 == 4 { 5 } else { number })
        };
        let mut reference = |call: &Call| Ok(other.answer(call));
        let limits = CampaignLimits { time: Duration::from_secs(60), sequences: 3 };
        let options = Options { seed: 7, ..Options::default() };
        let against = Some(&mut reference as _);
        let findings = campaign(&mut endpoint, against, limits, &options, &mut |_| {}).unwrap();
        assert!(!findings.findings.is_empty());
        for (output, text) in found(&findings) {
            assert_shown(output, &text, is_hidden);
        }
    }
}

#[test]
fn an_error_in_a_case_file_shows_no_hidden_character() {
    let all = hidden();
    for &c in &all {
        let escaped = format!("\\U{:08X}", u32::from(c));
        for text in [
            format!("theme = \"a{c}b"),
            format!("theme = \"a\"\n{c} = 1"),
            format!("theme = \"a\"\n\"a{escaped}b\" = 1"),
            format!(
                "theme = \"a{escaped}b\"\n[[case]]\nnumber = \"1\"\ntitle = \"\"\nbasis = \"inferred\"\nsource = \"\""
            ),
            format!(
                "theme = \"a\"\n[[case]]\nnumber = \"1\"\ntitle = \"\"\nbasis = \"a{escaped}b\"\nsource = \"\""
            ),
            format!(
                "theme = \"a\"\n[[case]]\nnumber = \"1\"\ntitle = \"\"\nbasis = \"inferred\"\nsource = \"\"\ntypes = [\"a{escaped}b\"]"
            ),
        ] {
            let error = Suite::default().add(&text).unwrap_err();
            let is_hidden = |found: char| all.contains(&found);
            // toml has several lines in a message.
            assert_shown(&text.escape_debug().to_string(), &error, is_hidden);
        }
    }
}
