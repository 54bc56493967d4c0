//! The steps of decoding, counted: they grow with the length of the input and not with its square.
//!
//! A step is an edge of the control flow. Calls into the standard library's compiled code (validating
//! UTF-8, copying) count as one; a second pass over the input would still be one more step per pass.
//!
//! Every kind of input is decoded at two lengths. The longer one may cost as much more as it is longer,
//! and half as much again for the sorting of members that do not come in order.

use std::process::ExitCode;

use iam_codec::{Params, Reply, Request};

#[path = "../inputs.rs"]
#[allow(dead_code)]
mod inputs;

const SHORT: usize = 16 << 10;
const LONG: usize = 64 * SHORT;

/// The most steps per byte: a word of eight bytes is a step of a value, and the shortest of pairs is two
/// bytes long and goes through every stage.
const MAX_STEPS_A_BYTE: f64 = 100.0;

static mut STEPS: u64 = 0;

/// Called by the instrumented code at every edge.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_trace_pc_guard(_guard: *mut u32) {
    // SAFETY: there is one thread.
    unsafe { STEPS += 1 };
}

/// Called once with the edges, which need no numbers here.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_trace_pc_guard_init(_start: *mut u32, _stop: *mut u32) {}

fn steps(decode: impl FnOnce()) -> f64 {
    // SAFETY: there is one thread.
    unsafe { STEPS = 0 };
    decode();
    unsafe { STEPS as f64 }
}

fn main() -> ExitCode {
    let mut failed = false;
    let mut judge = |name: &str, decode: Decode, short: &[u8], long: &[u8]| {
        let per_byte = |input: &[u8]| steps(|| decode(input)) / input.len() as f64;
        let (before, after) = (per_byte(short), per_byte(long));
        let is_linear = after <= 1.5 * before.max(1.0) && after <= MAX_STEPS_A_BYTE;
        failed |= !is_linear;
        (!is_linear)
            .then(|| println!("NOT LINEAR: {name}: {before:.2}, then {after:.2} steps a byte"));
        (before, after)
    };

    println!(
        "{:34} {:>9} {:>9}   steps a byte at {} and {} KiB",
        "",
        "short",
        "long",
        SHORT >> 10,
        LONG >> 10
    );
    for (name, body) in BODIES {
        for (road, decode) in ROADS {
            let (before, after) = judge(name, *decode, &body(SHORT), &body(LONG));
            println!("{name:22} {road:11} {before:9.2} {after:9.2}");
        }
    }
    for (name, document) in DOCUMENTS {
        let (before, after) = judge(name, reply, &document(SHORT), &document(LONG));
        println!("{name:34} {before:9.2} {after:9.2}");
    }

    let mut worst = 0.0_f64;
    let bodies = inputs::bodies();
    let documents = inputs::documents();
    for body in &bodies {
        for next in [str::to_owned, inputs::next_members] {
            let (short, long) =
                (inputs::grown(body, SHORT, next), inputs::grown(body, 4 * SHORT, next));
            for (road, decode) in ROADS {
                let name = format!("{road} of {}", body.escape_ascii());
                worst = worst.max(judge(&name, *decode, &short, &long).1);
            }
        }
    }
    for document in &documents {
        let grown = |len| inputs::grown_document(document, len);
        let name = document.escape_ascii().to_string();
        worst = worst.max(judge(&name, reply, &grown(SHORT), &grown(4 * SHORT)).1);
    }
    println!("{} golden files, over and over: at most {worst:.2}", bodies.len() + documents.len());
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

type Decode = fn(&[u8]);

const ROADS: &[(&str, Decode)] = &[
    ("decode", |body| {
        if let Err(e) = Request::decode(body) {
            e.to_response("id").encode();
        }
    }),
    ("unchecked", |body| drop(Request::decode_unchecked(body))),
    ("from_params", |body| drop(Params::parse(body).and_then(Request::from_params))),
    ("parse_parts", |body| {
        let half = body[..body.len() / 2].iter().rposition(|&byte| byte == b'&').unwrap_or(0);
        let (query, body) = body.split_at(half);
        drop(Params::parse_parts(query, body));
    }),
];

fn reply(document: &[u8]) {
    drop(Reply::decode(document));
}

type Make = fn(usize) -> Vec<u8>;

/// Bodies that someone could send to make a decoder work, by length.
const BODIES: &[(&str, Make)] = &[
    ("members in order", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value="))
    }),
    ("members in reverse", |len| {
        tag_user(len, |n, last| {
            let n = last - n;
            format!("&Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=")
        })
    }),
    ("values before keys", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Value=&Tags.member.{n}.Key=k{n}"))
    }),
    ("keys, then values", |len| {
        let keys = tag_user(len / 2, |n, _| format!("&Tags.member.{n}.Key=k{n}"));
        let values = tag_user(len / 2, |n, _| format!("&Tags.member.{n}.Value="));
        [keys, values].concat()
    }),
    ("two members by turns", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{}.Key=a", 2 + n % 2))
    }),
    ("members far apart", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{}.Key=a", n * 999_983))
    }),
    ("the same member", |len| {
        tag_user(len, |_, _| "&Tags.member.1.Key=a&Tags.member.1.Value=".to_owned())
    }),
    ("bad members", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Key=*&Tags.member.{n}.Value=*"))
    }),
    ("members without value", |len| tag_user(len, |n, _| format!("&Tags.member.{n}.Key=a"))),
    ("fields that no tag has", |len| tag_user(len, |n, _| format!("&Tags.member.{n}.X=a"))),
    ("equal keys", |len| {
        tag_user(len, |n, _| format!("&Tags.member.{n}.Key=a&Tags.member.{n}.Value="))
    }),
    ("fifty keys beyond ASCII", |len| {
        let key = "%C4%B0".repeat(20);
        tag_user(len, |n, _| match n {
            ..=50 => format!("&Tags.member.{n}.Key={key}{n}&Tags.member.{n}.Value="),
            _ => "&a=".to_owned(),
        })
    }),
    ("fifty long keys", |len| {
        let key = "%C4%B0".repeat(len / 100);
        tag_user(len, |n, _| match n {
            ..=50 => format!("&Tags.member.{n}.Key={key}{n}&Tags.member.{n}.Value="),
            _ => "&a=".to_owned(),
        })
    }),
    ("unknown names", |len| tag_user(len, |n, _| format!("&a{n}=a"))),
    ("names without value", |len| tag_user(len, |_, _| "&a".to_owned())),
    ("separators", |len| tag_user(len, |_, _| "&".to_owned())),
    ("dots", |len| tag_user(len, |_, _| "&Tags......=".to_owned())),
    ("one name of dots", |len| [&b"Action=TagUser&"[..], &b".".repeat(len)].concat()),
    ("one index", |len| [&b"Action=TagUser&Tags.member."[..], &b"1".repeat(len)].concat()),
    ("one value", |len| [&b"Action=TagUser&UserName="[..], &b"a".repeat(len)].concat()),
    ("escapes", |len| [&b"Action=TagUser&UserName="[..], &b"%41".repeat(len / 3)].concat()),
    ("a broken escape at the end", |len| {
        [&b"Action=TagUser&UserName="[..], &b"%41".repeat(len / 3), b"%4"].concat()
    }),
    ("invalid UTF-8 at the end", |len| {
        [&b"Action=TagUser&UserName="[..], &b"+".repeat(len), b"%FF"].concat()
    }),
    ("the action at the end", |len| {
        [&b"a=b&".repeat(len / 4)[..], b"Action=TagUser&Version=2010-05-08"].concat()
    }),
    ("another action", |len| [&b"Action=CreateUser"[..], &b"&a=b".repeat(len / 4)].concat()),
];

