//! The golden documents, and documents a few edits away from them.

use serde_json::Value;

use crate::inputs::Dice;

const GOLDEN: [&str; 2] = [
    include_str!("../../testdata/policies/cases.json"),
    include_str!("../../testdata/policies/moto.json"),
];

/// The golden documents.
pub fn golden() -> Vec<String> {
    let cases = GOLDEN.iter().flat_map(|file| serde_json::from_str::<Vec<Value>>(file).unwrap());
    cases.map(|case| case["document"].as_str().unwrap().to_owned()).collect()
}

/// Golden documents in which tokens are replaced, lost and repeated.
pub fn mutated(count: usize) -> impl Iterator<Item = String> {
    let (seeds, mut dice) = (golden(), Dice::of(b"policies"));
    (0..count).map(move |_| {
        let text = &seeds[dice.below(seeds.len())];
        let mut tokens: Vec<_> = tokens(text).into_iter().map(str::to_owned).collect();
        for _ in 0..1 + dice.below(3) {
            edit(&mut tokens, &seeds[dice.below(seeds.len())], &mut dice);
        }
        tokens.concat()
    })
}

fn edit(tokens: &mut Vec<String>, donor: &str, dice: &mut Dice) {
    let at = dice.below(tokens.len() + 1);
    let donors = self::tokens(donor);
    let put = match dice.below(4) {
        0 => WORDS[dice.below(WORDS.len())].to_owned(),
        1 => donors[dice.below(donors.len())].to_owned(),
        2 => String::new(),
        _ => tokens.get(at).map(|token| damaged(token, dice)).unwrap_or_default(),
    };
    let replaced = at..(at + dice.below(2)).min(tokens.len());
    tokens.splice(replaced, [put]);
}

/// The token with a character more or less.
fn damaged(token: &str, dice: &mut Dice) -> String {
    let mut characters: Vec<_> = token.chars().collect();
    let at = dice.below(characters.len() + 1);
    let more = [':', '*', '?', '"', '\\', '0', 'é', ' ', '\u{1}', '$', '/'];
    match characters.get(at) {
        Some(_) if dice.below(2) == 0 => drop(characters.remove(at)),
        _ => characters.insert(at, more[dice.below(more.len())]),
    }
    characters.into_iter().collect()
}

/// Texts between quotes with their quotes, and every other character.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            other => other.len_utf8(),
        };
        let (token, behind) = rest.split_at(end);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

const WORDS: &[&str] = &[
    "\"Version\":",
    "\"Id\":",
    "\"Statement\":",
    "\"Sid\":",
    "\"Effect\":",
    "\"Principal\":",
    "\"NotPrincipal\":",
    "\"Action\":",
    "\"NotAction\":",
    "\"Resource\":",
    "\"NotResource\":",
    "\"Condition\":",
    "\"AWS\":",
    "\"Service\":",
    "\"Federated\":",
    "\"CanonicalUser\":",
    "\"2008-10-17\"",
    "\"2012-10-17\"",
    "\"Allow\"",
    "\"DENY\"",
    "\"DateEquals\":",
    "\"NumericEqualsIfExists\":",
    "\"IpAddress\":",
    "\"ArnLike\":",
    "\"BinaryEquals\":",
    "\"ForAnyValue:Null\":",
    "\"StringLike\":",
    "null",
    "true",
    "7",
    "-0.5e+1",
    "[]",
    "{}",
    "[\"*\",null]",
    "[null]",
    "\"*\"",
    "\"\"",
    "\"arn:aws:iam::123456789012:root\"",
    "\"123456789012\"",
    "\"a\\u0041\\n\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud800\"",
    ",",
    "\r\n",
    " ",
    "{",
    "}",
    "[",
    "]",
];
