//! Inputs for the properties where no fuzzer runs: the golden files, what once failed, and some
//! thousands made of these by chance, the same at every run.

use std::fs;
use std::path::{Path, PathBuf};

use iam_codec::mutator::{self, Spelling, respell as respell_body};

/// The bodies of the golden requests.
pub fn bodies() -> Vec<Vec<u8>> {
    let mut bodies: Vec<_> = files("testdata", "form").collect();
    for request in files("testdata", "http") {
        let end =
            request.windows(4).position(|window| window == b"\r\n\r\n").expect("an empty line");
        // What follows the `?` of the first line is a body as well.
        let line = request.split(|&byte| byte == b'\r').next().unwrap_or_default();
        let target = line.split(|&byte| byte == b' ').nth(1).unwrap_or_default();
        bodies.extend(target.splitn(2, |&byte| byte == b'?').nth(1).map(<[u8]>::to_vec));
        bodies.push(request[end + 4..].to_vec());
    }
    assert!(bodies.len() > 200, "{} bodies", bodies.len());
    bodies
}

/// The golden responses and errors.
pub fn documents() -> Vec<Vec<u8>> {
    let documents: Vec<_> = files("testdata", "xml").collect();
    assert!(documents.len() > 200, "{} documents", documents.len());
    documents
}

/// What the golden files mean.
pub fn meanings() -> Vec<Vec<u8>> {
    files("testdata", "json").collect()
}

/// What once made a property fail.
pub fn regressions(property: &str) -> Vec<Vec<u8>> {
    files(&format!("fuzz/regressions/{property}"), "").collect()
}

/// Bodies a few mutations away from the golden ones.
pub fn mutated_bodies(count: usize) -> impl Iterator<Item = Vec<u8>> {
    let (seeds, mut dice) = (bodies(), Dice(1));
    (0..count).map(move |_| {
        let mut body = dice.pick(&seeds).clone();
        for _ in 0..1 + dice.below(3) {
            let (size, seed) = (body.len(), dice.below(1 << 32) as u32);
            body.resize(size + 4096, 0);
            let max_size = body.len();
            let bytes = |text: &mut [u8], size, room| dice.overwrite(text, size, room);
            let size = mutator::mutate(&mut body, size, max_size, seed, bytes);
            body.truncate(size);
        }
        match dice.below(4) {
            // Also names are written in two ways, and in many orders.
            0 => respell_body(&body, Spelling::ALL, dice.below(1 << 32) as u32),
            _ => body,
        }
    })
}

/// Documents a few edits away from the golden ones.
pub fn mutated_documents(count: usize) -> impl Iterator<Item = Vec<u8>> {
    let (seeds, mut dice) = (documents(), Dice(2));
    (0..count).map(move |_| {
        let mut document = dice.pick(&seeds).clone();
        for _ in 0..1 + dice.below(4) {
            if dice.below(4) == 0 {
                respell(&mut document, &mut dice);
                continue;
            }
            let start = dice.below(document.len() + 1);
            let end = start + dice.below((document.len() - start).min(40) + 1);
            let put = match dice.below(3) {
                0 => Vec::new(),
                1 => dice.pick(PIECES).as_bytes().to_vec(),
                _ => {
                    let donor = dice.pick(&seeds);
                    let start = dice.below(donor.len() + 1);
                    donor[start..].iter().take(dice.below(40)).copied().collect()
                }
            };
            document.splice(start..end, put);
        }
        // A document may begin with one mark of the byte order.
        let marks = ["\u{FEFF}", "\u{FEFF}\u{FEFF}", "\u{FEFF}\u{FEFF}\u{FEFF}"];
        match dice.below(12) {
            0 => [dice.pick(&marks).as_bytes(), &document].concat(),
            _ => document,
        }
    })
}

/// Bytes to make values of.
pub fn bytes(count: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut dice = Dice(3);
    (0..count).map(move |n| (0..n % 1200).map(|_| dice.below(256) as u8).collect())
}

/// The body over and over up to a length, each time with the names that `next` makes of them.
pub fn grown(body: &[u8], len: usize, next: fn(&str) -> String) -> Vec<u8> {
    let mut copy = body.to_vec();
    let mut grown = body.to_vec();
    while grown.len() < len {
        let pairs = copy.split(|&byte| byte == b'&').map(|pair| {
            let end = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
            let name = std::str::from_utf8(&pair[..end]).map(next);
            [name.as_deref().map_or(&pair[..end], str::as_bytes), &pair[end..]].concat()
        });
        copy = pairs.collect::<Vec<_>>().join(&b'&');
        grown.push(b'&');
        grown.extend(&copy);
    }
    grown
}

/// `Tags.member.58.Key` for `Tags.member.7.Key`: a full list further on.
pub fn next_members(name: &str) -> String {
    let mut segments: Vec<_> = name.split('.').map(str::to_owned).collect();
    let number = segments.iter().position(|segment| segment.parse::<u64>().is_ok());
    if let Some(segment) = number.map(|number| &mut segments[number]) {
        *segment = segment.parse::<u64>().map_or(0, |n| n.wrapping_add(51)).to_string();
    }
    segments.join(".")
}

