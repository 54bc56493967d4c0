//! [`Hostile`]: bodies that make a decoder work.

/// A kind of body that someone could send to make a parser work, at any length.
///
/// A parser whose work grows with the square of the length takes four times as long, or as many allocations, for
/// the double length; one that is linear takes twice as long.
///
/// ```
/// use iam_codec::Request;
/// use iam_codec::mutator::Hostile;
///
/// for kind in Hostile::ALL {
///     let body = kind.body(20_000);
///     assert!((10_000..100_000).contains(&body.len()), "{}", kind.name());
///     _ = Request::decode(&body);
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Hostile {
    name: &'static str,
    make: fn(usize) -> Vec<u8>,
}

impl Hostile {
    /// All kinds: lists and maps in order, in reverse and by turns, names and values of one kind of byte, and
    /// what is refused only at the end.
    pub const ALL: &'static [Hostile] = ALL;

    /// What it is made of: `members in reverse`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// A body of about this length, or a few times as long.
    pub fn body(&self, len: usize) -> Vec<u8> {
        (self.make)(len)
    }
}

const fn kind(name: &'static str, make: fn(usize) -> Vec<u8>) -> Hostile {
    Hostile { name, make }
}

const ALL: &[Hostile] = &[
    kind("members in order", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value="))
    }),
    kind("members in reverse", |len| {
        tag_user(len, |n, last| {
            let n = last - n;
            format!("&Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=")
        })
    }),
    kind("values before keys", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Value=&Tags.member.{n}.Key=k{n}"))
    }),
    kind("keys, then values", |len| {
        let keys = tag_user(len / 2, |n, _| format!("&Tags.member.{n}.Key=k{n}"));
        let values = tag_user(len / 2, |n, _| format!("&Tags.member.{n}.Value="));
        [keys, values].concat()
    }),
    kind("two members by turns", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{}.Key=a", 2 + n % 2))
    }),
    kind("members far apart", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{}.Key=a", n * 999_983))
    }),
    kind("the same member", |len| {
        tag_user(len, |_, _| "&Tags.member.1.Key=a&Tags.member.1.Value=".to_owned())
    }),
    kind("bad members", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Key=*&Tags.member.{n}.Value=*"))
    }),
    kind("members without value", |len| tag_user(len, |n, _| format!("&Tags.member.{n}.Key=a"))),
    kind("fields that no tag has", |len| tag_user(len, |n, _| format!("&Tags.member.{n}.X=a"))),
    kind("equal keys", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Key=a&Tags.member.{n}.Value="))
    }),
    kind("fifty keys beyond ASCII", |len| {
        let key = "%C4%B0".repeat(20);
        tag_user(len, |n, _| match n {
            ..=50 => format!("&Tags.member.{n}.Key={key}{n}&Tags.member.{n}.Value="),
            // A byte costs about as much as in the keys, whose share shrinks as the body grows.
            _ => format!("&a={key}"),
        })
    }),
    kind("fifty long keys", |len| {
        let key = "%C4%B0".repeat(len / 100);
        tag_user(len, |n, _| match n {
            ..=50 => format!("&Tags.member.{n}.Key={key}{n}&Tags.member.{n}.Value="),
            _ => "&a=".to_owned(),
        })
    }),
    kind("unknown names", |len| tag_user(len, |n, _| format!("&a{n}=a"))),
    kind("names without value", |len| tag_user(len, |_, _| "&a".to_owned())),
    kind("separators", |len| tag_user(len, |_, _| "&".to_owned())),
    kind("dots", |len| tag_user(len, |_, _| "&Tags......=".to_owned())),
    kind("one name of dots", |len| [&b"Action=TagUser&"[..], &b".".repeat(len)].concat()),
    kind("one index", |len| [&b"Action=TagUser&Tags.member."[..], &b"1".repeat(len)].concat()),
    kind("one value", |len| [&b"Action=TagUser&UserName="[..], &b"a".repeat(len)].concat()),
    kind("escapes", |len| [&b"Action=TagUser&UserName="[..], &b"%41".repeat(len / 3)].concat()),
    kind("a broken escape at the end", |len| {
        [&b"Action=TagUser&UserName="[..], &b"%41".repeat(len / 3), b"%4"].concat()
    }),
    kind("invalid UTF-8 at the end", |len| {
        [&b"Action=TagUser&UserName="[..], &b"+".repeat(len), b"%FF"].concat()
    }),
    kind("the action at the end", |len| {
        [&b"a=b&".repeat(len / 4)[..], b"Action=TagUser&Version=2010-05-08"].concat()
    }),
    kind("an unknown action", |len| [&b"Action=TagCat"[..], &b"&a=b".repeat(len / 4)].concat()),
    kind("entries in order", |len| {
        properties(len, |n, _| {
            format!("&Properties.entry.{n}.key=k{n}&Properties.entry.{n}.value=v")
        })
    }),
    kind("entries in reverse", |len| {
        properties(len, |n, last| {
            let n = last - n;
            format!("&Properties.entry.{n}.value=v&Properties.entry.{n}.key=k{n}")
        })
    }),
    kind("keys, then values of entries", |len| {
        let keys = properties(len / 2, |n, _| format!("&Properties.entry.{n}.key=k{n}"));
        let values = properties(len / 2, |n, _| format!("&Properties.entry.{n}.value=v"));
        [keys, values].concat()
    }),
    kind("entries without value", |len| {
        properties(len, |n, _| format!("&Properties.entry.{n}.key=k"))
    }),
    kind("entries without key", |len| {
        properties(len, |n, _| format!("&Properties.entry.{n}.value=v"))
    }),
    kind("entries without either", |len| {
        properties(len, |n, _| format!("&Properties.entry.{n}.x=v"))
    }),
    kind("bad entries", |len| {
        properties(len, |n, _| format!("&Properties.entry.{n}.key=*&Properties.entry.{n}.value="))
    }),
    kind("one long key, bad values", |len| {
        let key = "k".repeat(len / 2);
        let bad = properties(len / 2, |n, _| format!("&Properties.entry.{n}.value="));
        [&bad[..], b"&Properties.entry.1.key=", key.as_bytes()].concat()
    }),
    kind("entries of structures", |len| {
        repeated("AcquireRole", len, |n, _| {
            let entry = format!("&ReplacementValues.entry.{n}");
            format!("{entry}.key=k{entry}.value.Values.member.1=v")
        })
    }),
    kind("structures without lists", |len| {
        repeated("AcquireRole", len, |n, _| {
            let entry = format!("&ReplacementValues.entry.{n}");
            format!("{entry}.key=k{n}{entry}.value.x=v")
        })
    }),
    kind("members of a bad list", |len| {
        repeated("UntagUser", len, |n, _| format!("&TagKeys.member.{n}=*"))
    }),
    kind("lists in structures", |len| {
        repeated("SimulateCustomPolicy", len, |n, _| {
            let entry = format!("&ContextEntries.member.{n}");
            format!("{entry}.ContextKeyName=k{entry}.ContextKeyValues.member.1=v")
        })
    }),
    kind("lists in structures, reversed", |len| {
        repeated("SimulateCustomPolicy", len, |n, last| {
            let entry = format!("&ContextEntries.member.{}", last - n);
            format!("{entry}.ContextKeyValues.member.1=v{entry}.ContextKeyType=string")
        })
    }),
    kind("one list in a structure", |len| {
        repeated("SimulateCustomPolicy", len, |n, _| {
            format!("&ContextEntries.member.1.ContextKeyValues.member.{n}=v")
        })
    }),
    kind("lists seven names deep", |len| {
        repeated("CreateDelegationRequest", len, |n, _| {
            format!("&Permissions.Parameters.member.1.Values.member.{n}=v")
        })
    }),
    kind("bad names in a list", |len| {
        repeated("SimulatePrincipalPolicy", len, |n, _| {
            format!("&PolicyExclusionList.member.{n}.InlinePolicyIdentifier.PolicyName=*")
        })
    }),
    kind("all members, over and over", |len| {
        repeated("UpdateAccountPasswordPolicy", len, |_, _| {
            "&MinimumPasswordLength=x&RequireSymbols=y&RequireNumbers=true&MaxPasswordAge=-1".into()
        })
    }),
    kind("two lists by turns", |len| {
        repeated("SimulateCustomPolicy", len, |n, _| {
            format!("&ActionNames.member.{n}=s3:a&ResourceArns.member.{n}=a")
        })
    }),
];

/// A body of an operation that takes a map.
fn properties(len: usize, part: impl Fn(usize, usize) -> String) -> Vec<u8> {
    repeated("PutAccountProperties", len, part)
}

/// A body of an operation with parts up to a length; a part is made of its number and the last one.
fn repeated(action: &str, len: usize, part: impl Fn(usize, usize) -> String) -> Vec<u8> {
    let mut body = format!("Action={action}&Version=2010-05-08").into_bytes();
    let last = len / part(100, 1000).len();
    (1..last).for_each(|n| body.extend(part(n, last).bytes()));
    body
}

/// The same of a body that tags a user.
fn tag_user(len: usize, part: impl Fn(usize, usize) -> String) -> Vec<u8> {
    repeated("TagUser", len, |n, last| match n {
        1 => "&UserName=anika".to_owned() + &part(n, last),
        n => part(n, last),
    })
}
