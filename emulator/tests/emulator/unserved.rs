//! The table of the operations that are not served, in the README, says what the code does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use iam_codec::{Action, Request, sts};

use super::{Answer, Emulator, error};

/// The names in the table: of operations that are never served, and of those that are served in part.
fn tabled() -> (BTreeSet<String>, BTreeSet<String>) {
    let (_, table) = include_str!("../../README.md").split_once("| operations | why |").unwrap();
    let (mut never, mut in_part) = (BTreeSet::new(), BTreeSet::new());
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cell = row.split('|').nth(1).unwrap();
        let names = cell.split('`').skip(1).step_by(2).map(str::to_owned);
        let words: String = cell.split('`').step_by(2).collect();
        // `GetWebIdentityToken` while …
        match words.chars().any(char::is_alphabetic) {
            true => in_part.extend(names.take(1)),
            false => never.extend(names),
        }
    }
    (never, in_part)
}

/// The bodies below a folder, of forms and of captured requests.
fn bodies(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            bodies(&path, found);
        } else if ["form", "http"].contains(&&*ending) {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let body = text.split_once("\r\n\r\n").map_or(&*text, |(_, body)| body);
            found.push(body.to_owned());
        }
    }
}

/// What no captured request has: a policy that AWS would read, and the ARN of a user who is there.
const BY_HAND: [(&str, &str); 2] = [
    (
        "GetContextKeysForCustomPolicy",
        "Action=GetContextKeysForCustomPolicy&Version=2010-05-08&PolicyInputList.member.1={}",
    ),
    (
        "SimulatePrincipalPolicy",
        "Action=SimulatePrincipalPolicy&Version=2010-05-08&ActionNames.member.1=s3:GetObject\
         &PolicySourceArn=arn:aws:iam::123456789012:user/anika",
    ),
];

/// A request that the codec takes, for each operation.
fn requests() -> BTreeMap<String, String> {
    let mut found = Vec::new();
    bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata"), &mut found);
    found.sort();
    let mut requests =
        BTreeMap::from(BY_HAND.map(|(name, body)| (name.to_owned(), body.to_owned())));
    for body in found {
        let of_iam = Request::decode(body.as_bytes()).ok().and_then(|request| request.action());
        let of_sts =
            sts::Request::decode(body.as_bytes()).ok().and_then(|request| request.action());
        let name = of_iam.map(Action::as_str).or(of_sts.map(sts::Action::as_str));
        if let Some(name) = name {
            requests.entry(name.to_owned()).or_insert(body);
        }
    }
    requests
}

fn is_unserved(answer: &Answer) -> bool {
    let says_so = answer.body.contains("<Code>NotImplemented</Code>");
    assert_eq!(says_so, answer.status == 501, "{}", answer.body);
    says_so
}

#[test]
fn the_table_names_each_operation_that_is_not_served() {
    let (never, in_part) = tabled();
    let requests = requests();
    let all = Action::ALL.iter().map(|action| action.as_str());
    let all: BTreeSet<_> =
        all.chain(sts::Action::ALL.iter().map(|action| action.as_str())).collect();
    let unserved = all.iter().filter(|name| {
        let body = requests.get(**name).unwrap_or_else(|| panic!("no request for {name}"));
        // The half of it that is served.
        let body = body.split('&').filter(|pair| !pair.starts_with("ProviderId="));
        let emulator = Emulator::new();
        emulator.perform("CreateUser &UserName=anika");
        is_unserved(&emulator.post(&body.collect::<Vec<_>>().join("&")))
    });
    let unserved: BTreeSet<_> = unserved.map(|name| (*name).to_owned()).collect();
    assert_eq!(unserved, never);
    assert_eq!((all.len(), unserved.len()), (193, 23));
    let known = in_part.iter().all(|name| all.contains(&**name));
    assert!(known && in_part.is_disjoint(&never), "{in_part:?}");
    assert_eq!(in_part.len(), 3);
}

#[test]
fn what_is_served_in_part_is_refused_for_the_rest() {
    let emulator = Emulator::new();
    emulator.perform("EnableOutboundWebIdentityFederation");
    let rest = [
        "Action=GetPolicyVersion&Version=2010-05-08&VersionId=v14\
         &PolicyArn=arn:aws:iam::aws:policy/AmazonRDSFullAccess",
        "Action=GetWebIdentityToken&Version=2011-06-15&Audience.member.1=a&SigningAlgorithm=RS256",
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=s1&WebIdentityToken=abcd\
         &ProviderId=www.amazon.com&RoleArn=arn:aws:iam::123456789012:role/app",
    ];
    let (_, in_part) = tabled();
    for body in rest {
        let action = body.split(['=', '&']).nth(1).unwrap();
        assert!(in_part.contains(action), "{action}");
        let answer = emulator.post(body);
        assert!(is_unserved(&answer), "{}", answer.body);
        assert!(answer.body.contains("<Type>Receiver</Type>"), "{:?}", error(&answer));
    }
}
