//! What the generators and mutators of the properties reach: each kind of limit and of oddity that a decoder has code
//! for is among some thousand inputs. A property says nothing about inputs that nobody makes.
#![cfg(all(feature = "arbitrary", feature = "mutator"))]

#[path = "../fuzz/edits.rs"]
pub mod edits;
#[path = "../fuzz/inputs.rs"]
pub mod inputs;
#[path = "../fuzz/properties.rs"]
pub mod properties;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::{Forbidden, Violating};
use iam_codec::mutator::Spelling;
use iam_codec::{OperationResult, Reply, Request, RequestErrorKind, Response, form, sts};
use regex::bytes::Regex;

/// Values of many inputs, the same at every run.
fn values<T: for<'u> Arbitrary<'u>>() -> Vec<T> {
    inputs::bytes(3000).map(|bytes| T::arbitrary(&mut Unstructured::new(&bytes)).unwrap()).collect()
}

/// Asserts that each pattern is in at least this many inputs.
#[track_caller]
fn assert_reach<I: AsRef<[u8]>>(inputs: &[I], patterns: &[(&str, &str, usize)]) {
    let mut missed = Vec::new();
    for (what, pattern, least) in patterns {
        let pattern = Regex::new(pattern).unwrap();
        let count = inputs.iter().filter(|input| pattern.is_match(input.as_ref())).count();
        if count < *least {
            missed.push(format!("{what}: {count} of {}, not {least}", inputs.len()));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Of times, numbers and maps.
const OF_RESULTS: &[(&str, &str, usize)] = &[
    ("the least integer", ">-2147483648<", 5),
    ("the greatest integer", ">2147483647<", 5),
    ("zero", ">0<", 5),
    ("minus one", ">-1<", 5),
    ("a time of whole seconds", r":\d\dZ<", 100),
    ("a time with milliseconds", r":\d\d\.\d{3}Z<", 100),
    ("a time with one digit", r":\d\d\.\dZ<", 2),
    ("a time with nine digits", r":\d\d\.\d{9}Z<", 2),
    ("the first time", ">1970-01-01T00:00:00(.000)?Z<", 5),
    ("the last second", ">9999-12-31T23:59:59(.999)?Z<", 5),
    ("an empty map", "<(Summary|Evaluation|EvalDecision)[A-Za-z]*(Map|Details)/>", 1),
    (
        "a map with one entry",
        r"<SummaryMap>\s*<entry>(\s*<(key|value)[^\n]*){2}\s*</entry>\s*</SummaryMap>",
        1,
    ),
    (
        "a long map",
        r"<SummaryMap>(\s*<entry>\s*<key>[^<]*</key>\s*<value>[^<]*</value>\s*</entry>){11}",
        1,
    ),
    ("an element 17 levels deep", "\n {34}<", 10),
    ("an element 30 levels deep", "\n {60}<", 2),
    ("an element that is empty", "<[A-Za-z]+/>", 100),
    ("a carriage return", "&#13;", 50),
    ("the end of CDATA", "]]&gt;", 50),
    ("an element of an unknown operation", "^<TagCatResponse", 20),
];

#[test]
fn responses_hold_every_kind_of_value() {
    let responses = values::<Response<'_>>();
    let documents: Vec<_> = responses.iter().map(|response| response.encode().unwrap()).collect();
    assert_reach(&documents, OF_RESULTS);
    let others = responses.iter().filter(|r| matches!(r.result, OperationResult::Other(_)));
    assert!(others.count() > 100);
}

#[test]
fn requests_are_at_their_limits() {
    let bodies: Vec<_> = values::<Request<'_>>().iter().map(Request::encode).collect();
    assert_reach(
        &bodies,
        &[
            ("the least page", "&MaxItems=1(&|$)", 10),
            ("the greatest page", "&MaxItems=1000(&|$)", 10),
            ("the least duration", "&(MaxSessionDuration|DurationSeconds)=(3600|900)(&|$)", 1),
            ("one entry of a map", r"&Properties\.entry\.1\.value=[^&]*$", 1),
            ("eleven entries", r"&Properties\.entry\.11\.value=", 1),
            ("a list in a list", r"\.member\.\d+\.[A-Za-z]+\.member\.\d+=", 10),
            ("an empty structure", r"\.member\.\d+=(&|$)", 1),
            ("an unknown action", "^Action=TagCat&", 20),
        ],
    );
    let of_sts: Vec<_> = values::<sts::Request<'_>>().iter().map(sts::Request::encode).collect();
    assert_reach(
        &of_sts,
        &[
            ("the least duration", "&DurationSeconds=900(&|$)", 10),
            ("the greatest duration", "&DurationSeconds=(43200|129600)(&|$)", 10),
            ("fifty tags", r"&Tags\.member\.50\.Key=", 10),
        ],
    );
}

#[test]
fn wrong_requests_are_wrong_in_every_way() {
    let forbidden = values::<Forbidden<'_>>();
    let count = |fits: fn(&RequestErrorKind) -> bool| {
        forbidden.iter().filter(|forbidden| fits(&forbidden.kind)).count()
    };
    for (what, fits) in [
        (
            "unwritable",
            (|kind| matches!(kind, RequestErrorKind::UnwritableText(_))) as fn(&_) -> bool,
        ),
        ("identifier", |kind| matches!(kind, RequestErrorKind::InvalidIdentifier(_))),
        ("boundary", |kind| matches!(kind, RequestErrorKind::InvalidBoundary(_))),
        ("twice", |kind| matches!(kind, RequestErrorKind::DuplicateTagKeys(_))),
        ("reserved", |kind| matches!(kind, RequestErrorKind::ReservedTag)),
    ] {
        assert!(count(fits) > 10, "{what}");
    }
    let bodies: Vec<_> =
        values::<Violating<'_>>().iter().map(|violating| violating.request.encode()).collect();
    assert_reach(
        &bodies,
        &[
            ("one less than the least", "&MaxItems=0(&|$)", 5),
            ("one more than the greatest", "&MaxItems=1001(&|$)", 5),
            ("far less", r"&MaxItems=-\d{5}", 3),
            ("far more", r"&MaxItems=\d{5}", 3),
            ("too many tags", r"&Tags\.member\.51\.Key=", 5),
        ],
    );
}

#[test]
fn mutated_bodies_have_every_kind_of_name() {
    let bodies: Vec<_> = inputs::mutated_bodies(4000).collect();
    assert_reach(
        &bodies,
        &[
            ("index zero", r"\.member\.0[.=]", 10),
            ("a leading zero", r"\.member\.0[1-9]", 10),
            ("a sign", r"\.member\.-\d", 10),
            ("an index beyond 32 bits", r"\.member\.[+-]?0?4294967(295|296|297)", 10),
            ("an index beyond 64 bits", r"\.member\.[+-]?0?184467440737095516(15|16|17)", 10),
            ("a gap of ten", r"\.member\.(10|11|12)[.=]", 10),
            ("a number beyond 32 bits", "=4294967297(&|$)", 10),
            ("a map", r"\.entry\.\d+\.key=", 10),
            (
                "an unknown part of an entry",
                r"\.entry\.\d+\.([a-ln-z]|[A-Z])[A-Za-z]*\.?(&|=|$)",
                1,
            ),
            ("a broken escape", "%([^0-9A-Fa-f]|$)", 10),
            ("a byte that is not UTF-8", r"(?-u:\xFF|%FF|%ff)", 1),
            ("an empty pair", "&&", 10),
            ("no equals sign", "(^|&)[A-Za-z.0-9]+(&|$)", 10),
        ],
    );
    let has_member_twice = |body: &Vec<u8>| {
        let name = |pair: form::Pair<'_>| Some(inputs::canonical(&pair.name().ok()?));
        let mut names: Vec<_> = form::pairs(body).filter_map(name).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1] && pair[0].contains(".member."))
    };
    assert!(bodies.iter().filter(|body| has_member_twice(body)).count() > 50);
}

#[test]
fn respelled_bodies_have_unknown_parts_of_tags_and_of_entries() {
    let body = b"Action=PutAccountProperties&Version=2010-05-08&Properties.entry.1.key=a%2Fb\
        &Properties.entry.1.value=v";
    let respelled: Vec<_> = (0..100).map(|seed| Spelling::Unknown.respell(body, seed)).collect();
    assert_reach(&respelled, &[("an entry", r"Properties\.entry\.1\.color=x", 10)]);
    let body = b"Action=TagUser&Version=2010-05-08&Tags.member.1.Key=k&Tags.member.1.Value=v";
    let respelled: Vec<_> = (0..100).map(|seed| Spelling::Unknown.respell(body, seed)).collect();
    assert_reach(&respelled, &[("a tag", r"Tags\.member\.1\.Color=x", 10)]);
}

#[test]
fn mutated_documents_have_marks_and_pieces_of_markup() {
    let documents: Vec<_> = inputs::mutated_documents(4000).collect();
    assert_reach(
        &documents,
        &[
            ("a byte order mark", "^\u{FEFF}[^\u{FEFF}]", 50),
            ("two", "^\u{FEFF}\u{FEFF}[^\u{FEFF}]", 50),
            ("three", "^\u{FEFF}\u{FEFF}\u{FEFF}", 50),
            ("CDATA", r"<!\[CDATA\[", 20),
            ("a comment with dashes", "<!-- -- -->", 10),
            ("a document type", "<!DOCTYPE", 10),
            ("a character that is not one", "&#xFFFF;|\u{FFFE}|\u{1}", 20),
            ("a boolean in another form", ">(True|TRUE|1|0| true|yes)<", 5),
            ("a time with an offset", r":\d\d(\+|-)\d\d:?\d\d<", 10),
        ],
    );
}

#[test]
fn spelled_documents_have_every_spelling() {
    let replies = values::<Reply<'_>>();
    let mut dice = inputs::Dice(5);
    let spelled: Vec<_> =
        replies.iter().map(|reply| properties::documents::spelled(reply, &mut dice)).collect();
    assert_reach(
        &spelled,
        &[
            ("a byte order mark", "^\u{FEFF}", 100),
            ("a mark and a declaration", "^\u{FEFF}<[?]xml ", 50),
            ("line ends", "\r\n", 100),
            ("a carriage return in CDATA", r"<!\[CDATA\[\r\]\]>", 20),
            ("a line end in CDATA", r"<!\[CDATA\[\r\n\]\]>", 20),
            ("a reference to a carriage return", "&#(13|xD|x0d);", 50),
            ("an offset", r"\+00:00<", 50),
            ("an unknown element", "<(x:)?Mood", 50),
            ("a prefix", "<iam:", 100),
        ],
    );
}
