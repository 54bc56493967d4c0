//! What the rows of texts let through is what the model's regular expressions match.
//!
//! The model's are Java's: they match the whole text, and `\w` and `\d` are ASCII.

use std::collections::BTreeMap;

use regex::Regex;

use super::structures::pattern;
use super::subject::Subject;
use crate::error::constraint::Constraint;
use crate::error::path::Path;
use crate::error::problems::Problems;
use crate::schema::shape::{Form, Named, Shape};
use crate::schema::structure::{Kind, Table};
use crate::schema::tag::TAG_VALUE;

/// ASCII, and what lies near the borders of the patterns' classes.
const BEYOND_ASCII: &str = "\u{80}\u{85}\u{a0}¡\u{ad}²ªµ·½ßéÿĀ\u{301}ǅʰ\u{903}\u{20dd}٣Ⅷ༳א東\u{1680}\u{180e}\u{200b}\
    \u{200d}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{2060}“€∑™—‿⁀\u{e000}\u{feff}\u{fffd}\u{ffff}\u{10000}\
    \u{1d49c}\u{1d7d8}\u{1f600}\u{20000}\u{e0100}\u{10ffff}";

/// Texts that match the patterns that are more than a class; their neighbours are tried too.
const SAMPLES: [&str; 22] = [
    "abc",
    "a-b-c",
    "0-9",
    "a--b",
    "ab-",
    "123456789012",
    "Team/cost_center-1",
    "o-0123456789/r-abcd",
    "o-a0123456789/r-ab12/ou-1/",
    "p-12345678",
    "p-abcd_EFGH9",
    "/",
    "/a/",
    "/a.b,c+d@e=f_g-h/i/",
    "v1",
    "v20",
    "v19.ab-3",
    "http://",
    "https://a.b/c_d-e",
    "https://a/b?c=d&e_f.g-h#i/j",
    "http://a#b?c",
    "http://a?b#c#d",
];

pub(crate) fn lengths_are_counted_in_code_points(subject: &Subject) {
    for row in subject.rows() {
        let (min, max) = limits(row.shape);
        let lengths = [
            min.saturating_sub(1),
            min,
            min + 1,
            max.saturating_sub(1),
            max,
            max.saturating_add(1),
        ];
        for length in lengths.into_iter().filter(|length| *length < 200_000) {
            for filler in ['a', 'é', '東', '\u{1d49c}'] {
                row.hold(&String::from_iter(std::iter::repeat_n(filler, length)));
            }
        }
        if (200_000..usize::MAX).contains(&max) {
            row.hold(&"a".repeat(max));
            row.hold(&"a".repeat(max + 1));
            row.hold(&("é".repeat(2) + &"a".repeat(max - 1)));
        }
    }
}

pub(crate) fn patterns_match_the_models_characters(subject: &Subject) {
    for row in subject.rows().into_iter().filter(|row| row.pattern.is_some()) {
        let filler = "a".repeat(limits(row.shape).0);
        for character in ('\0'..='\x7f').chain(BEYOND_ASCII.chars()) {
            row.hold(&format!("{filler}{character}"));
            row.hold(&format!("{character}{filler}"));
        }
    }
}

pub(crate) fn patterns_match_the_models_texts_and_not_their_neighbours(subject: &Subject) {
    let characters: Vec<_> = (' '..='~').chain("\n\u{7f}é".chars()).map(String::from).collect();
    for row in subject.rows().into_iter().filter(|row| !row.is_class()) {
        for sample in SAMPLES {
            row.hold(sample);
            for at in 0..=sample.len() {
                let (before, after) = sample.split_at(at);
                let shortened = after.get(1..).unwrap_or_default();
                row.hold(&format!("{before}{shortened}"));
                for character in &characters {
                    row.hold(&format!("{before}{character}{after}"));
                    row.hold(&format!("{before}{character}{shortened}"));
                }
            }
        }
    }
}

/// Each row has to be told apart from one that lets everything through.
pub(crate) fn samples_are_matched_and_refused_by_every_pattern(subject: &Subject) {
    let single = ('\0'..='\x7f').chain(BEYOND_ASCII.chars()).map(String::from);
    let texts: Vec<_> = single.chain(SAMPLES.map(str::to_owned)).collect();
    for row in subject.rows().into_iter().filter(|row| row.pattern.is_some()) {
        assert!(texts.iter().any(|text| row.matches(text)), "{:?} matches a sample", row.pattern);
        assert!(texts.iter().any(|text| !row.matches(text)), "{:?} refuses a sample", row.pattern);
    }
}

