//! Indices of lists and maps: which AWS takes, what a gap means, and how two names mean one parameter.

use iam_codec::{Editor, MalformedInput, Params, Request, RequestErrorKind};

use crate::{HEAD, decode, tags};

/// The sentence about parameters of `TagUser`, and the parameter that is to blame.
#[track_caller]
fn refusal(parameters: &str) -> (String, String, usize) {
    let body = format!("{HEAD}{parameters}");
    let error = decode(&body).expect_err(parameters);
    let offset = error.offset().unwrap();
    (error.kind().to_string(), error.parameter().unwrap().to_owned(), offset - HEAD.len())
}

/// The violations of missing members, as AWS words them.
fn null<const N: usize>(paths: [&str; N]) -> String {
    let sentences = paths.map(|path| {
        format!("Value at '{path}' failed to satisfy constraint: Member must not be null")
    });
    let plural = if N == 1 { "" } else { "s" };
    format!("{N} validation error{plural} detected: {}", sentences.join("; "))
}

#[test]
fn refuses_zero_great_numbers_and_signs_with_their_sentences() {
    for (index, sentence) in [
        ("0", "0 is not a valid index"),
        ("00", "00 is not a valid index"),
        ("214748370", "Index 214748370 is illegal"),
        ("0999999999", "Index 0999999999 is illegal"),
        ("99999999999999999999", "Index 99999999999999999999 is illegal"),
        ("-1", "Key -1 may not have a leading '-'"),
        ("-0", "Key -0 may not have a leading '-'"),
        ("-x", "Key -x may not have a leading '-'"),
        ("214748369", "Excessively sparse input would skip 214,748,368 list elements"),
        ("1501", "Excessively sparse input would skip 1,500 list elements"),
        ("12", "Excessively sparse input would skip 11 list elements"),
    ] {
        let (found, parameter, offset) = refusal(&format!("Tags.member.{index}.Key=a"));
        assert_eq!((found, offset), (sentence.to_owned(), 0));
        assert!(parameter.starts_with(&format!("Tags.member.{index}")), "{parameter}");
    }
}

#[test]
fn takes_leading_zeros_and_merges_the_spellings_of_one_number() {
    let one = [("team".to_owned(), "a".to_owned())];
    assert_eq!(tags("Tags.member.01.Key=team&Tags.member.01.Value=a"), one);
    assert_eq!(tags("Tags.member.01.Key=team&Tags.member.1.Value=a"), one);
    assert_eq!(tags("Tags.member.1.Key=team&Tags.member.0001.Value=a"), one);
    assert_eq!(tags("Tags.member.00000000000001.Key=team&Tags.member.1.Value=a"), one);
}

#[test]
fn refuses_a_parameter_that_is_given_in_two_spellings() {
    let sentence = "given twice, with other leading zeros in an index";
    for parameters in [
        "Tags.member.1.Value=x&Tags.member.1.Key=a&Tags.member.01.Key=b",
        "Tags.member.1.Value=x&Tags.member.01.Key=a&Tags.member.1.Key=a",
        "Tags.member.1.Value=x&Tags.member.01.Key=a&Tags.member.01.Key=a",
    ] {
        let (found, _, offset) = refusal(parameters);
        assert_eq!((&*found, offset), (sentence, parameters.rfind("Tags").unwrap()));
        let body = format!("{HEAD}{parameters}");
        let error = Params::parse(body.as_bytes()).unwrap().list("Tags").unwrap_err();
        assert_eq!(error.kind().to_string(), sentence);
        assert_eq!(error.offset(), body.rfind("Tags"));
    }
}

#[test]
fn a_name_in_the_place_of_an_index_is_one_member_of_a_list_of_structures() {
    let nulls = null(["tags.1.member.value", "tags.1.member.key"]);
    for name in ["one", "%2B1", "1x", "", "%201", "\u{661}"] {
        let pairs = format!("Tags.member.{name}.Key=a&Tags.member.{name}.Value=b");
        assert_eq!(refusal(&pairs).0, nulls, "{name}");
    }
    let two = "Tags.member.one.Key=a&Tags.member.two.Value=b";
    assert_eq!(refusal(two).0, nulls);
    // Who sends both means something that cannot be known.
    let beside = "Tags.member.one.Key=a&Tags.member.1.Key=a&Tags.member.1.Value=b";
    let list = "Start of list found where not expected";
    assert_eq!(refusal(beside), (list.to_owned(), "Tags.member.one.Key".to_owned(), 0));

    let body = "Action=UntagUser&Version=2010-05-08&UserName=a&TagKeys.member.one=k";
    assert_eq!(decode(body).unwrap_err().kind().to_string(), list);
}

