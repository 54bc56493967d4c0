//! What must hold of every body that is edited or written in a dialect.

use std::borrow::Cow;

use iam_codec::form::{self, Pair};
use iam_codec::{Dialect, Editor, ListParam, Params, RequestError};

use crate::inputs::{Dice, canonical};

/// A new editor gives the body back. A member that is added is the last of its list, and a parameter that
/// is set has the value in all its pairs; no other pair changes a byte. A list that loses its first
/// member has the others, one number lower, and their values as they were. A parameter is removed with all
/// that is below it, and nothing that only begins alike. What cannot be edited is refused as the list is.
pub fn edit(body: &[u8]) {
    assert!(!Editor::new(body).is_changed());
    assert!(matches!(Editor::new(body).finish(), Cow::Borrowed(same) if same == body));
    let mut dice = Dice::of(body);
    edit_list(body, ["Tags", "TagKeys"][dice.below(2)]);

    let names: Vec<_> = pairs(body).filter_map(|pair| pair.name().ok()).take(8).collect();
    if let Some(name) = names.get(dice.below(names.len().max(1))) {
        let mut editor = Editor::new(body);
        editor.set(name, "a &");
        let edited = editor.finish();
        let is_set =
            |pair: &Pair<'_>| pair.name().is_ok_and(|found| canonical(&found) == canonical(name));
        let kept = pairs(&edited).filter(|pair| !is_set(pair)).map(|pair| pair.raw());
        assert!(kept.eq(pairs(body).filter(|pair| !is_set(pair)).map(|pair| pair.raw())));
        let mut values = pairs(&edited).filter(is_set);
        assert!(values.all(|pair| pair.value().as_deref() == Ok("a &")));

        let beginning = name.char_indices().last().map_or("", |(last, _)| &name[..last]);
        let parent = name.split('.').next().unwrap_or_default();
        [&**name, beginning, parent].iter().for_each(|name| remove(body, name));
    }
}

fn remove(body: &[u8], name: &str) {
    let mut editor = Editor::new(body);
    assert_eq!(editor.remove(name), pairs(body).any(|pair| is_named(&pair, name)));
    let edited = editor.finish();
    assert!(pairs(&edited).map(|pair| pair.raw()).eq(others(body, name)));
}

fn edit_list(body: &[u8], list: &str) {
    let params = Params::parse(body);
    let before = params.as_ref().map_err(Clone::clone).and_then(|params| list_parts(params, list));
    let mut editor = Editor::new(body);
    let added = editor.add_member(list, &[("Key", "Owner"), ("Value", "a &")]);
    let members = match &before {
        Ok(members) => members.clone().unwrap_or_default(),
        Err(e) => {
            assert_eq!((added.as_ref(), editor.remove_member(list, 1).as_ref()), (Err(e), Err(e)));
            assert!(!editor.is_changed());
            return;
        }
    };
    let index = added.unwrap();
    let edited = editor.clone().finish().into_owned();
    let all = Params::parse(&edited).unwrap();
    let (rest, last) = list_parts(&all, list).map(Option::unwrap).map(split_last_two).unwrap();
    assert_eq!((rest, last), (members.clone(), [(index, "Key", "Owner"), (index, "Value", "a &")]));
    assert!(others(&edited, list).eq(others(body, list)));

    assert_eq!(editor.remove_member(list, index), Ok(true));
    let removed = editor.finish();
    let left = Params::parse(&removed).unwrap();
    assert_eq!(list_parts(&left, list), Ok(Some(members.clone())));

    let mut editor = Editor::new(body);
    assert_eq!(editor.remove_member(list, 1), Ok(!members.is_empty()));
    let shorter = editor.finish();
    let lowered = members.iter().filter(|part| part.0 > 1).map(|part| (part.0 - 1, part.1, part.2));
    let found = Params::parse(&shorter).unwrap();
    assert!(list_parts(&found, list).unwrap().unwrap_or_default().into_iter().eq(lowered));
    assert!(others(&shorter, list).eq(others(body, list)));
    let first = format!("{list}.member.1");
    let kept = parts_of(body, list).filter(|pair| !is_named(pair, &first));
    assert!(
        kept.map(|pair| pair.raw_value()).eq(parts_of(&shorter, list).map(|pair| pair.raw_value()))
    );
}

