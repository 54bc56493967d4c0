//! One name twice, in all pairs of its spellings, in the query string and the body: the first value counts in one part, two
//! parts and two spellings of an index are refused, and every view of the request says the same.

use iam_codec::{Editor, Params, Part, Request, RequestError};

/// A name, the other pairs of the request, two values, and the name in other spellings: with escapes, and with leading
/// zeros in an index.
struct Name {
    name: &'static str,
    others: &'static str,
    values: [&'static str; 2],
    escaped: &'static [&'static str],
    respelled: &'static [&'static str],
}

const NAMES: [Name; 9] = [
    Name {
        name: "Action",
        others: "Version=2010-05-08&UserName=a",
        values: ["GetUser", "DeleteUser"],
        escaped: &["%41ction", "Actio%6e"],
        respelled: &[],
    },
    Name {
        name: "Version",
        others: "Action=GetUser&UserName=a",
        values: ["2010-05-08", "2010-05-08"],
        escaped: &["%56ersion"],
        respelled: &[],
    },
    Name {
        name: "UserName",
        others: "Action=GetUser&Version=2010-05-08",
        values: ["a", "b"],
        escaped: &["%55serName", "User%4eame"],
        respelled: &[],
    },
    // Unknown, and its first character has three spellings.
    Name {
        name: " x",
        others: "Action=GetUser&Version=2010-05-08&UserName=a",
        values: ["a", "b"],
        escaped: &["+x", "%20x", "+%78"],
        respelled: &[],
    },
    Name {
        name: "TagKeys.member.1",
        others: "Action=UntagUser&Version=2010-05-08&UserName=a&TagKeys.member.2=z",
        values: ["a", "b"],
        escaped: &["%54agKeys.member.1", "TagKeys%2Emember.%31"],
        respelled: &["TagKeys.member.01", "TagKeys.member.0%31", "TagKeys.member.%30001"],
    },
    Name {
        name: "Tags.member.1.Key",
        others: "Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.1.Value=v",
        values: ["a", "b"],
        escaped: &["Tags.member.1.%4bey", "Tags%2emember%2e1%2eKey"],
        respelled: &["Tags.member.01.Key", "%54ags.member.001.Key"],
    },
    Name {
        name: "Properties.entry.1.key",
        others: "Action=PutAccountProperties&Version=2010-05-08&Properties.entry.1.value=v",
        values: ["A/a", "A/b"],
        escaped: &["Properties.entry.1.ke%79"],
        respelled: &["Properties.entry.01.key", "Properties.entry.%301.key"],
    },
    Name {
        name: "Properties.entry.1.value",
        others: "Action=PutAccountProperties&Version=2010-05-08&Properties.entry.1.key=A/k",
        values: ["a", "b"],
        escaped: &["%50roperties.entry.1.value"],
        respelled: &["Properties.entry.0001.value"],
    },
    Name {
        name: "ContextEntries.member.1.ContextKeyValues.member.1",
        others: "Action=SimulateCustomPolicy&Version=2010-05-08&ActionNames.member.1=s3%3AGetObject\
                 &PolicyInputList.member.1=%7B%7D&ContextEntries.member.1.ContextKeyName=aws%3Ak",
        values: ["a", "b"],
        escaped: &["ContextEntries.member.%31.ContextKeyValues.member.1"],
        respelled: &[
            "ContextEntries.member.01.ContextKeyValues.member.1",
            "ContextEntries.member.1.ContextKeyValues.member.01",
        ],
    },
];

impl Name {
    /// All spellings, each with whether an index has leading zeros.
    fn spellings(&self) -> Vec<(&'static str, bool)> {
        let plain = [self.name].into_iter().chain(self.escaped.iter().copied());
        let respelled = self.respelled.iter().map(|name| (*name, true));
        plain.map(|name| (name, false)).chain(respelled).collect()
    }

    /// Each pair of spellings with both values, and whether it is refused in one part.
    fn pairs(&self) -> Vec<([String; 2], bool)> {
        let spellings = self.spellings();
        let with_others =
            spellings.iter().flat_map(|one| spellings.iter().map(move |other| (one, other)));
        with_others
            .flat_map(|(one, other)| {
                let [a, b] = self.values;
                [[a, b], [b, a], [a, a]].map(|values| {
                    let pairs = [one, other].map(|(name, _)| *name);
                    let pairs = [0, 1].map(|i| format!("{}={}", pairs[i], values[i]));
                    (pairs, one.1 || other.1)
                })
            })
            .collect()
    }

    /// The request with the value of this pair.
    fn expected(&self, pair: &str) -> Request<'static> {
        let (_, value) = pair.split_once('=').unwrap();
        let body = format!("{}&{}={value}", self.others, self.name);
        Request::decode(body.as_bytes()).expect(&body).into_owned()
    }
}

