#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| iam_codec_fuzz::properties::value_types(data));
