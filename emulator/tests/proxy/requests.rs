//! Requests by chance: valid ones, and all that was ever tried to get a resource past the rule.

use fastrand::Rng;
use http::Request;

/// The keys that rules require.
pub(crate) const KEYS: [&str; 3] = ["Owner", "Cost Center", "größe"];

const ACCOUNT: &str = "arn:aws:iam::123456789012:";
const POLICY: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

type Pairs = Vec<(String, String)>;

/// An action with what it needs. `#` is a digit.
fn call(random: &mut Rng) -> Pairs {
    let calls: [(&str, &[(&str, &str)]); 14] = [
        ("CreateUser", &[("UserName", "u#")]),
        ("CreateUser", &[("UserName", "u#"), ("Path", "/a/")]),
        ("CreateRole", &[("RoleName", "r#"), ("AssumeRolePolicyDocument", TRUST)]),
        ("CreatePolicy", &[("PolicyName", "p#"), ("PolicyDocument", POLICY)]),
        ("CreateInstanceProfile", &[("InstanceProfileName", "i#")]),
        ("CreateVirtualMFADevice", &[("VirtualMFADeviceName", "m#")]),
        ("CreateOpenIDConnectProvider", &[("Url", "https://o#.example")]),
        ("TagUser", &[("UserName", "u#")]),
        ("TagRole", &[("RoleName", "r#")]),
        ("TagPolicy", &[("PolicyArn", "policy/p#")]),
        ("UntagUser", &[("UserName", "u#")]),
        ("UntagPolicy", &[("PolicyArn", "policy/p#")]),
        ("DeleteUser", &[("UserName", "u#")]),
        ("ListUsers", &[]),
    ];
    let (action, parameters) = random.choice(calls).expect("calls");
    let version = if random.u8(..8) == 0 { odd_version(random) } else { "2010-05-08" };
    let mut pairs = vec![pair("Action", action), pair("Version", version)];
    let digit = random.digit(10).to_string();
    for (name, value) in parameters {
        let value =
            if name.ends_with("Arn") { format!("{ACCOUNT}{value}") } else { (*value).to_owned() };
        pairs.push((name.to_string(), value.replace('#', &digit)));
    }
    if action.starts_with("Untag") {
        pairs.extend(keys(random))
    } else {
        pairs.extend(tags(random))
    }
    pairs
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn odd_version(random: &mut Rng) -> &'static str {
    random.choice(["", "2015-02-02", "2011-06-15", "2010-05-08 ", "1", "2012-11-05"]).expect("one")
}

fn key(random: &mut Rng) -> String {
    let key = random.choice(KEYS).expect("keys");
    match random.u8(..8) {
        0 => key.to_uppercase(),
        1 => format!("{key} "),
        2 => "other".to_owned(),
        _ => key.to_owned(),
    }
}

fn tags(random: &mut Rng) -> Pairs {
    let mut keys: Vec<_> = (0..random.usize(..4)).map(|_| key(random)).collect();
    if random.bool() {
        keys = KEYS.map(str::to_owned).into();
        random.shuffle(&mut keys);
    }
    let mut tags = Pairs::new();
    for (index, key) in (1..).zip(keys) {
        let index = if random.u8(..20) == 0 { random.usize(..4) } else { index };
        tags.push((format!("Tags.member.{index}.Key"), key));
        if random.u8(..20) > 0 {
            tags.push((format!("Tags.member.{index}.Value"), "x".to_owned()));
        }
    }
    tags
}

fn keys(random: &mut Rng) -> Pairs {
    (1..=random.usize(..3)).map(|index| (format!("TagKeys.member.{index}"), key(random))).collect()
}

/// Changes the pairs in a way that two readers may see differently.
fn confuse(pairs: &mut Pairs, random: &mut Rng) {
    let at = random.usize(..pairs.len());
    let (name, value) = pairs[at].clone();
    let other =
        random.choice(["ListUsers", "CreateUser", "Owner", "other", "2015-02-02"]).expect("one");
    match random.u8(..9) {
        0 => pairs.push((name, other.to_owned())),
        1 => pairs.insert(0, (name, other.to_owned())),
        2 => pairs[at].0 = name.to_ascii_lowercase(),
        3 => pairs[at].0 = format!(" {name}"),
        4 => pairs[at].1 = format!("{value}\n"),
        5 => pairs[at].1 = value.to_ascii_uppercase(),
        6 => pairs[at].0 = name.replace("member.1", "member.01"),
        7 => pairs[at].0 = name.replace(".member", ""),
        _ => drop(pairs.remove(at)),
    }
}

/// A part of a request in some spelling.
fn encoded(pairs: &[(String, String)], random: &mut Rng) -> String {
    let mut part = String::new();
    for (name, value) in pairs {
        if !part.is_empty() {
            part.push(if random.u8(..60) == 0 { ';' } else { '&' });
        }
        part += &format!("{}={}", escaped(name, random), escaped(value, random));
    }
    if random.u8(..40) == 0 {
        part +=
            random.choice(["&x=1;Action=CreateUser", "&%", "&a=%FF", "&&", "&Tags="]).expect("one");
    }
    part
}

fn escaped(text: &str, random: &mut Rng) -> String {
    let escapes_all = random.u8(..30) == 0;
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' if !escapes_all => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// A request: most are plain, and some are as odd as can be.
pub(crate) fn request(random: &mut Rng) -> Request<Vec<u8>> {
    let mut pairs = call(random);
    for _ in 0..random.u8(..4).saturating_sub(1) {
        if !pairs.is_empty() {
            confuse(&mut pairs, random);
        }
    }
    if random.u8(..6) == 0 {
        random.shuffle(&mut pairs);
    }
    let cut = match random.u8(..8) {
        0..4 => 0,
        4 | 5 => pairs.len(),
        _ => random.usize(..=pairs.len()),
    };
    let (query, body) = (encoded(&pairs[..cut], random), encoded(&pairs[cut..], random));
    let is_plain = random.u8(..3) > 0;
    let method = if is_plain && !body.is_empty() {
        "POST"
    } else {
        random.choice(["GET", "POST", "PUT", "HEAD"]).expect("one")
    };
    let mut builder = Request::builder().method(method).uri(format!("/?{query}"));
    if is_plain {
        builder =
            builder.header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }
    for (name, value) in if is_plain { Vec::new() } else { headers(random) } {
        builder = builder.header(name, value);
    }
    builder.body(body.into_bytes()).expect("a request")
}

fn headers(random: &mut Rng) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    let types = [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-16",
        "text/plain",
        "x/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
    ];
    for _ in 0..random.u8(..3) {
        headers.push(("Content-Type", random.choice(types).expect("types").to_owned()));
    }
    if random.u8(..6) == 0 {
        headers.push(("Content-Encoding", "gzip".to_owned()));
    }
    if random.u8(..6) == 0 {
        headers.push(("X-Amz-Target", "IAM.CreateUser".to_owned()));
    }
    for _ in 0..random.u8(..3) {
        let service = random.choice(["iam", "sts", "elasticache", "s3"]).expect("services");
        let signed = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261129/us-east-1/{service}/aws4_request, \
             SignedHeaders=host, Signature=0"
        );
        headers.push(("Authorization", signed));
    }
    headers
}
