//! A second judge, so simple that it can be checked by reading: an answer is right if its tree is the expected one, but for
//! the order of elements of different names. [`check`] changes a right answer as bytes say, and both judges must
//! agree. It needs nothing but the kit, so that a fuzz target can call it too.

use std::collections::BTreeMap;

use iam_parity::{Answer, Call, Options, Suite, Verdict, run};

/// A case, its operation, and its right answer.
const RIGHT: [(&str, u16, &str); 4] = [
    (
        r#"send = { Action = "GetThing", Name = "a" }
[case.expect]
ordered = true
[case.expect.result]
Thing = { Path = "/", Name = "a & b", Names = ["x", "y"], Tags = { k = "1", l = "" } }
Others = [{ Name = "c", Tags = { m = "2" } }, { Name = "d", Tags = {} }]
IsTruncated = "false"
"#,
        200,
        "<GetThingResponse><GetThingResult><Thing><Path>/</Path><Name>a &amp; b</Name><Names><member>x</member>\
         <member>y</member></Names><Tags><member><Value>1</Value><Key>k</Key></member><member><Value></Value>\
         <Key>l</Key></member></Tags></Thing><Others><member><Name>c</Name><Tags><member><Value>2</Value>\
         <Key>m</Key></member></Tags></member><member><Name>d</Name><Tags></Tags></member></Others>\
         <IsTruncated>false</IsTruncated></GetThingResult><ResponseMetadata><RequestId>r</RequestId>\
         </ResponseMetadata></GetThingResponse>",
    ),
    (
        r#"send = { Action = "GetThing" }
[case.expect]
[case.expect.result]
Tags = { k = "1", l = "2", m = "1" }
Names = ["x", "y"]
"#,
        200,
        "<GetThingResponse><GetThingResult><Names><member>x</member><member>y</member></Names><Tags><member>\
         <Value>1</Value><Key>k</Key></member><member><Value>2</Value><Key>l</Key></member><member><Value>1</Value>\
         <Key>m</Key></member></Tags></GetThingResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
         </GetThingResponse>",
    ),
    (
        "send = { Action = \"PutThing\" }\n",
        200,
        "<PutThingResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PutThingResponse>",
    ),
    (
        "send = { Action = \"GetThing\" }\nexpect = { error = \"404 NoSuchEntity\", message = \"no a\" }\n",
        404,
        "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no a</Message></Error>\
         <RequestId>r</RequestId></ErrorResponse>",
    ),
];

/// An element with its text and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tree {
    name: String,
    text: String,
    children: Vec<Tree>,
}

impl Tree {
    fn read(text: &str) -> Tree {
        let document = roxmltree::Document::parse(text).expect("written by this file");
        Tree::of(document.root_element())
    }

    fn of(node: roxmltree::Node<'_, '_>) -> Tree {
        let texts = node.children().filter(roxmltree::Node::is_text);
        Tree {
            name: node.tag_name().name().to_owned(),
            text: texts.filter_map(|text| text.text()).collect(),
            children: node.children().filter(roxmltree::Node::is_element).map(Tree::of).collect(),
        }
    }

    fn write(&self) -> String {
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;");
        let children: String = self.children.iter().map(Tree::write).collect();
        format!("<{0}>{text}{children}</{0}>", self.name)
    }

    /// Children by name: the order of different names says nothing, that of equal ones does.
    fn by_name(&self) -> BTreeMap<&str, Vec<&Tree>> {
        let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
        self.children.iter().for_each(|child| names.entry(&*child.name).or_default().push(child));
        names
    }

    fn child(&self, name: &str) -> Option<&Tree> {
        self.children.iter().find(|child| child.name == name)
    }

    fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| &child.text)
    }

    /// Gives all tags the same order.
    fn sort_tags(&mut self) {
        if self.name == "Tags" {
            let parts =
                |tag: &Tree| (tag.text_of("Key").to_owned(), tag.text_of("Value").to_owned());
            self.children.sort_by_key(parts);
        }
        self.children.iter_mut().for_each(Tree::sort_tags);
    }
}

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
fn is_right(expected: (u16, &Tree), actual: (u16, &Tree)) -> bool {
    let without_id = |tree: &Tree| {
        let mut bare = Tree { text: String::new(), ..tree.clone() };
        // That an error has other elements is the matter of a rule for all answers.
        let errors = bare.children.iter_mut().filter(|child| child.name == "Error");
        for error in errors {
            error.children.retain(|part| ["Type", "Code", "Message"].contains(&&*part.name));
        }
        bare.children.retain(|child| !["ResponseMetadata", "RequestId"].contains(&&*child.name));
        bare
    };
    let is_once = |name| actual.1.children.iter().filter(|child| child.name == name).count() <= 1;
    let has_each_once = |error: &Tree| error.by_name().values().all(|same| same.len() == 1);
    let mut errors = actual.1.children.iter().filter(|child| child.name == "Error");
    let (ours, theirs) = (without_id(expected.1), without_id(actual.1));
    let is_error = expected.1.child("Error").is_some();
    expected.0 == actual.0
        && ours.name == theirs.name
        && same(&ours, &theirs)
        && (is_error || !actual.1.children.iter().any(|child| child.name == "RequestId"))
        && (!is_error || !actual.1.children.iter().any(|child| child.name == "ResponseMetadata"))
        && errors.all(has_each_once)
        && is_once("ResponseMetadata")
        && is_once("RequestId")
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

const NAMES: [&str; 10] =
    ["Path", "Name", "member", "Tags", "Key", "Value", "Code", "Extra", "Error", "RequestId"];
const TEXTS: [&str; 8] = ["/", "a & b", "x", "", "false", "NoSuchEntity", "no a", "Ünïcode <"];

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
    let of = |(case, ..): &(&str, u16, &str)| {
        let mut suite = Suite::default();
        suite.add(operations).unwrap();
        let head = "theme = \"naive\"\n[[case]]\nnumber = \"1.1\"\ntitle = \"a\"\nbasis = \"documented\"\nsource = \"b\"\n";
        suite.add(&format!("{head}{case}")).unwrap();
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
    let (case, status, body) = RIGHT[which];
    let mut expected = Tree::read(body);
    let mut actual = expected.clone();
    for _ in 0..choices.below(4) {
        change(&mut actual, &mut choices);
    }
    let sent = if choices.below(8) == 1 { [200, 400, 404, 409][choices.below(4)] } else { status };
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
    if !is_ordered(case) {
        [&mut expected, &mut actual].into_iter().for_each(Tree::sort_tags);
    }
    let report = run(&suites[which], &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    let judged = report.outcomes[0].verdict == Verdict::Same;
    (judged, is_right((status, &expected), (sent, &actual)), format!("{sent} {text}"))
}

/// Asserts that both judges agree on an answer that is changed as these bytes say.
pub(crate) fn check(suites: &[Suite], data: &[u8]) {
    let (judged, naive, answer) = verdicts(suites, data);
    assert_eq!(judged, naive, "{answer}");
}
