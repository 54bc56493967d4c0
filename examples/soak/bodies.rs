//! Bodies by number: the same number gives the same bytes in every run.

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::mutator::mutate;
use iam_codec::{Editor, Request};

/// Values that many requests share, so that some are about what others have created. `#` is one of eight
/// digits.
const SHARED: [(&str, &str); 13] = [
    ("UserName", "user-#"),
    ("GroupName", "group-#"),
    ("RoleName", "role-#"),
    ("PolicyName", "policy-#"),
    ("InstanceProfileName", "profile-#"),
    ("ServerCertificateName", "certificate-#"),
    ("PolicyArn", "arn:aws:iam::123456789012:policy/policy-#"),
    ("OpenIDConnectProviderArn", "arn:aws:iam::123456789012:oidc-provider/id-#.example"),
    ("Url", "https://id-#.example"),
    ("SerialNumber", "arn:aws:iam::123456789012:mfa/device-#"),
    ("VirtualMFADeviceName", "device-#"),
    (
        "PolicyDocument",
        r##"{"Version":"2012-10-17","Statement":{"Sid":"S#","Effect":"Deny","Action":"*","Resource":"*"}}"##,
    ),
    (
        "AssumeRolePolicyDocument",
        r##"{"Version":"2012-10-17","Statement":{"Sid":"S#","Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}}"##,
    ),
];

/// The body of this number: every second one is a valid request, the others are changed by the mutator.
pub(crate) fn body(number: u64) -> Vec<u8> {
    let mut random = Random(number);
    let request = request(&mut random);
    let body = if random.one_in(4) { request } else { about_shared(&request, &mut random) };
    if number % 2 == 0 { body } else { mutated(body, &mut random) }
}

/// A valid request of any operation, as it is encoded.
fn request(random: &mut Random) -> Vec<u8> {
    let length = 64 << (random.next() % 7);
    let bytes: Vec<u8> = (0..length).flat_map(|_| random.next().to_le_bytes()).collect();
    let request = Request::arbitrary(&mut Unstructured::new(&bytes));
    request.map(|request| request.encode().into_bytes()).unwrap_or_default()
}

/// The request about a resource that others are about too. The path is gone, since it is part of ARNs.
fn about_shared(request: &[u8], random: &mut Random) -> Vec<u8> {
    let mut editor = Editor::new(request);
    editor.remove("Path");
    for (name, value) in SHARED {
        if editor.remove(name) {
            editor.set(name, &value.replace('#', &(random.next() % 8).to_string()));
        }
    }
    editor.finish().into_owned()
}

/// The body after one to four rounds of the mutator.
fn mutated(mut body: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.next() % 4 {
        let (size, seed, noise) = (body.len(), random.next() as u32, random.next() as u8);
        let room = size + 1024;
        body.resize(room, 0);
        let flip = |text: &mut [u8], size: usize, _: usize| {
            let place = usize::from(noise) % size.max(1);
            if let Some(byte) = text.get_mut(place) {
                *byte ^= noise;
            }
            size
        };
        let size = mutate(&mut body, size, room, seed, flip);
        body.truncate(size);
    }
    body
}

/// SplitMix64: a few lines for numbers without a pattern.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.next() % count == 0
    }
}
