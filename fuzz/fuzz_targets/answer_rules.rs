#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| iam_codec_fuzz::kit::answer_rules(data));
