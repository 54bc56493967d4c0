//! Each element of an envelope comes several times: the children of the root, and the parts of an error.

use super::answers::{RIGHT, Right};
use super::naive::tree::{Spelling, Tree};
use super::support::{answer, case, found, report};

const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// The indices that lead to each element of an envelope.
fn places(root: &Tree) -> Vec<Vec<usize>> {
    let of_root = (0..root.children.len()).map(|index| vec![index]);
    let error = root.children.iter().position(|child| child.name == "Error");
    let parts = error.map_or(0, |error| root.children[error].children.len());
    of_root.chain((0..parts).map(|index| vec![error.unwrap(), index])).collect()
}

/// An element of a document: its path (`response/Error/Code`), where it is, and a copy of it.
struct Element<'r> {
    right: &'r Right,
    path: String,
    place: Vec<usize>,
    copy: Tree,
}

/// Each element of each right answer.
fn elements() -> Vec<Element<'static>> {
    let mut all = Vec::new();
    for right in RIGHT {
        let root = Tree::read(right.body);
        for place in places(&root) {
            let (mut at, mut path) = (&root, "response".to_owned());
            for index in &place {
                at = &at.children[*index];
                path += &format!("/{}", at.name);
            }
            all.push(Element { right, path, copy: at.clone(), place });
        }
    }
    all
}

impl Element<'_> {
    /// Whether the case looks at the elements of its answer.
    fn is_compared(&self) -> bool {
        !["refused", "done", "any_answer"].iter().any(|word| self.right.case.contains(word))
    }

    /// What is found if these come so far behind the element, or in front of it.
    fn judged(&self, added: Vec<Tree>, further: usize) -> Vec<String> {
        let mut root = Tree::read(self.right.body);
        let (last, above) = self.place.split_last().unwrap();
        let parent = above.iter().fold(&mut root, |tree, index| &mut tree.children[*index]);
        let at = parent.children.len().min(last + further);
        parent.children.splice(at..at, added);
        let body = root.write(Some(NAMESPACE), Spelling::Escaped);
        let body = String::from_utf8(body).unwrap();
        let report = report(&case(self.right.case), |_| answer(self.right.status, Some(&body)));
        found(&report).iter().map(|found| found.line()).collect()
    }

    fn empty(&self) -> Tree {
        Tree { name: self.copy.name.clone(), ..Tree::default() }
    }

    fn line(&self, count: usize) -> String {
        format!("answer {}: {count} times, not once", self.path)
    }
}

#[test]
fn an_element_of_an_envelope_that_comes_several_times_is_one_finding() {
    let elements = elements();
    assert!(elements.len() > 25, "{}", elements.len());
    for element in elements {
        let (copy, empty) = (&element.copy, &element.empty());
        for added in [vec![copy], vec![empty], vec![copy, copy], vec![empty, copy, empty]] {
            let line = element.line(1 + added.len());
            let lines = if element.is_compared() { vec![line] } else { Vec::new() };
            for further in [1, 2, usize::MAX / 2] {
                let added = added.iter().copied().cloned().collect();
                assert_eq!(element.judged(added, further), lines, "{}", element.path);
            }
        }
    }
}

#[test]
fn an_empty_one_in_front_is_the_one_that_counts() {
    for element in elements().into_iter().filter(Element::is_compared) {
        let lines = element.judged(vec![element.empty()], 0);
        let twice = element.line(2);
        assert_eq!(lines.iter().filter(|line| **line == twice).count(), 1, "{lines:?}");
        // What the other one says is missed, unless nothing of it is compared.
        let says_nothing = element.copy.text.is_empty() && element.copy.children.is_empty();
        let is_id = ["ResponseMetadata", "RequestId"].contains(&element.copy.name.as_str());
        assert_eq!(lines.len() > 1, !says_nothing && !is_id, "{} {lines:?}", element.path);
    }
}
