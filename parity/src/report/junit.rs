//! The report as JUnit XML, which CI systems show.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::cases::level::Level;
use crate::report::Report;
use crate::report::outcome::{Outcome, Verdict};

impl Report {
    /// JUnit XML with a test suite for each theme and a test case for each case. A case fails if it has a
    /// difference of this level or a worse one. Unsettled cases count as skipped.
    pub fn junit(&self, level: Level) -> String {
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        let failures = self.failures(level).count();
        let _ = writeln!(
            xml,
            r#"<testsuites name="parity" tests="{}" failures="{failures}">"#,
            self.outcomes.len()
        );
        for suite in self.outcomes.chunk_by(|a, b| a.theme() == b.theme()) {
            let failures = suite.iter().filter(|outcome| outcome.level() >= Some(level)).count();
            let skipped = suite.iter().filter(|outcome| outcome.is_skipped()).count();
            let _ = writeln!(
                xml,
                r#"  <testsuite name="{}" tests="{}" failures="{failures}" skipped="{skipped}">"#,
                attribute(suite[0].theme()),
                suite.len()
            );
            for outcome in suite {
                test_case(&mut xml, outcome, level);
            }
            xml += "  </testsuite>\n";
        }
        xml + "</testsuites>\n"
    }
}

impl Outcome {
    /// What stands before the `/` of the number.
    pub(crate) fn theme(&self) -> &str {
        self.number.split('/').next().unwrap_or_default()
    }

    fn is_skipped(&self) -> bool {
        matches!(self.verdict, Verdict::Skipped | Verdict::Unsettled)
    }
}

fn test_case(xml: &mut String, outcome: &Outcome, level: Level) {
    let name = format!("{} {}", outcome.number, outcome.title);
    let (class, name) = (attribute(outcome.theme()), attribute(&name));
    let _ = write!(xml, r#"    <testcase classname="{class}" name="{name}""#);
    let worst = outcome.level().filter(|worst| *worst >= level);
    if outcome.is_skipped() {
        let note = attribute(&outcome.note);
        let _ = writeln!(xml, ">\n      <skipped message=\"{note}\"/>\n    </testcase>");
    } else if let Some(worst) = worst {
        let lines = outcome.lines();
        let message = attribute(lines.first().map_or("", String::as_str));
        let text = lines.iter().chain(&outcome.repeat).map(|line| line.as_str());
        let text = clean(&text.collect::<Vec<_>>().join("\n"));
        let _ = writeln!(
            xml,
            ">\n      <failure type=\"{worst}\" message=\"{message}\">{}</failure>\n    </testcase>",
            escape(text.as_str())
        );
    } else {
        *xml += "/>\n";
    }
}

fn attribute(text: &str) -> String {
    escape(clean(text).as_str()).into_owned()
}

/// The text with U+FFFD in the place of characters that XML cannot hold.
fn clean(text: &str) -> String {
    let is_fine = |c: char| {
        (!c.is_control() || c == '\n' || c == '\t') && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    text.chars().map(|c| if is_fine(c) { c } else { '\u{FFFD}' }).collect()
}
