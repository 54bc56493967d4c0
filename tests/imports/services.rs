//! Names of services in code.

use proc_macro2::{TokenStream, TokenTree};

use crate::edges::is_doc;
use crate::tree::Sources;

const SERVICES: [&str; 2] = ["iam", "sts"];

/// A layer whose subject names services: the ARNs, actions and principals of policy documents.
const POLICIES: &str = "policy";

/// Where a layer before the services names one.
pub(crate) fn named(layers: &[String], sources: &Sources) -> Vec<String> {
    let before = layers.iter().take_while(|layer| !SERVICES.contains(&&***layer));
    let before = before.filter(|layer| *layer != POLICIES);
    let mut named = Vec::new();
    for layer in before {
        for (path, code) in
            sources.iter().filter(|(path, _)| path.starts_with(format!("src/{layer}")))
        {
            in_code(code.clone(), &mut |word, line| {
                named.push(format!("{}:{line} names {word}", path.display()));
            });
        }
    }
    named
}

/// Finds the words and texts that name a service. Comments may.
fn in_code(code: TokenStream, found: &mut dyn FnMut(String, usize)) {
    let tokens: Vec<_> = code.into_iter().collect();
    for (i, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if !is_doc(&tokens, i) => in_code(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                let text = token.to_string();
                if names_service(&text) {
                    found(text, token.span().start().line);
                }
            }
            _ => {}
        }
    }
}

/// Whether one of the words is a service's name; the crate's own name is not one.
fn names_service(text: &str) -> bool {
    let text = text.replace("iam_codec", "").replace("iam-codec", "");
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let (name, rest) = word.split_at_checked(3).unwrap_or_default();
        let is_service = SERVICES.contains(&&*name.to_ascii_lowercase());
        is_service && (rest.is_empty() || rest.starts_with(char::is_uppercase))
    })
}
