//! Random sequences: their ends, their letters, their requests.

use std::sync::LazyLock;

use percent_encoding::percent_decode;

use super::*;

static SCENARIOS: LazyLock<Scenarios> = LazyLock::new(|| Scenarios::new(&Suite::built_in()));

fn of(suite: &Suite, seed: u64, number: usize) -> Sequence {
    sequence(suite, &SCENARIOS, seed, number)
}

#[test]
fn the_same_seed_gives_the_same_and_another_number_another_sequence() {
    let suite = Suite::built_in();
    assert_eq!(of(&suite, 7, 3), of(&suite, 7, 3));
    assert_ne!(of(&suite, 7, 3), of(&suite, 7, 4));
    assert_ne!(of(&suite, 7, 3), of(&suite, 8, 3));
}

#[test]
fn sequences_have_letters_of_many_scripts_and_none_that_is_newer_than_unicode_14() {
    let suite = Suite::built_in();
    let mut beyond_latin = 0;
    for (seed, number) in (0..16).flat_map(|seed| (0..20).map(move |number| (seed, number))) {
        for step in of(&suite, seed, 3 * number).steps {
            assert!(has_old_letters(step.bytes()), "seed {seed}, number {number}: {step:?}");
            let body = percent_decode(step.bytes()).decode_utf8_lossy();
            beyond_latin += usize::from(body.contains(|c| c > '\u{24F}'));
        }
    }
    assert!(beyond_latin > 300, "{beyond_latin}");
}

#[test]
fn sequences_begin_with_the_creation_and_use_the_resource() {
    let suite = Suite::built_in();
    for number in 0..40 {
        let Sequence { resource, steps } = of(&suite, 0, 3 * number);
        let create = &suite.resource(&resource).unwrap().create;
        let action = get(create, "Action").and_then(Value::as_text).unwrap();
        let first = lossy(steps[0].bytes().to_vec());
        assert!(first.starts_with(&format!("Action={action}&Version=2010-05-08&")), "{first}");
        let last = lossy(steps.last().unwrap().bytes().to_vec());
        assert!(last.contains(NAME), "{last}");
    }
}

fn generator<'s>(suite: &'s Suite, resource: &str) -> Generator<'s> {
    Generator::new(suite, suite.resource(resource).unwrap())
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

const VERSION: &str = "Version=2010-05-08";

#[test]
fn each_resource_is_read_by_the_identifier_that_it_will_have() {
    let suite = Suite::built_in();
    let arn = "arn%3Aaws%3Aiam%3A%3A123456789012%3A";
    for (resource, read) in [
        ("user", format!("Action=GetUser&{VERSION}&UserName=parity-0000000000")),
        ("policy", format!("Action=GetPolicy&{VERSION}&PolicyArn={arn}policy%2Fparity-0000000000")),
    ] {
        assert_eq!(text(generator(&suite, resource).read()), read);
    }
}

#[test]
fn a_creation_has_the_usual_parameters_first_and_may_have_further_ones_but_none_twice() {
    let suite = Suite::built_in();
    let mut longest = 0;
    for resource in suite.resources.iter().filter(|row| row.number.is_some()) {
        let generator = Generator::new(&suite, resource);
        let action = get(&resource.create, "Action").and_then(Value::as_text).unwrap();
        let plain =
            Params::parse(params(&generator.create).encode().as_bytes()).unwrap().into_owned();
        for seed in 0..40 {
            let mut bytes = vec![0; 4096];
            fastrand::Rng::with_seed(seed).fill(&mut bytes);
            let body = generator.creation(&mut Unstructured::new(&bytes)).unwrap();
            let sent = Params::parse(&body).unwrap();
            let names: Vec<_> = sent.iter().map(|param| param.name().to_owned()).collect();
            assert_eq!(sent.get("Action"), Some(action));
            for param in plain.iter().filter(|param| param.name() != "Action") {
                assert_eq!(sent.get(param.name()), Some(param.value()), "{resource:?}");
            }
            let once: std::collections::BTreeSet<_> = names.iter().collect();
            assert_eq!(once.len(), names.len(), "{names:?}");
            // The path would be a part of an ARN.
            let has_path = names.iter().any(|name| name == "Path");
            assert!(!has_path || !resource.identifier.starts_with('/'), "{names:?}");
            longest = longest.max(names.len() - plain.iter().count());
        }
    }
    assert!(longest > 3, "{longest}");
}

#[test]
fn a_request_is_moved_to_the_resource_unless_the_codec_then_says_something_else() {
    let suite = Suite::built_in();
    let generator = generator(&suite, "user");
    let moved = |body: &str| text(generator.moved(body.as_bytes().to_vec()));
    let own = "parity-0000000000";
    let other = "arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess";
    for (body, wanted) in [
        (
            format!("Action=GetUser&{VERSION}&UserName=a"),
            format!("Action=GetUser&{VERSION}&UserName={own}"),
        ),
        // Of AWS's policies a reference cannot know which there are.
        (
            format!(
                "Action=GetPolicyVersion&{VERSION}&VersionId=v1&X=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FA"
            ),
            format!("Action=GetPolicyVersion&{VERSION}&VersionId=v1&X={other}"),
        ),
        // The name is wrong, and would no longer be.
        (
            format!("Action=GetUser&{VERSION}&UserName=%25"),
            format!("Action=GetUser&{VERSION}&UserName=%25"),
        ),
        ("Action=GetUser&%".to_owned(), "Action=GetUser&%".to_owned()),
    ] {
        assert_eq!(moved(&body), wanted);
    }
}

