//! The ARNs that STS judges: each part right and wrong, alone and beside another.

use iam_codec::sts::Request;

const PRINCIPAL: &str = "Request must contain a valid target principal";
const TASK: &str = "Request must contain valid AWS managed task policy ARN";

const ROLE_HEAD: &str = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=s1&RoleArn";
const ROOT_HEAD: &str = "Action=AssumeRoot&Version=2011-06-15&TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/x&TargetPrincipal";
const TASK_HEAD: &str =
    "Action=AssumeRoot&Version=2011-06-15&TargetPrincipal=123456789012&TaskPolicyArn.arn";

/// The parts of an ARN, each with the usual text, others that STS takes, and those that it does not take.
type Parts = [(&'static str, &'static [&'static str], &'static [&'static str]); 6];

const NOT_ARN: &[&str] = &["", "ARN", "arn ", " arn", "aarn"];
const NOT_IAM: &[&str] = &["", "sts", "IAM", "iam ", "iam*"];

const ROLE: Parts = [
    ("arn", &[], NOT_ARN),
    ("aws", &["aws-cn", " ", "*"], &[""]),
    ("iam", &["sts", "IAM", " "], &[""]),
    ("us-gov-east-1", &["", " ", "*"], &[]),
    ("123456789012", &["", "1", "aws", " "], &[]),
    ("role/demonstration", &["r", ":", "a:b", "role/", " "], &[""]),
];

const ROOT: Parts = [
    ("arn", &[], NOT_ARN),
    ("aws", &["aws-cn", " ", "*"], &[""]),
    ("iam", &[], NOT_IAM),
    ("", &[], &["us-east-1", " ", "*"]),
    (
        "123456789012",
        &["000000000000"],
        &[
            "",
            "12345678901",
            "1234567890123",
            "12345678901a",
            "a23456789012",
            " 23456789012",
            "aws",
        ],
    ),
    ("root", &[], &["", "Root", "root ", "roots", "roo", "root:", ":root", "user/root"]),
];

const TASK_POLICY: Parts = [
    ("arn", &[], NOT_ARN),
    ("aws", &["aws-cn", " ", "*"], &[""]),
    ("iam", &[], NOT_IAM),
    ("", &[], &["us-east-1", " ", "*"]),
    ("aws", &[], &["", "AWS", "aws ", "123456789012"]),
    (
        "policy/root-task/S3UnlockBucketPolicy",
        &["policy/root-task/x", "policy/root-task//", "policy/root-task/ "],
        &[
            "policy/root-task/",
            "policy/root-task",
            "policy/root-tasks/x",
            "policy/x/root-task/x",
            "Policy/root-task/x",
            "root-task/x/policy/",
            "policy/root-task/x:",
            "policy/root-task/:x",
        ],
    ),
];

/// Each ARN in which at most two parts are not the usual ones, and whether STS takes it.
fn arns(parts: &Parts) -> Vec<(String, bool)> {
    let others = |at: usize| {
        let (usual, right, wrong) = parts[at];
        let right = right.iter().map(|part| (*part, true));
        let wrong = wrong.iter().map(|part| (*part, false));
        [(usual, true)]
            .into_iter()
            .chain(right)
            .chain(wrong)
            .map(move |(part, is_right)| (at, part, is_right))
    };
    let all = || (0..parts.len()).flat_map(others);
    let pairs = all().flat_map(|one| all().map(move |other| [one, other]));
    let pairs = pairs.filter(|[one, other]| one.0 < other.0);
    let arn = |pair: [(usize, &'static str, bool); 2]| {
        let mut texts = parts.map(|(usual, ..)| usual);
        pair.iter().for_each(|(at, part, _)| texts[*at] = part);
        (texts.join(":"), pair.iter().all(|(.., is_right)| *is_right))
    };
    pairs.map(arn).collect()
}

/// The answer to a request whose last parameter has this text.
fn answer(head: &str, text: &str) -> Result<(), (String, String)> {
    let mut body = format!("{head}=");
    iam_codec::form::encode_text(text, &mut body);
    Request::decode(body.as_bytes()).map(drop).map_err(|error| {
        assert_eq!(error.parameter(), head.rsplit('&').next(), "{text}");
        let answer = error.to_response("id");
        (answer.code.to_string(), answer.message.unwrap_or_default().into_owned())
    })
}

#[test]
fn each_part_of_an_arn_is_judged() {
    for (head, parts, sentence) in
        [(ROLE_HEAD, &ROLE, ""), (ROOT_HEAD, &ROOT, PRINCIPAL), (TASK_HEAD, &TASK_POLICY, TASK)]
    {
        let arns = arns(parts);
        assert!(arns.len() > 200, "{}", arns.len());
        for (arn, is_right) in arns {
            let sentence = match sentence {
                "" => format!("{arn} is invalid"),
                sentence => sentence.to_owned(),
            };
            let expected =
                if is_right { Ok(()) } else { Err(("ValidationError".to_owned(), sentence)) };
            assert_eq!(answer(head, &arn), expected, "{arn}");
        }
    }
}

#[test]
fn an_arn_has_six_fields() {
    let refused = |sentence: &str| Err(("ValidationError".to_owned(), sentence.to_owned()));
    for end in ["", ":us-gov-east-1", ":us-gov-east-1:123456789012"] {
        let arn = format!("arn:aws-iso-b-and-more:iam{end}");
        assert_eq!(answer(ROLE_HEAD, &arn), refused(&format!("{arn} is invalid")));
        assert_eq!(answer(ROOT_HEAD, &arn), refused(PRINCIPAL));
        assert_eq!(answer(TASK_HEAD, &arn), refused(TASK));
    }
}

#[test]
fn an_account_has_twelve_digits_of_ascii() {
    for account in ["000000000000", "999999999999", "123456789012"] {
        assert_eq!(answer(ROOT_HEAD, account), Ok(()));
    }
    for account in [
        "1234567890123",
        "12345678901a",
        " 23456789012",
        "12345678901 ",
        "12345678901\u{661}",
        "-12345678901",
    ] {
        let expected = Err(("ValidationError".to_owned(), PRINCIPAL.to_owned()));
        assert_eq!(answer(ROOT_HEAD, account), expected, "{account}");
    }
}
