//! The numbers up to which the command reads and prints: one fewer, this many, and one more.
mod support;

use support::run;

#[test]
fn ignored_parameters_are_reported_up_to_128() {
    for (count, reported, last) in
        [(127, 127, None), (128, 128, None), (129, 128, Some(1)), (130, 128, Some(2))]
    {
        let ran =
            run(["decode"], format!("Action=GetUser&Version=2010-05-08{}", "&a=b".repeat(count)));
        assert_eq!(ran.stderr.matches("warning: ignored: ").count(), reported, "{count}");
        let more = last.map(|last| format!("\nwarning: and {last} more\n"));
        assert_eq!(ran.stderr.contains("warning: and "), more.is_some(), "{count}");
        assert!(ran.stderr.ends_with(more.as_deref().unwrap_or("^\n")), "{}", ran.stderr);
    }
}

#[test]
fn a_message_for_the_reader_has_1000_characters() {
    // `unexpected root element ` and the name.
    let start = "unexpected root element ".len();
    for (length, shown) in [(999, 999), (1000, 1000), (1001, 1003), (5000, 1003)] {
        let name = "é".repeat(length - start);
        let ran = run(["decode"], format!("<a{}/>", &name[2..]));
        let first = ran.stderr.lines().next().unwrap().strip_prefix("error: ").unwrap().to_owned();
        assert_eq!(
            (first.chars().count(), first.ends_with("...")),
            (shown, length > 1000),
            "{first}"
        );
    }
}

#[test]
fn a_message_of_an_answer_has_65536_characters() {
    let frame = "Could not find operation  for version 2010-05-08".len();
    for (length, is_cut) in [(65_535, false), (65_536, false), (65_537, true)] {
        let name = "a".repeat(length - frame);
        let ran = run(["decode"], format!("Action={name}&Version=%"));
        let told = ran.stdout.split("<Message>").nth(1);
        assert!(
            told.is_none_or(|told| !told.contains("...")),
            "a broken escape has a short message"
        );
        let ran = run(
            ["decode"],
            format!(
                "Action=GetUser&Version={}",
                "1".repeat(length - "Could not find operation GetUser for version ".len())
            ),
        );
        let message = ran
            .stdout
            .split("<Message>")
            .nth(1)
            .unwrap()
            .split("</Message>")
            .next()
            .unwrap()
            .to_owned();
        let shown = if is_cut { 65_536 + "...".len() } else { length };
        assert_eq!(
            (message.chars().count(), message.ends_with("...")),
            (shown, is_cut),
            "{length}"
        );
    }
}

#[test]
fn a_line_is_shown_up_to_80_bytes_around_the_place() {
    // The place is the byte behind `Action=`.
    for (after, dots) in [(72, false), (73, false), (74, true)] {
        let body = format!("Action=%{}", "x".repeat(after - 1));
        let report = run(["decode"], &body).stderr;
        let shown = report.lines().nth(2).unwrap().strip_prefix("  | ").unwrap().to_owned();
        let wanted = if dots { format!("{}...", &body[..80]) } else { body };
        assert_eq!(shown, wanted, "{after}");
    }
    for (before, dots) in [(79, false), (80, true)] {
        let body = format!("{}&Action=%", "x".repeat(before - "&Action=".len()));
        let report = run(["decode"], &body).stderr;
        let shown = report.lines().nth(2).unwrap().strip_prefix("  | ").unwrap().to_owned();
        let wanted = if dots { format!("...{}", &body[1..]) } else { body };
        assert_eq!(shown, wanted, "{before}");
    }
}

#[test]
fn places_are_counted_across_blocks_of_1024_bytes() {
    for length in [1016, 1017, 1018, 2040, 2041, 2042] {
        let body = format!("Action={}%", "x".repeat(length - "Action=".len()));
        let report = run(["decode"], &body).stderr;
        let place = format!(" --> <stdin>:1:{} (byte {length})\n", length + 1);
        assert!(report.contains(&place), "{report}");
        // A line end, and a character of two bytes, at the border.
        let body = format!("Action={}\né=%", "x".repeat(length - "Action=".len()));
        let report = run(["decode"], &body).stderr;
        let place = format!(" --> <stdin>:2:3 (byte {})\n", length + 4);
        assert!(report.contains(&place), "{report}");
    }
}

/// A cassette whose response has values that nest this deep within the document.
fn nested(depth: usize) -> String {
    // The interactions, their list and its first member.
    let inner = depth - 3;
    format!("interactions:\n- request: {}{}\n", "[".repeat(inner), "]".repeat(inner))
}

#[test]
fn a_cassette_nests_64_deep() {
    for (depth, is_read) in [(63, true), (64, true), (65, false), (66, false)] {
        let ran = run(["decode"], nested(depth));
        let told = ran.stderr.contains("nested more than 64 deep");
        assert_eq!(told, !is_read, "{depth}: {}", ran.stderr);
    }
}

/// A cassette with this many values in a list that is repeated a thousand times.
fn repeated(values: usize, times: usize) -> String {
    let list = vec!["1"; values - 1].join(",");
    let aliases = vec!["*a"; times].join(",");
    format!("interactions:\n- request: {{a: &a [{list}], b: [{aliases}]}}\n")
}

#[test]
fn aliases_repeat_a_million_values() {
    for (values, times, is_read) in [(1000, 999, true), (1000, 1000, true), (1001, 1000, false)] {
        let ran = run(["decode"], repeated(values, times));
        let told = ran.stderr.contains("aliases repeat more than 1000000 values");
        assert_eq!(told, !is_read, "{values} {times}: {}", ran.stderr);
    }
}
