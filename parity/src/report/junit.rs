//! The report as JUnit XML, which CI systems show.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::cases::level::Level;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::text::heading;
use crate::report::{Report, counted};
use crate::text::visible;

impl Report {
    /// JUnit XML with a test suite for each theme and a test case for each case. A case fails if it has a
    /// difference of this level or a worse one. Unsettled cases count as skipped. The first suite has no case:
    /// its properties say when, with what and on which cases the run was made, its output lists the causes.
    pub fn junit(&self, level: Level) -> String {
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        let failures = self.failures(level).count();
        let _ = writeln!(
            xml,
            r#"<testsuites name="parity" tests="{}" failures="{failures}" time="{:.3}" timestamp="{}">"#,
            self.outcomes.len(),
            seconds(&self.outcomes),
            self.info.date,
        );
        self.summary(&mut xml);
        for suite in self.outcomes.chunk_by(|a, b| a.theme() == b.theme()) {
            test_suite(&mut xml, suite, level);
        }
        xml + "</testsuites>\n"
    }

    fn summary(&self, xml: &mut String) {
        let info = &self.info;
        *xml += "  <testsuite name=\"summary\" tests=\"0\" failures=\"0\">\n    <properties>\n";
        let seed = info.seed.to_string();
        for (name, value) in [
            ("version", &info.version),
            ("date", &info.date),
            ("seed", &seed),
            ("cases", &info.suite),
        ] {
            let _ =
                writeln!(xml, r#"      <property name="{name}" value="{}"/>"#, attribute(value));
        }
        *xml += "    </properties>\n    <system-out>";
        let causes = self.causes();
        let mut text = heading(&causes) + "\n";
        for cause in &causes {
            let cases = counted(cause.cases.len(), "case");
            let _ = writeln!(text, "{cases}: {} ({})", cause.text, cause.cases.join(", "));
        }
        *xml += &escape(visible::lines(&text).as_str());
        *xml += "</system-out>\n  </testsuite>\n";
    }
}

impl Outcome {
    /// The part of the number before the `/`.
    pub(crate) fn theme(&self) -> &str {
        self.number.split('/').next().unwrap_or_default()
    }

    fn is_skipped(&self) -> bool {
        matches!(self.verdict, Verdict::Skipped | Verdict::Unsettled)
    }
}

fn seconds(outcomes: &[Outcome]) -> f64 {
    outcomes.iter().map(|outcome| outcome.seconds).sum()
}

fn test_suite(xml: &mut String, suite: &[Outcome], level: Level) {
    let failures = suite.iter().filter(|outcome| outcome.level() >= Some(level)).count();
    let skipped = suite.iter().filter(|outcome| outcome.is_skipped()).count();
    let _ = writeln!(
        xml,
        r#"  <testsuite name="{}" tests="{}" failures="{failures}" skipped="{skipped}" time="{:.3}">"#,
        attribute(suite[0].theme()),
        suite.len(),
        seconds(suite),
    );
    for outcome in suite {
        test_case(xml, outcome, level);
    }
    *xml += "  </testsuite>\n";
}

fn test_case(xml: &mut String, outcome: &Outcome, level: Level) {
    let name = format!("{} {}", outcome.number, outcome.title);
    let (class, name) = (attribute(outcome.theme()), attribute(&name));
    let time = outcome.seconds;
    let _ = write!(xml, r#"    <testcase classname="{class}" name="{name}" time="{time:.3}""#);
    let worst = outcome.level().filter(|worst| *worst >= level);
    if outcome.is_skipped() {
        let note = attribute(&outcome.note);
        let _ = writeln!(xml, ">\n      <skipped message=\"{note}\"/>\n    </testcase>");
    } else if let Some(worst) = worst {
        let lines = outcome.lines();
        let message = attribute(lines.first().map_or("", String::as_str));
        let text = lines.iter().chain(&outcome.repeat).map(|line| line.as_str());
        let text = visible::lines(&text.collect::<Vec<_>>().join("\n"));
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
    escape(visible::lines(text).as_str()).into_owned()
}
