//! Random valid requests of all operations: whatever is refused, and whatever only reads, changes nothing.

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use fastrand::Rng;
use iam_codec::generators::request_of;
use iam_codec::{Action, Editor, Reply};

use super::{Answer, Emulator, POLICY, TRUST};

/// How many sequences of requests there are, and how many requests each has.
const SEQUENCES: u64 = 40;
const REQUESTS: usize = 120;

/// Values that many requests share, so that some are about what others have created. `#` is `a` or `b`.
const SHARED: &[(&str, &str)] = &[
    ("UserName", "#"),
    ("NewUserName", "#"),
    ("GroupName", "#"),
    ("NewGroupName", "#"),
    ("RoleName", "#"),
    ("PolicyName", "#"),
    ("InstanceProfileName", "#"),
    ("ServerCertificateName", "#"),
    ("VirtualMFADeviceName", "#"),
    ("Name", "#"),
    ("Url", "https://#.example"),
    ("VersionId", "v1"),
    ("PolicyArn", "arn:aws:iam::123456789012:policy/#"),
    ("PermissionsBoundary", "arn:aws:iam::123456789012:policy/#"),
    ("SerialNumber", "arn:aws:iam::123456789012:mfa/#"),
    ("OpenIDConnectProviderArn", "arn:aws:iam::123456789012:oidc-provider/#.example"),
    ("SAMLProviderArn", "arn:aws:iam::123456789012:saml-provider/#"),
    ("PolicyDocument", POLICY),
    ("AssumeRolePolicyDocument", TRUST),
];

/// A valid request, every second one of an operation that creates or adds something.
fn request(random: &mut Rng) -> (Action, Vec<u8>) {
    let is_maker = |action: &&Action| {
        let name = action.as_str();
        ["Create", "Put", "Add", "Attach", "Tag", "Enable", "Upload"]
            .iter()
            .any(|verb| name.starts_with(verb))
    };
    let makers: Vec<_> = Action::ALL.iter().filter(is_maker).collect();
    let action = match random.bool() {
        true => *makers[random.usize(..makers.len())],
        false => Action::ALL[random.usize(..Action::ALL.len())],
    };
    let bytes: Vec<u8> = (0..512).map(|_| random.u8(..)).collect();
    let body = request_of(action, &mut Unstructured::new(&bytes)).unwrap().encode();
    (action, about_shared(body.as_bytes(), random))
}

fn about_shared(body: &[u8], random: &mut Rng) -> Vec<u8> {
    let mut editor = Editor::new(body);
    // Parts of ARNs.
    editor.remove("Path");
    editor.remove("NewPath");
    for (name, value) in SHARED {
        if editor.remove(name) {
            editor.set(name, &value.replace('#', random.choice(["a", "b"]).unwrap()));
        }
    }
    editor.finish().into_owned()
}

/// Whether an operation only reads. A credential report is made when it is read.
fn only_reads(action: Action) -> bool {
    let name = action.as_str();
    (name.starts_with("Get") || name.starts_with("List")) && name != "GetCredentialReport"
}

/// The answer is what the codec writes, to this request.
fn check(action: Action, answer: &Answer) {
    match Reply::decode(answer.body.as_bytes()).unwrap() {
        Reply::Response(response) => {
            assert_eq!(response.action_name(), action.as_str());
            assert_eq!(response.encode().unwrap(), answer.body);
        }
        Reply::Error(error) => assert_eq!(error.encode(), answer.body),
    }
}

/// Performs a sequence, and counts the successes of each operation.
fn perform(seed: u64, successes: &mut BTreeMap<&'static str, usize>) {
    let (mut random, emulator) = (Rng::with_seed(seed), Emulator::new());
    // An account begins with its first success.
    emulator.perform("GetUser");
    let mut before = emulator.0.state();
    for _ in 0..REQUESTS {
        let (action, body) = request(&mut random);
        let body = String::from_utf8(body).unwrap();
        let answer = emulator.post(&body);
        check(action, &answer);
        let after = emulator.0.state();
        if answer.status != 200 || only_reads(action) {
            assert!(after == before, "seed {seed}: {} changed something: {body}", answer.status);
        }
        if answer.status == 200 {
            *successes.entry(action.as_str()).or_default() += 1;
        }
        before = after;
    }
    let saved = serde_json::to_string(&before).unwrap();
    assert_eq!(serde_json::from_str::<iam_emulator::State>(&saved).unwrap(), before, "seed {seed}");
}

#[test]
fn what_is_refused_or_reads_changes_nothing() {
    let mut successes = BTreeMap::new();
    (0..SEQUENCES).for_each(|seed| perform(seed, &mut successes));
    let all: usize = successes.values().sum();
    // Enough succeed that the claim says something.
    assert!(all > 1_000 && successes.len() > 95, "{all} of {}: {successes:?}", successes.len());
}
