//! Texts at the borders of what the model allows: lengths at their limits, each repeat of a pattern at both ends, each
//! class at the characters beside its ranges, white space at both ends, one byte very often. By table: of every kind of text
//! that a golden request holds.

use std::collections::{HashMap, HashSet};

use iam_codec::{Params, VERSION, form, sts};
use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use crate::inputs;
use crate::model::{self, Operation, Shape};
use crate::oracles::java;

/// The golden bodies with one text at a border, for each kind of text twice; and those in which something has
/// nothing below it but what no table knows.
pub fn bodies() -> Vec<Vec<u8>> {
    let (mut texts, mut names) = (HashMap::new(), HashSet::new());
    let bodies = inputs::bodies();
    let at_borders = bodies.iter().flat_map(|body| at_borders(body, &mut texts));
    let mut all: Vec<_> = at_borders.collect();
    all.extend(bodies.iter().flat_map(|body| of_unknown_parts(body, &mut names)));
    all.extend(bodies.iter().flat_map(|body| of_gaps(body, &mut names)));
    all
}

/// The body with the first member of a list or map at other numbers, with as many left out between them as may be, or
/// one more; with all its parts and with all but the first. For each list and map, once an operation.
fn of_gaps(body: &[u8], seen: &mut HashSet<String>) -> Vec<Vec<u8>> {
    const NUMBERS: [&[u32]; 6] =
        [&[10], &[11], &[1, 11, 21], &[11, 21, 31], &[11, 22], &[1, 5, 9, 13, 17]];
    let mut bodies = Vec::new();
    let Ok(params) = Params::parse(body) else { return bodies };
    let action = params.get("Action").unwrap_or_default();
    let pairs = || params.iter().map(|param| (param.name(), param.value()));
    for list in pairs().filter_map(|(name, _)| name.find(".1").map(|dot| &name[..dot])) {
        if !seen.insert(format!("{action} {list}.N")) {
            continue;
        }
        let others = pairs().filter(|(name, _)| !name.starts_with(list));
        let parts: Vec<_> =
            pairs().filter_map(|(name, value)| part_of_first(list, name, value)).collect();
        for (parts, numbers) in [&parts[..], &parts[1..]]
            .into_iter()
            .flat_map(|parts| NUMBERS.map(|numbers| (parts, numbers)))
        {
            let copy = |number| {
                parts.iter().map(move |(part, value)| match *part {
                    // No key comes twice.
                    ".key" => (format!("{list}.{number}{part}"), format!("{value}{number}")),
                    _ => (format!("{list}.{number}{part}"), (*value).to_owned()),
                })
            };
            let copies: Vec<_> = numbers.iter().flat_map(copy).collect();
            let copies = copies.iter().map(|(name, value)| (&**name, &**value));
            bodies.push([joined(others.clone()), joined(copies)].concat());
        }
    }
    bodies
}

/// What follows the number 1 in the name of a pair of that member.
fn part_of_first<'p>(list: &str, name: &'p str, value: &'p str) -> Option<(&'p str, &'p str)> {
    let part = name.strip_prefix(list)?.strip_prefix(".1")?;
    (part.is_empty() || part.starts_with('.')).then_some((part, value))
}

/// The body without what is below a name, and with an unknown part there, or with the name as empty; for each name
/// that has something below it, once an operation.
fn of_unknown_parts(body: &[u8], seen: &mut HashSet<String>) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    let Ok(params) = Params::parse(body) else { return bodies };
    let action = params.get("Action").unwrap_or_default();
    let names = params.iter().map(|param| param.name());
    for name in names.flat_map(|name| name.match_indices('.').map(|(dot, _)| &name[..dot])) {
        if !seen.insert(format!("{action} {name}")) {
            continue;
        }
        let is_below =
            |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        for (added, value) in [(format!("{name}.Color"), "x"), (name.to_owned(), "")] {
            let pairs = params.iter().map(|param| (param.name(), param.value()));
            let others = pairs.filter(|(name, _)| !is_below(name));
            bodies.push(joined(others.chain([(&*added, value)])));
        }
    }
    bodies
}

fn joined<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Vec<u8> {
    let mut body = String::new();
    for (name, value) in pairs {
        form::encode_text(name, &mut body);
        body.push('=');
        form::encode_text(value, &mut body);
        body.push('&');
    }
    body.into_bytes()
}

fn at_borders(body: &[u8], seen: &mut HashMap<&'static str, usize>) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    let Ok(params) = Params::parse(body) else { return bodies };
    let Some(operation) = operation(&params) else { return bodies };
    for (at, param) in params.iter().enumerate() {
        let shape = operation.input().and_then(|input| find(input, param.name()));
        let Some(shape) = shape.filter(|shape| shape.kind() == "string") else { continue };
        let times = seen.entry(shape.name).or_default();
        *times += 1;
        if *times > 2 {
            continue;
        }
        let body = |text: &String| {
            let pairs = params.iter().enumerate().map(|(i, param)| {
                let value = if i == at { text } else { param.value() };
                (param.name(), value)
            });
            joined(pairs)
        };
        bodies.extend(texts(shape, param.value()).iter().map(body));
    }
    bodies
}

fn operation(params: &Params<'_>) -> Option<Operation> {
    let action = params.get("Action")?;
    match params.get("Version")? {
        VERSION => model::operation(action),
        version if version == sts::SERVICE.version() => model::operation_of_sts(action),
        _ => None,
    }
}

