//! Does one piece of work, to be counted by callgrind: see the script `instructions`.

use std::hint::black_box;
use std::slice::from_ref;

use iam_codec::{Request, Response};
use iam_codec_benches::workloads::{heavy, plain, plain_page, varied};

fn main() {
    let (one, fifty, heavy, varied) = (plain(1), plain(50), heavy(50), varied(false));
    let page = plain_page();
    let xml = page.encode().unwrap_or_default().into_bytes();
    // The name, the length of the wire form, and the work.
    let works: [(&str, usize, &dyn Fn()); 9] = [
        ("decode_unchecked, 1 plain tag", one.wire_len(), &|| {
            each(&one.bodies, |b| Request::decode_unchecked(b))
        }),
        ("decode_unchecked, 50 plain tags", fifty.wire_len(), &|| {
            each(&fifty.bodies, |b| Request::decode_unchecked(b))
        }),
        ("decode_unchecked, 50 heavy tags", heavy.wire_len(), &|| {
            each(&heavy.bodies, |b| Request::decode_unchecked(b))
        }),
        ("decode_unchecked, varied", varied.wire_len(), &|| {
            each(&varied.bodies, |b| Request::decode_unchecked(b))
        }),
        ("decode, 50 plain tags", fifty.wire_len(), &|| {
            each(&fifty.bodies, |b| Request::decode(b))
        }),
        ("encode request, 50 plain tags", fifty.wire_len(), &|| {
            each(&fifty.requests, Request::encode)
        }),
        ("encode request, 50 heavy tags", heavy.wire_len(), &|| {
            each(&heavy.requests, Request::encode)
        }),
        ("encode response, 50 plain tags", xml.len(), &|| each(from_ref(&page), Response::encode)),
        ("decode response, 50 plain tags", xml.len(), &|| {
            each(from_ref(&xml), |b| Response::decode(b))
        }),
    ];
    match std::env::args().nth(1) {
        None => works.iter().for_each(|(name, len, _)| println!("{len}\t{name}")),
        Some(wanted) => {
            let (.., work) = works.iter().find(|(name, ..)| *name == wanted).expect("a name");
            // The first time also pays for what is set up once.
            work();
            counted(work);
        }
    }
}

/// All that is counted.
#[inline(never)]
fn counted(work: &dyn Fn()) {
    work();
}

fn each<'i, I, T>(inputs: &'i [I], work: impl Fn(&'i I) -> T) {
    for input in inputs {
        black_box(work(black_box(input)));
    }
}
