//! A request with two things wrong gets the answer to the first in AWS's order: unreadable escapes, the version, the
//! first parameter that cannot be read, all violations together, names, reserved keys, equal keys.

use iam_codec::{Request, RequestError};

const VALID: [&str; 10] = [
    "Action=TagRole",
    "Version=2010-05-08",
    "RoleName=app",
    "Tags.member.1.Key=Dept",
    "Tags.member.1.Value=1",
    "Tags.member.2.Key=Team",
    "Tags.member.2.Value=2",
    "Tags.member.3.Key=Site",
    "Tags.member.3.Value=3",
    "X=",
];

/// A fault: which pair it replaces, and by which, the place in AWS's order, code and sentence.
struct Wrong {
    at: usize,
    pair: &'static str,
    place: usize,
    code: &'static str,
    sentence: &'static str,
}

const fn wrong(
    at: usize,
    pair: &'static str,
    place: usize,
    code: &'static str,
    sentence: &'static str,
) -> Wrong {
    Wrong { at, pair, place, code, sentence }
}

const WRONG: &[Wrong] = &[
    wrong(9, "X=%4", 0, "MalformedInput", "invalid percent escape"),
    wrong(
        1,
        "Version=2010-05-09",
        1,
        "InvalidAction",
        "Could not find operation TagRole for version 2010-05-09",
    ),
    wrong(4, "Tags.member.0.Value=1", 2, "MalformedInput", "0 is not a valid index"),
    wrong(
        8,
        "Tags.member.3.Value.x=3",
        2,
        "MalformedInput",
        "Start of list found where not expected",
    ),
    // Only the end of the request shows it, so that any other parameter that cannot be read comes first.
    wrong(
        7,
        "Tags.member.20.Key=Site",
        3,
        "MalformedInput",
        "Excessively sparse input would skip 17 list elements",
    ),
    wrong(
        2,
        "RoleName=",
        VIOLATION,
        "ValidationError",
        "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have \
         length greater than or equal to 1",
    ),
    wrong(
        6,
        "Tags.member.2.Value=%7C",
        VIOLATION,
        "ValidationError",
        r"1 validation error detected: Value at 'tags.2.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*",
    ),
    wrong(
        2,
        "RoleName=a/b",
        5,
        "ValidationError",
        "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the \
         following: +=,.@_-",
    ),
    wrong(
        5,
        "Tags.member.2.Key=aws:x",
        6,
        "InvalidInput",
        "Tag keys beginning with aws: are reserved for system use.",
    ),
    wrong(
        7,
        "Tags.member.3.Key=Dept",
        7,
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    ),
];

/// The place of what AWS lists together.
const VIOLATION: usize = 4;

fn refusal(wrong: &[&Wrong]) -> RequestError {
    let mut pairs = VALID;
    wrong.iter().for_each(|wrong| pairs[wrong.at] = wrong.pair);
    let body = pairs.join("&");
    Request::decode(body.as_bytes()).map(|request| panic!("{body}: {request:?}")).unwrap_err()
}

fn answer(error: &RequestError) -> (String, String) {
    let answer = error.to_response("id");
    let message = answer.message.unwrap_or_default();
    // The codec's own words end with a place.
    let sentence = message.split(": parameter X at byte").next().unwrap_or_default();
    (answer.code.as_str().to_owned(), sentence.to_owned())
}

#[test]
fn each_alone_gets_its_own_answer() {
    let answers: Vec<_> = WRONG.iter().map(|wrong| answer(&refusal(&[wrong]))).collect();
    let expected: Vec<_> =
        WRONG.iter().map(|wrong| (wrong.code.to_owned(), wrong.sentence.to_owned())).collect();
    assert_eq!(answers, expected);
}

#[test]
fn of_two_the_first_in_the_order_of_aws_is_reported() {
    for one in WRONG {
        for other in WRONG.iter().filter(|other| other.at > one.at) {
            let error = refusal(&[one, other]);
            // Of two that are in one place, what is first in the body.
            let first = if other.place < one.place { other } else { one };
            let alone = |wrong| refusal(&[wrong]).violations()[0].to_string();
            if (one.place, other.place) == (VIOLATION, VIOLATION) {
                let both = [alone(one), alone(other)].join("; ");
                let sentence = format!("2 validation errors detected: {both}");
                assert_eq!(answer(&error), ("ValidationError".to_owned(), sentence));
            } else {
                let expected = (first.code.to_owned(), first.sentence.to_owned());
                assert_eq!(answer(&error), expected, "{} and {}", one.pair, other.pair);
            }
        }
    }
}

#[test]
fn a_gap_in_a_list_is_violations_unless_a_parameter_cannot_be_read() {
    // A value of the fifth member instead of the third.
    let gap = |wrong: &[&Wrong]| {
        let mut pairs = VALID;
        pairs[8] = "Tags.member.5.Value=3";
        wrong.iter().for_each(|wrong| pairs[wrong.at] = wrong.pair);
        let body = pairs.join("&");
        answer(&Request::decode(body.as_bytes()).expect_err(&body))
    };
    let null = |path: &str| {
        format!("Value at '{path}' failed to satisfy constraint: Member must not be null")
    };
    let nulls =
        ["tags.3.member.value", "tags.4.member.value", "tags.4.member.key", "tags.5.member.key"];
    let nulls = nulls.map(null).join("; ");
    let validation = |count: usize, sentences: &str| {
        let message = format!("{count} validation errors detected: {sentences}");
        ("ValidationError".to_owned(), message)
    };
    assert_eq!(gap(&[]), validation(4, &nulls));
    for wrong in WRONG.iter().filter(|wrong| wrong.at < 7 || wrong.at == 9) {
        let expected = match wrong.place {
            ..VIOLATION => (wrong.code.to_owned(), wrong.sentence.to_owned()),
            VIOLATION => {
                let alone = refusal(&[wrong]).violations()[0].to_string();
                validation(5, &[&*alone, &nulls].join("; "))
            }
            _ => validation(4, &nulls),
        };
        assert_eq!(gap(&[wrong]), expected, "{}", wrong.pair);
    }
}

