//! Other spellings of a document.

use serde_json::Value;

use crate::inputs::Dice;

/// Values on both sides of the borders of JSON's grammar.
const VALUES: [&str; 40] = [
    "0",
    "-0",
    "00",
    "01",
    "-01",
    "10",
    "-",
    "+1",
    "--1",
    "1.",
    "1.0",
    "1.00",
    ".5",
    "0.5",
    "1e",
    "1e+",
    "1E-07",
    "1e5.0",
    "0x1",
    "NaN",
    "true",
    "tru",
    "True",
    "null",
    "nil",
    "'a'",
    "\"\\u00e\"",
    "\"\\x41\"",
    "\"\t\"",
    "\"\u{7f}\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ude00\\ud83d\"",
    "[1,]",
    "[,1]",
    "[1 2]",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{a:1}",
    "/**/1",
];

/// A document with such a value.
pub fn at_a_border(dice: &mut Dice) -> String {
    let value = VALUES[dice.below(VALUES.len())];
    ["{\"Version\":V}", "{\"Statement\":[V]}", "{\"Statement\":{\"Sid\" : V }}"][dice.below(3)]
        .replace('V', value)
}

/// The same document with other blanks and escapes.
pub fn respelled(tree: &Value, dice: &mut Dice) -> String {
    let mut text = String::new();
    respell(tree, &mut text, dice);
    text + ["", "\n", " \t\r\n"][dice.below(3)]
}

fn respell(value: &Value, text: &mut String, dice: &mut Dice) {
    *text += ["", "", " ", "\n", "\r\n\t"][dice.below(5)];
    match value {
        Value::Object(members) => {
            text.push('{');
            for (number, (key, value)) in members.iter().enumerate() {
                *text += if number > 0 { "," } else { "" };
                respell_text(key, text, dice);
                *text += [":", " : "][dice.below(2)];
                respell(value, text, dice);
            }
            *text += ["}", "\r}"][dice.below(2)];
        }
        Value::Array(all) => {
            text.push('[');
            for (number, value) in all.iter().enumerate() {
                *text += if number > 0 { " ," } else { "" };
                respell(value, text, dice);
            }
            text.push(']');
        }
        Value::String(string) => respell_text(string, text, dice),
        other => *text += &other.to_string(),
    }
}

/// The generator's texts hold no character that JSON must escape.
fn respell_text(string: &str, text: &mut String, dice: &mut Dice) {
    text.push('"');
    for c in string.chars() {
        match (c, dice.below(16)) {
            (_, 0) => c
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| *text += &format!("\\u{unit:04X}")),
            ('/', 1..8) => *text += "\\/",
            _ => text.push(c),
        }
    }
    text.push('"');
}
