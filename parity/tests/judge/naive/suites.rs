//! The cases that ask for right answers.

use iam_parity::Suite;

use super::right::{Compared, RIGHT, Right};

/// The suites of a right answer: of a case that asks for it, and of one that reads it after another request.
pub(crate) struct Suites {
    pub(crate) asked: Suite,
    pub(crate) read: Option<Suite>,
}

/// The operations and the resource that cases are about.
const THINGS: &str = r#"theme = "things"
[[operation]]
number = 1
name = "GetThing"
gives = ["Thing"]
[[operation]]
number = 2
name = "PutThing"
[[operation]]
number = 3
name = "MakeThing"
[[operation]]
number = 4
name = "ListThingTags"
gives = ["Tags"]
[[resource]]
name = "thing"
number = 1
word = "Thing"
parameter = "Name"
identifier = "${name}"
absent = "${name}"
create = { Action = "MakeThing", Name = "${name}" }
delete = { Action = "PutThing", Name = "${id}" }
"#;

fn suite(case: &str) -> Suite {
    let mut suite = Suite::default();
    suite.add(THINGS).unwrap();
    let head = "theme = \"naive\"\n[[case]]\nnumber = \"1.1\"\ntitle = \"a\"\nbasis = \"documented\"\nsource = \"b\"\n";
    suite.add(&format!("{head}{case}")).unwrap();
    suite.retain(&["naive"]).unwrap();
    suite
}

/// The suites of each right answer.
pub(crate) fn suites() -> Vec<Suites> {
    let of = |right: &Right| {
        let read = right.case.replace("[case.", "[case.then.");
        let read = format!("send = {{ Action = \"MakeThing\" }}\n[[case.then]]\n{read}");
        let is_list = matches!(right.compared, Compared::Tags);
        Suites { asked: suite(right.case), read: (!is_list).then(|| suite(&read)) }
    };
    RIGHT.iter().map(of).collect()
}