/// The parts of an ARN, each with what may not be in its place and which of the sentences of a provider that breaks:
/// the first one, of the syntax, counts before that of the service, and that before the last, of the type.
const PARTS: [(&str, &[(&str, usize)]); 7] = [
    ("arn", &[("", 0), ("ARN", 0), ("arn ", 0)]),
    ("aws", &[("", 0), ("AWS", 0), ("awsx", 0), ("aw", 0)]),
    ("iam", &[("", 1), ("IAM", 1), ("sts", 1)]),
    ("", &[("us-east-1", 0), (" ", 0)]),
    ("123456789012", &[("", 0), ("12345678901", 0), ("1234567890123", 0), ("12345678901a", 0)]),
    ("TYPE/", &[("", 2), ("TYPE", 2), ("TYPE:", 2), ("user/", 2), ("TYPEs/", 2)]),
    ("server.example.com", &[("", 2), ("server.example.com ", 0), ("server.example.com\n", 0)]),
];

/// The ARN with these parts.
fn arn(parts: [&str; 7], resource_type: &str) -> String {
    let [arn, partition, service, region, account, kind, name] = parts;
    let kind = kind.replace("TYPE", resource_type);
    format!("{arn}:{partition}:{service}:{region}:{account}:{kind}{name}")
}

/// Each ARN with one or two parts that are wrong, and the first sentence in AWS's order.
fn wrong_arns(resource_type: &str) -> Vec<(String, usize)> {
    let wrong = |at: usize| PARTS[at].1.iter().map(move |(part, place)| (at, *part, *place));
    let all = || (0..PARTS.len()).flat_map(wrong);
    let pairs = all().flat_map(|one| all().map(move |other| [one, other]));
    let pairs = pairs.filter(|[one, other]| one == other || one.0 < other.0);
    pairs
        .map(|pair| {
            let mut parts = PARTS.map(|(part, _)| part);
            pair.iter().for_each(|(at, part, _)| parts[*at] = part);
            (arn(parts, resource_type), pair.iter().map(|(.., place)| *place).min().unwrap())
        })
        .collect()
}

#[track_caller]
fn refusal_of_arn(head: &str, arn: &str) -> (String, String) {
    let mut body = format!("{head}=");
    iam_codec::form::encode_text(arn, &mut body);
    let error = Request::decode(body.as_bytes()).expect_err(arn);
    assert_eq!(error.offset(), head.rfind('&').map(|at| at + 1), "{arn}");
    answer(&error)
}

#[test]
fn of_two_wrong_parts_of_an_arn_the_first_in_the_order_of_aws_is_reported() {
    let head = "Action=ListOpenIDConnectProviderTags&Version=2010-05-08&OpenIDConnectProviderArn";
    let arns = wrong_arns("oidc-provider");
    assert!(arns.len() > 250, "{}", arns.len());
    for (arn, place) in arns {
        let sentence = match place {
            0 => format!("Invalid ARN: {arn}"),
            1 => "Invalid service in ARN".to_owned(),
            _ => "Invalid resource type in ARN".to_owned(),
        };
        assert_eq!(refusal_of_arn(head, &arn), ("ValidationError".to_owned(), sentence));
    }
}

#[test]
fn any_wrong_part_of_another_arn_gets_the_same_sentence() {
    for (head, resource_type, code) in [
        ("Action=GetPolicy&Version=2010-05-08&PolicyArn", "policy", "ValidationError"),
        (
            "Action=GetSAMLProvider&Version=2010-05-08&SAMLProviderArn",
            "saml-provider",
            "ValidationError",
        ),
        (
            "Action=PutUserPermissionsBoundary&Version=2010-05-08&UserName=a&PermissionsBoundary",
            "policy",
            "InvalidInput",
        ),
    ] {
        for (arn, _) in wrong_arns(resource_type) {
            let sentence = format!("ARN {arn} is not valid.");
            assert_eq!(refusal_of_arn(head, &arn), (code.to_owned(), sentence));
        }
    }
}

/// The end of the request shows that a list is too sparse, though its members come before.
#[test]
fn a_value_that_cannot_be_read_comes_before_a_list_that_is_too_sparse() {
    let sparse = ["ActionNames.member.20=a", "ResourceArns.member.20=a"];
    for (sparse, value) in sparse.into_iter().flat_map(|of| [(of, "MaxItems=x"), (of, "MaxItems=")])
    {
        for pairs in [[sparse, value], [value, sparse]] {
            let body =
                format!("Action=SimulateCustomPolicy&Version=2010-05-08&{}", pairs.join("&"));
            let error = Request::decode(body.as_bytes()).expect_err(&body);
            assert_eq!((error.parameter(), error.offset()), (Some("MaxItems"), body.find(value)));
        }
    }
}
