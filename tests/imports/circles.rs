//! Circles of imports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::edges::Edge;

/// The files that import each other, directly or by others: one text for each group of them. What a
/// macro writes counts where the macro is called.
pub(crate) fn circles(edges: &[Edge]) -> BTreeSet<String> {
    let mut imports = BTreeMap::<&Path, BTreeSet<&Path>>::new();
    for edge in edges.iter().filter(|edge| !edge.by_macro) {
        imports.entry(&edge.from).or_default().insert(&edge.to);
    }
    let reached: BTreeMap<_, _> =
        imports.keys().map(|file| (*file, reached(file, &imports))).collect();
    let group = |file: &&Path| {
        let is_mutual =
            |other: &&&Path| reached.get(**other).is_some_and(|back| back.contains(file));
        reached[file].iter().filter(is_mutual).copied().collect::<BTreeSet<_>>()
    };
    let groups: BTreeSet<_> = imports.keys().map(group).filter(|group| !group.is_empty()).collect();
    groups.iter().map(|group| told(group, edges)).collect()
}

/// All files that can be reached from one.
fn reached<'p>(
    file: &'p Path,
    imports: &BTreeMap<&Path, BTreeSet<&'p Path>>,
) -> BTreeSet<&'p Path> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        let next = imports.get(file).into_iter().flatten();
        open.extend(next.copied().filter(|file| reached.insert(*file)));
    }
    reached
}

/// The imports inside a group of files, each with its first line.
fn told(group: &BTreeSet<&Path>, edges: &[Edge]) -> String {
    let mut arrows = BTreeMap::new();
    for Edge { from, line, to, .. } in edges.iter().filter(|edge| !edge.by_macro) {
        if group.contains(&**from) && group.contains(&**to) {
            let first: &mut usize = arrows.entry((from, to)).or_insert(*line);
            *first = (*line).min(*first);
        }
    }
    let arrow = |((from, to), line): ((&PathBuf, &PathBuf), usize)| {
        format!("{}:{line} -> {}", from.display(), to.display())
    };
    arrows.into_iter().map(arrow).collect::<Vec<_>>().join("\n")
}