#[test]
fn refuses_two_indices_in_a_row() {
    let sentence = "Two index elements may not occur back to back";
    assert_eq!(refusal("Tags.member.1.0.Key=a").0, sentence);
    assert_eq!(refusal("Tags.member.1.2=a").0, sentence);
    let body = "Action=UntagUser&Version=2010-05-08&UserName=a&TagKeys.member.1.1=k";
    assert_eq!(decode(body).unwrap_err().kind().to_string(), sentence);
    let body = "Action=PutAccountProperties&Version=2010-05-08&Properties.entry.1.1.key=k";
    assert_eq!(decode(body).unwrap_err().kind().to_string(), sentence);
}

#[test]
fn a_gap_in_a_list_of_structures_holds_empty_ones() {
    let member = |index| format!("Tags.member.{index}.Key=k{index}&Tags.member.{index}.Value=v");
    let of_two = null(["tags.1.member.value", "tags.1.member.key"]);
    assert_eq!(refusal(&member(2)).0, of_two);
    let between = null(["tags.2.member.value", "tags.2.member.key"]);
    assert_eq!(refusal(&format!("{}&{}", member(1), member(3))).0, between);
    let ten = null([
        "tags.1.member.value",
        "tags.1.member.key",
        "tags.2.member.value",
        "tags.2.member.key",
        "tags.3.member.value",
        "tags.3.member.key",
        "tags.4.member.value",
        "tags.4.member.key",
        "tags.5.member.value",
        "tags.5.member.key",
    ]);
    assert_eq!(refusal(&member(10)).0, ten);
    assert_eq!(refusal(&member(11)).0, ten);
    assert_eq!(
        refusal(&[member(1), member(8), member(15)].join("&")).0,
        ten.replace("tags.5", "tags.6")
            .replace("tags.4", "tags.5")
            .replace("tags.3", "tags.4")
            .replace("tags.2", "tags.3")
            .replace("tags.1", "tags.2")
    );
    // The list is too long, whatever is missing in it.
    let long: Vec<_> = (1..=6).map(|n| member(10 * n)).collect();
    assert!(refusal(&long.join("&")).0.starts_with(
        "10 validation errors detected: Value at 'tags' failed to satisfy constraint: Member must \
         have length less than or equal to 50; Value at 'tags.1.member.value'"
    ));
}

#[test]
fn a_gap_in_a_list_of_texts_breaks_the_constraints_of_all() {
    let head = "Action=UntagUser&Version=2010-05-08&UserName=anika&";
    let keys = format!("{head}TagKeys.member.2=a&TagKeys.member.5=b");
    let error = decode(&keys).unwrap_err();
    let [violation] = error.violations() else { panic!("{error}") };
    assert_eq!((violation.path(), violation.parameter()), ("tagKeys", "TagKeys.member.1"));
    assert_eq!(violation.place().unwrap().offset, head.len());
    assert!(violation.constraint().to_string().starts_with("Member must satisfy constraint: ["));
    // Nobody can tell a null from an empty text in an answer.
    let values = "Action=SimulateCustomPolicy&Version=2010-05-08&ActionNames.member.1=s3:GetObject\
                  &PolicyInputList.member.1={}&ContextEntries.member.1.ContextKeyValues.member.2=b";
    let sentence = null(["contextEntries.1.member.contextKeyValues.1.member"]);
    assert_eq!(decode(values).unwrap_err().kind().to_string(), sentence);
}

#[test]
fn an_empty_structure_in_a_list_is_taken_and_written() {
    let head = "Action=SimulateCustomPolicy&Version=2010-05-08&PolicyInputList.member.1=%7B%7D\
                &ActionNames.member.1=s3%3AGetObject";
    let sent = format!("{head}&ContextEntries.member.1=");
    let request = decode(&sent).unwrap();
    let Request::SimulateCustomPolicy(simulation) = &request else { panic!("{request:?}") };
    assert_eq!(simulation.context_entries.as_ref().unwrap().len(), 1);
    assert_eq!(request.encode(), sent);
    // A gap holds such structures.
    let gap = format!("{head}&ContextEntries.member.2.ContextKeyName=aws%3Aa");
    let written =
        format!("{head}&ContextEntries.member.1=&ContextEntries.member.2.ContextKeyName=aws%3Aa");
    assert_eq!(decode(&gap).unwrap().encode(), written);
}

#[test]
fn a_gap_in_a_map_misses_keys_and_values_and_a_key_counts_once() {
    let head = "Action=PutAccountProperties&Version=2010-05-08";
    let entry = |n, key| format!("&Properties.entry.{n}.key={key}&Properties.entry.{n}.value=x");
    let body = format!("{head}{}", entry(2, "A/b"));
    let sentence = decode(&body).unwrap_err().kind().to_string();
    assert!(sentence.contains("'properties.1.key'"), "{sentence}");
    let twice = format!("{head}{}{}", entry(1, "A/b"), entry(2, "A/b"));
    let error = decode(&twice).unwrap_err();
    assert_eq!(*error.kind(), RequestErrorKind::MalformedInput(MalformedInput::RepeatedKey));
    assert_eq!(error.offset(), twice.find("&Properties.entry.2").map(|at| at + 1));
}

