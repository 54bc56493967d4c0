//! A second judge, so simple that it can be checked by reading: an answer is right if its tree is the expected one, but for
//! the order of elements of different names, and for what [`RIGHT`] says of single ones. [`check`] changes a right answer
//! as bytes say, and both judges must agree. It needs nothing but the kit, so that a fuzz target can call it too.

#[path = "naive/right.rs"]
mod right;
#[path = "naive/tree.rs"]
mod tree;

use iam_parity::{Answer, Call, Options, Suite, Verdict, run};

use right::{C_AND_A, Compared, RIGHT, Right, Rule};
use tree::Tree;

/// Whether two trees say the same. White space and text beside elements are of no matter.
fn same(expected: &Tree, actual: &Tree) -> bool {
    let (ours, theirs) = (expected.by_name(), actual.by_name());
    let is_leaf = expected.children.is_empty();
    (!is_leaf || expected.text == actual.text || expected.name == "Tags")
        && ours.keys().eq(theirs.keys())
        && ours.iter().zip(&theirs).all(|((_, ours), (_, theirs))| {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        })
}

/// Whether an answer is right. The metadata and the request id are not compared.
fn is_right(right: &Right, expected: &Tree, status: u16, actual: &Tree) -> bool {
    let is_error = |tree: &Tree| tree.child("Error").is_some() && tree.name == "ErrorResponse";
    if let Compared::Success(success) = right.compared {
        let is_success = status == 200 && !is_error(actual);
        return status < 500 && success.is_none_or(|expected| expected == is_success);
    }
    let (mut ours, mut theirs) = (expected.clone(), actual.clone());
    let are_kept = |(path, rule): &(&str, Rule)| {
        ours.take(path);
        rule(&theirs.take(path))
    };
    status == right.status
        && right.rules.iter().all(are_kept)
        && has_frame_of(is_error(expected), actual)
        && same(&bare(ours, right), &bare(theirs, right))
}

/// Whether an answer has what is in none of the compared trees once and where it must be.
fn has_frame_of(is_error: bool, actual: &Tree) -> bool {
    let count = |name| actual.children.iter().filter(|child| child.name == name).count();
    let has_each_once = |error: &Tree| error.by_name().values().all(|same| same.len() == 1);
    let mut errors = actual.children.iter().filter(|child| child.name == "Error");
    let other = if is_error { "ResponseMetadata" } else { "RequestId" };
    count(other) == 0
        && count("ResponseMetadata") <= 1
        && count("RequestId") <= 1
        && errors.all(has_each_once)
}

/// A tree without what is not compared.
fn bare(tree: Tree, right: &Right) -> Tree {
    let mut bare = Tree { text: String::new(), ..tree };
    bare.children.retain(|child| !["ResponseMetadata", "RequestId"].contains(&&*child.name));
    for child in &mut bare.children {
        if let Compared::Root = right.compared {
            *child = Tree { name: child.name.clone(), ..Tree::default() };
        } else if child.name == "Error" {
            // That an error has other elements is the matter of a rule for all answers.
            child.children.retain(|part| ["Type", "Code", "Message"].contains(&&*part.name));
        }
    }
    bare
}

/// Each byte makes one choice. When no bytes are left, the first of the choices is made.
struct Choices<'b>(&'b [u8]);

impl Choices<'_> {
    fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % count.max(1)
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

const NAMES: [&str; 15] = [
    "Path",
    "Name",
    "member",
    "Tags",
    "Key",
    "Value",
    "Code",
    "Extra",
    "Error",
    "RequestId",
    "Note",
    "Id",
    "Names",
    "Thing",
    "Message",
];
const TEXTS: [&str; 17] = [
    "/",
    "a & b",
    "x",
    "",
    "false",
    "NoSuchEntity",
    "no a",
    "Ünïcode <",
    "a%20b",
    "2011-12-19T23:16:46Z",
    "2011-12-19T23:16:46",
    "2011-12-19",
    "AIDADBQP57FF2AEXAMPLE",
    "AROADBQP57FF2AEXAMPLE",
    "AIDA",
    C_AND_A,
    "1 validation error detected: ",
];

/// Changes something in a tree.
fn change(tree: &mut Tree, choices: &mut Choices<'_>) {
    let count = tree.children.len();
    if count > 0 && choices.below(4) > 0 {
        let index = choices.below(count);
        return change(&mut tree.children[index], choices);
    }
    let (index, other) = (choices.below(count), choices.below(count));
    match choices.below(7) {
        0 if count > 0 => drop(tree.children.remove(index)),
        1 if count > 0 => tree.children.insert(other, tree.children[index].clone()),
        2 if count > 0 => tree.children.swap(index, other),
        3 if count > 0 => tree.children[index].name = choices.of(&NAMES).to_owned(),
        4 => {
            let (name, text) = (choices.of(&NAMES), choices.of(&TEXTS));
            tree.children.push(Tree { name: name.into(), text: text.into(), children: Vec::new() });
        }
        5 if count > 0 => tree.children.reverse(),
        _ if count == 0 => tree.text = choices.of(&TEXTS).to_owned(),
        _ => {}
    }
}

/// The suite of each right answer.
pub(crate) fn suites() -> Vec<Suite> {
    let operations = "theme = \"things\"\n[[operation]]\nnumber = 1\nname = \"GetThing\"\ngives = [\"Thing\"]\n\
                      [[operation]]\nnumber = 2\nname = \"PutThing\"\n";
    let of = |right: &Right| {
        let mut suite = Suite::default();
        suite.add(operations).unwrap();
        let head = "theme = \"naive\"\n[[case]]\nnumber = \"1.1\"\ntitle = \"a\"\nbasis = \"documented\"\nsource = \"b\"\n";
        suite.add(&format!("{head}{}", right.case)).unwrap();
        suite.retain(&["naive"]).unwrap();
        suite
    };
    RIGHT.iter().map(of).collect()
}

/// Whether the case looks at the order of tags.
fn is_ordered(case: &str) -> bool {
    case.contains("ordered = true")
}

/// Both judges' verdicts on an answer that is changed as these bytes say, with the answer.
pub(crate) fn verdicts(suites: &[Suite], data: &[u8]) -> (bool, bool, String) {
    let mut choices = Choices(data);
    let which = choices.below(RIGHT.len());
    let right = &RIGHT[which];
    let mut expected = Tree::read(right.answer);
    let mut actual = expected.clone();
    for _ in 0..choices.below(4) {
        change(&mut actual, &mut choices);
    }
    let others = [200, 400, 404, 409, 500];
    let sent = if choices.below(8) == 1 { others[choices.below(5)] } else { right.status };
    let header = choices.of(&["text/xml", "text/html"]).to_owned();
    let text = actual.write();
    let answer = Answer {
        status: sent,
        headers: vec![("Content-Type".to_owned(), header)],
        body: text.clone().into(),
    };
    let mut endpoint = |call: &Call| match call.text().contains("NoSuchOperation") {
        true => Ok(Answer { status: 501, ..Answer::default() }),
        false => Ok(answer.clone()),
    };
    if !is_ordered(right.case) {
        [&mut expected, &mut actual].into_iter().for_each(Tree::sort_tags);
    }
    let report = run(&suites[which], &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    let judged = report.outcomes[0].verdict == Verdict::Same;
    (judged, is_right(right, &expected, sent, &actual), format!("{sent} {text}"))
}

/// Asserts that both judges agree on an answer that is changed as these bytes say.
pub(crate) fn check(suites: &[Suite], data: &[u8]) {
    let (judged, naive, answer) = verdicts(suites, data);
    assert_eq!(judged, naive, "{answer}");
}