/// The pairs of a list's members.
fn parts_of<'a>(body: &'a [u8], list: &'a str) -> impl Iterator<Item = Pair<'a>> {
    let is_empty = move |pair: &Pair<'_>| pair.name().as_deref() == Ok(list);
    pairs(body).filter(move |pair| is_named(pair, list) && !is_empty(pair))
}

/// The index, field and value of a parameter of a list.
type Part<'p> = (u32, &'p str, &'p str);

fn list_parts<'p>(
    params: &'p Params<'_>,
    list: &str,
) -> Result<Option<Vec<Part<'p>>>, RequestError> {
    let parts = |list: Vec<ListParam<'p>>| {
        list.iter().map(|param| (param.index, param.field, param.value)).collect()
    };
    Ok(params.list(list)?.map(parts))
}

fn split_last_two(mut parts: Vec<Part<'_>>) -> (Vec<Part<'_>>, [Part<'_>; 2]) {
    let value = parts.pop().unwrap();
    let key = parts.pop().unwrap();
    (parts, [key, value])
}

/// The pairs that neither have the name nor are below it, as they are. An empty one at the end may
/// have been filled.
fn others<'a>(body: &'a [u8], name: &'a str) -> impl Iterator<Item = &'a [u8]> {
    pairs(body).filter(move |pair| !is_named(pair, name)).map(|pair| pair.raw())
}

fn pairs(body: &[u8]) -> impl Iterator<Item = Pair<'_>> {
    form::pairs(body).filter(|pair| !pair.raw().is_empty())
}

fn is_named(pair: &Pair<'_>, name: &str) -> bool {
    let found = pair.name().ok().map(|found| canonical(&found));
    let rest = found.as_deref().and_then(|found| found.strip_prefix(&*canonical(name)));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Every dialect writes pairs that mean the same, and knows what it wrote; a guess fits. A body that fits a
/// dialect fits it still when a member was added in it, and an editor in any dialect knows whether it changes the body.
pub fn dialect(body: &[u8]) {
    let fitting: Vec<_> = Dialect::ALL.into_iter().filter(|d| d.fits(body)).collect();
    assert_eq!(Dialect::fitting(body), fitting);
    match Dialect::guess(body) {
        Some(guess) => assert!(fitting.contains(&guess)),
        None => assert_ne!(fitting.len(), 1),
    }

    for dialect in Dialect::ALL {
        let editor = Editor::new(body).in_dialect(dialect);
        assert_eq!(editor.is_changed(), *editor.clone().finish() != *body);
        assert!(!editor.is_changed() || !fitting.contains(&dialect));
    }
    for dialect in fitting {
        let mut editor = Editor::new(body).in_dialect(dialect);
        if editor.add_member("Tags", &[("Key", "~* +")]).is_ok() {
            assert!(dialect.fits(&editor.finish()));
        }
    }

    if let Ok(params) = Params::parse(body) {
        // One of ten a body: each costs as much as all of the above.
        let dialect = Dialect::ALL[Dice::of(body).below(Dialect::ALL.len())];
        assert_writes_the_same(dialect, &params);
    }
}

fn assert_writes_the_same(dialect: Dialect, params: &Params<'_>) {
    let has_one = |name: &str| params.get_all(name).count() == 1;
    let written = dialect.encode(listed(params));
    let again = Params::parse(written.as_bytes()).unwrap();
    let (mut given, mut read) = (listed(params), listed(&again));
    if given.len() != read.len() {
        // Empty lists are left out.
        given.retain(|pair| !pair.1.is_empty());
        read.retain(|pair| !pair.1.is_empty());
    }
    assert_eq!(
        dialect.fits(written.as_bytes()),
        match dialect {
            Dialect::JavaScriptV2 | Dialect::Go | Dialect::Rusoto => true,
            Dialect::SignatureV2 => has_one("Signature"),
            _ => has_one("Action") && has_one("Version"),
        }
    );
    given.sort();
    read.sort();
    assert_eq!(read, given);
}

fn listed<'p>(params: &'p Params<'_>) -> Vec<(&'p str, &'p str)> {
    params.iter().map(|param| (param.name(), param.value())).collect()
}
