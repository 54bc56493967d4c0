//! The bodies: small good ones, and those that are dear to judge.

/// A kind of body that hostile clients send.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Whether it passes the rule, so that the upstream has work with it too.
    pub(crate) passes: bool,
    pub(crate) body: Vec<u8>,
}

/// A request that has its answer from the codec alone.
pub(crate) fn good() -> &'static str {
    "Action=ListUsers&Version=2010-05-08&MaxItems=10"
}

/// Short ones, long ones that the proxy takes, and longer ones that it does not.
pub(crate) fn kinds() -> Vec<Kind> {
    let many = |name, len| Kind { name, passes: false, body: tags(len) };
    let passing = |name, body| Kind { name, passes: true, body };
    vec![
        many("60 kB of tags", 60_000),
        passing("60 kB that are passed on", names(60_000)),
        many("1.5 MB of tags", 1_500_000),
        many("9.9 MB of tags", 9_900_000),
        many("14.9 MB of tags", 14_900_000),
        passing("9.9 MB that are passed on", names(9_900_000)),
        passing("9.9 MB in one value that are passed on", metadata(9_900_000)),
    ]
}

fn names(len: usize) -> Vec<u8> {
    let body = "Action=ListUsers&Version=2010-05-08".to_owned();
    (body.clone() + &"&a".repeat((len - body.len()) / 2)).into_bytes()
}

fn tags(len: usize) -> Vec<u8> {
    let mut body =
        String::from("Action=CreateUser&Version=2010-05-08&UserName=u&Tags.member.1.Key=Owner");
    for index in 2.. {
        if body.len() > len {
            break;
        }
        body += &format!("&Tags.member.{index}.Key=k{index}&Tags.member.{index}.Value=v");
    }
    body.into_bytes()
}

fn metadata(len: usize) -> Vec<u8> {
    let mut body = String::from(
        "Action=CreateSAMLProvider&Version=2010-05-08&Name=a&Tags.member.1.Key=Owner&Tags.member.1.Value=x\
         &SAMLMetadataDocument=",
    );
    body += &"%20".repeat((len - body.len()) / 3);
    body.into_bytes()
}
