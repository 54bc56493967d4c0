//! The crates of the repository as trees of modules: which file declares which, and which items a
//! crate's root gives on under a shorter path.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// All files of Rust of the repository, by path, without their comments.
pub(crate) type Sources = BTreeMap<PathBuf, TokenStream>;

/// The names of modules from a crate's root to one of them.
pub(crate) type ModulePath = Vec<String>;

/// One crate: a library, a command, a test, an example or a fuzz target.
pub(crate) struct Crate {
    pub(crate) root: PathBuf,
    /// Its modules that are files; the root has the empty path.
    pub(crate) modules: BTreeMap<ModulePath, PathBuf>,
    /// What the root gives on from its modules: the name, and the path behind it.
    pub(crate) given_on: BTreeMap<String, ModulePath>,
}

/// All files of Rust below `folder`, but for what is built or fetched.
pub(crate) fn sources(folder: &Path) -> Sources {
    let mut found = Sources::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let path = path.strip_prefix(".").unwrap_or(&path);
            found.insert(path.to_owned(), tokens(&fs::read_to_string(path).unwrap()));
        }
    }
    found
}

/// The crates that these files make. A file that no other one declares is the root of a crate.
pub(crate) fn crates(sources: &Sources) -> Vec<Crate> {
    let children: Children<'_> =
        sources.keys().map(|path| (&**path, children(path, sources))).collect();
    let declared: BTreeSet<_> = children.values().flatten().map(|(_, child)| child).collect();
    let roots = sources.keys().filter(|path| !declared.contains(path));
    roots.map(|root| of_root(root, &sources[root], &children)).collect()
}

/// The modules that each file declares.
type Children<'s> = BTreeMap<&'s Path, Vec<(String, PathBuf)>>;

fn of_root(root: &Path, code: &TokenStream, children: &Children<'_>) -> Crate {
    let mut modules = BTreeMap::from([(Vec::new(), root.to_owned())]);
    let mut open = vec![(Vec::new(), root.to_owned())];
    while let Some((path, file)) = open.pop() {
        for (name, child) in &children[&*file] {
            let path = [&path[..], std::slice::from_ref(name)].concat();
            modules.insert(path.clone(), child.clone());
            open.push((path, child.clone()));
        }
    }
    Crate { root: root.to_owned(), modules, given_on: given_on(code) }
}

/// The modules that a file declares, with their files.
fn children(path: &Path, sources: &Sources) -> Vec<(String, PathBuf)> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let own = folder.join(path.file_stem().unwrap_or_default());
    let mut children = Vec::new();
    for Declared { name, file } in declared(&sources[path]) {
        let candidates = match file {
            Some(file) => vec![plain(&folder.join(file))],
            None => [&own, folder]
                .iter()
                .flat_map(|folder| {
                    [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")]
                })
                .collect(),
        };
        let found = candidates.into_iter().find(|candidate| sources.contains_key(candidate));
        children.extend(found.map(|file| (name, file)));
    }
    children
}

/// The path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part.as_os_str().to_str() {
            Some("..") => drop(plain.pop()),
            _ => plain.push(part),
        }
    }
    plain
}

/// `mod name;`, with the file of `#[path = "…"]`.
pub(crate) struct Declared {
    pub(crate) name: String,
    file: Option<String>,
}

/// The modules that are files of their own, in the order of the code.
pub(crate) fn declared(code: &TokenStream) -> Vec<Declared> {
    let tokens: Vec<_> = code.clone().into_iter().collect();
    let mut found = Vec::new();
    let mut file = None;
    for (i, token) in tokens.iter().enumerate() {
        match (token, tokens.get(i + 1), tokens.get(i + 2)) {
            (TokenTree::Ident(word), Some(TokenTree::Ident(name)), Some(TokenTree::Punct(end)))
                if word == "mod" && end.as_char() == ';' =>
            {
                found.push(Declared { name: name.to_string(), file: file.take() });
            }
            (TokenTree::Group(group), ..) if group.delimiter() == Delimiter::Bracket => {
                file = path_attribute(group.stream()).or(file);
            }
            _ => {}
        }
    }
    found
}

fn path_attribute(attribute: TokenStream) -> Option<String> {
    let text = attribute.to_string();
    let file = text.strip_prefix("path = \"")?.strip_suffix('"')?;
    Some(file.to_owned())
}

/// What a root gives on by `pub use`.
fn given_on(code: &TokenStream) -> BTreeMap<String, ModulePath> {
    let tokens: Vec<_> = code.clone().into_iter().collect();
    let mut given_on = BTreeMap::new();
    for (i, token) in tokens.iter().enumerate() {
        let is_public = i > 0 && tokens[i - 1].to_string() == "pub";
        if token.to_string() == "use" && is_public {
            let tree = tokens[i + 1..].iter().take_while(|token| token.to_string() != ";");
            leaves(&tree.cloned().collect::<Vec<_>>(), &[], &mut |path| {
                given_on.extend(path.last().map(|name| (name.clone(), path.to_vec())));
            });
        }
    }
    given_on
}

/// The paths of a tree of imports: `a::{b, c::d}` has `a::b` and `a::c::d`. An `as` is left out.
pub(crate) fn leaves(tree: &[TokenTree], before: &[String], found: &mut dyn FnMut(&[String])) {
    let mut path = before.to_vec();
    for (i, token) in tree.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<_> = group.stream().into_iter().collect();
                inside
                    .split(|token| token.to_string() == ",")
                    .filter(|branch| !branch.is_empty())
                    .for_each(|branch| leaves(branch, &path, found));
                return;
            }
            TokenTree::Ident(word) if word == "as" => break,
            TokenTree::Ident(word) if word != "self" || i == 0 && before.is_empty() => {
                path.push(word.to_string());
            }
            _ => {}
        }
    }
    found(&path);
}

/// The code without its comments.
pub(crate) fn tokens(code: &str) -> TokenStream {
    code.parse().unwrap_or_else(|error| panic!("{error}"))
}
