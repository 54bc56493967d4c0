#![no_main]

use iam_codec_fuzz::emulator::{emulator_sequence, is_kept};
use libfuzzer_sys::Corpus;

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    emulator_sequence(data);
    if is_kept(data) { Corpus::Keep } else { Corpus::Reject }
});