/// All of Unicode as far as both the crate's tables and this test's know it.
pub(crate) fn tag_values_take_the_models_characters(subject: &Subject) {
    let row = Row::new(subject, &TAG_VALUE);
    let assigned_early = Regex::new(r"^\p{Age=15.0}$").expect("a known age");
    for character in '\0'..=char::MAX {
        let text = character.to_string();
        if assigned_early.is_match(&text) {
            row.hold(&text);
        }
    }
}

/// A text's row, and the pattern that it says it has.
struct Row<'s> {
    subject: &'s Subject,
    shape: &'static Shape,
    pattern: Option<&'static str>,
}

impl<'s> Row<'s> {
    fn new(subject: &'s Subject, shape: &'static Shape) -> Self {
        Row { subject, shape, pattern: pattern(shape) }
    }

    /// Whether the place of a character does not matter.
    fn is_class(&self) -> bool {
        let Shape::Text(row) = self.shape else { panic!("only texts have patterns") };
        !matches!(
            row.form,
            Form::Pattern(..)
                | Form::Named(Named::Path | Named::PathPrefix | Named::PolicyPathPrefix)
        )
    }

    fn matches(&self, text: &str) -> bool {
        self.pattern.is_none_or(|pattern| self.subject.matches(pattern, text))
    }

    /// Holds the crate's answer against the model's.
    #[track_caller]
    fn hold(&self, text: &str) {
        let Shape::Text(row) = self.shape else { panic!("only texts have patterns") };
        let length = text.chars().count();
        let too_short = (length < row.min).then_some(Constraint::MinLength(row.min));
        let too_long = (length > row.max).then_some(Constraint::MaxLength(row.max));
        let mut astray = None;
        match (&row.form, self.pattern) {
            // Lengths come first.
            (Form::Named(_), Some(_)) if too_short.or(too_long).is_some() => {}
            (Form::Named(named), Some(_)) => {
                let is_refused =
                    (self.subject.words.refusal)(*named, &Path::new("Name"), text).is_some();
                assert_eq!(!is_refused, self.matches(text), "{:?} and {text:?}", self.pattern);
            }
            (_, Some(pattern)) if !self.matches(text) => {
                astray = Some(Constraint::Pattern(pattern));
            }
            _ => {}
        }
        let expected: Vec<_> = [too_short, too_long, astray].into_iter().flatten().collect();
        let mut problems = Problems::default();
        self.shape.check_text(text, &Path::new("Name"), &mut problems);
        let found = problems.take_result().err();
        let violations = found.iter().flat_map(|error| error.violations());
        let found: Vec<_> = violations.map(|violation| violation.constraint()).collect();
        assert_eq!(found, expected, "{:?} and {text:.100?}", self.pattern);
    }
}

/// The shortest and the longest text of a row.
fn limits(shape: &Shape) -> (usize, usize) {
    match shape {
        Shape::Text(text) => (text.min, text.max),
        _ => panic!("only texts have lengths"),
    }
}

impl Subject {
    /// Every text's row that a request is checked against, once.
    fn rows(&self) -> Vec<Row<'_>> {
        let mut shapes = BTreeMap::new();
        for tables in &self.operations {
            gather(tables.input, &mut shapes);
        }
        assert!(shapes.len() > 20, "the tables have many rows");
        shapes.into_values().map(|shape| Row::new(self, shape)).collect()
    }
}

fn gather(table: &'static Table, shapes: &mut BTreeMap<String, &'static Shape>) {
    for member in table.members {
        gather_value(member.kind, member.shape(), shapes);
    }
}

fn gather_value(kind: Kind, shape: &'static Shape, shapes: &mut BTreeMap<String, &'static Shape>) {
    match kind {
        Kind::Structure(table) => gather(table, shapes),
        Kind::List(kind) => gather_value(*kind, shape.list().member, shapes),
        Kind::Map(key, value) => {
            gather_value(*key, shape.map().key, shapes);
            gather_value(*value, shape.map().value, shapes);
        }
        _ if matches!(shape, Shape::Text(_)) => {
            shapes.insert(format!("{:?} {:?}", limits(shape), pattern(shape)), shape);
        }
        _ => {}
    }
}