#[test]
fn a_name_in_escapes_hides_and_a_plain_one_does_not() {
    for (body, hides) in [
        ("A=parity-0000000000", false),
        ("A=parity-000000000", false),
        ("A=parity%2D0000000000", true),
        ("A=parity-0000000000&B=parity%2D0000000000", true),
        ("A=parity-0000000000&B=parity-0000000000", false),
        // Names of parameters are not read.
        ("parity-0000000000=a", false),
        ("A=%&B=parity%2D0000000000", false),
    ] {
        assert_eq!(hides_the_name(body.as_bytes()), hides, "{body}");
    }
}

#[test]
fn newer_letters_are_replaced_and_what_cannot_be_read_by_a_read_of_the_resource() {
    let suite = Suite::built_in();
    let generator = generator(&suite, "user");
    let older = |body: &[u8]| text(generator.in_old_letters(body.to_vec()));
    assert_eq!(older(b"A=b%2b"), "A=b%2b");
    assert_eq!(older("A=\u{1E4D0}".as_bytes()), "A=%C3%A9");
    assert_eq!(older("A=\u{1E4D0}&B=%FF".as_bytes()), text(generator.read()));
}

#[test]
fn of_wrong_requests_one_about_the_type_is_taken_or_the_eighth() {
    let suite = Suite::built_in();
    let generator = generator(&suite, "user");
    // The request of this number is about the type, and that one of this length.
    let taken = |at: usize, (long, length): (usize, usize)| {
        let made = std::cell::Cell::new(0);
        let make = |_: &mut Unstructured<'_>| {
            made.set(made.get() + 1);
            Ok(made.get())
        };
        let body = |number| {
            let action = if number == at { "Action=TagUser&" } else { "Action=TagRole&" };
            let length = if number == long { length } else { 100 };
            action.to_owned() + &"a".repeat(length - action.len())
        };
        let body = generator.nearby(&mut Unstructured::new(&[]), make, body).unwrap();
        (body[..15].to_owned(), made.get())
    };
    let (own, other) = ("Action=TagUser&".to_owned(), "Action=TagRole&".to_owned());
    assert_eq!(taken(1, (0, 0)), (own.clone(), 1));
    assert_eq!(taken(8, (0, 0)), (own, 8));
    assert_eq!(taken(9, (0, 0)), (other.clone(), 8));
    // No further one is made after one that is too long.
    assert_eq!(taken(9, (3, LONGEST)), (other.clone(), 8));
    assert_eq!(taken(9, (3, LONGEST + 1)), (other, 3));
}

#[test]
fn the_first_byte_becomes_another() {
    for (text, spell, changed) in
        [(&b"abc"[..], 0, &b"abc"[..]), (b"abc", 3, b"bbc"), (b"a", 0xFF, b"\x9E"), (b"", 1, b"")]
    {
        let mut bytes = text.to_vec();
        change_first(&mut bytes, spell);
        assert_eq!(bytes, changed);
    }
}

#[test]
fn one_of_three_sequences_is_random_and_the_others_follow_cases() {
    let suite = Suite::built_in();
    let mut followed = 0;
    for number in 0..60 {
        let sequence = of(&suite, 1, number);
        assert_eq!(!sequence.resource.is_empty(), number % 3 == 0, "{number}");
        if number % 3 > 0 {
            // The first scenarios are made of no bytes.
            let next = SCENARIOS.sequence(1, followed, &mut Unstructured::new(&[]));
            assert_eq!(sequence, next, "{number}");
            followed += 1;
        }
    }
}

#[test]
fn random_sequences_have_three_to_ten_steps_of_every_kind_and_end_with_a_read() {
    let suite = Suite::built_in();
    let mut lengths = std::collections::BTreeSet::new();
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for number in 0..120 {
        let Sequence { resource, steps } = of(&suite, 5, 3 * number);
        assert_eq!(steps.last().unwrap().bytes(), generator(&suite, &resource).read());
        lengths.insert(steps.len());
        for step in steps {
            assert!(step.bytes().len() <= LONGEST && !hides_the_name(step.bytes()), "{number}");
            let says = Prediction::of(step.bytes()).says;
            let kind = if says.starts_with("a valid ") { "valid".to_owned() } else { says };
            *kinds.entry(kind).or_default() += 1;
        }
    }
    assert_eq!(lengths.into_iter().collect::<Vec<_>>(), (3..=10).collect::<Vec<_>>());
    for kind in [
        "valid",
        "no action",
        "an unknown action or version",
        "a parameter that cannot be read",
        "a member that is missing",
        "a text or list that is too short",
        "a text or list that is too long",
        "a character that is not allowed",
        "two tags with the same key",
        "a reserved tag",
    ] {
        assert!(kinds.contains_key(kind), "{kind}: {kinds:?}");
    }
    let all: usize = kinds.values().sum();
    assert!(kinds["valid"] * 3 > all && kinds["valid"] < all, "{kinds:?}");
}
