//! The steps of decoding, counted: they grow with the length of the input and not with its square.
//!
//! A step is an edge of the control flow. Calls into the standard library's compiled code (validating
//! UTF-8, copying) count as one; a second pass over the input would still be one more step per pass.
//!
//! Every kind of input is decoded at two lengths. The longer one may cost as much more as it is longer,
//! and half as much again for the sorting of members that do not come in order.

use std::process::ExitCode;

use iam_codec::mutator::Hostile;
use iam_codec::{Dialect, Editor, Params, Reply, Request, ResourceType, Response};

mod documents;
mod make;
mod policies;
#[path = "../inputs.rs"]
#[allow(dead_code)]
mod inputs;

use documents::DOCUMENTS;
use make::Decode;
use policies::{JUDGES, POLICIES};

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
    let mut judge = |name: &str, (decode, most): (Decode, f64), short: &[u8], long: &[u8]| {
        let per_byte = |input: &[u8]| steps(|| decode(input)) / input.len() as f64;
        let (before, after) = (per_byte(short), per_byte(long));
        let is_linear = after <= 1.5 * before.max(1.0) && after <= most;
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
    for kind in Hostile::ALL {
        let (name, short, long) = (kind.name(), kind.body(SHORT), kind.body(LONG));
        for (path, decode) in PATHS {
            let (before, after) = judge(name, (*decode, most(path)), &short, &long);
            println!("{name:22} {path:11} {before:9.2} {after:9.2}");
        }
    }
    for (name, document) in DOCUMENTS {
        for (path, decode) in
            [("reply", reply as Decode), ("tolerant", tolerant), ("unknown", unknown_elements)]
        {
            let (before, after) =
                judge(name, (decode, MAX_STEPS_A_BYTE), &document(SHORT), &document(LONG));
            println!("{name:22} {path:11} {before:9.2} {after:9.2}");
        }
    }
    for (name, document) in POLICIES {
        for (path, judge_policy) in JUDGES {
            let (short, long) = (document(SHORT), document(LONG));
            let (before, after) = judge(name, (*judge_policy, MAX_STEPS_A_BYTE), &short, &long);
            println!("{name:22} {path:11} {before:9.2} {after:9.2}");
        }
    }

    let mut worst = 0.0_f64;
    let bodies = inputs::bodies();
    let documents = inputs::documents();
    for body in &bodies {
        for next in [str::to_owned, inputs::next_members] {
            let (short, long) =
                (inputs::grown(body, SHORT, next), inputs::grown(body, 4 * SHORT, next));
            for (path, decode) in PATHS {
                let name = format!("{path} of {}", body.escape_ascii());
                worst = worst.max(judge(&name, (*decode, most(path)), &short, &long).1);
                let (short, long) = (inputs::reversed(&short), inputs::reversed(&long));
                worst = worst.max(judge(&name, (*decode, most(path)), &short, &long).1);
            }
        }
    }
    for document in &documents {
        let grown = |len| inputs::grown_document(document, len);
        let name = document.escape_ascii().to_string();
        worst =
            worst.max(judge(&name, (reply, MAX_STEPS_A_BYTE), &grown(SHORT), &grown(4 * SHORT)).1);
    }
    println!("{} golden files, over and over: at most {worst:.2}", bodies.len() + documents.len());
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A guess asks each of the ten dialects.
fn most(path: &str) -> f64 {
    if path == "dialect" { 10.0 * MAX_STEPS_A_BYTE } else { MAX_STEPS_A_BYTE }
}

const PATHS: &[(&str, Decode)] = &[
    ("decode", |body| {
        if let Err(e) = Request::decode(body) {
            e.to_response("id").encode();
        }
    }),
    ("unchecked", |body| drop(Request::decoder().unchecked().body(body))),
    ("check_tags", |body| {
        if let Ok(request) = Request::decoder().unchecked().body(body) {
            drop(request.check_tags());
        }
    }),
    ("store_tags", |body| {
        if let Ok(request) = Request::decoder().unchecked().body(body) {
            let tags = request.tags().unwrap_or_default();
            ResourceType::User.store_tags(&mut tags.to_vec(), tags.to_vec());
        }
    }),
    ("from_params", |body| {
        drop(Params::parse(body).and_then(|params| Request::decoder().params(params)))
    }),
    ("parse_parts", |body| {
        let half = body[..body.len() / 2].iter().rposition(|&byte| byte == b'&').unwrap_or(0);
        let (query, body) = body.split_at(half);
        drop(Params::parse_parts(query, body));
    }),
    ("list", |body| {
        if let Ok(params) = Params::parse(body) {
            drop(params.list("Tags"));
        }
    }),
    ("edit", |body| {
        let mut editor = Editor::new(body);
        drop(editor.add_member("Tags", &[("Key", "a")]));
        drop(editor.finish());
    }),
    ("dialect", |body| _ = Dialect::guess(body)),
];

fn reply(document: &[u8]) {
    drop(Reply::decode(document));
}

fn tolerant(document: &[u8]) {
    drop(Reply::decode_tolerantly(document));
}

fn unknown_elements(document: &[u8]) {
    drop(Response::unknown_elements(document));
}