/// What every way to read a query string and a body says, which is the same.
#[track_caller]
fn read(query: &str, body: &str) -> Result<Request<'static>, RequestError> {
    let (query, body) = (query.as_bytes(), body.as_bytes());
    let read = Request::decoder().parts(query, body).map(Request::into_owned);
    let mut buffer = Vec::new();
    let lent = Request::decoder().parts_in(&mut buffer, query, body).map(Request::into_owned);
    assert_eq!(lent, read);
    let by_params =
        Params::parse_parts(query, body).and_then(|params| Request::decoder().params(params));
    assert_eq!(by_params.map(Request::into_owned), read);
    if query.is_empty() || body.is_empty() {
        let alone = [query, body].concat();
        let decoded = Request::decode(&alone).map(Request::into_owned);
        let in_short = |e: RequestError| (e.kind().to_string(), e.offset());
        assert_eq!(decoded.map_err(in_short), read.clone().map_err(in_short));
    }
    read
}

#[test]
fn in_one_part_the_first_value_counts_unless_an_index_is_respelled() {
    for name in &NAMES {
        for ([one, other], is_respelled) in name.pairs() {
            let together = format!("{one}&{other}");
            let around = [
                format!("{}&{together}", name.others),
                format!("{together}&{}", name.others),
                format!("{one}&{}&{other}", name.others),
            ];
            for part in &around {
                let sentence = "given twice, with other leading zeros in an index";
                for (query, body, is_query) in [("", &**part, false), (part, "", true)] {
                    match read(query, body) {
                        Ok(request) => {
                            assert_eq!(
                                (request, is_respelled),
                                (name.expected(&one), false),
                                "{part}"
                            );
                        }
                        Err(error) => {
                            assert_eq!(
                                (error.kind().to_string(), is_respelled),
                                (sentence.into(), true),
                                "{part}: {error}"
                            );
                            let place = error.place().unwrap();
                            let of_other = part.rfind(&*other).unwrap();
                            assert_eq!(
                                (place.part == Part::Query, place.offset),
                                (is_query, of_other),
                                "{part}"
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn in_two_parts_a_name_is_refused_in_any_spelling() {
    for name in &NAMES {
        for ([one, other], _) in name.pairs() {
            let (others, with_one) = (name.others, format!("{}&{one}", name.others));
            for (query, body) in [
                (with_one.clone(), other.clone()),
                (with_one, format!("&&{other}&")),
                (one.clone(), format!("{others}&{other}")),
                (format!("X=y&{one}&&"), format!("{other}&{others}")),
            ] {
                let error = read(&query, &body).expect_err(&query);
                let raw = other.split('=').next().unwrap();
                let decoded =
                    iam_codec::form::pairs(raw.as_bytes()).next().unwrap().name().unwrap();
                let at = body.find(&*other).unwrap();
                let message = format!(
                    "given in both the query string and the body: parameter {decoded} at byte {at}"
                );
                assert_eq!(error.to_string(), message, "{query} {body}");
                assert_eq!(error.place().map(|place| place.part), Some(Part::Body));
            }
        }
    }
}

/// The value of the first pair, as parameters have it.
fn value_of(pair: &str) -> &str {
    pair.split_once('=').unwrap().1
}

#[test]
fn untyped_views_find_both_values_by_every_spelling() {
    for name in &NAMES {
        for ([one, other], is_respelled) in name.pairs() {
            let body = format!("{one}&{}&{other}", name.others);
            let params = Params::parse(body.as_bytes()).unwrap();
            for (spelled, _) in name.spellings() {
                let pair = iam_codec::form::pairs(spelled.as_bytes()).next().unwrap();
                let asked = pair.name().unwrap();
                let values: Vec<_> = params.get_all(&asked).collect();
                assert_eq!(values, [value_of(&one), value_of(&other)], "{asked} in {body}");
                let text = params.text(&asked).map_err(|e| e.offset());
                let expected = match is_respelled {
                    true => Err(body.rfind(&*other)),
                    false => Ok(Some(value_of(&one))),
                };
                assert_eq!(text, expected, "{asked} in {body}");
            }
        }
    }
}

#[test]
fn an_editor_changes_and_removes_both() {
    for name in &NAMES {
        for ([one, other], _) in name.pairs() {
            let body = format!("{one}&{}&&{other}", name.others);
            for (spelled, _) in name.spellings() {
                let pair = iam_codec::form::pairs(spelled.as_bytes()).next().unwrap();
                let asked = pair.name().unwrap();
                let mut editor = Editor::new(body.as_bytes());
                editor.set(&asked, "x/y");
                let changed = |pair: &str| format!("{}=x%2Fy", pair.split('=').next().unwrap());
                let expected = format!("{}&{}&&{}", changed(&one), name.others, changed(&other));
                assert_eq!(*editor.finish(), *expected.as_bytes(), "{asked} in {body}");

                let mut editor = Editor::new(body.as_bytes());
                assert!(editor.remove(&asked), "{asked} in {body}");
                let expected = format!("{}&", name.others);
                assert_eq!(*editor.finish(), *expected.as_bytes(), "{asked} in {body}");
            }
        }
    }
}
