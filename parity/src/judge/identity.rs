//! What an entity is called: the form of its id, its ARN, and that no two have the same.

use crate::cases::check::Rule;
use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::judge::breach::{Application, broken_if};
use crate::text::normalize::has_form_of_id;

/// Elements that hold an id, and how it begins (IAM User Guide, understanding unique ID prefixes).
const IDS: [(&str, &[&str]); 9] = [
    ("UserId", &["AIDA"]),
    ("RoleId", &["AROA"]),
    ("GroupId", &["AGPA"]),
    ("PolicyId", &["ANPA"]),
    ("InstanceProfileId", &["AIPA"]),
    ("ServerCertificateId", &["ASCA"]),
    ("SSHPublicKeyId", &["APKA"]),
    ("ServiceSpecificCredentialId", &["ACCA"]),
    ("AccessKeyId", &["AKIA", "ASIA"]),
];

/// Elements that hold a name, and the word for such an entity in ARNs.
const NAMES: [(&str, &str); 6] = [
    ("UserName", "user"),
    ("RoleName", "role"),
    ("GroupName", "group"),
    ("PolicyName", "policy"),
    ("InstanceProfileName", "instance-profile"),
    ("ServerCertificateName", "server-certificate"),
];

/// Elements whose text nobody else gets.
const SECRETS: [&str; 2] = ["SecretAccessKey", "SessionToken"];

/// Whether all ids in a result begin as AWS's do.
pub(crate) fn prefixes(parsed: &ParsedAnswer) -> Application {
    let mut ids = Vec::new();
    if let Some(result) = parsed.result() {
        collect(result, &mut |parent, element| {
            // The id of a root user is the account; that of a session has more parts.
            let is_of_caller = element.name == "UserId" && parent.child("UserName").is_none();
            let row = IDS.iter().find(|(name, _)| *name == element.name && !is_of_caller);
            ids.extend(row.map(|(name, starts)| (*name, *starts, element.text.as_str())));
        });
    }
    if ids.is_empty() {
        return Application::NotConcerned;
    }
    let is_fine = |starts: &[&str], id: &str| {
        has_form_of_id(id) && starts.iter().any(|start| id.starts_with(start))
    };
    let wrong = ids.into_iter().find(|(_, starts, id)| !is_fine(starts, id));
    let (name, starts, _) = wrong.unwrap_or_default();
    let expected = format!("{name} with {}", starts.join(" or "));
    broken_if(wrong.is_some(), &expected, "another id")
}

/// Whether the ARN of each entity in a result consists of its path and name.
pub(crate) fn arns(parsed: &ParsedAnswer) -> Application {
    let mut arns = Vec::new();
    if let Some(result) = parsed.result() {
        collect(result, &mut |_, element| {
            arns.extend(arn_of(element).zip(element.child("Arn")));
        });
    }
    if arns.is_empty() {
        return Application::NotConcerned;
    }
    let wrong = arns.into_iter().find(|(expected, arn)| !is_arn(&arn.text, expected));
    let (expected, actual) = wrong.map_or_else(Default::default, |(expected, arn)| {
        (format!("arn:aws:iam::ACCOUNT:{expected}"), arn.text.clone())
    });
    broken_if(!expected.is_empty(), &expected, &actual)
}

/// The end of an entity's ARN; `None` for an element without path and name.
fn arn_of(element: &Element) -> Option<String> {
    let path = element.child("Path")?;
    let named = |(name, word): &(&str, &str)| Some((element.child(name)?, (*word).to_owned()));
    let (name, word) = NAMES.iter().find_map(named)?;
    Some(format!("{word}{}{}", path.text, name.text))
}

fn is_arn(arn: &str, end: &str) -> bool {
    let rest = arn.strip_prefix("arn:aws:iam::").and_then(|rest| rest.split_once(':'));
    rest.is_some_and(|(account, rest)| {
        let is_number = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
        (is_number || account == "aws") && (rest == end || rest == "root")
    })
}

/// The texts that an answer gives and no other one may give, if this rule is about such.
pub(crate) fn given<'p>(
    rule: Rule,
    answer: &'p Answer,
    parsed: &'p ParsedAnswer,
) -> Option<Vec<&'p str>> {
    let mut given = Vec::new();
    match rule {
        Rule::NewRequestIds => {
            given.extend(answer.header("x-amzn-RequestId").or(parsed.request_id()))
        }
        Rule::NewIds => {
            let root = parsed.root().filter(|root| gives_new_ids(&root.name));
            if let Some(result) = root.and(parsed.result()) {
                collect(result, &mut |_, element| {
                    let is_new = IDS.iter().any(|(name, _)| *name == element.name)
                        || SECRETS.contains(&&*element.name);
                    given.extend(is_new.then_some(element.text.as_str()));
                });
            }
        }
        _ => return None,
    }
    Some(given)
}

/// Whether an answer of this root gives new ids and none that is known.
fn gives_new_ids(root: &str) -> bool {
    const BEGINNINGS: [&str; 5] =
        ["Create", "Upload", "AssumeRole", "GetSessionToken", "GetFederationToken"];
    BEGINNINGS.iter().any(|beginning| root.starts_with(beginning))
}

/// Shows each element below a result, with its parent.
fn collect<'e>(parent: &'e Element, each: &mut dyn FnMut(&'e Element, &'e Element)) {
    for child in &parent.children {
        each(parent, child);
        collect(child, each);
    }
}
