//! A second judge, so simple that it can be checked by reading: an answer is right if its tree is the expected one, but for
//! the order of elements of different names, and for what [`RIGHT`] says of single ones. [`check`] changes a right answer
//! as bytes say, and both judges must agree. It needs nothing but the kit, so that a fuzz target can call it too.

#[path = "naive/right.rs"]
mod right;
#[path = "naive/spoil.rs"]
mod spoil;
#[path = "naive/suites.rs"]
mod suites;
#[path = "naive/tree.rs"]
pub(crate) mod tree;

use iam_parity::{
    Answer, Call, Difference, DifferenceKind, Level, Options, Outcome, Suite, Verdict, run,
};

use right::{Compared, RIGHT, Right, Rule};
use spoil::{Body, Choices};
pub(crate) use suites::{Suites, suites};
use tree::{Tree, same};

/// What comes back for the request that a case looks at.
struct Sent {
    status: u16,
    namespace: Option<&'static str>,
    body: Body,
}

/// Whether a document is an error, in one of the forms that servers use. With any status, it is not a success then.
fn is_error(tree: &Tree) -> bool {
    let at = |path: &[&str]| path.iter().try_fold(tree, |tree, name| tree.child(name)).is_some();
    match tree.name.as_str() {
        "ErrorResponse" => at(&["Error"]),
        "Response" => at(&["Errors", "Error"]),
        name => name == "Error",
    }
}

impl Sent {
    fn is_success(&self) -> bool {
        let is_error = matches!(&self.body, Body::Document(tree, _) if is_error(tree));
        (200..300).contains(&self.status) && !is_error
    }
}

/// The fault of an answer that hides all others.
fn gross(right: &Right, sent: &Sent) -> Option<DifferenceKind> {
    use DifferenceKind::*;
    let wanted = match right.compared {
        Compared::Success(success) => success,
        _ => Some(right.status == 200),
    };
    let is_list = matches!(right.compared, Compared::Tags);
    match (&sent.body, sent.is_success(), wanted) {
        (Body::NoAnswer | Body::IllFormed(_), ..) | (_, false, _) if is_list => {
            Some(TagsUnreadable)
        }
        (Body::NoAnswer, ..) => Some(Unanswered),
        _ if sent.status >= 500 => Some(Failure),
        (Body::IllFormed(_), ..) => Some(IllFormed),
        (_, true, Some(false)) => Some(Accepted),
        (_, false, Some(true)) if sent.status < 300 => Some(Unclear),
        (_, false, Some(true)) => Some(Refused),
        // No client reads a success in nothing.
        (Body::Empty, true, Some(true)) if is_list => Some(TagsUnreadable),
        _ => None,
    }
}

/// Whether an answer is right, which is not grossly wrong. The metadata and the request id are not compared.
fn is_right(right: &Right, sent: &Sent) -> bool {
    let is_compared = matches!(right.compared, Compared::Success(_));
    let actual = match &sent.body {
        Body::Document(tree, _) => tree,
        // No client reads a success in nothing.
        _ => return is_compared && !(sent.is_success() && right.status == 200),
    };
    let expected = Tree::read(right.answer);
    match right.compared {
        Compared::Success(_) => true,
        Compared::Tags => in_result(actual).tags() == in_result(&expected).tags(),
        _ => {
            sent.status == right.status
                && right.namespace.is_none_or(|wanted| sent.namespace == Some(wanted))
                && is_same(right, expected, actual.clone())
        }
    }
}

/// The result of a response, by its name or by the end of that, or what is in the place of it.
fn in_result(tree: &Tree) -> &Tree {
    let name = tree.name.replace("Response", "Result");
    let other = || tree.children.iter().find(|child| child.name.ends_with("Result"));
    tree.child(&name).or_else(other).unwrap_or(tree)
}

/// Whether a document is the expected one as far as a case compares it.
fn is_same(right: &Right, mut ours: Tree, mut theirs: Tree) -> bool {
    if right.action == UNKNOWN {
        theirs = rewrapped(theirs, &format!("{UNKNOWN}Result"));
    }
    if !is_ordered(right.case) {
        [&mut ours, &mut theirs].into_iter().for_each(Tree::sort_tags);
    }
    let is_framed = has_frame_of(is_error(&ours), &theirs);
    let are_kept = |(path, rule): &(&str, Rule)| {
        ours.take(path);
        rule(&theirs.take(path))
    };
    let are_kept = right.rules.iter().all(are_kept);
    ours.name == theirs.name
        && are_kept
        && is_framed
        && same(&bare(ours, right), &bare(theirs, right))
}