/// The shape below this one that a parameter's name leads to.
fn find(shape: Shape, name: &str) -> Option<Shape> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let after_index = || rest.split_once('.').map_or("", |(_, rest)| rest);
    match (shape.kind(), first) {
        ("structure", _) => find(shape.members().find(|(member, ..)| *member == first)?.1, rest),
        ("list", "member") => find(shape.part("member"), after_index()),
        ("map", "entry") => {
            let (part, rest) = after_index().split_once('.').unwrap_or((after_index(), ""));
            find(["key", "value"].contains(&part).then(|| shape.part(part))?, rest)
        }
        (_, "") => Some(shape),
        _ => None,
    }
}

/// Texts around this valid one at all borders of its shape.
fn texts(shape: Shape, valid: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for space in SPACES {
        texts.extend([format!("{space}{valid}"), format!("{valid}{space}"), space.to_string()]);
    }
    texts.extend(SPECIAL.iter().map(|special| special.repeat(300)));
    let limits = [shape.min(), shape.max()].into_iter().flatten();
    // What is longer than a megabyte says no more.
    for limit in limits.filter(|limit| *limit < 200_000) {
        for len in [limit - 1, limit, limit + 1] {
            let len = usize::try_from(len).unwrap_or_default();
            let last = valid.chars().last().unwrap_or('a');
            for filling in ['a', last, 'é'] {
                texts.push(valid.chars().chain(std::iter::repeat(filling)).take(len).collect());
            }
        }
    }
    if let Some(pattern) = shape.pattern() {
        let hir = regex_syntax::parse(&java(pattern)).expect("a pattern");
        texts.extend(variants(&hir));
    }
    for listed in shape.texts().into_iter().flatten().filter_map(|text| text.as_str()) {
        texts.extend([listed.to_owned(), listed.to_lowercase(), format!("{listed}x")]);
    }
    texts
}

const SPACES: &[char] = &[
    ' ', '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{a0}', '\u{1680}', '\u{2003}',
    '\u{2028}', '\u{2029}', '\u{3000}', '\u{200b}', '\u{feff}', '\0',
];

const SPECIAL: &[&str] =
    &["+", "%", "&", "=", "/", "\\", ":", "*", ".", "-", "_", "@", ",", "\0", "é", "\""];

/// A short text that matches.
fn sample(hir: &Hir) -> String {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => String::new(),
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).into_owned(),
        HirKind::Class(class) => {
            let ranges = ranges(class);
            let usual = ranges.iter().find(|(start, end)| (start..=end).contains(&&'a'));
            usual.map(|_| 'a').or(ranges.first().map(|range| range.0)).into_iter().collect()
        }
        HirKind::Repetition(repetition) => sample(&repetition.sub).repeat(repetition.min as usize),
        HirKind::Capture(capture) => sample(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(sample).collect(),
        HirKind::Alternation(parts) => parts.first().map(sample).unwrap_or_default(),
    }
}

/// The samples in which one part of the pattern is at a border, or just beyond it.
fn variants(hir: &Hir) -> Vec<String> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Vec::new(),
        HirKind::Literal(_) => {
            let text = sample(hir);
            let shorter = text.chars().skip(1).collect();
            vec![shorter, text.repeat(2), text.to_uppercase(), text]
        }
        HirKind::Class(class) => beside(&ranges(class)),
        HirKind::Repetition(repetition) => of_repetition(repetition),
        HirKind::Capture(capture) => variants(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().flat_map(variants).collect(),
        HirKind::Concat(parts) => {
            let samples: Vec<_> = parts.iter().map(sample).collect();
            let with = |(at, part): (usize, &Hir)| {
                let (before, behind) = (samples[..at].concat(), samples[at + 1..].concat());
                let variants = variants(part).into_iter();
                variants.map(move |part| format!("{before}{part}{behind}")).collect::<Vec<_>>()
            };
            parts.iter().enumerate().flat_map(with).collect()
        }
    }
}

fn of_repetition(repetition: &Repetition) -> Vec<String> {
    let (sample, min) = (sample(&repetition.sub), repetition.min as usize);
    let max = repetition.max.map_or(min + 2, |max| max as usize);
    let counts = [min.saturating_sub(1), min, min + 1, max.saturating_sub(1), max, max + 1];
    let mut texts: Vec<_> = counts
        .into_iter()
        .filter(|count| *count < 5000)
        .map(|count| sample.repeat(count))
        .collect();
    let others = sample.repeat(min.saturating_sub(1));
    for part in variants(&repetition.sub) {
        texts.extend([format!("{others}{part}"), format!("{part}{others}")]);
    }
    texts
}

fn ranges(class: &Class) -> Vec<(char, char)> {
    match class {
        Class::Unicode(class) => {
            class.ranges().iter().map(|range| (range.start(), range.end())).collect()
        }
        Class::Bytes(class) => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
    }
}

/// Both ends of each range, and what comes before and behind. Of the classes of Unicode every twentieth.
fn beside(ranges: &[(char, char)]) -> Vec<String> {
    let step = if ranges.len() > 40 { 20 } else { 1 };
    let texts = ranges.iter().step_by(step).flat_map(|&(start, end)| {
        let before = char::from_u32((start as u32).wrapping_sub(1));
        let behind = char::from_u32(end as u32 + 1);
        [before, Some(start), Some(end), behind].into_iter().flatten()
    });
    texts.map(String::from).collect()
}
