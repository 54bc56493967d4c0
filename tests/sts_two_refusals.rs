//! A request to STS with two things wrong gets the answer to the first in AWS's order: unreadable escapes, the version,
//! what cannot be read, all violations together, the role, equal keys of tags, transitive keys without a tag.

use iam_codec::RequestError;
use iam_codec::sts::Request;

/// A fault: which pair it replaces, and by which, the place in AWS's order, code and sentence.
type Wrong = (usize, &'static str, usize, &'static str, &'static str);

/// The place of what AWS lists together.
const VIOLATION: usize = 3;

const ESCAPE: &str = "invalid percent escape";
const REPEATED: &str = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
const TRANSITIVE: &str = "The specified transitive tag key must be included in the requested tags.";
const ALGORITHM: &str = "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken documentation \
     for supported algorithms";
const PRINCIPAL: &str = "Request must contain a valid target principal";
const TASK: &str = "Request must contain valid AWS managed task policy ARN";

const ASSUME_ROLE: [&str; 12] = [
    "Action=AssumeRole",
    "Version=2011-06-15",
    "RoleArn=arn:aws:iam::123456789012:role/demo",
    "DurationSeconds=900",
    "Tags.member.1.Key=Dept",
    "Tags.member.1.Value=1",
    "Tags.member.2.Key=Team",
    "Tags.member.2.Value=2",
    "TransitiveTagKeys.member.1=Dept",
    "TransitiveTagKeys.member.2=dept",
    "RoleSessionName=s1",
    "X=",
];

const WRONG_ASSUME_ROLE: [Wrong; 11] = [
    (11, "X=%4", 0, "MalformedInput", ESCAPE),
    (
        1,
        "Version=2010-05-08",
        1,
        "InvalidAction",
        "Could not find operation AssumeRole for version 2010-05-08",
    ),
    (5, "Tags.member.0.Value=1", 2, "MalformedInput", "0 is not a valid index"),
    (
        10,
        "RoleSessionName=s",
        VIOLATION,
        "ValidationError",
        "1 validation error detected: Value 's' at 'roleSessionName' failed to satisfy constraint: Member must have \
         length greater than or equal to 2",
    ),
    (
        3,
        "DurationSeconds=899",
        VIOLATION,
        "ValidationError",
        "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have \
         value greater than or equal to 900",
    ),
    (
        2,
        "RoleArn=arn:aws:iam::123456789012:",
        4,
        "ValidationError",
        "arn:aws:iam::123456789012: is invalid",
    ),
    (2, "RoleArn=role/demo-without-arn", 4, "ValidationError", "role/demo-without-arn is invalid"),
    (6, "Tags.member.2.Key=dept", 5, "InvalidParameterValue", REPEATED),
    (6, "Tags.member.2.Key=DEPT", 5, "InvalidParameterValue", REPEATED),
    (8, "TransitiveTagKeys.member.1=Site", 6, "InvalidParameterValue", TRANSITIVE),
    (9, "TransitiveTagKeys.member.2=Dep", 6, "InvalidParameterValue", TRANSITIVE),
];

const GET_TOKEN: [&str; 8] = [
    "Action=GetWebIdentityToken",
    "Version=2011-06-15",
    "Audience.member.1=a",
    "SigningAlgorithm=RS256",
    "Tags.member.1.Key=Dept",
    "Tags.member.1.Value=1",
    "Tags.member.2.Key=Team",
    "Tags.member.2.Value=2",
];

const WRONG_GET_TOKEN: [Wrong; 6] = [
    (7, "Tags.member.2.Value=%4", 0, "MalformedInput", ESCAPE),
    (
        1,
        "Version=2011",
        1,
        "InvalidAction",
        "Could not find operation GetWebIdentityToken for version 2011",
    ),
    (4, "Tags.member.1.Key.x=Dept", 2, "MalformedInput", "Start of list found where not expected"),
    (6, "Tags.member.2.Key=dEPT", 5, "InvalidParameterValue", REPEATED),
    (3, "SigningAlgorithm=rs256", 6, "ValidationError", ALGORITHM),
    (3, "SigningAlgorithm=ES256", 6, "ValidationError", ALGORITHM),
];

const ASSUME_ROOT: [&str; 5] = [
    "Action=AssumeRoot",
    "Version=2011-06-15",
    "TargetPrincipal=123456789012",
    "TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy",
    "DurationSeconds=900",
];

const WRONG_ASSUME_ROOT: [Wrong; 5] = [
    (1, "Version=", 1, "InvalidAction", "Could not find operation AssumeRoot for version "),
    (
        4,
        "DurationSeconds=901",
        VIOLATION,
        "ValidationError",
        "1 validation error detected: Value '901' at 'durationSeconds' failed to satisfy constraint: Member must have \
         value less than or equal to 900",
    ),
    (2, "TargetPrincipal=1234567890123", 4, "ValidationError", PRINCIPAL),
    (
        3,
        "TaskPolicyArn.arn=arn:aws:iam::aws:policy/AdministratorAccess",
        5,
        "ValidationError",
        TASK,
    ),
    (3, "TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/", 5, "ValidationError", TASK),
];

const OPERATIONS: [(&[&str], &[Wrong]); 3] = [
    (&ASSUME_ROLE, &WRONG_ASSUME_ROLE),
    (&GET_TOKEN, &WRONG_GET_TOKEN),
    (&ASSUME_ROOT, &WRONG_ASSUME_ROOT),
];

/// Code and sentence of a refusal. The codec's own words end with a place.
fn answer(error: &RequestError) -> (String, String) {
    let answer = error.to_response("id");
    let message = answer.message.unwrap_or_default();
    let sentence = message.split(": parameter ").next().unwrap_or_default();
    (answer.code.as_str().to_owned(), sentence.to_owned())
}

fn refusal(valid: &[&str], wrong: &[&Wrong]) -> RequestError {
    let mut pairs = valid.to_vec();
    wrong.iter().for_each(|wrong| pairs[wrong.0] = wrong.1);
    let body = pairs.join("&");
    Request::decode(body.as_bytes()).expect_err(&body)
}

#[test]
fn each_alone_gets_its_own_answer() {
    for (valid, wrong) in OPERATIONS {
        assert!(Request::decode(valid.join("&").as_bytes()).is_ok());
        for wrong in wrong {
            let expected = (wrong.3.to_owned(), wrong.4.to_owned());
            assert_eq!(answer(&refusal(valid, &[wrong])), expected, "{}", wrong.1);
        }
    }
}

#[test]
fn of_two_the_first_in_the_order_of_aws_is_reported() {
    for (valid, wrong) in OPERATIONS {
        let pairs = wrong.iter().flat_map(|one| wrong.iter().map(move |other| (one, other)));
        for (one, other) in pairs.filter(|(one, other)| one.0 < other.0) {
            let error = refusal(valid, &[one, other]);
            let first = if other.2 < one.2 { other } else { one };
            let mut sentence = first.4.to_owned();
            if (one.2, other.2) == (VIOLATION, VIOLATION) {
                let alone = |wrong| refusal(valid, &[wrong]).violations()[0].to_string();
                let both = [alone(one), alone(other)].join("; ");
                sentence = format!("2 validation errors detected: {both}");
            }
            assert_eq!(answer(&error), (first.3.to_owned(), sentence), "{} and {}", one.1, other.1);
        }
    }
}

/// The parameter of the refusal of `AssumeRole` with tags of these keys, and with these transitive keys.
fn refused_key(keys: &[String], transitive: &[&str]) -> Option<String> {
    let mut body = [&ASSUME_ROLE[..4], &ASSUME_ROLE[10..11]].concat().join("&");
    for (number, key) in (1..).zip(keys) {
        body += &format!("&Tags.member.{number}.Key={key}&Tags.member.{number}.Value=");
    }
    for (number, key) in (1..).zip(transitive) {
        body += &format!("&TransitiveTagKeys.member.{number}={key}");
    }
    let error = Request::decode(body.as_bytes()).err()?;
    Some(error.parameter().unwrap().to_owned())
}

#[test]
fn the_second_of_two_equal_keys_and_the_first_key_without_tag_are_named_wherever_they_are() {
    const LAST: usize = 50;
    for (one, other) in [(1, 2), (1, LAST), (2, 3), (LAST - 1, LAST)] {
        let mut keys: Vec<_> = (1..=LAST).map(|number| format!("k{number}")).collect();
        assert_eq!(refused_key(&keys, &["K1", "k50"]), None);
        assert_eq!(refused_key(&keys, &["k1", "k0"]).unwrap(), "TransitiveTagKeys.member.2");
        assert_eq!(refused_key(&keys, &["k", "k0"]).unwrap(), "TransitiveTagKeys.member.1");
        keys[other - 1] = keys[one - 1].to_uppercase();
        let repeated = format!("Tags.member.{other}.Key");
        assert_eq!(refused_key(&keys, &["k1"]).unwrap(), repeated);
        assert_eq!(refused_key(&keys, &["k0"]).unwrap(), repeated);
    }
    assert_eq!(refused_key(&[], &["k"]).unwrap(), "TransitiveTagKeys.member.1");
}
