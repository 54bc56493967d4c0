//! What the files of a crate import from each other.

use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};

use crate::tree::{Crate, ModulePath, Sources, leaves};

/// An import of one file of a crate from another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: PathBuf,
    pub(crate) line: usize,
    pub(crate) to: PathBuf,
    /// The module that is imported from.
    pub(crate) module: ModulePath,
    /// Whether a macro writes the path (`$crate::…`): it is compiled where the macro is called.
    pub(crate) by_macro: bool,
}

/// All imports inside a crate: every path that begins with `crate`, `self`, `super` or a module of its own,
/// in whatever place.
pub(crate) fn edges(krate: &Crate, sources: &Sources) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (module, file) in &krate.modules {
        let mut paths = Vec::new();
        in_code(sources[file].clone(), 0, &mut paths);
        for path in paths {
            if let Some(module) = krate.target(module, &path) {
                let to = krate.modules[&module].clone();
                let Found { line, by_macro, .. } = path;
                if to != *file {
                    edges.push(Edge { from: file.clone(), line, to, module, by_macro });
                }
            }
        }
    }
    edges
}

impl Crate {
    /// The module that a path in `from` leads to. A name that the root gives on leads to its origin.
    fn target(&self, from: &ModulePath, found: &Found) -> Option<ModulePath> {
        let mut base = from.clone();
        let mut inside = found.inside;
        let mut words = found.words.iter().peekable();
        match words.peek().map(|word| word.as_str())? {
            "crate" => base.clear(),
            "self" | "super" => {}
            child => {
                let is_child =
                    self.modules.contains_key(&[&base[..], &[child.to_owned()]].concat());
                if !is_child || inside > 0 {
                    return None;
                }
            }
        }
        while let Some(word) =
            words.next_if(|word| ["crate", "self", "super"].contains(&word.as_str()))
        {
            if word == "super" {
                match inside {
                    0 => drop(base.pop()),
                    _ => inside -= 1,
                }
            }
        }
        let rest: Vec<_> = words.cloned().collect();
        // A module and a function may have one name, and a path that goes on is that of the module.
        let is_module = rest.len() > 1 && self.modules.contains_key(&rest[..1]);
        if base.is_empty() && !is_module {
            if let Some(origin) = rest.first().and_then(|name| self.given_on.get(name)) {
                return Some(self.deepest(&[], &[&origin[..], &rest[1..]].concat()));
            }
        }
        Some(self.deepest(&base, &rest))
    }

    /// The deepest module on the way from `base` along `rest`.
    fn deepest(&self, base: &[String], rest: &[String]) -> ModulePath {
        let path = [base, rest].concat();
        let is_module = |len: &usize| self.modules.contains_key(&path[..*len]);
        let len = (base.len()..=path.len()).rev().find(is_module).unwrap_or_default();
        path[..len].to_vec()
    }
}

/// A path in the code of a file.
struct Found {
    words: Vec<String>,
    line: usize,
    by_macro: bool,
    /// How many modules inside the file are around it.
    inside: usize,
}

fn in_code(code: TokenStream, inside: usize, found: &mut Vec<Found>) {
    let tokens: Vec<_> = code.into_iter().collect();
    let mut i = 0;
    while i < tokens.len() {
        let len = path_len(&tokens[i..]);
        let is_start = i == 0 || !is_colon(&tokens[i - 1]);
        match &tokens[i] {
            TokenTree::Ident(word) if is_start && len > 1 => {
                let by_macro = i > 0 && tokens[i - 1].to_string() == "$";
                let line = word.span().start().line;
                leaves(&tokens[i..i + len], &[], &mut |words| {
                    found.push(Found { words: words.to_vec(), line, by_macro, inside });
                });
                i += len;
                continue;
            }
            TokenTree::Group(group) if !is_doc(&tokens, i) => {
                in_code(group.stream(), inside + usize::from(is_module(&tokens[..i])), found);
            }
            _ => {}
        }
        i += 1;
    }
}

/// How many tokens a path has that begins here: `a::b::{…}`.
fn path_len(tokens: &[TokenTree]) -> usize {
    let mut len = 1;
    while tokens.get(len).is_some_and(is_colon)
        && tokens.get(len + 1).is_some_and(is_colon)
        && tokens
            .get(len + 2)
            .is_some_and(|next| matches!(next, TokenTree::Ident(_) | TokenTree::Group(_)))
    {
        len += 3;
    }
    len
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}

/// Whether these tokens end in `mod name`.
fn is_module(before: &[TokenTree]) -> bool {
    matches!(before, [.., word, TokenTree::Ident(_)] if word.to_string() == "mod")
}

/// Whether the group of this number is the text of an attribute `doc`, which every comment on an item is.
pub(crate) fn is_doc(tokens: &[TokenTree], group: usize) -> bool {
    let is_attribute = group > 0 && ["#", "!"].contains(&&*tokens[group - 1].to_string());
    match &tokens[group] {
        TokenTree::Group(group) => {
            let first = group.stream().into_iter().next();
            is_attribute && first.is_some_and(|word| word.to_string() == "doc")
        }
        _ => false,
    }
}