/// A body with parts up to a length; a part is made of its number and the last one.
fn tag_user(len: usize, part: impl Fn(usize, usize) -> String) -> Vec<u8> {
    let mut body = b"Action=TagUser&Version=2010-05-08&UserName=anika".to_vec();
    let last = len / part(100, 1000).len();
    (1..last).for_each(|n| body.extend(part(n, last).bytes()));
    body
}

/// Documents that someone could answer to make a client work, by length.
const DOCUMENTS: &[(&str, Make)] = &[
    ("members", |len| {
        page(len, "<Tags>", "<member><Key>a</Key><Value>b</Value></member>", "</Tags>")
    }),
    ("empty members", |len| page(len, "<Tags>", "<member/>", "</Tags>")),
    ("unknown elements", |len| page(len, "", "<a/>", "<Tags/>")),
    ("unknown elements, nested", |len| page(len, "", "<a><b><c/></b></a>", "<Tags/>")),
    ("deep elements", |len| page(len, "", "<a>", "<Tags/>")),
    ("attributes", |len| page(len, "<a", " b='c'", "/><Tags/>")),
    ("references", |len| page(len, "<Marker>", "&amp;", "</Marker><Tags/>")),
    ("character references", |len| page(len, "<Marker>", "&#x41;", "</Marker><Tags/>")),
    ("unknown references", |len| page(len, "<Marker>", "&a;", "</Marker><Tags/>")),
    ("CDATA sections", |len| page(len, "<Marker>", "<![CDATA[a]]>", "</Marker><Tags/>")),
    ("open references", |len| page(len, "<Marker>", "&", ";</Marker><Tags/>")),
    ("comments", |len| page(len, "<Marker>", "<!---->", "</Marker><Tags/>")),
    ("comments between elements", |len| page(len, "", "<!---->", "<Tags/>")),
    ("an open comment", |len| page(len, "<!--", "-", "")),
    ("carriage returns", |len| page(len, "<Marker>", "\r", "</Marker><Tags/>")),
    ("white space", |len| page(len, "", " ", "<Tags/>")),
    ("an open tag", |len| page(len, "", "<", "")),
];

fn page(len: usize, start: &str, part: &str, end: &str) -> Vec<u8> {
    let parts = part.repeat(len / part.len());
    format!("<ListUserTagsResponse><ListUserTagsResult>{start}{parts}{end}").into_bytes()
}