/// The body with its pairs in the opposite order.
pub fn reversed(body: &[u8]) -> Vec<u8> {
    body.rsplit(|&byte| byte == b'&').collect::<Vec<_>>().join(&b'&')
}

/// The document with what is between the first `>` and the last `<` over and over up to a length.
pub fn grown_document(document: &[u8], len: usize) -> Vec<u8> {
    let start = document.iter().position(|&byte| byte == b'>').map_or(0, |at| at + 1);
    let end = document.iter().rposition(|&byte| byte == b'<').unwrap_or(document.len());
    let Some(inside) = document.get(start..end).filter(|inside| !inside.is_empty()) else {
        return document.to_vec();
    };
    [&document[..start], &inside.repeat(1 + len / inside.len()), &document[end..]].concat()
}

/// Runs a property and says on which input it failed.
pub fn check(name: &str, property: fn(&[u8]), input: &[u8]) {
    if let Err(panic) = std::panic::catch_unwind(|| property(input)) {
        eprintln!("{name} fails on b\"{}\"", input.escape_ascii());
        std::panic::resume_unwind(panic);
    }
}

/// The contents of all files below a folder whose names end so, in order.
fn files(folder: &str, extension: &str) -> impl Iterator<Item = Vec<u8>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().find(|folder| folder.join("testdata").is_dir()).expect("the root");
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths);
    paths.retain(|path| {
        extension.is_empty() || path.extension().is_some_and(|found| found == extension)
    });
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).expect("a file"))
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => collect(&path, paths),
            path => paths.push(path),
        }
    }
}

/// Puts another form of a value in the place of one.
pub fn respell(document: &mut Vec<u8>, dice: &mut Dice) {
    let (form, others) = *dice.pick(FORMS);
    let is_place = |start: &usize| document[*start..].starts_with(form.as_bytes());
    let places: Vec<_> = (0..document.len()).filter(is_place).collect();
    if !places.is_empty() {
        let start = *dice.pick(&places);
        document.splice(start..start + form.len(), dice.pick(others).bytes());
    }
}

/// How times, escapes of policies, booleans, integers, base64 and words are written, and how else they may
/// be, or nearly may be.
const FORMS: &[(&str, &[&str])] = &[
    ("Z<", &["z<", "<", "+00:00<", "-00:00<", "+01:00<", "-08:00<", "+0000<", "+00<", " Z<"]),
    (
        "Z<",
        &[
            ".5Z<",
            ".Z<",
            ",5Z<",
            ".999999999Z<",
            ".1234567891Z<",
            ".5+00:00<",
            ".5+01:00<",
            ".5+1:00Z<",
        ],
    ),
    (":46Z<", &[":60Z<", ":61Z<", ":4Z<", ":046Z<", ":46.Z<", "Z<", ":+4Z<"]),
    ("T1", &["t1", " 1", "T2", "T-1"]),
    (
        "%2",
        &["%2B%2", "+%2", "%20%2", " %2", "%", "%2b%2", "%C3%A9%2", "%E9%2", "&#43;%2", "%u002"],
    ),
    (">true<", &[">false<", ">True<", ">TRUE<", ">1<", ">0<", "><", "> true<", ">yes<"]),
    (">false<", &[">true<", ">False<", ">1<", ">0<", ">00<", ">false <", ">no<"]),
    ("0<", &["0 <", "0.0<", "0000000000<", "0e0<", "0_0<", "x<"]),
    (">1", &[">+1", ">01", ">-1", "> 1", ">0x1", ">99999999991"]),
    ("=<", &["==<", "<", "A<", "= <", "=\n<"]),
    (">Sender<", &[">Receiver<", ">sender<", ">Unknown<", "><"]),
];

const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "&amp;",
    "&#13;",
    "&#0;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!-- -- -->",
    "<?",
    "?>",
    "<!DOCTYPE x>",
    "<member>",
    "</member>",
    "<Key/>",
    "<Value>",
    "<Tags/>",
    "<Extra a='1'/>",
    " ",
    "\r\n",
    "\u{1}",
    "\u{FFFE}",
    "&#xFFFF;",
    "&#xD800;",
];

/// SplitMix64, by Steele, Lea and Flood: decisions that need no bytes of the input.
pub struct Dice(pub u64);

impl Dice {
    /// Dice that fall for these bytes always the same way.
    pub fn of(bytes: &[u8]) -> Self {
        // FNV-1a
        let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3);
        Dice(bytes.iter().fold(0xCBF2_9CE4_8422_2325, hash))
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }

    fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }

    /// Stands in for the engine's own mutator.
    fn overwrite(&mut self, text: &mut [u8], size: usize, room: usize) -> usize {
        let size = (size + self.below(5)).saturating_sub(2).min(room);
        if size > 0 {
            let at = self.below(size);
            text[at] = self.below(256) as u8;
        }
        size
    }
}

/// A name without the leading zeros of its indices.
pub fn canonical(name: &str) -> String {
    let part = |(i, part): (usize, &str)| match part.trim_start_matches('0') {
        _ if i == 0 || part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) => {
            part.to_owned()
        }
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    };
    name.split('.').enumerate().map(part).collect::<Vec<_>>().join(".")
}
