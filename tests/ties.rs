//! Faults of equal rank in one request: they come by number, and of an entry the key before the value.

use iam_codec::{Request, RequestError, sts};

/// Paths and parameters of the violations.
fn violations(error: &RequestError) -> Vec<(String, String)> {
    let violations = error.violations().iter();
    violations.map(|v| (v.path().to_owned(), v.parameter().to_owned())).collect()
}

const ACQUIRE: &str =
    "Action=AcquireRole&Version=2010-05-08&TemplateArn=arn:aws:iam::aws:role-template/example";

/// Values of an entry that break a constraint, found while they are read or when they are judged, and the end of the
/// parameter to blame.
fn bad_values() -> [(String, &'static str); 3] {
    let too_many = (1..=21).map(|n| format!("Values.member.{n}=a"));
    [
        ("X=".to_owned(), "Values"),
        ("Values=".to_owned(), "Values"),
        (too_many.collect::<Vec<_>>().join("&ENTRY.value."), "Values.member.21"),
    ]
}

/// The pairs of an entry.
fn entry(number: u32, key: Option<&str>, values: &str) -> String {
    let name = format!("ReplacementValues.entry.{number}");
    let key = key.map(|key| format!("&{name}.key={key}")).unwrap_or_default();
    format!("{key}&{name}.value.{}", values.replace("ENTRY", &name))
}

/// Two keys that AWS prints alike or orders alike, which are not equal.
const KEYS: [[Option<&str>; 2]; 6] = [
    [None, None],
    [None, Some("")],
    [Some(""), None],
    [Some("1"), Some("01")],
    [Some("01"), Some("1")],
    [Some("%2B1"), Some("1")],
];

#[test]
fn violations_of_one_path_come_by_the_number_of_their_entries() {
    for keys in KEYS {
        for (one, one_end) in bad_values() {
            for (two, two_end) in bad_values() {
                let [one, two] = [entry(1, keys[0], &one), entry(2, keys[1], &two)];
                for body in [format!("{ACQUIRE}{one}{two}"), format!("{ACQUIRE}{two}{one}")] {
                    let error = Request::decode(body.as_bytes()).expect_err(&body);
                    let found: Vec<_> = violations(&error)
                        .into_iter()
                        .map(|(_, parameter)| parameter)
                        .filter(|parameter| !parameter.ends_with(".key"))
                        .collect();
                    let expected = [(1, one_end), (2, two_end)].map(|(number, end)| {
                        format!("ReplacementValues.entry.{number}.value.{end}")
                    });
                    assert_eq!(found, expected, "{body}");
                }
            }
        }
    }
}

/// Places of texts in two entries, in the order in which they are judged.
const TEXTS: [&str; 6] = [
    "ReplacementValues.entry.1.key",
    "ReplacementValues.entry.1.value.Values.member.1",
    "ReplacementValues.entry.1.value.Values.member.2",
    "ReplacementValues.entry.2.key",
    "ReplacementValues.entry.2.value.Values.member.1",
    "ReplacementValues.entry.2.value.Values.member.2",
];

#[test]
fn of_two_texts_that_no_answer_could_hold_the_first_is_named_and_a_key_before_its_value() {
    for (at, first) in TEXTS.iter().enumerate() {
        for second in &TEXTS[at..] {
            let texts = TEXTS.iter().enumerate().map(|(number, name)| {
                let is_bad = name == first || name == second;
                format!("&{name}={number}{}", if is_bad { "%EF%BF%BE" } else { "" })
            });
            let texts: Vec<_> = texts.collect();
            let backwards: Vec<_> = texts.iter().rev().cloned().collect();
            for body in
                [texts.concat(), backwards.concat()].map(|texts| format!("{ACQUIRE}{texts}"))
            {
                let error = Request::decode(body.as_bytes()).expect_err(&body);
                assert_eq!(error.parameter(), Some(*first), "{body}");
                assert_eq!(error.offset(), body.find(&format!("{first}=")), "{body}");
            }
        }
    }
}

/// A list with at most `max` members. AWS judges them together, each by itself, or as structures.
struct List {
    head: &'static str,
    name: &'static str,
    path: &'static str,
    max: u32,
    /// What comes behind the index.
    ends: &'static [&'static str],
    /// Whether a member that is left out is a violation of the list.
    is_whole: bool,
}

const LISTS: [List; 4] = [
    List {
        head: "Action=UntagUser&Version=2010-05-08&UserName=",
        name: "TagKeys",
        path: "tagKeys",
        max: 50,
        ends: &[""],
        is_whole: true,
    },
    List {
        head: "Action=TagUser&Version=2010-05-08&UserName=",
        name: "Tags",
        path: "tags",
        max: 50,
        ends: &[".Value", ".Key"],
        is_whole: false,
    },
    List {
        head: "Action=AcquireRole&Version=2010-05-08&TemplateArn=a&ReplacementValues.entry.1.key=k",
        name: "ReplacementValues.entry.1.value.Values",
        path: "replacementValues.k.member.values",
        max: 20,
        ends: &[""],
        is_whole: false,
    },
    List {
        head: "Action=GetWebIdentityToken&Version=2011-06-15&SigningAlgorithm=RS",
        name: "Audience",
        path: "audience",
        max: 10,
        ends: &[""],
        is_whole: true,
    },
];

impl List {
    /// The request with a list of this length without these members.
    fn without(&self, len: u32, left_out: &[u32]) -> String {
        let mut body = self.head.to_owned();
        for number in (1..=len).filter(|number| !left_out.contains(number)) {
            for end in self.ends {
                body += &format!("&{}.member.{number}{end}=k{number}", self.name);
            }
        }
        body
    }

    /// The violations of the list, without the one of the other member.
    fn refused(&self, body: &str) -> Vec<(String, String)> {
        let error = match self.head.contains("2011-06-15") {
            true => sts::Request::decode(body.as_bytes()).expect_err(body),
            false => Request::decode(body.as_bytes()).expect_err(body),
        };
        let mut all = violations(&error);
        let len = all.len();
        all.retain(|(_, parameter)| parameter.starts_with(self.name));
        assert_eq!(len - all.len(), 1, "{body}");
        all
    }

    /// The violations of a list of this length without these members.
    fn expected(&self, len: u32, left_out: &[u32]) -> Vec<(String, String)> {
        let (name, path) = (self.name, self.path);
        let mut expected = Vec::new();
        if len > self.max {
            expected.push((path.to_owned(), format!("{name}.member.{}", self.max + 1)));
        }
        for number in left_out.iter().take(if self.is_whole { 1 } else { usize::MAX }) {
            for end in self.ends {
                let member = if self.is_whole {
                    "".to_owned()
                } else {
                    format!(".{number}.member{}", end.to_lowercase())
                };
                expected.push((format!("{path}{member}"), format!("{name}.member.{number}{end}")));
            }
        }
        expected
    }
}

#[test]
fn a_list_with_members_left_out_is_also_judged_by_its_length_beside_another_violation() {
    for list in LISTS {
        for len in [2, list.max - 1, list.max, list.max + 1, list.max + 2] {
            for left_out in [&[1][..], &[len - 1], &[1, len - 1]] {
                // Of two members the first is also the last but one.
                let left_out = if len == 2 { &left_out[..1] } else { left_out };
                let body = list.without(len, left_out);
                assert_eq!(list.refused(&body), list.expected(len, left_out), "{body}");
            }
        }
        assert_eq!(list.refused(&list.without(list.max, &[])), []);
        let too_many = list.without(list.max + 1, &[]);
        assert_eq!(list.refused(&too_many), list.expected(list.max + 1, &[]));
    }
}
