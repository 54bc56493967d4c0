//! The regular expressions of a model, in the dialect of the crate `regex`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;

use super::shapes::Model;

/// What the crate `regex` cannot do: a hyphen that no other follows.
const LOOK_AHEAD: &str = "-(?!-)";

/// The patterns of a model.
#[derive(Default)]
pub(super) struct Regexes(OnceLock<BTreeMap<String, Regex>>);

impl Regexes {
    /// Whether a text is what the model's pattern says.
    pub(super) fn matches(&self, model: &Model, pattern: &str, text: &str) -> bool {
        let is_double = pattern.contains(LOOK_AHEAD) && text.contains("--");
        self.of(model)[pattern].is_match(text) && !is_double
    }

    fn of(&self, model: &Model) -> &BTreeMap<String, Regex> {
        self.0.get_or_init(|| {
            let patterns = model.shapes.values().filter_map(|shape| shape.pattern.clone());
            patterns.map(|pattern| (pattern.clone(), regex(&pattern))).collect()
        })
    }
}

fn regex(pattern: &str) -> Regex {
    let pattern = pattern.replace(r"\w", "0-9A-Za-z_").replace(r"\d", "[0-9]");
    let pattern = pattern.replace(LOOK_AHEAD, "-");
    Regex::new(&format!("^(?:{pattern})$")).expect("a pattern of the model")
}