/// Of the entry that has the key again, whichever of its pairs comes first.
#[test]
fn a_key_that_comes_again_is_refused_at_the_first_pair_of_its_entry() {
    let pairs = ["1.key=A/b", "1.value=x", "2.key=A/b", "2.value=y"];
    let orders = (0..256).map(|n| [n % 4, n / 4 % 4, n / 16 % 4, n / 64]);
    for order in orders.filter(|order| (0..4).all(|pair| order.contains(&pair))) {
        let pairs = order.map(|pair| format!("&Properties.entry.{}", pairs[pair]));
        let body = format!("Action=PutAccountProperties&Version=2010-05-08{}", pairs.concat());
        let error = decode(&body).unwrap_err();
        assert_eq!(*error.kind(), RequestErrorKind::MalformedInput(MalformedInput::RepeatedKey));
        assert_eq!(error.offset(), body.find("&Properties.entry.2").map(|at| at + 1), "{body}");
    }
}

#[test]
fn untyped_views_find_a_parameter_in_every_spelling() {
    let body = b"Tags.member.01.Key=a&Tags.member.1.Value=b&Tags.member.002.Key=c";
    let params = Params::parse(body).unwrap();
    assert_eq!(params.get("Tags.member.1.Key"), Some("a"));
    assert_eq!(params.get("Tags.member.001.Value"), Some("b"));
    assert_eq!(params.text("Tags.member.2.Key").unwrap(), Some("c"));
    assert_eq!(params.get("Tags.member.10.Key"), None);
    let listed = params.list("Tags").unwrap().unwrap();
    let listed: Vec<_> = listed.iter().map(|p| (p.index, p.field, p.value)).collect();
    assert_eq!(listed, [(1, "Key", "a"), (1, "Value", "b"), (2, "Key", "c")]);

    let mut editor = Editor::new(body);
    editor.set("Tags.member.1.Key", "x");
    assert_eq!(editor.add_member("Tags", &[("Key", "d")]).unwrap(), 3);
    assert!(editor.remove("Tags.member.2"));
    assert_eq!(
        *editor.finish(),
        *b"Tags.member.01.Key=x&Tags.member.1.Value=b&Tags.member.3.Key=d"
    );
    let mut editor = Editor::new(body);
    assert!(editor.remove_member("Tags", 1).unwrap());
    assert_eq!(*editor.finish(), *b"Tags.member.1.Key=c");

    let error = Params::parse_parts(b"Tags.member.1.Key=a", b"Tags.member.01.Key=b").unwrap_err();
    assert_eq!(*error.kind(), RequestErrorKind::MalformedInput(MalformedInput::Ambiguous));
}

/// A name without leading zeros in what is an index, part by part. Its first part is none.
fn plain(name: &str) -> String {
    let plain = |(at, part): (usize, &str)| match part.parse::<u64>() {
        Ok(index) if at > 0 => index.to_string(),
        _ => part.to_owned(),
    };
    name.split('.').enumerate().map(plain).collect::<Vec<_>>().join(".")
}

/// Names of up to three parts.
fn names() -> Vec<String> {
    let parts = ["", "0", "00", "1", "01", "10", "a", "0a"];
    let longer = |names: &[String]| -> Vec<String> {
        names.iter().flat_map(|name| parts.map(|part| format!("{name}.{part}"))).collect()
    };
    let one: Vec<_> = parts.map(str::to_owned).to_vec();
    let (two, three) = (longer(&one), longer(&longer(&one)));
    [one, two, three].concat()
}

#[test]
fn two_names_are_one_if_they_differ_in_leading_zeros_alone() {
    let names = names();
    for name in &names {
        let body = format!("{name}=b");
        let params = Params::parse(body.as_bytes()).unwrap();
        for other in &names {
            let is_same = plain(name) == plain(other);
            assert_eq!(params.get(other).is_some(), is_same, "{name} {other}");
            let both = Params::parse_parts(body.as_bytes(), other.as_bytes());
            let is_ambiguous = is_same && !other.is_empty();
            assert_eq!(both.is_err(), is_ambiguous, "{name} {other}");
        }
    }
}

/// A part with anything but digits in it is a name, in the place of an index and behind one.
#[test]
fn an_index_has_nothing_but_digits() {
    let characters = ["", "0", "1", "9", "a", "x", "²", "١", " "];
    for (one, two) in characters.iter().flat_map(|one| characters.map(|two| (one, two))) {
        let part = format!("{one}{two}");
        let is_index = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let body = format!("{HEAD}Tags.member.1.{part}=a");
        let adjacent = "Two index elements may not occur back to back";
        let error = decode(&body).unwrap_err().kind().to_string();
        assert_eq!(error == adjacent, is_index, "{body}: {error}");
        let params = Params::parse(body.as_bytes()).unwrap();
        let listed = params.list("Tags").map_err(|error| error.kind().to_string());
        assert_eq!(
            listed.as_ref().err().is_some_and(|error| error == adjacent),
            is_index,
            "{body}"
        );
    }
}