/// An operation whose result the suite does not describe.
const UNKNOWN: &str = "UseThing";

/// The result under this name, whatever it is called, and also if its elements are in the root.
fn rewrapped(mut tree: Tree, name: &str) -> Tree {
    match tree.children.iter_mut().find(|child| child.name.ends_with("Result")) {
        Some(result) => result.name = name.to_owned(),
        None => {
            let is_other = |child: &Tree| child.name == "ResponseMetadata";
            let (others, children) = tree.children.into_iter().partition(is_other);
            tree.children = others;
            tree.children.push(Tree { name: name.to_owned(), text: String::new(), children });
        }
    }
    tree
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

/// Whether the case looks at the order of tags.
fn is_ordered(case: &str) -> bool {
    case.contains("ordered = true")
}

/// An answer that is changed as bytes say, and what both judges say of it.
pub(crate) struct Verdicts {
    found: Vec<Difference>,
    pub(crate) is_same: bool,
    pub(crate) is_right: bool,
    gross: Option<DifferenceKind>,
    /// The operation, if the answer is read after another request.
    read: Option<&'static str>,
    pub(crate) answer: String,
}

/// Both judges' verdicts on an answer that is changed as these bytes say.
pub(crate) fn verdicts(suites: &[Suites], data: &[u8]) -> Verdicts {
    let mut choices = Choices(data);
    let which = choices.below(RIGHT.len());
    let right = &RIGHT[which];
    let is_read = choices.below(2) == 1;
    let read = suites[which].read.as_ref().filter(|_| is_read);
    let (body, namespace) = spoil::body(right, &mut choices);
    let others = [200, 201, 302, 400, 404, 409, 500, 503];
    let status = if choices.below(8) == 1 { choices.of(&others) } else { right.status };
    let sent = Sent { status, namespace, body };
    let judged = judged(read.unwrap_or(&suites[which].asked), right.action, &sent);
    let gross = gross(right, &sent);
    Verdicts {
        is_same: judged.verdict == Verdict::Same,
        is_right: gross.is_none() && is_right(right, &sent),
        found: judged.differences,
        gross,
        read: read.map(|_| right.action),
        answer: format!("{} {status} {}", right.case, text(&sent.body)),
    }
}

fn text(body: &Body) -> String {
    match body {
        Body::NoAnswer => "no answer".to_owned(),
        Body::Empty => String::new(),
        Body::IllFormed(text) | Body::Document(_, text) => String::from_utf8_lossy(text).into(),
    }
}

/// What the kit says, if all other requests get right answers.
fn judged(suite: &Suite, action: &str, sent: &Sent) -> Outcome {
    let mut endpoint = |call: &Call| {
        let asked = call.text();
        let asked = asked.split("Action=").nth(1).and_then(|rest| rest.split('&').next());
        let asked = asked.unwrap_or_default();
        let (status, body) = match &sent.body {
            _ if asked == "NoSuchOperation" => (501, Vec::new()),
            _ if asked != action => {
                let body = format!("<{asked}Response><ResponseMetadata/></{asked}Response>");
                (200, body.into_bytes())
            }
            Body::NoAnswer => return Err("no connection".to_owned()),
            Body::Empty => (sent.status, Vec::new()),
            Body::IllFormed(text) | Body::Document(_, text) => (sent.status, text.clone()),
        };
        Ok(Answer { status, headers: Vec::new(), body })
    };
    let report = run(suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    report.outcomes.into_iter().next().expect("one case")
}

/// Asserts that both judges agree on an answer that is changed as these bytes say, and that what is found is of the
/// kind and the level that it must be.
pub(crate) fn check(suites: &[Suites], data: &[u8]) {
    let Verdicts { found, is_same, is_right, gross, read, answer } = verdicts(suites, data);
    assert_eq!(is_same, is_right, "{answer} {found:?}");
    assert_eq!(found.is_empty(), is_right, "{answer} {found:?}");
    let is_gross = |found: &Difference| gross.is_none_or(|kind| found.kind == kind);
    assert!(
        found.iter().all(is_gross) && (gross.is_none() || found.len() == 1),
        "{gross:?} {answer} {found:?}"
    );
    for Difference { level, what, expected, actual, .. } in &found {
        assert_ne!(expected, actual, "{answer} {what}");
        if let Some(action) = read {
            assert!(what.starts_with(&format!("{action}: ")), "{answer} {what}");
            let is_of_answer = matches!(level, Level::Answer | Level::Accepts | Level::Refuses);
            assert!(!is_of_answer, "{answer} {what} {level}");
        }
    }
}
